/* Who works in a campaign: names and roles (events of kind `person`, item the name, payload
 * {role}). Who ran `init` is the first supervisor; a name that no event knows has the role of the
 * name PEOPLE_OTHERS, an inspector's where that has none. */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

/* Stands for everybody whom no event names. */
#define PEOPLE_OTHERS "*"

enum person_role { PERSON_INSPECTOR, PERSON_SUPERVISOR };

/* "inspector", "supervisor". */
const char *person_role_id(enum person_role role);

struct person {
    const char *name;
    enum person_role role;
    bool named;  /* an event says so; else it follows from the registry or from init */
    int nbodies; /* whose inspector it is */
};
/* All who have a role by event, ran init, or are a body's inspector: by name (text_collate), with
 * PEOPLE_OTHERS last, always. In the arena; false with a sentence where the file can't be read. */
bool people_list(struct campaign *c, struct person **list, int *n, struct arena *a,
                 struct err *err);
/* What the last event says; else who ran init is a supervisor, and everybody else what
 * PEOPLE_OTHERS is. Where a merge left nobody a supervisor, who ran init is one again. */
enum person_role people_role(struct campaign *c, const char *name);
/* Is who works here a supervisor? */
bool people_supervises(struct campaign *c);
/* Is anybody a supervisor? False and a sentence where nobody would be: asked in a change, before it
 * is committed. */
bool people_any_supervisor(struct campaign *c, struct err *err);
/* Did the name ever have a supervisor's role, by any event at hand? What a supervisor did stays
 * done. */
bool people_ever_supervised(struct campaign *c, const char *name);

/* Gives a person a role. REFUSED where who works here is no supervisor, the name is not one line of
 * 1 to 200 bytes without blanks at its ends, it has the role already, or no supervisor would be
 * left. */
bool people_put(struct campaign *c, const char *name, enum person_role role, struct err *err);
/* Makes a person the inspector of bodies (NULL: of none any more), as one change; as people_put. */
bool people_assign(struct campaign *c, const char *const *bodies, int n, const char *inspector,
                   struct err *err);
/* The same of some, and of none any more of others, as one change. */
bool people_hand_over(struct campaign *c, const char *const *gained, int ngained,
                      const char *const *lost, int nlost, const char *inspector, struct err *err);

#endif
