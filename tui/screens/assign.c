/* Assign: the chosen body is given to somebody of the list, or to whom one types. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/screens/people.h"
#include "tui/widgets/picker.h"

#define ROWS_MOST 14

struct assigning {
    struct arena *arena; /* of what recalc reads */
    char body[CODE_ROOM];
    const char *has;   /* its inspector; NULL none */
    const char **name; /* of each row; NULL: of nobody any more */
    int n;
    bool begun; /* the cursor stands on who has it */
    struct picker picker;
};

static bool assign_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct assigning *k = mem_alloc(sizeof *k);

    (void)ui;
    (void)below;
    (void)err;
    k->arena = arena_new();
    memcpy(k->body, at->body, sizeof k->body);
    s->data = k;
    return true;
}

static void assign_close(struct screen *s)
{
    struct assigning *k = s->data;
    picker_free(&k->picker);
    arena_free(&k->arena);
    free(k);
}

static where_set assign_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool assign_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct assigning *k = s->data;
    (void)ui;
    return action != ACT_PICK || k->n > 0;
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool run_assign(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct assigning *k = arg;
    const char *to = k->name[k->picker.list.cur], *body = k->body;
    struct row row;

    if (!people_assign(c, &body, 1, to, err)) {
        return false;
    }
    const char *name = row_get(c, 0, k->body, "", -1, &row, a) ? short_name(&row) : k->body;
    *said = to ? arena_printf(a, _("%s: %s has it now. %s takes it back."), name, to,
                              action_key(a, ACT_UNDO))
               : arena_printf(a, _("%s: nobody has it now. %s takes it back."), name,
                              action_key(a, ACT_UNDO));
    return true;
}

static struct effect assign_act(struct screen *s, struct ui *ui, struct command c)
{
    struct assigning *k = s->data;

    (void)ui;
    if (picker_command(&k->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_CLOSE_PICKER ||
        (c.action == ACT_PICK && k->n > 0 && is_same(k->name[k->picker.list.cur], k->has))) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    if (c.action == ACT_PICK && k->n > 0) {
        return (struct effect){.kind = EFFECT_DO, .job = {run_assign, k}, .closes = true};
    }
    return effect_none();
}

static struct command assign_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return picker_click(&((struct assigning *)s->data)->picker, y, x);
}

/* ---- what it shows ---- */

static void add(struct assigning *k, struct picker_item *items, const char *name, const char *left,
                const char *right)
{
    bool stands = is_same(name, k->has);

    if (stands && !k->begun) {
        k->picker.list.cur = k->n;
    }
    items[k->n] = (struct picker_item){
        .left = left, .right = right, .mark = stands ? MARK_CHOSEN : MARK_NOT_CHOSEN};
    k->name[k->n++] = name;
}

/* People whose name has what was typed, nobody, and whoever is typed anew. */
/* How well a name fits what is typed, which is folded. */
enum fit { FIT_NOT, FIT_FOUND, FIT_BEGINS };
static enum fit fit_of(const char *typed, const char *name)
{
    struct buf b = {0};

    text_fold(&b, name);
    const char *folded = b.s ? b.s : "";
    enum fit fit = strncmp(folded, typed, strlen(typed)) == 0 ? FIT_BEGINS
                   : text_finds(typed, folded)                ? FIT_FOUND
                                                              : FIT_NOT;
    buf_free(&b);
    return fit;
}

static void add_people(struct assigning *k, struct picker_item *items, const struct person *list,
                       int n, const char *typed, enum fit fit)
{
    for (int i = 0; i < n; i++) {
        const char *name = list[i].name;
        if (strcmp(name, PEOPLE_OTHERS) != 0 && fit_of(typed, name) == fit) {
            add(k, items, name, name, say_bodies(k->arena, list[i].nbodies));
        }
    }
}

static void rows_read(struct assigning *k, const struct ui *ui, struct picker_item **items)
{
    const char *typed = typed_trimmed(k->arena, picker_typed(&k->picker));
    struct person *list = NULL;
    struct buf folded = {0};
    bool known = false;
    int n = 0;

    if (!people_list(ui->campaign, &list, &n, k->arena, NULL)) {
        n = 0; /* the application tells why */
    }
    *items = arena_alloc(k->arena, ((size_t)n + 3) * sizeof **items);
    k->name = arena_alloc(k->arena, ((size_t)n + 3) * sizeof *k->name);
    k->n = 0;
    for (int i = 0; i < n; i++) {
        known |= strcmp(list[i].name, typed) == 0;
    }
    text_fold(&folded, typed);
    const char *sought = folded.s ? folded.s : "";
    enum fit nobody = fit_of(sought, _("nobody"));
    add_people(k, *items, list, n, sought, FIT_BEGINS);
    if (*typed && nobody == FIT_BEGINS) { /* before a new person of that name */
        add(k, *items, NULL, _("nobody"), NULL);
        nobody = FIT_NOT;
    }
    if (*typed && !known && strcmp(typed, PEOPLE_OTHERS) != 0) {
        add(k, *items, typed, arena_printf(k->arena, _("New: %s"), typed), NULL);
    }
    add_people(k, *items, list, n, sought, FIT_FOUND);
    if (nobody != FIT_NOT) {
        add(k, *items, NULL, _("nobody"), NULL);
    }
    buf_free(&folded);
    k->begun = true;
}

static void assign_recalc(struct screen *s, struct ui *ui)
{
    struct assigning *k = s->data;
    struct picker_item *items;
    struct row row;
    const char *name = k->body;

    arena_reset(k->arena);
    k->has = NULL;
    if (row_get(ui->campaign, 0, k->body, "", -1, &row, k->arena)) {
        name = short_name(&row);
        k->has = row.inspector;
    }
    rows_read(k, ui, &items);
    int w = ui->area.w < 76 ? ui->area.w - 8 : 68;
    const char *title =
        arena_printf(k->arena, _("Give to: %s"),
                     cut_middle(k->arena, name, w - text_width(_("Give to: %s")) + 2));
    picker_read(&k->picker, ui->area, title, items, k->n, k->n < ROWS_MOST ? k->n : ROWS_MOST,
                _("Somebody new is typed by name, as the person signs answers"));
}

static void assign_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct assigning *)s->data)->picker, ui);
}

const struct screen_table assign_screen = {
    .name = "assign",
    .floats = true,
    .open = assign_open,
    .close = assign_close,
    .where = assign_where,
    .runs = assign_runs,
    .act = assign_act,
    .click = assign_click,
    .recalc = assign_recalc,
    .draw = assign_draw,
};
