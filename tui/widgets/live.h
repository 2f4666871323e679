/* The live pane: what the answers come to so far, and what would better it. */
#ifndef TUI_WIDGETS_LIVE_H
#define TUI_WIDGETS_LIVE_H

#include "tui/ui.h"
#include "tui/widgets/pane.h"

/* Fills a pane of w × h: the subject's range, its criteria (that of question `at` first where not
 * all fit; -1: none in work), its body, proposals with their gain, the way up. What does not fit is
 * left out in this order: all but some proposals, the criteria's gauges, all but two proposals, all
 * but one criterion, the way up, proposals. */
void live_read(struct pane *p, const struct tongue *t, const struct work *w, int at, int stage,
               int width, int h);
/* Of the questions that are asked (rows in model/lib.h count the same way), of a stage; -1: of all.
 */
struct progress {
    int asked, answered, cant_tell, not_applicable;
};
struct progress progress_of(const struct work *w, int stage);

/* "28.3–88.6  Unsatisfactory … Good" for where there is no room for a pane, in w columns. In the
 * tongue's arena. */
const char *live_line(const struct tongue *t, const struct work *work, int w);
/* A proposal in one line: "+6.9 Fill in and send online". */
const char *proposal_line(const struct tongue *t, const struct work *w, int question);
/* The gain of a deficiency in what this subject's proposals are counted in. */
num proposal_gain(const struct work *w, int question);

#endif
