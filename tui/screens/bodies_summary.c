#include "tui/screens/bodies.h"

#include "tui/screens/states.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

static const char *join(struct arena *a, const char *list, const char *item)
{
    return *list ? arena_printf(a, "%s · %s", list, item) : item;
}

static const char *named_count(struct arena *a, const char *name, int n)
{
    return arena_printf(a, "%s %d", name, n);
}

/* "Excellent 2 · Good 4 · …", best first. */
static const char *by_rating(const struct tongue *t, const struct body_summary *sum)
{
    const char *list = "";
    for (int i = t->rubric->nratings - 1; i >= 0; i--) {
        list = join(t->arena, list, named_count(t->arena, say_rating(t, i), sum->rating_counts[i]));
    }
    return list;
}

/* What has no rating: by the rubric's reasons, stopped, not finished; those that there are. */
static const char *without_rating(const struct tongue *t, const struct body_summary *sum)
{
    const struct block *b = t->rubric->service;
    const char *list = "";

    for (int i = 0; b && i < b->nunrated; i++) {
        if (sum->unrated_counts[i] > 0) {
            list = join(
                t->arena, list,
                named_count(t->arena, say_unrated(t, b, b->unrated[i].id), sum->unrated_counts[i]));
        }
    }
    if (sum->nno_score > 0) {
        list = join(t->arena, list, named_count(t->arena, _("no score"), sum->nno_score));
    }
    if (sum->nstopped > 0) {
        list = join(t->arena, list, named_count(t->arena, _("stopped"), sum->nstopped));
    }
    if (sum->nincomplete > 0) {
        list = join(t->arena, list, named_count(t->arena, _("not finished"), sum->nincomplete));
    }
    return list;
}

/* "2018 61.0 ▲": the year before, and whether this one is certainly better or worse. */
static const char *against_before(const struct ui *ui, const struct tongue *t,
                                  const struct row *row, const struct body_summary *sum)
{
    if (campaign_count(ui->campaign) < 2 || sum->before == UNITS_NONE) {
        return "";
    }
    const struct rubric *was = campaign_rubric(ui->campaign, 1);
    bool same = was->decimals == t->rubric->decimals && num_cmp(was->scale, t->rubric->scale) == 0;
    const char *sign = "";
    if (same && row->low != UNITS_NONE && row->low > sum->before) {
        sign = mark_utf8(MARK_BETTER);
    } else if (same && row->high != UNITS_NONE && row->high < sum->before) {
        sign = mark_utf8(MARK_WORSE);
    }
    char out[32];
    return arena_printf(t->arena, "%s %s %s", campaign_name(ui->campaign, 1),
                        units_text(sum->before, was->decimals, out, sizeof out), sign);
}

/* The gauge with its ticks, and the verdict, as far as there is room beside them. */
static void add_gauge(struct pane *p, const struct tongue *t, const struct row *row, bool ticks)
{
    int64_t full = num_units(t->rubric->scale, t->rubric->decimals);
    enum role role = verdict_role(t->rubric, row);
    int w = p->w >= 70 ? 50 : p->w;
    const char *range = row_range(t, row);
    const char *verdict =
        say_verdict_fit(t, row, t->rubric->body, w < p->w ? p->w - w - 2 : 2 * w - 16);

    if (!*range) {
        pane_text(p, 0, ROLE_TEXT, 1, verdict);
    } else if (w == p->w) {
        pane_gauge(p, 0, role, w, row->low, row->high, full, "");
        pane_text(p, 1, ROLE_DIM, 1, gauge_ticks(t->arena, t->rubric, w));
        pane_text(p, 0, ROLE_TEXT, 2, arena_printf(t->arena, "%s  %s", range, verdict));
    } else if (ticks) {
        pane_gauge(p, 0, role, w, row->low, row->high, full, range);
        pane_pair(p, 0, ROLE_DIM,
                  arena_printf(t->arena, "%s  %s", gauge_ticks(t->arena, t->rubric, w), verdict),
                  ROLE_TEXT, "");
    } else {
        const char *said = arena_printf(t->arena, "%s  %s", range, verdict);
        int left = p->w - text_width(said) - 2;
        pane_gauge(p, 0, role, left < w ? left : w, row->low, row->high, full, said);
    }
}

/* Name and who is at it; a name that takes the line alone leaves the rest to the last line. */
static bool add_name(struct pane *p, const struct row *row, const char *who, bool beside)
{
    bool fits = text_width(row->name) + text_width(who) + 2 <= p->w;

    if (fits) {
        pane_pair(p, 0, ROLE_TITLE, row->name, ROLE_TEXT, who);
    } else {
        pane_text(p, 0, ROLE_TITLE, beside ? 0 : 2, row->name);
    }
    return fits;
}

static int wider(int w, int other)
{
    return other > w ? other : w;
}

static void summary(struct bodies *b, struct ui *ui, const struct row *row)
{
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, b->summed};
    struct pane *p = &b->pane;
    struct body_summary sum;
    bool beside = b->layout.wall >= 0;

    if (!body_summary(ui->campaign, 0, row->body, ui->stage, &sum, b->summed)) {
        return;
    }
    enum role role;
    const char *state = states_line(&t, ui->campaign, row, &role);
    const char *review =
        row->changed ? states_note(REVIEW_ACCEPTED, true) : say_review(row->review);
    const char *who =
        row->inspector ? arena_printf(b->summed, "%s · %s", row->inspector, review) : review;
    bool said = add_name(p, row, who, beside);
    if (state) {
        pane_text(p, 0, role, beside ? 4 : 1, state);
    }
    bool ticks = beside || p->n == 1;
    if (beside) {
        pane_blank(p, 2);
    }
    add_gauge(p, &t, row, ticks);
    if (beside) {
        pane_blank(p, 2);
    }
    const char *services = arena_printf(
        b->summed, ngettext("%d service", "%d services", (unsigned long)row->nservices),
        row->nservices);
    const char *before = against_before(ui, &t, row, &sum);
    int label_w = wider(wider(14, text_width(services) + 2), text_width(before) + 2);
    pane_entry(p, 0, services, label_w, beside ? 0 : 1, by_rating(&t, &sum));
    pane_entry(p, state && !beside ? 1 : 0, "", label_w, beside ? 0 : 1, without_rating(&t, &sum));
    const char *proposals = arena_printf(
        b->summed, ngettext("%d proposal", "%d proposals", (unsigned long)row->ndeficiencies),
        row->ndeficiencies);
    if (row->remarks > 0) {
        proposals =
            join(b->summed, proposals,
                 arena_printf(b->summed,
                              ngettext("%d remark", "%d remarks", (unsigned long)row->remarks),
                              row->remarks));
    }
    int gap = label_w - text_width(before);
    const char *last =
        *before ? arena_printf(b->summed, "%s%*s%s", before, gap, "", proposals) : proposals;
    pane_pair(p, 0, ROLE_TEXT, last, ROLE_TEXT, said || beside ? "" : who);
    if (!said && beside) {
        pane_text(p, 0, ROLE_TEXT, 2, who);
    }
}

void bodies_summary_read(struct bodies *b, struct ui *ui)
{
    const struct row *chosen = bodies_chosen(b);

    arena_reset(b->summed);
    pane_begin(&b->pane, b->summed, b->layout.pane.w - 2);
    if (chosen) {
        /* The summary outlives the rows while the cursor moves on: what it says must be its own. */
        struct row row = *chosen;
        row.name = arena_dup(b->summed, chosen->name);
        row.inspector = chosen->inspector ? arena_dup(b->summed, chosen->inspector) : NULL;
        summary(b, ui, &row);
        pane_fit(&b->pane, b->layout.pane.h, 1);
    }
}
