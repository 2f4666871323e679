/* Evidence on the screens: attached, listed, opened, taken out and away; one's own editor. */
#include "tests/tui/golden.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tui/inside.h"
#include "tui/screens/folder.h"
#include "tui/widgets/edit.h"

static struct campaign *campaign;
static struct app *app;

/* FOLDER/home/NAME with a text, of a day that is the same every time. */
static const char *make(const char *name, const char *text, time_t day)
{
    static char path[600];
    struct timespec times[2] = {{.tv_sec = day}, {.tv_sec = day}};

    snprintf(path, sizeof path, "%s/%s", small_path("home"), name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

static void make_script(const char *name, const char *text)
{
    FILE *f = fopen(small_path(name), "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", text);
    fclose(f);
    chmod(small_path(name), 0700);
}

static char *read_text(const char *path)
{
    return golden_read(path);
}

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    setenv("TZ", "UTC", 1);
    mkdir(small_path("home"), 0700);
    mkdir(small_path("home/Pictures"), 0700);
    mkdir(small_path("home/Decisions"), 0700);
    setenv("HOME", small_path("home"), 1);
    make("form-page.png", "\x89PNG\r\n\x1a\n....", 1571000000);
    make("card refused.jpg", "\xff\xd8\xff....", 1571100000);
    make("Qərar 191.pdf", "%PDF-1.4", 1570000000);
    headless_start();
    headless_size(24, 80);
    campaign = office_open();
    app = app_new(campaign);
    app_draw(app);
    press(app, "v v Home Down Enter Home Down Down Enter Home");
    assert_shown("question 1 of 10");
    return 0;
}

static int leave(void **state)
{
    app_free(&app);
    campaign_close(&campaign);
    headless_stop();
    private_clear();
    unsetenv("MEYAR_VIEWER");
    unsetenv("VISUAL");
    unsetenv("EDITOR");
    return small_leave(state);
}

static int files(struct evidence **list, struct arena *a)
{
    struct evidence_place at = {"MOT", "T2", "level"};
    struct err err = {0};
    int n;
    if (!evidence_list(campaign, &at, list, &n, a, &err)) {
        fail_msg("%s", err_text(&err));
    }
    return n;
}

static int count(void)
{
    struct arena *a = arena_new();
    struct evidence *list;
    int n = files(&list, a);
    arena_free(&a);
    return n;
}

static void test_attach(void **state)
{
    (void)state;
    press(app, "e");
    assert_string_equal(app_screen(app), "attach");
    press(app, "Enter"); /* the latest file */
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Attached: card refused.jpg");
    assert_shown("1  card refused.jpg");
    assert_int_equal(count(), 1);
    press(app, "e");
    assert_string_equal(app_screen(app), "files");
    press(app, "e 'qerar");
    assert_not_shown("form-page.png");
    press(app, "Enter");
    assert_shown("Qərar 191.pdf");
    assert_int_equal(count(), 2);
    press(app, "e Enter");
    assert_shown("It is attached already.");
    assert_int_equal(count(), 2);
    press(app, "Esc");
    assert_shown("2  card refused.jpg, Qərar 191.pdf");
}

static void test_several(void **state)
{
    (void)state;
    press(app, "e Space Space");
    assert_shown("2 are marked");
    press(app, "Up Up Up Enter"); /* into a folder: what is marked stays so */
    assert_shown("Attach: ~/");
    assert_shown("2 are marked");
    press(app, "Backspace");
    assert_shown("Attach: ~ ");
    assert_int_equal(count(), 0);
    press(app, "End Down Enter");
    assert_shown("2 files are attached.");
    assert_int_equal(count(), 2);
    /* The next time it opens where one was last. */
    press(app, "e e");
    assert_shown("Attach: ~ ");
    press(app, "'pic");
    press(app, "Enter");
    assert_shown("Attach: ~/Pictures");
    press(app, "Esc Esc");
    assert_string_equal(app_screen(app), "questions");
    assert_int_equal(count(), 2);
}

static void test_a_path(void **state)
{
    (void)state;
    press(app, "e");
    app_paste(app, "'/nowhere/at all.png' ");
    press(app, "Enter");
    assert_shown("/nowhere/at all.png can't be read");
    assert_string_equal(app_screen(app), "attach");
    assert_not_shown("not saved");
    press(app, "Ctrl-U");
    app_paste(app, "~/card refused.jpg");
    press(app, "Enter");
    assert_shown("Attached: card refused.jpg");
    press(app, "e e");
    app_paste(app, "~/Pictures");
    press(app, "Enter");
    assert_shown("Attach: ~/Pictures");
}

static void test_typed_paths(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    setenv("HOME", "/home/x", 1);
    assert_null(typed_path(a, "page"));
    assert_null(typed_path(a, ""));
    assert_null(typed_path(a, "~other/page"));
    assert_string_equal(typed_path(a, "/a b/c.png "), "/a b/c.png");
    assert_string_equal(typed_path(a, "'/a b/c.png' "), "/a b/c.png");
    assert_string_equal(typed_path(a, "\"/a\""), "/a");
    assert_string_equal(typed_path(a, "~/c.png"), "/home/x/c.png");
    assert_string_equal(typed_path(a, "~"), "/home/x");
    assert_string_equal(typed_path(a, "file:///a%20b/%C9%99.png"), "/a b/ə.png");
    assert_string_equal(typed_path(a, "file:///a%2"), "/a%2");
    assert_string_equal(typed_path(a, "/a//"), "/a");
    assert_string_equal(folder_above(a, "/a/b"), "/a");
    assert_string_equal(folder_above(a, "/a"), "/");
    assert_string_equal(folder_above(a, "/"), "/");
    arena_free(&a);
}

static void test_view_take_out_take_away(void **state)
{
    (void)state;
    struct stat st;
    make_script("view", arena_printf(app->ui.tongue.arena,
                                     "cp \"$1\" '%s'; echo \"$1\" > '%s'; exit $STATUS",
                                     small_path("seen"), small_path("argument")));
    setenv("MEYAR_VIEWER", small_path("view"), 1);
    setenv("STATUS", "0", 1);
    press(app, "e 'form");
    press(app, "Enter e Enter");
    assert_shown("Opened in the viewer");
    char *seen = read_text(small_path("seen")), *argument = read_text(small_path("argument"));
    assert_true(strncmp(seen, "\x89PNG", 4) == 0);
    argument[strcspn(argument, "\n")] = '\0';
    assert_string_equal(strrchr(argument, '/'), "/form-page.png");
    assert_int_equal(stat(argument, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0400);
    private_clear();
    assert_int_not_equal(stat(argument, &st), 0);
    free(seen);
    free(argument);
    setenv("STATUS", "3", 1);
    press(app, "Enter");
    assert_shown("ended with status 3");
    assert_not_shown("not saved");
    setenv("MEYAR_VIEWER", small_path("no such viewer"), 1);
    press(app, "Enter");
    assert_shown("can't be started");
    /* Out, into the folder shown; never over the one that is there. */
    press(app, "E Enter");
    assert_shown("form-page (2).png");
    assert_int_equal(stat(small_path("home/form-page (2).png"), &st), 0);
    assert_string_equal(app_screen(app), "files");
    press(app, "Backspace");
    assert_shown("Taken away: form-page.png");
    assert_shown("No file is attached.");
    assert_int_equal(count(), 0);
    press(app, "Backspace E Enter Esc");
    assert_string_equal(app_screen(app), "questions");
    assert_true(small_clean(campaign));
}

/* History has what was attached and taken away beside the answers, and leads to the question; what
 * is no answer is not put back. */
static void test_history(void **state)
{
    (void)state;
    press(app, "e Enter H");
    assert_string_equal(app_screen(app), "history");
    assert_shown("▶ ");
    assert_shown("attached: card refused.jpg");
    press(app, "R");
    assert_shown("This row is no answer to a question of the rubric.");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("question 1 of 10");
    press(app, "e Backspace Esc H");
    assert_shown("taken away: card refused.jpg");
    assert_shown("attached: card refused.jpg");
    press(app, "u");
    assert_shown("undone: taken away: card refused.jpg");
    press(app, "q q H"); /* that of the service */
    assert_string_equal(app_screen(app), "history");
    assert_shown("How far can the service");
    assert_shown("attached: card refused.jpg");
    assert_int_equal(count(), 1);
}

static void test_read_only(void **state)
{
    (void)state;
    press(app, "e Enter");
    app_free(&app);
    campaign_close(&campaign);
    campaign = office_open_file("2019.meyar", OPEN_READ_ONLY);
    app = app_new(campaign);
    press(app, "e");
    assert_string_equal(app_screen(app), "files");
    press(app, "Backspace");
    assert_shown("Read only");
    press(app, "e");
    assert_string_equal(app_screen(app), "files");
    press(app, "Esc Right e");
    assert_string_equal(app_screen(app), "questions");
    assert_int_equal(count(), 1);
}

/* ---- the editor ---- */

static void set_editor(const char *does)
{
    make_script("editor", does);
    setenv("EDITOR", small_path("editor"), 1);
}

static void f4(void)
{
    app_key(app, key_special(KEY_F(4)));
    app_draw(app);
}

static const char *note(void)
{
    static char out[EDIT_MOST];
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", "T2", &err);
    snprintf(out, sizeof out, "%s", work_standing(w, 0)->note ? work_standing(w, 0)->note : "");
    work_close(&w);
    return out;
}

static const char *draft(const char *field)
{
    static char out[EDIT_MOST];
    const char *text = draft_get(campaign, "MOT", "T2", "level", field, app->ui.tongue.arena);
    snprintf(out, sizeof out, "%s", text ? text : "");
    return out;
}

static void test_editor(void **state)
{
    (void)state;
    static char before[EDIT_MOST];
    snprintf(before, sizeof before, "%s", note());
    set_editor("printf 'Ə line\\nand\\tanother\\033[1m\\n\\n' > \"$1\"");
    press(app, "c");
    f4();
    assert_shown("Taken over from the editor; Esc stores it.");
    assert_string_equal(note(), before); /* not stored yet, but a draft already */
    assert_string_equal(draft("note"), "Ə line\nand another[1m");
    press(app, "Esc");
    assert_string_equal(note(), "Ə line\nand another[1m");
    assert_string_equal(draft("note"), "");
    /* $VISUAL goes first. */
    setenv("VISUAL", "false", 1);
    press(app, "c ' more");
    f4();
    assert_shown("false ended with status 1");
    assert_not_shown("not saved");
    setenv("VISUAL", "no-such-editor-here", 1);
    f4();
    assert_shown("can't be started");
    unsetenv("VISUAL");
    /* What is no text, or too long, is no note; nothing of it is lost. */
    set_editor("printf 'a\\377b' > \"$1\"");
    f4();
    assert_shown("no UTF-8 text");
    set_editor("head -c 20000 /dev/zero | tr '\\0' a > \"$1\"");
    f4();
    assert_shown("too long");
    set_editor("rm \"$1\"");
    f4();
    assert_shown("left no file behind");
    press(app, "Esc");
    assert_string_equal(note(), "Ə line\nand another[1m more");
    /* In one line newlines are blanks. */
    set_editor("printf 'two\\nlines\\n' > \"$1\"");
    press(app, "t");
    f4();
    assert_string_equal(draft("cannot-tell"), "two lines");
    press(app, "Enter");
    assert_string_equal(note(), "two lines");
}

static void test_evidence_required(void **state)
{
    (void)state;
    press(app, "Esc End Enter End");
    assert_shown("At which address");
    assert_not_shown("Evidence is required here");
    press(app, "Enter 'https://a.example/start");
    press(app, "Enter");
    assert_shown("Evidence is required here; e attaches a file.");
    press(app, "e Enter");
    assert_not_shown("Evidence is required here");
}

/* ---- pictures ---- */

static void test_pictures(void **state)
{
    static const struct {
        int rows, cols;
        const char *name;
    } sizes[] = {{24, 80, "80x24"}, {40, 120, "120x40"}, {12, 40, "40x12"}};
    int wrong = 0;

    (void)state;
    press(app, "e Space Space Enter");
    for (size_t i = 0; i < 3; i++) {
        char name[64];
        headless_size(sizes[i].rows, sizes[i].cols);
        app_resized(app);
        press(app, "e Down");
        snprintf(name, sizeof name, "files-%s", sizes[i].name);
        wrong += !golden_same(name);
        press(app, "e Space");
        snprintf(name, sizeof name, "files-attach-%s", sizes[i].name);
        wrong += !golden_same(name);
        press(app, "Esc E");
        snprintf(name, sizeof name, "files-take-out-%s", sizes[i].name);
        wrong += !golden_same(name);
        press(app, "Esc Esc");
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        T(test_attach),
        T(test_several),
        T(test_a_path),
        T(test_typed_paths),
        T(test_view_take_out_take_away),
        T(test_history),
        T(test_read_only),
        T(test_editor),
        T(test_evidence_required),
        T(test_pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
