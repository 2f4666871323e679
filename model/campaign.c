/* What an open campaign tells about itself. */
#include <string.h>
#include "model/inside.h"

const char *campaign_read_only(const struct campaign *c)
{
    return c->read_only;
}

const char *campaign_path(const struct campaign *c)
{
    return c->path;
}

const char *campaign_by(const struct campaign *c)
{
    return c->by;
}

unsigned campaign_changes(const struct campaign *c)
{
    return c->changes + c->commits; /* neither ever goes down */
}

const char *campaign_saved_at(const struct campaign *c)
{
    return c->saved_at;
}

int campaign_count(const struct campaign *c)
{
    return c->neras;
}

const char *campaign_name(const struct campaign *c, int which)
{
    return c->eras[which].name;
}

const struct rubric *campaign_rubric(const struct campaign *c, int which)
{
    /* Loading it when it is first asked for changes nothing that anybody sees. */
    const struct catalogue *k = catalogue_of((struct campaign *)c, which, NULL);
    return k ? k->rubric : NULL;
}

const char *campaign_rubric_sha256(const struct campaign *c, int which)
{
    return c->eras[which].sha;
}

int campaign_find(const struct campaign *c, const char *name)
{
    for (int i = 0; i < c->neras; i++)
        if (strcmp(c->eras[i].name, name) == 0)
            return i;
    return -1;
}

/* A clock has seconds, and may be wrong: it only finds the hundreds among which the order of the
 * events decides. */
#define LAST_NOTES(value)                                                                          \
    "SELECT note FROM (SELECT note, id FROM head WHERE camp = 0 AND kind = 'answer' AND"           \
    " value = '" value "' ORDER BY at DESC LIMIT 500) h JOIN event e ON e.id = h.id"               \
    " ORDER BY e.n DESC"

int last_reasons(struct campaign *c, bool cannot_tell, const char **out, int n, struct arena *a)
{
    struct query *q = cannot_tell ? db_query(c->db, LAST_NOTES("cannot-tell"), "")
                                  : db_query(c->db, LAST_NOTES("n/a"), "");
    int found = 0;
    while (found < n && query_row(q)) {
        const char *note = query_text(q, 0);
        bool fresh = note && note[0];
        for (int i = 0; fresh && i < found; i++)
            fresh = strcmp(out[i], note) != 0;
        if (fresh)
            out[found++] = arena_dup(a, note);
    }
    query_done(&q);
    db_failed(c->db, NULL);
    return found;
}

void campaign_pin(struct campaign *c)
{
    db_pin(c->db);
}

void campaign_unpin(struct campaign *c)
{
    db_unpin(c->db);
}

bool campaign_fault(struct campaign *c, struct err *err)
{
    return db_unheard(c->db, err);
}
