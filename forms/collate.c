/* Texts ordered as an Azerbaijani dictionary orders them, the same in every locale. */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include "forms/text.h"

/* A key has four levels, each deciding only where those before it are equal: letters, accents,
 * case, bytes. Within a level greater bytes come later; no level has a byte below GAP. */
enum {
    END = 1, /* of a level */
    GAP = 2, /* whatever parts words: before all else */
    NUMBER = 3,
    LETTER = 0x10, /* … and on: the letters below */
    OTHER = 0x50   /* before the letter of another alphabet, in the order of code points */
};

/* The alphabet, with w where Azerbaijani readers look for it. */
static const struct {
    uint32_t small, capital;
} alphabet[] = {
    {'a', 'A'},     {'b', 'B'},     {'c', 'C'}, {0xe7, 0xc7},   {'d', 'D'},   {'e', 'E'},
    {0x259, 0x18f}, {'f', 'F'},     {'g', 'G'}, {0x11f, 0x11e}, {'h', 'H'},   {'x', 'X'},
    {0x131, 'I'},   {'i', 0x130},   {'j', 'J'}, {'k', 'K'},     {'q', 'Q'},   {'l', 'L'},
    {'m', 'M'},     {'n', 'N'},     {'o', 'O'}, {0xf6, 0xd6},   {'p', 'P'},   {'r', 'R'},
    {'s', 'S'},     {0x15f, 0x15e}, {'t', 'T'}, {'u', 'U'},     {0xfc, 0xdc}, {'v', 'V'},
    {'w', 'W'},     {'y', 'Y'},     {'z', 'Z'},
};
#define LETTERS (sizeof alphabet / sizeof alphabet[0])

#define FIRST_ACCENT 0x300 /* a text of lower code points alone is composed as it is */

struct key {
    struct buf letters, accents, cases;
    struct buf number; /* the digits of a number that is being read */
    bool gap;          /* something parted what comes from what was */
};

/* A number is as large as it is long, then as its digits say; zeros before it count for nothing. */
static void end_number(struct key *k)
{
    if (k->number.n == 0)
        return;
    size_t zeros = strspn(k->number.s, "0"), n = k->number.n - zeros;
    buf_addc(&k->letters, NUMBER);
    for (; n >= 200; n -= 200)
        buf_addc(&k->letters, (char)0xfe);
    buf_addc(&k->letters, (char)(n + 2));
    buf_add(&k->letters, k->number.s + zeros);
    buf_clear(&k->number);
}

static void begin_sign(struct key *k)
{
    if (k->gap && k->letters.n > 0)
        buf_addc(&k->letters, GAP);
    k->gap = false;
}

static void add_letter(struct key *k, char weight, uint32_t other, bool capital)
{
    char bytes[4];
    end_number(k);
    begin_sign(k);
    buf_addc(&k->letters, weight);
    if (other)
        buf_addn(&k->letters, bytes, utf8_put(bytes, other));
    buf_addc(&k->accents, GAP);
    buf_addc(&k->cases, capital ? GAP + 1 : GAP);
}

static bool add_known(struct key *k, uint32_t c)
{
    for (size_t i = 0; i < LETTERS; i++) {
        if (alphabet[i].small == c || alphabet[i].capital == c) {
            add_letter(k, (char)(LETTER + i), 0, c == alphabet[i].capital);
            return true;
        }
    }
    return false;
}

/* A code point that no longer can be taken apart. */
static void add_plain(struct key *k, uint32_t c)
{
    int digit = uc_decimal_value(c);
    char bytes[4];
    if (digit >= 0) {
        if (k->number.n == 0)
            begin_sign(k);
        buf_addc(&k->number, (char)('0' + digit));
    } else if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M)) {
        /* before the GAP of its letter, so that an accent comes after none */
        if (k->accents.n > 0)
            k->accents.n--;
        buf_addn(&k->accents, bytes, utf8_put(bytes, c));
        buf_addc(&k->accents, GAP);
    } else if (add_known(k, c)) {
        return;
    } else if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) {
        uint32_t small = uc_tolower(c);
        add_letter(k, OTHER, small, small != c);
    } else {
        end_number(k);
        k->gap = true;
    }
}

/* Is it a letter of its own, though it could be taken apart? */
static bool is_whole(uint32_t c)
{
    return c == 0x419 || c == 0x439; /* Й, й */
}

static void add_sign(struct key *k, uint32_t c)
{
    uint32_t parts[32];
    size_t n = sizeof parts / sizeof parts[0];
    if (add_known(k, c)) /* nearly all of them: nothing is taken apart for them */
        return;
    if ((c < 0x80 || is_whole(c) || !u32_normalize(UNINORM_NFKD, &c, 1, parts, &n))) {
        add_plain(k, c);
        return;
    }
    for (size_t i = 0; i < n; i++)
        add_plain(k, parts[i]);
}

void text_collate(struct buf *out, const char *s)
{
    struct key k = {.gap = false};
    struct buf clean = {0};
    char bytes[4];
    bool composed = true;
    size_t len, n = 0;
    for (const char *at = s; *at; at += len) {
        uint32_t c = utf8_next(at, &len);
        composed = composed && c < FIRST_ACCENT;
        buf_addn(&clean, bytes, utf8_put(bytes, c));
    }
    uint8_t *whole =
        composed ? NULL : u8_normalize(UNINORM_NFC, (uint8_t *)clean.s, clean.n, NULL, &n);
    const char *text = composed ? clean.s : (const char *)whole;
    n = composed ? clean.n : n;
    for (size_t i = 0; text && i < n; i += len)
        add_sign(&k, utf8_next(text + i, &len));
    end_number(&k);
    const struct buf *levels[] = {&k.letters, &k.accents, &k.cases};
    for (size_t i = 0; i < 3; i++) {
        buf_addn(out, levels[i]->s ? levels[i]->s : "", levels[i]->n);
        buf_addc(out, END);
    }
    buf_add(out, s);
    free(whole);
    buf_free(&clean);
    buf_free(&k.letters);
    buf_free(&k.accents);
    buf_free(&k.cases);
    buf_free(&k.number);
}

int text_collate_compare(const char *a, const char *b)
{
    struct buf first = {0}, second = {0};
    text_collate(&first, a);
    text_collate(&second, b);
    int order = strcmp(first.s ? first.s : "", second.s ? second.s : "");
    buf_free(&first);
    buf_free(&second);
    return order ? order : strcmp(a, b);
}
