#include "tui/widgets/picker.h"

#include <stdlib.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"

#define PICKER_W 72

void picker_free(struct picker *p)
{
    edit_free(&p->edit);
    free(p->foot);
}

const char *picker_typed(const struct picker *p)
{
    return edit_text(&p->edit);
}

bool picker_command(struct picker *p, struct command c)
{
    static const struct {
        enum action action;
        enum list_step step;
    } steps[] = {{ACT_PICK_UP, STEP_UP},
                 {ACT_PICK_DOWN, STEP_DOWN},
                 {ACT_PICK_PAGE_UP, STEP_PAGE_UP},
                 {ACT_PICK_PAGE_DOWN, STEP_PAGE_DOWN}};

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i].action == c.action) {
            list_move(&p->list, steps[i].step, p->rows.h - 1);
            return true;
        }
    }
    if (p->silent || !edit_command(&p->edit, c, 0)) {
        return false;
    }
    p->list.cur = p->list.top = 0;
    return true;
}

void picker_read(struct picker *p, struct rect area, const char *title,
                 const struct picker_item *item, int nitems, int most, const char *foot)
{
    int around = !p->silent + (foot != NULL);

    p->title = title;
    p->item = item;
    p->nitems = nitems;
    if (foot != p->foot) {
        free(p->foot);
        p->foot = foot ? mem_dup(foot) : NULL;
    }
    p->box = box_in(area, (nitems > most ? nitems : most) + around, PICKER_W);
    p->rows =
        (struct rect){p->box.y + 1 + !p->silent, p->box.x + 2, p->box.h - 2 - around, p->box.w - 4};
    p->list.n = nitems;
    list_fit(&p->list, p->rows.h);
}

struct command picker_click(struct picker *p, int y, int x)
{
    int i = rect_has(p->rows, y, x) ? p->list.top + y - p->rows.y : p->nitems;

    if (!rect_has(p->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_PICKER};
    }
    return (struct command){.action = list_click(&p->list, i) ? ACT_PICK : ACT_NONE};
}

static void item_draw(const struct picker *p, struct arena *a, int y, int i)
{
    const struct picker_item *item = &p->item[i];
    const struct rect *r = &p->rows;
    attr_t attr = role_attr(item->dim ? ROLE_DIM : ROLE_TEXT);
    int right = item->right && *item->right ? text_width(item->right) + 1 : 0;
    int x = r->x + 2;

    put_cursor(y, r->x, i == p->list.cur);
    if (item->mark != MARK_NONE) {
        put(y, x, 1, attr, mark(item->mark));
        x += 2;
    }
    put(y, x, r->x + r->w - x - right, i == p->list.cur ? attr | A_REVERSE : attr,
        cut_end(a, item->left, r->x + r->w - x - right));
    if (right) {
        put_right(y, r->x + r->w - right, right, role_attr(ROLE_DIM), item->right);
    }
}

void picker_draw(const struct picker *p, struct ui *ui)
{
    const struct rect *r = &p->rows;
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(p->box, p->title);

    if (!p->silent) {
        put(in.y, in.x, 1, role_attr(ROLE_ACCENT), mark(MARK_CRUMB));
        edit_draw_line(&p->edit, in.y, in.x + 2, in.w - 2, role_attr(ROLE_TEXT));
    }
    for (int y = 0; y < r->h && p->list.top + y < p->nitems; y++) {
        item_draw(p, a, r->y + y, p->list.top + y);
    }
    if (p->foot) {
        put(r->y + r->h, r->x, r->w, role_attr(ROLE_DIM), cut_end(a, p->foot, r->w));
    }
    int more = p->nitems - p->list.top - r->h;
    if (more > 0) {
        put_right(p->box.y + p->box.h - 1, in.x, in.w, role_attr(ROLE_ACCENT),
                  arena_printf(a, _(" ↓ %d more "), more));
    }
    ui->cursor_y = p->nitems ? r->y + p->list.cur - p->list.top : in.y;
    ui->cursor_x = r->x + 2;
}

void narrowed_begin(struct narrowed *w, int most, struct arena *a)
{
    size_t room = (size_t)most + 1;

    w->item = arena_alloc(a, room * sizeof *w->item);
    w->of = arena_alloc(a, room * sizeof *w->of);
    w->n = 0;
}

void narrowed_add(struct narrowed *w, const struct picker *p, int i, const char *words,
                  struct picker_item item)
{
    if (text_finds(picker_typed(p), words)) {
        w->item[w->n] = item;
        w->of[w->n++] = i;
    }
}

int narrowed_chosen(const struct narrowed *w, const struct picker *p)
{
    int last = w->n - 1, cur = p->list.cur;

    return w->n == 0 ? -1 : w->of[cur < last ? cur : last];
}
