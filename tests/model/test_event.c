/* Events: their canonical form, and what stands when laptops answered apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/project.h"
#include "tests/help/small.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define C "cccccccccccccccccccccccccccccccc"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

#define BODY_OF(at, payload, replaces, seq, slot, v)                                               \
    "{\"at\":" at ",\"by\":\"Ə\",\"campaign\":\"" A "\",\"change\":\"" B "\",\"device\":\"" C      \
    "\",\"kind\":\"answer\",\"payload\":" payload ",\"prev\":null,\"replaces\":" replaces          \
    ",\"rubric\":\"" HASH "\",\"seq\":" seq ",\"slot\":" slot ",\"undoes\":null,\"v\":" v          \
    ",\"via\":\"key\"}"
#define SLOT "{\"body\":\"mot\",\"item\":\"q\",\"service\":\"\",\"set\":\"\"}"
#define GOOD                                                                                       \
    BODY_OF("\"2019-10-15T14:03:40Z\"", "{\"note\":null,\"value\":\"yes\"}", "[]", "1", SLOT, "1")

static void test_read_and_write(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct event e;
    const char *why = NULL;
    assert_true(event_read(GOOD, strlen(GOOD), a, &e, &why));
    assert_string_equal(e.slot.kind, "answer");
    assert_string_equal(e.slot.body, "mot");
    assert_string_equal(event_value(&e), "yes");
    assert_null(event_note(&e));
    assert_null(e.prev);
    assert_int_equal(e.seq, 1);
    char *again = event_body(&e);
    assert_string_equal(again, GOOD);
    free(again);
    /* The id is the SHA-256 of the salt and the body, as any other program reckons it. */
    char salted[2048], sha[HEX_SIZE];
    snprintf(salted, sizeof salted, "meyar event 1\n%s", GOOD);
    sha256_hex(salted, strlen(salted), sha);
    assert_string_equal(e.id, sha);
    sha256_hex("abc", 3, sha);
    assert_string_equal(sha, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(&a);
}

static void test_refused_bodies(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "{",
        "[]",
        "{}",
        " " GOOD,
        GOOD "\n",
        BODY_OF("1", "{}", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{\"value\":3}", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{\"value\":[1.5]}", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "[]", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[\"xyz\"]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "null", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[]", "0", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[]", "1.0", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[]", "\"1\"", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[]", "1", "{\"body\":\"mot\"}", "1"),
        BODY_OF("\"x\"", "{}", "[]", "1", SLOT, "2"),
        BODY_OF("\"x\"", "{\"b\":\"1\",\"a\":\"2\"}", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{\"a\":\"1\",\"a\":\"2\"}", "[]", "1", SLOT, "1"),
        BODY_OF("\"\\u0041\"", "{}", "[]", "1", SLOT, "1"),
        BODY_OF("\"\xff\"", "{}", "[]", "1", SLOT, "1"),
        BODY_OF("\"x\"", "{}", "[]", "1", SLOT, "1,\"w\":\"x\""),
    };
    struct arena *a = arena_new();
    struct event e;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *why = NULL;
        if (event_read(bad[i], strlen(bad[i]), a, &e, &why))
            fail_msg("taken: %s", bad[i]);
        assert_non_null(why);
    }
    arena_free(&a);
}

/* ---- what stands ---- */

/* An event of a device about alpha's b_open, replacing the given ids; its id into `id`. */
static void put(struct campaign *c, const char *device, const char *value, const char *note,
                const char *const *replaces, int n, char id[HEX_SIZE])
{
    struct slot slot = {"answer", "alpha", "", "b_open", ""};
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, device);
    change_as(t, device[0] == 'a' ? "Ann" : "Bob", "2019-10-15T14:03:40Z");
    json_t *payload = json_object();
    json_object_set_new(payload, "value", value ? json_string(value) : json_null());
    json_object_set_new(payload, "note", note ? json_string(note) : json_null());
    assert_true(change_event(t, &slot, payload, replaces, n));
    if (id)
        memcpy(id, c->device.last, HEX_SIZE);
    change_touch(t, "alpha", "");
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

static struct standing stands(struct campaign *c, struct work **w)
{
    struct err err = {0};
    work_close(w);
    *w = work_open(c, 0, "alpha", "", &err);
    assert_non_null(*w);
    return *work_standing(*w, 1);
}

static void test_conflict(void **state)
{
    (void)state;
    struct work *w = NULL;
    struct err err = {0};
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    put(c, A, "9", "Ann saw it", NULL, 0, NULL);
    put(c, B, "4", NULL, NULL, 0, NULL);
    struct standing s = stands(c, &w);
    assert_true(s.conflict);
    assert_null(s.value);
    assert_int_equal(work_row(w)->conflicts, 1);
    assert_int_equal(work_body_row(w)->conflicts, 1);
    assert_int_equal(work_subject(w)->q[1].state, QS_CONFLICT);
    assert_true(work_subject(w)->q[1].open);
    assert_true(small_clean(c));
    /* The note alone settles nothing; an answer does. */
    assert_false(work_answer(w, 1, NULL, "x", &err));
    assert_true(work_answer(w, 1, "9", NULL, &err));
    assert_false(work_standing(w, 1)->conflict);
    assert_string_equal(work_standing(w, 1)->value, "9");
    assert_int_equal(work_row(w)->conflicts, 0);
    assert_true(small_clean(c));
    work_close(&w);
    campaign_close(&c);
    err_clear(&err);
}

static void test_equal_answers(void **state)
{
    (void)state;
    struct work *w = NULL;
    char a[HEX_SIZE], b[HEX_SIZE];
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    put(c, A, "9", "from Ann", NULL, 0, a);
    put(c, B, "9", "from Bob", NULL, 0, b);
    struct standing s = stands(c, &w);
    assert_false(s.conflict);
    assert_string_equal(s.value, "9");
    assert_string_equal(s.by, strcmp(a, b) < 0 ? "Ann" : "Bob");
    assert_non_null(strstr(s.note, "from Ann"));
    assert_non_null(strstr(s.note, "from Bob"));
    work_close(&w);
    campaign_close(&c);
}

static void test_notes_and_take_backs(void **state)
{
    (void)state;
    struct work *w = NULL;
    char a[HEX_SIZE], t[HEX_SIZE], n[HEX_SIZE];
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    /* A note alone, and a note that changes it, conflict with nothing. */
    put(c, B, NULL, "look here", NULL, 0, n);
    put(c, B, NULL, "look there", (const char *const[]){n}, 1, NULL);
    put(c, A, "9", NULL, NULL, 0, a);
    struct standing s = stands(c, &w);
    assert_false(s.conflict);
    assert_string_equal(s.value, "9");
    assert_string_equal(s.note, "look there");
    /* Taken back on one laptop, answered anew on the other: a conflict. */
    put(c, A, NULL, NULL, (const char *const[]){a}, 1, t);
    s = stands(c, &w);
    assert_false(s.conflict);
    assert_null(s.value);
    assert_string_equal(s.was, "9");
    put(c, B, "4", NULL, (const char *const[]){a}, 1, NULL);
    assert_true(stands(c, &w).conflict);
    /* A note on what was taken back leaves it taken back. */
    put(c, A, NULL, "was wrong", (const char *const[]){t}, 1, NULL);
    assert_true(stands(c, &w).conflict);
    assert_true(small_clean(c));
    work_close(&w);
    campaign_close(&c);
}

/* An event of another slot replaces nothing here. */
static void test_other_slot(void **state)
{
    (void)state;
    struct work *w = NULL;
    struct err err = {0};
    char id[HEX_SIZE];
    const char *ids[] = {id};
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    put(c, A, "9", NULL, NULL, 0, id);
    struct slot slot = {"answer", "alpha", "", "b_ramp", ""};
    struct change *t = change_begin(c, &err);
    change_event(t, &slot, json_pack("{s:s,s:n}", "value", "yes", "note"), ids, 1);
    slot.item = "b_open";
    slot.set = "second";
    change_event(t, &slot, json_pack("{s:s,s:n}", "value", "4", "note"), ids, 1);
    change_touch(t, "alpha", "");
    assert_true(change_end(&t, true, &err));
    assert_string_equal(stands(c, &w).value, "9");
    assert_string_equal(work_standing(w, 0)->value, "yes");
    assert_true(small_clean(c));
    work_close(&w);
    campaign_close(&c);
}

/* ---- order decides nothing ---- */

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct query *q =
        db_query(c->db,
                 "SELECT item, hex(id), quote(value), quote(note), quote(was), by FROM head"
                 " WHERE kind = 'answer' ORDER BY item, id",
                 "");
    while (query_row(q))
        for (int i = 0; i < 6; i++)
            buf_printf(&b, "%s%s", query_text(q, i), i < 5 ? " " : "\n");
    query_done(&q);
    return b.s;
}

static unsigned seed = 42;
static unsigned below(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

#define EVENTS 40

static void test_any_order(void **state)
{
    (void)state;
    static const char *const devices[] = {A, B, C};
    static const char *const values[] = {"9", "4", NULL, "n/a"};
    static char ids[EVENTS][HEX_SIZE];
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    struct err err = {0};
    for (int i = 0; i < EVENTS; i++) {
        const char *replaces[3];
        int n = i == 0 ? 0 : (int)below(3);
        for (int k = 0; k < n; k++)
            replaces[k] = ids[below((unsigned)i)];
        if (n == 2 && strcmp(replaces[0], replaces[1]) == 0)
            n = 1;
        put(c, devices[below(3)], values[below(4)], below(2) ? "why" : NULL, replaces, n, ids[i]);
    }
    char *once = dump(c);
    assert_non_null(once);
    for (int round = 0; round < 30; round++) {
        assert_true(db_begin(c->db, &err));
        db_script(c->db, "DELETE FROM head WHERE kind = 'answer'; DELETE FROM replaced WHERE kind ="
                         " 'answer'");
        for (int i = EVENTS - 1; i > 0; i--) {
            char swap[HEX_SIZE];
            int k = (int)below((unsigned)i + 1);
            memcpy(swap, ids[i], HEX_SIZE);
            memcpy(ids[i], ids[k], HEX_SIZE);
            memcpy(ids[k], swap, HEX_SIZE);
        }
        struct arena *a = arena_new();
        for (int i = 0; i < EVENTS; i++) {
            struct event e;
            assert_true(store_event(c, ids[i], a, &e));
            assert_true(project_event(c, &e));
        }
        char *again = dump(c);
        assert_string_equal(once, again);
        free(again);
        arena_free(&a);
        db_end(c->db, false, &err);
    }
    free(once);
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- walking ---- */

static bool count(void *arg, const struct event *e)
{
    assert_string_equal(e->slot.kind, "answer");
    ++*(int *)arg;
    return true;
}

static bool first(void *arg, const struct stored_answer *s)
{
    *(const struct question **)arg = s->question;
    return false;
}

static void test_each(void **state)
{
    (void)state;
    struct err err = {0};
    int n = 0;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    small_answer(c, "alpha", "", "b_open", "9", NULL);
    small_answer(c, "alpha", "s1", "u_days", "3", NULL);
    small_answer(c, "alpha", "s1", "e_level", "full", NULL);
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    assert_true(store_each_event(c, "answer", "alpha", NULL, NULL, count, &n, &err));
    assert_int_equal(n, 4);
    n = 0;
    assert_true(store_each_event(c, "answer", "alpha", "", NULL, count, &n, &err));
    assert_int_equal(n, 1);
    n = 0;
    assert_true(store_each_event(c, "answer", "alpha", "s1", "e_level", count, &n, &err));
    assert_int_equal(n, 2);
    n = 0;
    assert_true(store_each_event(c, "answer", NULL, NULL, NULL, count, &n, &err));
    assert_int_equal(n, 4);
    const struct question *q = NULL;
    assert_true(store_each_answer(c, 0, "alpha", "s1", first, &q, &err));
    assert_string_equal(q->id, "e_level");
    campaign_close(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read_and_write),
        cmocka_unit_test(test_refused_bodies),
        T(test_conflict),
        T(test_equal_answers),
        T(test_notes_and_take_backs),
        T(test_other_slot),
        T(test_any_order),
        T(test_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
