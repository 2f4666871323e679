/* Evidence: files of an answer, copied into the campaign file. An event of kind `evidence` names
 * the question and the SHA-256; the bytes stand in table `chunk`, equal ones once. Nothing here
 * holds a whole file in memory, and everything that can take long tells progress (progress.h) and
 * can be broken off. */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

struct campaign;
struct err;

#define EVIDENCE_MOST (64 << 20) /* bytes of one file: the limit, here and nowhere else */

struct evidence {
    const char *name;   /* as it was attached; a stranger's may be anything that is a text */
    const char *type;   /* "image/png"; "application/octet-stream" where not known */
    int64_t size;       /* bytes */
    const char *sha256; /* 64 hexadecimal digits */
    const char *by, *at;
    bool at_hand; /* are all its bytes in this file? */
};

/* Where evidence belongs: a question of a body (service "") or a service. */
struct evidence_place {
    const char *body, *service, *question;
};

/* What stands attached, in the order in which it came into the file. The list and its strings live
 * in the arena. False and a sentence where the file can't be read. */
bool evidence_list(struct campaign *c, const struct evidence_place *at, struct evidence **list,
                   int *n, struct arena *a, struct err *err);

/* What evidence_attach did. */
struct attached {
    int stored, already; /* files attached now; that stood there, or came twice */
    const char *renamed; /* the name that the first whose own is no line of text got; NULL none */
};
/* Attaches files as one change, all or none. Refused in a sentence that names the file: not there,
 * not to be read, no regular file, empty, too large, changed while it was read, the campaign file
 * itself; broken off; no such question. */
bool evidence_attach(struct campaign *c, const struct evidence_place *at, const char *const *paths,
                     int npaths, struct attached *done, struct arena *a, struct err *err);
/* Withdraws a file; its bytes and its history stay. Nothing to do where it does not stand there. */
bool evidence_take_away(struct campaign *c, const struct evidence_place *at, const char *sha256,
                        struct err *err);

/* Writes the bytes to a new file in a folder: whole or not at all, true to the SHA-256, never over
 * another (a number is put behind the name then). *path gets its path, in the arena. */
bool evidence_take_out(struct campaign *c, const struct evidence *e, const char *folder,
                       struct arena *a, const char **path, struct err *err);
/* A copy for a viewer: private (mode 0400, in a folder of mode 0700 in the state folder), with an
 * ending that tells its type. REFUSED where no viewer should get such a file: what it is could be a
 * program. It stays until private_clear. */
bool evidence_copy(struct campaign *c, const struct evidence *e, struct arena *a, const char **path,
                   struct err *err);

/* A text in a private file of that name, for an editor. NULL and a sentence where it can't be
 * written. In the arena. */
const char *private_text(struct arena *a, const char *name, const char *text, struct err *err);
/* Reads such a file and removes it. NULL where it is not UTF-8 or longer than `most` bytes: then it
 * is moved to where it stays, and the sentence names that place. */
const char *private_read(struct arena *a, const char *path, size_t most, struct err *err);
/* Removes the private files of this process and of those that were killed. */
void private_clear(void);

/* The last part of a path as a name: one line of UTF-8 without characters that can't be seen, at
 * most 255 bytes; what does not fit becomes '_'. */
const char *evidence_name(struct arena *a, const char *path);
/* What a file is, by the end of its name and its first n bytes together. */
const char *evidence_type(const char *name, const unsigned char *bytes, size_t n);

/* For tests: another limit than EVIDENCE_MOST; 0: that one. */
void evidence_limit(int64_t most);

#endif
