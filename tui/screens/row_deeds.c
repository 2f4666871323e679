/* What can be done to registry rows from the lists: what needs words opens a box (row_edit.c);
 * going on with a stopped service and withdrawing are done at once, and undo takes them back. */
#include <string.h>
#include "tui/screens/row_edit.h"

struct row_job {
    char body[CODE_ROOM], service[CODE_ROOM];
};

static bool run_resume(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct row_job *j = arg;

    if (!registry_stop(c, j->body, j->service, NULL, err)) {
        return false;
    }
    *said =
        arena_printf(a, _("It is evaluated again; %s takes that back."), action_key(a, ACT_UNDO));
    return true;
}

static bool run_withdraw(void *arg, struct campaign *c, struct arena *a, const char **said,
                         struct err *err)
{
    struct row_job *j = arg;
    const char *name = registry_name(c, j->body, j->service, a);

    if (!registry_withdraw(c, j->body, j->service, false, err)) {
        return false;
    }
    *said = arena_printf(a, _("Withdrawn, its answers kept: %s. %s brings it back."), name,
                         action_key(a, ACT_UNDO));
    return true;
}

static const struct {
    enum action action;
    enum registry_deed deed;
    const struct screen_table *over;
    bool of_row; /* it is about the chosen row */
} deeds[] = {
    {ACT_NEW_BODY, REGISTRY_ADD_BODY, &new_body_screen, false},
    {ACT_NEW_SERVICE, REGISTRY_ADD_SERVICE, &new_service_screen, false},
    {ACT_RENAME, REGISTRY_RENAME, &rename_screen, true},
    {ACT_STOP_ROW, REGISTRY_STOP, &stop_screen, true},
    {ACT_WITHDRAW, REGISTRY_WITHDRAW, NULL, true},
};
#define NDEEDS (sizeof deeds / sizeof deeds[0])

bool row_action(enum action action)
{
    for (size_t i = 0; i < NDEEDS; i++) {
        if (deeds[i].action == action) {
            return true;
        }
    }
    return false;
}

const char *row_why_not(const struct ui *ui, enum action action, const char *body,
                        const char *service)
{
    const char *locked = read_only_text(ui);

    if (locked) {
        return locked;
    }
    for (size_t i = 0; i < NDEEDS; i++) {
        if (deeds[i].action != action) {
            continue;
        }
        if (deeds[i].of_row && !*body) {
            return _("No row is chosen.");
        }
        if (action == ACT_STOP_ROW && !*service) {
            return _("Only a service can be stopped, not a body.");
        }
        return registry_why_not(ui->campaign, deeds[i].deed, body, ui->tongue.arena);
    }
    return NULL;
}

static bool is_stopped(const struct ui *ui, const char *body, const char *service)
{
    struct row row;
    return row_get(ui->campaign, 0, body, service, -1, &row, ui->tongue.arena) &&
           row.state == SUBJECT_STOPPED;
}

struct effect row_act(struct ui *ui, enum action action, const char *body, const char *service)
{
    struct row_job *j = arena_alloc(ui->tongue.arena, sizeof *j);
    struct place at = place_of(SCREEN_BODY, body, service, -1);

    memcpy(j->body, at.body, sizeof j->body);
    memcpy(j->service, at.service, sizeof j->service);
    if (action == ACT_WITHDRAW) {
        return (struct effect){.kind = EFFECT_DO, .job = {run_withdraw, j}};
    }
    if (action == ACT_STOP_ROW && is_stopped(ui, body, service)) {
        return (struct effect){.kind = EFFECT_DO, .job = {run_resume, j}};
    }
    for (size_t i = 0; i < NDEEDS; i++) {
        if (deeds[i].action == action) {
            return effect_over(deeds[i].over, at);
        }
    }
    return effect_none();
}
