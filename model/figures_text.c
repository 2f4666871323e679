/* The canonical text of figures: a line each, a letter first, then blank-separated words; fractions
 * as "p/q", what is not there "-". Questions and criteria are known by their number: the row names
 * the rubric.
 *
 *   q …                         what each question came to (outcomes.h)
 *   f so_far low high score     of the subject
 *   o …, m …                    of a body: its own, and its services' mean ("o" alone: null)
 *   c …                         one per criterion in order
 *   s …                         of a body: one per criterion of its services
 *   d question gain             deficiencies in their order
 *   n services stopped incomplete rated no_score
 *   u …, r …                    services per unrated rule, per rating
 *   w state asked answered deficiencies worst cant_tell not_applicable conflicts notes open
 *   p asked answered …          the body's own progress, by stage
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "model/figures.h"
#include "model/outcomes.h"

/* ---- writing ---- */

/* Two of these are written per answer, with hundreds of numbers: so no printf. */
static void put_int(struct buf *b, char before, int64_t i)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t n = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    if (i < 0)
        digits[--at] = '-';
    buf_addc(b, before);
    buf_addn(b, digits + at, sizeof digits - at);
}

static void word(struct buf *b, num x, struct arena *a)
{
    if (num_is_none(x)) {
        buf_addn(b, " -", 2);
    } else if (x.q > 0) {
        put_int(b, ' ', x.p);
        if (x.q != 1)
            put_int(b, '/', x.q);
    } else {
        buf_addc(b, ' ');
        buf_add(b, num_fraction(a, x));
    }
}

static void line(struct buf *b, char letter, const struct figures *f, struct arena *a)
{
    buf_addc(b, letter);
    word(b, f->so_far, a);
    word(b, f->low, a);
    word(b, f->high, a);
    word(b, f->score, a);
    buf_addc(b, '\n');
}

static void ints(struct buf *b, char letter, const int *list, int n)
{
    buf_addc(b, letter);
    for (int i = 0; i < n; i++)
        put_int(b, ' ', list[i]);
    buf_addc(b, '\n');
}

static void body_part(const struct figs *f, const struct rubric *r, struct buf *b, struct arena *a)
{
    const struct tally *t = &f->own_t;
    for (int i = 0; r->service && i < r->service->ncriteria; i++)
        line(b, 's', &f->service_criteria[i], a);
    buf_printf(b, "n %d %d %d %d %d\n", f->nservices, f->nstopped, f->nincomplete, f->nrated,
               f->nno_score);
    ints(b, 'u', f->unrated_counts, r->service ? r->service->nunrated : 0);
    ints(b, 'r', f->rating_counts, r->nratings);
    buf_printf(b, "w %d %d %d %d %d %d %d %d %d %" PRIu64 "\np", (int)f->own_state, t->asked,
               t->answered, t->deficiencies, t->worst, t->cant_tell, t->not_applicable,
               t->conflicts, t->notes, t->open);
    for (int i = 0; i < r->nstages; i++)
        buf_printf(b, " %d %d", t->stage_asked[i], t->stage_answered[i]);
    buf_addc(b, '\n');
}

void figs_write_text(const struct figs *f, const struct rubric *r, bool service, struct buf *b)
{
    struct arena *a = arena_new();
    const struct block *block = rubric_block(r, service);
    buf_printf(b, FIGS_OUTCOMES "%s\n", f->outcomes);
    line(b, 'f', &f->f, a);
    if (!service) {
        if (f->has_own)
            line(b, 'o', &f->own, a);
        else
            buf_add(b, "o\n");
        if (f->has_service_mean)
            line(b, 'm', &f->service_mean, a);
        else
            buf_add(b, "m\n");
    }
    for (int i = 0; block && i < block->ncriteria; i++)
        line(b, 'c', &f->criteria[i], a);
    for (int i = 0; i < f->ndeficiencies; i++) {
        buf_addc(b, 'd');
        put_int(b, ' ', f->deficiencies[i]);
        word(b, f->gains[i], a);
        buf_addc(b, '\n');
    }
    if (!service)
        body_part(f, r, b, a);
    arena_free(&a);
}

/* ---- reading ---- */

struct reader {
    const char *s;
    struct arena *arena;
    bool brief; /* fractions are passed over */
    bool bad;
};

static bool letter_is(const struct reader *r, char letter)
{
    return *r->s == letter;
}

/* Goes past the letter of a line. */
static void expect(struct reader *r, char letter)
{
    if (*r->s == letter)
        r->s++;
    else
        r->bad = true;
}

/* Copies the next word of the line; "" and bad where there is none. */
static void next_word(struct reader *r, char *out, size_t size)
{
    size_t n = 0;
    out[0] = '\0';
    if (r->bad || *r->s != ' ') {
        r->bad = true;
        return;
    }
    const char *start = r->s + 1;
    n = strcspn(start, " \n");
    if (n == 0 || n >= size) {
        r->bad = true;
        return;
    }
    memcpy(out, start, n);
    out[n] = '\0';
    r->s = start + n;
}

static num read_num(struct reader *r)
{
    /* Exact figures over many services may have hundreds of digits. */
    const char *start = r->s + 1;
    if (r->bad || *r->s != ' ') {
        r->bad = true;
        return NUM_NONE;
    }
    size_t n = strcspn(start, " \n");
    r->s = start + n;
    if (r->brief || (n == 1 && *start == '-'))
        return NUM_NONE;
    char small[64];
    const char *text = small;
    if (n < sizeof small) {
        memcpy(small, start, n);
        small[n] = '\0';
    } else {
        text = arena_dupn(r->arena, start, n);
    }
    num x = num_read_fraction(r->arena, text);
    r->bad = r->bad || num_is_none(x);
    return x;
}

static int read_int(struct reader *r)
{
    char text[24], *end;
    next_word(r, text, sizeof text);
    long long n = strtoll(text, &end, 10);
    if (*end != '\0' || n < INT32_MIN || n > INT32_MAX)
        r->bad = true;
    return r->bad ? 0 : (int)n;
}

static void read_figures(struct reader *r, char letter, struct figures *f)
{
    expect(r, letter);
    f->so_far = read_num(r);
    f->low = read_num(r);
    f->high = read_num(r);
    f->score = read_num(r);
    expect(r, '\n');
}

static struct figures *read_list(struct reader *r, char letter, const struct block *b)
{
    int n = b ? b->ncriteria : 0;
    struct figures *list = arena_alloc(r->arena, ((size_t)n + 1) * sizeof *list);
    for (int i = 0; i < n && !r->bad; i++)
        read_figures(r, letter, &list[i]);
    return list;
}

static void read_deficiencies(struct reader *r, const struct block *b, struct figs *f)
{
    int most = b ? b->nquestions : 0;
    f->deficiencies = arena_alloc(r->arena, ((size_t)most + 1) * sizeof *f->deficiencies);
    f->gains = arena_alloc(r->arena, ((size_t)most + 1) * sizeof *f->gains);
    f->ndeficiencies = 0;
    while (!r->bad && letter_is(r, 'd')) {
        if (f->ndeficiencies == most) {
            r->bad = true;
            return;
        }
        expect(r, 'd');
        int q = read_int(r);
        r->bad = r->bad || q < 0 || q >= most;
        f->deficiencies[f->ndeficiencies] = q;
        f->gains[f->ndeficiencies++] = read_num(r);
        expect(r, '\n');
    }
}

static bool read_optional(struct reader *r, char letter, struct figures *f)
{
    *f = (struct figures){NUM_NONE, NUM_NONE, NUM_NONE, NUM_NONE};
    if (letter_is(r, letter) && r->s[1] == '\n') {
        r->s += 2;
        return false;
    }
    read_figures(r, letter, f);
    return true;
}

static int *read_ints(struct reader *r, char letter, int n)
{
    int *list = arena_alloc(r->arena, ((size_t)n + 1) * sizeof *list);
    expect(r, letter);
    for (int i = 0; i < n && !r->bad; i++)
        list[i] = read_int(r);
    expect(r, '\n');
    return list;
}

static void read_own(struct reader *r, const struct rubric *rubric, struct figs *f)
{
    struct tally *t = &f->own_t;
    char open[24];
    expect(r, 'w');
    f->own_state = (enum subject_state)read_int(r);
    t->asked = read_int(r);
    t->answered = read_int(r);
    t->deficiencies = read_int(r);
    t->worst = read_int(r);
    t->cant_tell = read_int(r);
    t->not_applicable = read_int(r);
    t->conflicts = read_int(r);
    t->notes = read_int(r);
    next_word(r, open, sizeof open);
    t->open = strtoull(open, NULL, 10);
    expect(r, '\n');
    int *stages = read_ints(r, 'p', 2 * rubric->nstages);
    t->stage_asked = arena_alloc(r->arena, ((size_t)rubric->nstages + 1) * sizeof(int));
    t->stage_answered = arena_alloc(r->arena, ((size_t)rubric->nstages + 1) * sizeof(int));
    for (int i = 0; i < rubric->nstages; i++) {
        t->stage_asked[i] = stages[2 * i];
        t->stage_answered[i] = stages[2 * i + 1];
    }
}

static void read_body_part(struct reader *r, const struct rubric *rubric, struct figs *f)
{
    f->service_criteria = read_list(r, 's', rubric->service);
    int *n = read_ints(r, 'n', 5);
    f->nservices = n[0];
    f->nstopped = n[1];
    f->nincomplete = n[2];
    f->nrated = n[3];
    f->nno_score = n[4];
    f->unrated_counts = read_ints(r, 'u', rubric->service ? rubric->service->nunrated : 0);
    f->rating_counts = read_ints(r, 'r', rubric->nratings);
    read_own(r, rubric, f);
}

const char *figs_outcomes(const char *text, struct arena *a)
{
    size_t before = strlen(FIGS_OUTCOMES);
    if (strncmp(text, FIGS_OUTCOMES, before) != 0)
        return NULL;
    return arena_dupn(a, text + before, strcspn(text + before, "\n"));
}

static void read_outcomes(struct reader *r, const struct block *b, struct figs *f)
{
    f->outcomes = r->brief ? NULL : figs_outcomes(r->s, r->arena);
    r->bad =
        !r->brief && (!f->outcomes || !outcomes_add(f->outcomes, b, NULL, NULL, NULL, r->arena));
    r->s += strcspn(r->s, "\n");
    expect(r, '\n');
}

static bool read_text(struct figs *f, const struct rubric *rubric, bool service, bool brief,
                      const char *text, struct arena *a)
{
    struct reader r = {.s = text, .arena = a, .brief = brief};
    const struct block *block = rubric_block(rubric, service);
    read_outcomes(&r, block, f);
    r.brief = false;
    read_figures(&r, 'f', &f->f);
    r.brief = brief;
    if (!service) {
        f->has_own = read_optional(&r, 'o', &f->own);
        f->has_service_mean = read_optional(&r, 'm', &f->service_mean);
    }
    f->criteria = read_list(&r, 'c', block);
    read_deficiencies(&r, block, f);
    if (!service)
        read_body_part(&r, rubric, f);
    return !r.bad && *r.s == '\0';
}

bool figs_read_text(struct figs *f, const struct rubric *rubric, bool service, const char *text,
                    struct arena *a)
{
    return read_text(f, rubric, service, false, text, a);
}

bool figs_read_brief(struct figs *f, const struct rubric *rubric, bool service, const char *text,
                     struct arena *a)
{
    return read_text(f, rubric, service, true, text, a);
}
