/* The whole demo on screen beside `score --json` and the answers: a walk through Bodies, every
 * Body, every service's and body's Questions. What the cells show (marks, counts, figures, ratings,
 * proposals, criteria) is worked out here from the JSON alone. */
#include <jansson.h>
#include "tests/tui/headless.h"

#define ROWS 76
#define COLUMNS 200

static struct {
    struct campaign *c;
    struct app *app;
    const struct rubric *rubric;
    json_t *score;   /* score --json */
    json_t *answers; /* "BODY/SERVICE" → question → value */
    char *at;        /* what is looked at, for failures */
    int y;           /* the chosen row */
    int bodies, subjects, questions;
    int hidden; /* answers of what is asked no more */
} walk;

__attribute__((format(printf, 1, 2), noreturn)) static void differs(const char *format, ...)
{
    va_list args;
    headless_dump(stderr);
    fprintf(stderr, "%s: ", walk.at);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\n");
    fail_msg("%s", "the screen does not say what `score --json` says");
    abort();
}

static void look_at(const char *body, const char *service)
{
    free(walk.at);
    walk.at = mem_printf("%s/%s", body, service);
}

/* ---- the demo, and what it comes to ---- */

static void read_answers(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    char *left_out;
    assert_true(answers_write(c, NULL, NULL, ANSWERS_JSON, &b, &left_out, &err));
    json_t *list = json_loads(b.s, 0, NULL), *one;
    size_t i;
    assert_non_null(list);
    walk.answers = json_object();
    json_array_foreach(list, i, one)
    {
        const char *service = json_string_value(json_object_get(one, "service"));
        char *key = mem_printf("%s/%s", json_string_value(json_object_get(one, "body")),
                               service ? service : "");
        json_t *of = json_object_get(walk.answers, key);
        if (!of) {
            json_object_set_new(walk.answers, key, json_object());
            of = json_object_get(walk.answers, key);
        }
        if (json_is_string(json_object_get(one, "value"))) {
            json_object_set(of, json_string_value(json_object_get(one, "question")),
                            json_object_get(one, "value"));
        }
        free(key);
    }
    json_decref(list);
    buf_free(&b);
    free(left_out);
}

static int enter(void **state)
{
    struct err err = {0};
    struct buf b = {0};
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    headless_start();
    headless_size(ROWS, COLUMNS);
    small_demo(small_path("demo.meyar"));
    walk.c = office_open_file("demo.meyar", 0);
    assert_true(score_json(walk.c, 0, NULL, NULL, &b, &err));
    walk.score = json_loads(b.s, 0, NULL);
    assert_non_null(walk.score);
    buf_free(&b);
    read_answers(walk.c);
    walk.rubric = campaign_rubric(walk.c, 0);
    walk.app = app_new(walk.c);
    app_draw(walk.app);
    return 0;
}

static int leave(void **state)
{
    app_free(&walk.app);
    campaign_close(&walk.c);
    json_decref(walk.score);
    json_decref(walk.answers);
    free(walk.at);
    headless_stop();
    return small_leave(state);
}

/* ---- what the JSON says ---- */

static const char *text(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static double value(const json_t *o, const char *key)
{
    return json_number_value(json_object_get(json_object_get(o, key), "value"));
}

static bool is(const json_t *o, const char *state)
{
    return strcmp(text(o, "state"), state) == 0;
}

/* "71.4", "39.2–71.5", "" as a column shows it. */
static const char *range_of(const json_t *o, bool complete, char out[40])
{
    out[0] = '\0';
    if (complete && json_is_object(json_object_get(o, "score"))) {
        snprintf(out, 40, "%.1f", value(o, "score"));
    } else if (json_is_object(json_object_get(o, "low"))) {
        double low = value(o, "low"), high = value(o, "high");
        if (low == high) {
            snprintf(out, 40, "%.1f", low);
        } else {
            snprintf(out, 40, "%.1f–%.1f", low, high);
        }
    }
    return out;
}

/* The rating that a figure reads as, before caps: the rubric's `from` on what is printed. */
static const char *rating_at(double figure)
{
    static const struct {
        double from;
        const char *title;
    } ratings[] = {{90, "Excellent"}, {70, "Good"}, {50, "Satisfactory"}, {0, "Unsatisfactory"}};
    for (int i = 0; i < 4; i++) {
        if (figure >= ratings[i].from) {
            return ratings[i].title;
        }
    }
    return "";
}

static const char *title_of(const char *rating)
{
    static const char *const titles[][2] = {{"unsatisfactory", "Unsatisfactory"},
                                            {"satisfactory", "Satisfactory"},
                                            {"good", "Good"},
                                            {"excellent", "Excellent"},
                                            {"not_electronic", "Not electronic"}};
    for (int i = 0; rating && i < 5; i++) {
        if (strcmp(titles[i][0], rating) == 0) {
            return titles[i][1];
        }
    }
    return "";
}

/* The word of the rating's column. */
static const char *word_of(const json_t *o, bool complete, char out[64])
{
    if (text(o, "unrated")) {
        snprintf(out, 64, "%s", title_of(text(o, "unrated")));
    } else if (complete) {
        snprintf(out, 64, "%s", title_of(text(o, "rating")));
    } else {
        snprintf(out, 64, "%s…", rating_at(value(o, "low")));
    }
    return out;
}

static json_t *answers_of(const char *body, const char *service)
{
    char key[160];
    snprintf(key, sizeof key, "%s/%s", body, service);
    return json_object_get(walk.answers, key);
}

static int how_many(json_t *answers, const char *wanted)
{
    int n = 0;
    const char *key;
    json_t *v;
    json_object_foreach(answers, key, v)
    {
        n += !wanted || strcmp(json_string_value(v), wanted) == 0;
    }
    return n;
}

/* 2: the gravest, 1: one between, 0: the lightest, -1: none. */
static int worst_of(const json_t *deficiencies)
{
    static const char *const names[] = {"minor", "major", "critical"};
    int worst = -1;
    size_t i;
    json_t *d;
    json_array_foreach(deficiencies, i, d)
    {
        for (int k = 0; k < 3; k++) {
            if (strcmp(text(d, "severity"), names[k]) == 0 && k > worst) {
                worst = k;
            }
        }
    }
    return worst;
}

static const char *attention_of(int conflicts, int worst, int cant_tell)
{
    return conflicts > 0 ? "⇄" : worst == 2 ? "‼" : worst == 1 ? "!" : cant_tell > 0 ? "?" : " ";
}

static const char *progress_mark(const json_t *o, bool complete, bool begun)
{
    if (is(o, "stopped")) {
        return "×";
    }
    if (text(o, "unrated")) {
        return "–";
    }
    return complete ? "✓" : begun ? "▸" : "·";
}

/* Where a body is on its way, and whether a remark waits, is no figure: the JSON has neither. */
static enum review state_of(const char *body)
{
    struct review_state s;
    struct arena *a = arena_new();
    assert_true(review_get(walk.c, 0, body, &s, a));
    arena_free(&a);
    return s.state;
}

/* ---- what the cells show ---- */

/* Presses, and remembers where the cursor stands: looking at cells moves it. */
static void go(const char *keys)
{
    int x;
    press(walk.app, keys);
    getyx(stdscr, walk.y, x);
    (void)x;
}

/* A grapheme of a row at a column. */
static const char *cell(int y, int x)
{
    static char out[4][32];
    static int next;
    wchar_t w[2] = {0};
    char *s = out[next = (next + 1) % 4];
    mvinnwstr(y, x, w, 1);
    s[utf8_put(s, (uint32_t)w[0])] = '\0';
    return s;
}

/* The columns [x, x + w) without blanks around. */
static const char *cells(int y, int x, int w)
{
    static char out[4][1200];
    static int next;
    wchar_t wide[COLUMNS + 1] = {0};
    char *s = out[next = (next + 1) % 4], *end = s, *at = s;
    mvinnwstr(y, x, wide, w);
    for (int i = 0; wide[i]; i++) {
        at += utf8_put(at, (uint32_t)wide[i]);
        end = wide[i] == L' ' ? end : at;
    }
    *end = '\0';
    return s + strspn(s, " ");
}

/* Where a heading stands in its row: the column of its first letter. */
static int heading(int y, const char *name)
{
    char line[4096];
    snprintf(line, sizeof line, "%s", headless_row(y));
    char *at = strstr(line, name);
    if (!at) {
        differs("no heading %s", name);
    }
    *at = '\0';
    return text_width(line);
}

static void expect(const char *what, const char *shown, const char *wanted)
{
    if (strcmp(shown, wanted) != 0) {
        differs("%s is “%s” on screen and “%s” by the score", what, shown, wanted);
    }
}

static void expect_number(const char *what, const char *shown, int wanted)
{
    char out[16] = "";
    if (wanted > 0) {
        snprintf(out, sizeof out, "%d", wanted);
    }
    expect(what, shown, out);
}

/* ---- Bodies ---- */

static int cant_tell_of(const json_t *body)
{
    const char *code = text(body, "code");
    int n = how_many(answers_of(code, ""), "cannot-tell");
    size_t i;
    json_t *s;
    json_array_foreach(json_object_get(body, "services"), i, s)
    {
        n += is(s, "stopped") ? 0 : how_many(answers_of(code, text(s, "code")), "cannot-tell");
    }
    return n;
}

static bool body_begun(const json_t *body)
{
    const char *code = text(body, "code");
    int n = how_many(answers_of(code, ""), NULL) +
            (int)json_integer_value(json_object_get(body, "conflicts"));
    size_t i;
    json_t *s;
    json_array_foreach(json_object_get(body, "services"), i, s)
    {
        n += how_many(answers_of(code, text(s, "code")), NULL);
    }
    return n > 0;
}

/* The summary beside the list: counts of services by rating, and of proposals. */
static void check_summary(const json_t *body)
{
    const json_t *counts = json_object_get(body, "counts"),
                 *by = json_object_get(counts, "ratings");
    char want[200];
    snprintf(want, sizeof want, "Excellent %d · Good %d · Satisfactory %d",
             (int)json_integer_value(json_object_get(by, "excellent")),
             (int)json_integer_value(json_object_get(by, "good")),
             (int)json_integer_value(json_object_get(by, "satisfactory")));
    if (headless_find(want) < 0) {
        differs("not in the summary: %s", want);
    }
    size_t n = json_array_size(json_object_get(body, "proposals"));
    snprintf(want, sizeof want, "%zu proposal%s", n, n == 1 ? "" : "s");
    if (headless_find(want) < 0) {
        differs("not in the summary: %s", want);
    }
    int incomplete = (int)json_integer_value(json_object_get(counts, "incomplete"));
    snprintf(want, sizeof want, "not finished %d", incomplete);
    if ((headless_find(want) >= 0) != (incomplete > 0)) {
        differs("in the summary: %s", want);
    }
}

static void check_body_row(const json_t *body)
{
    int y = walk.y, head = 2;
    bool complete = is(body, "complete"), begun = body_begun(body);
    char range[40], word[64];
    int services = heading(head, "Services"), done = heading(head, "Done"),
        rating = heading(head, "Rating");
    int conflicts = (int)json_integer_value(json_object_get(body, "conflicts"));
    enum review state = state_of(text(body, "code"));
    bool remark = state == REVIEW_SENT_BACK || state == REVIEW_REOPENED ||
                  remarks_waiting(walk.c, 0, text(body, "code"), NULL) > 0;
    expect("the progress mark", cell(y, 1),
           state == REVIEW_ACCEPTED ? "✔" : progress_mark(body, complete, begun));
    expect("the attention mark", cell(y, 2),
           remark && !conflicts
               ? "✎"
               : attention_of(conflicts, worst_of(json_object_get(body, "proposals")),
                              cant_tell_of(body)));
    expect_number(
        "the number of services", cells(y, services, 8),
        (int)json_integer_value(json_object_get(json_object_get(body, "counts"), "services")));
    expect("the score", cells(y, done + 10, rating - done - 10),
           begun ? range_of(body, complete, range) : "");
    expect("the rating", cells(y, rating, 18), begun ? word_of(body, complete, word) : "");
    check_summary(body);
}

/* ---- Body ---- */

/* Range after range of the criteria in the pane, as they stand two in a line. */
static void check_pane_criteria(const json_t *body)
{
    char want[40];
    int i = 0, y = LINES - 4;
    static const char *const lists[] = {"service_criteria", "criteria"};
    for (int k = 0; k < 2; k++) {
        size_t j;
        json_t *c;
        json_array_foreach(json_object_get(body, lists[k]), j, c)
        {
            if (i < 6) {
                int half = (COLUMNS - 2 - 3) / 2;
                const char *half_line = cells(y + i / 2, 1 + i % 2 * (half + 3), half);
                range_of(c, json_is_object(json_object_get(c, "score")), want);
                size_t n = strlen(half_line), w = strlen(want);
                if (w == 0 || n < w || strcmp(half_line + n - w, want) != 0 ||
                    (n > w && half_line[n - w - 1] != ' ')) {
                    differs("criterion %s is %s by the score; the pane says %s", text(c, "id"),
                            want, half_line);
                }
            }
            i++;
        }
    }
}

static void check_body_pane(const json_t *body)
{
    char want[40];
    range_of(body, is(body, "complete"), want);
    const char *line = cells(LINES - 5, 0, COLUMNS);
    size_t n = strlen(line), w = strlen(want);
    if (n < w || strcmp(line + n - w, want) != 0) {
        differs("the body is %s by the score; the pane says %s", want, line);
    }
    check_pane_criteria(body);
}

struct subject_row {
    const json_t *figures, *o, *deficiencies;
    bool complete, own;
    const char *body, *service;
    int conflicts;
};

static int answered_text(int y, char out[32])
{
    const char *shown = cells(y, heading(2, "Answered"), 8);
    snprintf(out, 32, "%s", shown);
    return *shown ? atoi(shown) : 0;
}

static void check_subject_row(const struct subject_row *s)
{
    int y = walk.y, rating = heading(2, "Rating"), answered = heading(2, "Answered"),
        proposals = heading(2, "Prop.");
    json_t *given = answers_of(s->body, s->service);
    char range[40], word[64], count[32];
    bool begun = how_many(given, NULL) + s->conflicts > 0, stopped = is(s->o, "stopped");
    int n = how_many(given, NULL) - how_many(given, "cannot-tell");
    bool remark = remarks_waiting(walk.c, 0, s->body, s->own ? "" : s->service) > 0;
    if (state_of(s->body) == REVIEW_ACCEPTED) {
        expect("the progress mark", cell(y, 1), "✔");
    } else if (s->own) {
        expect("the progress mark", cell(y, 1), s->complete ? "✓" : begun ? "▸" : "·");
    } else {
        expect("the progress mark", cell(y, 1), progress_mark(s->o, s->complete, begun));
    }
    expect("the attention mark", cell(y, 2),
           remark && !s->conflicts ? "✎"
           : stopped               ? " "
                                   : attention_of(s->conflicts, worst_of(s->deficiencies),
                                                  how_many(given, "cannot-tell")));
    expect("the score", cells(y, answered + 8, rating - answered - 8),
           range_of(s->figures, s->complete, range));
    if (stopped) {
        expect("the rating", cells(y, rating, 18), "stopped");
    } else {
        /* the body's own part is not rated: only the body is */
        expect("the rating", cells(y, rating, 18), s->own ? "" : word_of(s->o, s->complete, word));
    }
    expect_number("the number of proposals", cells(y, proposals, 5),
                  stopped ? 0 : (int)json_array_size(s->deficiencies));
    /* What is asked no more keeps its answer; the outline is looked at for which that is. */
    if (!stopped && answered_text(y, count) > n) {
        differs("%s answered on screen, %d by the answers", count, n);
    }
}

/* ---- Questions ---- */

struct tally {
    int done, open, conflicts;
};

/* The mark that a question's answer and finding ask for. */
static const char *question_mark_of(const struct subject_row *s, const struct question *q)
{
    const char *given = json_string_value(json_object_get(answers_of(s->body, s->service), q->id));
    size_t i;
    json_t *d;
    if (!given) {
        return "·";
    }
    if (strcmp(given, "n/a") == 0) {
        return "⊘";
    }
    if (strcmp(given, "cannot-tell") == 0) {
        return "?";
    }
    json_array_foreach(s->deficiencies, i, d)
    {
        if (strcmp(text(d, "question"), q->id) == 0 && strcmp(text(d, "severity"), "minor") != 0) {
            return strcmp(text(d, "severity"), "critical") == 0 ? "‼" : "!";
        }
    }
    return "✓";
}

static bool remark_waits(const struct subject_row *s, const struct question *q)
{
    struct remark *list;
    struct arena *a = arena_new();
    int n;
    assert_true(
        remarks_list(walk.c, s->body, s->own ? "" : s->service, q->id, 0, &list, &n, a, NULL));
    arena_free(&a);
    return n > 0;
}

/* Does the row name the question, as far as there is room? */
static bool names(const char *shown, const struct question *q)
{
    const char *ask = text_in(&q->ask, 0);
    size_t n = strlen(shown), cut = strlen("…");
    if (n > cut && strcmp(shown + n - cut, "…") == 0) {
        return strncmp(shown, ask, n - cut) == 0;
    }
    return strcmp(shown, ask) == 0;
}

/* What was answered is on show, but where a `when` says that it is asked no more. */
static void check_asked(const struct subject_row *s, const struct block *b, const bool *shown)
{
    json_t *given = answers_of(s->body, s->service);
    for (int i = 0; i < b->nquestions; i++) {
        const struct question *q = &b->questions[i];
        if (!json_object_get(given, q->id) || shown[i]) {
            continue;
        }
        walk.hidden++;
        if (!q->when) {
            differs("%s is always asked and answered, and not in the outline", q->id);
        }
    }
}

/* Of what is asked: a calc is not in the outline. */
static int graver_of(const json_t *deficiencies, const struct block *b)
{
    int n = 0;
    size_t i;
    json_t *d;
    json_array_foreach(deficiencies, i, d)
    {
        n += strcmp(text(d, "severity"), "minor") != 0 &&
             block_question(b, text(d, "question"))->type->id != Q_CALC;
    }
    return n;
}

/* The outline at the left, line by line: its questions come in the rubric's order. */
static struct tally check_outline(const struct subject_row *s, int w)
{
    const struct block *b = s->own ? walk.rubric->body : walk.rubric->service;
    struct tally t = {0};
    int next = 0, grave = 0;
    bool shown[200] = {false};
    for (int y = 1; y < LINES - 4; y++) {
        const char *m = cell(y, 1), *name = cells(y, 3, w - 4);
        if (strcmp(cell(y, 2), " ") != 0 || !strstr("✓!‼·⊘?⇄✎", m) || *m == ' ' || !*name) {
            continue; /* a criterion */
        }
        while (next < b->nquestions && !names(name, &b->questions[next])) {
            next++;
        }
        if (next == b->nquestions) {
            differs("the outline names no question of the rubric in its order: %s", name);
        }
        const struct question *q = &b->questions[next++];
        const char *want = question_mark_of(s, q);
        bool conflict = strcmp(m, "⇄") == 0 && strcmp(want, "·") == 0;
        if (!conflict && remark_waits(s, q)) { /* the gravest: what is below it is not seen */
            expect(q->id, m, "✎");
            m = want;
        } else if (!conflict) {
            expect(q->id, m, want);
        }
        t.conflicts += conflict;
        t.open += strcmp(m, "·") == 0;
        t.done += strstr("✓!‼⊘", m) != NULL;
        grave += strstr("!‼", m) != NULL;
        shown[q->index] = true;
        walk.questions++;
    }
    check_asked(s, b, shown);
    if (grave != graver_of(s->deficiencies, b)) {
        differs("%d grave deficiencies in the outline, %d by the score", grave,
                graver_of(s->deficiencies, b));
    }
    return t;
}

static bool begins(const char *s, const char *with)
{
    return with && strncmp(s, with, strlen(with)) == 0;
}

/* The row of the live pane whose text begins so (or so: NULL), from a row on; what stands at its
 * right end. */
static const char *live_value(const char *label, const char *narrow, int x, int *from)
{
    for (int y = *from; y < LINES - 2; y++) {
        const char *line = cells(y, x, COLUMNS - x);
        if (begins(line, label) || begins(line, narrow)) {
            *from = y + 1;
            const char *last = strrchr(line, ' ');
            return last ? last + 1 : "";
        }
    }
    differs("not in the live pane: %s", label);
}

static void check_live_criteria(const struct subject_row *s, int x, int from)
{
    const struct block *b = s->own ? walk.rubric->body : walk.rubric->service;
    size_t i;
    json_t *c;
    char want[40];
    json_array_foreach(json_object_get(s->o, "criteria"), i, c)
    {
        int k = 0;
        while (strcmp(b->criteria[k].id, text(c, "id")) != 0) {
            k++;
        }
        range_of(c, json_is_object(json_object_get(c, "score")), want);
        if (*want) {
            expect(text(c, "id"),
                   live_value(text_in(&b->criteria[k].title, 0),
                              text_in(&b->criteria[k].short_title, 0), x, &from),
                   want);
        }
    }
}

static void check_live(const struct subject_row *s, const json_t *body, const char *answered, int x)
{
    int y = 1;
    char want[64], figure[40];
    expect("answered of asked",
           live_value(s->own ? "The body itself" : "This service", NULL, x, &y), answered);
    const char *range = range_of(s->figures, s->complete, figure);
    bool is_range = strstr(range, "–") != NULL;
    if (*range) {
        snprintf(want, sizeof want, "%.*s%s%s",
                 is_range ? (int)(strstr(range, "–") - range) : (int)strlen(range), range,
                 is_range ? " – " : "", is_range ? strstr(range, "–") + strlen("–") : "");
        expect("the score", cells(y + 2, x, COLUMNS - x), want);
        const char *said = cells(y + 3, x, COLUMNS - x);
        const char *word = s->own        ? ""
                           : s->complete ? title_of(text(s->o, "rating"))
                                         : rating_at(value(s->o, "low"));
        if (!begins(said, word) || (!*word && *said) ||
            (*word && !s->complete && !strstr(said, "…"))) {
            differs("the verdict is “%s”, by the score %s%s", said, word, s->complete ? "" : " …");
        }
    } else {
        expect("why there is no rating", cells(y, x, COLUMNS - x), word_of(s->o, false, want));
    }
    check_live_criteria(s, x, y);
    expect("the body", live_value("The body", NULL, x, &y),
           range_of(body, is(body, "complete"), figure));
    if (json_array_size(s->deficiencies) > 0) {
        expect_number("the number of proposals", live_value("Proposals", NULL, x, &y),
                      (int)json_array_size(s->deficiencies));
    }
}

/* The columns of the two walls. */
static void find_walls(int *first, int *second)
{
    *first = *second = -1;
    for (int x = 0; x < COLUMNS; x++) {
        if (strcmp(cell(1, x), "│") == 0) {
            *(*first < 0 ? first : second) = x;
        }
    }
    if (*second < 0) {
        differs("no outline, or no live pane beside the question");
    }
}

static void check_questions(const struct subject_row *s, const json_t *body, const char *answered)
{
    int first, second;
    find_walls(&first, &second);
    struct tally t = check_outline(s, first);
    if (t.done != atoi(answered)) {
        differs("%s answered, and %d such marks in the outline", answered, t.done);
    }
    if (t.conflicts != s->conflicts) {
        differs("%d conflicts in the outline, %d by the score", t.conflicts, s->conflicts);
    }
    check_live(s, body, answered, second + 2);
}

/* ---- Scorecard ---- */

#define CARD_LEFT 98   /* columns of its left half */
#define CARD_RIGHT 101 /* where the right one begins */

/* The row of a half whose text begins so (or so: NULL); -1: none. */
static int card_row(const char *begin, const char *narrow, int x, int w)
{
    for (int y = 1; y < LINES - 1; y++) {
        const char *line = cells(y, x, w);
        if (begins(line, begin) || begins(line, narrow)) {
            return y;
        }
    }
    return -1;
}

/* What stands behind a rating's word and its bar. */
static void check_card_counts(json_t *by)
{
    const char *rating;
    json_t *n;
    json_object_foreach(by, rating, n)
    {
        const char *at = NULL;
        for (int y = 4; y < 9 && !at; y++) {
            const char *line = cells(y, 10, CARD_LEFT - 10);
            at = strstr(line, title_of(rating));
        }
        if (!at) {
            differs("no %s on the scorecard", rating);
        }
        at += strlen(title_of(rating));
        at += strcspn(at, "0123456789");
        if (atoi(at) != json_integer_value(n)) {
            differs("%s: %s on the scorecard", rating, at);
        }
    }
}

static void check_card_criteria(const json_t *list, const struct block *b)
{
    size_t i;
    json_t *c;
    char want[40];
    json_array_foreach(list, i, c)
    {
        int k = block_criterion(b, text(c, "id"));
        int y = card_row(text_in(&b->criteria[k].title, 0), text_in(&b->criteria[k].short_title, 0),
                         1, CARD_LEFT);
        const char *line = y < 0 ? "nowhere" : cells(y, 46, 14);
        range_of(c, json_is_object(json_object_get(c, "score")), want);
        if (*want && !strstr(line, want)) {
            differs("%s is %s by the score, and %s on the scorecard", text(c, "id"), want, line);
        }
    }
}

static void check_card_weakest(const json_t *list)
{
    size_t i;
    json_t *q;
    int y = json_array_size(list) > 0 ? card_row("Weakest questions", NULL, 1, CARD_LEFT) + 1 : 0;
    char want[40];
    json_array_foreach(list, i, q)
    {
        int below = (int)json_integer_value(json_object_get(q, "below"));
        if (below == 0 || y >= LINES - 1) {
            continue;
        }
        snprintf(want, sizeof want, "%d of %d", below,
                 (int)json_integer_value(json_object_get(q, "of")));
        expect(text(q, "question"), cells(y++, CARD_LEFT - 9, 9), want);
    }
}

/* Each by its words, but for those that somebody wrote anew, whose words are others. */
static void check_card_proposals(const json_t *list)
{
    size_t i, n = json_array_size(list), found = 0;
    json_t *p;
    char want[40], begin[25];
    int gain = n > 0 ? heading(card_row("Proposals ", NULL, CARD_RIGHT, 90), "gain") : 0;
    json_array_foreach(list, i, p)
    {
        const char *words = text(json_array_get(json_object_get(p, "texts"), 0), "proposal");
        snprintf(begin, sizeof begin, "%.*s", (int)text_fit(words ? words : "?", 20, NULL), words);
        int y = card_row(begin, NULL, CARD_RIGHT + 2, 50);
        if (y >= 0) {
            snprintf(want, sizeof want, "%+.1f", value(p, "gain"));
            expect(text(p, "question"), cells(y, gain - 3, 8),
                   json_is_object(json_object_get(p, "gain")) ? want : "");
            found++;
        }
    }
    if (found + 3 < n) {
        differs("%zu proposals of %zu stand on the scorecard", found, n);
    }
}

static void check_scorecard(const json_t *body)
{
    char range[40], word[64];
    bool complete = is(body, "complete");
    const char *top = cells(1, 1, CARD_LEFT - 30);
    if (!begins(top, range_of(body, complete, range)) ||
        (complete && !strstr(top, word_of(body, complete, word)))) {
        differs("the scorecard says %s", top);
    }
    check_card_counts(json_object_get(json_object_get(body, "counts"), "ratings"));
    check_card_criteria(json_object_get(body, "service_criteria"), walk.rubric->service);
    check_card_criteria(json_object_get(body, "criteria"), walk.rubric->body);
    check_card_weakest(json_object_get(body, "weakest"));
    check_card_proposals(json_object_get(body, "proposals"));
}

/* ---- its proposals ---- */

/* A row's "+2.9" and how many services stand behind it (0: none); false: the row has no gain. */
static bool gain_on(int y, char gain[16], int *services)
{
    char row[4096];
    snprintf(row, sizeof row, "%s", headless_row(y));
    for (char *at = row; (at = strstr(at, "  +"));) {
        at += 2;
        if (at[1] >= '0' && at[1] <= '9') {
            *services = 0;
            return sscanf(at, "%15s%*[ ]%d", gain, services) >= 1;
        }
    }
    return false;
}

static bool has_gain(const json_t *list, const char *gain, int services)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        char said[32] = "";
        if (json_is_object(json_object_get(one, "gain"))) {
            snprintf(said, sizeof said, "+%.1f", value(one, "gain"));
        }
        if (strcmp(said, gain) == 0 &&
            (int)json_array_size(json_object_get(one, "services")) == services) {
            return true;
        }
    }
    return false;
}

static int gains_of(const json_t *list)
{
    int n = 0;
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        n += json_is_object(json_object_get(one, "gain"));
    }
    return n;
}

/* Every gain on show is one of a proposal; all of them are there where there is room. */
static void visit_proposals(const json_t *body)
{
    const json_t *proposals = json_object_get(body, "proposals");
    int all = gains_of(proposals), n, shown = 0;
    char gain[16];

    go("p");
    assert_string_equal(app_screen(walk.app), "proposals");
    for (int y = 3; y < ROWS - 1; y++) {
        if (gain_on(y, gain, &n)) {
            shown++;
            if (!has_gain(proposals, gain, n)) {
                differs("row %d: no proposal has the gain %s with %d services", y, gain, n);
            }
        }
    }
    if (shown > all || (shown < all && shown < 25)) {
        differs("%d gains on show, %d proposals with one", shown, all);
    }
    go("q");
    assert_string_equal(app_screen(walk.app), "body");
}

/* ---- the walk ---- */

static void visit_subject(const struct subject_row *s, const json_t *body)
{
    char answered[32];
    look_at(s->body, s->service);
    check_subject_row(s);
    answered_text(walk.y, answered);
    if (!is(s->o, "stopped")) {
        go("Enter");
        assert_string_equal(app_screen(walk.app), "questions");
        check_questions(s, body, answered);
        go("q");
        assert_string_equal(app_screen(walk.app), "body");
    }
    walk.subjects++;
}

static void visit_body(const json_t *body)
{
    const char *code = text(body, "code");
    int conflicts = (int)json_integer_value(json_object_get(body, "conflicts"));
    size_t i;
    json_t *s, *own = json_object_get(body, "own");
    json_array_foreach(json_object_get(body, "services"), i, s)
    {
        conflicts -= (int)json_integer_value(json_object_get(s, "conflicts"));
    }
    struct subject_row row = {.figures = own,
                              .o = body,
                              .deficiencies = json_object_get(body, "deficiencies"),
                              .complete = json_is_object(json_object_get(own, "score")),
                              .own = true,
                              .body = code,
                              .service = "",
                              .conflicts = conflicts};
    check_body_pane(body);
    visit_proposals(body);
    visit_subject(&row, body);
    json_array_foreach(json_object_get(body, "services"), i, s)
    {
        go("Down");
        row = (struct subject_row){.figures = s,
                                   .o = s,
                                   .deficiencies = json_object_get(s, "deficiencies"),
                                   .complete = is(s, "rated"),
                                   .body = code,
                                   .service = text(s, "code"),
                                   .conflicts =
                                       (int)json_integer_value(json_object_get(s, "conflicts"))};
        visit_subject(&row, body);
    }
}

static void show_all_stages(void)
{
    for (int i = 0; i < 4 && headless_find("all stages") < 0; i++) {
        go("v");
    }
    assert_shown("all stages");
}

static void the_whole_demo(void **state)
{
    (void)state;
    size_t i;
    json_t *body;
    show_all_stages();
    go("Home");
    json_array_foreach(json_object_get(walk.score, "bodies"), i, body)
    {
        look_at(text(body, "code"), "");
        if (i > 0) {
            go("Down");
        }
        check_body_row(body);
        go("r");
        assert_string_equal(app_screen(walk.app), "scorecard");
        check_scorecard(body);
        go("q");
        go("Enter");
        assert_string_equal(app_screen(walk.app), "body");
        visit_body(body);
        go("q");
        walk.bodies++;
    }
    assert_int_equal(walk.bodies, 29);
    assert_int_equal(walk.subjects, 29 + 411);
    assert_true(walk.questions > 9000);
    assert_true(walk.hidden < 100); /* the demo has few: of a gate that can't be told any more */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_whole_demo, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
