/* A body's way: who brought it where and when, and what changed since it was accepted. */
#include "tui/way.h"

#include <stdlib.h>
#include <string.h>
#include "tui/ui.h"
#include "tui/widgets/sieve.h"

struct way_data {
    char body[CODE_ROOM];
    struct arena *arena; /* of the text */
    const char *text;
    struct sieve sieve;
};

static void way_close(struct screen *s)
{
    struct way_data *x = s->data;

    sieve_free(&x->sieve);
    arena_free(&x->arena);
    free(x);
}

static bool way_open(struct screen *s, struct ui *ui, const struct place *at,
                     const struct screen *below, struct err *err)
{
    struct way_data *x = mem_alloc(sizeof *x);
    struct way w;

    (void)below;
    snprintf(x->body, sizeof x->body, "%s", at->body);
    x->arena = arena_new();
    sieve_begin(&x->sieve);
    s->data = x;
    if (!way_read(ui->campaign, x->body, &w, x->arena, err)) {
        way_close(s);
        return false;
    }
    struct way_told t = {ui->campaign, x->arena, ui->tongue.language, true};
    struct buf b = {0};
    way_text(&t, &w, &b);
    x->text = arena_dup(x->arena, b.s ? b.s : "");
    buf_free(&b);
    return true;
}

static where_set way_where(const struct screen *s)
{
    return sieve_where(&((const struct way_data *)s->data)->sieve);
}

static bool way_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    (void)action;
    return true;
}

static struct effect way_act(struct screen *s, struct ui *ui, struct command c)
{
    struct way_data *x = s->data;

    (void)ui;
    return (struct effect){.kind = sieve_command(&x->sieve, c) ? EFFECT_BACK : EFFECT_NONE};
}

static struct command way_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)ui;
    return reader_click(&((const struct way_data *)s->data)->sieve.reader, y, x);
}

static void fill(struct sieve *s, void *arg)
{
    const struct way_data *x = arg;

    for (const char *line = x->text, *end; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        const char *one = arena_dupn(s->arena, line, (size_t)(end - line));
        if (!*one) {
            pane_blank(&s->reader.pane, 0);
        } else if (sieve_takes(s, one)) {
            pane_text(&s->reader.pane, 0, ROLE_TEXT, 0, one);
        }
    }
}

static void way_recalc(struct screen *s, struct ui *ui)
{
    struct way_data *x = s->data;
    sieve_read(&x->sieve, ui->area, _("The body's way"), fill, x);
}

static void way_draw(const struct screen *s, struct ui *ui)
{
    sieve_draw(&((const struct way_data *)s->data)->sieve, ui);
}

static void way_hint(const struct screen *s, const struct ui *ui, enum action action,
                     const char **key, const char **word)
{
    (void)ui;
    (void)key;
    sieve_hint(&((const struct way_data *)s->data)->sieve, action, word);
}

const struct screen_table way_screen = {
    .name = "way",
    .floats = true,
    .open = way_open,
    .close = way_close,
    .where = way_where,
    .runs = way_runs,
    .act = way_act,
    .click = way_click,
    .recalc = way_recalc,
    .draw = way_draw,
    .hint = way_hint,
};
