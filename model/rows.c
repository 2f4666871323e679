/* Rows for lists: windows on the database. */
#include <string.h>
#include "model/bodywork.h"
#include "model/final.h"
#include "model/review.h"
#include "model/store.h"

int rows_count(struct campaign *c, int which, const char *body)
{
    int64_t n = db_number(c->db, -1, "SELECT max(pos) FROM subject WHERE camp = ? AND list = ?",
                          "it", which, body ? body : "");
    return db_failed(c->db, NULL) ? 0 : (int)n + 1;
}

/* ---- from figures to a row ---- */

static const char *unrated_id(const struct rubric *r, const struct figs *f, bool service)
{
    const struct block *b = rubric_block(r, service);
    if (f->state != SUBJECT_UNRATED)
        return NULL;
    return f->unrated == UNRATED_NO_SCORE || !b ? "no_score" : b->unrated[f->unrated].id;
}

static void row_tally(struct row *row, const struct tally *t, int stage)
{
    row->asked = t->asked;
    row->answered = t->answered;
    row->stage_asked = stage < 0 ? t->asked : t->stage_asked[stage];
    row->stage_answered = stage < 0 ? t->answered : t->stage_answered[stage];
    row->ndeficiencies = t->deficiencies;
    row->worst = t->worst;
    row->cant_tell = t->cant_tell;
    row->not_applicable = t->not_applicable;
    row->conflicts = t->conflicts;
    row->notes = t->notes;
}

void row_figures(struct row *row, const struct rubric *r, const struct figs *f, bool service,
                 int stage)
{
    row->state = f->state;
    row->unrated = unrated_id(r, f, service);
    row->score = f->score;
    row->so_far = f->so_far;
    row->low = f->low;
    row->high = f->high;
    row->rating = f->rating;
    row->rating_low = f->rating_low;
    row->rating_high = f->rating_high;
    row->held = f->held;
    row_tally(row, &f->t, stage < r->nstages ? stage : -1);
}

/* ---- reading ---- */

#define ROW_COLUMNS                                                                                \
    "s.body, s.service, s.name, s.short, b.inspector, s.reason, s.pos,"                            \
    " CASE s.service WHEN '' THEN (SELECT max(m.pos) + 1 FROM subject m WHERE m.camp = s.camp"     \
    " AND m.list = s.body) END, "
#define ROW_NCOLUMNS 8
#define ROW_TABLES                                                                                 \
    " FROM subject s JOIN subject b ON b.camp = s.camp AND b.body = s.body AND b.service = ''"     \
    " LEFT JOIN figures f ON f.camp = s.camp AND f.body = s.body AND f.service = s.service"

bool figs_made(struct campaign *c, int which, const char *body, const char *service, struct figs *f)
{
    struct bodywork *w = bodywork_at(c, which, body, NULL);
    int member = w && service[0] ? bodywork_member(w, service) : -1;
    if (!w || (service[0] && member < 0))
        return false;
    *f = service[0] ? w->members[member].figs : w->figs;
    return true;
}

static bool read_row(struct campaign *c, int which, int stage, struct query *q, struct row *row,
                     struct arena *a)
{
    const struct rubric *r = c->eras[which].catalogue->rubric;
    struct figs f;
    memset(row, 0, sizeof *row);
    row->body = query_copy(q, 0, a);
    row->service = query_copy(q, 1, a);
    row->name = query_copy(q, 2, a);
    row->short_name = query_copy(q, 3, a);
    row->inspector = query_copy(q, 4, a);
    row->state_reason = query_copy(q, 5, a);
    row->pos = (int)query_int(q, 6);
    struct review_state state;
    review_read(c, which, row->body, row->inspector, &state, a);
    row->review = review_id(state.state);
    row->changed = state.changed;
    row->remarks = remarks_waiting(c, which, row->body, row->service[0] ? row->service : NULL);
    row->nservices = (int)query_int(q, 7);
    if (!figs_from_query(c, which, q, ROW_NCOLUMNS, &f, a) &&
        !figs_made(c, which, row->body, row->service, &f))
        return false;
    row_figures(row, r, &f, row->service[0] != '\0', stage);
    struct final_rating final;
    final_read(c, which, row->body, row->service, &final, a);
    row->final_rating = final.rating;
    return true;
}

int rows_window(struct campaign *c, int which, const char *body, int stage, int first, int n,
                struct row *rows, struct arena *a)
{
    int got = 0;
    if (!catalogue_of(c, which, NULL))
        return 0;
    db_pin(c->db);
    struct query *q =
        db_query(c->db,
                 "SELECT " ROW_COLUMNS FIGS_COLUMNS ROW_TABLES " WHERE s.camp = ? AND"
                 " s.list = ? AND s.pos BETWEEN ? AND ? ORDER BY s.pos",
                 "itll", which, body ? body : "", (int64_t)first, (int64_t)first + n - 1);
    while (got < n && query_row(q))
        got += read_row(c, which, stage, q, &rows[got], a);
    query_done(&q);
    db_unpin(c->db);
    db_failed(c->db, NULL);
    return got;
}

bool row_get(struct campaign *c, int which, const char *body, const char *service, int stage,
             struct row *row, struct arena *a)
{
    if (!catalogue_of(c, which, NULL))
        return false;
    db_pin(c->db);
    struct query *q = db_query(c->db,
                               "SELECT " ROW_COLUMNS FIGS_COLUMNS ROW_TABLES " WHERE s.camp = ? AND"
                               " s.body = ? AND s.service = ? AND s.pos >= 0",
                               "itt", which, body, service);
    bool found = query_row(q) && read_row(c, which, stage, q, row, a);
    query_done(&q);
    db_unpin(c->db);
    return !db_failed(c->db, NULL) && found;
}

/* ---- a body's summary ---- */

void row_own(struct row *own, const struct row *body, const struct rubric *r, const struct figs *f,
             int stage)
{
    *own = *body;
    own->state = f->own_state;
    own->unrated = f->own_state == SUBJECT_UNRATED ? "no_score" : NULL;
    own->score = figure_units(r, f->own.score);
    own->so_far = figure_units(r, f->own.so_far);
    own->low = figure_units(r, f->own.low);
    own->high = figure_units(r, f->own.high);
    /* A part of the body's figure is not rated: only the body is. */
    own->rating = own->rating_low = own->rating_high = own->held = own->final_rating = -1;
    own->nservices = 0;
    row_tally(own, &f->own_t, stage < r->nstages ? stage : -1);
}

static int64_t score_before(struct campaign *c, int which, const char *body, struct arena *a)
{
    const char *its_body, *its_service;
    struct row before;
    if (!before_counterpart(c, which, body, "", a, &its_body, &its_service) ||
        !row_get(c, which + 1, its_body, "", -1, &before, a))
        return UNITS_NONE;
    return before.score;
}

bool figs_of_kept_body(struct campaign *c, int which, const char *body, struct figs *f,
                       struct arena *a)
{
    if (figs_load(c, which, body, "", f, a))
        return true;
    const struct rubric *r = c->eras[which].catalogue->rubric;
    struct buf text = {0};
    bool ok = figs_made(c, which, body, "", f);
    if (ok) {
        figs_write_text(f, r, false, &text);
        ok = figs_read_text(f, r, false, text.s, a);
    }
    buf_free(&text);
    return ok;
}

bool body_summary(struct campaign *c, int which, const char *body, int stage,
                  struct body_summary *s, struct arena *a)
{
    struct figs *f = arena_alloc(a, sizeof *f);
    struct row row;
    memset(s, 0, sizeof *s);
    db_pin(c->db);
    bool ok =
        row_get(c, which, body, "", stage, &row, a) && figs_of_kept_body(c, which, body, f, a);
    if (ok) {
        const struct rubric *r = c->eras[which].catalogue->rubric;
        row_own(&s->own, &row, r, f, stage);
        s->own.remarks = remarks_waiting(c, which, body, "");
        s->f = f->f;
        s->service_criteria = f->service_criteria;
        s->own_criteria = f->criteria;
        s->nstopped = f->nstopped;
        s->nincomplete = f->nincomplete;
        s->nrated = f->nrated;
        s->nno_score = f->nno_score;
        s->unrated_counts = f->unrated_counts;
        s->rating_counts = f->rating_counts;
        s->before = score_before(c, which, body, a);
    }
    db_unpin(c->db);
    return !db_failed(c->db, NULL) && ok;
}
