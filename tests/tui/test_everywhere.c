/* Thousands of keys that nobody chose, over all screens and sizes: nothing crashes (under the
 * sanitizers), the cursor stays on the screen, no more screens lie over one another than may, what
 * was typed is whole UTF-8, and Esc leads home from everywhere. MEYAR_TRIES=N for N times as many,
 * MEYAR_SEED=N for others. */
#include "tests/tui/running.h"

#include "tui/inside.h"
#include "tui/layout.h"

static uint64_t seed;

/* Screens that must have been come to, or the keys show nothing. */
static const char *const names[] = {
    "bodies",   "body",    "questions",  "palette", "history",      "help",      "messages",
    "why",      "find",    "jump",       "filter",  "sort",         "many",      "attach",
    "language", "remarks", "copies",     "trends",  "progress",     "scorecard", "proposals",
    "proposal", "finding", "answers-of", "opinion", "final-rating", "report",    "compare"};
#define NNAMES (sizeof names / sizeof names[0])
static bool met[NNAMES];

static uint64_t asked(const char *name, uint64_t otherwise)
{
    const char *s = getenv(name);
    return s ? strtoull(s, NULL, 10) : otherwise;
}

static unsigned draw(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

static int enter(void **state)
{
    setenv("VISUAL", "true", 1); /* F4 is among the keys: no editor that waits for ours */
    running_enter(state, "");
    return !copies_keep(campaign, COPY_DAILY);
}

/* Leaving is the one thing that may happen, and is then begun anew. */
static void live_on(void)
{
    if (app_over(app)) {
        app_free(&app);
        app = app_new(campaign);
    }
}

static void check(void)
{
    app_draw(app);
    int y = getcury(stdscr), x = getcurx(stdscr);
    if (y < 0 || y >= LINES || x < 0 || x >= COLS) {
        fail_msg("%s, %d × %d: the cursor is at %d, %d", app_screen(app), COLS, LINES, x, y);
    }
    assert_in_range(app->depth, 1, DEPTH_MOST);
    for (size_t i = 0; i < NNAMES; i++) {
        met[i] |= strcmp(names[i], app_screen(app)) == 0;
    }
    if (app->message) {
        assert_int_equal(utf8_check(app->message, strlen(app->message)), strlen(app->message));
    }
}

static struct key random_key(void)
{
    static const int codes[] = {KEY_UP,    KEY_DOWN,      KEY_LEFT, KEY_RIGHT, KEY_PPAGE,
                                KEY_NPAGE, KEY_HOME,      KEY_END,  KEY_F(1),  KEY_F(4),
                                KEY_DC,    KEY_BACKSPACE, KEY_IC,   KEY_ENTER, KEY_MOUSE};
    static const uint32_t chars[] = {'\r', '\r',  '\t',  27,    27,    ' ',    ':',     ':',    '?',
                                     '/',  'H',   'R',   'n',   'N',   'c',    'x',     't',    'g',
                                     'v',  'i',   'j',   'k',   '-',   16,     1,       5,      21,
                                     0xFC, 0x131, 0x259, 0x442, 0x301, 0x4E2D, 0x1F600, 0x202E, 7};
    switch (draw(4)) {
    case 0:
        return key_special(codes[draw(sizeof codes / sizeof codes[0])]);
    case 1:
        return key_char('0' + draw(10));
    case 2:
        return key_char(draw(8) ? 'a' + draw(26) : ' ' + draw(95));
    default:
        return key_char(chars[draw(sizeof chars / sizeof chars[0])]);
    }
}

static void random_size(void)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {40, 120}, {60, 200}, {1, 1}, {11, 39}};
    unsigned i = draw(8);
    bool any = i >= sizeof sizes / sizeof sizes[0];

    headless_size(any ? 1 + (int)draw(60) : sizes[i][0], any ? 1 + (int)draw(200) : sizes[i][1]);
    app_resized(app);
}

/* Esc, and at most twice for a number or a word that is begun, for every screen and each of its
 * modes. */
static void home(void)
{
    headless_size(24, 80);
    app_resized(app);
    for (int i = 0; i < 4 * DEPTH_MOST && strcmp(app_screen(app), "bodies") != 0; i++) {
        app_key(app, key_char(27));
        check();
    }
    assert_string_equal(app_screen(app), "bodies");
    app_key(app, key_char(27));
    assert_false(app_over(app));
}

static void one_thing(void)
{
    switch (draw(40)) {
    case 0:
        random_size();
        break;
    case 1:
        app_idle(app);
        break;
    case 2:
        app_rest(app);
        break;
    case 3:
        app_paste(app, draw(2) ? "two\nlines \x1b[31m" : "kağız 12");
        break;
    case 4:
    case 5:
    case 6:
        app_press(app, (enum press)draw(PRESS_WHEEL_DOWN + 1), (int)draw((unsigned)LINES),
                  (int)draw((unsigned)COLS));
        break;
    default:
        app_key(app, random_key());
    }
}

static void wander(int steps)
{
    for (int i = 0; i < steps; i++) {
        one_thing();
        live_on();
        check();
    }
}

static void test_keys_everywhere(void **state)
{
    (void)state;
    for (uint64_t s = 1; s <= 12 * asked("MEYAR_TRIES", 1); s++) {
        seed = (s + asked("MEYAR_SEED", 0)) * 0x9E3779B97F4A7C15u;
        wander(400);
        home();
    }
    assert_true(small_clean(campaign));
}

/* Each screen is begun at, so that none depends on chance to be met. */
static void test_keys_from_each_screen(void **state)
{
    static const char *const ways[] = {":",
                                       "?",
                                       ": H",
                                       "H",
                                       "Down H ?",
                                       "Down Enter H :",
                                       "Down Enter Down Down Enter H",
                                       "Down Enter Down Down Enter :",
                                       "Down Enter Down Down Enter Tab :",
                                       "Down Enter Down Down Enter c F1",
                                       "? /",
                                       "y",
                                       "/",
                                       "f",
                                       "s",
                                       "Down Enter L",
                                       "Down Enter Down Down Space Space i",
                                       "Down Enter Down Down Enter y",
                                       "Down Enter Down Down Enter Home e",
                                       ": l a n g u a g e Enter",
                                       ": m e s s a g e s Enter",
                                       "Down m m a Esc",
                                       "Down Enter Down Down m",
                                       "Down Enter Down Down Enter Home m m",
                                       ": c o p i e s Enter",
                                       ": t r e n d s Enter",
                                       "Down Enter : t r e n d s Enter",
                                       ": p r o g r e s s Enter",
                                       ": r e p o r t Enter",
                                       ": r e p o r t Enter End",
                                       ": c o m p a r e Enter",
                                       "Space Space : c o m p a r e Enter f",
                                       "Down p",
                                       "Down p Down Enter Down Enter",
                                       "Down p Down Enter Down Down Enter a Enter",
                                       "Down p End Enter 1",
                                       "Down p + 1 Enter a b Esc",
                                       "Down p J J K",
                                       "Home Down p Home i",
                                       "Home Down p Home Down i",
                                       "Home Down p Home Down Down i",
                                       "Down O E",
                                       "Down Enter +",
                                       "r",
                                       "Home r End Up Enter",
                                       "Home r o",
                                       "Home r o 4"};
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        seed = (i + 77 + asked("MEYAR_SEED", 0)) * 0x9E3779B97F4A7C15u;
        for (uint64_t round = 0; round < 8 * asked("MEYAR_TRIES", 1); round++) {
            home();
            press(app, ways[i]);
            wander(20);
        }
    }
    home();
    for (size_t i = 0; i < NNAMES; i++) {
        if (!met[i]) {
            fail_msg("nobody came to: %s", names[i]);
        }
    }
    assert_true(small_clean(campaign));
}

/* Every screen at every odd size, from one that shows all to one that shows nothing. */
static void test_sizes(void **state)
{
    static const char *const ways[] = {":",
                                       "?",
                                       "Down H",
                                       "Down p Down",
                                       "Down p Enter Down",
                                       "Down p Enter Enter",
                                       "Down p + 1",
                                       "Down O",
                                       "Home r",
                                       "Home r o",
                                       "Home r o 4 Enter",
                                       "Home r E",
                                       ": r e p o r t Enter",
                                       ": r e p o r t Enter Down Down Enter",
                                       ": r e p o r t Enter E",
                                       ": c o m p a r e Enter",
                                       ": c o m p a r e Enter Down Enter",
                                       ": t r e n d s Enter",
                                       ": p r o g r e s s Enter",
                                       "Down Enter Down Down Enter H Down",
                                       "Down Enter Down Down Enter : Down Down Down"};
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        home();
        press(app, ways[i]);
        for (int rows = 1; rows <= 60; rows += rows < 16 ? 1 : 11) {
            for (int cols = 1; cols <= 200; cols += cols < 44 ? 3 : 26) {
                headless_size(rows, cols);
                app_resized(app);
                check();
            }
        }
    }
    home();
}

/* More screens than there may be: one sentence, and no harm. */
static void test_depth(void **state)
{
    struct err err = {0};

    (void)state;
    home();
    while (app->depth < DEPTH_MOST) {
        assert_true(app_push(app, &help_screen, &(struct place){.question = -1}, &err));
    }
    assert_false(app_push(app, &help_screen, &(struct place){.question = -1}, &err));
    assert_non_null(strstr(err_text(&err), "Esc"));
    app_recalc(app);
    check();
    struct place at = place_of(SCREEN_QUESTIONS, "MOT", "T2", 0);
    assert_false(app_show(app, &at));
    while (app->depth > 2) {
        app_close_top(app);
    }
    assert_true(app_show(app, &at)); /* over what lies there, to be led back to it */
    app_recalc(app);
    check();
    assert_string_equal(app_screen(app), "questions");
    assert_int_equal(app->depth, 3);
    home();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys_everywhere, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_keys_from_each_screen, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_sizes, enter, running_leave),
        cmocka_unit_test_setup_teardown(test_depth, enter, running_leave),
    };
    setenv("EDITOR", "true", 1); /* a key at random opens it */
    unsetenv("VISUAL");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
