#include "tui/when.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const char *when_local(struct arena *a, const char *utc, const char *format)
{
    struct tm tm = {0}, local;
    char out[64];

    if (sscanf(utc, "%4d-%2d-%2dT%2d:%2d:%2dZ", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
               &tm.tm_min, &tm.tm_sec) != 6) {
        return arena_dup(a, utc);
    }
    tm.tm_year -= 1900;
    tm.tm_mon--;
    time_t t = timegm(&tm);
    if (!localtime_r(&t, &local) || strftime(out, sizeof out, format, &local) == 0) {
        return arena_dup(a, utc);
    }
    return arena_dup(a, out);
}

void when_now(char out[21])
{
    time_t t = time(NULL);
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
