#include "tui/widgets/sieve.h"

#include "forms/text.h"
#include "tui/canvas.h"

void sieve_begin(struct sieve *s)
{
    s->arena = arena_new();
}

void sieve_free(struct sieve *s)
{
    arena_free(&s->arena);
    edit_free(&s->edit);
}

where_set sieve_where(const struct sieve *s)
{
    return s->typing ? IN_PICKER : IN_READER | IN_SIEVE;
}

static enum action scrolling(enum action action)
{
    switch (action) {
    case ACT_PICK_UP:
        return ACT_UP;
    case ACT_PICK_DOWN:
        return ACT_DOWN;
    case ACT_PICK_PAGE_UP:
        return ACT_PAGE_UP;
    case ACT_PICK_PAGE_DOWN:
        return ACT_PAGE_DOWN;
    default:
        return action;
    }
}

bool sieve_command(struct sieve *s, struct command c)
{
    if (reader_command(&s->reader, scrolling(c.action))) {
        return false;
    }
    switch (c.action) {
    case ACT_NARROW:
        s->typing = true;
        break;
    case ACT_CLOSE_PICKER: /* all of it again */
        edit_set(&s->edit, NULL);
        s->typing = false;
        break;
    case ACT_PICK:
        s->typing = false;
        break;
    case ACT_CLOSE_READER:
        return true;
    default:
        if (s->typing && edit_command(&s->edit, c, 0)) {
            s->reader.top = 0;
        }
    }
    return false;
}

void sieve_hint(const struct sieve *s, enum action action, const char **word)
{
    if (s->typing && action == ACT_PICK) {
        *word = _("read on");
    } else if (s->typing && action == ACT_CLOSE_PICKER) {
        *word = _("show all again");
    }
}

bool sieve_takes(const struct sieve *s, const char *text)
{
    return text_finds(edit_text(&s->edit), text);
}

static int lines_of_all(struct sieve *s, struct rect area, const char *title,
                        void (*fill)(struct sieve *s, void *arg), void *arg)
{
    struct edit typed = s->edit;

    s->edit = (struct edit){0};
    reader_begin(&s->reader, s->arena, area, title);
    fill(s, arg);
    s->edit = typed;
    return s->reader.pane.n;
}

void sieve_read(struct sieve *s, struct rect area, const char *title,
                void (*fill)(struct sieve *s, void *arg), void *arg)
{
    arena_reset(s->arena);
    s->whole = lines_of_all(s, area, title, fill, arg);
    if (*edit_text(&s->edit)) {
        reader_begin(&s->reader, s->arena, area, title);
        fill(s, arg);
        if (s->reader.pane.n == 0) {
            pane_text(&s->reader.pane, 0, ROLE_DIM, 0, _("Nothing here has these words."));
        }
    }
    reader_end_tall(&s->reader, area, s->whole);
}

/* What is typed stands in the frame, after the title. */
void sieve_draw(const struct sieve *s, struct ui *ui)
{
    const struct rect *box = &s->reader.box;
    int x = box->x + 3 + text_width(s->reader.title);
    int w = box->x + box->w - 2 - x - 2;

    reader_draw(&s->reader, ui);
    if ((!s->typing && !*edit_text(&s->edit)) || w < 4) {
        return;
    }
    x += put(box->y, x, 1, role_attr(ROLE_ACCENT), mark(MARK_CRUMB));
    x += put(box->y, x, 1, role_attr(ROLE_TEXT), " ");
    x = edit_draw_line(&s->edit, box->y, x, w, role_attr(ROLE_TEXT));
    if (s->typing) {
        ui->cursor_y = box->y;
        ui->cursor_x = x;
    }
}
