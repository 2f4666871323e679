#include "model/undo_bars.h"

#include <string.h>
#include "forms/text.h"
#include "model/proposals_inside.h"
#include "model/review_inside.h"

static void refuse_state(enum review state, const char *body, struct err *err)
{
    switch (state) {
    case REVIEW_ACCEPTED:
        err_set(err, REFUSED,
                _("The last thing done here was to accept %s: that is not undone; a supervisor "
                  "re-opens it, with a reason"),
                body);
        break;
    case REVIEW_HANDED_IN:
        err_set(err, REFUSED,
                _("The last thing done here was to hand %s in: that is not undone; a supervisor "
                  "sends it back"),
                body);
        break;
    default:
        err_set(err, REFUSED,
                _("The last thing done here was to give %s another state: that is not undone; "
                  "give it the state that it should have"),
                body);
    }
}

static void refuse_final(const struct event *e, struct arena *a, struct err *err)
{
    const char *body = text_show(a, e->slot.body, false);
    const char *service = text_show(a, e->slot.service, false);
    err_set(err, REFUSED,
            _("The last thing done here was to set the final rating of %s: that is not undone; set "
              "another, or take it back"),
            service[0] ? arena_printf(a, "%s/%s", body, service) : body);
}

void undo_refuse_kept(const struct event *e, struct err *err)
{
    struct arena *a = arena_new();
    const char *kind = e->slot.kind;
    if (strcmp(kind, "state") == 0)
        refuse_state(review_of(event_text(e, "state")), text_show(a, e->slot.body, false), err);
    else if (strcmp(kind, "final_rating") == 0)
        refuse_final(e, a, err);
    else if (strcmp(kind, "rubric") == 0)
        err_set(err, REFUSED,
                _("The last thing done here was to move the campaign to another rubric: that is "
                  "not undone; move it back to the old one"));
    else if (strcmp(kind, "setting") == 0)
        err_set(err, REFUSED,
                _("The last thing done here was to set something of the campaign: that is not "
                  "undone; set it anew"));
    else if (strcmp(kind, "totals") == 0)
        err_set(err, REFUSED,
                _("The last thing done here was to take published totals in: that is not undone; "
                  "take the right ones in"));
    else
        err_set(err, REFUSED,
                _("What was done here last is not undone, but changed by its own action"));
    arena_free(&a);
}

/* Did the change do nothing to the body's row but say who works on it, or where it stands? */
static bool is_assignment(struct campaign *c, const struct group *g, struct arena *a)
{
    struct event before;
    return g->n == 1 && g->nbefore == 1 && strcmp(g->e[0].slot.kind, "body") == 0 &&
           store_event(c, g->before[0], a, &before) && review_same_row(&g->e[0], &before);
}

bool undo_locked(struct campaign *c, const struct group *g, struct arena *a, struct err *err)
{
    const struct slot *s = &g->e[0].slot;
    bool row = strcmp(s->kind, "body") == 0 || strcmp(s->kind, "service") == 0;
    bool work =
        strcmp(s->kind, "answer") == 0 || strcmp(s->kind, "evidence") == 0 || edit_is_work(s->kind);
    if (is_assignment(c, g, a))
        return false;
    return (row && !review_open_for_registry(c, s->body, err)) ||
           (work && !review_open_for_work(c, s->body, err));
}
