/* A whole round, by keyboard: a supervisor hands out, three inspectors work apart and hand in, a
 * conflict is settled, a body is sent back with a remark, mended, handed in again and accepted; in
 * the end all four files hold the same. */
#include <glob.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tests/e2e/office.h"

#define BOSS "Leyla"

/* Everybody has a laptop of their own, with its state and copies; they share the stick, their home.
 */
struct desk {
    const char *name, *file; /* of the campaign file, in the folder of the test */
    char by[100], state[400], data[400], home[400];
    const char *env[6];
};

static struct desk desk_of(const char *name, const char *file)
{
    struct desk d = {.name = name, .file = file};
    snprintf(d.by, sizeof d.by, "MEYAR_BY=%s", name);
    snprintf(d.state, sizeof d.state, "XDG_STATE_HOME=%s/state-%s", small_folder, file);
    snprintf(d.data, sizeof d.data, "XDG_DATA_HOME=%s/data-%s", small_folder, file);
    snprintf(d.home, sizeof d.home, "HOME=%s/stick", small_folder);
    return d;
}

static struct pty *sit_down(struct desk *d)
{
    const char *env[] = {d->by, d->state, d->data, d->home, NULL};
    memcpy(d->env, env, sizeof env);
    struct pty *p = pty_meyar(24, 80, d->env, small_path(d->file), NULL, NULL);
    office_bodies(p);
    return p;
}

static void palette(struct pty *p, const char *words)
{
    pty_keys(p, ":");
    office_expect(p, "Actions");
    pty_keys(p, words);
    pty_settle(p, 100);
    pty_keys(p, "\r");
}

/* The cursor goes to the row with this text. */
static void go_to_row(struct pty *p, const char *text)
{
    pty_keys(p, "\033[H");
    for (int i = 0; i < 30; i++) {
        int row, col;
        bool visible;
        pty_settle(p, 200);
        pty_cursor(p, &row, &col, &visible);
        if (strstr(pty_row(p, row), text)) {
            return;
        }
        pty_keys(p, "j");
    }
    char *screen = pty_screen(p);
    fail_msg("no row has %s:\n%s", text, screen);
}

/* To a question of a service: "level" is the first. */
static void open_service(struct pty *p, const char *body, const char *service)
{
    go_to_row(p, body);
    pty_keys(p, "\r");
    office_expect(p, "The body itself");
    for (int i = 0; i < 4 && !pty_wait(p, "all stages", 500); i++) {
        pty_keys(p, "v");
    }
    office_expect(p, "all stages");
    go_to_row(p, service);
    pty_keys(p, "\r");
    office_expect(p, "question ");
    pty_keys(p, "\033[H");
    office_expect(p, "question 1 of");
}

static char *stick(const char *pattern)
{
    static char path[600];
    glob_t g;
    snprintf(path, sizeof path, "%s/stick/%s", small_folder, pattern);
    assert_int_equal(glob(path, 0, NULL, &g), 0);
    assert_int_equal(g.gl_pathc, 1);
    snprintf(path, sizeof path, "%s", g.gl_pathv[0]);
    globfree(&g);
    return path;
}

/* Hands the body on show in the list in, and writes the file; then the bundle has this name. */
static void hand_in(struct pty *p, const char *body, const char *name)
{
    palette(p, "hand in");
    office_expect(p, "2019 › Hand in");
    go_to_row(p, body);
    pty_keys(p, " Y");
    office_expect(p, "why is it handed in?");
    pty_keys(p, "the rest in May\r");
    office_expect(p, "is handed in");
    office_expect(p, "Write here: 2019-");
    pty_keys(p, "\r");
    office_expect(p, "Written: ");
    pty_keys(p, "q");
    office_bodies(p);
    char to[600];
    snprintf(to, sizeof to, "%s/stick/%s", small_folder, name);
    assert_int_equal(rename(stick("2019-*.bundle"), to), 0);
}

/* Takes every file on the stick in. */
static void take_in(struct pty *p, int files)
{
    char marked[40];
    palette(p, "take in");
    office_expect(p, "Take in: ~");
    for (int i = 0; i < files; i++) {
        pty_keys(p, " ");
    }
    snprintf(marked, sizeof marked, files == 1 ? "1 is marked" : "%d are marked", files);
    office_expect(p, marked);
    pty_keys(p, "\r");
    office_expect(p, "Nothing is taken in yet");
    pty_keys(p, "Y");
    office_expect(p, "Taken in. This is what it changed:");
}

static void empty_stick(void)
{
    glob_t g;
    char pattern[600];
    snprintf(pattern, sizeof pattern, "%s/stick/*", small_folder);
    if (glob(pattern, 0, NULL, &g) == 0) {
        for (size_t i = 0; i < g.gl_pathc; i++) {
            unlink(g.gl_pathv[i]);
        }
        globfree(&g);
    }
}

static void copy(const char *from, const char *to)
{
    char command[1500];
    snprintf(command, sizeof command, "cp '%s' '%s'", small_path(from), small_path(to));
    assert_int_equal(system(command), 0);
}

static bool to_buf(void *arg, const char *bytes, size_t n)
{
    buf_addn(arg, bytes, n);
    return true;
}

static char *dump(const char *file)
{
    struct err err = {0};
    struct buf b = {0};
    struct sink to = {to_buf, &b};
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_true(campaign_dump(c, &to, &err));
    campaign_close(&c);
    return b.s;
}

static void review_is(const char *file, const char *body, enum review state)
{
    struct err err = {0};
    struct arena *a = arena_new();
    struct review_state s;
    struct campaign *c = campaign_open(small_path(file), OPEN_READ_ONLY, NULL, &err);
    assert_non_null(c);
    assert_true(review_get(c, 0, body, &s, a));
    assert_string_equal(review_id(s.state), review_id(state));
    campaign_close(&c);
    arena_free(&a);
}

/* ---- the round ---- */

static struct desk boss, ins[3];

/* The office gives a body that is nobody's to Inspector C, and hands the file out. */
static void hand_out(void)
{
    struct pty *p = sit_down(&boss);
    go_to_row(p, "State Cust");
    pty_keys(p, "G");
    office_expect(p, "Somebody new is typed by name");
    pty_keys(p, "Inspector C");
    pty_settle(p, 200);
    pty_keys(p, "\r");
    office_expect(p, "Inspector C · assigned");
    office_leave(&p, "q");
    copy("office.meyar", "a.meyar");
    copy("office.meyar", "b.meyar");
    copy("office.meyar", "c.meyar");
}

/* A and B both answer how far the Taxi permit goes, differently. */
static void work_apart(void)
{
    struct pty *p = sit_down(&ins[0]);
    open_service(p, "Ministry of Transport", "Taxi permit");
    pty_keys(p, "4");
    office_expect(p, "saved ");
    pty_keys(p, "qq");
    office_bodies(p);
    hand_in(p, "Ministry of Education", "1.bundle");
    office_leave(&p, "q");

    p = sit_down(&ins[1]);
    open_service(p, "Ministry of Transport", "Taxi permit");
    pty_keys(p, "3");
    office_expect(p, "saved ");
    pty_keys(p, "qq");
    office_bodies(p);
    hand_in(p, "Ministry of Transport", "2.bundle");
    /* What is handed in is locked, and says so. */
    open_service(p, "Ministry of Transport", "Taxi permit");
    pty_keys(p, "5");
    office_expect(p, "handed in");
    office_leave(&p, "qqq");

    p = sit_down(&ins[2]);
    open_service(p, "State Cust", "Customs declaration");
    pty_keys(p, "5");
    office_expect(p, "saved ");
    pty_keys(p, "qq");
    office_bodies(p);
    hand_in(p, "State Cust", "3.bundle");
    office_leave(&p, "q");
}

/* The office takes all three in, settles the conflict for A, and sends the body back to B. */
static void review(void)
{
    struct pty *p = sit_down(&boss);
    take_in(p, 3);
    pty_keys(p, "\r"); /* through the conflicts */
    office_expect(p, "2019 › Conflicts");
    office_expect(p, "Taxi permit");
    int first = pty_find(p, "take Sent online");
    if (first < 0) {
        char *screen = pty_screen(p);
        fail_msg("%s", screen);
    }
    pty_keys(p, strchr(pty_row(p, first), '1') ? "1" : "2");
    office_expect(p, "settled");
    for (int i = 0; i < 4 && !pty_wait(p, "2019 › Bodies", 500); i++) {
        pty_keys(p, "q");
    }
    office_bodies(p);
    go_to_row(p, "Ministry of Transport");
    pty_keys(p, "b");
    pty_settle(p, 300);
    pty_keys(p, "The taxi permit is missing its fee\r");
    pty_settle(p, 300);
    pty_keys(p, "Y");
    office_expect(p, "sent back");
    office_leave(&p, "q");
    review_is("office.meyar", "MOT", REVIEW_SENT_BACK);
    empty_stick();
}

/* What goes back to the inspectors. */
static void pass_on(const char *name)
{
    struct err err = {0};
    struct buf b = {0};
    struct sink to = {to_buf, &b};
    char path[600];
    int64_t events;
    struct campaign *c = campaign_open(small_path("office.meyar"), OPEN_READ_ONLY, NULL, &err);
    assert_true(bundle_write(c, 0, &to, &events, &err));
    campaign_close(&c);
    snprintf(path, sizeof path, "%s/stick/%s", small_folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(b.s, 1, b.n, f), b.n);
    assert_int_equal(fclose(f), 0);
    buf_free(&b);
}

/* B takes that in, sees what is wanted, mends it, answers the remark, hands in again. */
static void mend(void)
{
    pass_on("back.bundle");
    struct pty *p = sit_down(&ins[1]);
    take_in(p, 1);
    pty_keys(p, "q");
    office_bodies(p);
    go_to_row(p, "Ministry of Transport");
    office_expect(p, "sent back");
    pty_keys(p, "m");
    office_expect(p, "The taxi permit is missing its fee");
    pty_keys(p, "\r");
    pty_settle(p, 200);
    pty_keys(p, "It is there now");
    pty_keys(p, "\033");
    office_expect(p, "It is there now");
    pty_keys(p, "q");
    office_bodies(p);
    open_service(p, "Ministry of Transport", "Taxi permit");
    pty_keys(p, "\033[C");
    office_expect(p, "question 2 of");
    pty_keys(p, "1");
    office_expect(p, "saved ");
    pty_keys(p, "qq");
    office_bodies(p);
    empty_stick();
    hand_in(p, "Ministry of Transport", "again.bundle");
    office_leave(&p, "q");
}

/* The office takes it in, settles the remark, and accepts. */
static void accept(void)
{
    struct pty *p = sit_down(&boss);
    take_in(p, 1);
    pty_keys(p, "q");
    office_bodies(p);
    go_to_row(p, "Ministry of Transport");
    pty_keys(p, "m");
    office_expect(p, "It is there now");
    pty_keys(p, "d");
    office_expect(p, "settled");
    pty_keys(p, "q");
    office_bodies(p);
    go_to_row(p, "Ministry of Transport");
    pty_keys(p, "a");
    pty_settle(p, 200);
    pty_keys(p, "Y");
    office_expect(p, "· accepted");
    office_leave(&p, "q");
    review_is("office.meyar", "MOT", REVIEW_ACCEPTED);
    empty_stick();
}

/* Everybody takes the office's file in: then all hold the same. */
static void all_equal(void)
{
    char *expected = dump("office.meyar");
    pass_on("end.bundle");
    for (int i = 0; i < 3; i++) {
        struct pty *p = sit_down(&ins[i]);
        take_in(p, 1);
        office_leave(&p, "qq");
        char *it = dump(ins[i].file);
        assert_string_equal(it, expected);
        free(it);
    }
    free(expected);
    struct err err = {0};
    struct campaign *c = campaign_open(small_path("office.meyar"), 0, NULL, &err);
    assert_true(small_clean(c));
    campaign_close(&c);
}

static void test_round(void **state)
{
    struct err err = {0};
    struct init_options o = {.name = "2019",
                             .rubric_path = "tests/tui/data/rubric.yaml",
                             .registry_path = "tests/tui/data/registry.csv",
                             .writer = {BOSS, "command"}};
    char folder[500];
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LANGUAGE", "en", 1);
    if (!campaign_create(small_path("office.meyar"), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
    snprintf(folder, sizeof folder, "%s/stick", small_folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    boss = desk_of(BOSS, "office.meyar");
    ins[0] = desk_of("Inspector A", "a.meyar");
    ins[1] = desk_of("Inspector B", "b.meyar");
    ins[2] = desk_of("Inspector C", "c.meyar");
    hand_out();
    work_apart();
    review();
    mend();
    accept();
    all_equal();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round, small_enter, small_leave)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
