/* The real program in terminals of many kinds and sizes, with a mouse, put aside and ended: what
 * it shows there, and that it leaves the terminal as it was. */
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

static void settings(const char *yaml)
{
    mkdir(small_path("config"), 0700);
    mkdir(small_path("config/meyar"), 0700);
    FILE *f = fopen(small_path("config/meyar/settings.yaml"), "w");
    assert_non_null(f);
    fputs(yaml, f);
    fclose(f);
}

/* Of two sequences, was `on` written and `off` after its last time? */
static bool is_off_again(const struct pty *p, const char *on, const char *off)
{
    const char *at = pty_all(p), *last = NULL;

    for (const char *s = at; (s = strstr(s, on)); s++) {
        last = s;
    }
    return last && strstr(last, off);
}

#define MOUSE_ON "\033[?1006;1000h"
#define MOUSE_OFF "\033[?1006;1000l"

static void assert_all_off(const struct pty *p)
{
    assert_true(is_off_again(p, MOUSE_ON, MOUSE_OFF));
    assert_true(is_off_again(p, "\033[?2004h", "\033[?2004l"));
    assert_true(is_off_again(p, "\033[?1049h", "\033[?1049l"));
}

/* To the list of bodies, wherever it opened. */
static void to_bodies(struct pty *p)
{
    office_expect(p, "? help");
    for (int i = 0; i < 4 && !pty_wait(p, "Bodies", 500); i++) {
        pty_keys(p, "q");
    }
    office_expect(p, "Bodies");
}

/* ---- kinds of terminals ---- */

static void works_in(const char *const env[])
{
    struct pty *p = office_run(24, 80, env);

    to_bodies(p);
    pty_keys(p, "\033[H\r");
    office_expect(p, "The body itself");
    pty_keys(p, "j\r");
    office_expect(p, "question ");
    pty_keys(p, "?");
    office_expect(p, "Keys that work here");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "Keys that work here", 3000));
    office_leave(&p, "qqqq");
}

static void test_kinds(void **state)
{
    static const char *const terms[] = {
        "TERM=linux",  "TERM=vt100",           "TERM=xterm",        "TERM=xterm-256color",
        "TERM=screen", "TERM=screen-256color", "TERM=tmux-256color"};
    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        works_in((const char *const[]){terms[i], NULL});
    }
}

/* A terminal that takes any colour by its value. Few systems have an entry for one, so this makes
 * it, where there is the tool. */
static void test_all_colours(void **state)
{
    static const char entry[] =
        "meyar-direct|all colours,RGB,colors#0x1000000,pairs#0x7fff,"
        "setaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:"
        "%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,"
        "setab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:"
        "%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,initc@,ccc@,use=xterm-256color,\n";
    char command[1200], terminfo[600];
    FILE *f = fopen(small_path("direct.ti"), "w");

    (void)state;
    assert_non_null(f);
    fputs(entry, f);
    fclose(f);
    snprintf(command, sizeof command, "tic -x -o %s %s 2>/dev/null", small_path("terminfo"),
             small_path("direct.ti"));
    if (system(command) != 0) {
        print_message("tic is not here: terminals with all colours are not tried\n");
        return;
    }
    snprintf(terminfo, sizeof terminfo, "TERMINFO=%s", small_path("terminfo"));
    const char *const env[] = {"TERM=meyar-direct", terminfo, NULL};
    works_in(env);
    settings("theme: dark\n");
    struct pty *p = office_run(24, 80, env);
    to_bodies(p);
    pty_settle(p, 200);
    assert_true(pty_wrote(p, "\033[38:2::148:148:148m")); /* hints, as theme.c has them */
    office_leave(&p, "qqqq");
}

/* The program as users have it: what ncurses does not free where it can't begin is told by no
 * sanitizer then. */
static struct pty *plain_run(const char *const env[])
{
    const char *plain = getenv("MEYAR_PLAIN");
    char *argv[] = {mem_dup(plain && *plain ? plain : "build/meyar"),
                    mem_dup(small_path("2019.meyar")), NULL};
    struct pty *p = pty_start(24, 80, argv, env);

    free(argv[0]);
    free(argv[1]);
    return p;
}

/* It refuses in one sentence, and the terminal gets nothing but that. */
static void refuses(const char *const env[], const char *sentence)
{
    struct pty *p = plain_run(env);
    int status = pty_end(p, 20000);

    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_true(pty_wrote(p, sentence));
    assert_false(pty_wrote(p, "\033"));
    assert_true(pty_sane(p));
    const char *end = strstr(pty_all(p), "\n");
    assert_true(end && !end[1]);
    pty_free(&p);
}

static void test_none_at_all(void **state)
{
    (void)state;
    refuses((const char *const[]){"TERM=dumb", NULL}, "there is no line mode yet");
    refuses((const char *const[]){"TERM", NULL}, "there is no line mode yet");
    refuses((const char *const[]){"TERM=", NULL}, "there is no line mode yet");
    refuses((const char *const[]){"TERM=no-such-terminal", NULL}, "not known to the system");
}

static void assert_ascii(struct pty *p, int rows)
{
    for (int row = 0; row < rows; row++) {
        for (const char *s = pty_row(p, row); *s; s++) {
            assert_true((unsigned char)*s < 0x80);
        }
    }
}

static void test_ascii(void **state)
{
    struct pty *p = office_run(24, 80, (const char *const[]){"LC_ALL=C", NULL});

    (void)state;
    office_expect(p, "Ministry of Transport");
    pty_settle(p, 200);
    assert_ascii(p, 24);
    office_leave(&p, "qqqq");
    settings("ascii: on\n");
    p = office_run(24, 80, NULL);
    office_expect(p, "Ministry of Transport");
    pty_settle(p, 200);
    assert_ascii(p, 24);
    office_leave(&p, "qqqq");
}

/* ---- sizes ---- */

/* Two hundred sizes while keys come; at the end it is drawn right, and still there. */
static void test_storm(void **state)
{
    static const int sizes[][2] = {{1, 1},    {12, 40}, {200, 500}, {24, 80},
                                   {40, 120}, {3, 200}, {60, 5},    {13, 41}};
    static const char *const keys[] = {"j", "\r", "k", "\t", "\033[B", "\033[A", "?", "\033"};
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    for (int i = 0; i < 200; i++) {
        pty_resize(p, sizes[i * 5 % 8][0], sizes[i * 5 % 8][1]);
        pty_keys(p, keys[i * 3 % 8]);
        pty_settle(p, i % 16 == 0 ? 20 : 0);
        assert_int_equal(kill(pty_pid(p), 0), 0);
    }
    pty_resize(p, 24, 80);
    pty_settle(p, 500);
    for (int i = 0; i < 6 && !pty_wait(p, "Ministry of Transport", 700); i++) {
        pty_keys(p, pty_shows(p, "┌") ? "\033" : "q");
    }
    office_expect(p, "Ministry of Transport");
    assert_int_equal(pty_find(p, "meyar  "), 0);
    assert_int_equal(pty_find(p, "? help"), 23);
    office_leave(&p, "qqqq");
}

/* The largest: everything in its place, from the first to the last row and column. */
static void test_large(void **state)
{
    struct pty *p = office_run(200, 500, NULL);
    int row, col;
    bool visible;

    (void)state;
    office_expect(p, "? help");
    assert_int_equal(pty_find(p, "meyar  2019"), 0);
    assert_int_equal(pty_find(p, "? help"), 199);
    pty_keys(p, "\033[H\033[B");
    pty_settle(p, 300);
    pty_cursor(p, &row, &col, &visible);
    assert_non_null(strstr(pty_row(p, row), "▶"));
    pty_keys(p, "\r");
    office_expect(p, "The body itself");
    pty_keys(p, "j\r");
    office_expect(p, "question ");
    assert_int_equal(pty_find(p, "? help"), 199);
    office_leave(&p, "qqqq");
}

/* ---- ending and putting aside ---- */

static void ends_by(int signal)
{
    struct pty *p = office_run(24, 80, NULL);

    office_expect(p, "Bodies");
    pty_signal(p, signal);
    assert_true(WIFEXITED(pty_end(p, 20000)));
    assert_true(pty_sane(p));
    assert_all_off(p);
    pty_free(&p);
}

static void test_signals(void **state)
{
    (void)state;
    ends_by(SIGTERM);
    ends_by(SIGHUP);
    ends_by(SIGINT);
    ends_by(SIGQUIT);
    struct pty *p = office_run(24, 80, NULL);
    office_expect(p, "Bodies");
    pty_keys(p, "\003");
    assert_true(WIFEXITED(pty_end(p, 20000)));
    assert_all_off(p);
    pty_free(&p);
}

/* Ctrl-Z in a shell: the shell has its terminal, as it was; fg brings all of it back. */
static void test_put_aside(void **state)
{
    char *argv[] = {"/bin/sh", "-i", NULL}, line[1200];
    const char *const env[] = {"PS1=ready> ", "ENV", NULL};
    const char *bin = getenv("MEYAR_BIN");
    struct pty *p = pty_start(24, 80, argv, env);

    (void)state;
    office_expect(p, "ready>");
    snprintf(line, sizeof line, "%s %s\r", bin && *bin ? bin : "build/meyar",
             small_path("2019.meyar"));
    pty_keys(p, line);
    office_expect(p, "Ministry of Transport");
    pty_keys(p, "\032");
    assert_true(pty_wait_gone(p, "Ministry of Transport", 20000));
    office_expect(p, "Stopped"); /* what is typed before would be lost */
    assert_all_off(p);
    pty_keys(p, "stty -a | grep -o ' icanon' && echo li\"ne\"s\r");
    office_expect(p, "lines");
    pty_keys(p, "fg\r");
    office_expect(p, "Ministry of Transport");
    office_expect(p, "? help");
    assert_false(is_off_again(p, MOUSE_ON, MOUSE_OFF));
    assert_false(is_off_again(p, "\033[?2004h", "\033[?2004l"));
    pty_keys(p, "q");
    assert_true(pty_wait_gone(p, "Ministry of Transport", 20000));
    assert_all_off(p);
    pty_settle(p, 500);
    pty_keys(p, "exit\r");
    assert_true(WIFEXITED(pty_end(p, 20000)));
    pty_free(&p);
}

/* ---- the mouse ---- */

/* A press and its release at a row and a column, from 0. */
static void click(struct pty *p, int row, int col)
{
    char out[64];
    snprintf(out, sizeof out, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1, col + 1, row + 1);
    pty_keys(p, out);
}

static void test_mouse(void **state)
{
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, "\033[H");
    int row = pty_find(p, "Ministry of Transport");
    assert_true(row > 0);
    click(p, row, 10);
    pty_settle(p, 200);
    assert_non_null(strstr(pty_row(p, row), "▶"));
    assert_true(pty_shows(p, "Bodies"));
    pause_ms(500);
    /* The second press of a double click opens nothing on the screen that the first has opened. */
    click(p, row, 10);
    click(p, row, 10);
    office_expect(p, "The body itself");
    pty_settle(p, 200);
    assert_false(pty_shows(p, "question "));
    pty_keys(p, "\033[<65;10;10M"); /* the wheel */
    pty_settle(p, 200);
    assert_null(strstr(pty_row(p, pty_find(p, "The body itself")), "▶"));
    office_leave(&p, "qqqq");
}

/* Switched off, the terminal is told nothing of it, and what it sends all the same does nothing. */
static void test_mouse_off(void **state)
{
    settings("mouse: off\nkeys: {mouse: F9}\n");
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "? help");
    pty_settle(p, 200);
    assert_false(pty_wrote(p, "1000h"));
    pty_keys(p, "\033[20~"); /* F9 */
    office_expect(p, "The mouse chooses");
    assert_true(pty_wrote(p, MOUSE_ON));
    pty_keys(p, "\033[20~");
    office_expect(p, "the terminal's until you leave");
    assert_true(is_off_again(p, MOUSE_ON, MOUSE_OFF));
    office_leave(&p, "qqqq");
}

/* ---- settings ---- */

static void test_faulty_settings(void **state)
{
    settings("digits: go_on\ntheem: dark\nkeys:\n  note: Ctrl-C\n");
    struct pty *p = office_run(24, 80, NULL);

    (void)state;
    office_expect(p, "Ministry of Transport");
    office_expect(p, "settings.yaml:2:1: error:");
    office_expect(p, "and 1 more");
    office_leave(&p, "qqqq");
    settings("theme: [dark\n");
    p = office_run(24, 80, NULL);
    office_expect(p, "Ministry of Transport");
    office_expect(p, "settings.yaml:");
    office_leave(&p, "qqqq");
}

static void test_language(void **state)
{
    (void)state;
    settings("language: az\n");
    struct pty *p = plain_run(NULL);
    office_expect(p, "Qurumlar");
    office_leave(&p, "qqqq");
    /* Also where the locale has no language; ASCII then. */
    p = plain_run((const char *const[]){"LC_ALL=C", NULL});
    office_expect(p, "Qurumlar");
    assert_ascii(p, 24);
    office_leave(&p, "qqqq");
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_enter, small_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(test_kinds),     OFFICE(test_all_colours),     OFFICE(test_none_at_all),
        OFFICE(test_ascii),     OFFICE(test_storm),           OFFICE(test_large),
        OFFICE(test_signals),   OFFICE(test_put_aside),       OFFICE(test_mouse),
        OFFICE(test_mouse_off), OFFICE(test_faulty_settings), OFFICE(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
