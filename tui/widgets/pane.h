/* A column of lines that is prepared first (recalc) and placed later (draw): texts, pairs of texts,
 * gauges. Where there is not enough room, lines give way in an order that they bring with them. */
#ifndef TUI_WIDGETS_PANE_H
#define TUI_WIDGETS_PANE_H

#include "forms/lib.h"
#include "tui/theme.h"

enum pane_kind { PANE_TEXT, PANE_PAIR, PANE_GAUGE };

struct pane_line {
    enum pane_kind kind;
    int give; /* where there is no room the largest go first, all of one number together; 0: stays
               */
    enum role role, right_role;
    const char *left, *right; /* of a text: left */
    int indent;               /* columns before a text */
    int64_t low, high, full;  /* of a gauge */
    int gauge_w;
};

/* Lines live in the arena; w is the width that texts are wrapped to. */
struct pane {
    struct arena *arena;
    int w, n, room;
    struct pane_line *lines;
};

void pane_begin(struct pane *p, struct arena *a, int w);
void pane_blank(struct pane *p, int give);
/* A text, wrapped over at most `most` lines (0: all); what is beyond ends in …. */
void pane_text(struct pane *p, int give, enum role role, int most, const char *text);
/* A text at the left edge and one at the right; the left one is cut at its end. */
void pane_pair(struct pane *p, int give, enum role role, const char *left, enum role right_role,
               const char *right);
/* A label of a fixed width with a text beside it, wrapped over at most `most` lines under itself.
 */
void pane_entry(struct pane *p, int give, const char *label, int label_w, int most,
                const char *text);
/* A gauge of gauge_w columns (0: all of the width) with a text to its right where it leaves room.
 */
void pane_gauge(struct pane *p, int give, enum role role, int gauge_w, int64_t low, int64_t high,
                int64_t full, const char *right);
/* Lets lines go until at most h are left, or only such as give less than `least`. */
void pane_fit(struct pane *p, int h, int least);
/* Draws at most h lines. */
void pane_draw(const struct pane *p, int y, int x, int h);

#endif
