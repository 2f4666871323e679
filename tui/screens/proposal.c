/* The box of a proposal's fields, and of a new own finding. */
#include "tui/screens/proposal.h"

#include <stdlib.h>
#include <string.h>
#include "tui/screens/proposals.h"
#include "tui/screens/states.h"
#include "tui/widgets/list.h"

/* ---- opening ---- */

static struct proposal_form *begin(struct screen *s, struct ui *ui, const struct place *at,
                                   const struct screen *below)
{
    struct proposal_form *f = mem_alloc(sizeof *f);

    f->below = below ? *below : (struct screen){0};
    f->campaign = ui->campaign;
    strcpy(f->body, at->body);
    strcpy(f->service, at->service);
    f->arena = arena_new();
    f->kind = PROPOSAL_DEFICIENCY;
    f->severity = -1;
    f->wanted = PROPOSAL_STATES;
    s->data = f;
    return f;
}

static bool proposal_open(struct screen *s, struct ui *ui, const struct place *at,
                          const struct screen *below, struct err *err)
{
    const struct proposals_screen *p =
        below && below->table == &proposals_screen ? below->data : NULL;

    if (!p || !proposals_chosen(p)) {
        err_set(err, REFUSED, _("No proposal is chosen here."));
        return false;
    }
    struct proposal_form *f = begin(s, ui, at, below);
    strcpy(f->key, p->chosen);
    return true;
}

/* A new one begins with what it is, and then its words. */
static bool finding_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    if (!*at->body) {
        err_set(err, REFUSED, _("No body is chosen here."));
        return false;
    }
    struct proposal_form *f = begin(s, ui, at, below);
    f->begun = true;
    f->mode = FORM_CHOOSING;
    return true;
}

static void form_close(struct screen *s)
{
    struct proposal_form *f = s->data;

    form_keep_draft(f);
    told_free(&f->told);
    arena_free(&f->arena);
    edit_free(&f->edit);
    free(f->fault);
    free(f);
}

static where_set form_where(const struct screen *s)
{
    static const where_set wheres[] = {[FORM_LISTED] = IN_PROPOSAL,
                                       [FORM_CHOOSING] = IN_PROPOSAL,
                                       [FORM_LINE] = IN_FIELD,
                                       [FORM_TEXT] = IN_NOTE};
    return wheres[((const struct proposal_form *)s->data)->mode];
}

/* ---- what runs ---- */

static const char *edit_why_not(const struct proposal_form *f, const struct ui *ui,
                                enum form_field field)
{
    bool said = field == FORM_STATE || field == FORM_REPLY;

    if (*f->key && !f->item) {
        return _("That proposal is not there any more.");
    }
    if (f->earlier && !said) {
        return _("It is of the campaign before: here is only said what became of it.");
    }
    if (field == FORM_ABOUT && f->item) {
        return _("It stays with what it is about: withdraw it, and write another.");
    }
    return said ? read_only_text(ui) : states_locked(ui, f->body);
}

static const char *by_hand_why_not(const struct proposal_form *f, const struct ui *ui)
{
    enum form_field field = form_chosen(f);
    const char *no = edit_why_not(f, ui, field);

    if (no || f->mode != FORM_LISTED) {
        return no;
    }
    return form_by_hand(f, field) ? NULL : _("Nothing stands here that was put in by hand.");
}

static const char *form_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct proposal_form *f = s->data;

    switch (action) {
    case ACT_FIELD_EDIT:
    case ACT_FIELD_CHOOSE:
        return edit_why_not(f, ui, form_chosen(f));
    case ACT_FIELD_RUBRIC:
        return by_hand_why_not(f, ui);
    default:
        return NULL;
    }
}

static bool form_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct proposal_form *f = s->data;

    if (action == ACT_FIELD_CHOOSE && (f->nchoices == 0 || f->nchoices > 9)) {
        return false;
    }
    if (action == ACT_FIELD_NEXT || action == ACT_FIELD_RUBRIC) {
        return f->mode == FORM_LISTED && !form_why_not(s, ui, action);
    }
    return (action != ACT_EDITOR || f->mode == FORM_TEXT) && !form_why_not(s, ui, action);
}

/* ---- commands ---- */

static void form_begin(struct proposal_form *f, const struct ui *ui, enum form_field field)
{
    form_fault(f, NULL);
    if (!form_has_choices(field)) {
        form_type_begin(f, ui, field);
        return;
    }
    f->mode = FORM_CHOOSING;
    f->choices.cur = f->choices.top = 0;
    for (int i = 0; i < f->nchoices; i++) {
        const char *now = form_value(f, ui, field);
        f->choices.cur = strcmp(now, f->choice[i].word) == 0 ? i : f->choices.cur;
    }
}

/* Disputed is what the body says: so that comes first. */
static struct effect take_state(struct proposal_form *f, const struct ui *ui,
                                enum proposal_state state)
{
    if (state == PROPOSAL_DISPUTED && !(f->item && f->item->reply)) {
        f->wanted = state;
        form_type_begin(f, ui, FORM_REPLY);
        return effect_say(ROLE_TEXT, _("What does the body say? Without that it is not disputed."));
    }
    f->mode = FORM_LISTED;
    return form_store_value(f, FORM_STATE, (int)state);
}

/* The next step of a finding that is not stored yet: kind, what it is about, its words. */
static struct effect next_step(struct proposal_form *f, const struct ui *ui)
{
    enum form_field next =
        form_chosen(f) == FORM_KIND && f->told.full && f->told.full->nservices > 0
            ? FORM_ABOUT
            : FORM_DEFICIENCY;

    for (int i = 0; i < f->list.n; i++) {
        f->list.cur = f->field[i] == next ? i : f->list.cur;
    }
    if (next == FORM_ABOUT) {
        form_choices_read(f, ui);
    }
    form_begin(f, ui, next);
    return effect_none();
}

static struct effect take_choice(struct proposal_form *f, const struct ui *ui, int i)
{
    enum form_field field = form_chosen(f);
    int value = f->choice[i].value;

    if (field == FORM_STATE) {
        return take_state(f, ui, (enum proposal_state)value);
    }
    f->mode = FORM_LISTED;
    if (f->item) {
        return form_store_value(f, field, value);
    }
    if (field == FORM_KIND) {
        f->kind = (enum proposal_kind)value;
    } else if (field == FORM_ABOUT) {
        strcpy(f->service, value < 0 ? "" : f->told.full->services[value].code);
    } else {
        f->severity = value;
    }
    return next_step(f, ui);
}

static struct effect digit(struct proposal_form *f, const struct ui *ui, uint32_t ch)
{
    int i = (int)ch - '1';
    char typed[2] = {(char)ch, '\0'};

    if (i >= 0 && i < f->nchoices) {
        return take_choice(f, ui, i);
    }
    return ch ? effect_say(ROLE_WARNING,
                           arena_printf(ui->tongue.arena, _("There is no answer %s here."), typed))
              : effect_none();
}

static struct effect choosing_act(struct proposal_form *f, const struct ui *ui, struct command c)
{
    if (list_command(&f->choices, c.action, form_rows(f).h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_FIELD_EDIT:
        return f->nchoices > 0 ? take_choice(f, ui, f->choices.cur) : effect_none();
    case ACT_FIELD_CHOOSE:
        return digit(f, ui, c.ch);
    case ACT_CLOSE_PROPOSAL:
        f->mode = FORM_LISTED;
        return (struct effect){.kind = *f->key ? EFFECT_NONE : EFFECT_BACK};
    default:
        return effect_none();
    }
}

/* Takes back what was put in by hand. */
static struct effect take_away(struct proposal_form *f)
{
    enum form_field field = form_chosen(f);

    return field == FORM_STATE ? form_store_value(f, field, (int)PROPOSAL_STATES)
                               : form_store_text(f, field, NULL);
}

static struct effect listed_act(struct proposal_form *f, struct ui *ui, struct command c)
{
    enum form_field field = form_chosen(f);

    if (list_command(&f->list, c.action, form_rows(f).h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_FIELD_NEXT:
        f->list.cur = f->list.cur + 1 < f->list.n ? f->list.cur + 1 : 0;
        return effect_none();
    case ACT_FIELD_EDIT:
        if (field == FORM_WITHDRAW) {
            return form_withdraw(f);
        }
        form_begin(f, ui, field);
        return effect_none();
    case ACT_FIELD_CHOOSE:
        return digit(f, ui, c.ch);
    case ACT_FIELD_RUBRIC:
        return take_away(f);
    case ACT_CLOSE_PROPOSAL:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        return effect_none();
    }
}

static struct effect form_act(struct screen *s, struct ui *ui, struct command c)
{
    struct proposal_form *f = s->data;

    switch (f->mode) {
    case FORM_CHOOSING:
        return choosing_act(f, ui, c);
    case FORM_LINE:
    case FORM_TEXT:
        return form_typing(f, ui, c);
    default:
        return listed_act(f, ui, c);
    }
}

static struct command form_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct proposal_form *f = s->data;
    struct rect r = form_rows(f);
    bool choosing = f->mode == FORM_CHOOSING;
    struct list *l = choosing ? &f->choices : &f->list;

    (void)ui;
    if (f->mode == FORM_LINE || f->mode == FORM_TEXT) {
        return (struct command){.action = ACT_NONE};
    }
    if (!rect_has(f->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_PROPOSAL};
    }
    bool again = rect_has(r, y, x) && list_click(l, l->top + y - r.y);
    return (struct command){.action = again ? ACT_FIELD_EDIT : ACT_NONE};
}

/* What was stored is what the list below has chosen. */
static void form_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct proposal_form *f = s->data;

    (void)ui;
    if (!stored) {
        return;
    }
    if (f->mode == FORM_LINE || f->mode == FORM_TEXT) {
        form_forget_draft(f, f->job);
    }
    f->mode = FORM_LISTED;
    f->wanted = PROPOSAL_STATES;
    form_fault(f, NULL);
    if (f->below.table == &proposals_screen) {
        struct proposals_screen *p = f->below.data;
        strcpy(p->chosen, f->key);
    }
}

static struct effect form_idle(struct screen *s, struct ui *ui)
{
    (void)ui;
    form_keep_draft(s->data);
    return effect_none();
}

static bool form_restless(const struct screen *s)
{
    return ((const struct proposal_form *)s->data)->unkept;
}

static void form_recalc(struct screen *s, struct ui *ui)
{
    struct proposal_form *f = s->data;

    arena_reset(f->arena);
    if (!ui->moving || !f->told.arena) {
        told_read(&f->told, ui, f->body, ui->tongue.language);
    }
    int at = *f->key ? told_find(&f->told, f->key) : -1;
    f->item = told_item(&f->told, at);
    f->earlier = at >= f->told.read.n;
    form_fields_read(f);
    form_choices_read(f, ui);
    form_lay(f, ui);
}

static void form_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    const struct proposal_form *f = s->data;
    enum form_field field = form_chosen(f);

    if (action == ACT_FIELD_CHOOSE) {
        *key = arena_printf(ui->tongue.arena, "1–%d", f->nchoices);
    } else if (action == ACT_FIELD_EDIT && f->mode == FORM_CHOOSING) {
        *word = _("take it");
    } else if (action == ACT_FIELD_EDIT && field == FORM_WITHDRAW) {
        *word = _("withdraw");
    } else if (action == ACT_FIELD_RUBRIC && !form_rubric(f, field)) {
        *word = _("take back");
    } else if (action == ACT_CLOSE_PROPOSAL && f->mode == FORM_CHOOSING) {
        *word = _("back");
    }
}

#define FORM(id, title)                                                                            \
    const struct screen_table id##_screen = {.name = title,                                        \
                                             .floats = true,                                       \
                                             .open = id##_open,                                    \
                                             .close = form_close,                                  \
                                             .where = form_where,                                  \
                                             .runs = form_runs,                                    \
                                             .why_not = form_why_not,                              \
                                             .act = form_act,                                      \
                                             .click = form_click,                                  \
                                             .settled = form_settled,                              \
                                             .idle = form_idle,                                    \
                                             .restless = form_restless,                            \
                                             .recalc = form_recalc,                                \
                                             .draw = form_draw,                                    \
                                             .hint = form_hint}
FORM(proposal, "proposal");
FORM(finding, "finding");
