/* Taking the last merge back: what goes and what stays, and whether to do it. */
#include <stdlib.h>
#include "tui/busy.h"
#include "tui/copies_words.h"
#include "tui/ui.h"
#include "tui/widgets/reader.h"

struct back {
    struct arena *arena; /* of what it would do */
    struct arena *lines; /* of the text on show */
    struct merge_back would;
    struct reader reader;
};

static bool back_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct back *b = mem_alloc(sizeof *b);

    (void)at;
    (void)below;
    b->arena = arena_new();
    b->lines = arena_new();
    busy_begin(false);
    bool may = merge_take_back(ui->campaign, true, &b->would, b->arena, err);
    busy_end();
    if (!may) {
        arena_free(&b->arena);
        arena_free(&b->lines);
        free(b);
        return false;
    }
    s->data = b;
    return true;
}

static void back_close(struct screen *s)
{
    struct back *b = s->data;

    arena_free(&b->arena);
    arena_free(&b->lines);
    free(b);
}

static where_set back_where(const struct screen *s)
{
    (void)s;
    return IN_ASK;
}

static bool back_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static bool run_back(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    struct merge_back m;

    (void)arg;
    if (!merge_take_back(c, false, &m, a, err)) {
        return false;
    }
    *said = _("The merge is taken back. The file as it was before is among the copies.");
    return true;
}

static struct effect back_act(struct screen *s, struct ui *ui, struct command c)
{
    struct back *b = s->data;

    struct effect e;

    if (reader_asks(&b->reader, ui, c, &e)) {
        return e;
    }
    return (struct effect){.kind = EFFECT_DO, .closes = true, .job = {.run = run_back}};
}

/* Nothing is done by a click, and what was read is not dropped by one. */
static struct command back_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)s;
    (void)ui;
    (void)y;
    (void)x;
    return (struct command){.action = ACT_NONE};
}

static void back_recalc(struct screen *s, struct ui *ui)
{
    struct back *b = s->data;
    struct arena *a = b->lines;
    struct reader *r = &b->reader;

    arena_reset(a);
    reader_begin(r, a, ui->area, _("Take the last merge back"));
    pane_text(&r->pane, 0, ROLE_TEXT, 0, say_merge_back(a, &b->would));
    pane_blank(&r->pane, 0);
    pane_text(
        &r->pane, 0, ROLE_TEXT, 0,
        arena_printf(a,
                     _("%s takes it back; %s leaves all as it is. A copy of the file as it is "
                       "now is made first, and the same bundles can be taken in again."),
                     action_key(a, ACT_ASK_YES), action_key(a, ACT_ASK_NO)));
    reader_end(r, ui->area);
}

static void back_draw(const struct screen *s, struct ui *ui)
{
    reader_draw(&((const struct back *)s->data)->reader, ui);
}

static void back_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_ASK_YES) {
        *word = _("take it back");
    }
}

const struct screen_table merge_back_screen = {
    .name = "merge-back",
    .floats = true,
    .open = back_open,
    .close = back_close,
    .where = back_where,
    .runs = back_runs,
    .act = back_act,
    .click = back_click,
    .recalc = back_recalc,
    .draw = back_draw,
    .hint = back_hint,
};
