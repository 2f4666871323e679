#include "tui/widgets/pane.h"

#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/marks.h"
#include "tui/widgets/gauge.h"

void pane_begin(struct pane *p, struct arena *a, int w)
{
    *p = (struct pane){.arena = a, .w = w < 1 ? 1 : w};
}

static struct pane_line *add(struct pane *p, enum pane_kind kind, int give, enum role role)
{
    if (p->n == p->room) {
        p->room = p->room ? 2 * p->room : 32;
        struct pane_line *more = arena_alloc(p->arena, (size_t)p->room * sizeof *more);
        if (p->n > 0) {
            memcpy(more, p->lines, (size_t)p->n * sizeof *more);
        }
        p->lines = more;
    }
    struct pane_line *line = &p->lines[p->n++];
    *line = (struct pane_line){.kind = kind, .give = give, .role = role, .left = "", .right = ""};
    return line;
}

void pane_blank(struct pane *p, int give)
{
    add(p, PANE_TEXT, give, ROLE_TEXT);
}

/* Wraps a text into lines, each `indent` columns in. */
static void add_wrapped(struct pane *p, int give, enum role role, int most, int indent,
                        const char *text)
{
    struct span *spans;
    const char *shown = text_show(p->arena, text, true);
    int n = wrap(p->arena, shown, p->w - indent, &spans);

    for (int i = 0; i < n && (most == 0 || i < most); i++) {
        struct pane_line *line = add(p, PANE_TEXT, give, role);
        line->indent = indent;
        line->left = span_text(p->arena, shown, spans[i]);
        if (most > 0 && i == most - 1 && n > most) {
            line->left = arena_printf(p->arena, "%s %s", line->left, mark_utf8(MARK_CUT));
            line->left = cut_end(p->arena, line->left, p->w - indent);
        }
    }
}

void pane_text(struct pane *p, int give, enum role role, int most, const char *text)
{
    add_wrapped(p, give, role, most, 0, text);
}

void pane_pair(struct pane *p, int give, enum role role, const char *left, enum role right_role,
               const char *right)
{
    struct pane_line *line = add(p, PANE_PAIR, give, role);
    int w = text_width(right);

    line->left = cut_end(p->arena, left, w > 0 ? p->w - w - 1 : p->w);
    line->right = right;
    line->right_role = right_role;
}

void pane_entry(struct pane *p, int give, const char *label, int label_w, int most,
                const char *text)
{
    int first = p->n;

    add_wrapped(p, give, ROLE_TEXT, most, label_w, text);
    p->lines[first].right = cut_end(p->arena, label, label_w - 1);
    p->lines[first].right_role = ROLE_DIM;
}

void pane_gauge(struct pane *p, int give, enum role role, int gauge_w, int64_t low, int64_t high,
                int64_t full, const char *right)
{
    struct pane_line *line = add(p, PANE_GAUGE, give, role);

    line->low = low;
    line->high = high;
    line->full = full;
    line->gauge_w = gauge_w > 0 && gauge_w < p->w ? gauge_w : p->w;
    line->right = right;
}

void pane_fit(struct pane *p, int h, int least)
{
    while (p->n > h) {
        int give = 0, kept = 0;
        for (int i = 0; i < p->n; i++) {
            give = p->lines[i].give > give ? p->lines[i].give : give;
        }
        if (give < least) {
            return;
        }
        for (int i = 0; i < p->n; i++) {
            if (p->lines[i].give != give) {
                p->lines[kept++] = p->lines[i];
            }
        }
        p->n = kept;
    }
}

static void draw_line(const struct pane *p, const struct pane_line *line, int y, int x)
{
    attr_t attr = role_attr(line->role);

    switch (line->kind) {
    case PANE_TEXT:
        put(y, x, line->indent, role_attr(line->right_role), line->right);
        put(y, x + line->indent, p->w - line->indent, attr, line->left);
        break;
    case PANE_PAIR:
        put(y, x, p->w, attr, line->left);
        put_right(y, x, p->w, role_attr(line->right_role), line->right);
        break;
    case PANE_GAUGE:
        gauge_draw(y, x, line->gauge_w, line->low, line->high, line->full, line->role);
        if (*line->right) {
            put(y, x + line->gauge_w + 2, p->w - line->gauge_w - 2, role_attr(ROLE_TEXT),
                line->right);
        }
        break;
    }
}

void pane_draw(const struct pane *p, int y, int x, int h)
{
    for (int i = 0; i < p->n && i < h; i++) {
        draw_line(p, &p->lines[i], y + i, x);
    }
}
