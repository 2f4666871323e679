/* Proposals: raised and withdrawn by answers, edited by hand, given, followed up, merged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/conflict.h"
#include "model/people.h"
#include "model/review.h"
#include "tests/help/small.h"

#define HEAD(version)                                                                              \
    "rubric: law\nversion: \"" version "\"\ntitle: {en: Law, az: Qanun}\nlanguages: [en, az]\n"    \
    "ratings:\n  - {id: poor, from: 0, title: {en: Poor}}\n  - {id: good, from: 60, title: {en: "  \
    "Good}}\n"
#define QUESTIONS(pay)                                                                               \
    "service:\n  criteria:\n    - id: line\n      title: {en: On line}\n      questions:\n"          \
    "        - {id: form, ask: {en: The form}, type: choice, choices: [{id: paper, label: {en: "     \
    "Paper}, points: 0, deficiency: {en: Paper alone}, proposal: {en: Put it on line}}, {id: "       \
    "file, label: {en: File}, points: 2, deficiency: {en: A file to print}, proposal: {en: Put "     \
    "it on line}}, {id: screen, label: {en: Screen}, points: 10}]}\n"                                \
    "        - {id: " pay ", ask: {en: Payment}, type: yes_no, points: 5, severity: critical, "      \
    "deficiency: {en: No payment, az: Ödəniş yoxdur}, proposal: {en: Take payment}, basis: {en: " \
    "Law 7}, due_days: 30}\n"                                                                        \
    "body:\n  criteria:\n    - id: house\n      title: {en: House}\n      questions:\n"              \
    "        - {id: ramp, ask: {en: Is there a ramp?}, type: yes_no, points: 5}\n"                   \
    "  score: {services: 70, own: 30}\n"
static const char rubric[] = HEAD("1") QUESTIONS("pay");
static const char rubric_two[] = HEAD("2") QUESTIONS("paid") "replaces:\n  pay: paid\n";
static const char rubric_three[] = HEAD("3") QUESTIONS("payment") "replaces:\n  paid: payment\n";
static const char two_languages[] =
    "rubric: r\nversion: \"1\"\ntitle: {en: R, az: R}\nlanguages: [en, az]\n"
    "ratings: [{id: poor, from: 0, title: {en: Poor, az: Zəif}}]\n"
    "service:\n  criteria:\n  - id: a\n    title: {en: A, az: A}\n    questions:\n"
    "    - id: pay\n      ask: {en: Pay, az: Ödəniş}\n      type: yes_no\n      points: 1\n"
    "      deficiency: {en: No payment, az: Ödəniş yoxdur}\n"
    "      proposal: {en: Open it, az: Ödəniş açın}\n"
    "      basis: {en: Law, az: Qanun}\n"
    "    - id: page\n      ask: {en: Page, az: Səhifə}\n      type: choices\n      choices:\n"
    "      - {id: x, label: {en: X, az: X}, points: 1, deficiency: {en: No x, az: X yoxdur},\n"
    "         proposal: {en: Add x, az: X əlavə edin}}\n"
    "      - {id: y, label: {en: Y, az: Y}, points: 1, deficiency: {en: No y, az: Y yoxdur},\n"
    "         proposal: {en: Add y, az: Y əlavə edin}}\n";
static const char registry[] = "body_code,body_name,service_code,service_name,inspector\n"
                               "alpha,Alpha Office,,,ins\n"
                               "alpha,,s1,First service,\n"
                               "alpha,,s2,Second service,\n"
                               "beta,Beta Board,s1,Only service,\n";

static void make(const char *file, const char *name, const char *yaml, const char *previous)
{
    struct init_options o = small_options(name, yaml, registry);
    struct err err = {0};
    o.writer.by = "boss";
    o.previous_path = previous ? small_path(previous) : NULL;
    if (!campaign_create(small_path(file), &o, &err))
        fail_msg("%s", err_text(&err));
}

/* Payment missing in both services, a paper form in the first, a file in the second, no ramp. */
static void answer_all(struct campaign *c, const char *pay)
{
    small_answer(c, "alpha", "s1", "form", "paper", NULL);
    small_answer(c, "alpha", "s1", pay, "no", NULL);
    small_answer(c, "alpha", "s2", "form", "file", NULL);
    small_answer(c, "alpha", "s2", pay, "no", NULL);
    small_answer(c, "alpha", "", "ramp", "no", NULL);
}

static struct campaign *begin(void)
{
    make("c.meyar", "2019", rubric, NULL);
    struct campaign *c = small_open_as("c.meyar", "ins");
    answer_all(c, "pay");
    return c;
}

/* ---- looking ---- */

static struct arena *arena;
static struct body_full *body;
static struct proposals p;

static void forget(void)
{
    if (!arena)
        return;
    proposals_free(&p);
    body_unload(&body);
    arena_free(&arena);
}

/* Reads alpha anew, as of a day; good until the next call. */
static void look_on(struct campaign *c, int which, const char *today)
{
    struct err err = {0};
    forget();
    arena = arena_new();
    body = body_load(c, which, "alpha", &err);
    if (!body || !proposals_read(c, which, body, 0, today, &p, arena, &err))
        fail_msg("%s", err_text(&err));
}

static void look(struct campaign *c)
{
    look_on(c, 0, "2019-06-01");
}

static const struct proposal_item *find_in(const struct proposal_item *list, int n, const char *key)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].key, key) == 0)
            return &list[i];
    return NULL;
}

static const struct proposal_item *item(const char *key)
{
    const struct proposal_item *x = find_in(p.list, p.n, key);
    if (!x)
        fail_msg("no proposal %s", key);
    return x;
}

static const struct proposal_item *earlier(const char *key)
{
    for (int i = 0; i < p.nearlier; i++)
        if (strcmp(strchr(p.earlier[i].key, ' ') + 1, key) == 0)
            return &p.earlier[i];
    fail_msg("nothing earlier %s", key);
    return NULL;
}

/* The keys in their order, "a b c"; of findings their first word. */
static const char *order(void)
{
    const char *all = "";
    for (int i = 0; i < p.n; i++) {
        bool finding = p.list[i].kind != PROPOSAL_RAISED;
        const char *name = finding ? p.list[i].deficiency : p.list[i].key;
        all = arena_printf(arena, "%s%s%.*s", all, i ? " " : "", (int)strcspn(name, " "), name);
    }
    return all;
}

static void refused(bool done, struct err *err, const char *sentence)
{
    if (done || !strstr(err_text(err), sentence))
        fail_msg("expected '%s', got '%s'", sentence, done ? "done" : err_text(err));
    err_clear(err);
}

static void well(bool done, struct err *err)
{
    if (!done)
        fail_msg("%s", err_text(err));
}

static void give(struct campaign *c, const char *at)
{
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_as(t, "ins", at);
    assert_true(review_put(t, "alpha", REVIEW_OPINION_GIVEN, NULL));
    assert_true(change_end(&t, true, &err));
}

/* ---- what answers raise ---- */

static void raised_and_withdrawn(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    look(c);
    assert_string_equal(order(), "form ramp pay");
    const struct proposal_item *x = item("pay");
    assert_int_equal(x->kind, PROPOSAL_RAISED);
    assert_true(x->raised && !x->own && !x->placed);
    assert_string_equal(campaign_rubric(c, 0)->severities[x->severity], "critical");
    assert_string_equal(x->basis, "Law 7");
    assert_string_equal(x->ask, "Payment");
    assert_int_equal(x->due_days, 30);
    assert_null(x->due);
    assert_int_equal(x->nservices, 2);
    assert_int_equal(x->ntexts, 1);
    assert_string_equal(x->texts[0].deficiency, "No payment");
    assert_int_equal(x->state, PROPOSAL_DRAFT);
    assert_int_equal(x->times, 1);
    assert_string_equal(x->since, "2019");
    assert_int_equal(item("form")->ntexts, 2);
    assert_true(item("ramp")->own);
    assert_int_equal(item("ramp")->nservices, 0);
    assert_int_equal(p.nearlier, 0);
    /* Mended in one service, then in both: it is gone, and its owner with it; back with it. */
    well(proposal_set_owner(c, "alpha", "pay", "The treasurer", &err), &err);
    small_answer(c, "alpha", "s1", "pay", "yes", NULL);
    look(c);
    assert_int_equal(item("pay")->nservices, 1);
    small_answer(c, "alpha", "s2", "pay", "yes", NULL);
    look(c);
    assert_string_equal(order(), "form ramp");
    refused(proposal_set_owner(c, "alpha", "pay", "X", &err), &err, "has no proposal 'pay'");
    small_answer(c, "alpha", "s2", "pay", "no", NULL);
    look(c);
    assert_string_equal(item("pay")->owner, "The treasurer");
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

/* ---- by hand ---- */

static void words(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    struct proposal_wording *w;
    look(c);
    assert_int_equal(proposal_words(item("form"), &w, arena), 2);
    assert_string_equal(w[0].deficiency, "Paper alone");
    well(proposal_set_text(c, "alpha", "form", "Not on line", NULL, &err), &err);
    look(c);
    const struct proposal_item *x = item("form");
    assert_string_equal(x->deficiency, "Not on line");
    assert_null(x->proposal);
    assert_string_equal(x->text_by, "ins");
    assert_string_equal(x->texts[0].deficiency, "Paper alone"); /* the rubric's stay known */
    assert_int_equal(proposal_words(x, &w, arena), 1);          /* both say the same now */
    assert_int_equal(w[0].nservices, 2);
    assert_string_equal(w[0].proposal, "Put it on line");
    refused(proposal_set_text(c, "alpha", "form", "Not on line", NULL, &err), &err,
            "It stands so already");
    refused(proposal_set_text(c, "alpha", "form", "a\033b", NULL, &err), &err, "The text:");
    refused(proposal_set_text(c, "alpha", "frm", "x", NULL, &err), &err, "did you mean 'form'?");
    refused(proposal_set_text(c, "gamma", "form", "x", NULL, &err), &err, "gamma");
    well(proposal_set_text(c, "alpha", "form", " ", "", &err), &err);
    look(c);
    assert_null(item("form")->deficiency);
    assert_null(item("form")->text_by);
    forget();
    campaign_close(&c);
}

static void owner_and_deadline(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    refused(proposal_set_due(c, "alpha", "pay", "2019-02-30", &err), &err,
            "'2019-02-30' is no date: write it as 2019-12-31");
    refused(proposal_set_owner(c, "alpha", "pay", "two\nlines", &err), &err, "one line");
    refused(proposal_set_owner(c, "alpha", "pay", " ", &err), &err, "It stands so already");
    well(proposal_set_due(c, "alpha", "pay", "2019-05-31", &err), &err);
    look(c);
    assert_string_equal(item("pay")->due, "2019-05-31");
    assert_true(item("pay")->due_by_hand && item("pay")->overdue);
    look_on(c, 0, "2019-05-31");
    assert_false(item("pay")->overdue);
    /* From the day of giving on it is counted, unless by hand. */
    give(c, "2019-06-20T09:00:00Z");
    look(c);
    assert_string_equal(item("pay")->due, "2019-05-31");
    well(proposal_set_due(c, "alpha", "pay", NULL, &err), &err);
    look(c);
    assert_string_equal(item("pay")->due, "2019-07-20");
    assert_false(item("pay")->due_by_hand);
    assert_null(item("form")->due);
    /* Given anew, it is counted anew. */
    give(c, "2019-12-31T23:00:00Z");
    look(c);
    assert_string_equal(item("pay")->due, "2020-01-30");
    assert_string_equal(p.given_at, "2019-12-31T23:00:00Z");
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

static void states(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    give(c, "2019-06-20T09:00:00Z");
    look(c);
    assert_int_equal(item("pay")->state, PROPOSAL_GIVEN);
    assert_null(item("pay")->state_by);
    assert_string_equal(item("pay")->given, "2019-06-20T09:00:00Z");
    refused(proposal_set_state(c, "alpha", "pay", PROPOSAL_DISPUTED, " ", &err), &err,
            "needs the body's reply");
    well(proposal_set_state(c, "alpha", "pay", PROPOSAL_DISPUTED, "It is free", &err), &err);
    look(c);
    assert_int_equal(item("pay")->state, PROPOSAL_DISPUTED);
    assert_string_equal(item("pay")->reply, "It is free");
    assert_string_equal(item("pay")->state_by, "ins");
    refused(proposal_set_state(c, "alpha", "pay", PROPOSAL_DISPUTED, "It is free", &err), &err,
            "It stands so already");
    /* Mended after it was given: it applies no longer, and comes last. */
    small_answer(c, "alpha", "s1", "form", "screen", NULL);
    small_answer(c, "alpha", "s2", "form", "screen", NULL);
    look(c);
    assert_string_equal(order(), "ramp pay form");
    const struct proposal_item *x = item("form");
    assert_false(x->raised);
    assert_int_equal(x->question, -1);
    assert_int_equal(x->state, PROPOSAL_NO_LONGER);
    assert_string_equal(x->ask, "The form");
    /* What was said of it stands, raised or not; nobody has said anything: as before. */
    well(proposal_set_state(c, "alpha", "form", PROPOSAL_DONE, NULL, &err), &err);
    look_on(c, 0, "2030-01-01");
    assert_int_equal(item("form")->state, PROPOSAL_DONE);
    assert_false(item("form")->overdue);
    assert_true(item("pay")->overdue);
    well(proposal_set_state(c, "alpha", "pay", PROPOSAL_STATES, NULL, &err), &err);
    refused(proposal_set_state(c, "alpha", "pay", PROPOSAL_STATES, NULL, &err), &err, "already");
    look(c);
    assert_int_equal(item("pay")->state, PROPOSAL_GIVEN);
    assert_null(item("pay")->reply);
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

static void in_order(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    well(proposal_move(c, "alpha", "pay", 0, &err), &err);
    look(c);
    assert_string_equal(order(), "pay form ramp");
    assert_true(item("pay")->placed);
    /* Two by hand: the one that is moved takes its place, the order of the others stays. */
    well(proposal_move(c, "alpha", "ramp", 0, &err), &err);
    look(c);
    assert_string_equal(order(), "ramp pay form");
    well(proposal_move(c, "alpha", "ramp", 9, &err), &err);
    look(c);
    assert_string_equal(order(), "pay form ramp");
    refused(proposal_move(c, "alpha", "ramp", 2, &err), &err, "already");
    well(proposal_move(c, "alpha", "pay", 1, &err), &err);
    look(c);
    assert_string_equal(order(), "form pay ramp");
    well(proposal_move(c, "alpha", "pay", -1, &err), &err);
    well(proposal_move(c, "alpha", "ramp", -1, &err), &err);
    look(c);
    assert_string_equal(order(), "form ramp pay");
    refused(proposal_move(c, "alpha", "pay", -1, &err), &err, "already");
    /* One that was placed far back, where others go. */
    well(proposal_move(c, "alpha", "form", 2, &err), &err);
    small_answer(c, "alpha", "", "ramp", "yes", NULL);
    look(c);
    assert_string_equal(order(), "pay form");
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

static void several_at_once(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    struct proposal_edit e = {.what = EDIT_OWNER | EDIT_DUE | EDIT_PROPOSAL,
                              .owner = "HR",
                              .date = "never",
                              .proposal = "Do it"};
    refused(proposal_edit(c, "alpha", "pay", &e, &err), &err, "'never' is no date");
    look(c);
    assert_null(item("pay")->owner); /* all or none */
    e.date = "2019-09-01";
    well(proposal_edit(c, "alpha", "pay", &e, &err), &err);
    look(c);
    assert_string_equal(item("pay")->owner, "HR");
    assert_string_equal(item("pay")->due, "2019-09-01");
    assert_string_equal(item("pay")->proposal, "Do it");
    assert_null(item("pay")->deficiency);
    struct arena *a = arena_new();
    struct undone u;
    well(undo_last(c, false, &u, a, &err), &err); /* one change */
    look(c);
    assert_null(item("pay")->owner);
    assert_null(item("pay")->due);
    refused(proposal_edit(c, "alpha", "pay", &(struct proposal_edit){.what = EDIT_OWNER}, &err),
            &err, "already");
    arena_free(&a);
    forget();
    campaign_close(&c);
}

/* ---- findings ---- */

static void findings(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    char seen[33], good[33], bad[33];
    struct row before, after;
    look(c);
    assert_true(row_get(c, 0, "alpha", "", -1, &before, arena));
    struct finding f = {.kind = PROPOSAL_OBSERVATION, .service = "", .deficiency = "Seen once"};
    well(finding_add(c, "alpha", &f, seen, &err), &err);
    f = (struct finding){PROPOSAL_PRACTICE, "s2", "Good work", NULL, NULL, -1};
    well(finding_add(c, "alpha", &f, good, &err), &err);
    f = (struct finding){PROPOSAL_DEFICIENCY, "s1", "Bad work", "Mend it", "Law 1", 1};
    well(finding_add(c, "alpha", &f, bad, &err), &err);
    look(c);
    assert_int_equal(p.n, 6);
    const struct proposal_item *x = item(bad);
    assert_int_equal(x->kind, PROPOSAL_DEFICIENCY);
    assert_int_equal(x->question, -1);
    assert_true(x->raised && !x->own && num_is_none(x->gain));
    assert_int_equal(x->nservices, 1);
    assert_string_equal(body->services[x->services[0]].code, "s1");
    assert_string_equal(x->proposal, "Mend it");
    assert_string_equal(x->basis, "Law 1");
    assert_int_equal(x->severity, 1);
    assert_null(x->since);
    assert_string_equal(x->text_by, "ins");
    assert_int_equal(item(seen)->severity, -1);
    assert_true(item(seen)->own);
    /* Never in the score. */
    assert_true(row_get(c, 0, "alpha", "", -1, &after, arena));
    assert_int_equal(before.low, after.low);
    assert_int_equal(before.ndeficiencies, after.ndeficiencies);
    /* Edited as others are; its words are its own. */
    well(proposal_set_owner(c, "alpha", bad, "HR", &err), &err);
    well(proposal_set_text(c, "alpha", bad, "Very bad work", "Mend it soon", &err), &err);
    well(proposal_move(c, "alpha", bad, 0, &err), &err);
    look(c);
    assert_string_equal(p.list[0].key, bad);
    assert_string_equal(p.list[0].deficiency, "Very bad work");
    assert_string_equal(p.list[0].basis, "Law 1");
    assert_string_equal(p.list[0].owner, "HR");
    refused(proposal_set_text(c, "alpha", bad, NULL, NULL, &err), &err, "needs a text");
    f.deficiency = "Bad work";
    well(finding_change(c, "alpha", bad, &f, &err), &err);
    refused(finding_change(c, "alpha", bad, &f, &err), &err, "already");
    refused(finding_change(c, "alpha", "pay", &f, &err), &err, "raised by answers");
    f.service = "s9";
    refused(finding_add(c, "alpha", &f, good, &err), &err, "s9");
    assert_string_equal(good, "");
    f = (struct finding){PROPOSAL_RAISED, "", "x", NULL, NULL, -1};
    refused(finding_add(c, "alpha", &f, good, &err), &err, "A finding is");
    well(finding_withdraw(c, "alpha", bad, &err), &err);
    refused(finding_withdraw(c, "alpha", bad, &err), &err, "has no proposal");
    look(c);
    assert_int_equal(p.n, 5);
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

static void found_by_a_beginning(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    char key[33], start[9];
    struct finding f = {.kind = PROPOSAL_OBSERVATION, .service = "", .deficiency = "Seen"};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    snprintf(start, sizeof start, "%.8s", key);
    look(c);
    bool before = true;
    const struct proposal_item *x = proposal_find(c, 0, &p, start, &before, &err);
    assert_non_null(x);
    assert_string_equal(x->key, key);
    assert_false(before);
    assert_null(proposal_find(c, 0, &p, "0", NULL, &err));
    err_clear(&err);
    forget();
    campaign_close(&c);
}

/* ---- locked ---- */

static void locked(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    char key[33];
    struct finding f = {.kind = PROPOSAL_OBSERVATION, .service = "", .deficiency = "Seen"};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    give(c, "2019-06-20T09:00:00Z");
    well(review_set(c, "alpha", REVIEW_HANDED_IN, "so", &err), &err);
    refused(proposal_set_owner(c, "alpha", "pay", "HR", &err), &err, "is handed in");
    campaign_close(&c);
    c = small_open_as("c.meyar", "boss");
    well(proposal_set_owner(c, "alpha", "pay", "HR", &err), &err); /* a supervisor may */
    well(review_set(c, "alpha", REVIEW_ACCEPTED, NULL, &err), &err);
    refused(proposal_set_owner(c, "alpha", "pay", "IT", &err), &err, "is accepted");
    refused(proposal_set_text(c, "alpha", "pay", "x", NULL, &err), &err, "is accepted");
    refused(proposal_set_due(c, "alpha", "pay", "2020-01-01", &err), &err, "is accepted");
    refused(proposal_move(c, "alpha", "pay", 0, &err), &err, "is accepted");
    refused(finding_add(c, "alpha", &f, key, &err), &err, "is accepted");
    /* What the body says comes after. */
    well(proposal_set_state(c, "alpha", "pay", PROPOSAL_ACCEPTED, NULL, &err), &err);
    struct arena *a = arena_new();
    struct review_state s;
    assert_true(review_get(c, 0, "alpha", &s, a));
    assert_false(s.changed);
    struct undone u; /* … and is taken back so, but nothing before it */
    well(undo_last(c, false, &u, a, &err), &err);
    assert_string_equal(u.first.kind, "proposal_state");
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

static void changed_since(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    struct arena *a = arena_new();
    struct review_state s;
    campaign_close(&c);
    c = small_open_as("c.meyar", "boss");
    well(review_set(c, "alpha", REVIEW_HANDED_IN, "so", &err), &err);
    well(review_set(c, "alpha", REVIEW_ACCEPTED, NULL, &err), &err);
    /* Of another laptop's that had not seen the accept. */
    struct slot slot = {"proposal_owner", "alpha", "", "pay", ""};
    struct change *t = change_begin(c, &err);
    assert_true(change_put(t, &slot, json_pack("{s:s}", "owner", "HR")));
    assert_true(change_end(&t, true, &err));
    assert_true(review_get(c, 0, "alpha", &s, a));
    assert_true(s.changed);
    struct review_change *list;
    int n;
    well(review_changes(c, "alpha", &list, &n, a, &err), &err);
    assert_int_equal(n, 1);
    assert_string_equal(list[0].kind, "proposal_owner");
    assert_string_equal(list[0].question, "pay");
    assert_null(list[0].was.value);
    assert_string_equal(list[0].now.value, "HR");
    assert_true(small_clean(c));
    arena_free(&a);
    campaign_close(&c);
}

/* ---- the opinion ---- */

static void opinion(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    char key[33];
    struct finding f = {PROPOSAL_PRACTICE, "s2", "Good work", NULL, NULL, -1};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    f = (struct finding){PROPOSAL_OBSERVATION, "", "It moved", NULL, NULL, -1};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    f = (struct finding){PROPOSAL_DEFICIENCY, "", "No bell", "Hang one", "Law 1", 0};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    well(proposal_set_text(c, "alpha", "form", NULL, "Put both on line", &err), &err);
    well(proposal_set_owner(c, "alpha", "pay", "The treasurer", &err), &err);
    well(proposal_set_due(c, "alpha", "ramp", "2019-12-31", &err), &err);
    well(proposal_move(c, "alpha", "pay", 0, &err), &err);
    give(c, "2019-06-20T09:00:00Z");
    look(c);
    assert_string_equal(p.given_text, "alpha  Alpha Office\n"
                                      "4.7  Poor\n"
                                      "\n"
                                      "1. No payment\n"
                                      "   → Take payment\n"
                                      "   § Law 7\n"
                                      "   • s1  First service\n"
                                      "   • s2  Second service\n"
                                      "   » The treasurer  ≤ 2019-07-20\n"
                                      "\n"
                                      "2. The form\n"
                                      "   – Paper alone\n"
                                      "     • s1  First service\n"
                                      "   – A file to print\n"
                                      "     • s2  Second service\n"
                                      "   → Put both on line\n"
                                      "\n"
                                      "3. Is there a ramp?\n"
                                      "   ≤ 2019-12-31\n"
                                      "\n"
                                      "4. No bell\n"
                                      "   → Hang one\n"
                                      "   § Law 1\n"
                                      "\n"
                                      "–  It moved\n"
                                      "\n"
                                      "+  Good work\n"
                                      "   • s2  Second service\n");
    for (int i = 0; i < p.n; i++)
        assert_int_equal(p.list[i].state, PROPOSAL_GIVEN);
    /* It stays as it was given; what is found later was not given. */
    small_answer(c, "alpha", "s1", "pay", "yes", NULL);
    f.deficiency = "No light";
    well(finding_add(c, "alpha", &f, key, &err), &err);
    look(c);
    assert_non_null(strstr(p.given_text, "s1  First service"));
    assert_int_equal(item(key)->state, PROPOSAL_DRAFT);
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

/* In the language that whoever gives it chose, and kept so. */
static void opinion_in_a_language(void **state)
{
    (void)state;
    make("c.meyar", "2019", two_languages, NULL);
    struct campaign *c = small_open_as("c.meyar", "ins");
    struct err err = {0};
    small_answer(c, "alpha", "s1", "pay", "no", NULL);
    small_answer(c, "alpha", "s2", "pay", "yes", NULL);
    small_answer(c, "alpha", "s1", "page", "x|y", NULL);
    small_answer(c, "alpha", "s2", "page", "x|y", NULL);
    well(review_give(c, "alpha", NULL, 1, &err), &err);
    look(c); /* in the default one */
    assert_string_equal(item("pay")->basis, "Law");
    assert_string_equal(p.given_text, "alpha  Alpha Office\n"
                                      "83.3  Zəif\n"
                                      "\n"
                                      "1. Ödəniş yoxdur\n"
                                      "   → Ödəniş açın\n"
                                      "   § Qanun\n"
                                      "   • s1  First service\n");
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

/* What several services lack is told once, beside what is proposed against it. */
static void pairs(void **state)
{
    (void)state;
    make("c.meyar", "2019", two_languages, NULL);
    struct campaign *c = small_open_as("c.meyar", "ins");
    struct err err = {0};
    struct proposal_wording *w;
    small_answer(c, "alpha", "s1", "page", "-", NULL);
    small_answer(c, "alpha", "s2", "page", "x", NULL);
    look(c);
    assert_int_equal(proposal_words(item("page"), &w, arena), 2);
    assert_int_equal(proposal_pairs(body, item("page"), 0, &w, arena), 2);
    assert_string_equal(w[0].deficiency, "No x");
    assert_string_equal(w[0].proposal, "Add x");
    assert_int_equal(w[0].nservices, 1);
    assert_string_equal(w[1].deficiency, "No y");
    assert_string_equal(w[1].proposal, "Add y");
    assert_int_equal(w[1].nservices, 2);
    assert_int_equal(proposal_pairs(body, item("page"), 1, &w, arena), 2);
    assert_string_equal(w[1].proposal, "Y əlavə edin");
    /* What somebody wrote speaks for all. */
    well(proposal_set_text(c, "alpha", "page", NULL, "Mend it", &err), &err);
    look(c);
    assert_int_equal(proposal_pairs(body, item("page"), 0, &w, arena), 3);
    assert_null(w[1].proposal);
    assert_null(w[2].deficiency);
    assert_string_equal(w[2].proposal, "Mend it");
    assert_int_equal(w[2].nservices, 2);
    well(proposal_set_text(c, "alpha", "page", "Bad", NULL, &err), &err);
    look(c);
    assert_int_equal(proposal_pairs(body, item("page"), 0, &w, arena), 3);
    assert_string_equal(w[0].deficiency, "Bad");
    assert_null(w[0].proposal);
    assert_string_equal(w[2].proposal, "Add y");
    well(proposal_set_text(c, "alpha", "page", "Bad", "Mend it", &err), &err);
    look(c);
    assert_int_equal(proposal_pairs(body, item("page"), 0, &w, arena), 1);
    assert_string_equal(w[0].deficiency, "Bad");
    assert_string_equal(w[0].proposal, "Mend it");
    forget();
    campaign_close(&c);
}

/* ---- undo ---- */

static void undone_and_redone(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    struct arena *a = arena_new();
    struct undone u;
    char key[33];
    struct finding f = {PROPOSAL_DEFICIENCY, "s1", "No bell", "Hang one", NULL, 0};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    well(proposal_set_owner(c, "alpha", "pay", "HR", &err), &err);
    well(proposal_set_owner(c, "alpha", "pay", "IT", &err), &err);
    well(proposal_set_text(c, "alpha", "pay", "x", "y", &err), &err);
    well(undo_last(c, false, &u, a, &err), &err);
    assert_string_equal(u.first.kind, "proposal_text");
    assert_string_equal(u.first.item, "pay");
    well(undo_last(c, false, &u, a, &err), &err);
    look(c);
    assert_null(item("pay")->text_by);
    assert_string_equal(item("pay")->owner, "HR");
    well(undo_last(c, false, &u, a, &err), &err);
    look(c);
    assert_null(item("pay")->owner);
    well(undo_last(c, false, &u, a, &err), &err);
    assert_string_equal(u.first.kind, "finding");
    look(c);
    assert_null(find_in(p.list, p.n, key));
    for (int i = 0; i < 4; i++)
        well(undo_last(c, true, &u, a, &err), &err);
    look(c);
    assert_string_equal(item("pay")->owner, "IT");
    assert_string_equal(item("pay")->deficiency, "x");
    assert_string_equal(item(key)->proposal, "Hang one");
    assert_true(small_clean(c));
    arena_free(&a);
    forget();
    campaign_close(&c);
}

/* ---- laptops ---- */

static void dump(struct campaign *c, struct buf *b)
{
    struct err err = {0};
    struct sink to = {small_to_buf, b};
    well(campaign_dump(c, &to, &err), &err);
}

static void merged(struct campaign *c, const char *file, struct arena *a, struct merge_report *r)
{
    struct err err = {0};
    const char *path = small_path(file);
    well(campaign_merge(c, &path, 1, 0, r, a, &err), &err);
}

static void two_laptops(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct merge_report r;
    struct campaign *c = begin();
    char key[33];
    struct finding f = {PROPOSAL_DEFICIENCY, "s1", "No bell", NULL, NULL, 0};
    campaign_close(&c);
    small_copy("c.meyar", "one.meyar");
    small_copy("c.meyar", "two.meyar");
    struct campaign *one = small_open_as("one.meyar", "ins"),
                    *two = small_open_as("two.meyar", "boss");
    well(proposal_set_owner(one, "alpha", "pay", "HR", &err), &err);
    well(proposal_set_due(one, "alpha", "pay", "2019-12-31", &err), &err);
    well(proposal_set_owner(two, "alpha", "pay", "IT", &err), &err);
    well(proposal_set_due(two, "alpha", "pay", "2019-12-31", &err), &err);
    well(proposal_set_text(two, "alpha", "form", "x", NULL, &err), &err);
    well(finding_add(two, "alpha", &f, key, &err), &err);
    give(two, "2019-06-20T09:00:00Z");
    campaign_close(&one);
    campaign_close(&two);
    small_copy("one.meyar", "one-was.meyar");
    one = small_open_as("one.meyar", "boss");
    two = small_open_as("two.meyar", "boss");
    merged(one, "two.meyar", a, &r);
    assert_int_equal(r.npeople, 2); /* the opinion was given in the inspector's name */
    assert_string_equal(r.people[0].by, "boss");
    assert_int_equal(r.people[0].proposals, 4);
    merged(two, "one-was.meyar", a, &r);
    struct buf x = {0}, y = {0};
    dump(one, &x);
    dump(two, &y);
    assert_int_equal(x.n, y.n);
    assert_memory_equal(x.s, y.s, x.n);
    buf_free(&x);
    buf_free(&y);
    /* Equal deadlines are none; of the owners one stands, and both are told. */
    struct conflict_at *at;
    int n;
    well(conflicts_list(one, &at, &n, a, &err), &err);
    assert_int_equal(n, 1);
    assert_string_equal(at[0].kind, "proposal_owner");
    assert_string_equal(at[0].item, "pay");
    struct conflict k;
    well(conflict_read(one, &at[0], &k, a, &err), &err);
    assert_int_equal(k.nsides, 2);
    int other = k.side[0].stands ? 1 : 0;
    look(one);
    assert_string_equal(item("pay")->owner, k.side[1 - other].part[0].value);
    assert_string_equal(item("pay")->due, "2019-12-31");
    assert_string_equal(item(key)->deficiency, "No bell");
    well(conflict_take(one, &k, other, &err), &err);
    look(one);
    assert_string_equal(item("pay")->owner, k.side[other].part[0].value);
    assert_true(small_clean(one));
    assert_true(small_clean(two));
    forget();
    arena_free(&a);
    campaign_close(&one);
    campaign_close(&two);
}

/* ---- year after year ---- */

static const char *key_of(struct campaign *c, const char *key)
{
    look(c);
    return earlier(key)->key;
}

static void year_after_year(void **state)
{
    (void)state;
    struct err err = {0};
    char key[33];
    struct campaign *c = begin();
    struct finding f = {PROPOSAL_DEFICIENCY, "s1", "No bell", "Hang one", "Law 1", 1};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    f = (struct finding){PROPOSAL_PRACTICE, "", "Good work", NULL, NULL, -1};
    well(finding_add(c, "alpha", &f, key, &err), &err);
    well(proposal_set_owner(c, "alpha", "pay", "HR", &err), &err);
    well(proposal_set_text(c, "alpha", "pay", "Nothing is taken", NULL, &err), &err);
    give(c, "2019-06-20T09:00:00Z");
    well(proposal_set_state(c, "alpha", "pay", PROPOSAL_ACCEPTED, "Soon", &err), &err);
    campaign_close(&c);

    make("d.meyar", "2020", rubric_two, "c.meyar");
    c = small_open_as("d.meyar", "ins");
    look_on(c, 0, "2020-06-01");
    assert_string_equal(p.before->rubric->version, "1");
    assert_int_equal(p.n, 0);
    assert_int_equal(p.nearlier, 4); /* what was good is not followed up */
    const struct proposal_item *x = earlier("pay");
    assert_int_equal(x->state, PROPOSAL_DRAFT); /* its question is open */
    assert_string_equal(x->owner, "HR");
    assert_string_equal(x->deficiency, "Nothing is taken");
    assert_string_equal(x->due, "2019-07-20");
    assert_string_equal(x->reply, "Soon");
    assert_true(x->overdue);
    assert_null(x->state_by);
    refused(proposal_set_owner(c, "alpha", "2019/pay", "X", &err), &err, "Of a proposal of 2019");
    answer_all(c, "paid");
    small_answer(c, "alpha", "", "ramp", "yes", NULL);
    look_on(c, 0, "2020-06-01");
    assert_int_equal(earlier("pay")->state, PROPOSAL_NOT_DONE);
    assert_int_equal(earlier("ramp")->state, PROPOSAL_DONE);
    assert_int_equal(item("paid")->times, 2);
    assert_string_equal(item("paid")->since, "2019");
    assert_string_equal(item("form")->since, "2019");
    assert_null(item("paid")->owner); /* what was edited belongs to its year */
    /* Somebody says more. */
    well(proposal_set_state(c, "alpha", key_of(c, "form"), PROPOSAL_NO_LONGER, "No forms", &err),
         &err);
    look(c);
    assert_int_equal(earlier("form")->state, PROPOSAL_NO_LONGER);
    assert_string_equal(earlier("form")->state_by, "ins");
    assert_int_equal(item("form")->state, PROPOSAL_DRAFT);
    assert_true(small_clean(c));
    campaign_close(&c);

    make("e.meyar", "2021", rubric_three, "d.meyar");
    c = small_open_as("e.meyar", "ins");
    small_answer(c, "alpha", "s1", "payment", "no", NULL);
    small_answer(c, "alpha", "", "ramp", "no", NULL);
    look_on(c, 0, "2021-06-01");
    assert_int_equal(item("payment")->times, 3); /* each rubric knows one step alone */
    assert_string_equal(item("payment")->since, "2019");
    assert_int_equal(item("ramp")->times, 1); /* there was a gap */
    assert_int_equal(earlier("paid")->times, 2);
    look_on(c, 1, NULL); /* all of the years before is there still */
    assert_int_equal(p.nearlier, 4);
    assert_int_equal(earlier("form")->state, PROPOSAL_NO_LONGER);
    assert_string_equal(earlier("form")->reply, "No forms");
    look_on(c, 2, NULL);
    assert_string_equal(p.given_at, "2019-06-20T09:00:00Z");
    assert_non_null(strstr(p.given_text, "1. "));
    assert_string_equal(item("pay")->owner, "HR");
    assert_int_equal(item("pay")->state, PROPOSAL_ACCEPTED);
    assert_int_equal(item("form")->state, PROPOSAL_GIVEN);
    assert_string_equal(item(key)->deficiency, "Good work");
    assert_true(small_clean(c));
    forget();
    campaign_close(&c);
}

/* A move to another rubric renames the question: what was edited goes along. */
static void renamed(void **state)
{
    (void)state;
    struct err err = {0};
    struct arena *a = arena_new();
    struct campaign *c = begin();
    well(proposal_set_owner(c, "alpha", "pay", "HR", &err), &err);
    give(c, "2019-06-20T09:00:00Z");
    campaign_close(&c);
    c = small_open_as("c.meyar", "boss");
    struct rubric_move m;
    FILE *f = fopen(small_path("two.yaml"), "w");
    fputs(rubric_two, f);
    fclose(f);
    struct rubric_text *to = rubric_text_read(small_path("two.yaml"), &err);
    assert_non_null(to);
    well(rubric_apply(c, to, &m, a, &err), &err);
    rubric_text_free(&to);
    look(c);
    assert_string_equal(item("paid")->owner, "HR");
    assert_int_equal(item("paid")->state, PROPOSAL_GIVEN);
    well(proposal_set_owner(c, "alpha", "pay", "IT", &err), &err);
    look(c);
    assert_string_equal(item("paid")->owner, "IT");
    assert_true(small_clean(c));
    forget();
    arena_free(&a);
    campaign_close(&c);
}

static int leave(void **state)
{
    forget();
    return small_leave(state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, small_enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(raised_and_withdrawn),
        TEST(words),
        TEST(owner_and_deadline),
        TEST(states),
        TEST(in_order),
        TEST(several_at_once),
        TEST(findings),
        TEST(found_by_a_beginning),
        TEST(locked),
        TEST(changed_since),
        TEST(opinion),
        TEST(opinion_in_a_language),
        TEST(pairs),
        TEST(undone_and_redone),
        TEST(two_laptops),
        TEST(year_after_year),
        TEST(renamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
