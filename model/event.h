/* Events: the truth that everything else in a campaign file is derived from. An event is canonical
 * JSON (keys sorted, no blanks, UTF-8); its id is the SHA-256 of "meyar event 1\n" and that text.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"
#include "model/lib.h"

#define HASH_SIZE 32   /* bytes of a SHA-256 */
#define HEX_SIZE 65    /* its hexadecimal digits and a NUL */
#define RANDOM_SIZE 33 /* 128 random bits as hexadecimal digits and a NUL */

/* What an event is about and what it can replace. Strings are never NULL; "" where it does not
 * apply. */
struct slot {
    const char *kind, *body, *service, *item, *set;
};

/* An event, read. All strings live in the arena that it was read into. */
struct event {
    char id[HEX_SIZE];
    const char *campaign, *device, *at, *by, *via, *change;
    const char *prev, *undoes, *rubric; /* NULL where null */
    int64_t seq;
    struct slot slot;
    const json_t *payload; /* an object */
    const char **replaces; /* ids, hexadecimal */
    int nreplaces;
};

/* Hexadecimal, lower case. `out` has room for 2n + 1. */
void hex_encode(const unsigned char *bytes, size_t n, char *out);
/* False where s is not exactly 2n lower-case hexadecimal digits. */
bool hex_decode(const char *s, unsigned char *bytes, size_t n);
void sha256_hex(const void *bytes, size_t n, char out[HEX_SIZE]);
/* 128 random bits. */
void random_hex(char out[RANDOM_SIZE]);

/* A text, or null where s is NULL. */
json_t *json_text(const char *s);
/* The canonical text of a JSON value; the caller frees it. NULL where a text is not UTF-8. */
char *json_canonical(const json_t *value);
/* The id of an event's body. */
void event_id(const char *body, size_t n, unsigned char id[HASH_SIZE]);
/* The canonical body of an event (id and nothing else is ignored); the caller frees it. NULL where
 * a text in it is not UTF-8. */
char *event_body(const struct event *e);
/* Reads a body. False and *why, a sentence in the arena, where it is not an event: not JSON, not
 * its own canonical form, a key missing or of a wrong type, a number anywhere but in v and seq, an
 * unknown v. Unknown kinds are taken. */
bool event_read(const char *body, size_t n, struct arena *a, struct event *e, const char **why);
/* The same by the tree of the whole: what event_read falls back on, and is measured by. */
bool event_read_whole(const char *body, size_t n, struct arena *a, struct event *e,
                      const char **why);

/* A text of the payload, NULL where absent or null. */
const char *event_text(const struct event *e, const char *key);
/* The value of an answer event: canonical text; NULL where it has none (a note alone, a take-back).
 */
const char *event_value(const struct event *e);
const char *event_note(const struct event *e);

#endif
