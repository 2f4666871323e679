#include "model/index.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"

/* The number that the next of a kind gets. */
static int64_t next_number(struct db *db, int kind)
{
    int64_t from = FOUND_FROM(kind);
    return 1 + db_number(db, from - 1,
                         "SELECT n FROM found WHERE n >= ? AND n < ? ORDER BY n DESC LIMIT 1", "ll",
                         from, FOUND_TO(kind));
}

/* The row of a slot: its number, 0 where there is none; *text gets what is indexed (to be freed).
 */
static int64_t find(struct db *db, const char *body, const char *service, const char *item,
                    char **text)
{
    struct query *q =
        db_query(db, "SELECT n, text FROM found WHERE body = ? AND service = ? AND item = ?", "ttt",
                 body, service, item);
    int64_t n = 0;
    *text = NULL;
    if (query_row(q)) {
        n = query_int(q, 0);
        *text = mem_dup(query_text(q, 1));
    }
    query_done(&q);
    return n;
}

static void take_out(struct db *db, int64_t n, int kind, const char *text)
{
    if (kind == FOUND_NOTE)
        db_run(db, "INSERT INTO note_word (note_word, rowid, text) VALUES ('delete', ?, ?)", "lt",
               n, text);
    else
        db_run(db, "INSERT INTO name_word (name_word, rowid, text) VALUES ('delete', ?, ?)", "lt",
               n, text);
    db_run(db, "DELETE FROM found WHERE n = ?", "l", n);
}

static void put_in(struct db *db, int64_t n, int kind, const char *body, const char *service,
                   const char *item, const char *text)
{
    db_run(db, "INSERT INTO found (n, kind, body, service, item, text) VALUES (?, ?, ?, ?, ?, ?)",
           "litttt", n, kind, body, service, item, text);
    if (kind == FOUND_NOTE)
        db_run(db, "INSERT INTO note_word (rowid, text) VALUES (?, ?)", "lt", n, text);
    else
        db_run(db, "INSERT INTO name_word (rowid, text) VALUES (?, ?)", "lt", n, text);
}

/* Makes a slot's indexed text what it should be; "": nothing to find. */
static void set(struct db *db, int kind, const char *body, const char *service, const char *item,
                const char *text)
{
    char *old;
    int64_t n = find(db, body, service, item, &old);
    if (!old || strcmp(old, text) != 0) {
        if (n)
            take_out(db, n, kind, old);
        if (text[0])
            put_in(db, n ? n : next_number(db, kind), kind, body, service, item, text);
    }
    free(old);
}

void index_name(struct db *db, const char *body, const char *service, const char *name,
                const char *short_name)
{
    struct buf words = {0};
    buf_add(&words, "");
    text_words(&words, name);
    text_words(&words, short_name ? short_name : "");
    text_words(&words, service[0] ? service : body);
    set(db, service[0] ? FOUND_SERVICE : FOUND_BODY, body, service, "", words.s);
    buf_free(&words);
}

void index_note(struct db *db, const char *body, const char *service, const char *item)
{
    struct buf words = {0};
    struct query *q = db_query(db,
                               "SELECT note FROM head WHERE camp = 0 AND body = ? AND service = ?"
                               " AND kind = 'answer' AND item = ? AND note <> '' ORDER BY id",
                               "ttt", body, service, item);
    buf_add(&words, "");
    while (query_row(q))
        text_words(&words, query_text(q, 0));
    query_done(&q);
    set(db, FOUND_NOTE, body, service, item, words.s);
    buf_free(&words);
}

void index_fill(struct db *from, struct db *to)
{
    struct query *q = db_query(
        from, "SELECT body, service, name, short FROM subject WHERE camp = 0 ORDER BY list, pos",
        "");
    while (query_row(q))
        index_name(to, query_text(q, 0), query_text(q, 1), query_text(q, 2), query_text(q, 3));
    query_done(&q);
    /* In the order of the table, so that all notes of a slot come one after the other. */
    q = db_query(from,
                 "SELECT body, service, item, note FROM head WHERE camp = 0 AND kind = 'answer' AND"
                 " note <> '' ORDER BY body, service, item, id",
                 "");
    struct buf words = {0};
    char *slot[3] = {NULL, NULL, NULL};
    for (bool more = true; more;) {
        more = query_row(q);
        bool same = more && slot[0] && strcmp(slot[0], query_text(q, 0)) == 0 &&
                    strcmp(slot[1], query_text(q, 1)) == 0 &&
                    strcmp(slot[2], query_text(q, 2)) == 0;
        if (!same && slot[0])
            set(to, FOUND_NOTE, slot[0], slot[1], slot[2], words.s);
        if (!same)
            buf_clear(&words);
        for (int i = 0; more && !same && i < 3; i++) {
            free(slot[i]);
            slot[i] = mem_dup(query_text(q, i));
        }
        if (more)
            text_words(&words, query_text(q, 3));
        buf_add(&words, "");
    }
    query_done(&q);
    for (int i = 0; i < 3; i++)
        free(slot[i]);
    buf_free(&words);
}
