/* The language is switched on screen: rubric and program at once, everywhere, for the next start.
 */
#include "tests/tui/headless.h"

#include <libgen.h>

static void catalogues(void)
{
    char *built = mem_dup(getenv("MEYAR_PLAIN") ? getenv("MEYAR_PLAIN") : "build/meyar");
    char *folder = mem_printf("%s/locale", dirname(built));

    bindtextdomain("meyar", folder);
    bind_textdomain_codeset("meyar", "UTF-8");
    textdomain("meyar");
    free(folder);
    free(built);
}

static int setup(void **state)
{
    small_enter(state);
    headless_start();
    headless_size(24, 80);
    catalogues();
    setenv("LANGUAGE", "en", 1);
    return 0;
}

static int teardown(void **state)
{
    bindtextdomain("meyar", "/nonexistent");
    headless_stop();
    return small_leave(state);
}

/* By the palette, where it has its English name in every language. */
static void open_languages(struct app *app)
{
    press(app, ":");
    press(app, "'language");
    press(app, "Enter");
    assert_string_equal(app_screen(app), "language");
}

static void test_both_at_once(void **state)
{
    struct campaign *c = office_open();
    struct app *app = app_new(c);

    (void)state;
    press(app, "v v Down Enter Down Down Enter Home");
    assert_shown("How far can the service be completed online?");
    assert_shown("This service");
    open_languages(app);
    assert_string_equal(app_screen(app), "language");
    assert_shown("Azərbaycanca");
    assert_shown("● English");
    press(app, "Down Enter");
    assert_string_equal(app_screen(app), "questions");
    assert_shown("Xidmət internetdə hansı mərhələyə qədər");
    assert_shown("Bu xidmət");
    assert_not_shown("How far can");
    assert_not_shown("This service");
    press(app, "q");
    assert_shown("Qiymət");
    press(app, "q");
    assert_shown("Qeyri-qənaətbəxş");
    assert_not_shown("Unsatisfactory");
    open_languages(app);
    assert_shown("● Azərbaycanca");
    press(app, "Up Enter");
    assert_shown("Unsatisfactory");
    assert_shown("Rating");
    app_free(&app);
    campaign_close(&c);
}

/* Screens that keep what they have read between two keys read it anew. */
static void test_what_was_read_before(void **state)
{
    struct campaign *c = office_open();
    struct app *app = app_new(c);

    (void)state;
    press(app, "v v Down Enter Down Down Enter Home 5 H");
    assert_string_equal(app_screen(app), "history");
    assert_shown("Start to finish online");
    open_languages(app);
    press(app, "Down Enter");
    assert_string_equal(app_screen(app), "history");
    assert_shown("Əvvəldən sona qədər");
    assert_not_shown("Start to finish online");
    press(app, "q y");
    assert_string_equal(app_screen(app), "why");
    assert_not_shown("Electronicization");
    open_languages(app);
    press(app, "Up Enter");
    assert_shown("Electronicization");
    press(app, "q q Down Space i Enter Down Enter");
    assert_string_equal(app_screen(app), "many");
    assert_shown("What it would change");
    open_languages(app);
    press(app, "Down Enter");
    assert_string_equal(app_screen(app), "many");
    assert_not_shown("What it would change");
    app_free(&app);
    campaign_close(&c);
}

static void test_kept(void **state)
{
    struct campaign *c = office_open();
    struct app *app = app_new(c);

    (void)state;
    app_draw(app);
    open_languages(app);
    press(app, "Down Esc");
    assert_shown("Rating");
    open_languages(app);
    press(app, "Down Enter");
    assert_shown("Qiymət");
    app_free(&app);
    setenv("LANGUAGE", "en", 1); /* as it is at the next start */
    textdomain("meyar");
    app = app_new(c);
    app_draw(app);
    assert_shown("Qiymət");
    assert_shown("Qeyri-qənaətbəxş");
    app_free(&app);
    campaign_close(&c);
}

/* A picker without a field takes no letters, and no folder of strangers is a language. */
static void test_odd(void **state)
{
    struct campaign *c = office_open();
    struct app *app = app_new(c);

    (void)state;
    open_languages(app);
    press(app, "q ə Ctrl-U End Home PgDn PgDn Enter");
    assert_shown("Qiymət");
    app_free(&app);
    state_put("language", "../../etc");
    setenv("LANGUAGE", "en", 1);
    textdomain("meyar");
    app = app_new(c);
    app_draw(app);
    assert_shown("Rating");
    app_free(&app);
    campaign_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_both_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_was_read_before, setup, teardown),
        cmocka_unit_test_setup_teardown(test_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_odd, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
