/* Every figure on every screen and in every file equals `score --json`, for the whole demo. What is
 * compared with it is a row of `sources`: one function for each. */
#include "tests/tui/headless.h"

#include <jansson.h>
#include "model/compare.h"
#include "model/national.h"
#include "model/report.h"
#include "model/scorecard.h"
#include "model/trends.h"
#include "tui/report/lib.h"

static struct campaign *c;
static struct arena *arena;
static json_t *scores[2]; /* of campaign 0 and of the one before it: what all must equal */

static json_t *parse(const struct buf *b)
{
    json_error_t error;
    json_t *json = json_loads(b->s ? b->s : "", 0, &error);
    if (!json) {
        fail_msg("%s at %d: %.60s", error.text, error.position, b->s ? b->s : "");
    }
    return json;
}

static int enter(void **state)
{
    struct err err = {0};
    struct writer w = {"Kamilə Uzuntalalı", "key"};

    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    arena = arena_new();
    small_demo(small_path("demo.meyar"));
    c = campaign_open(small_path("demo.meyar"), 0, &w, &err);
    assert_non_null(c);
    for (int which = 0; which < 2; which++) {
        struct buf out = {0};
        if (!score_json(c, which, NULL, NULL, &out, &err)) {
            fail_msg("%s", err_text(&err));
        }
        scores[which] = parse(&out);
        buf_free(&out);
    }
    return 0;
}

static int leave(void **state)
{
    json_decref(scores[0]);
    json_decref(scores[1]);
    campaign_close(&c);
    arena_free(&arena);
    return small_leave(state);
}

/* ---- what score --json says ---- */

static json_t *key(const json_t *of, const char *name)
{
    return json_object_get(of, name);
}

static const char *text(const json_t *of, const char *name)
{
    const char *s = json_string_value(key(of, name));
    return s ? s : "";
}

static int count(const json_t *of, const char *name)
{
    return (int)json_integer_value(key(of, name));
}

static const json_t *body_of(int which, const char *code)
{
    size_t i;
    const json_t *body;
    json_array_foreach(key(scores[which], "bodies"), i, body)
    {
        if (strcmp(text(body, "code"), code) == 0) {
            return body;
        }
    }
    return NULL;
}

/* A figure in [0, 1], exact; none where it is null. */
static num exact(const json_t *of, const char *name)
{
    const char *fraction = json_string_value(key(key(of, name), "exact"));
    return fraction ? num_div(arena, num_read_fraction(arena, fraction), num_int(100)) : NUM_NONE;
}

static const char *printed(const json_t *of, const char *name)
{
    return arena_printf(arena, "%.1f", json_number_value(key(key(of, name), "value")));
}

/* As it stands on screens and in files: the score, else the range; "" where there is neither. */
static const char *shown(const json_t *of)
{
    if (!json_is_null(key(of, "score"))) {
        return printed(of, "score");
    }
    if (json_is_null(key(of, "low"))) {
        return "";
    }
    const char *low = printed(of, "low"), *high = printed(of, "high");
    return strcmp(low, high) == 0 ? low : arena_printf(arena, "%s–%s", low, high);
}

/* ---- comparing ---- */

static void assert_num(num x, const json_t *of, const char *name, const char *where)
{
    num wanted = exact(of, name);
    if (num_is_none(x) != num_is_none(wanted) || (!num_is_none(x) && num_cmp(x, wanted) != 0)) {
        fail_msg("%s, %s of %s: %s, not %s", where, name, text(of, "code"), num_fraction(arena, x),
                 num_fraction(arena, wanted));
    }
}

static void assert_figures(const struct figures *f, const json_t *of, const char *where)
{
    assert_num(f->score, of, "score", where);
    assert_num(f->so_far, of, "so_far", where);
    assert_num(f->low, of, "low", where);
    assert_num(f->high, of, "high", where);
}

static void assert_units(int64_t units, const json_t *of, const char *name)
{
    char out[40];
    const char *wanted = json_is_null(key(of, name)) ? "" : printed(of, name);
    if (strcmp(units_text(units, 1, out, sizeof out), wanted) != 0) {
        fail_msg("%s of %s: %s, not %s", name, text(of, "code"), out, wanted);
    }
}

/* The line says it, and no more of it: "4.3" is not in "64.3". */
static bool says(const char *line, const char *figure)
{
    size_t n = strlen(figure);
    for (const char *at = line; (at = strstr(at, figure)); at += n) {
        bool before = at == line || !strchr("0123456789.", at[-1]);
        if (before && (!at[n] || !strchr("0123456789.", at[n]))) {
            return true;
        }
    }
    return false;
}

static void assert_says(const char *line, const char *figure, const char *what)
{
    if (*figure && !says(line, figure)) {
        fail_msg("%s: %s is not in: %.300s", what, figure, line);
    }
}

static const char *state_of(enum subject_state state, bool service)
{
    return subject_state_id(state, service ? BLOCK_SERVICE : BLOCK_BODY);
}

static const char *rating_id(int which, int rating)
{
    return rating < 0 ? "" : campaign_rubric(c, which)->ratings[rating].id;
}

/* ---- rows of lists ---- */

static void one_row(int which, const struct row *row, const json_t *of)
{
    assert_string_equal(text(of, "code"), *row->service ? row->service : row->body);
    assert_units(row->score, of, "score");
    assert_units(row->so_far, of, "so_far");
    assert_units(row->low, of, "low");
    assert_units(row->high, of, "high");
    assert_string_equal(state_of(row->state, *row->service), text(of, "state"));
    assert_string_equal(rating_id(which, row->rating), text(of, "rating"));
    assert_string_equal(row->unrated ? row->unrated : "", text(of, "unrated"));
    if (*row->service) {
        assert_int_equal(row->conflicts, count(of, "conflicts"));
        assert_int_equal(row->ndeficiencies, json_array_size(key(of, "deficiencies")));
    }
}

static void check_rows(int which, const json_t *body)
{
    size_t i, n = json_array_size(key(body, "services"));
    struct row row, *rows = arena_alloc(arena, (n + 1) * sizeof *rows);
    const json_t *service;

    assert_true(row_get(c, which, text(body, "code"), "", -1, &row, arena));
    one_row(which, &row, body);
    assert_int_equal(rows_window(c, which, text(body, "code"), -1, 0, (int)n + 1, rows, arena), n);
    json_array_foreach(key(body, "services"), i, service)
    {
        one_row(which, &rows[i], service);
    }
}

/* ---- a body's summary ---- */

static void top_criteria(const struct block *b, const struct figures *f, const json_t *list,
                         const char *where)
{
    size_t n = 0;
    for (int i = 0; b && i < b->ncriteria; i = b->criteria[i].end) {
        const json_t *of = json_array_get(list, n++);
        assert_string_equal(text(of, "id"), b->criteria[i].id);
        assert_figures(&f[i], of, where);
    }
    assert_int_equal(n, json_array_size(list));
}

static void check_summary(int which, const json_t *body)
{
    const struct rubric *r = campaign_rubric(c, which);
    const json_t *counts = key(body, "counts");
    struct body_summary s;

    assert_true(body_summary(c, which, text(body, "code"), -1, &s, arena));
    assert_figures(&s.f, body, "summary");
    top_criteria(r->service, s.service_criteria, key(body, "service_criteria"), "summary");
    top_criteria(r->body, s.own_criteria, key(body, "criteria"), "summary");
    assert_int_equal(s.nstopped, count(counts, "stopped"));
    assert_int_equal(s.nincomplete, count(counts, "incomplete"));
    for (int i = 0; i < r->nratings; i++) {
        assert_int_equal(s.rating_counts[i], count(key(counts, "ratings"), r->ratings[i].id));
    }
    const json_t *before = which == 0 ? body_of(1, text(body, "code")) : NULL;
    if (before) {
        assert_units(s.before, before, "score");
    }
}

/* ---- trends ---- */

static void one_point(const struct trend_point *p, const json_t *of)
{
    assert_num(p->value, of, "score", "trends");
    if (p->state != POINT_NONE) {
        assert_num(p->low, of, "low", "trends");
        assert_num(p->high, of, "high", "trends");
    }
    assert_string_equal(p->text, shown(of));
}

static const json_t *criterion(const json_t *body, const struct series *s)
{
    const char *list = s->kind == SERIES_OWN_CRITERION ? "criteria" : "service_criteria";
    size_t i;
    const json_t *of;
    json_array_foreach(key(body, list), i, of)
    {
        if (strcmp(text(of, "id"), s->id) == 0) {
            return of;
        }
    }
    return NULL;
}

static void check_trends(int which, const json_t *body)
{
    struct err err = {0};
    struct trends t;

    assert_true(trends_body(c, which, text(body, "code"), &t, arena, &err));
    for (int i = 0; i < t.ncolumns; i++) {
        const json_t *then =
            body_of(t.column[i].which,
                    t.series[0].point[i].body ? t.series[0].point[i].body : text(body, "code"));
        for (int k = 0; then && k < t.nseries; k++) {
            const json_t *of =
                t.series[k].kind == SERIES_SCORE ? then : criterion(then, &t.series[k]);
            if (of) {
                one_point(&t.series[k].point[i], of);
            }
        }
    }
    assert_int_equal(t.nseries, 1 + (int)json_array_size(key(body, "criteria")) +
                                    (int)json_array_size(key(body, "service_criteria")));
}

/* ---- the scorecard ---- */

static void check_scorecard(int which, const json_t *body)
{
    struct err err = {0};
    struct scorecard s;
    size_t own = 0, of_services = 0;

    if (!scorecard_read(c, which, text(body, "code"), 0, "2019-04-23", &s, arena, &err)) {
        fail_msg("%s", err_text(&err));
    }
    assert_figures(&s.body->result->f, body, "scorecard");
    assert_string_equal(rating_id(which, s.body->result->rating), text(body, "rating"));
    for (int i = 0; i < s.ncriteria; i++) {
        const json_t *of = s.criteria[i].own
                               ? json_array_get(key(body, "criteria"), own++)
                               : json_array_get(key(body, "service_criteria"), of_services++);
        assert_string_equal(text(of, "id"), s.criteria[i].criterion->id);
        assert_figures(&s.criteria[i].now, of, "scorecard");
    }
    assert_int_equal(own, json_array_size(key(body, "criteria")));
    assert_int_equal(of_services, json_array_size(key(body, "service_criteria")));
    int weakest = 0;
    for (size_t i = 0; i < json_array_size(key(body, "weakest")); i++) {
        const json_t *of = json_array_get(key(body, "weakest"), i);
        if (count(of, "below") == 0) {
            continue;
        }
        const struct weak *w = &s.weakest[weakest++];
        assert_string_equal(s.body->rubric->service->questions[w->question].id,
                            text(of, "question"));
        assert_int_equal(w->below, count(of, "below"));
        assert_int_equal(w->of, count(of, "of"));
    }
    assert_int_equal(weakest, s.nweakest);
    scorecard_free(&s);
}

/* ---- bodies side by side ---- */

static void check_compare(int which, const json_t *body)
{
    struct err err = {0};
    const struct rubric *r = campaign_rubric(c, which);
    const char *code = text(body, "code");
    struct compare x;
    size_t i;
    const json_t *of;

    if (!compare_read(c, which, &code, 1, &x, arena, &err)) {
        fail_msg("%s", err_text(&err));
    }
    assert_figures(&x.body[0].of.f, body, "compare");
    top_criteria(r->service, x.body[0].service_criteria, key(body, "service_criteria"), "compare");
    top_criteria(r->body, x.body[0].criteria, key(body, "criteria"), "compare");
    json_array_foreach(key(body, "weakest"), i, of)
    {
        const struct question *q = block_question(r->service, text(of, "question"));
        const struct question_sum *sum = &x.body[0].service[q->index];
        assert_int_equal(sum->of, count(of, "of"));
        assert_int_equal(sum->below, count(of, "below"));
        assert_num(question_share(sum, arena), of, "share", "compare");
    }
}

/* ---- files ---- */

static char *report_of(int which, const char *body, enum report_format format)
{
    struct err err = {0};
    struct buf out = {0};
    if (!report_write(c, which, &(struct report_view){.body = body}, format, 0, &out, &err)) {
        fail_msg("%s as %s: %s", body, report_kinds[format].name, err_text(&err));
    }
    return out.s;
}

/* Whatever both have under one name is the same. */
static void check_report_json(int which, const json_t *body)
{
    char *file = report_of(which, text(body, "code"), REPORT_JSON);
    json_t *all = json_loads(file, 0, NULL);
    const json_t *report = key(all, "body");
    const char *name;
    json_t *value;
    int same = 0;

    assert_non_null(report);
    json_object_foreach((json_t *)body, name, value)
    {
        /* Proposals are worked on: of those the report has more. */
        const json_t *there = key(report, name);
        if (there && strcmp(name, "proposals") != 0 && strcmp(name, "weakest") != 0) {
            if (!json_equal(there, value)) {
                fail_msg("report of %s: %s differs", text(body, "code"), name);
            }
            same++;
        }
    }
    assert_true(same > 15);
    json_decref(all);
    free(file);
}

/* Of HTML the table row, of text the line, that has a word; the words of criteria stand in other
 * tables too, so the first that has the figure will do. */
static void assert_line(const char *file, const char *end, const char *word, const char *figure)
{
    const char *last = "";
    for (const char *at = file; (at = strstr(at, word)); at += strlen(word)) {
        const char *start = at, *stop = strstr(at, end);
        while (start > file && strncmp(start - 1, "\n", 1) != 0 && strncmp(start, "<tr", 3) != 0) {
            start--;
        }
        size_t n = stop ? (size_t)(stop - start) : strlen(start);
        last = arena_dupn(arena, start, n);
        if (!*figure || says(last, figure)) {
            return;
        }
    }
    fail_msg("%s: %s is not in: %.300s", word, figure, last);
}

static const char *title_of(const struct block *b, const json_t *of)
{
    int i = block_criterion(b, text(of, "id"));
    assert_true(i >= 0);
    return text_in(&b->criteria[i].title, 0);
}

static void check_lines(int which, const json_t *body, enum report_format format, const char *end,
                        const char *cell)
{
    const struct rubric *r = campaign_rubric(c, which);
    char *file = report_of(which, text(body, "code"), format);
    size_t i;
    const json_t *of;

    assert_says(file, shown(body), "report");
    json_array_foreach(key(body, "service_criteria"), i, of)
    {
        assert_line(file, end, title_of(r->service, of), shown(of));
    }
    json_array_foreach(key(body, "criteria"), i, of)
    {
        assert_line(file, end, title_of(r->body, of), shown(of));
    }
    json_array_foreach(key(body, "services"), i, of)
    {
        assert_line(file, end, arena_printf(arena, cell, text(of, "code")), shown(of));
    }
    free(file);
}

static void check_report_html(int which, const json_t *body)
{
    check_lines(which, body, REPORT_HTML, "</tr>", "<bdi>%s</bdi>");
}

static void check_report_text(int which, const json_t *body)
{
    check_lines(which, body, REPORT_TEXT, "\n", "  %s ");
}

/* ---- all of them ---- */

static const struct source {
    const char *name;
    void (*check)(int which, const json_t *body);
} sources[] = {
    {"rows", check_rows},
    {"summary", check_summary},
    {"trends", check_trends},
    {"scorecard", check_scorecard},
    {"compare", check_compare},
    {"report as JSON", check_report_json},
    {"report as HTML", check_report_html},
    {"report as text", check_report_text},
};

static void test_bodies(void **state)
{
    size_t i;
    const json_t *body;

    (void)state;
    for (int which = 0; which < 2; which++) {
        json_array_foreach(key(scores[which], "bodies"), i, body)
        {
            for (size_t k = 0; k < sizeof sources / sizeof sources[0]; k++) {
                sources[k].check(which, body);
            }
        }
        assert_true(i >= 29);
    }
}

/* ---- the whole campaign ---- */

static void test_national(void **state)
{
    struct err err = {0};
    struct national n;

    (void)state;
    for (int which = 0; which < 2; which++) {
        if (!national_read(c, which, &n, arena, &err)) {
            fail_msg("%s", err_text(&err));
        }
        assert_int_equal(n.nbodies, json_array_size(key(scores[which], "bodies")));
        for (int i = 0; i < n.nbodies; i++) {
            const struct national_body *b = &n.bodies[i];
            const json_t *of = body_of(which, b->code);
            assert_non_null(of);
            assert_figures(&b->f, of, "national");
            assert_units(b->score, of, "score");
            assert_units(b->low, of, "low");
            assert_string_equal(rating_id(which, b->rating_computed), text(of, "rating"));
            assert_int_equal(b->nservices, count(key(of, "counts"), "services"));
            assert_int_equal(b->conflicts, count(of, "conflicts"));
        }
    }
}

static int64_t sum(int which, const char *of, const char *name)
{
    int64_t all = 0;
    size_t i;
    const json_t *body;
    json_array_foreach(key(scores[which], "bodies"), i, body)
    {
        const json_t *counts = key(body, "counts");
        all += count(of ? key(counts, of) : counts, name);
    }
    return all;
}

/* The tables add up over the bodies; trends have their shares. */
static void test_report(void **state)
{
    struct err err = {0};
    struct report r;
    struct trends t;

    (void)state;
    assert_true(report_read(c, 0, &r, arena, &err));
    assert_true(trends_campaign(c, 0, &t, arena, &err));
    assert_int_equal(t.ncolumns, r.ncolumns);
    for (int k = 0; k < r.ncolumns; k++) {
        const struct report_column *col = &r.column[k];
        int which = col->which;
        assert_string_equal(t.column[k].campaign, col->campaign);
        if (which < 0) {
            continue;
        }
        assert_int_equal(col->services, sum(which, NULL, "services"));
        assert_int_equal(col->stopped, sum(which, NULL, "stopped"));
        assert_int_equal(col->incomplete, sum(which, NULL, "incomplete"));
        for (int i = 0; i < r.nratings; i++) {
            int64_t rated = sum(which, "ratings", r.rating[i].id);
            const char *share = report_share(rated, col->rateable, arena);
            assert_int_equal(col->rating[i], rated);
            assert_int_equal(strncmp(t.series[2 + i].point[k].text, share, strlen(share)), 0);
        }
        for (int i = 0; i < r.nunrated; i++) {
            assert_int_equal(col->unrated[i], sum(which, "unrated", r.unrated[i].id));
        }
    }
}

/* ---- on screen ---- */

static struct app *app;

/* A row that has the title, or the short one, has the figure too. */
static void assert_screen(const char *title, const char *short_title, const char *figure,
                          const char *where)
{
    for (int y = 0; y < LINES && *figure; y++) {
        const char *line = headless_row(y);
        if ((strstr(line, title) || (short_title && strstr(line, short_title))) &&
            says(line, figure)) {
            return;
        }
    }
    if (*figure) {
        headless_dump(stderr);
        fail_msg("%s: no row has %s and %s", where, title, figure);
    }
}

static const char *short_title_of(const struct block *b, const json_t *of)
{
    return text_in(&b->criteria[block_criterion(b, text(of, "id"))].short_title, 0);
}

static void criteria_shown(const json_t *body, const char *where)
{
    const struct rubric *r = campaign_rubric(c, 0);
    size_t i;
    const json_t *of;
    json_array_foreach(key(body, "service_criteria"), i, of)
    {
        assert_screen(title_of(r->service, of), short_title_of(r->service, of), shown(of), where);
    }
    json_array_foreach(key(body, "criteria"), i, of)
    {
        assert_screen(title_of(r->body, of), short_title_of(r->body, of), shown(of), where);
    }
}

static void on_bodies(const json_t *body, int at)
{
    struct row row;
    assert_true(row_get(c, 0, text(body, "code"), "", -1, &row, arena));
    if (row.answered + row.cant_tell + row.conflicts > 0) {
        assert_says(headless_row(headless_find(" Services ") + 1 + at), shown(body), "Bodies");
    }
}

/* Its own questions' row, a line, then service by service. */
static void on_body(const json_t *body)
{
    size_t i;
    const json_t *service;
    int first = headless_find(" Answered ") + 3;

    assert_string_equal(app_screen(app), "body");
    json_array_foreach(key(body, "services"), i, service)
    {
        struct row row;
        assert_true(row_get(c, 0, text(body, "code"), text(service, "code"), -1, &row, arena));
        if (row.answered + row.cant_tell + row.conflicts > 0 && first + (int)i < LINES - 1) {
            assert_says(headless_row(first + (int)i), shown(service), text(service, "code"));
        }
    }
}

static void test_screens(void **state)
{
    size_t i;
    const json_t *body;

    (void)state;
    headless_start();
    headless_size(60, 200);
    app = app_new(c);
    app_draw(app);
    json_array_foreach(key(scores[0], "bodies"), i, body)
    {
        on_bodies(body, (int)i);
        press(app, "Enter");
        on_body(body);
        press(app, "r");
        assert_string_equal(app_screen(app), "scorecard");
        criteria_shown(body, "Scorecard");
        press(app, "q");
        press(app, ":");
        press(app, "'trends");
        press(app, "Enter");
        assert_string_equal(app_screen(app), "trends");
        assert_screen("Score", NULL, shown(body), "Trends");
        criteria_shown(body, "Trends");
        press(app, "q q Down");
        assert_string_equal(app_screen(app), "bodies");
    }
    app_free(&app);
    headless_stop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_national),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_screens),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
