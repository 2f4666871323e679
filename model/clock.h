/* Moments: as seconds, as text, and how much of one has passed. */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include <stdint.h>
#include <time.h>

/* "2019-10-15T14:03:40Z" of a moment. */
void time_utc(time_t t, char out[21]);
/* The moment of such a text, in seconds since 1970; -1 where it is not one, or NULL. */
int64_t time_read(const char *at);
/* The day that it is here, counted from 1970-01-01 (date_format writes it). */
int32_t clock_today(void);
/* For tests: from now on it is that day. */
void clock_fix_today(int32_t day);
/* Milliseconds since some moment, to within a few: by it one tells how long something took. It goes
 * on evenly whatever is done to the clock. */
int64_t clock_ms(void);

#endif
