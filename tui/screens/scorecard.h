/* The scorecard: everything of a body on one page, made to be read in two minutes. Its parts:
 *
 * scorecard         the table of functions; what runs, and what each action does
 * scorecard_lay     where the blocks stand, for a page of any size
 * scorecard_blocks  what stands in the upper ones: the score, the services by rating
 * scorecard_tables  … and in the lower ones: criteria, weakest questions, proposals, what to look
 * at scorecard_go      the places behind its lines places            floats: those of one line, to
 * go to one
 *
 * It is laid out as cells of text on a page, which a window shows, and items, which the cursor goes
 * through in the order in which one reads. */
#ifndef TUI_SCREENS_SCORECARD_H
#define TUI_SCREENS_SCORECARD_H

#include "tui/ui.h"

/* What an item is, and so what opens. */
enum card_go {
    GO_SINCE,     /* what came in since the last review */
    GO_WHY,       /* the score */
    GO_FINAL,     /* the rating that was set by hand */
    GO_SERVICES,  /* the services of one rating: `view` */
    GO_MATCHED,   /* those that were there the year before */
    GO_CRITERION, /* index in scorecard.criteria */
    GO_WEAK,      /* index in scorecard.weakest */
    GO_PROPOSAL,  /* index in proposals.list */
    GO_PROPOSALS, /* all of them */
    GO_LOOK,      /* index in scorecard.look */
    GO_WORKED     /* who answered when */
};

struct card_item {
    enum card_go go;
    int index;
    struct view view;
    int y, x; /* on the page: where the cursor stands */
};

enum card_cell_kind { CELL_TEXT, CELL_RIGHT, CELL_GAUGE };

struct card_cell {
    enum card_cell_kind kind;
    enum role role;
    int y, x, w;
    int item; /* whose name it is, in reverse where that is chosen; -1 */
    const char *text;
    int64_t low, high, full; /* of a gauge */
};

struct card {
    char body[CODE_ROOM], from[CODE_ROOM]; /* from: the one it was opened for */
    struct arena *arena;                   /* of what is read */
    struct arena *laid;                    /* of the page */
    struct scorecard s;
    bool there;  /* s was read */
    bool fresh;  /* … for the recalc that follows */
    char *fault; /* why it was not; NULL */
    struct row row;
    const char *name; /* of the campaign */
    struct card_item *item;
    int nitems;
    struct card_cell *cell;
    int ncells;
    struct list list; /* of the items; top: the first row of the page that is shown */
    int rows;         /* of the page */
    int gaps;         /* blank lines that there is room for */
};

/* ---- the window ---- */

const struct card_item *card_chosen(const struct card *c); /* NULL: there is none */
/* What is chosen stays in sight. */
void card_fit(struct card *c, const struct ui *ui);
void card_draw(const struct screen *s, struct ui *ui);
struct command card_click(struct screen *s, struct ui *ui, int y, int x);

/* ---- laying out ---- */

/* A block being filled: where its next line begins, and how wide it is. */
struct pen {
    struct card *c;
    struct tongue t; /* in the arena of the page */
    int y, x, w;
};

/* A new item whose cursor stands there; gives its index. */
int card_item(struct pen *p, enum card_go go, int index, int y, int x);
/* A text in at most w columns, cut at its end; gives how many it takes. item -1: none. */
int card_text(struct pen *p, int y, int x, int w, enum role role, int item, const char *text);
void card_right(struct pen *p, int y, int x, int w, enum role role, const char *text);
void card_gauge(struct pen *p, int y, int x, int w, enum role role, int64_t low, int64_t high);

/* Lays the page out for the area. */
void card_lay(struct card *c, const struct ui *ui);

/* Blocks: each begins at the pen and moves it below itself. */
void card_since(struct pen *p);
void card_score(struct pen *p);
void card_services(struct pen *p);
void card_criteria(struct pen *p);
void card_weakest(struct pen *p, int rows);
void card_proposals(struct pen *p, int rows); /* at most so many lines, its heading too */
void card_look(struct pen *p);
void card_worked(struct pen *p);

/* Items in a line, and on the next where there is no room. */
struct flow {
    struct pen *p;
    int label_w, x;
    bool any;
};
void flow_begin(struct flow *f, struct pen *p, const char *label, int label_w);
/* One of them, `n` columns wide: gives where it stands (p->y, the result). */
int flow_next(struct flow *f, int n);
void flow_end(struct flow *f);

/* ---- places ---- */

enum place_kind {
    PLACE_QUESTION,
    PLACE_REMARK,
    PLACE_CONFLICT,
    PLACE_PROPOSAL,
    PLACE_BODY,
    PLACE_CHANGE /* of what is no question: its history tells it */
};

/* Somewhere to go. */
struct card_place {
    enum place_kind kind;
    struct place at;
    const char *left, *right; /* what it is, and of which service */
    const char *text;         /* a note, a reason, a remark; NULL */
};
/* The places of the chosen item, in the arena, with a title for them; gives how many: 0 where it
 * opens something else. */
int card_places(const struct card *c, const struct ui *ui, struct card_place **list,
                const char **title, struct arena *a);
struct effect card_go_place(struct ui *ui, const struct card_place *at);
/* What Enter does on the chosen item. */
struct effect card_open(const struct card *c, struct ui *ui);
/* What a remark, or why, on the chosen item is about. */
struct place card_about(const struct card *c, const struct ui *ui);

#endif
