/* Questions, the heart: a subject's questions one by one, and what each answer does. */
#include <stdlib.h>
#include <string.h>
#include "tui/screens/questions.h"
#include "tui/screens/states.h"

static bool take_work(struct questions *q, struct ui *ui, const struct place *at, struct err *err)
{
    struct work *w = work_open(ui->campaign, 0, at->body, at->service, err);

    if (!w) {
        return false;
    }
    edit_keep_now(q);
    work_close(&q->work);
    q->work = w;
    q->question = -2; /* of the new subject none was on show */
    walk_to(q, at->question >= 0 ? at->question : walk_first(q, ui));
    walk_read(q, ui);
    return true;
}

static bool is_at(const struct questions *q, const struct place *at)
{
    const struct row *row = work_row(q->work);
    return strcmp(row->body, at->body) == 0 && strcmp(row->service, at->service) == 0;
}

static bool questions_go(struct screen *s, struct ui *ui, const struct place *at)
{
    struct questions *q = s->data;
    struct err err = {0};

    if (is_at(q, at)) {
        walk_to(q, at->question >= 0 ? at->question : q->question);
        return true;
    }
    bool there = take_work(q, ui, at, &err);
    err_clear(&err);
    return there;
}

static bool questions_open(struct screen *s, struct ui *ui, const struct place *at,
                           const struct screen *below, struct err *err)
{
    struct questions *q = mem_alloc(sizeof *q);

    (void)below;
    q->campaign = ui->campaign;
    q->arena = arena_new();
    q->tongue = (struct tongue){ui->tongue.rubric, ui->tongue.language, q->arena};
    q->rows.cur = -1;
    s->data = q;
    if (!take_work(q, ui, at, err)) {
        s->table->close(s);
        return false;
    }
    return true;
}

static void questions_close(struct screen *s)
{
    struct questions *q = s->data;

    work_close(&q->work);
    arena_free(&q->arena);
    edit_free(&q->edit);
    free(q->walk);
    free(q->fault);
    free(q);
}

static where_set questions_where(const struct screen *s)
{
    static const where_set wheres[] = {
        [MODE_COMMAND] = IN_QUESTIONS, [MODE_FIELD] = IN_FIELD,     [MODE_REASON] = IN_REASON,
        [MODE_NOTE] = IN_NOTE,         [MODE_OUTLINE] = IN_OUTLINE, [MODE_READER] = IN_READER,
    };
    return wheres[((const struct questions *)s->data)->mode];
}

/* ---- reading ---- */

static void load_drafts(struct questions *q, const struct ui *ui)
{
    const struct row *row = work_row(q->work);

    for (int i = 0; i < DRAFTS; i++) {
        q->drafts[i] = q->question < 0 ? NULL
                                       : draft_get(ui->campaign, row->body, row->service,
                                                   the_question(q)->id, draft_fields[i], q->arena);
    }
}

/* The cursor stands on what is chosen when one comes to a question, and stays where it is then. */
static void rows_read(struct questions *q)
{
    const struct answers *a = &q->answers;

    q->rows.n = a->n;
    if (q->rows.cur < 0) {
        q->rows.cur = a->chosen >= 0 ? a->chosen : 0;
    }
    int top = q->rows.top;
    list_fit(&q->rows, 0);
    q->rows.top = top;
}

/* Where the body is on its way, and whether that forbids to answer. */
static void state_read(struct questions *q, const struct ui *ui)
{
    const char *body = work_row(q->work)->body, *locked = states_locked(ui, body);
    struct review_state s;
    bool there = review_get(ui->campaign, 0, body, &s, q->arena);

    q->state = there ? states_note(s.state, s.changed) : "";
    q->locked = locked ? arena_dup(q->arena, locked) : NULL;
}

static void questions_recalc(struct screen *s, struct ui *ui)
{
    struct questions *q = s->data;
    struct err err = {0};

    work_refresh(q->work, &err); /* where it can't be read, campaign_fault has said so */
    err_clear(&err);
    arena_reset(q->arena);
    q->tongue.language = ui->tongue.language;
    q->layout = question_layout(ui->area);
    state_read(q, ui);
    walk_read(q, ui);
    if (q->go_on) { /* only now is it known which question is the next */
        q->go_on = false;
        walk_on(q);
    }
    load_drafts(q, ui);
    q->answers = (struct answers){.by = NOT_ASKED, .chosen = -1};
    if (q->question >= 0) {
        answers_read(&q->answers, &q->tongue, the_question(q), the_result(q), the_answer(q),
                     q->layout.question.w - 1);
        rows_read(q);
    }
    sheet_read(q, ui);
    if (q->layout.live.w > 0) {
        live_read(&q->live, &q->tongue, q->work, q->question, ui->stage, q->layout.live.w - 3,
                  q->layout.live.h - 1);
    }
    q->inactive = ui->inactive;
    outline_read(q);
    if (q->mode == MODE_READER) {
        guidance_read(q, ui);
    } else if (q->mode == MODE_REASON) {
        reasons_read(q, ui);
    }
}

static struct effect questions_idle(struct screen *s, struct ui *ui)
{
    (void)ui;
    return edit_keep(s->data);
}

static bool questions_restless(const struct screen *s)
{
    return ((const struct questions *)s->data)->unkept;
}

static void questions_settled(struct screen *s, struct ui *ui, bool stored)
{
    (void)ui;
    edit_settled(s->data, stored);
}

static void questions_place(const struct screen *s, struct place *at)
{
    const struct questions *q = s->data;
    const struct row *row = work_row(q->work);
    int last = q->nwalk > 0 ? q->walk[q->nwalk - 1] : -1;

    *at =
        place_of(SCREEN_QUESTIONS, row->body, row->service, q->question >= 0 ? q->question : last);
}

static int questions_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct questions *q = s->data;
    const struct row *row = work_row(q->work);

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = short_name(work_body_row(q->work));
    parts[2] = *row->service ? short_name(row) : _("The body itself");
    return 3;
}

static const char *questions_note(const struct screen *s, const struct ui *ui)
{
    (void)ui;
    return ((const struct questions *)s->data)->state;
}

/* The numbers that there are; of a field that keys type. */
static void questions_hint(const struct screen *s, const struct ui *ui, enum action action,
                           const char **key, const char **word)
{
    const struct questions *q = s->data;
    const struct answers *rows = &q->answers;
    struct arena *a = ui->tongue.arena;

    if (action == ACT_SCORECARD || action == ACT_FINAL_RATING) {
        *key = ""; /* whoever answers wants the room for other keys */
    } else if (action == ACT_PICK_REASON) {
        *key = q->nreasons > 1 ? arena_printf(a, "1–%d", q->nreasons) : "1";
    } else if (action == ACT_CHOOSE && rows->n > 0) {
        *key = arena_printf(a, "%s–%s", answer_number(rows, 0, a),
                            answer_number(rows, rows->n - 1, a));
        if (rows->by == BY_TICKING) {
            *key = arena_printf(a, _("%s Space"), *key);
            *word = _("tick");
        }
    } else if (action == ACT_CHOOSE) {
        *word = _("type");
    } else if (action == ACT_TICK) {
        *word = rows->n > 0 ? _("choose") : _("open");
    }
}

const struct screen_table questions_screen = {
    .name = "questions",
    .open = questions_open,
    .close = questions_close,
    .where = questions_where,
    .runs = questions_runs,
    .why_not = questions_why_not,
    .act = questions_act,
    .click = questions_click,
    .settled = questions_settled,
    .idle = questions_idle,
    .restless = questions_restless,
    .go = questions_go,
    .place = questions_place,
    .recalc = questions_recalc,
    .draw = questions_draw,
    .crumbs = questions_crumbs,
    .note = questions_note,
    .hint = questions_hint,
};
