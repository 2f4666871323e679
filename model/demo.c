/* The demo campaign: an invented state's 2018, complete and with the seed report's counts, and 2019
 * half done. Everything is drawn from fixed seeds, so that it is the same bytes every time. */
#include <stdlib.h>
#include <string.h>
#include "model/change.h"
#include "model/data.h"
#include "model/demo_draw.h"
#include "model/demo_proposals.h"
#include "model/demo_states.h"
#include "model/inside.h"
#include "model/totals.h"

#define DEVICE_2018 "2018000000000000000000000000d3a0"
#define DEVICE_2019 "2019000000000000000000000000d3a0"
#define DEVICE_OTHER "2019000000000000000000000000d3a1"
#define DEVICE_PROPOSALS "2019000000000000000000000000d3a2"

/* The seed report's column 2018; the order is that of quality: not electronic, then the ratings. */
static const int share_2018[] = {65, 76, 45, 102, 122};

struct plan_service {
    int body, index;
    int standing; /* how good the body and the service are: what orders them */
    int group;    /* 0: not electronic, 1 … 4: a rating */
    struct draft *draft;
};

struct plan {
    struct campaign *c;
    struct change *change;
    struct arena *arena;
    const struct habits *habits;
    struct dice dice;
    const char *device;
    int year;
    struct body_full **bodies, **before; /* before: the same bodies a year ago; NULL in 2018 */
    int nbodies;
    struct plan_service *services;
    int nservices;
    int32_t day; /* of the visit at hand */
    int second;  /* of that day, of the last answer */
};

/* ---- targets ---- */

static int by_standing(const void *x, const void *y)
{
    const struct plan_service *a = x, *b = y;
    if (a->standing != b->standing)
        return a->standing < b->standing ? -1 : 1;
    return a->body != b->body ? a->body - b->body : a->index - b->index;
}

static int by_place(const void *x, const void *y)
{
    const struct plan_service *a = x, *b = y;
    return a->body != b->body ? a->body - b->body : a->index - b->index;
}

/* Dice of a name, the same whatever stands around it (FNV-1a). */
static struct dice dice_of(const char *body, const char *service, int year)
{
    struct dice d = {0xCBF29CE484222325u + (uint64_t)year};
    for (const char *const *word = (const char *const[]){body, "/", service, NULL}; *word; word++)
        for (const char *s = *word; *s; s++)
            d.state = (d.state ^ (unsigned char)*s) * 0x100000001B3u;
    return d;
}

/* A body's and a service's standing stay from year to year; a little luck is each year's own. */
static void plan_standing(struct plan *p)
{
    for (int b = 0, i = 0; b < p->nbodies; b++) {
        struct dice of_body = dice_of(p->bodies[b]->code, "", 0);
        int body = dice_roll(&of_body, 420);
        for (int k = 0; k < p->bodies[b]->nservices; k++, i++) {
            const char *code = p->bodies[b]->services[k].code;
            struct dice lasting = dice_of(p->bodies[b]->code, code, 0);
            struct dice luck = dice_of(p->bodies[b]->code, code, p->year);
            p->services[i] = (struct plan_service){
                b, k, body + dice_roll(&lasting, 600) + dice_roll(&luck, 150), 0, NULL};
        }
    }
}

/* The lowest standings are not electronic, the next unsatisfactory, and so on. */
static void plan_targets(struct plan *p)
{
    qsort(p->services, (size_t)p->nservices, sizeof *p->services, by_standing);
    int group = 0, left = share_2018[0];
    for (int i = 0; i < p->nservices; i++) {
        while (left == 0 && group < 4)
            left = share_2018[++group];
        p->services[i].group = group;
        left--;
    }
    qsort(p->services, (size_t)p->nservices, sizeof *p->services, by_place);
}

/* ---- writing ---- */

static void clock_text(const struct plan *p, char out[21])
{
    time_utc((time_t)p->day * 86400 + p->second, out);
}

static void next_day(struct plan *p)
{
    /* 1970-01-01 was a Thursday: Saturdays and Sundays are passed over. */
    do
        p->day++;
    while ((p->day + 4) % 7 == 6 || (p->day + 4) % 7 == 0);
    p->second = 5 * 3600 + dice_roll(&p->dice, 1800);
}

static bool write_one(struct plan *p, const struct body_full *b, const struct draft *d,
                      int question, struct err *err)
{
    char at[21];
    p->second += 15 + dice_roll(&p->dice, 70);
    if (p->second > 14 * 3600)
        next_day(p);
    clock_text(p, at);
    change_fix_device(p->change, p->device);
    change_as(p->change, b->inspector, at);
    return change_answer(p->change, d->body, d->service, d->in.block->questions[question].id,
                         d->value[question], d->note[question], err) != WRITE_REFUSED;
}

/* Writes the draft's answers of one stage; `most` of them at most. */
static bool write_stage(struct plan *p, const struct body_full *b, const struct draft *d, int stage,
                        int most, struct err *err)
{
    for (int i = 0; i < d->in.block->nquestions && most > 0; i++) {
        const struct question *q = &d->in.block->questions[i];
        if (q->stage != stage || !d->value[i])
            continue;
        enum qstate s = d->scored->q[i].state;
        if (s == QS_INACTIVE || s == QS_UNDECIDED)
            continue;
        if (!write_one(p, b, d, i, err))
            return false;
        most--;
    }
    return true;
}

/* ---- drawing ---- */

static const struct body_full *year_before(const struct plan *p, const struct body_full *b)
{
    for (int i = 0; p->before && i < p->nbodies; i++)
        if (p->before[i] && strcmp(p->before[i]->code, b->code) == 0)
            return p->before[i];
    return NULL;
}

/* What the same service, or the body (code ""), was answered a year ago; NULL: nothing. */
static const struct answer *answers_before(const struct plan *p, const struct body_full *b,
                                           const char *service)
{
    const struct body_full *old = year_before(p, b);
    if (!old)
        return NULL;
    if (!*service)
        return old->own_in.answers;
    int i = body_service(old, service);
    return i >= 0 ? old->services[i].in.answers : NULL;
}

static struct draft *draft_of(struct plan *p, const struct body_full *b, const char *service,
                              const struct subject_input *stored, int quality)
{
    struct subject_input in = *stored;
    in.answers = answers_before(p, b, service);
    uint64_t seed = (uint64_t)dice_roll(&p->dice, 1 << 30) + (uint64_t)p->year;
    struct draft *d = draft_new(&in, b->code, service, p->habits, 70, seed);
    d->day = p->day;
    d->quality = quality;
    return d;
}

static bool draw_service(struct plan *p, struct plan_service *s, struct err *err)
{
    static const int quality[] = {100, 300, 560, 780, 960};
    const struct body_full *b = p->bodies[s->body];
    const struct service_full *f = &b->services[s->index];
    struct draft *d = draft_of(p, b, f->code, &f->in, quality[s->group]);
    bool reached = true;
    const struct question *gate = block_question(d->in.block, "e_level");
    if (s->group == 0) {
        draft_set(d, gate->index, "none", NULL);
        draft_fill(d);
    } else {
        if (d->value[gate->index] && strcmp(d->value[gate->index], "none") == 0) {
            d->answers[gate->index] = (struct answer){.given = GIVEN_NOTHING};
            d->value[gate->index] = NULL;
        }
        reached = draft_reach(d, s->group - 1);
    }
    draft_annotate(d);
    s->draft = d;
    if (!reached)
        err_set(err, REFUSED, _("the demo can't be made: %s/%s does not reach its rating"), b->code,
                f->code);
    return reached;
}

/* How far a body has come. */
enum progress { NOT_BEGUN, BEGUN, AT_DESK, VISITING, FINISHED };

static enum progress progress_of(const struct plan *p, int body)
{
    if (p->year == 2018)
        return FINISHED;
    /* In the order of the list, so that every screenful shows every state. */
    static const enum progress cycle[] = {VISITING, FINISHED, FINISHED, AT_DESK,  NOT_BEGUN,
                                          FINISHED, VISITING, BEGUN,    FINISHED, NOT_BEGUN};
    return cycle[body % (int)(sizeof cycle / sizeof *cycle)];
}

/* In a body at work, some questions can't be told yet. */
static void leave_doubts(struct plan *p, struct draft *d)
{
    for (int i = 0; i < d->in.block->nquestions; i++) {
        const struct question *q = &d->in.block->questions[i];
        if (q->stage > 0 && d->value[i] && q->type->id != Q_NUMBER && dice_chance(&p->dice, 12))
            draft_set(d, i, "cannot-tell", habits_note(p->habits, &p->dice, "*", "cannot-tell"));
    }
}

static bool write_desk(struct plan *p, const struct body_full *b, struct plan_service *s,
                       enum progress progress, int place, struct err *err)
{
    int most = 1000;
    if (progress == BEGUN)
        most = place < 2 ? 1000 : place == 2 ? 7 : 0;
    if (progress == AT_DESK && place % 5 == 4)
        most = dice_roll(&p->dice, 9);
    return write_stage(p, b, s->draft, 0, most, err);
}

static bool write_visit(struct plan *p, const struct body_full *b, struct plan_service *s,
                        enum progress progress, int place, struct err *err)
{
    int most = 1000;
    if (progress == BEGUN)
        most = place == 0 ? 1000 : 0;
    if (progress == AT_DESK)
        most = 0;
    if (progress == VISITING)
        most = place * 3 < b->nservices * 2 ? 1000 : place * 3 == b->nservices * 2 ? 4 : 0;
    return write_stage(p, b, s->draft, 1, most, err);
}

static bool write_own(struct plan *p, const struct body_full *b, enum progress progress,
                      struct err *err)
{
    int quality = 0;
    for (int i = 0; i < p->nservices; i++)
        if (p->bodies[p->services[i].body] == b)
            quality += p->services[i].group * 1000 / 4 / b->nservices;
    struct draft *d = draft_of(p, b, "", &b->own_in, quality);
    draft_fill(d);
    if (progress != FINISHED)
        leave_doubts(p, d);
    draft_fill(d);
    draft_annotate(d);
    bool done = write_stage(p, b, d, 0, progress == BEGUN ? 1 : 1000, err) &&
                write_stage(p, b, d, 1,
                            progress == FINISHED   ? 1000
                            : progress == VISITING ? 8
                                                   : 0,
                            err);
    draft_free(&d);
    return done;
}

static bool fill_services(struct plan *p, int body, enum progress progress, struct err *err)
{
    const struct body_full *b = p->bodies[body];
    struct plan_service *first = p->services;
    while (first->body != body)
        first++;
    bool done = true;
    for (int i = 0; done && i < b->nservices; i++) {
        if (b->services[i].subject->state == SUBJECT_STOPPED)
            continue;
        done = draw_service(p, &first[i], err);
        if (done && progress != FINISHED && first[i].group > 0 && i % 2 == 0) {
            leave_doubts(p, first[i].draft);
            draft_fill(first[i].draft);
        }
    }
    for (int i = 0; done && i < b->nservices; i++)
        if (first[i].draft)
            done = write_desk(p, b, &first[i], progress, i, err);
    if (done)
        next_day(p);
    for (int i = 0; done && i < b->nservices; i++)
        if (first[i].draft)
            done = write_visit(p, b, &first[i], progress, i, err);
    for (int i = 0; i < b->nservices; i++)
        draft_free(&first[i].draft);
    return done;
}

static bool fill_bodies(struct plan *p, struct err *err)
{
    for (int b = 0; b < p->nbodies; b++) {
        enum progress progress = progress_of(p, b);
        int64_t done = b + (p->year > 2018 ? p->nbodies : 0);
        if (!progress_step(_("Making the demo"), done, 2 * (int64_t)p->nbodies, err))
            return false;
        if (progress == NOT_BEGUN)
            continue;
        next_day(p);
        if (!fill_services(p, b, progress, err) || !write_own(p, p->bodies[b], progress, err))
            return false;
    }
    return true;
}

/* Two people answered the same question without seeing each other's answer: of the first body at
 * work, the first electronic service. */
static bool add_conflict(struct plan *p, struct err *err)
{
    struct body_full *b = body_load(p->c, 0, p->bodies[0]->code, err);
    if (!b)
        return false;
    const struct question *q = block_question(b->rubric->service, "in_register");
    bool done = true;
    for (int i = 0; i < b->nservices; i++) {
        const struct answer *a = &b->services[i].in.answers[q->index];
        if (b->services[i].subject->state != SUBJECT_INCOMPLETE || a->given != GIVEN_VALUE)
            continue;
        char at[21];
        clock_text(p, at);
        change_fix_device(p->change, DEVICE_OTHER);
        change_as(p->change, p->bodies[1]->inspector, at);
        struct slot slot = {"answer", b->code, b->services[i].code, q->id, ""};
        change_touch(p->change, slot.body, slot.service);
        json_t *payload = json_pack("{s:n,s:s}", "note", "value", a->value.u.yes ? "no" : "yes");
        done = change_event(p->change, &slot, payload, NULL, 0);
        break;
    }
    body_unload(&b);
    return done;
}

static bool add_person(struct plan *p, const char *name, enum person_role role)
{
    struct slot slot = {"person", "", "", name, ""};
    return change_put(p->change, &slot, json_pack("{s:s}", "role", person_role_id(role)));
}

/* The bodies' inspectors are inspectors; whoever tries the demo may do what a supervisor does. */
static bool add_people(struct plan *p)
{
    char at[21];
    clock_text(p, at);
    change_fix_device(p->change, DEVICE_OTHER);
    change_as(p->change, "demo", at);
    bool ok = true;
    for (int i = 0; ok && i < p->nbodies; i++) {
        const char *name = p->bodies[i]->inspector;
        bool known = !name;
        for (int k = 0; k < i && !known; k++)
            known = p->bodies[k]->inspector && strcmp(p->bodies[k]->inspector, name) == 0;
        ok = known || add_person(p, name, PERSON_INSPECTOR);
    }
    return ok && add_person(p, PEOPLE_OTHERS, PERSON_SUPERVISOR);
}

/* The years before are known by what was published of them. */
static bool add_published(struct plan *p, struct err *err)
{
    const struct data_file *f = data_find("demo/totals.csv");
    char at[21];
    int rows;
    clock_text(p, at);
    change_as(p->change, "demo", at);
    return totals_take(p->change, f->name, (const char *)f->bytes, f->size, &rows, err);
}

/* ---- a year ---- */

static bool load_bodies(struct plan *p, int which, struct body_full ***bodies, struct err *err)
{
    int n = rows_count(p->c, which, NULL);
    struct row *rows = arena_alloc(p->arena, (size_t)n * sizeof *rows);
    n = rows_window(p->c, which, NULL, -1, 0, n, rows, p->arena);
    if (campaign_fault(p->c, err))
        return false;
    *bodies = arena_alloc(p->arena, (size_t)n * sizeof **bodies);
    p->nbodies = n;
    for (int i = 0; i < n; i++) {
        (*bodies)[i] = body_load(p->c, which, rows[i].body, err);
        if (!(*bodies)[i])
            return false;
    }
    return true;
}

static bool prepare(struct plan *p, struct err *err)
{
    if (p->year > 2018 && !load_bodies(p, 1, &p->before, err))
        return false;
    if (!load_bodies(p, 0, &p->bodies, err))
        return false;
    for (int i = 0; i < p->nbodies; i++)
        p->nservices += p->bodies[i]->nservices;
    p->services = arena_alloc(p->arena, (size_t)p->nservices * sizeof *p->services);
    plan_standing(p);
    plan_targets(p);
    return true;
}

static bool write_answers(struct plan *p, struct err *err)
{
    p->change = change_begin(p->c, err);
    return change_close(&p->change, p->change && fill_bodies(p, err), err);
}

static bool write_around(struct plan *p, struct err *err)
{
    p->change = change_begin(p->c, err);
    bool done = p->change && add_conflict(p, err) && add_people(p) && add_published(p, err);
    return change_close(&p->change, done, err);
}

static bool write_proposals(struct plan *p, enum demo_phase phase, const char *device,
                            struct err *err)
{
    p->change = change_begin(p->c, err);
    bool done = p->change && demo_proposals(p->change, phase, device, p->day);
    return change_close(&p->change, done, err);
}

static bool write_states(struct plan *p, struct err *err)
{
    p->change = change_begin(p->c, err); /* only now stand the figures that an accept sees */
    bool done = p->change && demo_states(p->change, DEVICE_OTHER, p->day);
    return change_close(&p->change, done, err);
}

static bool write_year(struct plan *p, struct err *err)
{
    if (!write_answers(p, err))
        return false;
    if (p->year == 2018) {
        next_day(p);
        return write_proposals(p, DEMO_2018, DEVICE_2018, err);
    }
    if (!write_around(p, err) || !write_proposals(p, DEMO_DRAFT, DEVICE_PROPOSALS, err))
        return false;
    next_day(p);
    return write_states(p, err) && write_proposals(p, DEMO_GIVEN, DEVICE_PROPOSALS, err);
}

static bool fill_year(const char *path, int year, struct err *err)
{
    static const struct writer writer = {"demo", "key"};
    struct campaign *c = campaign_open(path, 0, &writer, err);
    if (!c)
        return false;
    struct arena *a = arena_new();
    struct plan p = {.c = c,
                     .arena = a,
                     .habits = habits_read(a),
                     .dice = {(uint64_t)year},
                     .device = year == 2018 ? DEVICE_2018 : DEVICE_2019,
                     .year = year};
    date_parse(year == 2018 ? "2018-02-12" : "2019-02-11", &p.day);
    bool done = prepare(&p, err) && write_year(&p, err);
    for (int i = 0; i < p.nbodies; i++) {
        if (p.bodies)
            body_unload(&p.bodies[i]);
        if (p.before)
            body_unload(&p.before[i]);
    }
    arena_free(&a);
    campaign_close(&c);
    return done;
}

static bool create_year(const char *path, int year, const char *previous, struct err *err)
{
    const struct data_file *rubric = data_find("rubrics/az_eservice.yaml");
    const struct data_file *registry =
        data_find(year == 2018 ? "registries/demo.csv" : "demo/registry-2019.csv");
    struct init_options o = {.name = year == 2018 ? "2018" : "2019",
                             .rubric_path = rubric->name,
                             .rubric_bytes = (const char *)rubric->bytes,
                             .rubric_size = rubric->size,
                             .registry_path = registry->name,
                             .registry_bytes = (const char *)registry->bytes,
                             .registry_size = registry->size,
                             .previous_path = previous,
                             .writer = {"demo", "init"},
                             .fixed_id = year == 2018 ? "2018000000000000000000000000ca3e"
                                                      : "2019000000000000000000000000ca3e",
                             .fixed_at =
                                 year == 2018 ? "2018-02-05T06:00:00Z" : "2019-02-04T06:00:00Z"};
    return campaign_create(path, &o, err);
}

bool demo_create(const char *path, struct err *err)
{
    /* Under names of their own until all is there: whoever breaks it off finds nothing half made,
     * and can begin again. */
    struct arena *a = arena_new();
    struct lock *lock = making_begin(path);
    const char *name = making_name(a, path);
    const char *old = arena_printf(a, "%s-2018", name), *new = arena_printf(a, "%s-2019", name);
    bool done = create_check_place(path, err) && create_year(old, 2018, NULL, err) &&
                fill_year(old, 2018, err) && create_year(new, 2019, old, err) &&
                fill_year(new, 2019, err) && create_put_in_place(new, path, err);
    create_remove_traces(old);
    if (!done) {
        progress_broken_off(err);
        create_remove_traces(new);
    }
    lock_close(&lock);
    arena_free(&a);
    return done;
}
