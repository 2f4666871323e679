/* The evidence of an answer, and choosing files for it. */
#ifndef TUI_SCREENS_FILES_H
#define TUI_SCREENS_FILES_H

#include "tui/ui.h"

/* A question that evidence belongs to, held by a screen. */
struct files_place {
    char body[CODE_ROOM], service[CODE_ROOM], question[CODE_ROOM];
};
/* The question of a place; false where there is none. */
bool files_place_of(struct files_place *out, const struct ui *ui, const struct place *at);
struct evidence_place files_evidence(const struct files_place *p);

struct files {
    struct files_place place;
    struct arena *arena; /* of what recalc reads */
    struct evidence *file;
    int nfiles;
    struct list list;
    struct rect box;
    const char *about[2]; /* lines about the chosen file */
};
/* The chosen file of a files screen; NULL none. */
const struct evidence *files_chosen(const struct screen *s);

/* "1.2 MB". In the arena. */
const char *say_size(struct arena *a, int64_t bytes);
/* The path that was chosen on the rubric file screen; NULL: it is not that one. */
const char *rubric_file_chosen(const struct screen *s);

#endif
