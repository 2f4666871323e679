/* The schema as readable SQL: numbered migrations, the first one makes everything of version 1.
 *
 * `event` and `chunk` are the truth; every other table is a projection that can be made anew from
 * them (project.c, figures.c). `camp` is 0 for the campaign at work, 1 for the one before it, and
 * so on. `service` is '' where a row is about the body itself. */
#include "model/schema.h"

#include <stdio.h>
#include <string.h>
#include "forms/text.h"

static const char events[] =
    /* Every event, in the order in which they came in. What stands beside its body is derived
     * from it, for looking up. */
    "CREATE TABLE event (\n"
    "    n            INTEGER PRIMARY KEY,\n"
    "    id           BLOB NOT NULL UNIQUE, -- SHA-256, 32 bytes\n"
    "    body         TEXT NOT NULL,        -- canonical JSON\n"
    "    device       TEXT NOT NULL,\n"
    "    seq          INTEGER NOT NULL,\n"
    "    kind         TEXT NOT NULL,\n"
    "    slot_body    TEXT NOT NULL,\n"
    "    slot_service TEXT NOT NULL\n"
    ") STRICT;\n"
    "CREATE INDEX event_device ON event (device, seq);\n"
    "CREATE INDEX event_slot ON event (slot_body, slot_service);\n"

    /* Bytes that events name by their SHA-256, in pieces of 256 KiB. */
    "CREATE TABLE chunk (\n"
    "    sha    TEXT NOT NULL,\n"
    "    number INTEGER NOT NULL,\n"
    "    bytes  BLOB NOT NULL,\n"
    "    PRIMARY KEY (sha, number)\n"
    ") STRICT;\n";

static const char standing[] =
    "CREATE TABLE campaign (\n"
    "    camp   INTEGER PRIMARY KEY,\n"
    "    id     TEXT NOT NULL,  -- 128 random bits\n"
    "    name   TEXT NOT NULL,\n"
    "    rubric TEXT NOT NULL,  -- SHA-256 of the rubric in force\n"
    "    engine INTEGER NOT NULL -- that all its figures were made with\n"
    ") STRICT;\n"
    "CREATE TABLE rubric (\n"
    "    sha  TEXT PRIMARY KEY,\n"
    "    text TEXT NOT NULL\n"
    ") STRICT;\n"

    /* What stands in every slot: the events that no other event of the slot replaces. One row: it
     * stands; several: rules of the kind decide. Of earlier campaigns what stood there. */
    "CREATE TABLE head (\n"
    "    camp    INTEGER NOT NULL,\n"
    "    body    TEXT NOT NULL,\n"
    "    service TEXT NOT NULL,\n"
    "    kind    TEXT NOT NULL,\n"
    "    item    TEXT NOT NULL, -- under the id that the rubric in force has for it\n"
    "    id      BLOB NOT NULL, -- of the event; empty in earlier campaigns\n"
    "    value   TEXT,          -- of an answer; '' taken back; NULL a note alone\n"
    "    note    TEXT,\n"
    "    was     TEXT,          -- the value that it replaced\n"
    "    by      TEXT NOT NULL,\n"
    "    at      TEXT NOT NULL,\n"
    "    PRIMARY KEY (camp, body, service, kind, item, id)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX head_na ON head (at) WHERE value = 'n/a';\n"
    "CREATE INDEX head_cant_tell ON head (at) WHERE value = 'cannot-tell';\n"
    /* Events that another event of their slot replaces, so that the order in which events come in
     * decides nothing. */
    "CREATE TABLE replaced (\n"
    "    id      BLOB NOT NULL,\n"
    "    body    TEXT NOT NULL,\n"
    "    service TEXT NOT NULL,\n"
    "    kind    TEXT NOT NULL,\n"
    "    item    TEXT NOT NULL,\n"
    "    PRIMARY KEY (id, body, service, kind, item)\n"
    ") STRICT, WITHOUT ROWID;\n";

static const char derived[] =
    /* The registry. `list` is '' for a body, the body's code for a service; `pos` the place in that
     * list, 0 … n-1 without gaps, NULL where withdrawn: so lists are read by window. */
    "CREATE TABLE subject (\n"
    "    camp      INTEGER NOT NULL REFERENCES campaign,\n"
    "    body      TEXT NOT NULL,\n"
    "    service   TEXT NOT NULL,\n"
    "    list      TEXT NOT NULL,\n"
    "    pos       INTEGER,\n"
    "    withdrawn INTEGER NOT NULL,\n"
    "    place     INTEGER NOT NULL, -- what the registry says of the order; equal ones by code\n"
    "    name      TEXT NOT NULL,\n"
    "    short     TEXT,\n"
    "    inspector TEXT,\n"
    "    stopped   INTEGER NOT NULL,\n"
    "    reason    TEXT,             -- why stopped\n"
    "    previous  TEXT,             -- its code in the campaign before, where that is another\n"
    "    attrs     TEXT NOT NULL,    -- further columns: a JSON object of texts\n"
    "    PRIMARY KEY (camp, body, service)\n"
    ") STRICT;\n"
    "CREATE INDEX subject_list ON subject (camp, list, pos);\n"

    /* What previous() gives the campaign after: values as they counted. NULL: stored, but counted
     * as nothing. */
    "CREATE TABLE counted (\n"
    "    camp    INTEGER NOT NULL,\n"
    "    body    TEXT NOT NULL,\n"
    "    service TEXT NOT NULL,\n"
    "    item    TEXT NOT NULL,\n"
    "    family  TEXT NOT NULL, -- of the question's type there\n"
    "    value   TEXT,\n"
    "    PRIMARY KEY (camp, body, service, item)\n"
    ") STRICT, WITHOUT ROWID;\n"

    /* One row per subject; a body's holds those of its own questions too (in `text`) and sums over
     * its services. Good for one rubric and one engine; else made anew at the first write. Figures
     * are as printed, without the point. -1: none. */
    "CREATE TABLE figures (\n"
    "    camp           INTEGER NOT NULL,\n"
    "    body           TEXT NOT NULL,\n"
    "    service        TEXT NOT NULL,\n"
    "    rubric         TEXT NOT NULL,\n"
    "    engine         INTEGER NOT NULL,\n"
    "    state          INTEGER NOT NULL,\n"
    "    unrated        INTEGER NOT NULL, -- number of the rule; -2: no_score\n"
    "    score          INTEGER,\n"
    "    so_far         INTEGER,\n"
    "    low            INTEGER,\n"
    "    high           INTEGER,\n"
    "    rating         INTEGER NOT NULL,\n"
    "    computed       INTEGER NOT NULL, -- before caps\n"
    "    rating_low     INTEGER NOT NULL,\n"
    "    rating_high    INTEGER NOT NULL,\n"
    "    held           INTEGER NOT NULL,\n"
    "    asked          INTEGER NOT NULL,\n"
    "    answered       INTEGER NOT NULL,\n"
    "    deficiencies   INTEGER NOT NULL,\n"
    "    worst          INTEGER NOT NULL, -- gravest severity among them\n"
    "    cant_tell      INTEGER NOT NULL,\n"
    "    not_applicable INTEGER NOT NULL,\n"
    "    conflicts      INTEGER NOT NULL,\n"
    "    notes          INTEGER NOT NULL,\n"
    "    open           INTEGER NOT NULL, -- a bit per stage: something is open in it\n"
    "    open_all       INTEGER NOT NULL, -- of a body: in it or one of its services\n"
    "    stages         TEXT NOT NULL,    -- asked and answered, stage by stage\n"
    "    text           TEXT NOT NULL,    -- all exact fractions (figures_text.c)\n"
    "    PRIMARY KEY (camp, body, service),\n"
    "    FOREIGN KEY (camp, body, service) REFERENCES subject\n"
    ") STRICT;\n";

static const char finding[] =
    /* What can be found: names of the registry, and the notes of answers, of the campaign at work.
     * Bodies are numbered from 1, services from 2^40, notes from 2^41 on: hits come in that order.
     * The text is kept as it was indexed, since taking it out of the index needs it again. */
    "CREATE TABLE found (\n"
    "    n       INTEGER PRIMARY KEY,\n"
    "    kind    INTEGER NOT NULL, -- 0 a body, 1 a service, 2 a note\n"
    "    body    TEXT NOT NULL,\n"
    "    service TEXT NOT NULL,\n"
    "    item    TEXT NOT NULL,    -- of a note its question; else ''\n"
    "    text    TEXT NOT NULL,    -- folded words (text_words)\n"
    "    UNIQUE (body, service, item)\n"
    ") STRICT;\n"
    "CREATE INDEX found_start ON found (kind, text) WHERE kind < 2;\n"
    /* The words hold letters and digits alone: for this tokenizer they are what lies between
     * blanks. Names and notes apart, so that looking for either costs nothing for the other. */
    "CREATE VIRTUAL TABLE name_word USING fts5 (text, content = 'found', content_rowid = 'n',\n"
    "    tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '1 2 3');\n"
    "CREATE VIRTUAL TABLE note_word USING fts5 (text, content = 'found', content_rowid = 'n',\n"
    "    tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '1 2 3');\n";

static const char reviewing[] =
    /* The state of a body of the campaign at work, where an event says one. */
    "CREATE TABLE review (\n"
    "    body    TEXT PRIMARY KEY,\n"
    "    state   TEXT NOT NULL,\n"
    "    id      BLOB NOT NULL, -- of the event\n"
    "    by      TEXT NOT NULL,\n"
    "    at      TEXT NOT NULL,\n"
    "    reason  TEXT,\n"
    "    rating  TEXT,          -- what an accept saw: rating, printed score, rubric, and a hash\n"
    "    score   TEXT,          -- over the events that stood\n"
    "    rubric  TEXT,\n"
    "    seen    TEXT,\n"
    "    changed INTEGER NOT NULL -- something else stands by now\n"
    ") STRICT, WITHOUT ROWID;\n"
    /* What reviewers said and nobody has settled yet. */
    "CREATE INDEX head_remark ON head (body, service, item) WHERE camp = 0 AND kind = 'remark'\n"
    "    AND value IN ('open', 'answered');\n"
    "CREATE INDEX head_state ON head (body) WHERE camp = 0 AND kind = 'state';\n";

/* One row per version: the scripts that lead to it from the one before. What a new table of a
 * projection holds is filled in by whoever migrates (open.c). */
static const char *const migrations[][4] = {
    {events, standing, derived, NULL},
    {finding, NULL},
    {reviewing, NULL},
};

bool schema_make_index(struct db *db)
{
    return db_script(db, finding);
}

int schema_version(void)
{
    return (int)(sizeof migrations / sizeof migrations[0]);
}

bool schema_migrate(struct db *db)
{
    int have = (int)db_number(db, 0, "PRAGMA user_version", "");
    for (int v = have; v < schema_version(); v++) {
        char stamp[64];
        snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d;", v + 1);
        for (int i = 0; migrations[v][i]; i++)
            db_script(db, migrations[v][i]);
        db_script(db, stamp);
    }
    return !db_broken(db);
}

/* ---- are its tables ours? ---- */

/* SQL without its comments and blanks. */
static void add_bare(struct buf *b, const char *sql)
{
    for (; *sql; sql++) {
        if (strncmp(sql, "--", 2) == 0)
            sql += strcspn(sql, "\n") - (sql[strcspn(sql, "\n")] == '\0');
        else if (!strchr(" \t\r\n", *sql))
            buf_addc(b, *sql);
    }
}

/* The tables in which FTS5 keeps what our two index tables hold are its own affair. */
static bool is_shadow(const char *name)
{
    return strncmp(name, "name_word_", 10) == 0 || strncmp(name, "note_word_", 10) == 0;
}

/* A table that somebody else has put in the place of ours could hold what ours never do, a NULL
 * where a text must be: all the reading counts on the columns being as they are written here. */
static bool is_ours(struct db *db, int version)
{
    struct buf all = {0}, one = {0};
    int wanted = 0, found = 0;
    bool ours = true;
    for (int v = 0; v < version; v++)
        for (int i = 0; migrations[v][i]; i++)
            add_bare(&all, migrations[v][i]);
    for (const char *at = all.s; at && (at = strchr(at, ';')); at++)
        wanted++;
    struct query *q = db_query(db,
                               "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND"
                               " name NOT LIKE 'sqlite~_%' ESCAPE '~'",
                               "");
    while (ours && query_row(q)) {
        if (version > 1 && is_shadow(query_text(q, 0)))
            continue;
        buf_clear(&one);
        add_bare(&one, query_text(q, 1));
        buf_addc(&one, ';');
        ours = all.s && one.s && strstr(all.s, one.s);
        found += ours;
    }
    query_done(&q);
    buf_free(&all);
    buf_free(&one);
    return ours && found == wanted;
}

bool schema_known(struct db *db, const char *shown, int *version, struct err *err)
{
    int64_t application = db_number(db, 0, "PRAGMA application_id", "");
    *version = (int)db_number(db, 0, "PRAGMA user_version", "");
    if (db_failed(db, err))
        return false;
    if (application != APPLICATION_ID || *version < 1) {
        err_set(err, REFUSED, _("%s is not a campaign file of meyar"), shown);
        return false;
    }
    if (*version > schema_version()) {
        err_set(
            err, REFUSED,
            _("%s was written by a newer meyar (file version %d, this one knows %d); use that one"),
            shown, *version, schema_version());
        return false;
    }
    bool ours = is_ours(db, *version);
    if (db_failed(db, err))
        return false;
    if (!ours)
        err_set(err, DAMAGED,
                _("%s: its tables are not as meyar makes them: another program changed the file; "
                  "take a copy of it, and go on with a backup"),
                shown);
    return ours;
}
