#include "tui/conflict_words.h"

#include <stdlib.h>
#include <string.h>
#include "tui/proposal_words.h"

static const struct question *question_of(const struct tongue *t, const struct conflict *x)
{
    const struct block *b = *x->at.service ? t->rubric->service : t->rubric->body;
    return b && x->at.question >= 0 ? &b->questions[x->at.question] : NULL;
}

static const char *name_of(const struct tongue *t, struct campaign *c, const char *body,
                           const char *service)
{
    struct row row;

    if (row_get(c, 0, body, service, -1, &row, t->arena)) {
        return short_name(&row);
    }
    return *service ? service : body; /* withdrawn */
}

const char *conflict_owner(const struct tongue *t, struct campaign *c, const struct conflict *x,
                           bool whole)
{
    if (!*x->at.body) {
        return "";
    }
    const char *body = name_of(t, c, x->at.body, "");
    if (!*x->at.service) {
        return body;
    }
    const char *service = name_of(t, c, x->at.body, x->at.service);
    return whole ? arena_printf(t->arena, "%s › %s", body, service) : service;
}

/* What of a proposal, and of which; NULL where it is about none. */
static const char *conflict_edited(const struct tongue *t, const struct conflict *x)
{
    static const char *const words[][2] = {
        {"proposal_text", N_("The proposal's text: %s")},
        {"proposal_owner", N_("The proposal's owner: %s")},
        {"proposal_due", N_("The proposal's deadline: %s")},
        {"proposal_state", N_("What became of the proposal: %s")},
        {"proposal_order", N_("The proposal's place: %s")},
    };
    const char *blank = strchr(x->at.item, ' '); /* behind it the key in an earlier campaign */
    const char *key = blank ? blank + 1 : x->at.item;
    const struct question *q = rubric_question(t->rubric, key, NULL);
    const char *ask = q ? question_ask(q, t->language) : _("an own finding");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], x->at.kind) == 0) {
            return arena_printf(t->arena, _(words[i][1]), ask);
        }
    }
    return strcmp(x->at.kind, "finding") == 0 ? _("An own finding") : NULL;
}

const char *conflict_title(const struct tongue *t, struct campaign *c, const struct conflict *x)
{
    const struct question *q = question_of(t, x);
    const char *kind = x->at.kind, *ask = q ? question_ask(q, t->language) : "";

    if (strcmp(kind, "answer") == 0) {
        return ask;
    }
    if (strcmp(kind, "evidence") == 0) {
        return arena_printf(t->arena, _("A file of: %s"), ask);
    }
    if (strcmp(kind, "body") == 0 || strcmp(kind, "service") == 0) {
        return arena_printf(t->arena, _("The registry's row of %s"),
                            name_of(t, c, x->at.body, x->at.service));
    }
    if (strcmp(kind, "person") == 0) {
        return arena_printf(t->arena, _("The role of %s"), x->at.item);
    }
    if (strcmp(kind, "remark") == 0) {
        return _("A remark");
    }
    if (strcmp(kind, "final_rating") == 0) {
        return _("The final rating");
    }
    const char *edited = conflict_edited(t, x);
    return edited ? edited : kind;
}

const char *conflict_value(const struct tongue *t, const struct conflict *x, const char *value)
{
    const struct question *q = question_of(t, x);
    const char *said = value && q ? say_value(t, q, value) : NULL;

    return said ? said : value ? value : _("not answered");
}

const char *conflict_said(const struct tongue *t, const struct conflict *x, int side)
{
    const struct conflict_side *s = &x->side[side];

    if (strcmp(x->at.kind, "answer") == 0) {
        return conflict_value(t, x, s->value);
    }
    return s->nparts > 0 ? conflict_part_value(t, &s->part[0]) : "";
}

const char *conflict_people(const struct tongue *t, const struct conflict_side *s)
{
    const char *all = s->by[0];

    for (int i = 1; i < s->nby; i++) {
        all = arena_printf(t->arena, "%s, %s", all, s->by[i]);
    }
    return all;
}

const char *conflict_key(const char *key)
{
    static const struct {
        const char *key, *word;
    } words[] = {
        {"name", N_("Name")},           {"short", N_("Short name")},
        {"inspector", N_("Inspector")}, {"stopped", N_("Stopped")},
        {"reason", N_("Reason")},       {"previous", N_("Code before")},
        {"place", N_("Place")},         {"withdrawn", N_("Withdrawn")},
        {"role", N_("Role")},           {"state", N_("State")},
        {"text", N_("Text")},           {"answer", N_("Answer")},
        {"rating", N_("Rating")},       {"deficiency", N_("Deficiency")},
        {"proposal", N_("Proposal")},   {"owner", N_("Owner")},
        {"date", N_("Deadline")},       {"reply", N_("Reply")},
        {"kind", N_("Kind")},           {"basis", N_("Basis")},
        {"severity", N_("Severity")},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].key, key) == 0) {
            return _(words[i].word);
        }
    }
    return key;
}

/* A place is stored from 0; lists, and the command, count from 1. */
static const char *place_word(const struct tongue *t, const char *value)
{
    char *end;
    long n = strtol(value, &end, 10);
    bool whole = value[0] >= '0' && value[0] <= '9' && !*end && n < 1000000000;
    return whole ? arena_printf(t->arena, "%ld", n + 1) : value;
}

const char *conflict_part_value(const struct tongue *t, const struct conflict_part *p)
{
    if (!p->value) {
        return _("none");
    }
    if (strcmp(p->key, "place") == 0) {
        return place_word(t, p->value);
    }
    if (strcmp(p->key, "role") == 0) {
        return strcmp(p->value, "supervisor") == 0 ? _("supervisor") : _("inspector");
    }
    if (strcmp(p->key, "state") == 0 && proposal_state_of(p->value) != PROPOSAL_STATES) {
        return say_proposal_state(proposal_state_of(p->value));
    }
    if (strcmp(p->key, "kind") == 0 && proposal_kind_of(p->value) != PROPOSAL_KINDS) {
        return say_proposal_kind(proposal_kind_of(p->value));
    }
    return strcmp(p->value, "true") == 0 ? _("yes") : p->value;
}

const char *conflict_figure(const struct tongue *t, const struct row *row)
{
    return row->score != UNITS_NONE ? say_units(t, row->score)
                                    : say_range(t, row->low, row->high, "–");
}
