/* Undo and redo: what stood is put back, whoever else was there meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/store.h"
#include "tests/help/small.h"

#define OTHER "0123456789abcdef0123456789abcdef"

/* What stands in a slot, with a mark for every head: "3~note|4~". */
static const char *heads(struct campaign *c, const char *body, const char *service,
                         const char *item, struct arena *a)
{
    struct buf b = {0};
    buf_add(&b, "");
    struct query *q = db_query(c->db,
                               "SELECT coalesce(value, '-') || '~' || coalesce(note, '') AS t FROM"
                               " head WHERE camp = 0 AND body = ? AND service = ? AND item = ?"
                               " ORDER BY t",
                               "ttt", body, service, item);
    while (query_row(q))
        buf_printf(&b, "%s%s", b.n ? "|" : "", query_text(q, 0));
    query_done(&q);
    const char *s = arena_dup(a, b.s);
    buf_free(&b);
    return s;
}

static void heads_are(struct campaign *c, const char *body, const char *service, const char *item,
                      const char *wanted)
{
    struct arena *a = arena_new();
    assert_string_equal(heads(c, body, service, item, a), wanted);
    arena_free(&a);
}

/* Somebody else's laptop: aware of what stands (replaces it), or not. */
static void other(struct campaign *c, const char *body, const char *service, const char *item,
                  const char *value, const char *note, bool aware)
{
    struct err err = {0};
    struct slot slot = {"answer", body, service, item, ""};
    json_t *payload = json_object();
    json_object_set_new(payload, "value", value ? json_string(value) : json_null());
    json_object_set_new(payload, "note", note ? json_string(note) : json_null());
    struct change *t = change_begin(c, &err);
    assert_non_null(t);
    change_fix_device(t, OTHER);
    change_as(t, "Inspector B", NULL);
    assert_true(aware ? change_put(t, &slot, payload) : change_event(t, &slot, payload, NULL, 0));
    change_touch(t, body, service);
    assert_true(change_end(&t, true, &err));
}

static bool undo(struct campaign *c, bool redo, struct undone *u, struct arena *a)
{
    struct err err = {0};
    struct undone peek;
    bool would = undo_peek(c, redo, &peek, a, &err);
    err_clear(&err);
    bool did = undo_last(c, redo, u, a, &err);
    assert_int_equal(would, did);
    if (did)
        assert_string_equal(peek.first.item, u->first.item);
    else
        assert_int_equal(err.status, REFUSED);
    err_clear(&err);
    return did;
}

static void undone(struct campaign *c, bool redo)
{
    struct arena *a = arena_new();
    struct undone u;
    assert_true(undo(c, redo, &u, a));
    arena_free(&a);
}

static void nothing_left(struct campaign *c, bool redo)
{
    struct arena *a = arena_new();
    struct undone u;
    assert_false(undo(c, redo, &u, a));
    arena_free(&a);
}

static struct campaign *begin(void)
{
    small_make("a.meyar", "2018", small_rubric, NULL);
    return small_open("a.meyar");
}

static void test_one_answer(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct undone u;
    struct row before, row;
    nothing_left(c, false);
    small_answer(c, "beta", "s1", "u_days", "2", "Quick");
    assert_true(row_get(c, 0, "beta", "", -1, &before, a));
    small_answer(c, "beta", "s1", "u_days", "9", "Slow");
    nothing_left(c, true);
    assert_true(undo(c, false, &u, a));
    assert_string_equal(u.from, "9");
    assert_string_equal(u.to, "2");
    assert_string_equal(u.from_note, "Slow");
    assert_string_equal(u.to_note, "Quick");
    assert_int_equal(u.n, 1);
    assert_true(u.one_subject);
    assert_string_equal(u.first.service, "s1");
    heads_are(c, "beta", "s1", "u_days", "2~Quick");
    assert_true(row_get(c, 0, "beta", "", -1, &row, a));
    assert_int_equal(row.high, before.high);
    undone(c, true);
    heads_are(c, "beta", "s1", "u_days", "9~Slow");
    nothing_left(c, true);
    undone(c, false);
    undone(c, false);
    heads_are(c, "beta", "s1", "u_days", "~");
    nothing_left(c, false);
    undone(c, true);
    campaign_close(&c);
    c = small_open("a.meyar"); /* after a restart too */
    undone(c, true);
    heads_are(c, "beta", "s1", "u_days", "9~Slow");
    undone(c, false);
    small_answer(c, "beta", "s1", "e_pay", "yes", NULL);
    nothing_left(c, true); /* a change in between empties redo */
    undone(c, false);
    undone(c, false);
    heads_are(c, "beta", "s1", "u_days", "~");
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_history_tells(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct history_entry *list;
    struct err err = {0};
    int n;
    small_answer(c, "beta", "s1", "u_days", "2", NULL);
    undone(c, false);
    undone(c, true);
    assert_true(history_read(c, "beta", "s1", "u_days", &list, &n, a, &err));
    assert_int_equal(n, 3);
    assert_null(list[0].undoes);
    assert_non_null(list[1].undoes);
    assert_non_null(list[2].undoes);
    assert_string_not_equal(list[1].undoes, list[2].undoes);
    assert_string_equal(list[1].via, "undo");
    assert_null(list[1].value);
    assert_string_equal(list[2].value, "2");
    campaign_close(&c);
    arena_free(&a);
}

/* Of a change that was taken back in part only that part is undone. */
static void test_history_tells_what_was_left(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct history_entry *list;
    struct err err = {0};
    int n, undone_ones = 0;
    static const struct assignment two[] = {{"u_days", "3"}, {"e_pay", "yes"}};
    assert_true(answer_many(c, "beta", "s1", two, 2, NULL, &err));
    other(c, "beta", "s1", "e_pay", "no", NULL, true);
    undone(c, false);
    assert_true(history_read(c, "beta", "s1", NULL, &list, &n, a, &err));
    assert_int_equal(n, 4);
    for (int i = 0; i < n; i++) {
        undone_ones += list[i].undone;
        assert_true(!list[i].undone || strcmp(list[i].question, "u_days") == 0);
    }
    assert_int_equal(undone_ones, 1);
    undone(c, true);
    assert_true(history_read(c, "beta", "s1", NULL, &list, &n, a, &err));
    for (int i = 0; i < n; i++)
        assert_int_equal(list[i].undone, list[i].undoes && !list[i].value);
    campaign_close(&c);
    arena_free(&a);
}

static void test_somebody_else(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct undone u;
    struct err err = {0};
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    static const struct assignment two[] = {{"u_days", "3"}, {"e_pay", "yes"}};
    assert_true(answer_many(c, "beta", "s1", two, 2, NULL, &err));
    other(c, "beta", "s1", "e_pay", "no", NULL, true);
    assert_true(undo(c, false, &u, a));
    assert_int_equal(u.n, 1);
    assert_int_equal(u.nleft, 1);
    assert_string_equal(u.left.item, "e_pay");
    assert_string_equal(u.left_by, "Inspector B");
    heads_are(c, "beta", "s1", "u_days", "~");
    heads_are(c, "beta", "s1", "e_pay", "no~");
    /* Where nothing of a change is left, the one before it is taken back. */
    small_answer(c, "beta", "s1", "u_text", "mine", NULL);
    other(c, "beta", "s1", "u_text", "theirs", NULL, true);
    assert_true(undo(c, false, &u, a));
    assert_int_equal(u.nleft, 1);
    assert_string_equal(u.first.item, "e_level");
    heads_are(c, "beta", "s1", "u_text", "theirs~");
    /* Only what is ours goes where somebody answered at the same time. */
    small_answer(c, "beta", "s1", "u_clear", "4", NULL);
    other(c, "beta", "s1", "u_clear", "2", NULL, false);
    undone(c, false);
    heads_are(c, "beta", "s1", "u_clear", "2~|~");
    undone(c, true);
    heads_are(c, "beta", "s1", "u_clear", "2~|4~");
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

/* What an event replaced is not in this file: nothing can be put back, and nobody is blamed. */
static void test_not_at_hand(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct undone u;
    struct err err = {0};
    char unknown[HEX_SIZE];
    const char *replaces[1] = {unknown};
    struct slot slot = {"answer", "beta", "s1", "u_clear", ""};
    sha256_hex("nowhere", 7, unknown);
    struct change *t = change_begin(c, &err);
    json_t *payload = json_pack("{s:s,s:n}", "value", "4", "note");
    assert_true(change_event(t, &slot, payload, replaces, 1));
    change_touch(t, "beta", "s1");
    assert_true(change_end(&t, true, &err));
    assert_false(undo_last(c, false, &u, a, &err));
    assert_int_equal(err.status, REFUSED);
    assert_non_null(strstr(err_text(&err), "not in this file"));
    assert_int_equal(u.nleft, 1);
    assert_null(u.left_by);
    heads_are(c, "beta", "s1", "u_clear", "4~");
    err_clear(&err);
    campaign_close(&c);
    arena_free(&a);
}

/* Two laptops added the same row: where one takes its own back, the other's stands. */
static void test_row_added_twice(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct row row;
    struct err err = {0};
    for (int i = 0; i < 8; i++) {
        char code[16], name[32], csv[160];
        int added, changed;
        snprintf(code, sizeof code, "n%d", i);
        snprintf(name, sizeof name, "Theirs %d", i);
        snprintf(csv, sizeof csv,
                 "body_code,body_name,service_code,service_name\nbeta,Beta Board,%s,Ours\n", code);
        assert_true(import_registry(c, "r.csv", csv, strlen(csv), false, &added, &changed, &err));
        struct slot slot = {"service", "beta", code, "", ""};
        struct change *t = change_begin(c, &err);
        change_fix_device(t, OTHER);
        assert_true(
            change_event(t, &slot, json_pack("{s:s,s:s}", "name", name, "place", "9"), NULL, 0));
        change_touch(t, "beta", code);
        assert_true(change_end(&t, true, &err));
        undone(c, false);
        assert_true(row_get(c, 0, "beta", code, -1, &row, a));
        assert_string_equal(row.name, name);
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_settled_conflict(void **state)
{
    (void)state;
    struct campaign *c = begin();
    small_answer(c, "beta", "s1", "u_clear", "4", "Mine");
    other(c, "beta", "s1", "u_clear", "2", "Theirs", false);
    other(c, "beta", "s1", "u_clear", NULL, "A note", false);
    heads_are(c, "beta", "s1", "u_clear", "-~A note|2~Theirs|4~Mine");
    small_answer(c, "beta", "s1", "u_clear", "3", "Settled");
    heads_are(c, "beta", "s1", "u_clear", "3~Settled");
    undone(c, false);
    heads_are(c, "beta", "s1", "u_clear", "-~A note|2~Theirs|4~Mine");
    undone(c, true);
    heads_are(c, "beta", "s1", "u_clear", "3~Settled");
    undone(c, false);
    undone(c, false); /* ours, out of the conflict that stands again */
    heads_are(c, "beta", "s1", "u_clear", "-~A note|2~Theirs|~");
    undone(c, true);
    heads_are(c, "beta", "s1", "u_clear", "-~A note|2~Theirs|4~Mine");
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_registry(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    struct row row, before;
    int added, changed;
    static const char more[] =
        "body_code,body_name,service_code,service_name,kind\n"
        "gamma,Gamma Bureau,,,big\ngamma,,s1,One,\ngamma,,s2,Two,\nbeta,Beta Board,s9,Nine,\n"
        "beta,Beta House,,,big\n";
    small_answer(c, "beta", "s1", "e_level", "half", NULL);
    assert_true(row_get(c, 0, "beta", "s1", -1, &before, a));
    assert_true(import_registry(c, "r.csv", more, strlen(more), false, &added, &changed, &err));
    assert_true(small_clean(c));
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_int_equal(row.asked, before.asked + 1); /* of its body's kind */
    small_answer(c, "gamma", "s1", "u_days", "4", NULL);
    assert_int_equal(rows_count(c, 0, NULL), 3);
    undone(c, false);
    undone(c, false);
    assert_int_equal(rows_count(c, 0, NULL), 2);
    assert_int_equal(rows_count(c, 0, "beta"), 1);
    assert_true(row_get(c, 0, "beta", "s1", -1, &row, a));
    assert_string_equal(row.name, "Only service");
    assert_int_equal(row.asked, before.asked);
    assert_true(row_get(c, 0, "beta", "", -1, &row, a));
    assert_string_equal(row.name, "Beta Board");
    assert_false(row_get(c, 0, "gamma", "s1", -1, &row, a));
    assert_true(small_clean(c));
    undone(c, true);
    assert_int_equal(rows_count(c, 0, NULL), 3);
    assert_true(row_get(c, 0, "gamma", "s2", -1, &row, a));
    assert_string_equal(row.name, "Two");
    undone(c, true);
    heads_are(c, "gamma", "s1", "u_days", "4~");
    assert_true(small_clean(c));
    campaign_close(&c);
    c = small_open("a.meyar");
    undone(c, false);
    undone(c, false);
    assert_int_equal(rows_count(c, 0, NULL), 2);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_import_is_one(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    struct undone u;
    int rows;
    static const char table[] = "body,service,question,value,note\nbeta,s1,u_days,4,\n"
                                "beta,s1,e_level,half,Seen\nalpha,s1,u_days,2,\n"
                                "alpha,,b_open,9,\n";
    small_answer(c, "beta", "s1", "u_days", "1", "Before");
    assert_true(import_answers(c, "t.csv", table, strlen(table), false, &rows, &err));
    assert_true(undo(c, false, &u, a));
    assert_int_equal(u.n, 4);
    assert_false(u.one_body);
    heads_are(c, "beta", "s1", "u_days", "1~Before");
    heads_are(c, "alpha", "", "b_open", "~");
    assert_true(undo(c, true, &u, a));
    assert_int_equal(u.n, 4);
    heads_are(c, "beta", "s1", "u_days", "4~Before");
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
}

static void test_read_only(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct err err = {0};
    struct arena *a = arena_new();
    struct undone u;
    small_answer(c, "beta", "s1", "u_days", "1", NULL);
    campaign_close(&c);
    c = campaign_open(small_path("a.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_false(undo_last(c, false, &u, a, &err));
    assert_int_equal(err.status, BUSY);
    assert_true(strlen(err_text(&err)) > 10);
    heads_are(c, "beta", "s1", "u_days", "1~");
    campaign_close(&c);
    arena_free(&a);
    err_clear(&err);
}

/* A disk that is full: all of it or nothing, and the same again once there is room. */
static void test_full_disk(void **state)
{
    (void)state;
    struct campaign *c = begin();
    struct arena *a = arena_new();
    struct err err = {0};
    struct undone u;
    struct buf table = {0};
    int rows;
    buf_add(&table, "body,service,question,value,note\n");
    for (int i = 0; i < 3; i++)
        buf_printf(&table, "%s,u_text,text,%02000d\n",
                   i ? i > 1 ? "alpha,s2" : "alpha,s1" : "beta,s1", i);
    assert_true(import_answers(c, "t.csv", table.s, table.n, false, &rows, &err));
    buf_free(&table);
    undone(c, false);
    db_limit_pages(c->db, (int)db_number(c->db, 0, "PRAGMA page_count", "") + 1);
    assert_false(undo_last(c, true, &u, a, &err));
    assert_int_equal(err.status, BUSY);
    assert_non_null(strstr(err_text(&err), "disk is full"));
    heads_are(c, "beta", "s1", "u_text", "~");
    heads_are(c, "alpha", "s2", "u_text", "~");
    db_limit_pages(c->db, 0);
    assert_true(small_clean(c));
    undone(c, true);
    assert_true(strncmp(heads(c, "alpha", "s2", "u_text", a), "text~", 5) == 0);
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&a);
    err_clear(&err);
}

/* ---- random sequences against a model of heads ---- */

#define SLOTS 5
#define MOST 400
static const char *const slots[SLOTS][3] = {{"alpha", "s1", "u_days"},
                                            {"alpha", "s1", "u_text"},
                                            {"alpha", "s2", "u_days"},
                                            {"beta", "s1", "u_days"},
                                            {"alpha", "", "b_open"}};

/* A head: value NULL a note alone, "" taken back. It is the same after undo and redo. */
struct token {
    int id;
    const char *value, *note;
};
struct set {
    struct token t[16];
    int n;
};
struct done {
    bool touched[SLOTS];
    struct set before[SLOTS], after[SLOTS]; /* after: what the change left there */
};
struct model {
    struct arena *a;
    struct set now[SLOTS];
    struct done stack[MOST], redo[MOST];
    int nstack, nredo, ids;
    uint64_t seed;
};

static uint32_t draw(struct model *m, uint32_t below)
{
    m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(m->seed >> 33) % below;
}

static int find(const struct set *s, int id)
{
    for (int i = 0; i < s->n; i++)
        if (s->t[i].id == id)
            return i;
    return -1;
}

static bool contains(const struct set *s, const struct set *part)
{
    for (int i = 0; i < part->n; i++)
        if (find(s, part->t[i].id) < 0)
            return false;
    return true;
}

static bool valued(const struct set *s)
{
    for (int i = 0; i < s->n; i++)
        if (s->t[i].value)
            return true;
    return false;
}

/* What has no value takes back where it replaces something that had one, or took one back. */
static const char *value_over(const char *value, const struct set *replaced)
{
    return value && *value ? value : valued(replaced) ? "" : NULL;
}

/* Takes `out` from what stands and puts `in` there. */
static void exchange(struct set *now, const struct set *out, const struct set *in)
{
    struct set left = {.n = 0};
    for (int i = 0; i < now->n; i++)
        if (find(out, now->t[i].id) < 0)
            left.t[left.n++] = now->t[i];
    struct set gone = {.n = 0};
    for (int i = 0; i < out->n; i++)
        gone.t[gone.n++] = now->t[find(now, out->t[i].id)];
    bool beside = in->n > 1 && valued(in);
    for (int i = 0; i < in->n; i++) {
        struct token t = in->t[i];
        t.value = beside && !t.value ? NULL : value_over(t.value, &gone);
        left.t[left.n++] = t;
    }
    *now = left;
}

static void expect(struct model *m, struct campaign *c, int step)
{
    for (int s = 0; s < SLOTS; s++) {
        const char *texts[16], *all = "";
        const struct set *now = &m->now[s];
        for (int i = 0; i < now->n; i++)
            texts[i] = arena_printf(m->a, "%s~%s", now->t[i].value ? now->t[i].value : "-",
                                    now->t[i].note ? now->t[i].note : "");
        for (int i = 0; i < now->n; i++)
            for (int k = i + 1; k < now->n; k++)
                if (strcmp(texts[k], texts[i]) < 0) {
                    const char *x = texts[i];
                    texts[i] = texts[k];
                    texts[k] = x;
                }
        for (int i = 0; i < now->n; i++)
            all = arena_printf(m->a, "%s%s%s", all, i ? "|" : "", texts[i]);
        const char *came = heads(c, slots[s][0], slots[s][1], slots[s][2], m->a);
        if (strcmp(came, all) != 0)
            fail_msg("seed %llu step %d slot %d: %s, not %s", (unsigned long long)m->seed, step, s,
                     came, all);
    }
}

static bool in_conflict(const struct set *s)
{
    const char *first = NULL;
    for (int i = 0; i < s->n; i++) {
        if (first && s->t[i].value && strcmp(first, s->t[i].value) != 0)
            return true;
        first = first ? first : s->t[i].value;
    }
    return false;
}

static const char *standing_value(const struct set *s)
{
    for (int i = 0; i < s->n; i++)
        if (s->t[i].value && *s->t[i].value)
            return s->t[i].value;
    return NULL;
}

/* One change of ours over one slot or several. */
static void ours(struct model *m, struct campaign *c)
{
    struct err err = {0};
    struct done *d = &m->stack[m->nstack];
    memset(d, 0, sizeof *d);
    struct change *t = change_begin(c, &err);
    for (uint32_t k = 1 + draw(m, 3); k > 0; k--) {
        uint32_t s = draw(m, SLOTS);
        if (d->touched[s])
            continue;
        uint32_t what = draw(m, 5);
        const char *value = what == 0   ? NULL
                            : what == 1 ? ""
                                        : arena_printf(m->a, "%u", draw(m, 4));
        const char *note = arena_printf(m->a, "n%d", ++m->ids);
        if (!value && in_conflict(&m->now[s]))
            continue;
        assert_int_equal(change_answer(t, slots[s][0], slots[s][1], slots[s][2], value, note, &err),
                         WRITE_DONE);
        value = value ? value : standing_value(&m->now[s]);
        struct token x = {m->ids, value_over(value, &m->now[s]), note};
        d->touched[s] = true;
        d->before[s] = m->now[s];
        if (m->now[s].n == 0)
            d->before[s] = (struct set){{{++m->ids, NULL, NULL}}, 1};
        d->after[s] = m->now[s] = (struct set){{x}, 1};
    }
    bool any = false;
    for (int s = 0; s < SLOTS; s++)
        any = any || d->touched[s];
    assert_true(change_end(&t, true, &err) || !any);
    m->nstack += any;
    m->nredo = any ? 0 : m->nredo;
}

static void theirs(struct model *m, struct campaign *c)
{
    uint32_t s = draw(m, SLOTS);
    bool aware = draw(m, 3) > 0 || m->now[s].n > 8, alone = !aware && draw(m, 3) == 0;
    const char *value = alone ? NULL : arena_printf(m->a, "%u", draw(m, 4));
    const char *note = arena_printf(m->a, "n%d", ++m->ids);
    struct token x = {m->ids, value, note};
    other(c, slots[s][0], slots[s][1], slots[s][2], value, note, aware);
    if (aware)
        m->now[s].n = 0;
    m->now[s].t[m->now[s].n++] = x;
}

/* Undo from one stack to the other; true where anything could be put back. */
static bool back(struct model *m, bool redo)
{
    struct done *from = redo ? m->redo : m->stack, *to = redo ? m->stack : m->redo;
    int *nfrom = redo ? &m->nredo : &m->nstack, *nto = redo ? &m->nstack : &m->nredo;
    while (*nfrom > 0) {
        struct done d = from[--*nfrom];
        bool any = false;
        for (int s = 0; s < SLOTS; s++) {
            const struct set *out = redo ? &d.before[s] : &d.after[s];
            const struct set *in = redo ? &d.after[s] : &d.before[s];
            d.touched[s] = d.touched[s] && contains(&m->now[s], out);
            any = any || d.touched[s];
            if (d.touched[s])
                exchange(&m->now[s], out, in);
        }
        if (any) {
            to[(*nto)++] = d;
            return true;
        }
    }
    return false;
}

static void run(uint64_t seed, int steps)
{
    struct model *m = mem_alloc(sizeof *m);
    small_make("r.meyar", "2018", small_rubric, NULL);
    struct campaign *c = small_open("r.meyar");
    m->a = arena_new();
    m->seed = seed;
    for (int i = 0; i < steps; i++) {
        uint32_t what = draw(m, 10);
        struct undone u;
        if (what < 3) {
            ours(m, c);
        } else if (what == 3) {
            theirs(m, c);
        } else if (what < 9) {
            bool redo = what > 6;
            assert_int_equal(undo(c, redo, &u, m->a), back(m, redo));
        } else {
            campaign_close(&c);
            c = small_open("r.meyar");
        }
        expect(m, c, i);
    }
    assert_true(small_clean(c));
    campaign_close(&c);
    arena_free(&m->a);
    free(m);
    remove(small_path("r.meyar"));
}

static void test_random(void **state)
{
    (void)state;
    const char *more = getenv("MEYAR_SEEDS");
    int n = more ? atoi(more) : 40;
    for (int seed = 1; seed <= n; seed++)
        run((uint64_t)seed * 7919, 40);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, small_enter, small_leave)
    const struct CMUnitTest tests[] = {
        TEST(test_one_answer),
        TEST(test_history_tells),
        TEST(test_history_tells_what_was_left),
        TEST(test_somebody_else),
        TEST(test_not_at_hand),
        TEST(test_row_added_twice),
        TEST(test_settled_conflict),
        TEST(test_registry),
        TEST(test_import_is_one),
        TEST(test_read_only),
        TEST(test_full_disk),
        TEST(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
