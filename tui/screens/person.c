/* The bodies of one person, to be ticked; what is ticked is stored as one change. */
#include <stdlib.h>
#include <string.h>
#include "tui/lines.h"
#include "tui/screens/people.h"
#include "tui/widgets/picker.h"

#define ROWS_MOST 16

struct ticking {
    struct arena *kept;  /* of what it was opened for */
    struct arena *arena; /* of what recalc reads */
    const char *name;
    struct row *row; /* all bodies, in the registry's order */
    bool *was, *is;  /* the person's: as stored, as ticked */
    int n;
    struct narrowed left; /* rows that have what was typed */
    struct picker picker;
};

static bool person_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct arena *kept = arena_new();
    struct ticking *k = mem_alloc(sizeof *k);
    int n;

    (void)at;
    (void)err;
    k->kept = kept;
    k->arena = arena_new();
    k->name = arena_dup(kept, people_chosen(below));
    campaign_pin(ui->campaign);
    n = rows_count(ui->campaign, 0, NULL);
    k->row = arena_alloc(kept, ((size_t)n + 1) * sizeof *k->row);
    k->n = rows_window(ui->campaign, 0, NULL, -1, 0, n, k->row, kept);
    campaign_unpin(ui->campaign);
    k->was = arena_alloc(kept, (size_t)n + 1);
    k->is = arena_alloc(kept, (size_t)n + 1);
    for (int i = 0; i < k->n; i++) {
        k->was[i] = k->is[i] = k->row[i].inspector && strcmp(k->row[i].inspector, k->name) == 0;
    }
    s->data = k;
    return true;
}

static void person_close(struct screen *s)
{
    struct ticking *k = s->data;
    picker_free(&k->picker);
    arena_free(&k->arena);
    arena_free(&k->kept);
    free(k);
}

static where_set person_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool person_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

/* How many were ticked that were not stored so (`is`), or the other way round. */
static int differing(const struct ticking *k, bool is)
{
    int n = 0;
    for (int i = 0; i < k->n; i++) {
        n += k->is[i] != k->was[i] && k->is[i] == is;
    }
    return n;
}

/* ---- storing ---- */

static bool run_hold(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    struct ticking *k = arg;
    const char **codes = arena_alloc(a, ((size_t)k->n + 1) * sizeof *codes);
    int n = 0, gained, lost;

    for (int i = 0; i < k->n; i++) {
        if (k->is[i]) {
            codes[n++] = k->row[i].body;
        }
    }
    if (!desk_hold(c, k->name, codes, n, &gained, &lost, err)) {
        return false;
    }
    *said = arena_printf(a, _("%s has %s now: %d more, %d fewer. %s takes it back."), k->name,
                         say_bodies(a, n), gained, lost, action_key(a, ACT_UNDO));
    return true;
}

static struct effect take(struct ticking *k)
{
    if (differing(k, true) + differing(k, false) == 0) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    return (struct effect){.kind = EFFECT_DO, .job = {run_hold, k}, .closes = true};
}

/* ---- commands ---- */

static struct effect tick(struct ticking *k, const struct ui *ui)
{
    const char *locked = people_locked(ui);

    if (locked) {
        return effect_say(ROLE_TEXT, locked);
    }
    int i = narrowed_chosen(&k->left, &k->picker);
    if (i >= 0) {
        k->is[i] = !k->is[i];
        list_move(&k->picker.list, STEP_DOWN, 1);
    }
    return effect_none();
}

static struct effect person_act(struct screen *s, struct ui *ui, struct command c)
{
    struct ticking *k = s->data;

    if (c.action == ACT_TYPE && c.ch == ' ') {
        return tick(k, ui);
    }
    if (picker_command(&k->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_PICK:
        return take(k);
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

/* A click on the chosen row ticks it; nothing is stored by any, and beside the box it is left only
 * as long as nothing is ticked anew. */
static struct command person_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct ticking *k = s->data;
    struct command c = picker_click(&k->picker, y, x);

    (void)ui;
    if (c.action == ACT_PICK) {
        return (struct command){.action = ACT_TYPE, .ch = ' '};
    }
    if (c.action == ACT_CLOSE_PICKER && differing(k, true) + differing(k, false) > 0) {
        c.action = ACT_NONE;
    }
    return c;
}

/* ---- what it shows ---- */

static void add(struct ticking *k, int i, int right_w)
{
    const struct row *row = &k->row[i];
    const char *whose = row->inspector ? row->inspector : "";
    const char *all = arena_printf(k->arena, "%s %s %s %s", row->name,
                                   row->short_name ? row->short_name : "", row->body, whose);

    struct picker_item item = {.left = short_name(row),
                               .right =
                                   k->is[i] && k->was[i] ? NULL : cut_end(k->arena, whose, right_w),
                               .mark = k->is[i] ? MARK_CHOSEN : MARK_NOT_CHOSEN};
    narrowed_add(&k->left, &k->picker, i, all, item);
}

static const char *foot(const struct ticking *k, const struct ui *ui)
{
    int more = differing(k, true), fewer = differing(k, false);

    if (more + fewer > 0) {
        return arena_printf(k->arena, _("%d more, %d fewer: %s stores it, %s leaves all as it was"),
                            more, fewer, action_key(k->arena, ACT_PICK),
                            action_key(k->arena, ACT_CLOSE_PICKER));
    }
    const char *locked = people_locked(ui);
    return locked ? locked : _("Space ticks a body; what is typed narrows the list");
}

static void person_recalc(struct screen *s, struct ui *ui)
{
    struct ticking *k = s->data;
    int narrow = ui->area.w < 60, had = 0;

    arena_reset(k->arena);
    narrowed_begin(&k->left, k->n, k->arena);
    for (int i = 0; i < k->n; i++) {
        add(k, i, narrow ? 10 : 22);
        had += k->is[i];
    }
    int w = (ui->area.w < 76 ? ui->area.w - 8 : 68) - 14;
    const char *title = arena_printf(k->arena, "%s: %s", cut_middle(k->arena, k->name, w),
                                     say_bodies(k->arena, had));
    picker_read(&k->picker, ui->area, title, k->left.item, k->left.n,
                k->n < ROWS_MOST ? k->n : ROWS_MOST,
                k->left.n == 0 ? _("No body has these words.") : foot(k, ui));
}

static void person_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct ticking *)s->data)->picker, ui);
}

static void person_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    const struct ticking *k = s->data;
    bool pending = differing(k, true) + differing(k, false) > 0;

    (void)ui;
    (void)key;
    if (action == ACT_PICK) {
        *word = pending ? _("store") : _("close");
    } else if (action == ACT_CLOSE_PICKER) {
        *word = pending ? _("leave it as it was") : _("close");
    }
}

const struct screen_table person_screen = {
    .name = "person",
    .floats = true,
    .open = person_open,
    .close = person_close,
    .where = person_where,
    .runs = person_runs,
    .act = person_act,
    .click = person_click,
    .recalc = person_recalc,
    .draw = person_draw,
    .hint = person_hint,
};
