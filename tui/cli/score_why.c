/* meyar score FILE [BODY[/SERVICE]] --why: the sums behind the figures, as on paper. */
#include "tui/cli/score.h"

#include <string.h>
#include "forms/text.h"
#include "tui/cli/columns.h"
#include "tui/lines.h"
#include "tui/why_text.h"

#define PART_W 56 /* columns that a part's name has at most */
#define WINDOW 64 /* rows of the registry that are looked at at a time */

/* Which figures the table has. */
enum shape { SHAPE_NONE, SHAPE_SCORE, SHAPE_RANGE };

static void put_line(struct buf *out, int indent, const char *text)
{
    buf_printf(out, "%*s", indent, "");
    buf_show(out, text, false);
    buf_addc(out, '\n');
}

static void head(const struct why_text *x, struct buf *out)
{
    const struct row *r = &x->row;
    const char *code =
        *r->service ? arena_printf(x->t.arena, "%s/%s", r->body, r->service) : r->body;

    put_line(out, 0, arena_printf(x->t.arena, "%s  %s", code, r->name));
    put_line(out, 2, why_head(x));
}

static void head_row(struct columns *table, enum shape shape)
{
    if (shape == SHAPE_NONE) {
        columns_row(table, _("weight"), _("part"), "");
    } else if (shape == SHAPE_SCORE) {
        columns_row(table, _("weight"), _("part"), _("score"), "");
    } else {
        columns_row(table, _("weight"), _("part"), _("so far"), _("low"), _("high"), "");
    }
}

static void part_row(struct columns *table, enum shape shape, const struct why_text *x, int i)
{
    struct arena *a = x->t.arena;
    const char *weight = why_weight(x, i), *remark = why_remark(x, i);
    const char *part = cut_end(a, text_show(a, why_part(x, i), false), PART_W);

    part = arena_printf(a, "%*s%s", 2 * (x->why->row[i].level - 1), "", part);
    if (shape == SHAPE_NONE) {
        columns_row(table, weight, part, remark);
    } else if (shape == SHAPE_SCORE) {
        columns_row(table, weight, part, why_cell(x, i, WHY_SCORE), remark);
    } else {
        columns_row(table, weight, part, why_cell(x, i, WHY_SO_FAR), why_cell(x, i, WHY_LOW),
                    why_cell(x, i, WHY_HIGH), remark);
    }
}

static void parts(const struct why_text *x, struct buf *out)
{
    static const char *const sides[] = {"rll", "rlrl", "rlrrrl"};
    bool none = num_is_none(x->why->row[0].f.low);
    enum shape shape = none ? SHAPE_NONE : why_complete(x) ? SHAPE_SCORE : SHAPE_RANGE;
    struct columns *table = columns_new(x->t.arena, sides[shape]);

    if (x->why->n == 1) {
        return;
    }
    head_row(table, shape);
    for (int i = 1; i < x->why->n; i++) {
        part_row(table, shape, x, i);
    }
    buf_addc(out, '\n');
    columns_write(table, 2, out);
}

static void sums(const struct why_text *x, struct buf *out)
{
    struct arena *a = x->t.arena;
    bool any = false;

    for (int i = 0; i < x->why->n; i++) {
        struct why_line *lines;
        int n = why_sums(x, i, &lines);
        if (n > 0) {
            buf_add(out, any ? "" : "\n");
            put_line(out, 2, why_part(x, i));
            any = true;
        }
        for (int k = 0; k < n; k++) {
            put_line(out, 4, arena_printf(a, "%s = %s", lines[k].label, lines[k].text));
        }
    }
}

static void rules(const struct why_text *x, struct buf *out)
{
    const char **lines;
    int n = why_rules(x, &lines);

    buf_add(out, n > 0 ? "\n" : "");
    for (int i = 0; i < n; i++) {
        put_line(out, 2, lines[i]);
    }
}

static bool one(struct campaign *c, int which, const char *body, const char *service,
                struct tongue t, struct buf *out, struct err *err)
{
    struct why_text x = {0};

    t.arena = arena_new();
    bool there = why_read(&x, c, which, body, service, t, err);
    if (there) {
        head(&x, out);
        parts(&x, out);
        sums(&x, out);
        rules(&x, out);
    }
    why_free(&x);
    arena_free(&t.arena);
    return there;
}

/* A body's services, or (NULL) all bodies, each with its services. */
static bool each(struct campaign *c, int which, const char *body, struct tongue t, struct buf *out,
                 struct err *err)
{
    struct row rows[WINDOW];
    struct arena *a = arena_new();
    bool well = true;

    for (int first = 0, n;
         well && (n = rows_window(c, which, body, -1, first, WINDOW, rows, a)) > 0; first += n) {
        for (int i = 0; well && i < n; i++) {
            if (body || first + i > 0) {
                buf_addc(out, '\n');
            }
            well = one(c, which, rows[i].body, rows[i].service, t, out, err) &&
                   (body || each(c, which, rows[i].body, t, out, err));
        }
    }
    arena_free(&a);
    return well;
}

bool score_why(struct campaign *c, int which, const char *body, const char *service,
               struct tongue t, struct buf *out, struct err *err)
{
    return body ? one(c, which, body, service ? service : "", t, out, err)
                : each(c, which, NULL, t, out, err);
}
