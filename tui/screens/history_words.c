#include <string.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/screens/history.h"
#include "tui/when.h"

const struct question *history_question(const struct history *h, const struct history_entry *e)
{
    const struct rubric *r = h->tongue.rubric;
    const struct block *b = e->service ? r->service : r->body;

    if (!b) {
        return NULL;
    }
    return block_question(b, rubric_current_id(r, e->question));
}

bool history_is_file(const struct history_entry *e)
{
    return strcmp(e->kind, "evidence") == 0;
}

static const char *ask(const struct history *h, const struct history_entry *e)
{
    const struct question *q = history_question(h, e);
    return q ? question_ask(q, h->tongue.language) : e->question;
}

/* The name of the service, or of the body itself. */
static const char *subject_name(const struct history *h, const struct ui *ui,
                                const struct history_entry *e, bool whole)
{
    struct row row;

    if (!e->service) {
        return _("The body itself");
    }
    if (!row_get(ui->campaign, 0, e->body, e->service, -1, &row, h->tongue.arena)) {
        return e->service; /* withdrawn since */
    }
    return whole ? row.name : short_name(&row);
}

const char *history_where(const struct history *h, const struct ui *ui,
                          const struct history_entry *e)
{
    struct arena *a = h->tongue.arena;

    if (h->question >= 0) {
        return "";
    }
    if (!h->all) {
        return cut_end(a, ask(h, e), h->where_w);
    }
    const char *subject = cut_middle(a, subject_name(h, ui, e, false), h->where_w / 2);
    return arena_printf(a, "%s › %s", subject,
                        cut_end(a, ask(h, e), h->where_w - text_width(subject) - 3));
}

static const char *value_words(const struct history *h, const struct history_entry *e,
                               const char *value)
{
    const struct question *q = history_is_file(e) ? NULL : history_question(h, e);
    const char *words = value && q ? say_value(&h->tongue, q, value) : NULL;
    return words ? words : value;
}

/* The values that it replaced, parted by "/"; NULL where there was none. */
static const char *was_words(const struct history *h, const struct history_entry *e)
{
    const char *all = NULL;

    for (int i = 0; i < e->nwas; i++) {
        const char *words = value_words(h, e, e->was[i]);
        if (words && all) {
            all = arena_printf(h->tongue.arena, "%s / %s", all, words);
        } else if (words) {
            all = words;
        }
    }
    return all;
}

const char *history_change(const struct history *h, const struct history_entry *e)
{
    struct arena *a = h->tongue.arena;
    const char *was = was_words(h, e), *now = value_words(h, e, e->value);
    const char *text;

    if (history_is_file(e)) {
        text = now ? arena_printf(a, _("attached: %s"), now)
                   : arena_printf(a, _("taken away: %s"), was ? was : "");
    } else if (!now && !was) {
        text = e->note ? _("a note alone") : _("nothing");
    } else if (was && (!now || strcmp(was, now) != 0)) {
        text = arena_printf(a, "%s → %s", was, now ? now : _("taken back"));
    } else {
        text = now;
    }
    text = e->note ? arena_printf(a, "%s  \"%s\"", text, e->note) : text;
    return e->undone ? arena_printf(a, _("undone: %s"), text) : text;
}

const char *history_via(const struct history_entry *e)
{
    static const struct {
        const char *via, *word;
    } words[] = {
        {"key", N_("on screen")},      {"bulk", N_("many at once")},
        {"command", N_("by command")}, {"import", N_("imported")},
        {"copy", N_("taken over")},    {"restore", N_("restored")},
        {"undo", N_("by undo")},       {"conflict", N_("conflict settled")},
        {"init", N_("at the start")},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].via, e->via) == 0) {
            return _(words[i].word);
        }
    }
    return e->via;
}

/* ---- all of one entry ---- */

#define LABEL_W 10

static void add_answer(const struct history *h, struct pane *p, const struct history_entry *e)
{
    const char *was = was_words(h, e), *now = value_words(h, e, e->value);

    if (history_is_file(e)) {
        pane_entry(p, 0, _("Evidence"), LABEL_W, 2, history_change(h, e));
        return;
    }
    pane_entry(p, 0, _("Answer"), LABEL_W, 2, now ? now : was ? _("taken back") : _("none"));
    if (was) {
        pane_entry(p, 2, _("Before"), LABEL_W, 2, was);
    }
    if (e->note) {
        pane_entry(p, 1, _("Note"), LABEL_W, 0, e->note);
    }
}

void history_details(struct history *h, struct ui *ui, int w)
{
    const struct history_entry *e = history_chosen(h);
    struct arena *a = h->detailed;
    struct pane *p = &h->pane;

    arena_reset(a);
    pane_begin(p, a, w);
    if (!e) {
        return;
    }
    pane_text(p, 0, ROLE_TITLE, 2, ask(h, e));
    if (h->all) {
        pane_text(p, 3, ROLE_TEXT, 1, subject_name(h, ui, e, true));
    }
    add_answer(h, p, e);
    pane_entry(p, 0, _("By"), LABEL_W, 2,
               arena_printf(a, "%s, %s, %s%s", e->by, when_local(a, e->at, "%Y-%m-%d %H:%M:%S"),
                            history_via(e), e->undone ? _("; undone since") : ""));
    pane_entry(p, 4, _("Known as"), LABEL_W, 1,
               arena_printf(a, _("event %.8s of device %.8s"), e->id, e->device));
}
