/* Texts of a proposal's fields, typed as a note is: their drafts, the user's own editor. */
#include <stdlib.h>
#include <string.h>
#include "tui/away.h"
#include "tui/screens/proposal.h"

/* ---- drafts ---- */

static const char *const draft_names[FORM_FIELDS] = {[FORM_DEFICIENCY] = "proposal-deficiency",
                                                     [FORM_PROPOSAL] = "proposal-text",
                                                     [FORM_BASIS] = "proposal-basis",
                                                     [FORM_OWNER] = "proposal-owner",
                                                     [FORM_DUE] = "proposal-due",
                                                     [FORM_REPLY] = "proposal-reply"};

/* The field that is typed in; a body's reply may be asked for while another is chosen. */
static enum form_field typed_field(const struct proposal_form *f)
{
    return f->wanted != PROPOSAL_STATES ? FORM_REPLY : form_chosen(f);
}

static void draft_store(const struct proposal_form *f, enum form_field field, const char *text)
{
    const char *name = draft_names[field];

    if (name) {
        draft_put(f->campaign, f->body, "", f->key, name, text);
    }
}

void form_keep_draft(struct proposal_form *f)
{
    if (f->unkept && (f->mode == FORM_LINE || f->mode == FORM_TEXT)) {
        draft_store(f, typed_field(f), edit_text(&f->edit));
    }
    f->unkept = false;
}

/* A finding's first text was kept before it had a key. */
void form_forget_draft(struct proposal_form *f, enum form_field field)
{
    f->unkept = false;
    draft_store(f, field, NULL);
    if (!f->item && draft_names[field]) {
        draft_put(f->campaign, f->body, "", "", draft_names[field], NULL);
    }
}

void form_fault(struct proposal_form *f, const char *why)
{
    char *copy = why ? mem_dup(why) : NULL;
    free(f->fault);
    f->fault = copy;
}

/* ---- typing ---- */

/* One goes on from what stands there, be it the rubric's words. */
void form_type_begin(struct proposal_form *f, const struct ui *ui, enum form_field field)
{
    const char *draft = draft_get(ui->campaign, f->body, "", f->key, draft_names[field], f->arena);

    f->mode = field == FORM_OWNER || field == FORM_DUE ? FORM_LINE : FORM_TEXT;
    f->unkept = false;
    form_fault(f, NULL);
    edit_set(&f->edit, draft ? draft : form_value(f, ui, field));
}

/* Back to the fields; a finding that has no words yet is none. */
static struct effect leave(struct proposal_form *f, const char *said)
{
    f->mode = FORM_LISTED;
    f->wanted = PROPOSAL_STATES;
    form_fault(f, NULL);
    return (struct effect){.kind = *f->key ? EFFECT_NONE : EFFECT_BACK,
                           .message = {ROLE_TEXT, said}};
}

/* Nothing typed, or the rubric's own words: those stand. */
static const char *to_store(const struct proposal_form *f, enum form_field field, const char *typed)
{
    const char *rubric = form_rubric(f, field);
    return !*typed || (rubric && strcmp(typed, rubric) == 0) ? NULL : typed;
}

/* Did what was typed leave things as they are? */
static bool is_same(const struct proposal_form *f, const struct ui *ui, enum form_field field,
                    const char *typed)
{
    bool waits = f->wanted != PROPOSAL_STATES;
    return !waits && (*f->key || !*typed) && strcmp(typed, form_value(f, ui, field)) == 0;
}

static struct effect store(struct proposal_form *f, struct ui *ui)
{
    enum form_field field = typed_field(f);
    const char *typed = typed_trimmed(ui->tongue.arena, edit_text(&f->edit));

    if (is_same(f, ui, field, typed)) {
        form_forget_draft(f, field);
        return leave(f, *f->key ? NULL : _("Nothing was written, so nothing is stored."));
    }
    if (f->wanted != PROPOSAL_STATES && !*typed) {
        form_forget_draft(f, field);
        return leave(f, _("Nothing was written, so its state stays as it is."));
    }
    return form_store_text(f, field, to_store(f, field, typed));
}

static struct effect leave_line(struct proposal_form *f, const struct ui *ui)
{
    bool typed = f->unkept && strcmp(edit_text(&f->edit), form_value(f, ui, typed_field(f))) != 0;

    form_keep_draft(f);
    return leave(f, typed ? _("Not stored; what was typed is kept as a draft.") : NULL);
}

static bool run_editor(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct proposal_form *f = arg;
    const char *text = away_text(a, "proposal.txt", edit_text(&f->edit), EDIT_MOST, err);

    (void)c;
    if (!text) {
        return false;
    }
    edit_set(&f->edit, typed_trimmed(a, text));
    f->unkept = true;
    form_keep_draft(f);
    *said = _("Taken over from the editor; Esc stores it.");
    return true;
}

struct effect form_typing(struct proposal_form *f, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
    case ACT_STORE_NOTE:
        return store(f, ui);
    case ACT_LEAVE_FIELD:
        return leave_line(f, ui);
    case ACT_EDITOR:
        return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {run_editor, f}};
    default:
        break;
    }
    if (edit_command(&f->edit, c, f->mode == FORM_TEXT ? f->box.w - 4 : 0)) {
        f->unkept = true;
        form_fault(f, NULL);
    }
    return effect_none();
}
