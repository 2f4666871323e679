/* Remarks: written, answered, settled, by several laptops, and whatever strangers' files hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/people.h"
#include "model/remark.h"
#include "model/store.h"
#include "tests/help/small.h"

#define OTHER "0123456789abcdef0123456789abcdef"

static struct arena *a;
static struct remark *list;
static int n;

static int enter(void **state)
{
    a = arena_new();
    return small_enter(state);
}

static int leave(void **state)
{
    arena_free(&a);
    return small_leave(state);
}

/* "boss" made it: the first supervisor. */
static void make(const char *rubric)
{
    struct init_options o = small_options("2019", rubric, small_registry);
    struct err err = {0};
    o.writer.by = "boss";
    if (!campaign_create(small_path("c.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
}

static void copy(const char *from, const char *to)
{
    char buffer[65536];
    size_t got;
    FILE *in = fopen(small_path(from), "rb"), *out = fopen(small_path(to), "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((got = fread(buffer, 1, sizeof buffer, in)) > 0)
        assert_int_equal(fwrite(buffer, 1, got, out), got);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void merge(struct campaign *c, const char *from)
{
    struct err err = {0};
    struct merge_report report;
    const char *paths[] = {small_path(from)};
    if (!campaign_merge(c, paths, 1, false, &report, a, &err))
        fail_msg("%s", err_text(&err));
}

static void read(struct campaign *c, const char *body, const char *service, const char *question,
                 unsigned flags)
{
    struct err err = {0};
    if (!remarks_list(c, body, service, question, flags, &list, &n, a, &err))
        fail_msg("%s", err_text(&err));
}

static void write(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *text)
{
    struct err err = {0};
    if (!remark_write(c, body, service, question, text, &err))
        fail_msg("%s", err_text(&err));
}

static void refused(bool done, struct err *err, const char *part)
{
    assert_false(done);
    assert_int_equal(err->status, REFUSED);
    if (!strstr(err_text(err), part))
        fail_msg("'%s' is not in: %s", part, err_text(err));
    err_clear(err);
}

static int row_remarks(struct campaign *c, const char *body, const char *service)
{
    struct row row;
    assert_true(row_get(c, 0, body, service, -1, &row, a));
    return row.remarks;
}

/* Somebody's laptop says it about alpha/s1, having seen what it says it replaces. */
static void said(struct campaign *c, const char *by, const char *item, json_t *payload,
                 const char *replaces, char id[HEX_SIZE])
{
    struct err err = {0};
    struct slot slot = {"remark", "alpha", "s1", item, ""};
    struct change *t = change_begin(c, &err);
    change_fix_device(t, OTHER);
    change_as(t, by, "2019-10-15T10:00:00Z");
    assert_true(change_event(t, &slot, payload, &replaces, replaces ? 1 : 0));
    if (id)
        snprintf(id, HEX_SIZE, "%s", c->device.last);
    assert_true(change_end(&t, true, &err));
}

static void written_answered_settled(void **state)
{
    (void)state;
    struct err err = {0};
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    write(c, "alpha", "s1", "e_pay", "Is that so?");
    write(c, "alpha", "", NULL, "Well done");
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(n, 2);
    assert_int_equal(row_remarks(c, "alpha", ""), 2);
    assert_int_equal(row_remarks(c, "alpha", "s1"), 1);
    assert_int_equal(row_remarks(c, "alpha", "s2"), 0);
    assert_int_equal(row_remarks(c, "beta", ""), 0);
    assert_int_equal(remarks_waiting(c, 0, "alpha", ""), 1);
    struct body_summary sum;
    assert_true(body_summary(c, 0, "alpha", -1, &sum, a));
    assert_int_equal(sum.own.remarks, 1);
    read(c, "alpha", "", "", 0);
    assert_int_equal(n, 1);
    assert_null(list[0].question);
    campaign_close(&c);

    c = small_open_as("c.meyar", "Inspector A");
    read(c, "alpha", "s1", "e_pay", 0);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].by, "boss");
    assert_string_equal(list[0].text, "Is that so?");
    assert_int_equal(list[0].state, REMARK_OPEN);
    assert_int_equal(list[0].index, block_question(campaign_rubric(c, 0)->service, "e_pay")->index);
    refused(remark_settle(c, &list[0], &err), &err, "Who wrote it settles it");
    refused(remark_reopen(c, &list[0], &err), &err, "not settled");
    refused(remark_reply(c, &list[0], " \n", &err), &err, "needs a text");
    assert_true(remark_reply(c, &list[0], "I paid by card", &err));
    read(c, "alpha", "s1", NULL, 0);
    assert_int_equal(list[0].state, REMARK_ANSWERED);
    assert_true(list[0].waits);
    assert_int_equal(list[0].nanswers, 1);
    assert_string_equal(list[0].answers[0].text, "I paid by card");
    assert_string_equal(list[0].answers[0].by, "Inspector A");
    assert_string_equal(list[0].by, "boss");
    assert_int_equal(row_remarks(c, "alpha", "s1"), 1);
    campaign_close(&c);

    c = small_open_as("c.meyar", "boss");
    assert_true(remark_settle(c, &list[0], &err));
    assert_int_equal(row_remarks(c, "alpha", "s1"), 0);
    refused(remark_settle(c, &list[0], &err), &err, "settled already");
    refused(remark_reply(c, &list[0], "more", &err), &err, "settled");
    read(c, "alpha", "s1", NULL, 0);
    assert_int_equal(n, 0);
    read(c, "alpha", "s1", NULL, REMARKS_ALL);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].state, REMARK_SETTLED);
    assert_string_equal(list[0].settled_by, "boss");
    assert_int_equal(list[0].nanswers, 1);
    assert_true(remark_reopen(c, &list[0], &err));
    read(c, "alpha", "s1", NULL, 0);
    assert_int_equal(list[0].state, REMARK_OPEN);
    assert_null(list[0].settled_by);
    assert_int_equal(list[0].nanswers, 1);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void who_wrote_it_settles_it(void **state)
{
    (void)state;
    struct err err = {0};
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "Inspector A");
    write(c, "beta", "", "b_ramp", "Ask them again");
    read(c, "beta", NULL, NULL, 0);
    assert_true(remark_settle(c, &list[0], &err));
    read(c, NULL, NULL, NULL, REMARKS_ALL);
    assert_int_equal(list[0].state, REMARK_SETTLED);
    campaign_close(&c);
}

static void what_is_no_remark_is_refused(void **state)
{
    (void)state;
    struct err err = {0};
    char item[RANDOM_SIZE];
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    char *huge = mem_alloc(5001);
    memset(huge, 'x', 5000);
    refused(remark_write(c, "alpha", "s1", "e_pay", huge, &err), &err, "4000");
    refused(remark_write(c, "alpha", "s1", "e_pay", "\x1b[2J", &err), &err, "The remark");
    refused(remark_write(c, "alpha", "s1", "e_pay", "\xff", &err), &err, "The remark");
    refused(remark_write(c, "alpha", "s9", NULL, "x", &err), &err, "s9");
    refused(remark_write(c, "gamma", "", NULL, "x", &err), &err, "gamma");
    refused(remark_write_new(c, "alpha", "", "e_pay", "x", item, &err), &err, "e_pay");
    assert_string_equal(item, "");
    read(c, NULL, NULL, NULL, REMARKS_ALL);
    assert_int_equal(n, 0);
    free(huge);
    campaign_close(&c);
}

/* Two copies answer the same remark apart: one stands, both are read, settling makes one of it. */
static void two_laptops_answer_at_once(void **state)
{
    (void)state;
    struct err err = {0};
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    write(c, "alpha", "s1", NULL, "Both of you?");
    campaign_close(&c);
    copy("c.meyar", "d.meyar");

    struct campaign *d = small_open_as("d.meyar", "Inspector B");
    read(d, "alpha", NULL, NULL, 0);
    assert_true(remark_reply(d, &list[0], "from B", &err));
    campaign_close(&d);
    c = small_open_as("c.meyar", "Inspector A");
    read(c, "alpha", NULL, NULL, 0);
    assert_true(remark_reply(c, &list[0], "from A", &err));
    merge(c, "d.meyar");
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].heads, 2);
    assert_int_equal(list[0].nanswers, 2);
    assert_int_equal(row_remarks(c, "alpha", "s1"), 1);
    bool in_order = strcmp(list[0].answers[0].by, "Inspector A") == 0;
    assert_string_equal(list[0].answers[in_order ? 0 : 1].text, "from A");
    assert_string_equal(list[0].answers[in_order ? 1 : 0].text, "from B");
    campaign_close(&c);

    c = small_open_as("c.meyar", "boss");
    assert_true(remark_settle(c, &list[0], &err));
    read(c, "alpha", NULL, NULL, REMARKS_ALL);
    assert_int_equal(list[0].heads, 1);
    assert_int_equal(list[0].nanswers, 2);
    assert_int_equal(row_remarks(c, "alpha", ""), 0);
    assert_true(small_clean(c));
    campaign_close(&c);
    /* The other laptop takes it in, and knows the same. */
    d = small_open_as("d.meyar", "Inspector B");
    merge(d, "c.meyar");
    read(d, "alpha", NULL, NULL, REMARKS_ALL);
    assert_int_equal(list[0].state, REMARK_SETTLED);
    assert_int_equal(list[0].nanswers, 2);
    campaign_close(&d);
}

/* Settled here, answered there: it waits until somebody has seen both. */
static void settled_and_answered_at_once(void **state)
{
    (void)state;
    struct err err = {0};
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    write(c, "alpha", "s1", NULL, "Why?");
    campaign_close(&c);
    copy("c.meyar", "d.meyar");
    struct campaign *d = small_open_as("d.meyar", "Inspector A");
    read(d, "alpha", NULL, NULL, 0);
    assert_true(remark_reply(d, &list[0], "because", &err));
    campaign_close(&d);
    c = small_open_as("c.meyar", "boss");
    assert_true(remark_settle(c, &list[0], &err));
    assert_int_equal(row_remarks(c, "alpha", "s1"), 0);
    merge(c, "d.meyar");
    assert_int_equal(row_remarks(c, "alpha", "s1"), 1);
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(n, 1);
    assert_true(list[0].waits);
    assert_int_equal(list[0].nanswers, 1);
    assert_true(remark_settle(c, &list[0], &err));
    assert_int_equal(row_remarks(c, "alpha", "s1"), 0);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void a_renamed_question_keeps_its_remarks(void **state)
{
    (void)state;
    make(small_rubric_next);
    struct campaign *c = small_open_as("c.meyar", "boss");
    said(c, "boss", "00",
         json_pack("{s:s,s:s,s:s,s:n}", "question", "e_pay", "text", "old id", "state", "open",
                   "answer"),
         NULL, NULL);
    read(c, "alpha", "s1", "e_pay", 0);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].question, "e_paid");
    read(c, "alpha", "s1", "e_paid", 0);
    assert_int_equal(n, 1);
    struct err err = {0};
    struct work *w = work_open(c, 0, "alpha", "s1", &err);
    assert_int_equal(work_standing(w, list[0].index)->remarks, 1);
    work_close(&w);
    struct jumps j = jumps_read(c, "alpha", NULL, -1, a);
    assert_int_equal(j.counts[JUMP_REMARK], 0); /* not asked as things stand */
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    j = jumps_read(c, "alpha", NULL, -1, a);
    assert_int_equal(j.counts[JUMP_REMARK], 1);
    campaign_close(&c);
}

/* What no meyar writes: it is read as far as it goes, and does no harm. */
static void strange_payloads(void **state)
{
    (void)state;
    struct err err = {0};
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    char *huge = mem_alloc(200001), id[HEX_SIZE], answer[HEX_SIZE];
    memset(huge, 'x', 200000);
    said(c, "eve", "01",
         json_pack("{s:[],s:{},s:b,s:[]}", "question", "text", "state", 1, "answer"), NULL, NULL);
    said(c, "eve", "02", json_object(), NULL, NULL);
    said(c, "eve", "03", json_pack("{s:s,s:s}", "state", "burnt", "text", "?"), NULL, NULL);
    said(c, "eve", "04", json_pack("{s:s,s:s,s:s}", "state", "open", "text", huge, "answer", huge),
         NULL, NULL);
    said(c, "eve", "05", json_pack("{s:s,s:s,s:s}", "state", "open", "text", "x", "question", "no"),
         NULL, id);
    /* It says that it replaces another remark, and an answer: neither belongs to it. */
    said(c, "eve", "06", json_pack("{s:s,s:s}", "state", "settled", "text", "y"), id, NULL);
    small_answer(c, "alpha", "s1", "e_level", "full", "note");
    snprintf(answer, sizeof answer, "%s", c->device.last);
    said(c, "eve", "07", json_pack("{s:s,s:s}", "state", "answered", "text", "z"), answer, NULL);
    read(c, NULL, NULL, NULL, REMARKS_ALL);
    assert_int_equal(n, 7);
    int seen = 0;
    for (int i = 0; i < n; i++) {
        bool knows = list[i].state != REMARK_UNKNOWN;
        assert_int_equal(knows, list[i].item[1] > '3');
        assert_string_equal(list[i].by, "eve");
        assert_int_equal(list[i].index, -1);
        seen += list[i].nanswers;
    }
    assert_int_equal(seen, 1);
    read(c, "alpha", "s1", NULL, 0);
    assert_int_equal(n, 3);
    assert_int_equal(row_remarks(c, "alpha", ""), 3);
    /* All of them can be settled. */
    read(c, NULL, NULL, NULL, REMARKS_ALL);
    for (int i = 0; i < n; i++)
        if (list[i].state != REMARK_SETTLED && !remark_settle(c, &list[i], &err))
            fail_msg("%s: %s", list[i].item, err_text(&err));
    assert_int_equal(row_remarks(c, "alpha", ""), 0);
    assert_true(small_clean(c));
    free(huge);
    campaign_close(&c);
}

/* Words stay their author's, whatever who answers claims. */
static void nobody_puts_words_into_a_mouth(void **state)
{
    (void)state;
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    char first[HEX_SIZE];
    said(c, "boss", "01", json_pack("{s:s,s:s}", "state", "open", "text", "mine"), NULL, first);
    said(c, "eve", "01",
         json_pack("{s:s,s:s,s:s}", "state", "answered", "text", "not his", "answer", "so"), first,
         NULL);
    read(c, "alpha", "s1", NULL, 0);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].text, "mine");
    assert_string_equal(list[0].by, "boss");
    assert_string_equal(list[0].answers[0].by, "eve");
    campaign_close(&c);
}

static void undo_takes_it_back(void **state)
{
    (void)state;
    struct err err = {0};
    struct undone u;
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    write(c, "alpha", "s1", NULL, "first");
    read(c, "alpha", NULL, NULL, 0);
    assert_true(remark_reply(c, &list[0], "one", &err));
    read(c, "alpha", NULL, NULL, 0);
    assert_true(remark_reply(c, &list[0], "two", &err));
    assert_true(undo_last(c, false, &u, a, &err));
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(list[0].nanswers, 1);
    assert_string_equal(list[0].answers[0].text, "one");
    assert_true(undo_last(c, true, &u, a, &err));
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(list[0].nanswers, 2);
    for (int i = 0; i < 3; i++)
        assert_true(undo_last(c, false, &u, a, &err));
    assert_int_equal(row_remarks(c, "alpha", "s1"), 0);
    read(c, "alpha", NULL, NULL, REMARKS_ALL);
    assert_int_equal(n, 0);
    assert_true(undo_last(c, true, &u, a, &err));
    read(c, "alpha", NULL, NULL, 0);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].nanswers, 0);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void found_by_the_start_of_its_id(void **state)
{
    (void)state;
    struct err err = {0};
    struct remark r;
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    said(c, "boss", "abc1", json_pack("{s:s,s:s}", "state", "open", "text", "one"), NULL, NULL);
    said(c, "boss", "abd2", json_pack("{s:s,s:s}", "state", "settled", "text", "two"), NULL, NULL);
    assert_true(remark_find(c, "abc", &r, a, &err));
    assert_string_equal(r.text, "one");
    assert_true(remark_find(c, "abd2", &r, a, &err));
    assert_string_equal(r.text, "two");
    refused(remark_find(c, "ab", &r, a, &err), &err, "Several");
    refused(remark_find(c, "ff", &r, a, &err), &err, "No remark");
    refused(remark_find(c, "", &r, a, &err), &err, "No remark");
    refused(remark_find(c, "%", &r, a, &err), &err, "No remark");
    campaign_close(&c);
}

static void next_is(struct campaign *c, const char *from, int direction, const char *to)
{
    struct arena *b = arena_new();
    const char *body, *service, *words[3] = {"", "", "-1"};
    char *copied = mem_dup(from);
    int question, k = 0;
    for (char *w = strtok(copied, " "); w && k < 3; w = strtok(NULL, " "))
        words[k++] = strcmp(w, "-") == 0 ? "" : w;
    bool found = remark_next(c, words[0], words[1], atoi(words[2]), direction, &body, &service,
                             &question, b);
    const char *got =
        found ? arena_printf(b, "%s %s %d", body, *service ? service : "-", question) : "none";
    assert_string_equal(got, to);
    free(copied);
    arena_free(&b);
}

static void from_one_to_the_next(void **state)
{
    (void)state;
    make(small_rubric);
    struct campaign *c = small_open_as("c.meyar", "boss");
    next_is(c, "", 1, "none");
    write(c, "beta", "", NULL, "last body");
    write(c, "alpha", "s2", "e_pay", "a question");
    write(c, "alpha", "s2", NULL, "the service");
    write(c, "alpha", "", "b_ramp", "its own");
    next_is(c, "", 1, "alpha - 0");
    next_is(c, "alpha - -1", 1, "alpha - 0");
    next_is(c, "alpha - 0", 1, "alpha s2 -1");
    next_is(c, "alpha s1 3", 1, "alpha s2 -1");
    next_is(c, "alpha s2 -1", 1, "alpha s2 1");
    next_is(c, "alpha s2 1", 1, "beta - -1");
    next_is(c, "beta - -1", 1, "none");
    next_is(c, "", -1, "beta - -1");
    next_is(c, "beta - -1", -1, "alpha s2 1");
    next_is(c, "alpha - 0", -1, "none");
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)
        TEST(written_answered_settled),
        TEST(who_wrote_it_settles_it),
        TEST(what_is_no_remark_is_refused),
        TEST(two_laptops_answer_at_once),
        TEST(settled_and_answered_at_once),
        TEST(a_renamed_question_keeps_its_remarks),
        TEST(strange_payloads),
        TEST(nobody_puts_words_into_a_mouth),
        TEST(undo_takes_it_back),
        TEST(found_by_the_start_of_its_id),
        TEST(from_one_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
