/* What the rest of model/ asks of a campaign file: who stands in the registry, what was answered,
 * writing answers, and the events behind them. tui/ uses model/lib.h alone. */
#ifndef MODEL_STORE_H
#define MODEL_STORE_H

#include "model/db.h"
#include "model/event.h"
#include "model/lib.h"

/* ---- the registry ---- */

struct listed {
    const char *body, *service; /* service "": the body itself */
    const char *name, *short_name, *inspector,
        *state_reason; /* NULL where none, but for the name */
    bool stopped;
};
/* Calls f for every body in registry order, each followed by its services. body NULL: all; service
 * NULL: the body and all its services, "": the body alone. Strings are good during the call only. f
 * gives false to stop. False only where the file can't be read. f may call anything here. */
bool store_each_subject(struct campaign *c, int which, const char *body, const char *service,
                        bool (*f)(void *arg, const struct listed *s), void *arg, struct err *err);
/* How many it calls f for; body NULL: in all. A withdrawn body's services are none of them. */
int64_t store_subjects(struct campaign *c, int which, const char *body);
/* Is it in the registry (service "": the body) and not withdrawn? */
bool store_has(struct campaign *c, int which, const char *body, const char *service);
/* Why row_get has no row of a subject that is there: reading failed, or the file contradicts
 * itself. Always false. */
bool store_no_row(struct campaign *c, struct err *err);
/* Sentences for what is not: REFUSED, with the nearest known code where one is near. Always false.
 */
bool store_unknown_body(struct campaign *c, int which, const char *body, struct err *err);
bool store_unknown_service(struct campaign *c, int which, const char *body, const char *service,
                           struct err *err);
bool store_unknown_question(struct campaign *c, bool service, const char *question,
                            struct err *err);

/* ---- answers ---- */

struct stored_answer {
    const struct question *question; /* never NULL: others are passed over */
    const char *value;   /* canonical text; NULL: a note alone, taken back, or conflict */
    const char *note;    /* NULL: none */
    const char *by, *at; /* of what stands (in a conflict: of the smallest id) */
    bool conflict;
    bool unfit; /* the rubric takes the value no longer: kept, counts as unanswered */
};
/* Calls f for everything that stands of one subject, in the rubric's order. */
bool store_each_answer(struct campaign *c, int which, const char *body, const char *service,
                       bool (*f)(void *arg, const struct stored_answer *s), void *arg,
                       struct err *err);

/* ---- writing ---- */

/* One action of the user: any number of answers in one transaction, with one `change`. */
struct change;

enum written { WRITE_REFUSED = -1, WRITE_SAME = 0, WRITE_DONE = 1 };

/* Begins; NULL and a sentence where the file is open for reading only (BUSY) or can't be written.
 */
struct change *change_begin(struct campaign *c, struct err *err);
/* May the file be written, and is it still the one that its path names? False and an error where
 * not. */
bool campaign_writable(struct campaign *c, struct err *err);
/* One answer, as work_answer takes it: value in the form of the answers CSV ("" takes back, NULL
 * sets the note alone), note NULL: as it stands ("" removes it), but a reason goes with its
 * answer. WRITE_REFUSED, err and nothing written where the subject or question is not there, the
 * value does not fit, a reason is missing, it is a calc; the change can go on all the same.
 * WRITE_SAME where it stands so already. */
enum written change_answer(struct change *t, const char *body, const char *service,
                           const char *question, const char *value, const char *note,
                           struct err *err);
/* Ends it and frees it. `commit`: figures of everything touched, COMMIT; else ROLLBACK. False where
 * that failed: then nothing was changed. */
bool change_end(struct change **t, bool commit, struct err *err);
/* The usual end of a deed, also of one that did not begin (*t NULL: false): commits where `ok`.
 * Where the database failed meanwhile, its own sentence stands in err, whatever else was concluded
 * from what could not be read. True only where it was committed. */
bool change_close(struct change **t, bool ok, struct err *err);

/* For the demo and tests: the events of this change come from this device (32 hexadecimal digits;
 * nobody continues it) in place of the laptop's own, and random bits are drawn from it. */
void change_fix_device(struct change *t, const char *device);
/* From now on events carry this person and this clock (RFC 3339, UTC). NULL: as usual. */
void change_as(struct change *t, const char *by, const char *at);

/* ---- events ---- */

/* Calls f for every event about a body (service NULL: and all its services; "": the body's own
 * only) and question (NULL: all; else those of any older id that the rubric's `replaces` maps to it
 * too, and those of its evidence), of one kind (NULL: all), in the order in which they came into
 * the file. body NULL: all. */
bool store_each_event(struct campaign *c, const char *kind, const char *body, const char *service,
                      const char *question, bool (*f)(void *arg, const struct event *e), void *arg,
                      struct err *err);
/* The same for the latest `most` answers and files of answers that came into the file, the last one
 * first. */
bool store_latest_answers(struct campaign *c, const char *body, const char *service,
                          const char *question, int most,
                          bool (*f)(void *arg, const struct event *e), void *arg, struct err *err);
/* The id in a column, as hexadecimal digits; "" where there is none. */
void query_id(struct query *q, int column, char id[HEX_SIZE]);
/* Puts an event that was read, or given its id, into table event as it is: nothing is projected.
 * `again`: one that is there already is no error, and db_changed tells. */
bool event_insert(struct db *db, const struct event *e, const char *body, bool again);
/* One event by its id, into the arena; false where it is not in the file. */
bool store_event(struct campaign *c, const char *id, struct arena *a, struct event *e);

#endif
