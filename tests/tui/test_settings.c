/* Settings in force: the user's keys, faults that cost nothing else, digits that go on, looks, and
 * what presses of the mouse come to. */
#include "tests/tui/headless.h"

#include "tui/keymap.h"
#include "tui/marks.h"
#include "tui/settings.h"

static struct app *app;
static struct campaign *campaign;

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1); /* the rubric's words are looked for, whatever the locale */
    headless_start();
    settings_stop();
    return 0;
}

static int leave(void **state)
{
    app_free(&app);
    campaign_close(&campaign);
    settings_stop();
    headless_stop();
    return small_leave(state);
}

static void take(const char *yaml)
{
    settings_take("settings.yaml", yaml, strlen(yaml));
}

static void begin(const char *yaml)
{
    take(yaml);
    term_looks();
    headless_size(24, 80);
    campaign = office_open();
    app = app_new(campaign);
    app_draw(app);
}

/* All faults as "line:col text", one a line. */
static const char *told(void)
{
    static char out[4096];
    const struct diags *d = settings_faults();
    size_t n = 0;

    out[0] = '\0';
    for (size_t i = 0; i < d->n; i++) {
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%d:%d %s", i ? "\n" : "", d->list[i].line,
                              d->list[i].col, d->list[i].text);
    }
    return out;
}

static bool all_run(void *arg, enum action action)
{
    (void)arg;
    (void)action;
    return true;
}

static enum action look(where_set where, struct key key)
{
    return keymap_look(where, key, all_run, NULL).action;
}

/* ---- keys ---- */

static void test_own_keys(void **state)
{
    (void)state;
    take("keys:\n  note: [Ctrl-n, f5, \"é\"]\n  stage: []\n  first: end\n  last: Home\n");
    assert_string_equal(told(), "");
    assert_int_equal(look(IN_QUESTIONS, key_char(14)), ACT_NOTE);
    assert_int_equal(look(IN_QUESTIONS, key_special(KEY_F(5))), ACT_NOTE);
    assert_int_equal(look(IN_QUESTIONS, key_char(0xe9)), ACT_NOTE);
    assert_int_equal(look(IN_QUESTIONS, key_char('c')), ACT_NONE);
    assert_int_equal(look(IN_BODIES, key_char('v')), ACT_NONE);
    /* They change their keys with each other. */
    assert_int_equal(look(IN_BODIES, key_special(KEY_HOME)), ACT_LAST);
    assert_int_equal(look(IN_BODIES, key_special(KEY_END)), ACT_FIRST);
    settings_stop();
    assert_int_equal(look(IN_QUESTIONS, key_char('c')), ACT_NOTE);
    assert_int_equal(look(IN_BODIES, key_char('v')), ACT_STAGE);
}

/* What can't be is told in its place, and that action keeps its own keys. */
static void test_keys_that_cannot_be(void **state)
{
    static const struct {
        const char *keys, *told;
    } cases[] = {
        {"notes: c", "2:1 unknown action 'notes'; did you mean 'note'?"},
        {"note: PgUpp",
         "2:7 unknown key 'PgUpp'; a key is a letter or sign, Ctrl- and a letter, F1 "
         "to F12 or a name like PgUp; did you mean 'PgUp'?"},
        {"note: ctrl-c", "2:7 Ctrl-C always leaves and Ctrl-Z always suspends: they can't be given "
                         "away"},
        {"note: Ctrl-Z", "2:7 Ctrl-C always leaves and Ctrl-Z always suspends: they can't be given "
                         "away"},
        {"note: Ctrl-H", "2:7 Ctrl-H is the same to a terminal as Backspace: write that"},
        {"note: Ctrl-9", "2:7 Ctrl goes with a letter from A to Z"},
        {"choose: a", "2:1 'choose' goes by digits and can't have other keys"},
        {"note: 5",
         "2:7 '5' is the key of 'choose' already, in a place where 'note' runs too; give "
         "that one another first"},
        {"note: x", "2:7 'x' is the key of 'not-applicable' already, in a place where 'note' runs "
                    "too; give that one another first"},
        {"help: []", "2:1 'help' can't be left without a key"},
        {"back: []", "2:1 'back' can't be left without a key"},
        {"leave: []", "2:1 'leave' can't be left without a key"},
        {"close-reader: []", "2:1 'close-reader' can't be left without a key"},
        {"store-note: b", "2:13 'store-note' runs where words are typed, so its key can't be 'b'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char yaml[256];
        snprintf(yaml, sizeof yaml, "keys: {\n%s}", cases[i].keys);
        take(yaml);
        assert_string_equal(told(), cases[i].told);
        for (enum action a = ACT_FOREIGN + 1; a < ACTIONS; a++) {
            assert_string_equal(action_key_names(a), action_table_keys(a));
        }
    }
}

/* Two wishes for one key: the first in the file has it. Where one falls back to its own keys, these
 * are not given away. */
static void test_wishes_against_each_other(void **state)
{
    (void)state;
    take("keys:\n  note: F5\n  outline: [F5, F6]\n");
    assert_int_equal(settings_faults()->n, 1);
    assert_int_equal(settings_faults()->list[0].line, 3);
    assert_int_equal(look(IN_QUESTIONS, key_special(KEY_F(5))), ACT_NOTE);
    assert_int_equal(look(IN_QUESTIONS, key_special(KEY_F(6))), ACT_OUTLINE);

    take("keys:\n  note: x\n  not-applicable: F99\n");
    assert_int_equal(settings_faults()->n, 2);
    assert_int_equal(look(IN_QUESTIONS, key_char('x')), ACT_NOT_APPLICABLE);
    assert_int_equal(look(IN_QUESTIONS, key_char('c')), ACT_NOTE);

    /* These two share Enter on purpose: whichever can run does. */
    take("keys:\n  begin: F5\n  go-on: F5\n");
    assert_string_equal(told(), "");
}

/* No wish, however odd, leaves two actions on one key by accident or a place without a way out. */
static void test_any_wishes(void **state)
{
    static const char *const keys[] = {"x", "c", "q", "Esc", "Enter", "F5", "?", "Up", "5", "[]"};
    uint32_t seed = 11;

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct buf b = {0};
        buf_add(&b, "keys:\n");
        for (enum action a = ACT_FOREIGN + 1; a < ACTIONS; a++) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 29 == 0) {
                buf_printf(&b, "  %s: %s\n", action_name(a), keys[(seed >> 8) % 10]);
            }
        }
        if (b.n > 8) {
            take(b.s);
        }
        buf_free(&b);
        for (where_set where = 1; where <= IN_LAST; where *= 2) {
            bool used = false, out = false;
            for (enum action a = ACT_FOREIGN + 1; a < ACTIONS; a++) {
                bool here = action_in(a, where);
                used |= here;
                out |= here && *action_key_names(a) &&
                       (a == ACT_BACK || a == ACT_LEAVE || a == ACT_LEAVE_FIELD ||
                        a == ACT_STORE_NOTE || strncmp(action_name(a), "close-", 6) == 0);
            }
            /* Screens that are not there yet have only what runs everywhere. */
            if (used && (where & (IN_LISTS | IN_QUESTIONS | IN_TYPING | IN_READER | IN_OUTLINE))) {
                assert_true(out);
            }
        }
        assert_true(*action_key_names(ACT_HELP) && *action_key_names(ACT_HELP_TYPING));
    }
}

/* The bottom line and the help show the keys in force. */
static void test_keys_shown(void **state)
{
    (void)state;
    begin("keys:\n  next-open: F7\n  stage: []\n");
    assert_shown("F7 next open");
    assert_not_shown("n next open");
    assert_not_shown("stage  ");
    press(app, "?");
    assert_shown("F7");
    assert_not_shown("Show another stage");
}

/* ---- faults ---- */

static void test_fault_is_said_once(void **state)
{
    (void)state;
    begin("theme: drak\nmouse: maybe\nby: B\n");
    assert_shown("settings.yaml:1:8: error: unknown theme 'drak'; did you mean 'dark'?");
    assert_shown("(and 1");
    assert_string_equal(settings_now()->by.text, "B");
    press(app, "Down");
    assert_not_shown("settings.yaml");
}

/* ---- digits ---- */

#define QUESTIONS 40

/* A campaign of one body with one service. */
static void make_and_open(const char *file, const char *rubric)
{
    struct err err = {0};
    struct init_options o = small_options(
        "2019", rubric, "body_code,body_name,service_code,service_name\nB,Body,S,Service\n");

    if (!campaign_create(small_path(file), &o, &err)) {
        fail_msg("%s", err_text(&err));
    }
    campaign = office_open_file(file, 0);
    app = app_new(campaign);
    app_draw(app);
}

/* A service of 40 choice questions. */
static void many_questions(void)
{
    struct buf b = {0};

    buf_add(&b,
            "rubric: many\nversion: \"1\"\ntitle: Many\n"
            "lists:\n  levels:\n    - {id: no, label: None, points: 0}\n"
            "    - {id: half, label: Half, points: 1}\n    - {id: full, label: All, points: 2}\n"
            "service:\n  criteria:\n    - id: c\n      title: C\n      questions:\n");
    for (int i = 0; i < QUESTIONS; i++) {
        buf_printf(&b, "        - {id: q%d, ask: Question %d?, type: choice, list: levels}\n", i,
                   i);
    }
    make_and_open("many.meyar", b.s);
    buf_free(&b);
}

/* At most 1.1 keys a question, from the first to the closing line, and no further. */
static void test_digits_go_on(void **state)
{
    (void)state;
    take("digits: go_on\n");
    headless_size(24, 80);
    many_questions();
    press(app, "Enter Enter");
    assert_shown("question 1 of 40");
    int keys = 0;
    while (headless_find(" of 40") >= 0 && keys < 3 * QUESTIONS) {
        press(app, keys % 3 == 2 ? "Space" : "2");
        keys++;
    }
    assert_true(keys * 10 <= QUESTIONS * 11);
    assert_shown("That was the last question"); /* the closing line, of the same service */
    assert_string_equal(app_screen(app), "questions");
    press(app, "2 3");
    assert_shown("That was the last question");

    /* An answer that stands is answered anew in the same way. */
    press(app, "Home 3");
    assert_shown("question 2 of 40");
}

static void test_digits_stay(void **state)
{
    (void)state;
    take("");
    headless_size(24, 80);
    many_questions();
    press(app, "Enter Enter 2");
    assert_shown("question 1 of 40");
}

#define TO_FURTHER "Home Down Enter End Enter Home"

/* Ticks stay, for there may be more; so does what is typed, and what is refused. */
static void test_what_stays(void **state)
{
    (void)state;
    begin("digits: go_on\n");
    press(app, "v v " TO_FURTHER);
    int stayed = 0;
    for (int i = 0; i < 30 && headless_find("question ") >= 0; i++) {
        char before[256];
        int y = headless_find("question ");
        snprintf(before, sizeof before, "%s", headless_row(y));
        if (headless_find("[ ]") >= 0 || headless_find("[x]") >= 0) {
            press(app, "0 1");
            assert_string_equal(headless_row(headless_find("question ")), before);
            stayed++;
        }
        press(app, "Right");
    }
    assert_true(stayed > 0);
}

/* Where evidence is required the question waits, and says so. */
static void test_evidence_keeps_its_question(void **state)
{
    static const char rubric[] =
        "rubric: few\nversion: \"1\"\ntitle: Few\nservice:\n  criteria:\n    - id: c\n"
        "      title: C\n      questions:\n"
        "        - {id: a, ask: First?, type: yes_no, points: 1, evidence: required}\n"
        "        - {id: b, ask: Second?, type: yes_no, points: 1}\n";

    (void)state;
    take("digits: go_on\n");
    headless_size(24, 80);
    make_and_open("few.meyar", rubric);
    press(app, "Enter Enter 1");
    assert_shown("question 1 of 2");
    assert_shown("needs evidence");
    press(app, "Enter 1");
    assert_shown("That was the last question");
}

/* ---- looks ---- */

static void test_ascii(void **state)
{
    (void)state;
    begin("ascii: on\n");
    for (int y = 0; y < LINES; y++) {
        for (const char *s = headless_row(y); *s; s++) {
            assert_true((unsigned char)*s < 0x80);
        }
    }
    marks_use_utf8(true);
}

/* A choice on screen shows at once, Esc takes it back, Enter keeps it for the next time. */
static void test_themes(void **state)
{
    (void)state;
    begin("keys: {theme: F8}\n");
    app_key(app, key_special(KEY_F(8)));
    app_draw(app);
    assert_shown("Colours");
    press(app, "Down");
    assert_int_equal(theme_now(), THEME_DARK);
    press(app, "Esc");
    assert_not_shown("Colours");
    assert_int_equal(theme_now(), THEME_DEFAULT);
    app_key(app, key_special(KEY_F(8)));
    press(app, "Down Down Enter");
    assert_int_equal(theme_now(), THEME_LIGHT);
    assert_int_equal(settings_theme(), THEME_LIGHT);
    /* The settings go before it. */
    take("theme: mono\nkeys: {theme: F8}\n");
    assert_int_equal(settings_theme(), THEME_MONO);
    app_key(app, key_special(KEY_F(8)));
    press(app, "Up Enter");
    assert_shown("the settings name another theme");
    take("");
    assert_int_equal(settings_theme(), THEME_LIGHT);
}

static void test_no_colour_goes_before_all(void **state)
{
    (void)state;
    setenv("NO_COLOR", "1", 1);
    begin("theme: dark\nkeys: {theme: F8}\n");
    unsetenv("NO_COLOR");
    for (int y = 0; y < LINES; y++) {
        for (int x = 0; x < COLS; x++) {
            cchar_t cell;
            wchar_t letters[CCHARW_MAX];
            attr_t attr;
            short pair;
            mvin_wch(y, x, &cell);
            getcchar(&cell, letters, &attr, &pair, NULL);
            assert_int_equal(pair, 0);
        }
    }
    app_key(app, key_special(KEY_F(8)));
    app_draw(app);
    assert_shown("NO_COLOR forbids them");
    term_looks();
}

/* ---- the mouse ---- */

static void press_at(enum press press, int y, int x)
{
    app_press(app, press, y, x);
    app_rest(app);
    app_draw(app);
}

static void click_on(const char *text)
{
    int y = headless_find(text);
    assert_true(y >= 0);
    const char *row = headless_row(y), *at = strstr(row, text);
    char *before = mem_dup(row);
    before[at - row] = '\0';
    press_at(PRESS_BUTTON, y, text_width(before));
    free(before);
}

static void test_click_chooses_then_opens(void **state)
{
    (void)state;
    begin("");
    press(app, "Home v v");
    int y = headless_find("Ministry of Transport");
    assert_true(y >= 0);
    press(app, "Home");
    if (strstr(headless_row(y), "▶")) {
        press(app, "Down");
    }
    press_at(PRESS_BUTTON, y, 10);
    assert_string_equal(app_screen(app), "bodies");
    assert_non_null(strstr(headless_row(y), "▶"));
    press_at(PRESS_BUTTON, y, 10);
    assert_string_equal(app_screen(app), "body");
    click_on("Vehicle registration");
    assert_string_equal(app_screen(app), "body");
    click_on("Vehicle registration");
    assert_string_equal(app_screen(app), "questions");
    /* A click puts the cursor there, the second answers. */
    press(app, "Home");
    const char *saved = campaign_saved_at(campaign);
    char was[64];
    snprintf(was, sizeof was, "%s", saved);
    int row = headless_find("Sent online");
    assert_true(row >= 0);
    press_at(PRESS_BUTTON, row, 12);
    assert_string_equal(campaign_saved_at(campaign), was);
    assert_null(strstr(headless_row(row), "●"));
    assert_non_null(strstr(headless_row(row), "▶"));
    press_at(PRESS_BUTTON, row, 12);
    assert_non_null(strstr(headless_row(row), "●"));
}

/* The numbers of a scale: a click on one chooses it, the second answers. */
static void test_click_on_a_scale(void **state)
{
    (void)state;
    begin("");
    press(app, "v v Home Down Enter End Enter Home");
    for (int i = 0; i < 30 && headless_find("  3   4   5") < 0; i++) {
        press(app, "Right");
    }
    int y = headless_find("  3   4   5");
    assert_true(y >= 0);
    click_on("4   5");
    assert_null(strstr(headless_row(y), "[4]"));
    click_on("4   5");
    assert_non_null(strstr(headless_row(y), "[4]"));
}

/* A click on a question of the outline goes there, in its pane and in its box. */
static void test_click_in_the_outline(void **state)
{
    (void)state;
    begin("");
    press(app, "v v Home Down Enter Down Down Enter Home");
    assert_shown("question 1 of 10");
    press(app, "Tab");
    assert_shown("Outline");
    press_at(PRESS_BUTTON, headless_find("Outline") + 4, 20);
    assert_not_shown("Outline");
    assert_not_shown("question 1 of 10");
    press(app, "Tab");
    press_at(PRESS_BUTTON, 0, 0); /* beside the box */
    assert_not_shown("Outline");
    headless_size(40, 120);
    app_resized(app);
    press(app, "Home");
    assert_shown("question 1 of 10");
    press_at(PRESS_BUTTON, 6, 5);
    assert_not_shown("question 1 of 10");
    assert_shown(" of 10");
}

static void test_click_on_hints_and_beside_boxes(void **state)
{
    (void)state;
    begin("");
    click_on("? help");
    assert_string_equal(app_screen(app), "help");
    press_at(PRESS_BUTTON, 10, 20); /* inside */
    assert_string_equal(app_screen(app), "help");
    press_at(PRESS_BUTTON, 0, 0);
    assert_string_equal(app_screen(app), "bodies");
    press_at(PRESS_BUTTON, LINES - 1, COLS - 1); /* no hint there */
    assert_string_equal(app_screen(app), "bodies");
    click_on("Enter open");
    assert_string_equal(app_screen(app), "body");
    click_on(": actions");
    assert_string_equal(app_screen(app), "palette");
}

static void test_wheel(void **state)
{
    (void)state;
    begin("");
    press(app, "Home");
    int top = headless_find("▶");
    press_at(PRESS_WHEEL_DOWN, 5, 5);
    assert_int_equal(headless_find("▶"), top + 3);
    press_at(PRESS_WHEEL_UP, 5, 5);
    press_at(PRESS_WHEEL_UP, 5, 5);
    assert_int_equal(headless_find("▶"), top);
    press(app, "?");
    char *before = mem_dup(headless_row(2));
    press_at(PRESS_WHEEL_DOWN, 5, 5);
    assert_string_not_equal(headless_row(2), before);
    free(before);
}

static void test_theme_picker_by_click(void **state)
{
    (void)state;
    begin("keys: {theme: F8}\n");
    app_key(app, key_special(KEY_F(8)));
    app_draw(app);
    click_on("contrast:");
    assert_int_equal(theme_now(), THEME_CONTRAST);
    assert_shown("Colours");
    press_at(PRESS_BUTTON, 1, 1);
    assert_not_shown("Colours");
    assert_int_equal(theme_now(), THEME_DEFAULT);
    app_key(app, key_special(KEY_F(8)));
    app_draw(app);
    click_on("mono:");
    click_on("mono:");
    assert_not_shown("Colours");
    assert_int_equal(theme_now(), THEME_MONO);
}

/* Presses anywhere, on every screen and in every field: nothing is answered by one, and nothing
 * breaks. */
static void test_presses_everywhere(void **state)
{
    static const char *const places[] = {
        "Esc", "Enter", "c",     "Esc", "x",   "Esc", "t",     "Esc",   "Tab",   "Esc", "g",
        "Esc", "Right", "Right", "i",   "Esc", "?",   "Right", "Right", "Right", "7",   "Esc"};
    static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}, {60, 200}, {1, 1}};
    uint32_t seed = 5;

    (void)state;
    begin("");
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        headless_size(sizes[s][0], sizes[s][1]);
        app_resized(app);
        for (size_t i = 0; i < sizeof places / sizeof places[0] && !app_over(app); i++) {
            press(app, places[i]);
            for (int k = 0; k < 60 && !app_over(app); k++) {
                seed = seed * 1664525u + 1013904223u;
                int y = (int)((seed >> 8) % (uint32_t)LINES), x = (int)(seed >> 16) % COLS;
                /* Not on "leave". */
                press_at((enum press)(seed >> 4 & 3) > PRESS_WHEEL_DOWN
                             ? PRESS_BUTTON
                             : (enum press)(seed >> 4 & 3),
                         y == LINES - 1 ? 0 : y, x);
            }
        }
    }
    assert_false(app_over(app));
}

static void test_switch(void **state)
{
    (void)state;
    begin("keys: {mouse: F9}\n");
    term_mouse(true);
    assert_true(term_has_mouse());
    app_key(app, key_special(KEY_F(9)));
    app_draw(app);
    assert_false(term_has_mouse());
    assert_shown("the terminal's until you leave");
    app_key(app, key_special(KEY_F(9)));
    assert_true(term_has_mouse());
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_own_keys),
        TEST(test_keys_that_cannot_be),
        TEST(test_wishes_against_each_other),
        TEST(test_any_wishes),
        TEST(test_keys_shown),
        TEST(test_fault_is_said_once),
        TEST(test_digits_go_on),
        TEST(test_digits_stay),
        TEST(test_what_stays),
        TEST(test_evidence_keeps_its_question),
        TEST(test_ascii),
        TEST(test_themes),
        TEST(test_no_colour_goes_before_all),
        TEST(test_click_chooses_then_opens),
        TEST(test_click_on_a_scale),
        TEST(test_click_in_the_outline),
        TEST(test_click_on_hints_and_beside_boxes),
        TEST(test_wheel),
        TEST(test_theme_picker_by_click),
        TEST(test_presses_everywhere),
        TEST(test_switch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
