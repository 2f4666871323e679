/* From the other screens to a body's proposals, and from a proposal to the answers that raise it.
 */
#include <stdlib.h>
#include <string.h>
#include "tui/screens/goto.h"
#include "tui/screens/proposals.h"
#include "tui/screens/states.h"
#include "tui/widgets/picker.h"

/* ---- from other screens ---- */

bool proposals_has(enum action action)
{
    return action == ACT_PROPOSALS || action == ACT_OPINION || action == ACT_FINDING;
}

const char *proposals_why_not(const struct ui *ui, const char *body, enum action action)
{
    if (!body || !*body) {
        return _("No body is chosen here.");
    }
    return action == ACT_FINDING ? states_locked(ui, body) : NULL;
}

struct effect proposals_act(enum action action, const char *body, const char *service, int question)
{
    const struct screen_table *over = action == ACT_PROPOSALS ? &proposals_screen
                                      : action == ACT_OPINION ? &opinion_screen
                                                              : &finding_screen;
    return effect_over(over, place_of(SCREEN_PROPOSALS, body, service, question));
}

/* ---- to the answers ---- */

/* Of one of the campaign before the question that has its id today; NULL: there is none. */
static const struct question *question_of(const struct proposals_screen *p, const struct ui *ui)
{
    const struct proposal_item *x = proposals_chosen(p);
    const char *blank = strrchr(x->key, ' ');
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = x->own ? r->body : r->service;

    return x->kind == PROPOSAL_RAISED && b ? block_question(b, blank ? blank + 1 : x->key) : NULL;
}

static const struct body_full *body_of(const struct proposals_screen *p)
{
    return told_body(&p->told, p->cur);
}

static const char *service_code(const struct proposals_screen *p, int i)
{
    const struct proposal_item *x = proposals_chosen(p);
    return x->nservices > 0 ? body_of(p)->services[x->services[i]].code : "";
}

const char *proposals_go_why_not(const struct proposals_screen *p, const struct ui *ui)
{
    const struct proposal_item *x = proposals_chosen(p);

    if (x->kind != PROPOSAL_RAISED) {
        return NULL;
    }
    if (!question_of(p, ui)) {
        return _("Its question is not in the rubric any more.");
    }
    return !x->own && x->nservices == 0 ? _("No answer raises it any more.") : NULL;
}

/* `service` is there today, too? Services of the campaign before may be gone. */
static struct effect go_one(const struct proposals_screen *p, struct ui *ui, const char *service)
{
    const struct question *q = question_of(p, ui);
    struct row row;

    if (!row_get(ui->campaign, 0, p->body, service, -1, &row, ui->tongue.arena)) {
        return effect_say(ROLE_TEXT, _("That service is not in the registry any more."));
    }
    return q ? go_answer(ui, p->body, service, q->index) : go_service(ui, p->body, service);
}

struct effect proposals_go(const struct proposals_screen *p, struct ui *ui)
{
    const struct proposal_item *x = proposals_chosen(p);

    if (x->nservices > 1) {
        return effect_over(&answers_of_screen, place_of(SCREEN_PROPOSALS, p->body, "", -1));
    }
    return go_one(p, ui, service_code(p, 0));
}

/* ---- which of the services ---- */

struct answers_of {
    const struct proposals_screen *from;
    struct arena *arena;
    struct picker picker;
    struct narrowed left; /* of the proposal's services, those that have what was typed */
};

static bool answers_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    (void)ui;
    (void)at;
    if (!below || below->table != &proposals_screen || !proposals_chosen(below->data)) {
        err_set(err, REFUSED, _("No proposal is chosen here."));
        return false;
    }
    struct answers_of *x = mem_alloc(sizeof *x);
    x->from = below->data;
    x->arena = arena_new();
    s->data = x;
    return true;
}

static void answers_close(struct screen *s)
{
    struct answers_of *x = s->data;

    picker_free(&x->picker);
    arena_free(&x->arena);
    free(x);
}

static where_set answers_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool answers_run(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)ui;
    return action != ACT_PICK || ((const struct answers_of *)s->data)->left.n > 0;
}

static struct effect answers_act(struct screen *s, struct ui *ui, struct command c)
{
    struct answers_of *x = s->data;

    if (picker_command(&x->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_PICK && x->left.n > 0) {
        return go_one(x->from, ui, service_code(x->from, narrowed_chosen(&x->left, &x->picker)));
    }
    return (struct effect){.kind = c.action == ACT_CLOSE_PICKER ? EFFECT_BACK : EFFECT_NONE};
}

static struct command answers_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return picker_click(&((struct answers_of *)s->data)->picker, y, x);
}

static void answers_recalc(struct screen *s, struct ui *ui)
{
    struct answers_of *x = s->data;
    const struct proposal_item *item = proposals_chosen(x->from);
    int all = item ? item->nservices : 0;

    arena_reset(x->arena);
    narrowed_begin(&x->left, all, x->arena);
    for (int i = 0; i < all; i++) {
        const struct service_full *of = &body_of(x->from)->services[item->services[i]];
        const char *text = arena_printf(x->arena, "%s %s", of->name, of->code);
        narrowed_add(&x->left, &x->picker, i, text,
                     (struct picker_item){.left = arena_dup(x->arena, of->name),
                                          .right = arena_dup(x->arena, of->code)});
    }
    picker_read(&x->picker, go_area(ui), _("Answers that raise it"), x->left.item, x->left.n, all,
                NULL);
}

static void answers_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct answers_of *)s->data)->picker, ui);
}

const struct screen_table answers_of_screen = {
    .name = "answers-of",
    .floats = true,
    .open = answers_open,
    .close = answers_close,
    .where = answers_where,
    .runs = answers_run,
    .act = answers_act,
    .click = answers_click,
    .recalc = answers_recalc,
    .draw = answers_draw,
};
