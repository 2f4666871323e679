/* The supervisor's last step in the real program: the national tables are read on screen, what is
 * behind a figure is looked at, bodies are compared, and the tables are written to a file. */
#include "tests/e2e/office.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "tests/help/program.h"
#include "tests/help/small.h"

static int enter(void **state)
{
    program_enter(state);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LANGUAGE", "en", 1);
    small_demo("demo.meyar");
    return 0;
}

static void test_publish(void **state)
{
    static const char *const env[] = {"MEYAR_BY=Supervisor", NULL};
    struct pty *p = pty_meyar(24, 80, env, "demo.meyar", NULL, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, ":report\r");
    office_expect(p, "How electronic the services are");
    office_expect(p, "Good or Excellent, %             71.1  62.8  65.8  74.9  78.8  64.9  30.0");
    pty_keys(p, "hjj"); /* 2018, electronicized */
    office_expect(p, "2018 · Electronicized: 345");
    pty_keys(p, "\r");
    office_expect(p, "↓ "); /* more than fit */
    pty_keys(p, "pasport");
    office_expect(p, "DXN ›");
    pty_keys(p, "\033");
    assert_true(pty_wait_gone(p, "DXN ›", 20000));
    pty_keys(p, "hh\r");
    office_expect(p, "2016 is known by its published totals alone");
    pty_keys(p, "ll\t\t");
    office_expect(p, "2018: most often below full");
    pty_keys(p, "\r");
    office_expect(p, "That is of the earlier campaign 2018");
    pty_keys(p, "l");
    office_expect(p, "2019: most often below full");
    pty_keys(p, "\r"); /* that question, over the bodies */
    office_expect(p, "Questions, share of the points earned");
    office_expect(p, "All bodies");
    pty_keys(p, "s");
    office_expect(p, "Questions, the worst first");
    pty_keys(p, "q");
    office_expect(p, "2019: most often below full");
    pty_keys(p, "q");
    office_expect(p, "all 29");
    pty_keys(p, "q");
    int status = pty_end(p, 20000);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    pty_free(&p);
}

/* The same tables as a file, whole, twice the same. */
static void test_written(void **state)
{
    size_t n, again;

    (void)state;
    assert_int_equal(
        meyar("report", "demo.meyar", "--format", "csv", "-o", "tables.csv", NULL)->status, 0);
    char *table = read_file("tables.csv", &n);
    assert_non_null(strstr(table, "figure,2013,2014,2015,2016,2017,2018,2019\n"));
    assert_non_null(strstr(table, "\nstopped,0,0,0,22,0,0,3\n"));
    assert_int_equal(
        meyar("report", "demo.meyar", "--format", "csv", "-o", "again.csv", NULL)->status, 0);
    char *other = read_file("again.csv", &again);
    assert_int_equal(n, again);
    assert_memory_equal(table, other, n);
    free(table);
    free(other);
}

/* The file that the screen made is the one that the command makes. */
static void written(const char *format, const char *name)
{
    size_t n, again;
    assert_int_equal(meyar("report", "demo.meyar", "--format", format, "-o", "again", NULL)->status,
                     0);
    char *screen = read_file(name, &n), *command = read_file("again", &again);
    assert_int_equal(n, again);
    assert_memory_equal(screen, command, n);
    free(screen);
    free(command);
    remove("again");
}

/* The years side by side, and the report that is on screen as files for the web and for
 * spreadsheets. */
static void test_years_and_files(void **state)
{
    static const char *const env[] = {"MEYAR_BY=Supervisor", NULL};
    struct pty *p = pty_meyar(24, 80, env, "demo.meyar", NULL, NULL);

    (void)state;
    office_expect(p, "Bodies");
    pty_keys(p, ":trends\r");
    office_expect(p, "largest fall first");
    office_expect(p, "55.9       45.9   ▼ 10.0");
    pty_keys(p, "\r");
    office_expect(p, "Official website");
    pty_keys(p, "\t");
    office_expect(p, "largest fall first");
    pty_keys(p, "\t");
    office_expect(p, "Electronicized, % of listed");
    office_expect(p, "* from published totals");
    pty_keys(p, "q");
    office_expect(p, "largest fall first");
    pty_keys(p, "q");
    office_expect(p, "all 29");
    pty_keys(p, ":report\r");
    office_expect(p, "How electronic the services are");
    for (const char *format = "45"; *format; format++) {
        pty_keys(p, "E");
        office_expect(p, "a workbook of tables");
        pty_keys(p, *format == '4' ? "4" : "5");
        pty_settle(p, 300);
        pty_keys(p, "\r");
        office_expect(p, *format == '4' ? "2019.html" : "2019.xlsx");
    }
    office_leave(&p, "qq");
    written("html", "2019.html");
    written("xlsx", "2019.xlsx");
}

/* How far those are who are not done, against the end that is set there. */
static void test_progress(void **state)
{
    static const char *const env[] = {"MEYAR_BY=Supervisor", NULL};
    struct pty *p = pty_meyar(24, 80, env, "demo.meyar", NULL, NULL);

    (void)state;
    office_expect(p, "all 29");
    pty_keys(p, ":progress\r");
    office_expect(p, "All together");
    pty_keys(p, "i");
    pty_settle(p, 200);
    pty_keys(p, "2038-01-15\r");
    office_expect(p, "end Fri 2038-01-15");
    office_leave(&p, "qq");
    assert_non_null(strstr(meyar("set", "demo.meyar", NULL)->out, "2038-01-15"));
}

static void test_compared(void **state)
{
    (void)state;
    const struct ran *r = meyar("compare", "demo.meyar", "VER", "EDL", "VER", "--questions", NULL);
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "VER    85.6  Good"));
    assert_non_null(strstr(r->out, "EDL    45.7  Unsatisfactory"));
    assert_non_null(strstr(r->out, "\ne_level           87.1   54.2   73.5\n"));
    r = meyar("compare", "demo.meyar", "VEX", NULL);
    assert_int_equal(r->status, REFUSED);
    assert_non_null(strstr(r->err, "did you mean 'VER'"));
    r = meyar("compare", "demo.meyar", "--campaign", "2018", "--json", NULL);
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "{\"campaign\":\"2018\""));
}

/* In the formats of reports, by their manners. */
static void test_compared_in_files(void **state)
{
    size_t n;
    (void)state;
    const struct ran *r = meyar("compare", "demo.meyar", "VER", "--json", NULL);
    char *json = mem_dup(r->out);
    r = meyar("compare", "demo.meyar", "VER", "--format", "json", NULL);
    assert_string_equal(r->out, json);
    free(json);
    r = meyar("compare", "demo.meyar", "VER", "--json", "--format", "csv", NULL);
    assert_int_equal(r->status, USAGE);
    r = meyar("trends", "demo.meyar", "--format", "pdf", NULL);
    assert_int_equal(r->status, USAGE);
    assert_non_null(strstr(r->err, "'pdf' is no format of a report"));
    r = meyar("compare", "demo.meyar", "VER", "EDL", "--questions", "--format", "csv", "-o",
              "c.csv", NULL);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, "");
    char *csv = read_file("c.csv", &n);
    assert_non_null(strstr(csv, "figure,VER,EDL,all\n"));
    assert_non_null(strstr(csv, "\nquestions.e_level,87.1,54.2,73.5\n"));
    free(csv);
    r = meyar("compare", "demo.meyar", "VEX", "--format", "html", "-o", "none.html", NULL);
    assert_int_equal(r->status, REFUSED);
    assert_int_not_equal(access("none.html", F_OK), 0);
    r = meyar("trends", "demo.meyar", "VER", "--format", "html", "-o", "demo.meyar", NULL);
    assert_int_equal(r->status, REFUSED);
    r = meyar("trends", "demo.meyar", "VER", "--format", "xlsx", NULL);
    assert_int_equal(r->status, 0); /* piped */
    assert_memory_equal(r->out, "PK", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_publish, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_written, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_years_and_files, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_progress, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_compared, enter, program_leave),
        cmocka_unit_test_setup_teardown(test_compared_in_files, enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
