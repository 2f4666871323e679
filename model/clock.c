#include "model/clock.h"

#include <stdbool.h>
#include <stdio.h>

void time_utc(time_t t, char out[21])
{
    char text[96]; /* what a tm could hold, not what it will */
    struct tm tm;
    gmtime_r(&t, &tm);
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", (tm.tm_year + 1900) % 10000,
             tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    snprintf(out, 21, "%.20s", text);
}

int64_t time_read(const char *at)
{
    struct tm tm = {0};
    if (!at || sscanf(at, "%4d-%2d-%2dT%2d:%2d:%2dZ", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
                      &tm.tm_hour, &tm.tm_min, &tm.tm_sec) != 6)
        return -1;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return timegm(&tm);
}

static bool fixed;
static int32_t fixed_day;

void clock_fix_today(int32_t day)
{
    fixed = true;
    fixed_day = day;
}

int32_t clock_today(void)
{
    time_t now = time(NULL);
    struct tm tm;
    if (fixed || !localtime_r(&now, &tm))
        return fixed_day;
    tm.tm_hour = 0; /* of the same day in UTC */
    tm.tm_min = tm.tm_sec = 0;
    return (int32_t)(timegm(&tm) / 86400);
}

int64_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE,
                  &t); /* asked at every row read: it costs next to nothing */
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
