/* The fields of one proposal in a box over the screen, each stored as soon as its editing ends; of
 * a new own finding, which is there once its text is. Its parts:
 *
 * proposal        the table of functions; fields, choices, what each action does
 * proposal_store  what is stored of a field
 * proposal_typing texts that are typed: their drafts, the user's own editor
 * proposal_draw   what it shows */
#ifndef TUI_SCREENS_PROPOSAL_H
#define TUI_SCREENS_PROPOSAL_H

#include "tui/screens/proposals_told.h"
#include "tui/widgets/edit.h"
#include "tui/widgets/pane.h"

enum form_field {
    FORM_KIND,
    FORM_ABOUT,
    FORM_DEFICIENCY,
    FORM_PROPOSAL,
    FORM_BASIS,
    FORM_SEVERITY,
    FORM_OWNER,
    FORM_DUE,
    FORM_STATE,
    FORM_REPLY,
    FORM_WITHDRAW, /* no field: what takes a finding back */
    FORM_FIELDS
};
enum form_mode {
    FORM_LISTED,
    FORM_CHOOSING, /* among the values of a field */
    FORM_LINE,     /* typing one line */
    FORM_TEXT      /* … many */
};

struct form_choice {
    int value; /* an enum proposal_kind or _state, a severity (-1: none), a service (-1: the body)
                */
    const char *word;
};

struct proposal_form {
    struct screen below;
    struct campaign *campaign;
    char body[CODE_ROOM], service[CODE_ROOM]; /* service: of a new finding, what it is about */
    char key[PROPOSAL_KEY_ROOM];              /* "": a finding that is not stored yet */
    enum proposal_kind kind;                  /* of such a one */
    int severity;
    struct arena *arena; /* of how it is laid out */
    struct proposals_told told;
    const struct proposal_item *item; /* NULL: not stored yet, or not there any more */
    bool earlier;                     /* of the campaign before: what became of it */
    bool begun;                       /* the cursor was put where one looks first */

    enum form_field field[FORM_FIELDS]; /* those that it has */
    struct list list;
    enum form_mode mode;
    struct form_choice *choice; /* of the chosen field, where it has some */
    int nchoices;
    struct list choices;
    struct edit edit;
    bool unkept;                /* typed since the draft was kept */
    char *fault;                /* what is wrong with what was typed; NULL nothing */
    enum proposal_state wanted; /* waits for the body's reply; PROPOSAL_STATES: none does */

    enum form_field job; /* what is to be stored: of which field */
    const char *text;    /* … what was typed; NULL: the rubric's, none */
    int value;           /* … what was chosen */

    struct rect box;
    struct pane about; /* the chosen field */
};

/* ---- proposal_fields ---- */

enum proposal_kind form_kind(const struct proposal_form *f);
enum form_field form_chosen(const struct proposal_form *f);
const char *form_label(const struct proposal_form *f, enum form_field field);
/* Is it chosen among some, not typed? */
bool form_has_choices(enum form_field field);
/* Prepares the fields that it has, the chosen one kept; then what the chosen one can be. */
void form_fields_read(struct proposal_form *f);
void form_choices_read(struct proposal_form *f, const struct ui *ui);

/* ---- proposal_store ---- */

/* What a field says now, raw; "" nothing. In the arena or living on. */
const char *form_value(const struct proposal_form *f, const struct ui *ui, enum form_field field);
/* The rubric's words for a field; NULL: it has none. */
const char *form_rubric(const struct proposal_form *f, enum form_field field);
/* Does something stand in the field that was put there by hand? */
bool form_by_hand(const struct proposal_form *f, enum form_field field);
/* Stores of a field what was typed or chosen. */
struct effect form_store_text(struct proposal_form *f, enum form_field field, const char *text);
struct effect form_store_value(struct proposal_form *f, enum form_field field, int value);
/* Withdraws the finding. */
struct effect form_withdraw(struct proposal_form *f);

/* ---- proposal_typing ---- */

void form_type_begin(struct proposal_form *f, const struct ui *ui, enum form_field field);
struct effect form_typing(struct proposal_form *f, struct ui *ui, struct command c);
void form_keep_draft(struct proposal_form *f);
void form_forget_draft(struct proposal_form *f, enum form_field field);
void form_fault(struct proposal_form *f, const char *why);

/* ---- proposal_draw ---- */

void form_lay(struct proposal_form *f, const struct ui *ui);
void form_draw(const struct screen *s, struct ui *ui);
/* Where its rows stand: of the fields, or of what is chosen among. */
struct rect form_rows(const struct proposal_form *f);

#endif
