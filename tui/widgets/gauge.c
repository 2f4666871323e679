#include "tui/widgets/gauge.h"

#include <string.h>
#include "tui/canvas.h"
#include "tui/marks.h"

static int cells(int64_t part, int64_t full, int w)
{
    if (part == UNITS_NONE || part <= 0 || full <= 0) {
        return 0;
    }
    return part >= full ? w : (int)((part * w + full / 2) / full);
}

struct gauge gauge_cells(int64_t low, int64_t high, int64_t full, int w)
{
    int certain = cells(low, full, w), top = cells(high, full, w);
    if (top < certain) {
        top = certain;
    }
    return (struct gauge){certain, top - certain, w - top};
}

int bar_halves(int done, int of, int w)
{
    if (done <= 0 || of <= 0) {
        return 0;
    }
    if (done >= of) {
        return 2 * w;
    }
    int halves = (int)((int64_t)done * 2 * w / of);
    return halves == 0 ? 1 : halves;
}

/* Writes a label into the line, centred over column x and within it, where it touches no other. */
static void label(char *line, int w, int x, const char *text)
{
    int n = (int)strlen(text), at = x - n / 2;

    at = at + n > w ? w - n : at;
    at = at < 0 ? 0 : at;
    for (int i = at - 1; i <= at + n; i++) {
        if (i >= 0 && i < w && line[i] != ' ') {
            return;
        }
    }
    if (at + n <= w) {
        memcpy(line + at, text, (size_t)n);
    }
}

const char *gauge_ticks(struct arena *a, const struct rubric *r, int w)
{
    char *line = arena_alloc(a, (size_t)w + 1);
    int64_t full = num_units(r->scale, r->decimals);

    memset(line, ' ', (size_t)w);
    label(line, w, 0, "0");
    for (int i = 0; i < r->nratings; i++) {
        int x = cells(num_units(r->ratings[i].from, r->decimals), full, w);
        if (x > 0) {
            label(line, w, x, num_short(a, r->ratings[i].from));
        }
    }
    label(line, w, w, num_short(a, r->scale));
    return line;
}

static void run(int y, int x, int n, attr_t attr, enum mark m)
{
    for (int i = 0; i < n; i++) {
        put(y, x + i, 1, attr, mark(m));
    }
}

void gauge_draw(int y, int x, int w, int64_t low, int64_t high, int64_t full, enum role role)
{
    struct gauge g = gauge_cells(low, high, full, w);
    run(y, x, g.certain, role_attr(role), MARK_CERTAIN);
    run(y, x + g.certain, g.reach, role_attr(ROLE_TEXT), MARK_REACH);
    run(y, x + g.certain + g.reach, g.lost, role_attr(ROLE_DIM), MARK_LOST);
}

void bar_draw(int y, int x, int w, int done, int of, enum role role)
{
    int halves = bar_halves(done, of, w);
    run(y, x, halves / 2, role_attr(role), MARK_CERTAIN);
    run(y, x + halves / 2, halves % 2, role_attr(role), MARK_HALF);
}
