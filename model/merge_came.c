#include "model/merge_came.h"

#include <string.h>
#include "model/inside.h"
#include "model/proposals_inside.h"

bool came_begin(struct came *k, struct campaign *c)
{
    *k = (struct came){.c = c};
    return db_script(c->db,
                     "CREATE TEMP TABLE came (who TEXT, code TEXT, answers INTEGER, files INTEGER,"
                     " proposals INTEGER, remarks INTEGER, states INTEGER, PRIMARY KEY (who, "
                     "code)) WITHOUT ROWID;"
                     "CREATE TEMP TABLE came_source (who TEXT PRIMARY KEY, first TEXT, last TEXT)"
                     " WITHOUT ROWID;"
                     "CREATE TEMP TABLE came_note (n INTEGER PRIMARY KEY)");
}

void came_end(struct came *k)
{
    db_script(k->c->db, "DROP TABLE IF EXISTS temp.came; DROP TABLE IF EXISTS temp.came_source;"
                        "DROP TABLE IF EXISTS temp.came_note");
    buf_free(&k->by);
    buf_free(&k->body);
    buf_free(&k->from);
    buf_free(&k->to);
}

static void forget(struct came *k)
{
    k->any = false;
    k->answers = k->files = k->proposals = k->remarks = k->states = 0;
}

bool came_put(struct came *k)
{
    if (!k->any)
        return !db_broken(k->c->db);
    db_run(k->c->db,
           "INSERT INTO temp.came_source (who, first, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
           " SET first = min(first, excluded.first), last = max(last, excluded.last)",
           "ttt", k->by.s, k->from.s, k->to.s);
    if (k->answers + k->files + k->proposals + k->remarks + k->states > 0)
        db_run(
            k->c->db,
            "INSERT INTO temp.came (who, code, answers, files, proposals, remarks, states) VALUES"
            " (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET answers = answers +"
            " excluded.answers, files = files + excluded.files, proposals ="
            " proposals + excluded.proposals, remarks = remarks + excluded.remarks,"
            " states = states + excluded.states",
            "ttlllll", k->by.s, k->body.s, k->answers, k->files, k->proposals, k->remarks,
            k->states);
    forget(k);
    return !db_broken(k->c->db);
}

void came_next(struct came *k)
{
    forget(k);
    db_run(k->c->db, "DELETE FROM temp.came_source", "");
}

static void keep(struct buf *b, const char *s)
{
    buf_clear(b);
    buf_addn(b, s, strlen(s) + 1); /* "" is a text too */
}

static void begin_run(struct came *k, const struct event *e)
{
    keep(&k->by, e->by);
    keep(&k->body, e->slot.body);
    keep(&k->from, e->at);
    keep(&k->to, e->at);
    k->any = true;
}

bool came_add(struct came *k, const struct event *e)
{
    const char *kind = e->slot.kind;
    bool goes_on = k->any && strcmp(k->by.s, e->by) == 0 && strcmp(k->body.s, e->slot.body) == 0;
    if (!goes_on && !came_put(k))
        return false;
    if (!goes_on)
        begin_run(k, e);
    if (strcmp(e->at, k->from.s) < 0)
        keep(&k->from, e->at);
    if (strcmp(e->at, k->to.s) > 0)
        keep(&k->to, e->at);
    bool remark = strcmp(kind, "remark") == 0, state = strcmp(kind, "state") == 0;
    k->answers += strcmp(kind, "answer") == 0;
    k->files += strcmp(kind, "evidence") == 0;
    k->proposals += head_kind_of(kind) != HEAD_KINDS || strcmp(kind, "finding") == 0;
    k->remarks += remark;
    k->states += state;
    return !(remark || state) || db_run(k->c->db, "INSERT INTO temp.came_note (n) VALUES (?)", "l",
                                        db_last_row(k->c->db));
}
