#include "tui/screens/questions.h"
#include "tui/canvas.h"

static int text_x(const struct questions *q)
{
    return q->layout.question.x + 1;
}

/* Answers stand in a rectangle that is as wide as the question's text. */
struct rect answers_rect(const struct questions *q)
{
    struct rect r = q->layout.question;
    return (struct rect){q->sheet.answers_y, r.x, q->sheet.answers_h, q->sheet.details.w + 1};
}

static void head_draw(const struct questions *q, struct ui *ui)
{
    const struct sheet *s = &q->sheet;
    int w = s->details.w, x = text_x(q);

    put(s->head_y, x, w, role_attr(ROLE_TEXT), s->path);
    put_right(s->head_y, x, w, role_attr(ROLE_DIM), s->position);
    if (q->layout.live.w == 0) {
        struct progress done = progress_of(q->work, ui->stage);
        const char *count = arena_printf(ui->tongue.arena, "%d/%d  ", done.answered, done.asked);
        int count_w = put(s->head_y + 1, x, w, role_attr(ROLE_DIM), count);
        put(s->head_y + 1, x + count_w, w - count_w, role_attr(ROLE_TEXT),
            live_line(&ui->tongue, q->work, w - count_w));
    }
}

static void ask_draw(const struct questions *q, struct ui *ui)
{
    const struct sheet *s = &q->sheet;
    struct arena *a = ui->tongue.arena;
    int w = s->details.w;

    for (int i = 0; i < s->ask_shown; i++) {
        const char *line = span_text(a, s->ask, s->ask_lines[i]);
        if (i == s->ask_shown - 1 && s->ask_shown < s->nask) {
            const char *more =
                arena_printf(a, "… %s %s", action_key(a, ACT_GUIDANCE), action_word(ACT_GUIDANCE));
            size_t n = text_fit(line, w - text_width(more) - 1, NULL);
            while (n > 0 && line[n] && line[n] != ' ') {
                n--; /* to the end of a word */
            }
            line = arena_printf(a, "%.*s %s", (int)n, line, more);
        }
        put(s->ask_y + i, text_x(q), w, role_attr(ROLE_TITLE), line);
    }
}

/* How many answers are beyond the window, in the line below it. */
static void more_draw(const struct questions *q, struct ui *ui)
{
    const struct answers *a = &q->answers;
    struct rect r = answers_rect(q);
    int above = 0, below = 0;

    for (int i = 0; i < a->n; i++) {
        above += a->row[i].first < q->rows.top;
        below += a->row[i].first + a->row[i].nlines > q->rows.top + r.h;
    }
    if (above + below == 0) {
        return;
    }
    const char *text = below > 0 ? arena_printf(ui->tongue.arena, _("↓ %d more"), below)
                                 : arena_printf(ui->tongue.arena, _("↑ %d more"), above);
    if (above > 0 && below > 0) {
        text = arena_printf(ui->tongue.arena, _("↑ %d  ↓ %d more"), above, below);
    }
    put_right(r.y + r.h, r.x, r.w - 2, role_attr(ROLE_DIM), text);
}

/* What the field takes; what is wrong with what was typed may need two lines. */
static void below_field_draw(const struct questions *q, struct ui *ui, int y, int x, int w)
{
    struct arena *a = ui->tongue.arena;
    const char *text = text_show(a, q->fault ? q->fault : q->answers.expects, false);
    attr_t attr = role_attr(q->fault ? ROLE_ERROR : ROLE_DIM);
    struct span *lines;
    int n = wrap(a, text, w, &lines);

    put(y, x, w, attr, span_text(a, text, lines[0]));
    if (n > 1) {
        put(y + 1, x, w, attr, cut_end(a, text + lines[1].start, w));
    }
}

/* Number, date, text, address: the field, and what it takes or what is wrong. */
static void field_draw(const struct questions *q, struct ui *ui, int y)
{
    const struct answers *a = &q->answers;
    int x = text_x(q) + 2, w = q->sheet.details.w - 4;

    put_cursor(y, text_x(q), true);
    ui->cursor_y = y;
    ui->cursor_x = x;
    if (q->mode == MODE_FIELD) {
        ui->cursor_x = edit_draw_line(&q->edit, y, x, w, role_attr(ROLE_TEXT) | A_UNDERLINE);
    } else if (a->shown) {
        put(y, x, w, role_attr(ROLE_TITLE), cut_end(ui->tongue.arena, a->shown, w));
    } else {
        put(y, x, w, role_attr(ROLE_DIM), "____________");
    }
    below_field_draw(q, ui, y + 1, x, w);
}

static void answers_pane_draw(const struct questions *q, struct ui *ui)
{
    const struct answers *a = &q->answers;
    struct rect r = answers_rect(q);

    if (a->row) {
        answers_draw(a, r, q->rows.cur, q->rows.top, &ui->cursor_y, &ui->cursor_x);
        more_draw(q, ui);
    } else if (a->by == BY_SCALE) {
        ui->cursor_y = r.y;
        scale_draw(a, r.y, r.x, r.w, q->rows.cur, &ui->cursor_x);
    } else {
        field_draw(q, ui, r.y);
    }
    if (q->digits[0]) {
        const char *typed = arena_printf(
            ui->tongue.arena, _("%s_  one more digit; Enter takes it, Esc drops it"), q->digits);
        put_blank((struct rect){LINES - 2, 0, 1, COLS});
        put(LINES - 2, text_x(q), q->sheet.details.w, role_attr(ROLE_ACCENT),
            cut_end(ui->tongue.arena, typed, q->sheet.details.w));
    }
}

static void question_draw(const struct questions *q, struct ui *ui)
{
    const struct sheet *s = &q->sheet;

    if (q->question >= 0) {
        head_draw(q, ui);
        ask_draw(q, ui);
        answers_pane_draw(q, ui);
    } else {
        ui->cursor_y = s->details_y;
        ui->cursor_x = text_x(q);
    }
    struct rect r = q->layout.question;
    pane_draw(&s->details, s->details_y, text_x(q), r.y + r.h - s->details_y);
    if (s->next_y >= 0 && s->next) {
        put(s->next_y, text_x(q), s->details.w, role_attr(ROLE_DIM),
            cut_end(ui->tongue.arena, s->next, s->details.w));
    }
}

/* ---- what floats over it ---- */

/* At the foot of the question's pane, so that question and answer stay in sight. */
static struct rect foot_box(const struct questions *q, int h)
{
    struct rect r = q->layout.question;
    h = h > r.h ? r.h : h;
    return (struct rect){r.y + r.h - h, r.x, h, r.w};
}

struct rect note_box(const struct questions *q)
{
    int h = q->layout.question.h / 2;
    return foot_box(q, h < 6 ? 6 : h > 14 ? 14 : h);
}

int note_width(const struct questions *q)
{
    return note_box(q).w - 4;
}

static void note_draw(const struct questions *q, struct ui *ui)
{
    struct rect in = put_box(note_box(q), _("Note"));

    if (q->fault) {
        in.h--;
        put(in.y + in.h, in.x, in.w, role_attr(ROLE_ERROR),
            cut_end(ui->tongue.arena, q->fault, in.w));
    }
    edit_draw_lines(&q->edit, in, &ui->cursor_y, &ui->cursor_x);
}

static void reason_draw(const struct questions *q, struct ui *ui)
{
    const char *title = q->draft == DRAFT_NA ? _("Not applicable: why?") : _("Can't tell: why?");
    int rows = q->fresh ? q->nreasons : 0;
    struct rect in = put_box(foot_box(q, rows + 5), title);
    attr_t attr = role_attr(ROLE_TEXT) | A_UNDERLINE;

    ui->cursor_y = in.y;
    ui->cursor_x = edit_draw_line(&q->edit, in.y, in.x, in.w, attr);
    if (q->fresh && *edit_text(&q->edit)) {
        put(in.y, in.x, in.w, role_attr(ROLE_TEXT) | A_REVERSE,
            cut_end(ui->tongue.arena, edit_text(&q->edit), in.w));
        ui->cursor_x = in.x;
    }
    const char *below = q->fault    ? q->fault
                        : rows == 0 ? _("Enter stores it with the answer")
                                    : _("Enter takes it, a digit another; or type anew");
    put(in.y + 1, in.x, in.w, role_attr(q->fault ? ROLE_ERROR : ROLE_DIM),
        cut_end(ui->tongue.arena, below, in.w));
    for (int i = 0; i < rows && i + 2 < in.h; i++) {
        const char *line = arena_printf(ui->tongue.arena, "%d  %s", i + 1, q->reasons[i]);
        put(in.y + 2 + i, in.x, in.w, role_attr(ROLE_TEXT), cut_end(ui->tongue.arena, line, in.w));
    }
}

struct rect outline_box(struct rect area)
{
    return box_in(area, area.h, 72);
}

/* In the box a frame and, in both, a last line that counts are no rows. */
struct rect outline_rows(const struct questions *q, struct rect around)
{
    bool pane = q->layout.outline.w > 0;
    return (struct rect){around.y + 1, around.x + (pane ? 0 : 2), around.h - 4,
                         around.w - (pane ? 1 : 4)};
}

static void outline_box_draw(const struct questions *q, struct ui *ui)
{
    struct rect r = outline_box(ui->area);
    outline_draw(q, ui, put_box(r, _("Outline")), &ui->cursor_y, &ui->cursor_x);
}

static void outline_pane_draw(const struct questions *q, struct ui *ui)
{
    struct rect r = q->layout.outline;
    int y, x;

    outline_draw(q, ui, (struct rect){r.y + 1, r.x, r.h - 2, r.w - 1}, &y, &x);
    if (q->mode == MODE_OUTLINE) {
        ui->cursor_y = y;
        ui->cursor_x = x;
    }
}

void questions_draw(const struct screen *s, struct ui *ui)
{
    const struct questions *q = s->data;
    const struct question_layout *l = &q->layout;

    question_draw(q, ui);
    if (l->live.w > 0) {
        put_wall(l->wall_2, ui->area.y, ui->area.h);
        pane_draw(&q->live, l->live.y + 1, l->live.x + 1, l->live.h - 1);
    }
    if (l->outline.w > 0) {
        put_wall(l->wall_1, ui->area.y, ui->area.h);
        outline_pane_draw(q, ui);
    } else if (q->mode == MODE_OUTLINE) {
        outline_box_draw(q, ui);
    }
    if (q->mode == MODE_NOTE) {
        note_draw(q, ui);
    } else if (q->mode == MODE_REASON) {
        reason_draw(q, ui);
    } else if (q->mode == MODE_READER) {
        reader_draw(&q->reader, ui);
    }
}
