/* Figures kept: one row per subject, made from an evaluated subject or body, stored, read back. */
#ifndef MODEL_FIGURES_H
#define MODEL_FIGURES_H

#include "model/known.h"

/* Counts up with every change of scoring that may give other figures from the same answers, and of
 * what is kept of them. */
#define ENGINE 3

/* How far the questions of a subject are, and what stands out. Stages: one element per stage. */
struct tally {
    int asked, answered, deficiencies, worst, cant_tell, not_applicable, conflicts, notes;
    int *stage_asked, *stage_answered;
    uint64_t open; /* a bit per stage (stage_bit) in which a question waits for its answer */
};

struct figs {
    enum subject_state state;
    int unrated;
    int rating, computed, rating_low, rating_high, held;
    int64_t score, so_far, low, high; /* units (num.h) */
    struct figures f;
    struct figures *criteria; /* of a body: its own */
    int *deficiencies;        /* of a body: its own, gains in the body's low */
    num *gains;
    int ndeficiencies;
    const char *outcomes; /* of its questions (outcomes.h); of a body: its own */
    struct tally t;       /* of a body: over everything */
    /* Of a body alone. */
    uint64_t open_all;
    struct figures own, service_mean;
    bool has_own, has_service_mean;
    struct figures *service_criteria;
    enum subject_state own_state;
    struct tally own_t;
    int nservices, nstopped, nincomplete, nrated, nno_score;
    int *unrated_counts, *rating_counts;
};

/* The bit of a stage in `open`; stages from the 63rd on share one. */
uint64_t stage_bit(int stage);

/* Figures of a service, in the arena. */
void figs_of_service(struct figs *f, const struct known *k, const struct subject *s,
                     struct arena *a);
/* Figures of a body from its own questions and its services' figures. */
void figs_of_body(struct figs *f, const struct known *own, const struct subject *s,
                  const struct figs *const *services, int n, const struct body_result *b,
                  struct arena *a);

/* The canonical text of what a row has no column for, and back (false: not such a text). The
 * columns must be in f already when it is read. */
void figs_write_text(const struct figs *f, const struct rubric *r, bool service, struct buf *b);
bool figs_read_text(struct figs *f, const struct rubric *r, bool service, const char *text,
                    struct arena *a);
/* The same with the subject's own figures alone: criteria, parts, gains and outcomes are left none.
 */
bool figs_read_brief(struct figs *f, const struct rubric *r, bool service, const char *text,
                     struct arena *a);

/* What such a text begins with, then come the outcomes and a line's end. */
#define FIGS_OUTCOMES "q "
/* The outcomes in a text, in the arena; NULL: it is not such a text. */
const char *figs_outcomes(const char *text, struct arena *a);

/* The numbers of a row in the order of its columns from `state` to `open_all`. */
#define FIGS_NUMBERS 21
bool figs_insert(struct db *db, int which, const char *body, const char *service,
                 const char *rubric, int engine, const int64_t n[FIGS_NUMBERS], const char *stages,
                 const char *text);
void figs_numbers(const struct figs *f, int64_t n[FIGS_NUMBERS]);
/* The column `stages`. */
void figs_write_stages(const struct figs *f, const struct rubric *r, struct buf *b);

/* rows.c: puts figures into a row for lists; the second makes the row of the body's own questions
 * from the body's. stage -1: all. */
void row_figures(struct row *row, const struct rubric *r, const struct figs *f, bool service,
                 int stage);
void row_own(struct row *own, const struct row *body, const struct rubric *r, const struct figs *f,
             int stage);

/* Stores a row; reads one (false: there is none, or one of another rubric or engine). */
bool figs_store(struct campaign *c, int which, const char *body, const char *service,
                const struct figs *f);
bool figs_load(struct campaign *c, int which, const char *body, const char *service, struct figs *f,
               struct arena *a);
/* A body's figures, also where none are kept that are good; of what is exact only `f`, in the
 * arena; what else it points to is good until the next call. False: no such body, or it can't be
 * read. */
bool figs_of_body_brief(struct campaign *c, int which, const char *body, struct figs *f,
                        struct arena *a);
/* A body's figures with all that is exact, in the arena, also where none are kept that are good.
 * False: no such body, or it can't be read. */
bool figs_of_kept_body(struct campaign *c, int which, const char *body, struct figs *f,
                       struct arena *a);
/* The columns of table figures in the order that figs_from_query reads from `first` on. */
#define FIGS_COLUMNS                                                                               \
    "f.rubric, f.engine, f.state, f.unrated, f.score, f.so_far, f.low, f.high, f.rating,"          \
    " f.computed, f.rating_low, f.rating_high, f.held, f.asked, f.answered, f.deficiencies,"       \
    " f.worst, f.cant_tell, f.not_applicable, f.conflicts, f.notes, f.open, f.open_all, f.stages"
#define FIGS_NCOLUMNS 24
/* Reads the columns (not the text); false where the row is of another rubric or engine, or missing.
 */
bool figs_from_query(struct campaign *c, int which, struct query *q, int first, struct figs *f,
                     struct arena *a);

/* Figures made on the spot where none are kept that are good: of a file that may not be written.
 * They live until another body is at work. */
bool figs_made(struct campaign *c, int which, const char *body, const char *service,
               struct figs *f);

/* Subjects whose figures a change moves. */
struct touched {
    const char *body, *service; /* service "": its own questions, or its services' list, changed */
};
/* Brings the figures of what was touched up to date, and of the bodies of it; inside a transaction.
 */
bool figures_refresh(struct campaign *c, int which, const struct touched *list, int n,
                     struct err *err);
/* Makes those of one body and all its services; what is good already stays. */
bool figures_make_body(struct campaign *c, int which, const char *body, struct err *err);
/* Makes all figures of a campaign anew; inside a transaction. */
bool figures_make_all(struct campaign *c, int which, struct err *err);
/* After opening to write: makes figures anew where another engine or rubric made them. */
bool figures_bring_up(struct campaign *c, struct err *err);

#endif
