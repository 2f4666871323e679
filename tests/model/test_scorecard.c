/* A body's scorecard, against a small campaign that was worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/proposals.h"
#include "model/scorecard.h"
#include "model/store.h"
#include "tests/help/small.h"

/* Next year's renames a question and the criterion that it stands in. */
#define RUBRIC(version, criterion, had, replaces)                                                  \
    "rubric: card\n"                                                                               \
    "version: \"" version "\"\n"                                                                   \
    "title: {en: Card}\n"                                                                          \
    "ratings:\n"                                                                                   \
    "  - {id: poor, from: 0, title: {en: Poor}}\n"                                                 \
    "  - {id: good, from: 60, title: {en: Good}}\n"                                                \
    "service:\n"                                                                                   \
    "  unrated:\n"                                                                                 \
    "    - {id: offline, when: \"not level\", title: {en: Offline}}\n"                             \
    "  criteria:\n"                                                                                \
    "    - id: " criterion "\n"                                                                    \
    "      title: {en: One}\n"                                                                     \
    "      questions:\n"                                                                           \
    "        - {id: level, ask: {en: L}, type: yes_no, points: 5, evidence: none}\n"               \
    "        - {id: " had ", ask: {en: H}, type: yes_no, points: 4, evidence: required}\n"         \
    "    - id: use\n"                                                                              \
    "      title: {en: Use}\n"                                                                     \
    "      questions:\n"                                                                           \
    "        - {id: clear, ask: {en: C}, type: scale, min: 0, max: 4, points: 4,"                  \
    " severity: critical}\n"                                                                       \
    "        - {id: fee, ask: {en: F}, type: yes_no, points: 1, evidence: none, due_days: 30,"     \
    " proposal: {en: Show the fee}}\n"                                                             \
    "body:\n"                                                                                      \
    "  criteria:\n"                                                                                \
    "    - id: house\n"                                                                            \
    "      title: {en: House}\n"                                                                   \
    "      questions:\n"                                                                           \
    "        - {id: ramp, ask: {en: R}, type: yes_no, points: 3, severity: critical}\n"            \
    "  score: {services: 70, own: 30}\n" replaces

static const char rubric_2018[] = RUBRIC("1", "one", "had", "");
static const char rubric_2019[] = RUBRIC("2", "first", "has", "replaces: {had: has}\n");

static const char registry_2018[] =
    "body_code,body_name,service_code,service_name,service_state,state_reason,inspector\n"
    "alpha,Alpha,,,,,Inspector A\n"
    "alpha,,x1,X one,,,\n"
    "alpha,,s3,S three,,,\n"
    "alpha,,s5,S five,,,\n"
    "alpha,,s6,S six,,,\n"
    "beta,Beta,s1,B one,,,\n";
static const char registry_2019[] = "body_code,body_name,service_code,service_name,service_state,"
                                    "state_reason,inspector,previous_code\n"
                                    "zeta,Zeta,s1,Z one,,,,\n"
                                    "alpha,Alpha,,,,,Inspector A,\n"
                                    "alpha,,s1,S one,,,,x1\n"
                                    "alpha,,s2,S two,,,,beta/s1\n"
                                    "alpha,,s3,S three,,,,\n"
                                    "alpha,,s4,S four,,,,\n"
                                    "alpha,,s5,S five,,,,\n"
                                    "alpha,,s6,S six,stopped,No licence,,\n"
                                    "alpha,,s8,S eight,,,,\n";

static struct arena *a;
static struct campaign *c;

static void make(const char *file, const char *name, const char *rubric, const char *registry,
                 const char *previous)
{
    struct init_options o = small_options(name, rubric, registry);
    struct err err = {0};
    o.writer.by = "boss";
    o.previous_path = previous ? small_path(previous) : NULL;
    if (!campaign_create(small_path(file), &o, &err))
        fail_msg("%s", err_text(&err));
}

/* All four of a service. */
static void answers(const char *body, const char *service, const char *had, const char *const *v)
{
    const char *questions[] = {"level", had, "clear", "fee"};
    for (int i = 0; i < 4; i++)
        small_answer(c, body, service, questions[i], v[i], NULL);
}
#define ANSWERS(body, service, had, ...)                                                           \
    answers(body, service, had, (const char *const[]){__VA_ARGS__})

/* `given`: the opinion of 2018 was given. */
static int enter_with(void **state, bool given)
{
    struct err err = {0};
    small_enter(state);
    a = arena_new();
    make("2018.meyar", "2018", rubric_2018, registry_2018, NULL);
    c = small_open_as("2018.meyar", "Inspector A");
    ANSWERS("alpha", "x1", "had", "yes", "yes", "4", "yes"); /* 1 */
    ANSWERS("beta", "s1", "had", "yes", "no", "2", "no");    /* (5/9 + 2/5) / 2 = 43/90 */
    ANSWERS("alpha", "s3", "had", "yes", "yes", "0", "yes"); /* (1 + 1/5) / 2 = 3/5 */
    small_answer(c, "alpha", "s5", "level", "no", NULL);     /* not rated then */
    ANSWERS("alpha", "s6", "had", "yes", "yes", "4", "yes"); /* stopped now */
    small_answer(c, "alpha", "", "ramp", "no", NULL);
    if (given && !review_set(c, "alpha", REVIEW_OPINION_GIVEN, NULL, &err))
        fail_msg("%s", err_text(&err));
    campaign_close(&c);
    make("2019.meyar", "2019", rubric_2019, registry_2019, "2018.meyar");
    c = small_open_as("2019.meyar", "Inspector A");
    ANSWERS("alpha", "s1", "has", "yes", "no", "4", "yes");  /* (5/9 + 1) / 2 = 7/9 */
    ANSWERS("alpha", "s2", "has", "yes", "yes", "3", "yes"); /* (1 + 4/5) / 2 = 9/10 */
    ANSWERS("alpha", "s3", "has", "yes", "yes", "1", "no");  /* (1 + 1/5) / 2 = 3/5 */
    ANSWERS("alpha", "s4", "has", "yes", "yes", "4", "yes"); /* new */
    ANSWERS("alpha", "s5", "has", "yes", "yes", "4", "no");
    small_answer(c, "alpha", "s8", "level", "yes", NULL);
    return 0;
}

static int enter(void **state)
{
    return enter_with(state, false);
}

static int enter_given(void **state)
{
    return enter_with(state, true);
}

static int leave(void **state)
{
    campaign_close(&c);
    arena_free(&a);
    return small_leave(state);
}

static struct scorecard read_card(void)
{
    struct scorecard s;
    struct err err = {0};
    if (!scorecard_read(c, 0, "alpha", 0, "2019-12-01", &s, a, &err))
        fail_msg("%s", err_text(&err));
    return s;
}

static const struct look *look_of(const struct scorecard *s, enum look_kind kind)
{
    for (int i = 0; i < s->nlook; i++)
        if (s->look[i].kind == kind)
            return &s->look[i];
    return NULL;
}

/* The places of a kind, as "s1/fee s2/" in the arena; "" none. */
static const char *places(const struct scorecard *s, enum look_kind kind)
{
    const struct look *l = look_of(s, kind);
    const char *list = "";
    for (int i = 0; l && i < l->nplaces; i++) {
        const struct look_place *p = &l->place[i];
        const struct block *b = *p->service ? s->body->rubric->service : s->body->rubric->body;
        list = arena_printf(a, "%s%s%s/%s", list, *list ? " " : "", p->service,
                            p->question >= 0 ? b->questions[p->question].id : "");
    }
    return list;
}

static void num_is(num x, const char *fraction)
{
    assert_string_equal(num_fraction(a, x), fraction);
}

static void the_same_services_are_compared(void **state)
{
    (void)state;
    struct scorecard s = read_card();
    assert_int_equal(s.matched.n, 3);
    num_is(s.matched.before, "187/270"); /* (1 + 43/90 + 3/5) / 3 */
    num_is(s.matched.now, "41/54");      /* (7/9 + 9/10 + 3/5) / 3 */
    assert_true(s.matched.rubric_changed);
    assert_string_equal(s.matched.rubric_before, "1");
    assert_string_equal(s.matched.rubric_now, "2");
    assert_string_equal(s.earlier_name, "2018");
    assert_string_equal(s.earlier->code, "alpha");
    assert_int_equal(s.pos, 1);
    assert_int_equal(s.of, 2);
    scorecard_free(&s);
}

static void criteria_have_the_year_before(void **state)
{
    (void)state;
    struct scorecard s = read_card();
    assert_int_equal(s.ncriteria, 3);
    assert_string_equal(s.criteria[0].criterion->id, "first");
    num_is(s.criteria[0].before.score, "1"); /* of x1, s3, s6; it was called "one" */
    assert_string_equal(s.criteria[1].criterion->id, "use");
    num_is(s.criteria[1].before.score, "11/15"); /* (1 + 1/5 + 1) / 3 */
    assert_true(s.criteria[2].own);
    num_is(s.criteria[2].before.score, "0");
    assert_true(num_is_none(s.criteria[2].now.score));
    scorecard_free(&s);
}

static void weakest_are_only_those_below_full(void **state)
{
    (void)state;
    struct scorecard s = read_card();
    assert_int_equal(s.nweakest, 3);
    const struct question *q = &s.body->rubric->service->questions[s.weakest[0].question];
    assert_string_equal(q->id, "fee"); /* 3 of 5 */
    assert_int_equal(s.weakest[0].below, 2);
    assert_int_equal(s.weakest[0].of, 5);
    scorecard_free(&s);
}

static void what_stands_out_has_its_places(void **state)
{
    (void)state;
    struct err err = {0};
    small_answer(c, "alpha", "s4", "fee", "cannot-tell", "The page was down");
    small_answer(c, "alpha", "s4", "clear", "n/a", "-");
    small_answer(c, "alpha", "s5", "clear", "n/a", "There is no page at all");
    assert_true(remark_write(c, "alpha", "s2", "fee", "Is that so?", &err));
    assert_true(remark_write(c, "alpha", "", NULL, "Well done", &err));
    struct scorecard s = read_card();
    assert_string_equal(places(&s, LOOK_CONFLICT), "");
    assert_string_equal(places(&s, LOOK_CANT_TELL), "s4/fee");
    assert_string_equal(places(&s, LOOK_OPEN), "/ramp s8/has s8/clear s8/fee");
    assert_string_equal(places(&s, LOOK_EVIDENCE), "s1/has s2/has s3/has s4/has s5/has");
    assert_string_equal(places(&s, LOOK_BARE_FULL), "s1/clear s2/has s3/has s4/has s5/has");
    assert_string_equal(places(&s, LOOK_NA), "s4/clear");
    assert_string_equal(places(&s, LOOK_REMARK), "/ s2/fee");
    assert_string_equal(look_of(&s, LOOK_REMARK)->place[1].text, "Is that so?");
    assert_string_equal(places(&s, LOOK_NO_OWNER), ""); /* the visit is yet to come */
    assert_string_equal(places(&s, LOOK_SAME_NOTE), "");
    for (int i = 1; i < s.nlook; i++)
        assert_true(s.look[i - 1].kind < s.look[i].kind);
    scorecard_free(&s);
}

/* Full points count where something should prove them: what is gravest, then what weighs most. */
static void full_points_without_evidence_are_told_the_heaviest_first(void **state)
{
    (void)state;
    struct err err = {0};
    struct attached done;
    const char *file = small_path("photo.png");
    struct evidence_place at = {"alpha", "s4", "clear"};
    small_answer(c, "alpha", "", "ramp", "yes", NULL);
    struct scorecard s = read_card();
    assert_string_equal(places(&s, LOOK_BARE_FULL),
                        "s1/clear s4/clear s5/clear /ramp s2/has s3/has s4/has s5/has");
    scorecard_free(&s);
    FILE *photo = fopen(file, "w");
    assert_non_null(photo);
    fputs("of the page", photo);
    fclose(photo);
    if (!evidence_attach(c, &at, &file, 1, &done, a, &err))
        fail_msg("%s", err_text(&err));
    s = read_card();
    assert_string_equal(places(&s, LOOK_BARE_FULL),
                        "s1/clear s5/clear /ramp s2/has s3/has s4/has s5/has");
    assert_string_equal(places(&s, LOOK_EVIDENCE), "s1/has s2/has s3/has s4/has s5/has");
    scorecard_free(&s);
}

/* The keys of a kind, with what is proposed. */
static const char *keys(const struct scorecard *s, enum look_kind kind)
{
    const struct look *l = look_of(s, kind);
    const char *list = "";
    for (int i = 0; l && i < l->nplaces; i++)
        list =
            arena_printf(a, "%s%s%s:%s", list, *list ? " " : "", l->place[i].key, l->place[i].text);
    return list;
}

static void proposals_want_an_owner_and_a_date(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(review_set(c, "alpha", REVIEW_VISITED, NULL, &err));
    struct scorecard s = read_card();
    /* By gain; what it says is the proposal, else what is asked. */
    assert_string_equal(keys(&s, LOOK_NO_OWNER), "clear:C has:H fee:Show the fee");
    scorecard_free(&s);
    assert_true(proposal_set_owner(c, "alpha", "fee", "Press", &err)); /* due after 30 days */
    assert_true(proposal_set_owner(c, "alpha", "has", "IT", &err));
    s = read_card();
    assert_string_equal(keys(&s, LOOK_NO_OWNER), "clear:C has:H");
    scorecard_free(&s);
    assert_true(proposal_set_due(c, "alpha", "has", "2020-01-31", &err));
    assert_true(
        proposal_set_state(c, "alpha", "clear", PROPOSAL_NO_LONGER, "The page is gone", &err));
    s = read_card();
    assert_string_equal(keys(&s, LOOK_NO_OWNER), "");
    scorecard_free(&s);
}

/* clear is raised anew, ramp is open, level was done. Nothing is expected before the visit. */
static void last_years_proposals_want_a_word(void **state)
{
    (void)state;
    struct err err = {0};
    struct scorecard s = read_card();
    assert_null(look_of(&s, LOOK_NOT_FOLLOWED));
    scorecard_free(&s);
    assert_true(review_set(c, "alpha", REVIEW_VISITED, NULL, &err));
    s = read_card();
    const struct look *l = look_of(&s, LOOK_NOT_FOLLOWED);
    assert_non_null(l);
    assert_int_equal(l->nplaces, 1);
    assert_non_null(strstr(l->place[0].key, " ramp"));
    scorecard_free(&s);
    assert_true(proposal_set_state(c, "alpha", "2018/ramp", PROPOSAL_NOT_DONE, NULL, &err));
    s = read_card();
    assert_null(look_of(&s, LOOK_NOT_FOLLOWED));
    scorecard_free(&s);
}

/* What the body had been given, and did not do, wants its word too. */
static void what_was_given_and_not_done_wants_a_word(void **state)
{
    (void)state;
    struct err err = {0};
    assert_true(review_set(c, "alpha", REVIEW_VISITED, NULL, &err));
    assert_true(proposal_set_state(c, "alpha", "2018/ramp", PROPOSAL_NOT_DONE, NULL, &err));
    struct scorecard s = read_card();
    const struct look *l = look_of(&s, LOOK_NOT_FOLLOWED);
    assert_non_null(l);
    assert_int_equal(l->nplaces, 1);
    assert_non_null(strstr(l->place[0].key, " clear"));
    scorecard_free(&s);
    assert_true(proposal_set_state(c, "alpha", "2018/clear", PROPOSAL_NOT_DONE, "No money", &err));
    s = read_card();
    assert_null(look_of(&s, LOOK_NOT_FOLLOWED));
    scorecard_free(&s);
}

static void a_note_over_five_services_stands_out(void **state)
{
    static const char *const services[] = {"s5", "s4", "s3", "s2", "s1"};
    (void)state;
    for (int i = 0; i < 4; i++)
        small_answer(c, "alpha", services[i], "fee", NULL, "As on the site");
    small_answer(c, "alpha", "s4", "clear", NULL, "As on the site");
    struct scorecard s = read_card();
    assert_null(look_of(&s, LOOK_SAME_NOTE)); /* four services */
    scorecard_free(&s);
    small_answer(c, "alpha", services[4], "level", NULL, "As on the site");
    s = read_card();
    assert_string_equal(places(&s, LOOK_SAME_NOTE),
                        "s1/level s2/fee s3/fee s4/clear s4/fee s5/fee");
    assert_string_equal(look_of(&s, LOOK_SAME_NOTE)->place[0].text, "As on the site");
    scorecard_free(&s);
}

static void who_answered_is_counted(void **state)
{
    (void)state;
    campaign_close(&c);
    c = small_open_as("2019.meyar", "boss");
    small_answer(c, "alpha", "s1", "fee", "no", NULL);
    small_answer(c, "alpha", "s8", "fee", "cannot-tell", "Not seen");
    struct scorecard s = read_card();
    assert_int_equal(s.nworkers, 2);
    assert_string_equal(s.workers[0].by, "Inspector A");
    assert_int_equal(s.workers[0].answers, 20);
    assert_string_equal(s.workers[1].by, "boss");
    assert_int_equal(s.workers[1].answers, 2);
    assert_true(strcmp(s.workers[1].first, s.workers[1].last) <= 0);
    scorecard_free(&s);
}

static void bring(enum review to, const char *reason)
{
    struct err err = {0};
    if (!review_set(c, "alpha", to, reason, &err))
        fail_msg("%s", err_text(&err));
}

/* The changes since the last review, as "s1/fee no>yes". */
static const char *changes(const struct scorecard *s)
{
    const char *list = "";
    for (int i = 0; i < s->since.n; i++) {
        const struct review_change *x = &s->since.list[i];
        list = arena_printf(a, "%s%s%s/%s %s>%s", list, *list ? " " : "", x->service, x->question,
                            x->was.value ? x->was.value : "", x->now.value ? x->now.value : "");
    }
    return list;
}

static void what_came_in_since_the_last_review_is_known(void **state)
{
    (void)state;
    struct scorecard s = read_card();
    assert_int_equal(s.since.state, REVIEW_UNASSIGNED);
    assert_int_equal(s.since.n, 0);
    scorecard_free(&s);
    bring(REVIEW_HANDED_IN, "enough");
    campaign_close(&c);
    c = small_open_as("2019.meyar", "boss");
    bring(REVIEW_SENT_BACK, NULL);
    campaign_close(&c);
    c = small_open_as("2019.meyar", "Inspector A");
    small_answer(c, "alpha", "s1", "fee", "no", NULL);
    small_answer(c, "alpha", "s8", "fee", "yes", NULL);
    bring(REVIEW_HANDED_IN, "mended");
    s = read_card();
    assert_int_equal(s.review.state, REVIEW_HANDED_IN);
    assert_int_equal(s.since.state, REVIEW_SENT_BACK);
    assert_true(s.since.told);
    assert_string_equal(s.since.by, "boss");
    assert_string_equal(changes(&s), "s1/fee yes>no s8/fee >yes");
    scorecard_free(&s);

    campaign_close(&c);
    c = small_open_as("2019.meyar", "boss");
    bring(REVIEW_ACCEPTED, NULL);
    s = read_card();
    assert_int_equal(s.since.state, REVIEW_ACCEPTED);
    assert_string_equal(changes(&s), "");
    scorecard_free(&s);
    bring(REVIEW_REOPENED, "look again");
    small_answer(c, "alpha", "", "ramp", "yes", NULL);
    s = read_card();
    assert_int_equal(s.since.state, REVIEW_REOPENED);
    assert_string_equal(changes(&s), "/ramp >yes");
    assert_true(small_clean(c));
    scorecard_free(&s);
}

static void earlier_campaigns_have_one_too(void **state)
{
    (void)state;
    struct scorecard s;
    struct err err = {0};
    assert_true(scorecard_read(c, 1, "alpha", 0, "2019-12-01", &s, a, &err));
    assert_null(s.earlier_name);
    assert_null(s.earlier);
    assert_int_equal(s.matched.n, 0);
    assert_true(num_is_none(s.matched.now));
    assert_string_equal(places(&s, LOOK_OPEN), "");
    scorecard_free(&s);
    assert_false(scorecard_read(c, 0, "alhpa", 0, "2019-12-01", &s, a, &err));
    assert_string_equal(err_text(&err),
                        "There is no body 'alhpa' in the registry; did you mean 'alpha'?");
    err_clear(&err);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(the_same_services_are_compared),
        TEST(criteria_have_the_year_before),
        TEST(weakest_are_only_those_below_full),
        TEST(what_stands_out_has_its_places),
        TEST(proposals_want_an_owner_and_a_date),
        TEST(full_points_without_evidence_are_told_the_heaviest_first),
        TEST(last_years_proposals_want_a_word),
        cmocka_unit_test_setup_teardown(what_was_given_and_not_done_wants_a_word, enter_given,
                                        leave),
        TEST(a_note_over_five_services_stands_out),
        TEST(who_answered_is_counted),
        TEST(what_came_in_since_the_last_review_is_known),
        TEST(earlier_campaigns_have_one_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
