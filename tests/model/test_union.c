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
#include "model/registry.h"
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

static void copy_file(const char *from, const char *to)
{
    char bytes[65536];
    FILE *in = fopen(small_path(from), "rb"), *out = fopen(small_path(to), "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, n, out), n);
    fclose(in);
    assert_int_equal(fclose(out), 0);
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
    copy_file(from, l->file);
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

static char backup[LAPTOPS][32];

static void do_backup(struct laptop *l)
{
    int i = (int)(l - laptop);
    campaign_close(&l->c);
    if (!backup[i][0]) {
        snprintf(backup[i], sizeof backup[i], "backup%d.meyar", i);
        copy_file(l->file, backup[i]);
    } else {
        unlink(small_path(l->file));
        copy_file(backup[i], l->file);
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

static void act(void)
{
    struct laptop *l = &laptop[draw((uint32_t)nlaptops)];
    unsigned kind = draw(11);
    if (!(kinds & (1u << kind)))
        kind = 0;
    switch (kind) {
    case 1:
    case 2:
    case 3:
        do_answers(l, kind);
        break;
    case 4:
        do_registry(l);
        break;
    case 5:
        do_fork(l);
        break;
    case 6:
        do_crash(l);
        break;
    case 7:
        do_backup(l);
        break;
    case 8:
        do_copy(l);
        break;
    case 9:
        do_merge(l);
        break;
    case 10:
        do_undo(l);
        break;
    default:
        do_answers(l, 0);
    }
}

/* ---- the laws ---- */

static bool to_buf(void *arg, const char *bytes, size_t n)
{
    buf_addn(arg, bytes, n);
    return true;
}

static char *dump(struct campaign *c)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {to_buf, &b};
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

static struct campaign *office(const char *name)
{
    struct laptop hq = {.state = "Office"};
    snprintf(hq.file, sizeof hq.file, "%s", name);
    copy_file("begin.meyar", name);
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
    kinds = draw(1u << 11); /* on the average half of them */
    nlaptops = minutes = 0;
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
    if (number % 10 == 0) {
        history(number, &second);
        if (strcmp(first, second) != 0)
            fail_msg("seed %u is not the same twice", number);
        free(second);
        forget();
    }
    free(first);
}

static void the_laws_hold(void **state)
{
    (void)state;
    unsigned from = 1, to = 60;
    const char *seeds = getenv("MEYAR_SEEDS");
    if (seeds)
        assert_int_equal(sscanf(seeds, "%u-%u", &from, &to), 2);
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.fixed_id = "0123456789abcdef0123456789abcdef";
    o.fixed_at = "2019-05-01T08:00:00Z";
    if (!campaign_create(small_path("begin.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    randombytes_set_implementation(&seeded);
    for (unsigned n = from; n <= to; n++)
        run_seed(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_laws_hold, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
