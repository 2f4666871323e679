/* Bundles that are not what they should be: refused whole, in one sentence, and nothing changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/bundle.h"
#include "model/inside.h"
#include "model/project.h"
#include "tests/help/small.h"

static struct buf whole; /* a good bundle */
static struct campaign *office;
static char *before;       /* the office's dump */
static struct arena *told; /* of the last report */

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {small_to_buf, &b};
    assert_true(campaign_dump(c, &to, &err));
    return b.s;
}

static void put_in(const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(small_path(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Takes the file in; what is said in *said where it is refused. */
static bool take(const char *name, struct merge_report *r, char said[1024])
{
    struct err err = {0};
    char path[512];
    arena_reset(told);
    snprintf(path, sizeof path, "%s", small_path(name));
    const char *paths[] = {path};
    bool ok = campaign_merge(office, paths, 1, false, r, told, &err);
    snprintf(said, 1024, "%s", err_text(&err));
    if (!ok) {
        assert_int_not_equal(err.status, DONE);
        assert_true(said[0] != '\0' && !strchr(said, '\n'));
        assert_non_null(strstr(said, path));
    }
    err_clear(&err);
    return ok;
}

static void refused(const char *bytes, size_t n, const char *why)
{
    struct merge_report r;
    char said[1024];
    put_in("bad", bytes, n);
    if (take("bad", &r, said))
        fail_msg("taken in: %s", why);
    if (!strstr(said, why))
        fail_msg("expected %s, but: %s", why, said);
}

static void unchanged(void)
{
    char *now = dump(office);
    assert_string_equal(now, before);
    free(now);
}

static void copy(const char *from, const char *to)
{
    struct arena *a = arena_new();
    char *command = arena_printf(a, "cp '%s' '%s'", small_path(from), small_path(to));
    assert_int_equal(system(command), 0);
    arena_free(&a);
}

static int enter(void **state)
{
    struct err err = {0};
    int64_t events;
    small_enter(state);
    told = arena_new();
    small_make("office.meyar", "2019", small_rubric, NULL);
    copy("office.meyar", "laptop.meyar");
    struct campaign *laptop = small_open("laptop.meyar");
    small_answer(laptop, "alpha", "s1", "e_level", "full", "seen");
    small_answer(laptop, "alpha", "s1", "e_pay", "no", NULL);
    small_answer(laptop, "beta", "", "b_open", "9", NULL);
    char sha[HEX_SIZE];
    sha256_hex("stored\nbytes", 12, sha);
    assert_true(db_begin(laptop->db, &err));
    assert_true(chunk_store(laptop->db, sha, "stored\nbytes", 12));
    assert_true(db_end(laptop->db, true, &err));
    buf_clear(&whole);
    struct sink to = {small_to_buf, &whole};
    assert_true(bundle_write(laptop, 0, &to, &events, &err));
    campaign_close(&laptop);
    office = small_open("office.meyar");
    before = dump(office);
    return 0;
}

static int leave(void **state)
{
    campaign_close(&office);
    free(before);
    arena_free(&told);
    buf_free(&whole);
    return small_leave(state);
}

static void cut_at_every_byte(void **state)
{
    struct merge_report r;
    char said[1024];
    (void)state;
    for (size_t n = 0; n < whole.n; n++)
        refused(whole.s, n, n == 0 ? "cut off" : "nothing was changed");
    unchanged();
    put_in("good", whole.s, whole.n);
    assert_true(take("good", &r, said));
    assert_int_equal(r.fresh, 3);
    assert_int_equal(r.sources[0].files, 1);
    assert_int_equal(r.waiting, 0);
    assert_true(small_clean(office));
}

static uint64_t seed = 7;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* One random damage: a byte changed, taken out, put in, or a piece doubled. */
static void damage(struct buf *b)
{
    size_t at = draw((uint32_t)b->n), n = 1 + draw(80);
    struct buf out = {0};
    n = at + n > b->n ? b->n - at : n;
    buf_addn(&out, b->s, at);
    switch (draw(4)) {
    case 0:
        buf_addc(&out, (char)draw(256));
        at++;
        break;
    case 1:
        at += n;
        break;
    case 2:
        buf_addc(&out, (char)draw(256));
        break;
    default:
        buf_addn(&out, b->s + at, n);
    }
    buf_addn(&out, b->s + at, b->n - at);
    buf_free(b);
    *b = out;
}

/* The end's hash made right again, as somebody would who means it. */
static void sign(struct buf *b)
{
    char sha[HEX_SIZE];
    if (b->n < 70)
        return;
    b->n -= 69;
    sha256_hex(b->s, b->n, sha);
    buf_printf(b, "end %s\n", sha);
}

static void tampered_at_random(void **state)
{
    struct merge_report r;
    char said[1024];
    (void)state;
    int tries = getenv("MEYAR_TRIES") ? atoi(getenv("MEYAR_TRIES")) : 500;
    for (int i = 0; i < tries; i++) {
        struct buf b = {0};
        buf_addn(&b, whole.s, whole.n);
        damage(&b);
        bool same = b.n == whole.n && memcmp(b.s, whole.s, b.n) == 0;
        bool meant = i % 2 == 1;
        if (meant)
            sign(&b);
        put_in("bad", b.s, b.n);
        if (!same && take("bad", &r, said) && !meant)
            fail_msg("try %d was taken in", i);
        buf_free(&b);
    }
    assert_true(small_clean(office));
}

/* The good bundle with one line (from 0) replaced, and its end right again. */
static struct buf with_line(int line, const char *text)
{
    struct buf b = {0};
    const char *s = whole.s;
    for (int i = 0; i < line; i++)
        s = strchr(s, '\n') + 1;
    buf_addn(&b, whole.s, (size_t)(s - whole.s));
    buf_printf(&b, "%s\n", text);
    s = strchr(s, '\n') + 1;
    buf_addn(&b, s, whole.n - (size_t)(s - whole.s));
    sign(&b);
    return b;
}

static void hostile_events(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "", "{}", "[]", "null", "{\"v\":1e999}", "{\"v\":1", "{\"a\":\"\\u0000\"}"};
    struct buf deep = {0}, wide = {0}, line = {0};
    for (int i = 0; i < 200000; i++)
        buf_addc(&deep, '[');
    buf_addc(&wide, '[');
    for (int i = 0; i < 3000000; i++)
        buf_add(&wide, "1,");
    buf_add(&wide, "1]");
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies + 2; i++) {
        const char *body = i < sizeof bodies / sizeof *bodies ? bodies[i] : i % 2 ? deep.s : wide.s;
        char id[HEX_SIZE];
        unsigned char hash[HASH_SIZE];
        event_id(body, strlen(body), hash);
        hex_encode(hash, HASH_SIZE, id);
        buf_clear(&line);
        buf_printf(&line, "%s %s", id, body);
        struct buf b = with_line(2, line.s);
        refused(b.s, b.n, "event 1");
        buf_free(&b);
    }
    buf_free(&deep);
    buf_free(&wide);
    buf_free(&line);
    unchanged();
}

static void what_is_none(void **state)
{
    (void)state;
    struct buf b = {0};
    refused("", 0, "cut off");
    refused("hello\n", 6, "neither a bundle nor a campaign file");
    refused("SQLite format 3", 16, "bad"); /* its own sentence of a file that is none */
    buf_addn(&b, whole.s, whole.n);
    buf_addc(&b, 'x');
    refused(b.s, b.n, "follows the bundle's end");
    buf_clear(&b);
    for (int i = 0; i < LINE_MOST + 2; i++)
        buf_addc(&b, 'x');
    refused(b.s, b.n, "longer than any");
    buf_free(&b);
    unchanged();
}

static void another_campaign(void **state)
{
    (void)state;
    struct err err = {0};
    struct buf b = {0};
    int64_t events;
    struct sink to = {small_to_buf, &b};
    small_make("other.meyar", "2019", small_rubric, NULL);
    struct campaign *other = small_open("other.meyar");
    assert_true(bundle_write(other, 0, &to, &events, &err));
    campaign_close(&other);
    refused(b.s, b.n, "another campaign");
    buf_free(&b);
    struct merge_report r;
    char said[1024];
    assert_false(take("other.meyar", &r, said));
    assert_non_null(strstr(said, "belongs to another campaign"));
    unchanged();
}

/* A campaign file is no more believed than a bundle: its events, and the bytes that it keeps. */
static void a_file_that_was_changed(void **state)
{
    struct merge_report r;
    char said[1024];
    (void)state;
    copy("laptop.meyar", "changed.meyar");
    small_sql("changed.meyar", "UPDATE chunk SET bytes = x'00'");
    assert_false(take("changed.meyar", &r, said));
    assert_non_null(strstr(said, "a stored file in it is not what its hash says"));
    copy("laptop.meyar", "altered.meyar");
    small_sql("altered.meyar", "UPDATE event SET body = replace(body, '\"seen\"', '\"soon\"')");
    assert_false(take("altered.meyar", &r, said));
    assert_non_null(strstr(said, "is not what its id says"));
    unchanged();
    assert_true(take("laptop.meyar", &r, said));
    assert_int_equal(r.fresh, 3);
    assert_int_equal(r.sources[0].files, 1);
    assert_true(small_clean(office));
}

/* The bundle without its nth event. */
static struct buf without(int event)
{
    struct buf b = {0};
    int line = 0;
    for (const char *s = whole.s; line < 200 && *s && strncmp(s, "file ", 5) != 0; line++) {
        const char *end = strchr(s, '\n') + 1;
        if (line == 1) {
            const char *n = strstr(s, "\"events\":");
            buf_addn(&b, s, (size_t)(n - s));
            char *rest;
            long events = strtol(n + 9, &rest, 10);
            buf_printf(&b, "\"events\":%ld", events - 1);
            buf_addn(&b, rest, (size_t)(end - rest));
        } else if (line != 2 + event) {
            buf_addn(&b, s, (size_t)(end - s));
        }
        s = end;
    }
    const char *files = strstr(whole.s, "\nfile ") + 1;
    buf_addn(&b, files, whole.n - (size_t)(files - whole.s));
    sign(&b);
    return b;
}

/* What was written after a missing event is kept, told, and counts once that comes. */
static void a_gap_waits(void **state)
{
    struct merge_report r;
    char said[1024];
    (void)state;
    int first = -1, line = 0; /* the laptop's first event: its device is not that of init */
    for (const char *s = whole.s; s && *s && strncmp(s, "file ", 5) != 0; line++) {
        const char *end = strchr(s, '\n') + 1;
        char *copied = strndup(s, (size_t)(end - s));
        if (line >= 2 && strstr(copied, "\"seq\":1,") && strstr(copied, "\"kind\":\"answer\""))
            first = line - 2;
        free(copied);
        s = end;
    }
    assert_true(first >= 0);
    struct buf b = without(first);
    put_in("gap", b.s, b.n);
    if (!take("gap", &r, said))
        fail_msg("%s", said);
    assert_int_equal(r.fresh, 2);
    assert_int_equal(r.waiting, 2);
    assert_int_equal(r.nmoved, 0);
    buf_free(&b);
    put_in("good", whole.s, whole.n);
    assert_true(take("good", &r, said));
    assert_int_equal(r.fresh, 1);
    assert_int_equal(r.waiting, 0);
    assert_int_equal(r.nmoved, 3); /* alpha and its s1, beta */
    assert_true(small_clean(office));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(cut_at_every_byte),       TEST(tampered_at_random),
        TEST(hostile_events),          TEST(what_is_none),
        TEST(another_campaign),        TEST(a_gap_waits),
        TEST(a_file_that_was_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
