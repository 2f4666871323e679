/* What stands behind the lines of a scorecard. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/remark_words.h"
#include "tui/screens/goto.h"
#include "tui/screens/proposals.h"
#include "tui/screens/scorecard.h"
#include "tui/scorecard_words.h"

/* ---- places ---- */

static const struct question *question_at(const struct card *c, const char *service, int question)
{
    const struct rubric *r = c->s.body->rubric;
    const struct block *b = *service ? r->service : r->body;
    return b && question >= 0 && question < b->nquestions ? &b->questions[question] : NULL;
}

static const char *service_name(const struct card *c, const char *service)
{
    const struct body_full *b = c->s.body;
    int i = body_service(b, service);

    if (i >= 0) {
        const char *name = b->services[i].short_name;
        return name && *name ? name : b->services[i].name;
    }
    return *service ? service : _("The body itself");
}

/* A place with its words; what it is called where that is not its question. */
static struct card_place place_at(const struct card *c, const struct ui *ui, enum place_kind kind,
                                  const char *service, int question, const char *text,
                                  struct arena *a)
{
    const struct question *q = question_at(c, service, question);
    const char *left = q ? question_ask(q, ui->tongue.language) : text ? text : "";

    return (struct card_place){.kind = kind,
                               .at = place_of(SCREEN_QUESTIONS, c->body, service, question),
                               .left = arena_dup(a, left),
                               .right = arena_dup(a, service_name(c, service)),
                               .text = text ? arena_dup(a, text) : NULL};
}

static enum place_kind kind_of(enum look_kind kind, int question)
{
    switch (kind) {
    case LOOK_CONFLICT:
        return PLACE_CONFLICT;
    case LOOK_REMARK:
        return PLACE_REMARK;
    case LOOK_NO_OWNER:
    case LOOK_NOT_FOLLOWED:
        return PLACE_PROPOSAL;
    default:
        return question >= 0 ? PLACE_QUESTION : PLACE_BODY;
    }
}

/* Its row on the screen of proposals; those of the campaign before stand behind the others. */
static int proposal_row(const struct card *c, enum look_kind kind, const char *key)
{
    const struct proposals *p = &c->s.proposals;
    bool before = kind == LOOK_NOT_FOLLOWED;
    int i = (before ? p->nearlier : p->n) - 1;

    while (i > 0 && strcmp((before ? p->earlier : p->list)[i].key, key) != 0) {
        i--;
    }
    return i + (before ? p->n : 0);
}

static int look_places(const struct card *c, const struct ui *ui, const struct look *l,
                       struct card_place **list, struct arena *a)
{
    *list = arena_alloc(a, (size_t)l->nplaces * sizeof **list);
    for (int i = 0; i < l->nplaces; i++) {
        const struct look_place *p = &l->place[i];
        struct card_place *to = &(*list)[i];
        *to = place_at(c, ui, kind_of(l->kind, p->question), p->service, p->question, p->text, a);
        bool own_words = l->kind == LOOK_REMARK || l->kind == LOOK_SAME_NOTE || p->key;
        if (own_words && p->text) {
            to->left = say_in_line(a, p->text);
        }
        if (p->key) {
            to->at.question = PROPOSAL_ROW(proposal_row(c, l->kind, p->key));
            to->right = "";
        }
    }
    return l->nplaces;
}

/* The services in which the question earns less than it could. */
static int weak_places(const struct card *c, const struct ui *ui, int question,
                       struct card_place **list, struct arena *a)
{
    const struct body_full *b = c->s.body;
    int n = 0;

    *list = arena_alloc(a, ((size_t)b->nservices + 1) * sizeof **list);
    for (int i = 0; i < b->nservices; i++) {
        const struct subject *s = b->services[i].subject;
        const struct standing *st = &b->services[i].standing[question];
        bool counts = s->state == SUBJECT_RATED || s->state == SUBJECT_INCOMPLETE;
        if (counts && s->q[question].deficient) {
            const struct question *q = question_at(c, b->services[i].code, question);
            struct card_place *to = &(*list)[n++];
            *to = place_at(c, ui, PLACE_QUESTION, b->services[i].code, question, st->note, a);
            const struct value *worth = &s->q[question].value;
            const char *value = say_value(&ui->tongue, q, st->value);
            if (q->type->id == Q_CALC && worth->type == VT_NUM) {
                value = num_short(a, num_round(a, worth->u.n, 2));
            }
            to->left = to->right;
            to->right = value ? arena_dup(a, value) : "";
        }
    }
    return n;
}

static int changed_places(const struct card *c, const struct ui *ui, struct card_place **list,
                          struct arena *a)
{
    const struct review_since *s = &c->s.since;
    const struct rubric *r = c->s.body->rubric;

    *list = arena_alloc(a, ((size_t)s->n + 1) * sizeof **list);
    for (int i = 0; i < s->n; i++) {
        const struct review_change *x = &s->list[i];
        const struct block *b = *x->service ? r->service : r->body;
        const struct question *q =
            b && x->question ? block_question(b, rubric_current_id(r, x->question)) : NULL;
        const char *was = x->was.value && q ? say_value(&ui->tongue, q, x->was.value) : NULL;
        const char *now = x->now.value && q ? say_value(&ui->tongue, q, x->now.value) : NULL;
        was = was ? was : x->was.value ? x->was.value : "–";
        now = now ? now : x->now.value ? x->now.value : "–";
        const char *text = arena_printf(a, "%s → %s", was, now);
        (*list)[i] = place_at(c, ui, q ? PLACE_QUESTION : PLACE_CHANGE, x->service,
                              q ? q->index : -1, text, a);
    }
    return s->n;
}

int card_places(const struct card *c, const struct ui *ui, struct card_place **list,
                const char **title, struct arena *a)
{
    const struct card_item *it = card_chosen(c);

    *title = "";
    if (!it || !c->there) {
        return 0;
    }
    switch (it->go) {
    case GO_LOOK:
        *title = say_look(a, c->s.look[it->index].kind, c->s.look[it->index].nplaces);
        return look_places(c, ui, &c->s.look[it->index], list, a);
    case GO_WEAK: {
        const struct question *q =
            &c->s.body->rubric->service->questions[c->s.weakest[it->index].question];
        *title = question_ask(q, ui->tongue.language);
        return weak_places(c, ui, q->index, list, a);
    }
    case GO_SINCE:
        *title = say_since(a, &c->s.since);
        return changed_places(c, ui, list, a);
    default:
        return 0;
    }
}

/* A body or service as a row of its list, where nothing is asked of it. */
static struct effect go_row(struct ui *ui, const struct place *at)
{
    struct row row;

    if (!row_get(ui->campaign, 0, at->body, at->service, -1, &row, ui->tongue.arena)) {
        return effect_say(ROLE_TEXT, _("It is not there any more: it was withdrawn."));
    }
    return go_service(ui, at->body, at->service);
}

struct effect card_go_place(struct ui *ui, const struct card_place *to)
{
    const struct place *at = &to->at;
    enum screen_id screen = at->question >= 0 ? SCREEN_QUESTIONS : SCREEN_BODY;

    switch (to->kind) {
    case PLACE_CONFLICT:
        return effect_over(&conflicts_screen, *at);
    case PLACE_REMARK:
        return effect_over(&remarks_screen, place_of(screen, at->body, at->service, at->question));
    case PLACE_PROPOSAL:
        return proposals_act(ACT_PROPOSALS, at->body, at->service, at->question);
    case PLACE_QUESTION:
        if (at->question >= 0) {
            return go_answer(ui, at->body, at->service, at->question);
        }
        return go_row(ui, at);
    case PLACE_CHANGE:
        return effect_over(&history_screen, place_of(*at->service ? SCREEN_BODY : SCREEN_BODIES,
                                                     at->body, at->service, -1));
    case PLACE_BODY:
        break;
    }
    return go_row(ui, at);
}

/* ---- what Enter does ---- */

/* The first service of a proposal, and its question there; the body's own. */
static struct place proposal_place(const struct card *c, int index)
{
    const struct proposal_item *x = &c->s.proposals.list[index];
    const char *service = x->nservices > 0 ? c->s.body->services[x->services[0]].code : "";

    return place_of(SCREEN_QUESTIONS, c->body, service, x->raised ? x->question : -1);
}

static struct effect open_services(const struct card *c, struct ui *ui, const struct view *v)
{
    ui->services.filter = v->filter;
    ui->services.arg = v->arg;
    ui->stage = -1; /* what is counted here is counted over all stages */
    return effect_over(&body_screen, place_of(SCREEN_SCORECARD, c->body, "", -1));
}

static struct effect open_places(const struct card *c, struct ui *ui)
{
    struct card_place *list;
    const char *title;
    int n = card_places(c, ui, &list, &title, ui->tongue.arena);

    if (n == 1) {
        return card_go_place(ui, &list[0]);
    }
    return n > 1 ? effect_over(&places_screen, place_of(SCREEN_SCORECARD, c->body, "", -1))
                 : effect_none();
}

struct effect card_open(const struct card *c, struct ui *ui)
{
    const struct card_item *it = card_chosen(c);

    if (!it) {
        return effect_none();
    }
    switch (it->go) {
    case GO_WHY:
    case GO_CRITERION:
        return effect_over(&why_screen, card_about(c, ui));
    case GO_FINAL:
        return (struct effect){.kind = EFFECT_OVER,
                               .over = &why_screen,
                               .place = place_of(SCREEN_BODIES, c->body, "", -1)};
    case GO_SERVICES:
        return open_services(c, ui, &it->view);
    case GO_MATCHED:
        return open_services(c, ui, &(struct view){.filter = FILTER_ALL});
    case GO_PROPOSAL:
    case GO_PROPOSALS: {
        int row = it->go == GO_PROPOSAL ? PROPOSAL_ROW(it->index) : -1;
        return proposals_act(ACT_PROPOSALS, c->body, "", row);
    }
    case GO_WORKED:
        return effect_over(&history_screen, place_of(SCREEN_BODIES, c->body, "", -1));
    case GO_SINCE:
    case GO_WEAK:
    case GO_LOOK:
        return open_places(c, ui);
    }
    return effect_none();
}

struct place card_about(const struct card *c, const struct ui *ui)
{
    const struct card_item *it = card_chosen(c);
    struct card_place *list;
    const char *title;

    if (it && it->go == GO_CRITERION) {
        const struct scorecard_criterion *k = &c->s.criteria[it->index];
        int i = k->criterion->index;
        return place_of(SCREEN_SCORECARD, c->body, "", k->own ? -2 - i : i);
    }
    if (it && it->go == GO_PROPOSAL) {
        struct place at = proposal_place(c, it->index);
        return at.question >= 0 ? at : place_of(SCREEN_BODIES, c->body, "", -1);
    }
    if (card_places(c, ui, &list, &title, ui->tongue.arena) > 0 && list[0].at.question >= 0) {
        return list[0].at;
    }
    return place_of(SCREEN_BODIES, c->body, "", -1);
}
