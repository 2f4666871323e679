/* The report of a merge as JSON. */
#include <string.h>
#include "model/inside.h"
#include "model/put_json.h"

static void put_units(struct buf *b, const char *key, int64_t units, int decimals)
{
    char out[32];
    put_key(b, key);
    if (units == UNITS_NONE)
        put_null(b);
    else
        put_raw(b, units_text(units, decimals, out, sizeof out));
}

static void put_source(struct buf *b, const struct merge_source *s)
{
    put_open(b, '{');
    put_text(b, "path", s->path);
    put_text(b, "refused", s->refused);
    put_number(b, "events", s->events);
    put_number(b, "new", s->fresh);
    put_number(b, "files", s->files);
    put_key(b, "by");
    put_open(b, '[');
    for (int i = 0; i < s->nby; i++)
        put_string(b, s->by[i]);
    put_close(b, ']');
    put_text(b, "from", s->from);
    put_text(b, "to", s->to);
    put_close(b, '}');
}

static void put_person(struct buf *b, const struct merge_person *p)
{
    put_open(b, '{');
    put_text(b, "by", p->by);
    put_text(b, "body", p->body);
    put_text(b, "name", p->name);
    put_number(b, "answers", p->answers);
    put_number(b, "files", p->files);
    put_number(b, "proposals", p->proposals);
    put_number(b, "remarks", p->remarks);
    put_number(b, "states", p->states);
    put_close(b, '}');
}

static void put_service(struct buf *b, const char *service)
{
    put_text(b, "service", service[0] ? service : NULL);
}

static void put_conflict(struct buf *b, const struct merge_conflict *c)
{
    put_open(b, '{');
    put_text(b, "body", c->body);
    put_service(b, c->service);
    put_text(b, "question", c->question);
    put_close(b, '}');
}

static void put_figures(struct buf *b, const char *key, const struct rubric *r, int64_t score,
                        int64_t low, int64_t high, int rating, int conflicts)
{
    put_key(b, key);
    put_open(b, '{');
    put_units(b, "score", score, r->decimals);
    put_units(b, "low", low, r->decimals);
    put_units(b, "high", high, r->decimals);
    put_text(b, "rating", rating >= 0 && rating < r->nratings ? r->ratings[rating].id : NULL);
    put_number(b, "conflicts", conflicts);
    put_close(b, '}');
}

static void put_moved(struct buf *b, const struct merge_moved *m, const struct rubric *r)
{
    put_open(b, '{');
    put_text(b, "body", m->body);
    put_service(b, m->service);
    put_text(b, "name", m->name);
    if (m->added)
        put_text(b, "before", NULL);
    else
        put_figures(b, "before", r, m->score_before, m->low_before, m->high_before,
                    m->rating_before, m->conflicts_before);
    put_figures(b, "after", r, m->score, m->low, m->high, m->rating, m->conflicts);
    put_close(b, '}');
}

static void put_note(struct buf *b, const struct merge_note *m)
{
    put_open(b, '{');
    put_text(b, "kind", m->remark ? "remark" : "state");
    put_text(b, "body", m->body);
    put_service(b, m->service);
    put_text(b, "question", m->question);
    put_text(b, "by", m->by);
    put_text(b, "at", m->at);
    put_text(b, "state", m->state);
    put_text(b, "text", m->text);
    put_close(b, '}');
}

static void put_lack(struct buf *b, const struct merge_lack *m)
{
    put_open(b, '{');
    put_text(b, "rubric", m->rubric);
    put_text(b, "by", m->by);
    put_number(b, "from", m->from);
    put_number(b, "to", m->to);
    put_number(b, "waiting", m->waiting);
    put_close(b, '}');
}

#define PUT_LIST(key_, list_, n_, put_)                                                            \
    do {                                                                                           \
        put_key(b, key_);                                                                          \
        put_open(b, '[');                                                                          \
        for (int i = 0; i < (n_); i++)                                                             \
            put_(b, &(list_)[i]);                                                                  \
        put_close(b, ']');                                                                         \
    } while (0)

void merge_json(struct campaign *c, const struct merge_report *m, struct buf *b)
{
    const struct rubric *r = campaign_rubric(c, 0);
    put_open(b, '{');
    put_number(b, "new", m->fresh);
    put_number(b, "waiting", m->waiting);
    put_text(b, "copy", m->copy);
    PUT_LIST("sources", m->sources, m->nsources, put_source);
    PUT_LIST("people", m->people, m->npeople, put_person);
    PUT_LIST("conflicts", m->conflicts, m->nconflicts, put_conflict);
    put_key(b, "changes");
    put_open(b, '[');
    for (int i = 0; i < m->nmoved; i++)
        put_moved(b, &m->moved[i], r);
    put_close(b, ']');
    PUT_LIST("notes", m->notes, m->nnotes, put_note);
    PUT_LIST("missing", m->lacks, m->nlacks, put_lack);
    put_close(b, '}');
    buf_addc(b, '\n');
}
