/* Where the report's page puts its columns. */
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"

#define NAME_MOST 70
#define TITLE_LEAST 32 /* of the tables */

/* ---- the tables ---- */

/* Tables take the room that their titles leave; each year the same. */
static void place_years(struct report_screen *s, int w)
{
    const struct report *r = &s->report;
    int cell = 4, title = 10, rest = w - 3;

    for (int k = 0; k < r->ncolumns; k++) {
        int name = text_width(text_show(s->arena, r->column[k].campaign, false));
        cell = name > cell ? name : cell;
        for (int i = 0; i < s->nlines; i++) {
            int figure = text_width(report_cell(&s->line[i], &r->column[k], s->arena));
            cell = figure > cell ? figure : cell;
        }
    }
    cell = cell > 12 ? 12 : cell;
    for (int i = 0; i < s->nlines; i++) {
        int one = text_width(text_show(s->arena, s->line[i].title, false)) + 2 * s->line[i].within;
        title = one > title ? one : title;
    }
    int heads[] = {text_width(report_table_title(0)), text_width(report_table_title(1))};
    for (int i = 0; i < REPORT_TABLES; i++) {
        title = heads[i] > title ? heads[i] : title;
    }
    int least = r->ncolumns < 2 ? r->ncolumns : 2;
    int room = rest - least * (cell + 2), all = rest - r->ncolumns * (cell + 2);
    if (title > all) { /* all years are worth a cut title: the foot has it in full */
        title = all > TITLE_LEAST ? all : title < TITLE_LEAST ? title : TITLE_LEAST;
    }
    s->title_w = title < room ? title : room;
    s->fit = (rest - s->title_w) / (cell + 2);
    s->fit = s->fit < r->ncolumns ? s->fit : r->ncolumns;
    s->column_w = s->fit > 0 ? (rest - s->title_w) / s->fit : cell + 2;
    s->column_w = s->column_w > cell + 6 ? cell + 6 : s->column_w;
    if (s->year < s->first) {
        s->first = s->year;
    }
    if (s->year >= s->first + s->fit) {
        s->first = s->year - s->fit + 1;
    }
    if (s->first > r->ncolumns - s->fit) {
        s->first = r->ncolumns - s->fit;
    }
}

const char *report_question_head(int column)
{
    static const char *const names[QUESTION_COLUMNS] = {
        [BELOW] = N_("Below full"),
        [EARNED] = N_("Earned, %"),
        [NOT_APPLICABLE] = N_("N/a"),
        [CANT_TELL] = N_("Can't tell"),
    };
    return text_translated(names[column]);
}

const char *report_body_head(int column)
{
    static const char *const names[REPORT_COLUMNS] = {
        [PLACE] = N_("Place"),
        [RANGE] = N_("Score"),
        [VERDICT] = N_("Rating"),
        [CHANGE] = N_("Change"),
        [BY_RATING] = N_("Services, best first"),
    };
    return text_translated(names[column]);
}

/* "10 · 0 · 1 · 0": the services at each rating, the best first. */
const char *report_by_rating(const struct report_screen *s, const struct national_body *b)
{
    const char *text = "";
    for (int i = s->national.rubric->nratings - 1; i >= 0; i--) {
        text = arena_printf(s->arena, "%s%s%d", text, *text ? " · " : "", b->rating_counts[i]);
    }
    return text;
}

static int by_rating_width(const struct report_screen *s)
{
    int widest = text_width(report_body_head(BY_RATING));
    for (int i = 0; i < s->national.nbodies; i++) {
        int w = text_width(report_by_rating(s, &s->national.bodies[i]));
        widest = w > widest ? w : widest;
    }
    return widest < 28 ? widest : 28;
}

static void place_columns(struct report_screen *s, struct rect r)
{
    static const int give[QUESTION_COLUMNS] = {[NOT_APPLICABLE] = 2, [CANT_TELL] = 3, [EARNED] = 1};
    const struct rubric *rubric = s->national.rubric;

    for (int i = 0; i < QUESTION_COLUMNS; i++) {
        s->question_columns[i] = (struct column){
            .w = head_width(report_question_head(i), i == BELOW ? 10 : 5), .give = give[i]};
    }
    s->question_w =
        columns_fit(s->question_columns, QUESTION_COLUMNS, r.x + 2, r.w - 3, 16, NAME_MOST);
    struct column *c = s->body_columns;
    c[PLACE] = (struct column){.w = head_width(report_body_head(PLACE), 5)};
    c[RANGE] = (struct column){.w = range_width(rubric)};
    c[VERDICT] = (struct column){.w = rating_width(&s->tongue, rubric->body, r.w), .give = 1};
    c[CHANGE] = (struct column){.w = head_width(report_body_head(CHANGE), 7), .give = 2};
    c[BY_RATING] = (struct column){.w = rubric->nratings ? by_rating_width(s) : r.w, .give = 3};
    s->body_w = columns_fit(c, REPORT_COLUMNS, r.x + 2, r.w - 3, r.w < 100 ? 14 : 34, NAME_MOST);
}

void report_place(struct report_screen *s, const struct ui *ui)
{
    struct rect area = ui->area;
    int foot = area.h < REPORT_TALL ? 1 : 3;

    s->rule = area.h < REPORT_TALL ? -1 : area.y + area.h - foot - 1;
    s->foot_y = area.y + area.h - foot;
    s->rows = area;
    s->rows.h = area.h - foot - (s->rule >= 0);
    if (s->read) {
        place_years(s, area.w);
    }
    if (s->counted) {
        place_columns(s, s->rows);
    }
}
