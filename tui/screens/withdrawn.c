/* The withdrawn rows of the registry, to bring one back. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/when.h"
#include "tui/widgets/picker.h"

struct withdrawn {
    struct arena *arena;
    struct picker picker;
    struct registry_gone *row; /* those that have what was typed */
    int n;
};

static bool withdrawn_open(struct screen *s, struct ui *ui, const struct place *at,
                           const struct screen *below, struct err *err)
{
    struct withdrawn *w = mem_alloc(sizeof *w);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    w->arena = arena_new();
    s->data = w;
    return true;
}

static void withdrawn_close(struct screen *s)
{
    struct withdrawn *w = s->data;
    picker_free(&w->picker);
    arena_free(&w->arena);
    free(w);
}

static where_set withdrawn_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static const struct registry_gone *withdrawn_chosen(const struct withdrawn *w)
{
    return w->picker.list.cur < w->n ? &w->row[w->picker.list.cur] : NULL;
}

static bool withdrawn_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct withdrawn *w = s->data;
    const struct registry_gone *row = withdrawn_chosen(w);

    return action != ACT_PICK ||
           (row && !campaign_read_only(ui->campaign) &&
            !registry_why_not(ui->campaign, REGISTRY_BRING_BACK, row->body, ui->tongue.arena));
}

static const char *withdrawn_why_not(const struct screen *s, const struct ui *ui,
                                     enum action action)
{
    const struct withdrawn *w = s->data;
    const struct registry_gone *row = withdrawn_chosen(w);
    const char *locked = read_only_text(ui);

    if (action != ACT_PICK) {
        return NULL;
    }
    return !row ? _("No row is chosen.")
           : locked
               ? locked
               : registry_why_not(ui->campaign, REGISTRY_BRING_BACK, row->body, ui->tongue.arena);
}

static bool run_bring_back(void *arg, struct campaign *c, struct arena *a, const char **said,
                           struct err *err)
{
    const struct registry_gone *row = arg;

    if (!registry_withdraw(c, row->body, row->service, true, err)) {
        return false;
    }
    *said = arena_printf(a, _("Brought back: %s"), row->name);
    return true;
}

static struct effect withdrawn_act(struct screen *s, struct ui *ui, struct command c)
{
    struct withdrawn *w = s->data;

    (void)ui;
    if (picker_command(&w->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_PICK && w->n > 0) {
        return (struct effect){.kind = EFFECT_DO,
                               .job = {run_bring_back, &w->row[w->picker.list.cur]},
                               .closes = true};
    }
    return (struct effect){.kind = c.action == ACT_CLOSE_PICKER ? EFFECT_BACK : EFFECT_NONE};
}

static struct command withdrawn_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct withdrawn *w = s->data;
    (void)ui;
    return picker_click(&w->picker, y, x);
}

static bool is_meant(const struct withdrawn *w, const char *text)
{
    struct buf folded = {0}, typed = {0};
    text_fold(&folded, text);
    text_fold(&typed, picker_typed(&w->picker));
    bool meant = text_finds(typed.s ? typed.s : "", folded.s ? folded.s : "");
    buf_free(&folded);
    buf_free(&typed);
    return meant;
}

static void withdrawn_recalc(struct screen *s, struct ui *ui)
{
    struct withdrawn *w = s->data;
    struct registry_gone *all;
    int n;

    arena_reset(w->arena);
    w->n = 0;
    if (!registry_withdrawn(ui->campaign, &all, &n, w->arena, NULL)) {
        n = 0; /* campaign_fault has said so */
    }
    struct picker_item *item = arena_alloc(w->arena, (size_t)(n + 1) * sizeof *item);
    w->row = arena_alloc(w->arena, (size_t)(n + 1) * sizeof *w->row);
    for (int i = 0; i < n; i++) {
        const struct registry_gone *g = &all[i];
        const char *left = arena_printf(w->arena, "%s%s%s  %s", g->body, *g->service ? "/" : "",
                                        g->service, g->name);
        if (is_meant(w, left)) {
            item[w->n] = (struct picker_item){
                .left = left,
                .right = arena_printf(
                    w->arena, ngettext("%d answer", "%d answers", (unsigned long)g->answers),
                    g->answers)};
            w->row[w->n++] = *g;
        }
    }
    const struct registry_gone *now =
        w->picker.list.cur < w->n ? &w->row[w->picker.list.cur] : NULL;
    const char *foot = now     ? arena_printf(w->arena, _("withdrawn by %s, %s"), now->by,
                                              when_local(w->arena, now->at, "%Y-%m-%d %H:%M"))
                       : n > 0 ? _("No withdrawn row has these words.")
                               : _("Nothing is withdrawn.");
    picker_read(&w->picker, ui->area, _("Bring back"), item, w->n, n > 3 ? n : 3,
                ui->moving ? w->picker.foot : foot);
}

static void withdrawn_draw(const struct screen *s, struct ui *ui)
{
    const struct withdrawn *w = s->data;
    picker_draw(&w->picker, ui);
}

const struct screen_table withdrawn_screen = {
    .name = "withdrawn",
    .floats = true,
    .open = withdrawn_open,
    .close = withdrawn_close,
    .where = withdrawn_where,
    .runs = withdrawn_runs,
    .why_not = withdrawn_why_not,
    .act = withdrawn_act,
    .click = withdrawn_click,
    .recalc = withdrawn_recalc,
    .draw = withdrawn_draw,
};
