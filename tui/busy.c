#include "tui/busy.h"

#include <curses.h>
#include <string.h>
#include "forms/text.h"
#include "model/clock.h"
#include "model/progress.h"
#include "tui/bar.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/marks.h"
#include "tui/term.h"

#define PATIENCE_MS 500 /* before the box */
#define BETWEEN_MS 400  /* from one drawing to the next: a screen reader reads each count */
#define WIDE 52
#define ROWS 4

static struct {
    bool terminal; /* to be started for the box */
    bool drawn;    /* the box stands */
    bool off;      /* Esc or Ctrl-C was pressed */
    int64_t due;
    char last[256];
} busy;

static int hurry = -1;

void busy_hurry(int ms)
{
    hurry = ms;
}

void busy_draw(const char *what, int64_t done, int64_t of)
{
    struct arena *a = arena_new();
    struct buf bar = {0}, count = {0};
    struct rect whole = {0, 0, LINES, COLS};
    struct rect in = put_box(box_in(whole, ROWS, WIDE < COLS - 4 ? WIDE : COLS - 4), what);

    bar_cells(&bar, done, of, in.w, marks_utf8());
    bar_count(&count, done, of);
    put(in.y, in.x, in.w, role_attr(ROLE_ACCENT), bar.n ? bar.s : "");
    put(in.y + 1, in.x, in.w, role_attr(ROLE_TEXT), count.n ? count.s : "…");
    put(in.y + 3, in.x, in.w, role_attr(ROLE_DIM), _("Esc breaks it off: then nothing is changed"));
    term_show(in.y + 1, in.x);
    buf_free(&bar);
    buf_free(&count);
    arena_free(&a);
}

/* Keys that wait; only those that break the work off are heard. */
static void hear(void)
{
    while (!busy.off) {
        struct input in = term_read(0);
        if (in.kind == INPUT_NONE) {
            break;
        }
        busy.off = in.kind == INPUT_LEAVE || (in.kind == INPUT_KEY && in.key.ch == 27);
        if (in.kind == INPUT_RESIZED) {
            erase();
            busy.last[0] = '\0';
        }
    }
}

static bool tick(void *arg, const char *what, int64_t done, int64_t of)
{
    (void)arg;
    int64_t now = clock_ms();
    if ((!busy.drawn && now < busy.due) || (busy.terminal && !term_start())) {
        return true;
    }
    busy.terminal = false;
    hear();
    if (now >= busy.due) {
        struct buf b = {0};
        bar_line(&b, what, done, of, (int)sizeof busy.last / 4, 10, false);
        /* Where nothing has changed nothing is drawn. */
        if (!busy.drawn || strncmp(b.s, busy.last, sizeof busy.last - 1) != 0) {
            busy_draw(what, done, of);
        }
        snprintf(busy.last, sizeof busy.last, "%s", b.s);
        busy.drawn = true;
        busy.due = now + (hurry < 0 ? BETWEEN_MS : hurry);
        buf_free(&b);
    }
    return !busy.off;
}

void busy_begin(bool terminal)
{
    memset(&busy, 0, sizeof busy);
    busy.terminal = terminal;
    busy.due = clock_ms() + (hurry < 0 ? PATIENCE_MS : hurry);
    progress_listen(tick, NULL);
}

bool busy_end(void)
{
    progress_listen(NULL, NULL);
    if (busy.drawn) {
        term_forget_keys();
    }
    return busy.drawn;
}
