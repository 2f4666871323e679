/* What is kept of subjects for the sums over a campaign, against a plain recount of every one of
 * them scored anew. */
#ifndef TESTS_HELP_SUMS_H
#define TESTS_HELP_SUMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "model/lib.h"
#include "model/national.h"

/* One question over the campaign, counted as rubric.md says it. */
struct sums_plain {
    int of, below, empty, na, cant_tell, conflicts, open;
    num earned, most;
};

static inline void sums_count(struct sums_plain *p, const struct subject *s, bool in,
                              struct arena *a)
{
    for (int i = 0; in && s->block && i < s->block->nquestions; i++) {
        const struct qresult *q = &s->q[i];
        p[i].na += q->state == QS_NA;
        p[i].cant_tell += q->state == QS_CANT_TELL;
        p[i].conflicts += q->state == QS_CONFLICT;
        p[i].open += q->open && q->state != QS_CANT_TELL && q->state != QS_CONFLICT;
        if (q->state != QS_ANSWERED || num_sign(q->most) <= 0)
            continue;
        p[i].of++;
        p[i].below += num_cmp(q->earned, q->most) < 0;
        p[i].empty += num_sign(q->earned) == 0;
        p[i].earned = num_add(a, p[i].earned, q->earned);
        p[i].most = num_add(a, p[i].most, q->most);
    }
}

static inline struct sums_plain *sums_new(const struct block *b, struct arena *a)
{
    size_t n = b ? (size_t)b->nquestions : 0;
    struct sums_plain *p = arena_alloc(a, (n + 1) * sizeof *p);
    for (size_t i = 0; i < n; i++)
        p[i].earned = p[i].most = NUM_ZERO;
    return p;
}

static inline void sums_same(const struct block *b, const struct question_sum *s,
                             const struct sums_plain *p, struct arena *a)
{
    for (int i = 0; b && i < b->nquestions; i++) {
        assert_int_equal(s[i].of, p[i].of);
        assert_int_equal(s[i].below, p[i].below);
        assert_int_equal(s[i].empty, p[i].empty);
        assert_int_equal(s[i].na, p[i].na);
        assert_int_equal(s[i].cant_tell, p[i].cant_tell);
        assert_int_equal(s[i].conflicts, p[i].conflicts);
        assert_int_equal(s[i].open, p[i].open);
        assert_int_equal(num_cmp(s[i].earned, p[i].earned), 0);
        assert_int_equal(num_cmp(s[i].most, p[i].most), 0);
        num share = question_share(&s[i], a);
        assert_int_equal(num_is_none(share), p[i].of == 0);
        if (p[i].of)
            assert_int_equal(num_cmp(num_mul(a, share, p[i].most), p[i].earned), 0);
    }
}

static inline int sums_evidence(const struct body_full *b)
{
    int n = 0;
    for (int i = 0; b->own->block && i < b->own->block->nquestions; i++)
        n += b->own->q[i].evidence_missing;
    for (int k = 0; k < b->nservices; k++) {
        const struct subject *s = b->services[k].subject;
        for (int i = 0; s->block && s->state != SUBJECT_STOPPED && i < s->block->nquestions; i++)
            n += s->q[i].evidence_missing;
    }
    return n;
}

/* Every question's sums, and the evidence that is missing, of a campaign of the file. */
static inline void sums_agree(struct campaign *c, int which, struct arena *a)
{
    struct err err = {0};
    struct national n;
    int evidence = 0, bodies = rows_count(c, which, NULL);
    if (!national_read(c, which, &n, a, &err))
        fail_msg("%s", err_text(&err));
    const struct rubric *r = n.rubric;
    struct sums_plain *services = sums_new(r->service, a), *own = sums_new(r->body, a);
    struct row *rows = arena_alloc(a, ((size_t)bodies + 1) * sizeof *rows);
    assert_int_equal(rows_window(c, which, NULL, -1, 0, bodies, rows, a), bodies);
    for (int i = 0; i < bodies; i++) {
        struct body_full *b = body_load(c, which, rows[i].body, &err);
        assert_non_null(b);
        sums_count(own, b->own,
                   b->result->state != SUBJECT_UNRATED && b->own->state != SUBJECT_UNRATED, a);
        for (int k = 0; k < b->nservices; k++) {
            const struct subject *s = b->services[k].subject;
            sums_count(services, s, s->state == SUBJECT_RATED || s->state == SUBJECT_INCOMPLETE, a);
        }
        evidence += sums_evidence(b);
        body_unload(&b);
    }
    sums_same(r->service, n.service, services, a);
    sums_same(r->body, n.body, own, a);
    assert_int_equal(n.coverage.evidence_missing, evidence);
}

#endif
