/* `meyar score --why` over the whole demo: every sum that is printed gives, worked out from what is
 * printed, the figure that `score --json` tells; and y on the screens. */
#include "tests/e2e/office.h"

#include <jansson.h>
#include <sys/wait.h>
#include "tests/help/paper.h"
#include "tests/help/program.h"
#include "tests/help/small.h"

/* ---- the figures of score --json in the order of the paper ---- */

/* What the sections of sums must give: objects with so_far, low, high, score. */
struct due {
    const json_t **list;
    size_t n, room;
};

/* Sections without a figure have no sums. */
static void expect(struct due *d, const json_t *of)
{
    if (!json_is_object(json_object_get(of, "low"))) {
        return;
    }
    if (d->n == d->room) {
        d->room = d->room ? 2 * d->room : 64;
        d->list = mem_grow(d->list, d->room, sizeof *d->list);
    }
    d->list[d->n++] = of;
}

static void expect_criteria(struct due *d, const json_t *criteria)
{
    size_t i;
    const json_t *c;

    json_array_foreach(criteria, i, c)
    {
        expect(d, c);
        expect_criteria(d, json_object_get(c, "criteria"));
    }
}

static void expect_body(struct due *d, const json_t *body)
{
    expect(d, body);
    expect(d, json_object_get(body, "service_mean"));
    expect(d, json_object_get(body, "own"));
    expect_criteria(d, json_object_get(body, "criteria"));
    expect_criteria(d, json_object_get(body, "service_criteria"));
}

static void expect_service(struct due *d, const json_t *service)
{
    expect(d, service);
    expect_criteria(d, json_object_get(service, "criteria"));
}

/* ---- the printed text ---- */

/* One sum against the figure of its section. */
static void check_figure(const char *line, const struct paper *p, const json_t *of)
{
    const char *key = strcmp(p->label, "so far") == 0 ? "so_far" : p->label;
    const json_t *figure = json_object_get(of, key);
    char *shown =
        json_dumps(json_object_get(figure, "value"), JSON_ENCODE_ANY | JSON_REAL_PRECISION(9));

    if (!json_is_object(figure) || strtod(shown, NULL) != strtod(p->shown, NULL)) {
        fail_msg("%s, but score --json has %s", line, shown ? shown : "nothing");
    }
    free(shown);
    if (!p->shares) {
        return;
    }
    mpq_t exact, parts, hundred;
    mpq_inits(exact, parts, hundred, NULL);
    mpq_set_str(exact, json_string_value(json_object_get(figure, "exact")), 10);
    mpq_set_str(parts, p->exact, 10);
    mpq_set_ui(hundred, 100, 1);
    mpq_mul(parts, parts, hundred);
    if (!mpq_equal(parts, exact)) {
        fail_msg("%s is not exactly what score --json has", line);
    }
    mpq_clears(exact, parts, hundred, NULL);
}

struct walk {
    const struct due *due;
    size_t at;       /* the section that the next figure belongs to; + 1 */
    bool fresh;      /* a section has begun, and no sum of it was seen */
    int sums, exact; /* seen */
};

static bool is_figure(const char *label)
{
    return strcmp(label, "low") == 0 || strcmp(label, "high") == 0 ||
           strcmp(label, "so far") == 0 || strcmp(label, "score") == 0;
}

static void check_line(struct walk *w, const char *line)
{
    struct paper p;

    if (strncmp(line, "    ", 4) != 0 || line[4] == ' ' || !strstr(line, " = ")) {
        w->fresh = true; /* a title, or anything else that is no sum */
        return;
    }
    if (!paper_read(line, &p)) {
        fail_msg("does not add up: %s", line);
    }
    w->sums++;
    w->exact += p.shares;
    if (!is_figure(p.label)) {
        return; /* of a question: its points, its gain */
    }
    w->at += w->fresh;
    w->fresh = false;
    if (w->at == 0 || w->at > w->due->n) {
        fail_msg("a sum more than score --json has figures: %s", line);
    }
    check_figure(line, &p, w->due->list[w->at - 1]);
}

/* Every sum of the text, in its order; every figure of score --json must have its own. */
static void check_text(const char *text, const struct due *due, struct walk *w)
{
    char *copy = mem_dup(text), *rest = copy, *line;

    *w = (struct walk){.due = due};
    while ((line = strsep(&rest, "\n"))) {
        check_line(w, line);
    }
    if (w->at != due->n) {
        fail_msg("%zu figures have sums, but score --json has %zu", w->at, due->n);
    }
    free(copy);
}

static json_t *scores(const char *campaign)
{
    json_error_t why;
    const struct ran *r = meyar("score", "demo.meyar", "--json", "--campaign", campaign, NULL);
    assert_int_equal(r->status, 0);
    json_t *root = json_loads(r->out, 0, &why);
    assert_non_null(root);
    return root;
}

static void whole_campaign(const char *campaign, int least)
{
    json_t *root = scores(campaign);
    struct due due = {0};
    struct walk w;
    size_t i, k;
    const json_t *body, *service;

    json_array_foreach(json_object_get(root, "bodies"), i, body)
    {
        expect_body(&due, body);
        json_array_foreach(json_object_get(body, "services"), k, service)
        {
            expect_service(&due, service);
        }
    }
    const struct ran *r = meyar("score", "demo.meyar", "--why", "--campaign", campaign, NULL);
    assert_int_equal(r->status, 0);
    check_text(r->out, &due, &w);
    assert_true(w.sums > least);
    assert_true(w.exact > least / 4);
    free(due.list);
    json_decref(root);
}

static void one_subject_alone(void)
{
    struct walk w;
    struct due due = {0};
    json_t *root = scores("2019");
    const json_t *body = json_array_get(json_object_get(root, "bodies"), 0);
    expect_body(&due, body);
    const char *code = json_string_value(json_object_get(body, "code"));
    const struct ran *r = meyar("score", "demo.meyar", code, "--why", NULL);
    assert_int_equal(r->status, 0);
    check_text(r->out, &due, &w);
    due.n = 0;
    const json_t *service = json_array_get(json_object_get(body, "services"), 1);
    expect_service(&due, service);
    char *path = mem_printf("%s/%s", code, json_string_value(json_object_get(service, "code")));
    r = meyar("score", "demo.meyar", path, "--why", NULL);
    assert_int_equal(r->status, 0);
    check_text(r->out, &due, &w);
    free(path);
    free(due.list);
    json_decref(root);
}

static void what_it_refuses(void)
{
    const struct ran *r = meyar("score", "demo.meyar", "NYN", "--why", "--json", NULL);
    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, "");
    assert_non_null(strstr(r->err, "--why is a text to read: it does not go with --json"));
    r = meyar("score", "demo.meyar", "NYN/nothing", "--why", NULL);
    assert_int_equal(r->status, 1);
    assert_non_null(strstr(r->err, "has no service 'nothing'"));
    r = meyar("score", "demo.meyar", "nobody", "--why", NULL);
    assert_int_equal(r->status, 1);
    assert_string_equal(r->out, "");
    assert_true(strlen(r->err) > 0);
}

static void every_sum_of_the_demo_adds_up(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LANGUAGE", "en", 1);
    small_demo("demo.meyar");
    whole_campaign("2019", 10000);
    whole_campaign("2018", 10000);
    one_subject_alone();
    what_it_refuses();
}

/* ---- on the screens ---- */

static void from_a_question_and_back(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, "vv\033[Hj\r"); /* all stages; the Ministry of Transport */
    office_expect(p, "The body itself");
    pty_keys(p, "\033[Hjj\r");
    office_expect(p, "question ");
    pty_keys(p, "\033[Hl"); /* the second question */
    office_expect(p, "question 2 of 10");
    pty_keys(p, "y");
    office_expect(p, "› Why");
    office_expect(p, "low    = (4 + 5 + 0) / (10 + 5 + 20) = 9/35 = 25.7 %");
    office_expect(p, "5 of 5: Yes");
    pty_keys(p, "\033"); /* back to where one was */
    office_expect(p, "question 2 of 10");
    pty_keys(p, "y");
    office_expect(p, "› Why");
    pty_keys(p, "j\r"); /* the row below: the third question */
    office_expect(p, "question 3 of 10");
    pty_keys(p, "q"); /* step by step */
    office_expect(p, "› Why");
    pty_keys(p, "q");
    office_expect(p, "question 2 of 10");
    pty_keys(p, "q");
    office_expect(p, "The body itself");
    pty_free(&p);
}

static void from_a_body_to_its_service(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, "\033[Hjy");
    office_expect(p, "Its services");
    office_expect(p, "= 22.1");
    pty_keys(p, "jjj\r");
    office_expect(p, "= 28.3 %");
    assert_true(pty_shows(p, "Vehicle registration › Why"));
    pty_keys(p, "q");
    office_expect(p, "Its services");
    int row, col;
    bool visible;
    pty_settle(p, 100);
    pty_cursor(p, &row, &col, &visible);
    assert_non_null(
        strstr(pty_row(p, row), "Vehicle registration")); /* the cursor is still there */
    pty_keys(p, "\033");
    office_expect(p, "Bodies");
    pty_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_sum_of_the_demo_adds_up, program_enter,
                                        program_leave),
        cmocka_unit_test_setup_teardown(from_a_question_and_back, office_enter, small_leave),
        cmocka_unit_test_setup_teardown(from_a_body_to_its_service, office_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
