/* Rubrics that this laptop has read once, kept in the state folder so that a campaign opens at
 * once. */
#ifndef MODEL_PACKED_H
#define MODEL_PACKED_H

#include "forms/rubric.h"

/* The rubric whose text has this SHA-256 (hexadecimal); NULL where it is not kept, or not whole. */
struct rubric *packed_get(const char *sha);
/* Keeps it for the next time. Failing to is no error: then it is read from its text again. */
void packed_put(const char *sha, const char *text, size_t n);

#endif
