#include "tui/remark_words.h"

#include <string.h>
#include "tui/keymap.h"
#include "tui/lines.h"
#include "tui/when.h"

#define LINE_MOST 1000 /* bytes of a text of which a line is shown */

const char *say_remark_state(const struct remark *r)
{
    switch (r->state) {
    case REMARK_OPEN:
        return C_("remark", "open");
    case REMARK_ANSWERED:
        return C_("remark", "answered");
    case REMARK_SETTLED:
        return r->waits ? C_("remark", "unclear") : C_("remark", "settled");
    default:
        return C_("remark", "unknown");
    }
}

enum mark remark_mark(const struct remark *r)
{
    if (!r->waits) {
        return r->state == REMARK_SETTLED ? MARK_DONE : MARK_NONE;
    }
    return r->state == REMARK_ANSWERED ? MARK_BEGUN : MARK_REMARK;
}

const char *say_who_when(struct arena *a, const char *by, const char *at)
{
    return arena_printf(a, "%s, %s", by, when_local(a, at, "%Y-%m-%d %H:%M"));
}

const char *say_in_line(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    bool cut = n > LINE_MOST;

    for (n = cut ? LINE_MOST : n; cut && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;) {
        n--; /* to where a character begins */
    }
    char *line = arena_dupn(a, text, n);
    for (char *s = line; (s = strpbrk(s, "\n\t"));) {
        *s = ' ';
    }
    return line;
}

/* Who says it, when, and its state; with less where it would be wider than w. */
static const char *in_brackets(struct arena *a, const struct remark *r, int w)
{
    const char *by = cut_end(a, say_in_line(a, r->by), 16), *state = say_remark_state(r);
    const char *all = arena_printf(a, "(%s, %s, %s)", by, when_local(a, r->at, "%Y-%m-%d"), state);

    if (text_width(all) > w) {
        all = arena_printf(a, "(%s, %s)", by, state);
    }
    return text_width(all) > w ? arena_printf(a, "(%s)", state) : all;
}

const char *say_remark(struct arena *a, const struct remark *r, int n, int w, bool two)
{
    const char *key = action_key(a, ACT_REMARKS), *text = say_in_line(a, r->text);
    const char *more = n > 1 ? arena_printf(a, "… %s +%d", key, n - 1)
                             : arena_printf(a, "… %s %s", key, action_word(ACT_REMARK_MORE));
    int left = w - text_width(more) - 1;
    const char *who = in_brackets(a, r, two ? left : left - 12);

    left = two ? w : left - text_width(who) - 1;
    return arena_printf(a, "%s %s %s", cut_end(a, text, left > 4 ? left : 4), who, more);
}

const char *say_remark_place(const struct tongue *t, struct campaign *c, const struct remark *r)
{
    const struct block *b = *r->service ? t->rubric->service : t->rubric->body;
    const char *name = _("The body itself"), *ask = r->question;
    struct row row;

    if (*r->service) {
        bool there = row_get(c, 0, r->body, r->service, -1, &row, t->arena);
        name = there ? short_name(&row) : r->service;
    }
    if (r->index >= 0 && b) {
        ask = question_ask(&b->questions[r->index], t->language);
    }
    return ask ? arena_printf(t->arena, "%s › %s", name, ask) : name;
}
