/* Bundles, line by line. A bundle is text but for stored files' bytes:
 *
 *   meyar bundle 1
 *   {"campaign":…,"events":N,"files":M,"name":…}      canonical JSON
 *   ID BODY                                           N times, by device, seq and id
 *   file SHA-256 SIZE                                 M times, by SHA-256; SIZE bytes and a newline
 *   end SHA-256                                       of everything before this line
 */
#ifndef MODEL_BUNDLE_H
#define MODEL_BUNDLE_H

#include "model/event.h"

#define BUNDLE_MAGIC "meyar bundle 1\n"
#define LINE_MOST (8 << 20)             /* bytes of one event */
#define STORED_MOST ((int64_t)64 << 20) /* bytes of one stored file */

/* What a bundle, or another campaign file, gives. Each gives false to stop, with err set. */
struct intake {
    /* Is this event there already, with just these bytes? Then it was checked when it came. */
    bool (*known)(void *arg, const unsigned char id[HASH_SIZE], const char *body, size_t n);
    /* An event whose id, form and campaign were checked; its payload is not read (NULL). */
    bool (*event)(void *arg, const struct event *e, const char *body, struct err *err);
    /* The next bytes of a stored file; n 0: it is whole, and true to its hash. */
    bool (*bytes)(void *arg, const char *sha, const char *bytes, size_t n, struct err *err);
    void *arg;
    const char *campaign; /* that everything must belong to */
};

/* Reads a bundle. False: err, a sentence with the path in it. */
bool bundle_read(const char *path, const struct intake *to, struct err *err);
/* Is the body of an event within what any real one has? False: it is not worth reading. */
bool event_plausible(const char *body, size_t n);
/* Checks an event of a file against its id, and passes it on unless it is known. */
bool intake_event(const struct intake *to, const char *path, int64_t number,
                  const unsigned char id[HASH_SIZE], const char *body, size_t n, struct arena *a,
                  struct err *err);

#endif
