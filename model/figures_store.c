/* Figures as rows of the table. */
#include <stdlib.h>
#include <string.h>
#include "model/figures.h"

void figs_write_stages(const struct figs *f, const struct rubric *r, struct buf *b)
{
    buf_add(b, "");
    for (int i = 0; i < r->nstages; i++)
        buf_printf(b, "%s%d %d", i ? " " : "", f->t.stage_asked[i], f->t.stage_answered[i]);
}

void figs_numbers(const struct figs *f, int64_t n[FIGS_NUMBERS])
{
    const struct tally *t = &f->t;
    const int64_t all[FIGS_NUMBERS] = {f->state,
                                       f->unrated,
                                       f->score,
                                       f->so_far,
                                       f->low,
                                       f->high,
                                       f->rating,
                                       f->computed,
                                       f->rating_low,
                                       f->rating_high,
                                       f->held,
                                       t->asked,
                                       t->answered,
                                       t->deficiencies,
                                       t->worst,
                                       t->cant_tell,
                                       t->not_applicable,
                                       t->conflicts,
                                       t->notes,
                                       (int64_t)t->open,
                                       (int64_t)f->open_all};
    memcpy(n, all, sizeof all);
}

/* A printed figure that is not there is null. */
bool figs_insert(struct db *db, int which, const char *body, const char *service,
                 const char *rubric, int engine, const int64_t n[FIGS_NUMBERS], const char *stages,
                 const char *text)
{
    return db_run(
        db,
        "INSERT INTO figures VALUES (?1,?2,?3,?4,?5,?6,?7,nullif(?8,?29),nullif(?9,?29),"
        " nullif(?10,?29),nullif(?11,?29),?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,"
        " ?25,?26,?27,?28)"
        " ON CONFLICT (camp, body, service) DO UPDATE SET rubric = ?4, engine = ?5, state = ?6,"
        " unrated = ?7, score = excluded.score, so_far = excluded.so_far, low = excluded.low,"
        " high = excluded.high, rating = ?12, computed = ?13, rating_low = ?14, rating_high = ?15,"
        " held = ?16, asked = ?17, answered = ?18, deficiencies = ?19, worst = ?20,"
        " cant_tell = ?21, not_applicable = ?22, conflicts = ?23, notes = ?24, open = ?25,"
        " open_all = ?26, stages = ?27, text = ?28",
        "ittti"
        "lllllllllllllllllllll"
        "ttl",
        which, body, service, rubric, engine, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8],
        n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16], n[17], n[18], n[19], n[20], stages,
        text, (int64_t)UNITS_NONE);
}

bool figs_store(struct campaign *c, int which, const char *body, const char *service,
                const struct figs *f)
{
    const struct rubric *r = c->eras[which].catalogue->rubric;
    struct buf stages = {0}, text = {0};
    int64_t n[FIGS_NUMBERS];
    figs_numbers(f, n);
    figs_write_stages(f, r, &stages);
    figs_write_text(f, r, service[0] != '\0', &text);
    bool ok =
        figs_insert(c->db, which, body, service, c->eras[which].sha, ENGINE, n, stages.s, text.s);
    buf_free(&stages);
    buf_free(&text);
    return ok;
}

static int64_t units_at(struct query *q, int column)
{
    return query_null(q, column) ? UNITS_NONE : query_int(q, column);
}

static bool read_stages(struct tally *t, const char *text, int nstages, struct arena *a)
{
    t->stage_asked = arena_alloc(a, ((size_t)nstages + 1) * sizeof(int));
    t->stage_answered = arena_alloc(a, ((size_t)nstages + 1) * sizeof(int));
    char *s = (char *)text;
    for (int i = 0; i < nstages; i++) {
        t->stage_asked[i] = (int)strtol(s, &s, 10);
        t->stage_answered[i] = (int)strtol(s, &s, 10);
    }
    return *s == '\0';
}

bool figs_from_query(struct campaign *c, int which, struct query *q, int first, struct figs *f,
                     struct arena *a)
{
    const char *rubric = query_text(q, first);
    memset(f, 0, sizeof *f);
    if (!rubric || strcmp(rubric, c->eras[which].sha) != 0 || query_int(q, first + 1) != ENGINE)
        return false;
    f->state = (enum subject_state)query_int(q, first + 2);
    f->unrated = (int)query_int(q, first + 3);
    f->score = units_at(q, first + 4);
    f->so_far = units_at(q, first + 5);
    f->low = units_at(q, first + 6);
    f->high = units_at(q, first + 7);
    int *const ints[] = {&f->rating,  &f->computed,    &f->rating_low,       &f->rating_high,
                         &f->held,    &f->t.asked,     &f->t.answered,       &f->t.deficiencies,
                         &f->t.worst, &f->t.cant_tell, &f->t.not_applicable, &f->t.conflicts,
                         &f->t.notes};
    for (int i = 0; i < (int)(sizeof ints / sizeof ints[0]); i++)
        *ints[i] = (int)query_int(q, first + 8 + i);
    f->t.open = (uint64_t)query_int(q, first + 21);
    f->open_all = (uint64_t)query_int(q, first + 22);
    return read_stages(&f->t, query_text(q, first + 23), c->eras[which].catalogue->rubric->nstages,
                       a);
}

static bool load(struct campaign *c, int which, const char *body, const char *service,
                 bool (*read)(struct figs *f, const struct rubric *rubric, bool service,
                              const char *text, struct arena *a),
                 struct figs *f, struct arena *a)
{
    struct query *q = db_query(c->db,
                               "SELECT " FIGS_COLUMNS ", f.text FROM figures f WHERE f.camp = ? AND"
                               " f.body = ? AND f.service = ?",
                               "itt", which, body, service);
    bool ok = query_row(q) && figs_from_query(c, which, q, 0, f, a) &&
              read(f, c->eras[which].catalogue->rubric, service[0] != '\0',
                   query_text(q, FIGS_NCOLUMNS), a);
    query_done(&q);
    return ok;
}

bool figs_load(struct campaign *c, int which, const char *body, const char *service, struct figs *f,
               struct arena *a)
{
    return load(c, which, body, service, figs_read_text, f, a);
}

bool figs_of_body_brief(struct campaign *c, int which, const char *body, struct figs *f,
                        struct arena *a)
{
    if (load(c, which, body, "", figs_read_brief, f, a))
        return true;
    bool ok = figs_made(c, which, body, "", f);
    if (ok)
        f->f = (struct figures){num_keep(a, f->f.so_far), num_keep(a, f->f.low),
                                num_keep(a, f->f.high), num_keep(a, f->f.score)};
    return ok;
}
