/* All of one proposal: what is wrong, what to do, on what basis, where, and what was said of it. */
#include <string.h>
#include "tui/lines.h"
#include "tui/proposal_words.h"
#include "tui/remark_words.h"
#include "tui/screens/proposals.h"
#include "tui/when.h"

#define LABEL_W 13

/* Names of services, parted by ", "; behind w columns "and 4 more" (0: all of them). */
static const char *proposals_services(const struct body_full *full, const int *services, int n,
                                      int w, struct arena *a)
{
    const char *all = "";

    for (int i = 0; i < n; i++) {
        const struct service_full *s = &full->services[services[i]];
        const char *name = s->short_name ? s->short_name : s->name;
        const char *more = arena_printf(a, "%s%s%s", all, i > 0 ? ", " : "", name);
        const char *rest = arena_printf(a, _(" and %d more"), n - i);
        if (w > 0 && i > 0 && text_width(more) + (i + 1 < n ? text_width(rest) : 0) > w) {
            return arena_printf(a, "%s%s", all, rest);
        }
        all = more;
    }
    return all;
}

/* Where they were edited, the rubric's words stay known. */
static void add_rubric(struct pane *pane, const struct proposal_item *x, int most)
{
    if (x->deficiency && x->ntexts > 0 && x->texts[0].deficiency) {
        pane_entry(pane, 6, _("The rubric"), LABEL_W, most, x->texts[0].deficiency);
    }
    if (x->proposal && x->ntexts > 0 && x->texts[0].proposal) {
        pane_entry(pane, 6, x->deficiency ? "" : _("The rubric"), LABEL_W, most,
                   x->texts[0].proposal);
    }
}

/* One pair of texts, or one for each different wording with the services that it speaks for. */
static void add_texts(const struct body_full *full, const struct proposal_item *x,
                      struct pane *pane, bool whole)
{
    struct proposal_wording *w;
    int n = proposal_words(x, &w, pane->arena), most = whole ? 0 : 2;

    for (int i = 0; i < n; i++) {
        int give = i > 0 ? 7 : 0;
        if (i > 0 && whole) {
            pane_blank(pane, 8);
        }
        pane_entry(pane, give, _("Deficiency"), LABEL_W, most,
                   w[i].deficiency ? w[i].deficiency : proposal_deficiency(x));
        if (w[i].proposal) {
            pane_entry(pane, give, _("Proposal"), LABEL_W, most, w[i].proposal);
        }
        if (n > 1 && whole && w[i].nservices > 0) {
            pane_entry(pane, 7, _("For"), LABEL_W, 0,
                       proposals_services(full, w[i].services, w[i].nservices, 0, pane->arena));
        }
    }
    if (n == 0) {
        pane_entry(pane, 0, _("Deficiency"), LABEL_W, most, proposal_deficiency(x));
    }
    if (n > 1 && !whole) {
        pane_entry(
            pane, 4, "", LABEL_W, 1,
            arena_printf(pane->arena,
                         ngettext("in %d wording, by the answer: %s shows it",
                                  "in %d wordings, by the answer: %s shows all", (unsigned long)n),
                         n, action_key(pane->arena, ACT_PROPOSAL_MORE)));
    }
}

static const char *join(struct arena *a, const char *left, const char *right)
{
    return *left && *right ? arena_printf(a, "%s %s %s", left, mark_utf8(MARK_DOT), right)
           : *left         ? left
                           : right;
}

/* "major · 90 days · +6.9 · third time, since 2017" */
static const char *weight(const struct ui *ui, const struct body_full *full,
                          const struct proposal_item *x, struct arena *a)
{
    struct tongue t = {full->rubric, ui->tongue.language, a};
    const char *line = x->severity >= 0 ? say_severity(&t, x->severity) : "";

    if (x->kind != PROPOSAL_RAISED) {
        line = join(a, say_proposal_kind(x->kind), line);
    }
    if (x->overdue) {
        line = join(a, line, arena_printf(a, _("overdue since %s"), x->due ? x->due : ""));
    } else if (*say_proposal_due(a, x)) {
        line = join(a, line, arena_printf(a, _("due %s"), say_proposal_due(a, x)));
    }
    line = join(a, line, say_gain(&t, x->gain));
    if (!x->raised && x->kind == PROPOSAL_RAISED) {
        line = join(a, line, _("answers raise it no more"));
    }
    return join(a, line, say_proposal_since(&t, x));
}

/* What the body says, and who wrote that down when. */
static void add_reply(struct pane *pane, const struct proposal_item *x, int most)
{
    struct arena *a = pane->arena;

    if (x->reply) {
        const char *day = x->state_at ? when_local(a, x->state_at, "%Y-%m-%d") : "";
        pane_entry(pane, 1, _("Of the body"), LABEL_W, most,
                   arena_printf(a, "\"%s\" %s", x->reply, day));
    }
    if (x->text_by && x->text_at) {
        pane_entry(pane, 5, _("Written by"), LABEL_W, 1, say_who_when(a, x->text_by, x->text_at));
    }
    if (x->state_by && x->state_at) {
        pane_entry(pane, 5, _("State by"), LABEL_W, 1, say_who_when(a, x->state_by, x->state_at));
    }
}

static const char *place(const struct body_full *full, const struct proposal_item *x, int w,
                         struct arena *a)
{
    return x->nservices > 0 ? proposals_services(full, x->services, x->nservices, w, a)
                            : _("the body itself");
}

void proposals_about(const struct proposals_screen *p, const struct ui *ui,
                     const struct proposal_item *item, struct pane *pane, bool full)
{
    const struct body_full *of = told_body(&p->told, p->cur);
    int most = full ? 0 : 2;

    add_texts(of, item, pane, full);
    if (item->basis) {
        pane_entry(pane, 3, _("Basis"), LABEL_W, full ? 0 : 1, item->basis);
    }
    pane_entry(pane, 2, _("Services"), LABEL_W, full ? 0 : 1,
               place(of, item, full ? 0 : pane->w - LABEL_W, pane->arena));
    const char *grave = weight(ui, of, item, pane->arena);
    if (*grave) {
        pane_entry(pane, 4, _("How grave"), LABEL_W, full ? 0 : 1, grave);
    }
    if (full && item->owner) {
        pane_entry(pane, 4, C_("field", "Owner"), LABEL_W, 0, item->owner);
    }
    add_reply(pane, item, most);
    add_rubric(pane, item, most);
}

void proposals_pane_read(struct proposals_screen *p, const struct ui *ui)
{
    const struct proposal_item *item = proposals_chosen(p);

    arena_reset(p->shown);
    pane_begin(&p->pane, p->shown, p->layout.pane.w - 2);
    if (item) {
        proposals_about(p, ui, item, &p->pane, p->layout.wall >= 0);
        pane_fit(&p->pane, p->layout.pane.h, 1);
    }
}
