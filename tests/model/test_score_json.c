/* `score --json`: every key in its order, exact figures, counts, proposals: worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/put_json.h"
#include "model/store.h"
#include "tests/help/small.h"

static const char rubric[] =
    "rubric: worked\n"
    "version: \"7\"\n"
    "title: {en: Worked, az: Hesab}\n"
    "languages: [en, az]\n"
    "scale: 100\n"
    "ratings:\n"
    "  - {id: poor, from: 0, title: {en: Poor}}\n"
    "  - {id: good, from: 60, title: {en: Good}}\n"
    "severities: [minor, critical]\n"
    "service:\n"
    "  unrated:\n"
    "    - {id: offline, when: \"level == 'none'\", title: {en: Offline}}\n"
    "  criteria:\n"
    "    - id: online\n"
    "      title: {en: Online}\n"
    "      weight: 2\n"
    "      criteria:\n"
    "        - id: inner\n"
    "          title: {en: Inner}\n"
    "          questions:\n"
    "            - id: level\n"
    "              ask: {en: Level}\n"
    "              type: choice\n"
    "              choices:\n"
    "                - {id: none, label: {en: None}, deficiency: {en: Nothing}}\n"
    "                - {id: half, label: {en: Half}, points: 5, deficiency: {en: Only half}}\n"
    "                - {id: full, label: {en: Full}, points: 10}\n"
    "              proposal: {en: Do it all, az: Hamısını et}\n"
    "            - {id: pay, ask: {en: Pay}, type: yes_no, points: 5, severity: critical, basis: "
    "{en: "
    "Law 1}}\n"
    "    - id: rest\n"
    "      title: {en: Rest}\n"
    "      questions:\n"
    "        - {id: clear, ask: {en: Clear}, type: scale, min: 1, max: 5, points: 8}\n"
    "  caps:\n"
    "    - {when: \"deficient('all', 'critical') > 0\", at_most: poor, because: {en: Critical}}\n"
    "body:\n"
    "  criteria:\n"
    "    - id: house\n"
    "      title: {en: House}\n"
    "      questions:\n"
    "        - {id: ramp, ask: {en: Ramp}, type: yes_no, points: 5}\n"
    "  score: {services: 70, own: 30}\n";

static json_t *scores(struct campaign *c, const char *body, const char *service)
{
    struct err err = {0};
    struct buf b = {0};
    json_error_t why;
    if (!score_json(c, 0, body, service, &b, &err))
        fail_msg("%s", err_text(&err));
    json_t *root = json_loads(b.s, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        fail_msg("%s at %d: %s", why.text, why.position, b.s);
    assert_int_equal(b.s[b.n - 1], '\n');
    buf_free(&b);
    return root;
}

/* What stands at "bodies.0.score.exact"; fails where there is nothing. */
static json_t *at(json_t *j, const char *path)
{
    char *copy = mem_dup(path), *rest = NULL;
    for (char *key = strtok_r(copy, ".", &rest); key; key = strtok_r(NULL, ".", &rest)) {
        j = key[0] >= '0' && key[0] <= '9' ? json_array_get(j, (size_t)atoi(key))
                                           : json_object_get(j, key);
        if (!j)
            fail_msg("nothing at %s (%s)", path, key);
    }
    free(copy);
    return j;
}

static void is_text(json_t *root, const char *path, const char *expected)
{
    json_t *j = at(root, path);
    if (!expected ? !json_is_null(j) : !json_is_string(j) || strcmp(json_string_value(j), expected))
        fail_msg("%s: %s", path, json_is_string(j) ? json_string_value(j) : "no text");
}

static void is_int(json_t *root, const char *path, int expected)
{
    json_t *j = at(root, path);
    if (!json_is_integer(j) || json_integer_value(j) != expected)
        fail_msg("%s is %lld", path, json_integer_value(j));
}

static void has_keys(json_t *j, const char *path, const char *keys)
{
    struct buf b = {0};
    const char *key;
    json_t *value, *object = at(j, path);
    json_object_foreach(object, key, value) buf_printf(&b, "%s%s", b.n ? " " : "", key);
    assert_string_equal(b.s, keys);
    buf_free(&b);
}

/* A texts' list joined by blanks. */
static void is_list(json_t *root, const char *path, const char *expected)
{
    struct buf b = {0};
    buf_add(&b, "");
    json_t *list = at(root, path);
    for (size_t i = 0; i < json_array_size(list); i++)
        buf_printf(&b, "%s%s", i ? " " : "", json_string_value(json_array_get(list, i)));
    assert_string_equal(b.s, expected);
    buf_free(&b);
}

static struct campaign *worked(const char *file)
{
    small_make(file, "2019", rubric, NULL);
    struct campaign *c = small_open(file);
    small_answer(c, "alpha", "s1", "level", "half", NULL); /* 5 of 10, and 0 of 5: 1/3 */
    small_answer(c, "alpha", "s1", "pay", "no", NULL);
    small_answer(c, "alpha", "s1", "clear", "5", NULL); /* 8 of 8; (2/3 + 1) / 3 = 5/9 */
    small_answer(c, "alpha", "s2", "level", "none", NULL);
    small_answer(c, "alpha", "", "ramp", "yes", NULL);
    return c;
}

static void every_key_stands_in_its_place(void **state)
{
    (void)state;
    struct campaign *c = worked("keys.meyar");
    json_t *j = scores(c, NULL, NULL);
    has_keys(j, "", "campaign rubric scale decimals bodies");
    has_keys(j, "rubric", "id version sha256");
    has_keys(
        j, "bodies.0",
        "code name state review unrated score so_far low high rating capped final_rating conflicts "
        "counts own service_mean criteria deficiencies service_criteria proposals weakest way_up "
        "services");
    has_keys(j, "bodies.0.score", "value exact");
    has_keys(j, "bodies.0.counts", "services stopped incomplete unrated ratings");
    has_keys(j, "bodies.0.counts.unrated", "offline");
    has_keys(j, "bodies.0.counts.ratings", "poor good");
    has_keys(j, "bodies.0.own", "score so_far low high");
    has_keys(j, "bodies.0.criteria.0", "id so_far low high score criteria");
    has_keys(j, "bodies.0.proposals.0", "question services severity gain texts");
    has_keys(j, "bodies.0.proposals.0.texts.0", "deficiency proposal services");
    has_keys(j, "bodies.0.weakest.0", "question below of share");
    has_keys(
        j, "bodies.0.services.0",
        "code name state unrated score so_far low high rating capped final_rating conflicts own "
        "service_mean criteria deficiencies way_up");
    has_keys(j, "bodies.0.services.0.deficiencies.0",
             "question points max severity gain deficiency proposal basis");
    has_keys(j, "bodies.0.services.0.way_up", "to proposals");
    assert_int_equal(json_array_size(at(j, "bodies")), 2);
    json_decref(j);
    campaign_close(&c);
}

static void services_are_as_worked_by_hand(void **state)
{
    (void)state;
    struct campaign *c = worked("services.meyar");
    json_t *j = scores(c, "alpha", NULL);
    is_text(j, "campaign", "2019");
    is_text(j, "rubric.id", "worked");
    is_text(j, "rubric.version", "7");
    is_text(j, "rubric.sha256", campaign_rubric_sha256(c, 0));
    is_int(j, "scale", 100);
    is_int(j, "decimals", 1);
    assert_int_equal(json_array_size(at(j, "bodies")), 1);

    is_text(j, "bodies.0.services.0.code", "s1");
    is_text(j, "bodies.0.services.0.state", "rated");
    is_text(j, "bodies.0.services.0.score.exact", "500/9");
    is_text(j, "bodies.0.services.0.rating", "poor");
    is_list(j, "bodies.0.services.0.capped", "");
    is_text(j, "bodies.0.services.0.final_rating", NULL);
    is_text(j, "bodies.0.services.0.criteria.0.criteria.0.id", "inner");
    is_text(j, "bodies.0.services.0.criteria.0.score.exact", "100/3");
    is_text(j, "bodies.0.services.0.criteria.1.high.exact", "100");
    is_text(j, "bodies.0.services.0.deficiencies.0.question", "level");
    is_text(j, "bodies.0.services.0.deficiencies.0.points", "5");
    is_text(j, "bodies.0.services.0.deficiencies.0.max", "10");
    is_text(j, "bodies.0.services.0.deficiencies.0.gain.exact", "200/9");
    is_text(j, "bodies.0.services.0.deficiencies.0.deficiency", "Only half");
    is_text(j, "bodies.0.services.0.deficiencies.0.proposal", "Do it all");
    is_text(j, "bodies.0.services.0.deficiencies.0.basis", NULL);
    is_text(j, "bodies.0.services.0.deficiencies.1.severity", "critical");
    is_text(j, "bodies.0.services.0.deficiencies.1.deficiency", NULL);
    is_text(j, "bodies.0.services.0.deficiencies.1.basis", "Law 1");
    /* Either alone reaches 77.8; without `pay` the cap goes on holding. */
    is_text(j, "bodies.0.services.0.way_up.to", "good");
    is_list(j, "bodies.0.services.0.way_up.proposals", "pay");

    is_text(j, "bodies.0.services.1.state", "unrated");
    is_text(j, "bodies.0.services.1.unrated", "offline");
    is_text(j, "bodies.0.services.1.low", NULL);
    is_text(j, "bodies.0.services.1.criteria.0.low", NULL);
    is_text(j, "bodies.0.services.1.deficiencies.0.gain", NULL);
    is_text(j, "bodies.0.services.1.way_up", NULL);
    is_text(j, "bodies.0.services.2.state", "stopped");
    is_text(j, "bodies.0.services.2.high", NULL);
    json_decref(j);
    campaign_close(&c);
}

static void the_body_is_as_worked_by_hand(void **state)
{
    (void)state;
    struct campaign *c = worked("body.meyar");
    json_t *j = scores(c, "alpha", "s2");
    assert_int_equal(json_array_size(at(j, "bodies.0.services")), 1);
    is_text(j, "bodies.0.services.0.code", "s2");
    is_text(j, "bodies.0.state", "complete");
    is_text(j, "bodies.0.review", "assigned");
    is_text(j, "bodies.0.score.exact", "620/9"); /* 70 × 5/9 + 30 */
    is_text(j, "bodies.0.rating", "good");
    is_text(j, "bodies.0.own.score.exact", "100");
    is_text(j, "bodies.0.service_mean.score.exact", "500/9");
    is_int(j, "bodies.0.counts.services", 3);
    is_int(j, "bodies.0.counts.stopped", 1);
    is_int(j, "bodies.0.counts.incomplete", 0);
    is_int(j, "bodies.0.counts.unrated.offline", 1);
    is_int(j, "bodies.0.counts.ratings.poor", 1);
    is_int(j, "bodies.0.counts.ratings.good", 0);
    is_text(j, "bodies.0.service_criteria.0.score.exact", "100/3");
    is_text(j, "bodies.0.proposals.0.question", "level");
    is_list(j, "bodies.0.proposals.0.services", "s1 s2");
    is_text(j, "bodies.0.proposals.0.gain.exact", "140/9");
    is_text(j, "bodies.0.proposals.0.texts.0.deficiency", "Only half");
    is_list(j, "bodies.0.proposals.0.texts.0.services", "s1");
    is_text(j, "bodies.0.proposals.0.texts.1.deficiency", "Nothing");
    is_list(j, "bodies.0.proposals.0.texts.1.services", "s2");
    is_text(j, "bodies.0.proposals.1.question", "pay");
    is_text(j, "bodies.0.weakest.0.question", "pay");
    is_int(j, "bodies.0.weakest.0.below", 1);
    is_int(j, "bodies.0.weakest.0.of", 1);
    is_text(j, "bodies.0.weakest.0.share.exact", "0");
    is_text(j, "bodies.0.weakest.1.share.exact", "50");
    json_decref(j);
    campaign_close(&c);
}

static void an_own_proposal_has_no_services(void **state)
{
    (void)state;
    struct campaign *c = worked("own.meyar");
    small_answer(c, "alpha", "", "ramp", "no", NULL);
    json_t *j = scores(c, "alpha", NULL);
    is_text(j, "bodies.0.proposals.0.question", "ramp");
    is_text(j, "bodies.0.proposals.0.services", NULL);
    is_text(j, "bodies.0.proposals.0.texts.0.services", NULL);
    is_text(j, "bodies.0.proposals.0.gain.exact", "30");
    is_text(j, "bodies.0.deficiencies.0.gain.exact", "30");
    is_text(j, "bodies.0.own.score.exact", "0");
    json_decref(j);
    campaign_close(&c);
}

/* Figures are written as decimals, never by way of a double. */
static void figures_have_their_decimals(void **state)
{
    (void)state;
    static const char *const decimals[][2] = {
        {"decimals: 0\n", "\"score\":{\"value\":56,\"exact\":\"500/9\"}"},
        {"decimals: 4\n", "\"score\":{\"value\":55.5556,\"exact\":\"500/9\"}"},
    };
    for (int i = 0; i < 2; i++) {
        struct err err = {0};
        struct buf b = {0};
        char *text = mem_printf("%s%s", rubric, decimals[i][0]);
        char file[32];
        snprintf(file, sizeof file, "decimals%d.meyar", i);
        small_make(file, "2019", text, NULL);
        struct campaign *c = small_open(file);
        small_answer(c, "alpha", "s1", "level", "half", NULL);
        small_answer(c, "alpha", "s1", "pay", "no", NULL);
        small_answer(c, "alpha", "s1", "clear", "5", NULL);
        assert_true(score_json(c, 0, "alpha", "s1", &b, &err));
        if (!strstr(b.s, decimals[i][1]))
            fail_msg("%s", b.s);
        buf_free(&b);
        campaign_close(&c);
        free(text);
    }
}

static void what_is_not_there_is_said(void **state)
{
    (void)state;
    struct campaign *c = worked("there.meyar");
    struct err err = {0};
    struct buf b = {0};
    assert_false(score_json(c, 0, "alpa", NULL, &b, &err));
    assert_non_null(strstr(err.text, "'alpha'?"));
    assert_false(score_json(c, 0, "alpha", "s", &b, &err));
    assert_int_equal(err.status, REFUSED);
    buf_free(&b);
    campaign_close(&c);
}

/* Every code point comes back from its JSON, and none that could act on a terminal stands there
 * raw. */
static void texts_are_exact_and_safe(void **state)
{
    (void)state;
    json_error_t why;
    for (uint32_t point = 1; point <= 0x10ffff; point++) {
        if (point >= 0xd800 && point <= 0xdfff)
            continue;
        char s[8] = "";
        s[utf8_put(s, point)] = '\0';
        struct buf b = {0};
        put_string(&b, s);
        if (char_hidden(point) || point < ' ')
            assert_int_equal(b.s[1], '\\');
        if (point < 0x3000 || char_hidden(point)) { /* the others stand as they are */
            json_t *j = json_loads(b.s, JSON_DECODE_ANY, &why);
            if (!j || strcmp(json_string_value(j), s) != 0)
                fail_msg("U+%04X: %s", (unsigned)point, b.s);
            json_decref(j);
        }
        buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_stands_in_its_place),
        cmocka_unit_test(services_are_as_worked_by_hand),
        cmocka_unit_test(the_body_is_as_worked_by_hand),
        cmocka_unit_test(an_own_proposal_has_no_services),
        cmocka_unit_test(figures_have_their_decimals),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(texts_are_exact_and_safe),
    };
    return cmocka_run_group_tests_name("score --json", tests, small_enter, small_leave);
}
