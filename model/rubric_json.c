#include "model/rubric_json.h"

#include "model/put_json.h"

static void put_units(struct buf *b, const char *key, const struct rubric *r, int64_t units)
{
    char text[40];
    put_key(b, key);
    if (units == UNITS_NONE)
        put_null(b);
    else
        put_raw(b, units_text(units, r->decimals, text, sizeof text));
}

static void put_verdict(struct buf *b, const char *key, const struct rubric *r, bool service,
                        const struct rubric_verdict *v)
{
    put_key(b, key);
    put_open(b, '{');
    put_text(b, "state", subject_state_id(v->state, service ? BLOCK_SERVICE : BLOCK_BODY));
    put_text(b, "unrated", v->unrated);
    put_units(b, "score", r, v->score);
    put_units(b, "low", r, v->low);
    put_units(b, "high", r, v->high);
    put_text(b, "rating", v->rating < 0 ? NULL : r->ratings[v->rating].id);
    put_close(b, '}');
}

static void put_version(struct buf *b, const char *key, const struct rubric *r, const char *sha)
{
    put_key(b, key);
    put_open(b, '{');
    put_text(b, "version", r->version);
    put_text(b, "sha256", sha);
    put_close(b, '}');
}

static void put_differences(struct buf *b, const struct rubric_move *m)
{
    put_key(b, "differences");
    put_open(b, '[');
    for (int i = 0; i < m->ndifferences; i++) {
        const struct rubric_difference *d = &m->differences[i];
        bool whole = d->kind < DIFFERENT_AGGREGATE;
        put_open(b, '{');
        put_text(b, "kind", difference_id(d->kind));
        put_text(b, "block", whole ? NULL : d->block == BLOCK_SERVICE ? "service" : "body");
        put_text(b, "id", d->id);
        put_text(b, "old_id", d->old_id);
        put_bool(b, "bears", d->bears);
        put_close(b, '}');
    }
    put_close(b, ']');
}

static void put_moved(struct buf *b, const struct rubric_move *m)
{
    put_key(b, "moved");
    put_open(b, '[');
    for (int i = 0; i < m->nmoved; i++) {
        const struct rubric_moved *x = &m->moved[i];
        bool service = x->service[0] != '\0';
        put_open(b, '{');
        put_text(b, "body", x->body);
        put_text(b, "service", service ? x->service : NULL);
        put_text(b, "name", x->name);
        put_verdict(b, "before", m->was, service, &x->was);
        put_verdict(b, "after", m->now, service, &x->now);
        put_close(b, '}');
    }
    put_close(b, ']');
}

void aside_json(const struct aside *list, int n, struct buf *b)
{
    put_open(b, '[');
    for (int i = 0; i < n; i++) {
        const struct aside *x = &list[i];
        put_open(b, '{');
        put_text(b, "why", aside_id(x->why));
        put_text(b, "body", x->body);
        put_text(b, "service", x->service[0] ? x->service : NULL);
        put_text(b, "name", x->name);
        put_text(b, "question", x->question);
        put_text(b, "kind", x->evidence ? "evidence" : "answer");
        put_text(b, "value", x->value);
        put_text(b, "note", x->note);
        put_text(b, "by", x->by);
        put_text(b, "at", x->at);
        put_close(b, '}');
    }
    put_close(b, ']');
}

void rubric_move_json(const struct rubric_move *m, bool applied, struct buf *b)
{
    put_open(b, '{');
    put_text(b, "rubric", m->now->id);
    put_version(b, "from", m->was, m->was_sha256);
    put_version(b, "to", m->now, m->sha256);
    put_bool(b, "comparable", m->comparable);
    put_differences(b, m);
    put_number(b, "carried", m->carried);
    put_number(b, "renamed", m->renamed);
    put_number(b, "back", m->back);
    put_number(b, "subjects", m->nsubjects);
    put_moved(b, m);
    put_key(b, "aside");
    aside_json(m->aside, m->naside, b);
    put_bool(b, "applied", applied);
    put_close(b, '}');
}
