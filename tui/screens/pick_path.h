/* Choosing files, or a folder to write into, within a screen: letters narrow what the folder holds,
 * Enter opens a folder or takes a file, a path can be typed or pasted. */
#ifndef TUI_SCREENS_PICK_PATH_H
#define TUI_SCREENS_PICK_PATH_H

#include "tui/screens/folder.h"
#include "tui/ui.h"
#include "tui/widgets/picker.h"

struct path_row;
struct path_picker {
    bool folders;       /* a folder is chosen; else files */
    bool one;           /* of files: only one is taken, none are marked */
    bool new_file;      /* of folders: a typed path may name a new file in one that is there */
    const char *ending; /* of files: only those whose names end so are listed; NULL: all */
    const char *key;    /* in the state folder: where one was last */
    const char *here;   /* the words of the row that takes the folder on show */
    struct picker picker;
    struct folder folder;
    char **marked; /* paths */
    int nmarked;
    struct arena *arena; /* of what path_recalc reads */
    struct path_row *row;
    struct picker_item *item;
    int nrows;
    const char *path; /* that was typed; NULL */
    /* What was taken, as long as nothing else is done with the picker. */
    const char **chosen; /* paths of files */
    int nchosen;
    const char *into, *named; /* the folder, and the name that was typed (NULL: none) */
};

/* Begins where one was last, else at home. `key` and `here` are literals, `here` translated. */
void path_begin(struct path_picker *p, bool folders, const char *key, const char *here);
void path_end(struct path_picker *p);
bool path_runs(const struct path_picker *p, enum action action);

enum path_done { PATH_GOES_ON, PATH_TAKEN, PATH_CLOSED };
/* Does what a command says. *e gets what else should happen where it goes on. */
enum path_done path_act(struct path_picker *p, struct command c, struct effect *e);
/* Reads what it shows: a box in the area with that word before the folder's path; `marked` is the
 * line below where files are marked (NULL: the usual one). */
void path_recalc(struct path_picker *p, struct ui *ui, struct rect area, const char *what,
                 const char *marked);
void path_draw(const struct path_picker *p, struct ui *ui);

#endif
