/* Trends: the figures of every campaign of the file side by side, of a body, of all bodies, of the
 * whole campaign. */
#include "tui/screens/trends.h"

#include <stdlib.h>
#include <string.h>
#include "tui/neighbour.h"
#include "tui/screens/why.h"
#include "tui/trends_words.h"
#include "tui/widgets/list.h"

#define WIDE_LINE 100 /* columns from which the bottom line has room for more */

static bool trends_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct trends_screen *x = mem_alloc(sizeof *x);
    struct place from = *at;

    (void)ui;
    (void)err;
    x->kept = arena_new();
    x->arena = arena_new();
    if (!from.body[0] && below && below->table->place) {
        below->table->place(below, &from);
    }
    strcpy(x->body, from.body);
    x->sorted = true;
    /* From the list of bodies all of them, from one of them that one, from the report the whole. */
    x->view = below && below->table == &report_screen         ? TRENDS_CAMPAIGN
              : from.screen == SCREEN_BODIES || !from.body[0] ? TRENDS_BODIES
                                                              : TRENDS_BODY;
    s->data = x;
    return true;
}

static void trends_close(struct screen *s)
{
    struct trends_screen *x = s->data;
    arena_free(&x->arena);
    arena_free(&x->kept);
    free(x);
}

static where_set trends_where(const struct screen *s)
{
    return ((const struct trends_screen *)s->data)->reading ? IN_READER : IN_TRENDS;
}

const struct series *trends_chosen(const struct trends_screen *x)
{
    return x->list.cur < x->trends.nseries ? &x->trends.series[x->list.cur] : NULL;
}

/* The body that a figure of the chosen row is of, in the campaign at work; "": none. */
static const char *chosen_body(const struct trends_screen *x)
{
    const struct series *s = trends_chosen(x);
    return x->view == TRENDS_BODY ? x->body : x->view == TRENDS_BODIES && s ? s->id : "";
}

struct report_view trends_file(const struct screen *trends, struct arena *a)
{
    const struct trends_screen *x = trends->data;

    return (struct report_view){.kind = VIEW_TRENDS,
                                .body = x->view == TRENDS_BODY ? arena_dup(a, x->body) : NULL,
                                .shares = x->view == TRENDS_CAMPAIGN,
                                .bodies = x->view == TRENDS_BODIES,
                                .sorted = x->sorted};
}

/* ---- what can be done ---- */

static const char *trends_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct trends_screen *x = s->data;

    switch (action) {
    case ACT_EXPORT:
    case ACT_TRENDS_GO:
        return trends_chosen(x) ? NULL : _("There is nothing to show yet.");
    case ACT_TRENDS_SORT:
        return x->view == TRENDS_BODIES ? NULL : _("Only the list of all bodies is sorted.");
    case ACT_WHY:
        return chosen_body(x)[0] ? NULL
                                 : _("A share of the whole campaign is counted: it has no sums.");
    case ACT_PREVIOUS_BODY:
    case ACT_NEXT_BODY:
        return x->view != TRENDS_BODY
                   ? arena_printf(ui->tongue.arena, _("Choose a body first: %s shows its trends."),
                                  action_key(ui->tongue.arena, ACT_TRENDS_GO))
                   : neighbour_why_not(ui, x->body, action == ACT_NEXT_BODY ? 1 : -1);
    default:
        return NULL;
    }
}

static bool trends_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return !trends_why_not(s, ui, action);
}

/* ---- commands ---- */

static void turn_to(struct trends_screen *x, enum trends_view view)
{
    x->view = view;
    x->list = (struct list){0};
}

/* From a body to all of them the cursor stays on it. */
static struct effect other_view(struct trends_screen *x)
{
    const char *body = chosen_body(x);

    if (*body && body != x->body) {
        snprintf(x->body, sizeof x->body, "%s", body);
    }
    enum trends_view next = (enum trends_view)((x->view + 1) % TRENDS_VIEWS);
    x->comes = next == TRENDS_BODIES;
    turn_to(x, next == TRENDS_BODY && !x->body[0] ? TRENDS_BODIES : next);
    return effect_none();
}

static struct effect go(struct trends_screen *x)
{
    if (x->view == TRENDS_BODIES) {
        return effect_over(&trends_screen, place_of(SCREEN_BODY, chosen_body(x), "", -1));
    }
    x->reading = true;
    return effect_none();
}

static struct effect to_neighbour(struct trends_screen *x, struct ui *ui, int direction)
{
    neighbour_body(ui, x->body, direction, x->body);
    return effect_none();
}

static struct effect reading_act(struct trends_screen *x, struct command c)
{
    x->moved = true;
    if (!reader_command(&x->reader, c.action) && c.action == ACT_CLOSE_READER) {
        x->reading = false;
    }
    return effect_none();
}

static struct effect trends_act(struct screen *s, struct ui *ui, struct command c)
{
    struct trends_screen *x = s->data;

    if (x->reading) {
        return reading_act(x, c);
    }
    x->moved = list_command(&x->list, c.action, x->layout.list.h - 1);
    if (x->moved) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_TRENDS_GO:
        return go(x);
    case ACT_TRENDS_OTHER:
        return other_view(x);
    case ACT_TRENDS_SORT:
        x->sorted = !x->sorted;
        x->list = (struct list){0};
        return effect_none();
    case ACT_PREVIOUS_BODY:
    case ACT_NEXT_BODY:
        return to_neighbour(x, ui, c.action == ACT_NEXT_BODY ? 1 : -1);
    case ACT_WHY:
        return effect_over(&why_screen, place_of(SCREEN_BODIES, chosen_body(x), "", -1));
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command trends_click(struct screen *s, struct ui *ui, int y, int col)
{
    struct trends_screen *x = s->data;
    struct rect r = x->layout.list;

    (void)ui;
    if (x->reading) {
        return reader_click(&x->reader, y, col);
    }
    x->moved = true;
    bool again = rect_has(r, y, col) && list_click(&x->list, x->list.top + y - r.y);
    return (struct command){.action = again ? ACT_TRENDS_GO : ACT_NONE};
}

/* ---- reading ---- */

static bool read_view(struct trends_screen *x, struct ui *ui, struct err *err)
{
    struct campaign *c = ui->campaign;

    switch (x->view) {
    case TRENDS_BODY:
        return trends_body(c, 0, x->body, &x->trends, x->kept, err);
    case TRENDS_BODIES:
        return trends_bodies(c, 0, &x->trends, x->kept, err);
    default:
        return trends_campaign(c, 0, &x->trends, x->kept, err);
    }
}

static void read_trends(struct trends_screen *x, struct ui *ui)
{
    struct err err = {0};

    arena_reset(x->kept);
    x->fault = NULL;
    if (!read_view(x, ui, &err)) {
        x->trends = (struct trends){0};
        x->fault = arena_dup(x->kept, err_text(&err));
    } else if (x->view == TRENDS_BODIES && x->sorted) {
        trends_sort(&x->trends);
    }
    err_clear(&err);
}

static void choose_body(struct trends_screen *x)
{
    for (int i = 0; i < x->trends.nseries; i++) {
        if (strcmp(x->trends.series[i].id, x->body) == 0) {
            x->list.cur = i;
        }
    }
}

static void trends_recalc(struct screen *s, struct ui *ui)
{
    struct trends_screen *x = s->data;

    if (!x->moved) {
        read_trends(x, ui);
    }
    if (x->comes) {
        choose_body(x);
        x->comes = false;
    }
    x->moved = false;
    trends_lay(x, ui);
}

static void trends_draw(const struct screen *s, struct ui *ui)
{
    trends_show(s->data, ui);
}

/* Of a body it is as if that one's screen was left. */
static void trends_place(const struct screen *s, struct place *at)
{
    const struct trends_screen *x = s->data;
    *at = place_of(x->view == TRENDS_BODY ? SCREEN_BODY : SCREEN_BODIES, chosen_body(x), "", -1);
}

const char *trends_title(const struct trends_screen *x, const struct ui *ui)
{
    struct row row;

    if (x->view == TRENDS_BODIES) {
        return _("Bodies");
    }
    if (x->view == TRENDS_CAMPAIGN) {
        return _("All services");
    }
    return row_get(ui->campaign, 0, x->body, "", -1, &row, ui->tongue.arena) ? short_name(&row)
                                                                             : x->body;
}

static int trends_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    parts[0] = _("Campaigns");
    parts[1] = trends_title(s->data, ui);
    parts[2] = _("Trends");
    return 3;
}

static const char *trends_note(const struct screen *s, const struct ui *ui)
{
    const struct trends_screen *x = s->data;
    int n, place = x->view == TRENDS_BODY ? neighbour_place(ui, x->body, &n) : 0;

    return place > 0 ? arena_printf(ui->tongue.arena, _("%d of %d"), place, n) : "";
}

static void trends_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    const struct trends_screen *x = s->data;

    if (action == ACT_EXPORT && x->view == TRENDS_BODY && ui->area.w < WIDE_LINE) {
        *key = ""; /* a short line has room for what is at hand more often */
    } else if (action == ACT_TRENDS_GO && x->view == TRENDS_BODIES) {
        *word = _("this body");
    } else if (action == ACT_TRENDS_OTHER) {
        static const char *const next[TRENDS_VIEWS] = {N_("all bodies"), N_("the campaign"),
                                                       N_("the body")};
        *word = _(next[x->view]);
    }
}

const struct screen_table trends_screen = {
    .name = "trends",
    .whole = true,
    .open = trends_open,
    .close = trends_close,
    .where = trends_where,
    .runs = trends_runs,
    .why_not = trends_why_not,
    .act = trends_act,
    .click = trends_click,
    .place = trends_place,
    .recalc = trends_recalc,
    .draw = trends_draw,
    .crumbs = trends_crumbs,
    .note = trends_note,
    .hint = trends_hint,
};
