/* Whole screens against tests/golden/NAME.txt (golden.h). */
#include "tests/tui/golden.h"

#include "tui/marks.h"

struct picture {
    const char *name;
    int rows, cols;
    const char *language; /* LANGUAGE */
    const char *keys[12]; /* from the list of bodies on */
    bool ascii;
};

#define TO_MOT "Down Enter"
#define TO_LEVEL TO_MOT, "Down Down Enter Home"
#define TO_MARKS TO_MOT, "Home Down Space Space Space Down Down Space"
#define TO_PROPOSALS "Down p"
#define TO_FURTHER TO_MOT, "End Enter Home"

static const struct picture pictures[] = {
    {"bodies-80x24", 24, 80, "en", {"Down"}, false},
    {"bodies-120x40", 40, 120, "en", {"Down"}, false},
    {"bodies-200x60", 60, 200, "en", {"Down"}, false},
    {"bodies-40x12", 12, 40, "en", {"Down"}, false},
    {"bodies-all-stages-80x24", 24, 80, "en", {"v v Down"}, false},
    {"body-80x24", 24, 80, "en", {TO_MOT, "Down Down"}, false},
    {"body-120x40", 40, 120, "en", {TO_MOT, "Down Down"}, false},
    {"body-40x12", 12, 40, "en", {TO_MOT, "Down Down"}, false},
    {"report-file-80x24", 24, 80, "en", {"E"}, false},
    {"report-file-120x40", 40, 120, "en", {TO_MOT, "E"}, false},
    {"report-file-40x12", 12, 40, "en", {"E"}, false},
    {"az-report-file-80x24", 24, 80, "az", {TO_MOT, "E"}, false},
    {"questions-80x24", 24, 80, "en", {"v v", TO_LEVEL}, false},
    {"questions-120x40", 40, 120, "en", {"v v", TO_LEVEL}, false},
    {"questions-200x60", 60, 200, "en", {"v v", TO_LEVEL}, false},
    {"questions-40x12", 12, 40, "en", {"v v", TO_LEVEL}, false},
    {"questions-ascii-80x24", 24, 80, "en", {"v v", TO_LEVEL}, true},
    {"questions-open-80x24", 24, 80, "en", {"v v", TO_LEVEL, "n"}, false},
    {"questions-na-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right Right Right"}, false},
    {"questions-cant-tell-120x40", 40, 120, "en", {"v v", TO_LEVEL, "End Left Left Left"}, false},
    {"questions-hard-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Left Left"},
     false},
    {"questions-hard-digit-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Left Left 1"},
     false},
    {"questions-hard-40x12",
     12,
     40,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Left Left"},
     false},
    {"questions-number-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Left"},
     false},
    {"questions-number-fault-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Left 7 5 Enter"},
     false},
    {"questions-scale-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Left Down"},
     false},
    {"questions-wide-scale-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Left Down"},
     false},
    {"questions-text-80x24",
     24,
     80,
     "en",
     {"v v", TO_FURTHER, "End Left Left Enter", "'Permit, the new"},
     false},
    {"questions-date-80x24", 24, 80, "en", {"v v", TO_FURTHER, "End Left"}, false},
    {"questions-url-80x24", 24, 80, "en", {"v v", TO_FURTHER, "End"}, false},
    {"questions-outline-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Tab Down"}, false},
    {"questions-outline-120x40", 40, 120, "en", {"v v", TO_LEVEL, "Tab Down"}, false},
    {"questions-note-80x24",
     24,
     80,
     "en",
     {"v v", TO_LEVEL, "c Enter", "'Seen again in the afternoon"},
     false},
    {"questions-reason-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right x"}, false},
    {"questions-guidance-80x24", 24, 80, "en", {"v v", TO_LEVEL, "g"}, false},
    {"questions-closing-80x24", 24, 80, "en", {"v v", TO_LEVEL, "End Enter"}, false},
    {"questions-nothing-80x24", 24, 80, "en", {TO_MOT, "Enter"}, false},
    {"body-marks-80x24", 24, 80, "en", {"v v", TO_MARKS}, false},
    {"many-question-80x24", 24, 80, "en", {"v v", TO_MARKS, "i"}, false},
    {"many-answer-80x24", 24, 80, "en", {"v v", TO_MARKS, "i Enter"}, false},
    {"many-show-80x24", 24, 80, "en", {"v v", TO_MARKS, "i Enter 4 Down Down"}, false},
    {"body-marks-120x40", 40, 120, "en", {"v v", TO_MARKS}, false},
    {"many-question-120x40", 40, 120, "en", {"v v", TO_MARKS, "i"}, false},
    {"many-answer-120x40", 40, 120, "en", {"v v", TO_MARKS, "i Enter"}, false},
    {"many-show-120x40", 40, 120, "en", {"v v", TO_MARKS, "i Enter 4 Down Down"}, false},
    {"body-marks-40x12", 12, 40, "en", {"v v", TO_MARKS}, false},
    {"many-question-40x12", 12, 40, "en", {"v v", TO_MARKS, "i"}, false},
    {"many-answer-40x12", 12, 40, "en", {"v v", TO_MARKS, "i Enter"}, false},
    {"many-show-40x12", 12, 40, "en", {"v v", TO_MARKS, "i Enter 4 Down Down"}, false},
    {"many-before-80x24", 24, 80, "en", {"v v", TO_MARKS, "= Enter Down"}, false},
    {"many-before-120x40", 40, 120, "en", {"v v", TO_MARKS, "= Enter Down"}, false},
    {"many-reason-80x24", 24, 80, "en", {"v v", TO_MARKS, "i Enter t"}, false},
    {"az-many-show-80x24", 24, 80, "az", {"v v", TO_MARKS, "i Enter 4 Down Down"}, false},
    {"help-80x24", 24, 80, "en", {"v v", TO_LEVEL, "?"}, false},
    {"help-marks-80x24", 24, 80, "en", {"?", "End"}, false},
    {"help-narrowed-80x24", 24, 80, "en", {"v v", TO_LEVEL, "? /", "'answer"}, false},
    {"help-narrowed-120x40", 40, 120, "en", {"v v", TO_LEVEL, "? /", "'answer"}, false},
    {"help-narrowed-40x12", 12, 40, "en", {"v v", TO_LEVEL, "? /", "'answer"}, false},
    {"help-40x12", 12, 40, "en", {"v v", TO_LEVEL, "?"}, false},
    {"help-120x40", 40, 120, "en", {"v v", TO_LEVEL, "?"}, false},
    {"help-typing-80x24", 24, 80, "en", {"v v", TO_LEVEL, "c F1"}, false},
    {"palette-80x24", 24, 80, "en", {"v v", TO_LEVEL, ":"}, false},
    {"palette-120x40", 40, 120, "en", {"v v", TO_LEVEL, ":"}, false},
    {"palette-40x12", 12, 40, "en", {"v v", TO_LEVEL, ":"}, false},
    {"palette-dim-80x24", 24, 80, "en", {"v v", TO_LEVEL, ":", "'applic"}, false},
    {"palette-dim-120x40", 40, 120, "en", {"v v", TO_LEVEL, ":", "'applic"}, false},
    {"palette-dim-40x12", 12, 40, "en", {"v v", TO_LEVEL, ":", "'applic"}, false},
    {"palette-nothing-80x24", 24, 80, "en", {":", "'zzz"}, false},
    {"palette-ascii-80x24", 24, 80, "en", {"v v", TO_LEVEL, ":"}, true},
    {"messages-80x24", 24, 80, "en", {"v v", TO_LEVEL, "x", ":", "'messages", "Enter"}, false},
    {"messages-120x40", 40, 120, "en", {"v v", TO_LEVEL, "x", ":", "'messages", "Enter"}, false},
    {"messages-40x12", 12, 40, "en", {"v v", TO_LEVEL, "x", ":", "'messages", "Enter"}, false},
    {"why-80x24", 24, 80, "en", {TO_MOT, "Down Down y"}, false},
    {"why-40x12", 12, 40, "en", {TO_MOT, "Down Down y"}, false},
    {"why-question-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right Right y"}, false},
    {"why-question-120x40", 40, 120, "en", {"v v", TO_LEVEL, "Right Right y"}, false},
    {"why-question-200x60", 60, 200, "en", {"v v", TO_LEVEL, "Right Right y"}, false},
    {"why-question-40x12", 12, 40, "en", {"v v", TO_LEVEL, "Right Right y"}, false},
    {"why-na-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right Right Right y"}, false},
    {"why-ascii-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right Right y"}, true},
    {"why-sums-80x24", 24, 80, "en", {"v v", TO_LEVEL, "Right Right y g"}, false},
    {"why-body-80x24", 24, 80, "en", {"Down y"}, false},
    {"why-body-120x40", 40, 120, "en", {"Down y"}, false},
    {"why-body-40x12", 12, 40, "en", {"Down y"}, false},
    {"why-own-80x24", 24, 80, "en", {TO_MOT, "Home y Right Right"}, false},
    {"why-score-80x24", 24, 80, "en", {TO_MOT, "Down y"}, false},
    {"why-unrated-80x24", 24, 80, "en", {TO_MOT, "Down Down Down Down y Down Right"}, false},
    {"why-stopped-80x24", 24, 80, "en", {TO_MOT, "Down Down Down Down Down y"}, false},
    {"find-80x24", 24, 80, "en", {"v v /", "'re"}, false},
    {"find-120x40", 40, 120, "en", {"v v /", "'re"}, false},
    {"find-40x12", 12, 40, "en", {"v v /", "'re"}, false},
    {"find-nothing-80x24", 24, 80, "en", {"v v /", "'zz"}, false},
    {"filter-80x24", 24, 80, "en", {"v v f"}, false},
    {"filter-40x12", 12, 40, "en", {"v v f"}, false},
    {"sort-80x24", 24, 80, "en", {"v v", "Down Enter s"}, false},
    {"sort-120x40", 40, 120, "en", {"v v", "Down Enter s"}, false},
    {"body-filtered-80x24", 24, 80, "en", {"v v", "Down Enter f Down Enter"}, false},
    {"body-filtered-40x12", 12, 40, "en", {"v v", "Down Enter f Down Enter"}, false},
    {"jump-80x24", 24, 80, "en", {"v v", "Down Enter L Tab"}, false},
    {"jump-120x40", 40, 120, "en", {"v v", "Down Enter L Tab"}, false},
    {"jump-40x12", 12, 40, "en", {"v v", "Down Enter L Tab"}, false},
    {"too-small-30x8", 8, 30, "en", {""}, false},
    {"az-bodies-80x24", 24, 80, "az", {"Down Down Down"}, false},
    {"az-bodies-120x40", 40, 120, "az", {"Down Down Down"}, false},
    {"az-bodies-40x12", 12, 40, "az", {"Down Down Down"}, false},
    {"az-body-80x24", 24, 80, "az", {"Down Down Down Enter Down Down"}, false},
    {"az-body-120x40", 40, 120, "az", {"Down Down Down Enter Down Down"}, false},
    {"az-body-40x12", 12, 40, "az", {"Down Down Down Enter Down Down"}, false},
    {"az-questions-80x24", 24, 80, "az", {"v v", "Down Down Down Enter Down Enter Home"}, false},
    {"az-questions-120x40", 40, 120, "az", {"v v", "Down Down Down Enter Down Enter Home"}, false},
    {"az-questions-40x12", 12, 40, "az", {"v v", "Down Down Down Enter Down Enter Home"}, false},
    {"az-questions-hard-80x24",
     24,
     80,
     "az",
     {"v v", "Down Down Down Enter Down Enter", "End Left Left Left Left Left Left"},
     false},
    {"az-ascii-80x24", 24, 80, "az", {"v v", "Down Down Down Enter Down Enter Home"}, true},
    {"proposals-80x24", 24, 80, "en", {TO_PROPOSALS, "Down"}, false},
    {"proposal-80x24", 24, 80, "en", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"proposal-text-80x24", 24, 80, "en", {TO_PROPOSALS, "Down Enter Down Enter"}, false},
    {"finding-80x24", 24, 80, "en", {TO_PROPOSALS, "+ 2 Down"}, false},
    {"opinion-80x24", 24, 80, "en", {"Down O"}, false},
    {"proposals-120x40", 40, 120, "en", {TO_PROPOSALS, "Down"}, false},
    {"proposal-120x40", 40, 120, "en", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"opinion-120x40", 40, 120, "en", {"Down O"}, false},
    {"proposals-200x60", 60, 200, "en", {TO_PROPOSALS, "Down"}, false},
    {"opinion-200x60", 60, 200, "en", {"Down O"}, false},
    {"proposals-40x12", 12, 40, "en", {TO_PROPOSALS, "Down"}, false},
    {"proposal-40x12", 12, 40, "en", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"proposal-text-40x12", 12, 40, "en", {TO_PROPOSALS, "Down Enter Down Enter"}, false},
    {"finding-40x12", 12, 40, "en", {TO_PROPOSALS, "+ 2 Down"}, false},
    {"opinion-40x12", 12, 40, "en", {"Down O"}, false},
    {"az-proposals-80x24", 24, 80, "az", {TO_PROPOSALS, "Down"}, false},
    {"az-proposal-80x24", 24, 80, "az", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"az-proposal-text-80x24", 24, 80, "az", {TO_PROPOSALS, "Down Enter Down Enter"}, false},
    {"az-finding-80x24", 24, 80, "az", {TO_PROPOSALS, "+ 2 Down"}, false},
    {"az-opinion-80x24", 24, 80, "az", {"Down O"}, false},
    {"az-proposals-120x40", 40, 120, "az", {TO_PROPOSALS, "Down"}, false},
    {"az-proposal-120x40", 40, 120, "az", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"az-opinion-120x40", 40, 120, "az", {"Down O"}, false},
    {"az-proposals-200x60", 60, 200, "az", {TO_PROPOSALS, "Down"}, false},
    {"az-opinion-200x60", 60, 200, "az", {"Down O"}, false},
    {"az-proposals-40x12", 12, 40, "az", {TO_PROPOSALS, "Down"}, false},
    {"az-proposal-40x12", 12, 40, "az", {TO_PROPOSALS, "Down Enter Down"}, false},
    {"az-proposal-text-40x12", 12, 40, "az", {TO_PROPOSALS, "Down Enter Down Enter"}, false},
    {"az-finding-40x12", 12, 40, "az", {TO_PROPOSALS, "+ 2 Down"}, false},
    {"az-opinion-40x12", 12, 40, "az", {"Down O"}, false},
    {"proposals-earlier-80x24", 24, 80, "en", {TO_PROPOSALS, "End"}, false},
    {"proposals-earlier-40x12", 12, 40, "en", {TO_PROPOSALS, "End"}, false},
    {"proposals-nothing-80x24", 24, 80, "en", {"End p"}, false},
    {"proposals-ascii-80x24", 24, 80, "en", {TO_PROPOSALS, "Down"}, true},
    {"proposal-state-80x24",
     24,
     80,
     "en",
     {TO_PROPOSALS, "Down Enter Down Down Down Down Enter"},
     false},
    /* from here on there are two more answers */
    {"history-80x24", 24, 80, "en", {"v v", TO_LEVEL, "1 5 H Down"}, false},
    {"history-120x40", 40, 120, "en", {"v v", TO_LEVEL, "H Down"}, false},
    {"history-40x12", 12, 40, "en", {"v v", TO_LEVEL, "H Down"}, false},
    {"history-service-80x24", 24, 80, "en", {TO_MOT, "Down Down H"}, false},
    {"history-service-120x40", 40, 120, "en", {TO_MOT, "Down Down H"}, false},
    {"history-restored-80x24", 24, 80, "en", {"v v", TO_LEVEL, "H Down Down R"}, false},
    {"history-service-40x12", 12, 40, "en", {TO_MOT, "Down Down H"}, false},
    {"history-body-80x24", 24, 80, "en", {"Down H"}, false},
    {"history-body-200x60", 60, 200, "en", {"Down H"}, false},
    {"history-body-40x12", 12, 40, "en", {"Down H"}, false},
    {"history-empty-80x24", 24, 80, "en", {TO_MOT, "Down Down Down H"}, false},
};

static bool take(const struct picture *p)
{
    struct campaign *c = office_open();

    setenv("LANGUAGE", p->language, 1);
    char *key = mem_printf("place:%s", small_path("2019.meyar"));
    state_put(key, NULL);
    free(key);
    state_put("messages", NULL);
    const char *const views[] = {"view-bodies", "view-services"};
    for (size_t i = 0; i < 2; i++) {
        key = mem_printf("%s:%s", views[i], small_path("2019.meyar"));
        state_put(key, NULL);
        free(key);
    }
    headless_size(p->rows, p->cols);
    marks_use_utf8(!p->ascii);
    struct app *app = app_new(c);
    app_draw(app);
    for (int i = 0; p->keys[i]; i++) {
        press(app, p->keys[i]);
    }
    bool same = golden_same(p->name);
    app_free(&app);
    campaign_close(&c);
    marks_use_utf8(true);
    return same;
}

static void test_pictures(void **state)
{
    int wrong = 0;

    (void)state;
    headless_start();
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        wrong += !take(&pictures[i]);
    }
    headless_stop();
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pictures, small_enter, small_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
