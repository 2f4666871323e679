/* JSON written as text, key by key, in the order wanted; figures as exact decimals, never through a
 * double. Invisible and control characters are escaped, so that the same bytes are exact and safe.
 */
#ifndef MODEL_PUT_JSON_H
#define MODEL_PUT_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

/* A key of an object, with the comma that goes before it. */
void put_key(struct buf *b, const char *key);
/* Each value puts a comma before it where it follows another one in a list. NULL: null. */
void put_string(struct buf *b, const char *s);
void put_int(struct buf *b, int64_t i);
void put_null(struct buf *b);
void put_bool(struct buf *b, const char *key, bool value); /* a key and its true or false */
/* Text that is JSON already. */
void put_raw(struct buf *b, const char *json);
void put_open(struct buf *b, char bracket); /* { or [ */
void put_close(struct buf *b, char bracket);
/* A key and its text; its number. */
void put_text(struct buf *b, const char *key, const char *s);
void put_number(struct buf *b, const char *key, int64_t n);

#endif
