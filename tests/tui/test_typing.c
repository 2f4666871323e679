/* Every editor of every type of question under random keys: whatever is pressed, what is stored is
 * valid and is what the screen shows, and what was typed is kept as a draft. A seed gives the same
 * keys again: MEYAR_SEED=n, MEYAR_KEYS=n for another number of them. */
#include "tests/tui/headless.h"

#include <sys/stat.h>
#include <unistd.h>
#include "tui/inside.h"
#include "tui/lines.h"
#include "tui/screens/questions.h"

static struct campaign *campaign;
static struct app *app;
static uint64_t dice;

static uint32_t roll(uint32_t n)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(dice >> 33) % n;
}

static int enter(void **state)
{
    small_enter(state);
    setenv("LANGUAGE", "en", 1);
    setenv("HOME", small_folder, 1);
    setenv("EDITOR", "true", 1);
    setenv("MEYAR_VIEWER", "true", 1);
    unsetenv("VISUAL");
    mkdir(small_path("folder"), 0700);
    FILE *f = fopen(small_path("page.txt"), "w");
    fputs("a page", f);
    fclose(f);
    headless_start();
    campaign = office_open();
    app = app_new(campaign);
    return 0;
}

static int leave(void **state)
{
    app_free(&app);
    campaign_close(&campaign);
    headless_stop();
    private_clear();
    return small_leave(state);
}

/* ---- keys ---- */

static struct key random_key(void)
{
    static const uint32_t letters[] = {
        '0',    '1',    '2',  '3',   '9',   '-',   '.',   'a',   'i',    'x',      't',
        'c',    'e',    'g',  'n',   'N',   'v',   'h',   'j',   'k',    'l',      'E',
        '=',    '/',    0xFC, 0x131, 0x130, 0x259, 0x416, 0x3B1, 0x301,  0x200D,   0x1F600,
        0x4E2D, 0x202E, 0xAD, 0x7F,  0x85,  1,     5,     21,    0xD800, 0x110000, 0xFFFD};
    static const int codes[] = {KEY_UP,    KEY_DOWN,  KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END,
                                KEY_PPAGE, KEY_NPAGE, KEY_DC,   KEY_F(1),  KEY_F(4)};
    static const uint32_t often[] = {'\r', '\r', 27, ' ', 8, '\t'};

    switch (roll(10)) {
    case 0:
    case 1:
        return key_special(codes[roll(sizeof codes / sizeof codes[0] - (roll(20) > 0))]);
    case 2:
    case 3:
        return key_char(often[roll(6)]);
    case 4:
    case 5:
        return key_char('0' + roll(10));
    default:
        return key_char(letters[roll(sizeof letters / sizeof letters[0])]);
    }
}

static void random_paste(void)
{
    static const char *const texts[] = {"2019-10-15",
                                        "12",
                                        "https://a.example/\xc9\x99",
                                        "two\nlines\r\n\tand a tab",
                                        "bad \xff\xfe",
                                        "\x1b[31mred\x1b[0m",
                                        "",
                                        "n/a",
                                        "cannot-tell",
                                        "a\xe2\x80\xaex",
                                        "-3.5",
                                        "=1+1"};
    static char large[EDIT_MOST + 4000];

    if (roll(40) == 0) {
        memset(large, 'a', sizeof large - 1);
        app_paste(app, large);
    } else {
        app_paste(app, texts[roll(sizeof texts / sizeof texts[0])]);
    }
}

static void random_size(void)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{24, 80}, {12, 40}, {40, 120}, {60, 200}, {5, 20}, {1, 1}, {24, 80}};
    size_t i = roll(sizeof sizes / sizeof sizes[0]);

    headless_size(sizes[i].rows, sizes[i].cols);
    app_resized(app);
}

/* ---- what must hold ---- */

static struct questions *on_top(void)
{
    struct screen *s = app_top(app);
    return s && s->table == &questions_screen ? s->data : NULL;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void check_text(const struct edit *e)
{
    const char *s = edit_text(e);
    size_t n = strlen(s), at = 0;

    assert_int_equal(n, e->text.n);
    assert_true(n <= EDIT_MOST);
    assert_true(e->at <= n);
    assert_int_equal(utf8_check(s, n), n);
    for (size_t i = 0; i < n; i++) {
        assert_true((unsigned char)s[i] >= ' ' || s[i] == '\n');
        assert_true(s[i] != 0x7F);
    }
    while (at < e->at && n < 400) {
        at = next_grapheme(s, at);
    }
    assert_true(n >= 400 || at == e->at);
}

/* What is stored fits its question, and is what the screen holds and shows. */
static void check_stored(const struct questions *q)
{
    struct err err = {0};
    struct arena *a = arena_new();
    const struct row *row = work_row(q->work);
    struct work *w = work_open(campaign, 0, row->body, row->service, &err);

    assert_non_null(w);
    for (int i = 0; i < work_block(w)->nquestions; i++) {
        const struct standing *now = work_standing(w, i), *shown = work_standing(q->work, i);
        const struct question *asked = &work_block(w)->questions[i];
        struct answer answer;
        const char *why;
        assert_true(same(now->value, shown->value));
        assert_true(same(now->note, shown->note));
        assert_int_equal(now->files, shown->files);
        assert_int_equal(work_input(w)->answers[i].evidence, now->files > 0);
        assert_false(now->unfit);
        if (now->value) {
            assert_true(answer_parse(asked, now->value, a, &answer, &why));
            assert_string_equal(answer_text(asked, &answer, a), now->value);
            bool reason = strcmp(now->value, "n/a") == 0 || strcmp(now->value, "cannot-tell") == 0;
            assert_true(!reason || (now->note && now->note[0]));
        }
        if (now->note) {
            assert_int_equal(utf8_check(now->note, strlen(now->note)), strlen(now->note));
        }
    }
    assert_int_equal(work_row(w)->low, work_row(q->work)->low);
    assert_int_equal(work_row(w)->high, work_row(q->work)->high);
    work_close(&w);
    arena_free(&a);
}

/* The answer that the rows, or the field, show. */
static void check_shown(const struct questions *q)
{
    if (q->question < 0) {
        return;
    }
    const char *value = the_standing(q)->value;
    bool given = value && the_answer(q)->given == GIVEN_VALUE;
    const struct answers *rows = &q->answers;

    if (rows->by == BY_CHOOSING || rows->by == BY_SCALE) {
        assert_int_equal(rows->chosen >= 0, given);
    } else if (rows->by == BY_NUMBER || rows->by == BY_TEXT) {
        assert_int_equal(rows->shown != NULL, given);
    }
    if (given && rows->by == BY_CHOOSING) {
        assert_string_equal(value, answer_value(rows, rows->chosen, app->ui.tongue.arena)[0]
                                       ? answer_value(rows, rows->chosen, app->ui.tongue.arena)
                                       : value);
    }
}

/* Two seconds without a key: then whatever was typed and is not stored lies in the state folder. */
static void check_draft(const struct questions *q)
{
    bool typing = q->mode == MODE_FIELD || q->mode == MODE_NOTE || q->mode == MODE_REASON;
    const struct row *row = work_row(q->work);

    app_idle(app);
    if (!typing || !q->typed) {
        return;
    }
    const char *text = edit_text(&q->edit);
    const char *kept = draft_get(campaign, row->body, row->service, the_question(q)->id,
                                 draft_fields[q->draft], app->ui.tongue.arena);
    const char *stored = q->draft == DRAFT_VALUE                           ? q->answers.typed
                         : q->draft == DRAFT_NOTE && the_standing(q)->note ? the_standing(q)->note
                                                                           : "";
    if (strcmp(text, stored) == 0 || !*text) {
        assert_null(kept);
    } else {
        assert_non_null(kept);
        assert_string_equal(kept, text);
    }
}

static void check(bool all)
{
    struct questions *q = on_top();

    app_rest(app);
    app_draw(app);
    assert_in_range(getcury(stdscr), 0, LINES - 1);
    assert_in_range(getcurx(stdscr), 0, COLS - 1);
    if (!q) {
        return;
    }
    check_text(&q->edit);
    if (!app_too_small()) {
        check_shown(q);
    }
    if (all) {
        check_stored(q);
        check_draft(q);
    }
}

/* ---- the walk ---- */

static void to_question(int question)
{
    struct place at = place_of(SCREEN_QUESTIONS, "MOT", "T6", question);

    arena_reset(app->ui.tongue.arena);
    app->ui.stage = -1;
    app_show(app, &at);
    app_resized(app);
}

/* The work that was left goes on where it was, with its drafts. */
static void again(void)
{
    app_free(&app);
    app = app_new(campaign);
}

static int keys_wanted(void)
{
    const char *n = getenv("MEYAR_KEYS");
    return n ? atoi(n) : 400;
}

static void one_question(int question, uint64_t seed)
{
    dice = seed * 1000003 + (uint64_t)question;
    headless_size(24, 80);
    to_question(question);
    for (int i = 0; i < keys_wanted(); i++) {
        if (app_over(app)) {
            again();
        }
        if (i % 50 == 0 && !(on_top() && on_top()->mode != MODE_COMMAND)) {
            to_question(question);
        }
        switch (roll(60)) {
        case 0:
            random_size();
            break;
        case 1:
        case 2:
            random_paste();
            break;
        default:
            app_key(app, random_key());
        }
        if (!app_over(app)) {
            check(i % 10 == 0);
        }
    }
}

static void test_every_type(void **state)
{
    const char *given = getenv("MEYAR_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : 1;
    struct err err = {0};
    bool seen[32] = {false};

    (void)state;
    struct work *w = work_open(campaign, 0, "MOT", "T6", &err);
    assert_non_null(w);
    const struct block *b = work_block(w);
    for (int i = 0; i < b->nquestions; i++) {
        const struct question *q = &b->questions[i];
        if (q->type->id == Q_CALC || (seen[q->type->id] && q->type->id != Q_SCALE)) {
            continue;
        }
        seen[q->type->id] = true;
        one_question(i, seed);
    }
    work_close(&w);
    assert_true(seen[Q_CHOICE] && seen[Q_CHOICES] && seen[Q_YES_NO] && seen[Q_NUMBER]);
    assert_true(seen[Q_SCALE] && seen[Q_TEXT] && seen[Q_DATE] && seen[Q_URL]);
    assert_true(small_clean(campaign));
}

/* Each editor in turn, left without storing: its draft is there after a start anew. */
static void test_drafts_of_every_type(void **state)
{
    static const struct {
        const char *question, *keys;
        enum draft draft;
        const char *text;
    } drafts[] = {
        {"steps", "7", DRAFT_VALUE, "7"},
        {"words", "Enter Ctrl-U 'Plate", DRAFT_VALUE, "Plate"},
        {"seen", "2 0 1 9 -", DRAFT_VALUE, "2019-"},
        {"address", "Enter Ctrl-U 'https://a", DRAFT_VALUE, "https://a"},
        {"level", "c Ctrl-U 'Seen", DRAFT_NOTE, "Seen"},
        {"ways", "c Ctrl-U a Enter b", DRAFT_NOTE, "a\nb"},
        {"clarity", "t Ctrl-U 'Dark", DRAFT_CANT_TELL, "Dark"},
        {"register", "x Ctrl-U 'None", DRAFT_NA, "None"},
    };
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof drafts / sizeof drafts[0]; i++) {
        struct work *w = work_open(campaign, 0, "MOT", "T6", &err);
        int question = block_question(work_block(w), drafts[i].question)->index;
        work_close(&w);
        headless_size(24, 80);
        to_question(question);
        press(app, drafts[i].keys);
        app_idle(app);
        const char *kept = draft_get(campaign, "MOT", "T6", drafts[i].question,
                                     draft_fields[drafts[i].draft], app->ui.tongue.arena);
        if (!same(kept, drafts[i].text)) {
            fail_msg("%s: %s", drafts[i].question, kept ? kept : "no draft");
        }
        again();
        to_question(question);
        struct questions *q = on_top();
        assert_non_null(q);
        assert_true(same(q->drafts[drafts[i].draft], drafts[i].text));
    }
}

static const char *draft_of(const char *service, const char *question)
{
    return draft_get(campaign, "MOT", service, question, "value", app->ui.tongue.arena);
}

/* Something else than the field's own keys leads away, as a palette over it can: what was typed
 * stays with its question. */
static void test_a_jump_keeps_the_draft(void **state)
{
    struct err err = {0};
    struct work *w = work_open(campaign, 0, "MOT", "T6", &err);
    int words = block_question(work_block(w), "words")->index;
    int address = block_question(work_block(w), "address")->index;
    struct place other = place_of(SCREEN_QUESTIONS, "MOT", "T2", 0);

    (void)state;
    work_close(&w);
    headless_size(24, 80);
    to_question(words);
    press(app, "Enter Ctrl-U 'One");
    to_question(address);
    assert_string_equal(draft_of("T6", "words"), "One");
    app_idle(app);
    assert_null(draft_of("T6", "address"));
    press(app, "Enter Ctrl-U 'https://two");
    app_show(app, &other);
    app_resized(app);
    app_idle(app);
    assert_string_equal(draft_of("T6", "address"), "https://two");
    assert_null(draft_of("T2", "level"));
}

/* A letter of another alphabet where keys are commands: one message, whatever the question. */
static void test_the_wrong_alphabet(void **state)
{
    (void)state;
    headless_size(24, 80);
    for (int i = 0; i < 16; i++) {
        to_question(i);
        app_key(app, key_char(0x441)); /* Cyrillic es, where c is */
        app_draw(app);
        assert_shown("another alphabet");
        app_key(app, key_special(KEY_UP));
        app_draw(app);
        assert_not_shown("another alphabet");
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, enter, leave)
    const struct CMUnitTest tests[] = {
        T(test_every_type),
        T(test_drafts_of_every_type),
        T(test_a_jump_keeps_the_draft),
        T(test_the_wrong_alphabet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
