#include "model/many.h"

#include <string.h>
#include "model/bodywork.h"
#include "model/change.h"

bool before_answer(const struct question *q, const struct standing *s, int offered,
                   struct many_answer *out, struct err *err)
{
    struct arena *a = arena_new();
    struct answer then = {.given = GIVEN_NOTHING};
    const char *why = NULL, *ignored;
    if (!s->before)
        why = _("There is no answer of the campaign before to take over");
    else if (s->before_changed)
        why = _("The question has changed since the campaign before: its old answer is not the "
                "answer to it");
    else if (!answer_parse(q, s->before, a, &then, &ignored) ||
             (q->type->id == Q_CHOICE && then.given == GIVEN_VALUE && then.choice >= offered))
        why = _("What was answered in the campaign before is not offered here now");
    *out = (struct many_answer){.value = s->before};
    /* A reason belongs to its answer; other notes are of that year's visit. */
    if (then.given == GIVEN_NA || then.given == GIVEN_CANT_TELL)
        out->note = s->before_note;
    arena_free(&a);
    if (why)
        err_set(err, REFUSED, "%s", why);
    return !why;
}

/* Why the question can't take this answer from a service as it stands; NULL where it can. */
static const char *refusal(const struct question *q, const struct known *k, const struct subject *s,
                           const struct many_answer *answer, struct many_answer *out,
                           struct arena *a)
{
    const struct qresult *r = &s->q[q->index];
    struct answer given;
    struct err err = {0};
    const char *ignored;
    *out = *answer;
    if (k->stopped)
        return _("The service is stopped");
    if (r->state == QS_INACTIVE || r->state == QS_UNDECIDED)
        return _("The question is not asked of it, as its other answers stand");
    if (answer->before) {
        bool ready = before_answer(q, &k->standing[q->index], r->offered, out, &err);
        const char *why = ready ? NULL : arena_dup(a, err_text(&err));
        err_clear(&err);
        return why;
    }
    if (q->type->id == Q_CHOICE && answer->value &&
        answer_parse(q, answer->value, a, &given, &ignored) && given.given == GIVEN_VALUE &&
        given.choice >= r->offered)
        return _("This answer is not offered here, as its other answers stand");
    return NULL;
}

/* Decides for one service what would stand. `shut`: why the body takes nothing; NULL. */
static void decide(const struct question *q, const struct known *k, const struct subject *s,
                   const struct many_answer *answer, const char *shut, struct many_item *it,
                   struct arena *a)
{
    const struct standing *now = &k->standing[q->index];
    struct many_answer ready;
    struct err err = {0};
    it->value = now->value;
    it->note = now->note;
    it->conflict = now->conflict;
    it->state = MANY_CANT;
    it->why = refusal(q, k, s, answer, &ready, a);
    if (it->why)
        return;
    switch (
        change_decide(a, q, now, ready.value, ready.note, &it->new_value, &it->new_note, &err)) {
    case WRITE_DONE:
        it->state = shut ? MANY_CANT : MANY_TAKES;
        it->why = shut;
        it->overwrites = now->conflict ||
                         (now->value && (!it->new_value || strcmp(now->value, it->new_value) != 0));
        break;
    case WRITE_SAME:
        it->state = MANY_SAME;
        break;
    default:
        it->why = arena_dup(a, err_text(&err));
    }
    err_clear(&err);
}

/* The service as it would be, as if it had been read after storing. */
static void put_in(struct known *k, const struct question *q, const struct many_item *it)
{
    struct standing *s = &k->standing[q->index];
    struct head_row head = {.value = it->new_value ? it->new_value : "", .note = it->new_note};
    k->conflicts -= s->conflict;
    k->notes -= s->note != NULL;
    *s = (struct standing){.files = s->files};
    k->answers[q->index] = (struct answer){.given = GIVEN_NOTHING};
    known_settle(q, &head, 1, k->arena, s, &k->answers[q->index]);
    k->answers[q->index].evidence = s->files > 0;
    k->notes += s->note != NULL;
}

static bool preview_one(struct campaign *c, struct bodywork *b, const struct question *q,
                        const struct many_answer *answer, int stage, const char *shut,
                        struct many_item *it, struct arena *a, struct err *err)
{
    const struct rubric *r = b->catalogue->rubric;
    struct known *k = arena_alloc(a, sizeof *k);
    int member = bodywork_member(b, it->service);
    if (!known_load(c, 0, b->own.body, it->service, KNOWN_BEFORE, a, k, err))
        return false;
    if (member < 0 || !row_get(c, 0, b->own.body, it->service, stage, &it->before, a))
        return store_no_row(c, err);
    struct subject *s = subject_score(&k->in, NULL);
    decide(q, k, s, answer, shut, it, a);
    it->after = it->before;
    if (it->state == MANY_TAKES) {
        put_in(k, q, it);
        s = subject_score(&k->in, s);
        bodywork_set(b, member, k, s);
        row_figures(&it->after, r, &b->members[member].figs, true, stage);
    }
    subject_free(&s);
    return true;
}

static void count(struct many *m)
{
    for (int i = 0; i < m->n; i++) {
        const struct many_item *it = &m->item[i];
        m->ntakes += it->state == MANY_TAKES;
        m->nsame += it->state == MANY_SAME;
        m->ncant += it->state == MANY_CANT;
        m->noverwrites += it->state == MANY_TAKES && it->overwrites;
    }
}

bool many_preview(struct campaign *c, const char *body, const char *const *services, int n,
                  int question, const struct many_answer *answer, int stage, struct many *m,
                  struct arena *a, struct err *err)
{
    *m = (struct many){.question = question, .n = n};
    m->item = arena_alloc(a, ((size_t)n + 1) * sizeof *m->item);
    db_pin(c->db);
    struct bodywork *b = bodywork_open(c, 0, body, err);
    bool ok = b && (row_get(c, 0, body, "", stage, &m->body_before, a) || store_no_row(c, err));
    const struct question *q = ok ? &b->catalogue->rubric->service->questions[question] : NULL;
    struct err lock = {0};
    const char *shut = review_open_for_work(c, body, &lock) ? NULL : arena_dup(a, err_text(&lock));
    err_clear(&lock);
    for (int i = 0; ok && i < n; i++) {
        m->item[i].service = services[i];
        ok = preview_one(c, b, q, answer, stage, shut, &m->item[i], a, err);
    }
    if (ok) {
        bodywork_total(b);
        m->body_after = m->body_before;
        row_figures(&m->body_after, b->catalogue->rubric, &b->figs, false, stage);
        count(m);
    }
    bodywork_free(&b);
    db_unpin(c->db);
    return !db_failed(c->db, err) && ok; /* its own sentence, where reading failed */
}

static bool write_items(struct campaign *c, const char *body, const struct many *m,
                        const struct many_answer *answer, struct err *err)
{
    struct change *t = change_begin(c, err);
    const struct question *q = &c->eras[0].catalogue->rubric->service->questions[m->question];
    bool ok = t != NULL;
    if (!t)
        return false;
    t->via = answer->before ? "copy" : "bulk";
    for (int i = 0; ok && i < m->n; i++) {
        const struct many_item *it = &m->item[i];
        if (it->state != MANY_TAKES)
            continue;
        ok = change_question(t, body, it->service, q, it->new_value ? it->new_value : "",
                             it->new_note ? it->new_note : "", err) != WRITE_REFUSED;
        change_touch(t, body, it->service);
    }
    return change_close(&t, ok, err);
}

bool many_store(struct campaign *c, const char *body, const char *const *services, int n,
                int question, const struct many_answer *answer, int *stored, struct err *err)
{
    struct arena *a = arena_new();
    struct many m;
    bool ok = many_preview(c, body, services, n, question, answer, -1, &m, a, err);
    if (ok && m.ntakes == 0 && m.ncant > 0 && !review_open_for_work(c, body, err)) {
        ok = false;
    } else if (ok && m.ntakes == 0) {
        err_set(err, REFUSED, _("It would change nothing: nothing was stored"));
        ok = false;
    }
    ok = ok && write_items(c, body, &m, answer, err);
    *stored = ok ? m.ntakes : 0;
    arena_free(&a);
    return ok;
}
