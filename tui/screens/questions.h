/* The questions screen's own data; its parts:
 *
 * questions        the table of functions; opening, reading
 * questions_act    what runs, and what each action does in command mode
 * questions_cannot why an action can't run
 * questions_walk   which questions are walked, and going from one to another
 * questions_edit   answering: digits, fields, reasons, notes
 * questions_away   the same in an editor of the user's own
 * questions_sheet  what the question's pane says, prepared
 * questions_draw   placing it all on the screen
 * questions_click  what a click comes to
 * outline          all questions, by criterion
 */
#ifndef TUI_SCREENS_QUESTIONS_H
#define TUI_SCREENS_QUESTIONS_H

#include "tui/ui.h"
#include "tui/widgets/answers.h"
#include "tui/widgets/edit.h"
#include "tui/widgets/live.h"
#include "tui/widgets/reader.h"

enum mode {
    MODE_COMMAND, /* keys are commands */
    MODE_FIELD,   /* a number, date, text or address is typed */
    MODE_REASON,  /* why not applicable, or why it can't be told */
    MODE_NOTE,
    MODE_OUTLINE, /* the cursor is in the outline */
    MODE_READER   /* the whole question and its guidance in a box */
};

/* Drafts that a question may have; their names in the state folder. */
enum draft { DRAFT_VALUE, DRAFT_NOTE, DRAFT_NA, DRAFT_CANT_TELL, DRAFTS };
extern const char *const draft_fields[DRAFTS];

#define REASONS_MOST 9

/* What the question's pane says. */
struct sheet {
    const char *path, *position; /* of the criterion; "question 1 of 10" */
    const char *ask;
    struct span *ask_lines;
    int nask, ask_shown; /* lines there are, and are shown */
    struct pane details; /* what is below the answers, or the closing line */
    int head_y, ask_y, answers_y, details_y, next_y; /* rows; next_y -1: not shown */
    int answers_h;
    const char *next; /* the question after this one; NULL none */
};

/* A line of the outline: a criterion, or a question in it. */
struct outline_entry {
    int criterion; /* -1: it is a question */
    int question;  /* of a criterion its first one that is walked */
    int level;
};
struct outline {
    struct outline_entry *entry;
    struct list list;
};

struct questions {
    struct campaign *campaign;
    struct work *work;
    struct arena *arena;  /* of what recalc reads */
    struct tongue tongue; /* with that arena */
    int *walk, nwalk;     /* questions that are walked, in the rubric's order */
    int at;               /* place of the question in the walk; nwalk: the closing line */
    int question;         /* the one on show; -1: the closing line, or none */
    enum mode mode;
    int stage;     /* that the walk was made for */
    bool inactive; /* the outline shows what is not asked, too */

    struct question_layout layout;
    struct answers answers;
    struct list rows; /* cursor among answers; its top is a line */
    struct sheet sheet;
    struct pane live;
    struct outline outline;
    struct reader reader;

    bool go_on;       /* an answer is being stored after which the next question comes by itself */
    char digits[12];  /* of a number with more than one, as far as it was typed */
    struct edit edit; /* of the field, the reason, the note */
    enum draft draft; /* what edit's text is a draft of */
    bool typed;       /* anything since it was opened */
    bool unkept;      /* … since the draft was kept */
    bool fresh;       /* of a reason: nothing typed yet, digits pick a last one */
    const char *reasons[REASONS_MOST];
    int nreasons;
    const char *state;          /* of the body, for the top line; "" none to be said */
    const char *locked;         /* why nothing can be answered as things stand; NULL: it can */
    char *fault;                /* what is wrong with what was typed; NULL nothing */
    const char *drafts[DRAFTS]; /* of the question on show; NULL none */
};

/* ---- the question on show ---- */

const struct question *the_question(const struct questions *q); /* NULL: none */
const struct qresult *the_result(const struct questions *q);
const struct answer *the_answer(const struct questions *q);
const struct standing *the_standing(const struct questions *q);
const char *ask_of(const struct questions *q, int question);

/* ---- questions_walk ---- */

/* Reads which questions are walked, and where the one on show is among them. */
void walk_read(struct questions *q, const struct ui *ui);
/* Puts another question on show; what was begun in the one before is forgotten. */
void walk_to(struct questions *q, int question);
/* To the place in the walk, or the nearest; beyond the last the closing line. */
void walk_at(struct questions *q, int at);
/* On from an answer that was stored; beyond the last the closing line. */
void walk_on(struct questions *q);
/* The first question that is open, else the first, of the stage on show; -1: there is none. */
int walk_first(struct questions *q, const struct ui *ui);

/* ---- questions_act ---- */

bool questions_runs(const struct screen *s, const struct ui *ui, enum action action);
/* Does it lead to something being stored? Then it does not run where the campaign is read only. */
bool questions_writes(enum action action);
/* … and only make sense while a question is on show? */
bool questions_is_answering(enum action action);
struct effect questions_act(struct screen *s, struct ui *ui, struct command c);

/* ---- questions_cannot ---- */

const char *questions_why_not(const struct screen *s, const struct ui *ui, enum action action);
/* ---- questions_click ---- */

struct command questions_click(struct screen *s, struct ui *ui, int y, int x);

/* ---- questions_edit ---- */

struct effect edit_choose(struct questions *q, struct ui *ui, struct command c);
struct effect edit_tick(struct questions *q, struct ui *ui, struct command c);
struct effect edit_begin(struct questions *q, struct ui *ui, struct command c);
struct effect edit_minus(struct questions *q, struct ui *ui, struct command c);
struct effect edit_reason(struct questions *q, struct ui *ui, struct command c);
struct effect edit_note(struct questions *q, struct ui *ui, struct command c);
struct effect edit_take_back(struct questions *q, struct ui *ui, struct command c);
/* A command while something is typed. */
struct effect edit_typing(struct questions *q, struct ui *ui, struct command c);
/* Stored, or refused: closes what was typed in, or leaves it as it is. */
void edit_settled(struct questions *q, bool stored);
/* The draft of what is typed now. */
struct effect edit_keep(struct questions *q);
/* Keeps it now, because what it is typed in goes away without a command of its own. */
void edit_keep_now(struct questions *q);
/* Reads the last reasons of the kind that is asked for. */
void reasons_read(struct questions *q, const struct ui *ui);
/* Where the note's box stands, and the columns of its lines. */
struct rect note_box(const struct questions *q);
int note_width(const struct questions *q);

/* ---- questions_away ---- */

/* What is typed goes to the user's editor and comes back. */
struct effect edit_elsewhere(struct questions *q);

/* ---- questions_sheet, outline, questions_draw ---- */

void sheet_read(struct questions *q, const struct ui *ui);
void guidance_read(struct questions *q, const struct ui *ui);
/* Is there more to read than the pane shows? */
bool guidance_is_there(const struct questions *q);

void outline_read(struct questions *q);
/* What is not asked is listed, or no longer. */
void outline_keep(struct questions *q, bool inactive);
/* To the chosen question, or why not. */
struct effect outline_go(struct questions *q);
void outline_draw(const struct questions *q, const struct ui *ui, struct rect r, int *cursor_y,
                  int *cursor_x);
/* Where its box stands on a screen without room for a pane, and its rows in the pane or the box. */
struct rect outline_box(struct rect area);
struct rect outline_rows(const struct questions *q, struct rect around);
/* The mark of a question as it stands. */
enum mark question_mark(const struct questions *q, int question);

/* Where the answers stand. */
struct rect answers_rect(const struct questions *q);
void questions_draw(const struct screen *s, struct ui *ui);

#endif
