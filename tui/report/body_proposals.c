/* Proposals, findings, and what became of those of the campaign before. */
#include <string.h>
#include "tui/proposal_words.h"
#include "tui/report/build.h"

#define NAMES_MOST 3

enum {
    PROPOSAL_WHAT,
    PROPOSAL_DETAIL,
    PROPOSAL_ADVICE,
    PROPOSAL_BASIS,
    PROPOSAL_SERVICES,
    PROPOSAL_SEVERITY,
    PROPOSAL_GAIN,
    PROPOSAL_OWNER,
    PROPOSAL_DUE,
    PROPOSAL_STATE,
    PROPOSAL_REPLY,
    PROPOSAL_SINCE
};

static struct doc_table *proposals_table(struct building *b, const char *title, const char *what)
{
    struct doc_table *t = doc_table(b->d, title);
    t->entries = true;
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, what);
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("What was found"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Proposal"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Legal basis"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Concerns"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Severity"));
    doc_column(b->d, t, COLUMN_NUMBER, VOICE_PROGRAM, _("Gain in points"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Responsible"));
    doc_column(b->d, t, COLUMN_DATE, VOICE_PROGRAM, _("Deadline"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("State"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Reply of the body"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Repeated"));
    return t;
}

static struct cell concerned(const struct building *b, const struct body_full *f,
                             const struct proposal_item *x)
{
    struct buf out = {0};

    if (x->nservices == 0) {
        return cell_text(VOICE_PROGRAM, _("the body itself"));
    }
    /* Many are known by their codes: the table of services has their names. */
    for (int i = 0; i < x->nservices; i++) {
        const struct service_full *v = &f->services[x->services[i]];
        bool few = x->nservices <= NAMES_MOST;
        buf_printf(&out, "%s%s%s%s",
                   i == 0 ? ""
                   : few  ? "\n"
                          : ", ",
                   v->code, few ? " " : "", few ? v->name : "");
    }
    struct cell c = cell_text(VOICE_OTHERS, arena_dup(b->t.arena, out.s));
    buf_free(&out);
    return c;
}

/* What is wrong names it in a line; where that takes several, what was asked does. True: then the
 * lines are still to be told. */
static bool name_it(const struct proposal_item *x, const char *deficiency, struct cell *cell)
{
    bool several = x->ask && deficiency && strchr(deficiency, '\n');
    const char *head = several || !deficiency ? x->ask : deficiency;
    *cell = cell_text(VOICE_OTHERS, head ? head : x->key);
    return several;
}

/* Until an opinion had it a deadline is a number of days. */
static struct cell due(const struct building *b, const struct proposal_item *x)
{
    if (x->due || x->due_days < 0) {
        return cell_date(x->due);
    }
    return cell_text(VOICE_PROGRAM,
                     arena_printf(b->t.arena,
                                  ngettext("%d day after it is given", "%d days after it is given",
                                           (unsigned long)x->due_days),
                                  x->due_days));
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
    const char *deficiency = say_proposal_deficiency(&its, f, x);
    if (name_it(x, deficiency, &cell[PROPOSAL_WHAT])) {
        cell[PROPOSAL_DETAIL] = cell_text(VOICE_OTHERS, deficiency);
    }
    cell[PROPOSAL_ADVICE] = cell_text(VOICE_OTHERS, say_proposal_text(&its, f, x));
    cell[PROPOSAL_BASIS] = cell_text(VOICE_OTHERS, x->basis);
    cell[PROPOSAL_SERVICES] = concerned(b, f, x);
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

/* In short: what was found then, and what became of it. */
static void earlier_item(struct building *b, struct doc_table *t, const struct body_full *f,
                         const struct proposal_item *x)
{
    struct doc_row *row = doc_row(b->d, t);

    name_it(x, say_proposal_deficiency(&b->t, f, x), &row->cell[0]);
    row->cell[1] = concerned(b, f, x);
    row->cell[2] = cell_text(VOICE_PROGRAM, say_proposal_became(x->state));
    row->cell[3] = cell_text(VOICE_OTHERS, x->reply);
    row->cell[4] = cell_text(VOICE_OTHERS, say_proposal_since(&b->t, x));
}

static void earlier(struct building *b)
{
    const struct proposals *p = &b->body.proposals;
    if (p->nearlier == 0 || !p->before) {
        return;
    }
    const char *title =
        arena_printf(b->t.arena, _("What became of the proposals of %s"), b->body.earlier_name);
    doc_section(b->d, title);
    struct doc_table *t =
        doc_table(b->d, arena_printf(b->t.arena, _("Proposals of %s"), b->body.earlier_name));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Deficiency"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Concerns"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("State"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Reply of the body"));
    doc_column(b->d, t, COLUMN_TEXT, VOICE_PROGRAM, _("Repeated"));
    for (int i = 0; i < p->nearlier; i++) {
        earlier_item(b, t, p->before, &p->earlier[i]);
    }
}

void build_proposals(struct building *b)
{
    const struct proposals *p = &b->body.proposals;
    bool raised = false, found = false;

    for (int i = 0; i < p->n; i++) {
        raised = raised || p->list[i].kind == PROPOSAL_RAISED;
        found = found || p->list[i].kind != PROPOSAL_RAISED;
    }
    doc_section(b->d, _("Proposals"));
    doc_paragraph(b->d, cell_text(VOICE_PROGRAM,
                                  raised ? _("Each deficiency, the largest gain first, and what is "
                                             "proposed to remove it.")
                                         : _("There are no deficiencies.")));
    list(b, _("Proposals"), _("Deficiency"), PROPOSAL_RAISED);
    if (found) {
        doc_section(b->d, _("Findings beside the questions"));
        list(b, _("Further deficiencies"), _("Deficiency"), PROPOSAL_DEFICIENCY);
        list(b, _("Observations"), _("Observation"), PROPOSAL_OBSERVATION);
        list(b, _("Good practices"), _("Good practice"), PROPOSAL_PRACTICE);
    }
    earlier(b);
}
