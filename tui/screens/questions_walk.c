#include <stdlib.h>
#include <string.h>
#include "tui/screens/questions.h"

const struct question *the_question(const struct questions *q)
{
    return q->question >= 0 ? &work_block(q->work)->questions[q->question] : NULL;
}

const struct qresult *the_result(const struct questions *q)
{
    return &work_subject(q->work)->q[q->question];
}

const struct answer *the_answer(const struct questions *q)
{
    return &work_input(q->work)->answers[q->question];
}

const struct standing *the_standing(const struct questions *q)
{
    return work_standing(q->work, q->question);
}

const char *ask_of(const struct questions *q, int question)
{
    return question_ask(&work_block(q->work)->questions[question], q->tongue.language);
}

/* Only what is active and can be answered is walked, and of the stage on show. */
static bool is_walked(const struct questions *q, int i, int stage)
{
    const struct question *asked = &work_block(q->work)->questions[i];
    enum qstate state = work_subject(q->work)->q[i].state;

    return state != QS_INACTIVE && state != QS_UNDECIDED &&
           answering_of(asked->type->id) != NOT_ASKED && (stage < 0 || asked->stage == stage);
}

static void walk_fill(struct questions *q, int stage)
{
    int n = work_block(q->work)->nquestions;

    q->walk = mem_grow(q->walk, (size_t)n + 1, sizeof *q->walk);
    q->nwalk = 0;
    q->stage = stage;
    for (int i = 0; i < n; i++) {
        if (is_walked(q, i, stage)) {
            q->walk[q->nwalk++] = i;
        }
    }
}

void walk_read(struct questions *q, const struct ui *ui)
{
    bool closing = q->question < 0 && q->stage == ui->stage;

    walk_fill(q, ui->stage);
    if (closing) {
        q->at = q->nwalk;
        return;
    }
    int at = 0;
    while (at < q->nwalk && q->walk[at] < q->question) {
        at++;
    }
    if (at < q->nwalk && q->walk[at] == q->question) {
        q->at = at;
    } else {
        walk_at(q, at < q->nwalk ? at : q->nwalk - 1); /* the one on show is asked no more */
    }
}

static void forget(struct questions *q)
{
    q->mode = MODE_COMMAND;
    q->rows = (struct list){.cur = -1}; /* the answer that is chosen, once read */
    q->digits[0] = '\0';
    free(q->fault);
    q->fault = NULL;
}

void walk_to(struct questions *q, int question)
{
    if (question != q->question) {
        edit_keep_now(q);
        q->question = question;
        forget(q);
    }
    for (q->at = 0; q->at < q->nwalk && q->walk[q->at] != question;) {
        q->at++;
    }
}

void walk_at(struct questions *q, int at)
{
    at = at < 0 ? 0 : at;
    walk_to(q, at < q->nwalk ? q->walk[at] : -1);
    q->at = at < q->nwalk ? at : q->nwalk;
}

/* An answer that needs evidence, or that was not stored as it was meant, keeps its question. */
void walk_on(struct questions *q)
{
    if (q->question >= 0 && the_answer(q)->given == GIVEN_VALUE && !the_standing(q)->conflict &&
        !the_result(q)->evidence_missing) {
        walk_at(q, q->at + 1);
    }
}

int walk_first(struct questions *q, const struct ui *ui)
{
    walk_fill(q, ui->stage);
    for (int i = 0; i < q->nwalk; i++) {
        if (work_subject(q->work)->q[q->walk[i]].open) {
            return q->walk[i];
        }
    }
    return q->nwalk > 0 ? q->walk[0] : -1;
}
