/* Going to what was found, or listed: the screen that shows it. */
#ifndef TUI_SCREENS_GOTO_H
#define TUI_SCREENS_GOTO_H

#include "tui/ui.h"

/* Where a box of things to go to stands: as high whatever is in it, and not over a large screen. */
struct rect go_area(const struct ui *ui);

/* To a body. */
struct effect go_body(const char *body);
/* To a service: its questions, or, where none is asked of it, its row in its body. */
struct effect go_service(struct ui *ui, const char *body, const char *service);
/* To a question of a subject (service "": the body itself). Where it belongs to another stage than
 * the one on show, that comes on show; where it is not asked there, a message says so. */
struct effect go_question(struct ui *ui, const char *body, const char *service, int question);
/* The same; of what is computed, and never asked, to its sum. */
struct effect go_answer(struct ui *ui, const char *body, const char *service, int question);

#endif
