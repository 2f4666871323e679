/* What asks before a body is accepted, sent back or re-opened: a text where one is needed, then a
 * question that says what will happen, and that Enter does not answer. */
#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/states.h"
#include "tui/widgets/pane.h"
#include "tui/widgets/prompt.h"

#define ASK_W 72
#define LABEL_W 9

struct asking {
    struct arena *arena; /* of what recalc reads */
    char body[CODE_ROOM];
    enum review to;
    bool typing; /* a remark or reason; else the question is on show */
    struct prompt prompt;
    bool remark; /* what was typed is to be written as a remark */
    struct state_job job;
    struct pane pane;
    struct rect box;
};

static bool begin(struct screen *s, const struct place *at, enum review to, bool typing)
{
    struct asking *k = mem_alloc(sizeof *k);

    k->arena = arena_new();
    memcpy(k->body, at->body, sizeof k->body);
    k->to = to;
    k->typing = typing;
    s->data = k;
    return true;
}

static bool accept_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    (void)ui;
    (void)below;
    (void)err;
    return begin(s, at, REVIEW_ACCEPTED, false);
}

static bool send_back_open(struct screen *s, struct ui *ui, const struct place *at,
                           const struct screen *below, struct err *err)
{
    (void)below;
    (void)err;
    return begin(s, at, REVIEW_SENT_BACK, desk_remarks(ui->campaign, at->body) == 0);
}

static bool reopen_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    (void)ui;
    (void)below;
    (void)err;
    return begin(s, at, REVIEW_REOPENED, true);
}

static void ask_close(struct screen *s)
{
    struct asking *k = s->data;
    prompt_free(&k->prompt);
    arena_free(&k->arena);
    free(k);
}

static where_set ask_where(const struct screen *s)
{
    return ((const struct asking *)s->data)->typing ? IN_FIELD : IN_ASK;
}

static bool ask_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    return action != ACT_EDITOR; /* a line or two */
}

/* ---- commands ---- */

static struct effect store(struct asking *k, struct ui *ui)
{
    const char *typed = prompt_typed(&k->prompt, k->arena);
    const char *words = *typed ? typed : NULL;

    k->job = (struct state_job){.ui = ui,
                                .body = k->body,
                                .to = k->to,
                                .reason = k->to == REVIEW_REOPENED ? words : NULL,
                                .remark = k->remark ? words : NULL};
    return (struct effect){.kind = EFFECT_DO, .job = {state_job_run, &k->job}, .closes = true};
}

static struct effect typed(struct asking *k, struct ui *ui)
{
    if (!*prompt_typed(&k->prompt, k->arena)) {
        prompt_fault(&k->prompt, k->to == REVIEW_REOPENED
                                     ? _("A reason is needed: the inspector reads it.")
                                     : _("A remark is needed: what is to be mended?"));
        return effect_none();
    }
    if (k->to == REVIEW_REOPENED) {
        return store(k, ui);
    }
    k->remark = true;
    k->typing = false;
    return effect_none();
}

static struct effect typing_act(struct asking *k, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
        return typed(k, ui);
    case ACT_LEAVE_FIELD:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        prompt_command(&k->prompt, c);
        return effect_none();
    }
}

static struct effect ask_act(struct screen *s, struct ui *ui, struct command c)
{
    struct asking *k = s->data;

    if (k->typing) {
        return typing_act(k, ui, c);
    }
    switch (c.action) {
    case ACT_ASK_YES:
        return store(k, ui);
    case ACT_ASK_WAIT:
        return effect_wait(ui);
    case ACT_ASK_NO:
        k->typing = k->remark; /* to what was typed, which is not stored yet */
        k->remark = false;
        return (struct effect){.kind = k->typing ? EFFECT_NONE : EFFECT_BACK};
    default:
        return effect_none();
    }
}

/* Outside the box it is left, unless something was typed; inside nothing is done by a click. */
static struct command ask_click(struct screen *s, struct ui *ui, int y, int x)
{
    const struct asking *k = s->data;

    (void)ui;
    if (rect_has(k->box, y, x) || *edit_text(&k->prompt.edit)) {
        return (struct command){.action = ACT_NONE};
    }
    return (struct command){.action = k->typing ? ACT_LEAVE_FIELD : ACT_ASK_NO};
}

/* What could not be stored is shown as it was typed. */
static void ask_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct asking *k = s->data;

    (void)ui;
    k->remark = k->remark && !stored && k->job.remark;
}

/* ---- what it says ---- */

static void add_open(struct asking *k, struct ui *ui, const struct row *row)
{
    struct body_summary sum;
    int remarks = desk_remarks(ui->campaign, k->body);

    int lacks[HANDIN_KINDS] = {0};

    /* As the hand-in counts it: what a service that is not rated asks needs no answer. */
    if (!handin_count(ui->campaign, k->body, lacks, NULL)) {
        lacks[HANDIN_OPEN] = row->asked - row->answered;
    }
    int n = lacks[HANDIN_OPEN] + lacks[HANDIN_CONFLICT];
    if (n > 0) {
        pane_text(&k->pane, 0, ROLE_WARNING, 2,
                  arena_printf(k->arena,
                               ngettext("%d question is not answered.",
                                        "%d questions are not answered.", (unsigned long)n),
                               n));
    }
    if (body_summary(ui->campaign, 0, k->body, -1, &sum, k->arena) && sum.nincomplete > 0) {
        pane_text(
            &k->pane, 0, ROLE_WARNING, 2,
            arena_printf(k->arena,
                         ngettext("%d service is not finished.", "%d services are not finished.",
                                  (unsigned long)sum.nincomplete),
                         sum.nincomplete));
    }
    if (remarks > 0) {
        pane_text(&k->pane, 0, ROLE_WARNING, 2,
                  arena_printf(k->arena,
                               ngettext("%d remark is open.", "%d remarks are open.",
                                        (unsigned long)remarks),
                               remarks));
    }
    if (row->remarks > remarks) {
        int answered = row->remarks - remarks;
        pane_text(&k->pane, 0, ROLE_WARNING, 2,
                  arena_printf(k->arena,
                               ngettext("%d remark is answered, and not settled.",
                                        "%d remarks are answered, and not settled.",
                                        (unsigned long)answered),
                               answered));
    }
}

static void say_accept(struct asking *k, struct ui *ui, const struct tongue *t,
                       const struct row *row)
{
    const char *figure = row->state == SUBJECT_RATED ? say_units(t, row->score)
                                                     : say_range(t, row->low, row->high, "–");

    pane_text(&k->pane, 0, ROLE_TEXT, 2,
              arena_printf(k->arena, _("Accept %s%s%s?"), figure, *figure ? ", " : "",
                           say_verdict_full(t, row, t->rubric->body)));
    add_open(k, ui, row);
    pane_text(&k->pane, 2, ROLE_DIM, 2,
              _("Nobody changes its answers any more then, until it is re-opened."));
}

static const char *services_of(const struct asking *k, const struct row *row)
{
    return arena_printf(k->arena,
                        ngettext("%d service", "%d services", (unsigned long)row->nservices),
                        row->nservices);
}

static void say_send_back(struct asking *k, struct ui *ui, const struct row *row)
{
    int n = desk_remarks(ui->campaign, k->body) + k->remark;
    const char *with =
        arena_printf(k->arena, ngettext("%d remark", "%d remarks", (unsigned long)n), n);
    const char *what = services_of(k, row);

    if (k->typing) {
        pane_text(&k->pane, 1, ROLE_DIM, 3,
                  _("There is no open remark yet. What is to be mended? It becomes a remark about "
                    "the body as a whole."));
        return;
    }
    pane_text(
        &k->pane, 0, ROLE_TEXT, 3,
        row->inspector
            ? arena_printf(k->arena, _("Send %s back to %s with %s?"), what, row->inspector, with)
            : arena_printf(k->arena, _("Send %s back with %s? Nobody has this body."), what, with));
    if (k->remark) {
        pane_entry(&k->pane, 1, _("Remark"), LABEL_W, 4, edit_text(&k->prompt.edit));
    } else {
        pane_text(&k->pane, 2, ROLE_DIM, 2,
                  arena_printf(k->arena, _("For a further remark go back, and write it with %s."),
                               action_key(k->arena, ACT_REMARKS)));
    }
}

static void say_reopen(struct asking *k, const struct row *row)
{
    pane_text(&k->pane, 1, ROLE_DIM, 3,
              row->inspector
                  ? arena_printf(k->arena,
                                 _("Why is it re-opened? %s reads it, and goes on working on it."),
                                 row->inspector)
                  : _("Why is it re-opened? Whoever works on it reads it."));
}

static const char *hint(const struct asking *k)
{
    if (!k->typing) {
        return arena_printf(k->arena, _("%s does it; nothing is done yet."),
                            action_key(k->arena, ACT_ASK_YES));
    }
    return k->to == REVIEW_REOPENED
               ? arena_printf(k->arena, _("%s re-opens it, %s leaves it accepted"),
                              action_key(k->arena, ACT_STORE),
                              action_key(k->arena, ACT_LEAVE_FIELD))
               : arena_printf(k->arena, _("%s goes on: nothing is done yet"),
                              action_key(k->arena, ACT_STORE));
}

static void ask_recalc(struct screen *s, struct ui *ui)
{
    struct asking *k = s->data;
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, NULL};
    struct row row;
    int w = ui->area.w < ASK_W + 4 ? ui->area.w - 4 : ASK_W;

    arena_reset(k->arena);
    t.arena = k->arena;
    pane_begin(&k->pane, k->arena, w);
    if (row_get(ui->campaign, 0, k->body, "", -1, &row, k->arena)) {
        pane_text(&k->pane, 3, ROLE_TITLE, 2, row.name);
        pane_blank(&k->pane, 4);
        if (k->to == REVIEW_ACCEPTED) {
            say_accept(k, ui, &t, &row);
        } else if (k->to == REVIEW_SENT_BACK) {
            say_send_back(k, ui, &row);
        } else {
            say_reopen(k, &row);
        }
    }
    pane_blank(&k->pane, 4);
    k->box = box_in(ui->area, k->pane.n + 1 + k->typing, w);
    pane_fit(&k->pane, k->box.h - 3 - k->typing, 1);
}

static void ask_draw(const struct screen *s, struct ui *ui)
{
    const struct asking *k = s->data;
    const char *title = k->to == REVIEW_ACCEPTED    ? _("Accept")
                        : k->to == REVIEW_SENT_BACK ? _("Send back")
                                                    : _("Re-open");
    struct rect in = put_box(k->box, title);
    int rows = in.h - 1 - k->typing;

    pane_draw(&k->pane, in.y, in.x, rows);
    int y = in.y + (k->pane.n < rows ? k->pane.n : rows);
    if (k->typing) {
        prompt_draw(&k->prompt, ui, y, in.x, in.w, "", hint(k));
        return;
    }
    ui->cursor_y = y;
    ui->cursor_x = in.x;
    put(y, in.x, in.w, role_attr(ROLE_ACCENT), cut_end(ui->tongue.arena, hint(k), in.w));
}

static void ask_hint(const struct screen *s, const struct ui *ui, enum action action,
                     const char **key, const char **word)
{
    const struct asking *k = s->data;

    (void)ui;
    (void)key;
    if (action == ACT_ASK_YES) {
        *word = k->to == REVIEW_ACCEPTED ? _("accept") : _("send back");
    } else if (action == ACT_STORE) {
        *word = k->to == REVIEW_REOPENED ? _("re-open") : _("go on");
    } else if (action == ACT_LEAVE_FIELD) {
        *word = _("back");
    }
}

#define ASK(id, title)                                                                             \
    const struct screen_table id##_screen = {                                                      \
        .name = title,                                                                             \
        .floats = true,                                                                            \
        .open = id##_open,                                                                         \
        .close = ask_close,                                                                        \
        .where = ask_where,                                                                        \
        .runs = ask_runs,                                                                          \
        .act = ask_act,                                                                            \
        .click = ask_click,                                                                        \
        .settled = ask_settled,                                                                    \
        .recalc = ask_recalc,                                                                      \
        .draw = ask_draw,                                                                          \
        .hint = ask_hint,                                                                          \
    };
ASK(accept, "accept")
ASK(send_back, "send-back")
ASK(reopen, "re-open")
