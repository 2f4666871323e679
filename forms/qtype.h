/* Question types: one row each. */
#ifndef FORMS_QTYPE_H
#define FORMS_QTYPE_H

#include "forms/rubric.h"

enum qtype_id { Q_YES_NO, Q_CHOICE, Q_CHOICES, Q_SCALE, Q_NUMBER, Q_TEXT, Q_DATE, Q_URL, Q_CALC };

/* Keys of a question that only some types take. */
enum {
    KEY_POINTS = 1,  /* points: P (yes_no also a map) */
    KEY_CHOICES = 2, /* choices, list */
    KEY_LIMIT = 4,   /* limit */
    KEY_RANGE = 8,   /* min, max */
    KEY_UNIT = 16,   /* unit */
    KEY_STEPS = 32,  /* steps */
    KEY_VALUE = 64,  /* value */
    KEY_ASKED =
        128 /* what only an asked question has: ask required, na, required, evidence, hint */
};

struct qtype {
    enum qtype_id id;
    const char *name;
    enum vtype value;   /* what it is in expressions */
    const char *family; /* answers fit across a family: "text" (text, url, choice), "number"
                           (number, scale, calc), else its own name (rubric.md, previous) */
    unsigned keys;
    /* Reads a value of the answers CSV (not n/a, not cannot-tell, not empty; escapes of text
     * already taken off). True and *out (strings and sets in the arena; out->given, value, choice),
     * or false and *why: a sentence in the arena that says what was expected. */
    bool (*parse)(const struct question *q, const char *s, struct arena *a, struct answer *out,
                  const char **why);
    /* The points that a value earns, in [0, most]; NULL: unscored type. */
    num (*earn)(const struct question *q, const struct answer *v, struct arena *a);
};

extern const struct qtype qtypes[];
extern const int nqtypes;
const struct qtype *qtype_find(const char *name); /* NULL: none */

/* The maximum of a question as loaded, from its choices, steps or points (rubric.md part 1). */
num question_most(const struct question *q, struct arena *a);
/* The points of a calc's or a number's value by its steps. */
num steps_points(const struct question *q, num value);

#endif
