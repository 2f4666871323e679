/* What Compare and Trends show, as files: the figures of the commands' JSON, in the order and
 * choice on screen, and nothing in them that a spreadsheet would obey. */
#include "tests/tui/demo.h"

#include <jansson.h>
#include "tests/help/html.h"
#include "tests/help/years.h"
#include "tui/report/lib.h"

static const char *const codes[] = {"NYN", "VER", "EDL"};
#define NCODES 3

static const struct report_view side_by_side = {.kind = VIEW_COMPARE,
                                                .codes = codes,
                                                .ncodes = NCODES,
                                                .questions = true,
                                                .order = COMPARE_WORST,
                                                .column = -1};

/* The caller frees it. */
static char *file_of(struct campaign *c, const struct report_view *v, enum report_format format)
{
    struct buf out = {0};
    struct err err = {0};
    if (!report_write(c, 0, v, format, 0, &out, &err)) {
        fail_msg("%s", err_text(&err));
    }
    assert_true(out.n > 0);
    return out.s;
}

/* ---- reading ---- */

static const char *line_of(const char *text, int n)
{
    for (; n > 0 && text; n--) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return text && *text ? text : NULL;
}

/* A cell of a line of CSV, without its quotes. In a static buffer. */
static const char *cell_of(const char *line, int column)
{
    static char cell[600];
    size_t n = 0;

    assert_non_null(line);
    for (bool quoted = false; *line && (quoted || *line != '\n'); line++) {
        if (*line == '"') {
            quoted = !quoted;
        } else if (*line == ',' && !quoted) {
            if (column-- == 0) {
                break;
            }
            n = 0;
        } else if (n + 1 < sizeof cell) {
            cell[n++] = *line;
        }
    }
    assert_true(column <= 0);
    cell[n] = '\0';
    return cell;
}

static const char *row_named(const char *csv, const char *name)
{
    for (int i = 0; line_of(csv, i); i++) {
        if (strcmp(cell_of(line_of(csv, i), 0), name) == 0) {
            return line_of(csv, i);
        }
    }
    fail_msg("there is no row %s", name);
    return NULL;
}

/* A figure of the JSON, as it is printed; "" where there is none. In a static buffer. */
static const char *printed(const json_t *figure)
{
    static char text[32];

    if (json_is_object(figure)) {
        figure = json_object_get(figure, "value");
    }
    text[0] = '\0';
    if (json_is_integer(figure)) {
        snprintf(text, sizeof text, "%lld", (long long)json_integer_value(figure));
    } else if (json_is_number(figure)) {
        snprintf(text, sizeof text, "%.1f", json_number_value(figure));
    }
    return text;
}

static json_t *key(const json_t *o, const char *name)
{
    return json_object_get(o, name);
}

static json_t *parsed(char *text)
{
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    free(text);
    return json;
}

/* ---- bodies side by side ---- */

static void assert_figure(const char *csv, const char *row, int body, const json_t *figure)
{
    const char *cell = cell_of(row_named(csv, row), body + 1);
    if (strcmp(cell, printed(figure)) != 0) {
        fail_msg("%s of %s: %s, not %s", row, codes[body], cell, printed(figure));
    }
}

static int check_parts(const char *csv, const char *kind, int body, const json_t *of)
{
    const char *name;
    json_t *value;
    int n = 0;
    json_object_foreach((json_t *)of, name, value)
    {
        bool criterion = strstr(kind, "criteria") != NULL;
        char *row = mem_printf("%s.%s%s", kind, name, criterion ? ".low" : "");
        bool top = !criterion || strstr(csv, row);
        if (top && !json_is_null(value)) {
            assert_figure(csv, row, body, value);
            n++;
        }
        free(row);
    }
    return n;
}

static void compared_as_csv(void **state)
{
    (void)state;
    struct campaign *c = small_open("demo.meyar");
    json_t *json = parsed(file_of(c, &side_by_side, REPORT_JSON));
    char *csv = file_of(c, &side_by_side, REPORT_CSV);
    int criteria = 0, counts = 0;

    for (int k = 0; k < NCODES; k++) {
        json_t *body = json_array_get(key(json, "bodies"), (size_t)k), *count = key(body, "counts");
        assert_string_equal(cell_of(csv, k + 1), codes[k]);
        assert_figure(csv, "low", k, key(body, "low"));
        assert_figure(csv, "high", k, key(body, "high"));
        const char *rating = json_string_value(key(body, "rating"));
        assert_string_equal(cell_of(row_named(csv, "rating"), k + 1), rating ? rating : "");
        criteria += check_parts(csv, "service_criteria", k, key(body, "service_criteria"));
        criteria += check_parts(csv, "criteria", k, key(body, "criteria"));
        assert_figure(csv, "services", k, key(count, "services"));
        assert_figure(csv, "incomplete", k, key(count, "incomplete"));
        assert_figure(csv, "stopped", k, key(count, "stopped"));
        counts += check_parts(csv, "ratings", k, key(count, "ratings"));
        assert_figure(csv, "proposals", k, key(body, "proposals"));
    }
    assert_int_equal(criteria, 15); /* seven of VER and EDL, one of NYN */
    assert_int_equal(counts, 4 * NCODES);
    free(csv);
    json_decref(json);
    campaign_close(&c);
}

static const json_t *question_of(const json_t *json, const char *id)
{
    size_t i;
    json_t *question;
    json_array_foreach(key(json, "questions"), i, question)
    {
        if (strcmp(json_string_value(key(question, "question")), id) == 0) {
            return question;
        }
    }
    fail_msg("%s is not in the JSON", id);
    return NULL;
}

static const json_t *share_of(const json_t *question, int column)
{
    return key(column < NCODES ? json_array_get(key(question, "bodies"), (size_t)column)
                               : key(question, "all"),
               "share");
}

/* The shares of every question, all of them, in the order that is asked for. */
static void questions_in_their_order(void **state)
{
    (void)state;
    struct campaign *c = small_open("demo.meyar");
    json_t *json = parsed(file_of(c, &side_by_side, REPORT_JSON));
    char *csv = file_of(c, &side_by_side, REPORT_CSV);
    char *text = file_of(c, &side_by_side, REPORT_TEXT);
    const char *row = strstr(csv, "\nquestions."), *told = strstr(text, "Share of the points");
    double before = -1;
    size_t n = 0;

    assert_non_null(strstr(text, "Questions, the worst first"));
    told = line_of(told, 1); /* the heads */
    for (row = row ? row + 1 : NULL; row; row = line_of(row, 1), n++) {
        const json_t *question = question_of(json, cell_of(row, 0) + strlen("questions."));
        told = line_of(told, 1);
        const char *at = told;
        for (int k = 0; k <= NCODES; k++) {
            const char *share = printed(share_of(question, k));
            assert_string_equal(cell_of(row, k + 1), share);
            share = *share ? share : "–";
            at += strspn(at, " ");
            assert_memory_equal(at, share, strlen(share));
            at += strlen(share);
        }
        double all = json_number_value(key(share_of(question, NCODES), "value"));
        assert_true(all >= before);
        before = all;
    }
    assert_int_equal(n, json_array_size(key(json, "questions")));
    free(text);
    free(csv);
    json_decref(json);
    campaign_close(&c);
}

/* ---- trends ---- */

static void series_as_csv(const char *csv, const json_t *trends, int *line, int pad)
{
    static const char *const figures[] = {"value", "low", "high", "change"};
    size_t i, k;
    json_t *series, *point;
    json_array_foreach(key(trends, "series"), i, series)
    {
        for (int f = 0; f < 4; f++) {
            const char *row = line_of(csv, (*line)++);
            assert_string_equal(cell_of(row, 0), json_string_value(key(series, "kind")));
            assert_string_equal(cell_of(row, 3), figures[f]);
            json_array_foreach(key(series, "points"), k, point)
            {
                assert_string_equal(cell_of(row, 4 + pad + (int)k),
                                    printed(key(point, figures[f])));
            }
        }
    }
}

static void followed_as_csv(void **state)
{
    static const struct report_view whole = {.kind = VIEW_TRENDS, .shares = true, .bodies = true},
                                    one = {.kind = VIEW_TRENDS, .body = "TEH"};
    (void)state;
    struct campaign *c = small_open("demo.meyar");
    json_t *json = parsed(file_of(c, &whole, REPORT_JSON));
    char *csv = file_of(c, &whole, REPORT_CSV);
    int line = 3;

    series_as_csv(csv, key(json, "campaign"), &line, 0);
    series_as_csv(csv, key(json, "bodies"), &line, 5); /* years of published totals */
    assert_null(line_of(csv, line));
    assert_true(line > 100);
    free(csv);
    json_decref(json);
    json = parsed(file_of(c, &one, REPORT_JSON));
    csv = file_of(c, &one, REPORT_CSV);
    line = 3;
    series_as_csv(csv, json, &line, 0);
    assert_null(line_of(csv, line));
    free(csv);
    json_decref(json);
    campaign_close(&c);
}

static void breaks_are_told(void **state)
{
    static const struct report_view one = {.kind = VIEW_TRENDS, .body = "beta"};
    (void)state;
    years_make();
    struct campaign *c = small_open("2019.meyar");
    char *text = file_of(c, &one, REPORT_TEXT), *csv = file_of(c, &one, REPORT_CSV);

    assert_non_null(strstr(text, "2016   2017  ┊ 2018  ┊ 2019  Change"));
    assert_non_null(strstr(text, "Online  36.8   36.8    63.2    63.2       –"));
    assert_non_null(strstr(text, "┊ 2017 → 2018: rubric 1 → 2: scores stay comparable"));
    assert_non_null(strstr(text, "┊ 2018 → 2019: rubric 2 → 3: scores can't be compared"));
    assert_non_null(strstr(csv, "rubric,,,version,1,1,2,3\nrubric,,,comparable,,yes,yes,no\n"));
    free(csv);
    free(text);
    campaign_close(&c);
}

/* ---- all formats ---- */

static void every_format(void **state)
{
    static const struct report_view trends = {
        .kind = VIEW_TRENDS, .shares = true, .bodies = true, .sorted = true};
    static const struct report_view *const views[] = {&side_by_side, &trends};
    (void)state;
    struct campaign *c = small_open("demo.meyar");

    for (int i = 0; i < 2; i++) {
        char *html = file_of(c, views[i], REPORT_HTML), *book = file_of(c, views[i], REPORT_XLSX);
        html_check(html, strlen(html));
        assert_memory_equal(book, "PK", 2);
        free(html);
        free(book);
    }
    campaign_close(&c);
}

static void what_strangers_write_is_text(void **state)
{
    static const char registry[] = "body_code,body_name,service_code,service_name\n"
                                   "alpha,=cmd|x,s1,One\n";
    static const char *const alpha[] = {"alpha"};
    static const struct report_view views[] = {
        {.kind = VIEW_COMPARE, .codes = alpha, .ncodes = 1, .questions = true, .column = -1},
        {.kind = VIEW_TRENDS, .shares = true, .bodies = true}};
    struct init_options o = small_options("=2019", small_rubric, registry);
    struct err err = {0};
    (void)state;
    assert_true(campaign_create(small_path("a.meyar"), &o, &err));
    struct campaign *c = small_open("a.meyar");

    for (int i = 0; i < 2; i++) {
        char *csv = file_of(c, &views[i], REPORT_CSV), *html = file_of(c, &views[i], REPORT_HTML);
        assert_non_null(strstr(csv, ",'=cmd|x,"));
        assert_null(strstr(csv, ",="));
        html_check(html, strlen(html));
        free(html);
        free(csv);
    }
    campaign_close(&c);
}

/* ---- on screen ---- */

/* Writes it by E under this name, and tells whether that is what the view gives. */
static void assert_written(const char *name, const char *digit, const struct report_view *v,
                           enum report_format format)
{
    char *typed = mem_printf("'%s", small_path(name)), *now;
    size_t n;

    press(app, "E");
    press(app, digit);
    press(app, typed);
    press(app, "Enter");
    assert_shown("Written: ");
    free(typed);
    FILE *f = fopen(small_path(name), "rb");
    assert_non_null(f);
    char *bytes = mem_alloc(1 << 20);
    n = fread(bytes, 1, (1 << 20) - 1, f);
    fclose(f);
    now = file_of(campaign, v, format);
    bytes[n] = '\0';
    assert_string_equal(bytes, now);
    free(now);
    free(bytes);
}

static void compare_by_e(void **state)
{
    static const char *const six[] = {"NYN", "VER", "EDL", "GOM", "DXN", "SEH"};
    struct report_view v = {
        .kind = VIEW_COMPARE, .codes = six, .ncodes = 6, .questions = true, .column = -1};
    (void)state;
    demo_open("en", 24, 80, "Home");
    demo_run("compare: bodies");
    assert_string_equal(app_screen(app), "compare");
    assert_written("c.csv", "2", &v, REPORT_CSV);
    assert_string_equal(app_screen(app), "compare");
    v.order = COMPARE_COLUMN;
    v.column = 1;
    press(app, "Right S");
    assert_written("c.txt", "1", &v, REPORT_TEXT);
    press(app, "E");
    assert_shown("Bodies side by side");
    press(app, "Esc");
    demo_close();
}

static void trends_by_e(void **state)
{
    struct report_view v = {.kind = VIEW_TRENDS, .bodies = true, .sorted = true};
    (void)state;
    demo_open("en", 40, 120, "Home");
    demo_run("trends: figures");
    assert_written("t.txt", "1", &v, REPORT_TEXT);
    v.sorted = false;
    press(app, "s");
    assert_written("r.txt", "1", &v, REPORT_TEXT);
    v = (struct report_view){.kind = VIEW_TRENDS, .shares = true};
    press(app, "Tab");
    assert_written("s.json", "3", &v, REPORT_JSON);
    v = (struct report_view){.kind = VIEW_TRENDS, .body = "NYN"};
    press(app, "Tab");
    press(app, "E");
    assert_shown("Trends of ");
    press(app, "Esc");
    demo_close();
}

static void names_of_files(void **state)
{
    static const struct report_view body = {.kind = VIEW_TRENDS, .body = "NYN"};
    struct arena *a = arena_new();
    (void)state;
    struct campaign *c = small_open("demo.meyar");

    assert_string_equal(report_name(c, 0, &side_by_side, REPORT_XLSX, a), "2019-compare.xlsx");
    assert_string_equal(report_name(c, 0, &body, REPORT_HTML, a), "2019-NYN-trends.html");
    campaign_close(&c);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compared_as_csv),
        cmocka_unit_test(questions_in_their_order),
        cmocka_unit_test(followed_as_csv),
        cmocka_unit_test(every_format),
        cmocka_unit_test(compare_by_e),
        cmocka_unit_test(trends_by_e),
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(breaks_are_told),
        cmocka_unit_test(what_strangers_write_is_text),
    };
    return cmocka_run_group_tests(tests, demo_make, demo_remove);
}
