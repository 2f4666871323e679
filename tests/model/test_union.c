/* The laws of merging, over random histories of two to six laptops: whatever they did and in
 * whatever order it is taken in, the result is the same, nothing is lost and nothing doubled.
 * MEYAR_SEEDS=FROM-TO runs others than the few that every check runs; MEYAR_TEST_FOLDER on a RAM
 * disk makes many of them bearable. */
#define _GNU_SOURCE /* nftw */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>
#include "model/inside.h"
#include "model/conflict.h"
#include "model/project.h"
#include "model/registry.h"
#include "model/registry_edit.h"
#include "model/setting.h"
#include "tests/help/small.h"

#define LAPTOPS 6

/* ---- one seed, one history ---- */

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* Random bits of devices and changes come from the seed too, so that a seed gives equal bytes. */
static uint64_t noise;

static uint32_t noise_word(void)
{
    noise = noise * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(noise >> 32);
}
static void noise_bytes(void *const out, const size_t n)
{
    for (size_t i = 0; i < n; i++)
        ((unsigned char *)out)[i] = (unsigned char)noise_word();
}
static const char *noise_name(void)
{
    return "seeded";
}
static randombytes_implementation seeded = {
    .implementation_name = noise_name, .random = noise_word, .buf = noise_bytes};

static int minutes;

/* In place of the system's: what this program takes for the time is the seed's too. */
time_t time(time_t *t)
{
    time_t now = 1556700000 + (time_t)minutes * 60;
    if (t)
        *t = now;
    return now;
}

struct laptop {
    char file[32], state[32];
    struct campaign *c;
};
static struct laptop laptop[LAPTOPS];
static int nlaptops;
static unsigned kinds; /* operations that this seed has, a bit each */

static void use(const char *state)
{
    setenv("XDG_STATE_HOME", small_path(state), 1);
}

static void open_laptop(struct laptop *l)
{
    struct err err = {0};
    struct writer w = {l->state, "key"};
    use(l->state);
    l->c = campaign_open(small_path(l->file), 0, &w, &err);
    if (!l->c)
        fail_msg("%s", err_text(&err));
}

static void begin_laptop(const char *from)
{
    struct laptop *l = &laptop[nlaptops];
    snprintf(l->file, sizeof l->file, "laptop%d.meyar", nlaptops);
    snprintf(l->state, sizeof l->state, "Laptop %d", nlaptops);
    small_copy(from, l->file);
    nlaptops++;
    open_laptop(l);
}

/* ---- what people do ---- */

struct question_values {
    const char *question, *values[4];
};
static const struct question_values service_values[] = {
    {"e_level", {"none", "half", "full", "half"}}, {"e_pay", {"yes", "no", "yes", "no"}},
    {"e_ways", {"web", "web|app", "-", "fee"}},    {"u_clear", {"1", "3", "5", "2"}},
    {"u_days", {"0", "3.5", "10", "4"}},           {"u_text", {"so", "and so", "=x", "\"q\""}},
};
static const struct question_values body_values[] = {
    {"b_ramp", {"yes", "no", "yes", "no"}},
    {"b_open", {"8", "7", "12", "0.5"}},
};

static struct change *begin(struct laptop *l)
{
    struct err err = {0};
    char at[32];
    use(l->state);
    struct change *t = change_begin(l->c, &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    /* Clocks jump: back, and far away. */
    int jump = draw(10) == 0 ? (int)draw(40) - 20 : 0;
    minutes++;
    snprintf(at, sizeof at, "%04d-05-%02dT%02d:%02d:00Z", 2019 + jump, 1 + (minutes / 60 / 24) % 28,
             minutes / 60 % 24, minutes % 60);
    change_as(t, NULL, at);
    return t;
}

static void end(struct change *t, bool commit)
{
    struct err err = {0};
    if (!change_end(&t, commit, &err) && commit)
        fail_msg("%s", err_text(&err));
}

static void one_answer(struct change *t, unsigned how)
{
    static const char *const services[] = {"s1", "s2", "s3", "s4"};
    static const char *const notes[] = {"blocked", "no such thing", "späť", "x\ny"};
    bool own = draw(5) == 0;
    const struct question_values *q = own ? &body_values[draw(2)] : &service_values[draw(6)];
    const char *body = draw(3) ? "alpha" : "beta", *service = own ? ""
                                                              : strcmp(body, "alpha") == 0
                                                                  ? services[draw(4)]
                                                                  : "s1";
    const char *value = how == 1 ? "" : how == 2 ? "n/a" : how == 3 ? NULL : q->values[draw(4)];
    const char *note = how == 2 || how == 3 || draw(4) == 0 ? notes[draw(4)] : NULL;
    struct err err = {0};
    if (change_answer(t, body, service, q->question, value, note, &err) == WRITE_REFUSED)
        if (err.status != REFUSED) /* else: s4 is not there yet, a conflict's note … */
            fail_msg("%s", err_text(&err));
    err_clear(&err);
}

static void do_answers(struct laptop *l, unsigned how)
{
    struct change *t = begin(l);
    for (uint32_t n = 1 + draw(3); n > 0; n--)
        one_answer(t, how);
    end(t, true);
}

static void do_registry(struct laptop *l)
{
    static const char *const rows[] = {
        "alpha,Alpha,s1,First renamed,active,\n", "alpha,Alpha,s4,Fourth,active,\n",
        "alpha,Alpha,s2,Second,stopped,moved\n",  "beta,Beta renamed,,,,\n",
        "gamma,Gamma,s1,New body's,active,\n",    "alpha,Alpha,s3,Third,active,\n",
    };
    struct buf csv = {0};
    struct arena *a = arena_new();
    struct err err = {0};
    int added, changed;
    buf_add(&csv, "body_code,body_name,service_code,service_name,service_state,state_reason\n");
    buf_add(&csv, rows[draw(6)]);
    const struct registry *r = registry_read("r.csv", csv.s, csv.n, a, &err);
    if (!r)
        fail_msg("%s", err_text(&err));
    struct change *t = begin(l);
    assert_true(registry_write(t, r, NULL, NULL, &added, &changed));
    end(t, true);
    buf_free(&csv);
    arena_free(&a);
}

/* Every laptop does what its person may; the first one's is a supervisor. */
static void do_state(struct laptop *l)
{
    struct err err = {0};
    enum review to = draw(REVIEWS);
    minutes++;
    use(l->state);
    if (!review_set(l->c, draw(3) ? "alpha" : "beta", to, draw(4) ? "so it is" : NULL, &err) &&
        err.status != REFUSED)
        fail_msg("%s", err_text(&err));
    err_clear(&err);
}

static void do_people(struct laptop *l)
{
    static const char *const bodies[] = {"alpha", "beta"};
    struct err err = {0};
    char name[32];
    snprintf(name, sizeof name, "Laptop %u", draw(LAPTOPS));
    minutes++;
    use(l->state);
    bool done = draw(2)
                    ? people_put(l->c, name, draw(3) ? PERSON_SUPERVISOR : PERSON_INSPECTOR, &err)
                    : people_assign(l->c, bodies, 1 + (int)draw(2), draw(4) ? name : NULL, &err);
    if (!done && err.status != REFUSED)
        fail_msg("%s", err_text(&err));
    err_clear(&err);
}

/* What was refused for a reason is no fault. */
static void allow(bool done, struct err *err)
{
    if (!done && err->status != REFUSED)
        fail_msg("%s", err_text(err));
    err_clear(err);
}

/* Whatever was said is answered, settled or opened again. */
static void do_reply(struct laptop *l)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct remark *list;
    int n;
    minutes++;
    use(l->state);
    assert_true(remarks_list(l->c, NULL, NULL, NULL, REMARKS_ALL, &list, &n, a, &err));
    const struct remark *r = n > 0 ? &list[draw((uint32_t)n)] : NULL;
    uint32_t how = draw(4);
    if (r)
        allow(how < 2    ? remark_reply(l->c, r, "It is so", &err)
              : how == 2 ? remark_settle(l->c, r, &err)
                         : remark_reopen(l->c, r, &err),
              &err);
    arena_free(&a);
}

static void do_settle(struct laptop *l)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct conflict_at *list;
    struct conflict x;
    int n;
    minutes++;
    use(l->state);
    assert_true(conflicts_list(l->c, &list, &n, a, &err));
    if (n > 0 && conflict_read(l->c, &list[draw((uint32_t)n)], &x, a, &err))
        allow(draw(5) ? conflict_take(l->c, &x, (int)draw((uint32_t)x.nsides), &err)
                      : conflict_leave(l->c, &x, "Both are right", &err),
              &err);
    else
        allow(n == 0, &err);
    arena_free(&a);
}

static void do_row(struct laptop *l)
{
    struct err err = {0};
    const char *body = draw(2) ? "alpha" : "beta", *service = draw(3) ? "s1" : "";
    bool other = draw(2);
    minutes++;
    use(l->state);
    switch (draw(4)) {
    case 0:
        allow(registry_add(l->c, body, other ? "s7" : "s8", "Found on site", NULL, &err), &err);
        break;
    case 1:
        allow(registry_rename(l->c, body, service, other ? "Another name" : "A name", "", &err),
              &err);
        break;
    case 2:
        allow(registry_stop(l->c, body, "s1", other ? "moved" : NULL, &err), &err);
        break;
    default:
        allow(registry_withdraw(l->c, body, service, other, &err), &err);
    }
}

static struct rubric_text *versions[2];

static void do_rubric(struct laptop *l)
{
    struct err err = {0};
    struct rubric_move m;
    struct arena *a = arena_new();
    minutes++;
    use(l->state);
    allow(rubric_apply(l->c, versions[draw(2)], &m, a, &err), &err);
    arena_free(&a);
}

static void do_final(struct laptop *l)
{
    struct err err = {0};
    static const char *const ratings[] = {"poor", "fair", "good", NULL};
    minutes++;
    use(l->state);
    if (draw(4))
        allow(final_set(l->c, "beta", "s1", ratings[draw(4)], "seen", &err), &err);
    else
        allow(setting_put(l->c, minutes % 2 ? "end" : "off", draw(2) ? "2019-12-01" : "2019-12-31",
                          &err),
              &err);
}

static void do_remark(struct laptop *l)
{
    struct err err = {0};
    bool service = draw(2);
    const char *question = draw(2) ? NULL : service ? "e_level" : "b_ramp";
    minutes++;
    use(l->state);
    allow(remark_write(l->c, "alpha", service ? "s1" : "", question, "Look again", &err), &err);
}

static void do_evidence(struct laptop *l)
{
    static const char *const names[] = {"one.txt", "two.txt", "three.txt"};
    uint32_t i = draw(3);
    const char *path = small_path(names[i]);
    struct evidence_place at = {"alpha", draw(2) ? "s1" : "s2", "e_level"};
    struct attached done;
    struct err err = {0};
    struct arena *a = arena_new();
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "file %u\n", i / 2); /* two of them hold the same */
    fclose(f);
    minutes++;
    use(l->state);
    struct evidence *list;
    int n;
    bool ok = evidence_list(l->c, &at, &list, &n, a, &err);
    if (ok && n > 0 && draw(2))
        ok = evidence_take_away(l->c, &at, list[draw((uint32_t)n)].sha256, &err);
    else if (ok)
        ok = evidence_attach(l->c, &at, &path, 1, &done, a, &err);
    if (!ok && err.status != REFUSED)
        fail_msg("%s", err_text(&err));
    err_clear(&err);
    arena_free(&a);
}

/* Two laptops that take themselves for one and the same. */
static void do_fork(struct laptop *l)
{
    struct change *t = begin(l);
    change_fix_device(t, draw(2) ? "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0"
                                 : "e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1");
    one_answer(t, 0);
    end(t, true);
    campaign_close(&l->c);
    open_laptop(l);
}

static void do_crash(struct laptop *l)
{
    struct change *t = begin(l);
    one_answer(t, 0);
    one_answer(t, 1);
    end(t, false);
}

/* The power goes right after a commit: the file stands there with its WAL, in the same place. */
static void do_power_loss(struct laptop *l)
{
    char wal[48];
    snprintf(wal, sizeof wal, "%s-wal", l->file);
    do_answers(l, 0);
    bool left = access(small_path(wal), F_OK) == 0;
    small_copy(l->file, "power.db");
    if (left)
        small_copy(wal, "power.wal");
    campaign_close(&l->c);
    small_copy("power.db", l->file);
    if (left)
        small_copy("power.wal", wal);
    open_laptop(l);
}

static char backup[LAPTOPS][32];
static int restored;

/* Either into the file that is there, or as another one. What was there stays at hand then: a file
 * system may give a number of its files a second time, and which it gives is not the seed's. */
static void put_back(const char *from, const char *file)
{
    char aside[32];
    if (restored++ % 2) {
        snprintf(aside, sizeof aside, "aside%d", restored);
        char *to = mem_dup(small_path(aside));
        assert_int_equal(rename(small_path(file), to), 0);
        free(to);
    }
    small_copy(from, file);
}

static void do_backup(struct laptop *l)
{
    int i = (int)(l - laptop);
    campaign_close(&l->c);
    if (!backup[i][0]) {
        snprintf(backup[i], sizeof backup[i], "backup%d.meyar", i);
        small_copy(l->file, backup[i]);
    } else {
        put_back(backup[i], l->file);
        backup[i][0] = '\0';
    }
    open_laptop(l);
}

static void do_copy(struct laptop *l)
{
    if (nlaptops == LAPTOPS)
        return;
    campaign_close(&l->c);
    begin_laptop(l->file);
    open_laptop(l);
}

/* ---- taking in ---- */

static bool to_file(void *arg, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, arg) == n;
}

static void make_bundle(struct campaign *c, const char *name)
{
    struct err err = {0};
    int64_t events;
    FILE *f = fopen(small_path(name), "wb");
    struct sink to = {to_file, f};
    assert_non_null(f);
    if (!bundle_write(c, 0, &to, &events, &err))
        fail_msg("%s", err_text(&err));
    fclose(f);
}

static int64_t merge(struct campaign *c, const char *const *names, int n)
{
    struct err err = {0};
    struct merge_report r;
    struct arena *a = arena_new();
    const char *paths[2 * LAPTOPS];
    for (int i = 0; i < n; i++)
        paths[i] = arena_dup(a, small_path(names[i]));
    if (!campaign_merge(c, paths, n, false, &r, a, &err))
        fail_msg("%s", err_text(&err));
    int64_t fresh = r.fresh;
    arena_free(&a);
    return fresh;
}

/* One's own last change is taken back, or done again; where there is none, nothing happens. */
static void do_undo(struct laptop *l)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct undone u;
    use(l->state);
    if (!undo_last(l->c, draw(3) == 0, &u, a, &err) && err.status != REFUSED)
        fail_msg("%s", err_text(&err));
    err_clear(&err);
    arena_free(&a);
}

static void do_merge(struct laptop *l)
{
    struct laptop *from = &laptop[draw((uint32_t)nlaptops)];
    const char *name = "passed.bundle";
    if (from == l)
        return; /* its own work is there already */
    use(from->state);
    make_bundle(from->c, name);
    use(l->state);
    merge(l->c, &name, 1);
}

static void (*const deeds[])(struct laptop *l) = {
    do_registry, do_fork,   do_crash, do_power_loss, do_backup, do_copy,
    do_merge,    do_undo,   do_state, do_people,     do_remark, do_evidence,
    do_reply,    do_settle, do_row,   do_rubric,     do_final,
};
#define KINDS (4 + sizeof deeds / sizeof deeds[0])

static void act(void)
{
    struct laptop *l = &laptop[draw((uint32_t)nlaptops)];
    unsigned kind = draw(KINDS);
    if (!(kinds & (1u << kind)))
        kind = 0;
    if (kind < 4)
        do_answers(l, kind);
    else
        deeds[kind - 4](l);
}

/* ---- the laws ---- */

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {small_to_buf, &b};
    if (!campaign_dump(c, &to, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

static void same_dump(struct campaign *c, const char *expected, const char *what, unsigned number)
{
    char *it = dump(c);
    if (strcmp(it, expected) != 0) {
        size_t at = 0;
        while (it[at] == expected[at])
            at++;
        while (at > 0 && it[at - 1] != '\n')
            at--;
        fail_msg("seed %u: %s\n< %.300s\n> %.300s", number, what, expected + at, it + at);
    }
    free(it);
}

/* ---- what the events say, read in the plainest way ---- */

struct plain {
    const char *id, *slot, *value, *prev, *device;
    int64_t seq;
    const char **replaces;
    int nreplaces;
    bool counts, replaced;
};
struct plainly {
    struct campaign *c;
    struct arena *a;
    struct plain *list;
    size_t n;
    const char *body, *service; /* whose answers are looked at */
    int64_t answers;
};

static bool plain_one(void *arg, const struct event *e)
{
    struct plainly *p = arg;
    struct arena *a = p->a;
    p->list = mem_grow(p->list, p->n + 1, sizeof *p->list);
    struct plain *x = &p->list[p->n++];
    *x = (struct plain){
        .id = arena_dup(a, e->id),
        .slot = arena_printf(a, "%s|%s|%s|%s", e->slot.body, e->slot.service, e->slot.kind,
                             project_item(p->c, &e->slot, a)),
        .value = event_value(e) ? arena_dup(a, event_value(e)) : NULL,
        .prev = e->prev ? arena_dup(a, e->prev) : NULL,
        .device = arena_dup(a, e->device),
        .seq = e->seq,
        .replaces = arena_alloc(a, ((size_t)e->nreplaces + 1) * sizeof *x->replaces),
        .nreplaces = e->nreplaces,
    };
    for (int i = 0; i < e->nreplaces; i++)
        x->replaces[i] = arena_dup(a, e->replaces[i]);
    return true;
}

static struct plain *plain_find(const struct plainly *p, const char *id)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->list[i].id, id) == 0)
            return &p->list[i];
    return NULL;
}

static bool plain_reaches(const struct plainly *p, const struct plain *x)
{
    while (x && x->prev) {
        const struct plain *before = plain_find(p, x->prev);
        x = before && before->seq == x->seq - 1 && strcmp(before->device, x->device) == 0 ? before
                                                                                          : NULL;
    }
    return x && x->seq == 1;
}

/* What an answer's event says: NULL nothing (a note alone), "" that it is taken back. */
static const char *plain_says(const struct plainly *p, const struct plain *x)
{
    if (!x || x->value)
        return x ? x->value : "";
    for (int i = 0; i < x->nreplaces; i++)
        if (plain_says(p, plain_find(p, x->replaces[i])))
            return "";
    return NULL;
}

/* Does the slot stand as its heads make it: in conflict, with their one value, or unanswered? */
static bool plain_stands(void *arg, const struct stored_answer *s)
{
    struct plainly *p = arg;
    const char *slot = arena_printf(p->a, "%s|%s|answer|%s", p->body, p->service, s->question->id);
    const char *value = NULL;
    bool conflict = false, found = false;
    for (size_t i = 0; i < p->n; i++) {
        const struct plain *x = &p->list[i];
        if (!x->counts || x->replaced || strcmp(x->slot, slot) != 0)
            continue;
        const char *says = plain_says(p, x);
        found = true;
        conflict = conflict || (says && value && strcmp(says, value) != 0);
        value = value ? value : says;
    }
    assert_true(found);
    p->answers++;
    assert_int_equal(s->conflict, conflict);
    if (!conflict && value && value[0])
        assert_string_equal(s->value, value);
    else
        assert_null(s->value);
    return true;
}

static bool plain_subject(void *arg, const struct listed *s)
{
    struct plainly *p = arg;
    struct err err = {0};
    p->body = s->body;
    p->service = s->service;
    assert_true(store_each_answer(p->c, 0, s->body, s->service, plain_stands, p, &err));
    return true;
}

/* Is this the first head of an answer that the registry and the rubric have a place for? */
static bool plain_is_asked(const struct plainly *p, size_t at)
{
    const struct plain *x = &p->list[at];
    char *part[4] = {arena_dup(p->a, x->slot)};
    if (!x->counts || x->replaced)
        return false;
    for (size_t i = 0; i < at; i++)
        if (p->list[i].counts && !p->list[i].replaced && strcmp(p->list[i].slot, x->slot) == 0)
            return false;
    for (int i = 1; i < 4; i++) {
        part[i] = strchr(part[i - 1], '|');
        *part[i]++ = '\0';
    }
    enum block_kind kind = part[1][0] ? BLOCK_SERVICE : BLOCK_BODY;
    return strcmp(part[2], "answer") == 0 && store_has(p->c, 0, part[0], "") &&
           store_has(p->c, 0, part[0], part[1]) &&
           catalogue_question(p->c->eras[0].catalogue, kind, part[3]);
}

/* Every head that the definition gives is one of the file's, and the other way round; a question's
 * standing is what its heads make it. */
static void check_heads(struct campaign *c, unsigned number)
{
    struct err err = {0};
    struct plainly p = {.c = c, .a = arena_new()};
    assert_true(store_each_event(c, NULL, NULL, NULL, NULL, plain_one, &p, &err));
    for (size_t i = 0; i < p.n; i++)
        p.list[i].counts = plain_reaches(&p, &p.list[i]);
    for (size_t i = 0; i < p.n; i++)
        for (int k = 0; p.list[i].counts && k < p.list[i].nreplaces; k++) {
            struct plain *it = plain_find(&p, p.list[i].replaces[k]);
            if (it && strcmp(it->slot, p.list[i].slot) == 0)
                it->replaced = true;
        }
    int64_t heads = 0;
    for (size_t i = 0; i < p.n; i++) {
        unsigned char hash[HASH_SIZE];
        if (!p.list[i].counts || p.list[i].replaced)
            continue;
        hex_decode(p.list[i].id, hash, HASH_SIZE);
        if (!db_number(c->db, 0,
                       "SELECT 1 FROM head WHERE camp = 0 AND id = ?1 AND body || '|' ||"
                       " service || '|' || kind || '|' || item = ?2",
                       "bt", hash, (size_t)HASH_SIZE, p.list[i].slot))
            fail_msg("seed %u: %s of %s is no head", number, p.list[i].id, p.list[i].slot);
        heads++;
    }
    assert_int_equal(heads, db_number(c->db, -1, "SELECT count(*) FROM head WHERE camp = 0", ""));
    assert_true(store_each_subject(c, 0, NULL, NULL, plain_subject, &p, &err));
    int64_t answers = 0;
    for (size_t i = 0; i < p.n; i++)
        answers += plain_is_asked(&p, i);
    assert_int_equal(p.answers, answers);
    free(p.list);
    arena_free(&p.a);
}

static struct campaign *office(const char *name)
{
    struct laptop hq = {.state = "Office"};
    snprintf(hq.file, sizeof hq.file, "%s", name);
    small_copy("begin.meyar", name);
    open_laptop(&hq);
    return hq.c;
}

static void check_laws(unsigned number)
{
    const char *names[2 * LAPTOPS];
    char bundle[LAPTOPS][32];
    for (int i = 0; i < nlaptops; i++) {
        snprintf(bundle[i], sizeof bundle[i], "hand-in%d", i);
        use(laptop[i].state);
        make_bundle(laptop[i].c, bundle[i]);
        names[i] = bundle[i];
    }
    /* One after the other. */
    struct campaign *one = office("one.meyar");
    int64_t fresh = 0;
    for (int i = 0; i < nlaptops; i++)
        fresh += merge(one, &names[i], 1);
    char *expected = dump(one);
    if (draw(8) == 0)
        assert_true(small_clean(one));
    check_heads(one, number);
    /* Again: nothing new. */
    assert_int_equal(merge(one, names, nlaptops), 0);
    same_dump(one, expected, "taking the same in again changes something", number);
    /* At once, in another order, some twice. */
    struct campaign *two = office("two.meyar");
    for (int i = 0; i < nlaptops; i++)
        names[nlaptops + i] = names[draw((uint32_t)nlaptops)];
    for (int i = nlaptops - 1; i > 0; i--) {
        int k = (int)draw((uint32_t)i + 1);
        const char *x = names[i];
        names[i] = names[k];
        names[k] = x;
    }
    int64_t at_once = merge(two, names, 2 * nlaptops);
    same_dump(two, expected, "the order matters", number);
    assert_int_equal(at_once, fresh);
    campaign_close(&two);
    /* By way of a laptop that takes in all others, and by its file instead of a bundle. */
    struct laptop *l = &laptop[draw((uint32_t)nlaptops)];
    use(l->state);
    merge(l->c, names, nlaptops);
    same_dump(l->c, expected, "the way matters", number);
    campaign_close(&l->c);
    struct campaign *three = office("three.meyar");
    const char *file = l->file;
    assert_int_equal(merge(three, &file, 1), fresh);
    same_dump(three, expected, "a file is not what its bundle is", number);
    campaign_close(&three);
    campaign_close(&one);
    free(expected);
}

/* The history of a seed; *whole gets the dump of its first laptop's file before the laws. */
static void history(unsigned number, char **whole)
{
    seed = number * 2654435761u + 12345;
    noise = seed;
    kinds = draw(1u << KINDS); /* on the average half of them */
    nlaptops = minutes = restored = 0;
    memset(backup, 0, sizeof backup);
    for (uint32_t n = 2 + draw(3); n > 0; n--)
        begin_laptop("begin.meyar");
    for (uint32_t n = 5 + draw(40); n > 0; n--)
        act();
    use(laptop[0].state);
    *whole = dump(laptop[0].c);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static void forget(void)
{
    for (int i = 0; i < nlaptops; i++) {
        campaign_close(&laptop[i].c);
        unlink(small_path(laptop[i].file));
        nftw(small_path(laptop[i].state), remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
    for (int i = 1; i <= restored; i++) {
        char aside[32];
        snprintf(aside, sizeof aside, "aside%d", i);
        unlink(small_path(aside));
    }
    nftw(small_path("Office"), remove_one, 16, FTW_DEPTH | FTW_PHYS);
    use("");
}

static void run_seed(unsigned number)
{
    char *first, *second;
    history(number, &first);
    for (int i = 0; i < nlaptops && number % 4 == 0; i++) /* what was derived step by step */
        assert_true(small_clean(laptop[i].c));
    check_laws(number);
    forget();
    history(number, &second);
    if (strcmp(first, second) != 0)
        fail_msg("seed %u is not the same twice", number);
    forget();
    free(second);
    free(first);
}

static struct rubric_text *version_of(const char *name, const char *text)
{
    struct err err = {0};
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    struct rubric_text *t = rubric_text_read(small_path(name), &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    return t;
}

static void the_laws_hold(void **state)
{
    (void)state;
    unsigned from = 1, to = 20;
    const char *seeds = getenv("MEYAR_SEEDS");
    if (seeds)
        assert_int_equal(sscanf(seeds, "%u-%u", &from, &to), 2);
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.fixed_id = "0123456789abcdef0123456789abcdef";
    o.fixed_at = "2019-05-01T08:00:00Z";
    o.writer.by = "Laptop 0";
    if (!campaign_create(small_path("begin.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    versions[0] = version_of("small.yaml", small_rubric);
    versions[1] = version_of("next.yaml", small_rubric_next);
    randombytes_set_implementation(&seeded);
    for (unsigned n = from; n <= to; n++)
        run_seed(n);
    for (int i = 0; i < 2; i++)
        rubric_text_free(&versions[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_laws_hold, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
