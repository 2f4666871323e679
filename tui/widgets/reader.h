/* A long text in a box over the screen, to be scrolled: help, guidance. */
#ifndef TUI_WIDGETS_READER_H
#define TUI_WIDGETS_READER_H

#include "tui/ui.h"
#include "tui/widgets/pane.h"

struct reader {
    struct pane pane; /* what there is to read; its width is the box's inner one */
    const char *title;
    int top; /* the first line that is shown */
    struct rect box;
};

/* Begins a text in an area: the caller fills the pane, then calls reader_end. */
void reader_begin(struct reader *r, struct arena *a, struct rect area, const char *title);
void reader_end(struct reader *r, struct rect area);
/* … in a box that has room for at least so many lines. */
void reader_end_tall(struct reader *r, struct rect area, int least);
/* Scrolls. False: the action is none that does. */
bool reader_command(struct reader *r, enum action action);
/* Where the text ends in a question (IN_ASK): scrolls, says to Enter that it does nothing, and
 * which keys do; goes back by its key. Only yes is left for the owner: then false. */
bool reader_asks(struct reader *r, const struct ui *ui, struct command c, struct effect *e);
/* A click outside the box closes it. */
struct command reader_click(const struct reader *r, int y, int x);
void reader_draw(const struct reader *r, struct ui *ui);

#endif
