/* The copies of the file, the latest first. */
#include "tui/screens/copies.h"

#include <stdlib.h>
#include "tui/busy.h"
#include "tui/canvas.h"
#include "tui/copies_words.h"
#include "tui/lines.h"
#include "tui/screens/files.h"
#include "tui/widgets/list.h"

#define COPIES_W 76
#define ABOUT 2 /* lines about the chosen one */

static bool copies_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct copies *k = mem_alloc(sizeof *k);

    (void)at;
    (void)below;
    (void)err;
    k->arena = arena_new();
    k->shown = arena_new();
    k->lines = arena_new();
    busy_begin(false); /* each is opened and counted */
    k->n = copies_of(ui->campaign, &k->copy, k->arena);
    busy_end();
    s->data = k;
    return true;
}

static void copies_close(struct screen *s)
{
    struct copies *k = s->data;

    prompt_free(&k->to);
    arena_free(&k->arena);
    arena_free(&k->shown);
    arena_free(&k->lines);
    free(k->fault);
    free(k);
}

const struct copy *copies_chosen(const struct copies *k)
{
    return k->n > 0 ? &k->copy[k->list.cur] : NULL;
}

static where_set copies_where(const struct screen *s)
{
    static const where_set wheres[] = {[COPIES_LIST] = IN_COPIES,
                                       [COPIES_DIFFER] = IN_READER,
                                       [COPIES_ASK] = IN_ASK,
                                       [COPIES_OUT] = IN_FIELD};
    return wheres[((const struct copies *)s->data)->step];
}

static const char *copies_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct copies *k = s->data;
    const struct copy *c = copies_chosen(k);

    if (k->step != COPIES_LIST ||
        (action != ACT_COPY_SHOW && action != ACT_COPY_RESTORE && action != ACT_COPY_OUT)) {
        return NULL;
    }
    if (!c) {
        return _("There is no copy yet.");
    }
    if (c->fault) {
        return _("That copy is damaged.");
    }
    return action == ACT_COPY_RESTORE ? read_only_text(ui) : NULL;
}

static bool copies_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return action != ACT_EDITOR && !copies_why_not(s, ui, action);
}

static struct effect copies_act(struct screen *s, struct ui *ui, struct command c)
{
    struct copies *k = s->data;

    if (k->step != COPIES_LIST) {
        return copies_show_act(k, ui, c);
    }
    if (list_command(&k->list, c.action, k->box.h - 3 - ABOUT)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_COPY_SHOW:
        return copies_show(k, ui, false);
    case ACT_COPY_RESTORE:
        return copies_show(k, ui, true);
    case ACT_COPY_OUT:
        return copies_out(k, ui);
    case ACT_CLOSE_COPIES:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct rect rows_rect(const struct copies *k)
{
    return (struct rect){k->box.y + 1, k->box.x + 2, k->box.h - 3 - ABOUT, k->box.w - 4};
}

static struct command copies_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct copies *k = s->data;
    struct rect r = rows_rect(k);

    (void)ui;
    if (k->step != COPIES_LIST) {
        return (struct command){.action = ACT_NONE};
    }
    if (!rect_has(k->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_COPIES};
    }
    bool again = rect_has(r, y, x) && list_click(&k->list, k->list.top + y - r.y);
    return (struct command){.action = again ? ACT_COPY_SHOW : ACT_NONE};
}

static void copies_recalc(struct screen *s, struct ui *ui)
{
    struct copies *k = s->data;

    k->box = box_in(ui->area, (k->n < 3 ? 3 : k->n) + 1 + ABOUT, COPIES_W);
    k->list.n = k->n;
    list_fit(&k->list, k->box.h - 3 - ABOUT);
    if (k->step != COPIES_LIST) {
        copies_show_read(k, ui);
    }
}

/* ---- drawing ---- */

/* When, what for, and where there is room how many answers it holds and its size. */
static void row_draw(const struct copies *k, struct arena *a, struct rect in, int y, int i)
{
    const struct copy *c = &k->copy[i];
    attr_t attr = role_attr(c->fault ? ROLE_DIM : ROLE_TEXT);
    bool chosen = i == k->list.cur;
    int size_w = in.w >= 56 ? 10 : 0, answers_w = in.w >= 46 ? 14 : 0;
    int why_w = in.w - 2 - 18 - answers_w - size_w;

    put_cursor(y, in.x, chosen);
    put(y, in.x + 2, 16, chosen ? attr | A_REVERSE : attr, say_moment(a, c->at));
    put(y, in.x + 20, why_w - 1, attr, cut_end(a, say_copy_why(c->why), why_w - 1));
    if (answers_w > 0 && !c->fault) {
        const char *answers =
            arena_printf(a, ngettext("%lld answer", "%lld answers", (unsigned long)c->answers),
                         (long long)c->answers);
        put_right(y, in.x + in.w - size_w - answers_w, answers_w, attr,
                  cut_end(a, answers, answers_w));
    }
    if (size_w > 0) {
        put_right(y, in.x + in.w - size_w, size_w, attr, say_size(a, c->size));
    }
}

static void about_draw(const struct copies *k, struct arena *a, struct rect in)
{
    const struct copy *c = copies_chosen(k);
    const char *line = c->fault;

    if (!line) {
        const char *events =
            arena_printf(a, ngettext("%lld entry", "%lld entries", (unsigned long)c->events),
                         (long long)c->events);
        line = arena_printf(a, _("%s, the last by %s on %s"), events, c->last_by ? c->last_by : "",
                            say_moment(a, c->last_at ? c->last_at : ""));
    }
    put(in.y + in.h - 2, in.x, in.w, role_attr(ROLE_DIM), cut_end(a, line, in.w));
    put(in.y + in.h - 1, in.x, in.w, role_attr(ROLE_DIM), cut_middle(a, c->path, in.w));
}

static void list_draw(const struct copies *k, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(k->box, _("Copies of this file"));
    int rows = in.h - 1 - ABOUT;

    for (int i = 0; i < rows && k->list.top + i < k->n; i++) {
        row_draw(k, a, in, in.y + i, k->list.top + i);
    }
    ui->cursor_y = in.y + k->list.cur - k->list.top;
    ui->cursor_x = in.x + 2;
    if (k->n > 0) {
        about_draw(k, a, in);
        return;
    }
    put(in.y, in.x, in.w, role_attr(ROLE_TEXT),
        cut_end(a,
                _("There is no copy yet: one is made each day that something is entered, and with "
                  "each hand in and merge."),
                in.w));
    ui->cursor_y = in.y;
    ui->cursor_x = in.x;
}

static void copies_draw(const struct screen *s, struct ui *ui)
{
    const struct copies *k = s->data;

    if (k->step == COPIES_LIST) {
        list_draw(k, ui);
    } else {
        copies_show_draw(k, ui);
    }
}

static void copies_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_ASK_YES) {
        *word = _("put it back");
    } else if (action == ACT_LEAVE_FIELD) {
        *word = _("back");
    } else if (action == ACT_STORE) {
        *word = _("write it");
    }
}

const struct screen_table copies_screen = {
    .name = "copies",
    .floats = true,
    .open = copies_open,
    .close = copies_close,
    .where = copies_where,
    .runs = copies_runs,
    .why_not = copies_why_not,
    .act = copies_act,
    .click = copies_click,
    .recalc = copies_recalc,
    .draw = copies_draw,
    .hint = copies_hint,
};
