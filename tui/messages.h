/* What was said in the message line: the last of it, on this laptop, whatever file was open. It is
 * kept in the state folder. */
#ifndef TUI_MESSAGES_H
#define TUI_MESSAGES_H

#include "forms/mem.h"
#include "tui/theme.h"

#define MESSAGES_MOST 200

struct messages;

struct said {
    const char *at; /* UTC, as events have it */
    enum role role; /* TEXT, WARNING or ERROR */
    const char *text;
};

struct messages *messages_new(void);
void messages_free(struct messages **m); /* keeps them */
/* Adds one. The same text said again, with nothing between, is one message, of the later time. */
void messages_add(struct messages *m, enum role role, const char *text);
/* Writes what is new to the state folder; cheap where nothing is. Where it can't be written, what
 * was said since stays here. */
void messages_keep(struct messages *m);
/* All of them, the latest first, also those that another meyar kept; gives how many. In the arena.
 */
int messages_read(const struct messages *m, struct said **list, struct arena *a);

#endif
