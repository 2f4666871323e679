/* What a body lacks before it is handed in, kind by kind; Enter goes to the place. */
#include <stdlib.h>
#include "tui/lines.h"
#include "tui/screens/goto.h"
#include "tui/screens/hand_in.h"

struct lacks {
    struct arena *arena; /* of the places */
    struct arena *shown; /* of what recalc makes */
    struct picker picker;
    char body[CODE_ROOM];
    struct handin lacks;
    enum handin_kind kind;
    struct narrowed left; /* places of the kind that have what was typed */
};

/* The kind after this one that there are any of. */
static enum handin_kind next_kind(const struct lacks *l, int kind)
{
    for (int i = 1; i <= HANDIN_KINDS; i++) {
        enum handin_kind next = (enum handin_kind)((kind + i) % HANDIN_KINDS);
        if (l->lacks.counts[next] > 0) {
            return next;
        }
    }
    return HANDIN_OPEN;
}

static void lacks_close(struct screen *s)
{
    struct lacks *l = s->data;
    picker_free(&l->picker);
    arena_free(&l->arena);
    arena_free(&l->shown);
    free(l);
}

static bool lacks_open(struct screen *s, struct ui *ui, const struct place *at,
                       const struct screen *below, struct err *err)
{
    struct lacks *l = mem_alloc(sizeof *l);

    (void)below;
    l->arena = arena_new();
    l->shown = arena_new();
    snprintf(l->body, sizeof l->body, "%s", at->body);
    s->data = l;
    if (!handin_read(ui->campaign, l->body, &l->lacks, l->arena, err)) {
        lacks_close(s);
        return false;
    }
    l->kind = next_kind(l, -1);
    return true;
}

static where_set lacks_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER | IN_JUMP;
}

static bool lacks_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct lacks *l = s->data;
    (void)ui;
    if (action == ACT_JUMP_KIND) {
        return next_kind(l, l->kind) != l->kind;
    }
    return action != ACT_PICK || l->left.n > 0;
}

static struct effect go(const struct lacks *l, struct ui *ui)
{
    const struct handin_place *to = &l->lacks.list[narrowed_chosen(&l->left, &l->picker)];

    if (to->question >= 0) {
        return go_question(ui, l->body, to->service, to->question);
    }
    return *to->service ? go_service(ui, l->body, to->service) : go_body(l->body);
}

static struct effect lacks_act(struct screen *s, struct ui *ui, struct command c)
{
    struct lacks *l = s->data;

    if (picker_command(&l->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_JUMP_KIND:
        l->kind = next_kind(l, l->kind);
        l->picker.list.cur = l->picker.list.top = 0;
        return effect_none();
    case ACT_PICK:
        return l->left.n > 0 ? go(l, ui) : effect_none();
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct command lacks_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct lacks *l = s->data;

    (void)ui;
    return picker_click(&l->picker, y, x);
}

/* ---- reading ---- */

static enum mark mark_of(enum handin_kind kind)
{
    static const enum mark marks[HANDIN_KINDS] = {
        [HANDIN_OPEN] = MARK_OPEN,           [HANDIN_CONFLICT] = MARK_CONFLICT,
        [HANDIN_EVIDENCE] = MARK_GRAVE,      [HANDIN_BYTES] = MARK_GRAVE,
        [HANDIN_CANT_TELL] = MARK_CANT_TELL, [HANDIN_NA] = MARK_NOT_APPLICABLE,
        [HANDIN_REMARK] = MARK_REMARK,
    };
    return marks[kind];
}

/* What it says there of itself: of a remark its text, else the question. */
static const char *what(const struct lacks *l, const struct ui *ui, const struct handin_place *at)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = *at->service ? r->service : r->body;

    if (l->kind == HANDIN_REMARK && at->text) {
        return text_brief(l->shown, at->text, 200);
    }
    return at->question >= 0 ? question_ask(&b->questions[at->question], ui->tongue.language)
                             : _("about the whole");
}

static void add(struct lacks *l, const struct ui *ui, int i)
{
    const struct handin_place *at = &l->lacks.list[i];
    const char *left = what(l, ui, at);
    const char *owner = at->service_name ? at->service_name : _("The body itself");
    const char *all = arena_printf(l->shown, "%s %s %s", left, owner, at->text ? at->text : "");

    if (at->kinds >> l->kind & 1) {
        const char *right = cut_middle(l->shown, owner, ui->area.w < 60 ? 12 : 24);
        narrowed_add(&l->left, &l->picker, i, all,
                     (struct picker_item){.left = left, .right = right, .mark = mark_of(l->kind)});
    }
}

static void lacks_recalc(struct screen *s, struct ui *ui)
{
    struct lacks *l = s->data;

    arena_reset(l->shown);
    narrowed_begin(&l->left, l->lacks.n, l->shown);
    for (int i = 0; i < l->lacks.n; i++) {
        add(l, ui, i);
    }
    const char *title =
        arena_printf(l->shown, _("Missing: %s %d"), lack_word(l->kind), l->lacks.counts[l->kind]);
    picker_read(&l->picker, go_area(ui), title, l->left.item, l->left.n, l->lacks.n,
                lack_counts(l->shown, l->lacks.counts));
}

static void lacks_draw(const struct screen *s, struct ui *ui)
{
    const struct lacks *l = s->data;
    picker_draw(&l->picker, ui);
}

const struct screen_table lacks_screen = {
    .name = "lacks",
    .floats = true,
    .open = lacks_open,
    .close = lacks_close,
    .where = lacks_where,
    .runs = lacks_runs,
    .act = lacks_act,
    .click = lacks_click,
    .recalc = lacks_recalc,
    .draw = lacks_draw,
};
