/* What a merge changes, as lines: for the screen that previews it and for the commands. */
#ifndef TUI_MERGE_WORDS_H
#define TUI_MERGE_WORDS_H

#include "tui/words.h"

struct merge_line {
    const char *text; /* raw: names, notes and paths are strangers' */
    enum role role;
    int indent; /* 0 a heading or a sentence; 1 what belongs to it; 2 what belongs to that */
    int source; /* the file that it is the first line of; -1: none */
};

/* All that there is to say of the report, in this order: files, people, conflicts, figures, remarks
 * and states, what waits. `whole_paths`: files by their path, else by their name alone. The list
 * lives in the tongue's arena. */
struct merge_line *merge_lines(const struct tongue *t, const struct merge_report *r,
                               bool whole_paths, int *n);

#endif
