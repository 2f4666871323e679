#define _GNU_SOURCE /* nftw */
#include "tests/help/program.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#define MOST_ARGUMENTS 32
#define SECONDS_MOST 120 /* a program that hangs is ended */
#define MEMORY_MOST (256u * 1024 * 1024)

static char source[PATH_MAX], folder[64], binary[PATH_MAX], plain[PATH_MAX];
static struct ran ran;

static void absolute(char out[PATH_MAX], const char *path)
{
    if (path[0] == '/')
        snprintf(out, PATH_MAX, "%s", path);
    else
        snprintf(out, PATH_MAX, "%.2000s/%.2000s", source, path);
}

int program_enter(void **state)
{
    (void)state;
    const char *bin = getenv("MEYAR_BIN"), *other = getenv("MEYAR_PLAIN");
    assert_non_null(getcwd(source, sizeof source));
    absolute(binary, bin ? bin : "build/meyar");
    if (other)
        absolute(plain, other);
    snprintf(folder, sizeof folder, "/tmp/meyar-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    setenv("HOME", folder, 1);
    setenv("LANGUAGE", "en", 1); /* sentences are compared, whatever the locale */
    setenv("MEYAR_BY", "Tester", 1);
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_CONFIG_HOME");
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

int program_leave(void **state)
{
    (void)state;
    free(ran.out);
    free(ran.err);
    memset(&ran, 0, sizeof ran);
    assert_int_equal(chdir(source), 0);
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *program_source(const char *path)
{
    static char out[PATH_MAX];
    absolute(out, path);
    return out;
}

static void become(const char *path, char **argv)
{
    const struct rlimit memory = {MEMORY_MOST, MEMORY_MOST};
    if (path == plain)
        setrlimit(RLIMIT_AS, &memory);
    int in = open("/dev/null", O_RDONLY);
    dup2(in, STDIN_FILENO);
    alarm(SECONDS_MOST);
    execv(path, argv);
    _exit(127);
}

/* A nameless file that the child writes to. */
static int scratch(void)
{
    FILE *f = tmpfile();
    assert_non_null(f);
    int fd = dup(fileno(f));
    fclose(f);
    return fd;
}

static char *all_of(int fd, size_t *n)
{
    off_t size = lseek(fd, 0, SEEK_END);
    assert_true(size >= 0);
    char *s = malloc((size_t)size + 1);
    assert_non_null(s);
    *n = 0;
    for (ssize_t got; *n < (size_t)size; *n += (size_t)got) {
        got = pread(fd, s + *n, (size_t)size - *n, (off_t)*n);
        assert_true(got > 0);
    }
    s[*n] = '\0';
    close(fd);
    return s;
}

static const struct ran *run(const char *path, char **argv)
{
    int out = scratch(), err = scratch(), how;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        become(path, argv);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    free(ran.out);
    free(ran.err);
    ran.status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    ran.out = all_of(out, &ran.nout);
    ran.err = all_of(err, &ran.nerr);
    return &ran;
}

static void collect(char *argv[MOST_ARGUMENTS], const char *arg, va_list ap)
{
    static char name[] = "meyar";
    int n = 0;
    argv[n++] = name;
    for (; arg; arg = va_arg(ap, const char *)) {
        assert_true(n < MOST_ARGUMENTS - 1);
        argv[n++] = (char *)(size_t)arg;
    }
    argv[n] = NULL;
}

const struct ran *meyar(const char *arg, ...)
{
    char *argv[MOST_ARGUMENTS];
    va_list ap;
    va_start(ap, arg);
    collect(argv, arg, ap);
    va_end(ap);
    return run(binary, argv);
}

const struct ran *meyar_plain(const char *arg, ...)
{
    char *argv[MOST_ARGUMENTS];
    va_list ap;
    if (!plain[0])
        return NULL;
    va_start(ap, arg);
    collect(argv, arg, ap);
    va_end(ap);
    return run(plain, argv);
}

void write_file(const char *name, const void *bytes, size_t n)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

void write_text(const char *name, const char *text)
{
    write_file(name, text, strlen(text));
}

char *read_file(const char *name, size_t *n)
{
    int fd = open(name, O_RDONLY);
    if (fd < 0)
        fail_msg("%s is not there", name);
    return all_of(fd, n);
}
