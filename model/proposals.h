/* Proposals of a body: what its deficiencies come to, what somebody noted beside them, and what
 * became of those of the campaign before. They are derived: answers raise and withdraw them. What
 * somebody edits is an event each, in the body's slot, the item being the proposal's key:
 *
 *   proposal_text   {deficiency, proposal}  each null: the rubric's words
 *   proposal_owner  {owner}                 null: none
 *   proposal_due    {date}                  ISO; null: counted from due_days
 *   proposal_state  {state, reply}          reply: what the body says; null: nothing
 *   proposal_order  {place}                 a number as text; null: by gain
 *   finding         {kind, deficiency, proposal, basis, severity, withdrawn}
 *                   in the slot of the body or service that it is about
 *
 * The key of a deficiency's proposal is its question's present id, of a finding its item (32
 * hexadecimal digits); of one of an earlier campaign that is followed up here "CAMPAIGN KEY" with
 * that campaign's id. */
#ifndef MODEL_PROPOSALS_H
#define MODEL_PROPOSALS_H

#include <stdbool.h>
#include "forms/num.h"
#include "model/wording.h"

struct arena;
struct body_full;
struct campaign;
struct err;

enum proposal_kind {
    PROPOSAL_RAISED, /* by answers */
    /* own findings: in the opinion, never in the score */
    PROPOSAL_DEFICIENCY,
    PROPOSAL_OBSERVATION,
    PROPOSAL_PRACTICE, /* a good one */
    PROPOSAL_KINDS
};
/* "raised", "deficiency", "observation", "good_practice"; and back (PROPOSAL_KINDS: none). */
const char *proposal_kind_id(enum proposal_kind kind);
enum proposal_kind proposal_kind_of(const char *id);

enum proposal_state {
    PROPOSAL_DRAFT,
    PROPOSAL_GIVEN,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DISPUTED,
    PROPOSAL_DONE,
    PROPOSAL_NOT_DONE,
    PROPOSAL_NO_LONGER, /* no longer applies */
    PROPOSAL_STATES
};
/* "draft", "given", "accepted", "disputed", "done", "not_done", "no_longer_applies"; and back. */
const char *proposal_state_id(enum proposal_state state);
enum proposal_state proposal_state_of(const char *id);

struct proposal_item {
    const char *key;
    enum proposal_kind kind;
    int question; /* of a raised one, in its block; -1: a finding, or one that answers no longer
                     raise */
    bool raised; /* answers raise it, or it is a finding; false: no longer, but an opinion had it or
                    somebody said what became of it */
    bool own;    /* of the body's own questions, or about the body itself */
    const char *ask;     /* what its question asks, also where answers raise it no more; NULL: a
                            finding,     or a question that the rubric has no longer */
    int severity;        /* of the rubric's; -1: none */
    num gain;            /* in the body's low; none: null */
    const int *services; /* where it stands: indexes in body_full.services, in their order */
    int nservices;       /* 0: of the body itself */
    const struct proposal_wording *texts; /* the rubric's words (of one no longer raised the
                                             question's own); of a finding none */
    int ntexts;
    const char *deficiency, *proposal; /* as somebody wrote them, of a finding its own; NULL: the
                                          rubric's words stand */
    const char *text_by, *text_at;     /* who wrote that, when; NULL: nobody */
    const char *basis, *owner;         /* NULL: none */
    const char *due;                   /* ISO date: by hand, else counted from the day (of UTC) on
                                          which an opinion had it last; NULL: none, or not given yet */
    bool due_by_hand;
    int due_days;              /* the rubric's; -1: none */
    bool overdue;              /* due before today, and neither done nor said to apply no longer */
    enum proposal_state state; /* without an event: draft, given once an opinion had it, no longer
                                  applying where an opinion had it and answers raise it no more */
    const char *reply, *state_by, *state_at; /* NULL: none */
    const char *since; /* the campaign from which on it has stood without a gap; NULL: a finding */
    int times;         /* how many campaigns that makes, this one with them; 1: new */
    bool placed;       /* its place was chosen by hand */
    const char *given; /* when an opinion had it last (RFC 3339); NULL: none did */
};

struct proposals {
    /* Those placed by hand at their places; the others by gain, largest first, ties and null in the
     * rubric's order; then findings in the order of their writing; last of all what applies no
     * longer. */
    struct proposal_item *list;
    int n;
    /* Of the campaign before, in the same manner, but for observations and good practices; key:
     * "CAMPAIGN KEY"; question, services: of that campaign (`before`). `state` is what became of
     * it, as said here (then state_by tells who); else not_done where the body's answers raise it,
     * draft while its question is open here, done where it is answered and not raised, no_longer
     * where it is not asked any more. Of a finding done, not_done or no_longer where that was said
     * there, else draft. */
    struct proposal_item *earlier;
    int nearlier;
    struct body_full *before; /* that earlier body, which `earlier` points into; NULL: there is
                                 none. Free with proposals_free */
    const char *given_at;     /* when the opinion was given last (RFC 3339); NULL: it was not */
    const char *given_text;   /* … and its text, as it was given; NULL */
};
/* Reads those of a body that was loaded from campaign `which` (body_load; it must outlive them).
 * `today`: ISO date of the user's day; language: of the rubric's words. Strings in the arena. False
 * and a sentence where the file can't be read; nothing is to be freed then. */
bool proposals_read(struct campaign *c, int which, const struct body_full *b, int language,
                    const char *today, struct proposals *p, struct arena *a, struct err *err);
void proposals_free(struct proposals *p);

/* The words of a proposal as they stand: the rubric's, with what somebody wrote in their place,
 * each different pair once, in the order of the services; of a finding its own. Gives how many (0:
 * there are none). In the arena. */
int proposal_words(const struct proposal_item *x, struct proposal_wording **list, struct arena *a);
/* The same words with each thing that is wrong beside what is proposed against it, once, with all
 * services of which that is true. What speaks for all of them by itself has the other side NULL: a
 * deficiency comes before the others, a proposal after them. `b`, `language`: as it was read. */
int proposal_pairs(const struct body_full *b, const struct proposal_item *x, int language,
                   struct proposal_wording **list, struct arena *a);
/* Is one of these pairs told of some of its services alone? */
bool proposal_is_apart(const struct proposal_item *x, const struct proposal_wording *pairs, int n);
/* The same in one text for a list: of several wordings the first; where there is none what the
 * question asks, or the key. */
const char *proposal_deficiency(const struct proposal_item *x);
/* … what to do; NULL where nothing is proposed. */
const char *proposal_text(const struct proposal_item *x);
/* The one that tells it apart: what to do, else what is wrong. */
const char *proposal_title(const struct proposal_item *x);

/* What the body is given. Plain text in a language of the rubric, in which `p` was read: the body,
 * its rating and score; then what it is given in the order of the list, numbered: what is wrong,
 * "→" what to do, "§" on what basis, "•" for which services, "»" who sees to it, "≤" until when;
 * where one question found several things these follow what it asks, each led by "–"; then
 * observations, each led by "–", and good practices, each led by "+"; last the names of the
 * services that stood by their codes alone. What applies no longer is not in it. It has no word of
 * the program, so that it is in one language whoever runs it. `day`: on which it is given (ISO),
 * from which deadlines are counted. In the arena. */
const char *opinion_text(const struct body_full *b, const struct proposals *p, int language,
                         const char *day, struct arena *a);

/* One of them by its key; also by a question's older id, by the beginning of a finding's key (4
 * digits at least), and of the campaign before by its name: "2018/KEY". *earlier (NULL: not asked):
 * it is one of p->earlier. NULL and a sentence (REFUSED, the nearest is named) where none is so
 * called. `which`: as p was read. */
const struct proposal_item *proposal_find(const struct campaign *c, int which,
                                          const struct proposals *p, const char *key, bool *earlier,
                                          struct err *err);
/* How a person writes the key of an item: of one of the campaign before with that one's name. */
const char *proposal_key_shown(const struct campaign *c, int which, const struct proposal_item *x,
                               struct arena *a);

struct buf;
/* `meyar proposals --json` of a body: all of the above, texts in the default language, keys as
 * proposal_key_shown. REFUSED where there is no such body. */
bool proposals_json(struct campaign *c, int which, const char *body, const char *today,
                    struct buf *out, struct err *err);

/* What an edit says; a part that is not asked for stays as it is. */
enum {
    EDIT_DEFICIENCY = 1,
    EDIT_PROPOSAL = 2,
    EDIT_OWNER = 4,
    EDIT_DUE = 8,
    EDIT_STATE = 16,
    EDIT_REPLY = 32,
    EDIT_PLACE = 64
};
struct proposal_edit {
    unsigned what;
    const char *deficiency, *proposal; /* NULL, blank: the rubric's words */
    const char *owner, *date, *reply;  /* NULL, blank: none */
    enum proposal_state state;         /* PROPOSAL_STATES: nobody has said anything */
    int place;                         /* from 0; -1: by gain */
};
/* Several of them as one change, all or none; as the functions below, but that what stands so
 * already is passed over: REFUSED where all of it does. */
bool proposal_edit(struct campaign *c, const char *body, const char *key,
                   const struct proposal_edit *e, struct err *err);

/* Keys below may be given as for proposal_find. Each is one change, and is refused (REFUSED,
 * nothing written) where the body is locked for who works here (but for states and replies: what
 * the body says comes after), the key is none of the body's proposals, the text is none, or it
 * stands so already. */
bool proposal_set_text(struct campaign *c, const char *body, const char *key,
                       const char *deficiency, const char *proposal,
                       struct err *err); /* NULL: the rubric's words */
bool proposal_set_owner(struct campaign *c, const char *body, const char *key, const char *owner,
                        struct err *err); /* NULL or blank: none */
/* An ISO date; NULL or blank: as due_days says. */
bool proposal_set_due(struct campaign *c, const char *body, const char *key, const char *date,
                      struct err *err);
/* reply NULL: none. A disputed one needs it. PROPOSAL_STATES: nobody has said anything any more. */
bool proposal_set_state(struct campaign *c, const char *body, const char *key,
                        enum proposal_state state, const char *reply, struct err *err);
/* Puts it at a place of the list (from 0); the others keep their order. place -1: by gain again. */
bool proposal_move(struct campaign *c, const char *body, const char *key, int place,
                   struct err *err);

struct finding {
    enum proposal_kind kind;      /* not PROPOSAL_RAISED */
    const char *service;          /* "": about the body */
    const char *deficiency;       /* what was found; required */
    const char *proposal, *basis; /* NULL: none */
    int severity;                 /* of a deficiency; -1: none */
};
/* Each is one change; REFUSED where the body is locked for who works here, there is no such
 * service, the finding says nothing, or a text is none. key gets the new one's (room for 33 bytes).
 */
bool finding_add(struct campaign *c, const char *body, const struct finding *f, char *key,
                 struct err *err);
/* It stays with the service that it is about; f->service is not looked at. */
bool finding_change(struct campaign *c, const char *body, const char *key, const struct finding *f,
                    struct err *err);
bool finding_withdraw(struct campaign *c, const char *body, const char *key, struct err *err);

#endif
