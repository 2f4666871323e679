#include "tui/proposal_words.h"

#include <string.h>
#include "forms/text.h"

const char *say_proposal_state(enum proposal_state state)
{
    static const char *const words[PROPOSAL_STATES] = {
        [PROPOSAL_DRAFT] = NC_("proposal", "draft"),
        [PROPOSAL_GIVEN] = NC_("proposal", "given"),
        [PROPOSAL_ACCEPTED] = NC_("proposal", "accepted"),
        [PROPOSAL_DISPUTED] = NC_("proposal", "disputed"),
        [PROPOSAL_DONE] = NC_("proposal", "done"),
        [PROPOSAL_NOT_DONE] = NC_("proposal", "not done"),
        [PROPOSAL_NO_LONGER] = NC_("proposal", "no longer applies"),
    };
    return text_translated(words[state]);
}

const char *say_proposal_kind(enum proposal_kind kind)
{
    switch (kind) {
    case PROPOSAL_OBSERVATION:
        return _("observation");
    case PROPOSAL_PRACTICE:
        return _("good practice");
    default:
        return _("deficiency");
    }
}

const char *say_proposal_became(enum proposal_state state)
{
    return state == PROPOSAL_DRAFT ? C_("proposal", "open") : say_proposal_state(state);
}

const char *say_proposal_times(struct arena *a, int times)
{
    switch (times) {
    case 0:
    case 1:
        return "";
    case 2:
        return C_("proposal", "again");
    case 3:
        return C_("proposal", "third time");
    case 4:
        return C_("proposal", "fourth time");
    default:
        return arena_printf(a, ngettext("%d time", "%d times", (unsigned long)times), times);
    }
}

const char *say_proposal_since(const struct tongue *t, const struct proposal_item *x)
{
    if (x->times < 2 || !x->since) {
        return "";
    }
    return arena_printf(t->arena, _("%s, since %s"), say_proposal_times(t->arena, x->times),
                        x->since);
}

/* One line of what is said, and for which services: several wordings share most of theirs. */
struct said {
    const char *line;
    bool *service; /* one per service of the body */
    int n;
};

static struct said *said_of(struct said *list, int *n, const char *line, int nservices,
                            struct arena *a)
{
    for (int i = 0; i < *n; i++) {
        if (strcmp(list[i].line, line) == 0) {
            return &list[i];
        }
    }
    list[*n] = (struct said){line, arena_alloc(a, (size_t)nservices + 1), 0};
    return &list[(*n)++];
}

static int lines_of(const char *text)
{
    int n = text ? 1 : 0;
    for (; text && *text; text++) {
        n += *text == '\n';
    }
    return n;
}

/* The different lines, in the order in which they come first; gives how many. */
static int collect(const struct tongue *t, const struct body_full *b, const struct proposal_item *x,
                   bool proposal, struct said **list)
{
    int room = 0, n = 0;
    for (int i = 0; i < x->ntexts; i++) {
        room += lines_of(proposal ? x->texts[i].proposal : x->texts[i].deficiency);
    }
    *list = arena_alloc(t->arena, ((size_t)room + 1) * sizeof **list);
    for (int i = 0; i < x->ntexts; i++) {
        const struct proposal_wording *w = &x->texts[i];
        const char *text = proposal ? w->proposal : w->deficiency;
        for (const char *end; text; text = end ? end + 1 : NULL) {
            end = strchr(text, '\n');
            const char *line =
                arena_dupn(t->arena, text, end ? (size_t)(end - text) : strlen(text));
            struct said *s = said_of(*list, &n, line, b->nservices, t->arena);
            for (int k = 0; k < w->nservices; k++) {
                s->n += !s->service[w->services[k]];
                s->service[w->services[k]] = true;
            }
        }
    }
    return n;
}

static void add_codes(struct buf *out, const struct body_full *b, const struct said *s)
{
    const char *before = " (";
    for (int i = 0; i < b->nservices; i++) {
        if (s->service[i]) {
            buf_printf(out, "%s%s", before, b->services[i].code);
            before = ", ";
        }
    }
    buf_addc(out, ')');
}

static const char *wordings(const struct tongue *t, const struct body_full *b,
                            const struct proposal_item *x, bool proposal)
{
    struct buf out = {0};
    struct said *list;
    int n = collect(t, b, x, proposal, &list);

    for (int i = 0; i < n; i++) {
        buf_printf(&out, "%s%s", i ? "\n" : "", list[i].line);
        if (list[i].n > 0 && list[i].n < x->nservices) {
            add_codes(&out, b, &list[i]);
        }
    }
    const char *all = out.n ? arena_dup(t->arena, out.s) : NULL;
    buf_free(&out);
    return all;
}

const char *say_proposal_deficiency(const struct tongue *t, const struct body_full *b,
                                    const struct proposal_item *x)
{
    return x->deficiency ? x->deficiency : wordings(t, b, x, false);
}

const char *say_proposal_text(const struct tongue *t, const struct body_full *b,
                              const struct proposal_item *x)
{
    return x->proposal ? x->proposal : wordings(t, b, x, true);
}

const char *say_proposal_due(struct arena *a, const struct proposal_item *p)
{
    if (p->due) {
        return p->due;
    }
    if (p->due_days < 0) {
        return "";
    }
    return arena_printf(a, ngettext("%d day", "%d days", (unsigned long)p->due_days), p->due_days);
}

enum mark proposal_mark(const struct proposal_item *p, const struct rubric *r)
{
    if (p->kind != PROPOSAL_RAISED) {
        return MARK_FINDING;
    }
    if (p->severity < 0 || p->severity == 0) {
        return MARK_DOT;
    }
    return p->severity == r->nseverities - 1 ? MARK_GRAVEST : MARK_GRAVE;
}
