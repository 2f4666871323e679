/* For tests of scoring: a rubric from a string, a subject from a list of answers. */
#ifndef TESTS_FORMS_SCORED_H
#define TESTS_FORMS_SCORED_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "forms/lib.h"

static inline struct rubric *rubric_of(const char *yaml)
{
    struct diags d = {.file = "test.yaml"};
    struct rubric *r = rubric_load(yaml, strlen(yaml), &d);
    for (size_t i = 0; i < d.n; i++) {
        char *line = diag_line(&d, i);
        print_error("%s\n", line);
        free(line);
    }
    assert_non_null(r);
    diags_free(&d);
    return r;
}

/* One subject at work. */
struct sheet {
    struct rubric *r;
    struct arena *arena;
    struct subject_input in;
    struct answer *answers;
    struct value *previous;
    const char *const *attrs; /* name, value, …, NULL */
    struct subject *s;
};

static inline const char *sheet_attr(void *arg, const char *name)
{
    const struct sheet *t = arg;
    for (const char *const *p = t->attrs; p && *p; p += 2)
        if (strcmp(p[0], name) == 0)
            return p[1];
    return NULL;
}

static inline void sheet_open(struct sheet *t, struct rubric *r, const struct block *b)
{
    *t = (struct sheet){.r = r, .arena = arena_new()};
    size_t n = (size_t)b->nquestions;
    t->answers = arena_alloc(t->arena, n * sizeof *t->answers);
    t->previous = arena_alloc(t->arena, n * sizeof *t->previous);
    t->in = (struct subject_input){.rubric = r,
                                   .block = b,
                                   .answers = t->answers,
                                   .previous = t->previous,
                                   .attr = sheet_attr,
                                   .attr_arg = t};
}

static inline void sheet_close(struct sheet *t)
{
    subject_free(&t->s);
    arena_free(&t->arena);
}

static inline const struct question *sheet_question(const struct sheet *t, const char *id)
{
    const struct question *q = block_question(t->in.block, id);
    if (!q)
        print_error("no question %s\n", id);
    assert_non_null(q);
    return q;
}

static inline void sheet_set(struct sheet *t, const char *id, const char *value)
{
    const struct question *q = sheet_question(t, id);
    const char *why = NULL;
    if (strcmp(value, "conflict") == 0) {
        t->answers[q->index] = (struct answer){.given = GIVEN_CONFLICT};
        return;
    }
    bool good = answer_parse(q, value, t->arena, &t->answers[q->index], &why);
    if (!good)
        print_error("%s=%s: %s\n", id, value, why);
    assert_true(good);
}

/* "a=1 b=yes": sets them all and scores. Values have no blanks. */
static inline struct subject *sheet_score(struct sheet *t, const char *answers)
{
    char *list = mem_dup(answers), *rest = list, *word;
    while ((word = strsep(&rest, " "))) {
        char *value = strchr(word, '=');
        if (!value)
            continue;
        *value++ = '\0';
        sheet_set(t, word, value);
    }
    free(list);
    t->s = subject_score(&t->in, t->s);
    return t->s;
}

/* A figure as printed; "-" where there is none. */
static inline const char *printed(const struct sheet *t, num figure)
{
    const char *s = num_fixed(t->arena, figure_scaled(t->r, figure, t->arena), t->r->decimals);
    return s ? s : "-";
}

/* "so_far low high score" */
static inline const char *four(const struct sheet *t, const struct figures *f)
{
    return arena_printf(t->arena, "%s %s %s %s", printed(t, f->so_far), printed(t, f->low),
                        printed(t, f->high), printed(t, f->score));
}

static inline const struct qresult *sheet_result(const struct sheet *t, const char *id)
{
    return &t->s->q[sheet_question(t, id)->index];
}

static inline const char *rating_id(const struct rubric *r, int rating)
{
    return rating < 0 ? "none" : r->ratings[rating].id;
}

/* The ids of questions, in their order, joined by blanks. */
static inline const char *ids(const struct sheet *t, const int *questions, int n)
{
    struct buf b = {0};
    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? " " : "", t->in.block->questions[questions[i]].id);
    const char *s = arena_dup(t->arena, b.s ? b.s : "");
    buf_free(&b);
    return s;
}

#define RATINGS                                                                                    \
    "ratings:\n"                                                                                   \
    "  - {id: poor, from: 0, title: Poor}\n"                                                       \
    "  - {id: fair, from: 50, title: Fair}\n"                                                      \
    "  - {id: good, from: 70, title: Good}\n"                                                      \
    "  - {id: best, from: 90, title: Best}\n"

#endif
