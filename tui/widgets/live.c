#include "tui/widgets/live.h"

#include <string.h>
#include "forms/finding.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

/* How much is said, from most to least; see live.h. -1: all of them. Long lists would not be read
 * here, and each answer would send them anew. */
struct level {
    bool gauges;
    int proposals, criteria;
    int way; /* lines of the way up; 0: not said */
};
static const struct level levels[] = {
    {true, 6, -1, 4}, {true, 4, -1, 3}, {false, 4, -1, 3}, {false, 2, -1, 2},
    {false, 2, 1, 2}, {false, 2, 1, 0}, {false, 0, 1, 0},  {false, 0, 0, 0},
};
#define LEVELS ((int)(sizeof levels / sizeof levels[0]))

static bool is_own(const struct work *w)
{
    return work_block(w)->kind == BLOCK_BODY;
}

num proposal_gain(const struct work *w, int question)
{
    if (!is_own(w)) {
        return work_subject(w)->q[question].gain;
    }
    const struct body_result *body =
        work_body(w); /* what the body itself lacks counts in its figure */
    return body ? body->own_gains[question] : NUM_NONE;
}

const char *proposal_line(const struct tongue *t, const struct work *w, int question)
{
    const struct question *q = &work_block(w)->questions[question];
    const struct answer *a = &work_input(w)->answers[question];
    const char *gain = say_gain(t, proposal_gain(w, question));
    const char *text = finding_proposal(q, a, t->language, t->arena);

    text = text ? text : finding_deficiency(q, a, t->language, t->arena);
    text = text ? text : question_ask(q, t->language);
    char *line = arena_printf(t->arena, "%s%s%s", gain, *gain ? " " : "", text);
    line[strcspn(line, "\n")] = '\0'; /* of several choices the first */
    return line;
}

/* The range, and what it reads as. */
static void add_verdict(struct pane *p, const struct tongue *t, const struct work *w, bool gauges)
{
    const struct row *row = work_row(w);
    const struct rubric *r = t->rubric;
    enum role role = verdict_role(r, row);
    const char *range = row->state == SUBJECT_INCOMPLETE ? say_range(t, row->low, row->high, " – ")
                                                         : say_units(t, row->score);

    if (row->state == SUBJECT_INCOMPLETE || row->state == SUBJECT_RATED) {
        pane_gauge(p, 0, role, 0, row->low, row->high, num_units(r->scale, r->decimals), "");
        if (gauges && p->w >= 28) {
            pane_text(p, 0, ROLE_DIM, 1, gauge_ticks(t->arena, r, p->w));
        }
        pane_text(p, 0, ROLE_TITLE, 1, range);
    }
    const char *verdict = say_verdict_fit(t, row, work_block(w), 3 * p->w);
    if (*verdict) { /* the body's own part has none */
        pane_text(p, 0, row->state == SUBJECT_INCOMPLETE ? ROLE_TEXT : role, 3, verdict);
    }
}

struct progress progress_of(const struct work *w, int stage)
{
    const struct block *b = work_block(w);
    struct progress p = {0};

    for (int i = 0; i < b->nquestions; i++) {
        const struct qresult *q = &work_subject(w)->q[i];
        bool here = stage < 0 || b->questions[i].stage == stage;
        if (!here || b->questions[i].type->id == Q_CALC || q->state == QS_UNDECIDED) {
            continue;
        }
        p.answered += q->state == QS_ANSWERED || q->state == QS_NA;
        p.cant_tell += q->state == QS_CANT_TELL;
        p.not_applicable += q->state == QS_NA;
        p.asked +=
            q->state == QS_ANSWERED || q->state == QS_NA || q->state == QS_CANT_TELL || q->open;
    }
    return p;
}

static void add_head(struct pane *p, const struct tongue *t, const struct work *w, int stage)
{
    struct progress done = progress_of(w, stage);

    pane_pair(p, 0, ROLE_TITLE, is_own(w) ? _("The body itself") : _("This service"), ROLE_TEXT,
              arena_printf(t->arena, "%d/%d", done.answered, done.asked));
}

/* A name, its figures, and their gauge below. */
static void add_figures(struct pane *p, const struct tongue *t, const char *name, int64_t low,
                        int64_t high, int rating, bool gauge)
{
    const struct rubric *r = t->rubric;

    pane_pair(p, 0, ROLE_TEXT, name, ROLE_TEXT, say_range(t, low, high, "–"));
    if (gauge && low != UNITS_NONE) {
        pane_gauge(p, 0, role_rating(rating, r->nratings), 0, low, high,
                   num_units(r->scale, r->decimals), "");
    }
}

/* The top criterion that a question stands in; -1: none. */
static int top_criterion(const struct block *b, int question)
{
    int c = question >= 0 ? b->questions[question].criterion : -1;
    while (c >= 0 && b->criteria[c].parent >= 0) {
        c = b->criteria[c].parent;
    }
    return c;
}

static void add_criterion(struct pane *p, const struct tongue *t, const struct work *w, int i,
                          bool gauge)
{
    const struct criterion *c = &work_block(w)->criteria[i];
    const char *title = text_in(&c->title, t->language);
    const char *narrow = text_in(&c->short_title, t->language);

    if (narrow && text_width(title) + 1 + range_width(t->rubric) > p->w) {
        title = narrow;
    }
    const struct figures *f = &work_subject(w)->criteria[i];
    add_figures(p, t, title, figure_units(t->rubric, f->low), figure_units(t->rubric, f->high),
                num_is_none(f->low) ? -1 : rating_of(t->rubric, f->low), gauge);
}

/* The body's kept figures: it may have many services, and is not scored anew for being looked at.
 */
static void add_body(struct pane *p, const struct tongue *t, const struct work *w, bool gauge)
{
    const struct row *row = work_body_row(w);
    bool rated = row->state == SUBJECT_RATED;

    add_figures(p, t, _("The body"), rated ? row->score : row->low, rated ? row->score : row->high,
                rated ? rating_counting(row->state, row->final_rating, row->rating)
                      : row->rating_low,
                gauge);
}

static void add_criteria(struct pane *p, const struct tongue *t, const struct work *w, int at,
                         const struct level *level)
{
    const struct block *b = work_block(w);
    int in_work = top_criterion(b, at), left = 0;

    if (level->criteria == 0) {
        return;
    }
    pane_blank(p, 0);
    for (int i = 0; i < b->ncriteria; i++) {
        if (b->criteria[i].level > 0 || num_is_none(work_subject(w)->criteria[i].low)) {
            continue; /* of what is not asked there is nothing to say */
        }
        if (level->criteria < 0 || i == (in_work < 0 ? 0 : in_work)) {
            add_criterion(p, t, w, i, level->gauges);
        } else {
            left++;
        }
    }
    if (left > 0) {
        pane_text(p, 0, ROLE_DIM, 1, arena_printf(t->arena, _("+%d more"), left));
    }
    if (level->gauges) {
        pane_blank(p, 0);
    }
    if (level->criteria < 0) {
        add_body(p, t, w, level->gauges);
    }
}

/* The first `most` (-1: all) of n proposals, and how many more there are. */
static void add_lines(struct pane *p, const struct tongue *t, const struct work *w,
                      const int *questions, int n, int most)
{
    int shown = most < 0 || n <= most ? n : most;

    for (int i = 0; i < shown; i++) {
        pane_pair(p, 0, ROLE_TEXT, proposal_line(t, w, questions[i]), ROLE_TEXT, "");
    }
    if (shown < n) {
        pane_text(p, 0, ROLE_DIM, 1, arena_printf(t->arena, _("+%d more"), n - shown));
    }
}

static void add_proposals(struct pane *p, const struct tongue *t, const struct work *w, int most)
{
    const struct subject *s = work_subject(w);
    const struct body_result *body = is_own(w) ? work_body(w) : NULL;
    int n = body ? body->ndeficiencies : s->ndeficiencies;

    if (n == 0 || most == 0) {
        return;
    }
    pane_blank(p, 0);
    pane_pair(p, 0, ROLE_TITLE, _("Proposals"), ROLE_TEXT, arena_printf(t->arena, "%d", n));
    add_lines(p, t, w, body ? body->deficiencies : s->deficiencies, n, most);
}

static const char *from_text(const struct tongue *t, int rating)
{
    return num_short(t->arena, t->rubric->ratings[rating].from);
}

/* The rating that the subject is sure of now, after caps. */
static int present_rating(const struct row *row)
{
    int rating = row->state == SUBJECT_RATED ? row->rating : row->rating_low;
    return row->held >= 0 && row->held < rating ? row->held : rating;
}

static void add_open_decide(struct pane *p, const struct tongue *t, int next, int nopen)
{
    const char *format =
        ngettext("To %s (%s): the open question decides.",
                 "To %s (%s): the %d open questions decide.", (unsigned long)nopen);
    pane_blank(p, 0);
    pane_text(p, 0, ROLE_TEXT, 3,
              arena_printf(t->arena, format, say_rating(t, next), from_text(t, next), nopen));
}

/* What it takes to the next rating: proposals that lead there, or the questions that are open. */
static void add_way(struct pane *p, const struct tongue *t, const struct work *w, int most)
{
    const struct subject *s = work_subject(w);
    const struct row *row = work_row(w);
    int to = -1, n = 0, next = present_rating(row) + 1;
    int *taken = arena_alloc(t->arena, (size_t)(s->ndeficiencies + 1) * sizeof *taken);

    if (is_own(w) || row->state == SUBJECT_UNRATED || row->state == SUBJECT_STOPPED || most == 0) {
        return;
    }
    if (subject_way_up(work_input(w), s, &to, taken, &n)) {
        pane_blank(p, 0);
        pane_text(p, 0, ROLE_TITLE, 2,
                  arena_printf(t->arena, _("To %s (%s):"), say_rating(t, to), from_text(t, to)));
        add_lines(p, t, w, taken, n, most);
    } else if (s->nopen > 0 && next > 0 && next < t->rubric->nratings) {
        add_open_decide(p, t, next, s->nopen);
    }
}

static void fill(struct pane *p, const struct tongue *t, const struct work *w, int at, int stage,
                 const struct level *level)
{
    add_head(p, t, w, stage);
    add_verdict(p, t, w, level->gauges);
    add_criteria(p, t, w, at, level);
    add_proposals(p, t, w, level->proposals);
    add_way(p, t, w, level->way);
}

void live_read(struct pane *p, const struct tongue *t, const struct work *w, int at, int stage,
               int width, int h)
{
    for (int i = 0; i < LEVELS; i++) {
        if (levels[i].gauges && width < 28) {
            continue;
        }
        pane_begin(p, t->arena, width);
        fill(p, t, w, at, stage, &levels[i]);
        if (p->n <= h) {
            return;
        }
    }
}

const char *live_line(const struct tongue *t, const struct work *work, int w)
{
    const struct row *row = work_row(work);
    const char *range = row_range(t, row), *full = say_verdict_full(t, row, work_block(work));
    int room = w - text_width(range) - 2;
    enum role role;

    if (text_width(full) > room) {
        full = say_verdict(t, row, work_block(work), room, &role);
    }
    return arena_printf(t->arena, "%s%s%s", range, *range ? "  " : "", full);
}
