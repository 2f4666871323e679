/* Why an action of the questions screen can't run: for its key, and for the palette. */
#include "tui/screens/questions.h"

/* Of a question that is on show. */
static const char *of_the_question(const struct questions *q, enum action action)
{
    switch (action) {
    case ACT_CHOOSE:
    case ACT_TICK:
        return _("This answer is typed: Enter opens the field.");
    case ACT_BEGIN:
    case ACT_WRITE:
        return q->answers.by == BY_TEXT ? _("It is answered already: i changes it.")
                                        : _("This answer is chosen: by its number, or with Space.");
    case ACT_MINUS:
        return _("No number below zero is asked for here.");
    case ACT_NOT_APPLICABLE:
        return _("This question applies everywhere: it can't be n/a.");
    case ACT_TAKE_BACK:
        return _("Nothing is answered here yet.");
    case ACT_TAKE_OVER:
        return the_standing(q)->before
                   ? _("The question has changed since the campaign before: answer it anew.")
                   : _("There is no answer of the campaign before to take over.");
    case ACT_EVIDENCE:
        return _("This question takes no evidence.");
    case ACT_SETTLE:
        return _("The answers to this question do not differ.");
    case ACT_GUIDANCE:
        return _("There is no more to this question than is shown.");
    default:
        return NULL;
    }
}

const char *questions_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct questions *q = s->data;

    (void)ui;
    if (q->mode != MODE_COMMAND) {
        return NULL;
    }
    if ((questions_writes(action) || (action == ACT_EVIDENCE && q->question >= 0)) && q->locked) {
        return q->locked;
    }
    if (action == ACT_STAGE) {
        return _("The work has only one stage here.");
    }
    if (q->nwalk == 0) {
        return _("Nothing is asked here at this stage.");
    }
    if (questions_is_answering(action)) {
        return q->question < 0 ? _("That was the last question here: n goes to the next open one, "
                                   "← goes back.")
                               : of_the_question(q, action);
    }
    return NULL;
}
