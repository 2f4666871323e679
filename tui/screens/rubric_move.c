/* What moving to another version of the rubric would come to, in a box to read; Y does it, and
 * nothing else. The file was chosen on the screen below. */
#include <stdlib.h>
#include <string.h>
#include "tui/busy.h"
#include "tui/rubric_words.h"
#include "tui/screens/files.h"
#include "tui/widgets/reader.h"

struct rubric_screen {
    struct arena *own;   /* of the preview */
    struct arena *arena; /* of what recalc reads */
    struct rubric_text *text;
    struct rubric_move move;
    struct reader reader;
};

static void rubric_close(struct screen *s)
{
    struct rubric_screen *x = s->data;

    rubric_text_free(&x->text);
    arena_free(&x->own);
    arena_free(&x->arena);
    free(x);
}

static bool rubric_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    const char *path = below ? rubric_file_chosen(below) : NULL;
    struct rubric_screen *x = mem_alloc(sizeof *x);

    (void)at;
    x->own = arena_new();
    x->arena = arena_new();
    s->data = x;
    busy_begin(false);
    bool ok = path && (x->text = rubric_text_read(path, err)) &&
              rubric_preview(ui->campaign, x->text, &x->move, x->own, err);
    busy_end();
    if (!path) {
        err_set(err, REFUSED, _("No file is chosen."));
    }
    if (!ok) {
        rubric_close(s);
    }
    return ok;
}

static where_set rubric_where(const struct screen *s)
{
    (void)s;
    return IN_ASK;
}

static const char *rubric_cannot(const struct screen *s, const struct ui *ui, enum action action)
{
    const char *locked = read_only_text(ui);

    (void)s;
    if (action != ACT_ASK_YES) {
        return NULL;
    }
    return locked ? locked : rubric_why_not(ui->campaign);
}

static bool rubric_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return !rubric_cannot(s, ui, action);
}

static bool run_apply(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct rubric_screen *x = arg;
    struct rubric_move done;

    if (!rubric_apply(c, x->text, &done, a, err)) {
        return false;
    }
    *said = arena_printf(a,
                         _("The campaign has version %s now; moving it to version %s goes back "
                           "(undo does not)."),
                         done.now->version, done.was->version);
    return true;
}

static struct effect rubric_act(struct screen *s, struct ui *ui, struct command c)
{
    struct rubric_screen *x = s->data;
    struct effect e;

    if (reader_asks(&x->reader, ui, c, &e)) {
        return e;
    }
    return (struct effect){.kind = EFFECT_DO, .job = {run_apply, x}, .closes = true};
}

/* Nothing is done by a click, and what was read is not dropped by one. */
static struct command rubric_click(struct screen *s, struct ui *ui, int y, int x)
{
    (void)s;
    (void)ui;
    (void)y;
    (void)x;
    return (struct command){.action = ACT_NONE};
}

/* ---- what it says ---- */

static void put_moved(struct rubric_screen *x, const struct ui *ui)
{
    const struct rubric_move *m = &x->move;
    struct pane *p = &x->reader.pane;
    const struct rubric *r = ui->tongue.rubric;
    const char *language = r->languages[ui->tongue.language];
    int now = rubric_language(m->now, language), was = ui->tongue.language;

    pane_text(p, 0, ROLE_TITLE, 0,
              m->nmoved == 0 ? _("No score and no rating moves.")
                             : arena_printf(x->arena,
                                            ngettext("Moves, of %d body or service: %d",
                                                     "Moves, of %d bodies and services: %d",
                                                     (unsigned long)m->nsubjects),
                                            m->nsubjects, m->nmoved));
    for (int i = 0; i < m->nmoved; i++) {
        const struct rubric_moved *it = &m->moved[i];
        pane_entry(p, 0, "", *it->service ? 4 : 2, 1, it->name);
        pane_entry(p, 0, "", *it->service ? 6 : 4, 0, say_rubric_moved(x->arena, m, it, was, now));
    }
}

static void put_aside(struct rubric_screen *x)
{
    const struct rubric_move *m = &x->move;
    struct pane *p = &x->reader.pane;
    struct arena *a = x->arena;

    if (m->naside > 0) {
        pane_blank(p, 0);
        pane_text(p, 0, ROLE_TITLE, 0,
                  arena_printf(a,
                               ngettext("Kept aside, never dropped: %d",
                                        "Kept aside, never dropped: %d", (unsigned long)m->naside),
                               m->naside));
    }
    for (int i = 0; i < m->naside; i++) {
        const struct aside *it = &m->aside[i];
        pane_entry(p, 0, "", 2, 0,
                   arena_printf(a, "%s%s%s  %s (%s): %s", it->body, *it->service ? "/" : "",
                                it->service, say_aside(a, it), it->by, say_aside_why(it->why)));
    }
}

static void rubric_recalc(struct screen *s, struct ui *ui)
{
    struct rubric_screen *x = s->data;
    const struct rubric_move *m = &x->move;
    struct pane *p = &x->reader.pane;

    arena_reset(x->arena);
    const char *others = say_differences(x->arena, m, false);
    reader_begin(&x->reader, x->arena, ui->area,
                 arena_printf(x->arena, _("Version %s → %s"), m->was->version, m->now->version));
    pane_text(p, 0, ROLE_ACCENT, 0,
              arena_printf(x->arena, _("%s moves the campaign; nothing is changed yet."),
                           action_key(x->arena, ACT_ASK_YES)));
    pane_text(p, 0, m->comparable ? ROLE_TEXT : ROLE_WARNING, 0, say_comparable(x->arena, m));
    pane_text(p, 0, ROLE_TEXT, 0, arena_printf(x->arena, "%s.", say_carried(x->arena, m)));
    pane_blank(p, 0);
    put_moved(x, ui);
    put_aside(x);
    if (*others) {
        pane_blank(p, 0);
        pane_text(p, 0, ROLE_DIM, 0, arena_printf(x->arena, _("Other differences: %s."), others));
    }
    reader_end(&x->reader, ui->area);
}

static void rubric_draw(const struct screen *s, struct ui *ui)
{
    const struct rubric_screen *x = s->data;
    reader_draw(&x->reader, ui);
}

static void rubric_hint(const struct screen *s, const struct ui *ui, enum action action,
                        const char **key, const char **word)
{
    (void)s;
    (void)ui;
    (void)key;
    if (action == ACT_ASK_YES) {
        *word = _("move it");
    }
}

const struct screen_table rubric_screen = {
    .name = "rubric",
    .floats = true,
    .open = rubric_open,
    .close = rubric_close,
    .where = rubric_where,
    .runs = rubric_runs,
    .why_not = rubric_cannot,
    .act = rubric_act,
    .click = rubric_click,
    .recalc = rubric_recalc,
    .draw = rubric_draw,
    .hint = rubric_hint,
};
