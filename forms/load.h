/* Loading from the inside: shared by load.c (the rubric), load_value.c (what stands at a key),
 * load_block.c, load_question.c, load_choices.c, load_example.c and check.c, and by settings.c,
 * which reads another file in the same manner; for nobody else.
 *
 * One fault makes one error. What was told is remembered: a NODE_BAD is passed over, an expression
 * that names a broken question is not judged, names are not looked up where their list is broken.
 */
#ifndef FORMS_LOAD_H
#define FORMS_LOAD_H

#include "forms/expr.h"
#include "forms/rubric.h"
#include "forms/text.h"
#include "forms/yaml.h"

/* Nobody answers from more; bounds the work of hostile files too. */
enum { CHOICES_MOST = 1000, EXPRESSION_MOST = 4000, EXPRESSIONS_MOST = 1000000 };

/* Stands after the last language of every text, so that text_in sees a number out of range. */
extern const char text_end[];

/* A kind of map, with the keys that it takes. */
struct key {
    const char *name;
    bool required;
    unsigned only; /* of a question: KEY_… (qtype.h) that its type must have; 0: all types */
};
struct map_kind {
    const char *what; /* "a criterion": N_() */
    const struct key *keys;
    size_t nkeys;
};

/* Ids that must differ among themselves, with their places. */
struct named {
    const char *id;
    int line, col;
};
struct scope {
    struct named *v;
    size_t n, room;
};

struct choice_list {
    const char *id; /* of one in `lists`, else NULL */
    struct choice *choices;
    int n;
    const struct node *negative; /* the first points below 0 */
    bool broken;                 /* its choices are not all known */
    bool has_most[2];            /* of type choice, of type choices: its maximum is known */
    num most[2];
};

/* An expression waits until all questions of its block are known. */
struct pending {
    struct pending *next;
    const struct node *node;
    const struct block *block;
    enum expr_place place;
    struct expr **to;
};

struct load {
    struct rubric *r;
    struct arena *a;   /* the rubric's */
    struct arena *tmp; /* gone when it is loaded: nodes, scopes, lists */
    struct diags *d;
    const char *bytes; /* of the file, for places in its texts */
    size_t nbytes;
    struct choice_list *lists;
    int nlists;
    struct scope ids; /* of questions, criteria and lists */
    struct pending *pending, **pending_tail;
    size_t expression_bytes; /* of all expressions so far */
    const char **stage_ids, **rating_ids;
    const char **broken; /* ids of questions whose type or choices are not known */
    size_t nbroken;
    bool unsure_languages, unsure_stages, unsure_severities, unsure_ratings, unsure_lists;
    bool holes[2]; /* by block: questions or criteria without an id, or that could not be read */
    const struct node *service, *body, *score; /* NULL where not there */
    bool has_own;
    const char *suggested[8]; /* keys of the last map that were meant by unknown ones */
    size_t nsuggested;
};

#define FAULT(l, node, ...) diag_add((l)->d, (node)->line, (node)->col, __VA_ARGS__)

/* ---- load_value.c ---- */

/* How many faults were told so far, kept or not. */
size_t load_faults(const struct load *l);
/* Once the list of errors is full, work that only finds more of them can stop. */
bool load_full(const struct load *l);

/* "'weight' must be a number but is 'heavy'"; gives false. `what` is translated. */
bool load_expected(struct load *l, const struct node *n, const char *what);
/* True for a map; tells its unknown keys and which required ones are missing. */
bool load_map(struct load *l, const struct node *n, const struct map_kind *kind);
bool load_was_meant(const struct load *l, const char *key); /* by an unknown key just told */
bool load_list(struct load *l, const struct node *n);
bool load_full_list(struct load *l, const struct node *n); /* an empty one is an error */

bool load_id(struct load *l, const struct node *n, const char **out);
bool load_bool(struct load *l, const struct node *n, bool *out);
bool load_num(struct load *l, const struct node *n, num *out);
bool load_positive(struct load *l, const struct node *n, num *out); /* at least 0 */
bool load_whole(struct load *l, const struct node *n, int least, int most, int *out);
/* A plain string that no language has; any scalar but true and false. */
bool load_string(struct load *l, const struct node *n, const char **out);
bool load_text(struct load *l, const struct node *n, struct text *out);
/* The optional text at a key of a map. */
void load_text_at(struct load *l, const struct node *map, const char *key, struct text *out);
/* One of a few words: its index, -1 after a diag. */
int load_word(struct load *l, const struct node *n, const char *const *words, size_t nwords);
/* Index of a name, -1 after the diag "unknown stage 'x'; did you mean 'y'?"; `unknown` has one %s.
 */
int load_pick(struct load *l, const struct node *n, const char *unknown, const char *const *names,
              size_t nnames);
/* Tells an unknown name with the nearest one, or with all where they are few. */
void load_unknown(struct load *l, const struct node *n, const char *sentence,
                  const char *const *names, size_t nnames);

void scope_add(struct load *l, struct scope *s, const char *id, const struct node *at);
/* Tells every id that stands twice. `format` has %s (the id) and %d (the line of the first). */
void scope_check(struct load *l, struct scope *s, const char *format);

/* Keeps an expression until the block is complete; it must be a scalar. */
void load_expression(struct load *l, const struct node *n, const struct block *b,
                     enum expr_place place, struct expr **to);
void load_broken(struct load *l, const char *id);
bool load_is_broken(const struct load *l, const char *id);

/* ---- load_block.c, load_question.c, load_choices.c, load_example.c ---- */

void load_lists(struct load *l, const struct node *n);
struct block *load_block(struct load *l, const struct node *n, enum block_kind kind);
/* q->index, criterion are set already. */
void load_question(struct load *l, const struct node *n, const struct block *b, struct question *q);
/* The choices of a question, its own or a list's, and with them its maximum. */
void load_choices(struct load *l, const struct node *n, struct question *q);
void load_examples(struct load *l, const struct node *n); /* once both blocks are checked */

/* ---- check.c ---- */

/* Sorts the questions for block_question. */
void check_index(struct load *l, struct block *b);
/* Compiles all expressions, finds loops, puts questions in order. */
void check_expressions(struct load *l);
void check_weights(struct load *l);
void check_replaces(struct load *l, const struct node *n);

/* The rubric of a tree: everything that rubric_load does after reading it. NULL after diags. */
struct rubric *rubric_from_tree(const struct node *root, const char *bytes, size_t n,
                                struct diags *diags);

#endif
