/* Help: the keys that work on the screen below, from the table of actions, and what the marks mean.
 */
#include <stdlib.h>
#include "tui/term.h"
#include "tui/ui.h"
#include "tui/widgets/sieve.h"

struct help {
    struct screen below;
    const struct ui *ui; /* while it is filled */
    struct sieve sieve;
};

#define KEYS_W 16

static bool help_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct help *h = mem_alloc(sizeof *h);

    (void)ui;
    (void)at;
    (void)err;
    sieve_begin(&h->sieve);
    h->below = *below;
    s->data = h;
    return true;
}

static void help_close(struct screen *s)
{
    struct help *h = s->data;
    sieve_free(&h->sieve);
    free(h);
}

static where_set help_where(const struct screen *s)
{
    return sieve_where(&((const struct help *)s->data)->sieve);
}

static bool help_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static struct effect help_act(struct screen *s, struct ui *ui, struct command c)
{
    struct help *h = s->data;

    (void)ui;
    return (struct effect){.kind = sieve_command(&h->sieve, c) ? EFFECT_BACK : EFFECT_NONE};
}

static struct command help_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return reader_click(&((const struct help *)s->data)->sieve.reader, y, x);
}

/* ---- what it says ---- */

static void add_entry(struct sieve *s, const char *label, const char *text, const char *more)
{
    struct pane *p = &s->reader.pane;
    const char *all = arena_printf(p->arena, "%s %s %s", label, text, more);

    if (sieve_takes(s, all)) {
        pane_entry(p, 0, label, KEYS_W, 0, text);
    }
}

static void add_keys(struct sieve *s, const struct help *h)
{
    where_set where = h->below.table->where(&h->below);
    struct arena *a = s->arena;

    for (enum action i = ACT_FOREIGN + 1; i < ACTIONS; i++) {
        if (action_in(i, where) && *action_key_names(i) && action_runs(&h->below, h->ui, i)) {
            add_entry(s, action_keys(a, i), action_help(i),
                      arena_printf(a, "%s %s", action_word(i), action_name(i)));
        }
    }
    add_entry(s, "Ctrl-C", _("Leave meyar; everything is stored already"), "leave");
    add_entry(s, "Ctrl-Z", _("Put meyar aside; fg brings it back"), "suspend");
    if (term_has_mouse()) {
        add_entry(s, _("mouse"),
                  _("A click chooses, another one there opens; with Shift held down most terminals "
                    "mark text"),
                  "click");
    }
}

static void add_marks(struct sieve *s)
{
    struct pane *p = &s->reader.pane;
    int before = p->n, first;

    pane_blank(p, 0);
    pane_text(p, 0, ROLE_TITLE, 1, _("Marks"));
    first = p->n;
    for (enum mark m = 0; m < MARKS; m++) {
        if (mark_legend(m)) {
            add_entry(s, mark_utf8(m), mark_legend(m), _("Marks"));
        }
    }
    if (p->n == first) {
        p->n = before; /* a heading of nothing */
    }
}

static void fill(struct sieve *s, void *arg)
{
    add_keys(s, arg);
    add_marks(s);
}

static void help_recalc(struct screen *s, struct ui *ui)
{
    struct help *h = s->data;

    h->ui = ui;
    sieve_read(&h->sieve, ui->area, _("Keys that work here"), fill, h);
}

static void help_draw(const struct screen *s, struct ui *ui)
{
    sieve_draw(&((const struct help *)s->data)->sieve, ui);
}

static void help_hint(const struct screen *s, const struct ui *ui, enum action action,
                      const char **key, const char **word)
{
    (void)ui;
    (void)key;
    sieve_hint(&((const struct help *)s->data)->sieve, action, word);
}

const struct screen_table help_screen = {
    .name = "help",
    .floats = true,
    .open = help_open,
    .close = help_close,
    .where = help_where,
    .runs = help_runs,
    .act = help_act,
    .click = help_click,
    .recalc = help_recalc,
    .draw = help_draw,
    .hint = help_hint,
};
