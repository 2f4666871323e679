/* What the files about proposals share: what stands of the events about them. */
#ifndef MODEL_PROPOSALS_INSIDE_H
#define MODEL_PROPOSALS_INSIDE_H

#include "model/event.h"
#include "model/proposals.h"
#include "model/store.h"

/* The kinds of event whose item is a proposal's key, in the order in which table head has them. */
enum head_kind { HEAD_DUE, HEAD_ORDER, HEAD_OWNER, HEAD_STATE, HEAD_TEXT, HEAD_KINDS };
extern const char *const head_kinds[HEAD_KINDS];
/* Its number; HEAD_KINDS where it is none of them. */
enum head_kind head_kind_of(const char *kind);

/* Is it closed where the body is: all of them, findings too, but what became of a proposal? */
bool edit_is_work(const char *kind);
/* The payload of such an event that says nothing any more. */
json_t *edit_nothing(const struct event *e);

/* ---- proposals_edits.c ---- */

/* What stands of one proposal; NULL: nothing was said. */
struct edit {
    const char *key; /* under its present id */
    const char *deficiency, *proposal, *text_by, *text_at;
    const char *owner, *due;
    enum proposal_state state; /* PROPOSAL_STATES: nobody said */
    const char *reply, *state_by, *state_at;
    int place;         /* -1: none */
    const char *given; /* when an opinion had it last */
    int read;          /* in which order */
};

struct written_finding {
    const char *key, *service, *by, *at;
    struct finding it; /* severity: of the campaign's rubric */
};

struct edits {
    struct edit *list; /* by key */
    int n;
    struct written_finding *findings; /* in the order of their writing */
    int nfindings;
    const char *given_at, *given_text;
};
/* All that stands of a body in a campaign; strings in the arena. */
bool edits_read(struct campaign *c, int which, const char *body, struct edits *e, struct arena *a,
                struct err *err);
/* That of a key; a blank one where there is none. */
struct edit edits_of(const struct edits *e, const char *key);

/* What table head keeps of an event of these kinds. Of a finding the note is its payload as
 * canonical JSON, in the arena. NULL where there is nothing. */
const char *edit_head_value(const struct event *e);
const char *edit_head_note(const struct event *e, struct arena *a);

/* ---- opinion.c ---- */

/* An opinion that was given. */
struct opinion {
    const char *by, *at;
    const char *keys; /* what it gave: a JSON array; NULL: an older program gave it */
    const char *text; /* NULL: not kept */
};
/* Of a body in a campaign, the last one last; of an earlier campaign only the last one's text is
 * kept. In the arena. */
bool opinions_read(struct campaign *c, int which, const char *body, struct opinion **list, int *n,
                   struct arena *a, struct err *err);

/* ---- proposals.c ---- */

/* The list of one campaign, without what needs the campaigns before: since is NULL, times 1. */
void proposals_list(const struct body_full *b, int language, const struct edits *e,
                    struct proposal_item **list, int *n, struct arena *a);
/* So many days after a day or moment, as a date in the arena; NULL where days is -1. */
const char *proposal_days_after(const char *at, int days, struct arena *a);
bool proposal_overdue(const struct proposal_item *x, const char *today);

/* ---- proposals_past.c ---- */

/* Fills in p->earlier and p->before, and since and times of all. `e`: of this campaign. */
bool proposals_look_back(struct campaign *c, int which, const struct body_full *b, int language,
                         const char *today, const struct edits *e, struct proposals *p,
                         struct arena *a, struct err *err);

/* ---- proposals_set.c ---- */

/* A change of one of a body's proposals, being written. */
struct proposal_change {
    struct campaign *c;
    struct change *t;
    struct arena *a;
    struct body_full *b;
    struct proposals p;
    const struct proposal_item *x; /* NULL: none was asked for */
    bool earlier;                  /* it is of the campaign before */
};
/* Begins it; key NULL: about none yet. `work`: it is refused where the body is locked, and of a
 * proposal of the campaign before. False: refused; end it all the same. */
bool proposal_change_begin(struct proposal_change *w, struct campaign *c, const char *body,
                           const char *key, bool work, struct err *err);
bool proposal_change_end(struct proposal_change *w, bool ok, struct err *err);

/* ---- finding_set.c ---- */

/* The finding that an item of the list is. */
struct finding finding_of(const struct proposal_change *w);
/* Writes it anew, where it says anything else. */
enum written finding_change_to(struct proposal_change *w, const struct finding *f, struct err *err);

#endif
