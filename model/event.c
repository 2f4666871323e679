/* Events: canonical JSON and its hash, written and read. */
#include "model/event.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "model/event_scan.h"

#define EVENT_VERSION 1
static const char salt[] = "meyar event 1\n";

void hex_encode(const unsigned char *bytes, size_t n, char *out)
{
    sodium_bin2hex(out, 2 * n + 1, bytes, n);
}

/* What a digit stands for, plus one; 0: it is none. */
static const unsigned char digits[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

bool hex_decode(const char *s, unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned high = digits[(unsigned char)s[2 * i]];
        unsigned low = high ? digits[(unsigned char)s[2 * i + 1]] : 0;
        if (!low)
            return false;
        bytes[i] = (unsigned char)((high - 1) << 4 | (low - 1));
    }
    return s[2 * n] == '\0';
}

void sha256_hex(const void *bytes, size_t n, char out[HEX_SIZE])
{
    unsigned char hash[HASH_SIZE];
    crypto_hash_sha256(hash, bytes, n);
    hex_encode(hash, sizeof hash, out);
}

void random_hex(char out[RANDOM_SIZE])
{
    unsigned char bytes[16];
    /* It fails only where the system has no random bits: ids that repeat would be worse than none.
     */
    if (sodium_init() < 0)
        abort();
    randombytes_buf(bytes, sizeof bytes);
    hex_encode(bytes, sizeof bytes, out);
}

json_t *json_text(const char *s)
{
    return s ? json_string(s) : json_null();
}

char *json_canonical(const json_t *value)
{
    return value ? json_dumps(value, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
}

void event_id(const char *body, size_t n, unsigned char id[HASH_SIZE])
{
    crypto_hash_sha256_state s;
    crypto_hash_sha256_init(&s);
    crypto_hash_sha256_update(&s, (const unsigned char *)salt, sizeof salt - 1);
    crypto_hash_sha256_update(&s, (const unsigned char *)body, n);
    crypto_hash_sha256_final(&s, id);
}

/* ---- writing ---- */

char *event_body(const struct event *e)
{
    json_t *replaces = json_array();
    for (int i = 0; i < e->nreplaces; i++)
        json_array_append_new(replaces, json_string(e->replaces[i]));
    json_t *slot = json_object();
    int bad = json_object_set_new(slot, "body", json_string(e->slot.body));
    bad |= json_object_set_new(slot, "service", json_string(e->slot.service));
    bad |= json_object_set_new(slot, "item", json_string(e->slot.item));
    bad |= json_object_set_new(slot, "set", json_string(e->slot.set));
    json_t *o = json_object();
    bad |= json_object_set_new(o, "v", json_integer(EVENT_VERSION));
    bad |= json_object_set_new(o, "campaign", json_string(e->campaign));
    bad |= json_object_set_new(o, "device", json_string(e->device));
    bad |= json_object_set_new(o, "seq", json_integer(e->seq));
    bad |= json_object_set_new(o, "prev", json_text(e->prev));
    bad |= json_object_set_new(o, "at", json_string(e->at));
    bad |= json_object_set_new(o, "by", json_string(e->by));
    bad |= json_object_set_new(o, "kind", json_string(e->slot.kind));
    bad |= json_object_set_new(o, "slot", slot);
    bad |= json_object_set(o, "payload", (json_t *)e->payload);
    bad |= json_object_set_new(o, "replaces", replaces);
    bad |= json_object_set_new(o, "change", json_string(e->change));
    bad |= json_object_set_new(o, "undoes", json_text(e->undoes));
    bad |= json_object_set_new(o, "via", json_string(e->via));
    bad |= json_object_set_new(o, "rubric", json_text(e->rubric));
    char *body = bad ? NULL : json_canonical(o);
    json_decref(o);
    return body;
}

/* ---- reading ---- */

static void release(void *root)
{
    json_decref(root);
}

/* JSON numbers stand for v and seq alone: anything else is written as text, so that nobody's
 * reader rounds it. */
static bool has_number(const json_t *value)
{
    if (json_is_number(value))
        return true;
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)value, key, member)
    {
        if (has_number(member))
            return true;
    }
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        if (has_number(json_array_get(value, i)))
            return true;
    return false;
}

enum text_kind { FREE_TEXT, RANDOM_BITS, A_HASH, A_HASH_OR_NULL };

static bool right_text(const json_t *value, enum text_kind kind)
{
    unsigned char bytes[HASH_SIZE];
    if (kind == A_HASH_OR_NULL && json_is_null(value))
        return true;
    const char *s = json_string_value(value);
    if (!s || kind == FREE_TEXT)
        return s != NULL;
    return hex_decode(s, bytes, kind == RANDOM_BITS ? 16 : HASH_SIZE);
}

/* Reads one text by key; remembers in *bad the first key that is not as it must be. */
static const char *take(const json_t *o, const char *key, enum text_kind kind, const char **bad)
{
    const json_t *value = json_object_get(o, key);
    if (!right_text(value, kind) && !*bad)
        *bad = key;
    return json_string_value(value);
}

static void read_slot(const json_t *o, struct event *e, const char **bad)
{
    const json_t *slot = json_object_get(o, "slot");
    if ((!json_is_object(slot) || json_object_size(slot) != 4) && !*bad)
        *bad = "slot";
    e->slot.body = take(slot, "body", FREE_TEXT, bad);
    e->slot.service = take(slot, "service", FREE_TEXT, bad);
    e->slot.item = take(slot, "item", FREE_TEXT, bad);
    e->slot.set = take(slot, "set", FREE_TEXT, bad);
    e->slot.kind = take(o, "kind", FREE_TEXT, bad);
}

static void read_replaces(const json_t *o, struct arena *a, struct event *e, const char **bad)
{
    const json_t *list = json_object_get(o, "replaces");
    if (!json_is_array(list) && !*bad)
        *bad = "replaces";
    e->nreplaces = (int)json_array_size(list);
    e->replaces = arena_alloc(a, ((size_t)e->nreplaces + 1) * sizeof *e->replaces);
    for (int i = 0; i < e->nreplaces; i++) {
        const json_t *id = json_array_get(list, (size_t)i);
        if (!right_text(id, A_HASH) && !*bad)
            *bad = "replaces";
        e->replaces[i] = json_string_value(id);
    }
}

/* Fills e from the tree; gives the first key that is wrong, NULL where none is. */
static const char *read_members(const json_t *o, struct arena *a, struct event *e)
{
    const char *bad = NULL;
    if (!json_is_integer(json_object_get(o, "v")))
        return "v";
    e->campaign = take(o, "campaign", RANDOM_BITS, &bad);
    e->device = take(o, "device", RANDOM_BITS, &bad);
    e->prev = take(o, "prev", A_HASH_OR_NULL, &bad);
    e->at = take(o, "at", FREE_TEXT, &bad);
    e->by = take(o, "by", FREE_TEXT, &bad);
    e->via = take(o, "via", FREE_TEXT, &bad);
    e->change = take(o, "change", RANDOM_BITS, &bad);
    e->rubric = take(o, "rubric", A_HASH_OR_NULL, &bad);
    const json_t *undoes = json_object_get(o, "undoes");
    if (!json_is_null(undoes) && !right_text(undoes, RANDOM_BITS) && !bad)
        bad = "undoes";
    e->undoes = json_string_value(undoes);
    e->seq = json_integer_value(json_object_get(o, "seq"));
    if ((!json_is_integer(json_object_get(o, "seq")) || e->seq < 1) && !bad)
        bad = "seq";
    read_slot(o, e, &bad);
    e->payload = json_object_get(o, "payload");
    if (!json_is_object(e->payload) && !bad)
        bad = "payload";
    read_replaces(o, a, e, &bad);
    if (!bad && has_number(e->payload))
        bad = "payload";
    return bad ? bad : json_object_size(o) != 15 ? "v" : NULL;
}

static void set_id(const char *body, size_t n, struct event *e)
{
    unsigned char id[HASH_SIZE];
    event_id(body, n, id);
    hex_encode(id, HASH_SIZE, e->id);
}

bool event_load_payload(struct event *e, const char *payload, size_t n, struct arena *a)
{
    json_t *tree = json_loadb(payload, n, 0, NULL);
    e->payload = tree;
    if (tree)
        arena_on_free(a, release, tree);
    return tree != NULL;
}

/* The payload alone as a tree. */
static bool read_quickly(const char *body, size_t n, struct arena *a, struct event *e)
{
    const char *payload;
    size_t npayload;
    if (!event_scan(body, n, a, e, &payload, &npayload) ||
        !event_load_payload(e, payload, npayload, a))
        return false;
    set_id(body, n, e);
    return true;
}

bool event_read(const char *body, size_t n, struct arena *a, struct event *e, const char **why)
{
    return read_quickly(body, n, a, e) || event_read_whole(body, n, a, e, why);
}

bool event_read_whole(const char *body, size_t n, struct arena *a, struct event *e,
                      const char **why)
{
    memset(e, 0, sizeof *e);
    json_error_t at;
    json_t *o = json_loadb(body, n, JSON_REJECT_DUPLICATES, &at);
    if (!o) {
        *why = arena_printf(a, _("not JSON: %s"), at.text);
        return false;
    }
    arena_on_free(a, release, o);
    json_int_t version = json_integer_value(json_object_get(o, "v"));
    if (json_is_integer(json_object_get(o, "v")) && version != EVENT_VERSION) {
        *why =
            arena_printf(a, _("version %lld of the event format is not known"), (long long)version);
        return false;
    }
    const char *bad = read_members(o, a, e);
    if (bad) {
        *why = arena_printf(a, _("'%s' is missing or not what an event has there"), bad);
        return false;
    }
    char *canonical = json_canonical(o);
    bool same = canonical && strlen(canonical) == n && memcmp(canonical, body, n) == 0;
    free(canonical);
    if (!same) {
        *why = _("not written in the canonical form");
        return false;
    }
    set_id(body, n, e);
    return true;
}

const char *event_text(const struct event *e, const char *key)
{
    return json_string_value(json_object_get(e->payload, key));
}

const char *event_value(const struct event *e)
{
    return event_text(e, "value");
}

const char *event_note(const struct event *e)
{
    return event_text(e, "note");
}
