/* Proposals, findings, and what became of those of the campaign before. */
#include <string.h>
#include "tui/proposal_words.h"
#include "tui/report/build.h"

enum {
    PROPOSAL_WHAT,
    PROPOSAL_ADVICE,
    PROPOSAL_REPLY,
    PROPOSAL_SERVICES,
    PROPOSAL_BASIS,
    PROPOSAL_SEVERITY,
    PROPOSAL_GAIN,
    PROPOSAL_OWNER,
    PROPOSAL_DUE,
    PROPOSAL_STATE,
    PROPOSAL_SINCE
};

static struct doc_table *proposals_table(struct building *b, const char *title, const char *what)
{
    struct doc_table *t = doc_table(b->d, title);
    t->entries = true;
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, what);
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Proposal"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Reply of the body"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Concerns"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Legal basis"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Severity"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Gain"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Responsible"));
    doc_column(b->d, t, COLUMN_DATE, VOICE_PROGRAM, _("Deadline"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("State"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Repeated"));
    t->column[PROPOSAL_ADVICE].lines = t->column[PROPOSAL_ADVICE].bare = true;
    t->column[PROPOSAL_REPLY].lines = true;
    return t;
}

/* Codes: the table of services has their names. */
static const char *codes(const struct building *b, const struct body_full *f, const int *services,
                         int n)
{
    struct buf out = {0};
    for (int i = 0; i < n; i++) {
        buf_printf(&out, "%s%s", i ? ", " : "", f->services[services[i]].code);
    }
    const char *all = arena_dup(b->t.arena, out.s ? out.s : "");
    buf_free(&out);
    return all;
}

static struct cell concerned(const struct building *b, const struct body_full *f,
                             const struct proposal_item *x)
{
    int active = f->nservices - f->result->nstopped;
    if (x->nservices == 0) {
        return cell_text(VOICE_PROGRAM, _("the body itself"));
    }
    if (x->nservices > 1 && x->nservices == active) {
        return cell_text(VOICE_PROGRAM, arena_printf(b->t.arena, _("all %d services"), active));
    }
    return cell_text(VOICE_OTHERS, codes(b, f, x->services, x->nservices));
}

/* Each thing that was found, with its services where these are not all, and beneath it what is
 * proposed against it. */
static const char *paired(const struct building *b, const struct body_full *f,
                          const struct proposal_item *x, const struct proposal_wording *w, int n)
{
    struct buf out = {0};
    for (int i = 0; i < n; i++) {
        const char *of =
            w[i].nservices < x->nservices
                ? arena_printf(b->t.arena, " (%s)", codes(b, f, w[i].services, w[i].nservices))
                : "";
        if (w[i].deficiency) {
            buf_printf(&out, "%s%s%s", out.n ? "\n" : "", w[i].deficiency, of);
        }
        if (w[i].proposal) {
            buf_printf(&out, "%s" DOC_TO_DO "%s%s", out.n ? "\n" : "", w[i].proposal,
                       w[i].deficiency ? "" : of);
        }
    }
    const char *all = arena_dup(b->t.arena, out.s ? out.s : "");
    buf_free(&out);
    return all;
}

/* What is wrong names it in a line; where that takes several, what was asked does. */
static struct cell name_of(const struct proposal_item *x, const struct proposal_wording *w, int n)
{
    bool several = n > 1 || (n == 1 && x->ask && w->deficiency && strchr(w->deficiency, '\n'));
    const char *head = several || n == 0 || !w->deficiency ? x->ask : w->deficiency;
    return cell_text(VOICE_OTHERS, head ? head : x->key);
}

/* Is each thing told with the services of its own? */
static bool are_told(const struct proposal_item *x, const struct proposal_wording *w, int n)
{
    for (int i = 0; i < n; i++) {
        if (w[i].deficiency && w[i].nservices == x->nservices) {
            return false;
        }
    }
    return proposal_is_apart(x, w, n);
}

/* Until an opinion had it a deadline is a number of days. */
static struct cell due(const struct building *b, const struct proposal_item *x)
{
    return x->due || x->due_days < 0 ? cell_date(x->due)
                                     : cell_text(VOICE_PROGRAM, say_proposal_due(b->t.arena, x));
}

static struct cell state(const struct building *b, const struct proposal_item *x)
{
    const char *word = say_proposal_state(x->state);
    return cell_text(VOICE_PROGRAM,
                     x->overdue ? arena_printf(b->t.arena, _("%s, overdue"), word) : word);
}

static void add_item(struct building *b, struct doc_table *t, const struct body_full *f,
                     const struct proposal_item *x)
{
    struct tongue its = b->t;
    struct doc_row *row = doc_row(b->d, t);
    struct cell *cell = row->cell;

    its.rubric = f->rubric;
    struct proposal_wording *w;
    int n = proposal_pairs(f, x, its.language, &w, its.arena);
    cell[PROPOSAL_WHAT] = name_of(x, w, n);
    bool named = n == 1 && cell[PROPOSAL_WHAT].text == w->deficiency;
    if (named) {
        w->deficiency = NULL;
    }
    cell[PROPOSAL_ADVICE] = cell_text(VOICE_OTHERS, paired(b, f, x, w, n));
    cell[PROPOSAL_BASIS] = cell_text(VOICE_OTHERS, x->basis);
    if (!are_told(x, w, n)) {
        cell[PROPOSAL_SERVICES] = concerned(b, f, x);
    }
    if (x->severity >= 0) {
        cell[PROPOSAL_SEVERITY] = cell_text(VOICE_PROGRAM, say_severity(&its, x->severity));
    }
    cell[PROPOSAL_GAIN] = cell_units(figure_units(f->rubric, x->gain), f->rubric->decimals);
    cell[PROPOSAL_GAIN].plus = true;
    cell[PROPOSAL_OWNER] = cell_text(VOICE_OTHERS, x->owner);
    cell[PROPOSAL_DUE] = due(b, x);
    cell[PROPOSAL_STATE] = state(b, x);
    cell[PROPOSAL_REPLY] = cell_text(VOICE_OTHERS, x->reply);
    cell[PROPOSAL_SINCE] = cell_text(VOICE_OTHERS, say_proposal_since(&b->t, x));
}

/* Those of a kind. */
static void list(struct building *b, const char *title, const char *what, enum proposal_kind kind)
{
    const struct proposals *p = &b->body.proposals;
    struct doc_table *t = NULL;

    for (int i = 0; i < p->n; i++) {
        if (p->list[i].kind == kind) {
            t = t ? t : proposals_table(b, title, what);
            add_item(b, t, b->body.body, &p->list[i]);
        }
    }
}

/* Does it stand again among this campaign's proposals, which say so? */
static bool stands_again(const struct proposals *p, const struct proposal_item *x)
{
    const char *key = strrchr(x->key, ' ');
    for (int i = 0; key && !x->reply && x->state == PROPOSAL_NOT_DONE && i < p->n; i++) {
        if (strcmp(p->list[i].key, key + 1) == 0 && p->list[i].raised && p->list[i].times > 1) {
            return true;
        }
    }
    return false;
}

/* In short: what was found then, and what became of it. */
static void earlier_item(struct building *b, struct doc_table *t, const struct proposal_item *x)
{
    struct proposal_wording *w;
    struct doc_row *row = doc_row(b->d, t);
    int n = proposal_pairs(b->body.proposals.before, x, b->t.language, &w, b->t.arena);

    row->cell[0] = name_of(x, w, n);
    row->cell[1] = x->nservices == 0 ? cell_text(VOICE_PROGRAM, _("the body itself"))
                                     : cell_text(VOICE_PROGRAM,
                                                 arena_printf(b->t.arena,
                                                              ngettext("%d service", "%d services",
                                                                       (unsigned long)x->nservices),
                                                              x->nservices));
    row->cell[2] = cell_text(VOICE_PROGRAM, say_proposal_became(x->state));
    row->cell[3] = cell_text(VOICE_OTHERS, x->reply);
    row->cell[4] = cell_text(VOICE_OTHERS, say_proposal_since(&b->t, x));
}

/* How many became what; those that stand again are told above. */
static void earlier_counts(struct building *b, int again)
{
    const struct proposals *p = &b->body.proposals;
    for (int s = 0; s < PROPOSAL_STATES; s++) {
        int n = 0;
        for (int i = 0; i < p->nearlier; i++) {
            n += p->earlier[i].state == (enum proposal_state)s;
        }
        if (n > 0) {
            doc_fact(b->d, say_proposal_became((enum proposal_state)s), cell_count(n));
        }
    }
    if (again > 0) {
        doc_paragraph(b->d,
                      cell_text(VOICE_PROGRAM,
                                arena_printf(b->t.arena,
                                             ngettext("%d of them is proposed again, and stands "
                                                      "above as repeated.",
                                                      "%d of them are proposed again, and stand "
                                                      "above as repeated.",
                                                      (unsigned long)again),
                                             again)));
    }
}

static void earlier(struct building *b)
{
    const struct proposals *p = &b->body.proposals;
    struct doc_table *t = NULL;
    int again = 0;

    if (p->nearlier == 0 || !p->before) {
        return;
    }
    doc_section(b->d, arena_printf(b->t.arena, _("What became of the proposals of %s"),
                                   b->body.earlier_name));
    for (int i = 0; i < p->nearlier; i++) {
        again += stands_again(p, &p->earlier[i]);
    }
    earlier_counts(b, again);
    for (int i = 0; i < p->nearlier; i++) {
        if (stands_again(p, &p->earlier[i])) {
            continue;
        }
        if (!t) {
            t = doc_table(b->d, arena_printf(b->t.arena,
                                             again > 0 ? _("The other proposals of %s")
                                                       : _("Proposals of %s"),
                                             b->body.earlier_name));
            doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Deficiency"));
            doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Concerns"));
            doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("State"));
            doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Reply of the body"));
            doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Repeated"));
        }
        earlier_item(b, t, &p->earlier[i]);
    }
}

void build_proposals(struct building *b)
{
    const struct proposals *p = &b->body.proposals;
    bool raised = false, found = false, placed = false;

    for (int i = 0; i < p->n; i++) {
        placed = placed || p->list[i].placed;
        raised = raised || p->list[i].kind == PROPOSAL_RAISED;
        found = found || p->list[i].kind != PROPOSAL_RAISED;
    }
    doc_section(b->d, _("Proposals"));
    doc_paragraph(b->d, cell_text(VOICE_PROGRAM, !raised  ? _("There are no deficiencies.")
                                                 : placed ? _("Each deficiency, the most important "
                                                              "first, and what is proposed to "
                                                              "remove it.")
                                                          : _("Each deficiency, the largest gain "
                                                              "in points first, and what is "
                                                              "proposed to remove it.")));
    if (raised) {
        doc_paragraph(
            b->d, cell_text(VOICE_PROGRAM, _("Services stand by their codes, which the table of "
                                             "services names; days count from the one on which the "
                                             "opinion is given.")));
    }
    list(b, _("Proposals"), _("Deficiency"), PROPOSAL_RAISED);
    if (found) {
        doc_section(b->d, _("Findings beside the questions"));
        list(b, _("Further deficiencies"), _("Deficiency"), PROPOSAL_DEFICIENCY);
        list(b, _("Observations"), _("Observation"), PROPOSAL_OBSERVATION);
        list(b, _("Good practices"), _("Good practice"), PROPOSAL_PRACTICE);
    }
    earlier(b);
}
