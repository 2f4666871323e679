/* What is behind the chosen figure of the report. */
#include <string.h>
#include "forms/text.h"
#include "tui/screens/behind.h"
#include "tui/screens/report.h"
#include "tui/widgets/list.h"

/* ---- which figures can be listed ---- */

/* The plain figure whose services a line is made of; a share's is its part. */
static enum behind kind_of(const struct report_line *l)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return BEHIND_BODIES;
    case REPORT_SERVICES:
        return BEHIND_SERVICES;
    case REPORT_UNRATED:
        return BEHIND_UNRATED;
    case REPORT_STOPPED:
        return BEHIND_STOPPED;
    case REPORT_INCOMPLETE:
        return BEHIND_INCOMPLETE;
    case REPORT_RATING:
    case REPORT_RATING_SHARE:
    case REPORT_BEST_SHARE:
        return BEHIND_RATING;
    default:
        return BEHIND_RATEABLE;
    }
}

static int64_t counted(const struct report_line *l, const struct report_column *col)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return col->bodies;
    case REPORT_SERVICES:
        return col->services;
    case REPORT_UNRATED:
        return col->unrated[l->index];
    case REPORT_STOPPED:
        return col->stopped;
    case REPORT_INCOMPLETE:
        return col->incomplete;
    case REPORT_RATING:
    case REPORT_RATING_SHARE:
        return col->rating[l->index];
    case REPORT_BEST_SHARE:
        return col->rating[l->index] + col->rating[l->index - 1];
    default:
        return col->rateable;
    }
}

const char *report_published(struct arena *a, const struct report_column *col)
{
    return arena_printf(a,
                        _("%s is known by its published totals alone: this file holds none of its "
                          "bodies and services."),
                        text_show(a, col->campaign, false));
}

const char *report_behind_why_not(const struct report_screen *s, const struct ui *ui)
{
    const struct report_column *col = report_year(s);
    const struct report_row *row = report_chosen(s);
    struct arena *a = ui->tongue.arena;

    if (!col || !row || row->kind != REPORT_ROW_FIGURE) {
        return NULL;
    }
    if (col->published) {
        return report_published(a, col);
    }
    return counted(&s->line[row->index], col) > 0 ? NULL
                                                  : _("Nothing is behind it: it counts nothing.");
}

/* ---- listing them ---- */

static void add_row(struct behind_list *l, const struct rubric *r, const struct behind_row *found)
{
    const struct row *row = found->row;
    const struct tongue t = {.rubric = r, .arena = l->arena}; /* the figure is of its campaign */
    const char *reason = row->state_reason ? row->state_reason : "";
    struct behind_item *it = behind_add(l, row->body, row->service, found->body_name,
                                        *row->service ? short_name(row) : "");

    it->right = row_range(&t, row);
    it->about = *row->service ? arena_printf(l->arena, "%s › %s%s%s", found->body_name, row->name,
                                             *reason ? ": " : "", reason)
                              : row->name;
}

static bool list_figure(struct behind_list *l, const struct report_screen *s, struct ui *ui,
                        const struct report_line *line, struct err *err)
{
    const struct report_column *col = report_year(s);
    const struct rubric *r = campaign_rubric(ui->campaign, col->which);
    enum behind kind = kind_of(line);
    bool ok = true;

    l->which = col->which;
    l->title = arena_dup(l->arena, report_about(s, line));
    int ratings = line->figure == REPORT_BEST_SHARE ? 2 : 1;
    for (int turn = 0; ok && turn < ratings; turn++) {
        struct behind_row *list;
        int n;
        const char *id = kind == BEHIND_UNRATED  ? s->report.unrated[line->index].id
                         : kind == BEHIND_RATING ? s->report.rating[line->index - turn].id
                                                 : NULL;
        ok = behind_read(ui->campaign, l->which, kind, id, &list, &n, l->arena, err);
        for (int i = 0; ok && i < n; i++) {
            add_row(l, r, &list[i]);
        }
    }
    return ok;
}

/* The bodies, with how much of it each has. */
static void list_cover(struct behind_list *l, const struct report_screen *s,
                       const struct report_row *row)
{
    const struct national *n = &s->national;

    l->which = n->which;
    l->title = arena_printf(l->arena, "%s · %s: %s", n->campaign, row->text, row->figures);
    for (int i = 0; i < n->nbodies; i++) {
        const struct national_body *b = &n->bodies[i];
        const struct row as = national_row(b);
        int count = report_cover_of((enum report_cover)row->index, b);
        if (count > 0) {
            struct behind_item *it = behind_add(l, arena_dup(l->arena, b->code), "",
                                                arena_dup(l->arena, short_name(&as)), "");
            it->right = arena_printf(l->arena, "%d", count);
            it->about = arena_dup(l->arena, b->name);
        }
    }
}

bool report_behind(const struct screen *report, struct ui *ui, struct behind_list *l,
                   struct err *err)
{
    const struct report_screen *s = report->data;
    const struct report_row *row = report_chosen(s);

    if (row && row->kind == REPORT_ROW_FIGURE) {
        return list_figure(l, s, ui, &s->line[row->index], err);
    }
    if (row && row->kind == REPORT_ROW_COVER) {
        list_cover(l, s, row);
    }
    return true;
}
