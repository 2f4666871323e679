#include "model/outcomes.h"

#include <ctype.h>
#include <string.h>
#include "model/national.h"

#define STOPPED "-"
#define POINTS_MOST 200 /* characters: whatever a rubric can give is far shorter */

/* ---- making ---- */

static void add_points(struct buf *b, num x, struct arena *a)
{
    if (x.q == 1 && x.p >= 0 && x.p < 10)
        buf_addc(b, (char)('0' + x.p));
    else
        buf_add(b, num_fraction(a, x));
}

static void add_answered(struct buf *b, const struct question *q, const struct qresult *r,
                         bool evidence, struct arena *a)
{
    bool limited = num_cmp(r->most, q->most) != 0;
    char how = limited                            ? 'l'
               : num_cmp(r->earned, r->most) == 0 ? 'f'
               : num_sign(r->earned) == 0         ? 'z'
                                                  : 'p';
    buf_addc(b, evidence ? (char)toupper(how) : how);
    if (how == 'l' || how == 'p')
        add_points(b, r->earned, a);
    if (limited) {
        buf_addc(b, ':');
        add_points(b, r->most, a);
    }
}

static char other(const struct qresult *r)
{
    switch (r->state) {
    case QS_NA:
        return 'n';
    case QS_CANT_TELL:
        return 't';
    case QS_CONFLICT:
        return 'x';
    default:
        return r->open ? 'o' : '.';
    }
}

const char *outcomes_of(const struct subject *s, bool sums, struct arena *a)
{
    struct buf b = {0};
    int n = s->block ? s->block->nquestions : 0;
    if (s->state == SUBJECT_STOPPED)
        return STOPPED;
    for (int i = 0; i < n; i++) {
        const struct qresult *r = &s->q[i];
        bool answered = r->state == QS_ANSWERED, evidence = answered && r->evidence_required;
        if (sums && answered && num_sign(r->most) > 0)
            add_answered(&b, &s->block->questions[i], r, evidence, a);
        else if (answered || !sums)
            buf_addc(&b, evidence ? ',' : '.');
        else
            buf_addc(&b, other(r));
    }
    const char *kept = b.n ? arena_dupn(a, b.s, b.n) : "";
    buf_free(&b);
    return kept;
}

/* ---- adding up ---- */

/* Points, from *s on, which then stands behind them; none where there are no such, written so. */
static num read_points(const char **s, struct arena *a)
{
    size_t n = strspn(*s, "/0123456789");
    const char *start = *s;
    *s += n;
    if (n == 1 && *start != '/')
        return num_int(*start - '0');
    if (n == 0 || n > POINTS_MOST)
        return NUM_NONE;
    const char *text = arena_dupn(a, start, n);
    num x = num_read_fraction(a, text);
    return !num_is_none(x) && strcmp(num_fraction(a, x), text) == 0 ? x : NUM_NONE;
}

static bool add_sum(struct question_sum *sum, num earned, num most, struct arena *a)
{
    if (num_is_none(earned) || num_is_none(most) || num_sign(most) <= 0 ||
        num_cmp(earned, most) > 0)
        return false;
    sum->of++;
    sum->below += num_cmp(earned, most) < 0;
    sum->empty += num_sign(earned) == 0;
    sum->earned = num_add(a, sum->earned, earned);
    sum->most = num_add(a, sum->most, most);
    return true;
}

/* One question; *s then stands behind it. */
static bool add_one(const char **s, const struct question *q, struct question_sum *sum,
                    struct arena *a)
{
    num earned;
    char how = *(*s)++;
    switch (how && strchr("FZPL", how) ? tolower(how) : how) {
    case 'f':
        return add_sum(sum, q->most, q->most, a);
    case 'z':
        return add_sum(sum, NUM_ZERO, q->most, a);
    case 'p':
        return add_sum(sum, read_points(s, a), q->most, a);
    case 'l':
        earned = read_points(s, a);
        return *(*s)++ == ':' && add_sum(sum, earned, read_points(s, a), a);
    case 'n':
        sum->na++;
        return true;
    case 't':
        sum->cant_tell++;
        return true;
    case 'x':
        sum->conflicts++;
        return true;
    case 'o':
        sum->open++;
        return true;
    case '.':
    case ',':
        return true;
    default:
        return false;
    }
}

bool outcomes_add(const char *outcomes, const struct block *b, struct question_sum *sums,
                  int **evidence, int *n, struct arena *a)
{
    int asked = b ? b->nquestions : 0;
    const char *s = outcomes;
    if (evidence) {
        *evidence = NULL;
        *n = 0;
    }
    if (strcmp(outcomes, STOPPED) == 0)
        return true;
    for (int i = 0; i < asked; i++) {
        struct question_sum alone = {.earned = NUM_ZERO, .most = NUM_ZERO};
        if (evidence && (isupper((unsigned char)*s) || *s == ',')) {
            *evidence = *evidence ? *evidence : arena_alloc(a, (size_t)asked * sizeof **evidence);
            (*evidence)[(*n)++] = i;
        }
        if (!add_one(&s, &b->questions[i], sums ? &sums[i] : &alone, a))
            return false;
    }
    return *s == '\0';
}
