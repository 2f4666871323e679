/* The actions that bring a body to another state, and the box that lists them. */
#include "tui/screens/states.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/language.h"
#include "tui/lines.h"
#include "tui/widgets/picker.h"

/* In the order of the way; what asks first, or needs words, opens a box of its own. */
static const struct {
    enum action action;
    enum review to;
    const struct screen_table *asks; /* NULL: done at once */
} ways[] = {
    {ACT_DESK_DONE, REVIEW_DESK_DONE, NULL},
    {ACT_VISITED, REVIEW_VISITED, NULL},
    {ACT_OPINION_GIVEN, REVIEW_OPINION_GIVEN, NULL},
    {ACT_ACCEPT, REVIEW_ACCEPTED, &accept_screen},
    {ACT_SEND_BACK, REVIEW_SENT_BACK, &send_back_screen},
    {ACT_REOPEN, REVIEW_REOPENED, &reopen_screen},
    {ACT_SET_BACK, REVIEW_ASSIGNED, NULL},
};
#define WAYS ((int)(sizeof ways / sizeof ways[0]))

static int way_of(enum action action)
{
    for (int i = 0; i < WAYS; i++) {
        if (ways[i].action == action) {
            return i;
        }
    }
    return -1;
}

bool states_has(enum action action)
{
    return action == ACT_STATE || action == ACT_ASSIGN || way_of(action) >= 0;
}

const char *states_why_not(const struct ui *ui, const char *body, enum action action)
{
    const char *why = action == ACT_STATE ? NULL : read_only_text(ui);
    int way = way_of(action);

    if (why || action == ACT_STATE) {
        return why; /* the box itself says of each what can't be */
    }
    campaign_pin(ui->campaign);
    if (way >= 0) {
        why = review_why_not(ui->campaign, body, ways[way].to, ui->tongue.arena);
        why = why ? arena_printf(ui->tongue.arena, "%s.", why) : NULL;
    } else if (!people_supervises(ui->campaign)) {
        why = arena_printf(ui->tongue.arena,
                           _("Only a supervisor gives bodies to people; you are %s, an inspector."),
                           campaign_by(ui->campaign));
    }
    campaign_unpin(ui->campaign);
    return why;
}

/* ---- storing ---- */

/* What is given to a body is told with its language, which its text is kept in. */
static const char *in_language(const struct state_job *job, const char *said, struct arena *a)
{
    const struct rubric *r = job->ui->tongue.rubric;

    return job->to == REVIEW_OPINION_GIVEN && r->nlanguages > 1
               ? arena_printf(a, _("%s In this language: %s."), said,
                              language_name(r->languages[job->language]))
               : said;
}

bool state_job_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                   struct err *err)
{
    struct state_job *job = arg;
    struct row row;

    if (job->remark && !remark_write(c, job->body, "", NULL, job->remark, err)) {
        return false;
    }
    job->remark = NULL; /* it stands, whatever comes of the rest */
    if (job->to == REVIEW_OPINION_GIVEN
            ? !review_give(c, job->body, job->reason, job->language, err)
            : !review_set(c, job->body, job->to, job->reason, err)) {
        return false;
    }
    int stage = job->ui->stage;
    job->ui->stage_chosen = false;
    states_follow(job->ui, job->body);
    if (row_get(c, 0, job->body, "", -1, &row, a)) {
        *said = in_language(job, states_said(job->ui, c, &row, job->to, stage, a), a);
    }
    return true;
}

static struct effect bring(struct ui *ui, const char *body, enum review to, int language)
{
    struct state_job *job = arena_alloc(ui->tongue.arena, sizeof *job);

    *job = (struct state_job){
        .ui = ui, .body = arena_dup(ui->tongue.arena, body), .to = to, .language = language};
    return (struct effect){.kind = EFFECT_DO, .job = {state_job_run, job}};
}

struct effect states_give(struct ui *ui, const char *body, int language)
{
    return bring(ui, body, REVIEW_OPINION_GIVEN, language);
}

struct effect states_act(struct ui *ui, enum screen_id from, const char *body, enum action action)
{
    struct place at = place_of(from, body, "", -1);
    int way = way_of(action);

    if (action == ACT_STATE || action == ACT_ASSIGN) {
        return effect_over(action == ACT_STATE ? &state_screen : &assign_screen, at);
    }
    if (way < 0) {
        return effect_none();
    }
    if (ways[way].asks) {
        return effect_over(ways[way].asks, at);
    }
    return bring(ui, body, ways[way].to, ui->tongue.language);
}

/* ---- the box ---- */

struct state_box {
    struct arena *arena; /* of what recalc reads */
    char body[CODE_ROOM];
    struct picker picker;
    struct picker_item item[WAYS];
    const char *why[WAYS];
    bool begun; /* the cursor stands on what comes next */
};

static bool state_open(struct screen *s, struct ui *ui, const struct place *at,
                       const struct screen *below, struct err *err)
{
    struct state_box *b = mem_alloc(sizeof *b);
    struct place copy = place_of(at->screen, at->body, "", -1);

    (void)ui;
    (void)below;
    (void)err;
    b->arena = arena_new();
    memcpy(b->body, copy.body, sizeof b->body);
    b->picker.silent = true;
    s->data = b;
    return true;
}

static void state_close(struct screen *s)
{
    struct state_box *b = s->data;
    picker_free(&b->picker);
    arena_free(&b->arena);
    free(b);
}

static where_set state_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool state_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    return action != ACT_EDIT_CLEAR;
}

static struct effect state_act(struct screen *s, struct ui *ui, struct command c)
{
    struct state_box *b = s->data;
    int cur = b->picker.list.cur;

    if (picker_command(&b->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_CLOSE_PICKER || (c.action == ACT_TYPE && c.ch == 'q')) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    if (c.action != ACT_PICK) {
        return effect_none();
    }
    if (b->why[cur]) {
        return effect_say(ROLE_TEXT, arena_dup(ui->tongue.arena, b->why[cur]));
    }
    return (struct effect){.kind = EFFECT_RUN, .action = ways[cur].action};
}

static struct command state_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return picker_click(&((struct state_box *)s->data)->picker, y, x);
}

/* What comes next: the first after where the body is that can be; else the first that can. */
static int next_way(const struct state_box *b, enum review now)
{
    int first = -1;

    for (int i = 0; i < WAYS; i++) {
        if (!b->why[i] && ways[i].to > now) {
            return i;
        }
        first = first < 0 && !b->why[i] ? i : first;
    }
    return first < 0 ? 0 : first;
}

/* A state that a colleague gives by mistake holds the body back at the supervisor's. */
static const char *not_yours(const struct ui *ui, const struct row *row, struct arena *a)
{
    const char *me = campaign_by(ui->campaign);
    bool others = row->inspector && strcmp(row->inspector, me) != 0;

    return others && !people_supervises(ui->campaign)
               ? arena_printf(a, _("%s has this body, and you are %s."), row->inspector, me)
               : "";
}

static void state_recalc(struct screen *s, struct ui *ui)
{
    struct state_box *b = s->data;
    struct row row;
    const char *title = b->body, *note = "", *others = "";
    enum review now = REVIEW_UNASSIGNED;

    arena_reset(b->arena);
    if (row_get(ui->campaign, 0, b->body, "", -1, &row, b->arena)) {
        int w = ui->area.w < 76 ? ui->area.w - 8 : 68;
        note = say_review(row.review);
        title =
            arena_printf(b->arena, "%s: %s",
                         cut_middle(b->arena, short_name(&row), w - text_width(note) - 2), note);
        now = review_of(row.review);
        others = not_yours(ui, &row, b->arena);
    }
    for (int i = 0; i < WAYS; i++) {
        const char *why = states_why_not(ui, b->body, ways[i].action);
        b->why[i] = why ? arena_dup(b->arena, why) : NULL;
        b->item[i] = (struct picker_item){.left = action_help(ways[i].action),
                                          .right = action_key(b->arena, ways[i].action),
                                          .mark = why ? MARK_STOPPED : MARK_NONE,
                                          .dim = why != NULL};
    }
    if (!b->begun) {
        b->picker.list.cur = next_way(b, now);
        b->begun = true;
    }
    const char *why = b->why[b->picker.list.cur];
    picker_read(&b->picker, ui->area, title, b->item, WAYS, WAYS,
                ui->moving ? b->picker.foot
                : why      ? why
                           : others);
}

static void state_draw(const struct screen *s, struct ui *ui)
{
    picker_draw(&((const struct state_box *)s->data)->picker, ui);
}

const struct screen_table state_screen = {
    .name = "state",
    .floats = true,
    .open = state_open,
    .close = state_close,
    .where = state_where,
    .runs = state_runs,
    .act = state_act,
    .click = state_click,
    .recalc = state_recalc,
    .draw = state_draw,
};
