/* What stands in a proposal's fields, and how each is stored: one change, which undo takes back. */
#include <string.h>
#include "tui/proposal_words.h"
#include "tui/screens/proposal.h"
#include "tui/screens/proposals.h"

/* ---- what stands ---- */

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static const struct proposal_wording *first_words(const struct proposal_form *f)
{
    return f->item && f->item->ntexts > 0 ? &f->item->texts[0] : NULL;
}

const char *form_rubric(const struct proposal_form *f, enum form_field field)
{
    const struct proposal_wording *w = first_words(f);

    if (!w) {
        return NULL;
    }
    return field == FORM_DEFICIENCY ? w->deficiency : field == FORM_PROPOSAL ? w->proposal : NULL;
}

bool form_by_hand(const struct proposal_form *f, enum form_field field)
{
    const struct proposal_item *x = f->item;
    bool raised = x && x->kind == PROPOSAL_RAISED;

    switch (x ? field : FORM_FIELDS) {
    case FORM_DEFICIENCY:
        return raised && x->deficiency;
    case FORM_PROPOSAL:
        return x->proposal != NULL;
    case FORM_BASIS:
        return !raised && x->basis;
    case FORM_OWNER:
        return x->owner != NULL;
    case FORM_DUE:
        return x->due_by_hand;
    case FORM_STATE:
        return x->state_by != NULL;
    case FORM_REPLY:
        return x->reply && x->state != PROPOSAL_DISPUTED;
    default:
        return false;
    }
}

static const char *about_value(const struct proposal_form *f)
{
    const char *service = f->service;
    const struct body_full *full = f->told.full;

    if (f->item) {
        service = f->item->nservices > 0 && full ? full->services[f->item->services[0]].code : "";
    }
    int i = full ? body_service(full, service) : -1;

    return i >= 0 ? full->services[i].name : _("the body itself");
}

static const char *severity_value(const struct proposal_form *f, const struct ui *ui)
{
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, f->arena};
    int severity = f->item ? f->item->severity : f->severity;

    return severity >= 0 ? say_severity(&t, severity) : C_("severity", "none");
}

const char *form_value(const struct proposal_form *f, const struct ui *ui, enum form_field field)
{
    const struct proposal_item *x = f->item;

    switch (field) {
    case FORM_KIND:
        return say_proposal_kind(form_kind(f));
    case FORM_ABOUT:
        return about_value(f);
    case FORM_SEVERITY:
        return severity_value(f, ui);
    default:
        break;
    }
    if (!x) {
        return "";
    }
    switch (field) {
    case FORM_DEFICIENCY:
        return proposal_deficiency(x);
    case FORM_PROPOSAL:
        return or_empty(proposal_text(x));
    case FORM_BASIS:
        return or_empty(x->basis);
    case FORM_OWNER:
        return or_empty(x->owner);
    case FORM_DUE:
        return x->due_by_hand ? or_empty(x->due) : "";
    case FORM_STATE:
        return f->earlier ? say_proposal_became(x->state) : say_proposal_state(x->state);
    case FORM_REPLY:
        return or_empty(x->reply);
    default:
        return "";
    }
}

/* ---- storing ---- */

/* The words as they are written by hand but for the one of them that is stored now. */
static bool store_words(struct proposal_form *f, struct campaign *c, struct err *err)
{
    const struct proposal_item *x = f->item;
    const char *what = f->job == FORM_DEFICIENCY ? f->text : x->deficiency;
    const char *todo = f->job == FORM_PROPOSAL ? f->text : x->proposal;

    return proposal_set_text(c, f->body, f->key, what, todo, err);
}

static bool store_finding(struct proposal_form *f, struct campaign *c, struct err *err)
{
    const struct proposal_item *x = f->item;
    struct finding now = {.kind = f->kind, .service = f->service, .severity = f->severity};

    if (!x) {
        now.deficiency = f->text;
        return finding_add(c, f->body, &now, f->key, err);
    }
    now = (struct finding){x->kind, "", x->deficiency, x->proposal, x->basis, x->severity};
    switch (f->job) {
    case FORM_KIND:
        now.kind = (enum proposal_kind)f->value;
        break;
    case FORM_SEVERITY:
        now.severity = f->value;
        break;
    case FORM_DEFICIENCY:
        now.deficiency = f->text ? f->text : "";
        break;
    case FORM_PROPOSAL:
        now.proposal = f->text;
        break;
    default:
        now.basis = f->text;
    }
    return finding_change(c, f->body, f->key, &now, err);
}

static bool store_state(struct proposal_form *f, struct campaign *c, struct err *err)
{
    const struct proposal_item *x = f->item;
    enum proposal_state state = f->job == FORM_STATE           ? (enum proposal_state)f->value
                                : f->wanted != PROPOSAL_STATES ? f->wanted
                                                               : x->state;
    const char *reply = f->job == FORM_REPLY ? f->text : x->reply;

    return proposal_set_state(c, f->body, f->key, state, state == PROPOSAL_STATES ? NULL : reply,
                              err);
}

static bool store(struct proposal_form *f, struct campaign *c, struct err *err)
{
    if (!f->item || (f->item->kind != PROPOSAL_RAISED && f->job < FORM_OWNER)) {
        return store_finding(f, c, err);
    }
    switch (f->job) {
    case FORM_OWNER:
        return proposal_set_owner(c, f->body, f->key, f->text, err);
    case FORM_DUE:
        return proposal_set_due(c, f->body, f->key, f->text, err);
    case FORM_STATE:
    case FORM_REPLY:
        return store_state(f, c, err);
    default:
        return store_words(f, c, err);
    }
}

/* "Stored: owner." What is wrong is said beside the field, too. */
static bool run_store(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct proposal_form *f = arg;
    bool fresh = !f->item;

    if (!store(f, c, err)) {
        if (err->status == REFUSED) {
            form_fault(f, err_text(err));
        }
        return false;
    }
    *said = fresh ? arena_printf(a, _("The finding is stored; %s takes it back."),
                                 action_key(a, ACT_UNDO))
                  : arena_printf(a, _("Stored: %s"), form_label(f, f->job));
    return true;
}

struct effect form_store_text(struct proposal_form *f, enum form_field field, const char *text)
{
    f->job = field;
    f->text = text;
    return (struct effect){.kind = EFFECT_DO, .job = {run_store, f}};
}

struct effect form_store_value(struct proposal_form *f, enum form_field field, int value)
{
    f->job = field;
    f->value = value;
    return (struct effect){.kind = EFFECT_DO, .job = {run_store, f}};
}

static bool run_withdraw(void *arg, struct campaign *c, struct arena *a, const char **said,
                         struct err *err)
{
    struct proposal_form *f = arg;

    if (!finding_withdraw(c, f->body, f->key, err)) {
        return false;
    }
    *said =
        arena_printf(a, _("The finding is withdrawn; %s brings it back."), action_key(a, ACT_UNDO));
    return true;
}

struct effect form_withdraw(struct proposal_form *f)
{
    return (struct effect){.kind = EFFECT_DO, .job = {run_withdraw, f}, .closes = true};
}
