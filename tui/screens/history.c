/* History: what happened to an answer, a service or a body, the latest first; an earlier answer is
 * put back from here. */
#include "tui/screens/history.h"
#include "tui/screens/states.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/when.h"
#include "tui/widgets/list.h"

#define PANE_ROWS 7
#define LATEST 500 /* entries at most: the command prints all */

static bool history_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    struct history *h = mem_alloc(sizeof *h);

    (void)below;
    (void)err;
    strcpy(h->body, at->body);
    strcpy(h->service, at->service);
    h->all = at->screen == SCREEN_BODIES;
    h->question = at->question;
    h->arena = arena_new();
    h->told = arena_new();
    h->detailed = arena_new();
    h->tongue = ui->tongue;
    h->tongue.arena = h->arena;
    h->stale = true;
    s->data = h;
    return true;
}

static void history_close(struct screen *s)
{
    struct history *h = s->data;
    arena_free(&h->arena);
    arena_free(&h->told);
    arena_free(&h->detailed);
    free(h->fault);
    free(h);
}

static where_set history_where_keys(const struct screen *s)
{
    (void)s;
    return IN_HISTORY;
}

const struct history_entry *history_chosen(const struct history *h)
{
    return h->list.cur < h->n ? &h->entry[h->list.cur] : NULL;
}

/* ---- what can be done ---- */

static bool same_answer(const struct history_entry *x, const struct history_entry *y)
{
    const char *a = x->service ? x->service : "", *b = y->service ? y->service : "";
    return strcmp(x->kind, y->kind) == 0 && strcmp(a, b) == 0 &&
           strcmp(x->question, y->question) == 0;
}

static bool has_another(const struct history *h, const struct history_entry *e)
{
    for (int i = 0; i < h->n; i++) {
        if (&h->entry[i] != e && same_answer(&h->entry[i], e)) {
            return true;
        }
    }
    return h->more;
}

static const char *history_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct history *h = s->data;
    const struct history_entry *e = history_chosen(h);

    if (action != ACT_RESTORE && action != ACT_HISTORY_GO) {
        return NULL;
    }
    if (!e) {
        return _("No row of the history is chosen.");
    }
    if (!history_question(h, e) || (action == ACT_RESTORE && history_is_file(e))) {
        return _("This row is no answer to a question of the rubric.");
    }
    if (action == ACT_HISTORY_GO) {
        return NULL;
    }
    return has_another(h, e) ? states_locked(ui, e->body) : _("There is no earlier answer.");
}

static bool history_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return !history_why_not(s, ui, action);
}

static bool restore(void *arg, struct campaign *c, struct arena *a, const char **said,
                    struct err *err)
{
    const struct history *h = arg;
    const struct history_entry *e = history_chosen(h);
    const struct question *q = history_question(h, e);

    if (!answer_restore(c, e->body, e->service ? e->service : "", e->question, e->id, err)) {
        return false;
    }
    const char *ask = text_brief(a, question_ask(q, h->tongue.language), 50);
    const char *value = e->value ? say_value(&h->tongue, q, e->value) : NULL;
    *said = e->value ? arena_printf(a, _("Restored to %s: %s"),
                                    text_brief(a, value ? value : e->value, 40), ask)
                     : arena_printf(a, _("Restored to no answer: %s"), ask);
    return true;
}

static struct effect history_act(struct screen *s, struct ui *ui, struct command c)
{
    struct history *h = s->data;
    const struct history_entry *e = history_chosen(h);

    (void)ui;
    if (list_command(&h->list, c.action, h->layout.list.h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_HISTORY_GO:
        return (struct effect){.kind = EFFECT_OPEN,
                               .place = place_of(SCREEN_QUESTIONS, e->body, e->service,
                                                 history_question(h, e)->index)};
    case ACT_RESTORE:
        return (struct effect){.kind = EFFECT_DO, .job = {restore, h}};
    default:
        return effect_none();
    }
}

static struct command history_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct history *h = s->data;
    struct rect r = h->layout.list;

    (void)ui;
    bool again = rect_has(r, y, x) && list_click(&h->list, h->list.top + y - r.y);
    return (struct command){.action = again ? ACT_HISTORY_GO : ACT_NONE};
}

/* What was restored is the latest. */
static void history_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct history *h = s->data;

    (void)ui;
    if (stored) {
        h->stale = true;
        h->list.cur = 0;
    }
}

/* ---- reading ---- */

static void read_entries(struct history *h, struct ui *ui)
{
    const struct rubric *r = h->tongue.rubric;
    const struct block *b = *h->service ? r->service : r->body;
    struct err err = {0};

    arena_reset(h->told);
    free(h->fault);
    h->fault = NULL;
    h->n = 0;
    h->stale = false;
    if (!history_latest(ui->campaign, h->body, h->all ? NULL : h->service,
                        h->question >= 0 ? b->questions[h->question].id : NULL, LATEST, &h->entry,
                        &h->n, &h->more, h->told, &err)) {
        h->fault = mem_dup(err_text(&err));
    }
    err_clear(&err);
}

static void read_names(struct history *h, struct ui *ui)
{
    struct row row;

    h->title =
        row_get(ui->campaign, 0, h->body, "", -1, &row, h->arena) ? short_name(&row) : h->body;
    h->subject = h->all ? NULL : _("The body itself");
    if (*h->service) {
        h->subject = row_get(ui->campaign, 0, h->body, h->service, -1, &row, h->arena)
                         ? short_name(&row)
                         : h->service;
    }
}

/* The moment stands first; what it is about, where there is more than one thing, and what became
 * of it share what is left. */
static void columns(struct history *h)
{
    int w = h->layout.list.w, x = h->layout.list.x + 2;

    h->when_w = w < 100 ? 11 : 16;
    h->who_w = w < 64 ? 0 : w < 100 ? 12 : 18;
    h->how_w = w < 90 ? 0 : 16;
    int rest =
        w - 3 - h->when_w - 2 - (h->who_w ? h->who_w + 2 : 0) - (h->how_w ? h->how_w + 2 : 0);
    h->where_w = h->question >= 0 ? 0 : h->all ? rest * 3 / 5 : rest / 2;
    h->where_x = x + h->when_w + 2;
    h->change_x = h->where_x + (h->where_w ? h->where_w + 2 : 0);
    h->change_w = rest - (h->where_w ? h->where_w + 2 : 0);
    h->who_x = h->change_x + h->change_w + 2;
    h->how_x = h->who_x + h->who_w + 2;
}

static void history_recalc(struct screen *s, struct ui *ui)
{
    struct history *h = s->data;

    arena_reset(h->arena);
    h->tongue.language = ui->tongue.language;
    if (h->stale) {
        read_entries(h, ui);
    }
    read_names(h, ui);
    h->layout = list_layout(ui->area, PANE_ROWS, true);
    columns(h);
    h->list.n = h->n + h->more;
    list_fit(&h->list, h->layout.list.h);
    if (!ui->moving) {
        history_details(h, ui, h->layout.pane.w - 2);
        pane_fit(&h->pane, h->layout.pane.h, 1);
    }
}

/* ---- drawing ---- */

static void head_draw(const struct history *h)
{
    attr_t dim = role_attr(ROLE_DIM);
    int y = h->layout.head;

    const struct {
        int x, w;
        const char *name;
    } heads[] = {{h->layout.list.x + 2, h->when_w, _("When")},
                 {h->where_x, h->where_w, h->all ? _("Service and question") : _("Question")},
                 {h->change_x, h->change_w, _("Answer")},
                 {h->who_x, h->who_w, _("Who")},
                 {h->how_x, h->how_w, _("How")}};

    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        if (heads[i].w > 0) {
            put(y, heads[i].x, heads[i].w, dim, cut_end(h->arena, heads[i].name, heads[i].w));
        }
    }
}

static void older_draw(const struct history *h, const struct ui *ui, int y, bool here)
{
    struct arena *a = ui->tongue.arena;
    const char *of = *h->service ? arena_printf(a, "%s/%s", h->body, h->service) : h->body;
    attr_t attr = role_attr(ROLE_DIM);

    put_cursor(y, h->layout.list.x, here);
    put(y, h->layout.list.x + 2, h->layout.list.w - 3, here ? attr | A_REVERSE : attr,
        arena_printf(a, _("There are older ones: `meyar history FILE %s` prints all."), of));
}

static void row_draw(const struct history *h, const struct ui *ui, int y, int i)
{
    const struct history_entry *e = &h->entry[i];
    struct arena *a = ui->tongue.arena;
    attr_t text = role_attr(e->undone ? ROLE_DIM : ROLE_TEXT);
    bool here = i == h->list.cur;

    put_cursor(y, h->layout.list.x, here);
    put(y, h->layout.list.x + 2, h->when_w, here ? text | A_REVERSE : text,
        when_local(a, e->at, h->when_w < 16 ? "%m-%d %H:%M" : "%Y-%m-%d %H:%M"));
    put(y, h->where_x, h->where_w, text, history_where(h, ui, e));
    put(y, h->change_x, h->change_w, text, cut_end(a, history_change(h, e), h->change_w));
    put(y, h->who_x, h->who_w, text, cut_end(a, e->by, h->who_w));
    put(y, h->how_x, h->how_w, text, cut_end(a, history_via(e), h->how_w));
}

static void history_draw(const struct screen *s, struct ui *ui)
{
    const struct history *h = s->data;
    const struct list_layout *l = &h->layout;

    head_draw(h);
    for (int y = 0; y < l->list.h && h->list.top + y < h->list.n; y++) {
        int i = h->list.top + y;
        if (i < h->n) {
            row_draw(h, ui, l->list.y + y, i);
        } else {
            older_draw(h, ui, l->list.y + y, i == h->list.cur);
        }
    }
    if (h->list.n == 0) {
        put(l->list.y, l->list.x + 2, l->list.w - 3, role_attr(ROLE_TEXT),
            cut_end(h->arena, h->fault ? h->fault : _("Nothing was answered here yet."),
                    l->list.w - 3));
    }
    list_parted(l, ui->area);
    pane_draw(&h->pane, l->pane.y, l->pane.x + (l->wall < 0), l->pane.h);
    ui->cursor_y = l->list.y + h->list.cur - h->list.top;
    ui->cursor_x = l->list.x + 2;
}

static int history_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct history *h = s->data;
    int n = 0;

    parts[n++] = campaign_name(ui->campaign, 0);
    parts[n++] = h->title;
    if (h->subject) {
        parts[n++] = h->subject;
    }
    parts[n++] = _("History");
    return n;
}

static const char *history_note(const struct screen *s, const struct ui *ui)
{
    const struct history *h = s->data;
    return h->more ? arena_printf(ui->tongue.arena, _("latest %d"), h->n) : "";
}

const struct screen_table history_screen = {
    .name = "history",
    .open = history_open,
    .close = history_close,
    .where = history_where_keys,
    .runs = history_runs,
    .why_not = history_why_not,
    .act = history_act,
    .click = history_click,
    .settled = history_settled,
    .recalc = history_recalc,
    .draw = history_draw,
    .crumbs = history_crumbs,
    .note = history_note,
};
