/* The quick way of reading an event takes exactly what the parser's way takes, and reads the same
 * out of it: over good events, those with one thing changed, and hostile ones. MEYAR_TRIES=N for
 * more than a check runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/event_scan.h"

static uint64_t seed = 11;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_event(const struct event *a, const struct event *b)
{
    bool it = strcmp(a->id, b->id) == 0 && same(a->campaign, b->campaign) &&
              same(a->device, b->device) && same(a->at, b->at) && same(a->by, b->by) &&
              same(a->via, b->via) && same(a->change, b->change) && same(a->prev, b->prev) &&
              same(a->undoes, b->undoes) && same(a->rubric, b->rubric) && a->seq == b->seq &&
              same(a->slot.kind, b->slot.kind) && same(a->slot.body, b->slot.body) &&
              same(a->slot.service, b->slot.service) && same(a->slot.item, b->slot.item) &&
              same(a->slot.set, b->slot.set) && json_equal(a->payload, b->payload) &&
              a->nreplaces == b->nreplaces;
    for (int i = 0; it && i < a->nreplaces; i++)
        it = same(a->replaces[i], b->replaces[i]);
    return it;
}

static int taken, scanned;

static void compare(const char *body, size_t n)
{
    struct arena *a = arena_new();
    struct event whole, quick, outline;
    const char *why, *payload;
    size_t npayload;
    /* Bytes of their own size: reading beyond them is found. */
    char *bytes = malloc(n ? n : 1);
    assert_non_null(bytes);
    memcpy(bytes, body, n);
    bool good = event_read_whole(bytes, n, a, &whole, &why);
    if (event_read(bytes, n, a, &quick, &why) != good ||
        event_outline(bytes, n, a, &outline, &why) != good)
        fail_msg("one way takes it, the other does not: %.*s", (int)n, bytes);
    bool fast = event_scan(bytes, n, a, &outline, &payload, &npayload);
    if (fast && !good)
        fail_msg("taken, and no event: %.*s", (int)n, bytes);
    if (good && !same_event(&whole, &quick))
        fail_msg("read otherwise: %.*s", (int)n, bytes);
    if (fast) {
        assert_true(event_load_payload(&outline, payload, npayload, a));
        memcpy(outline.id, whole.id, sizeof outline.id);
        assert_true(same_event(&whole, &outline));
    }
    taken += good;
    scanned += fast;
    free(bytes);
    arena_free(&a);
}

/* ---- events of all kinds ---- */

static const char *some_text(struct arena *a)
{
    static const char *const texts[] = {"",
                                        "yes",
                                        "n/a",
                                        "a \"quoted\" word",
                                        "back\\slash",
                                        "two\nlines\r\n",
                                        "tab\there",
                                        "\b\f",
                                        "\x01\x1f",
                                        "\x7f",
                                        "a/b",
                                        "Nəqliyyat",
                                        "😀",
                                        "\xEF\xBF\xBF",
                                        "\xE2\x80\xA8",
                                        "v",
                                        "1",
                                        "{\"v\":1}",
                                        "\xED\x9F\xBF",
                                        "\xF4\x8F\xBF\xBF"};
    if (draw(4))
        return texts[draw(sizeof texts / sizeof texts[0])];
    return arena_printf(a, "%s%s", texts[draw(20)], texts[draw(20)]);
}

static json_t *some_value(struct arena *a, int depth)
{
    json_t *v;
    switch (draw(depth > 0 ? 8 : 4)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(draw(2));
    case 4:
    case 5:
        v = json_array();
        for (uint32_t n = draw(4); n > 0; n--)
            json_array_append_new(v, some_value(a, depth - 1));
        return v;
    case 6:
    case 7:
        v = json_object();
        for (uint32_t n = draw(5); n > 0; n--)
            json_object_set_new(v, some_text(a), some_value(a, depth - 1));
        return v;
    default:
        return json_string(some_text(a));
    }
}

static const char *some_digits(struct arena *a, int n)
{
    char *s = arena_alloc(a, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        s[i] = "0123456789abcdef"[draw(16)];
    return s;
}

static char *some_event(struct arena *a)
{
    static const char *const kinds[] = {"answer",   "evidence", "state",   "person",
                                        "remark",   "body",     "service", "rubric",
                                        "campaign", "previous", "setting", "unheard of"};
    const char *replaces[5];
    json_t *payload = draw(3) ? json_pack("{s:s, s:n}", "value", some_text(a), "note") : NULL;
    for (int deep = draw(20) == 0 ? (int)draw(60) : 0; !payload || deep > 0; deep--) {
        json_t *outer = payload ? json_pack("{s:o}", "in", payload) : json_object();
        for (uint32_t n = payload ? 0 : draw(6); n > 0; n--)
            json_object_set_new(outer, some_text(a), some_value(a, 3));
        payload = outer;
    }
    struct event e = {.campaign = some_digits(a, 32),
                      .device = some_digits(a, 32),
                      .at = some_text(a),
                      .by = some_text(a),
                      .via = some_text(a),
                      .change = some_digits(a, 32),
                      .prev = draw(3) ? some_digits(a, 64) : NULL,
                      .undoes = draw(3) ? NULL : some_digits(a, 32),
                      .rubric = draw(5) ? some_digits(a, 64) : NULL,
                      .seq =
                          draw(20) ? 1 + draw(100000) : INT64_C(999999999999999999) - draw(2) * 1,
                      .slot = {kinds[draw(12)], some_text(a), some_text(a), some_text(a),
                               draw(5) ? "" : some_text(a)},
                      .payload = payload,
                      .replaces = replaces,
                      .nreplaces = (int)draw(5)};
    for (int i = 0; i < e.nreplaces; i++)
        replaces[i] = some_digits(a, 64);
    char *body = event_body(&e);
    json_decref(payload);
    assert_non_null(body);
    return body;
}

/* ---- one thing changed ---- */

static void put_in(struct buf *b, size_t at, size_t out, const char *bytes, size_t n)
{
    struct buf made = {0};
    buf_addn(&made, b->s, at);
    buf_addn(&made, bytes, n);
    buf_addn(&made, b->s + at + out, b->n - at - out);
    buf_free(b);
    *b = made;
}

static void mutate(struct buf *b)
{
    static const char *const pieces[] = {" ",
                                         "\"",
                                         "\\",
                                         "\\u0041",
                                         "\\u0000",
                                         "\\u001f",
                                         "\\u001F",
                                         "\\u000a",
                                         "\\n",
                                         "\\/",
                                         "\\ud83d",
                                         "null",
                                         "true",
                                         "1",
                                         "-1",
                                         "1.5",
                                         "1e999",
                                         "{}",
                                         "[]",
                                         "[",
                                         "]",
                                         "{",
                                         "}",
                                         ",",
                                         ":",
                                         "\x80",
                                         "\xC0\x80",
                                         "\xED\xA0\x80",
                                         "\xF5\x80\x80\x80",
                                         "\n",
                                         "0",
                                         "\"a\":null,",
                                         "\"v\":1,",
                                         "\x7f",
                                         "\xEF\xBB\xBF",
                                         "00",
                                         "18446744073709551616",
                                         "\"value\":\"x\","};
    size_t at = draw((uint32_t)b->n), rest = b->n - at;
    char byte = (char)draw(256);
    size_t n = 1 + draw(40);
    n = n > rest ? rest : n;
    const char *piece = pieces[draw(sizeof pieces / sizeof pieces[0])];
    switch (draw(6)) {
    case 0:
        put_in(b, at, 1, &byte, 1);
        break;
    case 1:
        put_in(b, at, n, "", 0);
        break;
    case 2:
        put_in(b, at, 0, piece, strlen(piece));
        break;
    case 3:
        put_in(b, at, 1, piece, strlen(piece));
        break;
    case 4: {
        char *copied = strndup(b->s + at, n);
        put_in(b, at, 0, copied, strlen(copied));
        free(copied);
        break;
    }
    default: /* a bit of another case, as hexadecimal digits in the wrong one */
        b->s[at] = (char)(b->s[at] ^ 0x20);
    }
}

static void both_ways_agree(void **state)
{
    (void)state;
    int tries = getenv("MEYAR_TRIES") ? atoi(getenv("MEYAR_TRIES")) : 4000;
    for (int i = 0; i < tries; i++) {
        struct arena *a = arena_new();
        struct buf b = {0};
        char *body = some_event(a);
        buf_add(&b, body);
        compare(b.s, b.n);
        for (uint32_t n = draw(4); n > 0; n--) {
            mutate(&b);
            if (b.n == 0)
                break;
            compare(b.s, b.n);
        }
        for (size_t cut = 0; i % 500 == 0 && cut < strlen(body); cut++)
            compare(body, cut);
        buf_free(&b);
        free(body);
        arena_free(&a);
    }
    /* A test of which nothing came through would say nothing. */
    assert_true(taken > tries / 2);
    assert_true(scanned > taken / 2);
}

static void what_is_rare_is_left(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = {0};
    char *body = some_event(a), *at = strstr(body, "\"payload\":");
    static const char *const payloads[] = {"{}",
                                           "{\"a\":1}",
                                           "{\"a\":\"x\",\"a\":\"y\"}",
                                           "{\"b\":\"x\",\"a\":\"y\"}",
                                           "{\"\\n\":\"x\"}",
                                           "{\"\\u0000\":\"x\"}",
                                           "{\"a\":\"\\u0000\"}",
                                           "{\"\":null}",
                                           "{\"a\":{\"b\":{\"c\":[]}}}",
                                           "{\"a\":[true,false,null,\"\"]}",
                                           "{\"a\":-0}",
                                           "{\"a\":1e5}",
                                           "{\"a\":nul}",
                                           "{\"a\":tru",
                                           "[]",
                                           "null",
                                           "\"\"",
                                           "{\"a\":\"\\u007F\"}",
                                           "{\"a\" :null}"};
    for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
        buf_clear(&b);
        buf_addn(&b, body, (size_t)(at - body));
        buf_printf(&b, "\"payload\":%s%s", payloads[i], strstr(body, ",\"prev\":"));
        compare(b.s, b.n);
    }
    for (int depth = 30; depth < 5000; depth = depth * 3 / 2) {
        buf_clear(&b);
        buf_addn(&b, body, (size_t)(at - body));
        buf_add(&b, "\"payload\":{\"a\":");
        for (int i = 0; i < depth; i++)
            buf_addc(&b, '[');
        for (int i = 0; i < depth; i++)
            buf_addc(&b, ']');
        buf_printf(&b, "}%s", strstr(body, ",\"prev\":"));
        compare(b.s, b.n);
    }
    buf_free(&b);
    free(body);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_agree),
        cmocka_unit_test(what_is_rare_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
