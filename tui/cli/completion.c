/* meyar completion bash|zsh: a script that completes command lines, from the table. What stands in
 * a usage tells what can stand there: FILE a campaign file, R.yaml a file of that ending, csv|json
 * one of these words, COMMAND a command; after any other word a person knows best. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "forms/text.h"
#include "tui/cli.h"

enum kind { K_NOTHING, K_FILES, K_WORDS, K_COMMANDS };

/* One argument or value, of n letters. */
struct slot {
    enum kind kind;
    const char *word; /* as in the usage; of FILES its ending, "" any */
    int n;
    bool more; /* any number of them */
};

static bool is_shells_word(char c)
{
    return islower((unsigned char)c) || isdigit((unsigned char)c) || c == '|' || c == '-';
}

static struct slot slot_of(const char *word, int n)
{
    struct slot s = {.word = word, .n = n};
    int lower = 0;

    for (int i = 0; i < n; i++)
        lower += is_shells_word(word[i]);
    const char *point = memchr(word, '.', (size_t)n);
    if (point) {
        s.kind = K_FILES;
        s.word = point;
        s.n = n - (int)(point - word);
    } else if ((n == 4 && strncmp(word, "FILE", 4) == 0) ||
               (n == 2 && strncmp(word, "IN", 2) == 0)) {
        s.kind = K_FILES;
        s.word = ".meyar";
        s.n = 6;
    } else if (n == 3 && strncmp(word, "OUT", 3) == 0) {
        s.kind = K_FILES;
        s.n = 0;
    } else if (n == 7 && strncmp(word, "COMMAND", 7) == 0) {
        s.kind = K_COMMANDS;
    } else if (lower == n && memchr(word, '|', (size_t)n)) {
        s.kind = K_WORDS;
    }
    return s;
}

#define SLOTS_MOST 8

/* The arguments of a command: the words of its first usage before any option. */
static int slots(const struct cli_command *c, struct slot out[SLOTS_MOST])
{
    static const char dots[] = "…";
    const char *s = c->usage;
    int n = 0;

    while (*s && *s != '\n' && n < SLOTS_MOST) {
        while (*s == ' ' || *s == '[')
            s++;
        if (*s == '-')
            break;
        size_t len = strcspn(s, " ]\n"), word = strcspn(s, " []\n");
        const char *more = strstr(s, dots);
        bool many = more && more < s + len;
        if (many && (size_t)(more - s) < word)
            word = (size_t)(more - s);
        out[n] = slot_of(s, (int)word);
        out[n++].more = many;
        s += len;
        while (*s == ']')
            s++;
    }
    return n;
}

static struct slot value_of(const struct cli_option *o)
{
    return slot_of(o->value, (int)strlen(o->value));
}

static const char *dashes(const struct cli_option *o)
{
    return o->name[1] ? "--" : "-";
}

/* The words of "csv|json" with blanks between. */
static void add_words(struct buf *b, struct slot s)
{
    for (int i = 0; i < s.n; i++)
        buf_addc(b, s.word[i] == '|' ? ' ' : s.word[i]);
}

static void add_commands(struct buf *b)
{
    for (const struct cli_command *c = cli_commands; c->name; c++)
        buf_printf(b, "%s%s", c == cli_commands ? "" : " ", c->name);
}

/* ---- bash ---- */

static void bash_slot(struct buf *b, struct slot s)
{
    switch (s.kind) {
    case K_FILES:
        buf_printf(b, "_meyar_files '*%.*s'", s.n, s.word);
        break;
    case K_WORDS:
        buf_add(b, "_meyar_words '");
        add_words(b, s);
        buf_add(b, "'");
        break;
    case K_COMMANDS:
        buf_add(b, "_meyar_words \"$commands\"");
        break;
    case K_NOTHING:
        buf_add(b, ":");
        break;
    }
    buf_add(b, " ;;\n");
}

static void bash_values(struct buf *b)
{
    buf_add(b, "    case $prev in\n");
    for (int i = 0; i < O_COUNT; i++) {
        const struct cli_option *o = &cli_options[i];
        if (o->value) {
            buf_printf(b, "    %s%s) ", dashes(o), o->name);
            bash_slot(b, value_of(o));
        }
    }
    buf_add(b, "    *) false ;;\n    esac && return\n");
}

static void bash_options(struct buf *b, uint64_t takes)
{
    const char *between = "";
    for (int i = 0; i < O_COUNT; i++)
        if (takes & TAKES(i)) {
            buf_printf(b, "%s%s%s", between, dashes(&cli_options[i]), cli_options[i].name);
            between = " ";
        }
}

static void bash_arguments(struct buf *b)
{
    struct slot list[SLOTS_MOST];

    buf_add(b, "    case $command:$arguments in\n"
               "    :*) _meyar_words \"$commands\"; _meyar_files '*.meyar' ;;\n");
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        int n = slots(c, list);
        for (int i = 0; i < n; i++) {
            if (list[i].kind == K_NOTHING)
                continue;
            if (list[i].more)
                buf_printf(b, "    %s:*) ", c->name);
            else
                buf_printf(b, "    %s:%d) ", c->name, i);
            bash_slot(b, list[i]);
        }
    }
    buf_add(b, "    esac\n");
}

static void bash(struct buf *b)
{
    buf_add(b, "# Completion of meyar for bash, made by `meyar completion bash`.\n"
               "_meyar_words() {\n"
               "    local word\n"
               "    for word in $(compgen -W \"$1\" -- \"$cur\"); do COMPREPLY+=(\"$word\"); done\n"
               "}\n"
               "_meyar_files() {\n"
               "    local file\n"
               "    compopt -o filenames 2>/dev/null\n"
               "    while read -r file; do COMPREPLY+=(\"$file\"); done < <(\n"
               "        compgen -f -X \"!$1\" -- \"$cur\"\n"
               "        compgen -d -- \"$cur\")\n"
               "}\n"
               "_meyar() {\n"
               "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
               "    local command= arguments=0 i commands='");
    add_commands(b);
    buf_add(b, "'\n"
               "    COMPREPLY=()\n"
               "    [ \"$cur\" != = ] || cur=\n"
               "    [ \"$prev\" != = ] || prev=${COMP_WORDS[COMP_CWORD - 2]}\n");
    bash_values(b);
    buf_add(b, "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
               "        case ${COMP_WORDS[i]} in\n        ");
    for (int i = 0, n = 0; i < O_COUNT; i++)
        if (cli_options[i].value)
            buf_printf(b, "%s%s%s", n++ ? "|" : "", dashes(&cli_options[i]), cli_options[i].name);
    buf_add(b, ") ((i++)) ;;\n"
               "        -*) ;;\n"
               "        *) if [ \"$command\" ]; then ((arguments++)); "
               "else command=${COMP_WORDS[i]}; fi ;;\n"
               "        esac\n"
               "    done\n"
               "    if [[ $cur == -* ]]; then\n"
               "        case $command in\n");
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        buf_printf(b, "        %s) _meyar_words '", c->name);
        bash_options(b, TAKES_ALWAYS | c->takes);
        buf_add(b, "' ;;\n");
    }
    buf_add(b, "        *) _meyar_words '");
    bash_options(b, TAKES_ALWAYS | TAKES(O_VERSION));
    buf_add(b, "' ;;\n        esac\n        return\n    fi\n");
    bash_arguments(b);
    buf_add(b, "}\ncomplete -F _meyar meyar\n");
}

/* ---- zsh ---- */

/* A text within single quotes, where `special` letters get a backslash. */
static void zsh_quoted(struct buf *b, const char *s, const char *special)
{
    for (; *s; s++) {
        if (*s == '\'')
            buf_add(b, "'\\'");
        else if (strchr(special, *s))
            buf_addc(b, '\\');
        buf_addc(b, *s);
    }
}

static void zsh_slot(struct buf *b, struct slot s)
{
    switch (s.kind) {
    case K_FILES:
        buf_printf(b, "_files -g \"*%.*s\"", s.n, s.word);
        break;
    case K_WORDS:
        buf_add(b, "(");
        add_words(b, s);
        buf_add(b, ")");
        break;
    case K_COMMANDS:
        buf_add(b, "(");
        add_commands(b);
        buf_add(b, ")");
        break;
    case K_NOTHING:
        buf_add(b, " ");
        break;
    }
}

static void zsh_options(struct buf *b, uint64_t takes)
{
    for (int i = 0; i < O_COUNT; i++) {
        const struct cli_option *o = &cli_options[i];
        if (!(takes & TAKES(i)))
            continue;
        buf_printf(b, " \\\n            '%s%s[", dashes(o), o->name);
        zsh_quoted(b, o->help, "[]:");
        buf_add(b, "]");
        if (o->value) {
            buf_printf(b, ":%s:", o->value);
            zsh_slot(b, value_of(o));
        }
        buf_add(b, "'");
    }
}

static void zsh_command(struct buf *b, const struct cli_command *c)
{
    struct slot list[SLOTS_MOST];
    int n = slots(c, list);

    buf_printf(b, "        %s) _arguments", c->name);
    zsh_options(b, TAKES_ALWAYS | c->takes);
    for (int i = 0; i < n; i++) {
        if (list[i].more)
            buf_add(b, " \\\n            '*: :");
        else
            buf_printf(b, " \\\n            '%d: :", i + 1);
        zsh_slot(b, list[i]);
        buf_add(b, "'");
    }
    buf_add(b, " ;;\n");
}

static void zsh(struct buf *b)
{
    buf_add(b, "#compdef meyar\n"
               "# Completion of meyar for zsh, made by `meyar completion zsh`.\n"
               "_meyar() {\n"
               "    local curcontext=$curcontext state line\n"
               "    local -a commands\n"
               "    commands=(\n");
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        buf_printf(b, "        '%s:", c->name);
        zsh_quoted(b, c->summary, ":");
        buf_add(b, "'\n");
    }
    buf_add(b, "    )\n    _arguments -C");
    zsh_options(b, TAKES_ALWAYS | TAKES(O_VERSION));
    buf_add(b, " \\\n            '1: :->command' \\\n            '*:: :->rest'\n"
               "    case $state in\n"
               "    command)\n"
               "        _describe command commands\n"
               "        _files -g \"*.meyar\" ;;\n"
               "    rest)\n"
               "        case $words[1] in\n");
    for (const struct cli_command *c = cli_commands; c->name; c++)
        zsh_command(b, c);
    buf_add(
        b,
        "        esac ;;\n    esac\n}\n"
        "if [ \"$funcstack[1]\" = _meyar ]; then _meyar \"$@\"; else compdef _meyar meyar; fi\n");
}

enum status exec_completion(struct cli *cli)
{
    const char *shell = cli->argument[0];
    struct buf b = {0};

    if (strcmp(shell, "bash") == 0)
        bash(&b);
    else if (strcmp(shell, "zsh") == 0)
        zsh(&b);
    else
        return cli_usage(cli->command,
                         _("no completion for '%s'; there is one for bash and for zsh"), shell);
    enum status status = cli_print(&b);
    buf_free(&b);
    return status;
}
