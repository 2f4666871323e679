/* A campaign moved to another version of its rubric, back, and merged with one that was not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/exchange.h"
#include "model/inside.h"
#include "model/rubric_json.h"
#include "model/store.h"
#include "tests/forms/random.h"
#include "tests/help/small.h"

static void write_rubric(const char *name, const char *text)
{
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* The text with one place put otherwise; the caller frees it. */
static char *with(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    struct buf b = {0};
    if (!at)
        fail_msg("not in the rubric: %s", from);
    buf_addn(&b, text, (size_t)(at - text));
    buf_add(&b, to);
    buf_add(&b, at + strlen(from));
    return b.s;
}

static struct rubric_text *read_text(const char *name)
{
    struct err err = {0};
    struct rubric_text *t = rubric_text_read(small_path(name), &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    return t;
}

static char *json_of(const struct rubric_move *m)
{
    struct buf b = {0};
    rubric_move_json(m, false, &b);
    return b.s;
}

/* Previews, moves, and compares what both said; gives what it came to. */
static struct rubric_move move(struct campaign *c, struct rubric_text *t, struct arena *a)
{
    struct rubric_move would, did;
    struct err err = {0};
    char sha[HEX_SIZE];
    snprintf(sha, sizeof sha, "%s", campaign_rubric_sha256(c, 0));
    if (!rubric_preview(c, t, &would, a, &err))
        fail_msg("%s", err_text(&err));
    assert_string_equal(campaign_rubric_sha256(c, 0), sha);
    if (!rubric_apply(c, t, &did, a, &err))
        fail_msg("%s", err_text(&err));
    char *x = json_of(&would), *y = json_of(&did);
    assert_string_equal(x, y);
    free(x);
    free(y);
    assert_ptr_equal(did.now, rubric_text_rubric(t));
    assert_string_equal(campaign_rubric(c, 0)->version, did.now->version);
    assert_true(small_clean(c));
    return did;
}

static bool add_text(void *arg, const char *bytes, size_t n)
{
    buf_addn(arg, bytes, n);
    return true;
}

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct sink to = {add_text, &b};
    struct err err = {0};
    if (!campaign_dump(c, &to, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

static char *figures(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    assert_true(score_json(c, 0, NULL, NULL, &b, &err));
    return b.s;
}

static const struct rubric_difference *difference(const struct rubric_move *m, enum difference kind,
                                                  const char *id)
{
    for (int i = 0; i < m->ndifferences; i++)
        if (m->differences[i].kind == kind && (!id || strcmp(m->differences[i].id, id) == 0))
            return &m->differences[i];
    return NULL;
}

static struct campaign *begin(void)
{
    small_make("c.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("c.meyar");
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    small_answer(c, "alpha", "s1", "e_pay", "yes", "by card");
    small_answer(c, "alpha", "s2", "e_level", "half", NULL);
    small_answer(c, "alpha", "s2", "u_days", "5", NULL);
    small_answer(c, "beta", "s1", "e_level", "full", NULL);
    small_answer(c, "beta", "s1", "e_pay", "no", NULL);
    small_answer(c, "beta", "s1", "u_text", "Words", NULL);
    return c;
}

static void test_renamed(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    write_rubric("next.yaml", small_rubric_next);
    write_rubric("old.yaml", small_rubric);
    struct rubric_text *next = read_text("next.yaml"), *old = read_text("old.yaml");
    char *before = figures(c);
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    unsigned changes = c->changes;

    struct rubric_move m = move(c, next, a);
    assert_true(m.comparable);
    assert_non_null(difference(&m, QUESTION_RENAMED, "e_paid"));
    assert_int_equal(m.ndifferences, 1);
    assert_int_equal(m.carried, 7);
    assert_int_equal(m.renamed, 2);
    assert_int_equal(m.naside, 0);
    assert_int_equal(m.nmoved, 0);
    assert_int_equal(m.nsubjects, 6);

    /* What was open meanwhile reads it anew. */
    assert_true(c->changes != changes);
    assert_true(work_refresh(w, &err));
    assert_ptr_equal(work_rubric(w), campaign_rubric(c, 0));
    const struct question *paid = block_question(work_block(w), "e_paid");
    assert_string_equal(work_standing(w, paid->index)->value, "yes");
    assert_string_equal(work_standing(w, paid->index)->note, "by card");
    assert_true(work_answer(w, paid->index, "no", NULL, &err));
    work_close(&w);
    /* An older id still leads to it. */
    small_answer(c, "beta", "s1", "e_pay", "yes", NULL);
    assert_true(small_clean(c));

    /* Back: what was answered meanwhile is kept aside, and the older answer counts again. */
    m = move(c, old, a);
    assert_int_equal(m.naside, 2);
    assert_int_equal(m.back, 0);
    assert_string_equal(m.aside[0].question, "e_paid");
    assert_int_equal(m.aside[0].why, ASIDE_QUESTION);
    char *after = figures(c);
    assert_string_equal(before, after);
    /* And once more: they come back. */
    m = move(c, next, a);
    assert_int_equal(m.back, 2);
    assert_int_equal(m.naside, 0);
    w = work_open(c, 0, "alpha", "s1", &err);
    assert_string_equal(work_standing(w, block_question(work_block(w), "e_paid")->index)->value,
                        "no");
    work_close(&w);
    free(before);
    free(after);
    rubric_text_free(&next);
    rubric_text_free(&old);
    arena_free(&a);
    campaign_close(&c);
}

static void test_unfit_and_gone(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    char *x = with(small_rubric, "version: \"1\"", "version: \"3\"");
    char *y = with(x, "    - {id: half, label: {en: Half}, points: 5}\n", "");
    char *z =
        with(y, "        - {id: u_text, ask: {en: Words}, type: text, required: false}\n", "");
    char *r = with(z, "from: 50", "from: 60");
    write_rubric("three.yaml", r);
    write_rubric("old.yaml", small_rubric);
    struct rubric_text *three = read_text("three.yaml"), *old = read_text("old.yaml");
    char *before = figures(c);
    struct rubric_move m = move(c, three, a);
    assert_false(m.comparable);
    assert_non_null(difference(&m, DIFFERENT_RATINGS, NULL));
    assert_true(difference(&m, QUESTION_CHANGED, "e_level")->bears);
    assert_false(difference(&m, QUESTION_GONE, "u_text")->bears);
    assert_int_equal(m.naside, 2);
    assert_string_equal(m.aside[0].question, "e_level");
    assert_string_equal(m.aside[0].value, "half");
    assert_int_equal(m.aside[0].why, ASIDE_UNFIT);
    assert_string_equal(m.aside[1].question, "u_text");
    assert_string_equal(m.aside[1].by, "Tester");
    assert_int_equal(m.carried, 5);
    assert_true(m.nmoved > 0);
    bool found = false;
    for (int i = 0; i < m.nmoved; i++)
        found = found || strcmp(m.moved[i].service, "s2") == 0;
    assert_true(found);
    /* The same list without a move. */
    struct aside *aside;
    struct err err = {0};
    int n;
    assert_true(aside_list(c, &aside, &n, a, &err));
    assert_int_equal(n, 2);
    m = move(c, old, a);
    assert_int_equal(m.back, 2);
    char *after = figures(c);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(x);
    free(y);
    free(z);
    free(r);
    rubric_text_free(&three);
    rubric_text_free(&old);
    arena_free(&a);
    campaign_close(&c);
}

static void test_refused(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    struct rubric_move m;
    write_rubric("old.yaml", small_rubric);
    write_rubric("next.yaml", small_rubric_next);
    char *other = with(small_rubric, "rubric: small", "rubric: large");
    write_rubric("other.yaml", other);
    char *bad = with(small_rubric, "type: yes_no", "type: maybe");
    write_rubric("bad.yaml", bad);
    struct buf failing = {0};
    buf_add(&failing, small_rubric_next);
    buf_add(&failing, "examples:\n  - name: wrong\n    service: {e_level: none}\n    expect: "
                      "{state: rated}\n");
    write_rubric("failing.yaml", failing.s);

    assert_null(rubric_text_read(small_path("none.yaml"), &err));
    assert_int_equal(err.status, BUSY);
    assert_null(rubric_text_read(small_path("bad.yaml"), &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "bad.yaml:"));
    assert_null(rubric_text_read(small_path("failing.yaml"), &err));
    assert_non_null(strstr(err_text(&err), "expected state rated"));
    struct rubric_text *same = read_text("old.yaml"), *large = read_text("other.yaml");
    struct rubric_text *next = read_text("next.yaml");
    char *before = dump(c);
    assert_false(rubric_preview(c, same, &m, a, &err));
    assert_non_null(strstr(err_text(&err), "has this rubric already"));
    assert_false(rubric_apply(c, large, &m, a, &err));
    assert_non_null(strstr(err_text(&err), "another rubric"));
    campaign_close(&c);

    struct writer w = {"Somebody", "command"};
    c = campaign_open(small_path("c.meyar"), 0, &w, &err);
    assert_true(rubric_preview(c, next, &m, a, &err));
    assert_false(rubric_apply(c, next, &m, a, &err));
    assert_non_null(strstr(err_text(&err), "Only a supervisor"));
    campaign_close(&c);
    /* Only looked at, the file may be open for reading. */
    c = campaign_open(small_path("c.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_true(rubric_preview(c, next, &m, a, &err));
    assert_int_equal(m.renamed, 2);
    assert_false(rubric_apply(c, next, &m, a, &err));
    assert_int_equal(err.status, BUSY);
    char *after = dump(c);
    assert_string_equal(before, after);
    free(before);
    free(after);
    free(other);
    free(bad);
    buf_free(&failing);
    rubric_text_free(&same);
    rubric_text_free(&large);
    rubric_text_free(&next);
    err_clear(&err);
    arena_free(&a);
    campaign_close(&c);
}

/* Another process has moved it: whoever only reads follows when asked to. */
static void test_followed(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    write_rubric("next.yaml", small_rubric_next);
    struct rubric_text *next = read_text("next.yaml");
    struct writer w = {"Tester", "key"};
    struct campaign *reader = campaign_open(small_path("c.meyar"), OPEN_READ_ONLY, &w, &err);
    assert_non_null(campaign_read_only(reader));
    struct work *open = work_open(reader, 0, "alpha", "s1", &err);
    const struct rubric *was = campaign_rubric(reader, 0);
    assert_false(campaign_follow(reader));
    move(c, next, a);
    struct row row;
    assert_true(row_get(reader, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.answered, 1); /* as the rubric at hand has it: e_pay is asked nowhere */
    assert_true(campaign_follow(reader));
    assert_false(campaign_follow(reader));
    assert_string_equal(campaign_rubric(reader, 0)->version, "2");
    assert_string_equal(was->version, "1"); /* still there */
    assert_true(work_refresh(open, &err));
    assert_ptr_equal(work_rubric(open), campaign_rubric(reader, 0));
    assert_true(row_get(reader, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.answered, 2);
    work_close(&open);
    campaign_close(&reader);
    rubric_text_free(&next);
    arena_free(&a);
    campaign_close(&c);
}

/* ---- two laptops ---- */

static void copy_as(const char *from, const char *to)
{
    char buffer[4096];
    FILE *in = fopen(small_path(from), "rb"), *out = fopen(small_path(to), "wb");
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
        fwrite(buffer, 1, n, out);
    fclose(in);
    fclose(out);
}

static void merge(struct campaign *c, const char *path, int64_t waiting)
{
    struct arena *a = arena_new();
    struct merge_report r;
    struct err err = {0};
    const char *paths[] = {path};
    if (!campaign_merge(c, paths, 1, false, &r, a, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(r.waiting, waiting);
    arena_free(&a);
}

/* Both take in the other's file; the dumps are equal. */
static void union_of(struct campaign **x, struct campaign **y)
{
    campaign_close(y);
    merge(*x, small_path("y.meyar"), 0);
    campaign_close(x);
    *y = small_open("y.meyar");
    merge(*y, small_path("x.meyar"), 0);
    *x = small_open("x.meyar");
    char *one = dump(*x), *two = dump(*y);
    assert_string_equal(one, two);
    assert_true(small_clean(*x));
    assert_true(small_clean(*y));
    free(one);
    free(two);
}

static void part(struct campaign **c, struct campaign **x, struct campaign **y)
{
    campaign_close(c);
    copy_as("c.meyar", "x.meyar");
    copy_as("c.meyar", "y.meyar");
    *x = small_open("x.meyar");
    *y = small_open("y.meyar");
}

static void test_one_moved(void **state)
{
    (void)state;
    struct campaign *c = begin(), *x, *y;
    struct arena *a = arena_new();
    struct err err = {0};
    write_rubric("next.yaml", small_rubric_next);
    struct rubric_text *next = read_text("next.yaml");
    part(&c, &x, &y);
    move(x, next, a);
    small_answer(x, "alpha", "s2", "e_paid", "yes", NULL);
    small_answer(y, "alpha", "s2", "e_pay", "no", NULL);
    small_answer(y, "alpha", "s1", "e_pay", "no", NULL);
    union_of(&x, &y);
    assert_string_equal(campaign_rubric(y, 0)->version, "2");
    /* Under one question by now: the two answers to s2 conflict. */
    struct work *w = work_open(y, 0, "alpha", "s2", &err);
    assert_true(work_standing(w, block_question(work_block(w), "e_paid")->index)->conflict);
    work_close(&w);
    w = work_open(y, 0, "alpha", "s1", &err);
    assert_string_equal(work_standing(w, block_question(work_block(w), "e_paid")->index)->value,
                        "no");
    work_close(&w);
    rubric_text_free(&next);
    arena_free(&a);
    campaign_close(&x);
    campaign_close(&y);
}

/* Two versions at once: one of them stands, answers under both count, and a third move settles. */
static void test_both_moved(void **state)
{
    (void)state;
    struct campaign *c = begin(), *x, *y;
    struct arena *a = arena_new();
    struct err err = {0};
    write_rubric("next.yaml", small_rubric_next);
    char *other = with(small_rubric, "version: \"1\"", "version: \"1b\"");
    char *harder = with(other, "from: 80", "from: 85");
    write_rubric("other.yaml", harder);
    struct rubric_text *next = read_text("next.yaml"), *mine = read_text("other.yaml");
    part(&c, &x, &y);
    move(x, next, a);
    small_answer(x, "alpha", "s1", "u_clear", "5", NULL);
    move(y, mine, a);
    small_answer(y, "alpha", "s2", "u_clear", "4", NULL);
    union_of(&x, &y);
    assert_int_equal(
        db_number(x->db, 0, "SELECT count(*) FROM head WHERE camp = 0 AND kind = 'rubric'", ""), 2);
    const char *version = arena_dup(a, campaign_rubric(x, 0)->version);
    assert_string_equal(campaign_rubric(y, 0)->version, version);
    /* Both rubrics are at hand, so nothing waits; both answers count. */
    struct row row;
    assert_true(row_get(x, 0, "alpha", "s1", -1, &row, a));
    assert_int_equal(row.answered, 3);
    assert_true(row_get(x, 0, "alpha", "s2", -1, &row, a));
    assert_int_equal(row.answered, 3);
    /* Moving to the one that stands already settles it. */
    struct rubric_move m;
    struct rubric_text *stands = strcmp(version, "2") == 0 ? next : mine;
    if (!rubric_apply(x, stands, &m, a, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(
        db_number(x->db, 0, "SELECT count(*) FROM head WHERE camp = 0 AND kind = 'rubric'", ""), 1);
    assert_false(rubric_apply(x, stands, &m, a, &err));
    assert_int_equal(err.status, REFUSED);
    union_of(&x, &y);
    assert_string_equal(campaign_rubric(y, 0)->version, version);
    free(other);
    free(harder);
    err_clear(&err);
    rubric_text_free(&next);
    rubric_text_free(&mine);
    arena_free(&a);
    campaign_close(&x);
    campaign_close(&y);
}

/* ---- random rubrics ---- */

static void answer_some(struct campaign *c, uint64_t seed)
{
    state_of_dice = seed;
    const struct block *b = campaign_rubric(c, 0)->service;
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    static const char *const services[][2] = {{"alpha", "s1"}, {"alpha", "s2"}, {"beta", "s1"}};
    static const char *const values[] = {"yes", "no", "1", "3", "a", "b", "a|b", "-"};
    for (int i = 0; i < 60; i++) {
        int at = roll(3);
        struct err ignored = {0};
        change_answer(t, services[at][0], services[at][1], b->questions[roll(b->nquestions)].id,
                      values[roll(8)], NULL, &ignored);
        err_clear(&ignored);
    }
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

static void test_any_rubrics(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        char *one = random_rubric(seed, 1), *two = random_rubric(seed + 1000, 1);
        char *other = with(two, "version: \"1\"", "version: \"2\"");
        char file[24];
        snprintf(file, sizeof file, "r%d.meyar", (int)seed);
        struct init_options o = small_options("2019", one, small_registry);
        struct err err = {0};
        struct arena *a = arena_new();
        if (!campaign_create(small_path(file), &o, &err))
            fail_msg("%s", err_text(&err));
        struct campaign *c = small_open(file);
        answer_some(c, seed);
        write_rubric("one.yaml", one);
        write_rubric("two.yaml", other);
        struct rubric_text *was = read_text("one.yaml"), *now = read_text("two.yaml");
        char *before = figures(c);
        struct rubric_move there = move(c, now, a), back = move(c, was, a);
        char *after = figures(c);
        assert_string_equal(before, after);
        assert_int_equal(there.nmoved, back.nmoved);
        assert_int_equal(there.carried, back.carried);
        assert_int_equal(there.naside, back.back);
        free(before);
        free(after);
        free(one);
        free(two);
        free(other);
        rubric_text_free(&was);
        rubric_text_free(&now);
        arena_free(&a);
        campaign_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_renamed, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_unfit_and_gone, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_refused, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_followed, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_one_moved, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_both_moved, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_any_rubrics, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
