/* The rows of the report's page. */
#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/screens/report.h"

#define TOP_MOST 10 /* questions of the top deficiencies; Compare has them all */

static struct report_row *add(struct report_screen *s, enum report_row_kind kind, int index)
{
    s->row = arena_more(s->arena, s->row, (size_t)s->list.n, sizeof *s->row);
    struct report_row *row = &s->row[s->list.n++];
    *row = (struct report_row){.kind = kind, .index = index};
    return row;
}

/* A text over as many rows as it takes. */
static void add_note(struct report_screen *s, int w, const char *text)
{
    struct span *lines;
    int n = wrap(s->arena, text, w, &lines);

    for (int i = 0; i < n; i++) {
        add(s, REPORT_ROW_NOTE, 0)->text = span_text(s->arena, text, lines[i]);
    }
}

/* Headed by the columns of the rows that follow. */
static void add_head(struct report_screen *s, enum report_row_kind of, const char *title)
{
    add(s, REPORT_ROW_BLANK, 0);
    add(s, REPORT_ROW_HEAD, (int)of)->text =
        arena_printf(s->arena, "%s: %s", s->national.campaign, title);
}

/* ---- the two tables ---- */

static bool any_stopped(const struct report *r)
{
    for (int i = 0; i < r->ncolumns; i++) {
        if (r->column[i].stopped > 0) {
            return true;
        }
    }
    return false;
}

static const char *why_stopped(struct report_screen *s, struct ui *ui, int which)
{
    struct stopped_reason *list;
    int n = stopped_reasons(ui->campaign, which, &list, s->arena);
    const char *text = "";

    for (int i = 0; i < n; i++) {
        const char *reason =
            *list[i].reason ? text_show(s->arena, list[i].reason, false) : _("no reason given");
        text = list[i].services > 1
                   ? arena_printf(s->arena, "%s%s%s (%d)", text, *text ? "; " : "", reason,
                                  list[i].services)
                   : arena_printf(s->arena, "%s%s%s", text, *text ? "; " : "", reason);
    }
    return text;
}

/* "2016: 22 services were stopped." And of a campaign in the file why. */
static void add_stopped(struct report_screen *s, struct ui *ui, int w)
{
    const char *sign = "¹ ";

    for (int i = 0; i < s->report.ncolumns; i++) {
        const struct report_column *col = &s->report.column[i];
        if (col->stopped == 0) {
            continue;
        }
        const char *text =
            arena_printf(s->arena,
                         ngettext("%s: %lld service was stopped", "%s: %lld services were stopped",
                                  (unsigned long)col->stopped),
                         text_show(s->arena, col->campaign, false), (long long)col->stopped);
        const char *why = col->published ? "" : why_stopped(s, ui, col->which);
        add_note(s, w, arena_printf(s->arena, *why ? "%s%s: %s" : "%s%s.%s", sign, text, why));
        sign = "  ";
    }
}

static void add_sources(struct report_screen *s, int w)
{
    struct buf b = {0};

    report_sources(&s->report, &b);
    for (char *line = b.s; line && *line;) {
        size_t n = strcspn(line, "\n");
        add_note(s, w, text_show(s->arena, arena_dupn(s->arena, line, n), false));
        line += n + (line[n] == '\n');
    }
    buf_free(&b);
}

static void add_tables(struct report_screen *s, struct ui *ui, int w)
{
    int last = -1;
    bool stopped = any_stopped(&s->report);

    s->line = report_lines(&s->report, ui->tongue.language, &s->nlines, s->arena);
    for (int i = 0; i < s->nlines; i++) {
        struct report_line *l = &s->line[i];
        if (l->table != last) {
            if (i > 0) {
                add(s, REPORT_ROW_BLANK, 0);
            }
            last = l->table;
            add(s, REPORT_ROW_YEARS, 0)->text = report_table_title(last);
        }
        if (l->figure == REPORT_STOPPED && stopped) {
            l->title = arena_printf(s->arena, "%s ¹", l->title);
        }
        add(s, REPORT_ROW_FIGURE, i);
    }
    add(s, REPORT_ROW_BLANK, 0);
    if (stopped) {
        add_stopped(s, ui, w);
    }
    add_sources(s, w);
}

/* ---- questions ---- */

static void add_questions(struct report_screen *s, const int *list, int n, bool own)
{
    for (int i = 0; i < n; i++) {
        add(s, REPORT_ROW_QUESTION, list[i])->own = own;
    }
}

static int at_most(int n, int most)
{
    return n < most ? n : most;
}

static void add_deficiencies(struct report_screen *s)
{
    const struct national *n = &s->national;
    int shown = at_most(n->services.ndeficient, TOP_MOST);

    if (shown > 0) {
        add_head(s, REPORT_ROW_QUESTION, _("most often below full"));
        add_questions(s, n->services.deficient, shown, false);
        if (n->services.ndeficient > shown) {
            add(s, REPORT_ROW_ALL, 0)->text = arena_printf(s->arena, _("… %d more: all questions"),
                                                           n->services.ndeficient - shown);
        }
    }
    if (n->own.ndeficient > 0) {
        add_head(s, REPORT_ROW_QUESTION, _("of the bodies themselves"));
        add_questions(s, n->own.deficient, at_most(n->own.ndeficient, TOP_MOST), true);
    }
    if (n->services.nflat + n->own.nflat > 0) {
        add_head(s, REPORT_ROW_QUESTION, _("questions that tell nothing apart"));
        add_questions(s, n->services.flat, n->services.nflat, false);
        add_questions(s, n->own.flat, n->own.nflat, true);
    }
}

/* ---- bodies ---- */

static void add_bodies(struct report_screen *s, int w)
{
    const struct national *n = &s->national;

    if (n->nbodies == 0) {
        return;
    }
    add_head(s, REPORT_ROW_BODY, _("bodies by score"));
    bool by_hand = false;
    for (int i = 0; i < n->nbodies; i++) {
        add(s, REPORT_ROW_BODY, i);
        by_hand = by_hand || n->bodies[i].by_hand;
    }
    if (by_hand) {
        add_note(s, w,
                 arena_printf(s->arena,
                              _("%s set by hand: the computed rating is told of the chosen body."),
                              mark_utf8(MARK_BY_HAND)));
    }
    if (n->coverage.incomplete > 0) {
        add_note(s, w,
                 arena_printf(s->arena,
                              ngettext("%d body is not finished: of it the places between which "
                                       "it will end; those of the others can still change.",
                                       "%d bodies are not finished: of them the places between "
                                       "which they will end; those of the others can still change.",
                                       (unsigned long)n->coverage.incomplete),
                              n->coverage.incomplete));
    }
}

/* ---- coverage ---- */

int report_cover_of(enum report_cover cover, const struct national_body *b)
{
    switch (cover) {
    case COVER_BODIES:
        return b->state != SUBJECT_INCOMPLETE;
    case COVER_SERVICES:
        return b->nservices - b->nstopped - b->nincomplete;
    case COVER_ANSWERED:
        return b->answered;
    case COVER_OPEN:
        return b->asked - b->answered - b->cant_tell - b->conflicts;
    case COVER_CANT_TELL:
        return b->cant_tell;
    case COVER_CONFLICT:
        return b->conflicts;
    case COVER_NA:
        return b->not_applicable;
    case COVER_EVIDENCE:
        return b->evidence_missing;
    case COVER_CHANGED:
        return b->changed;
    default:
        return (int)b->review == (int)cover - COVER_STATES;
    }
}

static void add_cover(struct report_screen *s, enum report_cover cover, const char *title, int n)
{
    struct report_row *row = add(s, REPORT_ROW_COVER, (int)cover);
    row->text = title;
    row->figures = arena_printf(s->arena, "%d", n);
}

/* "215 of 411", and the share. */
static void add_part(struct report_screen *s, enum report_cover cover, const char *title, int n,
                     int of)
{
    struct report_row *row = add(s, REPORT_ROW_COVER, (int)cover);
    const char *share = report_share(n, of, s->arena);
    row->text = title;
    row->figures = arena_printf(s->arena, _("%d of %d"), n, of);
    row->share = share ? arena_printf(s->arena, "%s %%", share) : NULL;
}

static void add_coverage(struct report_screen *s)
{
    const struct coverage *v = &s->national.coverage;

    add_head(s, REPORT_ROW_COVER, _("how much is covered"));
    add_part(s, COVER_BODIES, _("Bodies finished"), v->bodies - v->incomplete, v->bodies);
    add_part(s, COVER_SERVICES, _("Services finished, without the stopped"),
             v->rated + v->services_unrated, v->services - v->stopped);
    add_part(s, COVER_ANSWERED, _("Questions answered"), v->answered, v->asked);
    add_cover(s, COVER_OPEN, _("Still open"), v->open);
    add_cover(s, COVER_CANT_TELL, _("Can't tell"), v->cant_tell);
    add_cover(s, COVER_CONFLICT, _("In conflict"), v->conflicts);
    add_cover(s, COVER_NA, _("Not applicable"), v->not_applicable);
    add_cover(s, COVER_EVIDENCE, _("Evidence missing"), v->evidence_missing);
    if (v->changed > 0) {
        add_cover(s, COVER_CHANGED, _("Accepted, and changed since"), v->changed);
    }
    for (int i = REVIEWS - 1; s->national.which == 0 && i >= 0; i--) {
        if (v->reviews[i] > 0) {
            add_cover(s, (enum report_cover)(COVER_STATES + i),
                      arena_printf(s->arena, _("Bodies: %s"), say_review(review_id(i))),
                      v->reviews[i]);
        }
    }
}

void report_rows_make(struct report_screen *s, struct ui *ui)
{
    int w = ui->area.w - 4;

    s->row = NULL;
    s->list.n = 0;
    if (s->read) {
        add_tables(s, ui, w);
    }
    if (s->fault) {
        add(s, REPORT_ROW_BLANK, 0);
        add_note(s, w, s->fault);
    }
    if (s->counted) {
        add_deficiencies(s);
        add_bodies(s, w);
        add_coverage(s);
    }
}
