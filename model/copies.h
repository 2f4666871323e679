/* Copies of a campaign file, which the program makes by itself, and going back to one.
 *
 * They lie in the data folder, backups/CAMPAIGN/NAME-TIME[-WHY].meyar: each a campaign file of its
 * own, verified before it got its name, mode 0600. Of those of one campaign and name ten are kept
 * (copies_thin). */
#ifndef MODEL_COPIES_H
#define MODEL_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct campaign;
struct err;

#define COPIES_KEPT 10

/* Why a copy was made; the name says it. */
enum copy_why {
    COPY_DAILY,
    COPY_MERGE,   /* before a merge */
    COPY_MERGED,  /* after it */
    COPY_HANDED,  /* after a hand in */
    COPY_RESTORE, /* before another copy was put in the file's place */
    COPY_BACK,    /* before a merge was taken back */
    COPY_WHYS
};

struct copy {
    const char *path, *name; /* name: of the file that it is a copy of, without ".meyar" */
    char at[21];             /* when: RFC 3339, UTC */
    int number;              /* among those of one second, from 1 */
    enum copy_why why;
    int64_t size;                  /* bytes */
    const char *campaign;          /* its name; NULL where the copy can't be read */
    int64_t events, answers;       /* answers that stand */
    const char *last_at, *last_by; /* of the event that came in last; NULL none */
    const char *fault;             /* why it can't be read; NULL: it can */
};

/* The copies of the file at a path, newest first, in the arena; gives how many. A file that is
 * damaged, or not there any more, is known by its name: then those of every campaign that a file of
 * that name held. Where there are none of that name, those of its campaign under other names (the
 * file was renamed); none of these either: 0. */
int copies_list(const char *path, struct copy **list, struct arena *a);
/* The same of an open campaign. */
int copies_of(struct campaign *c, struct copy **list, struct arena *a);
/* How many there are, without reading them. */
int copies_count(const char *path);

/* Makes one of what was committed last; those that copies_thin gives up are removed. Gives its
 * path, in the arena; NULL and a sentence where no good copy could be made: then none is left, and
 * all others are kept. */
const char *copies_make(struct campaign *c, enum copy_why why, struct arena *a, struct err *err);
/* Was one made today? A look into the folder is all that it takes. */
bool copies_today(struct campaign *c);
/* Is one due: was the file changed since the newest copy, and is that of an earlier day (or none)?
 * Cheap: a look into the folder. */
bool copies_due(struct campaign *c);
/* Makes one; where that fails the user is told (campaign_notice), once a day. False: it failed, or
 * was broken off (then nobody is told: it stays due). */
bool copies_keep(struct campaign *c, enum copy_why why);

/* Which of n copies stay, from their moments (seconds since 1970, newest first): the newest four;
 * of those before, the last of each of three days; of those before, the last of each week; never
 * more than COPIES_KEPT. `must` (NULL: none) are kept in any case, and count. */
void copies_thin(const int64_t *at, const bool *must, int n, bool *keep);

/* ---- what differs ---- */

struct copy_person {
    const char *by;
    int64_t events, answers; /* answers among them */
    const char *last_at;
};
struct copy_change { /* one event that the copy lacks */
    const char *at, *by, *kind, *body, *service, *item, *value;
};
#define COPY_CHANGES_MOST 50
struct copy_difference {
    int64_t since;              /* events of the file that the copy does not have */
    int64_t own;                /* … that were written on this laptop */
    int64_t only;               /* events of the copy that the file does not have */
    struct copy_person *people; /* of `since`, by name */
    int npeople;
    struct copy_change *changes; /* the newest of them */
    int nchanges;
};
/* What the file has that a copy of the same campaign does not have, and the other way round. */
bool copies_differ(struct campaign *c, const char *copy, struct copy_difference *d, struct arena *a,
                   struct err *err);

/* ---- going back ---- */

struct restored {
    const char *from;  /* the copy that was put there */
    char at[21];       /* of the event that came in last in it */
    const char *kept;  /* what was there before: a verified copy, or the damaged file itself; NULL
                          there was none */
    bool damaged;      /* what was there before could not be read */
    int64_t lost, own; /* events that were in the file and are not in the copy; of this laptop. 0
                          where it could not be read */
};
/* The copy that a user means: a number of copies_list (from 1), or the path of any campaign file.
 * NULL and a sentence where there is none. */
const char *copies_named(const char *path, const char *word, struct arena *a, struct err *err);
/* Puts a copy in the place of the file at a path, which may be damaged or missing; nobody may have
 * the file open to write, nor this process (BUSY). First a verified copy of what is there now is
 * made; what is damaged is kept beside it as NAME.damaged-TIME. The copy is verified, whole or not
 * put there at all; the file goes on as a new device. `dry_run`: everything but that. */
bool copies_restore(const char *path, const char *copy, bool dry_run, struct restored *r,
                    struct arena *a, struct err *err);
/* Writes a verified copy of a copy to a new path. */
bool copies_write(const char *copy, const char *to, struct err *err);

/* ---- taking the last merge back ---- */

struct merge_back {
    const char *copy;           /* made before the merge */
    char at[21];                /* when that was */
    int64_t events, answers;    /* that others wrote and that go */
    struct copy_person *people; /* whose they are, by name */
    int npeople;
    int64_t own;      /* events of this laptop since, which stay */
    int64_t resting;  /* … of these answered over something that goes, and stand all the same */
    const char *kept; /* the copy of the file as it was; NULL: dry run */
};
/* The events are those of the copy that was made before the last merge and all that this laptop has
 * written since, in one transaction, verified. What it wrote stays as it was written, so its chain
 * goes on. Where it was written over something that goes, the state before would stand beside it in
 * a conflict with oneself: one more event says that what was written last stands. `dry_run`: only
 * what would be. REFUSED where there is no merge to take back. */
bool merge_take_back(struct campaign *c, bool dry_run, struct merge_back *m, struct arena *a,
                     struct err *err);

#endif
