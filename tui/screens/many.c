/* Many: one question answered for several services at once, and first what that would change. */
#include "tui/screens/many.h"

#include <stdlib.h>
#include <string.h>
#include "tui/screens/body.h"
#include "tui/widgets/list.h"

const struct question *many_question(const struct many_screen *m, const struct ui *ui)
{
    return &ui->tongue.rubric->service->questions[m->question];
}

void many_fault(struct many_screen *m, const char *why)
{
    char *copy = why ? mem_dup(why) : NULL;
    free(m->fault);
    m->fault = copy;
}

static bool many_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    const struct body *b = below->data;
    struct many_screen *m = mem_alloc(sizeof *m);

    (void)err;
    m->kept = arena_new();
    m->arena = arena_new();
    m->n = body_targets(b, ui, m->kept, &m->services);
    m->as_before = b->as_before;
    strcpy(m->body, at->body);
    s->data = m;
    return true;
}

static void many_close(struct screen *s)
{
    struct many_screen *m = s->data;

    picker_free(&m->questions);
    picker_free(&m->answers);
    edit_free(&m->edit);
    free(m->fault);
    arena_free(&m->arena);
    arena_free(&m->kept);
    free(m);
}

static where_set many_where(const struct screen *s)
{
    static const where_set wheres[] = {
        [STEP_QUESTION] = IN_PICKER, [STEP_ANSWER] = IN_PICKER, [STEP_FIELD] = IN_FIELD,
        [STEP_REASON] = IN_REASON,   [STEP_SHOW] = IN_MANY,
    };
    return wheres[((const struct many_screen *)s->data)->step];
}

static bool many_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct many_screen *m = s->data;

    (void)ui;
    switch (action) {
    case ACT_PICK_REASON:
        return m->nreasons > 0 && !*edit_text(&m->edit);
    case ACT_MANY_STORE:
        return m->many.ntakes > 0;
    case ACT_EDIT_CLEAR:
        return m->step != STEP_ANSWER;
    default:
        return true;
    }
}

/* ---- the preview ---- */

struct effect many_show(struct many_screen *m, struct ui *ui)
{
    struct err err = {0};

    if (!many_preview(ui->campaign, m->body, m->services, m->n, m->question, &m->answer, ui->stage,
                      &m->many, m->kept, &err)) {
        const char *why = arena_dup(ui->tongue.arena, err_text(&err));
        err_clear(&err);
        return effect_say(ROLE_ERROR, why);
    }
    m->step = STEP_SHOW;
    m->list = (struct list){.n = m->n};
    many_fault(m, NULL);
    return effect_none();
}

static bool store(void *arg, struct campaign *c, struct arena *a, const char **said,
                  struct err *err)
{
    struct many_screen *m = arg;
    int n = 0;

    if (!many_store(c, m->body, m->services, m->n, m->question, &m->answer, &n, err)) {
        return false;
    }
    *said = arena_printf(a,
                         ngettext("Stored for %d service; %s takes it back.",
                                  "Stored for %d services; %s takes it back for all.",
                                  (unsigned long)n),
                         n, action_key(a, ACT_UNDO));
    return true;
}

static struct effect do_store(struct many_screen *m)
{
    if (m->many.ntakes == 0) {
        return effect_say(ROLE_TEXT, _("None of them would take it: there is nothing to store."));
    }
    return (struct effect){.kind = EFFECT_DO, .job = {store, m}, .closes = true};
}

static struct effect show_act(struct many_screen *m, struct ui *ui, struct command c)
{
    struct arena *a = ui->tongue.arena;

    if (list_command(&m->list, c.action, m->rect.h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_MANY_STORE:
        return do_store(m);
    case ACT_MANY_WAIT:
        return effect_say(
            ROLE_TEXT, arena_printf(a, _("Nothing is stored yet: %s stores it, %s goes back."),
                                    action_key(a, ACT_MANY_STORE), action_key(a, ACT_MANY_BACK)));
    case ACT_MANY_BACK:
        m->step = m->as_before ? STEP_QUESTION : STEP_ANSWER;
        return effect_none();
    default:
        return effect_none();
    }
}

static struct effect many_act(struct screen *s, struct ui *ui, struct command c)
{
    struct many_screen *m = s->data;

    switch (m->step) {
    case STEP_QUESTION:
        return ask_questions_act(m, ui, c);
    case STEP_ANSWER:
        return ask_answers_act(m, ui, c);
    case STEP_SHOW:
        return show_act(m, ui, c);
    default:
        return ask_typing_act(m, ui, c);
    }
}

/* A click chooses; what is ticked is ticked by another one there, and nothing is stored by any. */
static struct command many_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct many_screen *m = s->data;
    struct command c = {.action = ACT_NONE};

    (void)ui;
    switch (m->step) {
    case STEP_QUESTION:
        return picker_click(&m->questions, y, x);
    case STEP_ANSWER:
        c = picker_click(&m->answers, y, x);
        if (c.action == ACT_PICK && m->rows.by == BY_TICKING &&
            m->row[m->answers.list.cur].way == WAY_ROW) {
            c = (struct command){.action = ACT_TYPE, .ch = ' '};
        }
        return c;
    case STEP_SHOW:
        if (rect_has(m->rect, y, x)) {
            list_click(&m->list, m->list.top + y - m->rect.y);
        }
        return c;
    default: /* what is typed is neither taken nor dropped by a click beside it */
        return c;
    }
}

static void many_recalc(struct screen *s, struct ui *ui)
{
    struct many_screen *m = s->data;

    arena_reset(m->arena);
    if (m->step == STEP_QUESTION) {
        ask_questions_read(m, ui);
        return;
    }
    ask_answers_read(m, ui);
    ask_reasons_read(m, ui);
    if (m->step == STEP_SHOW) {
        show_read(m, ui);
    }
}

static void many_draw(const struct screen *s, struct ui *ui)
{
    const struct many_screen *m = s->data;

    switch (m->step) {
    case STEP_QUESTION:
        picker_draw(&m->questions, ui);
        break;
    case STEP_ANSWER:
        picker_draw(&m->answers, ui);
        break;
    case STEP_SHOW:
        show_draw(m, ui);
        break;
    default:
        ask_typing_draw(m, ui);
    }
}

/* What is typed here is not stored, and no draft of it is kept. */
static void many_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_STORE) {
        *word = _("go on");
    } else if (action == ACT_LEAVE_FIELD || action == ACT_CLOSE_PICKER) {
        *word = _("back");
    }
}

const struct screen_table many_screen = {
    .name = "many",
    .floats = true,
    .open = many_open,
    .close = many_close,
    .where = many_where,
    .runs = many_runs,
    .act = many_act,
    .click = many_click,
    .recalc = many_recalc,
    .draw = many_draw,
    .hint = many_hint,
};
