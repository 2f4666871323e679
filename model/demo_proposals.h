/* What somebody did with the demo's proposals by hand, beside what its answers raise. */
#ifndef MODEL_DEMO_PROPOSALS_H
#define MODEL_DEMO_PROPOSALS_H

#include <stdbool.h>
#include <stdint.h>

struct change;

enum demo_phase {
    DEMO_2018,  /* a year ago: given to one body, followed up in another */
    DEMO_DRAFT, /* this year, before opinions are given */
    DEMO_GIVEN, /* … and what bodies answered to them */
};
/* Writes them on that day, in the name of the bodies' inspectors, from a device of their own (32
 * hexadecimal digits). False: the database is broken. */
bool demo_proposals(struct change *t, enum demo_phase phase, const char *device, int32_t day);

#endif
