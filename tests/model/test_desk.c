/* Who has which bodies, changed as a whole; remarks that wait. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "tests/help/small.h"

static struct campaign *c;

static void become(const char *by)
{
    struct writer w = {by, "key"};
    struct err err = {0};
    campaign_close(&c);
    c = campaign_open(small_path("c.meyar"), 0, &w, &err);
    if (!c)
        fail_msg("%s", err_text(&err));
}

/* "boss" made it: the first supervisor. */
static int enter(void **state)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    small_enter(state);
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    become("boss");
    return 0;
}

static int leave(void **state)
{
    campaign_close(&c);
    return small_leave(state);
}

static void inspector_is(const char *body, const char *wanted)
{
    struct arena *a = arena_new();
    struct row row;
    assert_true(row_get(c, 0, body, "", -1, &row, a));
    assert_string_equal(row.inspector ? row.inspector : "", wanted);
    arena_free(&a);
}

static void hold(const char *person, const char *const *bodies, int n, int gained, int lost)
{
    struct err err = {0};
    int more = -1, fewer = -1;
    if (!desk_hold(c, person, bodies, n, &more, &fewer, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(more, gained);
    assert_int_equal(fewer, lost);
}

static int64_t events(void)
{
    return db_number(c->db, -1, "SELECT count(*) FROM event", "");
}

static void bodies_change_hands_as_one_change(void **state)
{
    (void)state;
    struct err err = {0};
    struct undone undone;
    struct arena *a = arena_new();
    static const char *const both[] = {"beta", "alpha"}, *const one[] = {"beta"};
    hold("Nigar", both, 2, 2, 0);
    inspector_is("alpha", "Nigar");
    inspector_is("beta", "Nigar");
    int64_t before = events();
    hold("Nigar", both, 2, 0, 0);
    assert_int_equal(events(), before); /* nothing to write */
    hold("Nigar", one, 1, 0, 1);
    inspector_is("alpha", "");
    static const char *const other[] = {"alpha"};
    hold("Nigar", other, 1, 1, 1);
    inspector_is("alpha", "Nigar");
    inspector_is("beta", "");
    assert_true(undo_last(c, false, &undone, a, &err)); /* both, by one undo */
    inspector_is("alpha", "");
    inspector_is("beta", "Nigar");
    hold("Nigar", NULL, 0, 0, 1);
    inspector_is("beta", "");
    arena_free(&a);
}

static void all_or_none(void **state)
{
    (void)state;
    struct err err = {0};
    int more, fewer;
    static const char *const wrong[] = {"beta", "nowhere"}, *const right[] = {"beta"};
    assert_false(desk_hold(c, "Nigar", wrong, 2, &more, &fewer, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    inspector_is("beta", "");
    become("somebody");
    assert_false(desk_hold(c, "Nigar", right, 1, &more, &fewer, &err));
    assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    inspector_is("beta", "");
}

static void open_remarks_are_counted(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(desk_remarks(c, "alpha"), 0);
    assert_true(remark_write(c, "alpha", "", NULL, "One", &err));
    assert_true(remark_write(c, "beta", "", NULL, "Of another body", &err));
    assert_true(remark_write(c, "alpha", "", NULL, "Two", &err));
    assert_int_equal(desk_remarks(c, "alpha"), 2);
    /* One of them is answered: it waits for the reviewer, not for the inspector. */
    struct change *t = change_begin(c, &err);
    struct arena *a = arena_new();
    struct query *q = db_query(c->db,
                               "SELECT item FROM head WHERE body = 'alpha' AND kind = 'remark'"
                               " ORDER BY item LIMIT 1",
                               "");
    assert_true(query_row(q));
    struct slot slot = {"remark", "alpha", "", arena_dup(a, query_text(q, 0)), ""};
    query_done(&q);
    assert_true(change_put(t, &slot,
                           json_pack("{s:n,s:s,s:s,s:s}", "question", "text", "One", "state",
                                     "answered", "answer", "Done")));
    assert_true(change_end(&t, true, &err));
    assert_int_equal(desk_remarks(c, "alpha"), 1);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bodies_change_hands_as_one_change, enter, leave),
        cmocka_unit_test_setup_teardown(all_or_none, enter, leave),
        cmocka_unit_test_setup_teardown(open_remarks_are_counted, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
