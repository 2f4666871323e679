/* What was entered apart and differs: found, read, settled, put back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/conflict.h"
#include "model/people.h"
#include "model/remark.h"
#include "model/store.h"
#include "tests/help/small.h"

static struct campaign *open_as(const char *by)
{
    return small_open_as("c.meyar", by);
}

/* "boss" made it, and works on it. */
static struct campaign *begin(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    return open_as("boss");
}

/* A laptop that had seen nothing of the slot but, where `aware`, what stands; its device is named
 * after the person. */
static void put_as(struct campaign *c, const char *by, const char *at, const struct slot *slot,
                   json_t *payload, bool aware)
{
    struct err err = {0};
    char sha[HEX_SIZE], device[RANDOM_SIZE];
    sha256_hex(by, strlen(by), sha);
    snprintf(device, sizeof device, "%.32s", sha);
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, device);
    change_as(t, by, at);
    assert_true(aware ? change_put(t, slot, payload) : change_event(t, slot, payload, NULL, 0));
    if (slot->body[0])
        change_touch(t, slot->body, slot->service);
    assert_true(change_end(&t, true, &err));
}

static void answer_as(struct campaign *c, const char *by, const char *at, const char *body,
                      const char *service, const char *question, const char *value,
                      const char *note)
{
    struct slot slot = {"answer", body, service, question, ""};
    json_t *payload = json_object();
    json_object_set_new(payload, "value", value ? json_string(value) : json_null());
    json_object_set_new(payload, "note", note ? json_string(note) : json_null());
    put_as(c, by, at, &slot, payload, false);
}

#define TEN "2026-03-02T10:00:00Z"
#define NOON "2026-03-02T12:00:00Z"
#define FOUR "2026-03-02T16:00:00Z"

static int list(struct campaign *c, struct conflict_at **at, struct arena *a)
{
    struct err err = {0};
    int n;
    if (!conflicts_list(c, at, &n, a, &err))
        fail_msg("%s", err_text(&err));
    return n;
}

/* The only one there is. */
static void the_one(struct campaign *c, struct conflict *x, struct arena *a)
{
    struct conflict_at *at;
    struct err err = {0};
    assert_int_equal(list(c, &at, a), 1);
    if (!conflict_read(c, at, x, a, &err))
        fail_msg("%s", err_text(&err));
}

static void take(struct campaign *c, const struct conflict *x, int side)
{
    struct err err = {0};
    if (!conflict_take(c, x, side, &err))
        fail_msg("%s", err_text(&err));
    assert_true(small_clean(c));
}

static void undone(struct campaign *c, bool redo)
{
    struct arena *a = arena_new();
    struct undone u;
    struct err err = {0};
    if (!undo_last(c, redo, &u, a, &err))
        fail_msg("%s", err_text(&err));
    arena_free(&a);
}

static void same_text(const char *x, const char *y)
{
    assert_int_equal(!x, !y);
    if (x)
        assert_string_equal(x, y);
}

/* What a person sees of two conflicts is the same: all but the ids. */
static void same_conflict(const struct conflict *x, const struct conflict *y)
{
    assert_int_equal(x->nsides, y->nsides);
    assert_int_equal(x->one_start, y->one_start);
    same_text(x->beside, y->beside);
    for (int i = 0; i < x->nsides; i++) {
        const struct conflict_side *s = &x->side[i], *t = &y->side[i];
        same_text(s->value, t->value);
        same_text(s->note, t->note);
        same_text(s->at, t->at);
        same_text(s->was, t->was);
        same_text(s->device, t->device);
        assert_int_equal(s->nby, t->nby);
        for (int k = 0; k < s->nby; k++)
            assert_string_equal(s->by[k], t->by[k]);
        assert_int_equal(s->stands, t->stands);
        assert_int_equal(s->after.low, t->after.low);
        assert_int_equal(s->nparts, t->nparts);
        for (int k = 0; k < s->nparts; k++) {
            assert_string_equal(s->part[k].key, t->part[k].key);
            same_text(s->part[k].value, t->part[k].value);
        }
    }
}

static void stands(struct campaign *c, const char *service, const char *question, const char *value,
                   const char *note)
{
    struct err err = {0};
    struct work *w = work_open(c, 0, "beta", service, &err);
    const struct standing *s = work_standing(w, block_question(work_block(w), question)->index);
    same_text(s->value, value);
    same_text(s->note, note);
    assert_false(s->conflict);
    assert_int_equal(work_row(w)->conflicts, 0);
    work_close(&w);
}

static void two_answers(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x, y;
    struct row row;
    (void)state;
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    answer_as(c, "Orxan", FOUR, "beta", "s1", "e_pay", "yes", "Worked with a local card");
    answer_as(c, "Aytən", TEN, "beta", "s1", "e_pay", "no", "Refused my card twice");
    the_one(c, &x, a);
    assert_string_equal(x.at.kind, "answer");
    assert_int_equal(x.at.question, 1);
    assert_int_equal(x.nsides, 2);
    assert_true(x.one_start);
    assert_null(x.side[0].was);
    assert_string_equal(x.side[0].by[0], "Aytən"); /* by time */
    assert_string_equal(x.side[0].value, "no");
    assert_string_equal(x.side[1].by[0], "Orxan");
    assert_string_equal(x.side[1].note, "Worked with a local card");
    /* Open until it is settled: the range has both in it. */
    assert_true(x.scored);
    assert_true(x.now.low <= x.side[0].after.low && x.now.high >= x.side[0].after.high);
    assert_true(x.now.low <= x.side[1].after.low && x.now.high >= x.side[1].after.high);
    assert_true(x.side[0].after.high < x.side[1].after.low ||
                x.side[0].after.low < x.side[1].after.low);
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.low, x.now.low);
    assert_int_equal(row.high, x.now.high);
    take(c, &x, 1);
    stands(c, "s1", "e_pay", "yes", "Worked with a local card");
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.low, x.side[1].after.low);
    assert_int_equal(row.high, x.side[1].after.high);
    assert_int_equal(row.rating_low, x.side[1].after.rating_low);
    /* History tells both, and that it was settled. */
    struct history_entry *h;
    struct err err = {0};
    int n;
    assert_true(history_read(c, "beta", "s1", "e_pay", &h, &n, a, &err));
    assert_int_equal(n, 3);
    assert_string_equal(h[2].via, "conflict");
    assert_string_equal(h[2].by, "boss");
    assert_int_equal(h[2].nwas, 2);
    assert_true(strcmp(h[2].was[0], h[2].was[1]) != 0);
    /* Undone: the same people with the same answers, and again. */
    for (int i = 0; i < 3; i++) {
        undone(c, false);
        the_one(c, &y, a);
        same_conflict(&x, &y);
        undone(c, true);
        stands(c, "s1", "e_pay", "yes", "Worked with a local card");
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* Two say the same, one another, one takes back what stood, one only notes. */
static void many_heads(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct slot slot = {"answer", "beta", "s1", "u_clear", ""};
    struct conflict x, y;
    const char *start[1];
    (void)state;
    answer_as(c, "Aytən", TEN, "beta", "s1", "u_clear", "5", NULL);
    struct conflict_at none = {"answer", "beta", "s1", "u_clear", 0};
    struct query *q = db_query(c->db, "SELECT id FROM head WHERE item = 'u_clear'", "");
    char id[HEX_SIZE];
    assert_true(query_row(q));
    query_id(q, 0, id);
    query_done(&q);
    start[0] = id;
    static const struct {
        const char *by, *at, *value, *note;
    } given[] = {{"Orxan", TEN, "3", "First"},
                 {"Leyla", NOON, "3", "Second"},
                 {"Tural", FOUR, NULL, "Taken back"},
                 {"Zaur", "2026-03-02T17:00:00Z", "cannot-tell", "It was closed"}};
    struct err err = {0};
    for (size_t i = 0; i < 4; i++) {
        struct change *t = change_begin(c, &err);
        char device[RANDOM_SIZE];
        snprintf(device, sizeof device, "%032d", (int)i + 1);
        change_fix_device(t, device);
        change_as(t, given[i].by, given[i].at);
        json_t *payload = json_object();
        json_object_set_new(payload, "value",
                            given[i].value ? json_string(given[i].value) : json_null());
        json_object_set_new(payload, "note", json_string(given[i].note));
        assert_true(change_event(t, &slot, payload, start, 1));
        change_touch(t, "beta", "s1");
        assert_true(change_end(&t, true, &err));
    }
    answer_as(c, "Nota", FOUR, "beta", "s1", "u_clear", NULL, "Seen twice");
    the_one(c, &x, a);
    assert_int_equal(x.nheads, 5);
    assert_int_equal(x.nsides, 3);
    assert_int_equal(x.side[0].nby, 2);
    assert_string_equal(x.side[0].by[1], "Leyla");
    assert_string_equal(x.side[0].note, "First\nSecond");
    assert_null(x.side[1].value); /* taken back */
    assert_string_equal(x.side[2].value, "cannot-tell");
    assert_string_equal(x.beside, "Seen twice");
    assert_true(x.one_start);
    assert_string_equal(x.side[0].was, "5");
    take(c, &x, 0);
    stands(c, "s1", "u_clear", "3", "First\nSecond\nSeen twice");
    undone(c, false);
    the_one(c, &y, a);
    same_conflict(&x, &y);
    take(c, &y, 1);
    stands(c, "s1", "u_clear", NULL, "Taken back\nSeen twice");
    undone(c, false);
    the_one(c, &y, a);
    take(c, &y, 2);
    stands(c, "s1", "u_clear", "cannot-tell", "It was closed\nSeen twice");
    undone(c, false);
    /* Answered anew, whichever way: all of them are replaced. */
    small_answer(c, "beta", "s1", "u_clear", "1", "Settled");
    stands(c, "s1", "u_clear", "1", "Settled");
    assert_false(conflict_read(c, &none, &y, a, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* Equal values are no conflict, whatever the notes. */
static void no_conflict(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict_at *at;
    (void)state;
    answer_as(c, "Aytən", TEN, "beta", "s1", "u_clear", "5", "One");
    answer_as(c, "Orxan", TEN, "beta", "s1", "u_clear", "5", "Two");
    answer_as(c, "Leyla", TEN, "beta", "s1", "u_clear", NULL, "Three");
    assert_int_equal(list(c, &at, a), 0);
    campaign_close(&c);
    arena_free(&a);
}

static void row_as(struct campaign *c, const char *by, const char *at, const char *name,
                   const char *kind, bool aware)
{
    struct slot slot = {"service", "beta", "s1", "", ""};
    put_as(c, by, at, &slot,
           json_pack("{s:s,s:s,s:{s:s}}", "name", name, "place", "0", "attrs", "kind", kind),
           aware);
}

static const char *name_of(struct campaign *c, struct arena *a)
{
    struct row row;
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    return row.name;
}

/* A row of the registry: which of the two stands rests on ids, and stays so through any number of
 * undos. */
static void registry_row(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x, y;
    (void)state;
    row_as(c, "Aytən", TEN, "First name", "big", true);
    /* Another laptop that had seen the same as she did. */
    struct slot slot = {"service", "beta", "s1", "", ""};
    put_as(c, "Orxan", NOON, &slot,
           json_pack("{s:s,s:s,s:{s:s}}", "name", "Second name", "place", "0", "attrs", "kind",
                     "small"),
           false);
    the_one(c, &x, a);
    assert_string_equal(x.at.kind, "service");
    assert_false(x.scored);
    assert_int_equal(x.side[0].nparts, 2);
    assert_string_equal(x.side[0].part[0].key, "name");
    assert_string_equal(x.side[0].part[0].value, "First name");
    assert_string_equal(x.side[1].part[1].value, "small");
    assert_int_equal(x.side[0].stands + x.side[1].stands, 1);
    const char *before = name_of(c, a);
    for (int i = 0; i < 24; i++) {
        take(c, &x, i % 2);
        assert_string_equal(name_of(c, a), i % 2 ? "Second name" : "First name");
        undone(c, false);
        assert_string_equal(name_of(c, a), before);
        the_one(c, &y, a);
        same_conflict(&x, &y);
        x = y;
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* A third name comes in after the two were settled: what is put back stands beside it as it did. */
static void registry_row_and_a_third(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict_at *at;
    struct conflict x;
    struct err err = {0};
    (void)state;
    row_as(c, "Aytən", TEN, "First name", "big", true);
    row_as(c, "Orxan", NOON, "Second name", "big", false);
    for (int i = 0; i < 8; i++) {
        char name[24];
        the_one(c, &x, a);
        take(c, &x, 0);
        undone(c, false);
        snprintf(name, sizeof name, "Name %d", i);
        row_as(c, "Leyla", FOUR, name, "big", false);
        const char *before = name_of(c, a);
        the_one(c, &x, a);
        take(c, &x, 0);
        row_as(c, "Tural", FOUR, "Late", "big", false);
        assert_int_equal(list(c, &at, a), 1);
        undone(c, false);
        assert_true(conflict_read(c, at, &x, a, &err));
        bool late = strcmp(name_of(c, a), "Late") == 0;
        assert_true(late || strcmp(name_of(c, a), before) == 0);
        row_as(c, "Aytən", TEN, "First name", "big", true);
        row_as(c, "Orxan", NOON, "Second name", "big", false);
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void evidence_as(struct campaign *c, const char *by, const char *at, const char *name,
                        bool withdrawn, bool aware)
{
    char item[96];
    memset(item, 'a', sizeof item);
    memcpy(item, "e_level ", 8);
    item[72] = '\0';
    struct slot slot = {"evidence", "beta", "s1", item, ""};
    json_t *payload = json_pack("{s:s,s:s,s:s}", "name", name, "size", "1", "type", "image/png");
    if (withdrawn)
        json_object_set_new(payload, "withdrawn", json_true());
    put_as(c, by, at, &slot, payload, aware);
}

/* Conflicts of every sort, in order, and that all who count and list them agree. */
static void five_sorts(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict_at *at;
    struct row row;
    (void)state;
    evidence_as(c, "Aytən", TEN, "a.png", false, true);
    evidence_as(c, "Orxan", TEN, "a.png", true, false);
    answer_as(c, "Aytən", TEN, "beta", "s1", "e_level", "half", NULL);
    answer_as(c, "Orxan", TEN, "beta", "s1", "e_level", "full", NULL);
    answer_as(c, "Aytən", TEN, "alpha", "", "b_open", "9", NULL);
    answer_as(c, "Orxan", TEN, "alpha", "", "b_open", "n/a", "None");
    row_as(c, "Aytən", TEN, "First name", "", true);
    row_as(c, "Orxan", TEN, "Second name", "", false);
    struct slot person = {"person", "", "", "Leyla", ""};
    put_as(c, "Aytən", TEN, &person, json_pack("{s:s}", "role", "supervisor"), false);
    put_as(c, "Orxan", TEN, &person, json_pack("{s:s}", "role", "inspector"), false);
    struct slot step = {"state", "beta", "", "", ""};
    put_as(c, "Aytən", TEN, &step, json_pack("{s:s,s:n}", "state", "visited", "reason"), false);
    put_as(c, "Orxan", TEN, &step, json_pack("{s:s,s:n}", "state", "desk_done", "reason"), false);
    static const char *const kinds[] = {"answer", "service", "answer", "evidence", "person"};
    assert_int_equal(list(c, &at, a), 5);
    for (int i = 0; i < 5; i++)
        assert_string_equal(at[i].kind, kinds[i]);
    assert_string_equal(at[0].body, "alpha");
    /* Of answers: rows, the jump list, the answers table. */
    assert_true(row_get(c, 0, "beta", "", -1, &row, a));
    assert_int_equal(row.conflicts, 1);
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_int_equal(row.conflicts, 1);
    assert_int_equal(jumps_read(c, "beta", NULL, -1, a).counts[JUMP_CONFLICT], 1);
    struct buf out = {0};
    struct err err = {0};
    char *left = NULL;
    assert_true(answers_write(c, NULL, NULL, 0, &out, &left, &err));
    assert_non_null(strstr(left, "e_level"));
    assert_non_null(strstr(left, "b_open"));
    assert_null(strstr(out.s, "e_level"));
    buf_free(&out);
    free(left);
    /* Each is settled, put back, and settled again. */
    for (int i = 0; i < 5; i++) {
        struct conflict x, y;
        assert_true(conflict_read(c, at, &x, a, &err));
        take(c, &x, 1);
        undone(c, false);
        assert_int_equal(list(c, &at, a), 5 - i);
        assert_true(conflict_read(c, at, &y, a, &err));
        same_conflict(&x, &y);
        take(c, &y, 0);
        assert_int_equal(list(c, &at, a), 4 - i);
    }
    campaign_close(&c);
    arena_free(&a);
}

static void refused(struct campaign *c, const struct conflict *x, const char *words)
{
    struct err err = {0};
    assert_false(conflict_take(c, x, 0, &err));
    assert_int_equal(err.status, REFUSED);
    if (!strstr(err_text(&err), words))
        fail_msg("%s", err_text(&err));
    err_clear(&err);
}

static void who_may(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x;
    struct err err = {0};
    (void)state;
    assert_true(people_put(c, PEOPLE_OTHERS, PERSON_INSPECTOR, &err));
    answer_as(c, "Aytən", TEN, "beta", "s1", "u_clear", "5", NULL);
    answer_as(c, "Orxan", TEN, "beta", "s1", "u_clear", "4", NULL);
    the_one(c, &x, a);
    small_answer(c, "beta", "s1", "u_clear", "2", NULL);
    refused(c, &x, "look at it again");
    undone(c, false);
    refused(c, &x, "look at it again"); /* the same to the eye, other events */
    the_one(c, &x, a);
    assert_true(review_set(c, "beta", REVIEW_HANDED_IN, "as it is", &err));
    campaign_close(&c);
    c = open_as("Aytən");
    refused(c, &x, "handed in");
    campaign_close(&c);
    c = open_as("boss");
    assert_true(review_set(c, "beta", REVIEW_ACCEPTED, NULL, &err));
    refused(c, &x, "accepted");
    assert_true(review_set(c, "beta", REVIEW_REOPENED, "a conflict", &err));
    take(c, &x, 0);
    /* The last supervisor can't be made an inspector this way either. */
    struct slot person = {"person", "", "", "boss", ""};
    put_as(c, "Aytən", TEN, &person, json_pack("{s:s}", "role", "inspector"), false);
    put_as(c, "Orxan", NOON, &person, json_pack("{s:s}", "role", "supervisor"), false);
    the_one(c, &x, a);
    if (people_supervises(c))
        refused(c, &x, "nobody would be a supervisor");
    else
        refused(c, &x, "Only a supervisor");
    campaign_close(&c);
    arena_free(&a);
}

/* A remark leaves it as it is, and is shown with it. */
static void left_with_a_remark(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x;
    struct err err = {0};
    (void)state;
    answer_as(c, "Aytən", TEN, "beta", "s1", "u_clear", "5", NULL);
    answer_as(c, "Orxan", TEN, "beta", "s1", "u_clear", "4", NULL);
    the_one(c, &x, a);
    assert_null(x.remark);
    assert_false(conflict_leave(c, &x, " ", &err));
    err_clear(&err);
    assert_true(conflict_leave(c, &x, "Look at it together", &err));
    the_one(c, &x, a);
    assert_string_equal(x.remark, "Look at it together");
    assert_string_equal(x.remark_by, "boss");
    undone(c, false);
    the_one(c, &x, a);
    assert_null(x.remark);
    campaign_close(&c);
    arena_free(&a);
}

/* A value that the rubric takes no longer, or n/a without its reason: said, not half stored. */
static void does_not_fit(void **state)
{
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x;
    (void)state;
    answer_as(c, "Aytən", TEN, "beta", "s1", "u_clear", "99", NULL);
    answer_as(c, "Orxan", NOON, "beta", "s1", "u_clear", "4", NULL);
    the_one(c, &x, a);
    refused(c, &x, "u_clear");
    take(c, &x, 1);
    stands(c, "s1", "u_clear", "4", NULL);
    campaign_close(&c);
    arena_free(&a);
}

/* What only a supervisor enters, only a supervisor settles. */
static void supervisors_things(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct conflict x;
    struct slot final = {"final_rating", "alpha", "s1", "", ""}, row = {"body", "beta", "", "", ""};
    put_as(c, "Ann", TEN, &final, json_pack("{s:s,s:s}", "rating", "poor", "reason", "x"), false);
    put_as(c, "Orxan", NOON, &final, json_pack("{s:s,s:s}", "rating", "fair", "reason", "x"),
           false);
    campaign_close(&c);
    c = open_as("Inspector A");
    the_one(c, &x, a);
    refused(c, &x, "Only a supervisor");
    campaign_close(&c);
    c = open_as("boss");
    the_one(c, &x, a);
    take(c, &x, 0);
    put_as(c, "Ann", TEN, &row, json_pack("{s:s,s:s}", "name", "Beta", "place", "2"), true);
    put_as(c, "Orxan", NOON, &row,
           json_pack("{s:s,s:s,s:b}", "name", "Beta", "place", "2", "withdrawn", 1), false);
    campaign_close(&c);
    c = open_as("Inspector A");
    the_one(c, &x, a);
    refused(c, &x, "Only a supervisor withdraws");
    campaign_close(&c);
    c = open_as("boss");
    the_one(c, &x, a);
    take(c, &x, 1);
    assert_int_equal(rows_count(c, 0, NULL), 1);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        TEST(two_answers),
        TEST(many_heads),
        TEST(no_conflict),
        TEST(registry_row),
        TEST(registry_row_and_a_third),
        TEST(five_sorts),
        TEST(who_may),
        TEST(left_with_a_remark),
        TEST(does_not_fit),
        TEST(supervisors_things),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
