/* Odd things where files of one's own are looked for, and odd words: nothing waits for ever,
 * nothing is written where nobody said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "forms/text.h"
#include "model/lib.h"
#include "tests/e2e/pty.h"
#include "tests/help/program.h"
#include "tests/help/small.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

static void make_campaign(void)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(meyar("init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv", "--campaign",
               "2019", NULL),
         0, "", NULL);
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=half", NULL), 0, "", NULL);
}

/* A pipe where the settings lie is told, and the defaults hold. */
static void settings_that_are_a_pipe(void **state)
{
    (void)state;
    make_campaign();
    mkdir("config", 0700);
    mkdir("config/meyar", 0700);
    char *here = realpath("config", NULL);
    setenv("XDG_CONFIG_HOME", here, 1);
    assert_int_equal(mkfifo("config/meyar/settings.yaml", 0600), 0);
    ends(meyar("settings", NULL), 1, "theme: default", "no regular file");
    ends(meyar("score", "a.meyar", "alpha/s1", NULL), 0, "First service", NULL);
    unsetenv("XDG_CONFIG_HOME");
    free(here);
}

/* Turns every file below a folder into a pipe. */
static int pipe_all(const char *folder)
{
    int n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir));) {
        struct stat st;
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, d->d_name);
        if (d->d_name[0] == '.' || lstat(path, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode)) {
            n += pipe_all(path);
        } else {
            assert_int_equal(unlink(path), 0);
            assert_int_equal(mkfifo(path, 0600), 0);
            n++;
        }
    }
    closedir(dir);
    return n;
}

static void state_files_that_are_pipes(void **state)
{
    (void)state;
    make_campaign();
    assert_true(pipe_all(".local/state/meyar") > 2);
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_pay=no", NULL), 0, NULL, NULL);
    assert_true(pipe_all(".local/state/meyar") > 2);
    ends(meyar("undo", "a.meyar", NULL), 1, NULL, NULL);
    ends(meyar("verify", "a.meyar", NULL), 0, "ok", NULL);
}

/* Lines of laptops' chains that were never written so. */
static void chains_of_garbage(void **state)
{
    (void)state;
    make_campaign();
    write_text("small.txt", "x");
    char *folder = NULL;
    DIR *dir = opendir(".local/state/meyar/devices");
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir));)
        if (d->d_name[0] != '.')
            folder = mem_printf(".local/state/meyar/devices/%s", d->d_name);
    closedir(dir);
    assert_non_null(folder);
    for (int i = 0; i < 3; i++) {
        char *name = mem_printf("%s/%032x", folder, i), *line;
        line = mem_printf("%016x %016x %s %064x\n", 1, 1, i ? "9223372036854775807" : "-5", i);
        write_text(name, line);
        free(line);
        free(name);
    }
    free(folder);
    const struct ran *r = meyar("answer", "a.meyar", "alpha/s1", "e_pay=no", NULL);
    ends(r, 0, NULL, NULL);
    assert_null(strstr(r->err, "not in this file"));
}

/* `--take-out "$FOLDER"` of a variable without a value wrote into the root folder. */
static void an_empty_folder(void **state)
{
    (void)state;
    make_campaign();
    write_text("seen.txt", "seen\n");
    ends(meyar("evidence", "a.meyar", "alpha/s1", "e_level", "seen.txt", NULL), 0, NULL, NULL);
    ends(meyar("evidence", "a.meyar", "alpha/s1", "e_level", "--take-out", "", NULL), 2, "",
         "--take-out");
    ends(meyar("answer", "a.meyar", "alpha/s1", "e_level=half", "--note", "", NULL), 0, NULL, NULL);
}

/* What is told is the folder that was named, not the name of something half made in it. */
static void a_folder_that_is_none(void **state)
{
    (void)state;
    make_campaign();
    write_text("seen.txt", "seen\n");
    ends(meyar("evidence", "a.meyar", "alpha/s1", "e_level", "seen.txt", NULL), 0, NULL, NULL);
    const struct ran *r =
        meyar("evidence", "a.meyar", "alpha/s1", "e_level", "--take-out", "nowhere", NULL);
    ends(r, 3, "", "nowhere");
    assert_null(strstr(r->err, ".meyar-"));
    r = meyar("evidence", "a.meyar", "alpha/s1", "e_level", "--take-out", "seen.txt", NULL);
    ends(r, 3, "", "seen.txt");
    assert_null(strstr(r->err, ".meyar-"));
}

/* A paste that never ends must not keep the program from leaving when it is told to. */
static void leaves_amid_a_paste(void **state)
{
    static const char *const none[] = {NULL};
    static char much[2001];
    (void)state;
    make_campaign();
    memset(much, 'x', sizeof much - 1);
    struct pty *p = pty_meyar(24, 80, none, "a.meyar", NULL, NULL);
    assert_true(pty_wait(p, "Alpha", 20000));
    pty_keys(p, "\033[200~");
    pid_t flood = fork();
    while (flood == 0) {
        pty_keys(p, much);
    }
    usleep(300000);
    pty_signal(p, SIGTERM);
    int status = pty_end(p, 10000);
    kill(flood, SIGKILL);
    waitpid(flood, NULL, 0);
    pty_free(&p);
    assert_true(status >= 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, program_enter, program_leave)
    const struct CMUnitTest tests[] = {
        TEST(settings_that_are_a_pipe), TEST(state_files_that_are_pipes), TEST(chains_of_garbage),
        TEST(an_empty_folder),          TEST(a_folder_that_is_none),      TEST(leaves_amid_a_paste),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
