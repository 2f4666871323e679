#include "tui/widgets/reader.h"

#include "tui/canvas.h"

#define READER_W 76

static int inner_rows(const struct reader *r)
{
    return r->box.h - 2;
}

void reader_begin(struct reader *r, struct arena *a, struct rect area, const char *title)
{
    r->box = box_in(area, area.h, READER_W);
    r->title = title;
    pane_begin(&r->pane, a, r->box.w - 4);
}

static void keep_in(struct reader *r)
{
    int most = r->pane.n - inner_rows(r);
    r->top = r->top > most ? most : r->top;
    r->top = r->top < 0 ? 0 : r->top;
}

void reader_end_tall(struct reader *r, struct rect area, int least)
{
    r->box = box_in(area, r->pane.n > least ? r->pane.n : least, READER_W);
    keep_in(r);
}

void reader_end(struct reader *r, struct rect area)
{
    reader_end_tall(r, area, 0);
}

bool reader_command(struct reader *r, enum action action)
{
    int page = inner_rows(r) - 1;

    switch (action) {
    case ACT_UP:
        r->top--;
        break;
    case ACT_DOWN:
        r->top++;
        break;
    case ACT_PAGE_UP:
        r->top -= page;
        break;
    case ACT_PAGE_DOWN:
        r->top += page;
        break;
    case ACT_FIRST:
        r->top = 0;
        break;
    case ACT_LAST:
        r->top = r->pane.n;
        break;
    default:
        return false;
    }
    keep_in(r);
    return true;
}

bool reader_asks(struct reader *r, const struct ui *ui, struct command c, struct effect *e)
{
    *e = effect_none();
    if (c.action == ACT_ASK_WAIT) {
        *e = effect_wait(ui);
    } else if (c.action == ACT_ASK_NO) {
        e->kind = EFFECT_BACK;
    } else if (c.action == ACT_ASK_YES) {
        return false;
    } else {
        reader_command(r, c.action);
    }
    return true;
}

struct command reader_click(const struct reader *r, int y, int x)
{
    return (struct command){.action = rect_has(r->box, y, x) ? ACT_NONE : ACT_CLOSE_READER};
}

void reader_draw(const struct reader *r, struct ui *ui)
{
    struct rect in = put_box(r->box, r->title);
    struct pane shown = r->pane;
    int more = r->pane.n - r->top - in.h;

    shown.lines += r->top;
    shown.n -= r->top;
    pane_draw(&shown, in.y, in.x, in.h);
    if (more > 0) {
        const char *text = arena_printf(ui->tongue.arena, _(" ↓ %d more "), more);
        put_right(r->box.y + r->box.h - 1, in.x, in.w, role_attr(ROLE_ACCENT), text);
    }
    ui->cursor_y = in.y;
    ui->cursor_x = in.x;
}
