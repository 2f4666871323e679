/* Palette: every action of the screen below by its name, with its key; what can't run as things
 * stand is dim and says why. What is typed narrows the list; Enter runs the chosen action. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/widgets/picker.h"

#define ROWS 14 /* of the list, where there is room */

struct palette {
    struct arena *arena; /* of what recalc reads */
    struct screen below;
    struct picker picker;
    enum action action[ACTIONS]; /* of each row */
    struct picker_item item[ACTIONS];
};

static bool palette_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    struct palette *p = mem_alloc(sizeof *p);

    (void)ui;
    (void)at;
    (void)err;
    p->arena = arena_new();
    p->below = *below;
    s->data = p;
    return true;
}

static void palette_close(struct screen *s)
{
    struct palette *p = s->data;
    picker_free(&p->picker);
    arena_free(&p->arena);
    free(p);
}

static where_set palette_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool palette_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct palette *p = s->data;

    (void)ui;
    if (action == ACT_EDIT_CLEAR) {
        return *picker_typed(&p->picker);
    }
    return action != ACT_PICK || p->picker.nitems > 0;
}

static const char *why_not(const struct palette *p, const struct ui *ui, enum action action)
{
    const char *why = action_why_not(&p->below, ui, action);
    return why ? why : _("This can't be done here as things stand.");
}

static struct effect run_chosen(const struct palette *p, const struct ui *ui)
{
    if (p->picker.nitems == 0) {
        return effect_none();
    }
    enum action action = p->action[p->picker.list.cur];
    if (!action_runs(&p->below, ui, action)) {
        return effect_say(ROLE_TEXT, why_not(p, ui, action));
    }
    return (struct effect){.kind = EFFECT_RUN, .action = action};
}

static struct effect palette_act(struct screen *s, struct ui *ui, struct command c)
{
    struct palette *p = s->data;

    if (picker_command(&p->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PICK:
        return run_chosen(p, ui);
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command palette_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct palette *p = s->data;

    (void)ui;
    return picker_click(&p->picker, y, x);
}

/* ---- the list ---- */

enum { ITS_KEY, BEST, NEXT_BEST, FOUND, NOT_FOUND };

static bool is_key_of(const char *keys, const char *typed)
{
    size_t n = strlen(typed);

    for (const char *s = keys; *s; s += strcspn(s, " "), s += *s == ' ') {
        if (strcspn(s, " ") == n && strncmp(s, typed, n) == 0) {
            return true;
        }
    }
    return false;
}

/* How well an action is what was typed: its key, its word or name, how its sentence begins. */
static int match(struct arena *a, const char *typed, enum action action)
{
    const char *word = arena_printf(a, "%s %s", action_word(action), action_name(action));
    const char *help = action_help(action);
    struct buf t = {0}, h = {0};

    if (is_key_of(action_key_names(action), typed)) {
        return ITS_KEY;
    }
    if (!*typed || text_finds(typed, word)) {
        return BEST;
    }
    text_fold(&t, typed);
    text_fold(&h, help);
    bool begins = t.n > 0 && h.n >= t.n && memcmp(t.s, h.s, t.n) == 0;
    buf_free(&t);
    buf_free(&h);
    if (begins) {
        return NEXT_BEST;
    }
    return text_finds(typed, arena_printf(a, "%s %s", help, word)) ? FOUND : NOT_FOUND;
}

/* How each action of the screen below is found, and whether it runs. */
struct found {
    enum action action;
    int goodness;
    bool runs;
};

static int find_all(const struct palette *p, const struct ui *ui, struct found *list)
{
    where_set where = p->below.table->where(&p->below);
    int n = 0;

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (action_in(i, where) && action_by_name(i)) {
            list[n++] = (struct found){i, match(p->arena, picker_typed(&p->picker), i),
                                       action_runs(&p->below, ui, i)};
        }
    }
    return n;
}

/* The best first, and of equally good ones those that run; else in the table's order. */
static int fill(struct palette *p, const struct ui *ui)
{
    struct found list[ACTIONS];
    int found = find_all(p, ui, list), n = 0;

    for (int order = 2 * ITS_KEY; order < 2 * NOT_FOUND; order++) {
        for (int i = 0; i < found; i++) {
            if (2 * list[i].goodness + !list[i].runs == order) {
                p->action[n] = list[i].action;
                p->item[n++] = (struct picker_item){
                    .left = action_help(list[i].action),
                    .right = action_key(p->arena, list[i].action),
                    .mark = list[i].runs ? MARK_NONE : MARK_STOPPED,
                    .dim = !list[i].runs,
                };
            }
        }
    }
    return n;
}

static struct rect place_for(struct rect area, int rows)
{
    int h = rows + 4; /* with frame, line and foot */

    h = h < area.h ? h : area.h;
    return (struct rect){area.y + (area.h - h) / 3, area.x, h, area.w};
}

static void palette_recalc(struct screen *s, struct ui *ui)
{
    struct palette *p = s->data;
    arena_reset(p->arena);
    int n = fill(p, ui), cur = p->picker.list.cur;
    cur = cur < n ? cur : n - 1;
    const char *foot = n == 0             ? _("No action of this screen has these words.")
                       : p->item[cur].dim ? why_not(p, ui, p->action[cur])
                                          : "";
    picker_read(&p->picker, place_for(ui->area, ROWS), _("Actions"), p->item, n, ROWS,
                ui->moving ? p->picker.foot : foot);
}

static void palette_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct palette *)s->data)->picker, ui);
}

static void palette_hint(const struct screen *s, const struct ui *ui, enum action action,
                         const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_PICK) {
        *word = _("run");
    }
}

const struct screen_table palette_screen = {
    .name = "palette",
    .floats = true,
    .open = palette_open,
    .close = palette_close,
    .where = palette_where,
    .runs = palette_runs,
    .act = palette_act,
    .click = palette_click,
    .recalc = palette_recalc,
    .draw = palette_draw,
    .hint = palette_hint,
};
