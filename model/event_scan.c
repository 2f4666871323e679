/* Canonical form makes reading easy: the keys come in one order, there are no blanks, and every
 * character has one spelling. Whatever is not so, or is rare, is left to the parser proper. */
#include "model/event_scan.h"

#include <string.h>
#include "forms/text.h"

#define DEPTH_MOST 32 /* of a payload; real ones have three */

struct scan {
    const char *at, *end;
    struct arena *a;
};

static bool literal(struct scan *s, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(s->end - s->at) < n || memcmp(s->at, text, n) != 0)
        return false;
    s->at += n;
    return true;
}

/* ---- texts ---- */

/* The character that an escape stands for; 0: it is not the one spelling, or a NUL. */
static char escaped(const char *at, const char *end, size_t *n)
{
    static const char letters[] = "\"\\bfnrt", meant[] = "\"\\\b\f\n\r\t";
    const char *letter = end - at >= 2 && at[1] ? strchr(letters, at[1]) : NULL;
    *n = letter ? 2 : 6;
    if (letter)
        return meant[letter - letters];
    if (end - at < 6 || memcmp(at, "\\u00", 4) != 0 || (at[4] != '0' && at[4] != '1'))
        return 0;
    int low = at[5] >= '0' && at[5] <= '9'   ? at[5] - '0'
              : at[5] >= 'A' && at[5] <= 'F' ? at[5] - 'A' + 10
                                             : -1;
    char c = (char)((at[4] - '0') * 16 + low);
    return low < 0 || (c && strchr("\b\f\n\r\t", c)) ? 0 : c;
}

/* Passes over a text; gives what it says where that is asked for, else whether it has escapes. */
static bool text(struct scan *s, const char **out, bool *escapes)
{
    if (s->at == s->end || *s->at != '"')
        return false;
    const char *from = ++s->at;
    bool plain = true, ascii = true;
    for (size_t n; s->at < s->end && *s->at != '"'; s->at += n) {
        n = 1;
        if (*s->at == '\\') {
            plain = false;
            if (!escaped(s->at, s->end, &n))
                return false;
        } else if ((unsigned char)*s->at < 0x20) {
            return false;
        } else {
            ascii = ascii && !(*s->at & 0x80);
        }
    }
    if (s->at == s->end)
        return false;
    size_t length = (size_t)(s->at - from);
    s->at++;
    if (!ascii && utf8_check(from, length) != length)
        return false;
    if (escapes)
        *escapes = !plain;
    if (!out)
        return true;
    char *said = arena_dupn(s->a, from, length), *to = said;
    for (size_t i = 0, n = 1; !plain && i < length; i += n) {
        n = 1;
        *to++ = from[i] == '\\' ? escaped(from + i, from + length, &n) : from[i];
    }
    if (!plain)
        *to = '\0';
    *out = said;
    return true;
}

static bool free_text(struct scan *s, const char **out)
{
    return text(s, out, NULL);
}

/* So many hexadecimal digits. */
static bool digits(struct scan *s, size_t bytes, const char **out)
{
    unsigned char ignored[HASH_SIZE];
    size_t n = 2 * bytes;
    if ((size_t)(s->end - s->at) < n + 2 || s->at[0] != '"' || s->at[n + 1] != '"')
        return false;
    *out = arena_dupn(s->a, s->at + 1, n);
    s->at += n + 2;
    return hex_decode(*out, ignored, bytes);
}

static bool digits_or_null(struct scan *s, size_t bytes, const char **out)
{
    *out = NULL;
    return literal(s, "null") || digits(s, bytes, out);
}

/* ---- the payload ---- */

static bool value(struct scan *s, int depth);

/* A key, greater than the one before it: so none is there twice. A key with escapes is rare. */
static bool next_key(struct scan *s, const char **last, size_t *nlast)
{
    bool escapes;
    const char *key = s->at + 1;
    if (!text(s, NULL, &escapes) || escapes)
        return false;
    size_t n = (size_t)(s->at - 1 - key), common = n < *nlast ? n : *nlast;
    int order = *last ? memcmp(*last, key, common) : -1;
    bool greater = order < 0 || (order == 0 && *nlast < n);
    *last = key;
    *nlast = n;
    return greater && literal(s, ":");
}

static bool object(struct scan *s, int depth)
{
    const char *last = NULL;
    size_t nlast = 0;
    if (!literal(s, "{") || depth == 0)
        return false;
    if (literal(s, "}"))
        return true;
    do
        if (!next_key(s, &last, &nlast) || !value(s, depth - 1))
            return false;
    while (literal(s, ","));
    return literal(s, "}");
}

static bool array(struct scan *s, int depth)
{
    if (!literal(s, "[") || depth == 0)
        return false;
    if (literal(s, "]"))
        return true;
    do
        if (!value(s, depth - 1))
            return false;
    while (literal(s, ","));
    return literal(s, "]");
}

/* Numbers have no place in it. */
static bool value(struct scan *s, int depth)
{
    switch (s->at < s->end ? *s->at : '\0') {
    case '"':
        return text(s, NULL, NULL);
    case '{':
        return object(s, depth);
    case '[':
        return array(s, depth);
    case 't':
        return literal(s, "true");
    case 'f':
        return literal(s, "false");
    default:
        return literal(s, "null");
    }
}

/* ---- the event ---- */

static bool number(struct scan *s, int64_t *out)
{
    const char *from = s->at;
    *out = 0;
    for (; s->at < s->end && *s->at >= '0' && *s->at <= '9' && s->at - from < 18; s->at++)
        *out = 10 * *out + (*s->at - '0');
    return s->at > from && *from != '0';
}

static bool replaces(struct scan *s, struct event *e)
{
    size_t room = 0;
    const char *at = s->at;
    while (at < s->end && *at != ']')
        room += *at++ == ',';
    if (!literal(s, "["))
        return false;
    e->replaces = arena_alloc(s->a, (room + 2) * sizeof *e->replaces);
    e->nreplaces = 0;
    if (literal(s, "]"))
        return true;
    do
        if (!digits(s, HASH_SIZE, &e->replaces[e->nreplaces++]))
            return false;
    while (literal(s, ","));
    return literal(s, "]");
}

static bool slot(struct scan *s, struct slot *slot)
{
    return literal(s, "{\"body\":") && free_text(s, &slot->body) && literal(s, ",\"item\":") &&
           free_text(s, &slot->item) && literal(s, ",\"service\":") &&
           free_text(s, &slot->service) && literal(s, ",\"set\":") && free_text(s, &slot->set) &&
           literal(s, "}");
}

bool event_scan(const char *body, size_t n, struct arena *a, struct event *e, const char **payload,
                size_t *npayload)
{
    struct scan scan = {body, body + n, a}, *s = &scan;
    memset(e, 0, sizeof *e);
    if (!literal(s, "{\"at\":") || !free_text(s, &e->at) || !literal(s, ",\"by\":") ||
        !free_text(s, &e->by) || !literal(s, ",\"campaign\":") || !digits(s, 16, &e->campaign) ||
        !literal(s, ",\"change\":") || !digits(s, 16, &e->change) || !literal(s, ",\"device\":") ||
        !digits(s, 16, &e->device) || !literal(s, ",\"kind\":") || !free_text(s, &e->slot.kind) ||
        !literal(s, ",\"payload\":"))
        return false;
    *payload = s->at;
    if (!object(s, DEPTH_MOST))
        return false;
    *npayload = (size_t)(s->at - *payload);
    return literal(s, ",\"prev\":") && digits_or_null(s, HASH_SIZE, &e->prev) &&
           literal(s, ",\"replaces\":") && replaces(s, e) && literal(s, ",\"rubric\":") &&
           digits_or_null(s, HASH_SIZE, &e->rubric) && literal(s, ",\"seq\":") &&
           number(s, &e->seq) && literal(s, ",\"slot\":") && slot(s, &e->slot) &&
           literal(s, ",\"undoes\":") && digits_or_null(s, 16, &e->undoes) &&
           literal(s, ",\"v\":1,\"via\":") && free_text(s, &e->via) && literal(s, "}") &&
           s->at == s->end;
}

bool event_outline(const char *body, size_t n, struct arena *a, struct event *e, const char **why)
{
    const char *payload;
    size_t npayload;
    if (!event_scan(body, n, a, e, &payload, &npayload))
        return event_read(body, n, a, e, why);
    unsigned char id[HASH_SIZE];
    event_id(body, n, id);
    hex_encode(id, HASH_SIZE, e->id);
    return true;
}
