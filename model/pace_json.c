/* Pace as JSON. */
#include "model/pace.h"

#include "forms/text.h"
#include "model/put_json.h"

static const char *pace_verdict_id(enum pace_verdict v)
{
    static const char *const ids[] = {
        [PACE_NO_BODY] = "no_body", [PACE_DONE] = "done",       [PACE_OPEN] = "open",
        [PACE_UNKNOWN] = "unknown", [PACE_IN_TIME] = "in_time", [PACE_LATE] = "late",
        [PACE_OVER] = "over",
    };
    return ids[v];
}

static void put_day(struct buf *out, const char *key, int32_t day)
{
    char text[11];
    if (day != NO_DAY)
        date_format(day, text);
    put_text(out, key, day == NO_DAY ? NULL : text);
}

static void put_known(struct buf *out, const char *key, int64_t n)
{
    put_key(out, key);
    if (n < 0)
        put_null(out);
    else
        put_int(out, n);
}

static void put_pace(struct buf *out, const char *key, num x, struct arena *a)
{
    put_key(out, key);
    if (num_is_none(x))
        put_null(out);
    else
        put_raw(out, num_fixed(a, x, 1));
}

static void put_figures(struct buf *out, const struct pace_person *it, struct arena *a)
{
    put_known(out, "asked", it->asked);
    put_known(out, "answered", it->answered);
    put_known(out, "left", it->left);
    put_known(out, "given", it->given);
    put_known(out, "days", it->days);
    put_pace(out, "per_day", it->rate, a);
    put_known(out, "days_left", it->days_left);
    put_pace(out, "needed_per_day", it->needed, a);
    put_text(out, "verdict", pace_verdict_id(it->verdict));
    put_day(out, "finish", it->finish);
    put_known(out, "late", it->late);
}

static void put_body(struct buf *out, const struct pace_body *b)
{
    put_open(out, '{');
    put_text(out, "code", b->code);
    put_text(out, "name", b->name);
    put_text(out, "state", review_id(b->state));
    put_known(out, "asked", b->asked);
    put_known(out, "answered", b->answered);
    put_known(out, "left", b->left);
    put_close(out, '}');
}

static void put_off(struct buf *out, const struct workdays *w)
{
    put_key(out, "off");
    put_open(out, '[');
    for (int i = 0; i < w->noff; i++) {
        put_open(out, '{');
        put_day(out, "from", w->off[i].from);
        put_day(out, "to", w->off[i].to);
        put_close(out, '}');
    }
    put_close(out, ']');
}

void pace_json(const struct pace *p, struct buf *out, struct arena *a)
{
    put_open(out, '{');
    put_day(out, "today", p->today);
    put_day(out, "end", p->end);
    put_off(out, &p->work);
    put_key(out, "total");
    put_open(out, '{');
    put_figures(out, &p->total, a);
    put_close(out, '}');
    put_key(out, "inspectors");
    put_open(out, '[');
    for (int i = 0; i < p->npersons; i++) {
        const struct pace_person *it = &p->person[i];
        put_open(out, '{');
        put_text(out, "name", it->name);
        put_key(out, "bodies");
        put_open(out, '[');
        for (int k = 0; k < it->nbodies; k++)
            put_body(out, &it->body[k]);
        put_close(out, ']');
        put_figures(out, it, a);
        put_close(out, '}');
    }
    put_close(out, ']');
    put_close(out, '}');
    buf_addc(out, '\n');
}
