/* What the take-in screen shows: the files to choose from, then what they change. */
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/take_in.h"

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A line of what there is to read, wrapped to rows of the list. */
static void add_rows(struct take_in *t, const struct merge_line *l, int w)
{
    struct span *span;
    int n = wrap(t->shown, l->text, w - 2 * l->indent, &span);
    for (int i = 0; i < n; i++) {
        struct merge_line *row = &t->line[t->list.n++];
        *row = *l;
        row->indent = l->indent + (i > 0);
        row->text = span_text(t->shown, l->text, span[i]);
    }
}

static int rows_of(struct take_in *t, const struct merge_line *l, int n, int w)
{
    int rows = 0;
    for (int i = 0; i < n; i++) {
        struct span *span;
        rows += wrap(t->shown, l[i].text, w - 2 * l[i].indent, &span);
    }
    return rows;
}

/* What the report says; before it what the user left out, behind it the copy that was made. */
static void lines_read(struct take_in *t, struct ui *ui)
{
    struct tongue tongue = {ui->tongue.rubric, ui->tongue.language, t->shown};
    int n = 0, w = t->rows.w - 3 > 12 ? t->rows.w - 3 : 12;
    struct merge_line *l = t->has_report ? merge_lines(&tongue, &t->report, false, &n) : NULL;
    struct merge_line copy[2] = {{.text = "", .source = -1}, {.role = ROLE_DIM, .source = -1}};
    int ncopy = t->step == TAKE_DONE && t->report.copy ? 2 : 0;

    copy[1].text =
        ncopy ? text_show(t->shown,
                          arena_printf(t->shown, _("The file as it was before is kept as %s"),
                                       t->report.copy),
                          false)
              : "";
    /* A row more for each: what follows the first is set in by one more step. */
    int room = rows_of(t, l, n, w - 2) + rows_of(t, copy, ncopy, w - 2) + t->n + n + ncopy + 1;
    t->line = arena_alloc(t->shown, (size_t)room * sizeof *t->line);
    t->list.n = 0;
    for (int i = 0; i < t->n; i++) {
        if (t->out[i]) {
            t->line[t->list.n++] = (struct merge_line){
                .text = arena_printf(t->shown, _("%s: you leave it out"), name_of(t->path[i])),
                .role = ROLE_DIM,
                .source = i};
        }
    }
    for (int i = 0; i < n; i++) {
        l[i].source = l[i].source >= 0 ? t->which[l[i].source] : -1;
        l[i].text = text_show(t->shown, l[i].text, false);
        add_rows(t, &l[i], w - 2);
    }
    for (int i = 0; i < ncopy; i++) {
        add_rows(t, &copy[i], w - 2);
    }
}

void take_read(struct take_in *t, struct ui *ui)
{
    int n = t->paths.nmarked;

    arena_reset(t->shown);
    if (t->step == TAKE_FILES) {
        const char *marked =
            n == 0
                ? NULL
                : arena_printf(t->shown,
                               ngettext("%d is marked; Enter looks at it, nothing changes yet",
                                        "%d are marked; Enter looks at them, nothing changes yet",
                                        (unsigned long)n),
                               n);
        path_recalc(&t->paths, ui, ui->area, _("Take in"), marked);
        return;
    }
    bool roomy = ui->area.h >= 16;
    t->rows = (struct rect){ui->area.y + 1 + roomy, ui->area.x, ui->area.h - 1 - roomy, ui->area.w};
    lines_read(t, ui);
    list_fit(&t->list, t->rows.h);
}

static const char *head_text(const struct take_in *t)
{
    return t->step == TAKE_DONE   ? _("Taken in. This is what it changed:")
           : !t->has_report       ? _("All files are left out.")
           : t->report.fresh == 0 ? _("Nothing in these files is new.")
                                  : _("Nothing is taken in yet. This is what it would change:");
}

static void row_draw(const struct take_in *t, int y, int i)
{
    const struct merge_line *l = &t->line[i];
    bool here = i == t->list.cur;
    attr_t attr = role_attr(l->role);
    int x = t->rows.x + 2 + 2 * l->indent;

    put_cursor(y, t->rows.x, here);
    put(y, x, t->rows.x + t->rows.w - x, here ? attr | A_REVERSE : attr, *l->text ? l->text : " ");
}

void take_show(const struct take_in *t, struct ui *ui)
{
    if (t->step == TAKE_FILES) {
        path_draw(&t->paths, ui);
        return;
    }
    put(ui->area.y + (ui->area.h >= 16), ui->area.x + 2, ui->area.w - 2, role_attr(ROLE_TITLE),
        cut_end(ui->tongue.arena, head_text(t), ui->area.w - 2));
    for (int y = 0; y < t->rows.h && t->list.top + y < t->list.n; y++) {
        row_draw(t, t->rows.y + y, t->list.top + y);
    }
    ui->cursor_y = t->rows.y + t->list.cur - t->list.top;
    ui->cursor_x = t->rows.x + 2;
}
