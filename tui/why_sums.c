/* Sums written out as on paper. Parts are written as they are printed elsewhere, rounded, where
 * that gives the printed figure; else exactly, as p/q. */
#include <string.h>
#include "tui/why_text.h"

/* A decimal that says exactly what the number is? */
static bool is_plain(struct arena *a, num x)
{
    return num_cmp(num_round(a, x, 6), x) == 0;
}

static const char *exact(struct arena *a, num x)
{
    return is_plain(a, x) ? num_short(a, x) : num_fraction(a, x);
}

/* Behind a division sign. */
static const char *divisor(struct arena *a, num x)
{
    return is_plain(a, x) ? num_short(a, x) : arena_printf(a, "(%s)", num_fraction(a, x));
}

static bool is_one(num x)
{
    return num_cmp(x, NUM_ONE) == 0;
}

static const char *over(struct arena *a, num p, num q)
{
    if (is_plain(a, p) && is_plain(a, q)) {
        return arena_printf(a, "%s/%s", num_short(a, p), num_short(a, q));
    }
    return num_fraction(a, num_div(a, p, q));
}

/* A part as a share of 1: "0", "1", "9/35". */
static const char *share(struct arena *a, const struct why_term *t)
{
    if (num_sign(t->earned) == 0) {
        return "0";
    }
    if (num_cmp(t->earned, t->most) == 0) {
        return "1";
    }
    return t->points ? over(a, t->earned, t->most)
                     : num_fraction(a, num_div(a, t->earned, t->most));
}

/* ---- which way to write the parts ---- */

enum way { AS_SHARES, AS_UNITS };

static num in_units(const struct tongue *t, const struct why_term *term)
{
    num x = figure_scaled(t->rubric, num_div(t->arena, term->earned, term->most), t->arena);
    return num_round(t->arena, x, t->rubric->decimals);
}

/* Do the parts as they are printed give the figure as it is printed? */
static bool units_do(const struct tongue *t, const struct why_sum *s)
{
    num sum = NUM_ZERO, lowest = NUM_NONE;

    for (int i = 0; i < s->n; i++) {
        num x = in_units(t, &s->term[i]);
        sum = num_add(t->arena, sum, num_mul(t->arena, s->term[i].weight, x));
        lowest = num_is_none(lowest) || num_cmp(x, lowest) < 0 ? x : lowest;
    }
    num x = s->how == WHY_LOWEST ? lowest : num_div(t->arena, sum, s->bottom);
    return !num_is_none(x) &&
           num_units(x, t->rubric->decimals) == figure_units(t->rubric, s->result);
}

#define SHORT 9 /* letters of a share that reads as easily as a figure */

static enum way way_of(const struct why_text *x, const struct why_sum *s)
{
    bool all_short = true, alone = s->n == 1 && is_one(s->term[0].weight);

    for (int i = 0; i < s->n; i++) {
        if (x->why->row[s->term[i].row].kind == WHY_QUESTION) {
            return AS_SHARES;
        }
        bool simple = s->term[i].points || alone;
        all_short &= simple && strlen(share(x->t.arena, &s->term[i])) <= SHORT;
    }
    return !all_short && units_do(&x->t, s) ? AS_UNITS : AS_SHARES;
}

/* ---- writing ---- */

/* "2 × 4/10 + 5/5": every part by its text, with " + " or ", " between. */
static void add_terms(struct buf *b, const struct tongue *t, const struct why_sum *s,
                      const char *(*text)(const struct tongue *, const struct why_term *))
{
    bool weighed = s->how != WHY_LOWEST;

    for (int i = 0; i < s->n; i++) {
        const struct why_term *term = &s->term[i];
        buf_add(b, i == 0 ? "" : s->how == WHY_LOWEST ? ", " : " + ");
        if (weighed && !is_one(term->weight)) {
            buf_printf(b, "%s × ", exact(t->arena, term->weight));
        }
        buf_add(b, text(t, term));
    }
}

static const char *text_share(const struct tongue *t, const struct why_term *term)
{
    return share(t->arena, term);
}

static const char *text_units(const struct tongue *t, const struct why_term *term)
{
    return num_fixed(t->arena, in_units(t, term), t->rubric->decimals);
}

static const char *text_earned(const struct tongue *t, const struct why_term *term)
{
    return exact(t->arena, term->earned);
}

static const char *text_most(const struct tongue *t, const struct why_term *term)
{
    return exact(t->arena, term->most);
}

static void add_points(struct buf *b, const struct tongue *t, const struct why_sum *s)
{
    if (s->n == 1) {
        buf_add(b, over(t->arena, s->term[0].earned, s->term[0].most));
        return;
    }
    buf_add(b, "(");
    add_terms(b, t, s, text_earned);
    buf_add(b, ") / (");
    add_terms(b, t, s, text_most);
    buf_add(b, ")");
    if (is_plain(t->arena, s->top) && is_plain(t->arena, s->bottom)) {
        buf_printf(b, " = %s", over(t->arena, s->top, s->bottom));
    }
}

static void add_sum(struct buf *b, const struct tongue *t, const struct why_sum *s, enum way way)
{
    const char *(*text)(const struct tongue *, const struct why_term *) =
        way == AS_UNITS ? text_units : text_share;

    if (s->how == WHY_POINTS) {
        add_points(b, t, s);
    } else if (s->n == 1 && way == AS_SHARES) {
        const struct why_term *all = &s->term[0]; /* one part is the whole */
        buf_add(b, all->points ? over(t->arena, all->earned, all->most) : text(t, all));
    } else if (s->how == WHY_LOWEST) {
        buf_printf(b, "%s (", _("lowest of"));
        add_terms(b, t, s, text);
        buf_add(b, ")");
    } else {
        buf_add(b, s->n > 1 ? "(" : "");
        add_terms(b, t, s, text);
        buf_printf(b, "%s / %s", s->n > 1 ? ")" : "", divisor(t->arena, s->bottom));
    }
}

static const char *figure_text(const struct tongue *t, num figure)
{
    return num_fixed(t->arena, figure_scaled(t->rubric, figure, t->arena), t->rubric->decimals);
}

/* "… = 28.3 %" of shares; on another scale than 100 "… = 2.8 of 10". */
static void add_figure(struct buf *b, const struct tongue *t, num figure, enum way way)
{
    bool hundred = num_cmp(t->rubric->scale, num_int(100)) == 0;

    buf_printf(b, " = %s", figure_text(t, figure));
    if (way == AS_SHARES && hundred) {
        buf_add(b, " %");
    } else if (way == AS_SHARES) {
        buf_printf(b, _(" of %s"), num_short(t->arena, t->rubric->scale));
    }
}

static const char *keep(const struct tongue *t, struct buf *b)
{
    const char *s = arena_dup(t->arena, b->s ? b->s : "");
    buf_free(b);
    return s;
}

static const char *sum_text(const struct why_text *x, const struct why_sum *s)
{
    struct buf b = {0};
    enum way way = s->how == WHY_POINTS ? AS_SHARES : way_of(x, s);

    add_sum(&b, &x->t, s, way);
    add_figure(&b, &x->t, s->result, way);
    return keep(&x->t, &b);
}

static const char *label_of(enum why_figure which)
{
    static const char *const labels[WHY_FIGURES] = {N_("so far"), N_("low"), N_("high"),
                                                    N_("score")};
    return _(labels[which]);
}

/* ---- of a question: its points, and what they would gain ---- */

static const char *choices_text(const struct tongue *t, const struct question *q,
                                const struct answer *v, num earned)
{
    struct buf b = {0};
    num sum = NUM_ZERO;

    for (int i = 0; i < q->nchoices; i++) {
        num points = q->choices[i].points;
        if (!v->value.u.set[i]) {
            continue;
        }
        bool less = num_sign(points) < 0;
        buf_add(&b, b.n ? less ? " - " : " + " : less ? "-" : "");
        buf_add(&b, exact(t->arena, less ? num_neg(t->arena, points) : points));
        sum = num_add(t->arena, sum, points);
    }
    const char *terms = b.n ? b.s : "0", *text;
    int beyond = num_cmp(sum, earned);
    if (beyond == 0) {
        text = arena_printf(t->arena, "%s = %s", terms, exact(t->arena, earned));
    } else {
        text = arena_printf(t->arena, "%s (%s, %s) = %s",
                            beyond > 0 ? _("lowest of") : _("highest of"), terms,
                            exact(t->arena, earned), exact(t->arena, earned));
    }
    buf_free(&b);
    return text;
}

/* How the points of an answered question come about, where that is a sum; NULL where not. */
static const char *points_text(const struct why_text *x, const struct question *q)
{
    const struct qresult *r = &x->why->subject->q[q->index];
    const struct answer *v = &x->why->in->answers[q->index];
    struct arena *a = x->t.arena;

    if (r->state != QS_ANSWERED || num_sign(r->most) == 0) {
        return NULL;
    }
    if (q->type->id == Q_CHOICES) {
        return choices_text(&x->t, q, v, r->earned);
    }
    if (q->type->id == Q_SCALE && num_sign(q->min) >= 0) {
        return arena_printf(a, "%s × (%s - %s) / (%s - %s) = %s", exact(a, q->scale_points),
                            exact(a, v->value.u.n), exact(a, q->min), exact(a, q->max),
                            exact(a, q->min), exact(a, r->earned));
    }
    return NULL;
}

/* What `low` would gain with all its points: the difference of two lows. */
static const char *gain_text(const struct why_text *x, const struct question *q)
{
    const struct why *y = x->why;
    const struct tongue *t = &x->t;
    num gain = y->body ? y->body->own_gains[q->index] : y->subject->q[q->index].gain;
    num low = y->row[0].f.low;
    struct buf b = {0};

    if (!y->subject->q[q->index].deficient || num_is_none(gain) || num_is_none(low)) {
        return NULL;
    }
    num with = num_add(t->arena, low, gain);
    const struct rubric *r = t->rubric;
    bool units = figure_units(r, with) - figure_units(r, low) == figure_units(r, gain);
    if (units) {
        buf_printf(&b, "%s - %s", figure_text(t, with), figure_text(t, low));
    } else {
        buf_printf(&b, "%s - %s", num_fraction(t->arena, with), num_fraction(t->arena, low));
    }
    add_figure(&b, t, gain, units ? AS_UNITS : AS_SHARES);
    return keep(t, &b);
}

static int question_sums(const struct why_text *x, const struct why_row *row,
                         struct why_line *lines)
{
    const struct question *q = &x->why->block->questions[row->index];
    const char *points = points_text(x, q), *gain = gain_text(x, q);
    int n = 0;

    if (points) {
        lines[n++] = (struct why_line){_("points"), points};
    }
    if (gain) {
        lines[n++] = (struct why_line){_("gain"), gain};
    }
    return n;
}

int why_sums(const struct why_text *x, int row, struct why_line **lines)
{
    /* Where there is a score the other three are that. */
    static const enum why_figure order[] = {WHY_LOW, WHY_HIGH, WHY_SO_FAR};
    const struct why_row *part = &x->why->row[row];
    struct arena *a = x->t.arena;
    struct why_sum sum;
    int n = 0;

    *lines = arena_alloc(a, (size_t)WHY_FIGURES * sizeof **lines);
    if (part->kind == WHY_QUESTION) {
        return question_sums(x, part, *lines);
    }
    if (why_sum(x->why, row, WHY_SCORE, a, &sum) && sum.holds) {
        (*lines)[n++] = (struct why_line){label_of(WHY_SCORE), sum_text(x, &sum)};
        return n;
    }
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (why_sum(x->why, row, order[i], a, &sum) && sum.holds) {
            (*lines)[n++] = (struct why_line){label_of(order[i]), sum_text(x, &sum)};
        }
    }
    return n;
}
