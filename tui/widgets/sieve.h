/* A reader whose text is made of entries, of which `/` and what is typed then leave those that have
 * the words: help, messages. Its box keeps its height meanwhile. */
#ifndef TUI_WIDGETS_SIEVE_H
#define TUI_WIDGETS_SIEVE_H

#include "tui/widgets/edit.h"
#include "tui/widgets/reader.h"

struct sieve {
    struct arena *arena; /* of the text */
    struct reader reader;
    struct edit edit; /* what was typed */
    bool typing;
    int whole; /* lines of all entries */
};

void sieve_begin(struct sieve *s);
void sieve_free(struct sieve *s);
/* Where keys are pressed: IN_PICKER while one types, else IN_READER and IN_SIEVE. */
where_set sieve_where(const struct sieve *s);
/* Types, scrolls, begins and ends typing. True: the whole is to be closed. */
bool sieve_command(struct sieve *s, struct command c);
/* For a screen's `hint`: what Enter and Esc do while one types. */
void sieve_hint(const struct sieve *s, enum action action, const char **word);

/* Fills the pane with the entries that sieve_takes() lets through: `fill` is called once for all of
 * them, to know the height, and once for those that have the words. */
void sieve_read(struct sieve *s, struct rect area, const char *title,
                void (*fill)(struct sieve *s, void *arg), void *arg);
bool sieve_takes(const struct sieve *s, const char *text);
void sieve_draw(const struct sieve *s, struct ui *ui);

#endif
