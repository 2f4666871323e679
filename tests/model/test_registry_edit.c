/* Registry rows by hand: added, renamed, stopped, withdrawn and brought back; by whom; undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/inside.h"
#include "model/review.h"
#include "model/store.h"
#include "tests/help/small.h"

static struct campaign *open_as(const char *by)
{
    return small_open_as("c.meyar", by);
}

/* "boss" made it; alpha is Inspector A's, beta nobody's. */
static void make(void)
{
    struct init_options o = small_options("2019", small_rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
}

/* Refused, in a sentence that holds this; nothing was written. */
static void refused(struct campaign *c, bool done, struct err *err, const char *told)
{
    assert_false(done);
    assert_int_equal(err->status, REFUSED);
    if (!strstr(err_text(err), told))
        fail_msg("not told: %s\n%s", told, err_text(err));
    err_clear(err);
    *err = (struct err){0};
    assert_false(db_in_transaction(c->db));
}

static void undo(struct campaign *c, bool redo)
{
    struct arena *a = arena_new();
    struct undone u;
    struct err err = {0};
    if (!undo_last(c, redo, &u, a, &err))
        fail_msg("%s", err_text(&err));
    arena_free(&a);
}

static bool finds(struct campaign *c, const char *words, const char *service)
{
    struct arena *a = arena_new();
    struct hits h = search(c, words, 0, a);
    bool found = false;
    for (int i = 0; i < h.n; i++)
        found = found || strcmp(h.hit[i].service, service) == 0;
    arena_free(&a);
    return found;
}

static void test_adds(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("Anybody");
    struct arena *a = arena_new();
    struct err err = {0};
    struct row row;
    assert_true(registry_add(c, "alpha", " s9 ", "  Ninth service ", "9th", &err));
    assert_true(row_get(c, 0, "alpha", "s9", -1, &row, a));
    assert_string_equal(row.name, "Ninth service");
    assert_string_equal(row.short_name, "9th");
    assert_int_equal(row.pos, 3);
    assert_int_equal(row.state, SUBJECT_INCOMPLETE);
    assert_true(row_get(c, 0, "alpha", "", -1, &row, a));
    assert_int_equal(row.nservices, 4);
    assert_true(finds(c, "ninth", "s9"));
    small_answer(c, "alpha", "s9", "e_level", "full", NULL);
    assert_true(small_clean(c));

    refused(c, registry_add(c, "alpha", "s9", "Again", "", &err), &err, "is there already");
    refused(c, registry_add(c, "alpha", "s/9", "Bad", "", &err), &err, "is not a code");
    refused(c, registry_add(c, "alpha", "", "Bad", "", &err), &err, "code is missing");
    refused(c, registry_add(c, "alpha", "ə", "Bad", "", &err), &err, "is not a code");
    refused(c, registry_add(c, "alpha", "s10", " \t ", "", &err), &err, "name is missing");
    refused(c, registry_add(c, "alpha", "s10", "A\033[2Jname", "", &err), &err, "one line");
    refused(c, registry_add(c, "alpha", "s10", "A name", "two\nlines", &err), &err, "one line");
    refused(c, registry_add(c, "alpha", "s10", "\xff", "", &err), &err, "one line");
    refused(c, registry_add(c, "gamma", "s1", "A name", "", &err), &err, "no body 'gamma'");
    refused(c, registry_add(c, "gamma", NULL, "Gamma", "", &err), &err, "Only a supervisor");
    assert_int_equal(rows_count(c, 0, "alpha"), 4);
    campaign_close(&c);

    c = open_as("boss");
    assert_true(registry_add(c, "gamma", NULL, "Gamma House", NULL, &err));
    assert_true(registry_add(c, "gamma", "g1", "Gamma one", NULL, &err));
    assert_true(row_get(c, 0, "gamma", "", -1, &row, a));
    assert_int_equal(row.pos, 2);
    assert_int_equal(row.nservices, 1);
    refused(c, registry_add(c, "alpha", NULL, "Alpha", "", &err), &err, "is there already");
    assert_true(small_clean(c));
    /* Both go back, and come again. */
    undo(c, false);
    undo(c, false);
    assert_false(row_get(c, 0, "gamma", "", -1, &row, a));
    assert_true(small_clean(c));
    undo(c, true);
    undo(c, true);
    assert_true(row_get(c, 0, "gamma", "g1", -1, &row, a));
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

static void test_renames_and_stops(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("Inspector A");
    struct arena *a = arena_new();
    struct err err = {0};
    struct row row;
    assert_true(registry_rename(c, "alpha", "s1", "Primary service", "Prim", &err));
    assert_true(row_get(c, 0, "alpha", "s1", -1, &row, a));
    assert_string_equal(row.name, "Primary service");
    assert_string_equal(row.short_name, "Prim");
    assert_true(finds(c, "primary", "s1"));
    assert_false(finds(c, "first", "s1"));
    refused(c, registry_rename(c, "alpha", "s1", "Primary service", "Prim", &err), &err,
            "It is so already");
    refused(c, registry_rename(c, "alpha", "s7", "X", "", &err), &err, "s7");
    assert_true(registry_rename(c, "alpha", "", "Alpha Agency", "", &err));
    assert_true(registry_rename(c, "beta", "", "Beta Agency", "", &err)); /* nobody's */

    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    refused(c, registry_stop(c, "alpha", "s1", "  ", &err), &err, "needs its reason");
    refused(c, registry_stop(c, "alpha", "", "x", &err), &err, "Only a service");
    assert_true(registry_stop(c, "alpha", "s1", "Moved to the portal", &err));
    assert_true(row_get(c, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_STOPPED);
    assert_string_equal(row.state_reason, "Moved to the portal");
    refused(c, registry_stop(c, "alpha", "s1", "Moved to the portal", &err), &err, "so already");
    assert_true(small_clean(c));
    assert_true(registry_stop(c, "alpha", "s1", NULL, &err));
    assert_true(row_get(c, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_INCOMPLETE);
    assert_null(row.state_reason);
    assert_int_equal(row.answered, 1);
    undo(c, false);
    assert_true(row_get(c, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.state, SUBJECT_STOPPED);
    /* What the registry file said else of a row stays. */
    assert_true(registry_stop(c, "alpha", "s1", NULL, &err));
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_string_equal(work_input(w)->attr(work_input(w)->attr_arg, "kind"), "big");
    work_close(&w);
    assert_true(small_clean(c));
    campaign_close(&c);

    c = open_as("Inspector B");
    refused(c, registry_rename(c, "alpha", "s1", "Mine", "", &err), &err, "its inspector");
    refused(c, registry_stop(c, "alpha", "s1", "x", &err), &err, "its inspector");
    campaign_close(&c);
    arena_free(&a);
}

static void test_withdraws(void **state)
{
    (void)state;
    make();
    struct campaign *c = open_as("Inspector A");
    struct arena *a = arena_new();
    struct err err = {0};
    struct row row;
    struct registry_gone *gone;
    struct aside *aside;
    int n;
    small_answer(c, "alpha", "s2", "e_level", "half", NULL);
    small_answer(c, "beta", "s1", "e_level", "full", "a note");
    refused(c, registry_withdraw(c, "alpha", "s2", false, &err), &err, "Only a supervisor");
    campaign_close(&c);
    c = open_as("boss");
    refused(c, registry_withdraw(c, "alpha", "s2", true, &err), &err, "not withdrawn");
    assert_true(registry_withdraw(c, "alpha", "s2", false, &err));
    assert_true(registry_withdraw(c, "beta", "", false, &err));
    assert_false(row_get(c, 0, "alpha", "s2", -1, &row, a));
    assert_int_equal(rows_count(c, 0, "alpha"), 2);
    assert_int_equal(rows_count(c, 0, NULL), 1);
    assert_true(small_clean(c));
    refused(c, registry_withdraw(c, "alpha", "s2", false, &err), &err, "s2");
    refused(c, registry_add(c, "alpha", "s2", "Other", "", &err), &err, "bring that one back");
    refused(c, registry_add(c, "beta", NULL, "Other", "", &err), &err, "bring that one back");

    assert_true(registry_withdrawn(c, &gone, &n, a, &err));
    assert_int_equal(n, 2);
    assert_string_equal(gone[0].service, "s2");
    assert_string_equal(gone[0].by, "boss");
    assert_int_equal(gone[0].answers, 1);
    assert_string_equal(gone[1].body, "beta");
    assert_string_equal(gone[1].service, "");
    assert_int_equal(gone[1].answers, 1);
    assert_true(aside_list(c, &aside, &n, a, &err));
    assert_int_equal(n, 2);
    assert_int_equal(aside[0].why, ASIDE_WITHDRAWN);
    assert_string_equal(aside[0].value, "half");
    assert_string_equal(aside[1].note, "a note");
    assert_string_equal(aside[1].by, "Inspector A");

    assert_true(registry_withdraw(c, "alpha", "s2", true, &err));
    assert_true(registry_withdraw(c, "beta", "", true, &err));
    assert_true(row_get(c, 0, "alpha", "s2", -1, &row, a));
    assert_int_equal(row.pos, 1);
    assert_int_equal(row.answered, 1);
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.answered, 1);
    assert_true(aside_list(c, &aside, &n, a, &err));
    assert_int_equal(n, 0);
    assert_true(small_clean(c));
    undo(c, false);
    undo(c, false);
    assert_int_equal(rows_count(c, 0, NULL), 1);
    assert_int_equal(rows_count(c, 0, "alpha"), 2);
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

static void test_locked_bodies(void **state)
{
    (void)state;
    make();
    struct err err = {0};
    struct campaign *c = open_as("Inspector A");
    assert_true(review_set(c, "alpha", REVIEW_HANDED_IN, "done", &err));
    refused(c, registry_add(c, "alpha", "s9", "Ninth", "", &err), &err, "handed in");
    refused(c, registry_stop(c, "alpha", "s1", "x", &err), &err, "handed in");
    campaign_close(&c);
    c = open_as("boss");
    assert_true(registry_stop(c, "alpha", "s1", "x", &err));
    assert_true(review_set(c, "alpha", REVIEW_ACCEPTED, NULL, &err));
    refused(c, registry_stop(c, "alpha", "s1", NULL, &err), &err, "re-open");
    refused(c, registry_withdraw(c, "alpha", "", false, &err), &err, "re-open");
    assert_true(small_clean(c));
    campaign_close(&c);
    struct writer w = {"boss", "key"};
    c = campaign_open(small_path("c.meyar"), OPEN_READ_ONLY, &w, &err);
    assert_false(registry_add(c, "beta", "s9", "Ninth", "", &err));
    assert_int_equal(err.status, BUSY);
    err_clear(&err);
    campaign_close(&c);
}

/* A table gives nobody what is refused by hand. */
static void test_tables_by_an_inspector(void **state)
{
    (void)state;
    static const char *const barred[] = {
        "body_code,body_name,service_code,service_name\ngamma,Gamma,s1,One\n",
        "body_code,body_name,service_code,service_name\nalpha,Alpha Office,s2,Second service\n",
        "body_code,body_name,service_code,service_name,inspector\nbeta,Beta Board,,,Inspector A\n"};
    static const char found[] =
        "body_code,body_name,service_code,service_name\nalpha,Alpha Office,s9,Found on site\n";
    struct err err = {0};
    int added, changed;
    make();
    struct campaign *c = open_as("boss");
    assert_true(registry_withdraw(c, "alpha", "s2", false, &err));
    campaign_close(&c);
    c = open_as("Inspector A");
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        refused(c,
                import_registry(c, "r.csv", barred[i], strlen(barred[i]), false, &added, &changed,
                                &err),
                &err, "only a supervisor");
    assert_true(import_registry(c, "r.csv", found, strlen(found), false, &added, &changed, &err));
    assert_int_equal(added, 1);
    campaign_close(&c);
    c = open_as("boss");
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        assert_true(import_registry(c, "r.csv", barred[i], strlen(barred[i]), false, &added,
                                    &changed, &err));
    assert_true(small_clean(c));
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_adds, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_renames_and_stops, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_withdraws, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_locked_bodies, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_tables_by_an_inspector, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
