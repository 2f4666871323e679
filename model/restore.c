/* An earlier answer put back: what an event of the history said is said anew. */
#include <string.h>
#include "forms/text.h"
#include "model/change.h"
#include "model/inside.h"

/* Does the event answer this question of this subject, under its id of today or an older one? */
static bool answers_it(struct campaign *c, const struct event *e, const char *body,
                       const char *service, const char *question)
{
    const struct rubric *r = campaign_rubric(c, 0);
    return strcmp(e->slot.kind, "answer") == 0 && strcmp(e->slot.body, body) == 0 &&
           strcmp(e->slot.service, service) == 0 && e->slot.set[0] == '\0' &&
           strcmp(rubric_current_id(r, e->slot.item), rubric_current_id(r, question)) == 0;
}

/* In the change that is begun. */
static enum written put_back(struct change *t, const char *body, const char *service,
                             const char *question, const char *id, struct err *err)
{
    struct event e;
    if (!store_event(t->c, id, t->arena, &e) || !answers_it(t->c, &e, body, service, question)) {
        err_set(err, REFUSED,
                _("That is no answer to this question: there is nothing to restore."));
        return WRITE_REFUSED;
    }
    const char *value = event_value(&e), *note = event_note(&e);
    enum written w =
        change_answer(t, body, service, question, value ? value : "", note ? note : "", err);
    if (w == WRITE_SAME)
        err_set(err, REFUSED, _("That answer stands already."));
    return w;
}

bool answer_restore(struct campaign *c, const char *body, const char *service, const char *question,
                    const char *id, struct err *err)
{
    struct change *t = change_begin(c, err);
    if (!t)
        return false;
    t->via = "restore";
    enum written w = put_back(t, body, service, question, id, err);
    return change_close(&t, w == WRITE_DONE, err);
}
