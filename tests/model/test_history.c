/* The history of answers: what it tells, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/store.h"
#include "tests/help/small.h"

static struct history_entry *list;
static int n;

static void read_history(struct campaign *c, const char *body, const char *service,
                         const char *question, struct arena *a)
{
    struct err err = {0};
    if (!history_read(c, body, service, question, &list, &n, a, &err))
        fail_msg("%s", err_text(&err));
}

static void tells_what_replaced_what(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    small_make("told.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("told.meyar");
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    small_answer(c, "alpha", "s1", "e_level", NULL, "seen");
    small_answer(c, "alpha", "s1", "e_level", "", NULL);
    small_answer(c, "alpha", "s1", "e_level", "full", "");
    small_answer(c, "alpha", "", "b_ramp", "yes", NULL);
    small_answer(c, "beta", "s1", "e_level", "none", NULL);

    read_history(c, "alpha", "s1", NULL, a);
    assert_int_equal(n, 4);
    assert_string_equal(list[0].value, "half");
    assert_int_equal(list[0].nwas, 0);
    assert_null(list[0].note);
    assert_string_equal(list[1].value, "half");
    assert_string_equal(list[1].note, "seen");
    assert_string_equal(list[1].was[0], "half");
    assert_null(list[2].value);
    assert_int_equal(list[2].nwas, 1);
    assert_string_equal(list[3].value, "full");
    assert_int_equal(list[3].nwas, 1);
    assert_null(list[3].was[0]);
    assert_string_equal(list[3].body, "alpha");
    assert_string_equal(list[3].service, "s1");
    assert_string_equal(list[3].question, "e_level");
    assert_string_equal(list[3].kind, "answer");
    assert_string_equal(list[3].by, "Tester");
    assert_string_equal(list[3].set, "");
    assert_null(list[3].undoes);
    assert_int_equal(strlen(list[3].at), strlen("2019-10-15T14:03:40Z"));
    assert_true(list[3].seq > list[2].seq);

    read_history(c, "alpha", NULL, NULL, a);
    assert_int_equal(n, 5);
    read_history(c, "alpha", "", NULL, a);
    assert_int_equal(n, 1);
    assert_null(list[0].service);
    read_history(c, "alpha", NULL, "e_level", a);
    assert_int_equal(n, 4);
    read_history(c, "alpha", "s2", NULL, a);
    assert_int_equal(n, 0);
    campaign_close(&c);
    arena_free(&a);
}

static void an_older_id_finds_the_question(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    small_make("older.meyar", "2019", small_rubric_next, NULL);
    struct campaign *c = small_open("older.meyar");
    small_answer(c, "alpha", "s1", "e_paid", "yes", NULL);
    read_history(c, "alpha", "s1", "e_pay", a);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].question, "e_paid");
    campaign_close(&c);
    arena_free(&a);
}

static void what_is_not_there_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *body, *service, *question, *told;
    } cases[] = {
        {"alpa", NULL, NULL, "'alpha'?"},        {"alpha", "s9", NULL, "'s9'"},
        {"alpha", "s1", "e_levl", "'e_level'?"}, {"alpha", "s1", "b_ramp", "'b_ramp'"},
        {"alpha", "", "e_level", "'e_level'"},   {"alpha", NULL, "b_rump", "b_rump"},
    };
    struct arena *a = arena_new();
    small_make("named.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("named.meyar");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        assert_false(history_read(c, cases[i].body, cases[i].service, cases[i].question, &list, &n,
                                  a, &err));
        assert_int_equal(err.status, REFUSED);
        if (!strstr(err_text(&err), cases[i].told))
            fail_msg("case %zu: %s", i, err_text(&err));
        err_clear(&err);
    }
    campaign_close(&c);
    arena_free(&a);
}

/* ---- order ---- */

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

struct known_event {
    struct event e;
    bool out;
};
static struct known_event all[256];
static int nall;

static bool remember(void *arg, const struct event *e)
{
    struct campaign *c = ((void **)arg)[0];
    struct arena *a = ((void **)arg)[1];
    assert_true(store_event(c, e->id, a, &all[nall].e));
    all[nall++].out = false;
    return true;
}

static void know_all(struct campaign *c, struct arena *a)
{
    struct err err = {0};
    void *arg[] = {c, a};
    nall = 0;
    assert_true(store_each_event(c, "answer", "alpha", NULL, NULL, remember, arg, &err));
}

/* An answer on one of three laptops whose clocks go as they like, which saw some of the others. */
static void answer_somewhere(struct campaign *c, int step, struct arena *a)
{
    static const char *const devices[] = {"000000000000000000000000000000a1",
                                          "000000000000000000000000000000b2",
                                          "000000000000000000000000000000c3"};
    static const char *const items[] = {"e_level", "e_pay", "e_level"};
    struct err err = {0};
    struct slot slot = {.kind = "answer",
                        .body = "alpha",
                        .service = draw(3) ? "s1" : "s2",
                        .item = items[draw(3)],
                        .set = ""};
    const char *ids[8];
    int nids = 0;
    for (int i = 0; i < nall && nids < 8; i++)
        if (strcmp(all[i].e.slot.item, slot.item) == 0 &&
            strcmp(all[i].e.slot.service, slot.service) == 0 && draw(4) == 0)
            ids[nids++] = all[i].e.id;
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, devices[draw(3)]);
    change_as(t, "Tester", arena_printf(a, "2019-10-%02uT08:00:00Z", 1 + draw(28)));
    json_t *payload =
        json_pack("{s:s, s:o}", "value", step % 2 ? "yes" : "no", "note", json_null());
    assert_true(change_event(t, &slot, payload, ids, nids));
    change_touch(t, slot.body, slot.service);
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

static bool waits(const struct known_event *x)
{
    for (int i = 0; i < nall; i++) {
        const struct event *y = &all[i].e;
        if (all[i].out)
            continue;
        if (strcmp(y->device, x->e.device) == 0 && y->seq < x->e.seq)
            return true;
        for (int k = 0; k < x->e.nreplaces; k++)
            if (strcmp(x->e.replaces[k], y->id) == 0)
                return true;
    }
    return false;
}

/* The rule of the manual, taken literally: of those that wait for nothing, the earliest. */
static const char *next_by_rule(void)
{
    struct known_event *best = NULL;
    for (int i = 0; i < nall; i++) {
        if (all[i].out || waits(&all[i]))
            continue;
        int order = best ? strcmp(all[i].e.at, best->e.at) : -1;
        if (order == 0)
            order = strcmp(all[i].e.id, best->e.id);
        if (order < 0)
            best = &all[i];
    }
    best->out = true;
    return best->e.id;
}

static void clocks_decide_only_where_nothing_else_does(void **state)
{
    (void)state;
    for (int round = 0; round < 5; round++) {
        char file[32];
        snprintf(file, sizeof file, "order%d.meyar", round);
        seed = (uint64_t)round + 1;
        struct arena *a = arena_new();
        small_make(file, "2019", small_rubric, NULL);
        struct campaign *c = small_open(file);
        for (int step = 0; step < 60; step++) {
            know_all(c, a);
            answer_somewhere(c, step, a);
        }
        know_all(c, a);
        read_history(c, "alpha", NULL, NULL, a);
        assert_int_equal(n, 60);
        for (int i = 0; i < n; i++)
            assert_string_equal(list[i].id, next_by_rule());
        campaign_close(&c);
        arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_replaced_what),
        cmocka_unit_test(an_older_id_finds_the_question),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(clocks_decide_only_where_nothing_else_does),
    };
    return cmocka_run_group_tests_name("history", tests, small_enter, small_leave);
}
