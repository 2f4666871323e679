#include "model/progress.h"

#include <time.h>
#include "model/lib.h"

#define TICK_NS 50000000

static bool (*listener)(void *arg, const char *what, int64_t done, int64_t of);
static void *listener_arg;
static int64_t last;

void progress_listen(bool (*tick)(void *arg, const char *what, int64_t done, int64_t of), void *arg)
{
    listener = tick;
    listener_arg = arg;
    last = 0;
}

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

bool progress_step(const char *what, int64_t done, int64_t of, struct err *err)
{
    if (!listener)
        return true;
    int64_t now = now_ns();
    if (now - last < TICK_NS)
        return true;
    last = now;
    if (listener(listener_arg, what, done, of))
        return true;
    err_set(err, REFUSED, _("Broken off: nothing was changed"));
    return false;
}
