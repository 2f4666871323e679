/* From one place where a remark waits to the next. */
#include "tui/screens/goto.h"
#include "tui/screens/remarks.h"

bool remarks_offered(const struct row *row)
{
    return row && (row->remarks > 0 || review_of(row->review) == REVIEW_HANDED_IN);
}

/* The row must be in its list to be gone to. */
static void unhide(struct ui *ui, const char *body, const char *service)
{
    struct view *v = *service ? &ui->services : &ui->bodies;
    const char *list = *service ? body : NULL;
    struct row row;

    if (row_get(ui->campaign, 0, body, service, -1, &row, ui->tongue.arena) &&
        view_place(ui->campaign, 0, list, ui->stage, v, row.pos) < 0) {
        v->filter = FILTER_ALL;
    }
}

/* What is about the whole has its row in the list that it stands in. */
struct effect remarks_walk(struct ui *ui, const struct place *here, int direction)
{
    struct arena *a = ui->tongue.arena;
    const char *body, *service;
    int question;

    if (!remark_next(ui->campaign, here->body, here->service, here->question, direction, &body,
                     &service, &question, a)) {
        return effect_say(ROLE_TEXT, direction > 0 ? _("No remark waits after this place.")
                                                   : _("No remark waits before this place."));
    }
    if (question >= 0) {
        return go_question(ui, body, service, question);
    }
    unhide(ui, body, service);
    return (struct effect){
        .kind = EFFECT_OPEN,
        .place = place_of(*service ? SCREEN_BODY : SCREEN_BODIES, body, service, -1),
        .message = {ROLE_TEXT, arena_printf(a, _("A remark is about the whole of it: %s reads it."),
                                            action_key(a, ACT_REMARKS))}};
}
