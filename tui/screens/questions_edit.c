#include <stdlib.h>
#include <string.h>
#include "tui/screens/questions.h"
#include "tui/settings.h"

const char *const draft_fields[DRAFTS] = {"value", "note", "na", "cannot-tell"};

static struct effect answer(struct questions *q, const char *value, const char *note,
                            const char *field)
{
    return (struct effect){.kind = EFFECT_ANSWER,
                           .work = q->work,
                           .question = q->question,
                           .value = value,
                           .note = note,
                           .field = field};
}

static struct effect fault(struct questions *q, const char *why)
{
    free(q->fault);
    q->fault = why ? mem_dup(why) : NULL;
    return effect_none();
}

/* ---- rows: choosing, ticking, scales ---- */

static struct effect take_row(struct questions *q, struct ui *ui, int row)
{
    q->digits[0] = '\0';
    q->rows.cur = row;
    q->go_on = settings_now()->digits_go_on && q->answers.by != BY_TICKING;
    struct effect e = answer(q, answer_value(&q->answers, row, ui->tongue.arena), NULL, NULL);
    if (q->go_on && the_result(q)->evidence_required && the_standing(q)->files == 0) {
        e.message = (struct message){
            ROLE_TEXT, _("This answer needs evidence, so the next question waits for Enter.")};
    }
    return e;
}

static bool has_rows(const struct questions *q)
{
    return q->answers.n > 0;
}

/* Takes the number that was typed, once it is whole. */
static struct effect take_number(struct questions *q, struct ui *ui)
{
    char typed[sizeof q->digits];
    int row = answer_numbered(&q->answers, q->digits);

    strcpy(typed, q->digits);
    if (row >= 0) {
        return take_row(q, ui, row);
    }
    q->digits[0] = '\0';
    return effect_say(ROLE_WARNING,
                      arena_printf(ui->tongue.arena, _("There is no answer %s here."), typed));
}

static struct effect begin_field(struct questions *q, struct ui *ui, uint32_t first);

struct effect edit_choose(struct questions *q, struct ui *ui, struct command c)
{
    size_t n = strlen(q->digits);
    int sign = q->digits[0] == '-';

    if (q->answers.by == BY_NUMBER) {
        return begin_field(q, ui, c.ch);
    }
    if (c.ch && n + 1 < sizeof q->digits) {
        q->digits[n++] = (char)c.ch;
        q->digits[n] = '\0';
    }
    if (c.ch && (int)n - sign < q->answers.digits) {
        return effect_none(); /* the rest is still to come */
    }
    return take_number(q, ui);
}

struct effect edit_tick(struct questions *q, struct ui *ui, struct command c)
{
    (void)c;
    if (has_rows(q)) {
        return take_row(q, ui, q->rows.cur);
    }
    return q->answers.by == BY_NUMBER ? begin_field(q, ui, 0) : effect_none();
}

struct effect edit_minus(struct questions *q, struct ui *ui, struct command c)
{
    if (q->answers.by == BY_SCALE && q->answers.min < 0) {
        strcpy(q->digits, "-");
        return effect_none();
    }
    return q->answers.by == BY_NUMBER ? begin_field(q, ui, c.ch) : effect_none();
}

struct effect edit_take_back(struct questions *q, struct ui *ui, struct command c)
{
    (void)c;
    if (q->digits[0]) {
        q->digits[strlen(q->digits) - 1] = '\0';
        return effect_none();
    }
    if (!the_standing(q)->value) {
        return effect_say(ROLE_TEXT, _("Nothing is answered here yet."));
    }
    struct effect e = answer(q, "", NULL, NULL);
    const char *was = say_value(&ui->tongue, the_question(q), the_standing(q)->value);
    e.message = (struct message){
        ROLE_TEXT, arena_printf(ui->tongue.arena, _("Taken back: %s"), was ? was : "")};
    return e;
}

/* ---- opening what is typed in ---- */

static void open_edit(struct questions *q, enum mode mode, enum draft draft, const char *stored)
{
    q->mode = mode;
    q->draft = draft;
    q->unkept = q->typed = q->fresh = false;
    fault(q, NULL);
    edit_set(&q->edit, q->drafts[draft] ? q->drafts[draft] : stored);
}

/* `first`: the key that opened it and begins a new text; 0: the text as it stands. */
static struct effect begin_field(struct questions *q, struct ui *ui, uint32_t first)
{
    (void)ui;
    open_edit(q, MODE_FIELD, DRAFT_VALUE, q->answers.typed);
    if (first) {
        edit_set(&q->edit, NULL);
        edit_command(&q->edit, (struct command){.action = ACT_TYPE, .ch = first}, 0);
        q->unkept = q->typed = true;
    }
    return effect_none();
}

struct effect edit_begin(struct questions *q, struct ui *ui, struct command c)
{
    (void)c;
    return begin_field(q, ui, 0);
}

struct effect edit_note(struct questions *q, struct ui *ui, struct command c)
{
    (void)c;
    (void)ui;
    q->digits[0] = '\0';
    open_edit(q, MODE_NOTE, DRAFT_NOTE, the_standing(q)->note);
    return effect_none();
}

void reasons_read(struct questions *q, const struct ui *ui)
{
    q->nreasons =
        last_reasons(ui->campaign, q->draft == DRAFT_CANT_TELL, q->reasons, REASONS_MOST, q->arena);
}

struct effect edit_reason(struct questions *q, struct ui *ui, struct command c)
{
    bool cannot_tell = c.action == ACT_CANT_TELL;

    q->digits[0] = '\0';
    q->draft = cannot_tell ? DRAFT_CANT_TELL : DRAFT_NA;
    reasons_read(q, ui);
    const char *first = the_standing(q)->note;
    if (!first || !*first) {
        first = q->nreasons > 0 ? q->reasons[0] : NULL;
    }
    open_edit(q, MODE_REASON, q->draft, first);
    q->fresh = !q->drafts[q->draft];
    return effect_none();
}

/* ---- storing what was typed ---- */

static struct effect draft(struct questions *q, const char *text)
{
    q->unkept = false;
    return (struct effect){.kind = EFFECT_DRAFT,
                           .work = q->work,
                           .question = q->question,
                           .field = draft_fields[q->draft],
                           .text = text};
}

/* Closes it with nothing to store: what stands needs no draft. */
static struct effect close_edit(struct questions *q)
{
    q->mode = MODE_COMMAND;
    return draft(q, NULL);
}

static struct effect store_field(struct questions *q, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    const struct question *asked = the_question(q);
    const char *typed = typed_trimmed(a, edit_text(&q->edit)), *why = NULL;
    struct answer read = {.given = GIVEN_NOTHING};

    if (!*typed) {
        return the_standing(q)->value ? answer(q, "", NULL, draft_fields[DRAFT_VALUE])
                                      : close_edit(q);
    }
    if (!asked->type->parse(asked, typed, a, &read, &why)) {
        return fault(q, why);
    }
    read.given = GIVEN_VALUE;
    return answer(q, answer_text(asked, &read, a), NULL, draft_fields[DRAFT_VALUE]);
}

static struct effect store_reason(struct questions *q, struct ui *ui, const char *reason)
{
    reason = typed_trimmed(ui->tongue.arena, reason);
    if (!*reason) {
        return fault(q, _("A reason is needed, to be judged by later."));
    }
    return answer(q, q->draft == DRAFT_NA ? "n/a" : "cannot-tell", reason, draft_fields[q->draft]);
}

static struct effect store_note(struct questions *q, struct ui *ui)
{
    const char *note = typed_trimmed(ui->tongue.arena, edit_text(&q->edit));
    const struct standing *now = the_standing(q);
    enum given given = the_answer(q)->given;

    if (strcmp(note, now->note ? now->note : "") == 0) {
        return close_edit(q);
    }
    if (!*note && (given == GIVEN_NA || given == GIVEN_CANT_TELL)) {
        return fault(q, _("The reason for this answer can't be empty."));
    }
    return answer(q, NULL, note, draft_fields[DRAFT_NOTE]);
}

static struct effect store(struct questions *q, struct ui *ui)
{
    switch (q->mode) {
    case MODE_REASON:
        return store_reason(q, ui, edit_text(&q->edit));
    case MODE_NOTE:
        return store_note(q, ui);
    default:
        return store_field(q, ui);
    }
}

/* ---- typing ---- */

/* What stands in the place of what is typed. */
static const char *stored_text(const struct questions *q)
{
    const char *note = the_standing(q)->note;

    if (q->draft == DRAFT_VALUE) {
        return q->answers.typed ? q->answers.typed : "";
    }
    return q->draft == DRAFT_NOTE && note ? note : "";
}

struct effect edit_keep(struct questions *q)
{
    if (!q->unkept) {
        return effect_none();
    }
    bool same = strcmp(edit_text(&q->edit), stored_text(q)) == 0;
    return draft(q, same ? NULL : edit_text(&q->edit));
}

void edit_keep_now(struct questions *q)
{
    if (q->unkept && q->question >= 0) {
        const struct row *row = work_row(q->work);
        struct effect e = edit_keep(q);
        draft_put(q->campaign, row->body, row->service, the_question(q)->id, e.field, e.text);
    }
    q->unkept = false;
}

static struct effect leave(struct questions *q)
{
    struct effect e = edit_keep(q);

    if (q->typed && *edit_text(&q->edit) && strcmp(edit_text(&q->edit), stored_text(q)) != 0) {
        e.message =
            (struct message){ROLE_TEXT, _("Not stored; what was typed is kept as a draft.")};
    }
    q->mode = MODE_COMMAND;
    fault(q, NULL);
    return e;
}

/* The first letter takes the place of a reason that was filled in; moving in it keeps it. */
static void touch_reason(struct questions *q, enum action action)
{
    if (q->fresh && (action == ACT_TYPE || action == ACT_PASTE)) {
        edit_set(&q->edit, NULL);
    }
    q->fresh = false;
}

struct effect edit_typing(struct questions *q, struct ui *ui, struct command c)
{
    int pick = (int)c.ch - '1';

    switch (c.action) {
    case ACT_STORE:
    case ACT_STORE_NOTE:
        return store(q, ui);
    case ACT_LEAVE_FIELD:
        return leave(q);
    case ACT_EDITOR:
        return edit_elsewhere(q);
    case ACT_PICK_REASON:
        if (pick < q->nreasons) {
            return store_reason(q, ui, q->reasons[pick]);
        }
        c.action = ACT_TYPE;
        break;
    default:
        break;
    }
    touch_reason(q, c.action);
    if (edit_command(&q->edit, c, q->mode == MODE_NOTE ? note_width(q) : 0)) {
        q->unkept = q->typed = true;
        fault(q, NULL);
    }
    return effect_none();
}

void edit_settled(struct questions *q, bool stored)
{
    q->go_on = q->go_on && stored;
    if (stored) {
        q->mode = MODE_COMMAND;
        q->unkept = false;
        fault(q, NULL);
    }
}
