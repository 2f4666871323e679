#include "tui/layout.h"

static int at_least(int x, int least)
{
    return x < least ? least : x;
}

static int between(int least, int x, int most)
{
    return x > most ? most : at_least(x, least);
}

void list_move(struct list *l, enum list_step step, int page)
{
    switch (step) {
    case STEP_UP:
        l->cur--;
        break;
    case STEP_DOWN:
        l->cur++;
        break;
    case STEP_PAGE_UP:
        l->cur -= at_least(page, 1);
        break;
    case STEP_PAGE_DOWN:
        l->cur += at_least(page, 1);
        break;
    case STEP_FIRST:
        l->cur = 0;
        break;
    case STEP_LAST:
        l->cur = l->n - 1;
        break;
    }
    l->cur = at_least(between(0, l->cur, l->n - 1), 0);
}

void list_fit(struct list *l, int h)
{
    l->cur = at_least(between(0, l->cur, l->n - 1), 0);
    if (l->cur < l->top) {
        l->top = l->cur;
    }
    if (h > 0 && l->cur >= l->top + h) {
        l->top = l->cur - h + 1;
    }
    l->top = at_least(between(0, l->top, l->n - h), 0);
}

void list_settle(struct list *l, int direction, bool (*can)(const void *of, int i), const void *of)
{
    for (int turn = 0; turn < 2; turn++, direction = -direction) {
        for (int i = l->cur; i >= 0 && i < l->n; i += direction) {
            if (can(of, i)) {
                l->cur = i;
                return;
            }
        }
    }
}

void list_show_around(struct list *l, int h, bool (*can)(const void *of, int i), const void *of)
{
    int from = l->cur, to = from;

    while (from > 0 && !can(of, from - 1)) {
        from--;
    }
    while (to + 1 < l->n && !can(of, to + 1)) {
        to++;
    }
    if (from < l->top && l->cur - from < h) {
        l->top = from;
    }
    if (to + 1 == l->n && to - l->cur < h && to >= l->top + h) {
        l->top = to - h + 1;
    }
}

bool list_click(struct list *l, int i)
{
    bool again = i == l->cur;

    if (i < 0 || i >= l->n) {
        return false;
    }
    l->cur = i;
    return again;
}

bool rect_has(struct rect r, int y, int x)
{
    return y >= r.y && y < r.y + r.h && x >= r.x && x < r.x + r.w;
}

#define COLUMN_GAP 2

int columns_fit(struct column *columns, int n, int x0, int w, int least, int most)
{
    int total = least;

    for (int i = 0; i < n; i++) {
        columns[i].x = 0;
        total += COLUMN_GAP + columns[i].w;
    }
    while (total > w) {
        int first = -1;
        for (int i = 0; i < n; i++) {
            if (columns[i].x == 0 && columns[i].give > 0 &&
                (first < 0 || columns[i].give > columns[first].give)) {
                first = i;
            }
        }
        if (first < 0) {
            break;
        }
        columns[first].x = -1;
        total -= COLUMN_GAP + columns[first].w;
    }
    int name = between(1, w - (total - least), most), x = x0 + name;
    for (int i = 0; i < n; i++) {
        if (columns[i].x == 0) {
            columns[i].x = x + COLUMN_GAP;
            x += COLUMN_GAP + columns[i].w;
        }
    }
    return name;
}

#define WIDE 110  /* the outline stands beside the question */
#define WIDER 140 /* a summary stands beside its list */

struct list_layout list_layout(struct rect area, int pane_rows, bool beside)
{
    struct list_layout l = {.head = area.y + 1, .rule = -1, .wall = -1};

    l.list = area;
    if (beside && area.w >= WIDER) {
        int w = between(40, area.w / 3, 64);
        l.wall = area.x + area.w - w - 1;
        l.pane = (struct rect){area.y + 1, l.wall + 2, area.h - 1, w - 2};
        l.list.w = area.w - w - 1;
    } else {
        /* The list keeps at least half; without room for the pane its first lines are shown. */
        int foot = between(0, pane_rows, (area.h - 1) / 2 - 1);
        l.rule = area.y + area.h - foot - 1;
        l.pane = (struct rect){l.rule + 1, area.x, foot, area.w};
    }
    if (area.h < 16) {
        l.head = area.y; /* no blank line above the headings */
    }
    l.list.y = l.head + 1;
    l.list.h = (l.rule >= 0 ? l.rule : area.y + area.h) - l.list.y;
    return l;
}

struct question_layout question_layout(struct rect area)
{
    struct question_layout l = {.question = area, .wall_1 = -1, .wall_2 = -1};

    if (area.w < 64) {
        return l;
    }
    int live = area.w < WIDE ? between(20, area.w - 53, 27) : between(30, area.w / 5 + 9, 48);
    l.live = (struct rect){area.y, area.x + area.w - live, area.h, live};
    l.wall_2 = l.live.x - 1;
    l.question.w = l.wall_2 - area.x;
    if (area.w >= WIDE) {
        int outline = between(26, area.w / 5 + 4, 44);
        l.outline = (struct rect){area.y, area.x, area.h, outline};
        l.wall_1 = area.x + outline;
        l.question.x = l.wall_1 + 1;
        l.question.w -= outline + 1;
    }
    return l;
}

struct rect box_in(struct rect area, int h, int w)
{
    h = between(3, h + 2, at_least(area.h, 3));
    w = between(4, w + 4, at_least(area.w, 4));
    return (struct rect){area.y + at_least((area.h - h) / 2, 0),
                         area.x + at_least((area.w - w) / 2, 0), h, w};
}
