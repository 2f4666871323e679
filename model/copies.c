/* Which copies there are, and what differs from them. */
#include "model/copies.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model/backup.h"
#include "model/differ.h"
#include "model/inside.h"
#include "model/state.h"
#include "model/store.h"

/* ---- a folder of them ---- */

/* Names tell the order: the moment, then the number within it. */
static int newest_first(const void *x, const void *y)
{
    const struct copy *a = x, *b = y;
    int by_time = strcmp(b->at, a->at);
    return by_time ? by_time : (b->number > a->number) - (b->number < a->number);
}

static void add(struct copy **list, int n, const struct copy *one, struct arena *a)
{
    *list = arena_more(a, *list, (size_t)n, sizeof **list);
    (*list)[n] = *one;
}

int copies_in(const char *folder, const char *base, struct copy **list, int n, struct arena *a)
{
    DIR *d = opendir(folder);
    if (n == 0)
        *list = NULL;
    for (struct dirent *e; d && (e = readdir(d));) {
        struct copy one = {0};
        struct stat st;
        if (!copy_name_read(e->d_name, &one, a) || (base && strcmp(one.name, base) != 0) ||
            fstatat(dirfd(d), e->d_name, &st, 0) != 0 || !S_ISREG(st.st_mode))
            continue;
        one.path = arena_printf(a, "%s/%s", folder, e->d_name);
        one.size = st.st_size;
        add(list, n++, &one, a);
    }
    if (d)
        closedir(d);
    if (n > 0)
        qsort(*list, (size_t)n, sizeof **list, newest_first);
    return n;
}

/* Of a base in every campaign's folder. */
static int in_all(const char *base, struct copy **list, struct arena *a)
{
    const char *above = data_folder(a, "backups");
    DIR *d = above ? opendir(above) : NULL;
    unsigned char bits[16];
    int n = 0;
    *list = NULL;
    for (struct dirent *e; d && (e = readdir(d));)
        if (hex_decode(e->d_name, bits, sizeof bits))
            n = copies_in(arena_printf(a, "%s/%s", above, e->d_name), base, list, n, a);
    if (d)
        closedir(d);
    return n;
}

static int of_campaign(const char *id, const char *base, struct copy **list, struct arena *a)
{
    const char *folder = data_folder(a, arena_printf(a, "backups/%s", id));
    int n = folder ? copies_in(folder, base, list, 0, a) : 0;
    return n == 0 && folder ? copies_in(folder, NULL, list, 0, a) : n;
}

/* ---- what is in them ---- */

static void read_last(struct campaign *c, struct copy *copy, struct arena *a)
{
    struct query *q = db_query(c->db,
                               "SELECT json_extract(body, '$.at'), json_extract(body, '$.by') FROM"
                               " event ORDER BY n DESC LIMIT 1",
                               "");
    if (query_row(q)) {
        copy->last_at = arena_dup(a, query_text(q, 0) ? query_text(q, 0) : "");
        copy->last_by = arena_dup(a, query_text(q, 1) ? query_text(q, 1) : "");
    }
    query_done(&q);
}

static void read_one(struct copy *copy, struct arena *a)
{
    struct err err = {0};
    struct campaign *c = campaign_open(copy->path, OPEN_READ_ONLY, NULL, &err);
    if (c) {
        db_pin(c->db);
        copy->campaign = arena_dup(a, campaign_name(c, 0));
        copy->events = db_number(c->db, 0, "SELECT count(*) FROM event", "");
        copy->answers = db_number(c->db, 0,
                                  "SELECT count(*) FROM (SELECT 1 FROM head WHERE camp = 0 AND"
                                  " kind = 'answer' AND value <> '' GROUP BY body, service, item)",
                                  "");
        read_last(c, copy, a);
        db_unpin(c->db);
        db_failed(c->db, &err);
    }
    if (err.status != DONE)
        copy->fault = arena_dup(a, err_text(&err));
    err_clear(&err);
    campaign_close(&c);
}

static int read_all(struct copy *list, int n, struct arena *a)
{
    for (int i = 0; i < n; i++)
        read_one(&list[i], a);
    return n;
}

/* Which copies a path means; unread. */
static int find(const char *path, struct copy **list, struct arena *a)
{
    struct err ignored = {0};
    struct campaign *c = campaign_open(path, OPEN_READ_ONLY, NULL, &ignored);
    const char *base = copy_base(c ? c->real : path, a);
    int n = c ? of_campaign(c->id, base, list, a) : in_all(base, list, a);
    err_clear(&ignored);
    campaign_close(&c);
    return n;
}

int copies_list(const char *path, struct copy **list, struct arena *a)
{
    int n = find(path, list, a);
    return read_all(*list, n, a);
}

int copies_of(struct campaign *c, struct copy **list, struct arena *a)
{
    int n = of_campaign(c->id, copy_base(c->real, a), list, a);
    return read_all(*list, n, a);
}

int copies_count(const char *path)
{
    struct arena *a = arena_new();
    struct copy *list;
    int n = find(path, &list, a);
    arena_free(&a);
    return n;
}

const char *copies_named(const char *path, const char *word, struct arena *a, struct err *err)
{
    size_t digits = strspn(word, "0123456789");
    if (word[digits] != '\0')
        return word;
    struct copy *list;
    int n = find(path, &list, a), number = digits < 6 ? atoi(word) : 0;
    if (number >= 1 && number <= n)
        return list[number - 1].path;
    if (n == 0)
        err_set(err, REFUSED, _("there is no copy of %s on this computer"), path);
    else
        err_set(err, REFUSED, _("there is no copy %s of %s: they are numbered 1 to %d"), word, path,
                n);
    return NULL;
}

/* ---- what differs ---- */

static int by_bytes(const void *x, const void *y)
{
    return memcmp(x, y, HASH_SIZE);
}

bool ids_read(struct campaign *c, struct ids *ids, struct err *err)
{
    struct query *q = db_query(c->db, "SELECT id FROM event ORDER BY id", "");
    size_t room = 0;
    *ids = (struct ids){0};
    while (query_row(q)) {
        size_t n;
        const void *id = query_bytes(q, 0, &n);
        if (ids->n == room) {
            room = 2 * room + 1024;
            ids->id = mem_grow(ids->id, room, HASH_SIZE);
        }
        if (n == HASH_SIZE)
            memcpy(ids->id[ids->n++], id, HASH_SIZE);
    }
    query_done(&q);
    return !db_failed(c->db, err);
}

bool ids_have(const struct ids *ids, const void *id)
{
    return ids->n > 0 && bsearch(id, ids->id, ids->n, HASH_SIZE, by_bytes);
}

void ids_free(struct ids *ids)
{
    free(ids->id);
    *ids = (struct ids){0};
}

void people_count(struct copy_person **people, int *n, const char *by, const char *at, bool answer,
                  struct arena *a)
{
    int i = 0;
    while (i < *n && strcmp((*people)[i].by, by) != 0)
        i++;
    if (i == *n) {
        *people = arena_more(a, *people, (size_t)*n, sizeof **people);
        (*people)[(*n)++] = (struct copy_person){.by = arena_dup(a, by), .last_at = ""};
    }
    struct copy_person *p = &(*people)[i];
    p->events++;
    p->answers += answer;
    if (strcmp(at, p->last_at) > 0)
        p->last_at = arena_dup(a, at);
}

static int by_name(const void *x, const void *y)
{
    const struct copy_person *a = x, *b = y;
    return strcmp(a->by, b->by);
}

void people_sort(struct copy_person *people, int n)
{
    if (n > 0)
        qsort(people, (size_t)n, sizeof *people, by_name);
}

bool id_among(const char *id, const char *const *ids, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

static void note_change(struct copy_difference *d, const struct event *e, struct arena *a)
{
    if (d->nchanges == COPY_CHANGES_MOST)
        return;
    d->changes[d->nchanges++] = (struct copy_change){
        .at = arena_dup(a, e->at),
        .by = arena_dup(a, e->by),
        .kind = arena_dup(a, e->slot.kind),
        .body = arena_dup(a, e->slot.body),
        .service = arena_dup(a, e->slot.service),
        .item = arena_dup(a, e->slot.item),
        .value = arena_copy(a, event_value(e)),
    };
}

bool ids_differ(struct campaign *c, const struct ids *copy, struct copy_difference *d,
                struct arena *a, struct err *err)
{
    struct arena *scratch = arena_new();
    const char **own;
    int nown = device_known(c->id, &own, a);
    int64_t both = 0;
    *d = (struct copy_difference){0};
    d->changes = arena_alloc(a, COPY_CHANGES_MOST * sizeof *d->changes);
    struct query *q = db_query(c->db, "SELECT id, body FROM event ORDER BY n DESC", "");
    while (progress_still() && query_row(q)) {
        struct event e;
        size_t n;
        const char *why, *body = query_text(q, 1);
        const void *id = query_bytes(q, 0, &n);
        if (n == HASH_SIZE && ids_have(copy, id)) {
            both++;
            continue;
        }
        arena_reset(scratch);
        d->since++;
        if (!body || !event_read(body, strlen(body), scratch, &e, &why))
            continue;
        d->own += id_among(e.device, own, nown);
        people_count(&d->people, &d->npeople, e.by, e.at, strcmp(e.slot.kind, "answer") == 0, a);
        note_change(d, &e, a);
    }
    query_done(&q);
    arena_free(&scratch);
    people_sort(d->people, d->npeople);
    d->only = (int64_t)copy->n - both;
    return !db_failed(c->db, err) && !progress_broken_off(err);
}

bool copies_differ(struct campaign *c, const char *copy, struct copy_difference *d, struct arena *a,
                   struct err *err)
{
    struct ids ids = {0};
    struct campaign *other = campaign_open(copy, OPEN_READ_ONLY, NULL, err);
    bool ok = other != NULL;
    if (ok && strcmp(other->id, c->id) != 0) {
        err_set(err, REFUSED, _("%s is of another campaign"), copy);
        ok = false;
    }
    ok = ok && ids_read(other, &ids, err) && ids_differ(c, &ids, d, a, err);
    ids_free(&ids);
    campaign_close(&other);
    return ok;
}
