#include "tui/widgets/edit.h"

#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"

const char *edit_text(const struct edit *e)
{
    return e->text.s ? e->text.s : "";
}

void edit_free(struct edit *e)
{
    buf_free(&e->text);
}

/* Puts n bytes in at the cursor. */
static bool insert(struct edit *e, const char *s, size_t n)
{
    if (n == 0 || e->text.n + n > EDIT_MOST) {
        return false;
    }
    size_t tail = e->text.n - e->at;
    buf_addn(&e->text, s, n);
    memmove(e->text.s + e->at + n, e->text.s + e->at, tail);
    memcpy(e->text.s + e->at, s, n);
    e->at += n;
    return true;
}

/* The C library decodes sequences of five and six bytes too; no text may hold what they stand for.
 */
static bool insert_char(struct edit *e, uint32_t c)
{
    char out[4];
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        return false;
    }
    return insert(e, out, utf8_put(out, c));
}

/* Takes bytes [from, to) out. */
static bool cut(struct edit *e, size_t from, size_t to)
{
    if (from >= to) {
        return false;
    }
    memmove(e->text.s + from, e->text.s + to, e->text.n - to + 1);
    e->text.n -= to - from;
    e->at = from;
    return true;
}

/* Text that did not come key by key: newlines and tabs become blanks in a single line, other
 * control characters and bad bytes are left out. */
static bool insert_text(struct edit *e, const char *s, bool many)
{
    bool any = false;

    for (size_t len; *s; s += len) {
        uint32_t c = utf8_next(s, &len);
        if (c == '\n' && many) {
            any |= insert_char(e, c);
        } else if (c == '\n' || c == '\t') {
            any |= insert_char(e, ' ');
        } else if (c >= ' ' && c != 0xFFFD && (c < 0x7F || c > 0x9F)) {
            any |= insert(e, s, len);
        }
    }
    return any;
}

void edit_set(struct edit *e, const char *text)
{
    buf_clear(&e->text);
    e->at = 0;
    insert_text(e, text ? text : "", true);
}

static size_t line_start(const struct edit *e)
{
    size_t i = e->at;
    while (i > 0 && edit_text(e)[i - 1] != '\n') {
        i--;
    }
    return i;
}

static size_t line_end(const struct edit *e)
{
    return e->at + strcspn(edit_text(e) + e->at, "\n");
}

/* The wrapped line that a byte stands in. */
static int line_of(const struct span *lines, int n, size_t at)
{
    int i = n - 1;
    while (i > 0 && lines[i].start > at) {
        i--;
    }
    return i;
}

/* After a change what stands before the cursor and what stands behind it may have become one. */
static bool settle(struct edit *e, bool changed)
{
    size_t before = previous_grapheme(edit_text(e), e->at);
    if (changed && e->at > 0 && next_grapheme(edit_text(e), before) > e->at) {
        e->at = next_grapheme(edit_text(e), before);
    }
    return changed;
}

static int column_of(struct arena *a, const struct edit *e, const struct span *line)
{
    return text_width(arena_dupn(a, edit_text(e) + line->start, e->at - line->start));
}

/* Up or down one wrapped line, in the same column where it has one. */
static bool move_line(struct edit *e, int step, int w)
{
    struct arena *a = arena_new();
    struct span *lines;
    int n = wrap(a, edit_text(e), w, &lines), i = line_of(lines, n, e->at), to = i + step;
    bool moved = to >= 0 && to < n;

    if (moved) {
        int column = column_of(a, e, &lines[i]);
        const char *text = span_text(a, edit_text(e), lines[to]);
        e->at = lines[to].start + text_fit(text, column, NULL);
    }
    arena_free(&a);
    return moved;
}

static bool move_to(struct edit *e, size_t at)
{
    bool moved = at != e->at;
    e->at = at;
    return moved;
}

bool edit_command(struct edit *e, struct command c, int w)
{
    const char *s = edit_text(e);

    switch (c.action) {
    case ACT_TYPE:
        return settle(e, insert_char(e, c.ch));
    case ACT_PASTE:
        return settle(e, insert_text(e, c.text, w > 0));
    case ACT_NEW_LINE:
        return settle(e, insert_char(e, '\n'));
    case ACT_EDIT_LEFT:
        return move_to(e, previous_grapheme(s, e->at));
    case ACT_EDIT_RIGHT:
        return move_to(e, next_grapheme(s, e->at));
    case ACT_EDIT_HOME:
        return move_to(e, line_start(e));
    case ACT_EDIT_END:
        return move_to(e, line_end(e));
    case ACT_EDIT_UP:
        return move_line(e, -1, w);
    case ACT_EDIT_DOWN:
        return move_line(e, 1, w);
    case ACT_EDIT_ERASE:
        return settle(e, cut(e, previous_grapheme(s, e->at), e->at));
    case ACT_EDIT_DELETE:
        return settle(e, cut(e, e->at, next_grapheme(s, e->at)));
    case ACT_EDIT_CLEAR:
        return cut(e, 0, e->text.n);
    default:
        return false;
    }
}

int edit_draw_line(const struct edit *e, int y, int x, int w, attr_t attr)
{
    struct arena *a = arena_new();
    const char *s = edit_text(e);
    size_t from = e->at;
    int cursor = 0;

    /* From the cursor back: a pasted text may be a thousand times as long as the line. */
    while (from > 0) {
        size_t before = previous_grapheme(s, from);
        int more = text_width(arena_dupn(a, s + before, from - before));
        if (cursor + more >= w) {
            break;
        }
        cursor += more;
        from = before;
    }
    for (int i = 0; i < w; i++) {
        put(y, x + i, 1, attr, " ");
    }
    put(y, x, w, attr, arena_dupn(a, s + from, text_fit(s + from, w, NULL)));
    arena_free(&a);
    return x + cursor;
}

void edit_draw_lines(const struct edit *e, struct rect r, int *cursor_y, int *cursor_x)
{
    struct arena *a = arena_new();
    struct span *lines;
    int n = wrap(a, edit_text(e), r.w, &lines), at = line_of(lines, n, e->at);
    int top = at >= r.h ? at - r.h + 1 : 0, column = column_of(a, e, &lines[at]);

    for (int i = 0; i < r.h && top + i < n; i++) {
        put(r.y + i, r.x, r.w, role_attr(ROLE_TEXT), span_text(a, edit_text(e), lines[top + i]));
    }
    *cursor_y = r.y + at - top;
    *cursor_x = r.x + (column < r.w ? column : r.w - 1);
    arena_free(&a);
}

const char *typed_trimmed(struct arena *a, const char *s)
{
    s += strspn(s, " \n");
    size_t n = strlen(s);
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\n')) {
        n--;
    }
    return arena_dupn(a, s, n);
}
