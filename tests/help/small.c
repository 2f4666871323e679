#define _GNU_SOURCE /* nftw */
#include "tests/help/small.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "model/store.h"

#define HEAD(version)                                                                              \
    "rubric: small\n"                                                                              \
    "version: \"" version "\"\n"                                                                   \
    "title: {en: Small, az: Kiçik}\n"                                                             \
    "languages: [en, az]\n"                                                                        \
    "ratings:\n"                                                                                   \
    "  - {id: poor, from: 0, title: {en: Poor}}\n"                                                 \
    "  - {id: fair, from: 50, title: {en: Fair}}\n"                                                \
    "  - {id: good, from: 80, title: {en: Good}}\n"                                                \
    "stages:\n"                                                                                    \
    "  - {id: desk, title: {en: Desk}}\n"                                                          \
    "  - {id: site, title: {en: Site}}\n"                                                          \
    "lists:\n"                                                                                     \
    "  levels:\n"                                                                                  \
    "    - {id: none, label: {en: None}, points: 0}\n"                                             \
    "    - {id: half, label: {en: Half}, points: 5}\n"                                             \
    "    - {id: full, label: {en: Full}, points: 10}\n"

#define SERVICE(pay, level)                                                                        \
    "service:\n"                                                                                   \
    "  unrated:\n"                                                                                 \
    "    - {id: offline, when: \"e_level == 'none'\", title: {en: Offline}}\n"                     \
    "  criteria:\n"                                                                                \
    "    - id: online\n"                                                                           \
    "      title: {en: Online}\n"                                                                  \
    "      weight: 60\n"                                                                           \
    "      questions:\n"                                                                           \
    "        - {id: e_level, ask: {en: \"" level "\"}, type: choice, list: levels}\n"              \
    "        - id: " pay "\n"                                                                      \
    "          ask: {en: Can it be paid online?}\n"                                                \
    "          type: yes_no\n"                                                                     \
    "          points: 5\n"                                                                        \
    "          severity: critical\n"                                                               \
    "          when: \"e_level != 'none'\"\n"                                                      \
    "          deficiency: {en: No payment}\n"                                                     \
    "          proposal: {en: Take payment}\n"                                                     \
    "        - {id: e_ways, ask: {en: Ways}, type: choices, points: 4, choices: [{id: web, label:" \
    " {en: Web}, points: 2}, {id: app, label: {en: App}, points: 2}, {id: fee, label: {en: Fee},"  \
    " points: -1}]}\n"                                                                             \
    "        - {id: e_sum, type: calc, value: \"points(e_level) / 3\"}\n"                          \
    "    - id: usable\n"                                                                           \
    "      title: {en: Usable}\n"                                                                  \
    "      weight: 40\n"                                                                           \
    "      questions:\n"                                                                           \
    "        - {id: u_clear, ask: {en: Clear}, type: scale, min: 1, max: 5, points: 8, stage:"     \
    " site}\n"                                                                                     \
    "        - {id: u_days, ask: {en: Days}, type: number, min: 0, steps: [{points: 5}, {from: 3," \
    " points: 2}, {from: 10, points: 0}]}\n"                                                       \
    "        - {id: u_text, ask: {en: Words}, type: text, required: false}\n"                      \
    "        - {id: u_seen, ask: {en: Seen on}, type: date, required: false}\n"                    \
    "        - {id: u_kept, ask: {en: Kept}, type: yes_no, points: 3, when: \"previous(e_level) =" \
    "= 'full' or attr('kind') == 'big'\"}\n"                                                       \
    "  caps:\n"                                                                                    \
    "    - {when: \"deficient('all', 'critical') > 0\", at_most: fair, because: {en: Critical}}\n"

#define BODY                                                                                       \
    "body:\n"                                                                                      \
    "  criteria:\n"                                                                                \
    "    - id: house\n"                                                                            \
    "      title: {en: House}\n"                                                                   \
    "      questions:\n"                                                                           \
    "        - {id: b_ramp, ask: {en: Ramp}, type: yes_no, points: 5, stage: site}\n"              \
    "        - {id: b_open, ask: {en: Hours}, type: number, min: 0, steps: [{points: 0}, {from: "  \
    "8,"                                                                                           \
    " points: 5}]}\n"                                                                              \
    "  score: {services: 70, own: 30}\n"

const char small_rubric[] = HEAD("1") SERVICE("e_pay", "Level?") BODY;
const char small_rubric_next[] =
    HEAD("2") SERVICE("e_paid", "How far online?") BODY "replaces:\n"
                                                        "  e_pay: e_paid\n";
const char small_registry[] =
    "body_code,body_name,service_code,service_name,service_state,state_reason,inspector,kind\n"
    "alpha,Alpha Office,,,,,Inspector A,\n"
    "alpha,,s1,First service,active,,,big\n"
    "alpha,,s2,Second service,,,,\n"
    "alpha,,s3,Third service,stopped,No licence,,\n"
    "beta,Beta Board,s1,Only service,,,,\n";

char small_folder[256];

int small_enter(void **state)
{
    (void)state;
    const char *other = getenv("MEYAR_TEST_FOLDER"); /* one on a disk that is quick to sync */
    snprintf(small_folder, sizeof small_folder, "%.200s/meyar-test-XXXXXX", other ? other : "/tmp");
    assert_non_null(mkdtemp(small_folder));
    setenv("XDG_STATE_HOME", small_path("state"), 1);
    setenv("XDG_DATA_HOME", small_path("data"), 1);
    setenv("XDG_CONFIG_HOME", small_path("config"), 1);
    setenv("MEYAR_BY", "Tester", 1);
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

int small_leave(void **state)
{
    (void)state;
    nftw(small_folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    small_folder[0] = '\0';
    return 0;
}

const char *small_path(const char *name)
{
    static char paths[4][512];
    static int next;
    next = (next + 1) % 4;
    snprintf(paths[next], sizeof paths[next], "%s/%s", small_folder, name);
    return paths[next];
}

struct init_options small_options(const char *name, const char *rubric, const char *registry)
{
    return (struct init_options){.name = name,
                                 .rubric_path = "small.yaml",
                                 .rubric_bytes = rubric,
                                 .rubric_size = strlen(rubric),
                                 .registry_path = "small.csv",
                                 .registry_bytes = registry,
                                 .registry_size = strlen(registry)};
}

void small_make(const char *file, const char *name, const char *rubric, const char *previous)
{
    struct err err = {0};
    struct init_options o = small_options(name, rubric, small_registry);
    o.previous_path = previous ? small_path(previous) : NULL;
    if (!campaign_create(small_path(file), &o, &err))
        fail_msg("%s", err_text(&err));
}

static struct campaign *open_by(const char *file, const struct writer *w)
{
    struct err err = {0};
    struct campaign *c = campaign_open(small_path(file), 0, w, &err);
    if (!c)
        fail_msg("%s", err_text(&err));
    return c;
}

struct campaign *small_open(const char *file)
{
    return open_by(file, NULL);
}

struct campaign *small_open_as(const char *file, const char *by)
{
    struct writer w = {by, "key"};
    return open_by(file, &w);
}

static void copy_file(const char *from, const char *to)
{
    char bytes[65536];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, n, out), n);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

void small_copy(const char *from, const char *to)
{
    copy_file(small_path(from), small_path(to));
}

void small_demo(const char *path)
{
    struct err err = {0};
    const char *made = getenv("MEYAR_DEMO");
    if (made)
        copy_file(made, path);
    else if (!demo_create(path, &err))
        fail_msg("%s", err_text(&err));
}

bool small_to_buf(void *buf, const char *bytes, size_t n)
{
    buf_addn(buf, bytes, n);
    return true;
}

void small_answer(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *value, const char *note)
{
    struct err err = {0};
    struct change *t = change_begin(c, &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    if (change_answer(t, body, service, question, value, note, &err) == WRITE_REFUSED)
        fail_msg("%s", err_text(&err));
    if (!change_end(&t, true, &err))
        fail_msg("%s", err_text(&err));
}

bool small_clean(struct campaign *c)
{
    struct err err = {0};
    char *report = NULL;
    int64_t events;
    bool ok = campaign_verify(c, &events, &report, &err);
    if (!ok)
        print_error("%s\n%s\n", err_text(&err), report ? report : "");
    free(report);
    err_clear(&err);
    return ok;
}

void small_sql(const char *file, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    assert_int_equal(sqlite3_open(small_path(file), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    sqlite3_close(db);
}
