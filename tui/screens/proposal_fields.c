/* Which fields a proposal has, what they are called, and what can be chosen of them. */
#include "tui/proposal_words.h"
#include "tui/screens/proposal.h"

enum proposal_kind form_kind(const struct proposal_form *f)
{
    return f->item ? f->item->kind : f->kind;
}

enum form_field form_chosen(const struct proposal_form *f)
{
    return f->list.cur < f->list.n ? f->field[f->list.cur] : FORM_KIND;
}

const char *form_label(const struct proposal_form *f, enum form_field field)
{
    static const char *const labels[FORM_FIELDS] = {[FORM_KIND] = NC_("field", "Kind"),
                                                    [FORM_ABOUT] = NC_("field", "About"),
                                                    [FORM_DEFICIENCY] = N_("Deficiency"),
                                                    [FORM_PROPOSAL] = N_("Proposal"),
                                                    [FORM_BASIS] = N_("Basis"),
                                                    [FORM_SEVERITY] = NC_("field", "Severity"),
                                                    [FORM_OWNER] = NC_("field", "Owner"),
                                                    [FORM_DUE] = NC_("field", "Due"),
                                                    [FORM_STATE] = NC_("field", "State"),
                                                    [FORM_REPLY] = N_("Of the body"),
                                                    [FORM_WITHDRAW] = NC_("field", "Withdraw")};

    if (field == FORM_DEFICIENCY && form_kind(f) > PROPOSAL_DEFICIENCY) {
        return C_("field", "Text");
    }
    return text_translated(labels[field]);
}

static bool is_finding(const struct proposal_form *f)
{
    return !f->earlier && form_kind(f) != PROPOSAL_RAISED;
}

static bool has_field(const struct proposal_form *f, enum form_field field)
{
    switch (field) {
    case FORM_KIND:
    case FORM_ABOUT:
    case FORM_BASIS:
        return is_finding(f);
    case FORM_SEVERITY:
        return is_finding(f) && form_kind(f) == PROPOSAL_DEFICIENCY && f->told.full &&
               f->told.full->rubric->nseverities > 0;
    case FORM_OWNER:
    case FORM_DUE:
    case FORM_STATE:
    case FORM_REPLY:
        return f->item != NULL;
    case FORM_WITHDRAW:
        return f->item && is_finding(f);
    default:
        return true;
    }
}

bool form_has_choices(enum form_field field)
{
    return field == FORM_KIND || field == FORM_ABOUT || field == FORM_SEVERITY ||
           field == FORM_STATE;
}

void form_fields_read(struct proposal_form *f)
{
    enum form_field was = form_chosen(f);

    f->list.n = 0;
    for (enum form_field i = 0; i < FORM_FIELDS; i++) {
        if (has_field(f, i)) {
            bool look = f->begun ? i == was : i == (f->earlier ? FORM_STATE : FORM_DEFICIENCY);
            f->list.cur = look ? f->list.n : f->list.cur;
            f->field[f->list.n++] = i;
        }
    }
    f->begun = true;
    list_fit(&f->list, 0);
}

static void add_choice(struct proposal_form *f, int value, const char *word)
{
    f->choice[f->nchoices++] = (struct form_choice){value, word};
}

static void add_states(struct proposal_form *f)
{
    enum proposal_state first = f->earlier ? PROPOSAL_DONE : PROPOSAL_DRAFT;

    for (enum proposal_state i = first; i < PROPOSAL_STATES; i++) {
        add_choice(f, (int)i, say_proposal_state(i));
    }
}

static void add_services(struct proposal_form *f)
{
    add_choice(f, -1, _("the body itself"));
    for (int i = 0; f->told.full && i < f->told.full->nservices; i++) {
        add_choice(f, i, f->told.full->services[i].name);
    }
}

void form_choices_read(struct proposal_form *f, const struct ui *ui)
{
    const struct rubric *r = ui->tongue.rubric;
    struct tongue t = {r, ui->tongue.language, f->arena};
    size_t most = (f->told.full ? (size_t)f->told.full->nservices : 0) + (size_t)r->nseverities + 9;

    f->choice = arena_alloc(f->arena, most * sizeof *f->choice);
    f->nchoices = 0;
    switch (form_chosen(f)) {
    case FORM_KIND:
        for (enum proposal_kind i = PROPOSAL_DEFICIENCY; i < PROPOSAL_KINDS; i++) {
            add_choice(f, (int)i, say_proposal_kind(i));
        }
        break;
    case FORM_ABOUT:
        add_services(f);
        break;
    case FORM_SEVERITY:
        for (int i = 0; i < r->nseverities; i++) {
            add_choice(f, i, say_severity(&t, i));
        }
        add_choice(f, -1, C_("severity", "none"));
        break;
    case FORM_STATE:
        add_states(f);
        break;
    default:
        break;
    }
    f->choices.n = f->nchoices;
}
