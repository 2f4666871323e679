/* The window on a scorecard's page, and what is drawn of it. */
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/scorecard.h"
#include "tui/widgets/gauge.h"

const struct card_item *card_chosen(const struct card *c)
{
    return c->list.cur < c->nitems ? &c->item[c->list.cur] : NULL;
}

/* Rows of the page that are shown: the last line says how many more there are. */
static int window(const struct card *c, const struct ui *ui)
{
    return c->rows > ui->area.h ? ui->area.h - 1 : ui->area.h;
}

/* What is chosen stays in sight; from the first item on all that stands above it is seen too. */
void card_fit(struct card *c, const struct ui *ui)
{
    int h = window(c, ui);

    c->list.n = c->nitems;
    c->list.cur = c->list.cur < c->nitems ? c->list.cur : c->nitems - 1;
    c->list.cur = c->list.cur < 0 ? 0 : c->list.cur;
    if (c->list.cur == 0 || !card_chosen(c)) {
        c->list.top = 0;
        return;
    }
    int y = card_chosen(c)->y;
    c->list.top = c->list.top > c->rows - h ? c->rows - h : c->list.top;
    c->list.top = c->list.top < 0 ? 0 : c->list.top;
    if (y - 1 < c->list.top) { /* with the heading above it */
        c->list.top = y > 0 ? y - 1 : 0;
    } else if (y >= c->list.top + h) {
        c->list.top = y - h + 1;
    }
}

static void cell_draw(const struct card *c, const struct card_cell *cell, int y)
{
    attr_t attr = role_attr(cell->role);

    if (cell->item >= 0 && cell->item == c->list.cur) {
        attr |= A_REVERSE;
    }
    switch (cell->kind) {
    case CELL_TEXT:
        put(y, cell->x, cell->w, attr, cell->text);
        break;
    case CELL_RIGHT:
        put_right(y, cell->x, cell->w, attr, cell->text);
        break;
    case CELL_GAUGE:
        gauge_draw(y, cell->x, cell->w, cell->low, cell->high, cell->full, cell->role);
        break;
    }
}

void card_draw(const struct screen *s, struct ui *ui)
{
    const struct card *c = s->data;
    const struct card_item *at = card_chosen(c);
    int h = window(c, ui), more = c->rows - c->list.top - h;

    if (!c->there) {
        put(ui->area.y + 1, 1, ui->area.w - 2, role_attr(ROLE_ERROR),
            cut_end(ui->tongue.arena, c->fault ? c->fault : "", ui->area.w - 2));
        ui->cursor_y = ui->area.y + 1;
        ui->cursor_x = 1;
        return;
    }
    for (int i = 0; i < c->ncells; i++) {
        int row = c->cell[i].y - c->list.top;
        if (row >= 0 && row < h) {
            cell_draw(c, &c->cell[i], ui->area.y + row);
        }
    }
    if (c->rows > ui->area.h) {
        put_right(ui->area.y + h, 1, ui->area.w - 2, role_attr(ROLE_DIM),
                  more > 0 ? arena_printf(ui->tongue.arena, _(" ↓ %d more "), more) : "");
    }
    ui->cursor_y = ui->area.y + (at ? at->y - c->list.top : 0);
    ui->cursor_x = at ? at->x : 1;
    if (at) {
        put_cursor(ui->cursor_y, ui->cursor_x - 1, true);
    }
}

/* The item at a cell: the last one that begins before it in its line. */
struct command card_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct card *c = s->data;
    int row = y - ui->area.y + c->list.top, hit = -1;

    for (int i = 0; i < c->nitems; i++) {
        bool before = c->item[i].y == row && c->item[i].x - 1 <= x;
        hit = before && (hit < 0 || c->item[i].x > c->item[hit].x) ? i : hit;
    }
    bool again = hit >= 0 && list_click(&c->list, hit);
    return (struct command){.action = again ? ACT_OPEN : ACT_NONE};
}
