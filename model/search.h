/* Finding as one types: over the names of bodies and services, the rubric's questions, and the
 * notes of answers, of the campaign at work. */
#ifndef MODEL_SEARCH_H
#define MODEL_SEARCH_H

#include <stdbool.h>

struct arena;
struct campaign;

enum hit_kind { HIT_BODY, HIT_SERVICE, HIT_QUESTION, HIT_NOTE };

/* One thing that was found. */
struct hit {
    enum hit_kind kind;
    const char *body, *service;           /* codes; service "" for a body; of a question both "" */
    const char *body_name, *service_name; /* short where there is one; NULL where no code */
    int question;                         /* of a question or note: in its block; else -1 */
    bool of_service;                      /* … the services' block; else the bodies' */
    const char *text;                     /* the whole name, what is asked, the note */
};

#define HITS_MOST 200

struct hits {
    struct hit *hit;
    int n;
    bool more; /* there are others that were left out: type on */
};

/* What all words of `typed` are found in, each as the beginning of a word there, whatever the case,
 * the accents and the keyboard. Names that begin with it come first, bodies before services; then
 * other bodies and services in the order in which they came, questions (in the given language of
 * the rubric), notes in the order in which they came. Nothing typed: no hits. Withdrawn rows are
 * not found. At most HITS_MOST. All strings live in the arena or as long as the rubric. Any text
 * may be typed. Where reading fails campaign_fault says so. */
struct hits search(struct campaign *c, const char *typed, int language, struct arena *a);

#endif
