/* A body's scorecard: everything of it on one page, for a supervisor who has two minutes. */
#ifndef MODEL_SCORECARD_H
#define MODEL_SCORECARD_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/num.h"
#include "forms/score.h"
#include "model/proposals.h"
#include "model/review.h"

struct arena;
struct body_full;
struct campaign;
struct err;

/* What stands out. Nothing of stopped services but remarks, and of those that are not rated nothing
 * that is open. */
enum look_kind {
    LOOK_CONFLICT,
    LOOK_CANT_TELL,
    LOOK_OPEN,         /* unfinished: not answered */
    LOOK_EVIDENCE,     /* required and not there */
    LOOK_BARE_FULL,    /* full points that nothing proves (handin_unproved): some of LOOK_EVIDENCE,
                          and what is gravest where the rubric leaves evidence open */
    LOOK_NA,           /* not applicable, and the reason hardly is one */
    LOOK_REMARK,       /* waits */
    LOOK_NO_OWNER,     /* a proposal that stands without an owner or a deadline, once the body was
                          visited or the opinion given */
    LOOK_NOT_FOLLOWED, /* a proposal of last year that nobody said anything about, and that can't
                          be told yet, or that the body was given and did not do; from then on too
                        */
    LOOK_SAME_NOTE,    /* one note over LOOK_PASTED services and more, whatever the questions */
    LOOK_KINDS
};
#define LOOK_PASTED 5

struct look_place {
    const char *service; /* "": the body itself */
    int question;        /* in its block; -1: none */
    const char *key;     /* of a proposal; NULL */
    const char *text;    /* note, reason, remark, the proposal's words; NULL */
};
struct look {
    enum look_kind kind;
    /* In working order; of LOOK_EVIDENCE and LOOK_BARE_FULL by severity, then by the points that
     * their questions can earn, the most first; proposals in theirs; of LOOK_SAME_NOTE note by
     * note. */
    struct look_place *place;
    int nplaces;
};

/* The same services in both years: those that have a score in both, by the registry's
 * previous_code. */
struct matched {
    int n;
    num before,
        now; /* exact means of their scores, each of its own rubric in [0, 1]; none of none */
    bool rubric_changed;
    const char *rubric_before, *rubric_now; /* versions; before: NULL where there was no campaign */
};

struct scorecard_criterion {
    const struct criterion *criterion; /* at the top of `service`; then of `body` */
    bool own;                          /* of the body's own questions */
    struct figures now;
    struct figures before; /* all none where there was no such criterion: by its id, else the one
                              whose questions are this one's now (`replaces`) */
};

struct worker {
    const char *by, *first, *last; /* RFC 3339 */
    int answers;                   /* of this person that stand, n/a and can't tell too */
};

struct scorecard {
    struct body_full *body;    /* everything evaluated */
    struct body_full *earlier; /* of the campaign before: proposals.before; NULL */
    const char *earlier_name;  /* that campaign's name; NULL: there is none before */
    struct review_state review;
    struct review_since since; /* the last review, and what came in since */
    struct matched matched;
    struct scorecard_criterion *criteria;
    int ncriteria;
    struct weak *weakest; /* of service questions, those below full alone */
    int nweakest;
    struct proposals proposals;
    struct look *look; /* those kinds of which there is something, in the order of look_kind */
    int nlook;
    struct worker *workers; /* the busiest first */
    int nworkers;
    int pos, of; /* its place among the registry's bodies, from 0 */
};
/* Reads it of campaign `which` (0: the one at work; of earlier ones neither review nor remarks nor
 * events are kept). `language`: of the rubric's words; `today`: ISO date of the user's day. Strings
 * in the arena; free with scorecard_free. False and a sentence where the body is not there or the
 * file can't be read; nothing is to be freed then. */
bool scorecard_read(struct campaign *c, int which, const char *body, int language,
                    const char *today, struct scorecard *s, struct arena *a, struct err *err);
void scorecard_free(struct scorecard *s);

#endif
