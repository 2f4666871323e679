/* Answers taken in: from the answers CSV, or several at once from the command line. All or none. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "model/csv.h"
#include "model/inside.h"
#include "model/store.h"

/* Names are suggested for so many rows; a file in which nothing fits is not worth a search for
 * each. */
#define MOST_SUGGESTIONS 200

enum column { BODY, SERVICE, QUESTION, VALUE, NOTE, COLUMNS };
static const char *const column_names[COLUMNS] = {"body", "service", "question", "value", "note"};

struct import {
    struct campaign *c;
    const struct rubric *r;
    struct csv *t;
    int column[COLUMNS];
    struct change *change;
    const struct csv_row **slots; /* rows taken, hashed by what they answer */
    size_t room;                  /* a power of two */
    struct err *err;
    bool broken; /* the file can't be written: err says why */
};

static const char *cell(const struct import *m, const struct csv_row *row, enum column c)
{
    return row->cell[m->column[c]];
}

/* ---- columns ---- */

static bool find_columns(struct import *m)
{
    struct csv *t = m->t;
    bool all = t->ncolumns > 0;
    for (int i = 0; i < COLUMNS && t->ncolumns > 0; i++) {
        m->column[i] = csv_column(t, column_names[i]);
        if (m->column[i] >= 0)
            continue;
        all = false;
        const char *near = nearest(column_names[i], t->column, (size_t)t->ncolumns);
        if (near)
            csv_error(t, 1, _("the column '%s' is missing; is it the one called '%s'?"),
                      column_names[i], near);
        else
            csv_error(t, 1, _("the column '%s' is missing"), column_names[i]);
    }
    return all;
}

/* ---- one answer only for one question ---- */

static const char *question_id(const struct import *m, const struct csv_row *row)
{
    return rubric_current_id(m->r, cell(m, row, QUESTION));
}

static bool same_slot(const struct import *m, const struct csv_row *x, const struct csv_row *y)
{
    return strcmp(cell(m, x, BODY), cell(m, y, BODY)) == 0 &&
           strcmp(cell(m, x, SERVICE), cell(m, y, SERVICE)) == 0 &&
           strcmp(question_id(m, x), question_id(m, y)) == 0;
}

static uint64_t hash_text(uint64_t hash, const char *s)
{
    do
        hash = (hash ^ (unsigned char)*s) * 0x100000001b3u;
    while (*s++);
    return hash;
}

/* The earlier row that answers the same question of the same subject; NULL: there was none, and
 * this row is kept as it. */
static const struct csv_row *earlier_row(struct import *m, const struct csv_row *row)
{
    uint64_t hash = hash_text(0xcbf29ce484222325u, cell(m, row, BODY));
    hash = hash_text(hash_text(hash, cell(m, row, SERVICE)), question_id(m, row));
    size_t at = (size_t)(hash ^ (hash >> 32)) & (m->room - 1);
    for (; m->slots[at]; at = (at + 1) & (m->room - 1))
        if (same_slot(m, m->slots[at], row))
            return m->slots[at];
    m->slots[at] = row;
    return NULL;
}

/* ---- rows ---- */

static bool is_reasoned(const char *value)
{
    return strcmp(value, "n/a") == 0 || strcmp(value, "cannot-tell") == 0;
}

/* What the table itself must have; false where it was told. */
static bool row_complete(struct import *m, const struct csv_row *row)
{
    const char *value = cell(m, row, VALUE);
    bool no_note = !cell(m, row, NOTE)[0];
    const char *why = NULL;
    if (!cell(m, row, BODY)[0])
        why = _("the row names no body");
    else if (!cell(m, row, QUESTION)[0])
        why = _("the row names no question");
    else if (!value[0] && no_note)
        why = _("the row has neither a value nor a note");
    if (why) {
        csv_error(m->t, row->line, "%s", why);
        return false;
    }
    if (is_reasoned(value) && no_note) {
        csv_error(m->t, row->line, _("%s: '%s' needs its reason as the note"),
                  cell(m, row, QUESTION), value);
        return false;
    }
    const struct csv_row *earlier = earlier_row(m, row);
    if (earlier)
        csv_error(m->t, row->line, _("%s: answered twice; line %d answers it too"),
                  cell(m, row, QUESTION), earlier->line);
    return !earlier;
}

static bool subject_known(struct import *m, const struct csv_row *row)
{
    const char *body = cell(m, row, BODY), *service = cell(m, row, SERVICE);
    bool suggest = m->t->nerrors < MOST_SUGGESTIONS, body_known = store_has(m->c, 0, body, "");
    struct err err = {0};
    if (body_known && (!service[0] || store_has(m->c, 0, body, service)))
        return true;
    if (!suggest)
        csv_error(m->t, row->line, _("'%s' is not in the registry"), body_known ? service : body);
    else if (body_known)
        store_unknown_service(m->c, 0, body, service, &err);
    else
        store_unknown_body(m->c, 0, body, &err);
    if (suggest)
        csv_error(m->t, row->line, "%s", err_text(&err));
    err_clear(&err);
    return false;
}

/* What change_answer would tell too, but for each of a million rows with a search for what was
 * meant. */
static bool question_known(struct import *m, const struct csv_row *row)
{
    const struct block *block = cell(m, row, SERVICE)[0] ? m->r->service : m->r->body;
    if (m->t->nerrors < MOST_SUGGESTIONS || (block && block_question(block, question_id(m, row))))
        return true;
    csv_error(m->t, row->line, _("The rubric has no question '%s' here"), cell(m, row, QUESTION));
    return false;
}

/* An empty value sets the note alone; an empty note leaves the note that stands. */
static void take_row(struct import *m, const struct csv_row *row)
{
    const char *value = cell(m, row, VALUE), *note = cell(m, row, NOTE);
    struct err err = {0};
    if (!row_complete(m, row) || !subject_known(m, row) || !question_known(m, row))
        return;
    if (change_answer(m->change, cell(m, row, BODY), cell(m, row, SERVICE), cell(m, row, QUESTION),
                      value[0] ? value : NULL, note[0] ? note : NULL, &err) == WRITE_REFUSED) {
        m->broken = err.status != REFUSED;
        if (m->broken)
            err_set(m->err, err.status, "%s", err_text(&err));
        else if (!db_broken(m->c->db))
            csv_error(m->t, row->line, "%s", err_text(&err));
    }
    err_clear(&err);
}

static bool take_rows(struct import *m, bool dry_run)
{
    struct csv *t = m->t;
    m->change = change_begin(m->c, m->err);
    if (!m->change)
        return false;
    m->room = 16;
    while (m->room < 2 * (size_t)t->nrows)
        m->room *= 2;
    m->slots = mem_grow(NULL, m->room, sizeof *m->slots);
    memset(m->slots, 0, m->room * sizeof *m->slots);
    for (int i = 0; i < t->nrows && !m->broken && !csv_full(t); i++) {
        m->broken = !progress_step(_("Taking in answers"), i, t->nrows, m->err);
        if (!m->broken)
            take_row(m, &t->row[i]);
        /* What the database could not do is no fault of the row. */
        m->broken = m->broken || db_failed(m->c->db, m->err);
    }
    free(m->slots);
    bool commit = !m->broken && t->nerrors == 0 && !dry_run;
    return change_end(&m->change, commit, commit ? m->err : NULL) && !m->broken;
}

/* False, and err, where a row was refused or the file can't be written. */
static bool take_table(struct import *m, bool dry_run, int *rows)
{
    bool ok = !find_columns(m) || take_rows(m, dry_run);
    const char *told = csv_errors(m->t);
    if (ok && told)
        err_set(m->err, REFUSED, "%s", told);
    ok = ok && m->t->nerrors == 0;
    *rows = m->t->nrows;
    buf_free(&m->t->errors);
    return ok;
}

bool import_answers(struct campaign *c, const char *path, const char *bytes, size_t size,
                    bool dry_run, int *rows, struct err *err)
{
    struct arena *a = arena_new(), *file = arena_new();
    struct import m = {.c = c, .r = campaign_rubric(c, 0), .err = err};
    char *read = NULL;
    const char *why;
    bool ok = bytes || file_read(path, CSV_MOST_BYTES, file, &read, &size, &why);
    if (ok)
        m.t = csv_read(path, bytes ? bytes : read, size, a);
    else
        err_set(err, errno == EFBIG ? REFUSED : BUSY, "%s", why);
    arena_free(&file); /* the table has its own copy; a large file is not held twice */
    ok = ok && take_table(&m, dry_run, rows);
    arena_free(&a);
    return ok;
}

/* ---- from the command line ---- */

static bool given_before(const struct rubric *r, const struct assignment *list, int i)
{
    const char *id = rubric_current_id(r, list[i].question);
    for (int k = 0; k < i; k++)
        if (strcmp(rubric_current_id(r, list[k].question), id) == 0)
            return true;
    return false;
}

/* One answer; what is wrong with it goes to `told`. False where the file can't be written: err. */
static bool take_assignment(struct campaign *c, struct change *t, const struct listed *subject,
                            const struct assignment *list, int i, const char *note,
                            struct buf *told, struct err *err)
{
    const struct assignment *x = &list[i];
    struct err why = {0};
    if (told->n > 0 && told->s[told->n - 1] != '\n')
        buf_addc(told, '\n');
    if (given_before(campaign_rubric(c, 0), list, i)) {
        buf_printf(told, _("%s: answered twice"), x->question);
    } else if (change_answer(t, subject->body, subject->service, x->question, x->value, note,
                             &why) == WRITE_REFUSED) {
        if (why.status == REFUSED)
            buf_add(told, err_text(&why));
        else
            err_set(err, why.status, "%s", err_text(&why));
    }
    bool writable = why.status == DONE || why.status == REFUSED;
    err_clear(&why);
    return writable;
}

bool answer_many(struct campaign *c, const char *body, const char *service,
                 const struct assignment *list, int n, const char *note, struct err *err)
{
    const struct listed subject = {.body = body, .service = service};
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    struct change *t = change_begin(c, err);
    if (!t)
        return false;
    struct buf told = {0};
    bool writable = true;
    for (int i = 0; i < n && writable; i++)
        writable = take_assignment(c, t, &subject, list, i, note, &told, err);
    bool commit = writable && told.n == 0;
    bool ok = change_end(&t, commit, commit ? err : NULL) && commit;
    if (writable && told.n > 0)
        err_set(err, REFUSED, "%.*s", (int)(told.n - (told.s[told.n - 1] == '\n')), told.s);
    buf_free(&told);
    return ok;
}
