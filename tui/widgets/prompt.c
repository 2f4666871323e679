#include "tui/widgets/prompt.h"

#include <stdlib.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"

void prompt_begin(struct prompt *p, const char *text)
{
    edit_set(&p->edit, text);
    prompt_fault(p, NULL);
}

void prompt_free(struct prompt *p)
{
    edit_free(&p->edit);
    free(p->fault);
    p->fault = NULL;
}

void prompt_fault(struct prompt *p, const char *why)
{
    char *copy = why ? mem_dup(why) : NULL;
    free(p->fault);
    p->fault = copy;
}

const char *prompt_typed(const struct prompt *p, struct arena *a)
{
    return typed_trimmed(a, edit_text(&p->edit));
}

void prompt_command(struct prompt *p, struct command c)
{
    if (edit_command(&p->edit, c, 0)) {
        prompt_fault(p, NULL);
    }
}

void prompt_draw(const struct prompt *p, struct ui *ui, int y, int x, int w, const char *label,
                 const char *hint)
{
    struct arena *a = ui->tongue.arena;
    int before = *label ? put(y, x, w, role_attr(ROLE_DIM), label) : 0;

    ui->cursor_y = y;
    ui->cursor_x =
        edit_draw_line(&p->edit, y, x + before, w - before, role_attr(ROLE_TEXT) | A_UNDERLINE);
    put(y + 1, x, w, role_attr(p->fault ? ROLE_ERROR : ROLE_DIM),
        cut_end(a, text_show(a, p->fault ? p->fault : hint, false), w));
}
