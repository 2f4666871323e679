#include "tui/widgets/list.h"

#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"

bool list_command(struct list *l, enum action action, int page)
{
    static const struct {
        enum action action;
        enum list_step step;
    } steps[] = {
        {ACT_UP, STEP_UP},           {ACT_DOWN, STEP_DOWN},
        {ACT_PAGE_UP, STEP_PAGE_UP}, {ACT_PAGE_DOWN, STEP_PAGE_DOWN},
        {ACT_FIRST, STEP_FIRST},     {ACT_LAST, STEP_LAST},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (steps[i].action == action) {
            list_move(l, steps[i].step, page);
            return true;
        }
    }
    return false;
}

void list_row_draw(int y, int x, bool chosen, enum mark progress, enum mark attention, int name_w,
                   const char *name)
{
    attr_t text = role_attr(ROLE_TEXT);

    /* No colours here: a cursor move is two rows sent anew, also over a slow line. */
    put(y, x, 1, text, chosen ? mark(MARK_CURSOR) : " ");
    put(y, x + 1, 1, text, mark(progress));
    put(y, x + 2, 1, text, mark(attention));
    put(y, x + MARKS_W, name_w, chosen ? text | A_REVERSE : text, name);
}

#define HEAD_MOST 14

int head_width(const char *heading, int least)
{
    int w = text_width(heading);
    return w < least ? least : w > HEAD_MOST ? HEAD_MOST : w;
}

int range_width(const struct rubric *r)
{
    char out[32];
    int64_t full = num_units(r->scale, r->decimals);
    return 2 * (int)strlen(units_text(full, r->decimals, out, sizeof out)) + 1;
}

static int wider(int w, const char *text)
{
    int other = text_width(text);
    return other > w ? other : w;
}

int rating_width(const struct tongue *t, const struct block *b, int w)
{
    int most = w < 100 ? 16 : 24, widest = wider(8, _("stopped"));

    for (int i = 0; i < t->rubric->nratings; i++) {
        widest = wider(widest, say_rating(t, i));
    }
    for (int i = 0; b && i < b->nunrated; i++) {
        widest = wider(widest, say_unrated(t, b, b->unrated[i].id));
    }
    if (w < 100 && widest >= 14) {
        return widest < most ? widest : most; /* names need the column that "…" would take */
    }
    return widest < most ? widest + 1 : most;
}

const char *row_range(const struct tongue *t, const struct row *row)
{
    switch (row->state) {
    case SUBJECT_RATED:
        return say_units(t, row->score);
    case SUBJECT_INCOMPLETE:
        return say_range(t, row->low, row->high, "–");
    default:
        return "";
    }
}

bool row_begun(const struct row *row)
{
    return row->answered > 0 || row->cant_tell > 0 || row->conflicts > 0;
}

void list_parted(const struct list_layout *l, struct rect area)
{
    if (l->wall >= 0) {
        put_wall(l->wall, area.y, area.h);
    } else {
        put_rule(l->rule, area.x, area.w);
    }
}
