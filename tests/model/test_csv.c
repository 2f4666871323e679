/* CSV: what is read, what is refused and where, what is written and comes back. */
#include <errno.h>
#include <fcntl.h>
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
#include "model/csv.h"

/* The table as one text: cells in <>, rows led by their line; then the errors. */
static char *seen(const char *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct csv *t = csv_read("t.csv", bytes, n, a);
    struct buf b = {0};
    buf_add(&b, "");
    for (int c = 0; c < t->ncolumns; c++)
        buf_printf(&b, "<%s>", t->column[c]);
    for (int r = 0; r < t->nrows; r++) {
        buf_printf(&b, "\n%d", t->row[r].line);
        for (int c = 0; c < t->ncolumns; c++)
            buf_printf(&b, "<%s>", t->row[r].cell[c]);
    }
    if (t->nerrors)
        buf_printf(&b, "\n%d errors\n%s", t->nerrors, t->errors.s);
    buf_free(&t->errors);
    arena_free(&a);
    return b.s;
}

static void reads_what_is_well_formed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a,b\n1,2\n", "<a><b>\n2<1><2>"},
        {"a,b\n1,2", "<a><b>\n2<1><2>"},
        {"a,b\r\n1,2\r\n", "<a><b>\n2<1><2>"},
        {"\xef\xbb\xbf"
         "a,b\n1,2\n",
         "<a><b>\n2<1><2>"},
        {"\xef\xbb\xbf"
         "\"a\",b\n1,2\n",
         "<a><b>\n2<1><2>"},
        {"a\n", "<a>"},
        {"a,b\n,\n", "<a><b>\n2<><>"},
        {"a,b\n\n\r\n1,2\n\n", "<a><b>\n4<1><2>"},
        {"a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "<a><b>\n2<x,y><say \"hi\">"},
        {"a,b\n\"1\n2\r\n3\",z\n4,5\n", "<a><b>\n2<1\n2\n3><z>\n5<4><5>"},
        {"a,b\n\"\",\"\"\n", "<a><b>\n2<><>"},
        {"a,b\n x ,\ty \n", "<a><b>\n2< x ><\ty >"},
        {"a,b\nə,Şəki\n", "<a><b>\n2<ə><Şəki>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *s = seen(cases[i][0], strlen(cases[i][0]));
        assert_string_equal(s, cases[i][1]);
        free(s);
    }
}

static void tells_every_fault_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n; /* 0: to the NUL */
        const char *told, *also;
    } cases[] = {
        {"", 0, "t.csv: error: the file is empty", NULL},
        {"\n\n", 0, "t.csv: error: the file is empty", NULL},
        {"a;b\n1;2\n", 0, "t.csv:1: error: the columns are not separated by commas", NULL},
        {"a,,b\n", 0, "t.csv:1: error: column 2 has no name", NULL},
        {"a,b,a\n", 0, "t.csv:1: error: the column 'a' stands here twice", NULL},
        {"a,b\n1\n2,3\n4,5,6\n", 0, "t.csv:2: error: the row has 1 cell, the header has 2",
         "t.csv:4: error: the row has 3 cells, the header has 2"},
        {"a,b\n1,\"2\n3,4\n", 0, "t.csv:2: error: the quote that opens a cell here is never closed",
         NULL},
        {"a,b\n\"1\"x,2\n3,4\n", 0, "t.csv:2: error: text follows the closing quote", "\n3<3><4>"},
        {"a,b\n1,2\"\n3,4\n", 0, "t.csv:2: error: a quote stands inside a cell", "\n3<3><4>"},
        {"a,b\n1,\v\n", 0, "t.csv:2: error: a control character", NULL},
        {"a,b\n1,\x7f\n", 0, "t.csv:2: error: a control character", NULL},
        {"a,b\n1,\xc2\x85\n", 0, "t.csv:2: error: a control character", NULL},
        {"a,b\r1,2\r", 0, "t.csv:1: error: a control character", NULL},
        {"a,b\n1,\0\n", 8, "t.csv:2: error: a control character", NULL},
        {"a,b\n\"1\n2\n\x01\",x\n3,4\n", 0, "t.csv:4: error: a control character", "\n5<3><4>"},
        {"a,b\n1,\xff\n2,\xc0\x80\n3,\xed\xa0\x80\n4,5\n", 0,
         "t.csv:2: error: this is not UTF-8 text", "t.csv:4: error: this is not UTF-8 text"},
        {"\xff\xfe"
         "a\0,\0b\0\n\0",
         10, "t.csv:1: error: this is not UTF-8 text", NULL},
        {"\x1b[2J,a\n", 0, "t.csv:1: error: a control character", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = cases[i].n ? cases[i].n : strlen(cases[i].bytes);
        char *s = seen(cases[i].bytes, n);
        if (!strstr(s, cases[i].told) || (cases[i].also && !strstr(s, cases[i].also)))
            fail_msg("case %zu: %s", i, s);
        free(s);
    }
}

/* A file of nothing but faults: the list stays short enough to be held. */
static void bounds_the_list_of_faults(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "a,b\n");
    for (int i = 0; i < CSV_MOST_ERRORS + 7; i++)
        buf_add(&b, "x\n");
    struct arena *a = arena_new();
    struct csv *t = csv_read("t.csv", b.s, b.n, a);
    assert_int_equal(t->nerrors, CSV_MOST_ERRORS);
    assert_non_null(strstr(csv_errors(t), "\nt.csv: error: too many errors; the rest was not"));
    buf_free(&t->errors);
    buf_free(&b);
    arena_free(&a);
}

static void refuses_what_is_too_large(void **state)
{
    (void)state;
    struct buf b = {0};
    for (int i = 0; i <= CSV_MOST_COLUMNS; i++)
        buf_printf(&b, "%sc%d", i ? "," : "", i);
    char *s = seen(b.s, b.n);
    assert_non_null(strstr(s, "there are 1001 columns"));
    free(s);
    buf_clear(&b);
    buf_add(&b, "a\n");
    for (int i = 0; i <= CSV_MOST_CELLS; i++)
        buf_add(&b, "x\n");
    struct arena *a = arena_new();
    struct csv *t = csv_read("t.csv", b.s, b.n, a);
    assert_int_equal(t->nrows, CSV_MOST_CELLS);
    assert_string_equal(t->errors.s, "t.csv:2000002: error: the table is too large to be read at "
                                     "once; cut it in several");
    buf_free(&t->errors);
    buf_free(&b);
    arena_free(&a);
}

static void tells_faults_in_the_order_of_their_lines(void **state)
{
    (void)state;
    static const char table[] = "a,b\n1\n2,3\n4\n";
    struct arena *a = arena_new();
    struct csv *t = csv_read("t:1.csv", table, sizeof table - 1, a);
    csv_error(t, 3, "second");
    csv_error(t, 3, "third");
    csv_error(t, 0, "first");
    assert_string_equal(csv_errors(t), "t:1.csv: error: first\n"
                                       "t:1.csv:2: error: the row has 1 cell, the header has 2\n"
                                       "t:1.csv:3: error: second\n"
                                       "t:1.csv:3: error: third\n"
                                       "t:1.csv:4: error: the row has 1 cell, the header has 2");
    buf_free(&t->errors);
    t = csv_read("t.csv", "a\n", 2, a);
    assert_null(csv_errors(t));
    arena_free(&a);
}

static void shows_names_safely(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct csv *t = csv_read("\x1b[31m.csv", "a\n", 2, a);
    csv_error(t, 3, "no body '%s'",
              "\xe2\x80\xae"
              "x\n");
    assert_null(strchr(t->errors.s, '\x1b'));
    assert_null(strstr(t->errors.s, "\xe2\x80\xae"));
    assert_null(strchr(t->errors.s, '\n'));
    buf_free(&t->errors);
    arena_free(&a);
}

static void guards_formulas_only_where_asked(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"=1+1", "=1+1", "'=1+1"},
        {"+1", "+1", "'+1"},
        {"-", "-", "'-"},
        {"@x", "@x", "'@x"},
        {"a=b", "a=b", "a=b"},
        {"", "", ""},
        {"\nx", "\"\nx\"", "\"'\nx\""},
        {"=\"a\"", "\"=\"\"a\"\"\"", "\"'=\"\"a\"\"\""},
        {"\tx", "\tx", "'\tx"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int k = 0; k < 2; k++) {
            struct buf b = {0};
            buf_add(&b, "");
            csv_cell(&b, cases[i][0], k == 1);
            assert_string_equal(b.s, cases[i][1 + k]);
            buf_free(&b);
        }
    }
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

/* What csv_cell wrote is what csv_read gives, whatever text it was. */
static void written_cells_come_back(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", ",", "\"",   "\n", "'", "ə",
                                         " ", "=", "\"\"", ";",  "𐍈", "-"};
    enum { ROWS = 3000, COLUMNS = 3 };
    uint64_t seed = 7;
    struct arena *a = arena_new();
    struct buf b = {0};
    const char *cell[ROWS][COLUMNS];
    buf_add(&b, "x,y,z\n");
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            struct buf s = {0};
            buf_add(&s, "");
            for (uint32_t n = next_random(&seed) % 8; n > 0; n--)
                buf_add(&s, pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)]);
            cell[r][c] = arena_dup(a, s.s);
            buf_free(&s);
            csv_cell(&b, cell[r][c], false);
            buf_add(&b, c + 1 < COLUMNS ? "," : r % 2 ? "\r\n" : "\n");
        }
    }
    struct csv *t = csv_read("t.csv", b.s, b.n, a);
    assert_int_equal(t->nerrors, 0);
    assert_int_equal(t->nrows, ROWS);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c < COLUMNS; c++)
            assert_string_equal(t->row[r].cell[c], cell[r][c]);
    buf_free(&b);
    arena_free(&a);
}

/* Random bytes: no crash, and whatever row is given has all its cells. */
static void takes_any_bytes(void **state)
{
    (void)state;
    static const char often[] = "a,b\"\n\r,\"\n\xc3\xa9\x00\xff";
    uint64_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        char bytes[64];
        size_t n = next_random(&seed) % sizeof bytes;
        for (size_t k = 0; k < n; k++)
            bytes[k] = often[next_random(&seed) % (sizeof often - 1)];
        char *exact = malloc(n + 1); /* so that reading past the end is found */
        memcpy(exact, bytes, n);
        struct arena *a = arena_new();
        struct csv *t = csv_read("t.csv", exact, n, a);
        for (int r = 0; r < t->nrows; r++)
            for (int c = 0; c < t->ncolumns; c++)
                assert_int_equal(utf8_check(t->row[r].cell[c], strlen(t->row[r].cell[c])),
                                 strlen(t->row[r].cell[c]));
        buf_free(&t->errors);
        arena_free(&a);
        free(exact);
    }
}

static void reads_files_with_a_limit(void **state)
{
    (void)state;
    char path[] = "/tmp/meyar-csv-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "12345", 5), 5);
    close(fd);
    struct arena *a = arena_new();
    char *bytes;
    size_t n;
    const char *why;
    assert_true(file_read(path, 5, a, &bytes, &n, &why));
    assert_int_equal(n, 5);
    assert_string_equal(bytes, "12345");
    assert_false(file_read(path, 4, a, &bytes, &n, &why));
    assert_int_equal(errno, EFBIG);
    assert_non_null(strstr(why, "too large"));
    assert_false(file_read("/dev/zero", 1000, a, &bytes, &n, &why));
    assert_int_equal(errno, EFBIG);
    assert_false(file_read("/tmp", 4, a, &bytes, &n, &why));
    assert_non_null(strstr(why, "/tmp is a folder"));
    unlink(path);
    assert_false(file_read(path, 4, a, &bytes, &n, &why));
    assert_int_equal(errno, ENOENT);
    assert_non_null(strstr(why, path));
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_well_formed),
        cmocka_unit_test(tells_every_fault_with_its_line),
        cmocka_unit_test(bounds_the_list_of_faults),
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(tells_faults_in_the_order_of_their_lines),
        cmocka_unit_test(shows_names_safely),
        cmocka_unit_test(guards_formulas_only_where_asked),
        cmocka_unit_test(written_cells_come_back),
        cmocka_unit_test(takes_any_bytes),
        cmocka_unit_test(reads_files_with_a_limit),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
