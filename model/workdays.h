/* Working days: Monday to Friday, without the days off that a campaign names (setting `off`). */
#ifndef MODEL_WORKDAYS_H
#define MODEL_WORKDAYS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

#define NO_DAY INT32_MIN /* days are counted from 1970-01-01, as date_parse does */

/* From one day to another, both included. */
struct days {
    int32_t from, to;
};

struct workdays {
    struct days *off; /* in order, none touching the next */
    int noff;
    int named, weekend; /* days off, and those of them that would be none anyway */
};

/* Reads days off, "2026-01-20,2026-03-20..2026-03-26" in any order, blanks around commas passed
 * over; NULL or "": none. In the arena. False with a sentence that names the part which is none;
 * then *w has none. */
bool workdays_read(const char *text, struct workdays *w, struct arena *a, struct err *err);

/* 0 Monday … 6 Sunday. */
int weekday_of(int32_t day);
/* Working days from one day to another, both included; 0 where `to` is before `from`. */
int working_days(const struct workdays *w, int32_t from, int32_t to);
/* The nth working day from `from` on, which is the first where it is one; n ≥ 1. */
int32_t working_day(const struct workdays *w, int32_t from, int n);

#endif
