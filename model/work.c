/* One subject at work: kept evaluated, answered question by question, each in one transaction. */
#include <stdlib.h>
#include <string.h>
#include "model/bodywork.h"
#include "model/change.h"
#include "model/many.h"

struct work {
    struct campaign *c;
    int which;
    char *body, *service;
    struct arena *arena; /* of known */
    struct known *known;
    struct subject *subject, *spare;
    struct row row, body_row; /* their texts in the arena */
    int own_remarks;          /* of the body itself */
    unsigned changes;         /* campaign_changes when it was read, or stored to */
};

/* ---- opening ---- */

/* Puts the present figures into the rows. */
static void set_rows(struct work *w, const struct bodywork *b)
{
    const struct rubric *r = b->catalogue->rubric;
    row_figures(&w->body_row, r, &b->figs, false, -1);
    if (w->service[0])
        row_figures(&w->row, r, &b->members[bodywork_member(b, w->service)].figs, true, -1);
    else {
        row_own(&w->row, &w->body_row, r, &b->figs, -1);
        w->row.remarks = w->own_remarks;
    }
}

static bool read_subject(struct work *w, struct arena *a, struct known *k, struct err *err)
{
    struct campaign *c = w->c;
    struct bodywork *b = bodywork_at(c, w->which, w->body, err);
    if (!b ||
        !known_load(c, w->which, w->body, w->service, KNOWN_BEFORE | KNOWN_REMARKS, a, k, err))
        return false;
    bool ok = row_get(c, w->which, w->body, "", -1, &w->body_row, a);
    if (w->service[0])
        ok = ok && row_get(c, w->which, w->body, w->service, -1, &w->row, a);
    else
        w->own_remarks = remarks_waiting(c, w->which, w->body, "");
    return ok || store_no_row(c, err);
}

bool work_reread(struct work *w, struct err *err)
{
    struct arena *a = arena_new();
    struct known *k = arena_alloc(a, sizeof *k);
    struct row row = w->row, body_row = w->body_row;
    db_pin(w->c->db);
    bool ok = read_subject(w, a, k, err);
    db_unpin(w->c->db);
    if (!ok) {
        w->row = row;
        w->body_row = body_row;
        arena_free(&a);
        return false;
    }
    arena_free(&w->arena);
    w->arena = a;
    w->known = k;
    w->subject = subject_score(&k->in, w->subject);
    w->changes = campaign_changes(w->c);
    set_rows(w, w->c->at_work);
    return true;
}

bool work_refresh(struct work *w, struct err *err)
{
    return w->changes == campaign_changes(w->c) || work_reread(w, err);
}

struct work *work_open(struct campaign *c, int which, const char *body, const char *service,
                       struct err *err)
{
    struct work *w = mem_alloc(sizeof *w);
    w->c = c;
    w->which = which;
    w->body = mem_dup(body);
    w->service = mem_dup(service);
    if (!work_reread(w, err))
        work_close(&w);
    return w;
}

void work_close(struct work **at)
{
    struct work *w = *at;
    if (!w)
        return;
    subject_free(&w->subject);
    subject_free(&w->spare);
    arena_free(&w->arena);
    free(w->body);
    free(w->service);
    free(w);
    *at = NULL;
}

const struct rubric *work_rubric(const struct work *w)
{
    return w->known->catalogue->rubric;
}

const struct block *work_block(const struct work *w)
{
    return w->known->block;
}

const struct row *work_row(const struct work *w)
{
    return &w->row;
}

const struct row *work_body_row(const struct work *w)
{
    return &w->body_row;
}

const struct subject *work_subject(const struct work *w)
{
    return w->subject;
}

const struct subject_input *work_input(const struct work *w)
{
    return &w->known->in;
}

const struct standing *work_standing(const struct work *w, int question)
{
    return &w->known->standing[question];
}

const struct body_result *work_body(const struct work *w)
{
    const struct bodywork *b = bodywork_at(w->c, w->which, w->body, NULL);
    return b ? b->result : NULL;
}

/* ---- answering ---- */

/* The subject as it was, until the commit has returned. */
struct kept {
    struct answer answer;
    struct standing standing;
    int conflicts, notes;
};

static void keep(const struct known *k, int q, struct kept *kept)
{
    kept->answer = k->answers[q];
    kept->standing = k->standing[q];
    kept->conflicts = k->conflicts;
    kept->notes = k->notes;
}

static void restore(struct known *k, int q, const struct kept *kept)
{
    k->answers[q] = kept->answer;
    k->standing[q] = kept->standing;
    k->conflicts = kept->conflicts;
    k->notes = kept->notes;
}

/* The body takes over what the subject came to. */
static void pass_on(struct bodywork *b, const struct work *w, const struct subject *s)
{
    if (w->service[0])
        bodywork_set(b, bodywork_member(b, w->service), w->known, s);
    else
        b->own_subject = subject_score(&b->own.in, b->own_subject);
    bodywork_total(b);
}

static void store_figures(struct bodywork *b, const struct work *w)
{
    if (w->service[0])
        figs_store(w->c, 0, w->body, w->service, &b->members[bodywork_member(b, w->service)].figs);
    figs_store(w->c, 0, w->body, "", &b->figs);
}

/* After the event: reads the question anew, scores, stores the figures, commits. Where that fails
 * all is put back as it was. */
static bool complete(struct work *w, struct change *t, struct bodywork *b, const struct question *q,
                     struct err *err)
{
    bool own = !w->service[0];
    struct kept kept, own_kept;
    keep(w->known, q->index, &kept);
    known_reread(w->c, 0, w->known, q);
    if (own) {
        keep(&b->own, q->index, &own_kept);
        known_reread(w->c, 0, &b->own, q);
    }
    w->spare = subject_score(&w->known->in, w->spare);
    pass_on(b, w, w->spare);
    store_figures(b, w);
    if (change_finish(&t, true, err)) {
        struct subject *before = w->subject;
        w->subject = w->spare;
        w->spare = before;
        w->changes = campaign_changes(w->c);
        set_rows(w, b);
        return true;
    }
    restore(w->known, q->index, &kept);
    if (own)
        restore(&b->own, q->index, &own_kept);
    pass_on(b, w, w->subject);
    return false;
}

static bool may_change(const struct work *w, struct err *err)
{
    if (w->which != 0)
        err_set(err, REFUSED, _("An earlier campaign can't be changed"));
    return w->which == 0;
}

/* `via`: NULL as the campaign is written otherwise. */
static bool answer_by(struct work *w, int question, const char *value, const char *note,
                      const char *via, struct err *err)
{
    struct campaign *c = w->c;
    if (!may_change(w, err) || !work_refresh(w, err))
        return false;
    struct bodywork *b = bodywork_at(c, 0, w->body, err);
    struct change *t = b ? change_begin(c, err) : NULL;
    if (!t)
        return false;
    bool settles = value && work_standing(w, question)->conflict;
    t->via = settles && !via ? "conflict" : via;
    const struct question *q = &w->known->block->questions[question];
    enum written done = change_question(t, w->body, w->service, q, value, note, err);
    if (done == WRITE_DONE)
        return complete(w, t, b, q, err);
    /* Where the database failed, its sentence is told by trying to commit. */
    bool ok = change_finish(&t, db_broken(c->db), err);
    return ok && done == WRITE_SAME;
}

bool work_answer(struct work *w, int question, const char *value, const char *note, struct err *err)
{
    return answer_by(w, question, value, note, NULL, err);
}

bool work_take_over(struct work *w, int question, struct err *err)
{
    struct many_answer then;
    if (!may_change(w, err) || !work_refresh(w, err) ||
        !before_answer(&w->known->block->questions[question], work_standing(w, question),
                       w->subject->q[question].offered, &then, err))
        return false;
    return answer_by(w, question, then.value, then.note, "copy", err);
}
