/* Bundles whose hashes are right and whose content is hostile: events of every kind with anything
 * in them. Each is refused whole in one sentence, or taken in so that everything derived is what it
 * would be made anew, by whichever way it came. And what is no bundle at all. MEYAR_TRIES=N for
 * more than a check runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/bundle.h"
#include "model/chunk.h"
#include "model/inside.h"
#include "model/national.h"
#include "model/pace.h"
#include "model/scorecard.h"
#include "model/scorecard_json.h"
#include "model/store.h"
#include "model/trends.h"
#include "tests/help/small.h"

#define SECONDS_MOST 30 /* 3 on a quiet machine without a sanitizer */

static uint64_t seed = 5;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {small_to_buf, &b};
    if (!campaign_dump(c, &to, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

static void copy(const char *from, const char *to)
{
    char *command = mem_printf("cp '%s' '%s'", small_path(from), small_path(to));
    assert_int_equal(system(command), 0);
    free(command);
}

static void put_file(const char *name, const struct buf *b)
{
    FILE *f = fopen(small_path(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(b->s, 1, b->n, f), b->n);
    assert_int_equal(fclose(f), 0);
}

/* Takes files of the folder in; true where they were. */
static bool take(struct campaign *c, const char *one, const char *two, int64_t *fresh,
                 char said[1024])
{
    struct err err = {0};
    struct merge_report r;
    struct arena *a = arena_new();
    const char *paths[] = {arena_dup(a, small_path(one)), two ? arena_dup(a, small_path(two)) : ""};
    time_t begun = time(NULL);
    bool ok = campaign_merge(c, paths, two ? 2 : 1, false, &r, a, &err);
    assert_true(time(NULL) - begun <= SECONDS_MOST);
    snprintf(said, 1024, "%s", err_text(&err));
    if (!ok && (said[0] == '\0' || strchr(said, '\n') || err.status == DONE))
        fail_msg("refused without a sentence: %s", said);
    *fresh = r.fresh;
    err_clear(&err);
    arena_free(&a);
    return ok;
}

/* Is everything derived what it would be made anew? That an event's chain is broken is told, and
 * no damage of ours. */
static void as_made_anew(struct campaign *c, int try)
{
    struct err err = {0};
    int64_t events;
    char *report = NULL;
    campaign_verify(c, &events, &report, &err);
    if (report && (strstr(report, "table ") || strstr(report, "database")))
        fail_msg("try %d: %s", try, report);
    free(report);
    err_clear(&err);
}

/* Everything that the supervisor's desk reads can be read, or is refused in a sentence. */
static void desk_reads(struct campaign *c)
{
    static const char *const bodies[] = {"alpha", "beta", "gamma"};
    struct arena *a = arena_new();
    struct buf out = {0};
    struct err err = {0};
    struct national n;
    struct pace pace;
    struct trends t;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        struct scorecard s;
        if (scorecard_read(c, 0, bodies[i], 0, "2019-10-15", &s, a, &err)) {
            scorecard_json(c, 0, &s, "2019-10-15", &out);
            assert_non_null(opinion_text(s.body, &s.proposals, 0, "2019-10-15", a));
            scorecard_free(&s);
        }
        assert_false(strchr(err_text(&err), '\n'));
        err_clear(&err);
        if (!proposals_json(c, 0, bodies[i], "2019-10-15", &out, &err))
            assert_int_equal(err.status, REFUSED);
        err_clear(&err);
        if (trends_body(c, 0, bodies[i], &t, a, &err))
            trends_json(&t, &out, a);
        err_clear(&err);
    }
    if (!national_read(c, 0, &n, a, &err))
        fail_msg("national: %s", err_text(&err));
    if (!pace_read(c, -1, 18184, &pace, a, &err))
        fail_msg("pace: %s", err_text(&err));
    pace_json(&pace, &out, a);
    if (!trends_campaign(c, 0, &t, a, &err))
        fail_msg("trends: %s", err_text(&err));
    trends_json(&t, &out, a);
    buf_free(&out);
    arena_free(&a);
}

/* ---- events of every kind with anything in them ---- */

static struct {
    char campaign[RANDOM_SIZE], rubric[HEX_SIZE];
    char ids[64][HEX_SIZE]; /* of what is there */
    int nids;
} known;

static void learn(struct campaign *c)
{
    known.nids = 0;
    snprintf(known.campaign, sizeof known.campaign, "%s", c->id);
    snprintf(known.rubric, sizeof known.rubric, "%s", c->eras[0].sha);
    struct query *q = db_query(c->db, "SELECT id FROM event ORDER BY n DESC LIMIT 64", "");
    while (query_row(q))
        query_id(q, 0, known.ids[known.nids++]);
    query_done(&q);
}

static const char *hostile_text(struct arena *a)
{
    static const char *const texts[] = {
        "",
        "yes",
        "no",
        "full",
        "n/a",
        "cannot-tell",
        "web|app",
        "1e999",
        "-1",
        "18446744073709551616",
        "9223372036854775808",
        "0.0001",
        "alpha",
        "beta",
        "s1",
        "e_level",
        "accepted",
        "sent_back",
        "handed_in",
        "supervisor",
        "inspector",
        "open",
        "settled",
        "answered",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE event; --",
        "\x1b[2J",
        "a\nb",
        "%s%n%d",
        "../../etc/passwd",
        "rubric: x\n",
        "\xE2\x80\xAE",
        "*",
        "{\"a\":1}",
        "[[[[",
        "2019-10-15T14:03:40Z",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "excellent",
        "draft",
        "disputed",
        "no_longer_applies",
        "deficiency",
        "observation",
        "raised",
        "minor",
        "2019-02-30",
        "2019-12-31",
        "9999-12-31",
        "0",
        "1",
        "99999",
        "2147483648",
        "[\"e_level\",\"e_pay\",7]"};
    if (draw(60) == 0) {
        char *large = arena_alloc(a, 300001);
        memset(large, 'x', 300000);
        return large;
    }
    return texts[draw(sizeof texts / sizeof texts[0])];
}

static json_t *hostile_value(struct arena *a, int depth)
{
    json_t *v;
    switch (draw(12)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(draw(2));
    case 2:
        v = depth > 0 ? json_array() : json_null();
        for (uint32_t n = draw(4); depth > 0 && n > 0; n--)
            json_array_append_new(v, hostile_value(a, depth - 1));
        return v;
    case 3:
        v = json_object();
        for (uint32_t n = draw(4); depth > 0 && n > 0; n--)
            json_object_set_new(v, hostile_text(a), hostile_value(a, depth - 1));
        return v;
    case 4:
        v = json_array();
        for (int i = 0; i < 1500; i++) { /* deeper than any reader should go */
            json_t *outer = json_array();
            json_array_append_new(outer, v);
            v = outer;
        }
        return draw(4) ? (json_decref(v), json_null()) : v;
    default:
        return json_string(hostile_text(a));
    }
}

static const char *one_of(const char *const *list, size_t n, struct arena *a)
{
    return draw(8) ? list[draw((uint32_t)n)] : hostile_text(a);
}
#define ONE_OF(list, a) one_of(list, sizeof list / sizeof list[0], a)

static json_t *hostile_payload(struct arena *a)
{
    static const char *const keys[] = {
        "value",      "note",     "name",    "state", "reason", "role",     "text",
        "sha256",     "size",     "type",    "place", "short",  "stopped",  "inspector",
        "withdrawn",  "attrs",    "rating",  "score", "seen",   "previous", "question",
        "to",         "about",    "service", "body",  "kind",   "basis",    "severity",
        "deficiency", "proposal", "owner",   "date",  "reply",  "given"};
    json_t *o = json_object();
    for (uint32_t n = draw(7); n > 0; n--)
        json_object_set_new(o, ONE_OF(keys, a), hostile_value(a, 3));
    return o;
}

static void add_event(struct buf *b, const char *device, int seq, char last[HEX_SIZE],
                      struct arena *a)
{
    static const char *const kinds[] = {
        "answer",        "answer",         "answer",       "evidence",       "state",
        "person",        "remark",         "body",         "service",        "rubric",
        "campaign",      "previous",       "setting",      "unheard of",     "final_rating",
        "proposal_text", "proposal_owner", "proposal_due", "proposal_state", "proposal_order",
        "finding"};
    static const char *const bodies[] = {"alpha", "beta", "gamma", ""};
    static const char *const services[] = {"s1", "s2", "s3", "s9", ""};
    static const char *const items[] = {"e_level",
                                        "e_pay",
                                        "b_open",
                                        "",
                                        "e_level ",
                                        "e_level 0123",
                                        "0123456789abcdef0123456789abcdef",
                                        "e_none"};
    const char *replaces[4];
    json_t *payload = hostile_payload(a);
    struct event e = {.campaign = known.campaign,
                      .device = device,
                      .at = hostile_text(a),
                      .by = hostile_text(a),
                      .via = "key",
                      .change = device,
                      .prev = last[0] ? last : NULL,
                      .rubric = draw(10) ? known.rubric : NULL,
                      .seq = seq,
                      .slot = {ONE_OF(kinds, a), ONE_OF(bodies, a), ONE_OF(services, a),
                               ONE_OF(items, a), draw(12) ? "" : "second"},
                      .payload = payload,
                      .replaces = replaces,
                      .nreplaces = (int)draw(4)};
    for (int i = 0; i < e.nreplaces; i++)
        replaces[i] = draw(6) && last[0] ? (draw(2) ? last : known.ids[draw((uint32_t)known.nids)])
                                         : known.ids[draw((uint32_t)known.nids)];
    char *body = event_body(&e);
    unsigned char hash[HASH_SIZE];
    assert_non_null(body);
    event_id(body, strlen(body), hash);
    hex_encode(hash, HASH_SIZE, last);
    buf_printf(b, "%s ", last);
    buf_add(b, body);
    buf_addc(b, '\n');
    free(body);
    json_decref(payload);
}

static void put_bundle(const char *name, const struct buf *events, int n)
{
    struct buf b = {0};
    char sha[HEX_SIZE];
    buf_printf(&b,
               "meyar bundle 1\n{\"campaign\":\"%s\",\"events\":%d,\"files\":0,\"name\":\"x\"}\n",
               known.campaign, n);
    buf_addn(&b, events->s, events->n);
    sha256_hex(b.s, b.n, sha);
    buf_printf(&b, "end %s\n", sha);
    put_file(name, &b);
    buf_free(&b);
}

/* Two to five events of one device, now and then with one of them left out. */
static void make_hostile(const char *name)
{
    struct buf events = {0}, one = {0};
    struct arena *a = arena_new();
    char device[RANDOM_SIZE], last[HEX_SIZE] = "";
    int n = 2 + (int)draw(4), kept = 0, gap = draw(5) ? -1 : (int)draw((uint32_t)n);
    for (int i = 0; i < 32; i++)
        device[i] = "0123456789abcdef"[draw(16)];
    device[32] = '\0';
    for (int i = 0; i < n; i++) {
        buf_clear(&one);
        add_event(&one, device, i + 1, last, a);
        if (i == gap)
            continue;
        buf_addn(&events, one.s, one.n);
        kept++;
    }
    put_bundle(name, &events, kept);
    buf_free(&events);
    buf_free(&one);
    arena_free(&a);
}

static void begin_office(void)
{
    small_make("begin.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("begin.meyar");
    small_answer(c, "alpha", "s1", "e_level", "full", "seen");
    small_answer(c, "alpha", "s1", "e_pay", "no", NULL);
    small_answer(c, "alpha", "s1", "e_level", "half", NULL);
    small_answer(c, "beta", "", "b_open", "9", NULL);
    learn(c);
    campaign_close(&c);
}

/* The same two in the other order, at once: the same. */
static void same_at_once(const char *expected, const char *one, const char *two)
{
    char said[1024];
    int64_t fresh;
    copy("begin.meyar", "other.meyar");
    struct campaign *c = small_open("other.meyar");
    if (!take(c, two, one, &fresh, said))
        fail_msg("taken one by one, but not at once: %s", said);
    char *its = dump(c);
    if (strcmp(its, expected) != 0) {
        size_t at = 0;
        while (its[at] == expected[at])
            at++;
        while (at > 0 && its[at - 1] != '\n')
            at--;
        fail_msg("at once it comes to something else:\n< %.300s\n> %.300s", expected + at,
                 its + at);
    }
    free(its);
    campaign_close(&c);
}

static void anything_in_them(void **state)
{
    (void)state;
    char said[1024];
    int64_t fresh;
    int taken = 0, tries = getenv("MEYAR_TRIES") ? atoi(getenv("MEYAR_TRIES")) : 60;
    begin_office();
    for (int i = 0; i < tries; i++) {
        copy("begin.meyar", "office.meyar");
        struct campaign *c = small_open("office.meyar");
        make_hostile("one");
        make_hostile("two");
        char *before = dump(c);
        bool one = take(c, "one", NULL, &fresh, said);
        char *after = dump(c);
        if (!one && strcmp(before, after) != 0)
            fail_msg("try %d: refused, but something changed: %s", i, said);
        bool two = take(c, "two", NULL, &fresh, said);
        taken += one + two;
        as_made_anew(c, i);
        desk_reads(c);
        char *all = dump(c);
        if (one && two)
            same_at_once(all, "one", "two");
        free(all);
        free(after);
        free(before);
        campaign_close(&c);
    }
    assert_true(taken > tries / 2);
}

/* ---- notes changed on nothing ---- */

/* A note alone that replaces others; its id in `id`. */
static void add_note(struct buf *b, int seq, const char *prev, const char *const *replaces, int n,
                     char id[HEX_SIZE])
{
    static const char device[] = "abababababababababababababababab";
    char text[32];
    unsigned char hash[HASH_SIZE];
    snprintf(text, sizeof text, "note %d", seq);
    json_t *payload = json_pack("{s:s, s:n}", "note", text, "value");
    const struct event e = {.campaign = known.campaign,
                            .device = device,
                            .at = "2019-10-15T14:03:40Z",
                            .by = "X",
                            .via = "key",
                            .change = device,
                            .prev = prev,
                            .rubric = known.rubric,
                            .seq = seq,
                            .slot = {"answer", "alpha", "s2", "e_pay", ""},
                            .payload = payload,
                            .replaces = (const char **)replaces,
                            .nreplaces = n};
    char *body = event_body(&e);
    assert_non_null(body);
    event_id(body, strlen(body), hash);
    hex_encode(hash, HASH_SIZE, id);
    buf_printf(b, "%s ", id);
    buf_add(b, body);
    buf_addc(b, '\n');
    free(body);
    json_decref(payload);
}

/* Two on each level, both replacing both of the level before: ways back double with every level.
 * And a long row of notes, each replaced twice. */
static void a_web_of_notes(void **state)
{
    (void)state;
    enum { LEVELS = 100, ROW = 2000 };
    static char ids[2 * LEVELS + 2 * ROW][HEX_SIZE];
    struct buf events = {0};
    char said[1024];
    int64_t fresh;
    begin_office();
    struct campaign *c = small_open("begin.meyar");
    int n = 0;
    for (; n < 2 * LEVELS; n++) {
        const char *both[] = {n > 1 ? ids[n / 2 * 2 - 2] : "", n > 1 ? ids[n / 2 * 2 - 1] : ""};
        add_note(&events, n + 1, n ? ids[n - 1] : NULL, both, n > 1 ? 2 : 0, ids[n]);
    }
    for (; n < 2 * LEVELS + 2 * ROW; n++) {
        const char *one[] = {ids[n / 2 * 2 - 2]};
        add_note(&events, n + 1, ids[n - 1], one, 1, ids[n]);
    }
    put_bundle("web", &events, n);
    if (!take(c, "web", NULL, &fresh, said))
        fail_msg("%s", said);
    assert_int_equal(fresh, n);
    as_made_anew(c, 0);
    campaign_close(&c);
    buf_free(&events);
}

/* ---- bytes that come after the events that name them ---- */

static void bytes_come_later(void **state)
{
    (void)state;
    char said[1024], sha[HEX_SIZE];
    int64_t fresh, events;
    struct err err = {0};
    struct buf bare = {0}, full = {0};
    begin_office();
    copy("begin.meyar", "laptop.meyar");
    struct campaign *laptop = small_open("laptop.meyar"), *c = small_open("begin.meyar");
    small_answer(laptop, "alpha", "s2", "e_level", "none", "late");
    sha256_hex("photo", 5, sha);
    assert_true(db_begin(laptop->db, &err));
    assert_true(chunk_store(laptop->db, sha, "photo", 5));
    assert_true(db_end(laptop->db, true, &err));
    struct sink to = {small_to_buf, &bare}, all = {small_to_buf, &full};
    assert_true(bundle_write(laptop, BUNDLE_NO_EVIDENCE, &to, &events, &err));
    assert_true(bundle_write(laptop, 0, &all, &events, &err));
    put_file("bare", &bare);
    put_file("full", &full);
    assert_true(take(c, "bare", NULL, &fresh, said));
    assert_int_equal(fresh, 1);
    assert_int_equal(chunk_size(c->db, sha), -1);
    assert_true(take(c, "full", NULL, &fresh, said));
    assert_int_equal(fresh, 0);
    assert_int_equal(chunk_size(c->db, sha), 5);
    char *ours = dump(c), *theirs = dump(laptop);
    assert_string_equal(ours, theirs);
    free(ours);
    free(theirs);
    campaign_close(&laptop);
    campaign_close(&c);
    buf_free(&bare);
    buf_free(&full);
}

/* ---- what is no bundle ---- */

static void refuse(struct campaign *c, const char *name)
{
    char said[1024];
    int64_t fresh;
    if (take(c, name, NULL, &fresh, said))
        fail_msg("%s was taken in", name);
    if (!strstr(said, name))
        fail_msg("%s is not named: %s", name, said);
}

static void no_bundle(void **state)
{
    (void)state;
    begin_office();
    struct campaign *c = small_open("begin.meyar");
    char *before = dump(c);
    struct buf b = {0};
    assert_int_equal(mkdir(small_path("a folder"), 0700), 0);
    assert_int_equal(mkfifo(small_path("a pipe"), 0600), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", small_path("a socket"));
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(s, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(symlink("a ring", small_path("a ring")), 0);
    buf_add(&b, "");
    put_file("empty", &b);
    put_file("huge", &b);
    assert_int_equal(truncate(small_path("huge"), (off_t)10 << 30), 0);
    small_sql("other.db", "CREATE TABLE event (n INTEGER PRIMARY KEY, body TEXT)");
    buf_printf(&b,
               BUNDLE_MAGIC "{\"campaign\":\"%s\",\"events\":9000000000000000000,\"files\":0,"
                            "\"name\":\"\"}\n",
               c->id);
    put_file("endless", &b);
    assert_int_equal(truncate(small_path("endless"), (off_t)10 << 30), 0);
    static const char *const names[] = {"a folder", "a pipe",   "a socket", "a ring", "empty",
                                        "huge",     "other.db", "endless",  "missing"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        refuse(c, names[i]);
    char *after = dump(c);
    assert_string_equal(before, after);
    close(s);
    buf_free(&b);
    free(before);
    free(after);
    campaign_close(&c);
}

/* ---- a large one with stored files, cut ---- */

static void large_one_cut(void **state)
{
    (void)state;
    char said[1024], sha[HEX_SIZE], *bytes = mem_alloc(1 << 20);
    int64_t fresh, events;
    struct err err = {0};
    struct buf whole = {0};
    begin_office();
    copy("begin.meyar", "laptop.meyar");
    struct campaign *laptop = small_open("laptop.meyar"), *c = small_open("begin.meyar");
    small_answer(laptop, "alpha", "s2", "e_level", "none", "late");
    assert_true(db_begin(laptop->db, &err));
    for (int f = 0; f < 3; f++) {
        for (size_t i = 0; i < 1 << 20; i++)
            bytes[i] = (char)draw(256);
        sha256_hex(bytes, 1 << 20, sha);
        assert_true(chunk_store(laptop->db, sha, bytes, 1 << 20));
    }
    assert_true(db_end(laptop->db, true, &err));
    struct sink to = {small_to_buf, &whole};
    assert_true(bundle_write(laptop, 0, &to, &events, &err));
    campaign_close(&laptop);
    char *before = dump(c);
    size_t step = getenv("MEYAR_STEP") ? (size_t)atoi(getenv("MEYAR_STEP")) : 400009;
    put_file("whole", &whole);
    for (size_t n = whole.n - 1; n > 0; n = n > step ? n - step : 0) {
        assert_int_equal(truncate(small_path("whole"), (off_t)n), 0);
        if (take(c, "whole", NULL, &fresh, said))
            fail_msg("cut after %zu bytes it was taken in", n);
    }
    char *after = dump(c);
    assert_string_equal(before, after);
    put_file("whole", &whole);
    assert_true(take(c, "whole", NULL, &fresh, said));
    assert_int_equal(fresh, 1);
    assert_true(small_clean(c));
    campaign_close(&c);
    buf_free(&whole);
    free(bytes);
    free(before);
    free(after);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {TEST(anything_in_them), TEST(no_bundle), TEST(large_one_cut),
                                       TEST(a_web_of_notes), TEST(bytes_come_later)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
