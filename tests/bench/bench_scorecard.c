/* A body's scorecard opened on a screen, for every body of the demo. */
#include <curses.h>
#include <locale.h>
#include "model/lib.h"
#include "tests/bench/bench.h"
#include "tui/app.h"
#include "tui/term.h"

/* From the key on the list of bodies to what is drawn. */
static void open_all(struct campaign *c, struct samples *s)
{
    struct app *app = app_new(c);
    app_draw(app);
    for (int i = 0; i < rows_count(c, 0, NULL); i++) {
        int64_t from = bench_now();
        app_key(app, key_char('r'));
        app_draw(app);
        bench_add(s, bench_now() - from);
        app_key(app, key_char('q'));
        app_key(app, key_special(KEY_DOWN));
        app_rest(app);
    }
    app_free(&app);
}

int main(int argc, char **argv)
{
    static struct samples on_screen;
    struct err err = {0};
    if (argc < 2)
        return 2;
    setlocale(LC_ALL, "C.UTF-8");
    struct campaign *c = campaign_open(argv[1], OPEN_READ_ONLY, NULL, &err);
    bench_must(c != NULL, &err);
    SCREEN *screen = newterm("xterm-256color", fopen("/dev/null", "w"), fopen("/dev/null", "r"));
    if (!screen)
        return 1;
    resize_term(60, 200);
    term_looks();
    for (int i = 0; i < 5; i++)
        open_all(c, &on_screen);
    endwin();
    bench_print("a body's scorecard, opened and drawn (reach: 50000)", &on_screen);
    campaign_close(&c);
    return 0;
}
