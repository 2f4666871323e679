/* meyar: arguments to a command, or the screens. */
#include <fcntl.h>
#include <libgen.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/settings.h"

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

/* The folder of translations of a program in `dir`: beside it where it was only built, else where
 * it was installed to. NULL: not there. */
static char *translations_of(const char *dir)
{
    static const char *const places[] = {"locale", "../share/locale"};
    struct stat st;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *path = mem_printf("%s/%s", dir, places[i]);
        if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) /* /usr/bin/locale is a program */
            return path;
        free(path);
    }
    return NULL;
}

static void find_translations(void)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    char *found = NULL;
    if (n > 0) {
        self[n] = '\0';
        found = translations_of(dirname(self));
    }
    bindtextdomain("meyar", found ? found : LOCALEDIR);
    bind_textdomain_codeset("meyar", "UTF-8");
    textdomain("meyar");
    free(found);
}

/* Where a standard file was closed, the next one opened would take its number, and what is meant
 * for a terminal would be written into it. */
static void keep_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)!open("/dev/null", O_RDONLY);
}

/* Letters and messages; of dates, numbers and order the program has its own rules, and each
 * category is files to open at every start. A locale that is asked for but not installed must not
 * cost the letters of the language. */
static void begin_locale(void)
{
    static const int categories[] = {LC_CTYPE, LC_MESSAGES};

    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (!setlocale(categories[i], ""))
            setlocale(categories[i], "C.UTF-8");
}

static enum status show_version(void)
{
    struct buf b = {0};
    buf_printf(&b, "meyar %s\n", MEYAR_VERSION);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}

static enum status run(struct cli *cli)
{
    if (cli_given(cli, O_VERSION))
        return show_version();
    if (cli_given(cli, O_HELP))
        return exec_help(cli);
    if (cli->command) {
        enum status status = cli->command->exec(cli);
        if (status == DONE)
            cli_keep_daily(cli);
        cli_progress_end();
        return status;
    }
    return cli_screens(cli, cli->narguments > 0 ? cli->argument[0] : NULL);
}

int main(int argc, char **argv)
{
    keep_standard_files();
    begin_locale();
    settings_speak();
    find_translations();
    /* A limit on the size of files is an error like others, told in a sentence. */
    signal(SIGXFSZ, SIG_IGN);
    struct cli cli = {.arena = arena_new()};
    cli_settings(&cli);
    enum status status = cli_arguments(&cli, argc, argv) ? run(&cli) : USAGE;
    settings_stop();
    arena_free(&cli.arena);
    return (int)status;
}
