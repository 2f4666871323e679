/* Hand in and Take in: what the screens show and do, at three sizes. */
#include "tests/tui/running.h"

#include <sys/stat.h>
#include <unistd.h>
#include "tui/inside.h"

static char outbox[300];

/* Where files are written and looked for: an empty home. */
static int enter(void **state)
{
    setenv("TZ", "UTC", 1);
    running_enter(state, "");
    snprintf(outbox, sizeof outbox, "%s", small_path("home"));
    mkdir(outbox, 0700);
    setenv("HOME", outbox, 1);
    press(app, "Home");
    return 0;
}

static void palette(const char *words)
{
    char keys[200];
    press(app, ":");
    snprintf(keys, sizeof keys, "'%s", words);
    press(app, keys);
    press(app, "Enter");
}

static bool is_state(const char *body, enum review state)
{
    struct arena *a = arena_new();
    struct review_state s;
    assert_true(review_get(campaign, 0, body, &s, a));
    arena_free(&a);
    return s.state == state;
}

/* How many copies of the file were made for that reason. */
static int copies(enum copy_why why)
{
    struct arena *a = arena_new();
    struct copy *list;
    int n = copies_of(campaign, &list, a), found = 0;
    for (int i = 0; i < n; i++) {
        found += list[i].why == why;
    }
    arena_free(&a);
    return found;
}

/* The first row that stands under the cursor has these words. */
static void cursor_on(const char *text)
{
    int y = app->ui.cursor_y;
    if (!strstr(headless_row(y), text)) {
        headless_dump(stderr);
        fail_msg("the cursor is not on: %s", text);
    }
}

static void test_what_is_missing(void **state)
{
    (void)state;
    palette("hand in");
    assert_shown("2019 › Hand in");
    cursor_on("Ministry of Education"); /* made by who works here: all bodies are his to see */
    assert_shown("Ministry of Transport");
    press(app, "Down");
    cursor_on("Ministry of Transport");
    assert_shown("open ");
    press(app, "Enter");
    assert_shown("Missing: open");
    assert_shown("The body itself");
    press(app, "Tab");
    assert_shown("Missing: can't tell 2");
    press(app, "Down");
    cursor_on("Is there an address for complaints?");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Is there an address for complaints?");
}

static void test_from_where_one_is(void **state)
{
    (void)state;
    press(app, "Down Enter"); /* a body */
    palette("hand in");
    cursor_on("Ministry of Transport");
    press(app, "q");
    assert_string_equal(app_screen(app), "body");
}

static void test_marks_and_writes(void **state)
{
    char path[600];
    struct stat st;
    (void)state;
    palette("hand in");
    press(app, "Y");
    assert_shown("Tick the bodies first");
    press(app, "Home Space Space");
    assert_shown("ticked 2");
    press(app, "Y");
    assert_shown("Something is open");
    press(app, "Enter");
    assert_shown("A reason is needed");
    assert_true(is_state("MOE", REVIEW_ASSIGNED));
    press(app, "Esc");
    assert_shown("Nothing was handed in.");
    assert_true(is_state("MOE", REVIEW_ASSIGNED));
    press(app, "Y");
    press(app, "'the rest in May");
    press(app, "Enter");
    assert_true(is_state("MOE", REVIEW_HANDED_IN) && is_state("MOT", REVIEW_HANDED_IN));
    assert_shown("2 bodies are handed in");
    assert_shown("Write here: 2019-Inspector-A-");
    press(app, "Esc");
    assert_shown("What is handed in reaches the");
    press(app, "E Enter");
    assert_shown("Written: ");
    assert_shown("handed in");
    snprintf(path, sizeof path, "ls '%s' | grep -q '^2019-Inspector-A-.*bundle$'", outbox);
    assert_int_equal(system(path), 0);
    press(app, "Home Space");
    assert_shown("It is so already");
    assert_int_equal(copies(COPY_HANDED), 1);
    /* The file alone, under a name that was typed. */
    press(app, "E");
    snprintf(path, sizeof path, "'%s/mine.bundle", outbox);
    press(app, path);
    press(app, "Enter");
    assert_int_equal(stat(path + 1, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void test_no_file(void **state)
{
    (void)state;
    palette("hand in");
    press(app, "E Esc");
    assert_shown("No file was written.");
    press(app, "E");
    press(app, "'/no/such/folder/x.bundle");
    press(app, "Enter");
    assert_shown("That is no folder");
    assert_shown("Hand in: ");
}

static void test_read_only(void **state)
{
    (void)state;
    running_again(OPEN_READ_ONLY);
    palette("take in");
    assert_shown("Read only");
    press(app, "Esc");
    palette("hand in");
    press(app, "Space");
    assert_shown("Read only");
    press(app, "E Enter");
    assert_shown("Written: ");
}

/* ---- taking in ---- */

static bool moved; /* the laptop moves the rubric, too */

static void move_rubric(struct campaign *c)
{
    struct err err = {0};
    struct rubric_move m;
    struct arena *a = arena_new();
    const char *path = small_path("rubric-2.yaml");
    char command[800];
    snprintf(command, sizeof command,
             "sed 's/^version: .*/version: \"2\"/' tests/tui/data/rubric.yaml > '%s'", path);
    assert_int_equal(system(command), 0);
    struct rubric_text *text = rubric_text_read(path, &err);
    if (!text || !rubric_apply(c, text, &m, a, &err)) {
        fail_msg("%s", err_text(&err));
    }
    rubric_text_free(&text);
    arena_free(&a);
}

/* What a laptop with a copy of the file writes into the home folder. */
static void laptop(const char *by, const char *level, const char *name)
{
    struct err err = {0};
    struct writer w = {by, "key"};
    struct arena *a = arena_new();
    const char *path;
    int64_t events;
    char command[1200];

    app_free(&app);
    campaign_close(&campaign);
    snprintf(command, sizeof command, "cp '%s' '%s'", small_path("2019.meyar"),
             small_path("laptop.meyar"));
    assert_int_equal(system(command), 0);
    struct campaign *c = campaign_open(small_path("laptop.meyar"), 0, &w, &err);
    assert_non_null(c);
    struct assignment answer = {"level", level};
    assert_true(answer_many(c, "MOT", "T3", &answer, 1, NULL, &err));
    if (moved) {
        move_rubric(c);
    }
    assert_true(handin_write(c, 0, outbox, name, a, &path, &events, &err));
    campaign_close(&c);
    unlink(small_path("laptop.meyar"));
    arena_free(&a);
    running_start(0);
}

/* A cut-off copy. */
static void cut(const char *name, const char *to)
{
    char command[1300];
    snprintf(command, sizeof command, "head -c 5000 '%s/%s' > '%s/%s'", outbox, name, outbox, to);
    assert_int_equal(system(command), 0);
}

static const char *level_of(void)
{
    static char value[64];
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", "T3", &err);
    assert_non_null(w);
    const struct standing *s = work_standing(w, block_question(work_block(w), "level")->index);
    snprintf(value, sizeof value, "%s", s->conflict ? "conflict" : s->value ? s->value : "");
    work_close(&w);
    return value;
}

/* Marks every file of the home folder, and looks at them. */
static void look_at(int files)
{
    palette("take in");
    assert_shown("Take in: ~");
    for (int i = 0; i < files; i++) {
        press(app, "Space");
    }
    press(app, "Enter");
    assert_shown("Nothing is taken in yet");
}

static void go_to_file(const char *name)
{
    char start[100];
    snprintf(start, sizeof start, "▶ %s", name);
    press(app, "Home");
    for (int i = 0; i < 60 && headless_find(start) < 0; i++) {
        press(app, "Down");
    }
    assert_shown(start);
}

static void test_takes_in(void **state)
{
    (void)state;
    laptop("Aytən", "sent", "a.bundle");
    laptop("Orxan", "forms", "b.bundle");
    cut("a.bundle", "cut.bundle");
    look_at(3);
    assert_string_equal(level_of(), "");
    assert_shown("Aytən: 1 new answer");
    assert_shown("cut.bundle: left out");
    assert_shown("the bundle is cut off");
    press(app, "End");
    press(app, "Home Enter");
    assert_shown("Nothing is taken in yet: Y takes it in");
    assert_string_equal(level_of(), "");
    go_to_file("b.bundle");
    press(app, "Space");
    assert_shown("b.bundle: you leave it out");
    assert_not_shown("Orxan");
    press(app, "Y");
    assert_shown("Taken in. This is what it changed:");
    assert_shown("The file as it was before is among its");
    assert_shown("Taken in from 1 file: 1 new entry.");
    assert_string_equal(level_of(), "sent");
    press(app, "Y");
    assert_shown("It is taken in already.");
    press(app, "End");
    assert_shown("The file as it was before is kept as");
    assert_int_equal(copies(COPY_MERGE), 1);
    assert_int_equal(copies(COPY_MERGED), 1);
    press(app, "q");
    assert_string_equal(app_screen(app), "bodies");
    /* The other one: two answers stand then. */
    look_at(3);
    go_to_file("a.bundle");
    assert_shown("0 of them new");
    press(app, "End");
    press(app, "Y");
    assert_string_equal(level_of(), "conflict");
    assert_shown("New conflicts: 1");
}

/* Another rubric comes into force: what was taken in stays to be read, and below it one is where
 * one was. */
static void test_brings_another_rubric(void **state)
{
    (void)state;
    press(app, "Down Enter Down Down Enter");
    assert_string_equal(app_screen(app), "questions");
    moved = true;
    laptop("Inspector A", "sent", "a.bundle");
    moved = false;
    assert_string_equal(app_screen(app), "questions");
    look_at(1);
    press(app, "Y");
    assert_string_equal(campaign_rubric(campaign, 0)->version, "2");
    assert_string_equal(app_screen(app), "take-in");
    assert_shown("Taken in. This is what it changed:");
    press(app, "End Home ? Esc");
    press(app, "q");
    assert_string_equal(app_screen(app), "questions");
    assert_string_equal(app->ui.tongue.rubric->version, "2");
    press(app, "Down Up q q");
    assert_string_equal(app_screen(app), "bodies");
}

static void test_left_out_and_back(void **state)
{
    (void)state;
    laptop("Aytən", "sent", "a.bundle");
    look_at(1);
    press(app, "Space");
    assert_shown("All files are left out.");
    press(app, "Y");
    assert_shown("There is nothing new to take in.");
    press(app, "Home Space");
    assert_shown("Aytən: 1 new answer");
    press(app, "Down Down Space");
    assert_shown("Only a file can be left out");
    press(app, "q");
    assert_string_equal(level_of(), "");
}

static void test_sizes(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}};
    (void)state;
    laptop("Aytən", "sent", "a.bundle");
    for (int i = 0; i < 3; i++) {
        headless_size(sizes[i][0], sizes[i][1]);
        app_resized(app);
        palette("hand in");
        assert_shown("Hand in");
        cursor_on("Ministry");
        assert_shown("Open");
        press(app, "Down");
        assert_shown("open ");
        press(app, "Space Y");
        assert_shown("Something is open");
        press(app, "Esc E");
        assert_shown("Write here");
        press(app, "Esc");
        press(app, "Home Enter");
        assert_shown("Missing: ");
        press(app, "Esc");
        press(app, "q");
        look_at(1);
        cursor_on("a.bundle");
        press(app, "End");
        assert_true(app->ui.cursor_y < sizes[i][0] - 1);
        press(app, "q");
        assert_string_equal(app_screen(app), "bodies");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_missing, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_from_where_one_is, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_marks_and_writes, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_no_file, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_read_only, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_takes_in, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_brings_another_rubric, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_left_out_and_back, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_sizes, enter, running_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
