/* States, roles and assignments by several laptops: in whatever order their work is taken in, the
 * same stands, byte for byte, and `verify` finds nothing. MEYAR_SEEDS=FROM-TO runs others than the
 * few that every check runs; MEYAR_TEST_FOLDER on a RAM disk makes many of them bearable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "model/change.h"
#include "model/people.h"
#include "model/review.h"
#include "tests/help/small.h"

#define LAPTOPS 4
#define DEEDS 9

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static const char *const people[] = {"boss", "Inspector A", "Ayşe", "Nigar"};
static const char *const bodies[] = {"alpha", "beta"};
static int done[DEEDS]; /* how often something came of it */

/* ---- laptops ---- */

struct laptop {
    char file[24], state[24];
    struct campaign *c;
};

/* Somebody sits down at the laptop. */
static struct campaign *sit(struct laptop *l, const char *who)
{
    struct err err = {0};
    struct writer w = {who, "key"};
    setenv("XDG_STATE_HOME", small_path(l->state), 1);
    campaign_close(&l->c);
    l->c = campaign_open(small_path(l->file), 0, &w, &err);
    if (!l->c)
        fail_msg("%s", err_text(&err));
    return l->c;
}

static void begin(struct laptop *l, const char *name, unsigned number, int i)
{
    snprintf(l->file, sizeof l->file, "%.8s%d.meyar", name, i);
    snprintf(l->state, sizeof l->state, "%.8s%u-%d", name, number, i);
    l->c = NULL;
    small_copy("begin.meyar", l->file);
    sit(l, "boss");
}

static void end(struct laptop *l)
{
    campaign_close(&l->c);
    unlink(small_path(l->file));
}

/* ---- what they do ---- */

static bool answer(struct campaign *c, struct err *err)
{
    static const char *const levels[] = {"none", "half", "full", ""};
    struct assignment one = {"e_level", levels[draw(4)]};
    return answer_many(c, bodies[draw(2)], "s1", &one, 1, NULL, err);
}

/* What no program of ours would write: anybody says anything, over what he has or has not seen. */
static bool anything(struct campaign *c, struct err *err)
{
    static const char *const odd[] = {"accepted", "sent_back", "reopened", "handed_in", "nothing"};
    struct slot slot = {"state", bodies[draw(2)], "", "", ""};
    struct change *t = change_begin(c, err);
    const char *state = odd[draw(5)];
    json_t *payload = draw(6) ? json_pack("{s:s}", "state", state) : json_pack("{s:b}", "state", 1);
    bool sees = draw(2);
    bool ok = sees ? change_put(t, &slot, payload) : change_event(t, &slot, payload, NULL, 0);
    return change_end(&t, ok, err) && ok;
}

static bool undo(struct campaign *c, struct err *err)
{
    struct arena *a = arena_new();
    struct undone u;
    bool ok = undo_last(c, draw(3) == 0, &u, a, err);
    arena_free(&a);
    return ok;
}

static bool rows(struct campaign *c, struct err *err)
{
    static const char *const tables[] = {"alpha,Alpha renamed,s1,First service\n",
                                         "beta,Beta renamed,s2,A new one\n",
                                         "gamma,Gamma,s1,Of gamma\n"};
    struct buf csv = {0};
    int added, changed;
    buf_add(&csv, "body_code,body_name,service_code,service_name\n");
    buf_add(&csv, tables[draw(3)]);
    bool ok = import_registry(c, "r.csv", csv.s, csv.n, false, &added, &changed, err);
    buf_free(&csv);
    return ok;
}

/* Whatever stands: written over what was seen of it, or over nothing. */
static bool any_edit(struct campaign *c, const char *body, struct err *err)
{
    static const char *const kinds[][3] = {
        {"proposal_owner", "owner", "HR"},      {"proposal_due", "date", "2019-12-31"},
        {"proposal_state", "state", "done"},    {"proposal_order", "place", "1"},
        {"proposal_text", "proposal", "Do it"}, {"finding", "deficiency", "Bad"}};
    unsigned k = draw(6);
    struct slot slot = {kinds[k][0], body, draw(2) && k == 5 ? "s1" : "", "e_level", ""};
    struct change *t = change_begin(c, err);
    json_t *payload = draw(4) ? json_pack("{s:s,s:s}", kinds[k][1], kinds[k][2], "kind",
                                          draw(2) ? "observation" : "deficiency")
                              : json_pack("{s:n,s:b}", kinds[k][1], "withdrawn", draw(2));
    bool sees = draw(2);
    bool ok = sees ? change_put(t, &slot, payload) : change_event(t, &slot, payload, NULL, 0);
    return change_end(&t, ok, err) && ok;
}

static bool propose(struct campaign *c, const char *body, struct err *err)
{
    static const char *const owners[] = {"HR", "IT", ""};
    struct finding f = {PROPOSAL_DEFICIENCY, draw(2) ? "s1" : "", "No bell", NULL, NULL, 0};
    char key[33];
    switch (draw(5)) {
    case 0:
        return finding_add(c, body, &f, key, err);
    case 1:
        return proposal_set_state(c, body, "e_level", (enum proposal_state)draw(PROPOSAL_STATES),
                                  "so", err);
    case 2:
        return proposal_move(c, body, "e_level", (int)draw(3) - 1, err);
    case 3:
        return proposal_set_text(c, body, "e_level", draw(2) ? "Bad" : NULL, "Do it", err);
    default:
        return proposal_set_owner(c, body, "e_level", owners[draw(3)], err);
    }
}

static void act(struct laptop *l)
{
    struct err err = {0};
    struct campaign *c = sit(l, people[draw(2) ? 0 : draw(4)]);
    const char *body = bodies[draw(2)];
    unsigned deed = draw(DEEDS);
    bool ok = false;
    switch (deed) {
    case 0:
        ok = answer(c, &err);
        break;
    case 1:
        ok = review_set(c, body, (enum review)(1 + draw(REVIEWS - 1)), "for a reason", &err);
        break;
    case 2:
        ok = people_put(c, people[draw(4)], draw(2) ? PERSON_SUPERVISOR : PERSON_INSPECTOR, &err);
        break;
    case 3:
        ok = people_assign(c, &body, 1, draw(3) ? people[draw(4)] : NULL, &err);
        break;
    case 4:
        ok = anything(c, &err);
        break;
    case 5:
        ok = undo(c, &err);
        break;
    case 6:
        ok = propose(c, body, &err);
        break;
    case 7:
        ok = any_edit(c, body, &err);
        break;
    default:
        ok = rows(c, &err);
    }
    if (!ok && err.status != REFUSED)
        fail_msg("deed %u: %s", deed, err_text(&err));
    done[deed] += ok;
    err_clear(&err);
}

/* ---- taking in ---- */

static bool to_file(void *arg, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, arg) == n;
}

static void make_bundle(struct laptop *l, const char *name)
{
    struct err err = {0};
    int64_t events;
    FILE *f = fopen(small_path(name), "wb");
    struct sink to = {to_file, f};
    assert_non_null(f);
    sit(l, "boss");
    if (!bundle_write(l->c, 0, &to, &events, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(fclose(f), 0);
}

static void take_in(struct laptop *l, const char *name)
{
    struct err err = {0};
    struct merge_report r;
    struct arena *a = arena_new();
    const char *path = small_path(name);
    sit(l, "boss");
    if (!campaign_merge(l->c, &path, 1, false, &r, a, &err))
        fail_msg("%s", err_text(&err));
    if (r.copy)
        unlink(r.copy);
    arena_free(&a);
}

static char *dump(struct laptop *l)
{
    struct buf b = {0};
    struct err err = {0};
    struct sink to = {small_to_buf, &b};
    if (!campaign_dump(l->c, &to, &err))
        fail_msg("%s", err_text(&err));
    return b.s;
}

/* What hangs on the order in which events came in would show here. */
static char *told(struct campaign *c)
{
    struct buf b = {0};
    struct arena *a = arena_new();
    struct err err = {0};
    for (int i = 0; i < 2; i++) {
        struct review_step *way;
        struct review_change *changes;
        int n;
        assert_true(review_way(c, bodies[i], &way, &n, a, &err));
        for (int k = 0; k < n; k++)
            buf_printf(&b, "%s %d %d\n", way[k].id, way[k].counts, way[k].stands);
        assert_true(review_changes(c, bodies[i], &changes, &n, a, &err));
        for (int k = 0; k < n; k++)
            buf_printf(&b, "%s/%s %s: %s → %s\n", bodies[i], changes[k].service, changes[k].kind,
                       changes[k].was.value ? changes[k].was.value : "",
                       changes[k].now.value ? changes[k].now.value : "");
    }
    arena_free(&a);
    buf_add(&b, "");
    return b.s;
}

/* All orders of n numbers, one after the other; false after the last. */
static bool next_order(int *order, int n)
{
    int i = n - 2, k = n - 1;
    while (i >= 0 && order[i] > order[i + 1])
        i--;
    if (i < 0)
        return false;
    while (order[k] < order[i])
        k--;
    int x = order[i];
    order[i] = order[k];
    order[k] = x;
    for (int low = i + 1, high = n - 1; low < high; low++, high--) {
        x = order[low];
        order[low] = order[high];
        order[high] = x;
    }
    return true;
}

static void same_in_every_order(unsigned number, char (*bundles)[24], int n)
{
    int order[LAPTOPS] = {0, 1, 2, 3};
    char *expected = NULL, *said = NULL;
    int at = 0;
    do {
        struct laptop office;
        if (expected && draw(n == LAPTOPS ? 6 : 1) != 0)
            continue;
        begin(&office, "office", number, at++);
        for (int i = 0; i < n; i++)
            take_in(&office, bundles[order[i]]);
        char *it = dump(&office), *words = told(office.c);
        if (expected && strcmp(it, expected) != 0)
            fail_msg("seed %u: the order matters", number);
        if (said && strcmp(words, said) != 0)
            fail_msg("seed %u: the order matters for what is told:\n%s\n%s", number, said, words);
        if (!expected && !small_clean(office.c))
            fail_msg("seed %u", number);
        if (expected)
            free(it);
        if (said)
            free(words);
        expected = expected ? expected : it;
        said = said ? said : words;
        end(&office);
    } while (next_order(order, n));
    free(expected);
    free(said);
}

static void run_seed(unsigned number)
{
    struct laptop laptop[LAPTOPS];
    char bundles[LAPTOPS][24];
    seed = number * 2654435761u + 777;
    int n = 2 + (int)draw(3);
    for (int i = 0; i < n; i++)
        begin(&laptop[i], "laptop", number, i);
    for (uint32_t k = 10 + draw(25); k > 0; k--) {
        int i = (int)draw((uint32_t)n);
        if (draw(6) == 0) {
            make_bundle(&laptop[draw((uint32_t)n)], "passed");
            take_in(&laptop[i], "passed");
        } else {
            act(&laptop[i]);
        }
    }
    for (int i = 0; i < n; i++) {
        if (!small_clean(laptop[i].c)) /* what was derived step by step */
            fail_msg("seed %u, laptop %d", number, i);
        snprintf(bundles[i], sizeof bundles[i], "hand-in%d", i);
        make_bundle(&laptop[i], bundles[i]);
    }
    same_in_every_order(number, bundles, n);
    for (int i = 0; i < n; i++)
        end(&laptop[i]);
}

static void no_order_matters(void **state)
{
    (void)state;
    unsigned from = 1, to = 12;
    const char *seeds = getenv("MEYAR_SEEDS");
    if (seeds)
        assert_int_equal(sscanf(seeds, "%u-%u", &from, &to), 2);
    struct err err = {0};
    struct init_options o = small_options("2019", small_rubric, small_registry);
    o.writer.by = "boss";
    if (!campaign_create(small_path("begin.meyar"), &o, &err))
        fail_msg("%s", err_text(&err));
    for (unsigned n = from; n <= to; n++)
        run_seed(n);
    for (int i = 0; i < DEEDS; i++)
        if (done[i] == 0)
            fail_msg("nothing ever came of deed %d", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_order_matters, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
