/* The commands as a user runs them: what they say, where they say it, and how they end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "forms/text.h"
#include "model/lib.h"
#include "tests/help/program.h"
#include "tests/help/small.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

/* Nothing but a sentence on standard error. */
static void refuses(const struct ran *r, int status, const char *sentence)
{
    ends(r, status, NULL, sentence);
    assert_string_equal(r->out, "");
    assert_true(r->nerr > 0 && r->err[r->nerr - 1] == '\n');
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

/* The small campaign of the unit tests, with two answers. */
static void make_campaign(const char *file)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(meyar("init", file, "--rubric", "small.yaml", "--registry", "small.csv", "--campaign",
               "2019", NULL),
         0, "", file);
    ends(meyar("answer", file, "alpha/s1", "e_level=half", "e_pay=no", NULL), 0, "", "2 answers");
}

/* ---- help and usage ---- */

static int commands_of_help(char names[64][16])
{
    ends(meyar("help", NULL), 0, "meyar [FILE]", NULL);
    int n = 0;
    for (const char *s = meyar("help", NULL)->out; (s = strstr(s, "\n  meyar ")) && n < 64;) {
        s += strlen("\n  meyar ");
        if (*s != '[')
            snprintf(names[n++], 16, "%.*s", (int)strcspn(s, " "), s);
    }
    return n;
}

static void help_knows_every_command(void **state)
{
    (void)state;
    char names[64][16];
    int n = commands_of_help(names);
    assert_true(n >= 11);
    for (int i = 0; i < n; i++) {
        char *first = mem_printf("usage: meyar %s", names[i]);
        char *help = mem_dup(meyar("help", names[i], NULL)->out);
        ends(meyar(names[i], "--help", NULL), 0, first, NULL);
        assert_string_equal(meyar("--help", names[i], NULL)->out, help);
        free(help);
        free(first);
    }
    ends(meyar("--help", NULL), 0, "meyar [FILE]", NULL);
    ends(meyar("--version", NULL), 0, "meyar ", NULL);
    refuses(meyar("help", "nothing", NULL), 2, "'nothing' is no command");
}

/* Does `word` stand in text as a whole option? */
static bool has_option(const char *text, const char *word)
{
    size_t n = strlen(word);
    for (const char *s = text; (s = strstr(s, word)); s += n)
        if (!strchr("abcdefghijklmnopqrstuvwxyz-", s[n] ? s[n] : ' '))
            return true;
    return false;
}

/* The manual's entries of a command: its ".It Cm NAME …" lines. */
static char *manual_entries(const char *manual, const char *name)
{
    struct buf b = {0};
    char *start = mem_printf(".It Cm %s", name);
    size_t n = strlen(start);
    buf_add(&b, "");
    for (const char *s = manual; (s = strstr(s, start)); s += n)
        if (s[n] == ' ' || s[n] == '\n') {
            buf_addn(&b, s, strcspn(s, "\n"));
            buf_addc(&b, '\n');
        }
    free(start);
    return b.s;
}

/* Every option of the help stands in the manual's entry, and the other way round. */
static void options_agree(const char *name, const char *entries)
{
    char *help = mem_dup(meyar("help", name, NULL)->out);
    char *common = strstr(help, "\nEvery command takes:");
    assert_non_null(common);
    *common = '\0';
    for (const char *s = help; (s = strstr(s, "\n  -")); s++) {
        const char *option = s + 3 + (s[4] == '-' ? 1 : 0); /* mdoc's Fl puts one dash */
        char *fl =
            mem_printf("Fl %.*s", (int)strcspn(option, " \n"), s[4] == '-' ? option : option + 1);
        if (!has_option(entries, fl))
            fail_msg("%s: the manual lacks %s", name, fl);
        free(fl);
    }
    for (const char *s = entries; (s = strstr(s, "Fl ")); s++) {
        const char *option = s + 3;
        int n = (int)strcspn(option, " \n");
        char *word = mem_printf("-%.*s", n, option);
        if (!has_option(help, word))
            fail_msg("%s: the manual has %s", name, word);
        free(word);
    }
    free(help);
}

static void the_manual_agrees_with_the_table(void **state)
{
    (void)state;
    char names[64][16];
    size_t size;
    char *manual = read_file(program_source("config/meyar.1"), &size);
    int n = commands_of_help(names), entries = 0;
    for (int i = 0; i < n; i++) {
        char *of_this = manual_entries(manual, names[i]);
        if (!*of_this)
            fail_msg("the manual lacks %s", names[i]);
        for (const char *s = of_this; (s = strchr(s, '\n')); s++)
            entries++;
        options_agree(names[i], of_this);
        free(of_this);
    }
    for (const char *s = manual; (s = strstr(s, "\n.It Cm ")); s++)
        entries--;
    assert_int_equal(entries, 0); /* no entry of a command that is not there */
    static const char *const common[] = {"Fl -quiet", "Fl -read-only", "Fl -by", "Fl -help",
                                         "Fl -version"};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        assert_non_null(strstr(manual, common[i]));
    free(manual);
}

static void wrong_usage_is_told_with_the_usage(void **state)
{
    (void)state;
    static const struct {
        const char *args[6], *sentence, *usage;
    } cases[] = {
        {{"scroe", "x"}, "did you mean 'score'?", "usage: meyar [FILE]"},
        {{"nothing"}, "'nothing' is no command", "meyar help [COMMAND]"},
        {{""}, "'' is no command", "usage: meyar [FILE]"},
        {{"./a", "./b"}, "'./b' is named too", "usage: meyar [FILE]"},
        {{"--jsn"}, "did you mean '--json'?", "usage: meyar [FILE]"},
        {{"score", "f", "--jsn"}, "did you mean '--json'?", "usage: meyar score FILE"},
        {{"check", "f", "--json"}, "'check' takes no option '--json'", "usage: meyar check"},
        {{"score", "f", "-x"}, "there is no option '-x'", "usage: meyar score"},
        {{"score", "f", "--json=yes"}, "'--json' takes no value", "usage: meyar score"},
        {{"score", "f", "--campaign"}, "'--campaign' needs a value", "usage: meyar score"},
        {{"answers", "f", "-o"}, "'-o' needs a value", "usage: meyar answers"},
        {{"./f.meyar", "--json"}, "the screens take no option '--json'", "usage: meyar [FILE]"},
        {{"check"}, "'check' needs more", "usage: meyar check RUBRIC.yaml…"},
        {{"verify", "a", "b"}, "does not know what to do with 'b'", "usage: meyar verify FILE\n"},
        {{"init", "f"}, "'init' needs --rubric", "usage: meyar init FILE --rubric"},
        {{"import", "f"},
         "one of --answers, --registry and --history",
         "       meyar import FILE --registry"},
        {{"answer", "f", "a/b", "c"},
         "'c' is no answer; write question=value",
         "usage: meyar answer"},
        {{"answer", "f", "a/b", "=c"}, "'=c' is no answer", "usage: meyar answer"},
        {{"answer", "f", "/b", "c=d"}, "'/b' names no body or service", "usage: meyar answer"},
        {{"answer", "f", "a/", "c=d"}, "'a/' names no body or service", "usage: meyar answer"},
        {{"answers", "f", "--format", "xml"}, "no format 'xml'", "usage: meyar answers"},
        {{"answers", "f", "--format=json", "--spreadsheet"}, "--spreadsheet goes with", "usage:"},
        {{"sco\x1b[2Jre", "x"}, "sco\\e[2Jre", "usage: "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const *a = cases[i].args;
        const struct ran *r = meyar(a[0], a[1], a[2], a[3], a[4], a[5], NULL);
        refuses(r, 2, cases[i].sentence);
        ends(r, 2, NULL, cases[i].usage);
        assert_null(strchr(r->err, '\x1b'));
    }
}

static void options_stand_anywhere(void **state)
{
    (void)state;
    make_campaign("any.meyar");
    char *out = mem_dup(meyar("score", "any.meyar", "alpha", "--json", NULL)->out);
    assert_string_equal(meyar("--json", "score", "any.meyar", "alpha", NULL)->out, out);
    assert_string_equal(
        meyar("--by", "Me", "score", "--json", "any.meyar", "--", "alpha", NULL)->out, out);
    setenv("POSIXLY_CORRECT", "1", 1);
    assert_string_equal(meyar("score", "any.meyar", "alpha", "--json", NULL)->out, out);
    unsetenv("POSIXLY_CORRECT");
    free(out);
}

/* ---- the screens need a terminal ---- */

static void without_a_terminal_the_screens_say_so(void **state)
{
    (void)state;
    static const char *const none[] = {NULL, "some.meyar", "demo", "./x"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        const struct ran *r = meyar(none[i], NULL);
        refuses(r, 1, "terminal");
        assert_ptr_equal(strchr(r->err, '\n'), r->err + r->nerr - 1);
    }
    assert_false(is_there(".local/share/meyar/demo.meyar"));
}

/* ---- check ---- */

static void check_tells_all_there_is(void **state)
{
    (void)state;
    write_text("good.yaml", small_rubric);
    write_text("bad.yaml",
               "rubric: bad\nversion: 1\ntitle: T\nservice:\n  criteria:\n    - id: c\n"
               "      title: C\n      wieght: 2\n      questions:\n        - {id: q, ask: "
               "Q, type: yes_no, when: nobody}\n");
    write_text("empty.yaml", "");
    write_file("binary.yaml",
               "\x7f"
               "ELF\0\1\2",
               7);
    ends(meyar("check", "good.yaml", NULL), 0, "ok: 3 criteria, 11 questions, 0 examples\n", NULL);
    assert_string_equal(meyar("check", "good.yaml", NULL)->err, "");
    assert_string_equal(meyar("check", "good.yaml", "--quiet", NULL)->out, "");
    refuses(meyar("check", "bad.yaml", NULL), 1, "bad.yaml:8:7: error: unknown key 'wieght'");
    ends(meyar("check", "bad.yaml", NULL), 1, "", "did you mean 'weight'?");
    ends(meyar("check", "bad.yaml", NULL), 1, "", "bad.yaml:10:");
    refuses(meyar("check", "empty.yaml", NULL), 1, "empty.yaml");
    refuses(meyar("check", "binary.yaml", NULL), 1, "binary.yaml");
    refuses(meyar("check", "missing.yaml", NULL), 3, "missing.yaml can't be read");
    refuses(meyar("check", ".", NULL), 3, ". is a folder");
    ends(meyar("check", "good.yaml", "bad.yaml", NULL), 1, "good.yaml: ok: 3 criteria", "wieght");
}

static void check_fails_on_an_example_that_does_not_hold(void **state)
{
    (void)state;
    char *text =
        mem_printf("%sexamples:\n  - {name: wrong, service: {e_level: none}, expect: {state: "
                   "rated}}\n",
                   small_rubric);
    write_text("example.yaml", text);
    refuses(meyar("check", "example.yaml", NULL), 1, "example.yaml:");
    free(text);
}

static void the_shipped_rubric_is_well(void **state)
{
    (void)state;
    ends(meyar("check", program_source("config/rubrics/az_eservice.yaml"), NULL), 0, "ok: ", "");
}

/* ---- a campaign from the command line ---- */

static void init_makes_a_file_and_never_overwrites_one(void **state)
{
    (void)state;
    make_campaign("init.meyar");
    size_t n, again;
    char *bytes = read_file("init.meyar", &n);
    refuses(meyar("init", "init.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
                  "--campaign", "2019", NULL),
            1, "init.meyar");
    char *after = read_file("init.meyar", &again);
    assert_int_equal(n, again);
    assert_memory_equal(bytes, after, n);
    free(bytes);
    free(after);

    write_text("bad.csv", "body_code,body_name,service_code,service_name\na b,A,,\n");
    refuses(meyar("init", "new.meyar", "--rubric", "small.yaml", "--registry", "bad.csv",
                  "--campaign", "2019", NULL),
            1, "bad.csv:2");
    refuses(meyar("init", "new.meyar", "--rubric", "none.yaml", "--registry", "small.csv",
                  "--campaign", "2019", NULL),
            3, "none.yaml");
    refuses(meyar("init", "nowhere/new.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
                  "--campaign", "2019", NULL),
            3, "nowhere/new.meyar");
    refuses(meyar("init", "new.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
                  "--campaign", "2019", "--read-only", NULL),
            2, "--read-only");
    assert_false(is_there("new.meyar"));
    struct stat st;
    assert_int_equal(stat("init.meyar", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void answers_go_in_and_come_out(void **state)
{
    (void)state;
    make_campaign("in.meyar");
    static const char table[] = "body,service,question,value,note\n"
                                "alpha,s1,e_level,half,\n"
                                "alpha,s1,e_pay,no,\n";
    assert_string_equal(meyar("answers", "in.meyar", NULL)->out, table);
    assert_string_equal(meyar("answers", "in.meyar", NULL)->err, "");
    assert_string_equal(meyar("answers", "in.meyar", "beta", NULL)->out,
                        "body,service,question,value,note\n");
    ends(meyar("answers", "in.meyar", "--who", NULL), 0, "note,by,at\n", "");
    ends(meyar("answers", "in.meyar", "--who", NULL), 0, ",Tester,20", "");
    ends(meyar("answers", "in.meyar", "alpha", "--format", "json", NULL), 0,
         "[{\"body\":\"alpha\",\"service\":\"s1\",\"question\":\"e_level\"", "");
    ends(meyar("answers", "in.meyar", "--spreadsheet", NULL), 0, "half", "spreadsheet");
    ends(meyar("answers", "in.meyar", "--spreadsheet", "--quiet", NULL), 0, "half", "");
    refuses(meyar("answers", "in.meyar", "alpa", NULL), 1, "'alpha'?");

    make_campaign("to.meyar");
    ends(meyar("answer", "to.meyar", "alpha/s1", "e_level=", "e_pay=", NULL), 0, "", "");
    write_text("table.csv", table);
    ends(meyar("import", "to.meyar", "--answers", "table.csv", "--dry-run", NULL), 0, "",
         "2 rows would be taken in; nothing was changed");
    assert_string_equal(meyar("answers", "to.meyar", NULL)->out,
                        "body,service,question,value,note\n");
    ends(meyar("import", "to.meyar", "--answers", "table.csv", NULL), 0, "",
         "2 rows were taken in");
    assert_string_equal(meyar("answers", "to.meyar", NULL)->out, table);
    ends(meyar("verify", "to.meyar", NULL), 0, "ok: ", "");
}

static void bad_answers_change_nothing(void **state)
{
    (void)state;
    make_campaign("none.meyar");
    char *before = mem_dup(meyar("answers", "none.meyar", NULL)->out);
    write_text("bad.csv", "body,service,question,value,note\nalpha,s1,e_level,most,\n"
                          "beta,s1,e_level,full,\nalpha,s1,e_level,\n");
    refuses(meyar("import", "none.meyar", "--answers", "bad.csv", NULL), 1, "bad.csv:2: error: ");
    ends(meyar("import", "none.meyar", "--answers", "bad.csv", NULL), 1, "",
         "\nbad.csv:4: error: ");
    refuses(meyar("import", "none.meyar", "--answers", "missing.csv", NULL), 3, "missing.csv");
    refuses(meyar("answer", "none.meyar", "alpha/s1", "u_clear=2", "e_ways=web|web", NULL), 1,
            "e_ways: ");
    refuses(meyar("answer", "none.meyar", "alpha/s1", "u_clear=n/a", NULL), 1, "reason");
    refuses(meyar("answer", "none.meyar", "gamma", "b_ramp=yes", NULL), 1, "gamma");
    refuses(meyar("answer", "none.meyar", "alpha/s1", "u_clear=2", "--read-only", NULL), 3,
            "--read-only");
    assert_string_equal(meyar("answers", "none.meyar", NULL)->out, before);
    free(before);
}

static void registries_are_added_to(void **state)
{
    (void)state;
    make_campaign("reg.meyar");
    write_text("more.csv", "body_code,body_name,service_code,service_name\ngamma,Gamma,,\n"
                           "gamma,,g1,One\nalpha,Alpha House,,\n");
    ends(meyar("import", "reg.meyar", "--registry", "more.csv", "--dry-run", NULL), 0, "",
         "2 would be added, 1 changed");
    ends(meyar("score", "reg.meyar", NULL), 0, "Alpha Office", "");
    ends(meyar("import", "reg.meyar", "--registry", "more.csv", NULL), 0, "", "2 added, 1 changed");
    ends(meyar("score", "reg.meyar", NULL), 0, "Alpha House", "");
    ends(meyar("score", "reg.meyar", "gamma/g1", NULL), 0, "gamma/g1  One", "");
}

static void scores_can_be_read(void **state)
{
    (void)state;
    make_campaign("score.meyar");
    ends(meyar("score", "score.meyar", NULL), 0, "beta", "");
    ends(meyar("score", "score.meyar", "alpha", NULL), 0, "Criteria of the services", "");
    ends(meyar("score", "score.meyar", "alpha/s1", NULL), 0, "No payment", "");
    ends(meyar("score", "score.meyar", "alpha/s1", NULL), 0, "Take payment", "");
    ends(meyar("score", "score.meyar", "alpha/s3", NULL), 0, "No licence", "");
    ends(meyar("score", "score.meyar", "--json", NULL), 0,
         "{\"campaign\":\"2019\",\"rubric\":{\"id\":\"small\"", "");
    refuses(meyar("score", "score.meyar", "alpah", NULL), 1, "'alpha'?");
    refuses(meyar("score", "score.meyar", "alpha/s", NULL), 1, "no service 's'");
    refuses(meyar("score", "score.meyar", "alpha/s", "--json", NULL), 1, "no service 's'");
    refuses(meyar("score", "score.meyar", "--campaign", "2018", NULL), 1, "it holds 2019");
}

static void an_earlier_campaign_is_there_too(void **state)
{
    (void)state;
    make_campaign("2018.meyar");
    write_text("next.yaml", small_rubric_next);
    ends(meyar("init", "2020.meyar", "--rubric", "next.yaml", "--registry", "small.csv",
               "--campaign", "2020", "--previous", "2018.meyar", NULL),
         0, "", "2020");
    ends(meyar("score", "2020.meyar", "alpha", "--campaign", "2019", "--json", NULL), 0,
         "{\"campaign\":\"2019\"", "");
    ends(meyar("score", "2020.meyar", "alpha/s1", "--campaign", "2019", NULL), 0, "No payment", "");
    ends(meyar("score", "2020.meyar", "--json", NULL), 0, "{\"campaign\":\"2020\"", "");
    refuses(meyar("score", "2020.meyar", "--campaign", "2017", NULL), 1, "it holds 2020, 2019");
}

static void history_tells_who_and_when(void **state)
{
    (void)state;
    make_campaign("hist.meyar");
    ends(meyar("answer", "hist.meyar", "alpha/s1", "e_level=full", "--by", "Inspector B", "--note",
               "seen", NULL),
         0, "", "");
    setenv("MEYAR_BY", "Inspector C", 1);
    ends(meyar("answer", "hist.meyar", "alpha/s1", "e_level=", NULL), 0, "", "");
    setenv("MEYAR_BY", "Tester", 1);
    ends(meyar("history", "hist.meyar", "alpha/s1", "e_level", NULL), 0,
         "Inspector B  alpha/s1 e_level  full  was: half\n    note: seen\n", "");
    ends(meyar("history", "hist.meyar", "alpha", NULL), 0,
         "Inspector C  alpha/s1 e_level  (taken back)  was: full\n", "");
    ends(meyar("history", "hist.meyar", "alpha/s1", "e_level", "--json", NULL), 0,
         "\"value\":\"full\",\"note\":\"seen\",\"was\":[\"half\"],\"undoes\":null,\"set\":\"\"}",
         "");
    ends(meyar("history", "hist.meyar", "beta", "--json", NULL), 0, "[]\n", "");
    refuses(meyar("history", "hist.meyar", "alpha", "e_levl", NULL), 1, "'e_level'?");
}

/* ---- files ---- */

static void results_go_into_files_whole_or_not_at_all(void **state)
{
    (void)state;
    make_campaign("out.meyar");
    size_t n;
    ends(meyar("answers", "out.meyar", "-o", "out.csv", NULL), 0, "", "");
    char *bytes = read_file("out.csv", &n);
    assert_string_equal(bytes, meyar("answers", "out.meyar", NULL)->out);
    free(bytes);

    write_text("target.csv", "old");
    assert_int_equal(symlink("target.csv", "link.csv"), 0);
    ends(meyar("answers", "out.meyar", "-olink.csv", NULL), 0, "", "");
    struct stat st;
    assert_int_equal(lstat("link.csv", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    bytes = read_file("target.csv", &n);
    assert_true(strncmp(bytes, "body,", 5) == 0);
    free(bytes);
    ends(meyar("answers", "out.meyar", "-o", "/dev/null", NULL), 0, "", "");
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));

    assert_int_equal(symlink("out.meyar", "other.csv"), 0);
    refuses(meyar("answers", "out.meyar", "-o", "out.meyar", NULL), 1, "the campaign file itself");
    refuses(meyar("answers", "out.meyar", "-o", "other.csv", NULL), 1, "the campaign file itself");
    refuses(meyar("answers", "out.meyar", "-o", ".", NULL), 3, ". can't be written");
    refuses(meyar("answers", "out.meyar", "-o", "nowhere/x", NULL), 3,
            "nowhere/x can't be written");
    if (is_there("/dev/full"))
        refuses(meyar("answers", "out.meyar", "-o", "/dev/full", NULL), 3, "can't be written");
    ends(meyar("verify", "out.meyar", NULL), 0, "ok: ", "");
}

static void reading_leaves_the_file_alone(void **state)
{
    (void)state;
    make_campaign("still.meyar");
    size_t n, again;
    char *before = read_file("still.meyar", &n);
    meyar("score", "still.meyar", "--json", NULL);
    meyar("answers", "still.meyar", NULL);
    meyar("history", "still.meyar", "alpha", NULL);
    meyar("verify", "still.meyar", NULL);
    meyar("doctor", "still.meyar", NULL);
    char *after = read_file("still.meyar", &again);
    assert_int_equal(n, again);
    assert_memory_equal(before, after, n);
    assert_false(is_there("still.meyar-wal"));
    assert_false(is_there("still.meyar-shm"));
    free(before);
    free(after);
}

static void what_is_no_campaign_is_refused(void **state)
{
    (void)state;
    write_text("text.meyar",
               "This is no database, and long enough to look at: ............................");
    write_text("empty.meyar", "");
    static const char *const commands[] = {"score", "answers", "verify"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        refuses(meyar(commands[i], "text.meyar", NULL), 1, "text.meyar");
        refuses(meyar(commands[i], "empty.meyar", NULL), 1, "empty.meyar");
        refuses(meyar(commands[i], "missing.meyar", NULL), 3, "missing.meyar");
        refuses(meyar(commands[i], ".", NULL), 1, ".");
    }
    refuses(meyar("answer", "text.meyar", "alpha", "b_ramp=yes", NULL), 1, "text.meyar");
}

static void damage_is_found(void **state)
{
    (void)state;
    make_campaign("damaged.meyar");
    size_t n;
    char *bytes = read_file("damaged.meyar", &n);
    char *value = NULL; /* the value inside an event */
    for (size_t i = 0; i + 14 < n && !value; i++)
        if (memcmp(bytes + i, "\"value\":\"half\"", 14) == 0)
            value = bytes + i;
    assert_non_null(value);
    value[10] ^= 1;
    write_file("damaged.meyar", bytes, n);
    ends(meyar("verify", "damaged.meyar", NULL), 4, "", "damaged.meyar");
    free(bytes);
}

static void a_file_in_use_is_busy_for_writers_alone(void **state)
{
    (void)state;
    make_campaign("busy.meyar");
    struct err err = {0};
    struct campaign *c = campaign_open("busy.meyar", 0, NULL, &err);
    assert_non_null(c);
    assert_null(campaign_read_only(c));
    refuses(meyar("answer", "busy.meyar", "alpha", "b_ramp=yes", NULL), 3, "busy.meyar");
    ends(meyar("answers", "busy.meyar", NULL), 0, "e_level", NULL);
    campaign_close(&c);
    ends(meyar("answer", "busy.meyar", "alpha", "b_ramp=yes", NULL), 0, "", "1 answer is saved");
}

/* ---- strangers' text ---- */

static void no_text_acts_on_the_terminal(void **state)
{
    (void)state;
    write_text("small.yaml", small_rubric);
    write_text("odd.csv",
               "body_code,body_name,service_code,service_name\n"
               "a.b-c_d,\"Al\xe2\x80\xaepha\xe2\x80\x8b\",,\na.b-c_d,,s,Se\xe2\x81\xa6rvice\n");
    ends(meyar("init", "odd.meyar", "--rubric", "small.yaml", "--registry", "odd.csv", "--campaign",
               "20\xe2\x80\xae"
               "19",
               NULL),
         0, "", "20\\u202e19");
    ends(meyar("answer", "odd.meyar", "a.b-c_d/s", "e_level=half", "--note", "a\xe2\x80\xae\nb",
               NULL),
         0, "", "");
    static const char *const commands[][4] = {{"score", "odd.meyar", NULL, NULL},
                                              {"score", "odd.meyar", "a.b-c_d", NULL},
                                              {"score", "odd.meyar", "a.b-c_d/s", NULL},
                                              {"score", "odd.meyar", "--json", NULL},
                                              {"history", "odd.meyar", "a.b-c_d", NULL},
                                              {"history", "odd.meyar", "a.b-c_d", "--json"},
                                              {"answers", "odd.meyar", "--format=json", NULL},
                                              {"score", "\xe2\x80\xae.meyar", NULL, NULL},
                                              {"score", "odd.meyar", "\xe2\x80\xae", NULL},
                                              {"history", "odd.meyar", "a.b-c_d", "\xe2\x80\xae"}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const struct ran *r =
            meyar(commands[i][0], commands[i][1], commands[i][2], commands[i][3], NULL);
        assert_null(strstr(r->out, "\xe2\x80\xae"));
        assert_null(strstr(r->err, "\xe2\x80\xae"));
        assert_non_null(strstr(r->nout ? r->out : r->err, "\\u202e"));
    }
    ends(meyar("answers", "odd.meyar", NULL), 0, "\"a\xe2\x80\xae\nb\"", ""); /* exact */
}

/* ---- limits ---- */

static void fill(const char *name, const char *head, const char *piece, size_t size)
{
    struct buf b = {0};
    buf_add(&b, head);
    while (b.n < size)
        buf_add(&b, piece);
    write_file(name, b.s, b.n);
    buf_free(&b);
}

/* Whatever is fed to it: a sentence, in less memory than 256 MiB. (Hanging would end the test too.)
 */
static void bad_input_stays_within_limits(void **state)
{
    (void)state;
    static const size_t mib = 1024 * 1024;
    static const struct {
        const char *head, *piece;
        size_t size;
    } tables[] = {
        {"body,service,question,value,note\n", "alpha,s1,no_such_question,yes,\n", 8 * mib},
        {"body,service,question,value,note\n", ",,,,\n", 63 * mib},
        {"body,service,question,value,note\n", "x\n", 63 * mib},
        {"", ",", 63 * mib},
        {"", "\"", 63 * mib},
        {"body,service,question,value,note\n\"", "a\n", 63 * mib},
        {"body", "y", 65 * mib},
        {"body,service,question,value,note\n", "nobody,s1,q,yes,\n", 16 * mib},
    };
    static const struct {
        const char *head, *piece;
        size_t size;
    } rubrics[] = {
        {"", "[", 4 * mib - 8},
        {"", "{a: ", 4 * mib - 8},
        {"a: &x 1\nb: ", "*x", 4 * mib - 8},
        {"", "- a\n", 4 * mib - 8},
        {"", "x", 8 * mib},
        {"rubric: r\n", "k: 1\n", 4 * mib - 8},
    };
    if (!meyar_plain("--version", NULL))
        skip();
    make_campaign("limits.meyar");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        fill("large.csv", tables[i].head, tables[i].piece, tables[i].size);
        const struct ran *r = meyar_plain("import", "limits.meyar", "--answers", "large.csv", NULL);
        if (r->status != 1)
            fail_msg("table %zu: status %d: %.300s", i, r->status, r->err);
    }
    for (size_t i = 0; i < sizeof rubrics / sizeof *rubrics; i++) {
        fill("large.yaml", rubrics[i].head, rubrics[i].piece, rubrics[i].size);
        const struct ran *r = meyar_plain("check", "large.yaml", NULL);
        if (r->status != 1)
            fail_msg("rubric %zu: status %d: %.300s", i, r->status, r->err);
    }
}

/* ---- the demo and the doctor ---- */

static void the_demo_is_made_once(void **state)
{
    (void)state;
    ends(meyar("demo", "--no-open", NULL), 0, "", "demo.meyar");
    size_t n, again;
    char *first = read_file(".local/share/meyar/demo.meyar", &n);
    ends(meyar("demo", "--no-open", "--quiet", NULL), 0, "", "");
    ends(meyar("demo", "mine.meyar", "--no-open", NULL), 0, "", "mine.meyar");
    char *second = read_file("mine.meyar", &again);
    assert_int_equal(n, again);
    assert_memory_equal(first, second, n);
    free(first);
    free(second);
    ends(meyar("verify", "mine.meyar", NULL), 0, "ok: ", "");
    refuses(meyar("demo", "other.meyar", "--no-open", "--read-only", NULL), 1, "--read-only");
}

static void the_doctor_tells_what_a_helper_asks(void **state)
{
    (void)state;
    static const char *const lines[] = {"meyar: ",
                                        "\nSQLite: 3.",
                                        "\nlibyaml: ",
                                        "\nGMP: ",
                                        "\nncurses: ",
                                        "\nlibunistring: ",
                                        "\njansson: ",
                                        "\nlibsodium: ",
                                        "\nlocale: ",
                                        "\nTERM: ",
                                        "\nstate folder: ",
                                        "\ndisk: ",
                                        "\ndisk is local: yes\n",
                                        "\ndisk is encrypted: ",
                                        "\nSQLite's options: "};
    make_campaign("ill.meyar");
    const struct ran *r = meyar("doctor", "ill.meyar", NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ends(r, 0, lines[i], "");
    ends(r, 0, "\ncampaign: 2019\n", "");
    ends(meyar("doctor", NULL), 0, "SQLite: ", "");
    ends(meyar("doctor", "missing.meyar", NULL), 0, "campaign: missing.meyar can't be", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_knows_every_command),
        cmocka_unit_test(the_manual_agrees_with_the_table),
        cmocka_unit_test(wrong_usage_is_told_with_the_usage),
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(without_a_terminal_the_screens_say_so),
        cmocka_unit_test(check_tells_all_there_is),
        cmocka_unit_test(check_fails_on_an_example_that_does_not_hold),
        cmocka_unit_test(the_shipped_rubric_is_well),
        cmocka_unit_test(init_makes_a_file_and_never_overwrites_one),
        cmocka_unit_test(answers_go_in_and_come_out),
        cmocka_unit_test(bad_answers_change_nothing),
        cmocka_unit_test(registries_are_added_to),
        cmocka_unit_test(scores_can_be_read),
        cmocka_unit_test(an_earlier_campaign_is_there_too),
        cmocka_unit_test(history_tells_who_and_when),
        cmocka_unit_test(results_go_into_files_whole_or_not_at_all),
        cmocka_unit_test(reading_leaves_the_file_alone),
        cmocka_unit_test(what_is_no_campaign_is_refused),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(a_file_in_use_is_busy_for_writers_alone),
        cmocka_unit_test(no_text_acts_on_the_terminal),
        cmocka_unit_test(bad_input_stays_within_limits),
        cmocka_unit_test(the_demo_is_made_once),
        cmocka_unit_test(the_doctor_tells_what_a_helper_asks),
    };
    return cmocka_run_group_tests_name("command line", tests, program_enter, program_leave);
}
