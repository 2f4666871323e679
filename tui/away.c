#include "tui/settings.h"
#include "tui/away.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/lib.h"
#include "tui/term.h"

static const char *set(const char *name)
{
    const char *value = getenv(name);
    return value && value[strspn(value, " \t")] ? value : NULL;
}

const char *editor_command(void)
{
    const char *command = settings_now()->editor.text;
    command = command ? command : set("VISUAL");
    command = command ? command : set("EDITOR");
    return command ? command : "editor";
}

const char *viewer_command(void)
{
    const char *command = set("MEYAR_VIEWER");
    return command ? command : "xdg-open";
}

/* Signals that the terminal sends to both of us: Ctrl-C and Ctrl-\ are the other's alone, Ctrl-Z
 * stops both. */
static const struct {
    int signal;
    void (*how)(int signal);
} meanwhile[] = {{SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGTSTP, SIG_DFL}};
#define NSIGNALS (sizeof meanwhile / sizeof meanwhile[0])

static void let_go(struct sigaction kept[NSIGNALS])
{
    for (size_t i = 0; i < NSIGNALS; i++) {
        struct sigaction action = {0};
        action.sa_handler = meanwhile[i].how;
        sigemptyset(&action.sa_mask);
        sigaction(meanwhile[i].signal, &action, &kept[i]);
    }
}

static void take_again(const struct sigaction kept[NSIGNALS])
{
    for (size_t i = 0; i < NSIGNALS; i++) {
        sigaction(meanwhile[i].signal, &kept[i], NULL);
    }
}

/* The child: signals as a shell gives them, no descriptors. A path is an argument, never a part of
 * what the shell reads. */
static _Noreturn void become(const char *line, const char *path)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH, SIGPIPE};
    long most = sysconf(_SC_OPEN_MAX);

    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        signal(signals[i], SIG_DFL);
    }
    most = most < 0 || most > 65536 ? 65536 : most;
    for (int fd = STDERR_FILENO + 1; fd < most; fd++) {
        close(fd);
    }
    execl("/bin/sh", "sh", "-c", line, "meyar", path, (char *)NULL);
    _exit(127);
}

const char *away_run(struct arena *a, const char *command, const char *path)
{
    const char *line = arena_printf(a, "%s \"$1\"", command);
    const char *shown = text_brief(a, command, 40);
    struct sigaction kept[NSIGNALS];
    int status = 0;

    term_lend();
    let_go(kept);
    pid_t child = fork();
    if (child == 0) {
        become(line, path);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    take_again(kept);
    term_take_back();
    if (child < 0) {
        return arena_printf(a, _("%s can't be started: %s"), shown, strerror(errno));
    }
    if (WIFEXITED(status) && (WEXITSTATUS(status) == 126 || WEXITSTATUS(status) == 127)) {
        return arena_printf(a, _("%s can't be started: it is not there, or is no program"), shown);
    }
    if (WIFSIGNALED(status)) {
        return arena_printf(a, _("%s was ended by signal %d"), shown, WTERMSIG(status));
    }
    if (WEXITSTATUS(status) != 0) {
        return arena_printf(a, _("%s ended with status %d"), shown, WEXITSTATUS(status));
    }
    return NULL;
}

const char *away_text(struct arena *a, const char *name, const char *text, size_t most,
                      struct err *err)
{
    const char *path = private_text(a, name, text, err);

    if (!path) {
        return NULL;
    }
    const char *why = away_run(a, editor_command(), path);
    if (why) {
        err_set(err, REFUSED, _("%s: the text is as it was ($VISUAL or $EDITOR names the editor)"),
                why);
        return NULL;
    }
    return private_read(a, path, most, err);
}
