#include "tui/screens/proposals.h"
#include "tui/screens/questions.h"

#include <string.h>
#include "tui/widgets/list.h"

/* ---- which actions run ---- */

static bool has_answer(const struct questions *q)
{
    return q->question >= 0 && the_standing(q)->value != NULL;
}

/* A calculated one has no answer that could be shown to be so; one whose rubric wants none still
 * shows what is there. */
static bool takes_evidence(const struct questions *q)
{
    const struct question *asked = the_question(q);
    return asked->type->id != Q_CALC &&
           (asked->evidence != EVIDENCE_NONE || the_standing(q)->files > 0);
}

static bool answering_runs(const struct questions *q, enum action action)
{
    enum answering by = q->answers.by;
    bool rows = by == BY_CHOOSING || by == BY_TICKING || by == BY_SCALE;

    switch (action) {
    case ACT_CHOOSE:
        return rows || by == BY_NUMBER;
    case ACT_TICK:
        return rows || by == BY_NUMBER;
    case ACT_BEGIN:
        return by == BY_TEXT && the_answer(q)->given == GIVEN_NOTHING;
    case ACT_WRITE:
        return by == BY_TEXT || by == BY_NUMBER;
    case ACT_MINUS:
        return by == BY_NUMBER || (by == BY_SCALE && q->answers.min < 0);
    case ACT_NOT_APPLICABLE:
        return the_question(q)->na;
    case ACT_TAKE_BACK:
        return q->digits[0] || has_answer(q);
    case ACT_TAKE_OVER:
        return the_standing(q)->before && !the_standing(q)->before_changed;
    case ACT_GUIDANCE:
        return guidance_is_there(q);
    case ACT_EVIDENCE:
        return takes_evidence(q);
    case ACT_SETTLE:
        return the_standing(q)->conflict;
    default:
        return true;
    }
}

/* What only makes sense while a question is on show. */
bool questions_is_answering(enum action action)
{
    switch (action) {
    case ACT_CHOOSE:
    case ACT_TICK:
    case ACT_BEGIN:
    case ACT_WRITE:
    case ACT_MINUS:
    case ACT_NOT_APPLICABLE:
    case ACT_CANT_TELL:
    case ACT_NOTE:
    case ACT_EVIDENCE:
    case ACT_SETTLE:
    case ACT_TAKE_BACK:
    case ACT_TAKE_OVER:
    case ACT_GUIDANCE:
    case ACT_GO_ON:
    case ACT_UP:
    case ACT_DOWN:
        return true;
    default:
        return false;
    }
}

bool questions_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct questions *q = s->data;

    if (action == ACT_STAGE) {
        return ui->tongue.rubric->nstages > 1;
    }
    if (action == ACT_PICK_REASON) {
        return q->fresh && q->nreasons > 0;
    }
    if (q->mode != MODE_COMMAND) {
        return true;
    }
    if (questions_writes(action) && q->locked) {
        return false;
    }
    if (action == ACT_OUTLINE || action == ACT_PREVIOUS || action == ACT_FIRST ||
        action == ACT_LAST) {
        return q->nwalk > 0;
    }
    if (action == ACT_EVIDENCE && q->question >= 0 && the_standing(q)->files == 0 && q->locked) {
        return false; /* it would have to be attached */
    }
    if (questions_is_answering(action)) {
        return q->question >= 0 && answering_runs(q, action);
    }
    return true;
}

/* ---- commands ---- */

static struct effect do_go_on(struct questions *q, struct ui *ui, struct command c)
{
    if (q->digits[0]) {
        c.ch = 0; /* the number as far as it was typed */
        return edit_choose(q, ui, c);
    }
    if (q->question >= 0) {
        walk_at(q, q->at + 1);
    }
    return effect_none();
}

static struct effect do_next(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    if (q->question >= 0) {
        walk_at(q, q->at + 1);
    }
    return effect_none();
}

static struct effect do_previous(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    if (q->at > 0) {
        walk_at(q, q->at - 1);
    }
    return effect_none();
}

static struct effect do_first(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    walk_at(q, 0);
    return effect_none();
}

static struct effect do_last(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    walk_at(q, q->nwalk - 1);
    return effect_none();
}

static struct effect do_move(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    q->digits[0] = '\0';
    list_move(&q->rows, c.action == ACT_UP ? STEP_UP : STEP_DOWN, 1);
    return effect_none();
}

static struct effect do_open(struct questions *q, struct ui *ui, struct command c)
{
    (void)q;
    (void)ui;
    return (struct effect){.kind = EFFECT_NEXT_OPEN,
                           .direction = c.action == ACT_NEXT_OPEN ? 1 : -1};
}

static struct effect do_stage(struct questions *q, struct ui *ui, struct command c)
{
    (void)q;
    (void)ui;
    (void)c;
    return (struct effect){.kind = EFFECT_STAGE};
}

static struct effect do_back(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    if (q->digits[0]) {
        q->digits[0] = '\0';
        return effect_none();
    }
    return (struct effect){.kind = EFFECT_BACK};
}

static struct effect do_outline(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    q->mode = MODE_OUTLINE;
    return effect_none();
}

static struct effect do_why(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);

    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    return effect_over(&why_screen,
                       place_of(SCREEN_QUESTIONS, row->body, row->service, q->question));
}

/* The answers that differ, side by side. */
static struct effect do_settle(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);

    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    return effect_over(&conflicts_screen,
                       place_of(SCREEN_QUESTIONS, row->body, row->service, q->question));
}

static struct effect do_guidance(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    q->mode = MODE_READER;
    q->reader.top = 0;
    return effect_none();
}

static struct effect do_history(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);

    (void)ui;
    (void)c;
    return effect_over(&history_screen,
                       place_of(SCREEN_QUESTIONS, row->body, row->service, q->question));
}

static struct effect do_remarks(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);

    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    return effect_over(&remarks_screen,
                       place_of(SCREEN_QUESTIONS, row->body, row->service, q->question));
}

/* The body's, with that of the question on show chosen. */
static struct effect do_proposals(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);

    (void)ui;
    q->digits[0] = '\0';
    return proposals_act(c.action, row->body, row->service, q->question);
}

/* Where nothing is attached yet one is asked for a file at once. */
static struct effect do_evidence(struct questions *q, struct ui *ui, struct command c)
{
    const struct row *row = work_row(q->work);
    struct place at = place_of(SCREEN_QUESTIONS, row->body, row->service, q->question);

    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    return effect_over(the_standing(q)->files > 0 ? &files_screen : &attach_screen, at);
}

static bool take_over(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct questions *q = arg;
    const struct standing *now = the_standing(q);

    if (now->value && now->before && strcmp(now->value, now->before) == 0) {
        *said = arena_printf(a, _("It is answered as in %s already."), campaign_name(c, 1));
        return true;
    }
    if (!work_take_over(q->work, q->question, err)) {
        *said = arena_dup(a, err_text(err));
        return err->status == REFUSED; /* that there is nothing is no failure of storing */
    }
    struct tongue t = {q->tongue.rubric, q->tongue.language, a};
    const char *value = say_value(&t, the_question(q), the_standing(q)->value);
    *said = arena_printf(a, _("Taken over: %s"), value ? value : "");
    return true;
}

static struct effect do_take_over(struct questions *q, struct ui *ui, struct command c)
{
    (void)ui;
    (void)c;
    q->digits[0] = '\0';
    return (struct effect){.kind = EFFECT_DO, .job = {take_over, q}};
}

static const struct {
    enum action action;
    bool writes; /* leads to something being stored: not where the campaign is read only */
    struct effect (*act)(struct questions *q, struct ui *ui, struct command c);
} commands[] = {
    {ACT_CHOOSE, true, edit_choose},
    {ACT_TICK, true, edit_tick},
    {ACT_BEGIN, true, edit_begin},
    {ACT_WRITE, true, edit_begin},
    {ACT_MINUS, true, edit_minus},
    {ACT_NOT_APPLICABLE, true, edit_reason},
    {ACT_CANT_TELL, true, edit_reason},
    {ACT_NOTE, true, edit_note},
    {ACT_TAKE_BACK, true, edit_take_back},
    {ACT_TAKE_OVER, true, do_take_over},
    {ACT_GO_ON, false, do_go_on},
    {ACT_NEXT, false, do_next},
    {ACT_PREVIOUS, false, do_previous},
    {ACT_FIRST, false, do_first},
    {ACT_LAST, false, do_last},
    {ACT_UP, false, do_move},
    {ACT_DOWN, false, do_move},
    {ACT_NEXT_OPEN, false, do_open},
    {ACT_PREVIOUS_OPEN, false, do_open},
    {ACT_STAGE, false, do_stage},
    {ACT_BACK, false, do_back},
    {ACT_OUTLINE, false, do_outline},
    {ACT_GUIDANCE, false, do_guidance},
    {ACT_HISTORY, false, do_history},
    {ACT_REMARKS, false, do_remarks},
    {ACT_WHY, false, do_why},
    {ACT_PROPOSALS, false, do_proposals},
    {ACT_EVIDENCE, false, do_evidence},
    {ACT_SETTLE, false, do_settle},
};

bool questions_writes(enum action action)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].action == action) {
            return commands[i].writes;
        }
    }
    return false;
}

/* Only what runs comes here: why something else does not is said before (questions_cannot.c). */
static struct effect act_command(struct questions *q, struct ui *ui, struct command c)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].action == c.action) {
            return commands[i].act(q, ui, c);
        }
    }
    return effect_none();
}

static struct effect act_outline(struct questions *q, struct ui *ui, struct command c)
{
    if (list_command(&q->outline.list, c.action, q->layout.question.h - 2)) {
        return effect_none();
    }
    if (c.action == ACT_OUTLINE_GO) {
        return outline_go(q);
    }
    if (c.action == ACT_INACTIVE) {
        outline_keep(q, !ui->inactive);
        ui->inactive = !ui->inactive;
        return effect_say(ROLE_TEXT, ui->inactive
                                         ? _("What is not asked as things stand is shown dim.")
                                         : _("What is not asked as things stand is hidden."));
    }
    q->mode = MODE_COMMAND;
    return effect_none();
}

static struct effect act_reader(struct questions *q, struct command c)
{
    if (!reader_command(&q->reader, c.action)) {
        q->mode = MODE_COMMAND;
    }
    return effect_none();
}

struct effect questions_act(struct screen *s, struct ui *ui, struct command c)
{
    struct questions *q = s->data;

    switch (q->mode) {
    case MODE_COMMAND:
        return act_command(q, ui, c);
    case MODE_OUTLINE:
        return act_outline(q, ui, c);
    case MODE_READER:
        return act_reader(q, c);
    default:
        return edit_typing(q, ui, c);
    }
}
