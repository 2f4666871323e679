/* From keys to actions. The table of actions (actions.def) is the only place that knows keys; a
 * user's settings may put others in their place. */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "forms/mem.h"
#include "forms/settings.h"

/* Where keys are pressed: a screen in command mode, or something of it that takes the keys. */
enum where {
    IN_BODIES = 1,
    IN_BODY = 2,
    IN_QUESTIONS = 4,
    IN_FIELD = 8,    /* one line of text, a number, a date */
    IN_NOTE = 16,    /* many lines */
    IN_REASON = 32,  /* why not applicable, why it can't be told */
    IN_OUTLINE = 64, /* all questions, to go to one */
    IN_READER = 128, /* a long text in a box: help, guidance */
    IN_PICKER = 256, /* a list in a box, with a line that narrows it: letters are typed */
    IN_WHY = 512,
    IN_FILES = 1 << 10,        /* the evidence of an answer */
    IN_HISTORY = 1 << 11,      /* what happened to an answer, a service, a body */
    IN_MANY = 1 << 12,         /* one question answered for many services: what it would change */
    IN_SIEVE = 1 << 13,        /* a reader that shows only what has the words that are typed */
    IN_JUMP = 1 << 14,         /* a list in a box with several kinds of rows: the jump list */
    IN_REMARKS = 1 << 15,      /* what reviewers said of a place */
    IN_CONFLICTS = 1 << 16,    /* what differs, side by side */
    IN_HAND_IN = 1 << 17,      /* bodies to be handed in */
    IN_HAND_IN_FILE = 1 << 18, /* where to write what is handed in */
    IN_TAKE_IN = 1 << 19,      /* what taking in would change, and what it has changed */
    IN_PEOPLE = 1 << 20,       /* who works here, and with what role */
    IN_ASK = 1 << 21,          /* a question that only its own key answers with yes */
    IN_COPIES = 1 << 22,       /* the copies of the file */
    IN_PROPOSALS = 1 << 23,    /* a body's proposals */
    IN_PROPOSAL = 1 << 24,     /* the fields of one, in a box */
    IN_SCORECARD = 1 << 26,    /* everything of a body on one page */
    IN_OPINION = 1 << 27,      /* a body's opinion, to be read, given, written to a file */
    IN_LISTS = IN_BODIES | IN_BODY,
    /* where a body is chosen, to be brought on its way */
    IN_REVIEW = IN_LISTS | IN_SCORECARD,
    /* rows of other kinds than the daily work's */
    IN_ROWS = IN_WHY | IN_FILES | IN_HISTORY | IN_MANY | IN_REMARKS | IN_CONFLICTS | IN_HAND_IN |
              IN_TAKE_IN | IN_PEOPLE | IN_COPIES | IN_PROPOSALS | IN_PROPOSAL | IN_OPINION |
              IN_SCORECARD,
    IN_COMMANDS = IN_LISTS | IN_QUESTIONS | IN_OUTLINE | IN_ROWS | IN_ASK,
    IN_TYPING = IN_FIELD | IN_NOTE | IN_REASON | IN_PICKER
};

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
struct command keymap_look(enum where where, struct key key,
                           bool (*runs)(void *arg, enum action action), void *arg);

bool action_in(enum action action, enum where where);
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
enum where action_where(enum action action);
bool action_has(enum action action, struct key key);
bool is_key_range(const char *name, size_t n); /* "0-9" */
/* Other keys in place of the table's, as names parted by blanks; NULL: the table's again. */
void action_set_keys(enum action action, const char *keys);

/* keybind.c: puts a user's keys in the place of the table's. What can't be is told in d with its
 * place, and left out; an action that none is left for keeps the table's. */
void keymap_bind(const struct binding *b, int n, struct diags *d);

#endif
