/* meyar doctor [FILE]: what a helper asks for first. */
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "forms/text.h"
#include "tui/cli.h"
#include "tui/report/lib.h"
#include "tui/settings.h"

static void line(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "%s: ", name);
    buf_show(b, value && value[0] ? value : "-", false);
    buf_addc(b, '\n');
}

static void system_lines(struct buf *b)
{
    struct utsname u;
    if (uname(&u) == 0) {
        buf_printf(b, "%s: ", _("system"));
        buf_show(b, u.sysname, false);
        buf_addc(b, ' ');
        buf_show(b, u.release, false);
        buf_addc(b, ' ');
        buf_show(b, u.machine, false);
        buf_addc(b, '\n');
    }
    line(b, _("locale"), setlocale(LC_MESSAGES, NULL));
    line(b, "LANGUAGE", getenv("LANGUAGE"));
    line(b, _("encoding"), nl_langinfo(CODESET));
    line(b, "TERM", getenv("TERM"));
    line(b, "COLORTERM", getenv("COLORTERM"));
    line(b, _("standard output is a terminal"), isatty(STDOUT_FILENO) ? _("yes") : _("no"));
}

enum status exec_doctor(struct cli *cli)
{
    struct buf b = {0};
    buf_printf(&b, "meyar: %s\n", MEYAR_VERSION);
    system_lines(&b);
    buf_printf(&b, "ncurses: %s\n", curses_version());
    line(&b, "libxlsxwriter", report_library());
    line(&b, _("settings"), settings_file());
    doctor_lines(cli->narguments > 0 ? cli->argument[0] : NULL, &b);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}
