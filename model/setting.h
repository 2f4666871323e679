/* What a campaign is set to: events of kind `setting`, item the name, payload {value}. */
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include <stdbool.h>

struct arena;
struct campaign;
struct err;

/* Every setting there is; ends with a NULL name. */
struct setting_kind {
    const char *name;
    const char *help; /* N_(): what it is, and what it takes */
    bool (*takes)(const char *value, struct err *err);
};
extern const struct setting_kind setting_kinds[];

/* Is it a value of the setting, or empty? Else false with a sentence; also where there is no such
 * setting (the nearest is named). */
bool setting_takes(const char *name, const char *value, struct err *err);
/* The value, in the arena; NULL where it is not set. */
const char *setting_get(struct campaign *c, const char *name, struct arena *a);
/* Sets it; "" or NULL: no longer. REFUSED where who works here is no supervisor, there is no such
 * setting, the value is none of its kind (setting_takes), or it stands so already. */
bool setting_put(struct campaign *c, const char *name, const char *value, struct err *err);

#endif
