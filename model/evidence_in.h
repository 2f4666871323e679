/* What the files about evidence share. */
#ifndef MODEL_EVIDENCE_IN_H
#define MODEL_EVIDENCE_IN_H

#include <sys/stat.h>
#include "model/inside.h"

#define TYPE_BYTES 16 /* of a file's start that tell its type */

/* A file that is to be attached, open for reading. */
struct source {
    const char *path; /* as given */
    int fd;
    struct stat st;
    char sha[HEX_SIZE];
    const char *name, *type;
};

/* Opens it and reads it once: what it is, its hash. False and a sentence; then it is closed. */
bool source_open(struct source *s, struct campaign *c, const char *path, struct arena *a,
                 struct err *err);
/* Reads it again and keeps it piece by piece. False and a sentence: also where it is no longer what
 * was read first. */
bool source_keep(struct source *s, struct db *db, struct err *err);
void source_close(struct source *s);

/* The ending of names that goes with a type ("png"); NULL where it is none that a viewer may get.
 */
const char *type_ending(const char *type);

#endif
