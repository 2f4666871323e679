#include "tui/when.h"

#include "forms/text.h"
#include "model/clock.h"

const char *when_local(struct arena *a, const char *utc, const char *format)
{
    time_t t = (time_t)time_read(utc);
    struct tm local;
    char out[64];

    if (t < 0 || !localtime_r(&t, &local) || strftime(out, sizeof out, format, &local) == 0) {
        return arena_dup(a, utc);
    }
    return arena_dup(a, out);
}

const char *when_today(struct arena *a)
{
    char day[11];

    date_format(clock_today(), day);
    return arena_dup(a, day);
}
