#include "tui/bar.h"

#include <stdio.h>
#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/marks.h"

/* 100000 as "100,000": thousands are parted so that one sees how many there are at a glance. */
static const char *grouped(struct arena *a, int64_t n)
{
    const char *plain = arena_printf(a, "%lld", (long long)n);
    struct buf b = {0};
    size_t len = strlen(plain);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) {
            /* Translators: what parts thousands in a number. */
            buf_add(&b, _(","));
        }
        buf_addc(&b, plain[i]);
    }
    const char *text = arena_dup(a, b.s);
    buf_free(&b);
    return text;
}

void bar_count(struct buf *b, int64_t done, int64_t of)
{
    struct arena *a = arena_new();
    if (of > 0) {
        buf_printf(b, _("%s of %s"), grouped(a, done), grouped(a, of));
    } else if (done > 0) {
        buf_add(b, grouped(a, done));
    }
    arena_free(&a);
}

void bar_cells(struct buf *b, int64_t done, int64_t of, int w, bool utf8)
{
    int full = of > 0 ? (int)(done >= of ? w : done * w / of) : 0;
    for (int i = 0; of > 0 && i < w; i++) {
        enum mark m = i < full ? MARK_CERTAIN : MARK_REACH;
        buf_add(b, utf8 ? mark_utf8(m) : i < full ? "#" : "=");
    }
}

/* Letters that the terminal can't show become their nearest. */
static const char *shown(struct arena *a, const char *s, bool utf8)
{
    struct buf b = {0};
    buf_add(&b, "");
    for (size_t len; *s; s += len) {
        uint32_t c = utf8_next(s, &len);
        if (utf8 || c < 0x80) {
            buf_addn(&b, s, len);
        } else {
            buf_addc(&b, ascii_of(c));
        }
    }
    const char *text = arena_dup(a, b.s);
    buf_free(&b);
    return text;
}

void bar_line(struct buf *b, const char *what, int64_t done, int64_t of, int w, int bar_w,
              bool utf8)
{
    struct arena *a = arena_new();
    struct buf count = {0}, bar = {0}, line = {0};
    bar_count(&count, done, of);
    buf_add(&count, "");
    int room = w - text_width(what) - text_width(count.s) - 4;
    bar_cells(&bar, done, of, room < bar_w ? room : bar_w, utf8);
    buf_add(&line, what);
    if (bar.n > 0 && room > 2) {
        buf_printf(&line, "%s%s", line.n ? "  " : "", bar.s);
    }
    if (count.n > 0) {
        buf_printf(&line, "%s%s", line.n ? "  " : "", count.s);
    }
    buf_add(&line, "");
    buf_add(b, shown(a, cut_end(a, line.s, w > 1 ? w : 1), utf8));
    buf_free(&count);
    buf_free(&bar);
    buf_free(&line);
    arena_free(&a);
}
