/* What is behind a figure, in a box; Enter goes to one of the campaign at work. */
#include "tui/screens/behind.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/screens/goto.h"
#include "tui/widgets/picker.h"

struct behind_box {
    struct screen below; /* its data, which outlives the box */
    unsigned changes;    /* of the campaign, when the list was read */
    const char *fault;   /* why it can't be; NULL */
    struct behind_list list;
    struct arena *shown; /* of what recalc makes */
    struct picker picker;
    struct narrowed left; /* items that have what was typed */
};

struct behind_item *behind_add(struct behind_list *l, const char *body, const char *service,
                               const char *body_name, const char *name)
{
    struct arena *a = l->arena;

    l->item = arena_more(a, l->item, (size_t)l->n, sizeof *l->item);
    struct behind_item *it = &l->item[l->n++];
    *it = (struct behind_item){
        .body = body,
        .service = service,
        .question = -1,
        .left = arena_printf(a, "%s › %s", body, *service ? name : body_name),
        .named = arena_printf(a, "%s %s %s %s", body, service, body_name, name)};
    return it;
}

static void box_close(struct screen *screen)
{
    struct behind_box *b = screen->data;
    picker_free(&b->picker);
    arena_free(&b->list.arena);
    arena_free(&b->shown);
    free(b);
}

static bool read_list(struct behind_box *b, struct ui *ui, struct err *err)
{
    struct arena *a = b->list.arena;

    arena_reset(a);
    b->list = (struct behind_list){.arena = a, .title = ""};
    b->changes = campaign_changes(ui->campaign);
    b->fault = NULL;
    busy_begin(false);
    bool ok = b->below.table == &report_screen ? report_behind(&b->below, ui, &b->list, err)
                                               : compare_behind(&b->below, ui, &b->list, err);
    busy_end();
    return ok;
}

static bool box_open(struct screen *screen, struct ui *ui, const struct place *at,
                     const struct screen *below, struct err *err)
{
    struct behind_box *b = mem_alloc(sizeof *b);

    (void)at;
    b->below = *below;
    b->list.arena = arena_new();
    b->shown = arena_new();
    screen->data = b;
    if (!read_list(b, ui, err)) {
        box_close(screen);
        return false;
    }
    return true;
}

/* ---- the box ---- */

static where_set box_where(const struct screen *screen)
{
    (void)screen;
    return IN_PICKER;
}

static bool box_runs(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct behind_box *b = screen->data;
    (void)ui;
    return action != ACT_PICK || b->left.n > 0;
}

static struct effect go(const struct behind_box *b, struct ui *ui)
{
    const struct behind_item *it = &b->list.item[narrowed_chosen(&b->left, &b->picker)];
    struct arena *a = ui->tongue.arena;

    if (b->list.which == 0 && it->question >= 0) {
        return go_answer(ui, it->body, it->service, it->question);
    }
    if (b->list.which == 0) {
        return *it->service ? go_service(ui, it->body, it->service) : go_body(it->body);
    }
    const char *campaign = text_show(a, campaign_name(ui->campaign, b->list.which), false);
    const char *subject = *it->service ? arena_printf(a, "%s/%s", it->body, it->service) : it->body;
    return effect_say(ROLE_TEXT,
                      arena_printf(a,
                                   _("That is of the earlier campaign %s; `meyar score FILE %s "
                                     "--campaign %s --why` prints its sums."),
                                   campaign, subject, campaign));
}

static struct effect box_act(struct screen *screen, struct ui *ui, struct command c)
{
    struct behind_box *b = screen->data;

    if (picker_command(&b->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PICK:
        return b->left.n > 0 ? go(b, ui) : effect_none();
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command box_click(struct screen *screen, struct ui *ui, int y, int x)
{
    struct behind_box *b = screen->data;

    (void)ui;
    return picker_click(&b->picker, y, x);
}

/* What it lists was changed from where it led to. */
static void read_anew(struct behind_box *b, struct ui *ui)
{
    struct err err = {0};

    if (!read_list(b, ui, &err)) {
        b->list.n = 0;
        b->fault = arena_dup(b->list.arena, err_text(&err));
    }
    err_clear(&err);
}

static void box_recalc(struct screen *screen, struct ui *ui)
{
    struct behind_box *b = screen->data;

    if (b->changes != campaign_changes(ui->campaign)) {
        read_anew(b, ui);
    }
    arena_reset(b->shown);
    narrowed_begin(&b->left, b->list.n, b->shown);
    for (int i = 0; i < b->list.n; i++) {
        const struct behind_item *it = &b->list.item[i];
        narrowed_add(&b->left, &b->picker, i, it->named,
                     (struct picker_item){.left = it->left, .right = it->right});
    }
    int at = narrowed_chosen(&b->left, &b->picker);
    picker_read(&b->picker, go_area(ui), b->list.title, b->left.item, b->left.n, b->list.n,
                at >= 0    ? b->list.item[at].about
                : b->fault ? b->fault
                           : _("Nothing has it."));
}

static void box_draw(const struct screen *screen, struct ui *ui)
{
    const struct behind_box *b = screen->data;
    picker_draw(&b->picker, ui);
}

static void box_hint(const struct screen *screen, const struct ui *ui, enum action action,
                     const char **key, const char **word)
{
    const struct behind_box *b = screen->data;

    (void)ui;
    (void)key;
    if (action == ACT_PICK) {
        *word = b->list.which == 0 ? _("go there") : _("how to see it");
    }
}

const struct screen_table behind_screen = {
    .name = "behind",
    .floats = true,
    .open = box_open,
    .close = box_close,
    .where = box_where,
    .runs = box_runs,
    .act = box_act,
    .click = box_click,
    .recalc = box_recalc,
    .draw = box_draw,
    .hint = box_hint,
};
