#include "tui/screens/body.h"

#include <stdlib.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/states.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

static int top_criteria(const struct block *b)
{
    int n = 0;
    for (int i = 0; b && i < b->ncriteria; i++) {
        n += b->criteria[i].level == 0;
    }
    return n;
}

/* Criteria that stand in a line. */
static int in_line(int w)
{
    return w < 64 ? 1 : 2;
}

int body_pane_rows(const struct rubric *r, struct rect area)
{
    int per = in_line(area.w),
        lines = (top_criteria(r->service) + top_criteria(r->body) + per - 1) / per;
    return 1 + (lines < 3 ? lines : 3);
}

/* A row's whole name, where the row can show but a part, and why a service was stopped; NULL: the
 * row says it all. */
static const char *whole_name(const struct body *b, const struct row *row, struct arena *a)
{
    if (row->state == SUBJECT_STOPPED && row->state_reason) {
        return arena_printf(a, "%s: %s", row->name, row->state_reason);
    }
    return row->short_name || text_width(row->name) > b->name_w ? row->name : NULL;
}

int body_name_rows(const struct body *b)
{
    int most = 0;

    for (int i = 0; i < b->nrows; i++) {
        const char *name = whole_name(b, &b->rows[i], b->arena);
        struct span *lines;
        int n = name ? wrap(b->arena, name, b->layout.pane.w - 2, &lines) : 0;
        most = n > most ? n : most;
    }
    return most < 3 ? most : 3;
}

void body_state_read(struct body *b, const struct ui *ui)
{
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, b->arena};
    bool said = b->there && ui->area.h >= 16;

    b->state_line = said ? states_line(&t, ui->campaign, &b->row, &b->state_role) : NULL;
}

void body_name_read(struct body *b)
{
    const struct row *row = body_is_own(b) ? NULL : body_chosen(b);
    const char *name = row ? whole_name(b, row, b->arena) : NULL;

    free(b->name);
    b->name = name ? mem_dup(name) : NULL;
}

/* One criterion in w columns: its name, its gauge, its range. */
static void criterion_draw(const struct ui *ui, int y, int x, int w, const struct criterion *c,
                           const struct figures *f)
{
    const struct tongue *t = &ui->tongue;
    const struct rubric *r = t->rubric;
    const char *title = criterion_short(c, t->language);
    int range_w = range_width(r), name_w = w - range_w > 24 ? 16 : w - range_w - 8;
    int gauge_w = w - name_w - range_w - 2;
    int64_t low = figure_units(r, f->low), high = figure_units(r, f->high);

    put(y, x, name_w, role_attr(ROLE_TEXT), cut_end(t->arena, title, name_w));
    if (low != UNITS_NONE && gauge_w > 2) {
        gauge_draw(y, x + name_w + 1, gauge_w, low, high, num_units(r->scale, r->decimals),
                   role_rating(rating_of(r, f->low), r->nratings));
    }
    put_right(y, x + w - range_w, range_w, role_attr(ROLE_TEXT), say_figures(t, f, "–"));
}

/* The top criteria of a block from place i on; gives the next place. */
static int criteria_draw(const struct body *b, const struct ui *ui, const struct block *block,
                         const struct figures *f, int y, int rows, int i)
{
    int per = in_line(b->layout.pane.w), w = (b->layout.pane.w - 2 - 3 * (per - 1)) / per;

    for (int k = 0; block && f && k < block->ncriteria; k++) {
        if (block->criteria[k].level > 0 || i / per >= rows) {
            continue;
        }
        criterion_draw(ui, y + i / per, 1 + i % per * (w + 3), w, &block->criteria[k], &f[k]);
        i++;
    }
    return i;
}

/* The whole name as of the cursor's last rest; gives the lines it takes. */
static int name_draw(const struct body *b, const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    const struct rect *p = &b->layout.pane;
    int w = p->w - 2;
    struct span *lines;

    if (!b->name) {
        return 0;
    }
    const char *name = text_show(a, b->name, false);
    int n = wrap(a, name, w, &lines), rows = n < p->h ? n : p->h;
    for (int i = 0; i < rows; i++) {
        const char *line =
            i == rows - 1 ? cut_end(a, name + lines[i].start, w) : span_text(a, name, lines[i]);
        put(p->y + i, 1, w, role_attr(ROLE_TEXT), line);
    }
    return rows;
}

void body_pane_draw(const struct body *b, const struct ui *ui)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct rect *p = &b->layout.pane;
    int range_w = range_width(r), name_w = (p->w - 2 - range_w) * 2 / 5, rows = name_draw(b, ui);
    int y = p->y + (rows > b->name_rows ? rows : b->name_rows);
    int end = p->y + p->h;

    if (y < end && b->state_line) {
        put(y++, 1, p->w - 2, role_attr(b->state_role),
            cut_end(ui->tongue.arena, text_show(ui->tongue.arena, b->state_line, false), p->w - 2));
    }
    if (y >= end || !b->there) {
        return;
    }
    const char *range = row_range(&ui->tongue, &b->row);
    put(y, 1, name_w, role_attr(ROLE_TEXT),
        cut_middle(ui->tongue.arena, short_name(&b->row), name_w));
    if (*range) {
        /* A rating that was set by hand does not follow from the gauge. */
        bool by_hand = b->row.state == SUBJECT_RATED && b->row.final_rating >= 0;
        int room = p->w - name_w - range_w - 6, said = 0;
        if (by_hand) {
            const char *verdict = say_verdict_fit(&ui->tongue, &b->row, r->body, room * 2 / 3);
            said = text_width(text_show(ui->tongue.arena, verdict, false));
            put(y, p->w - 3 - range_w - said, said, role_attr(verdict_role(r, &b->row)), verdict);
            said += 2;
        }
        gauge_draw(y, name_w + 3, room - said, b->row.low, b->row.high,
                   num_units(r->scale, r->decimals), verdict_role(r, &b->row));
        put_right(y, p->w - 1 - range_w, range_w, role_attr(ROLE_TEXT), range);
    } else {
        put(y, name_w + 3, p->w - name_w - 4, role_attr(ROLE_TEXT),
            cut_end(ui->tongue.arena, say_verdict_full(&ui->tongue, &b->row, r->body),
                    p->w - name_w - 4));
    }
    int i = criteria_draw(b, ui, r->service, b->summary.service_criteria, y + 1, end - y - 1, 0);
    criteria_draw(b, ui, r->body, b->summary.own_criteria, y + 1, end - y - 1, i);
}
