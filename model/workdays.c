#include "model/workdays.h"

#include <stdlib.h>
#include <string.h>
#include "model/inside.h"

/* ---- Monday to Friday ---- */

/* 1970-01-01 was a Thursday. */
int weekday_of(int32_t day)
{
    int w = (int)(((int64_t)day + 3) % 7);
    return w < 0 ? w + 7 : w;
}

static bool is_weekday(int32_t day)
{
    return weekday_of(day) < 5;
}

static int weekdays(int32_t from, int32_t to)
{
    int64_t n = (int64_t)to - from + 1;
    if (n <= 0)
        return 0;
    int64_t count = n / 7 * 5;
    for (int64_t i = 0; i < n % 7; i++)
        count += is_weekday((int32_t)(to - i));
    return (int)count;
}

static int32_t nth_weekday(int32_t from, int n)
{
    while (!is_weekday(from))
        from++;
    from += (n - 1) / 5 * 7;
    for (int i = (n - 1) % 5; i > 0; i--)
        do
            from++;
        while (!is_weekday(from));
    return from;
}

/* ---- without days off ---- */

int working_days(const struct workdays *w, int32_t from, int32_t to)
{
    int count = weekdays(from, to);
    for (int i = 0; i < w->noff; i++) {
        const struct days *off = &w->off[i];
        count -= weekdays(off->from > from ? off->from : from, off->to < to ? off->to : to);
    }
    return count;
}

int32_t working_day(const struct workdays *w, int32_t from, int n)
{
    int32_t day = nth_weekday(from, n);
    for (int i = 0; i < w->noff && w->off[i].from <= day; i++) {
        n += weekdays(w->off[i].from > from ? w->off[i].from : from, w->off[i].to);
        day = nth_weekday(from, n);
    }
    return day;
}

/* ---- reading days off ---- */

static bool read_part(const char *part, struct days *d, struct arena *a, struct err *err)
{
    const char *dots = strstr(part, "..");
    const char *first = dots ? arena_dupn(a, part, (size_t)(dots - part)) : part;
    if (!date_parse(first, &d->from) || !date_parse(dots ? dots + 2 : part, &d->to)) {
        err_set(err, REFUSED, _("'%s' is no day off: write YYYY-MM-DD, or two with .. between"),
                part);
        return false;
    }
    if (d->to < d->from)
        err_set(err, REFUSED, _("'%s' ends before it begins"), part);
    return d->to >= d->from;
}

static int by_from(const void *x, const void *y)
{
    const struct days *a = x, *b = y;
    return (a->from > b->from) - (a->from < b->from);
}

/* Puts what overlaps or touches together, and counts. */
static void put_together(struct workdays *w)
{
    int kept = 0;
    if (w->noff > 0)
        qsort(w->off, (size_t)w->noff, sizeof *w->off, by_from);
    for (int i = 0; i < w->noff; i++) {
        struct days *last = kept > 0 ? &w->off[kept - 1] : NULL;
        if (!last || w->off[i].from > last->to + 1)
            w->off[kept++] = w->off[i];
        else if (w->off[i].to > last->to)
            last->to = w->off[i].to;
    }
    w->noff = kept;
    for (int i = 0; i < kept; i++) {
        int n = w->off[i].to - w->off[i].from + 1;
        w->named += n;
        w->weekend += n - weekdays(w->off[i].from, w->off[i].to);
    }
}

bool workdays_read(const char *text, struct workdays *w, struct arena *a, struct err *err)
{
    *w = (struct workdays){0};
    const char *s = text && text[0] ? text : NULL;
    while (s) {
        s += strspn(s, " ");
        size_t n = strcspn(s, ","), part = n;
        while (part > 0 && s[part - 1] == ' ')
            part--;
        w->off = arena_more(a, w->off, (size_t)w->noff, sizeof *w->off);
        if (!read_part(arena_dupn(a, s, part), &w->off[w->noff++], a, err)) {
            *w = (struct workdays){0};
            return false;
        }
        s = s[n] == ',' ? s + n + 1 : NULL;
    }
    put_together(w);
    return true;
}
