/* The registry while the campaign is under way: rows added, renamed, stopped, withdrawn. Each is
 * one change with its event, and undo covers it. Codes never change, and a withdrawn row is in no
 * count, while its answers are kept and listed (aside.h).
 *
 * Who may, on this laptop (a merge takes in what others did, whatever it is): anybody adds a
 * service found on site; a supervisor, the body's inspector, or anybody where it has none, renames,
 * stops and sets going; only a supervisor adds bodies, withdraws and brings back. Nobody but as
 * review_open_for_work says. */
#ifndef MODEL_REGISTRY_EDIT_H
#define MODEL_REGISTRY_EDIT_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

enum registry_deed {
    REGISTRY_ADD_BODY,
    REGISTRY_ADD_SERVICE,
    REGISTRY_RENAME,
    REGISTRY_STOP, /* or set going again */
    REGISTRY_WITHDRAW,
    REGISTRY_BRING_BACK
};

/* Why this person may not do it as things stand, as a sentence in the arena; NULL where it can be
 * done. body "": of REGISTRY_ADD_BODY, which needs none. Whether codes and names are good is not
 * asked here. */
const char *registry_why_not(struct campaign *c, enum registry_deed deed, const char *body,
                             struct arena *a);

/* Blanks around what is typed are left out. All are REFUSED with a sentence where they may not be
 * done, a code is none or is there already (also withdrawn), a name or reason is missing or not one
 * line of at most 4,000 bytes, or nothing would change. short_name "" or NULL: none. */

/* Adds a body (service NULL) or a service of one, behind all others. */
bool registry_add(struct campaign *c, const char *body, const char *service, const char *name,
                  const char *short_name, struct err *err);
/* Gives a body (service "") or service another name and short name. */
bool registry_rename(struct campaign *c, const char *body, const char *service, const char *name,
                     const char *short_name, struct err *err);
/* Stops a service; reason NULL: it is evaluated again. */
bool registry_stop(struct campaign *c, const char *body, const char *service, const char *reason,
                   struct err *err);
/* Withdraws a body (service "") or service, or brings it back. */
bool registry_withdraw(struct campaign *c, const char *body, const char *service, bool back,
                       struct err *err);

/* A withdrawn row; its strings in the arena. */
struct registry_gone {
    const char *body, *service, *name, *by, *at; /* who withdrew it */
    int answers;                                 /* kept, its services' included */
};
/* All withdrawn rows: by body, a body before its services. */
bool registry_withdrawn(struct campaign *c, struct registry_gone **list, int *n, struct arena *a,
                        struct err *err);
/* The name of a row, withdrawn or not; its code where it is not there. In the arena. */
const char *registry_name(struct campaign *c, const char *body, const char *service,
                          struct arena *a);

#endif
