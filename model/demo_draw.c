#include "model/demo_draw.h"

#include <stdlib.h>
#include <string.h>
#include "forms/expr.h"
#include "model/csv.h"
#include "model/data.h"

/* The question that decides whether the demo's services are electronic, and the answer that says
 * no. */
#define GATE "e_level"
#define NOT_OFFERED "none"

int dice_roll(struct dice *d, int below)
{
    d->state += 0x9E3779B97F4A7C15u;
    uint64_t z = d->state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (int)((z ^ (z >> 31)) % (uint64_t)below);
}

bool dice_chance(struct dice *d, int percent)
{
    return dice_roll(d, 100) < percent;
}

/* ---- habits ---- */

struct habits {
    struct csv *ranges; /* question, low, high, better */
    struct note {
        const char *question, *kind, *text;
    } * notes;
    int nnotes;
};

static void read_notes(struct habits *h, char *text, struct arena *a)
{
    size_t room = 1;
    for (const char *s = text; *s; s++)
        room += *s == '\n';
    h->notes = arena_alloc(a, room * sizeof *h->notes);
    char *rest = text, *line;
    while ((line = strsep(&rest, "\n"))) {
        char *question = strsep(&line, "|"), *kind = strsep(&line, "|");
        if (kind && line && *line)
            h->notes[h->nnotes++] = (struct note){question, kind, line};
    }
}

struct habits *habits_read(struct arena *a)
{
    struct habits *h = arena_alloc(a, sizeof *h);
    const struct data_file *ranges = data_find("demo/habits.csv");
    const struct data_file *notes = data_find("demo/notes.txt");
    h->ranges = csv_read(ranges->name, (const char *)ranges->bytes, ranges->size, a);
    read_notes(h, arena_dupn(a, (const char *)notes->bytes, notes->size), a);
    return h;
}

const char *habits_note(const struct habits *h, struct dice *dice, const char *question,
                        const char *kind)
{
    int n = 0, first = -1;
    for (int i = 0; i < h->nnotes; i++)
        if (strcmp(h->notes[i].question, question) == 0 && strcmp(h->notes[i].kind, kind) == 0) {
            first = first < 0 ? i : first;
            n++;
        }
    if (!n)
        return NULL;
    int pick = dice_roll(dice, n);
    for (int i = first;; i++)
        if (strcmp(h->notes[i].question, question) == 0 && strcmp(h->notes[i].kind, kind) == 0 &&
            pick-- == 0)
            return h->notes[i].text;
}

static const struct csv_row *range_of(const struct habits *h, const char *question)
{
    for (int i = 0; i < h->ranges->nrows; i++)
        if (strcmp(h->ranges->row[i].cell[0], question) == 0)
            return &h->ranges->row[i];
    return NULL;
}

/* A bound of a range: a number, another question's answer, or @ and a column of the registry. */
static int bound(const struct draft *d, const char *word)
{
    if (*word == '@') {
        const char *text = d->in.attr ? d->in.attr(d->in.attr_arg, word + 1) : NULL;
        return text && *text ? atoi(text) : 10;
    }
    const struct question *q = block_question(d->in.block, word);
    if (!q)
        return atoi(word);
    return d->value[q->index] ? atoi(d->value[q->index]) : 0;
}

/* ---- one answer ---- */

/* x/most in thousandths. */
static int share(num x, num most, struct arena *a)
{
    return num_sign(most) > 0 ? (int)num_units(num_div(a, x, most), 3) : 0;
}

static const char *draw_yes_no(struct draft *d, const struct question *q, int wanted)
{
    if (num_sign(q->most) > 0) {
        bool best = dice_roll(&d->dice, 1000) < wanted;
        return best == (num_cmp(q->yes_points, q->no_points) > 0) ? "yes" : "no";
    }
    const struct csv_row *r = range_of(d->habits, q->id);
    return dice_chance(&d->dice, r ? atoi(r->cell[1]) : 60) ? "yes" : "no";
}

/* What goes no further than another question's answer does ("under" in the habits). */
static int under(const struct draft *d, const struct question *q, int wanted)
{
    const struct csv_row *r = range_of(d->habits, q->id);
    if (!r || strcmp(r->cell[3], "under") != 0)
        return wanted;
    const struct question *other = block_question(d->in.block, r->cell[2]);
    const struct qresult *o = &d->scored->q[other->index];
    int most = o->state == QS_ANSWERED ? share(o->earned, o->most, d->arena) : 1000;
    return wanted < most ? wanted : most;
}

static const char *draw_choice(struct draft *d, const struct question *q, int wanted)
{
    int offered = d->scored->q[q->index].offered;
    num most = d->scored->q[q->index].most;
    if (num_sign(most) <= 0)
        return q->choices[dice_roll(&d->dice, offered)].id;
    wanted = under(d, q, wanted);
    int best = -1, nearest_by = 0;
    for (int i = 0; i < offered; i++) {
        int by = abs(share(q->choices[i].points, most, d->arena) - wanted);
        if (strcmp(q->id, GATE) == 0 && strcmp(q->choices[i].id, NOT_OFFERED) == 0)
            continue;
        if (best < 0 || by < nearest_by) {
            best = i;
            nearest_by = by;
        }
    }
    return q->choices[best].id;
}

static const char *draw_choices(struct draft *d, const struct question *q, int wanted)
{
    struct buf b = {0};
    for (int i = 0; i < q->nchoices; i++) {
        int sign = num_sign(q->choices[i].points);
        /* What stands first in a list is what most bodies have. */
        int percent = sign > 0
                          ? 20 + wanted * 8 / 100 - 40 * i / q->nchoices * (1000 - wanted) / 1000
                      : sign < 0 ? (1000 - wanted) / 30
                                 : 25;
        if (dice_chance(&d->dice, percent))
            buf_printf(&b, "%s%s", b.n ? "|" : "", q->choices[i].id);
    }
    const char *value = arena_dup(d->arena, b.n ? b.s : "-");
    buf_free(&b);
    return value;
}

static int between(struct draft *d, int low, int high)
{
    return high > low ? low + dice_roll(&d->dice, high - low + 1) : low;
}

/* A value within the step whose points come nearest to what is wanted. */
static int draw_step(struct draft *d, const struct question *q, int wanted)
{
    int best = 0, nearest_by = 2000;
    for (int i = 0; i < q->nsteps; i++) {
        int by = abs(share(q->steps[i].points, q->most, d->arena) - wanted);
        if (by < nearest_by) {
            best = i;
            nearest_by = by;
        }
    }
    int low = q->steps[best].has_from ? (int)num_floor(q->steps[best].from)
                                      : (q->has_min ? (int)num_floor(q->min) : 0);
    int high = best + 1 < q->nsteps ? (int)num_floor(q->steps[best + 1].from) - 1 : low + low / 2;
    if (q->has_max && high > num_floor(q->max))
        high = (int)num_floor(q->max);
    return between(d, low, high);
}

static int draw_range(struct draft *d, const struct csv_row *r, int wanted)
{
    int low = bound(d, r->cell[1]), high = bound(d, r->cell[2]);
    if (high < low)
        high = low;
    if (strcmp(r->cell[3], "up") == 0)
        return low + (high - low) * wanted / 1000;
    if (strcmp(r->cell[3], "down") == 0)
        /* A bad one is beyond what a good one keeps to. */
        return wanted < 350 ? high + dice_roll(&d->dice, high / 2 + 2)
                            : low + (high - low) * (1000 - wanted) / 1000;
    return between(d, low, between(d, low, high));
}

static const char *draw_number(struct draft *d, const struct question *q, int wanted)
{
    const struct csv_row *r = range_of(d->habits, q->id);
    int n;
    if (q->nsteps) {
        n = draw_step(d, q, wanted);
        if (r && n > bound(d, r->cell[2]))
            n = bound(d, r->cell[2]);
    } else {
        n = r ? draw_range(d, r, wanted) : between(d, 0, 10);
    }
    if (q->has_min && n < num_floor(q->min))
        n = (int)num_floor(q->min);
    if (q->has_max && n > num_floor(q->max))
        n = (int)num_floor(q->max);
    return arena_printf(d->arena, "%d", n);
}

static const char *draw_scale(struct draft *d, const struct question *q, int wanted)
{
    int low = (int)num_floor(q->min), high = (int)num_floor(q->max);
    return arena_printf(d->arena, "%d", low + ((high - low) * wanted + 500) / 1000);
}

static const char *draw_date(struct draft *d, const struct question *q, int wanted)
{
    const struct csv_row *r = range_of(d->habits, q->id);
    char text[11];
    date_format(d->day - (r ? draw_range(d, r, wanted) : 0), text);
    return arena_dup(d->arena, text);
}

/* The address of the service's page, of a body whose site has a plain name. */
static const char *draw_url(struct draft *d)
{
    struct buf b = {0};
    for (const char *s = d->body; *s; s++)
        buf_addc(&b, *s >= 'A' && *s <= 'Z' ? (char)(*s + 'a' - 'A') : *s);
    const char *url =
        arena_printf(d->arena, "https://%s.gov.example/xidmetler/%s", b.s, d->service);
    buf_free(&b);
    return url;
}

static const char *draw_value(struct draft *d, const struct question *q, int wanted)
{
    const char *text;
    switch (q->type->id) {
    case Q_YES_NO:
        return draw_yes_no(d, q, wanted);
    case Q_CHOICE:
        return draw_choice(d, q, wanted);
    case Q_CHOICES:
        return draw_choices(d, q, wanted);
    case Q_SCALE:
        return draw_scale(d, q, wanted);
    case Q_NUMBER:
        return draw_number(d, q, wanted);
    case Q_DATE:
        return draw_date(d, q, wanted);
    case Q_URL:
        return draw_url(d);
    case Q_TEXT:
        text = habits_note(d->habits, &d->dice, q->id, "text");
        return text ? text : habits_note(d->habits, &d->dice, "*", "text");
    case Q_CALC:
        break;
    }
    return NULL;
}

void draft_set(struct draft *d, int question, const char *value, const char *note)
{
    const struct question *q = &d->in.block->questions[question];
    const char *why;
    if (!answer_parse(q, value, d->arena, &d->answers[question], &why))
        return;
    /* Nothing that was drawn lacks its evidence; what it would be is not in the demo. */
    d->answers[question].evidence = true;
    d->value[question] = answer_text(q, &d->answers[question], d->arena);
    d->note[question] = note;
}

static void draw(struct draft *d, int question, int wanted)
{
    const struct question *q = &d->in.block->questions[question];
    bool gate = q->stage == 0 && q->criterion == d->in.block->questions[0].criterion;
    if (q->na && !gate && num_sign(q->most) > 0 && dice_roll(&d->dice, 1000) < 12) {
        draft_set(d, question, "n/a", habits_note(d->habits, &d->dice, "*", "na"));
        return;
    }
    const char *value = draw_value(d, q, wanted < 0 ? 0 : wanted > 1000 ? 1000 : wanted);
    if (value)
        draft_set(d, question, value, NULL);
}

/* ---- a subject ---- */

struct draft *draft_new(const struct subject_input *in, const char *body, const char *service,
                        const struct habits *h, int keep, uint64_t seed)
{
    struct draft *d = mem_alloc(sizeof *d);
    size_t n = (size_t)in->block->nquestions;
    struct arena *a = arena_new();
    *d = (struct draft){.dice = {seed},
                        .habits = h,
                        .arena = a,
                        .in = *in,
                        .answers = arena_alloc(a, n * sizeof *d->answers),
                        .value = arena_alloc(a, n * sizeof *d->value),
                        .note = arena_alloc(a, n * sizeof *d->note),
                        .body = arena_dup(a, body),
                        .service = arena_dup(a, service)};
    for (size_t i = 0; in->answers && i < n; i++) {
        const struct question *q = &in->block->questions[i];
        if (in->answers[i].given == GIVEN_VALUE && q->type->value != VT_DATE &&
            dice_chance(&d->dice, keep))
            draft_set(d, (int)i, answer_text(q, &in->answers[i], a), NULL);
    }
    d->in.answers = d->answers;
    return d;
}

void draft_free(struct draft **d)
{
    if (!*d)
        return;
    subject_free(&(*d)->scored);
    arena_free(&(*d)->arena);
    free(*d);
    *d = NULL;
}

static void score(struct draft *d)
{
    d->scored = subject_score(&d->in, d->scored);
}

/* An optional question is answered now and then as well. */
static bool wants_answer(struct draft *d, int i)
{
    const struct question *q = &d->in.block->questions[i];
    const struct qresult *r = &d->scored->q[i];
    if (q->type->id == Q_CALC || r->state != QS_UNANSWERED)
        return false;
    return r->open || (!q->required && !d->value[i]);
}

void draft_fill(struct draft *d)
{
    for (bool more = true; more;) {
        more = false;
        score(d);
        for (int i = 0; i < d->in.block->nquestions; i++) {
            if (!wants_answer(d, i))
                continue;
            draw(d, i, d->quality + dice_roll(&d->dice, 500) - 250);
            more = d->value[i] != NULL;
            score(d);
        }
    }
}

/* A question whose answer bears on points: its own, or those of a calc. */
static bool movable(const struct draft *d, int i)
{
    const struct question *q = &d->in.block->questions[i];
    const struct qresult *r = &d->scored->q[i];
    return r->state == QS_ANSWERED && q->type->id != Q_CALC &&
           (num_sign(r->most) > 0 || q->type->id == Q_NUMBER || q->type->id == Q_DATE);
}

static void move(struct draft *d, int wanted, bool spare_critical)
{
    int n = d->in.block->nquestions;
    for (int tries = 0; tries < 4 * n; tries++) {
        int i = dice_roll(&d->dice, n);
        const struct question *q = &d->in.block->questions[i];
        bool critical = q->severity == d->in.rubric->nseverities - 1;
        if (!movable(d, i) || (spare_critical && critical) ||
            (wanted == 1000 && num_sign(d->scored->q[i].most) > 0 && !d->scored->q[i].deficient))
            continue;
        draw(d, i, wanted);
        return;
    }
}

bool draft_reach(struct draft *d, int rating)
{
    draft_fill(d);
    for (int moves = 0; moves < 3000; moves++) {
        int now = d->scored->rating;
        if (now == rating)
            return true;
        if (now < rating)
            move(d, 1000, false);
        else
            move(d, dice_roll(&d->dice, 500), dice_chance(&d->dice, 85));
        draft_fill(d);
    }
    return false;
}

void draft_annotate(struct draft *d)
{
    for (int i = 0; i < d->in.block->nquestions; i++) {
        const struct qresult *r = &d->scored->q[i];
        if (!d->value[i] || d->note[i] || r->state != QS_ANSWERED)
            continue;
        bool bad = r->deficient;
        if (!dice_chance(&d->dice, bad ? 30 : 6))
            continue;
        d->note[i] =
            habits_note(d->habits, &d->dice, d->in.block->questions[i].id, bad ? "bad" : "good");
    }
}
