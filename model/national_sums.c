/* The questions of one body, summed from what is kept of its subjects. */
#include "model/bodywork.h"
#include "model/national_inside.h"
#include "model/outcomes.h"

struct summing {
    struct campaign *c;
    int which;
    const char *body;
    const struct rubric *rubric;
    struct question_sum **sums[2]; /* own, of the services */
    int *evidence_missing;         /* NULL: nobody asks */
    struct arena *a;
};

static void begin(struct summing *m)
{
    for (int service = 0; service < 2; service++)
        *m->sums[service] = question_sums_new(rubric_block(m->rubric, service), m->a);
    if (m->evidence_missing)
        *m->evidence_missing = 0;
}

static bool add(struct summing *m, const char *service, const char *outcomes)
{
    bool of_service = service[0] != '\0';
    const struct block *b = rubric_block(m->rubric, of_service);
    int *evidence, n;
    if (!outcomes || !outcomes_add(outcomes, b, *m->sums[of_service], &evidence, &n, m->a))
        return false;
    if (!m->evidence_missing || n == 0)
        return true;
    int *files = arena_alloc(m->a, (size_t)b->nquestions * sizeof *files);
    known_files(m->c, m->which, m->body, service, files, m->a);
    for (int i = 0; i < n; i++)
        *m->evidence_missing += files[evidence[i]] == 0;
    return true;
}

/* False: something is not kept, or not by this engine and rubric. */
static bool add_kept(struct summing *m)
{
    const char *sha = m->c->eras[m->which].sha;
    bool good = true;
    struct query *q = db_query(
        m->c->db,
        "SELECT s.service, f.text FROM subject s LEFT JOIN figures f ON f.camp = s.camp AND"
        " f.body = s.body AND f.service = s.service AND f.rubric = ? AND f.engine = ?"
        " WHERE s.camp = ? AND s.body = ? AND s.pos >= 0",
        "tiit", sha, ENGINE, m->which, m->body);
    while (good && query_row(q)) {
        const char *text = query_text(q, 1);
        const char *outcomes = text ? figs_outcomes(text, m->a) : NULL;
        good = add(m, query_text(q, 0), outcomes);
    }
    query_done(&q);
    return good;
}

static bool add_made(struct summing *m, struct err *err)
{
    const struct bodywork *w = bodywork_at(m->c, m->which, m->body, err);
    bool ok = w && add(m, "", w->figs.outcomes);
    for (int i = 0; ok && i < w->nmembers; i++)
        ok = add(m, w->members[i].code, w->members[i].figs.outcomes);
    return ok;
}

bool national_sum_up(struct campaign *c, int which, const char *body, struct question_sum **service,
                     struct question_sum **own, int *evidence_missing, struct arena *a,
                     struct err *err)
{
    struct summing m = {.c = c,
                        .which = which,
                        .body = body,
                        .rubric = c->eras[which].catalogue->rubric,
                        .sums = {own, service},
                        .evidence_missing = evidence_missing,
                        .a = a};
    begin(&m);
    if (add_kept(&m))
        return !db_failed(c->db, err);
    begin(&m);
    return add_made(&m, err);
}
