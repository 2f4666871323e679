#include "tui/marks.h"

#include <stddef.h>
#include <uninorm.h>
#include "forms/text.h"

static const struct {
    const char *utf8, *ascii, *legend;
} table[MARKS] = {
#define MARK(id, utf8, ascii, legend) [MARK_##id] = {utf8, ascii, legend},
#include "tui/marks.def"
#undef MARK
};

/* Signs and letters of people's texts that have no base letter in Unicode, or that stand for one.
 */
static const struct {
    uint32_t c;
    char ascii;
} folds[] = {
    {0x018F, 'E'}, {0x0259, 'e'},  {0x0131, 'i'},  {0x2010, '-'},  {0x2011, '-'}, {0x2012, '-'},
    {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201C, '"'}, {0x201D, '"'},
    {0x201E, '"'}, {0x00AB, '"'},  {0x00BB, '"'},  {0x2022, '*'},  {0x2039, '<'}, {0x2116, '#'},
    {0x00A0, ' '}, {0x00DF, 's'},  {0x00D8, 'O'},  {0x00F8, 'o'},  {0x0141, 'L'}, {0x0142, 'l'},
};

static bool utf8_on = true;

void marks_use_utf8(bool on)
{
    utf8_on = on;
}

bool marks_utf8(void)
{
    return utf8_on;
}

const char *mark(enum mark m)
{
    return utf8_on ? table[m].utf8 : table[m].ascii;
}

const char *mark_utf8(enum mark m)
{
    return table[m].utf8;
}

const char *mark_legend(enum mark m)
{
    return table[m].legend ? _(table[m].legend) : NULL;
}

static char mark_fold(uint32_t c)
{
    size_t len;

    for (int i = 0; i < MARKS; i++) {
        if (utf8_next(table[i].utf8, &len) == c) {
            return table[i].ascii[0];
        }
    }
    return 0;
}

char ascii_of(uint32_t c)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

    if (c < 0x80) {
        return (char)c;
    }
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++) {
        if (folds[i].c == c) {
            return folds[i].ascii;
        }
    }
    char folded = mark_fold(c);
    if (folded) {
        return folded;
    }
    int n = uc_canonical_decomposition(c, parts);
    return n > 0 && parts[0] < 0x80 ? (char)parts[0] : '?';
}
