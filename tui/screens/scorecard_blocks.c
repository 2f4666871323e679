/* The upper blocks of a scorecard: what changed, the score and how it came, services by rating. */
#include "forms/text.h"
#include "tui/screens/scorecard.h"
#include "tui/scorecard_words.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

#define RIGHT_W 29 /* columns beside the gauge */
#define ROOMY_W 70 /* columns from which there is something beside it */
#define LABEL_W 13 /* columns of what stands before items in a line */
#define BAR_MOST 6 /* columns of the longest bar of services */

void card_since(struct pen *p)
{
    const struct review_since *since = &p->c->s.since;
    const char *text = say_since(p->t.arena, since);

    if (*text) {
        int item = card_item(p, GO_SINCE, 0, p->y, p->x);
        card_text(p, p->y++, p->x, p->w, ROLE_WARNING, item, text);
    } else if (p->c->s.review.state == REVIEW_HANDED_IN && since->told) {
        card_text(p, p->y++, p->x, p->w, ROLE_DIM, -1,
                  since->state == REVIEW_SENT_BACK
                      ? _("Nothing has changed since it was sent back.")
                      : _("Nothing has changed since it was reviewed last."));
    }
}

/* ---- the score ---- */

/* The year before as a figure: "2018 61.0 ▲ 10.4"; "". */
static const char *against_before(struct pen *p)
{
    const struct scorecard *s = &p->c->s;
    const struct rubric *r = p->t.rubric, *was = s->earlier ? s->earlier->rubric : NULL;
    struct arena *a = p->t.arena;

    if (!was || num_is_none(s->earlier->result->f.score)) {
        return "";
    }
    const struct row *now = &p->c->row;
    struct tongue then = {was, p->t.language, a};
    int64_t before = figure_units(was, s->earlier->result->f.score);
    bool same = was->decimals == r->decimals && num_cmp(was->scale, r->scale) == 0;
    enum mark m = same ? better_or_worse(now->low, now->high, before) : MARK_NONE;
    const char *text =
        arena_printf(a, "%s %s %s", s->earlier_name, say_units(&then, before), mark_utf8(m));
    if (m == MARK_NONE || now->state != SUBJECT_RATED) {
        return text;
    }
    int64_t by = now->score > before ? now->score - before : before - now->score;
    return arena_printf(a, "%s %s", text, say_units(&p->t, by));
}

/* Why the rating is not what the score alone gives: a line for each reason. */
static void how_it_came(struct pen *p)
{
    const struct body_full *b = p->c->s.body;
    struct arena *a = p->t.arena;

    for (int i = 0; i < b->result->ncapped; i++) {
        const struct cap *cap = &b->rubric->body->caps[b->result->capped[i]];
        int item = card_item(p, GO_WHY, 0, p->y, p->x);
        card_text(p, p->y++, p->x, p->w, ROLE_WARNING, item,
                  arena_printf(a, _("Held at %s: %s"), say_rating(&p->t, cap->at_most),
                               text_in(&cap->because, p->t.language)));
    }
    if (b->final_rating >= 0) {
        int item = card_item(p, GO_FINAL, 0, p->y, p->x);
        const char *reason = b->final_reason ? b->final_reason : "";
        const char *by = b->final_by ? b->final_by : "";
        card_text(p, p->y++, p->x, p->w, ROLE_TEXT, item,
                  b->result->state == SUBJECT_RATED
                      ? arena_printf(a, _("By hand, by %s: %s"), by, reason)
                      : arena_printf(a, _("%s by hand stands aside while it is not complete: %s"),
                                     say_rating(&p->t, b->final_rating), reason));
    }
}

/* Lines beside the gauge, or below it. */
static void beside(struct pen *p, int y, int x, int w)
{
    const struct scorecard *s = &p->c->s;
    const char *matched = say_matched(&p->t, &s->matched, s->earlier ? s->earlier->rubric : NULL);

    if (*matched) {
        int item = card_item(p, GO_MATCHED, 0, y, x);
        card_text(p, y, x, w, ROLE_TEXT, item, matched);
    }
    card_text(p, y + (*matched != '\0'), x, w, ROLE_DIM, -1,
              say_rubrics(p->t.arena, &s->matched, s->earlier_name));
}

void card_score(struct pen *p)
{
    const struct row *row = &p->c->row;
    const struct rubric *r = p->t.rubric;
    const char *range = row_range(&p->t, row), *before = against_before(p);
    bool roomy = p->w >= ROOMY_W;
    int right_w = *before ? text_width(before) : 0, item = card_item(p, GO_WHY, 0, p->y, p->x);
    int room = p->w - (right_w > 0 ? right_w + 2 : 0);
    int said = card_text(p, p->y, p->x, room, ROLE_TITLE, item, range);
    int x = p->x + said + (said > 0 ? 2 : 0);
    card_text(p, p->y, x, room - (x - p->x), verdict_role(r, row), -1,
              say_verdict_fit(&p->t, row, r->body, room - (x - p->x)));
    if (right_w > 0 && right_w < p->w / 2) {
        card_right(p, p->y, p->x, p->w, ROLE_TEXT, before);
    }
    p->y++;
    int gauge_w = roomy ? p->w - RIGHT_W - 2 : p->w, top = p->y;
    if (row->low != UNITS_NONE) {
        card_gauge(p, p->y, p->x, gauge_w, verdict_role(r, row), row->low, row->high);
        card_text(p, p->y + 1, p->x, gauge_w, ROLE_DIM, -1, gauge_ticks(p->t.arena, r, gauge_w));
        p->y += 2;
    }
    if (roomy) {
        beside(p, top, p->x + gauge_w + 2, RIGHT_W);
        p->y = top + 2;
    } else {
        top = p->y;
        beside(p, top, p->x, p->w);
        p->y += 1 + (p->c->s.matched.n > 0);
    }
    how_it_came(p);
}

/* ---- services by rating ---- */

struct group {
    const char *name;
    enum role role;
    int n;
    bool bar;
    struct view view;
};

static int bar_width(int n, int most)
{
    return n == 0 ? 0 : most <= BAR_MOST ? n : (n * BAR_MOST + most - 1) / most;
}

static void put_group(struct flow *f, const struct group *g, int most)
{
    struct pen *p = f->p;
    struct arena *a = p->t.arena;
    int bar = g->bar && p->w >= ROOMY_W ? bar_width(g->n, most) : 0;
    const char *count = arena_printf(a, "%d", g->n);
    int name_w = text_width(text_show(a, g->name, false)), count_w = text_width(count);
    int x = flow_next(f, name_w + 1 + (bar > 0 ? bar + 1 : 0) + count_w);
    int item = card_item(p, GO_SERVICES, 0, p->y, x);

    p->c->item[item].view = g->view;
    card_text(p, p->y, x, name_w, g->n > 0 ? ROLE_TEXT : ROLE_DIM, item, g->name);
    x += name_w + 1;
    if (bar > 0) {
        card_gauge(p, p->y, x, bar, g->role, 1, 1);
        p->c->cell[p->c->ncells - 1].full = 1;
        x += bar + 1;
    }
    card_text(p, p->y, x, count_w, g->n > 0 ? ROLE_TEXT : ROLE_DIM, -1, count);
}

static void by_rating(struct flow *f, const struct body_result *b)
{
    const struct rubric *r = f->p->t.rubric;
    int most = 1;

    for (int i = 0; i < r->nratings; i++) {
        most = b->rating_counts[i] > most ? b->rating_counts[i] : most;
    }
    for (int i = r->nratings - 1; i >= 0; i--) {
        struct group g = {say_rating(&f->p->t, i),
                          role_rating(i, r->nratings),
                          b->rating_counts[i],
                          true,
                          {.filter = FILTER_RATING, .arg = i}};
        put_group(f, &g, most);
    }
}

/* What has no rating: those that there are. */
static void without_rating(struct flow *f, const struct body_result *b)
{
    const struct block *block = f->p->t.rubric->service;
    struct group rest[] = {
        {_("no score"), ROLE_TEXT, b->nno_score, false, {.filter = FILTER_UNRATED}},
        {_("stopped"), ROLE_TEXT, b->nstopped, false, {.filter = FILTER_STOPPED}},
        {_("not finished"), ROLE_TEXT, b->nincomplete, false, {.filter = FILTER_OPEN}},
    };

    for (int i = 0; block && i < block->nunrated; i++) {
        struct group g = {say_unrated(&f->p->t, block, block->unrated[i].id),
                          ROLE_TEXT,
                          b->unrated_counts[i],
                          false,
                          {.filter = FILTER_UNRATED}};
        if (g.n > 0) {
            put_group(f, &g, 1);
        }
    }
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        if (rest[i].n > 0) {
            put_group(f, &rest[i], 1);
        }
    }
}

void card_services(struct pen *p)
{
    const struct body_result *b = p->c->s.body->result;
    struct flow f;

    if (!p->t.rubric->service && b->nservices == 0) {
        return;
    }
    flow_begin(&f, p, arena_printf(p->t.arena, _("Services %d"), b->nservices), LABEL_W);
    by_rating(&f, b);
    if (b->nno_score + b->nstopped + b->nincomplete > 0 || b->nrated < b->nservices) {
        without_rating(&f, b);
    }
    flow_end(&f);
}
