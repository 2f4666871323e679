#include "model/rubric_move.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "model/anew.h"
#include "model/change.h"
#include "model/csv.h"
#include "model/people.h"
#include "model/project.h"

#define RUBRIC_MOST ((size_t)4 << 20)
#define NOBODYS "00000000000000000000000000000000" /* the device of what is only tried */

/* ---- the new version ---- */

struct rubric_text {
    struct arena *arena;
    const char *bytes;
    size_t n;
    char sha[HEX_SIZE];
    struct rubric *rubric;
};

struct rubric_text *rubric_text_read(const char *path, struct err *err)
{
    struct rubric_text *t = mem_alloc(sizeof *t);
    struct diags d = {.file = path};
    const char *why;
    char *bytes;
    t->arena = arena_new();
    if (!file_read(path, RUBRIC_MOST, t->arena, &bytes, &t->n, &why)) {
        err_set(err, errno == EFBIG ? REFUSED : BUSY, "%s", why);
        rubric_text_free(&t);
        return NULL;
    }
    t->bytes = bytes;
    sha256_hex(bytes, t->n, t->sha);
    t->rubric = rubric_load(bytes, t->n, &d);
    if (!t->rubric || !examples_run(t->rubric, &d)) {
        err_diags(err, &d);
        rubric_text_free(&t);
    }
    diags_free(&d);
    return t;
}

void rubric_text_free(struct rubric_text **at)
{
    struct rubric_text *t = *at;
    if (!t)
        return;
    rubric_free(&t->rubric);
    arena_free(&t->arena);
    free(t);
    *at = NULL;
}

const struct rubric *rubric_text_rubric(const struct rubric_text *t)
{
    return t->rubric;
}

/* ---- before and after ---- */

/* A subject as it stands, in the registry's order. */
struct shot {
    const char *body, *service, *name;
    struct rubric_verdict verdict;
};
struct album {
    struct shot *shot;
    int n, room;
    int64_t answers; /* slots that hold an answer which counts */
    struct aside *aside;
    int naside;
};

static void take(struct album *x, const struct row *row, struct arena *a)
{
    if (!x->shot || x->n == x->room) {
        x->room = 2 * x->room + 64;
        x->shot = mem_grow(x->shot, (size_t)x->room, sizeof *x->shot);
    }
    x->shot[x->n++] = (struct shot){
        .body = arena_dup(a, row->body),
        .service = arena_dup(a, row->service),
        .name = arena_dup(a, row->name),
        .verdict = {.state = row->state,
                    .unrated = arena_copy(a, row->unrated),
                    .score = row->score,
                    .low = row->low,
                    .high = row->high,
                    .rating = row->rating},
    };
}

#define WINDOW 64

static bool take_services(struct campaign *c, struct album *x, const char *body, struct arena *a)
{
    struct arena *passing = arena_new();
    struct row rows[WINDOW];
    int all = rows_count(c, 0, body), at = 0;
    while (at < all) {
        int n = rows_window(c, 0, body, -1, at, WINDOW, rows, passing);
        for (int i = 0; i < n; i++)
            take(x, &rows[i], a);
        arena_reset(passing);
        at += WINDOW;
    }
    arena_free(&passing);
    return !db_broken(c->db);
}

static int64_t count_answers(struct campaign *c)
{
    return db_number(c->db, 0,
                     "SELECT count(*) FROM (SELECT DISTINCT body, service, item FROM head WHERE"
                     " camp = 0 AND kind = 'answer' AND value <> '')",
                     "");
}

/* Different slots among those aside: of a conflict several heads are listed. */
static int64_t count_aside(const struct album *x)
{
    int64_t n = 0;
    const struct aside *last = NULL;
    for (int i = 0; i < x->naside; i++) {
        const struct aside *s = &x->aside[i];
        if (s->evidence || !s->value)
            continue;
        n += !last || strcmp(last->body, s->body) != 0 || strcmp(last->service, s->service) != 0 ||
             strcmp(last->question, s->question) != 0;
        last = s;
    }
    return n;
}

/* Everything as it stands; the database is pinned, or in a transaction. */
static bool take_all(struct campaign *c, struct album *x, struct arena *a, struct err *err)
{
    struct row body;
    int n = rows_count(c, 0, NULL);
    for (int i = 0; i < n; i++) {
        if (!progress_step(_("Reading"), i, n, err))
            return false;
        if (rows_window(c, 0, NULL, -1, i, 1, &body, a) != 1)
            continue;
        take(x, &body, a);
        take_services(c, x, body.body, a);
    }
    if (!aside_list(c, &x->aside, &x->naside, a, err))
        return false;
    x->answers = count_answers(c) - count_aside(x);
    return !db_broken(c->db);
}

/* ---- what differs ---- */

/* As printed: a figure with another number of decimals reads otherwise. */
static bool same_figure(const struct rubric_move *m, int64_t was, int64_t now)
{
    char a[40], b[40];
    if (was == UNITS_NONE || now == UNITS_NONE)
        return was == now;
    return strcmp(units_text(was, m->was->decimals, a, sizeof a),
                  units_text(now, m->now->decimals, b, sizeof b)) == 0;
}

static const char *rating_id(const struct rubric *r, int rating)
{
    return rating < 0 ? NULL : r->ratings[rating].id;
}

static bool same_verdict(const struct rubric_move *m, const struct rubric_verdict *a,
                         const struct rubric_verdict *b)
{
    return a->state == b->state && text_same(a->unrated, b->unrated) &&
           same_figure(m, a->score, b->score) && same_figure(m, a->low, b->low) &&
           same_figure(m, a->high, b->high) &&
           text_same(rating_id(m->was, a->rating), rating_id(m->now, b->rating));
}

/* The registry is the same under both, so both albums have the same subjects in the same order. */
static void find_moved(struct rubric_move *m, const struct album *was, const struct album *now,
                       struct arena *a)
{
    int n = was->n < now->n ? was->n : now->n;
    m->nsubjects = n;
    m->moved = arena_alloc(a, ((size_t)n + 1) * sizeof *m->moved);
    for (int i = 0; i < n; i++) {
        const struct shot *s = &now->shot[i];
        if (!same_verdict(m, &was->shot[i].verdict, &s->verdict))
            m->moved[m->nmoved++] = (struct rubric_moved){s->body, s->service, s->name,
                                                          was->shot[i].verdict, s->verdict};
    }
}

static int by_id(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The events that are aside, by id. */
static const char **ids_of(const struct album *x, struct arena *a)
{
    const char **ids = arena_alloc(a, ((size_t)x->naside + 1) * sizeof *ids);
    for (int i = 0; i < x->naside; i++)
        ids[i] = x->aside[i].id;
    qsort(ids, (size_t)x->naside, sizeof *ids, by_id);
    return ids;
}

static bool has(const char **ids, int n, const char *id)
{
    return bsearch(&id, ids, (size_t)n, sizeof *ids, by_id) != NULL;
}

static void find_aside(struct rubric_move *m, const struct album *was, const struct album *now,
                       struct arena *a)
{
    const char **were = ids_of(was, a), **are = ids_of(now, a);
    m->aside = arena_alloc(a, ((size_t)now->naside + 1) * sizeof *m->aside);
    for (int i = 0; i < now->naside; i++)
        if (!has(were, was->naside, now->aside[i].id))
            m->aside[m->naside++] = now->aside[i];
    for (int i = 0; i < was->naside; i++)
        m->back += was->aside[i].value && !was->aside[i].evidence &&
                   !has(are, now->naside, was->aside[i].id);
}

/* Answers that stand under an old id now and would follow it to another. */
static int64_t count_renamed(struct campaign *c, const struct rubric_move *m)
{
    int64_t n = 0;
    for (int i = 0; i < m->ndifferences; i++) {
        const struct rubric_difference *d = &m->differences[i];
        if (d->kind == QUESTION_RENAMED)
            n += db_number(c->db, 0,
                           "SELECT count(*) FROM (SELECT DISTINCT body, service FROM head WHERE"
                           " camp = 0 AND kind = 'answer' AND item = ? AND value <> '')",
                           "t", d->old_id);
    }
    return n;
}

/* ---- moving ---- */

/* Two rubrics may stand since two laptops moved apart: then moving to either settles it. */
static bool stands_alone(struct campaign *c)
{
    return db_number(c->db, 0, "SELECT count(*) FROM head WHERE camp = 0 AND kind = 'rubric'", "") <
           2;
}

static bool can_move(struct campaign *c, const struct rubric_text *to, struct err *err)
{
    const struct catalogue *k = catalogue_of(c, 0, err);
    if (!k)
        return false;
    const struct rubric *was = k->rubric, *now = to->rubric;
    if (strcmp(was->id, now->id) != 0)
        err_set(err, REFUSED,
                _("it is another rubric (%s; the campaign has %s): a campaign moves between "
                  "versions of one rubric only"),
                now->id, was->id);
    else if (strcmp(k->sha, to->sha) == 0 && stands_alone(c))
        err_set(err, REFUSED, _("the campaign has this rubric already (version %s): nothing to do"),
                was->version);
    else
        return true;
    return false;
}

static bool write_event(struct change *t, const struct rubric_text *to)
{
    struct slot slot = {.kind = "rubric", .body = "", .service = "", .item = "", .set = ""};
    json_t *o = json_object();
    json_object_set_new(o, "sha256", json_string(to->sha));
    json_object_set_new(o, "text", json_stringn(to->bytes, to->n));
    return change_put(t, &slot, o);
}

/* In `at`, which is the file or a scratch copy of it: the event, and all that follows. What was
 * cached of the rubric before is read anew, whatever comes of it. */
static bool move(struct campaign *at, const struct rubric_text *to, bool commit,
                 struct album *after, struct arena *a, struct err *err)
{
    int64_t uncounted = 0;
    struct err anew = {0};
    struct change *t = change_begin(at, err);
    if (!t)
        return false;
    if (!commit)
        change_fix_device(t, NOBODYS);
    bool ok = write_event(t, to) && anew_derive(at, &uncounted, err);
    at->changes++;
    ok = ok && take_all(at, after, a, err);
    /* Where the database failed, its sentence is told by trying to commit. */
    bool ended = change_finish(&t, (ok && commit) || db_broken(at->db), err);
    ok = ended && ok;
    if (!campaign_reread(at, &anew) && ok) {
        err_copy(err, &anew);
        ok = false;
    }
    err_clear(&anew);
    return ok;
}

/* Strings of the rubrics that figures name; the album's verdicts keep their own. */
static bool move_it(struct campaign *c, const struct rubric_text *to, bool commit,
                    struct rubric_move *m, struct arena *a, struct err *err)
{
    struct album before = {0}, after = {0};
    memset(m, 0, sizeof *m);
    if (!can_move(c, to, err))
        return false;
    m->was = c->eras[0].catalogue->rubric;
    m->now = to->rubric;
    m->was_sha256 = arena_dup(a, c->eras[0].sha);
    m->sha256 = arena_dup(a, to->sha);
    m->ndifferences = rubric_compare(m->was, m->now, &m->differences, a);
    m->comparable = true;
    for (int i = 0; i < m->ndifferences; i++)
        m->comparable = m->comparable && !m->differences[i].bears;
    db_pin(c->db);
    bool ok = take_all(c, &before, a, err);
    m->renamed = count_renamed(c, m);
    db_unpin(c->db);
    ok = !db_failed(c->db, err) && ok;
    struct campaign *at = !ok ? NULL : commit ? c : scratch_of(c, err);
    ok = at && move(at, to, commit, &after, a, err);
    if (at != c)
        campaign_close(&at);
    if (ok) {
        find_moved(m, &before, &after, a);
        find_aside(m, &before, &after, a);
        m->carried = after.answers - m->back;
    }
    free(before.shot);
    free(after.shot);
    return ok;
}

bool rubric_preview(struct campaign *c, const struct rubric_text *to, struct rubric_move *m,
                    struct arena *a, struct err *err)
{
    return move_it(c, to, false, m, a, err) && !progress_broken_off(err);
}

const char *rubric_why_not(struct campaign *c)
{
    return people_supervises(c) ? NULL : _("Only a supervisor moves a campaign to another rubric");
}

bool rubric_apply(struct campaign *c, const struct rubric_text *to, struct rubric_move *m,
                  struct arena *a, struct err *err)
{
    const char *why = rubric_why_not(c);
    memset(m, 0, sizeof *m);
    if (!campaign_writable(c, err))
        return false;
    if (why)
        err_set(err, REFUSED, "%s", why);
    return !why && move_it(c, to, true, m, a, err);
}
