/* Everything that can be done to a file, in any order: two laptops do it at random, hand their work
 * to one another, and after every few steps what is kept is what the events say, and all that tells
 * the same figures tells them alike. MEYAR_SEEDS=FROM-TO runs other histories than the few that
 * every check runs, MEYAR_STEPS longer ones, MEYAR_TELL=1 names each step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>
#include "model/anew.h"
#include "model/many.h"
#include "model/report.h"
#include "model/setting.h"
#include "model/store.h"
#include "tests/help/small.h"
#include "tests/help/sums.h"

#define LAPTOPS 2
#define CHECKED_AFTER 6 /* steps */

/* ---- one seed, one history ---- */

static uint64_t seed, noise;
static int minutes;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static uint32_t noise_word(void)
{
    noise = noise * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(noise >> 32);
}

static void noise_bytes(void *const out, const size_t n)
{
    for (size_t i = 0; i < n; i++)
        ((unsigned char *)out)[i] = (unsigned char)noise_word();
}

static const char *noise_name(void)
{
    return "seeded";
}

static randombytes_implementation seeded = {
    .implementation_name = noise_name, .random = noise_word, .buf = noise_bytes};

/* In place of the system's. */
time_t time(time_t *t)
{
    time_t now = 1556700000 + (time_t)minutes * 60;
    if (t)
        *t = now;
    return now;
}

struct laptop {
    const char *file, *state;
    struct campaign *c;
};
static struct laptop laptop[LAPTOPS];
static struct arena *a; /* of one step */
static unsigned number; /* of the history */
static int step;
static const char *last; /* what was done */
static int done_of[64], tried_of[64];

static const char *const people[] = {"Tester", "Inspector A", "Bo", "Tester"};

static void use(const struct laptop *l)
{
    setenv("XDG_STATE_HOME", small_path(l->state), 1);
}

static void sit_down(struct laptop *l, const char *by)
{
    campaign_close(&l->c);
    use(l);
    setenv("MEYAR_BY", by, 1);
    l->c = small_open(l->file);
}

/* A deed that could not be done must have been refused, for a reason that can be read. */
static bool done(bool ok, struct err *err)
{
    if (!ok && (err->status != REFUSED || !err_text(err)[0]))
        fail_msg("seed %u, step %d, %s: status %d: %s", number, step, last, (int)err->status,
                 err_text(err));
    err_clear(err);
    return ok;
}

/* ---- what there is to be drawn ---- */

#define DRAWN(list) ((list)[draw(sizeof(list) / sizeof *(list))])

static const char *a_body(void)
{
    static const char *const bodies[] = {"alpha", "alpha", "alpha", "beta", "gamma"};
    return DRAWN(bodies);
}

static const char *a_service(void)
{
    static const char *const services[] = {"s1", "s1", "s2", "s3", "s4"};
    return DRAWN(services);
}

/* "" of a body itself. */
static const char *a_place(void)
{
    return draw(4) ? a_service() : "";
}

static const char *a_text(void)
{
    static const char *const texts[] = {"so it is", "", " ", "späť", "x\ny", "=1+1"};
    return DRAWN(texts);
}

struct question_values {
    const char *question, *values[4];
};

static const struct question_values *a_question(bool service)
{
    static const struct question_values of_services[] = {
        {"e_level", {"none", "half", "full", "full"}},
        {"e_pay", {"yes", "no", "yes", "n/a"}},
        {"e_ways", {"web", "web|app", "-", "fee"}},
        {"u_clear", {"1", "3", "5", "cannot-tell"}},
        {"u_days", {"0", "3.5", "10", "-1"}},
        {"u_text", {"so", "and so", "=x", "'n/a"}},
        {"e_paid", {"yes", "no", "yes", "no"}},
        {"u_seen", {"2019-02-28", "x", "2020-02-29"}},
        {"e_sum", {"1", "2", "3", "4"}},
        {"u_kept", {"yes", "no", "yes", "no"}}};
    static const struct question_values of_bodies[] = {{"b_ramp", {"yes", "no", "yes", "no"}},
                                                       {"b_open", {"8", "7", "12", "0.5"}}};
    return service ? &DRAWN(of_services) : &DRAWN(of_bodies);
}

static const char *a_value(const struct question_values *q)
{
    const char *value = DRAWN(q->values);
    return value && draw(8) ? value : "";
}

/* ---- deeds: each true where something was done ---- */

static bool do_answer(struct laptop *l)
{
    struct err err = {0};
    const char *service = a_place();
    const struct question_values *q = a_question(service[0]);
    struct assignment list[] = {{q->question, a_value(q)}};
    return done(answer_many(l->c, a_body(), service, list, 1, draw(3) ? a_text() : NULL, &err),
                &err);
}

static void same_figures(const struct row *x, const struct row *y)
{
    assert_int_equal(x->state, y->state);
    assert_int_equal(x->score, y->score);
    assert_int_equal(x->low, y->low);
    assert_int_equal(x->high, y->high);
    assert_int_equal(x->rating, y->rating);
    assert_int_equal(x->final_rating, y->final_rating);
    assert_int_equal(x->asked, y->asked);
    assert_int_equal(x->answered, y->answered);
    assert_int_equal(x->ndeficiencies, y->ndeficiencies);
    assert_int_equal(x->conflicts, y->conflicts);
    assert_int_equal(x->notes, y->notes);
    assert_int_equal(x->remarks, y->remarks);
}

/* By the questions screen's way, whose rows must be those of the lists afterwards. */
static bool do_work(struct laptop *l)
{
    struct err err = {0};
    const char *service = a_place();
    struct work *w = work_open(l->c, 0, a_body(), service, &err);
    if (!w)
        return done(false, &err);
    bool ok = false;
    for (uint32_t i = 1 + draw(3); i > 0; i--) {
        int n = work_block(w)->nquestions, q = (int)draw((uint32_t)n);
        const struct question_values *v = a_question(service[0]);
        for (int k = 0; k < n; k++)
            if (strcmp(work_block(w)->questions[k].id, v->question) == 0)
                q = k;
        const char *value = draw(5) ? a_value(v) : NULL;
        ok = draw(8) ? work_answer(w, q, value, draw(3) ? NULL : a_text(), &err)
                     : work_take_over(w, q, &err);
        ok = done(ok, &err);
    }
    struct row whole, row;
    struct body_summary s;
    assert_true(body_summary(l->c, 0, work_row(w)->body, -1, &s, a));
    assert_true(row_get(l->c, 0, work_row(w)->body, "", -1, &whole, a));
    assert_true(row_get(l->c, 0, work_row(w)->body, service, -1, &row, a));
    same_figures(service[0] ? &row : &s.own, work_row(w));
    same_figures(&whole, work_body_row(w));
    work_close(&w);
    return ok;
}

static bool do_many(struct laptop *l)
{
    struct err err = {0};
    static const char *const services[] = {"s1", "s2", "s3"};
    const struct question_values *q = a_question(true);
    struct many_answer answer = {a_value(q), draw(3) ? a_text() : NULL, draw(6) == 0};
    const struct block *b = campaign_rubric(l->c, 0)->service;
    const char *body = draw(3) ? "alpha" : "beta";
    int question = 0, stored, n = strcmp(body, "alpha") == 0 ? 3 : 1;
    for (int i = 0; i < b->nquestions; i++)
        if (strcmp(b->questions[i].id, q->question) == 0)
            question = i;
    struct many m;
    if (!done(many_preview(l->c, body, services, n, question, &answer, -1, &m, a, &err), &err) ||
        !done(many_store(l->c, body, services, n, question, &answer, &stored, &err), &err))
        return false;
    assert_int_equal(stored, m.ntakes);
    struct row row;
    assert_true(row_get(l->c, 0, body, "", -1, &row, a));
    same_figures(&row, &m.body_after);
    for (int i = 0; i < m.n; i++) {
        assert_true(row_get(l->c, 0, body, m.item[i].service, -1, &row, a));
        same_figures(&row, &m.item[i].after);
    }
    return true;
}

/* All that a service, or a body itself, has to be rated for. */
static bool do_fill(struct laptop *l)
{
    static const struct assignment own[] = {{"b_ramp", "yes"}, {"b_open", "8"}};
    struct assignment service[] = {{"e_level", draw(2) ? "full" : "half"},
                                   {"e_pay", draw(3) ? "yes" : "no"},
                                   {"e_ways", "web"},
                                   {"u_clear", draw(2) ? "5" : "2"},
                                   {"u_days", "1"},
                                   {"u_kept", "yes"}};
    struct err err = {0};
    if (draw(3) == 0)
        return done(answer_many(l->c, a_body(), "", own, 2, NULL, &err), &err);
    return done(answer_many(l->c, a_body(), a_service(), service, 6, NULL, &err), &err);
}

static bool do_undo(struct laptop *l)
{
    struct err err = {0};
    struct undone u;
    bool redo = draw(3) == 0, would = undo_peek(l->c, redo, &u, a, &err);
    err_clear(&err);
    bool did = undo_last(l->c, redo, &u, a, &err);
    if (did != would && !strstr(err_text(&err), "supervisor"))
        fail_msg("seed %u, step %d: would be undone: %d; %s", number, step, would, err_text(&err));
    return done(did, &err);
}

static bool do_restore_answer(struct laptop *l)
{
    struct err err = {0};
    struct history_entry *list;
    int n;
    const char *body = a_body(), *service = a_place();
    if (!done(history_read(l->c, body, service, NULL, &list, &n, a, &err), &err) || n == 0)
        return false;
    const struct history_entry *h = &list[draw((uint32_t)n)];
    return h->question && done(answer_restore(l->c, body, service, h->question, h->id, &err), &err);
}

static bool do_evidence(struct laptop *l)
{
    static const char *const names[] = {"one.txt", "two.txt", "three.txt"};
    struct err err = {0};
    uint32_t i = draw(3);
    const char *path = small_path(names[i]), *service = a_place();
    struct evidence_place at = {a_body(), service, a_question(service[0])->question};
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "file %u\n", i / 2); /* two of them hold the same */
    fclose(f);
    struct evidence *list;
    struct attached attached;
    int n;
    if (!done(evidence_list(l->c, &at, &list, &n, a, &err), &err))
        return false;
    if (n > 0 && draw(2))
        return done(evidence_take_away(l->c, &at, list[draw((uint32_t)n)].sha256, &err), &err);
    return done(evidence_attach(l->c, &at, &path, 1, &attached, a, &err), &err);
}

/* Mostly what may be done. */
static bool do_state(struct laptop *l)
{
    struct err err = {0};
    const char *body = a_body();
    enum review to = draw(REVIEWS);
    for (int i = 0; i < 2 * REVIEWS && review_why_not(l->c, body, to, a); i++)
        to = draw(REVIEWS);
    return done(review_set(l->c, body, to, draw(3) ? "for a reason" : a_text(), &err), &err);
}

static bool do_hand_in(struct laptop *l)
{
    struct err err = {0};
    struct handin_body *list;
    int n, marked = 0;
    if (!done(handin_bodies(l->c, &list, &n, a, &err), &err) || n == 0)
        return false;
    const char *body = list[draw((uint32_t)n)].code;
    bool ok = handin_mark(l->c, &body, 1, draw(2) ? "all I could see" : NULL, &marked, &err);
    return done(ok, &err) && marked > 0;
}

static bool do_people(struct laptop *l)
{
    struct err err = {0};
    const char *name = draw(6) ? DRAWN(people) : PEOPLE_OTHERS;
    return done(people_put(l->c, name, draw(2) ? PERSON_SUPERVISOR : PERSON_INSPECTOR, &err), &err);
}

static bool do_assign(struct laptop *l)
{
    struct err err = {0};
    const char *bodies[] = {"alpha", draw(2) ? "beta" : "gamma"};
    int gained, lost, n = 1 + (int)draw(2);
    if (draw(3) == 0)
        return done(desk_hold(l->c, DRAWN(people), bodies, n, &gained, &lost, &err), &err);
    return done(people_assign(l->c, bodies, n, draw(4) ? DRAWN(people) : NULL, &err), &err);
}

static bool do_remark(struct laptop *l)
{
    struct err err = {0};
    const char *service = a_place();
    struct remark *list;
    int n;
    if (draw(3) == 0)
        return done(remark_write(l->c, a_body(), service,
                                 draw(2) ? a_question(service[0])->question : NULL, a_text(), &err),
                    &err);
    if (!done(remarks_list(l->c, NULL, NULL, NULL, REMARKS_ALL, &list, &n, a, &err), &err) ||
        n == 0)
        return false;
    const struct remark *r = &list[draw((uint32_t)n)];
    switch (draw(3)) {
    case 0:
        return done(remark_reply(l->c, r, a_text(), &err), &err);
    case 1:
        return done(remark_settle(l->c, r, &err), &err);
    default:
        return done(remark_reopen(l->c, r, &err), &err);
    }
}

static bool do_conflict(struct laptop *l)
{
    struct err err = {0};
    struct conflict_at *list;
    struct conflict x;
    int n;
    if (!done(conflicts_list(l->c, &list, &n, a, &err), &err) || n == 0)
        return false;
    if (!done(conflict_read(l->c, &list[draw((uint32_t)n)], &x, a, &err), &err))
        fail_msg("seed %u, step %d: a listed conflict can't be read", number, step);
    if (x.at.body[0] && !store_has(l->c, 0, x.at.body, ""))
        last = "conflict of a body that is withdrawn";
    assert_true(x.nsides > 0);
    if (draw(4) == 0)
        return done(conflict_leave(l->c, &x, "whose is right?", &err), &err);
    int side = (int)draw((uint32_t)x.nsides);
    if (!done(conflict_take(l->c, &x, side, &err), &err))
        return false;
    struct row row;
    if (x.scored && x.at.service[0]) {
        assert_true(row_get(l->c, 0, x.at.body, x.at.service, -1, &row, a));
        assert_int_equal(row.score, x.side[side].after.score);
        assert_int_equal(row.low, x.side[side].after.low);
        assert_int_equal(row.high, x.side[side].after.high);
        assert_int_equal(row.conflicts, x.side[side].after.conflicts);
    }
    return true;
}

static bool do_registry(struct laptop *l)
{
    struct err err = {0};
    const char *body = a_body(), *service = a_place();
    switch (draw(8)) {
    case 0:
        return done(registry_add(l->c, body, NULL, "A body", NULL, &err), &err);
    case 1:
    case 2:
        return done(registry_add(l->c, body, a_service(), "A service", a_text(), &err), &err);
    case 3:
        return done(registry_rename(l->c, body, service, draw(2) ? "Other" : "Name", "N", &err),
                    &err);
    case 4:
        return done(registry_stop(l->c, body, service, draw(3) ? "closed" : NULL, &err), &err);
    case 5:
        return done(registry_stop(l->c, body, service, NULL, &err), &err);
    default:
        return done(registry_withdraw(l->c, body, service, draw(3) != 0, &err), &err);
    }
}

static bool do_import_registry(struct laptop *l)
{
    static const char *const rows[] = {
        "alpha,Alpha,s1,First renamed,active,,Bo\n", "alpha,Alpha,s4,Fourth,active,,\n",
        "alpha,Alpha,s2,Second,stopped,moved,\n",    "beta,Beta renamed,,,,,Inspector A\n",
        "gamma,Gamma,s1,New body's,active,,\n",      "alpha,Alpha,s3,Third,active,,\n",
    };
    struct err err = {0};
    const char *csv = arena_printf(
        a, "body_code,body_name,service_code,service_name,service_state,state_reason,inspector\n%s",
        DRAWN(rows));
    int added, changed;
    return done(
        import_registry(l->c, "r.csv", csv, strlen(csv), draw(5) == 0, &added, &changed, &err),
        &err);
}

static bool do_import_answers(struct laptop *l)
{
    struct err err = {0};
    const char *service = a_place(), *body = a_body();
    const struct question_values *q = a_question(service[0]), *p = a_question(true);
    const char *csv =
        arena_printf(a, "body,service,question,value,note\n%s,%s,%s,%s,why\nalpha,s1,%s,%s,\n",
                     body, service, q->question, a_value(q), p->question, a_value(p));
    int rows;
    return done(import_answers(l->c, "a.csv", csv, strlen(csv), draw(5) == 0, &rows, &err), &err);
}

static bool do_rubric(struct laptop *l)
{
    struct err err = {0};
    struct rubric_move m, will;
    const char *path = small_path(draw(2) ? "one.yaml" : "two.yaml");
    struct rubric_text *t = rubric_text_read(path, &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    bool told = done(rubric_preview(l->c, t, &will, a, &err), &err);
    bool ok = done(rubric_apply(l->c, t, &m, a, &err), &err);
    if (ok) {
        assert_true(told);
        assert_int_equal(m.nmoved, will.nmoved);
        assert_int_equal(m.naside, will.naside);
        assert_int_equal(m.carried, will.carried);
        assert_int_equal(m.back, will.back);
    }
    rubric_text_free(&t);
    return ok;
}

static bool do_final(struct laptop *l)
{
    static const char *const ratings[] = {"poor", "fair", "good", "poor", "bad"};
    struct err err = {0};
    return done(final_set(l->c, a_body(), a_place(), draw(4) ? DRAWN(ratings) : NULL,
                          draw(4) ? "seen on site" : a_text(), &err),
                &err);
}

static bool do_totals(struct laptop *l)
{
    struct err err = {0};
    int rows;
    uint32_t n = draw(3);
    const char *csv = arena_printf(
        a,
        "campaign,bodies,services,rateable,offline,stopped,poor,fair,good\n%u,2,%u,%u,1,0,%u,0,1\n",
        2013 + draw(3), n + 2, n + 1, n);
    return done(import_totals(l->c, "t.csv", csv, strlen(csv), draw(5) == 0, &rows, &err), &err);
}

static bool do_setting(struct laptop *l)
{
    static const char *const days[] = {"2019-12-01", "2019-13-01", "", "2020-02-29"};
    static const char *const names[] = {"end", "off"};
    struct err err = {0};
    const char *name = DRAWN(names);
    return done(setting_put(l->c, name, DRAWN(days), &err), &err);
}

static bool to_file(void *arg, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, arg) == n;
}

static bool do_merge(struct laptop *l)
{
    struct laptop *from = l == laptop ? laptop + 1 : laptop;
    struct err err = {0};
    struct merge_report r;
    int64_t events;
    const char *path = small_path("passed.bundle");
    FILE *f = fopen(path, "wb");
    struct sink to = {to_file, f};
    assert_non_null(f);
    use(from);
    if (!bundle_write(from->c, draw(4) ? 0 : BUNDLE_NO_EVIDENCE, &to, &events, &err))
        fail_msg("%s", err_text(&err));
    fclose(f);
    use(l);
    if (!campaign_merge(l->c, &path, 1, draw(6) ? 0 : MERGE_DRY_RUN, &r, a, &err))
        fail_msg("seed %u, step %d: %s", number, step, err_text(&err));
    return r.fresh > 0;
}

static bool do_take_back(struct laptop *l)
{
    struct err err = {0};
    struct merge_back m;
    return done(merge_take_back(l->c, false, &m, a, &err), &err);
}

static bool do_sit_down(struct laptop *l)
{
    sit_down(l, l == laptop && draw(4) ? "Tester" : DRAWN(people));
    return true;
}

static bool do_copy_back(struct laptop *l)
{
    struct err err = {0};
    struct restored r;
    if (!copies_make(l->c, COPY_DAILY, a, &err))
        fail_msg("%s", err_text(&err));
    const char *path = small_path(l->file), *by = arena_dup(a, campaign_by(l->c));
    campaign_close(&l->c);
    const char *copy = copies_named(path, draw(2) ? "1" : "2", a, &err);
    bool ok = copy && copies_restore(path, copy, false, &r, a, &err);
    ok = done(ok, &err);
    sit_down(l, by);
    return ok;
}

static const struct deed {
    const char *name;
    uint32_t share;
    bool (*act)(struct laptop *l);
} deeds[] = {
    {"answer", 10, do_answer},
    {"work", 12, do_work},
    {"many", 5, do_many},
    {"fill", 8, do_fill},
    {"undo", 10, do_undo},
    {"restore an answer", 3, do_restore_answer},
    {"evidence", 6, do_evidence},
    {"state", 12, do_state},
    {"hand in", 2, do_hand_in},
    {"people", 3, do_people},
    {"assign", 4, do_assign},
    {"remark", 8, do_remark},
    {"conflict", 8, do_conflict},
    {"registry", 8, do_registry},
    {"import of a registry", 3, do_import_registry},
    {"import of answers", 3, do_import_answers},
    {"rubric", 2, do_rubric},
    {"final rating", 8, do_final},
    {"totals", 1, do_totals},
    {"setting", 1, do_setting},
    {"merge", 4, do_merge},
    {"taking a merge back", 1, do_take_back},
    {"somebody else", 5, do_sit_down},
    {"an older copy", 1, do_copy_back},
};
#define NDEEDS (sizeof deeds / sizeof *deeds)

static void act(void)
{
    struct laptop *l = &laptop[draw(3) == 0];
    uint32_t all = 0, i = 0;
    for (size_t k = 0; k < NDEEDS; k++)
        all += deeds[k].share;
    for (uint32_t at = draw(all); at >= deeds[i].share; i++)
        at -= deeds[i].share;
    last = deeds[i].name;
    if (getenv("MEYAR_TELL"))
        print_message("%d %s %s\n", step, l->state, last);
    minutes++;
    use(l);
    setenv("MEYAR_BY", campaign_by(l->c), 1);
    tried_of[i]++;
    done_of[i] += deeds[i].act(l);
}

/* ---- what must be so after any of them ---- */

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {small_to_buf, &b};
    if (!campaign_dump(c, &to, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

static void check_anew(struct campaign *c)
{
    struct err err = {0};
    int64_t waiting;
    char *kept = dump(c);
    assert_true(db_begin(c->db, &err));
    if (!anew_derive(c, &waiting, &err))
        fail_msg("%s", err_text(&err));
    char *anew = dump(c);
    db_end(c->db, false, NULL);
    assert_true(anew_read(c, &err));
    if (strcmp(kept, anew) != 0) {
        size_t at = 0;
        while (kept[at] == anew[at])
            at++;
        while (at > 0 && kept[at - 1] != '\n')
            at--;
        fail_msg("seed %u, step %d, after %s: made anew it is another\n< %.300s\n> %.300s", number,
                 step, last, kept + at, anew + at);
    }
    free(kept);
    free(anew);
}

#define SAME(what, x, y)                                                                           \
    do {                                                                                           \
        long long one = (long long)(x), other = (long long)(y);                                    \
        if (one != other)                                                                          \
            fail_msg("seed %u, step %d, after %s: %s/%s: %s: %lld and %lld", number, step, last,   \
                     row->body, row->service, what, one, other);                                   \
    } while (0)

static int64_t number_in(const json_t *o, const char *key)
{
    const json_t *n = json_object_get(o, key);
    return json_is_integer(n) ? json_integer_value(n) : -1;
}

/* What lists show of a figure is what the JSON has. */
static void check_figure(const struct row *row, const struct rubric *r, const json_t *o,
                         const char *key, int64_t units)
{
    const json_t *f = json_object_get(o, key);
    char text[40];
    if (units == UNITS_NONE || json_is_null(f)) {
        SAME(key, units == UNITS_NONE, json_is_null(f));
        return;
    }
    double told = json_number_value(json_object_get(f, "value"));
    units_text(units, r->decimals, text, sizeof text);
    SAME(key, told * 1000 + 0.5, strtod(text, NULL) * 1000 + 0.5);
}

static void check_rating(const struct row *row, const struct rubric *r, const json_t *id,
                         const char *what, int rating)
{
    const char *told = json_string_value(id);
    SAME(what, told ? rubric_rating(r, told) : -1, rating);
}

static void check_subject(struct campaign *c, const struct row *row, const json_t *o)
{
    const struct rubric *r = campaign_rubric(c, 0);
    check_figure(row, r, o, "score", row->score);
    check_figure(row, r, o, "so_far", row->so_far);
    check_figure(row, r, o, "low", row->low);
    check_figure(row, r, o, "high", row->high);
    check_rating(row, r, json_object_get(o, "rating"), "rating", row->rating);
    check_rating(row, r, json_object_get(json_object_get(o, "final_rating"), "rating"),
                 "final rating", row->final_rating);
    SAME("conflicts", number_in(o, "conflicts"), row->conflicts);
    const char *unrated = json_string_value(json_object_get(o, "unrated"));
    SAME("unrated", unrated != NULL, row->unrated != NULL);
    const char *state = json_string_value(json_object_get(o, "state"));
    assert_string_equal(state,
                        subject_state_id(row->state, row->service[0] ? BLOCK_SERVICE : BLOCK_BODY));
    struct jumps j = jumps_read(c, row->body, row->service[0] ? row->service : NULL, -1, a);
    SAME("conflicts to jump to", j.counts[JUMP_CONFLICT], row->conflicts);
    struct remark *remarks;
    struct err err = {0};
    int n;
    assert_true(remarks_list(c, row->body, row->service[0] ? row->service : NULL, NULL, 0, &remarks,
                             &n, a, &err));
    SAME("remarks", n, row->remarks);
    struct row alone;
    assert_true(row_get(c, 0, row->body, row->service, -1, &alone, a));
    SAME("row alone", alone.score, row->score);
}

/* A rating that a final one takes the place of, where there is a rating at all. */
static int counted_rating(const struct row *row)
{
    return row->state == SUBJECT_RATED && row->final_rating >= 0 ? row->final_rating : row->rating;
}

static void check_counts(struct campaign *c, const struct row *row, const json_t *o,
                         const int *ratings)
{
    struct body_summary s;
    const json_t *counts = json_object_get(o, "counts");
    const struct rubric *r = campaign_rubric(c, 0);
    int unrated = 0;
    if (!body_summary(c, 0, row->body, -1, &s, a))
        fail_msg("seed %u, step %d: no summary of %s", number, step, row->body);
    SAME("services", number_in(counts, "services"), row->nservices);
    SAME("stopped", number_in(counts, "stopped"), s.nstopped);
    SAME("incomplete", number_in(counts, "incomplete"), s.nincomplete);
    for (int i = 0; i < r->nratings; i++) {
        SAME("ratings in the summary", s.rating_counts[i], ratings[i]);
        SAME("ratings", number_in(json_object_get(counts, "ratings"), r->ratings[i].id),
             ratings[i]);
    }
    for (int i = 0; i < r->service->nunrated; i++) {
        SAME("unrated ones",
             number_in(json_object_get(counts, "unrated"), r->service->unrated[i].id),
             s.unrated_counts[i]);
        unrated += s.unrated_counts[i];
    }
    SAME("all services", s.nstopped + s.nincomplete + s.nrated + s.nno_score + unrated,
         row->nservices);
}

/* It does not ask for what no rating needs: conflicts of questions that are not asked. */
static void check_hand_in(struct campaign *c, const struct row *row)
{
    struct err err = {0};
    struct handin h;
    assert_true(handin_read(c, row->body, &h, a, &err));
    assert_true(h.counts[HANDIN_CONFLICT] <= row->conflicts);
}

static void check_body(struct campaign *c, const struct row *row, const json_t *o)
{
    const json_t *services = json_object_get(o, "services");
    int ratings[16] = {0}, answered = 0, conflicts = 0;
    struct row *rows = arena_alloc(a, ((size_t)row->nservices + 1) * sizeof *rows);
    check_subject(c, row, o);
    assert_string_equal(json_string_value(json_object_get(o, "review")), row->review);
    struct review_state state;
    assert_true(review_get(c, 0, row->body, &state, a));
    assert_string_equal(review_id(state.state), row->review);
    SAME("changed", state.changed, row->changed);
    SAME("listed services", rows_window(c, 0, row->body, -1, 0, row->nservices, rows, a),
         row->nservices);
    SAME("services in JSON", json_array_size(services), row->nservices);
    for (int i = 0; i < row->nservices; i++) {
        check_subject(c, &rows[i], json_array_get(services, (size_t)i));
        int rating = counted_rating(&rows[i]);
        if (rows[i].state == SUBJECT_RATED && rating >= 0)
            ratings[rating]++;
        answered += rows[i].answered;
        conflicts += rows[i].conflicts;
    }
    struct body_summary s;
    assert_true(body_summary(c, 0, row->body, -1, &s, a));
    SAME("answered", row->answered, answered + s.own.answered);
    SAME("sum of conflicts", row->conflicts, conflicts + s.own.conflicts);
    check_counts(c, row, o, ratings);
    check_hand_in(c, row);
}

/* The campaign's report adds up to the bodies' rows. */
static void check_report(struct campaign *c, const struct row *rows, int n)
{
    struct err err = {0};
    struct report r;
    const struct row *row = n ? &rows[0] : &(struct row){.body = "", .service = ""};
    int64_t services = 0;
    assert_true(report_read(c, 0, &r, a, &err));
    for (int i = 0; i < n; i++)
        services += rows[i].nservices;
    for (int i = 0; i < r.ncolumns; i++) {
        const struct report_column *k = &r.column[i];
        int64_t unrated = 0, rated = k->incomplete;
        for (int u = 0; u < r.nunrated; u++)
            unrated += k->unrated[u];
        for (int u = 0; u < r.nratings; u++)
            rated += k->rating[u];
        SAME("services of a report", k->rateable + unrated + k->stopped, k->services);
        SAME("ratings of a report", rated, k->rateable);
        if (!k->published && k->which == 0) {
            SAME("bodies of the report", k->bodies, n);
            SAME("services of the report", k->services, services);
        }
    }
}

/* Answers' conflicts of the list are those that rows count. */
static void check_conflicts(struct campaign *c, const struct row *rows, int n)
{
    struct err err = {0};
    struct conflict_at *list;
    const struct row *row = n ? &rows[0] : &(struct row){.body = "", .service = ""};
    int found, answers = 0, counted = 0;
    assert_true(conflicts_list(c, &list, &found, a, &err));
    for (int i = 0; i < found; i++)
        answers += strcmp(list[i].kind, "answer") == 0;
    for (int i = 0; i < n; i++)
        counted += rows[i].conflicts;
    SAME("conflicts of the list", answers, counted);
}

static void check_agree(struct campaign *c)
{
    struct err err = {0};
    struct buf b = {0};
    int n = rows_count(c, 0, NULL);
    struct row *rows = arena_alloc(a, ((size_t)n + 1) * sizeof *rows);
    assert_int_equal(rows_window(c, 0, NULL, -1, 0, n, rows, a), n);
    if (!score_json(c, 0, NULL, NULL, &b, &err))
        fail_msg("%s", err_text(&err));
    json_t *all = json_loads(b.s, 0, NULL), *bodies = json_object_get(all, "bodies");
    assert_int_equal(json_array_size(bodies), n);
    for (int i = 0; i < n; i++)
        check_body(c, &rows[i], json_array_get(bodies, (size_t)i));
    check_report(c, rows, n);
    sums_agree(c, 0, a);
    check_conflicts(c, rows, n);
    json_decref(all);
    buf_free(&b);
    if (campaign_fault(c, &err))
        fail_msg("%s", err_text(&err));
}

static void check(struct laptop *l)
{
    use(l);
    setenv("MEYAR_BY", campaign_by(l->c), 1);
    check_agree(l->c);
    if (!small_clean(l->c))
        fail_msg("seed %u, step %d, after %s: verify finds something", number, step, last);
    check_anew(l->c);
    check_agree(l->c);
}

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void begin(void)
{
    struct err err = {0};
    struct init_options o = small_options("2018", small_rubric, small_registry);
    o.writer.by = "Tester";
    if (!campaign_create(small_path("past.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    struct campaign *past = small_open("past.meyar");
    small_answer(past, "alpha", "s1", "e_level", "full", NULL);
    small_answer(past, "alpha", "s1", "u_clear", "3", NULL);
    small_answer(past, "alpha", "", "b_ramp", "yes", NULL);
    campaign_close(&past);
    o.name = "2019";
    o.previous_path = small_path("past.meyar");
    if (!campaign_create(small_path("office.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    small_copy("office.meyar", "away.meyar");
    write_file("one.yaml", small_rubric);
    write_file("two.yaml", small_rubric_next);
    laptop[0] = (struct laptop){.file = "office.meyar", .state = "state-office"};
    laptop[1] = (struct laptop){.file = "away.meyar", .state = "state-away"};
    sit_down(&laptop[0], "Tester");
    sit_down(&laptop[1], "Inspector A");
}

static void history(int steps)
{
    small_enter(NULL);
    seed = number * 2654435761u + 12345;
    noise = seed;
    minutes = 0;
    begin();
    for (step = 1; step <= steps; step++) {
        a = arena_new();
        act();
        if (step % CHECKED_AFTER == 0 || step == steps)
            for (int i = 0; i < LAPTOPS; i++)
                check(&laptop[i]);
        arena_free(&a);
    }
    for (int i = 0; i < LAPTOPS; i++)
        campaign_close(&laptop[i].c);
    small_leave(NULL);
}

static void whatever_is_done(void **state)
{
    (void)state;
    unsigned from = 1, to = 3;
    const char *seeds = getenv("MEYAR_SEEDS"), *longer = getenv("MEYAR_STEPS");
    if (seeds)
        assert_int_equal(sscanf(seeds, "%u-%u", &from, &to), 2);
    randombytes_set_implementation(&seeded);
    for (number = from; number <= to; number++)
        history(longer ? atoi(longer) : 80);
    int different = 0;
    for (size_t i = 0; i < NDEEDS; i++) {
        if (longer)
            print_message("%s: %d of %d\n", deeds[i].name, done_of[i], tried_of[i]);
        different += done_of[i] > 0;
    }
    assert_true(seeds || different >= 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(whatever_is_done)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
