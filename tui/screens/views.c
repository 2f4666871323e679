#include "tui/screens/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id, *word;
} filters[FILTERS] = {
    [FILTER_ALL] = {"all", ""},
    [FILTER_MINE] = {"mine", N_("mine")},
    [FILTER_OPEN] = {"open", N_("with open questions")},
    [FILTER_FINISHED] = {"finished", N_("finished")},
    [FILTER_RATED] = {"rated", N_("rated")},
    [FILTER_RATING] = {"rating", ""},
    [FILTER_UNRATED] = {"unrated", N_("not rated")},
    [FILTER_STOPPED] = {"stopped", N_("stopped")},
    [FILTER_DEFICIENT] = {"deficient", N_("deficient")},
    [FILTER_GRAVEST] = {"gravest", N_("deficient, highest severity")},
    [FILTER_CANT_TELL] = {"cant-tell", N_("can't tell")},
    [FILTER_NOT_APPLICABLE] = {"not-applicable", N_("not applicable")},
    [FILTER_NOTE] = {"note", N_("with notes")},
    [FILTER_CONFLICT] = {"conflict", N_("in conflict")},
    [FILTER_TO_REVIEW] = {"to-review", N_("to review")},
    [FILTER_RETURNED] = {"returned", N_("sent back or re-opened")},
    [FILTER_ACCEPTED] = {"accepted", N_("accepted")},
    [FILTER_CHANGED] = {"changed", N_("changed since accepted")},
    [FILTER_UNASSIGNED] = {"unassigned", N_("not assigned")},
    [FILTER_REMARK] = {"remark", N_("with remarks")},
    [FILTER_EVIDENCE] = {"evidence", N_("without evidence")},
};

static const struct {
    const char *id, *word;
} orders[ORDERS] = {
    [ORDER_REGISTRY] = {"registry", N_("as in the registry")},
    [ORDER_NAME] = {"name", N_("by name")},
    [ORDER_WORST] = {"worst", N_("worst first")},
    [ORDER_BEST] = {"best", N_("best first")},
    [ORDER_RATING] = {"rating", N_("best rating first")},
    [ORDER_DONE] = {"done", N_("least done first")},
    [ORDER_OPEN] = {"open", N_("open first")},
    [ORDER_DEFICIENT] = {"deficient", N_("most deficient first")},
};

struct view *view_of(struct ui *ui, bool bodies)
{
    return bodies ? &ui->bodies : &ui->services;
}

/* ---- kept ---- */

static char *key_of(const struct ui *ui, bool bodies)
{
    char *path = realpath(campaign_path(ui->campaign), NULL);
    char *key = path ? mem_printf("%s:%s", bodies ? "view-bodies" : "view-services", path) : NULL;
    free(path);
    return key;
}

static int rating_named(const struct rubric *r, const char *id)
{
    for (int i = 0; i < r->nratings; i++) {
        if (strcmp(r->ratings[i].id, id) == 0) {
            return i;
        }
    }
    return -1;
}

/* "rating good name": filter, its argument or "-", order. What is not known any more is passed
 * over. */
static void recall(struct ui *ui, bool bodies)
{
    struct view *v = view_of(ui, bodies);
    char *key = key_of(ui, bodies);
    const char *kept = key ? state_get(ui->tongue.arena, key) : NULL;
    char filter[32] = "", arg[80] = "", order[32] = "";

    *v = (struct view){.filter = FILTER_ALL};
    free(key);
    if (!kept || sscanf(kept, "%31s %79s %31s", filter, arg, order) != 3) {
        return;
    }
    for (enum filter i = 0; i < FILTERS; i++) {
        v->filter = strcmp(filters[i].id, filter) == 0 ? i : v->filter;
    }
    for (enum order i = 0; i < ORDERS; i++) {
        v->order = strcmp(orders[i].id, order) == 0 ? i : v->order;
    }
    if (v->filter == FILTER_RATING) {
        v->arg = rating_named(ui->tongue.rubric, arg);
        v->filter = v->arg < 0 ? FILTER_ALL : v->filter;
        v->arg = v->arg < 0 ? 0 : v->arg;
    }
}

void views_recall(struct ui *ui)
{
    recall(ui, true);
    recall(ui, false);
}

void view_keep(const struct ui *ui, bool bodies)
{
    const struct view *v = bodies ? &ui->bodies : &ui->services;
    const struct rubric *r = ui->tongue.rubric;
    enum filter filter = bodies ? v->filter : FILTER_ALL;
    char *key = key_of(ui, bodies);
    const char *arg = filter == FILTER_RATING ? r->ratings[v->arg].id : "-";

    if (key) {
        state_put(key, arena_printf(ui->tongue.arena, "%s %s %s", filters[filter].id, arg,
                                    orders[v->order].id));
    }
    free(key);
}

int view_follow(const struct ui *ui, const struct view *v, const char *body,
                const struct kept_row *kept, int cur)
{
    if (kept->at < 0 || kept->at != cur) {
        return cur;
    }
    int place = view_place(ui->campaign, 0, body, ui->stage, v, kept->pos);
    return place < 0 ? -1 - place : place;
}

/* ---- words ---- */

bool view_hides(const struct view *v)
{
    return v->filter != FILTER_ALL;
}

const char *filter_word(const struct tongue *t, const struct view *v)
{
    if (v->filter == FILTER_RATING) {
        return say_rating(t, v->arg);
    }
    return *filters[v->filter].word ? _(filters[v->filter].word) : "";
}

const char *order_word(enum order order)
{
    return _(orders[order].word);
}

/* "mine · by name" */
static const char *view_words(const struct tongue *t, const struct view *v)
{
    const char *filter = filter_word(t, v);
    if (v->order == ORDER_REGISTRY) {
        return filter;
    }
    return *filter ? arena_printf(t->arena, "%s · %s", filter, order_word(v->order))
                   : order_word(v->order);
}

const char *view_note(const struct ui *ui, const struct view *v, int n, int of, const char *plain)
{
    struct arena *a = ui->tongue.arena;
    const char *words = view_words(&ui->tongue, v);

    if (view_hides(v)) {
        return arena_printf(a, _("%d of %d · %s"), n, of, words);
    }
    return *words && *plain ? arena_printf(a, "%s · %s", plain, words) : *words ? words : plain;
}

#define ROOMY 60 /* columns from which the top line has the note */

const char *view_head(const struct ui *ui, const struct view *v, const char *head)
{
    const char *words = view_words(&ui->tongue, v);

    return ui->area.w < ROOMY && *words ? arena_printf(ui->tongue.arena, "%s (%s)", head, words)
                                        : head;
}

const char *view_empty(const struct ui *ui, const struct view *v)
{
    return arena_printf(ui->tongue.arena, _("No row is left by the filter: %s. Esc shows all."),
                        filter_word(&ui->tongue, v));
}
