/* Clicks on the questions screen. A first click only puts the cursor on an answer. */
#include "tui/screens/questions.h"

/* The answer at a line below the first row of answers, as they are scrolled; -1: none. */
static int answer_at(const struct questions *q, int line)
{
    const struct answers *a = &q->answers;

    for (int i = 0; a->row && i < a->n; i++) {
        if (line >= a->row[i].first && line < a->row[i].first + a->row[i].nlines) {
            return i;
        }
    }
    return -1;
}

static enum action click_answers(struct questions *q, struct rect r, int y, int x)
{
    const struct answers *a = &q->answers;

    if (a->row) {
        return list_click(&q->rows, answer_at(q, y - r.y + q->rows.top)) ? ACT_TICK : ACT_NONE;
    }
    if (y != r.y) {
        return ACT_NONE;
    }
    if (a->by == BY_SCALE) {
        int i = scale_at(a, r.x, r.w, q->rows.cur, x);
        return list_click(&q->rows, i) ? ACT_TICK : ACT_NONE;
    }
    return ACT_WRITE;
}

/* Going to a question changes nothing: one click is enough. */
static enum action click_outline(struct questions *q, struct rect r, int y)
{
    int i = q->outline.list.top + y - r.y;

    if (i < 0 || i >= q->outline.list.n || y >= r.y + r.h) {
        return ACT_NONE;
    }
    q->mode = MODE_OUTLINE;
    q->outline.list.cur = i;
    return ACT_OUTLINE_GO;
}

static enum action click_command(struct questions *q, int y, int x)
{
    struct rect answers = answers_rect(q);

    if (rect_has(q->layout.outline, y, x)) {
        return click_outline(q, outline_rows(q, q->layout.outline), y);
    }
    if (q->question < 0 || !rect_has(answers, y, x)) {
        return ACT_NONE;
    }
    if (q->digits[0]) {
        q->digits[0] = '\0'; /* the number that was begun is not meant any more */
    }
    return click_answers(q, answers, y, x);
}

struct command questions_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct questions *q = s->data;
    struct command c = {.action = ACT_NONE};

    switch (q->mode) {
    case MODE_READER:
        return reader_click(&q->reader, y, x);
    case MODE_COMMAND:
        c.action = click_command(q, y, x);
        break;
    case MODE_OUTLINE: {
        struct rect box = q->layout.outline.w > 0 ? q->layout.outline : outline_box(ui->area);
        c.action =
            rect_has(box, y, x) ? click_outline(q, outline_rows(q, box), y) : ACT_CLOSE_OUTLINE;
        break;
    }
    default: /* what is typed is neither stored nor dropped by a click beside it */
        break;
    }
    return c;
}
