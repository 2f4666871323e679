/* Writing: a transaction, its events in the device's chain, and what follows from them. */
#include "model/change.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model/project.h"
#include "model/review.h"

bool campaign_writable(struct campaign *c, struct err *err)
{
    struct stat st;
    if (c->read_only) {
        err_set(err, BUSY, _("%s is open for reading only: %s"), c->path, c->read_only);
        return false;
    }
    /* The path may lead to another file by now: writing to one that nobody sees would lose it. */
    if (!c->real || (stat(c->real, &st) == 0 && st.st_ino == c->inode && st.st_dev == c->disk))
        return true;
    err_set(err, BUSY,
            _("%s was removed or replaced by another file while it was open; open it again"),
            c->path);
    err->brief = _("file replaced");
    return false;
}

struct change *change_begin(struct campaign *c, struct err *err)
{
    if (!campaign_writable(c, err) || !db_begin(c->db, err))
        return NULL;
    struct change *t = mem_alloc(sizeof *t);
    t->c = c;
    t->arena = arena_new();
    t->before = c->device;
    random_hex(t->id);
    return t;
}

void change_fix_device(struct change *t, const char *device)
{
    struct device *d = &t->c->device;
    char sha[HEX_SIZE];
    t->fixed = arena_dup(t->arena, device);
    if (strcmp(d->id, device) != 0 || !d->fixed) {
        d->fixed = true;
        snprintf(d->id, sizeof d->id, "%s", device);
        device_end(t->c, device, &d->seq, d->last);
    }
    const char *seed = arena_printf(t->arena, "change %s %lld", device, (long long)d->seq);
    sha256_hex(seed, strlen(seed), sha);
    snprintf(t->id, sizeof t->id, "%.32s", sha);
}

void change_as(struct change *t, const char *by, const char *at)
{
    t->by = arena_copy(t->arena, by);
    t->at = arena_copy(t->arena, at);
}

void change_touch(struct change *t, const char *body, const char *service)
{
    const struct touched *last = t->ntouched ? &t->touched[t->ntouched - 1] : NULL;
    if (last && strcmp(last->body, body) == 0 && strcmp(last->service, service) == 0)
        return;
    if (!t->touched || t->ntouched == t->touched_room) {
        t->touched_room = 2 * t->ntouched + 1;
        t->touched = mem_grow(t->touched, (size_t)t->touched_room, sizeof *t->touched);
    }
    t->touched[t->ntouched++] =
        (struct touched){arena_dup(t->arena, body), arena_dup(t->arena, service)};
}

void change_touch_all(struct change *t, const char *body)
{
    struct query *q = db_query(t->c->db,
                               "SELECT service FROM subject WHERE camp = 0 AND list = ? AND"
                               " pos >= 0 ORDER BY pos",
                               "t", body);
    change_touch(t, body, "");
    while (query_row(q))
        change_touch(t, body, query_text(q, 0));
    query_done(&q);
}

/* ---- events ---- */

static bool insert(struct change *t, struct event *e, const char *body)
{
    unsigned char hash[HASH_SIZE];
    event_id(body, strlen(body), hash);
    hex_encode(hash, HASH_SIZE, e->id);
    return event_insert(t->c->db, e, body, false);
}

static bool draw_device(struct change *t)
{
    if (t->c->device.id[0] || device_draw(t->c))
        return true;
    char *why = mem_printf(_("%s: the state folder can't be written (%s); nothing was changed"),
                           t->c->path, strerror(errno));
    db_break(t->c->db, BUSY, why);
    free(why);
    return false;
}

#define SECONDS_BACK 3600 /* most often the first or second of them will do */

static bool lies_between(const struct change *t, const char *body)
{
    unsigned char hash[HASH_SIZE];
    char id[HEX_SIZE];
    event_id(body, strlen(body), hash);
    hex_encode(hash, HASH_SIZE, id);
    return (!t->above || strcmp(id, t->above) > 0) && (!t->below || strcmp(id, t->below) < 0);
}

/* The event's body. An id follows from the body, and of that the clock alone is ours to choose (it
 * is shown, and decides nothing): where the id has to lie between others it goes back a little. */
static char *placed_body(const struct change *t, struct event *e)
{
    char at[21];
    char *body = event_body(e);
    time_t now = time(NULL);
    bool free_clock = !t->at && (t->above || t->below);
    for (int i = 1; free_clock && body && i <= SECONDS_BACK && !lies_between(t, body); i++) {
        free(body);
        time_utc(now - i, at);
        e->at = arena_dup(t->arena, at);
        body = event_body(e);
    }
    return body;
}

/* Fills in what follows from the device and the campaign, writes, projects. */
static bool append(struct change *t, struct event *e)
{
    struct campaign *c = t->c;
    struct device *d = &c->device;
    e->campaign = c->id;
    e->device = d->id;
    e->seq = d->seq + 1;
    e->prev = d->last[0] ? d->last : NULL;
    e->by = t->by ? t->by : c->by;
    e->via = t->via ? t->via : c->via;
    e->change = t->id;
    e->undoes = t->undoes;
    e->rubric = c->eras[0].sha;
    char *body = placed_body(t, e);
    if (!body) {
        db_break(c->db, REFUSED, _("A text is not valid UTF-8: nothing was changed"));
        return false;
    }
    bool ok = insert(t, e, body);
    free(body);
    ok = ok && project_event(c, e);
    if (ok) {
        d->seq = e->seq;
        memcpy(d->last, e->id, sizeof d->last);
        t->events++;
    }
    return ok;
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void note_body(struct change *t, const char *body)
{
    if (!body[0] || (t->nbodies > 0 && strcmp(t->bodies[t->nbodies - 1], body) == 0))
        return;
    if (!t->bodies || t->nbodies == t->bodies_room) {
        t->bodies_room = 2 * t->nbodies + 1;
        t->bodies = mem_grow(t->bodies, (size_t)t->bodies_room, sizeof *t->bodies);
    }
    t->bodies[t->nbodies++] = arena_dup(t->arena, body);
}

bool change_event(struct change *t, const struct slot *slot, json_t *payload,
                  const char *const *replaces, int nreplaces)
{
    const char **sorted = mem_grow(NULL, (size_t)nreplaces + 1, sizeof *sorted);
    for (int i = 0; i < nreplaces; i++)
        sorted[i] = replaces[i];
    qsort(sorted, (size_t)nreplaces, sizeof *sorted, by_text);
    char now[21];
    time_utc(time(NULL), now);
    struct event e = {.at = t->at ? t->at : now,
                      .slot = *slot,
                      .payload = payload,
                      .replaces = sorted,
                      .nreplaces = nreplaces};
    bool ok = !db_broken(t->c->db) && draw_device(t) && append(t, &e);
    note_body(t, slot->body);
    free(sorted);
    json_decref(payload);
    return ok;
}

/* What stands in a slot now: the ids that a new event replaces, and its value. */
struct standing_heads {
    const char *ids[64];
    struct head_row rows[64];
    int n;
};

static void read_slot(struct change *t, const struct slot *s, struct standing_heads *h)
{
    struct query *q = db_query(t->c->db,
                               "SELECT id, value, note FROM head WHERE camp = 0 AND body = ? AND"
                               " service = ? AND kind = ? AND item = ? ORDER BY id",
                               "tttt", s->body, s->service, s->kind, s->item);
    h->n = 0;
    while (h->n < 64 && query_row(q)) {
        char id[HEX_SIZE];
        const char *value = query_text(q, 1), *note = query_text(q, 2);
        query_id(q, 0, id);
        h->rows[h->n] = (struct head_row){.value = arena_copy(t->arena, value),
                                          .note = arena_copy(t->arena, note)};
        h->ids[h->n++] = arena_dup(t->arena, id);
    }
    query_done(&q);
}

bool change_put(struct change *t, const struct slot *slot, json_t *payload)
{
    struct standing_heads h;
    read_slot(t, slot, &h);
    return change_event(t, slot, payload, h.ids, h.n);
}

/* ---- answers ---- */

/* The value in its canonical form; NULL and a sentence where it does not fit. */
static const char *canonical(struct arena *a, const struct question *q, const char *value,
                             const char *note, struct err *err)
{
    struct answer answer;
    const char *why = NULL;
    if (utf8_check(value, strlen(value)) != strlen(value)) {
        err_set(err, REFUSED, _("%s: the value is not valid UTF-8"), q->id);
        return NULL;
    }
    if (!answer_parse(q, value, a, &answer, &why)) {
        err_set(err, REFUSED, "%s: %s", q->id, why);
        return NULL;
    }
    if ((answer.given == GIVEN_NA || answer.given == GIVEN_CANT_TELL) && text_blank(note)) {
        err_set(err, REFUSED,
                answer.given == GIVEN_NA ? _("%s: \"not applicable\" needs its reason as the note")
                                         : _("%s: \"can't tell\" needs its reason as the note"),
                q->id);
        return NULL;
    }
    return answer_text(q, &answer, a);
}

/* What stands as one value and note: a conflict has no value, and any answer settles it. */
static void standing_of(const struct question *q, const struct standing_heads *h, struct arena *a,
                        struct standing *s)
{
    struct answer ignored = {.given = GIVEN_NOTHING};
    memset(s, 0, sizeof *s);
    if (h->n > 0)
        known_settle(q, h->rows, h->n, a, s, &ignored);
}

static bool note_fits(const struct question *q, const char *note, struct err *err)
{
    struct arena *a = arena_new();
    const char *why;
    bool fits = !note || answer_characters(note, a, &why);
    if (!fits)
        err_set(err, REFUSED, _("%s, the note: %s"), q->id, why);
    arena_free(&a);
    return fits;
}

static bool has_reason(const char *value)
{
    return value && (strcmp(value, "n/a") == 0 || strcmp(value, "cannot-tell") == 0);
}

/* A reason belongs to its answer: it would read oddly as the note of another. */
static const char *note_that_stays(const struct standing *s, const char *value)
{
    return value && has_reason(s->value) && !has_reason(value) ? NULL : s->note;
}

enum written change_decide(struct arena *a, const struct question *q, const struct standing *s,
                           const char *value, const char *note, const char **new_value,
                           const char **new_note, struct err *err)
{
    if (q->type->id == Q_CALC) {
        err_set(err, REFUSED, _("%s is calculated: it can't be answered"), q->id);
        return WRITE_REFUSED;
    }
    *new_note = note ? (note[0] ? note : NULL) : note_that_stays(s, value);
    if (!note_fits(q, note, err))
        return WRITE_REFUSED;
    if (!value && s->conflict) {
        err_set(err, REFUSED,
                _("%s: two different answers stand; settle them before changing the note"), q->id);
        return WRITE_REFUSED;
    }
    *new_value = s->value;
    if (value || !s->unfit) {
        const char *given = value ? value : s->value ? s->value : "";
        *new_value = canonical(a, q, given, *new_note, err);
        if (!*new_value)
            return WRITE_REFUSED;
        *new_value = (*new_value)[0] ? *new_value : NULL;
    }
    bool stands = !s->conflict && text_same(*new_value, s->value) && text_same(*new_note, s->note);
    return stands ? WRITE_SAME : WRITE_DONE;
}

enum written change_question(struct change *t, const char *body, const char *service,
                             const struct question *q, const char *value, const char *note,
                             struct err *err)
{
    struct slot slot = {
        .kind = "answer", .body = body, .service = service, .item = q->id, .set = ""};
    struct standing_heads h;
    struct standing s;
    const char *new_value, *new_note;
    read_slot(t, &slot, &h);
    standing_of(q, &h, t->arena, &s);
    enum written w = change_decide(t->arena, q, &s, value, note, &new_value, &new_note, err);
    if (w != WRITE_DONE)
        return w;
    if (!review_open_for_work(t->c, body, err))
        return WRITE_REFUSED;
    json_t *payload = json_object();
    json_object_set_new(payload, "value", json_text(new_value));
    json_object_set_new(payload, "note", json_text(new_note));
    return change_event(t, &slot, payload, h.ids, h.n) ? WRITE_DONE : WRITE_REFUSED;
}

enum written change_answer(struct change *t, const char *body, const char *service,
                           const char *question, const char *value, const char *note,
                           struct err *err)
{
    struct campaign *c = t->c;
    const struct catalogue *k = c->eras[0].catalogue;
    if (!store_has(c, 0, body, "")) {
        store_unknown_body(c, 0, body, err);
        return WRITE_REFUSED;
    }
    if (service[0] && !store_has(c, 0, body, service)) {
        store_unknown_service(c, 0, body, service, err);
        return WRITE_REFUSED;
    }
    enum block_kind kind = service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    const struct question *q = catalogue_question(k, kind, rubric_current_id(k->rubric, question));
    if (!q) {
        store_unknown_question(c, service[0] != '\0', question, err);
        return WRITE_REFUSED;
    }
    enum written w = change_question(t, body, service, q, value, note, err);
    if (w == WRITE_DONE)
        change_touch(t, body, service);
    if (w == WRITE_REFUSED)
        db_tell(c->db, err);
    return w;
}

/* ---- the end ---- */

static void saved_now(struct campaign *c)
{
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    strftime(c->saved_at, sizeof c->saved_at, "%H:%M:%S", &tm);
}

/* After a rollback the chain ends where it did; a device drawn meanwhile is kept for the next try.
 */
static void put_back(struct change *t)
{
    struct device *d = &t->c->device;
    if (t->fixed || strcmp(t->before.id, d->id) == 0) {
        *d = t->before;
        return;
    }
    d->seq = 0;
    d->last[0] = '\0';
}

bool change_finish(struct change **at, bool commit, struct err *err)
{
    struct change *t = *at;
    struct campaign *c = t->c;
    bool off = commit && progress_broken_off(err);
    bool write = commit && !off && (t->events > 0 || t->more);
    for (int i = 0; write && i < t->nbodies; i++)
        review_touched(c, t->bodies[i]);
    bool broken = db_broken(c->db);
    bool committed = db_end(c->db, write, commit && !off ? err : NULL);
    if (!committed || t->fixed)
        put_back(t);
    if (committed) {
        c->commits++;
        device_remember(c);
        saved_now(c);
    }
    free(t->touched);
    free(t->bodies);
    arena_free(&t->arena);
    free(t);
    *at = NULL;
    return !commit || (!broken && !off && committed == write);
}

bool change_end(struct change **at, bool commit, struct err *err)
{
    struct change *t = *at;
    struct campaign *c = t->c;
    bool ok = commit && !db_broken(c->db) && figures_refresh(c, 0, t->touched, t->ntouched, err);
    /* Where the database itself failed, its own sentence is fetched by committing all the same. */
    bool ended = change_finish(at, ok || (commit && db_broken(c->db)), err);
    if (ok && ended)
        c->changes++;
    return ended && (ok || !commit);
}

/* The database tells its sentence when it is asked to commit. */
bool change_close(struct change **at, bool ok, struct err *err)
{
    return *at && change_end(at, ok || db_broken((*at)->c->db), err) && ok;
}
