/* Reports as files: the same bytes twice, the figures of `score --json`, nothing of strangers'
 * texts that a browser, a spreadsheet or a terminal would obey. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>
#include "model/put_json.h"
#include "model/report.h"
#include "tests/help/html.h"
#include "tests/help/program.h"
#include "tests/help/small.h"
#include "tui/report/lib.h"
#include "tui/report/render.h"

static char reader[512]; /* tests/tui/xlsx.py */

static int enter(void **state)
{
    if (!reader[0]) {
        assert_non_null(getcwd(reader, sizeof reader - 32));
        strcat(reader, "/tests/tui/xlsx.py");
    }
    return small_enter(state);
}

static struct campaign *open_demo(void)
{
    small_demo(small_path("demo.meyar"));
    return small_open("demo.meyar");
}

static struct buf report(struct campaign *c, const char *body, enum report_format format,
                         int language)
{
    struct buf out = {0};
    struct err err = {0};
    if (!report_write(c, 0, &(struct report_view){.body = body}, format, language, &out, &err)) {
        fail_msg("%s", err_text(&err));
    }
    return out;
}

/* ---- a workbook, read back by others ---- */

struct cells {
    json_t *list; /* of [sheet, cell, kind, value]; NULL: there is nobody to read it */
};

static struct cells read_back(const struct buf *book)
{
    struct cells c = {NULL};
    FILE *f = fopen(small_path("book.xlsx"), "wb");
    char *command = mem_printf(
        "%s '%s' '%s'", access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : "python3",
        reader, small_path("book.xlsx"));
    char *line = NULL;
    size_t room = 0;

    assert_int_equal(fwrite(book->s, 1, book->n, f), book->n);
    fclose(f);
    f = popen(command, "r");
    c.list = json_array();
    while (getline(&line, &room, f) > 0) {
        json_t *cell = json_loads(line, 0, NULL);
        assert_non_null(cell);
        json_array_append_new(c.list, cell);
    }
    int status = pclose(f);
    free(line);
    free(command);
    if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
        printf("openpyxl is not here: workbooks were not read back\n");
        json_decref(c.list);
        c.list = NULL;
        return c;
    }
    assert_int_equal(status, 0);
    assert_true(json_array_size(c.list) > 0);
    return c;
}

static const char *text_of(const json_t *cell)
{
    const char *s = json_string_value(json_array_get(cell, 3));
    return s ? s : "";
}

/* No formula, nothing that would be one, nothing that does not fit. */
static void all_texts_are_texts(const struct cells *c)
{
    size_t i;
    json_t *cell;
    json_array_foreach(c->list, i, cell)
    {
        const char *s = text_of(cell), *kind = json_string_value(json_array_get(cell, 2));
        size_t letters = 0;
        assert_string_not_equal(kind, "f");
        assert_string_not_equal(kind, "e");
        assert_true(!*s || !strchr("=+-@\t\r\n", *s));
        for (size_t at = 0, len; s[at]; at += len) {
            letters += utf8_next(s + at, &len) > 0xffff ? 2 : 1;
        }
        assert_true(letters <= 32767);
    }
}

static bool holds(const struct cells *c, const char *text)
{
    size_t i;
    json_t *cell;
    json_array_foreach(c->list, i, cell)
    {
        if (strstr(text_of(cell), text)) {
            return true;
        }
    }
    return false;
}

/* ---- the demo ---- */

static void the_same_twice(struct campaign *c)
{
    for (int format = 0; format < REPORT_FORMATS; format++) {
        for (int body = 0; body < 2; body++) {
            struct buf a = report(c, body ? "NYN" : NULL, (enum report_format)format, 0);
            struct buf b = report(c, body ? "NYN" : NULL, (enum report_format)format, 0);
            assert_true(a.n > 0);
            assert_int_equal(a.n, b.n);
            assert_memory_equal(a.s, b.s, a.n);
            buf_free(&a);
            buf_free(&b);
        }
    }
}

/* Each row of the CSV stands in the page, as a row of cells, and the workbook has its numbers. */
static void campaign_figures(struct campaign *c)
{
    struct buf csv = report(c, NULL, REPORT_CSV, 0), html = report(c, NULL, REPORT_HTML, 0);
    char *line, *rest = strchr(csv.s, '\n') + 1;

    html_check(html.s, html.n);
    while ((line = strtok_r(rest, "\n", &rest))) {
        struct buf row = {0};
        char *number = strchr(line, ',') + 1, *cell;
        while ((cell = strtok_r(number, ",", &number))) {
            buf_printf(&row, "<td class=\"n\">%s</td>", cell);
        }
        buf_add(&row, "</tr>");
        if (!strstr(html.s, row.s)) {
            fail_msg("%s is not in the page", row.s);
        }
        buf_free(&row);
    }
    buf_free(&csv);
    buf_free(&html);
}

/* A figure of `score --json`: low, or "low–high". */
static const char *range(const json_t *subject, struct arena *a)
{
    const json_t *low = json_object_get(subject, "low"), *high = json_object_get(subject, "high");
    if (!json_is_object(low)) {
        return "–";
    }
    const char *from = arena_printf(a, "%.1f", json_number_value(json_object_get(low, "value")));
    const char *to = arena_printf(a, "%.1f", json_number_value(json_object_get(high, "value")));
    return strcmp(from, to) == 0 ? from : arena_printf(a, "%s–%s", from, to);
}

static void body_figures(struct campaign *c, const char *code)
{
    struct buf score = {0}, html = report(c, code, REPORT_HTML, 0),
               json = report(c, code, REPORT_JSON, 0);
    struct arena *a = arena_new();
    struct err err = {0};
    json_t *whole, *service;
    size_t i;

    html_check(html.s, html.n);
    assert_true(score_json(c, 0, code, NULL, &score, &err));
    /* The body's object, byte for byte. */
    char *body = strstr(score.s, "\"bodies\":[") + strlen("\"bodies\":[");
    body[strlen(body) - strlen("]}\n")] = '\0';
    assert_non_null(strstr(json.s, arena_printf(a, "\"body\":%s,", body)));
    whole = json_loads(body, 0, NULL);
    assert_non_null(whole);
    assert_non_null(strstr(html.s, arena_printf(a, "<dt>Score</dt><dd>%s</dd>", range(whole, a))));
    json_array_foreach(json_object_get(whole, "services"), i, service)
    {
        const char *cells =
            arena_printf(a, "<td><bdi>%s</bdi></td><td class=\"n\">%s</td>",
                         json_string_value(json_object_get(service, "code")), range(service, a));
        if (!strstr(html.s, cells)) {
            fail_msg("%s is not in the page", cells);
        }
    }
    json_decref(whole);
    whole = json_loads(json.s, 0, NULL);
    assert_non_null(whole);
    json_decref(whole);
    arena_free(&a);
    buf_free(&score);
    buf_free(&html);
    buf_free(&json);
}

static void every_body(struct campaign *c)
{
    struct arena *a = arena_new();
    int n = rows_count(c, 0, NULL);
    struct row *rows = arena_alloc(a, (size_t)n * sizeof *rows);
    assert_int_equal(rows_window(c, 0, NULL, -1, 0, n, rows, a), n);
    for (int i = 0; i < n; i++) {
        body_figures(c, rows[i].body);
    }
    arena_free(&a);
}

static void workbooks(struct campaign *c)
{
    for (int body = 0; body < 2; body++) {
        struct buf book = report(c, body ? "NYN" : NULL, REPORT_XLSX, 1);
        struct cells cells = read_back(&book);
        if (cells.list) {
            all_texts_are_texts(&cells);
            assert_true(holds(&cells, body ? "Nəqliyyat və Yollar" : "Qeyri-qənaətbəxş"));
        }
        json_decref(cells.list);
        buf_free(&book);
    }
}

static void the_demo_in_every_format(void **state)
{
    struct campaign *c = open_demo();
    (void)state;
    the_same_twice(c);
    campaign_figures(c);
    every_body(c);
    workbooks(c);
    campaign_close(&c);
}

/* ---- what strangers write ---- */

#define EMOJI "\xf0\x9f\x98\x80"
#define OVERRIDE "\xe2\x80\xae" /* right to left */
static const char script[] = "<script>alert('1')</script> & \"x\"",
                  command[] = "=cmd|' /C calc'!A0";

static struct campaign *hostile(void)
{
    struct err err = {0};
    char *registry =
        mem_printf("body_code,body_name,service_code,service_name\n"
                   "alpha,\"<script>alert('1')</script> & \"\"x\"\"\",s1,\"=cmd|' /C calc'!A0\"\n"
                   "alpha,,s2,@SUM(A1) %s " EMOJI "\n",
                   "</title></style></svg>");
    struct init_options o = small_options("=2019", small_rubric, registry);
    if (!campaign_create(small_path("a.meyar"), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
    free(registry);
    return small_open("a.meyar");
}

static void edit(struct campaign *c)
{
    struct err err = {0};
    char *letters = mem_alloc(3001 + strlen(EMOJI)), key[40];
    strcpy(letters, EMOJI);
    memset(letters + strlen(EMOJI), 'x', 3000);
    small_answer(c, "alpha", "s1", "e_level", "half", OVERRIDE "note");
    small_answer(c, "alpha", "s1", "e_pay", "no", NULL);
    bool ok =
        proposal_set_text(c, "alpha", "e_pay", script, letters, &err) &&
        proposal_set_owner(c, "alpha", "e_pay", command, &err) &&
        proposal_set_state(c, "alpha", "e_pay", PROPOSAL_DISPUTED, "-1+1 " OVERRIDE "gnp", &err);
    struct finding f = {PROPOSAL_OBSERVATION, "", "+1 " EMOJI " əğıöşüç", "_x0041_ \x01", NULL, -1};
    if (ok) {
        f.proposal = "_x0041_";
        ok = finding_add(c, "alpha", &f, key, &err);
    }
    if (!ok) {
        fail_msg("%s", err_text(&err));
    }
    free(letters);
}

static void in_csv(struct campaign *c)
{
    struct buf csv = report(c, "alpha", REPORT_CSV, 0);
    assert_non_null(strstr(csv.s, ",'=cmd|' /C calc'!A0,"));
    assert_non_null(strstr(csv.s, "'-1+1 "));
    assert_non_null(strstr(csv.s, "\"<script>alert('1')</script> & \"\"x\"\"\""));
    assert_non_null(strstr(csv.s, ",'+1 " EMOJI));
    buf_free(&csv);
}

static void in_html(struct campaign *c)
{
    for (int body = 0; body < 2; body++) {
        struct buf html = report(c, body ? "alpha" : NULL, REPORT_HTML, 0);
        html_check(html.s, html.n);
        assert_null(strstr(html.s, "<script"));
        assert_non_null(strstr(html.s, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; "));
        assert_non_null(strstr(html.s, "<bdi>"));
        if (body) {
            assert_non_null(strstr(html.s, "\\u202e"));
            assert_non_null(strstr(html.s, EMOJI " əğıöşüç"));
        }
        buf_free(&html);
    }
}

static void in_text(struct campaign *c)
{
    struct buf text = report(c, "alpha", REPORT_TEXT, 0);
    assert_null(strstr(text.s, OVERRIDE));
    assert_non_null(strstr(text.s, "\\u202e"));
    assert_non_null(strstr(text.s, "<script>"));
    buf_free(&text);
}

static void in_a_workbook(struct campaign *c)
{
    struct buf book = report(c, "alpha", REPORT_XLSX, 0);
    struct cells cells = read_back(&book);
    if (cells.list) {
        all_texts_are_texts(&cells);
        assert_true(holds(&cells, "'=cmd|' /C calc'!A0"));
        assert_true(holds(&cells, "'@SUM(A1) </title></style></svg> " EMOJI));
        assert_true(holds(&cells, "'-1+1 \\u202egnp"));
        assert_true(holds(&cells, "'+1 " EMOJI " əğıöşüç"));
        assert_true(holds(&cells, EMOJI "xxxx"));
        assert_true(holds(&cells, "_x0041_"));
        assert_true(holds(&cells, "<script>alert('1')</script> & \"x\""));
    }
    json_decref(cells.list);
    buf_free(&book);
}

static void what_strangers_write_is_text(void **state)
{
    struct campaign *c = hostile();
    struct err err = {0};
    struct buf out = {0};
    (void)state;
    edit(c);
    in_csv(c);
    in_html(c);
    in_text(c);
    in_a_workbook(c);
    assert_false(
        report_write(c, 0, &(struct report_view){.body = "nobody"}, REPORT_HTML, 0, &out, &err));
    assert_int_equal(err.status, REFUSED);
    assert_int_equal(out.n, 0);
    buf_free(&out);
    campaign_close(&c);
}

/* Documents that no campaign has yet: texts longer than a cell, titles that no sheet can have. */
static void what_a_sheet_can_not_hold(void **state)
{
    static const char *const titles[] = {
        "[a]:*?/\\'",
        "[A]:*?/\\'",
        "'",
        "",
        "History",
        "A title of more than thirty-one letters",
        "A title of more than thirty-one emoji",
        EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI EMOJI};
    struct arena *a = arena_new();
    struct err err = {0};
    struct buf text = {0}, out = {0};
    (void)state;
    for (int i = 0; i < 20000; i++) {
        buf_add(&text, EMOJI); /* two units each */
    }
    struct doc *d = doc_new(a, "Doc", NULL, "en");
    d->foot = "";
    doc_section(d, "Section");
    doc_paragraph(d, cell_text(VOICE_OTHERS, text.s));
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct doc_table *t = doc_table(d, titles[i]);
        doc_column(d, t, COLUMN_TEXT, VOICE_OTHERS, text.s);
        doc_column(d, t, COLUMN_RANGE, VOICE_OTHERS, "=1");
        struct doc_row *row = doc_row(d, t);
        row->cell[0] = cell_text(VOICE_OTHERS, text.s);
        row->cell[1] = cell_range(-10, 25, 1);
        doc_chart(d, CHART_BARS, "Chart", t, 0, 1, 1, 1);
    }
    if (!doc_xlsx(d, &out, &err)) {
        fail_msg("%s", err_text(&err));
    }
    struct cells cells = read_back(&out);
    if (cells.list) {
        all_texts_are_texts(&cells);
        assert_true(holds(&cells, EMOJI "… (the rest does not fit into a cell)"));
        /* Two headings and a text on each sheet, two numbers. */
        assert_true(json_array_size(cells.list) >= 5 * sizeof titles / sizeof titles[0]);
    }
    json_decref(cells.list);
    buf_clear(&out);
    doc_html(d, &out);
    html_check(out.s, out.n);
    buf_clear(&out);
    doc_text(d, &out);
    assert_int_equal(utf8_check(out.s, out.n), out.n);
    buf_free(&out);
    buf_free(&text);
    arena_free(&a);
}

/* Where the disk is full that is one sentence of ours, and nothing of the library's beside it. */
static void no_room_for_a_workbook(void **state)
{
    struct arena *a = arena_new();
    struct buf out = {0};
    struct err err = {0};
    struct rlimit whole, little;
    struct stat st;
    (void)state;
    struct doc *d = doc_new(a, "Doc", NULL, "en");
    d->foot = "";
    int kept = dup(STDERR_FILENO);
    int said = open(small_path("said"), O_RDWR | O_CREAT, 0600);
    dup2(said, STDERR_FILENO);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
    little = whole;
    little.rlim_cur = 512;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    bool made = doc_xlsx(d, &out, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &whole), 0);
    signal(SIGXFSZ, SIG_DFL);
    dup2(kept, STDERR_FILENO);
    close(kept);
    assert_false(made);
    assert_int_equal(err.status, BUSY);
    assert_non_null(strstr(err_text(&err), "is there room"));
    assert_int_equal(out.n, 0);
    assert_int_equal(fstat(said, &st), 0);
    assert_int_equal(st.st_size, 0);
    close(said);
    err_clear(&err);
    arena_free(&a);
}

/* An empty campaign, and one without a body's part, has little to tell; it tells that. */
static void nothing_answered_yet(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    for (int format = 0; format < REPORT_FORMATS; format++) {
        for (int body = 0; body < 2; body++) {
            struct buf out = report(c, body ? "beta" : NULL, (enum report_format)format, 1);
            assert_true(out.n > 0);
            if (format == REPORT_HTML) {
                html_check(out.s, out.n);
            }
            buf_free(&out);
        }
    }
    campaign_close(&c);
}

/* A rubric may ask nothing of services, and the registry have some all the same. */
static void a_rubric_without_services(void **state)
{
    static const char rubric[] =
        "rubric: bare\nversion: \"1\"\ntitle: Bare\nbody:\n  criteria:\n"
        "    - {id: c, title: C, questions: [{id: q, ask: Q, type: yes_no, points: 3}]}\n";
    (void)state;
    small_make("a.meyar", "2019", rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "q", "no", NULL);
    for (int format = 0; format < REPORT_FORMATS; format++) {
        for (int body = 0; body < 2; body++) {
            struct buf out = report(c, body ? "alpha" : NULL, (enum report_format)format, 0);
            assert_true(out.n > 0);
            buf_free(&out);
        }
    }
    campaign_close(&c);
}

/* Wherever a rating stands that was set by hand, the computed one stands beside it. */
static void a_rating_by_hand(void **state)
{
    static const enum report_format formats[] = {REPORT_TEXT, REPORT_HTML};
    struct campaign *c = open_demo();
    struct err err = {0};
    (void)state;
    assert_true(final_set(c, "TEH", "0304", "excellent", "Seen by the board", &err));
    assert_true(final_set(c, "TEH", "", "unsatisfactory", "Complaints", &err));
    for (size_t i = 0; i < 2; i++) {
        struct buf body = report(c, "TEH", formats[i], 0), all = report(c, NULL, formats[i], 0);
        assert_non_null(strstr(body.s, "Excellent (by hand; computed: Good)"));
        assert_non_null(strstr(body.s, "Unsatisfactory (by hand; computed: Satisfactory)"));
        assert_non_null(strstr(all.s, "Unsatisfactory (by hand; computed: Satisfactory)"));
        buf_free(&body);
        buf_free(&all);
    }
    campaign_close(&c);
}

/* A file's name has nothing in it that a folder would take for something else. */
static void names_of_files(void **state)
{
    struct arena *a = arena_new();
    struct err err = {0};
    struct init_options o = small_options("../20\x01/19", small_rubric, small_registry);
    (void)state;
    o.name = "../20/19";
    if (!campaign_create(small_path("a.meyar"), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
    struct campaign *c = small_open("a.meyar");
    assert_string_equal(report_name(c, 0, &(struct report_view){.body = NULL}, REPORT_HTML, a),
                        "_._20_19.html");
    assert_string_equal(report_name(c, 0, &(struct report_view){.body = "alpha"}, REPORT_TEXT, a),
                        "_._20_19-alpha.txt");
    campaign_close(&c);
    arena_free(&a);
}

/* Of what is found in several ways each stands beside what is proposed against it, with its
 * services, once; what nearly all proposals say is told above them. */
static void proposals_are_told_once(void **state)
{
    (void)state;
    struct campaign *c = open_demo();
    struct buf text = report(c, "EDL", REPORT_TEXT, 0);
    const char *found =
        "    The service ends at a form to be downloaded and brought on paper. (0205,\n"
        "    0402, 0403, 0501)\n"
        "    → Let applicants fill in the form on the screen and send it "
        "electronically.\n"
        "    Legal basis: ";
    assert_non_null(strstr(text.s, found));
    assert_null(strstr(strstr(text.s, found) + 5, "The service ends at a form"));
    assert_non_null(strstr(text.s, "\n  State, where nothing else is said: draft\n"));
    assert_null(strstr(text.s, "State: draft"));
    assert_non_null(strstr(text.s, "Repeated: –\n")); /* a new one among repeated ones */
    assert_non_null(strstr(text.s, "\n  not done: 59\n"));
    assert_true(strstr(text.s, "Proposals\n-") < strstr(text.s, "Services of the body\n"));
    assert_true(strstr(text.s, "Services of the body\n") < strstr(text.s, "  Code: EDL\n"));
    buf_free(&text);
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, small_leave)
    const struct CMUnitTest tests[] = {
        T(the_demo_in_every_format),  T(what_strangers_write_is_text),
        T(what_a_sheet_can_not_hold), T(no_room_for_a_workbook),
        T(nothing_answered_yet),      T(a_rubric_without_services),
        T(a_rating_by_hand),          T(names_of_files),
        T(proposals_are_told_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
