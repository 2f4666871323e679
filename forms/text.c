#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include "forms/text.h"

/* ---- words of the program ---- */

const char *text_translated(const char *s)
{
    const char *said = gettext(s), *context = strchr(s, '\004');
    return said == s && context ? context + 1 : said;
}

/* ---- UTF-8 ---- */

/* The length of the strict UTF-8 sequence at s, of which n bytes may be read; 0 where it is bad. */
static size_t decode(const char *s, size_t n, uint32_t *c)
{
    int len = n == 0 ? 0 : u8_mbtoucr(c, (const uint8_t *)s, n);
    return len < 0 ? 0 : (size_t)len;
}

size_t utf8_check(const char *s, size_t n)
{
    const uint8_t *bytes = (const uint8_t *)s, *bad = u8_check(bytes, n);
    return bad ? (size_t)(bad - bytes) : n;
}

/* A NUL never continues a sequence, so decode stops before it reads beyond the end. */
uint32_t utf8_next(const char *s, size_t *len)
{
    uint32_t c;
    *len = 1;
    if (!(*s & 0x80))
        return (unsigned char)*s;
    size_t n = decode(s, 4, &c);
    if (!n)
        return 0xFFFD;
    *len = n;
    return c;
}

size_t utf8_put(char *out, uint32_t c)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (len == 1) {
        out[0] = (char)c;
        return 1;
    }
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[len] | c);
    return len;
}

/* ---- what may be shown ---- */

/* Most of what is shown; the rest of this file takes it by the run. */
static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

/* Also what this libunistring does not know yet: nobody can say whether that is seen. */
bool char_hidden(uint32_t c)
{
    const uint32_t categories = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
                                UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
                                UC_CATEGORY_MASK_Zp;
    if (c < 0x7F)
        return c < 0x20;
    return c > 0x10FFFF || uc_is_general_category_withtable(c, categories) ||
           uc_is_property_default_ignorable_code_point(c);
}

/* VS15, VS16 and ZWJ only change how their neighbours are drawn, and terminals disagree how. */
static bool is_dropped(uint32_t c)
{
    return c == 0xFE0E || c == 0xFE0F || c == 0x200D;
}

enum { ESCAPE_SIZE = 12 };

/* What stands for the character or bad byte at s, of *len bytes; NULL: it stands for itself. A raw
 * byte reads \xNN, a character \uNNNN, so that U+009B and a stray 9B differ. */
static const char *escape(const char *s, size_t *len, char out[ESCAPE_SIZE])
{
    uint32_t c;
    *len = decode(s, 4, &c);
    if (!*len) {
        *len = 1;
        snprintf(out, ESCAPE_SIZE, "\\x%02x", (unsigned)(unsigned char)*s);
        return out;
    }
    if (!char_hidden(c))
        return NULL;
    if (is_dropped(c))
        return "";
    if (c == '\n')
        return "\\n";
    if (c == '\t')
        return "\\t";
    if (c == '\r')
        return "\\r";
    if (c == 0x1B)
        return "\\e";
    snprintf(out, ESCAPE_SIZE,
             c < 0x80      ? "\\x%02x"
             : c < 0x10000 ? "\\u%04x"
                           : "\\U%08x",
             (unsigned)c);
    return out;
}

void buf_show(struct buf *b, const char *s, bool keep_newlines)
{
    char room[ESCAPE_SIZE];
    buf_add(b, "");
    for (size_t len; *s; s += len) {
        for (len = 0; is_plain(s[len]); len++)
            ;
        if (len > 0) {
            buf_addn(b, s, len);
            continue;
        }
        const char *e = escape(s, &len, room);
        if (!e || (keep_newlines && *s == '\n'))
            buf_addn(b, s, len);
        else
            buf_add(b, e);
    }
}

const char *text_show(struct arena *a, const char *s, bool keep_newlines)
{
    struct buf b = {0};
    buf_show(&b, s, keep_newlines);
    const char *shown = arena_dupn(a, b.s, b.n);
    buf_free(&b);
    return shown;
}

/* ---- widths ---- */

/* Columns of the first n bytes of s. */
static int width_of(const char *s, size_t n)
{
    char room[ESCAPE_SIZE];
    int width = 0;
    for (size_t i = 0, len; i < n; i += len) {
        if (is_plain(s[i])) {
            len = 1;
            width++;
            continue;
        }
        const char *e = escape(s + i, &len, room);
        if (e) {
            width += (int)strlen(e);
            continue;
        }
        int w = uc_width(utf8_next(s + i, &len), "UTF-8");
        width += w < 0 ? 0 : w;
    }
    return width;
}

bool text_is_line(const char *s, size_t most)
{
    size_t n = strlen(s);
    bool says = false;
    if (n == 0 || n > most || utf8_check(s, n) != n)
        return false;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = utf8_next(s + i, &len);
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
            return false;
        says |= c != ' ';
    }
    return says;
}

int text_width(const char *s)
{
    return width_of(s, strlen(s));
}

int text_width_n(const char *s, size_t n)
{
    return width_of(s, n);
}

/* ---- graphemes ---- */

enum { WINDOW = 64 };

/* Of n bytes that begin with a grapheme: where it ends. The whole rule is asked: whether two
 * letters belong together can depend on those before them (flags, families of emoji), which
 * u8_grapheme_next does not look at. */
static size_t first_grapheme(const char *s, size_t n)
{
    char room[WINDOW], *breaks = n <= WINDOW ? room : mem_alloc(n);
    size_t end = 1;
    u8_grapheme_breaks((const uint8_t *)s, n, breaks);
    while (end < n && !breaks[end])
        end++;
    if (breaks != room)
        free(breaks);
    return end;
}

/* At most n of the bytes at s, without a part of a letter at their end. */
static size_t whole_letters(const char *s, size_t n)
{
    size_t have = strnlen(s, n);
    for (int i = 0; i < 3 && have == n && (s[n] & 0xC0) == 0x80; i++)
        have = --n;
    return have;
}

/* A letter that joins no other by itself; most are. */
static bool stands_alone(const char *s, size_t *len)
{
    if (is_plain(*s)) {
        *len = 1;
        return true;
    }
    return uc_graphemeclusterbreak_property(utf8_next(s, len)) == GBP_OTHER;
}

size_t next_grapheme(const char *s, size_t at)
{
    size_t len, other;
    if (!s[at])
        return at;
    if (stands_alone(s + at, &len) && (!s[at + len] || stands_alone(s + at + len, &other)))
        return at + len;
    for (size_t window = WINDOW;; window *= 4) {
        size_t n = whole_letters(s + at, window), end = first_grapheme(s + at, n);
        if (end < n || !s[at + n])
            return at + end;
    }
}

enum { LOOK_BACK = 1024 };

size_t previous_grapheme(const char *s, size_t at)
{
    if (at == 0)
        return 0;
    /* From a place where one surely begins: none goes on into a plain letter. */
    size_t from = at - 1, least = at > LOOK_BACK ? at - LOOK_BACK : 0;
    while (from > least && !is_plain(s[from]))
        from--;
    while (from > 0 && (s[from] & 0xC0) == 0x80)
        from--;
    for (size_t next; (next = next_grapheme(s, from)) < at;)
        from = next;
    return from;
}

size_t text_fit(const char *s, int cells, int *width)
{
    size_t at = 0;
    int taken = 0;
    while (s[at]) {
        size_t next = next_grapheme(s, at);
        int w = width_of(s + at, next - at);
        if (w > cells - taken)
            break;
        taken += w;
        at = next;
    }
    if (width)
        *width = taken;
    return at;
}

const char *text_brief(struct arena *a, const char *s, int cells)
{
    if (text_fit(s, cells, NULL) == strlen(s))
        return text_show(a, s, false);
    return text_show(a, arena_printf(a, "%.*s...", (int)text_fit(s, cells - 3, NULL), s), false);
}

/* ---- names ---- */

static int ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int ascii_casecmp(const char *a, const char *b)
{
    while (*a && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return ascii_lower(*a) - ascii_lower(*b);
}

enum { WORD_MOST = 64 };

/* Edits from s (n bytes, at most 64) to name, a swap of neighbours counting as one. Hyyrö's
 * bit-parallel form of the usual table: bit i of `up` and `down` tells whether the table grows or
 * shrinks by one from row i to the next, so a column takes a handful of operations. A hostile file
 * may have tens of thousands of names to compare with. */
static int edits(const char *s, size_t n, const char *name)
{
    uint64_t where[256] = {0}; /* per byte, the places of s where it stands */
    for (size_t i = 0; i < n; i++)
        where[(unsigned char)s[i]] |= (uint64_t)1 << i;
    uint64_t up = ~(uint64_t)0, down = 0, same = 0, before = 0, last = (uint64_t)1 << (n - 1);
    int distance = (int)n;
    for (; *name; name++) {
        uint64_t here = where[(unsigned char)*name];
        uint64_t swapped = ((~same & here) << 1) & before;
        same = (((here & up) + up) ^ up) | here | down | swapped;
        uint64_t right = down | ~(same | up), left = same & up;
        distance += (right & last) ? 1 : (left & last) ? -1 : 0;
        right = right << 1 | 1;
        left <<= 1;
        up = left | ~(same | right);
        down = right & same;
        before = here;
    }
    return distance;
}

const char *nearest(const char *s, const char *const *names, size_t n)
{
    size_t len = strlen(s);
    if (len == 0 || len > WORD_MOST)
        return NULL;
    int most = (int)len / 3;
    const char *best = NULL;
    for (size_t i = 0; i < n && most > 0; i++) {
        size_t other = strlen(names[i]);
        if (other > len + (size_t)most || other + (size_t)most < len)
            continue;
        int e = edits(s, len, names[i]);
        if (e > most)
            continue;
        best = names[i];
        most = e - 1; /* only a nearer one takes its place */
    }
    return best;
}

bool is_id(const char *s)
{
    if (*s < 'a' || *s > 'z')
        return false;
    size_t n = 0;
    for (; s[n]; n++) {
        bool letter = s[n] >= 'a' && s[n] <= 'z', digit = s[n] >= '0' && s[n] <= '9';
        if ((!letter && !digit && s[n] != '_') || n == 64)
            return false;
    }
    return true;
}

bool id_reserved(const char *s)
{
    static const char *const words[] = {"all",      "rated", "unrated", "stopped", "incomplete",
                                        "no_score", "true",  "false",   "null",    "and",
                                        "or",       "not",   "in"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(s, words[i]) == 0)
            return true;
    return false;
}

/* ---- dates ---- */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return length[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January of the year. */
static int32_t days_before_year(int year)
{
    int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

enum { DAYS_TO_1970 = 719162 };

static int digits(const char *s, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (s[i] - '0');
    return value;
}

bool date_parse(const char *s, int32_t *days)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++) {
        bool digit = s[i] >= '0' && s[i] <= '9';
        if (shape[i] == 'd' ? !digit : s[i] != shape[i])
            return false;
    }
    int year = digits(s, 4), month = digits(s + 5, 2), day = digits(s + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return false;
    int32_t n = days_before_year(year) + day - 1 - DAYS_TO_1970;
    for (int m = 1; m < month; m++)
        n += month_length(year, m);
    *days = n;
    return true;
}

static void put_digits(char *out, int value, int n)
{
    while (n-- > 0) {
        out[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_format(int32_t days, char out[11])
{
    int32_t n = days + DAYS_TO_1970;
    int year = n / 366 + 1; /* at most a few years early */
    while (days_before_year(year + 1) <= n)
        year++;
    n -= days_before_year(year);
    int month = 1;
    for (; n >= month_length(year, month); month++)
        n -= month_length(year, month);
    put_digits(out, year, 4);
    out[4] = '-';
    put_digits(out + 5, month, 2);
    out[7] = '-';
    put_digits(out + 8, n + 1, 2);
    out[10] = '\0';
}

bool text_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool text_blank(const char *s)
{
    return !s || s[strspn(s, " \t\n")] == '\0';
}
