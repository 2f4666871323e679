/* People: who works in the campaign, their roles, how many bodies they have. */
#include "tui/screens/people.h"

#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/widgets/list.h"
#include "tui/widgets/prompt.h"

#define PEOPLE_W 72
#define PEOPLE_MOST 14 /* rows that the box grows to */
#define FOOT 2

struct people {
    struct arena *arena; /* of what recalc reads */
    struct person *list;
    struct list rows;
    bool typing; /* the name of somebody new */
    struct prompt prompt;
    char *wanted; /* who shall be chosen at the next recalc; NULL: who is */
    const char *locked;
    struct rect box;
};

const char *people_locked(const struct ui *ui)
{
    const char *why = read_only_text(ui);

    if (why || people_supervises(ui->campaign)) {
        return why;
    }
    return arena_printf(ui->tongue.arena,
                        _("Only a supervisor says who does what here; you are %s, an inspector."),
                        campaign_by(ui->campaign));
}

const char *say_person(struct arena *a, const char *name)
{
    return strcmp(name, PEOPLE_OTHERS) == 0 ? _("everyone else") : arena_dup(a, name);
}

const char *say_bodies(struct arena *a, int n)
{
    return arena_printf(a, ngettext("%d body", "%d bodies", (unsigned long)n), n);
}

static const char *say_role(enum person_role role)
{
    return role == PERSON_SUPERVISOR ? _("supervisor") : _("inspector");
}

static bool people_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct people *p = mem_alloc(sizeof *p);

    (void)at;
    (void)below;
    (void)err;
    p->arena = arena_new();
    p->wanted = mem_dup(campaign_by(ui->campaign));
    s->data = p;
    return true;
}

static void people_close(struct screen *s)
{
    struct people *p = s->data;
    prompt_free(&p->prompt);
    free(p->wanted);
    arena_free(&p->arena);
    free(p);
}

static where_set people_where(const struct screen *s)
{
    return ((const struct people *)s->data)->typing ? IN_FIELD : IN_PEOPLE;
}

static const struct person *chosen(const struct people *p)
{
    return p->rows.n > 0 ? &p->list[p->rows.cur] : NULL;
}

const char *people_chosen(const struct screen *s)
{
    const struct person *who = chosen(s->data);
    return who ? who->name : NULL;
}

static bool is_others(const struct person *who)
{
    return strcmp(who->name, PEOPLE_OTHERS) == 0;
}

static const char *people_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct people *p = s->data;
    const struct person *who = chosen(p);

    (void)ui;
    switch (action) {
    case ACT_PERSON_ROLE:
    case ACT_PERSON_NEW:
        return p->locked;
    case ACT_PERSON_BODIES:
        return who && is_others(who) ? _("Bodies are given to somebody by name: name the person "
                                         "first.")
                                     : NULL;
    default:
        return NULL;
    }
}

static bool people_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return action != ACT_EDITOR && !people_why_not(s, ui, action);
}

static void want(struct people *p, const char *name)
{
    char *copy = mem_dup(name);
    free(p->wanted);
    p->wanted = copy;
}

/* ---- jobs ---- */

static bool run_role(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    const struct person *who = chosen(arg);
    enum person_role other = who->role == PERSON_SUPERVISOR ? PERSON_INSPECTOR : PERSON_SUPERVISOR;

    if (!people_put(c, who->name, other, err)) {
        return false;
    }
    *said = arena_printf(a, "%s: %s.", say_person(a, who->name), say_role(other));
    return true;
}

static bool run_new(void *arg, struct campaign *c, struct arena *a, const char **said,
                    struct err *err)
{
    struct people *p = arg;
    const char *name = prompt_typed(&p->prompt, a);

    if (!people_put(c, name, PERSON_INSPECTOR, err)) {
        return false;
    }
    want(p, name);
    *said = arena_printf(a, "%s: %s.", name, say_role(PERSON_INSPECTOR));
    return true;
}

/* ---- commands ---- */

static bool is_known(const struct people *p, const char *name)
{
    for (int i = 0; i < p->rows.n; i++) {
        if (strcmp(p->list[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static struct effect store_name(struct people *p, struct ui *ui)
{
    const char *name = prompt_typed(&p->prompt, ui->tongue.arena);

    if (!*name) {
        prompt_fault(&p->prompt, _("Nothing is typed yet."));
    } else if (strcmp(name, PEOPLE_OTHERS) == 0) {
        prompt_fault(&p->prompt, _("That sign stands for everyone else."));
    } else if (is_known(p, name)) {
        want(p, name);
        p->typing = false;
        return effect_say(ROLE_TEXT,
                          arena_printf(ui->tongue.arena, _("%s is in the list already."), name));
    } else {
        return (struct effect){.kind = EFFECT_DO, .job = {run_new, p}};
    }
    return effect_none();
}

static struct effect typing_act(struct people *p, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
        return store_name(p, ui);
    case ACT_LEAVE_FIELD:
        p->typing = false;
        return effect_none();
    default:
        prompt_command(&p->prompt, c);
        return effect_none();
    }
}

static struct effect people_act(struct screen *s, struct ui *ui, struct command c)
{
    struct people *p = s->data;

    if (p->typing) {
        return typing_act(p, ui, c);
    }
    if (list_command(&p->rows, c.action, p->box.h - 4 - FOOT)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PERSON_BODIES:
        return chosen(p) ? effect_over(&person_screen, (struct place){.question = -1})
                         : effect_none();
    case ACT_PERSON_ROLE:
        return chosen(p) ? (struct effect){.kind = EFFECT_DO, .job = {run_role, p}} : effect_none();
    case ACT_PERSON_NEW:
        p->typing = true;
        prompt_begin(&p->prompt, NULL);
        return effect_none();
    case ACT_CLOSE_PEOPLE:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static void people_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct people *p = s->data;

    (void)ui;
    p->typing = p->typing && !stored;
}

static struct rect rows_rect(const struct people *p)
{
    return (struct rect){p->box.y + 1, p->box.x + 2, p->box.h - 2 - FOOT, p->box.w - 4};
}

static struct command people_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct people *p = s->data;
    struct rect r = rows_rect(p);

    (void)ui;
    if (p->typing) {
        return (struct command){.action = ACT_NONE};
    }
    if (!rect_has(p->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_PEOPLE};
    }
    bool again = rect_has(r, y, x) && list_click(&p->rows, p->rows.top + y - r.y);
    return (struct command){.action = again ? ACT_PERSON_BODIES : ACT_NONE};
}

/* ---- what it shows ---- */

static void people_recalc(struct screen *s, struct ui *ui)
{
    struct people *p = s->data;
    const char *locked = people_locked(ui);

    arena_reset(p->arena);
    p->locked = locked ? arena_dup(p->arena, locked) : NULL;
    /* Where it can't be read the list is empty; the application tells why. */
    if (!people_list(ui->campaign, &p->list, &p->rows.n, p->arena, NULL)) {
        p->rows.n = 0;
    }
    for (int i = 0; p->wanted && i < p->rows.n; i++) {
        p->rows.cur = strcmp(p->list[i].name, p->wanted) == 0 ? i : p->rows.cur;
    }
    free(p->wanted);
    p->wanted = NULL;
    int rows = p->rows.n > PEOPLE_MOST ? PEOPLE_MOST : p->rows.n < 3 ? 3 : p->rows.n;
    p->box = box_in(ui->area, rows + FOOT, PEOPLE_W);
    list_fit(&p->rows, rows_rect(p).h);
}

/* Cursor, mark and name; role; bodies. */
static void row_draw(const struct people *p, const struct ui *ui, struct rect r, int y, int i)
{
    const struct person *who = &p->list[i];
    struct arena *a = ui->tongue.arena;
    bool here = i == p->rows.cur, me = strcmp(who->name, campaign_by(ui->campaign)) == 0;
    const char *role = say_role(who->role);
    int bodies_w = r.w < 50 ? 4 : 14;
    int role_w = r.w < 50 ? 12 : text_width(role) > 14 ? 18 : 14;
    int name_w = r.w - 4 - role_w - bodies_w;
    const char *name = say_person(a, who->name);
    const char *bodies = is_others(who) ? ""
                         : r.w < 50     ? arena_printf(a, "%d", who->nbodies)
                                        : say_bodies(a, who->nbodies);

    name = me && r.w >= 50 ? arena_printf(a, _("%s (you)"), name) : name;
    put_cursor(y, r.x, here);
    put(y, r.x + 2, 1, role_attr(ROLE_ACCENT), me ? mark(MARK_CHOSEN) : " ");
    put(y, r.x + 4, name_w - 1, role_attr(ROLE_TEXT) | (here ? A_REVERSE : 0),
        cut_middle(a, text_show(a, name, false), name_w - 1));
    put(y, r.x + 4 + name_w, role_w - 1,
        role_attr(who->role == PERSON_SUPERVISOR ? ROLE_TITLE : ROLE_TEXT),
        cut_end(a, role, role_w - 1));
    put_right(y, r.x + r.w - bodies_w, bodies_w, role_attr(ROLE_TEXT), bodies);
}

static const char *about(const struct people *p, const struct ui *ui)
{
    const struct person *who = chosen(p);

    if (p->locked) {
        return p->locked;
    }
    if (who && is_others(who)) {
        return _("The role of everybody whom no row names.");
    }
    return who && !who->named
               ? _("In the list as a body's inspector, or for having made the campaign.")
               : arena_printf(ui->tongue.arena, _("%s names somebody new"),
                              action_key(ui->tongue.arena, ACT_PERSON_NEW));
}

static void foot_draw(const struct people *p, struct ui *ui, struct rect in)
{
    struct arena *a = ui->tongue.arena;
    int y = in.y + in.h - 1;

    if (!p->typing) {
        put(y, in.x, in.w, role_attr(ROLE_DIM),
            cut_end(a, text_show(a, about(p, ui), false), in.w));
        return;
    }
    prompt_draw(&p->prompt, ui, y - 1, in.x, in.w, _("New person: "),
                _("As the person is called in the registry and signs answers"));
}

static void people_draw(const struct screen *s, struct ui *ui)
{
    const struct people *p = s->data;
    struct rect in = put_box(p->box, _("People")), r = rows_rect(p);

    for (int y = 0; y < r.h && p->rows.top + y < p->rows.n; y++) {
        row_draw(p, ui, r, r.y + y, p->rows.top + y);
    }
    ui->cursor_y = r.y + p->rows.cur - p->rows.top;
    ui->cursor_x = r.x + 4;
    foot_draw(p, ui, in);
    int more = p->rows.n - p->rows.top - r.h;
    if (more > 0) {
        put_right(p->box.y + p->box.h - 1, in.x, in.w, role_attr(ROLE_ACCENT),
                  arena_printf(ui->tongue.arena, _(" ↓ %d more "), more));
    }
}

static void people_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_LEAVE_FIELD) {
        *word = _("back");
    }
}

const struct screen_table people_screen = {
    .name = "people",
    .floats = true,
    .open = people_open,
    .close = people_close,
    .where = people_where,
    .runs = people_runs,
    .why_not = people_why_not,
    .act = people_act,
    .click = people_click,
    .settled = people_settled,
    .recalc = people_recalc,
    .draw = people_draw,
    .hint = people_hint,
};
