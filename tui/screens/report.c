/* The campaign report: the seed report's two tables with the years as columns, then the campaign's
 * questions, bodies and coverage, on one page that scrolls. */
#include "tui/screens/report.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/screens/goto.h"
#include "tui/trends_words.h"
#include "tui/widgets/list.h"

/* ---- reading ---- */

static void read_tables(struct report_screen *s, struct ui *ui)
{
    struct err err = {0};

    arena_reset(s->kept);
    s->fault = NULL;
    s->changes = campaign_changes(ui->campaign);
    busy_begin(false);
    s->read = report_read(ui->campaign, 0, &s->report, s->kept, &err);
    busy_end();
    if (s->read) {
        size_t n = (size_t)s->report.ncolumns + 1;
        s->years = arena_alloc(s->kept, n * sizeof *s->years);
    } else {
        s->report = (struct report){0};
        s->fault = arena_dup(s->kept, err_text(&err));
    }
    err_clear(&err);
}

/* What takes long: where that is broken off the tables stand alone. */
static void count_year(struct report_screen *s, struct ui *ui, struct report_year *y, int which)
{
    struct err err = {0};

    busy_begin(false);
    y->tried = true;
    y->counted = national_read(ui->campaign, which, &y->national, s->kept, &err);
    bool off = progress_broken_off(NULL);
    busy_end();
    if (!y->counted) {
        y->fault = off ? _("Counting was broken off: what is not here is counted when the report "
                           "is opened again.")
                       : arena_dup(s->kept, err_text(&err));
    }
    err_clear(&err);
}

/* What is below the tables becomes that of the chosen year. */
static void read_year(struct report_screen *s, struct ui *ui)
{
    const struct report_column *col = report_year(s);

    s->counted = false;
    if (!col) {
        return;
    }
    struct report_year *y = &s->years[s->year];
    if (col->published) {
        y->fault = y->fault ? y->fault : report_published(s->kept, col);
        s->fault = y->fault;
        return;
    }
    if (!y->tried) {
        count_year(s, ui, y, col->which);
    }
    s->counted = y->counted;
    s->fault = y->fault;
    s->national = y->national;
}

/* The chosen year stays while there is one, also over a reading that was broken off; else it is the
 * latest. */
static void keep_year(struct report_screen *s)
{
    if (s->read && (s->year < 0 || s->year >= s->report.ncolumns)) {
        s->year = s->report.ncolumns - 1;
    }
}

static bool screen_open(struct screen *screen, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct report_screen *s = mem_alloc(sizeof *s);

    (void)at;
    (void)below;
    (void)err;
    s->kept = arena_new();
    s->arena = arena_new();
    screen->data = s;
    read_tables(s, ui);
    s->year = -1;
    keep_year(s);
    return true;
}

static void screen_close(struct screen *screen)
{
    struct report_screen *s = screen->data;

    arena_free(&s->kept);
    arena_free(&s->arena);
    free(s);
}

static where_set screen_where(const struct screen *screen)
{
    (void)screen;
    return IN_REPORT;
}

bool report_row_chosen(const struct report_row *row)
{
    return row->kind >= REPORT_ROW_FIGURE;
}

const struct report_row *report_chosen(const struct report_screen *s)
{
    return s->list.cur < s->list.n && report_row_chosen(&s->row[s->list.cur]) ? &s->row[s->list.cur]
                                                                              : NULL;
}

const struct report_column *report_year(const struct report_screen *s)
{
    bool there = s->read && s->year >= 0 && s->year < s->report.ncolumns;
    return there ? &s->report.column[s->year] : NULL;
}

/* ---- moving ---- */

static bool can(const void *screen, int i)
{
    return report_row_chosen(&((const struct report_screen *)screen)->row[i]);
}

static void settle(struct report_screen *s, int direction)
{
    list_settle(&s->list, direction, can, s);
}

/* Headings right above the first row of a part, and notes below the last one, come into sight. */
static void show_around(struct report_screen *s)
{
    list_show_around(&s->list, s->rows.h, can, s);
}

static void next_section(struct report_screen *s)
{
    int n = s->list.n;

    for (int i = 1; n > 0 && i <= n; i++) {
        int at = (s->list.cur + i) % n;
        bool heads = s->row[at].kind == REPORT_ROW_YEARS || s->row[at].kind == REPORT_ROW_HEAD;
        if (heads && at + 1 < n) {
            s->list.cur = at + 1;
            settle(s, 1);
            s->list.top = at; /* the part begins at the top of the page */
            return;
        }
    }
}

static void move_year(struct report_screen *s, int by)
{
    int to = s->year + by;
    if (to >= 0 && to < s->report.ncolumns) {
        s->year = to;
    }
}

/* ---- what can be done ---- */

static const char *why_not(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct report_screen *s = screen->data;
    const struct report_row *row = report_chosen(s);

    if (action == ACT_CELL_GO && row && row->kind == REPORT_ROW_FIGURE) {
        return report_behind_why_not(s, ui);
    }
    if (action == ACT_CELL_GO && !row) {
        return _("Nothing is chosen here.");
    }
    return NULL;
}

/* Enter on a figure that nothing can be listed for says so itself. */
static bool runs(const struct screen *screen, const struct ui *ui, enum action action)
{
    const struct report_screen *s = screen->data;

    switch (action) {
    case ACT_CELL_LEFT:
    case ACT_CELL_RIGHT:
        return s->read && s->report.ncolumns > 1;
    case ACT_SECTION:
        return s->list.n > 0;
    default:
        return !why_not(screen, ui, action);
    }
}

/* The screens know the campaign at work. */
static struct effect say_earlier(const struct report_screen *s, const struct report_row *row)
{
    const char *campaign = text_show(s->arena, s->national.campaign, false);
    const char *command =
        row->kind == REPORT_ROW_BODY
            ? arena_printf(s->arena, "meyar score FILE %s --campaign %s",
                           s->national.bodies[row->index].code, campaign)
            : arena_printf(s->arena, "meyar compare FILE --questions --campaign %s", campaign);

    return effect_say(
        ROLE_TEXT, arena_printf(s->arena, _("That is of the earlier campaign %s; `%s` prints it."),
                                campaign, command));
}

static struct effect go(struct report_screen *s)
{
    const struct report_row *row = report_chosen(s);
    bool listed = row->kind == REPORT_ROW_FIGURE || row->kind == REPORT_ROW_COVER;

    if (!listed && s->national.which != 0) {
        return say_earlier(s, row);
    }
    switch (row->kind) {
    case REPORT_ROW_BODY:
        return go_body(s->national.bodies[row->index].code);
    case REPORT_ROW_QUESTION: /* any service: the question is one of services */
        return effect_over(&compare_screen,
                           place_of(SCREEN_COMPARE, "", row->own ? "" : "*", row->index));
    case REPORT_ROW_ALL:
        return effect_over(&compare_screen, place_of(SCREEN_COMPARE, "", "", -1));
    case REPORT_ROW_FIGURE:
    case REPORT_ROW_COVER:
        return effect_over(&behind_screen, (struct place){.question = -1});
    default:
        return effect_none();
    }
}

static struct effect act(struct screen *screen, struct ui *ui, struct command c)
{
    struct report_screen *s = screen->data;
    int was = s->list.cur;

    (void)ui;
    if (list_command(&s->list, c.action, s->rows.h - 1)) {
        settle(s, s->list.cur < was || c.action == ACT_LAST ? -1 : 1);
        show_around(s);
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_CELL_LEFT:
        move_year(s, -1);
        return effect_none();
    case ACT_CELL_RIGHT:
        move_year(s, 1);
        return effect_none();
    case ACT_SECTION:
        next_section(s);
        return effect_none();
    case ACT_CELL_GO:
        return report_chosen(s) ? go(s) : effect_none();
    default:
        return effect_none();
    }
}

static struct command click(struct screen *screen, struct ui *ui, int y, int x)
{
    struct report_screen *s = screen->data;
    int i = s->list.top + y - s->rows.y, at = x - s->rows.x - s->title_w - 2;

    (void)ui;
    if (!rect_has(s->rows, y, x) || i >= s->list.n || !report_row_chosen(&s->row[i])) {
        return (struct command){.action = ACT_NONE};
    }
    int year = s->first + at / s->column_w;
    bool figure = s->row[i].kind == REPORT_ROW_FIGURE;
    bool here = !figure || at < 0 || at / s->column_w >= s->fit || year == s->year;
    if (!here) {
        s->year = year;
    }
    return (struct command){.action = list_click(&s->list, i) && here ? ACT_CELL_GO : ACT_NONE};
}

/* ---- showing ---- */

/* Lists above the row may have become longer or shorter by an answer that was given from here. */
static void follow(struct report_screen *s, const struct report_row *was)
{
    for (int i = 0; i < s->list.n; i++) {
        const struct report_row *r = &s->row[i];
        if (r->kind == was->kind && r->index == was->index && r->own == was->own) {
            s->list.cur = i;
            return;
        }
    }
}

static void recalc(struct screen *screen, struct ui *ui)
{
    struct report_screen *s = screen->data;
    const struct report_row *chosen = report_chosen(s);
    struct report_row was = chosen ? *chosen : (struct report_row){.index = -1};
    bool changed = s->changes != campaign_changes(ui->campaign);

    if (changed) {
        read_tables(s, ui);
        keep_year(s);
    }
    read_year(s, ui);
    arena_reset(s->arena);
    s->tongue = ui->tongue;
    if (s->counted && s->national.rubric != ui->tongue.rubric) {
        s->tongue.rubric = s->national.rubric;
        s->tongue.language = language_in(&ui->tongue, s->national.rubric);
    }
    s->tongue.arena = s->arena;
    report_rows_make(s, ui);
    if (changed && chosen) {
        follow(s, &was);
    }
    report_place(s, ui);
    if (!s->begun) {
        s->begun = true;
        settle(s, 1);
    }
    list_fit(&s->list, s->rows.h);
    settle(s, 1);
    show_around(s);
    report_foot(s, ui);
}

static void draw(const struct screen *screen, struct ui *ui)
{
    report_draw(screen->data, ui);
}

static int crumbs(const struct screen *screen, const struct ui *ui, const char **parts)
{
    (void)screen;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Report");
    return 2;
}

static const char *note(const struct screen *screen, const struct ui *ui)
{
    const struct report_screen *s = screen->data;
    const struct report *r = &s->report;

    if (!s->read || r->ncolumns < 2) {
        return "";
    }
    return arena_printf(ui->tongue.arena, "%s–%s", r->column[0].campaign,
                        r->column[r->ncolumns - 1].campaign);
}

const struct screen_table report_screen = {
    .name = "report",
    .whole = true,
    .open = screen_open,
    .close = screen_close,
    .where = screen_where,
    .runs = runs,
    .why_not = why_not,
    .act = act,
    .click = click,
    .recalc = recalc,
    .draw = draw,
    .crumbs = crumbs,
    .note = note,
};
