/* Whatever way one goes on the desk, `q` leads back step by step, and what one comes back to is as
 * it was: cursor, scroll, filter, order, column, stage. */
#include "tests/tui/demo.h"
#include "tui/inside.h"

#define STEPS 12
#define PICTURE (1 << 15)

/* Keys that open, one step each; "RUN words" runs an action by its words. "=keys" moves about
 * first, and is no step to be led back from; "=REMARKED" to a body of which remarks wait. */
static const struct way {
    const char *steps[STEPS];
} ways[] = {
    /* the daily work */
    {{"=v Down Down", "Enter", "=Down Down Down", "Enter", "H"}},
    {{"=Down s Down Down Enter", "Enter", "=f Down Down Enter Down", "Enter", "y"}},
    /* find */
    {{"=v Down Down Down", "/", "='address", "Enter", "/", "Enter", "r"}},
    {{"=Down Down", "Enter", "=s Down Enter Down Down", "/", "='online", "Enter"}},
    {{"=Down", "Enter", "=Down Down Down", "Enter", "=Right Right", "/", "='fee", "Enter"}},
    {{"=Home", "r", "=Down Down Down", "/", "='online", "Enter", "y"}},
    {{"RUN Campaign report", "=Down Down Right", "RUN Trends"}},
    /* jump list */
    {{"=Home", "Enter", "=Down Down", "L", "=Down", "Enter", "L", "=Down Down", "Enter"}},
    {{"=Home", "r", "=Down", "L", "=Down Down", "Enter"}},
    /* remarks */
    {{"=REMARKED", "m", "Right"}},
    {{"=REMARKED", "r", "=Down Down", "m", "Right", "r"}},
    {{"=REMARKED", "Enter", "=Down Down", "m", "Right"}},
    /* conflicts */
    {{"=Home v", "C", "Enter", "=Right", "y", "=Down Down Down", "Enter"}},
    {{"=Home", "r", "=Down Down", "C", "Enter", "H"}},
    {{"=Home", "r", "=Down", "C", "H"}},
    /* why */
    {{"=v Down", "y", "=Down Down Down Down", "Enter", "=Down Right Down Right Down", "Enter",
      "y"}},
    {{"=Down", "r", "y", "=End Up Up Up Up Up Up Up", "Enter", "=Down Right Down Right Down",
      "Enter"}},
    /* history */
    {{"=Down", "H", "=Down Down", "Enter", "H"}},
    {{"=Home", "r", "H", "=Down", "Enter", "r"}},
    /* proposals */
    {{"=Down", "p", "=Down", "i", "=Down", "Enter", "p"}},
    {{"=Down", "Enter", "=Down Down", "p", "=Down Down", "i", "H"}},
    {{"=Home", "r", "=Down", "p", "r", "p", "O"}},
    /* compare, report, trends, progress */
    {{"=Space Space", "RUN Compare", "=Down Down Right", "Enter", "=Down", "Enter", "y"}},
    {{"=Down", "RUN Compare", "=Tab Right s", "RUN Trends"}},
    {{"RUN Campaign report", "=Down Down Down", "Enter", "=Down Down", "Enter"}},
    {{"RUN Campaign report", "=Tab Down Down", "Enter", "=Down", "Enter", "y"}},
    {{"RUN Campaign report", "=Tab Tab Down", "Enter", "=Down Down Right", "Enter"}},
    {{"=Down Down", "RUN Trends", "=s Down Down", "y", "=Down Down Down Down", "Enter"}},
    {{"=Down", "RUN Trends", "=Down Down Down Down Down Down Down Down", "Enter", "=Down Down",
      "+Enter"}},
    {{"=Down", "Enter", "RUN Trends", "=Down Down", "r"}},
    {{"=Down", "RUN Progress", "=Down Down", "+Enter", "=Down Down", "Enter", "/", "='fee",
      "Enter"}},
    {{"=Down", "Enter", "RUN Progress", "=Down", "+Enter", "=Down", "r", "=Down Down", "Enter"}},
    /* a way out of the daily work and on, over other bodies' questions */
    {{"=Home", "r", "=Down", "n", "/", "='online", "Enter", "p"}},
};
#define NWAYS (sizeof ways / sizeof ways[0])

struct left {
    char picture[PICTURE];
    int depth, y, x;
};

/* All of the screen but the line of messages, which the next key takes away. */
static void look(struct left *s)
{
    size_t n = 0;

    app_rest(app);
    app_draw(app);
    s->depth = app->depth;
    getyx(stdscr, s->y, s->x);
    for (int y = 0; y < LINES; y++) {
        if (y != LINES - 2) {
            n += (size_t)snprintf(s->picture + n, PICTURE - n, "%s\n", headless_row(y));
        }
    }
    move(s->y, s->x);
}

static void move_to(const char *keys)
{
    if (strcmp(keys, "REMARKED") != 0) {
        press(app, keys);
        return;
    }
    press(app, "Home");
    for (int i = 0; i < 25; i++) {
        press(app, "Down");
    }
    assert_shown("qli M");
}

static void do_step(const char *step)
{
    if (strncmp(step, "RUN ", 4) == 0) {
        demo_run(step + 4);
    } else {
        press(app, step);
    }
}

/* A box that was just opened takes letters; one that somebody was led back to is left as a page is.
 */
static const char *back_key(bool again)
{
    const struct screen *s = app_top(app);
    where_set where = s->table->where(s);
    return again && (where & IN_PICKER) ? "q" : where & IN_TYPING ? "Esc" : "q";
}

static bool same(const struct left *a, const struct left *b)
{
    return a->depth == b->depth && a->y == b->y && a->x == b->x &&
           strcmp(a->picture, b->picture) == 0;
}

/* Leads back from as many steps as were gone; says where it is not as it was. */
static bool lead_back(const struct left *steps, int n)
{
    struct left *now = mem_alloc(sizeof *now);
    bool fine = true;

    for (bool again = false; fine && n-- > 0; again = true) {
        press(app, back_key(again));
        look(now);
        fine = same(now, &steps[n]);
    }
    if (!fine) {
        fprintf(stderr, "step %d was, cursor at %d,%d:\n%s\nand is, at %d,%d:\n%s\n", n, steps[n].y,
                steps[n].x, steps[n].picture, now->y, now->x, now->picture);
    }
    free(now);
    return fine;
}

/* Goes a way; gives how many steps it has, -1: one of them opened nothing. */
static int go(const struct way *w, struct left *steps)
{
    int n = 0;

    for (int i = 0; i < STEPS && w->steps[i]; i++) {
        if (w->steps[i][0] == '=') {
            move_to(w->steps[i] + 1);
            continue;
        }
        look(&steps[n]);
        bool within = w->steps[i][0] == '+';
        do_step(w->steps[i] + within);
        if (app->depth != steps[n].depth + !within) {
            headless_dump(stderr);
            fprintf(stderr, "\"%s\" opened nothing\n", w->steps[i]);
            return -1;
        }
        n++;
    }
    return n;
}

static void every_way_leads_back(void **state)
{
    static const int sizes[][2] = {{24, 80}, {40, 120}};
    struct left *steps = mem_alloc(STEPS * sizeof *steps);
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < 2 * NWAYS; i++) {
        const struct way *w = &ways[i / 2];
        demo_open("en", sizes[i % 2][0], sizes[i % 2][1],
                  "s Up Up Up Up Up Up Up Enter Home"); /* an order is remembered */
        int n = go(w, steps);
        if (n < 0 || !lead_back(steps, n)) {
            fprintf(stderr, "on the way %zu: %s, %s …\n", i / 2, w->steps[0], w->steps[1]);
            wrong++;
        }
        demo_close();
    }
    free(steps);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_way_leads_back)};
    return cmocka_run_group_tests(tests, demo_make, demo_remove);
}
