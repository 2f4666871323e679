/* The jump list: the questions of a subject, or of a whole body, that are open, deficient, can't be
 * told and so on; Enter goes to one. */
#include <stdlib.h>
#include "tui/lines.h"
#include "tui/screens/goto.h"
#include "tui/widgets/picker.h"

struct jumping {
    struct arena *arena; /* of the questions */
    struct arena *shown; /* of what recalc makes */
    struct picker picker;
    struct place from;
    bool whole; /* of the body with all its services */
    struct jumps jumps;
    enum jump_kind kind;
    struct narrowed left; /* questions of the kind that have what was typed */
};

static const char *const words[JUMP_KINDS] = {
    [JUMP_OPEN] = NC_("questions", "open"), [JUMP_DEFICIENT] = N_("deficient"),
    [JUMP_CANT_TELL] = N_("can't tell"),    [JUMP_NOT_APPLICABLE] = N_("not applicable"),
    [JUMP_NOTE] = N_("with a note"),        [JUMP_REMARK] = N_("with a remark"),
    [JUMP_CONFLICT] = N_("in conflict"),    [JUMP_UNFIT] = N_("answer does not fit"),
};

/* The kind after this one that there are any of. */
static enum jump_kind next_kind(const struct jumping *j, int kind)
{
    for (int i = 1; i <= JUMP_KINDS; i++) {
        enum jump_kind next = (enum jump_kind)((kind + i) % JUMP_KINDS);
        if (j->jumps.counts[next] > 0) {
            return next;
        }
    }
    return JUMP_OPEN;
}

static bool jump_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct jumping *j;
    struct place from = {.question = -1};

    (void)at;
    if (below->table->place) {
        below->table->place(below, &from);
    }
    if (!*from.body) {
        err_set(err, REFUSED, _("There is no body here to list the questions of."));
        return false;
    }
    j = mem_alloc(sizeof *j);
    j->arena = arena_new();
    j->shown = arena_new();
    j->from = from;
    j->whole = below->table != &questions_screen;
    j->jumps =
        jumps_read(ui->campaign, from.body, j->whole ? NULL : from.service, ui->stage, j->arena);
    j->kind = next_kind(j, -1);
    s->data = j;
    return true;
}

static void jump_close(struct screen *s)
{
    struct jumping *j = s->data;
    picker_free(&j->picker);
    arena_free(&j->arena);
    arena_free(&j->shown);
    free(j);
}

static where_set jump_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER | IN_JUMP;
}

static bool jump_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct jumping *j = s->data;
    (void)ui;
    if (action == ACT_JUMP_KIND) {
        return next_kind(j, j->kind) != j->kind;
    }
    return action != ACT_PICK || j->left.n > 0;
}

static struct effect jump_act(struct screen *s, struct ui *ui, struct command c)
{
    struct jumping *j = s->data;

    if (picker_command(&j->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_JUMP_KIND:
        j->kind = next_kind(j, j->kind);
        j->picker.list.cur = j->picker.list.top = 0;
        return effect_none();
    case ACT_PICK:
        if (j->left.n > 0) {
            const struct jump *to = &j->jumps.list[narrowed_chosen(&j->left, &j->picker)];
            return go_question(ui, j->from.body, to->service, to->question);
        }
        return effect_none();
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command jump_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct jumping *j = s->data;

    (void)ui;
    return picker_click(&j->picker, y, x);
}

/* ---- reading ---- */

static const struct question *question_of(const struct ui *ui, const struct jump *at)
{
    const struct rubric *r = ui->tongue.rubric;
    return &(*at->service ? r->service : r->body)->questions[at->question];
}

static enum mark mark_of(const struct ui *ui, const struct jump *at)
{
    int severity = question_of(ui, at)->severity;
    unsigned is = at->kinds;

    if (is >> JUMP_CONFLICT & 1) {
        return MARK_CONFLICT;
    }
    if (is >> JUMP_REMARK & 1) {
        return MARK_REMARK;
    }
    if (is >> JUMP_CANT_TELL & 1) {
        return MARK_CANT_TELL;
    }
    if (is >> JUMP_NOT_APPLICABLE & 1) {
        return MARK_NOT_APPLICABLE;
    }
    if (is >> JUMP_DEFICIENT & 1 && severity > 0) {
        return severity == ui->tongue.rubric->nseverities - 1 ? MARK_GRAVEST : MARK_GRAVE;
    }
    return is >> JUMP_OPEN & 1 ? MARK_OPEN : MARK_DONE;
}

/* Whose question it is: said where it may be of several. */
static const char *owner_of(const struct jumping *j, const struct jump *at)
{
    if (!j->whole) {
        return NULL;
    }
    return at->service_name ? at->service_name : _("The body itself");
}

static void add(struct jumping *j, const struct ui *ui, int i)
{
    const struct jump *at = &j->jumps.list[i];
    const char *ask = question_ask(question_of(ui, at), ui->tongue.language),
               *owner = owner_of(j, at);
    const char *all =
        arena_printf(j->shown, "%s %s %s", ask, owner ? owner : "", at->note ? at->note : "");

    if (at->kinds >> j->kind & 1) {
        const char *right = owner ? cut_middle(j->shown, owner, ui->area.w < 60 ? 12 : 24) : NULL;
        narrowed_add(&j->left, &j->picker, i, all,
                     (struct picker_item){.left = ask, .right = right, .mark = mark_of(ui, at)});
    }
}

/* "open 5 · deficient 2": how many there are of each kind. */
static const char *counts_text(const struct jumping *j)
{
    const char *text = "";

    for (int kind = 0; kind < JUMP_KINDS; kind++) {
        if (j->jumps.counts[kind] > 0) {
            text = arena_printf(j->shown, "%s%s%s %d", text, *text ? " · " : "",
                                text_translated(words[kind]), j->jumps.counts[kind]);
        }
    }
    if (j->jumps.passed_over > 0) {
        text = arena_printf(j->shown, _("first %d services: %s"), JUMP_SERVICES, text);
    }
    return *text ? text : _("Nothing is open, deficient or noted.");
}

static void jump_recalc(struct screen *s, struct ui *ui)
{
    struct jumping *j = s->data;

    arena_reset(j->shown);
    narrowed_begin(&j->left, j->jumps.n, j->shown);
    for (int i = 0; i < j->jumps.n; i++) {
        add(j, ui, i);
    }
    const char *title = arena_printf(j->shown, _("Questions: %s %d"),
                                     text_translated(words[j->kind]), j->jumps.counts[j->kind]);
    picker_read(&j->picker, go_area(ui), title, j->left.item, j->left.n, j->jumps.n,
                counts_text(j));
}

static void jump_draw(const struct screen *s, struct ui *ui)
{
    const struct jumping *j = s->data;
    picker_draw(&j->picker, ui);
}

const struct screen_table jump_screen = {
    .name = "jump",
    .floats = true,
    .open = jump_open,
    .close = jump_close,
    .where = jump_where,
    .runs = jump_runs,
    .act = jump_act,
    .click = jump_click,
    .recalc = jump_recalc,
    .draw = jump_draw,
};
