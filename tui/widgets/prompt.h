/* A line to type in, with a line below it: what is wrong with what was typed, else a hint. */
#ifndef TUI_WIDGETS_PROMPT_H
#define TUI_WIDGETS_PROMPT_H

#include "tui/ui.h"
#include "tui/widgets/edit.h"

struct prompt {
    struct edit edit;
    char *fault; /* NULL: nothing is wrong */
};

/* Begins with a text; NULL: empty. */
void prompt_begin(struct prompt *p, const char *text);
void prompt_free(struct prompt *p);
/* What is wrong, copied; NULL: nothing. */
void prompt_fault(struct prompt *p, const char *why);
/* What was typed, without blanks around it, in the arena. */
const char *prompt_typed(const struct prompt *p, struct arena *a);
/* Types; what was wrong is wrong no more. */
void prompt_command(struct prompt *p, struct command c);
/* Two lines of w columns, the field behind the label ("": none); sets the cursor. */
void prompt_draw(const struct prompt *p, struct ui *ui, int y, int x, int w, const char *label,
                 const char *hint);

#endif
