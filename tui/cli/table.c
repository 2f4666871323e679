/* Every option and every command: help, usage, the parser and the manual's test read these rows. */
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

const struct cli_option cli_options[O_COUNT] = {
    [O_QUIET] = {"quiet", NULL, N_("say nothing but errors and what was asked for")},
    [O_READ_ONLY] = {"read-only", NULL, N_("write nothing to the file")},
    [O_BY] = {"by", "NAME", N_("who does it; else $MEYAR_BY, the settings, the login name")},
    [O_HELP] = {"help", NULL, N_("show how it is used")},
    [O_VERSION] = {"version", NULL, N_("show the version")},
    [O_JSON] = {"json", NULL, N_("give it as JSON")},
    [O_RUBRIC] = {"rubric", "R.yaml", N_("the rubric")},
    [O_REGISTRY] = {"registry", "REG.csv", N_("the registry of bodies and services")},
    [O_CAMPAIGN] = {"campaign", "NAME", N_("the campaign's name")},
    [O_PREVIOUS] = {"previous", "OLD.meyar",
                    N_("take the campaign of an earlier file in as its past")},
    [O_ANSWERS] = {"answers", "A.csv", N_("the answers")},
    [O_DRY_RUN] = {"dry-run", NULL, N_("check everything, change nothing")},
    [O_NOTE] = {"note", "T",
                N_("a note for each of these answers; the reason of n/a and cannot-tell")},
    [O_FORMAT] = {"format", "csv|json|text", N_("how it is written")},
    [O_HISTORY] = {"history", "TOTALS.csv", N_("published totals of earlier campaigns")},
    [O_REASON] = {"reason", "T", N_("why")},
    [O_WHO] = {"who", NULL, N_("add who answered, and when")},
    [O_SPREADSHEET] = {"spreadsheet", NULL,
                       N_("make it safe to open in a spreadsheet: no text starts a formula")},
    [O_OUT] = {"o", "OUT", N_("write to this file")},
    [O_NO_EVIDENCE] = {"no-evidence", NULL, N_("leave the bytes of stored files out")},
    [O_NO_OPEN] = {"no-open", NULL, N_("only make it, open no screens")},
    [O_WHY] = {"why", NULL, N_("show the sums behind the figures, part by part")},
    [O_TAKE_OUT] = {"take-out", "FOLDER", N_("write the files into this folder")},
    [O_TAKE_AWAY] = {"take-away", "NAME",
                     N_("take this file away: its name, or how its hash begins")},
    [O_REDO] = {"redo", NULL, N_("do again what was undone last")},
    [O_EXAMPLE] = {"example", NULL, N_("give a commented example to begin with")},
};

const struct cli_command cli_commands[] = {
    {"demo", "[FILE] [--no-open]", N_("make the demo campaign where it is not there, and open it"),
     TAKES(O_NO_OPEN), 0, 1, exec_demo},
    {"check", "RUBRIC.yaml…", N_("check rubrics and run their examples"), 0, 1, -1, exec_check},
    {"init", "FILE --rubric R.yaml --registry REG.csv --campaign NAME [--previous OLD.meyar]",
     N_("make a campaign file"),
     TAKES(O_RUBRIC) | TAKES(O_REGISTRY) | TAKES(O_CAMPAIGN) | TAKES(O_PREVIOUS), 1, 1, exec_init},
    {"import",
     "FILE --answers A.csv [--dry-run]\nFILE --registry REG.csv [--dry-run]\n"
     "FILE --history TOTALS.csv [--dry-run]",
     N_("take in answers, bodies and services, or published totals"),
     TAKES(O_ANSWERS) | TAKES(O_REGISTRY) | TAKES(O_HISTORY) | TAKES(O_DRY_RUN), 1, 1, exec_import},
    {"answer", "FILE BODY[/SERVICE] question=value… [--note T]",
     N_("answer questions; question= takes an answer back"), TAKES(O_NOTE), 3, -1, exec_answer},
    {"answers", "FILE [BODY[/SERVICE]] [--format csv|json] [--who] [--spreadsheet] [-o OUT]",
     N_("give all answers as a table"),
     TAKES(O_FORMAT) | TAKES(O_WHO) | TAKES(O_SPREADSHEET) | TAKES(O_OUT), 1, 2, exec_answers},
    {"score", "FILE [BODY[/SERVICE]] [--json | --why] [--campaign NAME]",
     N_("show figures, ratings, deficiencies and proposals"),
     TAKES(O_JSON) | TAKES(O_CAMPAIGN) | TAKES(O_WHY), 1, 2, exec_score},
    {"rate", "FILE BODY[/SERVICE] RATING --reason T\nFILE BODY[/SERVICE] -",
     N_("set a final rating by hand, or take it back"), TAKES(O_REASON), 3, 3, exec_rate},
    {"report", "FILE [--format text|csv|json] [--campaign NAME] [-o OUT]",
     N_("give the campaign's tables, a column per campaign"),
     TAKES(O_FORMAT) | TAKES(O_CAMPAIGN) | TAKES(O_OUT), 1, 1, exec_report},
    {"set", "FILE [NAME=VALUE]",
     N_("show what the campaign is set to, or set it: end=YYYY-MM-DD; end= takes it away"), 0, 1, 2,
     exec_set},
    {"history", "FILE BODY[/SERVICE] [QUESTION] [--json]", N_("show who answered what, and when"),
     TAKES(O_JSON), 2, 3, exec_history},
    {"evidence",
     "FILE BODY[/SERVICE] QUESTION [PATH…] [--json]\nFILE BODY[/SERVICE] QUESTION --take-out "
     "FOLDER\n"
     "FILE BODY[/SERVICE] QUESTION --take-away NAME",
     N_("list the files of an answer, attach some, take them out or one away"),
     TAKES(O_JSON) | TAKES(O_TAKE_OUT) | TAKES(O_TAKE_AWAY), 3, -1, exec_evidence},
    {"undo", "FILE [--redo]", N_("take back the last change that was made on this laptop"),
     TAKES(O_REDO), 1, 1, exec_undo},
    {"export", "FILE -o OUT [--no-evidence]",
     N_("write all work of the file as a bundle, to be handed in"),
     TAKES(O_OUT) | TAKES(O_NO_EVIDENCE), 1, 1, exec_export},
    {"merge", "FILE IN… [--dry-run]",
     N_("take in the work of bundles and campaign files, or show what would change"),
     TAKES(O_DRY_RUN), 2, -1, exec_merge},
    {"dump", "FILE", N_("give everything that the file holds as canonical text"), 0, 1, 1,
     exec_dump},
    {"verify", "FILE", N_("check that the file is whole and true to its history"), 0, 1, 1,
     exec_verify},
    {"settings", "[--example]", N_("show the settings in force, and what is wrong with them"),
     TAKES(O_EXAMPLE), 0, 0, exec_settings},
    {"doctor", "[FILE]", N_("show versions, folders and where the file lies, for a helper"), 0, 0,
     1, exec_doctor},
    {"completion", "bash|zsh", N_("show a script that completes command lines in that shell"), 0, 1,
     1, exec_completion},
    {"help", "[COMMAND]", N_("show the commands, or how one is used"), 0, 0, 1, exec_help},
    {NULL, NULL, NULL, 0, 0, 0, NULL},
};

const struct cli_command *cli_command_find(const char *name)
{
    for (const struct cli_command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}
