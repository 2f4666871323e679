/* What the progress screen shows: a row per inspector, or per body of one; below it what is known
 * of the chosen one, and where it leads. */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/pace_words.h"
#include "tui/screens/pace.h"
#include "tui/widgets/gauge.h"
#include "tui/widgets/list.h"

#define PANE_ROWS 7
#define NAME_X 3 /* behind the cursor and the mark */
#define NAME_LEAST 16
#define NAME_MOST 50
#define BAR_W 10
#define VERDICT_W 17
#define DAY_W 14

static const char *heading(const struct pace_screen *x, int column)
{
    static const char *const names[PACE_COLUMNS] = {
        NC_("column", "Bodies"), N_("Done"),    NC_("questions", "Left"), N_("A day"), N_("Needed"),
        N_("As things go"),      N_("Finished")};
    static const char *const of_bodies[PACE_COLUMNS] = {
        [PACE_BODIES] = N_("Answered"), [PACE_VERDICT] = N_("State")};
    return x->who && of_bodies[column] ? _(of_bodies[column]) : text_translated(names[column]);
}

/* Of a body there is no pace: an inspector works on one after the other. */
static bool has_column(const struct pace_screen *x, int column)
{
    return !x->who || (column != PACE_RATE && column != PACE_NEEDED && column != PACE_FINISH);
}

static void lay_columns(struct pace_screen *x)
{
    static const int widths[PACE_COLUMNS] = {6, BAR_W, 6, 6, 6, VERDICT_W, DAY_W};
    static const int gives[PACE_COLUMNS] = {4, 1, 2, 5, 6, 0, 7};
    struct rect r = x->layout.list;
    struct column *list = x->columns;

    for (int i = 0; i < PACE_COLUMNS; i++) {
        bool there = has_column(x, i);
        int w =
            i == PACE_BAR || i >= PACE_VERDICT ? widths[i] : head_width(heading(x, i), widths[i]);
        list[i] = (struct column){.w = there ? w : r.w, .give = there ? gives[i] : 99};
    }
    if (x->who) {
        list[PACE_BODIES].w = head_width(heading(x, PACE_BODIES), 9);
    }
    x->name_w = columns_fit(list, PACE_COLUMNS, r.x + NAME_X, r.w - NAME_X, NAME_LEAST, NAME_MOST);
}

/* ---- the pane ---- */

static void lay_pane(struct pace_screen *x, struct ui *ui)
{
    const struct pace_person *it = pace_chosen(x);
    const struct pace *p = &x->pace;
    struct arena *a = x->arena;
    struct tongue t = ui->tongue;

    t.arena = a;
    pane_begin(&x->pane, a, x->layout.pane.w - 2 * (x->layout.wall < 0));
    if (!it) {
        return;
    }
    const char *name = it == &p->total ? _("All together") : say_inspector(it);
    pane_pair(&x->pane, 5, ROLE_TITLE, name, ROLE_TEXT,
              it->nbodies == 0 ? ""
                               : arena_printf(a, _("%lld of %lld answered"),
                                              (long long)it->answered, (long long)it->asked));
    pane_text(&x->pane, 0, it->verdict >= PACE_LATE ? ROLE_WARNING : ROLE_TEXT, 3,
              say_forecast(a, p, it));
    pane_text(&x->pane, 1, ROLE_TEXT, 2, say_pace(a, it));
    pane_text(&x->pane, 2, ROLE_TEXT, 2, say_states(a, it));
    if (it->nbodies > 0 && ui->stage >= 0 && *say_stage(&t, ui->stage, 60)) {
        pane_text(&x->pane, 3, ROLE_TEXT, 1,
                  arena_printf(a, _("%s: %lld of %lld answered"), say_stage(&t, ui->stage, 60),
                               (long long)it->stage_answered, (long long)it->stage_asked));
    }
    if (p->end == NO_DAY) {
        pane_text(&x->pane, 3, ROLE_TEXT, 2,
                  pace_locked(ui) ? _("A supervisor sets the end: `meyar set FILE end=YYYY-MM-DD`.")
                                  : arena_printf(a,
                                                 _("%s sets the end, and so does `meyar set FILE "
                                                   "end=YYYY-MM-DD`."),
                                                 action_key(a, ACT_PACE_END)));
    }
    pane_text(&x->pane, 6, ROLE_DIM, 2, say_working_days(a, &p->work));
    pane_fit(&x->pane, x->layout.pane.h, 1);
}

void pace_lay(struct pace_screen *x, struct ui *ui)
{
    struct list *l = pace_list(x);
    const struct pace_person *it = pace_chosen(x);

    arena_reset(x->arena);
    x->bodies.n = x->who && it ? it->nbodies : 0;
    x->layout = list_layout(ui->area, PANE_ROWS, true);
    list_fit(l, x->layout.list.h);
    lay_columns(x);
    lay_pane(x, ui);
}

/* ---- drawing ---- */

static void head_draw(const struct pace_screen *x, const struct ui *ui)
{
    attr_t dim = role_attr(ROLE_DIM);
    struct arena *a = ui->tongue.arena;
    int y = x->layout.head;

    put(y, x->layout.list.x + NAME_X, x->name_w, dim,
        cut_end(a, x->who ? _("Body") : _("Inspector"), x->name_w));
    for (int i = 0; i < PACE_COLUMNS; i++) {
        const struct column *c = &x->columns[i];
        bool left = i == PACE_BAR || i >= PACE_VERDICT;
        if (c->x >= 0 && left) {
            put(y, c->x, c->w, dim, cut_end(a, heading(x, i), c->w));
        } else if (c->x >= 0) {
            put_right(y, c->x, c->w, dim, cut_end(a, heading(x, i), c->w));
        }
    }
}

static void cell(const struct pace_screen *x, int y, int column, const char *text)
{
    const struct column *c = &x->columns[column];
    if (c->x >= 0) {
        put_right(y, c->x, c->w, role_attr(ROLE_TEXT), text);
    }
}

static void word(const struct pace_screen *x, const struct ui *ui, int y, int column,
                 enum role role, const char *text)
{
    const struct column *c = &x->columns[column];
    if (c->x >= 0) {
        put(y, c->x, c->w, role_attr(role), cut_end(ui->tongue.arena, text, c->w));
    }
}

static void name_draw(const struct pace_screen *x, const struct ui *ui, int y, bool here,
                      enum mark m, const char *name)
{
    int at = x->layout.list.x;
    attr_t text = role_attr(ROLE_TEXT);

    put_cursor(y, at, here);
    put(y, at + 1, 1, text, mark(m));
    put(y, at + NAME_X, x->name_w, here ? text | A_REVERSE : text,
        cut_middle(ui->tongue.arena, text_show(ui->tongue.arena, name, false), x->name_w));
}

static void bar(const struct pace_screen *x, int y, int64_t done, int64_t of)
{
    if (x->columns[PACE_BAR].x >= 0) {
        bar_draw(y, x->columns[PACE_BAR].x, BAR_W, (int)done, (int)of, ROLE_DIM);
    }
}

static void person_draw(const struct pace_screen *x, const struct ui *ui, int y, int i)
{
    bool all = i == x->pace.npersons;
    const struct pace_person *it = all ? &x->pace.total : &x->pace.person[i];
    struct arena *a = ui->tongue.arena;

    name_draw(x, ui, y, i == x->persons.cur, verdict_mark(it->verdict),
              all ? _("All together") : say_inspector(it));
    cell(x, y, PACE_BODIES, arena_printf(a, "%d", it->nbodies));
    bar(x, y, it->answered, it->asked);
    cell(x, y, PACE_LEFT, arena_printf(a, "%lld", (long long)it->left));
    cell(x, y, PACE_RATE, say_rate(a, it->rate));
    cell(x, y, PACE_NEEDED, say_rate(a, it->needed));
    word(x, ui, y, PACE_VERDICT, it->verdict >= PACE_LATE ? ROLE_WARNING : ROLE_TEXT,
         say_verdict_short(a, it));
    word(x, ui, y, PACE_FINISH, ROLE_TEXT, say_finish(a, it));
}

static enum mark body_mark(const struct pace_body *b)
{
    return b->state == REVIEW_ACCEPTED ? MARK_ACCEPTED
           : b->left == 0              ? MARK_DONE
           : b->answered > 0           ? MARK_BEGUN
                                       : MARK_OPEN;
}

static void body_draw(const struct pace_screen *x, const struct ui *ui, int y, int i)
{
    const struct pace_body *b = &pace_chosen(x)->body[i];
    struct arena *a = ui->tongue.arena;

    name_draw(x, ui, y, i == x->bodies.cur, body_mark(b),
              b->short_name && *b->short_name ? b->short_name : b->name);
    cell(x, y, PACE_BODIES, arena_printf(a, "%d/%d", b->answered, b->asked));
    bar(x, y, b->answered, b->asked);
    cell(x, y, PACE_LEFT, arena_printf(a, "%d", b->left));
    word(x, ui, y, PACE_VERDICT, b->changed ? ROLE_WARNING : ROLE_TEXT,
         say_review(review_id(b->state)));
}

static void below_draw(const struct pace_screen *x, struct ui *ui)
{
    struct rect r = x->layout.pane;
    int at = r.x + (x->layout.wall < 0);

    if (!x->typing) {
        pane_draw(&x->pane, r.y, at, r.h);
        return;
    }
    if (strcmp(x->typing, "end") == 0) {
        prompt_draw(&x->prompt, ui, r.y, at, r.w - 2, _("End of the campaign: "),
                    _("YYYY-MM-DD, the last day that counts; empty: none"));
    } else {
        prompt_draw(&x->prompt, ui, r.y, at, r.w - 2, _("Days off: "),
                    _("as 2026-01-20,2026-03-20..2026-03-26; empty: none"));
    }
}

void pace_show(const struct pace_screen *x, struct ui *ui)
{
    const struct list_layout *l = &x->layout;
    const struct list *list = x->who ? &x->bodies : &x->persons;

    head_draw(x, ui);
    for (int y = 0; y < l->list.h && list->top + y < list->n; y++) {
        if (x->who) {
            body_draw(x, ui, l->list.y + y, list->top + y);
        } else {
            person_draw(x, ui, l->list.y + y, list->top + y);
        }
    }
    if (list->n == 0) {
        put(l->list.y, l->list.x + NAME_X, l->list.w - NAME_X, role_attr(ROLE_TEXT),
            x->fault ? x->fault : _("This campaign has no bodies yet."));
    }
    list_parted(l, ui->area);
    ui->cursor_y = l->list.y + list->cur - list->top;
    ui->cursor_x = l->list.x + NAME_X;
    below_draw(x, ui);
}
