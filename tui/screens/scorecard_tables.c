/* The lower blocks of a scorecard: criteria, weakest questions, proposals, what to look at, who
 * worked on it. */
#include "forms/text.h"
#include "tui/proposal_words.h"
#include "tui/remark_words.h"
#include "tui/screens/scorecard.h"
#include "tui/scorecard_words.h"
#include "tui/widgets/list.h"

#define LABEL_W 10
#define GAUGE_LEAST 6
#define PROPOSALS_LEAST 4 /* lines that they keep on any screen */
#define NAME_MOST 40      /* columns of a criterion's name, so that its figures stand near it */

/* ---- criteria ---- */

struct criteria_columns {
    int name_w, before_x, now_x, now_w, sign_x, gauge_x, gauge_w;
};

static struct criteria_columns columns_of(const struct pen *p)
{
    struct criteria_columns c;
    int figure_w = (range_width(p->t.rubric) - 1) / 2, left;

    c.now_w = p->c->row.state == SUBJECT_RATED ? figure_w : range_width(p->t.rubric);
    left = p->w - (figure_w + 1) - (c.now_w + 2) - 2;
    c.gauge_w = left >= 16 + GAUGE_LEAST + 1 ? left - 16 - 1 : 0;
    c.gauge_w = c.gauge_w > left / 2 ? left / 2 : c.gauge_w;
    c.name_w = left - c.gauge_w - (c.gauge_w > 0);
    if (c.name_w > NAME_MOST) {
        c.gauge_w += c.gauge_w > 0 ? c.name_w - NAME_MOST : 0;
        c.name_w = NAME_MOST;
    }
    c.before_x = p->x + c.name_w + 1;
    c.now_x = c.before_x + figure_w + 2;
    c.sign_x = c.now_x + c.now_w + 1;
    c.gauge_x = c.sign_x + 2;
    return c;
}

static void criterion_line(struct pen *p, const struct criteria_columns *at, int i)
{
    const struct scorecard *s = &p->c->s;
    const struct scorecard_criterion *k = &s->criteria[i];
    const struct rubric *r = p->t.rubric, *was = s->earlier ? s->earlier->rubric : r;
    const struct tongue then = {was, p->t.language, p->t.arena};
    const char *title = text_in(&k->criterion->title, p->t.language);
    const char *narrow = text_in(&k->criterion->short_title, p->t.language);
    int64_t low = figure_units(r, k->now.low), high = figure_units(r, k->now.high);
    int64_t before = figure_units(was, k->before.score);
    bool same = was->decimals == r->decimals && num_cmp(was->scale, r->scale) == 0;

    title = narrow && text_width(title) > at->name_w ? narrow : title;
    int item = card_item(p, GO_CRITERION, i, p->y, p->x);
    card_text(p, p->y, p->x, at->name_w, ROLE_TEXT, item, title);
    card_right(p, p->y, at->before_x, at->now_x - at->before_x - 2, ROLE_DIM,
               say_units(&then, before));
    card_right(p, p->y, at->now_x, at->now_w, ROLE_TEXT, say_figures(&p->t, &k->now, "–"));
    if (same) {
        card_text(p, p->y, at->sign_x, 1, ROLE_TEXT, -1,
                  mark_utf8(better_or_worse(low, high, before)));
    }
    if (at->gauge_w > 0 && low != UNITS_NONE) {
        card_gauge(p, p->y, at->gauge_x, at->gauge_w,
                   role_rating(rating_of(r, k->now.low), r->nratings), low, high);
    }
    p->y++;
}

void card_criteria(struct pen *p)
{
    const struct scorecard *s = &p->c->s;
    struct criteria_columns at = columns_of(p);

    if (s->ncriteria == 0) {
        return;
    }
    card_text(p, p->y, p->x, at.name_w, ROLE_DIM, -1, _("Criteria"));
    if (s->earlier) {
        card_right(p, p->y, at.before_x, at.now_x - at.before_x - 2, ROLE_DIM, s->earlier_name);
    }
    card_right(p, p->y, at.now_x, at.now_w, ROLE_DIM, p->c->name);
    p->y++;
    for (int i = 0; i < s->ncriteria; i++) {
        criterion_line(p, &at, i);
    }
}

/* ---- weakest questions ---- */

void card_weakest(struct pen *p, int rows)
{
    const struct scorecard *s = &p->c->s;
    struct arena *a = p->t.arena;
    int n = s->nweakest < rows - 1 ? s->nweakest : rows - 1;
    const char *head = _("below full");
    int head_w = text_width(head);

    if (n <= 0) {
        return;
    }
    card_text(p, p->y, p->x, p->w - head_w - 1, ROLE_DIM, -1, _("Weakest questions"));
    card_right(p, p->y, p->x, p->w, ROLE_DIM, head);
    p->y++;
    for (int i = 0; i < n; i++, p->y++) {
        const struct weak *k = &s->weakest[i];
        const struct question *q = &p->t.rubric->service->questions[k->question];
        const char *of = arena_printf(a, _("%d of %d"), k->below, k->of);
        int item = card_item(p, GO_WEAK, i, p->y, p->x);
        card_text(p, p->y, p->x, p->w - text_width(of) - 2, ROLE_TEXT, item,
                  question_ask(q, p->t.language));
        card_right(p, p->y, p->x, p->w, ROLE_TEXT, of);
    }
}

/* ---- proposals ---- */

static bool stands(const struct proposal_item *x)
{
    return x->state != PROPOSAL_NO_LONGER;
}

/* "third time, since 2017"; of a new one the campaign's name; in few columns "2017 ×3". */
static const char *since(const struct tongue *t, const struct proposal_item *x, int w)
{
    const char *again = say_proposal_since(t, x), *name = x->since ? x->since : "";

    if (!*again || text_width(again) <= w) {
        return *again ? again : name;
    }
    return arena_printf(t->arena, "%s %s%d", name, mark_utf8(MARK_TIMES), x->times);
}

static void proposal_line(struct pen *p, int i, const struct column *c, int name_w)
{
    const struct proposal_item *x = &p->c->s.proposals.list[i];
    struct arena *a = p->t.arena;
    int item = card_item(p, GO_PROPOSAL, i, p->y, p->x);

    card_text(p, p->y, p->x, 1, ROLE_TEXT, -1, mark_utf8(proposal_mark(x, p->t.rubric)));
    card_text(p, p->y, p->x + 2, name_w, ROLE_TEXT, item, say_in_line(a, proposal_title(x)));
    card_right(p, p->y, c[0].x, c[0].w, ROLE_TEXT, say_gain(&p->t, x->gain));
    if (c[1].x >= 0) {
        card_right(p, p->y, c[1].x, c[1].w, ROLE_TEXT,
                   x->nservices > 0 ? arena_printf(a, "%d", x->nservices) : "");
    }
    if (c[2].x >= 0) {
        card_text(p, p->y, c[2].x, c[2].w, x->times > 1 ? ROLE_WARNING : ROLE_TEXT, -1,
                  since(&p->t, x, c[2].w));
    }
    p->y++;
}

void card_proposals(struct pen *p, int rows)
{
    const struct proposals *all = &p->c->s.proposals;
    struct arena *a = p->t.arena;
    const char *heads[] = {_("gain"), C_("column", "services"), _("since")};
    struct column c[3] = {{.w = head_width(heads[0], 6)},
                          {.w = head_width(heads[1], 3), .give = 2},
                          {.w = p->w >= 90 ? 24 : head_width(heads[2], 10), .give = 1}};
    int n = 0, own = 0, shown = 0;

    for (int i = 0; i < all->n; i++) {
        n += stands(&all->list[i]);
        own += stands(&all->list[i]) && all->list[i].kind != PROPOSAL_RAISED;
    }
    if (n == 0) {
        return;
    }
    rows = rows < PROPOSALS_LEAST ? PROPOSALS_LEAST : rows;
    int name_w = columns_fit(c, 3, p->x + 2, p->w - 2, 18, p->w);
    int item = card_item(p, GO_PROPOSALS, 0, p->y, p->x);
    card_text(p, p->y, p->x, name_w, ROLE_DIM, item,
              own ? arena_printf(a, _("Proposals %d + %d own"), n - own, own)
                  : arena_printf(a, _("Proposals %d"), n));
    for (int i = 0; i < 3; i++) {
        if (i < 2 && c[i].x >= 0) {
            card_right(p, p->y, c[i].x, c[i].w, ROLE_DIM, heads[i]);
        } else if (c[i].x >= 0) {
            card_text(p, p->y, c[i].x, c[i].w, ROLE_DIM, -1, heads[i]);
        }
    }
    p->y++;
    for (int i = 0; i < all->n && shown < rows - 1; i++) {
        if (stands(&all->list[i])) {
            proposal_line(p, i, c, name_w);
            shown++;
        }
    }
}

/* ---- what to look at; who worked ---- */

void card_look(struct pen *p)
{
    const struct scorecard *s = &p->c->s;
    struct flow f;

    if (s->nlook == 0) {
        return;
    }
    flow_begin(&f, p, _("Look at"), LABEL_W);
    for (int i = 0; i < s->nlook; i++) {
        const struct look *l = &s->look[i];
        const char *text = say_look(p->t.arena, l->kind, l->nplaces);
        int n = text_width(text), most = p->w - LABEL_W;
        int x = flow_next(&f, n < most ? n : most);
        int item = card_item(p, GO_LOOK, i, p->y, x);
        bool grave = l->kind == LOOK_CONFLICT || l->kind == LOOK_EVIDENCE;
        card_text(p, p->y, x, n < most ? n : most, grave ? ROLE_WARNING : ROLE_TEXT, item, text);
    }
    flow_end(&f);
}

void card_worked(struct pen *p)
{
    const struct scorecard *s = &p->c->s;
    struct arena *a = p->t.arena;
    struct flow f;

    if (s->nworkers == 0) {
        return;
    }
    flow_begin(&f, p, _("Worked"), LABEL_W);
    for (int i = 0; i < s->nworkers; i++) {
        const struct worker *w = &s->workers[i];
        const char *answers = arena_printf(
            a, ngettext("%d answer", "%d answers", (unsigned long)w->answers), w->answers);
        const char *text = text_show(
            a, arena_printf(a, "%s, %s, %s", w->by, say_days(a, w->first, w->last), answers),
            false);
        int n = text_width(text), most = p->w - LABEL_W;
        int x = flow_next(&f, n < most ? n : most);
        int item = card_item(p, GO_WORKED, i, p->y, x);
        card_text(p, p->y, x, n < most ? n : most, ROLE_TEXT, item, text);
    }
    flow_end(&f);
}
