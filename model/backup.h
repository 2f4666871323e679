/* Copies of a campaign file: whole, and checked before they are called copies. */
#ifndef MODEL_BACKUP_H
#define MODEL_BACKUP_H

struct arena;
struct campaign;
struct err;

#define BACKUPS_KEPT 10

/* Copies the file, as it was committed last, into the data folder
 * (backups/CAMPAIGN/NAME-TIME.meyar), verifies the copy, and removes the oldest ones of that name
 * beyond BACKUPS_KEPT. Gives the copy's path, in the arena; NULL and a sentence where no good copy
 * could be made: then none is left. */
const char *backup_make(struct campaign *c, struct arena *a, struct err *err);

#endif
