/* From keys to actions. The table of actions (actions.def) is the only place that knows keys; a
 * user's settings may put others in their place. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "forms/mem.h"
#include "forms/settings.h"

/* Where keys are pressed: a screen in command mode, or something of it that takes the keys. A set
 * of such places, one bit each. */
typedef uint64_t where_set;

#define WHERE(n) (UINT64_C(1) << (n))
#define IN_BODIES WHERE(0)
#define IN_BODY WHERE(1)
#define IN_QUESTIONS WHERE(2)
#define IN_FIELD WHERE(3)   /* one line of text, a number, a date */
#define IN_NOTE WHERE(4)    /* many lines */
#define IN_REASON WHERE(5)  /* why not applicable, why it can't be told */
#define IN_OUTLINE WHERE(6) /* all questions, to go to one */
#define IN_READER WHERE(7)  /* a long text in a box: help, guidance */
#define IN_PICKER WHERE(8)  /* a list in a box; letters that are typed narrow it */
#define IN_WHY WHERE(9)
#define IN_FILES WHERE(10)        /* the evidence of an answer */
#define IN_HISTORY WHERE(11)      /* what happened to an answer, a service, a body */
#define IN_MANY WHERE(12)         /* one question answered for many services */
#define IN_SIEVE WHERE(13)        /* a reader that shows only what has the typed words */
#define IN_JUMP WHERE(14)         /* a list in a box with several kinds of rows */
#define IN_REMARKS WHERE(15)      /* what reviewers said of a place */
#define IN_CONFLICTS WHERE(16)    /* what differs, side by side */
#define IN_HAND_IN WHERE(17)      /* bodies to be handed in */
#define IN_HAND_IN_FILE WHERE(18) /* where to write what is handed in */
#define IN_TAKE_IN WHERE(19)      /* what taking in would change, and what it has changed */
#define IN_PEOPLE WHERE(20)       /* who works here, and with what role */
#define IN_ASK WHERE(21)          /* a question that only its own key answers with yes */
#define IN_COPIES WHERE(22)       /* the copies of the file */
#define IN_PROPOSALS WHERE(23)    /* a body's proposals */
#define IN_PROPOSAL WHERE(24)     /* the fields of one, in a box */
#define IN_REPORT WHERE(25)       /* the campaign report */
#define IN_SCORECARD WHERE(26)    /* everything of a body on one page */
#define IN_OPINION WHERE(27)      /* a body's opinion: read, given, written to a file */
#define IN_TRENDS WHERE(28)       /* figures over the years */
#define IN_PACE WHERE(29)         /* how far each inspector is */
#define IN_COMPARE WHERE(30)      /* questions × bodies */
#define IN_LAST IN_COMPARE
/* where a row of the daily work is chosen; where a body is, to be brought on its way */
#define IN_LISTS (IN_BODIES | IN_BODY)
#define IN_REVIEW (IN_LISTS | IN_SCORECARD)
/* rows of other kinds than the daily work's */
#define IN_ROWS                                                                                    \
    (IN_WHY | IN_FILES | IN_HISTORY | IN_MANY | IN_REMARKS | IN_CONFLICTS | IN_HAND_IN |           \
     IN_TAKE_IN | IN_PEOPLE | IN_COPIES | IN_PROPOSALS | IN_PROPOSAL | IN_OPINION | IN_SCORECARD | \
     IN_REPORT | IN_COMPARE | IN_TRENDS | IN_PACE)
#define IN_COMMANDS (IN_LISTS | IN_QUESTIONS | IN_OUTLINE | IN_ROWS | IN_ASK)
#define IN_TYPING (IN_FIELD | IN_NOTE | IN_REASON | IN_PICKER)

enum action {
    ACT_NONE,
    ACT_TYPE,    /* a letter for the text: struct command's ch */
    ACT_PASTE,   /* pasted text: its text */
    ACT_FOREIGN, /* a letter of another alphabet where keys are commands */
#define ACTION(id, name, keys, word, help, where) ACT_##id,
#include "tui/actions.def"
#undef ACTION
    ACTIONS
};

/* One key as the terminal gives it: a character, or one of curses' KEY_ codes. */
struct key {
    int code;    /* KEY_…; 0: ch it is */
    uint32_t ch; /* Enter is '\r', Esc 27, Tab '\t' */
};

/* What a key asks for. */
struct command {
    enum action action;
    uint32_t ch;      /* of CHOOSE, PICK_REASON and TYPE */
    const char *text; /* of PASTE */
};

/* A key from what curses read: one form for each of Enter's, Backspace's and their like's. */
struct key key_special(int code);
struct key key_char(uint32_t ch);

/* The command of a key there. Of several actions with that key the first for which runs() is true,
 * else the first. */
struct command keymap_look(where_set where, struct key key,
                           bool (*runs)(void *arg, enum action action), void *arg);

bool action_in(enum action action, where_set where);
/* Does the palette have it? Not what only makes sense as a key: moving, digits. */
bool action_by_name(enum action action);
/* Does it move the cursor in a list? */
bool action_moves(enum action action);
/* The word for the bottom line, "" where it does not stand there; the sentence for the help. */
const char *action_word(enum action action);
const char *action_help(enum action action);
const char *action_name(enum action action);
/* Its first key, and all of them, as people know them ("Enter", "↑ k"); "" where it has none. In
 * the arena. */
const char *action_key(struct arena *a, enum action action);
const char *action_keys(struct arena *a, enum action action);
/* The names of its keys in force, parted by blanks; "" where it has none. */
const char *action_key_names(enum action action);
/* … as they stand in the table of actions. */
const char *action_table_keys(enum action action);
where_set action_where(enum action action);
bool action_has(enum action action, struct key key);
bool is_key_range(const char *name, size_t n); /* "0-9" */
/* Other keys in place of the table's, as names parted by blanks; NULL: the table's again. */
void action_set_keys(enum action action, const char *keys);

/* keybind.c: puts a user's keys in the place of the table's. What can't be is told in d with its
 * place, and left out; an action that none is left for keeps the table's. */
void keymap_bind(const struct binding *b, int n, struct diags *d);

#endif
