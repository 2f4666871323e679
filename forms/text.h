/* Bytes as text: strict UTF-8, widths, texts made safe to show, names compared. */
#ifndef FORMS_TEXT_H
#define FORMS_TEXT_H

#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "forms/mem.h"

/* Words of the program: gettext. N_ marks a text that is translated where it is used. */
#define _(s) gettext(s)
#define N_(s) (s)
/* The same for a word that other languages say differently in different places: the context tells
 * them apart (lint and tests read "key", "column", "heading"). */
#define C_(context, s) text_translated(context "\004" s)
#define NC_(context, s) (context "\004" s)
/* The translation of what _, N_, C_ or NC_ marks; where there is none the text itself, without its
 * context. */
const char *text_translated(const char *s) __attribute__((format_arg(1)));

/* Offset of the first byte that is not strict UTF-8 (no overlong forms, surrogates or values above
 * U+10FFFF), or n where all is well. */
size_t utf8_check(const char *s, size_t n);
/* The code point at s and its length in bytes (*len ≥ 1); U+FFFD for a bad byte. */
uint32_t utf8_next(const char *s, size_t *len);
/* Appends c as UTF-8 and returns the number of bytes written (1 to 4). */
size_t utf8_put(char *out, uint32_t c);

/* True where c must never reach a terminal raw: C0, DEL, C1, bidi controls, zero-width and other
 * invisible characters, U+FEFF, U+00AD, VS15/VS16, ZWJ, tags, line and paragraph separators,
 * private-use specials, noncharacters. */
bool char_hidden(uint32_t c);
/* s with every such character, and every bad byte, replaced by a visible escape ("\x1b" as "␛"-free
 * ASCII: \e, \n, \t, \x07, \u202e …); VS15/16 and ZWJ are dropped. Newlines stay where
 * keep_newlines. The result is valid UTF-8, in the arena. */
const char *text_show(struct arena *a, const char *s, bool keep_newlines);
/* Appends the same to a buffer. */
void buf_show(struct buf *b, const char *s, bool keep_newlines);

/* s made showable for a sentence: at most `cells` wide, cut with "..." where it is longer. */
const char *text_brief(struct arena *a, const char *s, int cells);

/* Is s one line that says something: 1 to `most` bytes of UTF-8, no control characters, not blanks
 * alone? */
bool text_is_line(const char *s, size_t most);

/* Columns that s takes on a terminal (libunistring's widths; hidden characters count as their
 * escapes do). */
int text_width(const char *s);
/* The longest start of s that is at most `cells` wide, cut between graphemes: its length in bytes;
 * *width, where not NULL, gets its width. */
size_t text_fit(const char *s, int cells, int *width);

/* The same of its first n bytes. */
int text_width_n(const char *s, size_t n);
/* Offset of the grapheme (what a person takes for one letter: with its marks, a flag, a family of
 * emoji) after, and before, the one that begins at `at`. */
size_t next_grapheme(const char *s, size_t at);
size_t previous_grapheme(const char *s, size_t at);

/* Are they equal, both of them NULL too? */
bool text_same(const char *a, const char *b);
/* Is there nothing in it that says something: NULL, or blanks, tabs and newlines alone? */
bool text_blank(const char *s);

/* Appends s folded for finding: case, accents and what only an Azerbaijani keyboard has are
 * levelled
 * ("Gəncə" and "GENCE" give "gence", "Iğdır" gives "igdir"); other letters are kept. The same in
 * every locale. */
void text_fold(struct buf *out, const char *s);
/* Do all words of `typed` occur in `text`, both folded, in any order? Nothing typed: true. */
bool text_finds(const char *typed, const char *text);
/* Appends the words of s, folded, a blank before each that is not the first of all: what is put
 * into the search index, and looked for in it. A word is a run of letters and digits. */
void text_words(struct buf *out, const char *s);

/* Appends a key to sort s by: of two texts that one comes first whose key does (strcmp). The order
 * is that of the Azerbaijani alphabet, numbers by their size and before letters, Latin before
 * Cyrillic; accents of other letters decide only between texts that are else equal, then case, then
 * bytes, so that different texts are never equal. The same in every locale. */
void text_collate(struct buf *out, const char *s);
/* Compares two texts by their keys, as strcmp does. Of a long list keep the keys instead. */
int text_collate_compare(const char *a, const char *b);

/* ASCII only, whatever the locale: 0 where equal but for A–Z and a–z. */
int ascii_casecmp(const char *a, const char *b);

/* The nearest of the names to s, by edits (a swap of neighbours is one); NULL where none is near
 * enough to be what was meant (more than a third of its letters differ). */
const char *nearest(const char *s, const char *const *names, size_t n);

/* rubric.md: [a-z][a-z0-9_]{0,63}; reserved words are not checked here. */
bool is_id(const char *s);
/* True for all, rated, unrated, … : the ids that rubric.md part 1 keeps for itself. */
bool id_reserved(const char *s);

/* Days since 1970-01-01 of an ISO date YYYY-MM-DD that exists (years 0001 to 9999). */
bool date_parse(const char *s, int32_t *days);
void date_format(int32_t days, char out[11]);

#endif
