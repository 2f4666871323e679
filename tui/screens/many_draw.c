/* The preview: per service what stands and what would, and what that does to its figures. */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/many.h"
#include "tui/widgets/list.h"

#define ARROW " → "

#define NO_FIGURE "–"

/* Both where they differ, else the one. */
static const char *from_to(struct arena *a, const char *from, const char *to)
{
    return strcmp(from, to) == 0
               ? to
               : arena_printf(a, "%s" ARROW "%s", *from ? from : NO_FIGURE, *to ? to : NO_FIGURE);
}

/* ---- reading ---- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Where each part stands: two lines that say what it is about, the list, the chosen row in full,
 * the body, and how it is stored. */
void show_read(struct many_screen *m, const struct ui *ui)
{
    const struct tongue *t = &ui->tongue;
    int rating = rating_width(t, t->rubric->service, ui->area.w) + 2;
    int head = ui->area.h < 16 ? 2 : 4;

    m->box = ui->area;
    struct rect in = {m->box.y + 1, m->box.x + 2, m->box.h - 2, m->box.w - 4};
    m->detail_h = ui->area.h < 16 ? 2 : 4;
    m->rect = (struct rect){in.y + head, in.x, in.h - head - m->detail_h - 2, in.w};
    m->columns[MANY_NOW] = (struct column){.w = 16, .give = 3};
    m->columns[MANY_NEW] =
        (struct column){.w = m->answer.before ? 16 : 0, .give = m->answer.before ? 2 : 9};
    m->columns[MANY_SCORE] = (struct column){.w = 2 * range_width(t->rubric) + 3, .give = 1};
    m->columns[MANY_RATING] = (struct column){.w = 2 * rating + 3, .give = 4};
    m->name_w = columns_fit(m->columns, MANY_COLUMNS, in.x + MARKS_W, in.w - MARKS_W, 16, 60);
    if (!m->answer.before) {
        m->columns[MANY_NEW].x = -1;
    }
    list_fit(&m->list, m->rect.h);
}

/* ---- words ---- */

static const char *value_text(const struct many_screen *m, const struct ui *ui, const char *value)
{
    const char *said = value ? say_value(&ui->tongue, many_question(m, ui), value) : NULL;
    return said ? said : value ? value : _("not answered");
}

static const char *now_text(const struct many_screen *m, const struct ui *ui,
                            const struct many_item *it)
{
    return it->conflict ? _("two answers differ") : value_text(m, ui, it->value);
}

static const char *new_text(const struct many_screen *m, const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;

    if (m->answer.before) {
        return arena_printf(a, _("each as answered in %s"), campaign_name(ui->campaign, 1));
    }
    if (!*m->answer.value) {
        return _("the answer is taken back");
    }
    const char *value = value_text(m, ui, m->answer.value);
    return m->answer.note ? arena_printf(a, "%s (%s)", value, m->answer.note) : value;
}

static const char *summary_text(const struct many_screen *m, const struct ui *ui)
{
    const struct many *x = &m->many;
    struct arena *a = ui->tongue.arena;
    const char *s =
        arena_printf(a, ngettext("%d takes it", "%d take it", (unsigned long)x->ntakes), x->ntakes);

    if (x->noverwrites > 0) {
        s = arena_printf(a,
                         ngettext("%s, %d overwrites an answer", "%s, %d overwrite an answer",
                                  (unsigned long)x->noverwrites),
                         s, x->noverwrites);
    }
    if (x->nsame > 0) {
        s = arena_printf(
            a, ngettext("%s; %d has it already", "%s; %d have it already", (unsigned long)x->nsame),
            s, x->nsame);
    }
    if (x->ncant > 0) {
        s = arena_printf(a, ngettext("%s; %d can't", "%s; %d can't", (unsigned long)x->ncant), s,
                         x->ncant);
    }
    return s;
}

static const char *score_text(const struct ui *ui, const struct row *before,
                              const struct row *after)
{
    return from_to(ui->tongue.arena, row_range(&ui->tongue, before), row_range(&ui->tongue, after));
}

static const char *rating_text(const struct ui *ui, const struct row *before,
                               const struct row *after, const struct block *b)
{
    return from_to(ui->tongue.arena, say_verdict_full(&ui->tongue, before, b),
                   say_verdict_full(&ui->tongue, after, b));
}

/* ---- drawing ---- */

static void head_draw(const struct many_screen *m, const struct ui *ui, struct rect in)
{
    static const char *const names[MANY_COLUMNS] = {N_("Now"), N_("New"), N_("Score"),
                                                    N_("Rating")};
    const struct question *q = many_question(m, ui);
    struct arena *a = ui->tongue.arena;
    bool roomy = ui->area.h >= 16;
    enum role role = m->many.noverwrites > 0 ? ROLE_WARNING : ROLE_TEXT;
    int y = in.y;

    if (roomy) {
        put(y++, in.x, in.w, role_attr(ROLE_TITLE),
            cut_end(a, text_in(&q->ask, ui->tongue.language), in.w));
    }
    const char *label = _("New answer: ");
    int x = put(y, in.x, in.w, role_attr(ROLE_DIM), label);
    put(y++, in.x + x, in.w - x, role_attr(ROLE_TEXT), cut_end(a, new_text(m, ui), in.w - x));
    put(y++, in.x, in.w, role_attr(role), cut_end(a, summary_text(m, ui), in.w));
    if (!roomy) {
        return;
    }
    put(y, in.x + MARKS_W, m->name_w, role_attr(ROLE_DIM), _("Service"));
    for (int i = 0; i < MANY_COLUMNS; i++) {
        if (m->columns[i].x >= 0) {
            put(y, m->columns[i].x, m->columns[i].w, role_attr(ROLE_DIM), _(names[i]));
        }
    }
}

static void row_draw(const struct many_screen *m, const struct ui *ui, int y, int i)
{
    static const enum mark marks[] = {
        [MANY_TAKES] = MARK_CHOSEN, [MANY_SAME] = MARK_NOT_CHOSEN, [MANY_CANT] = MARK_STOPPED};
    const struct many_item *it = &m->many.item[i];
    const struct block *b = ui->tongue.rubric->service;
    struct arena *a = ui->tongue.arena;
    const struct column *c = m->columns;
    attr_t text = role_attr(it->state == MANY_TAKES ? ROLE_TEXT : ROLE_DIM);

    list_row_draw(y, m->rect.x, i == m->list.cur, marks[it->state], MARK_NONE, m->name_w,
                  cut_middle(a, short_name(&it->before), m->name_w));
    if (c[MANY_NOW].x >= 0) {
        put(y, c[MANY_NOW].x, c[MANY_NOW].w,
            it->overwrites && it->state == MANY_TAKES ? role_attr(ROLE_WARNING) : text,
            cut_end(a, now_text(m, ui, it), c[MANY_NOW].w));
    }
    if (c[MANY_NEW].x >= 0 && it->state == MANY_TAKES) {
        put(y, c[MANY_NEW].x, c[MANY_NEW].w, text,
            cut_end(a, value_text(m, ui, it->new_value), c[MANY_NEW].w));
    }
    if (c[MANY_SCORE].x >= 0) {
        put(y, c[MANY_SCORE].x, c[MANY_SCORE].w, text,
            cut_end(a, score_text(ui, &it->before, &it->after), c[MANY_SCORE].w));
    }
    if (c[MANY_RATING].x >= 0) {
        int w = (c[MANY_RATING].w - 3) / 2;
        enum role was, role;
        const char *before = say_verdict(&ui->tongue, &it->before, b, w, &was);
        const char *after = say_verdict(&ui->tongue, &it->after, b, w, &role);
        put(y, c[MANY_RATING].x, c[MANY_RATING].w, role_attr(role), from_to(a, before, after));
    }
}

static const char *answer_text_of(const struct many_screen *m, const struct ui *ui,
                                  const struct many_item *it)
{
    switch (it->state) {
    case MANY_CANT:
        return arena_printf(ui->tongue.arena, _("Can't take it: %s"), it->why);
    case MANY_SAME:
        return _("It stands so already.");
    case MANY_TAKES:
        break;
    }
    return from_to(ui->tongue.arena, now_text(m, ui, it), value_text(m, ui, it->new_value));
}

/* The chosen service in full, where its row can't say it all. */
static void detail_draw(const struct many_screen *m, const struct ui *ui, int y)
{
    const struct many_item *it = &m->many.item[m->list.cur];
    const struct block *b = ui->tongue.rubric->service;
    struct arena *a = ui->tongue.arena;
    int x = m->rect.x, w = m->rect.w;

    if (m->detail_h > 2) {
        put_rule(y++, x, w);
        put(y++, x, w, role_attr(ROLE_TEXT), cut_middle(a, it->before.name, w));
    }
    put(y++, x, w, role_attr(it->state == MANY_CANT ? ROLE_WARNING : ROLE_TEXT),
        cut_end(a, answer_text_of(m, ui, it), w));
    const char *score = score_text(ui, &it->before, &it->after);
    put(y, x, w, role_attr(ROLE_TEXT),
        cut_end(a,
                arena_printf(a, "%s%s%s", score, *score ? "  " : "",
                             rating_text(ui, &it->before, &it->after, b)),
                w));
}

static void body_draw(const struct many_screen *m, const struct ui *ui, int y)
{
    const struct many *x = &m->many;
    struct arena *a = ui->tongue.arena;
    const char *figures =
        arena_printf(a, "%s  %s", score_text(ui, &x->body_before, &x->body_after),
                     rating_text(ui, &x->body_before, &x->body_after, ui->tongue.rubric->body));
    int figures_w = least(text_width(figures), m->rect.w * 2 / 3),
        name_w = m->rect.w - figures_w - 2;

    put(y, m->rect.x, name_w, role_attr(ROLE_TEXT),
        cut_middle(a, short_name(&x->body_after), name_w));
    put_right(y, m->rect.x, m->rect.w, role_attr(ROLE_TEXT), cut_end(a, figures, figures_w));
}

void show_draw(const struct many_screen *m, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(m->box, _("What it would change"));
    const struct rect *r = &m->rect;
    const char *hint = m->many.ntakes > 0
                           ? arena_printf(a, _("%s stores it; nothing is stored yet."),
                                          action_key(a, ACT_MANY_STORE))
                           : _("None of them would take it.");

    head_draw(m, ui, in);
    for (int y = 0; y < r->h && m->list.top + y < m->n; y++) {
        row_draw(m, ui, r->y + y, m->list.top + y);
    }
    detail_draw(m, ui, r->y + r->h);
    body_draw(m, ui, r->y + r->h + m->detail_h);
    put(r->y + r->h + m->detail_h + 1, r->x, r->w, role_attr(ROLE_ACCENT), cut_end(a, hint, r->w));
    ui->cursor_y = r->y + m->list.cur - m->list.top;
    ui->cursor_x = r->x + MARKS_W;
}
