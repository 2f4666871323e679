#include "tui/canvas.h"

#include <string.h>
#include <wchar.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/marks.h"

/* Letters of one grapheme that curses takes. */
#define LETTERS 5

/* One grapheme of n bytes, w columns wide, on a terminal that shows UTF-8. What curses would think
 * wider than there is room for would push its neighbours. */
static void put_grapheme(int y, int x, const char *s, size_t n, int w)
{
    wchar_t letters[LETTERS] = {0};
    int count = 0;

    for (size_t i = 0, len; i < n && count < LETTERS; i += len) {
        letters[count++] = (wchar_t)utf8_next(s + i, &len);
    }
    if (wcwidth(letters[0]) > w) {
        mvaddch(y, x, '?');
    } else {
        mvaddnwstr(y, x, letters, count);
    }
}

static void put_ascii(int y, int x, const char *s, int w)
{
    size_t len;
    char c = ascii_of(utf8_next(s, &len));
    for (int i = 0; i < w; i++) {
        mvaddch(y, x + i, (chtype)(unsigned char)(i ? ' ' : c));
    }
}

/* Columns that s, which is showable, takes from (y, x). */
static void put_shown(int y, int x, int cells, const char *s, size_t n)
{
    for (size_t at = 0; at < n && cells > 0;) {
        size_t plain = 0;
        while (at + plain < n && s[at + plain] >= ' ' && s[at + plain] < 127 &&
               !(s[at + plain + 1] & 0x80)) {
            plain++;
        }
        if (plain > 0) {
            mvaddnstr(y, x, s + at, (int)plain);
            at += plain;
            x += (int)plain;
            cells -= (int)plain;
            continue;
        }
        size_t next = next_grapheme(s, at);
        int w = text_width_n(s + at, next - at);
        if (w > 0 && marks_utf8()) {
            put_grapheme(y, x, s + at, next - at, w);
        } else if (w > 0) {
            put_ascii(y, x, s + at, w);
        }
        at = next;
        x += w;
        cells -= w;
    }
}

int put(int y, int x, int cells, attr_t attr, const char *s)
{
    struct buf shown = {0};
    int w = 0;

    if (y < 0 || y >= LINES || x < 0 || x >= COLS) {
        return 0;
    }
    cells = cells < COLS - x ? cells : COLS - x;
    buf_show(&shown, s, false);
    size_t n = text_fit(shown.s, cells, &w);
    attrset((int)attr);
    put_shown(y, x, w, shown.s, n);
    attrset(A_NORMAL);
    buf_free(&shown);
    return w;
}

int put_right(int y, int x, int cells, attr_t attr, const char *s)
{
    int w = text_width(s);
    return w >= cells ? put(y, x, cells, attr, s) : put(y, x + cells - w, w, attr, s);
}

void put_cursor(int y, int x, bool here)
{
    /* In no colour, as in lists: it would be sent with every move, also over a slow line. */
    put(y, x, 1, role_attr(ROLE_TEXT), here ? mark(MARK_CURSOR) : " ");
}

void put_rule(int y, int x, int w)
{
    for (int i = 0; i < w; i++) {
        put(y, x + i, 1, role_attr(ROLE_DIM), mark(MARK_RULE));
    }
}

void put_wall(int x, int y, int h)
{
    for (int i = 0; i < h; i++) {
        put(y + i, x, 1, role_attr(ROLE_DIM), mark(MARK_WALL));
    }
}

void put_blank(struct rect r)
{
    for (int i = 0; i < r.h; i++) {
        mvhline(r.y + i, r.x, ' ', r.w);
    }
}

struct rect put_box(struct rect r, const char *title)
{
    attr_t frame = role_attr(ROLE_ACCENT);

    put_blank(r);
    for (int i = 1; i < r.w - 1; i++) {
        put(r.y, r.x + i, 1, frame, mark(MARK_RULE));
        put(r.y + r.h - 1, r.x + i, 1, frame, mark(MARK_RULE));
    }
    for (int i = 1; i < r.h - 1; i++) {
        put(r.y + i, r.x, 1, frame, mark(MARK_WALL));
        put(r.y + i, r.x + r.w - 1, 1, frame, mark(MARK_WALL));
    }
    put(r.y, r.x, 1, frame, mark(MARK_TOP_LEFT));
    put(r.y, r.x + r.w - 1, 1, frame, mark(MARK_TOP_RIGHT));
    put(r.y + r.h - 1, r.x, 1, frame, mark(MARK_BOTTOM_LEFT));
    put(r.y + r.h - 1, r.x + r.w - 1, 1, frame, mark(MARK_BOTTOM_RIGHT));
    if (*title) {
        put(r.y, r.x + 1, 1, frame, " ");
        bool cut = text_width(title) > r.w - 4;
        int w = put(r.y, r.x + 2, r.w - 4 - cut, role_attr(ROLE_TITLE), title);
        put(r.y, r.x + 2 + w, 1, role_attr(ROLE_TITLE), cut ? mark(MARK_CUT) : " ");
    }
    return (struct rect){r.y + 1, r.x + 2, r.h - 2, r.w - 4};
}
