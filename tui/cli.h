/* The command line: one row per command (cli/table.c), one file per command.
 *
 * file       what it holds
 * ---------  ------------------------------------------------------------------
 * table      every command and every option, one row each
 * arguments  the words of a command line sorted into command, options, arguments
 * say        what goes to standard output and standard error, and how
 * progress   how far long work is, and breaking it off
 * output     results: to standard output, or whole into a file
 * the others one command each
 */
#ifndef TUI_CLI_H
#define TUI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include "forms/diag.h"
#include "model/lib.h"

#define MEYAR_VERSION "0.1.0"

/* Every option there is; a command's row names those that it takes beside the common ones. */
enum option_id {
    O_QUIET,
    O_READ_ONLY,
    O_BY,
    O_HELP,
    O_VERSION,
    O_JSON,
    O_RUBRIC,
    O_REGISTRY,
    O_CAMPAIGN,
    O_PREVIOUS,
    O_ANSWERS,
    O_DRY_RUN,
    O_NOTE,
    O_FORMAT,
    O_WHO,
    O_SPREADSHEET,
    O_OUT,
    O_NO_OPEN,
    O_WHY,
    O_TAKE_OUT,
    O_TAKE_AWAY,
    O_REDO,
    O_EXAMPLE,
    O_NO_EVIDENCE,
    O_ASSIGN,
    O_UNASSIGN,
    O_REASON,
    O_TEXT,
    O_ANSWER,
    O_SETTLE,
    O_OPEN,
    O_ALL,
    O_TAKE,
    O_FROM,
    O_TO,
    O_MERGE,
    O_APPLY,
    O_ASIDE,
    O_HISTORY,
    O_BODY,
    O_DEFICIENCY,
    O_PROPOSAL,
    O_OWNER,
    O_DUE,
    O_STATE,
    O_REPLY,
    O_PLACE,
    O_KIND,
    O_BASIS,
    O_SEVERITY,
    O_WITHDRAW,
    O_QUESTIONS,
    O_LANGUAGE,
    O_COUNT
};
#define TAKES(id) (UINT64_C(1) << (id))
/* What every command takes. */
#define TAKES_ALWAYS (TAKES(O_QUIET) | TAKES(O_READ_ONLY) | TAKES(O_BY) | TAKES(O_HELP))

struct cli_option {
    const char *name;  /* without dashes; one letter: a short one */
    const char *value; /* what stands behind it in usages; NULL: nothing does */
    const char *help;  /* N_() */
};
extern const struct cli_option cli_options[O_COUNT];

struct cli;
struct cli_command {
    const char *name;
    const char *usage;   /* what follows the name; one line per form */
    const char *summary; /* N_(); one line */
    uint64_t takes;      /* options beside TAKES_ALWAYS */
    int least, most;     /* arguments; most -1: any number */
    enum status (*exec)(struct cli *cli);
};
extern const struct cli_command cli_commands[]; /* in the order of help; ends with a NULL name */
const struct cli_command *cli_command_find(const char *name); /* NULL: none */

/* A command line, sorted. Strings are argv's. */
struct cli {
    const struct cli_command *command; /* NULL: the screens */
    char **argument;                   /* behind the command's name */
    int narguments;
    uint64_t given;             /* options, as TAKES() */
    const char *value[O_COUNT]; /* of options that have one */
    struct arena *arena;        /* for the run */
    bool daily;                 /* the file was opened to write, and has no copy of today yet */
    struct timespec changed_at; /* the file, when it was opened */
};

/* Sorts argv into cli; options may stand anywhere. False, and the usage error is told, where an
 * option is unknown, lacks its value or does not belong to the command. */
bool cli_arguments(struct cli *cli, int argc, char **argv);
static inline bool cli_given(const struct cli *cli, enum option_id id)
{
    return (cli->given & TAKES(id)) != 0;
}

/* ---- say ---------------------------------------------------------------------------------- */

/* A sentence, or lines of "file:line: error: …", on standard error, made showable. */
void cli_tell(const char *text);
/* The same, unless --quiet. */
void cli_note(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Tells what went wrong and frees it; gives its exit status. */
enum status cli_fail(struct err *err);
enum status cli_refuse(enum status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Wrong usage: the sentence, then how the command is used. */
enum status cli_usage(const struct cli_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A command's usage lines, whole: "meyar check RUBRIC.yaml…". In the arena. */
const char *cli_usage_lines(const struct cli_command *command, struct arena *a);

/* ---- progress ----------------------------------------------------------------------------- */

/* From now on Ctrl-C (SIGTERM, SIGHUP) breaks long work off, a second one ends the program at once;
 * where standard error is a terminal and not --quiet, a line there tells after half a second how
 * far the work is. What has begun already goes on. */
void cli_progress_begin(const struct cli *cli);
/* The work is done: signals do again what they do elsewhere. Also where nothing was begun. */
void cli_progress_end(void);
/* Takes the line away before something else is said; the next step draws it again. */
void cli_progress_erase(void);

/* ---- what commands share ---------------------------------------------------------------- */

/* Opens the campaign file of the command's first argument, and tells what the user should know of
 * it. For writing where `write` and not --read-only. NULL, and it is told, where it can't; *status
 * gets the exit status. */
struct campaign *cli_open(struct cli *cli, bool write, const char *via, enum status *status);
/* Makes a copy of the command's file, after it is closed. Where that fails it is told, once a day,
 * and the command has done what it does all the same. */
void cli_keep_copy(struct cli *cli, enum copy_why why);
/* The day's, where the command was the first to change the file today. */
void cli_keep_daily(struct cli *cli);
/* Parts "BODY" or "BODY/SERVICE" (service NULL where there is none). False, and usage is told. */
bool cli_subject(struct cli *cli, const char *word, const char **body, const char **service);
/* Which campaign --campaign asks for (0 where it was not given); -1, and it is told. */
int cli_campaign(struct cli *cli, struct campaign *c);
/* The rubric's language that the user reads; 0 where r is NULL. */
int cli_language(const struct rubric *r);
/* Opens the screens on a file (NULL: the last one), where there is a terminal for them. */
enum status cli_screens(struct cli *cli, const char *path);
/* Reads the settings, and takes from them who does it where neither --by nor $MEYAR_BY says so. */
void cli_settings(struct cli *cli);
/* Tells faults of the settings that may be why another name goes with what is written. */
void cli_doubt_by(const struct cli *cli);
/* Every fault of a file, a line each, and how many more there are. */
void cli_tell_diags(struct diags *d);

/* ---- output -------------------------------------------------------------------------------- */

/* Result to standard output; on a terminal what strangers wrote is shown, not obeyed. */
enum status cli_print(const struct buf *b);
/* Result into a file, whole or not at all, or ("-") as cli_print; never over the campaign file
 * `kept` (NULL: none) or any other database. */
enum status cli_write(const char *path, const char *kept, const struct buf *b);
/* The same for what `make` puts out piece by piece, for its owner's eyes alone; path NULL: to
 * standard output, as it is. */
enum status cli_stream(const char *path, const char *kept,
                       bool (*make)(void *arg, const struct sink *to, struct err *err), void *arg);

enum status exec_answer(struct cli *cli);
enum status exec_answers(struct cli *cli);
enum status exec_check(struct cli *cli);
enum status exec_compare(struct cli *cli);
enum status exec_completion(struct cli *cli);
enum status exec_conflicts(struct cli *cli);
enum status exec_demo(struct cli *cli);
enum status exec_doctor(struct cli *cli);
enum status exec_evidence(struct cli *cli);
enum status exec_dump(struct cli *cli);
enum status exec_export(struct cli *cli);
enum status exec_help(struct cli *cli);
enum status exec_history(struct cli *cli);
enum status exec_import(struct cli *cli);
enum status exec_init(struct cli *cli);
enum status exec_merge(struct cli *cli);
enum status exec_people(struct cli *cli);
enum status exec_progress(struct cli *cli);
enum status exec_proposal(struct cli *cli);
enum status exec_proposals(struct cli *cli);
enum status exec_finding(struct cli *cli);
enum status exec_remark(struct cli *cli);
enum status exec_restore(struct cli *cli);
enum status exec_aside(struct cli *cli);
enum status exec_rubric(struct cli *cli);
enum status exec_rate(struct cli *cli);
enum status exec_report(struct cli *cli);
enum status exec_score(struct cli *cli);
enum status exec_state(struct cli *cli);
enum status exec_trends(struct cli *cli);
enum status exec_undo(struct cli *cli);
enum status exec_set(struct cli *cli);
enum status exec_settings(struct cli *cli);
enum status exec_verify(struct cli *cli);

#endif
