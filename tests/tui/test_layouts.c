/* Every screen in every language, at every size: nothing is written over something else, nothing is
 * cut without saying so, the way to help stands in the bottom line. The languages are English,
 * Azerbaijani, and one that is none and two fifths longer (config/pseudo.sh).
 *
 * The linker puts the functions below between the program and its canvas (--wrap, in the Makefile):
 * each looks at the cells before and after. */
#include "tests/tui/headless.h"

#include <libgen.h>
#include "model/change.h"
#include "tui/canvas.h"
#include "tui/inside.h"
#include "tui/lines.h"

int __real_put(int y, int x, int cells, attr_t attr, const char *s);
int __real_put_right(int y, int x, int cells, attr_t attr, const char *s);
void __real_put_rule(int y, int x, int w);
void __real_put_wall(int x, int y, int h);
int __wrap_put(int y, int x, int cells, attr_t attr, const char *s);
int __wrap_put_right(int y, int x, int cells, attr_t attr, const char *s);
void __wrap_put_rule(int y, int x, int w);
void __wrap_put_wall(int x, int y, int h);

static int nfaults;
static char fault[512]; /* the first since the last look */

static void tell(const char *what, const char *s, int y, int x)
{
    if (!nfaults++) {
        snprintf(fault, sizeof fault, "%s at %d,%d: %s", what, y, x, s);
    }
}

#define ROW_MOST 256

static void row_take(int y, wchar_t row[ROW_MOST])
{
    memset(row, 0, ROW_MOST * sizeof *row);
    if (y >= 0 && y < LINES) {
        int was_y = getcury(stdscr), was_x = getcurx(stdscr);
        mvinnwstr(y, 0, row, ROW_MOST - 1);
        move(was_y, was_x);
    }
}

/* What stood there is still there, unless it was blank or a line: boxes say how much more there is
 * in their lower one. */
static void row_compare(int y, const wchar_t before[ROW_MOST], const char *s)
{
    wchar_t after[ROW_MOST];

    row_take(y, after);
    for (int x = 0; x < ROW_MOST && before[x]; x++) {
        if (before[x] != L' ' && before[x] != L'─' && before[x] != after[x]) {
            tell("written over something else", s, y, x);
            return;
        }
    }
}

static void cut_compare(int y, int x, int w, const char *s)
{
    struct buf shown = {0};

    buf_show(&shown, s, false);
    while (shown.n > 0 && shown.s[shown.n - 1] == ' ') {
        shown.s[--shown.n] = '\0';
    }
    if (text_width(shown.s) > w) {
        tell("cut", s, y, x);
    }
    buf_free(&shown);
}

int __wrap_put(int y, int x, int cells, attr_t attr, const char *s)
{
    wchar_t before[ROW_MOST];

    row_take(y, before);
    int w = __real_put(y, x, cells, attr, s);
    row_compare(y, before, s);
    cut_compare(y, x, w, s);
    return w;
}

int __wrap_put_right(int y, int x, int cells, attr_t attr, const char *s)
{
    wchar_t before[ROW_MOST];

    row_take(y, before);
    int w = __real_put_right(y, x, cells, attr, s);
    row_compare(y, before, s);
    cut_compare(y, x, w, s);
    return w;
}

void __wrap_put_rule(int y, int x, int w)
{
    wchar_t before[ROW_MOST];

    row_take(y, before);
    __real_put_rule(y, x, w);
    row_compare(y, before, "a line");
}

void __wrap_put_wall(int x, int y, int h)
{
    for (int i = 0; i < h; i++) {
        wchar_t before[ROW_MOST];
        row_take(y + i, before);
        __real_put_wall(x, y + i, 1);
        row_compare(y + i, before, "a wall");
    }
}

/* ---- languages ---- */

static const struct language {
    const char *code, *folder; /* below the build */
} languages[] = {{"en", "locale"}, {"az", "locale"}, {"qps", "locale-pseudo"}};

static void speak(const struct language *l)
{
    char *built = mem_dup(getenv("MEYAR_PLAIN") ? getenv("MEYAR_PLAIN") : "build/meyar");
    char *folder = mem_printf("%s/%s", dirname(built), l->folder);

    assert_non_null(bindtextdomain("meyar", folder));
    bind_textdomain_codeset("meyar", "UTF-8");
    textdomain("meyar");
    setenv("LANGUAGE", l->code, 1);
    free(folder);
    free(built);
    if (strcmp(l->code, "en") != 0) {
        assert_string_not_equal(gettext("not applicable"), "not applicable");
    }
}

static void speak_nothing(void)
{
    bindtextdomain("meyar", "/nonexistent");
    textdomain("meyar");
}

/* ---- walks ---- */

static const struct {
    int rows, cols;
} sizes[] = {{24, 80}, {40, 120}, {12, 40}, {60, 200}};

static const char *trail; /* what was pressed, for the report */
static int nwrong;
static char told[sizeof fault]; /* the fault that was reported last */

static void look(struct app *app, const struct language *l)
{
    const struct screen *top = app_over(app) ? NULL : app_top(app);
    where_set where = top ? top->table->where(top) : 0;
    bool helps = top && (action_in(ACT_HELP, where) || action_in(ACT_HELP_TYPING, where));

    if (!nfaults && helps && !strstr(headless_row(LINES - 1), action_word(ACT_HELP))) {
        tell("no way to help", headless_row(LINES - 1), LINES - 1, 0);
    }
    if (nfaults && strcmp(fault, told) != 0 && nwrong++ < 24) {
        strcpy(told, fault);
        print_error("%s %dx%d after %s: %s\n", l->code, COLS, LINES, trail, fault);
        if (getenv("MEYAR_LAYOUT_DUMP")) {
            headless_dump(stderr);
        }
    }
    nfaults = 0;
}

static struct app *begin(struct campaign *c, const struct language *l)
{
    speak(l);
    char *key = mem_printf("place:%s", small_path("2019.meyar"));
    state_put(key, NULL);
    state_put("language", NULL);
    free(key);
    struct app *app = app_new(c);
    app_draw(app);
    return app;
}

#define TO_MOT "Down Enter"
#define TO_YOL "Down Down Down Enter"

static const char *const walks[] = {
    "Down Down Down End Home v v v ? End Home Esc",
    TO_MOT " Down Down Down End ? End Esc v v Home",
    TO_YOL " Down Down Down End ? Esc Home",
    "v v " TO_MOT " Down Down Enter Home ? End Esc Right Right Right Right Right Right Right",
    "v v " TO_MOT " Down Down Enter Home g End Esc Tab Down Down ? Esc Esc",
    "v v " TO_MOT " Down Down Enter Home c Enter F1 Esc Esc x F1 Esc Esc t Esc End Enter",
    "v v " TO_MOT " End Enter Home End Left Left Left Left Left Left 1 Esc Left Right Right 7 5 "
    "Enter Esc Right Right Right Enter F1 Esc Esc Right Right Enter Esc",
    "v v " TO_MOT " m m a b Esc d d Enter c Esc g Esc ? Esc u u Esc m q",
    "v v " TO_MOT
    " Down Down Enter Home m Enter a Esc Enter b F1 Esc Esc d g Esc Esc Tab Esc q q q",
    "v v " TO_YOL " Down Enter Home Right Right Right g Esc n n n N N u q q",
    "Home Down p Down ? Esc g Esc Enter Down Enter F1 Esc Esc Down Enter a Esc Down Enter 7 Enter "
    "Esc Down Enter Esc 4 a Esc R Esc J K u Down i F1 Esc Esc End Enter Down 1 R Esc Right q",
    "Home Down p + Esc + 1 Down Enter a Esc Down Enter b Esc Down Down 1 2 End Enter u Esc Esc q",
    "Home Down O ? Esc PgDn End Y E F1 Esc Esc q",
    ": Ctrl-U h a n d - i n Enter Down ? Esc Space Y Esc E Tab Esc Home Enter Tab Tab Esc q",
    ": Ctrl-U t a k e - i n Enter Down Down F1 Esc Esc",
    ": 'trends Enter ? Esc Down Down s s Tab End Enter PgDn Esc Tab Down Enter Esc l h y q q",
    TO_MOT " : 'trends Enter End Home l l l q",
    ": 'progress Enter ? Esc v Down End Enter Home i F1 Esc Enter 1 Enter Esc Enter Down v Enter q",
    "Home r Down Down Down Down Down Enter q Down Down Enter q End Up Enter a Esc Esc End Enter q "
    "Home "
    "Right Down Down Down Down Down Down End Up Up Enter Down Enter q Esc Right End Right Down ? "
    "Esc",
    ": Ctrl-U r e p o r t Enter Down Left Enter Esc Right Enter F1 Esc Esc Tab Tab Down ? Esc Tab "
    "Tab "
    "Tab Down End Enter Esc PgUp Home q",
    ": Ctrl-U c o m p a r e Enter Right Down s s Enter F1 Esc Esc S Tab Right Right Right Right "
    "Enter f "
    "Down Space F1 Esc Esc ? Esc End q",
};

static void walk(struct campaign *c, const struct language *l, const char *keys)
{
    struct app *app = begin(c, l);
    char *copy = mem_dup(keys), *save = NULL;

    trail = keys;
    look(app, l);
    for (char *key = strtok_r(copy, " ", &save); key && !app_over(app);
         key = strtok_r(NULL, " ", &save)) {
        press(app, key);
        look(app, l);
    }
    free(copy);
    app_free(&app);
}

static void test_walks(void **state)
{
    (void)state;
    headless_start();
    struct campaign *c = office_open();
    for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            headless_size(sizes[s].rows, sizes[s].cols);
            for (size_t w = 0; w < sizeof walks / sizeof walks[0]; w++) {
                walk(c, &languages[l], walks[w]);
            }
        }
    }
    campaign_close(&c);
    headless_stop();
    speak_nothing();
    assert_int_equal(nwrong, 0);
}

/* ---- conflicts ---- */

static void apart(struct campaign *c, const char *by, const char *service, const char *question,
                  const char *value, const char *note)
{
    struct err err = {0};
    struct slot slot = {"answer", "MOT", service, question, ""};
    struct change *t = change_begin(c, &err);

    assert_non_null(t);
    change_fix_device(t, "0123456789abcdef0123456789abcdef");
    change_as(t, by, "2026-03-02T16:40:00Z");
    assert_true(
        change_event(t, &slot, json_pack("{s:s,s:s}", "value", value, "note", note), NULL, 0));
    change_touch(t, "MOT", service);
    assert_true(change_end(&t, true, &err));
}

/* What differs, side by side and below one another, two sides and four. */
static void test_conflicts(void **state)
{
    (void)state;
    headless_start();
    struct campaign *c = office_open();
    apart(c, "Aytən Sarıyurdlu-Məmmədova", "T3", "level", "sent",
          "The form went through to the end");
    apart(c, "Orxan", "T3", "level", "forms", "Only a form");
    for (const char *value = "2345"; *value; value++) {
        apart(c, "Leyla", "T6", "clarity", (char[]){*value, 0}, "A long note about how it reads");
    }
    nwrong = 0;
    for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            headless_size(sizes[s].rows, sizes[s].cols);
            walk(c, &languages[l],
                 "C PgDn PgDn Down Down Down ? Esc 4 F1 Esc Esc n N n PgDn PgDn "
                 "PgDn PgUp End 6 Esc H Esc Enter Esc");
        }
    }
    campaign_close(&c);
    headless_stop();
    speak_nothing();
    assert_int_equal(nwrong, 0);
}

/* ---- people, states, copies, registry and rubric ---- */

static const char *next_rubric(void)
{
    const char *path = small_path("rubric-2.yaml");
    char command[800];
    snprintf(command, sizeof command,
             "sed -e 's/^version: .*/version: \"2\"/' -e 's/weight: 4/weight: 3/' "
             "tests/tui/data/rubric.yaml > '%s'",
             path);
    assert_int_equal(system(command), 0);
    return path;
}

/* What a body goes through, round and round; what people, copies and the registry come to. */
static void test_office(void **state)
{
    (void)state;
    headless_start();
    struct campaign *c = office_open();
    struct err err = {0};
    assert_true(people_put(c, "Leyla Əlizadə-Qaramanlı", PERSON_SUPERVISOR, &err));
    assert_true(people_put(c, "Inspector A", PERSON_SUPERVISOR, &err));
    assert_true(copies_keep(c, COPY_DAILY));
    char *rubric =
        mem_printf(": 'rubric Enter '%s Enter F1 Esc PgDn ? Esc Enter Esc Esc", next_rubric());
    const char *const office[] = {
        ": 'people Enter ? Esc Down G u i a Enter i Esc Home Enter F1 Esc Space Esc End Enter Esc "
        "q",
        ": 'hand-in Enter Home Space Y Enter 'late Enter Esc q Home d Esc " /* handed in */
        "b Enter 'mend Enter F1 Esc Enter Esc Esc b 'mend Enter Y",         /* sent back */
        ": 'hand-in Enter Home Space Y 'late Enter Esc q Home Enter q a ? Esc Enter Y", /* accepted
                                                                                         */
        "Home Enter d Esc Down Enter 1 c Esc q q d Home Down Down Down Down Down Enter Enter 'why "
        "Enter", /* re-opened */
        "G F1 Esc a b c Esc",
        "Home r o F1 Esc 2 F1 Esc Enter 'why Enter Down Down Down End q",
        "Home o Down Down Down 1 Esc End Enter Enter o 3 'why Enter", /* set and taken back */
        ": 'copies Enter ? Esc Enter PgDn Esc E F1 Esc a Enter Esc R Enter Esc q",
        ": 'new-body Enter F1 Esc 'a/b Enter Enter Enter Esc",
        "Down Enter Down Down : 'rename Enter Enter Ctrl-U Enter Esc : 'stop-or Enter Esc "
        ": 'withdraw Enter : 'bring Enter F1 Esc Enter u",
        ": 'aside Enter / a Esc Esc",
        rubric,
    };
    nwrong = 0;
    for (size_t l = 1; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t s = 0; s < 3; s++) {
            headless_size(sizes[s].rows, sizes[s].cols);
            for (size_t w = 0; w < sizeof office / sizeof office[0]; w++) {
                walk(c, &languages[l], office[w]);
            }
        }
    }
    free(rubric);
    campaign_close(&c);
    headless_stop();
    speak_nothing();
    assert_int_equal(nwrong, 0);
}

/* ---- anywhere ---- */

/* Keys that mean something somewhere; the way back is rarer, so that one gets far. */
static const char *const any_key[] = {
    "Enter", "Enter",  "Enter", "Down", "Down", "Up",  "Right", "Right",     "Left", "PgDn",
    "PgUp",  "End",    "Home",  "1",    "2",    "3",   "0",     "-",         "Tab",  "Space",
    "n",     "N",      "x",     "t",    "c",    "e",   "g",     "?",         "F1",   "v",
    "i",     "y",      "H",     "/",    "f",    "s",   ":",     "Backspace", "u",    "L",
    "Esc",   "Ctrl-U", "ə",     "p",    "r",    "'İı", "m",     "O",         "="};

static void test_anywhere(void **state)
{
    unsigned seed = 7;

    (void)state;
    headless_start();
    struct campaign *c = office_open();
    nwrong = 0;
    for (size_t l = 1; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            headless_size(sizes[s].rows, sizes[s].cols);
            struct app *app = begin(c, &languages[l]);
            for (int i = 0; i < 300; i++) {
                seed = seed * 1103515245u + 12345u;
                const char *key = any_key[(seed >> 16) % (sizeof any_key / sizeof any_key[0])];
                trail = key;
                press(app, key);
                look(app, &languages[l]);
                if (app_over(app)) {
                    app_free(&app);
                    app = begin(c, &languages[l]);
                }
            }
            app_free(&app);
        }
    }
    campaign_close(&c);
    headless_stop();
    speak_nothing();
    assert_int_equal(nwrong, 0);
}

/* Each key with its word fits beside the one for help into the narrowest bottom line there is. */
static void test_bottom_line_words(void **state)
{
    struct arena *a = arena_new();
    int wrong = 0;

    (void)state;
    for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
        speak(&languages[l]);
        const char *key = action_key(a, ACT_HELP);
        int help = text_width(key) + 1 + text_width(action_word(ACT_HELP));
        for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
            int w = text_width(action_key(a, i)) + 1 + text_width(action_word(i));
            if (*action_word(i) && w + 2 + help > 38) {
                print_error("%s: '%s' is too long for the bottom line\n", languages[l].code,
                            action_word(i));
                wrong++;
            }
        }
    }
    speak_nothing();
    arena_free(&a);
    assert_int_equal(wrong, 0);
}

/* The looks above see what they are there for. */
static void test_looks(void **state)
{
    (void)state;
    headless_start();
    headless_size(24, 80);
    nfaults = 0;
    erase();
    put(3, 2, 20, 0, "Ministry");
    put(3, 2, 20, 0, "Ministry");
    put(3, 12, 20, 0, "of Labour");
    assert_int_equal(nfaults, 0);
    put(3, 8, 20, 0, "xyz");
    assert_int_equal(nfaults, 1);
    put_wall(2, 0, 10);
    assert_int_equal(nfaults, 2);
    put_right(15, 2, 4, 0, "Qənaətbəxş");
    assert_int_equal(nfaults, 3);
    put(16, 2, 4, 0, "Gün   ");
    assert_int_equal(nfaults, 3);
    nfaults = 0;
    headless_stop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks),
        cmocka_unit_test(test_bottom_line_words),
        cmocka_unit_test_setup_teardown(test_walks, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_conflicts, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_office, small_enter, small_leave),
        cmocka_unit_test_setup_teardown(test_anywhere, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
