/* What the files of model/ share about an open campaign; tui/ never sees it. */
#ifndef MODEL_INSIDE_H
#define MODEL_INSIDE_H

#include <sys/types.h>
#include <time.h>
#include "model/db.h"
#include "model/device.h"
#include "model/event.h"
#include "model/lib.h"
#include "model/lock.h"

/* A rubric at hand, with what storage needs to find its questions fast. Eras may share one. */
struct catalogue {
    char sha[HEX_SIZE];
    struct rubric *rubric;
    const struct question **sorted[2]; /* per block kind: its questions by id; NULL where none */
};

/* One campaign of the file. */
struct era {
    char *id, *name;
    char sha[HEX_SIZE];
    struct catalogue *catalogue; /* NULL until it is first asked for */
};

struct notice {
    char *text;
    struct notice *next;
};

/* How a file that is not written is read. */
enum reading { READ_OURS, READ_STILL, READ_LIVE, READ_COPY };

struct bodywork; /* bodywork.h */
struct finder;   /* search.c */
struct views;    /* view.c */

struct campaign {
    char *path, *real; /* as given; resolved */
    dev_t disk;
    ino_t inode;
    struct db *db;
    struct lock *lock;
    enum reading reading;
    char *read_only;       /* why it can't be written; NULL where it can */
    char *private_folder;  /* of a private copy */
    struct timespec mtime; /* READ_STILL: the file as it was opened */
    off_t size;
    int64_t data_version; /* READ_LIVE: SQLite's count of what the writer committed */
    char id[RANDOM_SIZE];
    int version; /* of the file; an older one, where it is only read, lacks tables */
    char *by, *via;
    struct era *eras;
    int neras;
    struct catalogue **catalogues;
    int ncatalogues;
    struct device device;
    struct notice *notices;
    struct bodywork *at_work; /* the body whose services are kept in memory; NULL */
    unsigned changes;         /* counts what was committed or read anew, so that others notice */
    unsigned commits;         /* counts what was committed here, also what all know of already */
    struct finder *finder;    /* what search keeps; NULL until something is looked for */
    struct views *views;      /* lists that were filtered or sorted; NULL until one is */
    char saved_at[9];
};

/* ---- open.c ---- */

/* A campaign around a database that is open already (a new file, a scratch one). Takes db over. */
struct campaign *campaign_around(struct db *db, const char *path, const struct writer *w,
                                 struct err *err);
/* Reads which campaigns the file holds. False: damaged. */
bool campaign_read_eras(struct campaign *c, struct err *err);
void campaign_tell(struct campaign *c, const char *text);

/* ---- follow.c ---- */

/* What is kept in memory of the file is read anew: campaigns, rubrics; whoever keeps more sees that
 * `changes` has moved. Rubrics that were read before stay where they are. */
bool campaign_reread(struct campaign *c, struct err *err);

/* ---- scratch.c ---- */

/* An empty campaign in a nameless database, within a transaction; nothing of it lasts. */
struct campaign *scratch_new(struct campaign *c, struct err *err);
/* One with all events of c and its rubrics, committed; what else follows is yet to be made
 * (anew_derive). */
struct campaign *scratch_of(struct campaign *c, struct err *err);

/* ---- reading.c ---- */

/* Is there a WAL beside the file with something in it? */
bool reading_wal_left(const struct campaign *c);
/* Does a left-over WAL belong to the file as it is now? False and a sentence where not; nothing was
 * touched. The caller holds our lock, and no connection to the file is open. */
bool reading_wal_fits(struct campaign *c, struct err *err);
/* Opens c->db for reading only, in the way that the moment asks for. */
bool reading_begin(struct campaign *c, struct err *err);
/* Removes the private copy, where there is one. */
void reading_end(struct campaign *c);

/* ---- catalogue.c ---- */

/* The rubric of an era with its indexes; NULL and a sentence where it can't be read. */
const struct catalogue *catalogue_of(struct campaign *c, int which, struct err *err);
/* Takes over a rubric that is loaded already. */
void catalogue_add(struct campaign *c, const char *sha, struct rubric *r);
void catalogues_free(struct campaign *c);
/* The question of a block by its id; NULL where there is none. */
const struct question *catalogue_question(const struct catalogue *k, enum block_kind kind,
                                          const char *id);
const struct block *rubric_block(const struct rubric *r, bool service);

/* ---- create.c ---- */

/* May a new file be made at the path? False and a sentence where not. */
bool create_check_place(const char *path, struct err *err);
/* A file that was made under another name gets its own, where nothing is overwritten. */
bool create_put_in_place(const char *temporary, const char *path, struct err *err);
/* The same in the place of a file that may be there: that one is no more, whole or not at all. */
bool create_replace(const char *temporary, const char *path, struct err *err);
/* Removes a file and what SQLite lays beside it. */
void create_remove_traces(const char *temporary);

/* ---- making.c ---- */

/* A name beside `path`, in the arena, for a file that is being made. */
const char *making_name(struct arena *a, const char *path);
/* Clears away what a killed program left of files in the making for this path, unless another meyar
 * makes one now. Keep the lock (lock_close; it may be NULL) until the file has its place. */
struct lock *making_begin(const char *path);

/* ---- search.c, view.c: what they keep ---- */

void search_free(struct campaign *c);
void views_free(struct campaign *c);

#endif
