/* Where in the file a character of a scalar's text stands, through YAML's folding and escapes. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "forms/yaml.h"

/* A place in the file; line and col from 1, col in characters. */
struct spot {
    const char *at, *end;
    int line, col;
};

/* One character on. */
static void pass(struct spot *s)
{
    size_t len;
    uint32_t c = utf8_next(s->at, &len);
    bool ends = c == '\n' || c == 0x2028 || c == 0x2029 ||
                (c == '\r' && (s->at + 1 == s->end || s->at[1] != '\n'));
    s->at += len;
    s->line += ends;
    s->col = ends ? 1 : s->col + 1;
}

static void go_to(struct spot *s, int line, int col)
{
    while (s->at < s->end && (s->line < line || (s->line == line && s->col < col)))
        pass(s);
}

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* What an escape of a double-quoted text stands for, and how many characters it takes. */
static uint32_t escape(const struct spot *s, int *n)
{
    static const struct {
        char letter;
        int digits;
    } numbers[] = {{'x', 2}, {'u', 4}, {'U', 8}};
    char c = s->at + 1 < s->end ? s->at[1] : '\0';
    *n = 2;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char hex[9] = "";
        if (c != numbers[i].letter || s->end - s->at < 2 + numbers[i].digits)
            continue;
        memcpy(hex, s->at + 2, (size_t)numbers[i].digits);
        *n = 2 + numbers[i].digits;
        return (uint32_t)strtoul(hex, NULL, 16);
    }
    return c == 'n' ? '\n' : (uint32_t)(unsigned char)c;
}

/* The next thing of the raw text: what it stands for; the spot goes behind it. Blanks and line ends
 * stand for themselves: what they are folded to does not matter. */
static uint32_t take(struct spot *s, char quote)
{
    size_t len;
    int n = 1;
    uint32_t c = utf8_next(s->at, &len);
    if (quote == '"' && c == '\\')
        c = escape(s, &n);
    else if (quote == '\'' && c == '\'')
        n = 2;
    for (int i = 0; i < n && s->at < s->end; i++)
        pass(s);
    return c;
}

/* Is the text up to the offset written as it reads, on one line? */
static bool as_written(const struct spot *s, const char *text, size_t n)
{
    return (size_t)(s->end - s->at) >= n && memcmp(s->at, text, n) == 0 && !memchr(text, '\n', n);
}

void node_place(const char *bytes, size_t n, const struct node *scalar, int offset, int *line,
                int *col)
{
    bool bom = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    struct spot s = {bytes + 3 * bom, bytes + n, 1, 1};
    const char *end = scalar->text;
    int left = 0; /* characters before the one that is looked for, blanks not counted */
    for (size_t len; offset > 0 && *end; offset--, end += len)
        left += !is_white(utf8_next(end, &len));
    bool inside = *end && !is_white((unsigned char)*end);
    go_to(&s, scalar->line, scalar->col);
    char quote = scalar->plain || scalar->block || s.at >= s.end ? '\0' : *s.at;
    go_to(&s, scalar->line + scalar->block, scalar->block ? 1 : scalar->text_col);
    struct spot first = s;
    go_to(&first, scalar->line + scalar->block, scalar->text_col);
    if (as_written(&first, scalar->text, (size_t)(end - scalar->text))) {
        *line = first.line;
        *col = first.col;
        for (const char *at = scalar->text; at < end; at++)
            *col += ((unsigned char)*at & 0xC0) != 0x80;
        return;
    }
    /* Folding adds and takes away blanks and line ends alone: every other character has its own. */
    struct spot behind = s;
    while (s.at < s.end) {
        struct spot here = s;
        if (is_white(take(&s, quote)))
            continue;
        if (left == 0) {
            behind = here;
            break;
        }
        behind = s; /* where it ends here, or a blank follows: right behind what stands before */
        if (--left == 0 && !inside)
            break;
    }
    *line = behind.line;
    *col = behind.col;
}
