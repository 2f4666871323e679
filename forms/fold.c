/* Texts folded for finding: what somebody types on whatever keyboard finds what was written. */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include "forms/text.h"

/* Letters that neither decomposition nor case folding brings to what is typed for them. */
static uint32_t levelled(uint32_t c)
{
    switch (c) {
    case 0x0259: /* ə */
        return 'e';
    case 0x0131: /* ı */
        return 'i';
    default:
        return c;
    }
}

static void put_levelled(struct buf *out, const char *s, size_t n)
{
    for (size_t i = 0, len; i < n; i += len) {
        char bytes[4];
        uint32_t c = utf8_next(s + i, &len);
        if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn))
            continue; /* the accent of a letter that was taken apart */
        buf_addn(out, bytes, utf8_put(bytes, levelled(c)));
    }
}

void text_fold(struct buf *out, const char *s)
{
    size_t n = 0;
    /* "" is no language: I folds to i in every locale. */
    uint8_t *folded = u8_casefold((const uint8_t *)s, strlen(s), "", UNINORM_NFKD, NULL, &n);
    if (folded)
        put_levelled(out, (const char *)folded, n);
    free(folded);
}

bool text_finds(const char *typed, const char *text)
{
    struct buf words = {0}, in = {0};
    bool all = true;
    text_fold(&words, typed);
    text_fold(&in, text);
    char *rest = NULL;
    for (char *word = words.s ? strtok_r(words.s, " ", &rest) : NULL; word && all;
         word = strtok_r(NULL, " ", &rest))
        all = in.s && strstr(in.s, word);
    buf_free(&words);
    buf_free(&in);
    return all;
}

static bool in_word(uint32_t c)
{
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

void text_words(struct buf *out, const char *s)
{
    struct buf folded = {0};
    bool apart = out->n > 0;
    text_fold(&folded, s);
    for (size_t i = 0, len; i < folded.n; i += len) {
        uint32_t c = utf8_next(folded.s + i, &len);
        if (!in_word(c)) {
            apart = true;
            continue;
        }
        if (apart && out->n > 0)
            buf_addc(out, ' ');
        apart = false;
        buf_addn(out, folded.s + i, len);
    }
    buf_free(&folded);
}
