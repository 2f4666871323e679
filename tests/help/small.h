/* For tests of storage: a folder of one's own, a small rubric and registry, a campaign made of
 * them. */
#ifndef TESTS_HELP_SMALL_H
#define TESTS_HELP_SMALL_H

#include "model/lib.h"

/* A rubric that has a bit of everything: gates, a calc, a limit, optional questions, a cap,
 * previous(), attr(), a body's part. And the next year's, which renames e_pay to e_paid and changes
 * e_level. */
extern const char small_rubric[], small_rubric_next[];
/* Two bodies: alpha with the services s1, s2, s3 (stopped), beta with s1. */
extern const char small_registry[];

/* Makes a fresh folder, and the state folder inside it; "" before, and after small_leave. */
extern char small_folder[256];
int small_enter(void **state);
/* Removes it. */
int small_leave(void **state);
/* FOLDER/NAME; good until called four times more. */
const char *small_path(const char *name);
/* What campaign_create takes for a campaign of that name; the texts must live as long. */
struct init_options small_options(const char *name, const char *rubric, const char *registry);
/* Makes the campaign `name` at FOLDER/FILE; previous NULL or a file. */
void small_make(const char *file, const char *name, const char *rubric, const char *previous);
/* Opens FOLDER/FILE; fails the test where that fails. */
struct campaign *small_open(const char *file);
/* … as somebody who enters by hand. */
struct campaign *small_open_as(const char *file, const char *by);
/* FOLDER/FROM once more as FOLDER/TO: another laptop begins. */
void small_copy(const char *from, const char *to);
/* What a struct sink calls to write into a struct buf. */
bool small_to_buf(void *buf, const char *bytes, size_t n);
/* One answer; fails the test where it is refused. note NULL: as it stands. */
void small_answer(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *value, const char *note);
/* The demo campaign at `path`: a copy of the one that the run of all tests has made (tests/run.sh:
 * the demo's bytes are always the same), or made here where there is none. */
void small_demo(const char *path);
/* True where `verify` finds nothing; else prints what it finds. */
bool small_clean(struct campaign *c);
/* Runs SQL on a file by the library itself, past all of the program's care. */
void small_sql(const char *file, const char *sql);

#endif
