/* The real program in a terminal: what a person does and sees. */
#include "tests/e2e/office.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void pause_ms(int ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

static void test_answer_survives_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    office_expect(p, "28.3 – 88.6");
    pty_keys(p, "5");
    office_expect(p, "saved ");
    assert_true(pty_wait_gone(p, "28.3 – 88.6", 3000));
    kill(pty_pid(p), SIGKILL);
    assert_true(WIFSIGNALED(pty_end(p, 20000)));
    pty_free(&p);
    assert_string_equal(office_value("MOT", "T2", "level"), "full");

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    office_expect(p, "● ");
    office_expect(p, "Vehicle registration");
    office_leave(&p, "qqq");
}

/* Bytes that it takes until the cursor stands in another row, in the column `at` (-1: in any); what
 * follows the cursor comes when it rests. */
static size_t bytes_of_move(struct pty *p, const char *key, int at)
{
    size_t before = pty_bytes(p);
    int was, row, col;
    bool visible;

    pty_cursor(p, &was, &col, &visible);
    pty_keys(p, key);
    for (int i = 0; i < 400; i++) {
        pty_settle(p, 5);
        pty_cursor(p, &row, &col, &visible);
        if (row != was && (at < 0 || col == at)) {
            break;
        }
    }
    assert_int_not_equal(row, was); /* it moved */
    size_t after = pty_bytes(p);
    pty_settle(p, 300);
    return after - before;
}

/* Down the rows of the list on show, and up again; where the names of rows begin in one column the
 * cursor is known to have come there. */
static void few_bytes_a_move(struct pty *p, int moves, bool aligned)
{
    int row, at;
    bool visible;

    pty_settle(p, 300);
    pty_cursor(p, &row, &at, &visible);
    at = aligned ? at : -1;
    for (int i = 0; i < moves; i++) {
        assert_in_range(bytes_of_move(p, "\033[B", at), 20, 200);
    }
    assert_in_range(bytes_of_move(p, "\033[A", at), 20, 200);
}

/* A cursor move in a list is two rows at most; an answer redraws figures, not the screen. */
static void test_few_bytes(void **state)
{
    struct pty *p = office_run(24, 80, NULL);
    size_t before;

    (void)state;
    office_expect(p, "Bodies");
    pty_settle(p, 300);
    few_bytes_a_move(p, 4, true);
    pty_keys(p, "\r"); /* the body with the longest names */
    office_expect(p, "The body itself");
    few_bytes_a_move(p, 3, true);
    pty_keys(p, "q");
    office_leave(&p, "qqq");

    p = office_run(24, 80, NULL);
    office_level(p);
    pty_settle(p, 300);
    before = pty_bytes(p);
    pty_keys(p, "4");
    office_expect(p, "saved ");
    pty_settle(p, 200);
    assert_in_range(pty_bytes(p) - before, 20, 1024);
    office_leave(&p, "qqq");
}

/* The same of every list and picker: it opens by the keys, and shows the text. */
static void test_few_bytes_in_every_list(void **state)
{
    static const struct {
        const char *keys, *shows, *closes;
        int moves;
    } lists[] = {
        {":", "Actions", "\033", 4},
        {"/re", "┌ Find", "\033", 3},
        {"f", "Services that are shown", "\033", 4},
        {"s", "Order of the rows", "\033", 4},
        {"L", "Questions: ", "\033", 4},
        {"H", "History", "q", 1},
        {"yj", "Why", "q", 3}, /* the total has other hints than its parts */
        {"Ai", "which question?", "\033", 4},
        {"p", "› Proposals", "q", 2},
    };
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "5");
    office_expect(p, "saved ");
    pty_keys(p, "4q");
    office_expect(p, "The body itself");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        pty_keys(p, lists[i].keys);
        office_expect(p, lists[i].shows);
        few_bytes_a_move(p, lists[i].moves, lists[i].keys[0] != 'y');
        pty_keys(p, lists[i].closes);
        assert_true(pty_wait_gone(p, lists[i].shows, 3000));
    }
    office_leave(&p, "qqq");
}

static void test_cursor_is_the_focus(void **state)
{
    struct pty *p = office_run(24, 80, NULL);
    int row, col;
    bool visible;

    (void)state;
    office_expect(p, "Bodies");
    pty_settle(p, 200);
    pty_cursor(p, &row, &col, &visible);
    assert_true(visible);
    assert_int_equal(row, pty_find(p, "▶"));
    assert_int_equal(col, 4);
    assert_true(pty_reverse(p, row, col));
    pty_keys(p, "jjj");
    pty_settle(p, 300);
    int was = row;
    pty_cursor(p, &row, &col, &visible);
    assert_int_equal(row, was + 3);
    assert_int_equal(row, pty_find(p, "▶"));
    office_leave(&p, "qqq");
}

/* While the user rests the file is made whole by itself: a copy of it alone has the answer. */
static void test_file_is_whole_at_rest(void **state)
{
    struct pty *p = office_run(24, 80, NULL);
    struct stat wal;

    (void)state;
    office_level(p);
    pty_keys(p, "5");
    office_expect(p, "saved ");
    pause_ms(3000);
    assert_true(stat(small_path("2019.meyar-wal"), &wal) != 0 || wal.st_size == 0);
    office_leave(&p, "qqq");
}

static void test_draft_survives_a_kill(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "c and seen twice");
    office_expect(p, "and seen twice");
    pause_ms(2500);
    kill(pty_pid(p), SIGKILL);
    pty_end(p, 20000);
    pty_free(&p);

    p = office_run(24, 80, NULL);
    office_expect(p, "question 1 of 10");
    office_expect(p, "Draft ");
    pty_keys(p, "c");
    office_expect(p, "┌ Note");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "┌ Note", 3000));
    assert_true(pty_wait_gone(p, "Draft ", 3000));
    office_leave(&p, "qqq");
}

static void test_paste(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "\033[200~5\nqqq\n\033[201~");
    office_expect(p, "Pasted text goes into a field");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
    /* A slow line pauses in the middle of it. */
    pty_keys(p, "\033[200~first line\r");
    pause_ms(1600);
    pty_keys(p, "2\r1\r\033[201~");
    pty_settle(p, 300);
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
    pty_keys(p, "c");
    office_expect(p, "┌ Note");
    pty_keys(p, "\033[200~one\ntwo q\033[201~");
    office_expect(p, "two q");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "┌ Note", 3000));
    office_expect(p, "saved ");
    office_leave(&p, "qqq");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
}

static void ends_by_signal(int signal)
{
    struct pty *p = office_run(24, 80, NULL);

    office_level(p);
    pty_signal(p, signal);
    int status = pty_end(p, 20000);
    assert_true(WIFEXITED(status));
    assert_true(pty_sane(p));
    assert_true(pty_wrote(p, "\033[?2004l"));
    pty_free(&p);
    assert_int_equal(access(small_path("2019.meyar-wal"), F_OK),
                     -1); /* the file is whole by itself */
}

static void test_signals_leave_a_sane_terminal(void **state)
{
    (void)state;
    ends_by_signal(SIGTERM);
    ends_by_signal(SIGHUP);
    ends_by_signal(SIGINT);

    struct pty *p = office_run(24, 80, NULL);
    office_level(p);
    pty_keys(p, "c\003"); /* also out of a note */
    assert_true(WIFEXITED(pty_end(p, 20000)));
    assert_true(pty_sane(p));
    pty_free(&p);
}

static void test_closed_terminal_ends_it(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_hang_up(p);
    assert_true(WIFEXITED(pty_end(p, 20000)));
    pty_free(&p);
    assert_int_equal(access(small_path("2019.meyar-wal"), F_OK), -1);
}

static void test_resizing_loses_nothing(void **state)
{
    static const int sizes[][2] = {{40, 120}, {12, 40},  {8, 30}, {1, 1},
                                   {2, 7},    {60, 200}, {24, 80}};
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    pty_keys(p, "c'half a thought");
    office_expect(p, "half a thought");
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            pty_resize(p, sizes[i][0], sizes[i][1]);
            pause_ms(round == 0 ? 100 : 2);
        }
    }
    pty_settle(p, 500);
    office_expect(p, "half a thought");
    office_expect(p, "┌ Note");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "┌ Note", 3000));
    pty_resize(p, 8, 30);
    office_expect(p, "meyar needs a terminal");
    pty_keys(p, "5"); /* nobody answers what can't be read */
    pty_settle(p, 300);
    pty_resize(p, 24, 80);
    office_expect(p, "question 1 of 10");
    office_leave(&p, "qqq");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
}

static void test_suspending(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, "\032"); /* without a shell that takes over the system lets it go on at once */
    pty_settle(p, 300);
    kill(pty_pid(p), SIGCONT);
    pty_keys(p, "j\r");
    office_expect(p, "The body itself");
    pty_keys(p, "q");
    office_leave(&p, "qqq");
}

static void test_second_one_reads_only(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_level(p);
    struct pty *second = office_run(24, 80, NULL);
    office_expect(second, "read only");
    office_level(second);
    pty_keys(second, "5");
    pty_settle(second, 300);
    assert_false(pty_shows(second, "saved "));
    assert_true(pty_shows(second, "question 1 of 10"));
    office_leave(&second, "qqq");
    office_leave(&p, "qqq");
    assert_string_equal(office_value("MOT", "T2", "level"), "forms");
}

static void test_without_colour_and_utf8(void **state)
{
    static const char *const env[] = {"NO_COLOR=1", "LC_ALL=C", NULL};
    struct pty *p = office_run(24, 80, env);

    (void)state;
    office_expect(p, "Bodies");
    pty_settle(p, 300);
    assert_true(pty_find(p, ">v!") >= 0 || pty_find(p, ">v") >= 0);
    for (int row = 0; row < 24; row++) {
        for (const char *s = pty_row(p, row); *s; s++) {
            assert_true((unsigned char)*s < 0x80);
        }
        for (int col = 0; col < 80; col++) {
            assert_false(pty_coloured(p, row, col));
        }
    }
    office_leave(&p, "qqq");
}

static void test_terminals(void **state)
{
    static const char *const terms[] = {"TERM=xterm",           "TERM=linux",
                                        "TERM=vt100",           "TERM=screen",
                                        "TERM=screen-256color", "TERM=tmux-256color"};
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        const char *const env[] = {terms[i], NULL};
        struct pty *p = office_run(24, 80, env);
        office_expect(p, "Ministry of Transport");
        pty_keys(p, "j");
        pty_settle(p, 200);
        office_leave(&p, "qqq");
    }
}

/* It refuses in a sentence, with an exit status. */
static void refuses(const char *const env[], const char *arg, int how, const char *sentence)
{
    struct pty *p = pty_meyar(24, 80, env, arg, NULL, NULL);
    int status = pty_end(p, 20000);

    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), how);
    if (!pty_wrote(p, sentence)) {
        char *screen = pty_screen(p);
        fprintf(stderr, "%s", screen);
        free(screen);
        fail();
    }
    assert_true(pty_sane(p));
    pty_free(&p);
}

static void test_refusals(void **state)
{
    static const char *const dumb[] = {"TERM=dumb", NULL}, *const odd[] = {"TERM=no-such-terminal",
                                                                           NULL};
    static const char *const line[] = {"ACCESSIBLE=1", NULL};

    (void)state;
    refuses(dumb, small_path("2019.meyar"), 1, "line mode");
    refuses(line, small_path("2019.meyar"), 1, "line mode");
    refuses(odd, small_path("2019.meyar"), 1, "TERM");
    refuses(NULL, NULL, 1, "meyar demo");
    refuses(NULL, small_path("nothing.meyar"), 3, "nothing.meyar");
}

/* Without a file the last one is opened. */
static void test_last_file(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    office_leave(&p, "qqq");
    p = pty_meyar(24, 80, NULL, NULL, NULL, NULL);
    office_expect(p, "Ministry of Transport");
    office_leave(&p, "qqq");
}

/* The summary stays while the cursor moves on, though the rows that it was made of are gone. */
static void test_moving_through_many_bodies(void **state)
{
    struct buf registry = {0};
    struct err err = {0};

    (void)state;
    buf_add(&registry, "body_code,body_name,service_code,service_name,inspector\n");
    for (int i = 0; i < 100; i++) {
        buf_printf(&registry, "B%d,Body %d,,,Inspector %d\n", i, i, i);
    }
    struct init_options o = {.name = "many",
                             .rubric_path = "tests/tui/data/rubric.yaml",
                             .registry_path = "many.csv",
                             .registry_bytes = registry.s,
                             .registry_size = registry.n,
                             .writer = {"Inspector A", "command"}};
    assert_true(campaign_create(small_path("many.meyar"), &o, &err));
    buf_free(&registry);
    struct pty *p = pty_meyar(24, 80, NULL, small_path("many.meyar"), NULL, NULL);
    office_expect(p, "Body 0");
    for (int i = 0; i < 40; i++) {
        pty_keys(p, "j");
        pause_ms(30);
    }
    office_expect(p, "Inspector 40");
    assert_true(pty_wait_gone(p, "Inspector 0 ", 1000));
    office_leave(&p, "qqq");
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(test_answer_survives_a_kill),
        OFFICE(test_few_bytes),
        OFFICE(test_few_bytes_in_every_list),
        OFFICE(test_cursor_is_the_focus),
        OFFICE(test_file_is_whole_at_rest),
        OFFICE(test_draft_survives_a_kill),
        OFFICE(test_paste),
        OFFICE(test_moving_through_many_bodies),
        OFFICE(test_signals_leave_a_sane_terminal),
        OFFICE(test_closed_terminal_ends_it),
        OFFICE(test_resizing_loses_nothing),
        OFFICE(test_suspending),
        OFFICE(test_second_one_reads_only),
        OFFICE(test_without_colour_and_utf8),
        OFFICE(test_terminals),
        OFFICE(test_refusals),
        OFFICE(test_last_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
