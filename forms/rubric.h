/* A rubric in memory: everything rubric.md parts 1 and 2 let a file say, checked. Read-only once
 * loaded; owned as a whole by rubric_load's caller, freed by rubric_free. All strings are valid
 * UTF-8 and live as long as the rubric. Absent texts have no strings (text_in gives NULL). */
#ifndef FORMS_RUBRIC_H
#define FORMS_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>
#include "forms/diag.h"
#include "forms/mem.h"
#include "forms/num.h"
#include "forms/value.h"

struct expr;
struct qtype;

struct text {
    const char **in; /* one per language of the rubric, NULL where missing; NULL: text absent */
};

struct choice {
    const char *id;
    struct text label, deficiency, proposal;
    num points;
};

struct step {
    bool has_from; /* only the first step may be without */
    num from, points;
};

enum evidence_rule { EVIDENCE_NONE, EVIDENCE_OPTIONAL, EVIDENCE_REQUIRED, EVIDENCE_WHEN };

struct question {
    int index;     /* in block.questions: the rubric's order */
    int criterion; /* index in block.criteria of the criterion it stands in */
    int line, col; /* of its id in the file */
    const char *id;
    struct text ask, hint, guidance, basis, deficiency, proposal;
    const struct qtype *type;
    int stage; /* index in rubric.stages */
    num weight;
    struct expr *when; /* NULL: always */
    bool required, na;
    enum evidence_rule evidence;
    struct expr *evidence_when;
    int severity; /* index in rubric.severities */
    int due_days; /* -1: none */
    struct choice *choices;
    int nchoices;
    struct expr *limit;   /* choice only */
    bool has_points_most; /* choices: `points` given */
    num points_most;
    num yes_points, no_points; /* yes_no */
    num scale_points;          /* scale: P */
    bool has_min, has_max;     /* number; a scale always has both */
    num min, max;
    struct text unit;
    struct step *steps;
    int nsteps;
    struct expr *value; /* calc */
    num most;           /* the maximum, without any limit in force; 0: unscored */
    int *deps;          /* questions that stand in when, limit and value, outside previous() */
    int ndeps;
};

enum aggregate { AGG_MEAN, AGG_POINTS, AGG_LOWEST };

/* Criteria stand in preorder: a criterion's descendants follow it at once. */
struct criterion {
    int index;
    int parent; /* -1 at the top */
    int level;  /* 0 at the top, at most 3 */
    int end;    /* index after its last descendant */
    const char *id;
    struct text title, short_title;
    num weight;
    enum aggregate aggregate;
    bool leaf;                      /* has questions, not criteria */
    int first_question, nquestions; /* of its whole subtree: they are consecutive in the block */
};

struct unrated_rule {
    const char *id;
    struct expr *when;
    struct text title;
};

struct cap {
    struct expr *when;
    int at_most; /* index in ratings */
    struct text because;
};

enum block_kind { BLOCK_SERVICE, BLOCK_BODY };

struct block {
    enum block_kind kind;
    struct criterion *criteria;
    int ncriteria;
    struct question *questions;
    int nquestions;
    int *order; /* questions so that each comes after its deps */
    int *by_id; /* questions sorted by id, for block_question; NULL: not sorted */
    struct unrated_rule *unrated;
    int nunrated;
    struct cap *caps;
    int ncaps;
    enum aggregate aggregate; /* AGG_MEAN or AGG_LOWEST */
};

struct rating {
    const char *id;
    num from; /* on the scale: 0 to rubric.scale */
    struct text title;
};

struct stage {
    const char *id;
    struct text title; /* of the default stage: its id */
};

struct replacement {
    const char *old_id, *new_id; /* new_id after all steps, or an id that no question has */
};

enum na_rule { NA_EXCLUDE, NA_ZERO, NA_FULL };

/* One of `examples`; values are kept as the texts that the file has (answers CSV form). */
struct pair {
    const char *name, *value;
    int line, col;
};
struct example_service {
    const char *id; /* a rating, an unrated id, stopped or incomplete; NULL: score is given */
    num score;      /* on the scale */
    int line, col;
};
struct example {
    const char *name;
    int line, col;
    enum block_kind kind;
    struct pair *answers, *attrs, *previous;
    int nanswers, nattrs, nprevious;
    struct example_service *services;
    int nservices;
    struct pair *expect; /* figures, state, unrated, rating: one each */
    int nexpect;
    bool has_capped, has_way_up, has_deficiencies;
    struct pair *capped, *way_up, *deficiencies; /* name: the item */
    int ncapped, nway_up, ndeficiencies;
};

struct rubric {
    struct arena *arena;
    const char *id, *version;
    struct text title, source, status, licence;
    const char **languages;
    int nlanguages;
    num scale;
    int decimals;
    bool rate_exact, boundary_upper;
    enum na_rule not_applicable;
    struct rating *ratings;
    int nratings;
    struct text rateable_title; /* never absent */
    const char **severities;
    int nseverities;
    struct stage *stages;
    int nstages;
    struct block *service, *body;    /* NULL where the rubric has none */
    num weight_services, weight_own; /* of the body's score */
    enum aggregate services_by;      /* AGG_MEAN or AGG_LOWEST */
    bool unrated_zero;               /* unrated_as: zero */
    struct replacement *replaces;
    int nreplaces;
    struct example *examples;
    int nexamples;
};

/* Loads and checks a rubric from `n` bytes; diags->file must be set. Gives NULL, and at least one
 * diag, where anything is wrong (every error that can be found in one run, at most DIAG_MOST;
 * sorted by place); examples are not run (examples.h). Never takes longer than its limits allow: 4
 * MiB, 32 levels, 200,000 nodes. */
struct rubric *rubric_load(const char *bytes, size_t n, struct diags *diags);
void rubric_free(struct rubric **r);

/* The text in a language (index into languages; where missing or out of range the default one);
 * NULL where the text is absent. */
const char *text_in(const struct text *t, int language);
/* A criterion's title for narrow places: the short one where there is one. */
const char *criterion_short(const struct criterion *c, int language);
/* What a question asks, in a language; its id where it asks nothing, as one that is computed may.
 */
const char *question_ask(const struct question *q, int language);
/* Index of the language that fits a LANGUAGE/LC_ALL-like preference list ("az:en", "az_AZ.UTF-8"),
 * else 0. */
int rubric_language(const struct rubric *r, const char *preferred);

/* The question with the id, NULL where there is none; the second looks in both blocks, service
 * first. */
const struct question *block_question(const struct block *b, const char *id);
const struct question *rubric_question(const struct rubric *r, const char *id,
                                       const struct block **block);
int block_criterion(const struct block *b, const char *id); /* -1: none */
int rubric_rating(const struct rubric *r, const char *id);  /* -1: none */
int rubric_stage(const struct rubric *r, const char *id);   /* -1: none */
int rubric_severity(const struct rubric *r, const char *id);
int block_unrated(const struct block *b, const char *id);
int question_choice(const struct question *q, const char *id, size_t len);
/* The present id of a question id: itself where it is one, else what `replaces` makes of it (all
 * steps), else itself. */
const char *rubric_current_id(const struct rubric *r, const char *id);

#endif
