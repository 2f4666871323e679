/* Answers kept aside: stored, and counted nowhere as things stand, because the rubric in force asks
 * no such question or takes no such value, or because the registry has the row withdrawn or not at
 * all. Nothing is ever dropped: they count again once what they miss is back. */
#ifndef MODEL_ASIDE_H
#define MODEL_ASIDE_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

enum aside_why {
    ASIDE_UNFIT,     /* the question takes the value no longer (another type, no such choice) */
    ASIDE_QUESTION,  /* no question of the rubric has this id, nor is it replaced by one */
    ASIDE_WITHDRAWN, /* the service or its body is withdrawn */
    ASIDE_UNLISTED   /* the registry never had it, or its row has not come yet */
};

/* "unfit", "question", "withdrawn", "unlisted". */
const char *aside_id(enum aside_why why);

/* One head: of a question in conflict there are several. Strings in the arena. */
struct aside {
    enum aside_why why;
    const char *id; /* of the event */
    const char *body, *service, *name;
    const char *question; /* its id as it is stored */
    const char *value;    /* canonical; of evidence the file's name; NULL: a note alone */
    const char *note;     /* NULL: none */
    const char *by, *at;
    bool evidence;
};
/* All of them: by body and service code, then by question. */
bool aside_list(struct campaign *c, struct aside **list, int *n, struct arena *a, struct err *err);

#endif
