/* Progress: how far each inspector is against the campaign's end; then the bodies of one. */
#include "tui/screens/pace.h"

#include <stdlib.h>
#include <string.h>
#include "model/setting.h"
#include "tui/pace_words.h"
#include "tui/screens/goto.h"
#include "tui/widgets/list.h"

static bool pace_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct pace_screen *x = mem_alloc(sizeof *x);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    x->kept = arena_new();
    x->arena = arena_new();
    s->data = x;
    return true;
}

static void pace_close(struct screen *s)
{
    struct pace_screen *x = s->data;
    prompt_free(&x->prompt);
    free(x->who);
    arena_free(&x->arena);
    arena_free(&x->kept);
    free(x);
}

static where_set pace_where(const struct screen *s)
{
    return ((const struct pace_screen *)s->data)->typing ? IN_FIELD : IN_PACE;
}

struct list *pace_list(struct pace_screen *x)
{
    return x->who ? &x->bodies : &x->persons;
}

const struct pace_person *pace_chosen(const struct pace_screen *x)
{
    int i = x->persons.cur;
    return i < x->pace.npersons ? &x->pace.person[i] : i < x->persons.n ? &x->pace.total : NULL;
}

const struct pace_body *pace_body(const struct pace_screen *x)
{
    const struct pace_person *it = pace_chosen(x);
    return x->who && it && x->bodies.cur < it->nbodies ? &it->body[x->bodies.cur] : NULL;
}

/* ---- what can be done ---- */

const char *pace_locked(const struct ui *ui)
{
    const char *why = read_only_text(ui);
    return why ? why
           : people_supervises(ui->campaign)
               ? NULL
               : arena_printf(ui->tongue.arena, "%s.",
                              _("Only a supervisor changes what the campaign is set to"));
}

static const char *pace_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct pace_screen *x = s->data;

    switch (action) {
    case ACT_PACE_END:
    case ACT_PACE_OFF:
        return pace_locked(ui);
    case ACT_PACE_GO:
        if (x->who) {
            return pace_body(x) ? NULL : _("There is no body here.");
        }
        return x->persons.cur >= x->pace.npersons
                   ? _("Choose an inspector: this row is all of them together.")
               : pace_chosen(x)->nbodies == 0 ? _("This person inspects no body.")
                                              : NULL;
    default:
        return NULL;
    }
}

static bool pace_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    if (action == ACT_STAGE) {
        return ui->tongue.rubric->nstages > 1;
    }
    return action != ACT_EDITOR && !pace_why_not(s, ui, action);
}

/* ---- the end of the campaign, and days off ---- */

static const char *said_end(const char *typed, struct arena *a)
{
    int32_t day;

    return date_parse(typed, &day) ? arena_printf(a, _("The end is %s."), say_day(a, day))
                                   : _("No end is set any more.");
}

static const char *said_off(const char *typed, struct arena *a)
{
    struct workdays w;

    workdays_read(typed, &w, a, NULL);
    return w.named > 0 ? arena_printf(a,
                                      ngettext("%d day off is set.", "%d days off are set.",
                                               (unsigned long)w.named),
                                      w.named)
                       : _("No days off are set any more.");
}

static bool store_typed(void *arg, struct campaign *c, struct arena *a, const char **said,
                        struct err *err)
{
    struct pace_screen *x = arg;

    if (!setting_put(c, x->typing, x->typed, err)) {
        return false;
    }
    *said = strcmp(x->typing, "end") == 0 ? said_end(x->typed, a) : said_off(x->typed, a);
    return true;
}

/* What is set, as it would be typed. */
static const char *set_now(const struct pace_screen *x, const char *name, struct arena *a)
{
    char date[11] = "";

    if (strcmp(name, "off") == 0) {
        return x->pace.off ? x->pace.off : "";
    }
    if (x->pace.end != NO_DAY) {
        date_format(x->pace.end, date);
    }
    return arena_dup(a, date);
}

static struct effect typing_act(struct pace_screen *x, struct ui *ui, struct command c)
{
    struct arena *a = ui->tongue.arena;
    struct err err = {0};

    switch (c.action) {
    case ACT_LEAVE_FIELD:
        x->typing = NULL;
        return effect_none();
    case ACT_STORE:
        break;
    default:
        prompt_command(&x->prompt, c);
        return effect_none();
    }
    x->typed = prompt_typed(&x->prompt, a);
    if (!setting_takes(x->typing, x->typed, &err)) {
        prompt_fault(&x->prompt, err_text(&err));
        err_clear(&err);
        return effect_none();
    }
    if (strcmp(x->typed, set_now(x, x->typing, a)) == 0) {
        x->typing = NULL; /* as it was */
        return effect_none();
    }
    return (struct effect){.kind = EFFECT_DO, .job = {store_typed, x}};
}

static struct effect begin_typing(struct pace_screen *x, struct ui *ui, const char *name)
{
    prompt_begin(&x->prompt, set_now(x, name, ui->tongue.arena));
    x->typing = name;
    return effect_none();
}

static void pace_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct pace_screen *x = s->data;

    (void)ui;
    x->typing = stored ? NULL : x->typing;
    x->moved = x->moved && !stored;
}

/* ---- commands ---- */

static struct effect go(struct pace_screen *x)
{
    const struct pace_body *body = pace_body(x);
    const struct pace_person *it = pace_chosen(x);

    if (body) {
        return go_body(body->code);
    }
    if (!x->who && it) {
        x->who = mem_dup(it->name ? it->name : "");
        x->bodies = (struct list){0};
    }
    return effect_none();
}

static struct effect back(struct pace_screen *x)
{
    if (!x->who) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    free(x->who);
    x->who = NULL;
    return effect_none();
}

static struct effect pace_act(struct screen *s, struct ui *ui, struct command c)
{
    struct pace_screen *x = s->data;

    x->moved = false;
    if (x->typing) {
        x->moved = true;
        return typing_act(x, ui, c);
    }
    x->moved = list_command(pace_list(x), c.action, x->layout.list.h - 1);
    if (x->moved) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PACE_GO:
        return go(x);
    case ACT_PACE_END:
        return begin_typing(x, ui, "end");
    case ACT_PACE_OFF:
        return begin_typing(x, ui, "off");
    case ACT_STAGE:
        return (struct effect){.kind = EFFECT_STAGE};
    case ACT_BACK:
        return back(x);
    default:
        return effect_none();
    }
}

static struct command pace_click(struct screen *s, struct ui *ui, int y, int col)
{
    struct pace_screen *x = s->data;
    struct rect r = x->layout.list;
    struct list *l = pace_list(x);

    (void)ui;
    x->moved = true;
    bool again = !x->typing && rect_has(r, y, col) && list_click(l, l->top + y - r.y);
    return (struct command){.action = again ? ACT_PACE_GO : ACT_NONE};
}

/* ---- reading ---- */

/* Whose bodies are shown stays who it is, whatever else has changed. */
static void find_who(struct pace_screen *x)
{
    int at = -1;

    for (int i = 0; x->who && i < x->pace.npersons; i++) {
        const char *name = x->pace.person[i].name;
        bool has = x->pace.person[i].nbodies > 0;
        at = has && strcmp(name ? name : "", x->who) == 0 ? i : at;
    }
    if (at >= 0) {
        x->persons.cur = at;
    } else if (x->who) {
        free(x->who);
        x->who = NULL;
    }
}

static void pace_recalc(struct screen *s, struct ui *ui)
{
    struct pace_screen *x = s->data;
    struct err err = {0};

    if (!x->moved) {
        arena_reset(x->kept);
        x->fault = NULL;
        if (!pace_read(ui->campaign, ui->stage, clock_today(), &x->pace, x->kept, &err)) {
            x->pace = (struct pace){.end = NO_DAY};
            x->fault = arena_dup(x->kept, err_text(&err));
        }
        x->persons.n = x->pace.npersons + (x->pace.npersons > 1);
        find_who(x);
        err_clear(&err);
    }
    x->moved = false;
    pace_lay(x, ui);
}

static void pace_draw(const struct screen *s, struct ui *ui)
{
    pace_show(s->data, ui);
}

static void pace_place(const struct screen *s, struct place *at)
{
    const struct pace_body *body = pace_body(s->data);
    *at = place_of(SCREEN_BODIES, body ? body->code : "", "", -1);
}

static int pace_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct pace_screen *x = s->data;
    const struct pace_person *it = pace_chosen(x);

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Progress");
    parts[2] = it ? say_inspector(it) : "";
    return x->who && it ? 3 : 2;
}

static const char *pace_note(const struct screen *s, const struct ui *ui)
{
    const struct pace_screen *x = s->data;

    return x->fault                ? ""
           : x->pace.end == NO_DAY ? _("no end set")
                                   : arena_printf(ui->tongue.arena, _("end %s"),
                                                  say_day(ui->tongue.arena, x->pace.end));
}

static void pace_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)ui;
    (void)key;
    if (action == ACT_PACE_GO && ((const struct pace_screen *)s->data)->who) {
        *word = _("go there");
    } else if (action == ACT_LEAVE_FIELD) {
        *word = _("back");
    }
}

const struct screen_table pace_screen = {
    .name = "progress",
    .open = pace_open,
    .close = pace_close,
    .where = pace_where,
    .runs = pace_runs,
    .why_not = pace_why_not,
    .act = pace_act,
    .click = pace_click,
    .settled = pace_settled,
    .place = pace_place,
    .recalc = pace_recalc,
    .draw = pace_draw,
    .crumbs = pace_crumbs,
    .note = pace_note,
    .hint = pace_hint,
};
