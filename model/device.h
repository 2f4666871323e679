/* Who this laptop is in a campaign: a device with a chain of events, remembered in the state folder
 * and never in the file, because a file may be handed to thirty laptops. */
#ifndef MODEL_DEVICE_H
#define MODEL_DEVICE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "model/event.h"

struct arena;
struct campaign;

struct device {
    char id[RANDOM_SIZE]; /* "" until the first event is written */
    int64_t seq;          /* of its last event in this file */
    char last[HEX_SIZE];  /* that event's id; "" where there is none */
    bool fixed;           /* nobody continues it: it is not remembered */
    bool known_here; /* this laptop has had a device in this campaign already, in another copy */
    int fd;          /* where it is remembered; -1 */
};

/* Finds the device whose chain goes on in this file, if there is one; tells where events of this
 * laptop are missing. */
void device_find(struct campaign *c);
/* Draws a new one where there is none yet. False where it can't be remembered (errno). */
bool device_draw(struct campaign *c);
/* Where the chain of a device ends in this file: number and id of its last event; 0, "" none. */
void device_end(struct campaign *c, const char *device, int64_t *seq, char last[HEX_SIZE]);
/* Writes down the last event; after each commit. */
void device_remember(struct campaign *c);
void device_close(struct device *d);
/* Does this laptop remember that the device writes to this file? */
bool device_writes_here(struct campaign *c, const char *device);
/* The devices that this laptop has had in a campaign, in whatever file: ids, in the arena. */
int device_known(const char *campaign, const char ***ids, struct arena *a);
/* The file of that disk and inode is, or was, put in another's place: whatever device this laptop
 * remembers for it goes on in no file any more. */
void device_retire(const char *campaign, dev_t disk, ino_t inode);

#endif
