/* The questions of a subject, or of a body with all its services, by the state that they are in. */
#ifndef MODEL_JUMP_H
#define MODEL_JUMP_H

struct arena;
struct campaign;

enum jump_kind {
    JUMP_OPEN,
    JUMP_REMARK, /* with a remark that waits */
    JUMP_DEFICIENT,
    JUMP_CANT_TELL,
    JUMP_NOT_APPLICABLE,
    JUMP_NOTE,     /* with a note, the reasons of the two before included */
    JUMP_CONFLICT, /* two answers stand */
    JUMP_UNFIT,    /* the rubric takes its answer no longer */
    JUMP_KINDS
};

struct jump {
    const char *service, *service_name; /* "", NULL: a question of the body itself */
    int question;                       /* in its block */
    unsigned kinds;                     /* a bit (1 << kind) for each that it is of */
    const char *note;                   /* NULL: none */
};

struct jumps {
    struct jump *list; /* in working order: the body's own first, then service by service */
    int n;
    int counts[JUMP_KINDS];
    int passed_over; /* services that were not looked at: there are too many */
};

/* Services that are looked at. */
#define JUMP_SERVICES 1000

/* Reads them for one subject (service "": the body itself) or, service NULL, for a body with all
 * its services; of a stage, -1: of all. Only what is asked, and is of any kind; of what is not
 * asked conflicts alone, as rows count them; of stopped services nothing. Strings live in the
 * arena. Where reading fails campaign_fault says so. */
struct jumps jumps_read(struct campaign *c, const char *body, const char *service, int stage,
                        struct arena *a);

#endif
