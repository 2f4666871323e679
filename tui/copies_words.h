/* Copies of the file, and what going back to one does, in words (no curses). Everything is in the
 * arena, raw; texts of several lines have newlines between. */
#ifndef TUI_COPIES_WORDS_H
#define TUI_COPIES_WORDS_H

#include "forms/mem.h"
#include "model/copies.h"

/* Why it was made: "before a merge". */
const char *say_copy_why(enum copy_why why);
/* The user's clock: "2019-10-15 14:03". */
const char *say_moment(struct arena *a, const char *utc);
/* What the file has that the copy lacks, and the other way round; a line per person. */
const char *say_difference(struct arena *a, const struct copy_difference *d);
/* Of one event that the copy lacks: "MOT/T2 level: sent". */
const char *say_copy_change(struct arena *a, const struct copy_change *c);
/* What was put back, what is missing now, and where what was there before is kept: `brief`, for the
 * message line, among the copies. */
const char *say_restored(struct arena *a, const struct restored *r, bool brief);
/* What taking the last merge back takes away and leaves. */
const char *say_merge_back(struct arena *a, const struct merge_back *m);

#endif
