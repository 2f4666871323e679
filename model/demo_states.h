/* Where the bodies of the demo's 2019 are on their way. */
#ifndef MODEL_DEMO_STATES_H
#define MODEL_DEMO_STATES_H

#include <stdbool.h>
#include <stdint.h>

struct change;

/* Brings some bodies of the second half of the list on: what is written is of this device, and of
 * the days from `day` (since 1970) on. Figures must stand already. False: the database is broken.
 */
bool demo_states(struct change *t, const char *device, int32_t day);

#endif
