#include "tui/undone.h"

#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"

#define ASK_W 40 /* columns of a question in a sentence */
#define NAME_W 36
#define VALUE_W 30

static const char *subject_name(const struct tongue *t, struct campaign *c, const char *body,
                                const char *service)
{
    struct row row;
    const char *code = *service ? service : body;
    const char *name = row_get(c, 0, body, service, -1, &row, t->arena) ? short_name(&row) : code;
    return cut_middle(t->arena, name, NAME_W);
}

/* A proposal is the body's, its question may be the services'. */
static const struct question *question_of(const struct tongue *t, const struct undone_place *p)
{
    const struct block *b = *p->service ? t->rubric->service : t->rubric->body;
    if (strncmp(p->kind, "proposal_", 9) == 0) {
        const char *blank = strchr(p->item, ' '); /* behind it the key in an earlier campaign */
        return rubric_question(t->rubric, blank ? blank + 1 : p->item, NULL);
    }
    return b ? block_question(b, p->item) : NULL;
}

/* What of a proposal; NULL where it is about none. */
static const char *edited_text(const char *kind)
{
    static const char *const words[][2] = {
        {"proposal_text", N_("the proposal's text")},
        {"proposal_owner", N_("the proposal's owner")},
        {"proposal_due", N_("the proposal's deadline")},
        {"proposal_state", N_("what became of the proposal")},
        {"proposal_order", N_("the proposal's place")},
        {"finding", N_("an own finding")},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], kind) == 0) {
            return _(words[i][1]);
        }
    }
    return NULL;
}

/* "Vehicle registration, How far can …" */
static const char *place_text(const struct tongue *t, struct campaign *c,
                              const struct undone_place *p)
{
    const struct question *q = question_of(t, p);
    const char *name = subject_name(t, c, p->body, p->service);
    if (strcmp(p->kind, "body") == 0 || strcmp(p->kind, "service") == 0) {
        return arena_printf(t->arena, _("the registry's row of %s"), name);
    }
    if (!q) {
        return name;
    }
    const char *ask = cut_end(t->arena, text_in(&q->ask, t->language), ASK_W);
    return arena_printf(t->arena, "%s, %s", name, ask);
}

static const char *value_text(const struct tongue *t, const struct question *q, const char *value)
{
    const char *said = value && q ? say_value(t, q, value) : NULL;
    said = said ? said : value ? value : _("not answered");
    return cut_end(t->arena, said, VALUE_W);
}

static const char *one_text(const struct tongue *t, struct campaign *c, const struct undone *u)
{
    const char *where = place_text(t, c, &u->first);
    const struct question *q = question_of(t, &u->first);
    if (strcmp(u->first.kind, "evidence") == 0) {
        return arena_printf(t->arena, _("%s: evidence"), where);
    }
    if (strcmp(u->first.kind, "person") == 0) {
        bool others = strcmp(u->first.item, PEOPLE_OTHERS) == 0;
        return arena_printf(t->arena, _("the role of %s"),
                            others ? _("everybody else") : u->first.item);
    }
    if (strcmp(u->first.kind, "remark") == 0) {
        return arena_printf(t->arena, _("%s: a remark"), where);
    }
    const char *edited = edited_text(u->first.kind);
    if (edited) {
        return arena_printf(t->arena, "%s: %s", where, edited);
    }
    if (strcmp(u->first.kind, "answer") != 0) {
        return where;
    }
    if (u->to_conflict) {
        return arena_printf(t->arena, _("%s: %s → the answers that differed"), where,
                            value_text(t, q, u->from));
    }
    if (text_same(u->from, u->to)) {
        return arena_printf(t->arena, _("%s: the note"), where);
    }
    return arena_printf(t->arena, "%s: %s → %s", where, value_text(t, q, u->from),
                        value_text(t, q, u->to));
}

static const char *many_text(const struct tongue *t, struct campaign *c, const struct undone *u)
{
    unsigned long n = (unsigned long)u->n;
    bool answers = strcmp(u->first.kind, "answer") == 0;
    const char *what = answers ? arena_printf(t->arena, ngettext("%lu answer", "%lu answers", n), n)
                               : arena_printf(t->arena, ngettext("%lu entry", "%lu entries", n), n);
    if (strcmp(u->via, "import") == 0) {
        return arena_printf(t->arena, _("import, %s"), what);
    }
    if (!u->one_body) {
        return what;
    }
    return arena_printf(t->arena, "%s: %s",
                        subject_name(t, c, u->first.body, u->one_subject ? u->first.service : ""),
                        what);
}

const char *say_undone(const struct tongue *t, struct campaign *c, const struct undone *u,
                       bool redo)
{
    const char *what = u->n == 1 ? one_text(t, c, u) : many_text(t, c, u);
    const char *said = arena_printf(t->arena, redo ? _("Redone: %s") : _("Undone: %s"), what);
    if (u->nleft == 0) {
        return said;
    }
    const char *where = place_text(t, c, &u->left);
    if (!u->left_by) {
        unsigned long n = (unsigned long)u->nleft;
        return arena_printf(t->arena,
                            ngettext("%s. Left as it is, for what stood before is not in this "
                                     "file: %s",
                                     "%s. Left as they are, for what stood before is not in this "
                                     "file: %s …",
                                     n),
                            said, where);
    }
    if (u->nleft == 1) {
        return arena_printf(t->arena, _("%s. Left as it is, for %s has changed it since: %s"), said,
                            u->left_by, where);
    }
    return arena_printf(t->arena,
                        _("%s. %lld left as they are, for %s and others have changed them since: "
                          "%s …"),
                        said, (long long)u->nleft, u->left_by, where);
}
