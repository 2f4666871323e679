/* Finding: names, questions and notes; the index as a projection; files of before there was one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/inside.h"
#include "model/store.h"
#include "tests/help/small.h"

static struct arena *arena;

static int enter(void **state)
{
    arena = arena_new();
    return small_enter(state);
}

static int leave(void **state)
{
    arena_free(&arena);
    return small_leave(state);
}

static const char names[] =
    "body_code,body_name,body_short,service_code,service_name,service_short\n"
    "ganja,Gəncə şəhəri,,1,Iğdır qatarının bileti,\n"
    "ganja,,,2,Şəhər nəqliyyatı,Avtobus\n"
    "sea,Dəniz idarəsi,Dİ,1,\"Gəmi reyestri, «Xəzər»\",\n"
    "sea,,,g7,Bələdçi vəsiqəsi (gəncə),\n";

static struct campaign *make(void)
{
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, names);
    if (!campaign_create(small_path("a.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    return small_open("a.meyar");
}

/* "body ganja; service ganja/1; question e_level; note …": what is found, in its order. */
static const char *found(struct campaign *c, const char *typed)
{
    static const char *const kinds[] = {"body", "service", "question", "note"};
    struct hits h = search(c, typed, 0, arena);
    const struct rubric *r = campaign_rubric(c, 0);
    const char *out = "";
    assert_true(h.n <= HITS_MOST);
    for (int i = 0; i < h.n; i++) {
        const struct hit *hit = &h.hit[i];
        const struct block *b = hit->of_service ? r->service : r->body;
        out = arena_printf(arena, "%s%s%s %s%s%s%s", out, i ? "; " : "", kinds[hit->kind],
                           hit->body, *hit->service ? "/" : "", hit->service,
                           hit->question >= 0 ? b->questions[hit->question].id : "");
    }
    assert_false(campaign_fault(c, NULL));
    return out;
}

static void test_folding(void **state)
{
    (void)state;
    struct campaign *c = make();
    static const char *const same[] = {"gəncə ş", "GENCE Ş", "gence S", "  Gəncə,ş", "ş gəncə"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        assert_string_equal(found(c, same[i]), "body ganja");
    assert_string_equal(found(c, "igdir"), "service ganja/1");
    assert_string_equal(found(c, "IĞDIR"), "service ganja/1");
    assert_string_equal(found(c, "ığdır"), "service ganja/1");
    assert_string_equal(found(c, "xezer gemi"), "service sea/1");
    assert_string_equal(found(c, "gemi xezerr"), "");
    assert_string_equal(found(c, "emi"), ""); /* words are found by how they begin */
    assert_string_equal(found(c, "avtobus"), "service ganja/2");
    assert_string_equal(found(c, "G7"), "service sea/g7");
    assert_string_equal(found(c, ""), "");
    assert_string_equal(found(c, " -- "), "");
    campaign_close(&c);
}

static void test_ranking(void **state)
{
    (void)state;
    struct campaign *c = make();
    small_answer(c, "sea", "1", "e_pay", "yes", "Gəncədən gələndə");
    small_answer(c, "sea", "", "b_ramp", "no", "Genis qapi");
    /* What begins with it before what has it, bodies before services, notes last. */
    assert_string_equal(found(c, "ge"), "body ganja; service sea/1; service sea/g7; note "
                                        "sea/1e_pay; note seab_ramp");
    assert_string_equal(found(c, "gence"), "body ganja; service sea/g7; note sea/1e_pay");
    assert_string_equal(found(c, "seh"), "service ganja/2; body ganja");
    assert_string_equal(found(c, "paid"), "question e_pay");
    assert_string_equal(found(c, "can be"), "question e_pay");
    struct hits h = search(c, "genis", 0, arena);
    assert_int_equal(h.n, 1);
    assert_string_equal(h.hit[0].text, "Genis qapi");
    assert_string_equal(h.hit[0].body_name, "Dİ");
    assert_null(h.hit[0].service_name);
    campaign_close(&c);
}

static void test_notes_come_and_go(void **state)
{
    (void)state;
    struct campaign *c = make();
    small_answer(c, "sea", "1", "e_level", "full", "Səhifə açılmır");
    assert_string_equal(found(c, "acilmir"), "note sea/1e_level");
    small_answer(c, "sea", "1", "e_level", "half", NULL);
    assert_string_equal(found(c, "acilmir"), "note sea/1e_level");
    small_answer(c, "sea", "1", "e_level", NULL, "Açılır");
    assert_string_equal(found(c, "acilmir"), "");
    assert_string_equal(found(c, "acilir"), "note sea/1e_level");
    assert_true(small_clean(c));
    small_answer(c, "sea", "1", "e_level", NULL, "");
    assert_string_equal(found(c, "acilir"), "");
    small_answer(c, "sea", "1", "e_level", NULL, "— …"); /* nothing to find in it */
    small_answer(c, "sea", "1", "e_level", "", "");
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_names_change(void **state)
{
    (void)state;
    struct campaign *c = make();
    struct err err = {0};
    int added, changed;
    static const char more[] = "body_code,body_name,service_code,service_name\n"
                               "sea,Liman idarəsi,2,Yeni xidmət\n";
    assert_true(
        import_registry(c, "more.csv", more, sizeof more - 1, false, &added, &changed, &err));
    assert_string_equal(found(c, "deniz"), "");
    assert_string_equal(found(c, "liman"), "body sea");
    assert_string_equal(found(c, "yeni"), "service sea/2");
    assert_true(small_clean(c));
    campaign_close(&c);
    /* As if it had been withdrawn. */
    small_sql("a.meyar", "UPDATE subject SET pos = NULL WHERE body = 'sea' AND service = '2'");
    c = small_open("a.meyar");
    assert_string_equal(found(c, "yeni"), "");
    campaign_close(&c);
}

/* Whatever is typed gives hits or none, and no complaint. */
static void test_any_text(void **state)
{
    (void)state;
    struct campaign *c = make();
    static const char *const typed[] = {
        "\"",       "'",        "a\"b",        "a* OR b", "NEAR(a b)", "-a",
        "^a",       "{a b}: c", "a AND NOT b", "(",       "%",         "\\",
        "\x01",     "\xff\xfe", "👍",           "a👍",      "漢字",      "ﬁ",
        "\xcc\x81", "word",     "text:a",      "a:b",     ";--",       "'; DROP TABLE found; --"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        found(c, typed[i]);
    unsigned seed = 3;
    for (int i = 0; i < 3000; i++) {
        char text[24];
        size_t n = 0;
        for (; n < sizeof text - 1; n++) {
            seed = seed * 1103515245 + 12345;
            text[n] = (char)(seed >> 16);
            if (!text[n] || (seed >> 25) % 9 == 0)
                break;
        }
        text[n] = '\0';
        found(c, text);
    }
    char *longest = mem_alloc(20001);
    memset(longest, 'g', 20000);
    found(c, longest);
    for (size_t i = 1; i < 20000; i += 2)
        longest[i] = ' ';
    assert_true(strncmp(found(c, longest), "body ganja", 10) == 0);
    free(longest);
    campaign_close(&c);
}

static bool is_damaged(const char *file)
{
    struct err err = {0};
    int64_t events;
    char *report = NULL;
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    bool ok = campaign_verify(c, &events, &report, &err);
    free(report);
    campaign_close(&c);
    err_clear(&err);
    return !ok;
}

static void test_verify_compares(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "UPDATE found SET text = 'x' WHERE kind = 1",
        "DELETE FROM found WHERE kind = 2",
        "INSERT INTO found VALUES (9, 0, 'b', '', '', 'x')",
        "INSERT INTO name_word (rowid, text) VALUES (1, 'x')",
        "INSERT INTO name_word (name_word, rowid, text) VALUES ('delete', 1, 'gence seheri ganja')",
        "INSERT INTO note_word (note_word) VALUES ('delete-all')",
    };
    struct campaign *c = make();
    small_answer(c, "sea", "1", "e_level", "full", "Qeyd");
    campaign_close(&c);
    assert_false(is_damaged("a.meyar"));
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        char *copy = mem_printf("cp %s %s", small_path("a.meyar"), small_path("b.meyar"));
        assert_int_equal(system(copy), 0);
        free(copy);
        small_sql("b.meyar", edits[i]);
        if (!is_damaged("b.meyar"))
            fail_msg("not seen: %s", edits[i]);
    }
}

/* A file that the program wrote before there was an index. */
static void take_old(void)
{
    char *copy = mem_printf("cp tests/model/data/version-1.meyar %s && chmod 600 %s",
                            small_path("old.meyar"), small_path("old.meyar"));
    assert_int_equal(system(copy), 0);
    free(copy);
}

static void test_old_file_read(void **state)
{
    (void)state;
    struct err err = {0};
    take_old();
    for (int i = 0; i < 2; i++) {
        struct campaign *c = campaign_open(small_path("old.meyar"), OPEN_READ_ONLY, NULL, &err);
        assert_non_null(c);
        assert_string_equal(found(c, "gence"), "body GA");
        assert_string_equal(found(c, "surucu"), "service TR/1");
        assert_string_equal(found(c, "baxilacaq"), "note TR/2level");
        assert_string_equal(found(c, "cekildi"), "note TR/1level");
        assert_true(small_clean(c));
        assert_int_equal(db_number(c->db, 0, "PRAGMA user_version", ""), 1);
        campaign_close(&c);
    }
}

static void test_old_file_written(void **state)
{
    (void)state;
    take_old();
    struct campaign *c = small_open("old.meyar");
    assert_int_equal(db_number(c->db, 0, "PRAGMA user_version", ""), 3);
    assert_string_equal(found(c, "cekildi"), "note TR/1level");
    assert_true(small_clean(c));
    small_answer(c, "TR", "1", "level", "no", "Yenidən");
    assert_string_equal(found(c, "cekildi"), "");
    assert_string_equal(found(c, "yeniden"), "note TR/1level");
    assert_true(small_clean(c));
    campaign_close(&c);
}

/* ---- the jump list ---- */

static const char *jumps(struct campaign *c, const char *service, int stage, enum jump_kind kind)
{
    struct jumps j = jumps_read(c, "alpha", service, stage, arena);
    const struct rubric *r = campaign_rubric(c, 0);
    const char *out = "";
    int n = 0;
    for (int i = 0; i < j.n; i++) {
        const struct jump *at = &j.list[i];
        if (!(at->kinds >> kind & 1))
            continue;
        const struct block *b = *at->service ? r->service : r->body;
        out = arena_printf(arena, "%s%s%s %s", out, n++ ? "; " : "", at->service,
                           b->questions[at->question].id);
    }
    assert_int_equal(n, j.counts[kind]);
    return out;
}

/* Names of which very many begin like what is typed, and few go on so: each of these is found, and
 * once, and in order. */
static void test_many_alike(void **state)
{
    (void)state;
    struct buf csv = {0};
    struct err err = {0};
    buf_add(&csv, "body_code,body_name,service_code,service_name\n");
    for (int i = 0; i < 4500; i++)
        buf_printf(&csv, "b,Body,s%d,Registration %s of boats\n", i,
                   i % 1500 == 700 ? "regularly" : "registered");
    struct init_options o = small_options("2019", small_rubric, csv.s);
    if (!campaign_create(small_path("a.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    buf_free(&csv);
    struct campaign *c = small_open("a.meyar");
    assert_string_equal(found(c, "regul"), "service b/s700; service b/s2200; service b/s3700");
    assert_string_equal(found(c, "boats registr regul"),
                        "service b/s700; service b/s2200; service b/s3700");
    assert_string_equal(found(c, "boats regulators"), "");
    struct hits many = search(c, "boats registered", 0, arena);
    assert_true(many.more);
    assert_int_equal(many.n, 100);
    for (int i = 0; i < many.n; i++)
        assert_string_equal(many.hit[i].service, arena_printf(arena, "s%d", i));
    campaign_close(&c);
}

static void test_jumps(void **state)
{
    (void)state;
    small_make("a.meyar", "2019", small_rubric, NULL);
    struct campaign *c = small_open("a.meyar");
    assert_string_equal(jumps(c, "", -1, JUMP_OPEN), " b_ramp;  b_open");
    assert_string_equal(jumps(c, "", 1, JUMP_OPEN), " b_ramp");
    small_answer(c, "alpha", "", "b_ramp", "no", NULL);
    small_answer(c, "alpha", "s1", "e_level", "half", "Seen");
    small_answer(c, "alpha", "s1", "e_pay", "cannot-tell", "Closed");
    small_answer(c, "alpha", "s1", "u_days", "n/a", "None");
    assert_string_equal(jumps(c, "", -1, JUMP_OPEN), " b_open");
    assert_string_equal(jumps(c, NULL, -1, JUMP_DEFICIENT), " b_ramp; s1 e_level");
    assert_string_equal(jumps(c, "s1", -1, JUMP_DEFICIENT), "s1 e_level");
    assert_string_equal(jumps(c, NULL, -1, JUMP_CANT_TELL), "s1 e_pay");
    assert_string_equal(jumps(c, NULL, -1, JUMP_NOT_APPLICABLE), "s1 u_days");
    assert_string_equal(jumps(c, NULL, -1, JUMP_NOTE), "s1 e_level; s1 e_pay; s1 u_days");
    assert_string_equal(jumps(c, "s3", -1, JUMP_OPEN), ""); /* stopped */
    /* Open is what "next open" goes to. */
    const char *body = "alpha", *service = "s1", *open = "";
    int q = -1;
    while (next_open(c, body, service, q, -1, 1, &body, &service, &q, arena) &&
           strcmp(service, "s1") == 0 && strcmp(body, "alpha") == 0)
        open = arena_printf(arena, "%s%ss1 %s", open, *open ? "; " : "",
                            campaign_rubric(c, 0)->service->questions[q].id);
    assert_string_equal(jumps(c, "s1", -1, JUMP_OPEN), open);
    campaign_close(&c);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)
    const struct CMUnitTest tests[] = {
        TEST(test_folding),       TEST(test_ranking),          TEST(test_notes_come_and_go),
        TEST(test_names_change),  TEST(test_any_text),         TEST(test_verify_compares),
        TEST(test_old_file_read), TEST(test_old_file_written), TEST(test_many_alike),
        TEST(test_jumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
