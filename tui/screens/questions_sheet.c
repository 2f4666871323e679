#include <string.h>
#include "forms/finding.h"
#include "tui/remark_words.h"
#include "tui/screens/questions.h"

/* The order in which details give way, the last of these first. */
enum { STAYS, HINT, NOTE, LAST_YEAR, FILES, WHO, BASIS, PROPOSAL };
/* These go so that all answers are seen; the others only so that eight are. */
#define GIVES_EASILY FILES
#define ANSWERS_LEAST 8

#define TEXT_MOST 78 /* columns that a text is comfortably read in */
#define LABEL_MOST 16

static int text_width_of(const struct questions *q)
{
    int w = q->layout.question.w - 2;
    return w < TEXT_MOST ? w : TEXT_MOST;
}

/* "Electronicization › Identification". */
static const char *path_of(const struct questions *q, int w)
{
    const struct block *b = work_block(q->work);
    const char *parts[4];
    int n = 0;

    for (int c = the_question(q)->criterion; c >= 0; c = b->criteria[c].parent) {
        n++;
    }
    int i = n;
    for (int c = the_question(q)->criterion; c >= 0; c = b->criteria[c].parent) {
        const struct criterion *part = &b->criteria[c];
        const char *title = i == n ? text_in(&part->title, q->tongue.language)
                                   : criterion_short(part, q->tongue.language);
        parts[--i] = title;
    }
    return crumbs_line(q->arena, parts, n, w);
}

/* ---- details ---- */

static void add_text(struct pane *p, int give, const char *label, int label_w, const char *text)
{
    if (text && *text) {
        pane_entry(p, give, label, label_w, 3, text);
    }
}

/* What is out of the ordinary with the answer that stands. */
static void add_standing(const struct questions *q, struct pane *p, int label_w)
{
    const struct standing *now = the_standing(q);
    enum given given = the_answer(q)->given;

    if (now->conflict) {
        pane_text(p, STAYS, ROLE_WARNING, 2,
                  arena_printf(q->arena,
                               _("In conflict: several answers stand here. %s shows them side by "
                                 "side; a new one settles it."),
                               action_key(q->arena, ACT_SETTLE)));
    }
    if (now->unfit && now->value) {
        pane_text(p, STAYS, ROLE_WARNING, 2,
                  arena_printf(q->arena, _("The stored answer is not offered as things stand: %s"),
                               now->value));
    }
    if (given == GIVEN_NA || given == GIVEN_CANT_TELL) {
        pane_text(p, STAYS, ROLE_TITLE, 1,
                  given == GIVEN_NA ? _("Answered: not applicable") : _("Answered: can't tell"));
        add_text(p, STAYS, _("Reason"), label_w, now->note);
    }
    if (q->drafts[DRAFT_VALUE] && q->mode == MODE_COMMAND) {
        add_text(p, STAYS, _("Draft"), label_w, q->drafts[DRAFT_VALUE]);
    }
}

static void add_last_year(const struct questions *q, const struct ui *ui, struct pane *p,
                          int label_w)
{
    const struct standing *now = the_standing(q);

    if (campaign_count(ui->campaign) < 2 || !now->before) {
        return;
    }
    const char *said = say_value(&q->tongue, the_question(q), now->before);
    said = said ? said : now->before;
    if (now->before_changed) {
        said = arena_printf(q->arena, _("%s (the question has changed since)"), said);
    }
    add_text(p, LAST_YEAR, campaign_name(ui->campaign, 1), label_w, said);
}

/* "1  form-page.png", or that one is wanted. */
static void add_files(const struct questions *q, const struct ui *ui, struct pane *p, int label_w)
{
    const struct row *row = work_row(q->work);
    struct evidence_place at = {row->body, row->service, the_question(q)->id};
    struct evidence *list;
    int n = 0;

    if (the_result(q)->evidence_missing) {
        pane_text(p, STAYS, ROLE_WARNING, 2,
                  arena_printf(q->arena, _("Evidence is required here; %s attaches a file."),
                               action_key(q->arena, ACT_EVIDENCE)));
    }
    if (the_standing(q)->files == 0 ||
        !evidence_list(ui->campaign, &at, &list, &n, q->arena, NULL)) {
        return;
    }
    const char *text = arena_printf(q->arena, "%d ", n);
    for (int i = 0; i < n; i++) {
        text = arena_printf(q->arena, "%s%s%s", text, i ? ", " : " ", list[i].name);
    }
    add_text(p, FILES, _("Files"), label_w, text);
}

/* The latest remark that waits, else the latest: "text… (Supervisor, 2019-10-14, answered) … m
 * more", in `most` lines. */
static void add_remark(const struct questions *q, const struct ui *ui, struct pane *p, int label_w)
{
    const struct row *row = work_row(q->work);
    int most = q->layout.question.h >= 18 ? 2 : 1, n = 0;
    struct remark *list;

    if (!remarks_list(ui->campaign, row->body, row->service, the_question(q)->id, REMARKS_ALL,
                      &list, &n, q->arena, NULL) ||
        n == 0) {
        return;
    }
    const struct remark *last = &list[0];
    for (int i = 1; i < n; i++) {
        last = list[i].waits || !last->waits ? &list[i] : last;
    }
    pane_entry(p, last->waits ? STAYS : NOTE, _("Remark"), label_w, most,
               say_remark(q->arena, last, n, p->w - label_w, most == 2));
}

static void add_notes(const struct questions *q, const struct ui *ui, struct pane *p, int label_w)
{
    const struct standing *now = the_standing(q);
    const struct question *asked = the_question(q);
    enum given given = the_answer(q)->given;

    add_text(p, BASIS, _("Basis"), label_w, text_in(&asked->basis, q->tongue.language));
    add_last_year(q, ui, p, label_w);
    add_remark(q, ui, p, label_w);
    if (given != GIVEN_NA && given != GIVEN_CANT_TELL) {
        add_text(p, NOTE, _("Note"), label_w, now->note);
    }
    if (q->drafts[DRAFT_NOTE]) {
        add_text(p, NOTE, _("Draft"), label_w, q->drafts[DRAFT_NOTE]);
    }
    add_files(q, ui, p, label_w);
    if (now->at && q->layout.outline.w > 0) {
        const char *was = say_value(&q->tongue, asked, now->was);
        const char *text = arena_printf(q->arena, _("%.10s %.5s by %s"), now->at,
                                        strlen(now->at) > 16 ? now->at + 11 : "", now->by);
        text = was ? arena_printf(q->arena, _("%s, was: %s"), text, was) : text;
        add_text(p, WHO, _("Answered"), label_w, text);
    }
}

/* "Proposal  major · 90 days · +6.9", and what it says. */
static void add_proposal(const struct questions *q, struct pane *p)
{
    const struct tongue *t = &q->tongue;
    const struct question *asked = the_question(q);
    const struct answer *given = the_answer(q);
    const char *deficiency = finding_deficiency(asked, given, t->language, t->arena);
    const char *proposal = finding_proposal(asked, given, t->language, t->arena);

    if (!the_result(q)->deficient) {
        return;
    }
    pane_blank(p, PROPOSAL);
    if (deficiency && q->layout.outline.w > 0) {
        pane_text(p, PROPOSAL, ROLE_TITLE, 1, _("Deficiency"));
        pane_text(p, PROPOSAL, ROLE_TEXT, 4, deficiency);
    }
    const char *about = say_severity(t, asked->severity);
    if (asked->due_days >= 0) {
        const char *days =
            arena_printf(q->arena, ngettext("%d day", "%d days", (unsigned long)asked->due_days),
                         asked->due_days);
        about = arena_printf(q->arena, "%s · %s", about, days);
    }
    const char *gain = say_gain(t, proposal_gain(q->work, q->question));
    if (*gain) {
        about = arena_printf(q->arena, "%s · %s", about, gain);
    }
    pane_text(p, PROPOSAL, ROLE_TITLE, 1, arena_printf(q->arena, "%s  %s", _("Proposal"), about));
    if (proposal) {
        pane_text(p, PROPOSAL, ROLE_TEXT, 6, proposal);
    }
}

/* Room for the labels in the user's language; who answered is only said beside an outline. */
static int label_width(bool outline)
{
    const char *const labels[] = {_("Reason"), _("Draft"), _("Basis"),
                                  _("Note"),   _("Files"), outline ? _("Answered") : "",
                                  _("Remark")};
    int w = outline ? 11 : 9;

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        int other = text_width(labels[i]) + 2;
        w = other > w ? other : w;
    }
    return w < LABEL_MOST ? w : LABEL_MOST;
}

static void details_read(struct questions *q, const struct ui *ui, int w)
{
    struct pane *p = &q->sheet.details;
    const char *hint = text_in(&the_question(q)->hint, q->tongue.language);
    int label_w = label_width(q->layout.outline.w > 0);

    pane_begin(p, q->arena, w);
    add_standing(q, p, label_w);
    if (hint) {
        pane_text(p, HINT, ROLE_DIM, 3, hint);
    }
    add_notes(q, ui, p, label_w);
    add_proposal(q, p);
}

/* ---- the closing line ---- */

/* Is the i-th question of the walk open? */
static bool open_on_walk(const struct questions *q, int i)
{
    int question = q->walk[i];
    return work_subject(q->work)->q[question].open &&
           work_block(q->work)->questions[question].type->id != Q_CALC;
}

/* What was passed over on this walk, by name, and how one gets there. */
static void add_passed_over(const struct questions *q, struct pane *p, int left)
{
    int most = 6;

    pane_text(p, STAYS, ROLE_TEXT, 1,
              arena_printf(
                  q->arena,
                  ngettext("%d question is open:", "%d questions are open:", (unsigned long)left),
                  left));
    for (int i = 0; i < q->nwalk && most > 0; i++) {
        if (open_on_walk(q, i)) {
            pane_pair(p, STAYS, ROLE_TEXT, arena_printf(q->arena, " · %s", ask_of(q, q->walk[i])),
                      ROLE_TEXT, "");
            left--;
            most--;
        }
    }
    if (left > 0) {
        pane_text(p, STAYS, ROLE_DIM, 1, arena_printf(q->arena, _(" +%d more"), left));
    }
    pane_text(p, STAYS, ROLE_TEXT, 2,
              arena_printf(q->arena, _("%s goes back to the last open one."),
                           action_key(q->arena, ACT_PREVIOUS_OPEN)));
}

/* Those of the stage on show; of the others how many there are. */
static void add_still_open(const struct questions *q, struct pane *p)
{
    int left = 0, others = work_subject(q->work)->nopen;

    for (int i = 0; i < q->nwalk; i++) {
        left += open_on_walk(q, i);
    }
    others -= left;
    if (left > 0 || others > 0) {
        pane_blank(p, STAYS);
    }
    if (left > 0) {
        add_passed_over(q, p, left);
    }
    if (others > 0) {
        pane_text(
            p, STAYS, ROLE_DIM, 2,
            arena_printf(q->arena,
                         ngettext("%d question of another stage is open.",
                                  "%d questions of other stages are open.", (unsigned long)others),
                         others));
    }
}

/* Where `n` leads from here. */
static void add_next_open(const struct questions *q, const struct ui *ui, struct pane *p)
{
    const struct row *row = work_row(q->work);
    int last = q->nwalk > 0 ? q->walk[q->nwalk - 1] : -1, question;
    const char *body, *service, *name;
    struct row to;

    pane_blank(p, STAYS);
    if (!next_open(ui->campaign, row->body, row->service, last, ui->stage, 1, &body, &service,
                   &question, q->arena)) {
        pane_text(p, STAYS, ROLE_TEXT, 2,
                  _("Nothing is open after this one in the stage on show."));
        return;
    }
    if (!row_get(ui->campaign, 0, body, service, ui->stage, &to, q->arena)) {
        return;
    }
    name = *service ? to.name : arena_printf(q->arena, _("%s: the body itself"), to.name);
    pane_text(p, STAYS, ROLE_TEXT, 3,
              arena_printf(q->arena, _("%s goes to the next open question: %s"),
                           action_key(q->arena, ACT_NEXT_OPEN), name));
}

static const char *nothing_asked(const struct questions *q, const struct ui *ui)
{
    if (ui->stage < 0) {
        return _("Nothing is asked here.");
    }
    return arena_printf(q->arena,
                        _("Nothing is asked here in the stage on show (%s). %s shows another."),
                        say_stage(&q->tongue, ui->stage, 60), action_key(q->arena, ACT_STAGE));
}

static void closing_read(struct questions *q, const struct ui *ui, int w)
{
    struct sheet *s = &q->sheet;
    struct pane *p = &s->details;

    pane_begin(p, q->arena, w);
    if (q->nwalk == 0) {
        pane_text(p, STAYS, ROLE_TEXT, 3, nothing_asked(q, ui));
    } else {
        pane_text(p, STAYS, ROLE_TITLE, 2, _("That was the last question here."));
        pane_blank(p, STAYS);
        pane_text(p, STAYS, ROLE_TITLE, 2, live_line(&q->tongue, q->work, w));
        add_still_open(q, p);
    }
    add_next_open(q, ui, p);
    s->details_y = q->layout.question.y + (q->layout.question.h >= 18 ? 3 : 1);
    s->next_y = -1;
}

/* ---- placing ---- */

/* The window of answers contains the row under the cursor, whole where that can be. */
static void answers_fit(struct questions *q)
{
    const struct answers *a = &q->answers;
    int h = q->sheet.answers_h;

    if (!a->row || a->n == 0) {
        q->rows.top = 0;
        return;
    }
    const struct answer_row *row = &a->row[q->rows.cur];
    if (row->first + row->nlines > q->rows.top + h) {
        q->rows.top = row->first + row->nlines - h;
    }
    if (row->first < q->rows.top) {
        q->rows.top = row->first;
    }
    int most = a->nlines - h;
    q->rows.top = q->rows.top > most ? most : q->rows.top;
    q->rows.top = q->rows.top < 0 ? 0 : q->rows.top;
}

/* Shares the rows from the answers on: answers, a blank line, details, the next question. */
static void share(struct questions *q, int rows)
{
    struct sheet *s = &q->sheet;
    struct pane *p = &s->details;
    int lines = q->answers.row ? q->answers.nlines : 3; /* of a field: it, what it takes, a blank */
    int least = lines < ANSWERS_LEAST ? lines : ANSWERS_LEAST;

    pane_fit(p, rows - lines - 1, GIVES_EASILY);
    pane_fit(p, rows - least - 1, HINT);
    int room = rows - (p->n > 0 ? p->n + 1 : 0);
    s->answers_h = lines <= room ? lines : room - 1; /* a line says how many more */
    s->answers_h = s->answers_h < 1 ? 1 : s->answers_h;
    s->details_y = s->answers_y + (lines <= room ? lines : room) + 1;
    s->next_y = s->details_y + p->n + 1 < s->answers_y + rows ? s->answers_y + rows - 1 : -1;
}

void sheet_read(struct questions *q, const struct ui *ui)
{
    struct sheet *s = &q->sheet;
    struct rect r = q->layout.question;
    int w = text_width_of(q), roomy = r.h >= 18, most = r.h >= 20 ? 6 : r.h >= 14 ? 4 : 3;

    *s = (struct sheet){.next_y = -1};
    if (q->question < 0) {
        closing_read(q, ui, w);
        return;
    }
    s->position = arena_printf(q->arena, _("question %d of %d"), q->at + 1, q->nwalk);
    s->path = path_of(q, w - text_width(s->position) - 2);
    s->ask = text_show(q->arena, ask_of(q, q->question), true);
    s->nask = wrap(q->arena, s->ask, w, &s->ask_lines);
    s->ask_shown = s->nask < most ? s->nask : most;
    details_read(q, ui, w);
    s->head_y = r.y + roomy;
    s->ask_y = s->head_y + 1 + roomy + (q->layout.live.w == 0);
    s->answers_y = s->ask_y + s->ask_shown + (r.h >= 14);
    share(q, r.y + r.h - s->answers_y - roomy);
    if (q->at + 1 < q->nwalk) {
        s->next = arena_printf(q->arena, _("Next: %s"), ask_of(q, q->walk[q->at + 1]));
    }
    answers_fit(q);
}

/* ---- guidance ---- */

bool guidance_is_there(const struct questions *q)
{
    const struct question *asked = the_question(q);

    return text_in(&asked->guidance, q->tongue.language) || q->sheet.ask_shown < q->sheet.nask ||
           text_in(&asked->basis, q->tongue.language);
}

static void add_paragraph(struct pane *p, const char *title, const char *text)
{
    if (!text) {
        return;
    }
    if (p->n > 0) {
        pane_blank(p, 0);
    }
    if (title) {
        pane_text(p, 0, ROLE_TITLE, 1, title);
    }
    pane_text(p, 0, ROLE_TEXT, 0, text);
}

void guidance_read(struct questions *q, const struct ui *ui)
{
    const struct question *asked = the_question(q);
    struct pane *p = &q->reader.pane;
    int language = q->tongue.language;

    reader_begin(&q->reader, q->arena, ui->area, _("The question in full"));
    pane_text(p, 0, ROLE_TITLE, 0, ask_of(q, q->question));
    add_paragraph(p, NULL, text_in(&asked->hint, language));
    add_paragraph(p, _("Guidance"), text_in(&asked->guidance, language));
    add_paragraph(p, _("Basis"), text_in(&asked->basis, language));
    reader_end(&q->reader, ui->area);
}
