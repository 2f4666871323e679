/* Answers kept aside, in a box: what is stored and counts nowhere, why, by whom and when; `/`
 * narrows it. */
#include <stdlib.h>
#include <string.h>
#include "tui/lines.h"
#include "tui/rubric_words.h"
#include "tui/widgets/sieve.h"
#include "tui/when.h"

struct aside_screen {
    struct arena *arena; /* of the list */
    struct sieve sieve;
    struct aside *list;
    int n;
};

static bool aside_open(struct screen *s, struct ui *ui, const struct place *at,
                       const struct screen *below, struct err *err)
{
    struct aside_screen *x = mem_alloc(sizeof *x);

    (void)at;
    (void)below;
    x->arena = arena_new();
    sieve_begin(&x->sieve);
    s->data = x;
    if (!aside_list(ui->campaign, &x->list, &x->n, x->arena, err)) {
        s->table->close(s);
        return false;
    }
    return true;
}

static void aside_close(struct screen *s)
{
    struct aside_screen *x = s->data;
    sieve_free(&x->sieve);
    arena_free(&x->arena);
    free(x);
}

static where_set aside_where(const struct screen *s)
{
    return sieve_where(&((const struct aside_screen *)s->data)->sieve);
}

static bool any_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static struct effect aside_act(struct screen *s, struct ui *ui, struct command c)
{
    struct aside_screen *x = s->data;

    (void)ui;
    return (struct effect){.kind = sieve_command(&x->sieve, c) ? EFFECT_BACK : EFFECT_NONE};
}

static struct command aside_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return reader_click(&((const struct aside_screen *)s->data)->sieve.reader, y, x);
}

static bool same_subject(const struct aside *a, const struct aside *b)
{
    return strcmp(a->body, b->body) == 0 && strcmp(a->service, b->service) == 0;
}

static const char *subject_text(struct arena *a, const struct aside *x)
{
    return arena_printf(a, "%s%s%s  %s", x->body, *x->service ? "/" : "", x->service, x->name);
}

/* A heading for each body and service. */
static void aside_fill(struct sieve *s, void *arg)
{
    const struct aside_screen *x = arg;
    const struct aside *last = NULL;
    struct pane *p = &s->reader.pane;
    struct arena *a = s->arena;

    for (int i = 0; i < x->n; i++) {
        const struct aside *it = &x->list[i];
        const char *subject = subject_text(a, it), *what = say_aside(a, it);
        const char *who =
            arena_printf(a, _("%s, %s: %s"), it->by, when_local(a, it->at, "%Y-%m-%d %H:%M"),
                         say_aside_why(it->why));
        if (!sieve_takes(
                s, arena_printf(a, "%s %s %s %s", subject, what, who, it->note ? it->note : ""))) {
            continue;
        }
        if (!last || !same_subject(last, it)) {
            if (p->n > 0) {
                pane_blank(p, 0);
            }
            pane_text(p, 0, ROLE_TITLE, 1, subject);
        }
        last = it;
        pane_entry(p, 0, "", 2, 3, what);
        if (it->note) {
            pane_entry(p, 0, "", 4, 3, arena_printf(a, "\"%s\"", it->note));
        }
        pane_entry(p, 0, "", 4, 0, who);
    }
    if (x->n == 0) {
        pane_text(p, 0, ROLE_DIM, 0, _("Nothing is kept aside: every answer counts."));
    }
}

static void aside_recalc(struct screen *s, struct ui *ui)
{
    struct aside_screen *x = s->data;
    sieve_read(&x->sieve, ui->area, _("Answers kept aside"), aside_fill, x);
}

static void aside_draw(const struct screen *s, struct ui *ui)
{
    sieve_draw(&((const struct aside_screen *)s->data)->sieve, ui);
}

static void aside_hint(const struct screen *s, const struct ui *ui, enum action action,
                       const char **key, const char **word)
{
    (void)ui;
    (void)key;
    sieve_hint(&((const struct aside_screen *)s->data)->sieve, action, word);
}

const struct screen_table aside_screen = {
    .name = "aside",
    .floats = true,
    .open = aside_open,
    .close = aside_close,
    .where = aside_where,
    .runs = any_runs,
    .act = aside_act,
    .click = aside_click,
    .recalc = aside_recalc,
    .draw = aside_draw,
    .hint = aside_hint,
};
