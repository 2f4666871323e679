/* What screens and the application agree on. A screen is a value: a table of functions, declared by
 * a line of screens.def, and its own data. It gets commands (keymap.h), says what should happen as
 * an effect, and draws; app.c alone carries effects out. */
#ifndef TUI_UI_H
#define TUI_UI_H

#include <stdbool.h>
#include "model/lib.h"
#include "tui/keymap.h"
#include "tui/layout.h"
#include "tui/screens/marked.h"
#include "tui/theme.h"
#include "tui/words.h"

enum screen_id {
#define SCREEN(id, table) SCREEN_##id,
#include "tui/screens.def"
#undef SCREEN
    SCREENS
};

/* Where one is in a campaign. */
struct place {
    enum screen_id screen;
    char body[CODE_ROOM], service[CODE_ROOM]; /* "": none */
    int question;                             /* of the subject's block; -1: none */
};

/* A text that stands in the message line until the next key. */
struct message {
    enum role role;
    const char *text; /* NULL: none */
};

enum effect_kind {
    EFFECT_NONE,
    EFFECT_OPEN,      /* `place`, from where one is led back here */
    EFFECT_BACK,      /* one level back; from the first screen: leave */
    EFFECT_NEXT_OPEN, /* the next (`direction` 1) or previous (-1) open question */
    EFFECT_STAGE,     /* the next stage on show */
    EFFECT_ANSWER, /* store `value` and `note` of `question`; the draft of `field` is then done with
                    */
    EFFECT_DRAFT,  /* keep `text` as the draft of `field` of `question`; NULL: remove it */
    EFFECT_OVER,   /* `over` opens over this screen, at `place` */
    EFFECT_RUN,    /* this screen closes, and `action` runs on the one below, as by its key */
    EFFECT_DO,     /* `job` is done; where it was stored and `closes`, this screen closes */
    EFFECT_RESTORE, /* the copy at the path `text` is put in the file's place, and opened */
    EFFECT_LANGUAGE /* rubric and program speak the language of code `text`; this screen closes */
};

/* Anything else that changes the file. */
struct job {
    /* Does it in one transaction; true only once it is committed. *said may get a sentence, in the
     * arena, for the message line. Of a job aside (below): true once it is done. */
    bool (*run)(void *arg, struct campaign *c, struct arena *a, const char **said, struct err *err);
    void *arg; /* the screen's own */
};

/* What a screen wants done. Its strings live until the next command. */
struct effect {
    enum effect_kind kind;
    struct place place;
    int direction;
    struct work *work; /* of ANSWER and DRAFT: the subject at work */
    int question;
    const char *value, *note; /* as work_answer takes them */
    const char *field, *text;
    const struct screen_table *over;
    enum action action; /* of RUN */
    bool went_on;       /* of BACK: from the body it was opened for to another */
    struct job job;
    bool closes;            /* of DO */
    bool aside;             /* of DO: it changes nothing in the file, whatever it does elsewhere */
    struct message message; /* said in any case; of ANSWER only once it is stored */
};

struct messages;      /* messages.h */
#define FIND_MOST 256 /* bytes of what was looked for that are remembered */

/* What was looked for last, and which hit comes next. */
struct sought {
    char text[FIND_MOST];
    int next;
};

/* What all screens see and share. */
struct ui {
    struct campaign *campaign;
    struct messages *messages; /* what was said, here and before */
    struct tongue tongue;      /* rubric and language; its arena is emptied before each command, and
                                * the language may be another at each recalc */
    int stage;                 /* on show; -1: all */
    bool stage_chosen;         /* by its key: it does not follow the states of bodies (states.h) */
    bool inactive;             /* outlines show what is not asked as things stand, too */
    struct rect area;          /* what a screen may draw on */
    int cursor_y, cursor_x;    /* where the hardware cursor goes: the focus */
    struct view bodies, services; /* how the lists are filtered and sorted */
    struct marked bodies_marked;  /* those to be compared */
    struct sought sought;
    bool moving; /* the cursor runs through a list: what belongs to its row alone waits for its rest
                  */
};

/* What of the lists is on show: the stage, and how a body's services are filtered. */
struct sight {
    int stage;
    enum filter filter;
    int arg;
};

struct screen {
    const struct screen_table *table;
    void *data;
    struct sight before; /* on show when it was to be opened: so it is again once it closes */
    int stage;           /* … once it was open */
    bool led_back;       /* from what was opened over it, and nothing was pressed since */
};

/* A screen's functions; those marked "may be NULL" are optional. */
struct screen_table {
    const char *name; /* in the state folder and in tests */
    bool floats;      /* drawn over the screen below, which stays in sight */
    bool whole;       /* what it shows is of no stage: the top line names none */
    bool stays; /* holds nothing of a rubric: where another comes into force it is still there */
    /* Makes the data for a place. False, with a sentence: it can't be shown. `below` is the screen
     * that it opens over, NULL for the first. */
    bool (*open)(struct screen *s, struct ui *ui, const struct place *at,
                 const struct screen *below, struct err *err);
    void (*close)(struct screen *s); /* frees the data */
    /* Where keys are pressed now: the screen's command mode, or a field of it. */
    where_set (*where)(const struct screen *s);
    /* Can the action run as things stand? Help and bottom line show only those that can. */
    bool (*runs)(const struct screen *s, const struct ui *ui, enum action action);
    /* Why an action that can't run can't, as a sentence; NULL where its key does not deserve one.
     * May be NULL: no sentences. */
    const char *(*why_not)(const struct screen *s, const struct ui *ui, enum action action);
    /* Does what a command says to the screen's own data, and gives what else should happen. */
    struct effect (*act)(struct screen *s, struct ui *ui, struct command command);
    /* A click on a cell: puts the cursor on what stands there, and gives the command that a click
     * on it comes to (ACT_NONE: none). A first click chooses a row, one on the chosen row opens it;
     * so nothing is answered by a single click. May be NULL: clicks do nothing. */
    struct command (*click)(struct screen *s, struct ui *ui, int y, int x);
    /* Tells how an ANSWER or DO ended: stored, or refused. May be NULL. */
    void (*settled)(struct screen *s, struct ui *ui, bool stored);
    /* Two seconds without a key, or leaving: a draft to keep. May be NULL. */
    struct effect (*idle)(struct screen *s, struct ui *ui);
    /* Is there anything for idle to do? May be NULL. */
    bool (*restless)(const struct screen *s);
    /* Goes to another place of the same screen. False: it takes a new one. May be NULL. */
    bool (*go)(struct screen *s, struct ui *ui, const struct place *at);
    /* Where one is, to come back to. May be NULL: not a place to come back to. */
    void (*place)(const struct screen *s, struct place *at);
    /* Reads what it shows. After every command, change of size, and when it comes to the front. */
    void (*recalc)(struct screen *s, struct ui *ui);
    /* Draws it, and sets the cursor. Changes nothing else. */
    void (*draw)(const struct screen *s, struct ui *ui);
    /* Its parts of the breadcrumb, at most CRUMBS_MOST; gives how many. May be NULL. */
    int (*crumbs)(const struct screen *s, const struct ui *ui, const char **parts);
    /* What the top line says before the stage ("all 29"); "" nothing. May be NULL. */
    const char *(*note)(const struct screen *s, const struct ui *ui);
    /* May put another key and word into the bottom line than the action's own. May be NULL. */
    void (*hint)(const struct screen *s, const struct ui *ui, enum action action, const char **key,
                 const char **word);
};
#define CRUMBS_MOST 4

#define SCREEN(id, table) extern const struct screen_table table;
#include "tui/screens.def"
#undef SCREEN

/* Can the action run on the screen as things stand, be it the screen's own or one that is the same
 * everywhere (common.c)? */
bool action_runs(const struct screen *s, const struct ui *ui, enum action action);
/* Why it can't; NULL where it can, or where there is nothing to say. */
const char *action_why_not(const struct screen *s, const struct ui *ui, enum action action);

/* Short ways to say what most commands come to. */
struct effect effect_none(void);
/* Why nothing can be changed, as a message; NULL where it can. */
const char *read_only_text(const struct ui *ui);
struct effect effect_say(enum role role, const char *text);
/* What Enter says where only another key answers with yes (IN_ASK). */
struct effect effect_wait(const struct ui *ui);
struct effect effect_over(const struct screen_table *over, struct place place);
struct place place_of(enum screen_id screen, const char *body, const char *service, int question);

#endif
