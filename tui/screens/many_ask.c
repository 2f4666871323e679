#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/many.h"

static const char *for_services(const struct many_screen *m, struct arena *a)
{
    return arena_printf(a, ngettext("for %d service", "for %d services", (unsigned long)m->n),
                        m->n);
}

/* ---- which question ---- */

static const char *criterion_of(const struct tongue *t, const struct question *q)
{
    const struct criterion *c = &t->rubric->service->criteria[q->criterion];
    return criterion_short(c, t->language);
}

static bool is_meant(const struct tongue *t, const struct question *q, const char *typed)
{
    struct buf b = {0};
    text_fold(&b, text_in(&q->ask, t->language));
    buf_addc(&b, ' ');
    text_fold(&b, q->id);
    buf_addc(&b, ' ');
    text_fold(&b, criterion_of(t, q));
    bool meant = text_finds(typed, b.s);
    buf_free(&b);
    return meant;
}

void ask_questions_read(struct many_screen *m, const struct ui *ui)
{
    const struct block *b = ui->tongue.rubric->service;
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, m->arena};
    struct picker_item *item = arena_alloc(m->arena, (size_t)(b->nquestions + 1) * sizeof *item);
    struct buf typed = {0};

    text_fold(&typed, picker_typed(&m->questions));
    m->shown = arena_alloc(m->arena, (size_t)(b->nquestions + 1) * sizeof *m->shown);
    m->nshown = 0;
    for (int i = 0; i < b->nquestions; i++) {
        const struct question *q = &b->questions[i];
        bool staged = ui->stage < 0 || q->stage == ui->stage;
        if (q->type->id != Q_CALC && staged && is_meant(&t, q, typed.s ? typed.s : "")) {
            item[m->nshown] =
                (struct picker_item){.left = text_in(&q->ask, t.language),
                                     .right = cut_end(m->arena, criterion_of(&t, q), 20)};
            m->shown[m->nshown++] = i;
        }
    }
    buf_free(&typed);
    const char *whom = for_services(m, m->arena);
    const char *title = m->as_before
                            ? arena_printf(m->arena, _("As in %s, %s: which question?"),
                                           campaign_name(ui->campaign, 1), whom)
                            : arena_printf(m->arena, _("Answer %s: which question?"), whom);
    int cur = m->questions.list.cur < m->nshown ? m->questions.list.cur : 0;
    const char *foot = m->nshown > 0 ? text_in(&b->questions[m->shown[cur]].ask, t.language)
                                     : _("No question of the stage on show has these words.");
    picker_read(&m->questions, ui->area, title, item, m->nshown, 12,
                ui->moving ? m->questions.foot : foot);
}

struct effect ask_questions_act(struct many_screen *m, struct ui *ui, struct command c)
{
    if (c.action == ACT_PICK && m->nshown > 0) {
        m->question = m->shown[m->questions.list.cur];
        m->digits[0] = '\0';
        m->answers.list = (struct list){.cur = 0};
        const struct question *q = many_question(m, ui);
        m->set = arena_alloc(m->kept, (size_t)q->nchoices + 1);
        many_fault(m, NULL);
        if (m->as_before) {
            m->answer = (struct many_answer){.before = true};
            return many_show(m, ui);
        }
        m->step = STEP_ANSWER;
        return effect_none();
    }
    if (c.action == ACT_CLOSE_PICKER) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    picker_command(&m->questions, c);
    return effect_none();
}

/* ---- which answer ---- */

/* The set as it is ticked, in the answers CSV's form; "" nothing is. */
static const char *ticked(const struct many_screen *m, const struct question *q, struct arena *a)
{
    const char *text = "";
    for (int i = 0; i < q->nchoices; i++) {
        if (m->set[i]) {
            text = arena_printf(a, "%s%s%s", text, *text ? "|" : "", q->choices[i].id);
        }
    }
    return text;
}

static void add_row(struct many_screen *m, struct picker_item *item, enum many_way way, int row,
                    const char *left, const char *right)
{
    item[m->nrows] = (struct picker_item){.left = left, .right = right};
    m->row[m->nrows++] = (struct many_row){way, row};
}

static void add_answers(struct many_screen *m, const struct question *q, struct picker_item *item)
{
    const struct answers *rows = &m->rows;

    for (int i = 0; i < rows->n; i++) {
        const char *number = answer_number(rows, i, m->arena);
        const char *tick = rows->by != BY_TICKING || i >= q->nchoices ? ""
                           : m->set[i]                                ? "[x] "
                                                                      : "[ ] ";
        const char *label = rows->row ? rows->row[i].label : "";
        const char *points = rows->row ? rows->row[i].points : "";
        add_row(m, item, WAY_ROW, i, arena_printf(m->arena, "%s  %s%s", number, tick, label),
                points);
    }
    if (rows->by == BY_NUMBER || rows->by == BY_TEXT) {
        add_row(m, item, WAY_TYPE, 0, arena_printf(m->arena, _("Type it: %s"), rows->expects), "");
    }
}

static const char *foot_of(const struct many_screen *m)
{
    if (m->fault) {
        return m->fault;
    }
    if (m->digits[0]) {
        return arena_printf(m->arena, _("%s_  one more digit"), m->digits);
    }
    return m->rows.by == BY_TICKING ? _("Space or the number ticks; Enter goes on: nothing is "
                                        "stored yet")
                                    : _("Enter or the number goes on: nothing is stored yet");
}

void ask_answers_read(struct many_screen *m, const struct ui *ui)
{
    const struct question *q = many_question(m, ui);
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, m->arena};
    struct qresult all = {.offered = q->nchoices};
    struct answer none = {.given = GIVEN_NOTHING};

    answers_read(&m->rows, &t, q, &all, &none, 60);
    size_t room = (size_t)m->rows.n + 8;
    struct picker_item *item = arena_alloc(m->arena, room * sizeof *item);
    m->row = arena_alloc(m->arena, room * sizeof *m->row);
    m->nrows = 0;
    add_answers(m, q, item);
    if (campaign_count(ui->campaign) > 1) {
        add_row(m, item, WAY_BEFORE, 0,
                arena_printf(m->arena, _("each as answered in %s"), campaign_name(ui->campaign, 1)),
                action_key(m->arena, ACT_TAKE_OVER));
    }
    if (q->na) {
        add_row(m, item, WAY_NA, 0, _("not applicable, with the reason"),
                action_key(m->arena, ACT_NOT_APPLICABLE));
    }
    add_row(m, item, WAY_CANT_TELL, 0, _("can't tell, with the reason"),
            action_key(m->arena, ACT_CANT_TELL));
    add_row(m, item, WAY_TAKE_BACK, 0, _("take the answer back"),
            action_key(m->arena, ACT_TAKE_BACK));
    m->answers.silent = true;
    picker_read(&m->answers, ui->area, text_in(&q->ask, t.language), item, m->nrows, m->nrows,
                foot_of(m));
}

static struct effect go_on(struct many_screen *m, struct ui *ui, const char *value,
                           const char *note)
{
    m->answer = (struct many_answer){.value = arena_dup(m->kept, value),
                                     .note = note ? arena_dup(m->kept, note) : NULL};
    return many_show(m, ui);
}

static void open_field(struct many_screen *m, enum many_step step, bool cannot_tell, uint32_t first)
{
    m->step = step;
    m->cannot_tell = cannot_tell;
    edit_set(&m->edit, NULL);
    if (first) {
        edit_command(&m->edit, (struct command){.action = ACT_TYPE, .ch = first}, 0);
    }
}

/* Ticks a row, "None of these" for all of them; of other questions goes on with it. */
static struct effect take_row(struct many_screen *m, struct ui *ui, int row, bool enter)
{
    const struct question *q = many_question(m, ui);

    m->digits[0] = '\0';
    m->answers.list.cur = row;
    if (m->rows.by != BY_TICKING) {
        return go_on(m, ui, answer_value(&m->rows, row, m->arena), NULL);
    }
    if (row >= q->nchoices) {
        return go_on(m, ui, "-", NULL);
    }
    if (enter && *ticked(m, q, m->arena)) {
        return go_on(m, ui, ticked(m, q, m->arena), NULL);
    }
    if (enter) {
        many_fault(m, _("Tick what applies first, or take \"None of these\"."));
    } else {
        m->set[row] = !m->set[row];
    }
    return effect_none();
}

static struct effect take_way(struct many_screen *m, struct ui *ui, const struct many_row *row,
                              bool enter)
{
    switch (row->way) {
    case WAY_ROW:
        return take_row(m, ui, row->row, enter);
    case WAY_TYPE:
        open_field(m, STEP_FIELD, false, 0);
        return effect_none();
    case WAY_NA:
    case WAY_CANT_TELL:
        open_field(m, STEP_REASON, row->way == WAY_CANT_TELL, 0);
        return effect_none();
    case WAY_BEFORE:
        m->answer = (struct many_answer){.before = true};
        return many_show(m, ui);
    case WAY_TAKE_BACK:
        break;
    }
    return go_on(m, ui, "", NULL);
}

/* The row that a letter stands for, as it would in Questions; NULL none. */
static const struct many_row *way_of(const struct many_screen *m, enum many_way way)
{
    for (int i = 0; i < m->nrows; i++) {
        if (m->row[i].way == way) {
            return &m->row[i];
        }
    }
    return NULL;
}

static struct effect take_digit(struct many_screen *m, struct ui *ui, char ch)
{
    size_t n = strlen(m->digits);

    if (m->rows.n == 0) {
        if (m->rows.by == BY_NUMBER) {
            open_field(m, STEP_FIELD, false, (uint32_t)ch);
        }
        return effect_none();
    }
    if (n + 1 < sizeof m->digits) {
        m->digits[n++] = ch;
        m->digits[n] = '\0';
    }
    if (ch == '-' || (int)n - (m->digits[0] == '-') < m->rows.digits) {
        return effect_none();
    }
    int row = answer_numbered(&m->rows, m->digits);
    if (row < 0) {
        many_fault(m, arena_printf(m->arena, _("There is no answer %s here."), m->digits));
        m->digits[0] = '\0';
        return effect_none();
    }
    return take_row(m, ui, row, false);
}

static struct effect take_letter(struct many_screen *m, struct ui *ui, uint32_t ch)
{
    const struct many_row *row = NULL;

    if ((ch >= '0' && ch <= '9') || ch == '-') {
        return take_digit(m, ui, (char)ch);
    }
    m->digits[0] = '\0';
    if (ch == 'q') {
        m->step = STEP_QUESTION;
        return effect_none();
    }
    if (ch == ' ' && m->nrows > 0) {
        return take_way(m, ui, &m->row[m->answers.list.cur], false);
    }
    row = ch == 'x' ? way_of(m, WAY_NA) : row;
    row = ch == 't' ? way_of(m, WAY_CANT_TELL) : row;
    row = ch == '=' ? way_of(m, WAY_BEFORE) : row;
    return row ? take_way(m, ui, row, true) : effect_none();
}

struct effect ask_answers_act(struct many_screen *m, struct ui *ui, struct command c)
{
    many_fault(m, NULL);
    switch (c.action) {
    case ACT_PICK:
        m->digits[0] = '\0';
        return take_way(m, ui, &m->row[m->answers.list.cur], true);
    case ACT_CLOSE_PICKER:
        m->step = STEP_QUESTION;
        return effect_none();
    case ACT_TYPE:
        return take_letter(m, ui, c.ch);
    case ACT_EDIT_ERASE:
        return take_way(m, ui, way_of(m, WAY_TAKE_BACK), true);
    default:
        picker_command(&m->answers, c);
        return effect_none();
    }
}

/* ---- typing it ---- */

static struct effect store_typed(struct many_screen *m, struct ui *ui, const char *typed)
{
    const struct question *q = many_question(m, ui);
    struct answer read = {.given = GIVEN_NOTHING};
    const char *why = NULL;

    typed = typed_trimmed(m->arena, typed);
    if (m->step == STEP_REASON) {
        if (!*typed) {
            many_fault(m, _("A reason is needed, to be judged by later."));
            return effect_none();
        }
        return go_on(m, ui, m->cannot_tell ? "cannot-tell" : "n/a", typed);
    }
    if (!*typed) {
        many_fault(m, _("Nothing is typed yet."));
        return effect_none();
    }
    if (!q->type->parse(q, typed, m->arena, &read, &why)) {
        many_fault(m, why);
        return effect_none();
    }
    read.given = GIVEN_VALUE;
    return go_on(m, ui, answer_text(q, &read, m->arena), NULL);
}

void ask_reasons_read(struct many_screen *m, const struct ui *ui)
{
    m->nreasons = m->step == STEP_REASON ? last_reasons(ui->campaign, m->cannot_tell, m->reasons,
                                                        REASONS_SHOWN, m->arena)
                                         : 0;
}

struct effect ask_typing_act(struct many_screen *m, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
        return store_typed(m, ui, edit_text(&m->edit));
    case ACT_LEAVE_FIELD:
        m->step = STEP_ANSWER;
        many_fault(m, NULL);
        return effect_none();
    case ACT_PICK_REASON:
        if ((int)c.ch - '1' < m->nreasons) {
            return store_typed(m, ui, m->reasons[c.ch - '1']);
        }
        c.action = ACT_TYPE;
        break;
    default:
        break;
    }
    if (edit_command(&m->edit, c, 0)) {
        many_fault(m, NULL);
    }
    return effect_none();
}

void ask_typing_draw(const struct many_screen *m, struct ui *ui)
{
    const struct question *q = many_question(m, ui);
    struct arena *a = ui->tongue.arena;
    const char *title = m->step == STEP_FIELD ? text_in(&q->ask, ui->tongue.language)
                        : m->cannot_tell      ? _("Can't tell: why?")
                                              : _("Not applicable: why?");
    int rows = *edit_text(&m->edit) ? 0 : m->nreasons;
    struct rect in = put_box(box_in(ui->area, 2 + m->nreasons, 72), title);
    const char *hint = m->step == STEP_FIELD ? m->rows.expects
                       : rows > 0 ? _("A digit takes a reason given before; or type anew")
                                  : _("Enter goes on: nothing is stored yet");

    ui->cursor_y = in.y;
    ui->cursor_x = edit_draw_line(&m->edit, in.y, in.x, in.w, role_attr(ROLE_TEXT) | A_UNDERLINE);
    put(in.y + 1, in.x, in.w, role_attr(m->fault ? ROLE_ERROR : ROLE_DIM),
        cut_end(a, text_show(a, m->fault ? m->fault : hint, false), in.w));
    for (int i = 0; i < rows && i + 2 < in.h; i++) {
        const char *line = arena_printf(a, "%d  %s", i + 1, m->reasons[i]);
        put(in.y + 2 + i, in.x, in.w, role_attr(ROLE_TEXT), cut_end(a, line, in.w));
    }
}
