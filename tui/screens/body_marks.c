/* Marks of services, and what is done with them. The last one marked is where a range begins. */
#include <stdlib.h>
#include <string.h>
#include "tui/screens/body.h"
#include "tui/screens/states.h"

static struct effect say_marked(const struct body *b, const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;

    if (b->marked.n == 0) {
        return effect_say(ROLE_TEXT, _("No service is marked now."));
    }
    return effect_say(ROLE_TEXT,
                      arena_printf(a,
                                   ngettext("%d service is marked; %s answers a question for it.",
                                            "%d services are marked; %s answers a question for "
                                            "all of them.",
                                            (unsigned long)b->marked.n),
                                   b->marked.n, action_key(a, ACT_ANSWER_MANY)));
}

struct effect body_mark(struct body *b, struct ui *ui)
{
    const struct row *row = body_chosen(b);

    if (!row) {
        return effect_none();
    }
    if (body_is_own(b)) {
        list_move(&b->list, STEP_DOWN, 1);
        return effect_say(ROLE_TEXT,
                          _("Only services are marked: the body's own questions are others."));
    }
    if (row->state == SUBJECT_STOPPED) {
        return effect_say(ROLE_TEXT,
                          _("A stopped service can't be marked: nothing is asked of it."));
    }
    marked_toggle(&b->marked, row->service);
    list_move(&b->list, STEP_DOWN, 1);
    return say_marked(b, ui);
}

/* ---- over the whole list, as it is shown ---- */

#define AT_ONCE 256 /* rows read at a time */

/* Calls f for the services from place `from` to `to` of the list. f gives false to stop. */
static void each_shown(const struct body *b, struct ui *ui, int from, int to,
                       bool (*f)(void *arg, const struct row *row, int place), void *arg)
{
    struct arena *a = arena_new();
    struct row *rows = mem_alloc(AT_ONCE * sizeof *rows);
    bool go_on = true;

    for (int first = from; go_on && first <= to; first += AT_ONCE) {
        arena_reset(a);
        int most = to - first + 1 < AT_ONCE ? to - first + 1 : AT_ONCE;
        int n =
            view_window(ui->campaign, 0, b->code, ui->stage, &ui->services, first, most, rows, a);
        for (int i = 0; go_on && i < n; i++) {
            go_on = f(arg, &rows[i], first + i);
        }
    }
    free(rows);
    arena_free(&a);
}

struct looking {
    struct body *b;
    const char *service;
    int place, unmarked;
};

static bool find_place(void *arg, const struct row *row, int place)
{
    struct looking *l = arg;
    l->place = strcmp(row->service, l->service) == 0 ? place : -1;
    return l->place < 0;
}

static bool mark_row(void *arg, const struct row *row, int place)
{
    struct looking *l = arg;
    (void)place;
    if (row->state != SUBJECT_STOPPED && !marked_has(&l->b->marked, row->service)) {
        marked_add(&l->b->marked, row->service);
    }
    return true;
}

static bool count_unmarked(void *arg, const struct row *row, int place)
{
    struct looking *l = arg;
    (void)place;
    l->unmarked += row->state != SUBJECT_STOPPED && !marked_has(&l->b->marked, row->service);
    return true;
}

struct effect body_mark_range(struct body *b, struct ui *ui)
{
    char from[CODE_ROOM];
    struct looking l = {.b = b, .service = from, .place = -1};
    int here = b->list.cur - b->own;

    if (body_is_own(b)) {
        here = 0;
    }
    if (b->marked.n > 0) {
        snprintf(from, sizeof from, "%s", b->marked.code[b->marked.n - 1]);
        each_shown(b, ui, 0, b->services.n - 1, find_place, &l);
    }
    if (l.place < 0) {
        return effect_say(ROLE_TEXT,
                          _("A range goes from the service marked last to the chosen one: mark "
                            "one with Space first."));
    }
    each_shown(b, ui, l.place < here ? l.place : here, l.place < here ? here : l.place, mark_row,
               &l);
    return say_marked(b, ui);
}

struct effect body_mark_all(struct body *b, struct ui *ui)
{
    struct looking l = {.b = b};

    each_shown(b, ui, 0, b->services.n - 1, count_unmarked, &l);
    if (l.unmarked == 0) {
        marked_clear(&b->marked);
    } else {
        each_shown(b, ui, 0, b->services.n - 1, mark_row, &l);
    }
    return say_marked(b, ui);
}

/* ---- what is done with them ---- */

struct target {
    const char *code;
    int pos;
};

static int by_pos(const void *a, const void *b)
{
    const struct target *x = a, *y = b;
    return (x->pos > y->pos) - (x->pos < y->pos);
}

int body_targets(const struct body *b, struct ui *ui, struct arena *a, const char ***codes)
{
    const struct row *chosen = body_is_own(b) ? NULL : body_chosen(b);
    struct target *list = arena_alloc(a, ((size_t)b->marked.n + 1) * sizeof *list);
    struct row row;
    int n = 0;

    for (int i = 0; i < b->marked.n; i++) {
        if (row_get(ui->campaign, 0, b->code, b->marked.code[i], ui->stage, &row, a)) {
            list[n++] = (struct target){arena_dup(a, b->marked.code[i]), row.pos};
        }
    }
    if (b->marked.n == 0 && chosen && chosen->state != SUBJECT_STOPPED) {
        list[n++] = (struct target){arena_dup(a, chosen->service), chosen->pos};
    }
    qsort(list, (size_t)n, sizeof *list, by_pos);
    *codes = arena_alloc(a, ((size_t)n + 1) * sizeof **codes);
    for (int i = 0; i < n; i++) {
        (*codes)[i] = list[i].code;
    }
    return n;
}

static const char *none_to_answer(void)
{
    return _("Mark services with Space first, or choose one that is evaluated.");
}

const char *body_many_why_not(const struct body *b, const struct ui *ui, bool as_before)
{
    const struct row *row = body_is_own(b) ? NULL : body_chosen(b);
    const char *locked = states_locked(ui, b->code);

    if (locked) {
        return locked;
    }
    if (!ui->tongue.rubric->service) {
        return _("This rubric asks nothing of services.");
    }
    if (as_before && campaign_count(ui->campaign) < 2) {
        return _("This file holds no earlier campaign to take over from.");
    }
    bool any = b->marked.n > 0 || (row && row->state != SUBJECT_STOPPED);
    return any ? NULL : none_to_answer();
}

struct effect body_many(struct body *b, struct ui *ui, bool as_before)
{
    const char **codes;

    if (body_targets(b, ui, ui->tongue.arena, &codes) == 0) {
        return effect_say(ROLE_TEXT, none_to_answer()); /* what was marked has been withdrawn */
    }
    b->as_before = as_before;
    return effect_over(&many_screen, place_of(SCREEN_BODY, b->code, "", -1));
}
