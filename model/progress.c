#include "model/progress.h"

#include "model/lib.h"

#define TICK_MS 50

static bool (*listener)(void *arg, const char *what, int64_t done, int64_t of);
static void *listener_arg;
static int64_t last, every = TICK_MS;
static bool broken_off;
/* Where the work was last. */
static const char *now_what = "";
static int64_t now_done, now_of;

void progress_listen(bool (*tick)(void *arg, const char *what, int64_t done, int64_t of), void *arg)
{
    listener = tick;
    listener_arg = arg;
    last = 0;
    broken_off = false;
    now_what = "";
    now_done = now_of = 0;
}

void progress_every(int ms)
{
    every = ms < 0 ? TICK_MS : ms;
}

bool progress_still(void)
{
    if (!listener || broken_off)
        return !broken_off;
    int64_t now = every ? clock_ms() : 0;
    if (every && now - last < every)
        return true;
    last = now;
    broken_off = !listener(listener_arg, now_what, now_done, now_of);
    return !broken_off;
}

bool progress_broken_off(struct err *err)
{
    if (broken_off)
        err_set(err, REFUSED, "%s", _("Broken off: nothing was changed"));
    return broken_off;
}

bool progress_step(const char *what, int64_t done, int64_t of, struct err *err)
{
    now_what = what;
    now_done = done;
    now_of = of;
    return progress_still() || !progress_broken_off(err);
}
