/* Remarks as the words that screens and commands show; results are in the arena, or live on. */
#ifndef TUI_REMARK_WORDS_H
#define TUI_REMARK_WORDS_H

#include "model/lib.h"
#include "tui/marks.h"
#include "tui/words.h"

/* "open", "answered", "settled"; "unclear" where one laptop settled and another did not. */
const char *say_remark_state(const struct remark *r);
enum mark remark_mark(const struct remark *r);
/* "Supervisor, 2019-10-14 10:12". */
const char *say_who_when(struct arena *a, const char *by, const char *at);
/* A text in one line, for a narrow place; of a very long one the beginning. */
const char *say_in_line(struct arena *a, const char *text);
/* "text… (Supervisor, 2019-10-14, answered) … m more", of one remark of n, for one line of w
 * columns or for two of them. */
const char *say_remark(struct arena *a, const struct remark *r, int n, int w, bool two);
/* What the remark is about, of a place of which one knows the body: "Vehicle registration › How far
 * …"; "The body itself". */
const char *say_remark_place(const struct tongue *t, struct campaign *c, const struct remark *r);

#endif
