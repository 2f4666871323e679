/* For properties: random rubrics and answers, from a seed. */
#ifndef TESTS_FORMS_RANDOM_H
#define TESTS_FORMS_RANDOM_H

#include "tests/forms/scored.h"

static uint64_t state_of_dice;

static inline int roll(int below)
{
    state_of_dice = state_of_dice * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_dice >> 33) % (uint64_t)below);
}

/* ---- random rubrics: none of the exceptions of rubric.md part 4 is in them ---- */

static inline void random_question(struct buf *b, const char *indent, int n, int scale)
{
    buf_printf(b, "%s- id: q%d\n%s  ask: a\n%s  weight: %d\n", indent, n, indent, indent,
               (roll(5) ? 1 + roll(4) : 0) * scale);
    if (n > 0 && roll(3) == 0) {
        int other = roll(n);
        buf_printf(b, "%s  when: \"points(q%d) %s\"\n", indent, other, roll(2) ? "> 0" : "< 2");
    }
    switch (roll(4)) {
    case 0:
        buf_printf(b, "%s  type: yes_no\n%s  points: %d\n", indent, indent, roll(4));
        break;
    case 1:
        buf_printf(b, "%s  type: scale\n%s  min: 0\n%s  max: 3\n%s  points: %d\n", indent, indent,
                   indent, indent, roll(8));
        break;
    case 2:
        buf_printf(b,
                   "%s  type: choice\n%s  choices: [{id: a, label: A, points: %d}, {id: b, label: "
                   "B, points: %d}]\n",
                   indent, indent, roll(4), roll(7));
        break;
    default:
        buf_printf(b,
                   "%s  type: choices\n%s  choices: [{id: a, label: A, points: 2}, {id: b, label: "
                   "B, points: %d}]\n",
                   indent, indent, roll(5) - 2);
    }
}

static const char *const random_aggregates[] = {"mean", "points", "lowest"};

/* Two or three top criteria, some of them of criteria; about a dozen questions. */
static inline char *random_rubric(uint64_t seed, int scale)
{
    static const char *const na[] = {"exclude", "zero", "full"};
    state_of_dice = seed;
    struct buf b = {0};
    buf_printf(&b, "rubric: r\nversion: \"1\"\ntitle: T\nnot_applicable: %s\n" RATINGS "service:\n",
               na[roll(3)]);
    buf_printf(&b, "  aggregate: %s\n  criteria:\n", roll(4) ? "mean" : "lowest");
    int n = 0;
    for (int c = 0; c < 3; c++) {
        buf_printf(&b, "    - id: c%d\n      title: C\n      weight: %d\n", c,
                   (roll(6) ? 1 + roll(3) : 0) * scale);
        const char *how = random_aggregates[roll(3)];
        buf_printf(&b, "      aggregate: %s\n", how);
        bool nested = roll(2);
        if (!nested) {
            buf_add(&b, "      questions:\n");
            for (int k = 0; k < 4; k++)
                random_question(&b, "        ", n++, scale);
            continue;
        }
        buf_add(&b, "      criteria:\n");
        for (int k = 0; k < 2; k++) {
            buf_printf(&b, "        - id: c%d%d\n          title: C\n", c, k);
            if (strcmp(how, "points") != 0)
                buf_printf(&b, "          weight: %d\n          aggregate: %s\n",
                           (roll(5) ? 1 + roll(3) : 0) * scale, random_aggregates[roll(3)]);
            buf_add(&b, "          questions:\n");
            for (int m = 0; m < 2; m++)
                random_question(&b, "            ", n++, scale);
        }
    }
    return b.s;
}

static inline const char *random_value(const struct question *q)
{
    if (roll(12) == 0)
        return "n/a";
    if (roll(15) == 0)
        return "cannot-tell";
    switch (q->type->id) {
    case Q_YES_NO:
        return roll(2) ? "yes" : "no";
    case Q_SCALE:
        return ((const char *const[]){"0", "1", "2", "3"})[roll(4)];
    case Q_CHOICE:
        return roll(2) ? "a" : "b";
    default:
        return ((const char *const[]){"-", "a", "b", "a|b"})[roll(4)];
    }
}

#endif
