#include "tui/widgets/answers.h"

#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/marks.h"

/* One row per type of question: how it is answered. */
static const enum answering ways[] = {
    [Q_YES_NO] = BY_CHOOSING, [Q_CHOICE] = BY_CHOOSING, [Q_CHOICES] = BY_TICKING,
    [Q_SCALE] = BY_SCALE,     [Q_NUMBER] = BY_NUMBER,   [Q_DATE] = BY_NUMBER,
    [Q_TEXT] = BY_TEXT,       [Q_URL] = BY_TEXT,        [Q_CALC] = NOT_ASKED,
};

enum answering answering_of(enum qtype_id type)
{
    return ways[type];
}

static const char *points_text(const struct tongue *t, const struct question *q, num points)
{
    return num_is_none(q->most) || num_sign(q->most) == 0 ? "" : num_short(t->arena, points);
}

static void read_yes_no(struct answers *a, const struct tongue *t, const struct question *q,
                        const struct answer *given)
{
    bool known = given->given == GIVEN_VALUE && given->value.type == VT_BOOL;

    a->n = 2;
    a->row[0] = (struct answer_row){.label = _("Yes"),
                                    .points = points_text(t, q, q->yes_points),
                                    .value = "yes",
                                    .chosen = known && given->value.u.yes};
    a->row[1] = (struct answer_row){.label = _("No"),
                                    .points = points_text(t, q, q->no_points),
                                    .value = "no",
                                    .chosen = known && !given->value.u.yes};
}

static const char *label_of(const struct tongue *t, const struct choice *c)
{
    const char *label = text_in(&c->label, t->language);
    return label ? label : c->id;
}

static void read_choice(struct answers *a, const struct tongue *t, const struct question *q,
                        int offered, const struct answer *given)
{
    a->n = offered < q->nchoices ? offered : q->nchoices;
    for (int i = 0; i < a->n; i++) {
        a->row[i] =
            (struct answer_row){.label = label_of(t, &q->choices[i]),
                                .points = points_text(t, q, q->choices[i].points),
                                .value = q->choices[i].id,
                                .chosen = given->given == GIVEN_VALUE && given->choice == i};
    }
}

/* The set with choice `flip` the other way (-1: none flipped), as the answers CSV has it. Taking
 * the last one out takes the answer back: nobody has said "none of these". */
static const char *set_text(struct arena *arena, const struct question *q, const uint8_t *set,
                            int flip)
{
    const char *text = "";

    for (int i = 0; i < q->nchoices; i++) {
        bool on = set && set[i];
        if (i == flip ? !on : on) {
            text = arena_printf(arena, "%s%s%s", text, *text ? "|" : "", q->choices[i].id);
        }
    }
    return text;
}

static void read_choices(struct answers *a, const struct tongue *t, const struct question *q,
                         const struct answer *given)
{
    bool known = given->given == GIVEN_VALUE && given->value.type == VT_SET;
    const uint8_t *set = known ? given->value.u.set : NULL;
    bool none = known && !*set_text(t->arena, q, set, -1);

    a->n = q->nchoices + 1;
    for (int i = 0; i < q->nchoices; i++) {
        a->row[i] = (struct answer_row){.label = label_of(t, &q->choices[i]),
                                        .points = points_text(t, q, q->choices[i].points),
                                        .value = set_text(t->arena, q, set, i),
                                        .chosen = set && set[i]};
    }
    a->row[q->nchoices] = (struct answer_row){
        .label = _("None of these"), .points = "", .value = none ? "" : "-", .chosen = none};
}

static void read_scale(struct answers *a, const struct question *q, const struct answer *given)
{
    int64_t max = num_floor(q->max);

    a->min = num_floor(q->min);
    a->n = (int)(max - a->min + 1);
    if (given->given == GIVEN_VALUE && given->value.type == VT_NUM) {
        a->chosen = (int)(num_floor(given->value.u.n) - a->min);
    }
}

/* What a number's field takes: "0 to 100". */
static const char *range_text(const struct tongue *t, const struct question *q)
{
    if (q->has_min && q->has_max) {
        return arena_printf(t->arena, _("a number from %s to %s"), num_short(t->arena, q->min),
                            num_short(t->arena, q->max));
    }
    if (q->has_min) {
        return arena_printf(t->arena, _("a number from %s on"), num_short(t->arena, q->min));
    }
    if (q->has_max) {
        return arena_printf(t->arena, _("a number up to %s"), num_short(t->arena, q->max));
    }
    return _("a number");
}

static const char *expects(const struct tongue *t, const struct question *q)
{
    const char *unit = text_in(&q->unit, t->language);

    switch (q->type->id) {
    case Q_DATE:
        return _("a date: YYYY-MM-DD");
    case Q_URL:
        return _("a web address: https://…");
    case Q_TEXT:
        return _("a text");
    default:
        return unit ? arena_printf(t->arena, "%s, %s", range_text(t, q), unit) : range_text(t, q);
    }
}

static const char *typed_text(struct arena *arena, const struct answer *given)
{
    char date[11];

    if (given->given != GIVEN_VALUE) {
        return "";
    }
    switch (given->value.type) {
    case VT_NUM:
        return num_short(arena, given->value.u.n);
    case VT_DATE:
        date_format(given->value.u.days, date);
        return arena_dup(arena, date);
    case VT_TEXT:
        return given->value.u.text;
    default:
        return "";
    }
}

static void read_field(struct answers *a, const struct tongue *t, const struct question *q,
                       const struct answer *given)
{
    bool known = given->given == GIVEN_VALUE;

    a->shown = known ? answer_shown(q, given, t->language, t->arena) : NULL;
    a->typed = typed_text(t->arena, given);
    a->expects = expects(t, q);
}

/* Digits that each number has: two from ten rows on; of a scale those of its longest value. */
static int digits_of(const struct answers *a)
{
    int64_t most = a->n, low = a->min < 0 ? -a->min : a->min;
    int digits = 1;

    if (a->by == BY_SCALE) {
        most = a->min + a->n - 1;
        most = most > low ? most : low;
    }
    for (; most >= 10; most /= 10) {
        digits++;
    }
    return digits;
}

int answers_indent(const struct answers *a)
{
    return (a->by == BY_TICKING ? 9 : 8) + a->digits;
}

static void wrap_labels(struct answers *a, struct arena *arena, int w)
{
    a->nlines = 0;
    for (int i = 0; i < a->n; i++) {
        struct answer_row *row = &a->row[i];
        row->label = text_show(arena, row->label, false);
        row->nlines = wrap(arena, row->label, w, &row->lines);
        row->first = a->nlines;
        a->nlines += row->nlines;
        if (row->chosen && a->chosen < 0) {
            a->chosen = i;
        }
    }
}

#define POINTS_W 8

void answers_read(struct answers *a, const struct tongue *t, const struct question *q,
                  const struct qresult *result, const struct answer *given, int w)
{
    *a = (struct answers){.by = answering_of(q->type->id), .chosen = -1};
    if (a->by == BY_CHOOSING || a->by == BY_TICKING) {
        a->row = arena_alloc(t->arena, (size_t)(q->nchoices + 2) * sizeof *a->row);
    }
    if (q->type->id == Q_YES_NO) {
        read_yes_no(a, t, q, given);
    } else if (a->by == BY_CHOOSING) {
        read_choice(a, t, q, result->offered, given);
    } else if (a->by == BY_TICKING) {
        read_choices(a, t, q, given);
    } else if (a->by == BY_SCALE) {
        read_scale(a, q, given);
    } else {
        read_field(a, t, q, given);
    }
    a->digits = digits_of(a);
    if (a->row) {
        wrap_labels(a, t->arena, w - answers_indent(a) - POINTS_W);
    } else {
        a->nlines = 1;
    }
}

const char *answer_number(const struct answers *a, int row, struct arena *arena)
{
    int64_t number = a->by == BY_SCALE ? a->min + row : row + 1;
    return arena_printf(arena, number < 0 ? "-%0*d" : "%0*d", a->digits, abs((int)number));
}

int answer_numbered(const struct answers *a, const char *number)
{
    int64_t value = strtol(number, NULL, 10);
    int64_t row = a->by == BY_SCALE ? value - a->min : value - 1;
    return row >= 0 && row < a->n ? (int)row : -1;
}

const char *answer_value(const struct answers *a, int row, struct arena *arena)
{
    if (a->by == BY_SCALE) {
        return arena_printf(arena, "%d", (int)(a->min + row));
    }
    return a->row[row].value;
}

static const char *box_of(const struct answers *a, const struct answer_row *row)
{
    if (a->by == BY_TICKING) {
        return row->chosen ? "[x]" : "[ ]";
    }
    return mark(row->chosen ? MARK_CHOSEN : MARK_NOT_CHOSEN);
}

/* One line of a row: the first has its number, its box and its points. */
static void row_line_draw(const struct answers *a, struct rect r, int y, int i, int line, bool here)
{
    struct arena *arena = arena_new();
    const struct answer_row *row = &a->row[i];
    attr_t text = role_attr(row->chosen ? ROLE_TITLE : ROLE_TEXT);
    int indent = answers_indent(a), w = r.w - indent - POINTS_W;

    if (line == 0) {
        put_cursor(y, r.x + 1, here);
        put(y, r.x + 3, a->digits, text, answer_number(a, i, arena));
        put(y, r.x + 4 + a->digits + (a->by == BY_CHOOSING), 3, text, box_of(a, row));
        put_right(y, r.x + r.w - POINTS_W, POINTS_W - 3, role_attr(ROLE_TEXT), row->points);
    }
    put(y, r.x + indent, w, here ? text | A_REVERSE : text,
        span_text(arena, row->label, row->lines[line]));
    arena_free(&arena);
}

void answers_draw(const struct answers *a, struct rect r, int cur, int top, int *cursor_y,
                  int *cursor_x)
{
    for (int i = 0; i < a->n; i++) {
        for (int k = 0; k < a->row[i].nlines; k++) {
            int y = r.y + a->row[i].first + k - top;
            if (y >= r.y && y < r.y + r.h) {
                row_line_draw(a, r, y, i, k, i == cur);
            }
        }
    }
    *cursor_y = r.y + a->row[cur].first - top;
    *cursor_x = r.x + answers_indent(a);
}

/* The numbers of a scale that fit: from which on, how many, and how wide each is. */
static int scale_window(const struct answers *a, int w, int cur, int *cell, int *fit)
{
    *cell = a->digits + (a->min < 0) + 3;
    *fit = (w - 6) / *cell;
    int from = cur - *fit / 2;

    from = from > a->n - *fit ? a->n - *fit : from;
    return from < 0 ? 0 : from;
}

int scale_at(const struct answers *a, int x, int w, int cur, int at)
{
    int cell, fit, from = scale_window(a, w, cur, &cell, &fit);
    int i = at < x + 4 ? -1 : (at - x - 4) / cell;

    return i >= 0 && i < fit && from + i < a->n ? from + i : -1;
}

void scale_draw(const struct answers *a, int y, int x, int w, int cur, int *cursor_x)
{
    struct arena *arena = arena_new();
    int cell, fit, from = scale_window(a, w, cur, &cell, &fit);

    put_cursor(y, x + 1, true);
    x += 3;
    put(y, x, 1, role_attr(ROLE_DIM), from > 0 ? mark(MARK_CUT) : " ");
    for (int i = from; i < a->n && i < from + fit; i++) {
        bool on = i == a->chosen;
        const char *number = arena_printf(arena, "%d", (int)(a->min + i));
        const char *text = arena_printf(arena, on ? "[%s]" : " %s ", number);
        attr_t attr = role_attr(on ? ROLE_TITLE : ROLE_TEXT);
        int at = x + 1 + (i - from) * cell;
        put(y, at, cell, i == cur ? attr | A_REVERSE : attr, text);
        *cursor_x = i == cur ? at + 1 : *cursor_x;
    }
    if (from + fit < a->n) {
        put(y, x + 1 + fit * cell, 1, role_attr(ROLE_DIM), mark(MARK_CUT));
    }
    arena_free(&arena);
}
