/* The screen for many: one question answered for several services of a body. Its parts:
 *
 * many        the table of functions, and what each key does, step by step
 * many_ask    the steps before the preview: which question, which answer
 * many_draw   the preview
 */
#ifndef TUI_SCREENS_MANY_H
#define TUI_SCREENS_MANY_H

#include "model/many.h"
#include "tui/ui.h"
#include "tui/widgets/answers.h"
#include "tui/widgets/edit.h"
#include "tui/widgets/picker.h"

enum many_step {
    STEP_QUESTION, /* which question */
    STEP_ANSWER,   /* which answer, or way to answer */
    STEP_FIELD,    /* a number, date, text or address is typed */
    STEP_REASON,   /* why not applicable, or why it can't be told */
    STEP_SHOW      /* what it would change */
};

/* What a row of the answers stands for. */
enum many_way { WAY_ROW, WAY_TYPE, WAY_NA, WAY_CANT_TELL, WAY_BEFORE, WAY_TAKE_BACK };
struct many_row {
    enum many_way way;
    int row; /* of WAY_ROW: among the question's answers */
};

#define REASONS_SHOWN 9

enum { MANY_NOW, MANY_NEW, MANY_SCORE, MANY_RATING, MANY_COLUMNS };

struct many_screen {
    struct arena *kept;  /* of what it was opened for, and of the preview */
    struct arena *arena; /* of what recalc reads */
    char body[CODE_ROOM];
    const char **services;
    int n;
    bool as_before; /* opened to take over: there is but one answer */
    enum many_step step;

    struct picker questions, answers;
    int *shown, nshown; /* questions that the picker's items are */
    int question;
    struct answers rows;
    struct many_row *row;
    int nrows;
    uint8_t *set;    /* of choices: what is ticked */
    char digits[12]; /* of a number with more than one, as far as it was typed */

    struct edit edit;
    bool cannot_tell; /* of a reason */
    const char *reasons[REASONS_SHOWN];
    int nreasons;
    char *fault; /* what is wrong with what was typed or ticked; NULL nothing */

    struct many_answer answer;
    struct many many; /* the preview */
    struct list list;
    struct rect box, rect; /* of the preview: its frame, its rows */
    struct column columns[MANY_COLUMNS];
    int name_w, detail_h;
};

const struct question *many_question(const struct many_screen *m, const struct ui *ui);
void many_fault(struct many_screen *m, const char *why);
/* On to the preview with m->answer; stays, and says why, where it can't be made. */
struct effect many_show(struct many_screen *m, struct ui *ui);

/* ---- many_ask ---- */

void ask_questions_read(struct many_screen *m, const struct ui *ui);
void ask_answers_read(struct many_screen *m, const struct ui *ui);
void ask_reasons_read(struct many_screen *m, const struct ui *ui);
struct effect ask_questions_act(struct many_screen *m, struct ui *ui, struct command c);
struct effect ask_answers_act(struct many_screen *m, struct ui *ui, struct command c);
struct effect ask_typing_act(struct many_screen *m, struct ui *ui, struct command c);
void ask_typing_draw(const struct many_screen *m, struct ui *ui);

/* ---- many_draw ---- */

void show_read(struct many_screen *m, const struct ui *ui);
void show_draw(const struct many_screen *m, struct ui *ui);

#endif
