/* What a figure of the report counts, in a box: bodies or services by name; Enter goes to one of
 * the campaign at work. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/lines.h"
#include "tui/screens/goto.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"
#include "tui/widgets/picker.h"

struct item {
    const char *body, *service; /* service "": the body */
    const char *left, *right, *about;
    const char *named; /* what is looked for in */
};

struct behind_box {
    struct arena *arena; /* of the items */
    struct arena *shown; /* of what recalc makes */
    struct picker picker;
    const char *title;
    int which; /* the campaign */
    struct item *item;
    int n;
    int *left, nleft; /* items that have what was typed */
};

/* ---- which figures can be listed ---- */

/* The plain figure whose services a line is made of; a share's is its part. */
static enum behind kind_of(const struct report_line *l)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return BEHIND_BODIES;
    case REPORT_SERVICES:
        return BEHIND_SERVICES;
    case REPORT_UNRATED:
        return BEHIND_UNRATED;
    case REPORT_STOPPED:
        return BEHIND_STOPPED;
    case REPORT_INCOMPLETE:
        return BEHIND_INCOMPLETE;
    case REPORT_RATING:
    case REPORT_RATING_SHARE:
    case REPORT_BEST_SHARE:
        return BEHIND_RATING;
    default:
        return BEHIND_RATEABLE;
    }
}

static int64_t counted(const struct report_line *l, const struct report_column *col)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return col->bodies;
    case REPORT_SERVICES:
        return col->services;
    case REPORT_UNRATED:
        return col->unrated[l->index];
    case REPORT_STOPPED:
        return col->stopped;
    case REPORT_INCOMPLETE:
        return col->incomplete;
    case REPORT_RATING:
    case REPORT_RATING_SHARE:
        return col->rating[l->index];
    case REPORT_BEST_SHARE:
        return col->rating[l->index] + col->rating[l->index - 1];
    default:
        return col->rateable;
    }
}

const char *report_behind_why_not(const struct report_screen *s, const struct ui *ui)
{
    const struct report_column *col = report_year(s);
    const struct report_row *row = report_chosen(s);
    struct arena *a = ui->tongue.arena;

    if (!col || !row || row->kind != REPORT_ROW_FIGURE) {
        return NULL;
    }
    if (col->published) {
        return arena_printf(a,
                            _("%s is known by its published totals alone: this file holds none "
                              "of its bodies and services."),
                            text_show(a, col->campaign, false));
    }
    return counted(&s->line[row->index], col) > 0 ? NULL
                                                  : _("Nothing is behind it: it counts nothing.");
}

/* ---- reading ---- */

static struct item *add(struct behind_box *b)
{
    if ((b->n & (b->n - 1)) == 0) { /* full at every power of two */
        struct item *more = arena_alloc(b->arena, (size_t)(b->n ? 2 * b->n : 1) * sizeof *more);
        if (b->n) {
            memcpy(more, b->item, (size_t)b->n * sizeof *more);
        }
        b->item = more;
    }
    return &b->item[b->n++];
}

static void name_item(struct behind_box *b, struct item *it, const char *body_name,
                      const char *name)
{
    it->left = *it->service ? arena_printf(b->arena, "%s › %s", it->body, name)
                            : arena_printf(b->arena, "%s › %s", it->body, body_name);
    it->named = arena_printf(b->arena, "%s %s %s %s", it->body, it->service, body_name, name);
}

/* "71.4", or the range, of the campaign's own rubric. */
static const char *figure_of(struct behind_box *b, const struct rubric *r, const struct row *row)
{
    struct tongue t = {.rubric = r, .arena = b->arena};
    return row_range(&t, row);
}

static void add_row(struct behind_box *b, const struct rubric *r, const struct behind_row *found)
{
    const struct row *row = found->row;
    struct item *it = add(b);

    *it = (struct item){.body = row->body, .service = row->service};
    name_item(b, it, found->body_name, *row->service ? short_name(row) : "");
    it->right = figure_of(b, r, row);
    it->about = *row->service ? arena_printf(b->arena, "%s › %s%s%s", found->body_name, row->name,
                                             row->state_reason ? ": " : "",
                                             row->state_reason ? row->state_reason : "")
                              : row->name;
}

static bool list_figure(struct behind_box *b, const struct report_screen *s, struct ui *ui,
                        const struct report_line *l, struct err *err)
{
    const struct report_column *col = report_year(s);
    const struct rubric *r = campaign_rubric(ui->campaign, col->which);
    enum behind kind = kind_of(l);
    bool ok = true;

    b->which = col->which;
    b->title = arena_dup(b->arena, report_about(s, l));
    for (int turn = 0; ok && turn <= (l->figure == REPORT_BEST_SHARE); turn++) {
        struct behind_row *list;
        int n;
        const char *id = kind == BEHIND_UNRATED  ? s->report.unrated[l->index].id
                         : kind == BEHIND_RATING ? s->report.rating[l->index - turn].id
                                                 : NULL;
        ok = behind_read(ui->campaign, b->which, kind, id, &list, &n, b->arena, err);
        for (int i = 0; ok && i < n; i++) {
            add_row(b, r, &list[i]);
        }
    }
    return ok;
}

static void list_cover(struct behind_box *b, const struct report_screen *s,
                       const struct report_row *row)
{
    const struct national *n = &s->national;

    b->title = arena_printf(b->arena, "%s · %s", n->campaign, row->text);
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *body = &n->bodies[i];
        int count = report_cover_of((enum report_cover)row->index, body);
        if (count == 0) {
            continue;
        }
        struct item *it = add(b);
        *it = (struct item){.body = arena_dup(b->arena, body->code), .service = ""};
        name_item(b, it,
                  arena_dup(b->arena,
                            body->short_name && *body->short_name ? body->short_name : body->name),
                  "");
        it->right = arena_printf(b->arena, "%d", count);
        it->about = arena_dup(b->arena, body->name);
    }
}

static void box_close(struct screen *screen)
{
    struct behind_box *b = screen->data;
    picker_free(&b->picker);
    arena_free(&b->arena);
    arena_free(&b->shown);
    free(b);
}

static bool box_open(struct screen *screen, struct ui *ui, const struct place *at,
                     const struct screen *below, struct err *err)
{
    const struct report_screen *s = below->data;
    const struct report_row *row = report_chosen(s);
    struct behind_box *b = mem_alloc(sizeof *b);
    bool ok = true;

    (void)at;
    b->arena = arena_new();
    b->shown = arena_new();
    screen->data = b;
    busy_begin(false);
    if (row && row->kind == REPORT_ROW_FIGURE) {
        ok = list_figure(b, s, ui, &s->line[row->index], err);
    } else if (row) {
        list_cover(b, s, row);
    }
    busy_end();
    if (!ok) {
        box_close(screen);
    }
    return ok;
}

/* ---- the box ---- */

static enum where box_where(const struct screen *screen)
{
    (void)screen;
    return IN_PICKER;
}

static bool box_runs(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct behind_box *b = screen->data;
    (void)ui;
    return action != ACT_PICK || b->nleft > 0;
}

static struct effect go(const struct behind_box *b, struct ui *ui)
{
    const struct item *it = &b->item[b->left[b->picker.list.cur]];
    struct arena *a = ui->tongue.arena;

    if (b->which == 0) {
        return *it->service ? go_service(ui, it->body, it->service) : go_body(it->body);
    }
    const char *campaign = text_show(a, campaign_name(ui->campaign, b->which), false);
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
        return b->picker.list.cur < b->nleft ? go(b, ui) : effect_none();
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

static void box_recalc(struct screen *screen, struct ui *ui)
{
    struct behind_box *b = screen->data;
    size_t room = (size_t)b->n + 1;

    arena_reset(b->shown);
    struct picker_item *items = arena_alloc(b->shown, room * sizeof *items);
    b->left = arena_alloc(b->shown, room * sizeof *b->left);
    b->nleft = 0;
    for (int i = 0; i < b->n; i++) {
        const struct item *it = &b->item[i];
        if (text_finds(picker_typed(&b->picker), it->named)) {
            items[b->nleft] = (struct picker_item){.left = it->left, .right = it->right};
            b->left[b->nleft++] = i;
        }
    }
    int cur = b->picker.list.cur < b->nleft ? b->picker.list.cur : b->nleft - 1;
    const char *about = b->nleft ? b->item[b->left[cur < 0 ? 0 : cur]].about : _("Nothing has it.");
    picker_read(&b->picker, go_area(ui), b->title, items, b->nleft, b->n, about);
}

static void box_draw(const struct screen *screen, struct ui *ui)
{
    const struct behind_box *b = screen->data;
    picker_draw(&b->picker, ui);
}

const struct screen_table behind_screen = {
    .name = "behind",
    .floats = true,
    .stays = true,
    .open = box_open,
    .close = box_close,
    .where = box_where,
    .runs = box_runs,
    .act = box_act,
    .click = box_click,
    .recalc = box_recalc,
    .draw = box_draw,
};
