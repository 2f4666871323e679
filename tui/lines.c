#include "tui/lines.h"

#include <stdint.h>
#include <string.h>
#include <unilbrk.h>
#include "forms/text.h"
#include "tui/marks.h"

static const uint8_t *u8(const char *s)
{
    return (const uint8_t *)s;
}

/* The last place, after `start` and not beyond `most`, where the line may break; 0: none. */
static size_t last_break(const char *breaks, size_t start, size_t most)
{
    for (size_t i = most; i > start; i--) {
        if (breaks[i] == UC_BREAK_POSSIBLE) {
            return i;
        }
    }
    return 0;
}

static struct span line_at(const char *s, size_t n, const char *breaks, size_t start, int width)
{
    size_t most = start + text_fit(s + start, width, NULL);
    size_t line = start + strcspn(s + start, "\n");

    if (line <= most) {
        return (struct span){start, line, line + (line < n)};
    }
    size_t reach = most + strspn(s + most, " "); /* blanks at the break may hang over the edge */
    size_t end = last_break(breaks, start, reach < n ? reach : n - 1);
    if (end == 0) {
        end = most > start ? most : next_grapheme(s, start);
        return (struct span){start, end, end};
    }
    size_t next = end;
    while (end > start && s[end - 1] == ' ') {
        end--;
    }
    return (struct span){start, end, next};
}

int wrap(struct arena *a, const char *s, int width, struct span **lines)
{
    size_t n = strlen(s), room = 8, at = 0;
    char *breaks = arena_alloc(a, n + 1);
    int count = 0;

    if (width < 1) {
        width = 1;
    }
    if (n > 0) {
        u8_possible_linebreaks(u8(s), n, "UTF-8", breaks);
    }
    struct span *out = arena_alloc(a, room * sizeof *out);
    do {
        if ((size_t)count == room) {
            struct span *more = arena_alloc(a, 2 * room * sizeof *more);
            memcpy(more, out, room * sizeof *out);
            out = more;
            room *= 2;
        }
        out[count] = line_at(s, n, breaks, at, width);
        at = out[count++].next;
    } while (at < n || (n > 0 && at == n && s[n - 1] == '\n' && out[count - 1].start < n));
    *lines = out;
    return count;
}

const char *span_text(struct arena *a, const char *s, struct span line)
{
    return arena_dupn(a, s + line.start, line.end - line.start);
}

const char *cut_end(struct arena *a, const char *s, int cells)
{
    if (text_width(s) <= cells) {
        return s;
    }
    if (cells <= 0) {
        return "";
    }
    size_t n = text_fit(s, cells - 1, NULL);
    while (n > 0 && s[n - 1] == ' ') {
        n--;
    }
    return arena_printf(a, "%.*s%s", (int)n, s, mark_utf8(MARK_CUT));
}

const char *cut_middle(struct arena *a, const char *s, int cells)
{
    if (text_width(s) <= cells) {
        return s;
    }
    if (cells < 3) {
        return cut_end(a, s, cells);
    }
    int tail_cells = (cells - 1) / 2;
    size_t head = text_fit(s, cells - 1 - tail_cells, NULL), tail = strlen(s);
    for (size_t back = tail; back > head; tail = back) {
        back = previous_grapheme(s, tail);
        if (text_width(s + back) > tail_cells) {
            break;
        }
    }
    while (head > 0 && s[head - 1] == ' ') {
        head--;
    }
    while (s[tail] == ' ') {
        tail++;
    }
    return arena_printf(a, "%.*s%s%s", (int)head, s, mark_utf8(MARK_CUT), s + tail);
}

#define CRUMB_LEAST 10

/* Takes `over` columns off parts [first, last), the widest one first, none below CRUMB_LEAST; gives
 * what is still over. */
static int shrink(int *widths, int first, int last, int over)
{
    while (over > 0) {
        int widest = -1;
        for (int i = first; i < last; i++) {
            if (widths[i] > CRUMB_LEAST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest < 0) {
            break;
        }
        widths[widest]--;
        over--;
    }
    return over;
}

static int whole_width(const int *widths, int first, int n)
{
    int w = 0;
    for (int i = first; i < n; i++) {
        w += widths[i] + (i > first ? 3 : 0);
    }
    return w;
}

const char *crumbs_line(struct arena *a, const char *const *parts, int n, int cells)
{
    int *widths = arena_alloc(a, (size_t)n * sizeof *widths), first = 0;
    const char *line = "";

    for (int i = 0; i < n; i++) {
        widths[i] = text_width(parts[i]);
    }
    int over = whole_width(widths, 0, n) - cells;
    over = shrink(widths, 1, n - 1, over);
    over = shrink(widths, n - 1, n, over);
    shrink(widths, 0, 1, over);
    while (first < n - 1 && whole_width(widths, first, n) > cells) {
        first++;
    }
    if (first == n - 1) {
        return cut_middle(a, parts[first], cells);
    }
    for (int i = first; i < n; i++) {
        line = arena_printf(a, "%s%s%s", line, i > first ? " › " : "",
                            cut_middle(a, parts[i], widths[i]));
    }
    return line;
}
