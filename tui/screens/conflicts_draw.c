#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/conflict_words.h"
#include "tui/lines.h"
#include "tui/screens/conflicts.h"
#include "tui/when.h"

#define SIDE_LEAST                                                                                 \
    34           /* columns of a side beside others; with less they stand below one another        \
                  */
#define ROOMY 16 /* rows from which a message has one of its own, and blank lines stand */
#define LABEL_W 11

/* ---- the text: head, sides, tail ---- */

static struct pane *add(struct conflicts *k, int y, int x, int w)
{
    struct conflict_part_shown *p = &k->shown[k->nshown++];

    p->y = y;
    p->x = x;
    pane_begin(&p->pane, k->arena, w);
    return &p->pane;
}

static void blank(struct pane *p, const struct ui *ui)
{
    if (ui->area.h >= ROOMY) {
        pane_blank(p, 0);
    }
}

/* The question; whose it is and of which stage beside it where there is room, else below. */
static void lay_head(struct conflicts *k, const struct ui *ui, int w)
{
    const struct tongue *t = &k->tongue;
    const struct conflict *x = &k->x;
    struct pane *p = add(k, 0, 1, w);
    const char *title = conflict_title(t, k->campaign, x);
    const char *owner = conflict_owner(t, k->campaign, x, w >= 60);

    if (x->at.question >= 0) {
        const struct block *b = *x->at.service ? t->rubric->service : t->rubric->body;
        const char *stage = say_stage(t, b->questions[x->at.question].stage, 24);
        owner = *stage ? arena_printf(t->arena, "%s · %s", owner, stage) : owner;
    }
    blank(p, ui);
    if (text_width(title) + 3 + text_width(owner) <= w) {
        pane_pair(p, 0, ROLE_TITLE, title, ROLE_DIM, owner);
    } else {
        pane_text(p, 0, ROLE_TITLE, 4, title);
        pane_text(p, 0, ROLE_DIM, 2, owner);
    }
    if (x->one_start) {
        const char *was = conflict_value(t, x, x->side[0].was);
        blank(p, ui);
        pane_text(p, 0, ROLE_TEXT, 2,
                  arena_printf(t->arena,
                               x->nsides == 2 ? _("Before both: %s") : _("Before all of them: %s"),
                               was));
    }
    blank(p, ui);
    k->rows = p->n;
}

static void lay_answer(struct conflicts *k, struct pane *p, const struct conflict_side *s)
{
    const struct tongue *t = &k->tongue;

    pane_text(p, 0, ROLE_ACCENT, 3,
              arena_printf(t->arena, "  %s", conflict_value(t, &k->x, s->value)));
    if (!k->x.one_start) {
        pane_text(p, 0, ROLE_DIM, 2,
                  arena_printf(t->arena, _("  was: %s"), conflict_value(t, &k->x, s->was)));
    }
    if (s->note) {
        pane_entry(p, 0, "", 2, 8, arena_printf(t->arena, "\"%s\"", s->note));
    }
    for (int i = 0; i < s->nfiles; i++) {
        pane_entry(p, 0, "", 2, 1, s->file[i]->name);
    }
}

/* "the service would be 58.0–74.0", and its rating. */
static void lay_effect(struct conflicts *k, struct pane *p, const struct conflict_side *s)
{
    const struct tongue *t = &k->tongue;
    bool service = *k->x.at.service != '\0';
    const char *figure = conflict_figure(t, &s->after);
    const char *verdict = service ? say_verdict_full(t, &s->after, t->rubric->service) : "";

    if (*figure) {
        pane_pair(p, 0, ROLE_TEXT,
                  service ? _("  the service would be") : _("  the body's own part would be"),
                  ROLE_TEXT, figure);
    }
    if (*verdict) {
        pane_entry(p, 0, "", 2, 2, verdict);
    }
}

static void lay_side(struct conflicts *k, struct pane *p, const struct conflict_side *s)
{
    const struct tongue *t = &k->tongue;
    const char *when = when_local(t->arena, s->at, p->w < 40 ? "%d %b %H:%M" : "%Y-%m-%d %H:%M");

    pane_pair(p, 0, ROLE_TITLE, conflict_people(t, s), ROLE_DIM, when);
    if (strcmp(k->x.at.kind, "answer") == 0) {
        lay_answer(k, p, s);
    }
    for (int i = 0; i < s->nparts; i++) {
        pane_entry(p, 0, conflict_key(s->part[i].key), LABEL_W, 3,
                   conflict_part_value(t, &s->part[i]));
    }
    if (k->x.scored) {
        lay_effect(k, p, s);
    }
}

/* Beside one another where each has room, with a wall between. */
static void lay_sides(struct conflicts *k, const struct ui *ui, int w)
{
    int n = k->x.nsides, side_w = (w - 3 * (n - 1)) / n;
    bool beside = side_w >= SIDE_LEAST;
    int y = k->rows, most = 0;

    k->walls = 0;
    k->wall_y = y;
    for (int i = 0; i < n; i++) {
        struct pane *p = beside ? add(k, y, 1 + i * (side_w + 3), side_w) : add(k, y, 1, w);
        lay_side(k, p, &k->x.side[i]);
        if (beside && i > 0) {
            k->wall_x[k->walls++] = i * (side_w + 3) - 2;
        }
        if (!beside) {
            y += p->n + (ui->area.h >= ROOMY && i < n - 1);
        }
        most = p->n > most ? p->n : most;
    }
    k->wall_h = most;
    k->rows = beside ? y + most : y;
}

static const char *meanwhile(const struct conflicts *k)
{
    const struct conflict *x = &k->x;
    struct arena *a = k->tongue.arena;
    const char *apart =
        x->nsides == 2 ? _("Neither saw the other.") : _("None of them saw the others.");

    if (x->scored) {
        const char *figure = conflict_figure(&k->tongue, &x->now);
        return *figure ? arena_printf(a, _("%s Until it is settled, it counts as open: %s"), apart,
                                      figure)
                       : apart;
    }
    for (int i = 0; i < x->nsides; i++) {
        if (x->side[i].stands) {
            return arena_printf(a, _("%s Until it is settled, this counts: %s"), apart,
                                conflict_people(&k->tongue, &x->side[i]));
        }
    }
    return arena_printf(a, _("%s Until it is settled, none of it counts."), apart);
}

static void lay_tail(struct conflicts *k, const struct ui *ui, int w)
{
    struct arena *a = k->tongue.arena;
    struct pane *p = add(k, k->rows, 1, w);

    blank(p, ui);
    if (k->x.beside) {
        pane_text(p, 0, ROLE_TEXT, 4, arena_printf(a, _("Noted beside: \"%s\""), k->x.beside));
    }
    if (k->x.remark) {
        pane_text(p, 0, ROLE_WARNING, 4,
                  arena_printf(a, _("Remark of %s: %s"), k->x.remark_by, k->x.remark));
    }
    pane_text(p, 0, ROLE_TEXT, 3, meanwhile(k));
    k->rows += p->n;
}

/* Choices stand below the text; where that is too long, at the bottom, and the text scrolls. */
void conflicts_lay(struct conflicts *k, const struct ui *ui)
{
    int w = ui->area.w - 2, h = ui->area.h, choices = k->remarking ? 2 : k->choices.n;
    int spare = h >= ROOMY ? 1 : 0; /* where a message may stand */

    k->nshown = k->rows = k->walls = 0;
    k->choices_y = ui->area.y;
    if (!k->read) {
        return;
    }
    lay_head(k, ui, w);
    lay_sides(k, ui, w);
    lay_tail(k, ui, w);
    int room = h - spare - choices - 1; /* a line between */
    room = room < h / 2 ? h / 2 : room;
    k->text_h = k->rows < room ? k->rows : room;
    int most = k->rows - k->text_h;
    k->top = k->top > most ? most : k->top < 0 ? 0 : k->top;
    k->choices_y = ui->area.y + k->text_h + 1;
    list_fit(&k->choices, h - spare - k->text_h - 1);
}

/* ---- drawing ---- */

static void part_draw(const struct conflicts *k, const struct ui *ui,
                      const struct conflict_part_shown *shown)
{
    struct pane p = shown->pane;
    int y = shown->y - k->top, hidden = y < 0 ? -y : 0;

    if (hidden >= p.n) {
        return;
    }
    p.lines += hidden;
    p.n -= hidden;
    y += hidden;
    if (y < k->text_h) {
        pane_draw(&p, ui->area.y + y, ui->area.x + shown->x, k->text_h - y);
    }
}

static void walls_draw(const struct conflicts *k, const struct ui *ui)
{
    int from = k->wall_y - k->top, to = from + k->wall_h;

    from = from < 0 ? 0 : from;
    to = to > k->text_h ? k->text_h : to;
    for (int i = 0; i < k->walls && to > from; i++) {
        put_wall(ui->area.x + 1 + k->wall_x[i], ui->area.y + from, to - from);
    }
}

static const char *choice_text(const struct conflicts *k, int i)
{
    const struct tongue *t = &k->tongue;

    switch (conflicts_choice(k, i)) {
    case CHOICE_TAKE:
        return arena_printf(t->arena, _("take %s: %s"), conflict_said(t, &k->x, i),
                            conflict_people(t, &k->x.side[i]));
    case CHOICE_ANEW:
        return _("answer anew");
    default:
        return _("leave it, with a remark");
    }
}

static void choices_draw(const struct conflicts *k, struct ui *ui)
{
    int h = ui->area.y + ui->area.h - k->choices_y, w = ui->area.w - 3;

    for (int y = 0; y < h && k->choices.top + y < k->choices.n; y++) {
        int i = k->choices.top + y;
        bool here = i == k->choices.cur;
        attr_t attr = role_attr(ROLE_TEXT);
        const char *text =
            arena_printf(k->tongue.arena, "%s  %s", conflicts_number(k, i), choice_text(k, i));
        put_cursor(k->choices_y + y, ui->area.x, here);
        put(k->choices_y + y, ui->area.x + 2, w, here ? attr | A_REVERSE : attr,
            cut_end(k->tongue.arena, text_show(k->tongue.arena, text, false), w));
    }
    ui->cursor_y = k->choices_y + k->choices.cur - k->choices.top;
    ui->cursor_x = ui->area.x + 2;
}

static void remark_draw(const struct conflicts *k, struct ui *ui)
{
    int y = k->choices_y, x = ui->area.x + 1, w = ui->area.w - 2;

    put(y, x, w, role_attr(ROLE_DIM),
        cut_end(k->tongue.arena, _("What should be looked at, and by whom?"), w));
    ui->cursor_y = y + 1;
    ui->cursor_x = edit_draw_line(&k->edit, y + 1, x, w, role_attr(ROLE_TEXT) | A_UNDERLINE);
}

/* Nothing is left, or could be read. */
static void none_draw(const struct conflicts *k, struct ui *ui)
{
    struct arena *a = k->tongue.arena;
    const char *text = k->fault ? k->fault : _("Nothing is in conflict.");
    struct pane p;

    if (!k->fault && k->settled > 0) {
        text = arena_printf(a, _("Nothing is in conflict any more. %s takes the last one back."),
                            action_key(a, ACT_UNDO));
    }
    pane_begin(&p, a, ui->area.w - 2);
    pane_text(&p, 0, k->fault ? ROLE_WARNING : ROLE_TEXT, 0, text);
    pane_draw(&p, ui->area.y + 1, ui->area.x + 1, ui->area.h - 1);
    ui->cursor_y = ui->area.y + 1;
    ui->cursor_x = ui->area.x + 1;
}

void conflicts_draw(const struct screen *s, struct ui *ui)
{
    const struct conflicts *k = s->data;

    if (!k->read) {
        none_draw(k, ui);
        return;
    }
    for (int i = 0; i < k->nshown; i++) {
        part_draw(k, ui, &k->shown[i]);
    }
    walls_draw(k, ui);
    int more = k->rows - k->top - k->text_h;
    if (more > 0 || k->top > 0) {
        const char *text = more > 0 ? arena_printf(k->tongue.arena, _("PgDn: %d more lines"), more)
                                    : _("PgUp: back to the top");
        int w = text_width(text) < ui->area.w - 2 ? text_width(text) : ui->area.w - 2;
        put_right(k->choices_y - 1, ui->area.x + 1, ui->area.w - 2, role_attr(ROLE_DIM),
                  cut_end(k->tongue.arena, text, w));
    }
    if (k->remarking) {
        remark_draw(k, ui);
    } else {
        choices_draw(k, ui);
    }
}
