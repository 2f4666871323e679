/* The states of a body, and the people who bring it there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/many.h"
#include "model/people.h"
#include "model/project.h"
#include "model/review.h"
#include "model/store.h"
#include "tests/help/small.h"

#define OTHER "0123456789abcdef0123456789abcdef"

static struct campaign *open_as(const char *by)
{
    return small_open_as("c.meyar", by);
}

/* "boss" made it: the first supervisor. */
static void make(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
}

static void state_is(struct campaign *c, const char *body, enum review state, bool changed)
{
    struct arena *a = arena_new();
    struct review_state s;
    struct row row;
    assert_true(review_get(c, 0, body, &s, a));
    assert_string_equal(review_id(s.state), review_id(state));
    assert_int_equal(s.changed, changed);
    assert_true(row_get(c, 0, body, "", -1, &row, a));
    assert_string_equal(row.review, review_id(state));
    assert_int_equal(row.changed, changed);
    arena_free(&a);
}

static void set(struct campaign *c, const char *body, enum review to, const char *reason, bool done)
{
    struct err err = {0};
    assert_int_equal(review_set(c, body, to, reason, &err), done);
    assert_int_equal(err.status, done ? DONE : REFUSED);
    err_clear(&err);
}

/* Somebody else's laptop says it, having seen nothing. */
static void other(struct campaign *c, const char *body, const char *by, const char *state)
{
    struct err err = {0};
    struct slot slot = {"state", body, "", "", ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    change_as(t, by, NULL);
    assert_true(change_event(t, &slot, json_pack("{s:s,s:n}", "state", state, "reason"), NULL, 0));
    assert_true(change_end(&t, true, &err));
}

static void a_body_goes_its_way(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("Inspector A");
    state_is(c, "alpha", REVIEW_ASSIGNED, false);
    state_is(c, "beta", REVIEW_UNASSIGNED, false);
    set(c, "alpha", REVIEW_DESK_DONE, NULL, true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, false);
    set(c, "alpha", REVIEW_HANDED_IN, "the visit is in May", true);
    set(c, "alpha", REVIEW_VISITED, NULL, false);
    campaign_close(&c);

    c = open_as("boss");
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    set(c, "alpha", REVIEW_REOPENED, " ", false);
    set(c, "alpha", REVIEW_REOPENED, "a mistake", true);
    state_is(c, "alpha", REVIEW_REOPENED, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void what_comes_after_an_accept_shows(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    set(c, "alpha", REVIEW_HANDED_IN, "all there is", true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    struct err err = {0};
    struct slot slot = {"answer", "alpha", "s1", "e_level", ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    assert_true(change_event(t, &slot, json_pack("{s:s,s:n}", "value", "half", "note"), NULL, 0));
    change_touch(t, "alpha", "s1");
    assert_true(change_end(&t, true, &err));
    state_is(c, "alpha", REVIEW_ACCEPTED, true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void the_furthest_from_accepted_stands(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    set(c, "beta", REVIEW_HANDED_IN, "all", true);
    set(c, "beta", REVIEW_ACCEPTED, NULL, true);
    other(c, "beta", "boss", "sent_back");
    state_is(c, "beta", REVIEW_SENT_BACK, false);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void an_accept_by_no_supervisor_counts_nowhere(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    struct err err = {0};
    other(c, "beta", "Inspector B", "accepted");
    state_is(c, "beta", REVIEW_UNASSIGNED, false);
    assert_true(people_put(c, "Inspector B", PERSON_SUPERVISOR, &err));
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    assert_true(people_put(c, "Inspector B", PERSON_INSPECTOR, &err));
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void supervisors_say_who_works_where(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    const char *const both[] = {"alpha", "beta"};
    struct campaign *c = open_as("Inspector A");
    assert_false(people_assign(c, both, 2, "Inspector A", &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    campaign_close(&c);
    c = open_as("boss");
    assert_true(people_assign(c, both, 2, "Ayşe", &err));
    state_is(c, "beta", REVIEW_ASSIGNED, false);
    struct arena *a = arena_new();
    struct person *list;
    int n;
    assert_true(people_list(c, &list, &n, a, &err));
    assert_int_equal(n, 3);
    assert_string_equal(list[0].name, "Ayşe");
    assert_int_equal(list[0].nbodies, 2);
    assert_string_equal(list[1].name, "boss");
    assert_int_equal(list[1].role, PERSON_SUPERVISOR);
    assert_string_equal(list[2].name, PEOPLE_OTHERS);
    assert_false(people_put(c, "boss", PERSON_INSPECTOR, &err));
    err_clear(&err);
    arena_free(&a);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* Two supervisors take the role from one another, each on a laptop of their own: who ran init has
 * it again once both are in one file, and can put things right. */
static void somebody_can_always_say_who_does_what(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    struct slot boss = {"person", "", "", "boss", ""};
    struct campaign *c = open_as("boss");
    assert_true(people_put(c, "Nigar", PERSON_SUPERVISOR, &err));
    assert_true(people_put(c, "Nigar", PERSON_INSPECTOR, &err));
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    change_as(t, "Nigar", NULL);
    assert_true(change_event(t, &boss, json_pack("{s:s}", "role", "inspector"), NULL, 0));
    assert_true(change_end(&t, true, &err));
    assert_int_equal(people_role(c, "Nigar"), PERSON_INSPECTOR);
    assert_int_equal(people_role(c, "boss"), PERSON_SUPERVISOR);
    assert_true(people_put(c, "Nigar", PERSON_SUPERVISOR, &err));
    assert_int_equal(people_role(c, "boss"), PERSON_INSPECTOR);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- locks ---- */

static void refused(bool done, struct err *err, const char *why)
{
    if (done || err->status != REFUSED || !strstr(err_text(err), why))
        fail_msg("done %d, status %d: %s", done, err->status, err_text(err));
    err_clear(err);
    *err = (struct err){0};
}

static int64_t nevents(struct campaign *c)
{
    return db_number(c->db, 0, "SELECT count(*) FROM event", "");
}

static const char *scratch(const char *name, const char *text)
{
    const char *path = small_path(name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

#define ANSWERS "body,service,question,value,note\n"

/* Every way of changing an answer, its evidence or its service is refused with this sentence, and
 * nothing is written. `row`: of the registry too. */
static void all_is_shut(struct campaign *c, const char *why, bool row)
{
    struct err err = {0};
    int64_t before = nevents(c);
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_non_null(w);
    int level = block_question(work_block(w), "e_level")->index;
    refused(work_answer(w, level, "full", NULL, &err), &err, why);
    assert_string_equal(work_standing(w, level)->value, "half");
    assert_true(work_answer(w, level, "half", NULL, &err)); /* it stands so already */
    refused(work_take_over(w, level, &err), &err, why);
    work_close(&w);

    struct assignment one = {"e_level", "full"};
    refused(answer_many(c, "alpha", "s1", &one, 1, NULL, &err), &err, why);

    const char *const both[] = {"s1", "s2"};
    struct many_answer answer = {"3", NULL, false};
    struct arena *a = arena_new();
    struct many m;
    int n;
    const struct question *q = block_question(campaign_rubric(c, 0)->service, "u_days");
    assert_true(many_preview(c, "alpha", both, 2, q->index, &answer, -1, &m, a, &err));
    assert_int_equal(m.ntakes, 0);
    assert_int_equal(m.item[0].state, MANY_CANT);
    assert_non_null(strstr(m.item[0].why, why));
    refused(many_store(c, "alpha", both, 2, q->index, &answer, &n, &err), &err, why);

    struct history_entry *h;
    assert_true(history_read(c, "alpha", "s1", "e_level", &h, &n, a, &err));
    refused(answer_restore(c, "alpha", "s1", "e_level", h[0].id, &err), &err, why);

    const char *csv = ANSWERS "beta,s1,u_days,3,\nalpha,s1,e_level,full,\n";
    refused(import_answers(c, "a.csv", csv, strlen(csv), false, &n, &err), &err, "a.csv:3: ");
    refused(import_answers(c, "a.csv", csv, strlen(csv), true, &n, &err), &err, why);
    csv = ANSWERS "alpha,s1,e_level,half,\n";
    assert_true(import_answers(c, "a.csv", csv, strlen(csv), false, &n, &err));

    struct evidence_place at = {"alpha", "s1", "e_level"};
    struct attached done;
    const char *file = scratch("other.txt", "other");
    refused(evidence_attach(c, &at, &file, 1, &done, a, &err), &err, why);
    struct evidence *files;
    assert_true(evidence_list(c, &at, &files, &n, a, &err));
    assert_int_equal(n, 1);
    refused(evidence_take_away(c, &at, files[0].sha256, &err), &err, why);

    int added, changed;
    csv = "body_code,body_name,service_code,service_name\nalpha,Alpha Office,s1,Renamed\n";
    if (row)
        refused(import_registry(c, "r.csv", csv, strlen(csv), false, &added, &changed, &err), &err,
                why);
    arena_free(&a);
    assert_int_equal(nevents(c), before);
}

static void begin_alpha(struct campaign *c)
{
    struct arena *a = arena_new();
    struct err err = {0};
    struct evidence_place at = {"alpha", "s1", "e_level"};
    struct attached done;
    const char *file = scratch("one.txt", "one");
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    assert_true(evidence_attach(c, &at, &file, 1, &done, a, &err));
    arena_free(&a);
}

static void what_is_locked_takes_nothing(void **state)
{
    (void)state;
    small_make("old.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("old.meyar");
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    campaign_close(&c);
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    o.previous_path = small_path("old.meyar");
    assert_true(campaign_create(small_path("c.meyar"), &o, &err));

    c = open_as("Inspector A");
    begin_alpha(c);
    set(c, "alpha", REVIEW_HANDED_IN, "all there is", true);
    all_is_shut(c, "alpha is handed in", true);
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    campaign_close(&c);

    c = open_as("boss");
    small_answer(c, "alpha", "s1", "e_level", "none", NULL); /* open to a supervisor */
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    all_is_shut(c, "alpha is accepted", false);
    set(c, "alpha", REVIEW_REOPENED, "a mistake", true);
    campaign_close(&c);
    c = open_as("Inspector A");
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* Two bodies at once, by an inspector: named. By a supervisor: done, told, marked. */
static void a_table_of_the_registry_meets_locks(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    struct arena *a = arena_new();
    int added, changed;
    const char *csv = "body_code,body_name,service_code,service_name\n"
                      "alpha,Alpha renamed,,\nbeta,Beta renamed,,\ngamma,Gamma,,\n";
    struct campaign *c = open_as("boss");
    set(c, "alpha", REVIEW_HANDED_IN, "all", true);
    set(c, "beta", REVIEW_HANDED_IN, "all", true);
    set(c, "beta", REVIEW_ACCEPTED, NULL, true);
    campaign_close(&c);
    c = open_as("Inspector A");
    int64_t before = nevents(c);
    refused(import_registry(c, "r.csv", csv, strlen(csv), false, &added, &changed, &err), &err,
            "alpha, beta");
    assert_int_equal(nevents(c), before);
    campaign_close(&c);
    c = open_as("boss");
    while (campaign_notice(c, a))
        ;
    assert_true(import_registry(c, "r.csv", csv, strlen(csv), false, &added, &changed, &err));
    assert_int_equal(changed, 2);
    const char *notice = campaign_notice(c, a);
    assert_non_null(notice);
    assert_non_null(strstr(notice, "beta"));
    assert_null(strstr(notice, "alpha"));
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    struct review_change *list;
    int n;
    assert_true(review_changes(c, "beta", &list, &n, a, &err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].kind, "body");
    assert_string_equal(list[0].was.value, "Beta Board");
    assert_string_equal(list[0].now.value, "Beta renamed");
    assert_string_equal(list[0].by, "boss");
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* ---- undo ---- */

static void undo(struct campaign *c, bool redo, const char *why)
{
    struct arena *a = arena_new();
    struct err err = {0};
    struct undone u;
    int64_t before = nevents(c);
    bool peeked = undo_peek(c, redo, &u, a, &err);
    assert_int_equal(peeked, why == NULL);
    err_clear(&err);
    err = (struct err){0};
    bool done = undo_last(c, redo, &u, a, &err);
    if (why) {
        refused(done, &err, why);
        assert_int_equal(nevents(c), before);
    } else if (!done) {
        fail_msg("%s", err_text(&err));
    }
    arena_free(&a);
}

static void undo_stops_at_states_and_locks(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("boss");
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    set(c, "alpha", REVIEW_HANDED_IN, "all", true);
    undo(c, false, "to hand alpha in");
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    undo(c, false, "to accept alpha");
    set(c, "alpha", REVIEW_REOPENED, "a mistake", true);
    undo(c, false, "another state");
    /* What is newer than a state goes back as ever. */
    small_answer(c, "beta", "s1", "e_level", "full", NULL);
    undo(c, false, NULL);
    undo(c, false, "another state");
    /* Another laptop accepts the body in which an answer was taken back: it does not come again. */
    other(c, "beta", "boss", "accepted");
    undo(c, true, "beta is accepted");
    state_is(c, "beta", REVIEW_ACCEPTED, true);
    other(c, "beta", "boss", "sent_back");
    undo(c, true, NULL);
    other(c, "beta", "boss", "handed_in");
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* People and assignments go back and come again, in an accepted body too: that is no change of what
 * was accepted. */
static void people_are_undone(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    const char *const one[] = {"alpha"};
    struct campaign *c = open_as("boss");
    set(c, "alpha", REVIEW_HANDED_IN, "all", true);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    assert_true(people_assign(c, one, 1, "Ayşe", &err));
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_string_equal(row.inspector, "Ayşe");
    undo(c, false, NULL);
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_string_equal(row.inspector, "Inspector A");
    state_is(c, "alpha", REVIEW_ACCEPTED, false);
    undo(c, true, NULL);
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_string_equal(row.inspector, "Ayşe");

    assert_true(people_put(c, "Nigar", PERSON_SUPERVISOR, &err));
    undo(c, false, NULL);
    assert_int_equal(people_role(c, "Nigar"), PERSON_INSPECTOR);
    struct person *list;
    int n;
    assert_true(people_list(c, &list, &n, a, &err));
    for (int i = 0; i < n; i++)
        assert_string_not_equal(list[i].name, "Nigar");
    undo(c, true, NULL);
    assert_int_equal(people_role(c, "Nigar"), PERSON_SUPERVISOR);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* ---- the way ---- */

static void the_way_is_told(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = open_as("boss");
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    small_answer(c, "alpha", "s1", "e_pay", "no", NULL);
    small_answer(c, "alpha", "s2", "e_level", "half", NULL);
    small_answer(c, "alpha", "s2", "e_pay", "no", NULL);
    set(c, "alpha", REVIEW_OPINION_GIVEN, NULL, true);
    set(c, "alpha", REVIEW_HANDED_IN, "all", true);
    small_answer(c, "alpha", "s1", "e_pay", "yes", NULL);
    set(c, "alpha", REVIEW_ACCEPTED, NULL, true);
    struct review_step *way;
    int n;
    assert_true(review_way(c, "alpha", &way, &n, a, &err));
    assert_int_equal(n, 3);
    assert_string_equal(way[0].state, "opinion_given");
    assert_non_null(strstr(way[0].text, "No payment\n   → Take payment\n   • s1  First service\n"
                                        "   • s2  Second service\n"));
    assert_string_equal(way[1].reason, "all");
    assert_true(way[2].stands && !way[1].stands && way[2].counts);
    assert_null(way[2].text);

    struct review_change *list;
    assert_true(review_changes(c, "alpha", &list, &n, a, &err));
    assert_int_equal(n, 0);
    struct slot slot = {"answer", "alpha", "s1", "e_pay", ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    change_as(t, "Inspector A", "2019-05-05T10:00:00Z");
    assert_true(change_put(t, &slot, json_pack("{s:s,s:s}", "value", "no", "note", "closed")));
    slot.item = "u_days";
    assert_true(change_put(t, &slot, json_pack("{s:s,s:n}", "value", "3", "note")));
    change_touch(t, "alpha", "s1");
    assert_true(change_end(&t, true, &err));
    assert_true(review_changes(c, "alpha", &list, &n, a, &err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].question, "e_pay");
    assert_string_equal(list[0].was.value, "yes");
    assert_string_equal(list[0].now.value, "no");
    assert_string_equal(list[0].now.note, "closed");
    assert_string_equal(list[0].by, "Inspector A");
    assert_string_equal(list[0].at, "2019-05-05T10:00:00Z");
    assert_string_equal(list[1].question, "u_days");
    assert_null(list[1].was.value);
    assert_string_equal(list[1].now.value, "3");
    /* The opinion stays as it was given. */
    assert_true(review_way(c, "alpha", &way, &n, a, &err));
    assert_non_null(strstr(way[0].text, "First service"));
    assert_false(review_way(c, "nowhere", &way, &n, a, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* ---- what nobody should have written ---- */

static void odd(struct campaign *c, const struct slot *slot, const char *by, const char *json,
                const char *const *replaces, int n)
{
    struct err err = {0};
    json_t *payload = json_loads(json, 0, NULL);
    struct change *t = change_begin(c, &err);
    assert_non_null(payload);
    change_fix_device(t, OTHER);
    change_as(t, by, NULL);
    assert_true(change_event(t, slot, payload, replaces, n));
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

static const char *last_id(struct campaign *c, struct arena *a)
{
    char id[HEX_SIZE];
    struct query *q = db_query(c->db, "SELECT id FROM event ORDER BY n DESC LIMIT 1", "");
    assert_true(query_row(q));
    query_id(q, 0, id);
    query_done(&q);
    return arena_dup(a, id);
}

/* sent back → (accepted by nobody who may) hides nothing; handed in over that hides both. */
static void what_counts_nowhere_hides_nothing(void **state)
{
    (void)state;
    make();
    struct arena *a = arena_new();
    struct campaign *c = open_as("boss");
    struct slot slot = {"state", "beta", "", "", ""};
    odd(c, &slot, "boss", "{\"state\":\"sent_back\"}", NULL, 0);
    const char *first = last_id(c, a);
    odd(c, &slot, "Inspector B", "{\"state\":\"accepted\"}", &first, 1);
    const char *second = last_id(c, a);
    state_is(c, "beta", REVIEW_SENT_BACK, false);
    odd(c, &slot, "Inspector B", "{\"state\":\"handed_in\"}", &second, 1);
    state_is(c, "beta", REVIEW_HANDED_IN, false);
    /* It named the one that was sent back beside another that has replaced it: gone all the same.
     */
    odd(c, &slot, "Inspector B", "{\"state\":\"accepted\",\"reason\":\"x\"}", &first, 1);
    state_is(c, "beta", REVIEW_HANDED_IN, false);
    /* Events of other slots are not put up by being named. */
    slot.body = "alpha";
    odd(c, &slot, "Inspector B", "{\"state\":\"accepted\"}", &first, 1);
    state_is(c, "alpha", REVIEW_ASSIGNED, false);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void odd_events_do_no_harm(void **state)
{
    (void)state;
    make();
    static const char *const payloads[] = {
        "{}",
        "{\"state\":true}",
        "{\"state\":null,\"reason\":[]}",
        "{\"state\":[\"accepted\"]}",
        "{\"state\":{\"state\":\"accepted\"}}",
        "{\"state\":\"ACCEPTED\"}",
        "{\"state\":\"unassigned\"}",
        "{\"state\":\"\"}",
        "{\"state\":\"accepted\",\"withdrawn\":true}",
        "{\"state\":\"accepted\",\"heads\":true,\"seen\":[],\"rating\":[],\"score\":{}}",
        "{\"state\":\"accepted\",\"heads\":[true,null,[],\"\",\"zz\",\"zz\"],\"seen\":\"x\","
        "\"rating\":\"\\u202eno rating\",\"score\":\"=1\"}",
        "{\"state\":\"opinion_given\",\"text\":false,\"reason\":true}",
    };
    struct slot slots[] = {
        {"state", "alpha", "", "", ""},   {"state", "alpha", "s1", "", ""},
        {"state", "alpha", "", "x", ""},  {"state", "alpha", "", "", "second"},
        {"state", "nowhere", "", "", ""}, {"state", "", "", "", ""},
    };
    struct arena *a = arena_new();
    struct err err = {0};
    struct campaign *c = open_as("boss");
    for (size_t s = 0; s < sizeof slots / sizeof slots[0]; s++)
        for (size_t p = 0; p < sizeof payloads / sizeof payloads[0]; p++) {
            struct review_change *changes;
            struct review_step *way;
            int n;
            odd(c, &slots[s], "boss", payloads[p], NULL, 0);
            assert_true(review_way(c, "alpha", &way, &n, a, &err));
            assert_true(review_changes(c, "alpha", &changes, &n, a, &err));
        }
    state_is(c, "alpha", REVIEW_OPINION_GIVEN, false);
    state_is(c, "beta", REVIEW_UNASSIGNED, false);
    struct slot person = {"person", "", "", "Odd", ""};
    odd(c, &person, "boss", "{\"role\":true}", NULL, 0);
    odd(c, &person, "boss", "{\"role\":\"king\"}", NULL, 0);
    person.item = "";
    odd(c, &person, "boss", "{\"role\":\"supervisor\"}", NULL, 0);
    assert_int_equal(people_role(c, "Odd"), PERSON_INSPECTOR);
    struct person *list;
    int n;
    assert_true(people_list(c, &list, &n, a, &err));
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* The row of a body that was accepted is withdrawn, and comes back. */
static void a_withdrawn_body_keeps_its_state(void **state)
{
    (void)state;
    make();
    struct arena *a = arena_new();
    struct err err = {0};
    struct review_state s;
    struct campaign *c = open_as("boss");
    set(c, "beta", REVIEW_HANDED_IN, "all", true);
    set(c, "beta", REVIEW_ACCEPTED, NULL, true);
    const char *csv = "body_code,body_name,service_code,service_name\ngamma,Gamma,,\n";
    int n, added;
    assert_true(import_registry(c, "r.csv", csv, strlen(csv), false, &added, &n, &err));
    set(c, "gamma", REVIEW_HANDED_IN, "all", true);
    set(c, "gamma", REVIEW_ACCEPTED, NULL, true);
    struct slot slot = {"body", "gamma", "", "", ""};
    struct change *t = change_begin(c, &err);
    assert_true(change_put(
        t, &slot, json_pack("{s:s,s:s,s:b}", "name", "Gamma", "place", "2", "withdrawn", 1)));
    assert_true(project_all_orders(c, 0));
    db_run(c->db, "DELETE FROM figures WHERE body = 'gamma'", "");
    assert_true(change_end(&t, true, &err));
    assert_false(review_get(c, 0, "gamma", &s, a));
    assert_false(review_set(c, "gamma", REVIEW_REOPENED, "x", &err));
    err_clear(&err);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_goes_its_way, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(what_comes_after_an_accept_shows, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(the_furthest_from_accepted_stands, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(an_accept_by_no_supervisor_counts_nowhere, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(supervisors_say_who_works_where, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(somebody_can_always_say_who_does_what, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(what_is_locked_takes_nothing, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(a_table_of_the_registry_meets_locks, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(undo_stops_at_states_and_locks, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(people_are_undone, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(the_way_is_told, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(what_counts_nowhere_hides_nothing, small_enter,
                                        small_leave),
        cmocka_unit_test_setup_teardown(odd_events_do_no_harm, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(a_withdrawn_body_keeps_its_state, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
