/* model/: what is kept. Events, and what is derived from them. Knows no screen.
 *
 * This is the face that tui/ uses. A campaign is one open file; every function that can fail takes
 * a struct err and gives false (or NULL) with a sentence in it. Strings in results live in the
 * arena that was passed, unless said otherwise. Codes, names and texts are raw: whoever prints them
 * makes them showable (forms/text.h).
 */
#ifndef MODEL_LIB_H
#define MODEL_LIB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "forms/lib.h"
#include "model/aside.h"
#include "model/behind.h"
#include "model/clock.h"
#include "model/compare.h"
#include "model/copies.h"
#include "model/desk.h"
#include "model/evidence.h"
#include "model/final.h"
#include "model/jump.h"
#include "model/national.h"
#include "model/people.h"
#include "model/proposals.h"
#include "model/registry_edit.h"
#include "model/remark.h"
#include "model/report.h"
#include "model/review.h"
#include "model/exchange.h"
#include "model/handin.h"
#include "model/progress.h"
#include "model/rubric_move.h"
#include "model/scorecard.h"
#include "model/search.h"
#include "model/undo.h"
#include "model/view.h"
#include "model/wording.h"

/* The exit statuses of cli.md. */
enum status { DONE = 0, REFUSED = 1, USAGE = 2, BUSY = 3, DAMAGED = 4 };

struct err {
    enum status status;
    char text[1536]; /* one sentence (or, of a CSV, one line per bad row), no newline at its end */
    const char *brief; /* the same in two or three words, translated; NULL where there are none */
    char *long_text;   /* where 1,536 bytes do not do: all of it; err_clear frees it. NULL else */
};
void err_set(struct err *e, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void err_clear(struct err *e);
void err_copy(struct err *e, const struct err *from);
/* Every fault of a file as `file:line:col: error: …`, one a line: REFUSED. */
void err_diags(struct err *e, struct diags *d);
const char *err_text(const struct err *e); /* long_text where there is one, else text */

/* ---- opening and making ------------------------------------------------------------------ */

struct campaign; /* an open campaign file */

enum { OPEN_READ_ONLY = 1 };

/* How the writer is known: events carry them. */
struct writer {
    const char *by;  /* NULL: $MEYAR_BY, else the login name */
    const char *via; /* "key", "command", "import", … */
};

/* Opens a campaign file. Where another meyar writes to it, or the file or disk can't be written, it
 * is opened for reading only and campaign_read_only says why (a command that must write then
 * refuses with BUSY). Refused in one sentence: not there, not a campaign, newer than this program,
 * damaged, on a network disk. */
struct campaign *campaign_open(const char *path, unsigned flags, const struct writer *w,
                               struct err *err);
void campaign_close(struct campaign **c); /* folds the WAL in */
/* Folds the WAL in while the user rests, so that a copy of the one file is whole; cheap where there
 * is nothing to do. */
void campaign_idle(struct campaign *c);
/* NULL where it can be written; else a sentence why not. */
const char *campaign_read_only(const struct campaign *c);
const char *campaign_path(const struct campaign *c);
const char *campaign_by(const struct campaign *c);

struct init_options {
    const char *name;         /* of the campaign */
    const char *rubric_path;  /* for messages */
    const char *rubric_bytes; /* NULL: read from rubric_path */
    size_t rubric_size;
    const char *registry_path;
    const char *registry_bytes; /* NULL: read from registry_path */
    size_t registry_size;
    const char *previous_path; /* NULL: none */
    struct writer writer;
    /* Only for the demo: fixed in place of random and clock. */
    const char *fixed_id; /* 32 hex digits: campaign and device */
    const char *fixed_at; /* RFC 3339; later events a second apart */
};
/* Makes a campaign file; refuses to overwrite; nothing is left behind where it fails. Errors of the
 * rubric or the registry are told as `file:line:col: error: …`, one a line. */
bool campaign_create(const char *path, const struct init_options *o, struct err *err);

/* Campaigns that the file holds: 0 is the one at work, 1 the one before it, 2 the one before that…
 */
int campaign_count(const struct campaign *c);
const char *campaign_name(const struct campaign *c, int which);
const struct rubric *campaign_rubric(const struct campaign *c, int which);
const char *campaign_rubric_sha256(const struct campaign *c, int which); /* hex */
int campaign_find(const struct campaign *c, const char *name);           /* -1: none */

/* Has another rubric come into force in the file, by another process? Then that is at hand from now
 * on, and places and indexes that were made for the old one are void; the old rubric stays readable
 * until the campaign is closed. Nothing else notices by itself. */
bool campaign_follow(struct campaign *c);

/* Counts what was committed here, and what was read anew: a screen that keeps what it has read sees
 * by it that it must read again. */
unsigned campaign_changes(const struct campaign *c);

/* Between these two everything is read from one state of the file, and faster: for whoever reads
 * much at once, as a screen does. They nest; nothing may be left pinned while waiting for the user.
 */
void campaign_pin(struct campaign *c);
void campaign_unpin(struct campaign *c);

/* Has reading failed since this was last asked? Rows, counts and next_open have no err of their
 * own: what they give is whole only where this is false. */
bool campaign_fault(struct campaign *c, struct err *err);

/* ---- rows for lists: windows on the database ------------------------------------------------ */

/* One body or service, as lists show it. Printed figures are integers in units of 10^-decimals of
 * the rubric's scale (units_text writes them); UNITS_NONE where not there. */
struct row {
    const char *body, *service;    /* codes; service "" for a body */
    const char *name, *short_name; /* short_name NULL where none */
    const char *inspector;         /* of the body; NULL */
    const char *review;            /* state id of the body: "unassigned", "assigned", … */
    bool changed;                  /* the body is accepted, and something came in since */
    const char *state_reason;      /* of a stopped service */
    const char *unrated;           /* id, NULL */
    enum subject_state state;
    int64_t score, so_far, low, high;
    int rating;                  /* after caps, -1: none */
    int rating_low, rating_high; /* of low and high, before caps; -1 */
    int held;                    /* a cap that is true now holds at this rating; -1 */
    int final_rating;            /* set by hand, counts while it is rated; -1: none */
    int asked;    /* questions that are active and asked (answered, n/a, can't tell or open) */
    int answered; /* of these, answered or n/a */
    int stage_asked, stage_answered; /* the same, of the stage that was asked for */
    int ndeficiencies; /* questions deficient; of a body: different questions over its services and
                          own */
    int worst;         /* gravest severity among them, -1: none */
    int cant_tell, not_applicable, conflicts, notes;
    int remarks;   /* that wait (remark.h); of a body its services' too */
    int nservices; /* of a body: not withdrawn */
    int pos;       /* place in its list, from 0 */
};

/* Bodies (body NULL) or the services of a body. Lists are dense: pos 0 … n-1. `stage` -1: all. */
int rows_count(struct campaign *c, int which, const char *body);
/* Fills at most n rows from place `first`; gives how many. */
int rows_window(struct campaign *c, int which, const char *body, int stage, int first, int n,
                struct row *rows, struct arena *a);
/* One row: a body (service "") — whose own questions' progress is in own_* below — or a service. */
bool row_get(struct campaign *c, int which, const char *body, const char *service, int stage,
             struct row *row, struct arena *a);

/* The same of a list that is filtered or sorted (view.h): its places are 0 … n-1 of what is left.
 * `view` NULL: as above. What was read is kept until something is committed. */
int view_count(struct campaign *c, int which, const char *body, int stage, const struct view *view);
int view_window(struct campaign *c, int which, const char *body, int stage, const struct view *view,
                int first, int n, struct row *rows, struct arena *a);
/* The place in such a list of the row that has the place `pos` in the registry's order; where it is
 * not in it, -1 - that of the one that comes after it there. */
int view_place(struct campaign *c, int which, const char *body, int stage, const struct view *view,
               int pos);

/* What a body's summary shows beside its row. */
struct body_summary {
    struct row
        own; /* the body itself as a subject: progress, figures of its own questions, marks */
    struct figures f, *service_criteria; /* exact; one per service criterion */
    struct figures *own_criteria;        /* one per criterion of the body block */
    int nstopped, nincomplete, nrated, nno_score;
    int *unrated_counts, *rating_counts; /* as in body_result */
    int64_t before; /* the body's score in the campaign before, in that one's units; UNITS_NONE */
};
bool body_summary(struct campaign *c, int which, const char *body, int stage,
                  struct body_summary *s, struct arena *a);

/* ---- a body in full: everything evaluated ---------------------------------------------------- */

struct standing; /* below */
struct service_full {
    const char *code, *name, *short_name, *state_reason;
    struct subject *subject;
    struct subject_input in;
    const struct standing *standing; /* one per question; without before*, remarks */
    int final_rating;                /* -1 */
    const char *final_reason, *final_by;
};
struct body_full {
    struct arena *arena;
    const struct rubric *rubric;
    const char *code, *name, *short_name, *inspector, *review;
    struct subject *own;
    struct subject_input own_in;
    const struct standing *own_standing;
    struct service_full *services;
    int nservices;
    struct service_part *parts; /* parallel to services */
    struct body_result *result; /* with proposals */
    int final_rating;
    const char *final_reason, *final_by;
    int conflicts;          /* questions in conflict, with those of services that go on */
    int *service_conflicts; /* parallel to services */
};
struct body_full *body_load(struct campaign *c, int which, const char *body, struct err *err);
void body_unload(struct body_full **b);
/* The place of a service among its services, by its code; -1: it has none such ("" neither). */
int body_service(const struct body_full *b, const char *code);
/* Its weakest questions (score.h), over all its services. */
struct weak *body_weakest(const struct body_full *b, struct arena *a, int *n);

/* ---- one subject at work: what the questions screen and `answer` use ------------------------- */

/* What stands for one question of the subject. */
struct standing {
    const char *value;   /* canonical text; NULL: not answered (a note alone, or nothing) */
    const char *note;    /* NULL: none */
    const char *by, *at; /* of the head; NULL where nothing was ever entered */
    const char *was;     /* canonical value that it replaced; NULL */
    bool conflict, unfit;
    int files;   /* evidence attached */
    int remarks; /* about it, that wait; of a subject at work and in the jump list */
    const char *before,
        *before_note; /* last year's canonical value and note under today's id; NULL */
    bool
        before_changed; /* its text, choices or points changed since: not offered for taking over */
};

struct work; /* one subject, kept evaluated; its body's figures with it */
/* Opens a body (service "") or a service for work. The state is read once and kept up to date by
 * work_answer; work_reread reads it anew. */
struct work *work_open(struct campaign *c, int which, const char *body, const char *service,
                       struct err *err);
void work_close(struct work **w);
bool work_reread(struct work *w, struct err *err);
/* The same where anything was stored since it was read, but by work_answer on it. */
bool work_refresh(struct work *w, struct err *err);
const struct rubric *work_rubric(const struct work *w);
const struct block *work_block(const struct work *w);
const struct row *work_row(const struct work *w);         /* of the subject, all stages */
const struct row *work_body_row(const struct work *w);    /* of its body */
const struct subject *work_subject(const struct work *w); /* evaluated */
const struct subject_input *work_input(const struct work *w);
const struct standing *work_standing(const struct work *w, int question);
/* The body's figures with all its services (scaled units are in work_body_row). */
const struct body_result *work_body(const struct work *w);

/* Stores one answer: value in the form of the answers CSV ("" takes it back, NULL leaves the value
 * and sets the note alone), note NULL: as it stands ("" removes it), but the reason of n/a or
 * cannot-tell goes with that answer. In one transaction: event, projection, the subject's and its
 * body's figures. True only after COMMIT; then the subject is
 * evaluated anew. False: err, and everything as it was. */
bool work_answer(struct work *w, int question, const char *value, const char *note,
                 struct err *err);
/* Takes over what was answered to the question in the campaign before (standing's before). REFUSED
 * and a sentence where there is nothing to take over, or it is not the same question any more. */
bool work_take_over(struct work *w, int question, struct err *err);
/* When the last change was committed, as local HH:MM:SS; "" where none since opening. */
const char *campaign_saved_at(const struct campaign *c);

/* The next open question in working order (bodies as in the list; of a body its own questions
 * first, then its services), from a place, forward (1) or back (-1), of a stage (-1: all), passing
 * over subjects that are unrated or stopped. False where there is none. Codes in the arena. */
bool next_open(struct campaign *c, const char *body, const char *service, int question, int stage,
               int direction, const char **to_body, const char **to_service, int *to_question,
               struct arena *a);

/* ---- tables in and out ------------------------------------------------------------------------
 */

/* All rows or none. `dry_run`: everything but the commit. *rows gets how many were taken in. bytes
 * NULL: read from path. Errors list every bad row as `file:line: …`.Of a registry REFUSED too where
 * it changes a body that is locked for who works here, or where that is no supervisor and it adds a
 * body, brings one back or says who inspects it. */
bool import_answers(struct campaign *c, const char *path, const char *bytes, size_t size,
                    bool dry_run, int *rows, struct err *err);
bool import_registry(struct campaign *c, const char *path, const char *bytes, size_t size,
                     bool dry_run, int *added, int *changed, struct err *err);

/* A row that an import adds, or changes. */
struct registry_changed {
    const char *body, *service, *name; /* service "": a body */
    bool added;
    const char *columns; /* of one that changes: the columns that differ, ", " between them */
};
/* The same, and what it adds and changes, in the file's order; from the file at `path`. */
bool import_registry_told(struct campaign *c, const char *path, bool dry_run,
                          struct registry_changed **list, int *n, struct arena *a, struct err *err);

struct assignment {
    const char *question, *value; /* "" takes back */
};
/* Several answers of one subject as one change; all or none. note NULL: none given. */
bool answer_many(struct campaign *c, const char *body, const char *service,
                 const struct assignment *list, int n, const char *note, struct err *err);

enum { ANSWERS_WHO = 1, ANSWERS_SPREADSHEET = 2, ANSWERS_JSON = 4 };
/* Writes the answers CSV (or JSON) of everything, a body or a service (NULL: all). Questions in
 * conflict are left out and named, one a line, in *left_out (the caller frees it; NULL where none).
 */
bool answers_write(struct campaign *c, const char *body, const char *service, unsigned flags,
                   struct buf *out, char **left_out, struct err *err);

/* One event that concerns an answer: the answer itself, or (kind "evidence") a file of it, whose
 * value is its name; NULL: it was taken away. */
struct history_entry {
    const char *id, *device, *at, *by, *kind, *via, *body, *service, *question, *value, *note,
        *undoes, *set;
    const char *change; /* of the action of the user that it belongs to */
    bool undone;        /* an undo took that action back, and none took the undo back */
    int64_t seq;
    const char **was;
    int nwas;
};
/* In the order of cli.md; service NULL: of a body all, "" its own only; question NULL: all. */
bool history_read(struct campaign *c, const char *body, const char *service, const char *question,
                  struct history_entry **list, int *n, struct arena *a, struct err *err);

/* The latest of them and of their evidence, newest first: at most `most`, by the order in which
 * they came into the file; *more: there are others. Quick for a body of any size. */
bool history_latest(struct campaign *c, const char *body, const char *service, const char *question,
                    int most, struct history_entry **list, int *n, bool *more, struct arena *a,
                    struct err *err);
/* Puts an earlier answer back, its note with it: a new event, via "restore", as one change; `id` is
 * of the event that gave it. Refused where that is no answer to this question, where the rubric no
 * longer takes the value, where it stands already, or where nothing can be written. */
bool answer_restore(struct campaign *c, const char *body, const char *service, const char *question,
                    const char *id, struct err *err);

/* cli.md's `score --json`; body NULL: all bodies; service NULL: all of the body. */
bool score_json(struct campaign *c, int which, const char *body, const char *service,
                struct buf *out, struct err *err);

/* ---- checks ------------------------------------------------------------------------------------
 */

/* Integrity, every event's id and chain, evidence; projections and figures made anew and compared.
 * Each finding is one line in *report (caller frees; NULL where none); gives false with DAMAGED and
 * a sentence where anything is wrong. *events gets how many were checked. */
bool campaign_verify(struct campaign *c, int64_t *events, char **report, struct err *err);

struct stat;
/* What SQLite lays beside a database: the endings of their names; ends with NULL. */
extern const char *const file_beside[];
/* Is it the database at `path`, or one of the files that lie beside it? */
bool file_belongs_to(const struct stat *st, const char *path);
/* Does the file begin as a database does? False where it can't be read. */
bool file_is_database(const char *path);
struct lock;
/* A name beside `path`, in the arena, for a file that is being made and then takes that place; what
 * a killed program left of such files is cleared away first. Keep what it gives (it may be NULL)
 * until the file has its place, then give it to file_made. */
struct lock *file_making(const char *path, const char **temporary, struct arena *a);
void file_made(struct lock **making);
/* What doctor asks of storage: lines "name: value". */
void doctor_lines(const char *path, struct buf *out);

/* ---- the state folder: what belongs to this laptop, not to the file -------------------------- */

/* Where its user was; keys are free words ("last_file", and per campaign "place:…"). NULL: not
 * kept. In the arena. Failing to write is no error for the user: false, and things go on. */
const char *state_get(struct arena *a, const char *key);
bool state_put(const char *key, const char *value); /* NULL removes */
/* A draft of a text not yet stored, per campaign, subject, question; NULL, "": removes. */
bool draft_put(struct campaign *c, const char *body, const char *service, const char *question,
               const char *field, const char *text);
const char *draft_get(struct campaign *c, const char *body, const char *service,
                      const char *question, const char *field, struct arena *a);
/* $XDG_DATA_HOME/meyar/demo.meyar and the like; folders are made. In the arena. */
const char *demo_path(struct arena *a);
/* $XDG_CONFIG_HOME/meyar/settings.yaml, which may not be there. In the arena. */
const char *settings_path(struct arena *a);
/* Notices for the user that arose while opening or writing (a new device was drawn, events of this
 * laptop are missing, …): gives the oldest once, NULL when there are no more. */
const char *campaign_notice(struct campaign *c, struct arena *a);

/* The last reasons given for n/a or cannot-tell in this campaign, most recent first; at most n. */
int last_reasons(struct campaign *c, bool cannot_tell, const char **out, int n, struct arena *a);

/* ---- the demo -----------------------------------------------------------------------------------
 */

/* Makes the demo campaign at path: the same bytes every time. Refuses to overwrite. */
bool demo_create(const char *path, struct err *err);

/* What several laptops entered apart and differs; it needs what stands above. */
#include "model/conflict.h"

#endif
