/* Messages: what was said in the message line, the latest first. */
#include "tui/messages.h"

#include <stdlib.h>
#include <string.h>
#include "tui/ui.h"
#include "tui/when.h"
#include "tui/widgets/sieve.h"

struct messages_data {
    const struct ui *ui; /* while it is filled */
    struct sieve sieve;
};

#define TIME_W 10

static bool messages_open(struct screen *s, struct ui *ui, const struct place *at,
                          const struct screen *below, struct err *err)
{
    struct messages_data *m = mem_alloc(sizeof *m);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    sieve_begin(&m->sieve);
    s->data = m;
    return true;
}

static void messages_close(struct screen *s)
{
    struct messages_data *m = s->data;
    sieve_free(&m->sieve);
    free(m);
}

static where_set messages_where(const struct screen *s)
{
    return sieve_where(&((const struct messages_data *)s->data)->sieve);
}

static bool messages_run(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static struct effect messages_act(struct screen *s, struct ui *ui, struct command c)
{
    struct messages_data *m = s->data;

    (void)ui;
    return (struct effect){.kind = sieve_command(&m->sieve, c) ? EFFECT_BACK : EFFECT_NONE};
}

static struct command messages_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return reader_click(&((const struct messages_data *)s->data)->sieve.reader, y, x);
}

/* What it is besides its colour. */
static const char *with_role(struct arena *a, const struct said *s)
{
    switch (s->role) {
    case ROLE_ERROR:
        return arena_printf(a, _("Error: %s"), s->text);
    case ROLE_WARNING:
        return arena_printf(a, _("Warning: %s"), s->text);
    default:
        return s->text;
    }
}

/* A heading for each day. */
static void fill(struct sieve *s, void *arg)
{
    const struct messages_data *m = arg;
    struct pane *p = &s->reader.pane;
    struct said *list;
    int n = messages_read(m->ui->messages, &list, s->arena);
    const char *day = "";

    for (int i = 0; i < n; i++) {
        const char *its_day = when_local(s->arena, list[i].at, "%Y-%m-%d");
        const char *time = when_local(s->arena, list[i].at, "%H:%M:%S");
        const char *text = with_role(s->arena, &list[i]);
        if (!sieve_takes(s, arena_printf(s->arena, "%s %s %s", its_day, time, text))) {
            continue;
        }
        if (strcmp(day, its_day) != 0) {
            if (p->n > 0) {
                pane_blank(p, 0);
            }
            pane_text(p, 0, ROLE_TITLE, 1, its_day);
            day = its_day;
        }
        pane_entry(p, 0, time, TIME_W, 0, text);
    }
    if (n == 0) {
        pane_text(p, 0, ROLE_DIM, 0, _("Nothing was said yet."));
    }
}

static void messages_recalc(struct screen *s, struct ui *ui)
{
    struct messages_data *m = s->data;

    m->ui = ui;
    sieve_read(&m->sieve, ui->area, _("Messages"), fill, m);
}

static void messages_draw(const struct screen *s, struct ui *ui)
{
    sieve_draw(&((const struct messages_data *)s->data)->sieve, ui);
}

static void messages_hint(const struct screen *s, const struct ui *ui, enum action action,
                          const char **key, const char **word)
{
    (void)ui;
    (void)key;
    sieve_hint(&((const struct messages_data *)s->data)->sieve, action, word);
}

const struct screen_table messages_screen = {
    .name = "messages",
    .floats = true,
    .open = messages_open,
    .close = messages_close,
    .where = messages_where,
    .runs = messages_run,
    .act = messages_act,
    .click = messages_click,
    .recalc = messages_recalc,
    .draw = messages_draw,
    .hint = messages_hint,
};
