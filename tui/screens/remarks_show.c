/* The box of remarks: a line for each, and all of the chosen one below. */
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/remark_words.h"
#include "tui/screens/remarks.h"
#include "tui/when.h"

#define BOX_W 92
#define BOX_ROWS 22
#define EMPTY_ROWS 3
#define WRITE_ROWS 10
#define LOOKED_AT 40    /* remarks whose height decides the box's */
#define TEXT_MOST 20000 /* bytes of a text that are shown: more than anybody may write */
#define ROOMY 60        /* columns from which rows say who and when */

/* Strangers' files may hold texts of any length. */
static const char *fitting(struct arena *a, const char *text)
{
    size_t n = strlen(text);

    if (n <= TEXT_MOST) {
        return text;
    }
    for (n = TEXT_MOST; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;) {
        n--;
    }
    return arena_printf(a, "%.*s…", (int)n, text);
}

/* ---- reading ---- */

static void add_answers(const struct remarks *m, const struct remark *r, struct pane *p)
{
    struct arena *a = m->arena;

    for (int i = 0; i < r->nanswers; i++) {
        const struct remark_answer *said = &r->answers[i];
        pane_text(p, 0, ROLE_DIM, 1,
                  arena_printf(a, _("Answer  %s"), say_who_when(a, said->by, said->at)));
        pane_text(p, 0, ROLE_TEXT, 0, fitting(a, said->text));
    }
    if (r->heads > 1) {
        pane_text(p, 0, ROLE_WARNING, 3,
                  _("Laptops wrote to it without seeing one another: read all of it; an answer, or "
                    "settling it, makes it one again."));
    }
    if (r->settled_by) {
        pane_text(p, 0, ROLE_DIM, 1,
                  arena_printf(a, _("Settled  %s"), say_who_when(a, r->settled_by, r->settled_at)));
    }
}

static void about_read(const struct remarks *m, const struct ui *ui, const struct remark *r,
                       struct pane *p)
{
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, m->arena};

    if (!m->question) {
        pane_text(p, 0, ROLE_TITLE, 1, say_remark_place(&t, ui->campaign, r));
    }
    pane_text(p, 0, ROLE_DIM, 1, say_who_when(m->arena, r->by, r->at));
    pane_text(p, 0, ROLE_TEXT, 0, *r->text ? fitting(m->arena, r->text) : _("(no text)"));
    add_answers(m, r, p);
}

/* Rows that the longest of them takes: the box is as high whichever is chosen, for one that
 * breathes is hard to read. */
static int about_rows(const struct remarks *m, const struct ui *ui, int w)
{
    int most = 0;

    for (int i = 0; i < m->n && i < LOOKED_AT; i++) {
        struct pane p;
        pane_begin(&p, m->arena, w);
        about_read(m, ui, &m->remark[i], &p);
        most = p.n > most ? p.n : most;
    }
    return most;
}

/* Where one writes the screen below stays in sight. */
static void place_box(struct remarks *m, const struct ui *ui)
{
    int room = ui->area.h - 2 < BOX_ROWS ? ui->area.h - 2 : BOX_ROWS;
    int least = room / 3 < 3 ? 3 : room / 3;

    m->rows = m->n < least ? m->n : least;
    m->box = box_in(ui->area, EMPTY_ROWS, BOX_W);
    if (m->mode == REMARKS_WRITING) {
        m->box = box_in(ui->area, room < WRITE_ROWS ? room : WRITE_ROWS, BOX_W);
        m->box.y = ui->area.y + ui->area.h - m->box.h;
    } else if (m->n > 0) {
        int h = m->rows + 1 + about_rows(m, ui, m->box.w - 4);
        m->box = box_in(ui->area, h < room ? h : room, BOX_W);
    }
    list_fit(&m->list, m->rows);
}

void remarks_show(struct remarks *m, struct ui *ui)
{
    place_box(m, ui);
    pane_begin(&m->about, m->arena, m->box.w - 4);
    if (m->mode == REMARKS_READING && m->n == 0) {
        m->mode = REMARKS_LISTED;
    }
    if (m->n > 0) {
        about_read(m, ui, remarks_chosen(m), &m->about);
    }
    if (m->mode == REMARKS_READING) {
        reader_begin(&m->reader, m->arena, ui->area, _("The remark in full"));
        about_read(m, ui, remarks_chosen(m), &m->reader.pane);
        reader_end(&m->reader, ui->area);
    }
}

/* ---- drawing ---- */

struct rect remarks_rows(const struct remarks *m)
{
    return (struct rect){m->box.y + 1, m->box.x + 2, m->rows, m->box.w - 4};
}

static int state_width(const struct remarks *m)
{
    int w = 0;

    for (int i = 0; i < m->n; i++) {
        int one = text_width(say_remark_state(&m->remark[i]));
        w = one > w ? one : w;
    }
    return w < 16 ? w : 16;
}

/* Cursor, mark, the text's beginning; who and when where there is room; its state. */
static void row_draw(const struct remarks *m, struct arena *a, struct rect in, int y, int i)
{
    const struct remark *r = &m->remark[i];
    bool here = i == m->list.cur, roomy = in.w >= ROOMY;
    int state_w = state_width(m), who_w = roomy ? 16 : 0, when_w = roomy ? 12 : 0;
    int text_w = in.w - 4 - state_w - 1 - (roomy ? who_w + when_w + 2 : 0);
    attr_t attr = role_attr(r->waits ? ROLE_TEXT : ROLE_DIM);
    int x = in.x + 4 + text_w + 1;

    put_cursor(y, in.x, here);
    put(y, in.x + 2, 1, role_attr(r->waits ? ROLE_WARNING : ROLE_DIM), mark(remark_mark(r)));
    put(y, in.x + 4, text_w, here ? attr | A_REVERSE : attr,
        cut_end(a, say_in_line(a, *r->text ? r->text : _("(no text)")), text_w));
    if (roomy) {
        put(y, x, who_w, role_attr(ROLE_DIM), cut_end(a, say_in_line(a, r->by), who_w));
        put(y, x + who_w + 1, when_w, role_attr(ROLE_DIM), when_local(a, r->at, "%m-%d %H:%M"));
        x += who_w + when_w + 2;
    }
    put(y, x, state_w, attr, cut_end(a, say_remark_state(r), state_w));
}

/* What is asked for before there is any, and where one writes: it is not always what the cursor is
 * on, as in a scorecard. */
static const char *about_what(const struct remarks *m, struct ui *ui)
{
    const struct remark here = {.body = m->from.body,
                                .service = m->from.screen == SCREEN_BODIES ? "" : m->from.service,
                                .question = m->question,
                                .index = m->question ? m->from.question : -1};

    return say_remark_place(&ui->tongue, ui->campaign, &here);
}

static const char *box_title(const struct remarks *m, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    int waits = 0;

    for (int i = 0; i < m->n; i++) {
        waits += m->remark[i].waits;
    }
    if (m->n == 0) {
        return arena_printf(a, _("Remarks: %s"), about_what(m, ui));
    }
    return arena_printf(a, _("Remarks  %d, not settled %d"), m->n, waits);
}

/* As much as there is room for; the reader has the rest. */
static void about_draw(const struct remarks *m, struct arena *a, struct rect in)
{
    int y = in.y + m->rows + 1, h = in.h - m->rows - 1;

    put_rule(in.y + m->rows, in.x, in.w);
    bool more = m->about.n > h;
    pane_draw(&m->about, y, in.x, more ? h - 1 : h);
    if (more && h > 0) {
        put(y + h - 1, in.x, in.w, role_attr(ROLE_DIM),
            arena_printf(a, "… %s %s", action_key(a, ACT_REMARK_MORE),
                         action_word(ACT_REMARK_MORE)));
    }
}

static void listed_draw(const struct remarks *m, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(m->box, box_title(m, ui));

    ui->cursor_y = in.y;
    ui->cursor_x = in.x;
    if (m->n == 0) {
        put(in.y, in.x, in.w, role_attr(ROLE_TEXT), cut_end(a, _("No remark here yet."), in.w));
        if (!campaign_read_only(ui->campaign)) {
            put(in.y + 1, in.x, in.w, role_attr(ROLE_DIM),
                cut_end(a,
                        arena_printf(a, _("%s or %s writes one."), action_key(a, ACT_REMARK_WRITE),
                                     action_key(a, ACT_REMARK_FIRST)),
                        in.w));
        }
        return;
    }
    for (int i = 0; i < m->rows && m->list.top + i < m->n; i++) {
        row_draw(m, a, in, in.y + i, m->list.top + i);
    }
    about_draw(m, a, in);
    ui->cursor_y = in.y + m->list.cur - m->list.top;
    ui->cursor_x = in.x + 4;
}

static void writing_draw(const struct remarks *m, struct ui *ui)
{
    const struct remark *to = *m->to ? remarks_chosen(m) : NULL;
    const char *title = to ? _("Answer to the remark")
                           : arena_printf(ui->tongue.arena, _("Remark: %s"), about_what(m, ui));
    struct rect in = put_box(m->box, title);

    if (to && in.h > 4) { /* what is answered stays in sight */
        put(in.y, in.x, in.w, role_attr(ROLE_DIM),
            cut_end(ui->tongue.arena, say_in_line(ui->tongue.arena, to->text), in.w));
        in.y += 2;
        in.h -= 2;
    }
    if (m->fault) {
        in.h--;
        put(in.y + in.h, in.x, in.w, role_attr(ROLE_ERROR),
            cut_end(ui->tongue.arena, m->fault, in.w));
    } else if (*edit_text(&m->edit) == '\0' && in.h > 2) {
        put(in.y + in.h - 1, in.x, in.w, role_attr(ROLE_DIM),
            cut_end(ui->tongue.arena, _("Esc stores it; left empty, nothing is stored."), in.w));
    }
    edit_draw_lines(&m->edit, in, &ui->cursor_y, &ui->cursor_x);
}

void remarks_draw(const struct screen *s, struct ui *ui)
{
    const struct remarks *m = s->data;

    if (m->mode == REMARKS_WRITING) {
        writing_draw(m, ui);
        return;
    }
    listed_draw(m, ui);
    if (m->mode == REMARKS_READING) {
        reader_draw(&m->reader, ui);
    }
}
