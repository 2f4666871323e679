/* A folder's files, for choosing among them. No curses. */
#ifndef TUI_SCREENS_FOLDER_H
#define TUI_SCREENS_FOLDER_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/mem.h"

struct folder_entry {
    const char *name, *folded; /* folded: as text_fold does */
    bool folder;
    int64_t size, changed; /* of a file; seconds */
};

#define FOLDER_MOST 20000 /* entries that are read */

struct folder {
    struct arena *arena;
    const char *path; /* absolute, without a slash at its end but "/" */
    struct folder_entry *entry;
    int n;
    bool more;          /* there are more than were read */
    const char *unread; /* why it can't be read; NULL: it was */
};

/* Reads a folder: folders first, by name, then regular files, the latest first. Where it can't be
 * read it is empty, and `unread` says why. */
void folder_read(struct folder *f, const char *path);
void folder_free(struct folder *f);
/* The folder above, in the arena. */
const char *folder_above(struct arena *a, const char *path);
/* What was typed or pasted as a path: "~", "file://" and what terminals put around a file that was
 * dropped on them are undone. NULL: it is no path, but letters that narrow. In the arena. */
const char *typed_path(struct arena *a, const char *typed);

#endif
