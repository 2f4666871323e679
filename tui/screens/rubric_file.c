/* Choosing the rubric that the campaign is to move to. */
#include <stdlib.h>
#include "tui/screens/files.h"
#include "tui/screens/pick_path.h"

struct rubric_file {
    char *taken; /* the path that was chosen; NULL: none yet */
    struct path_picker paths;
};

static bool rubric_file_open(struct screen *s, struct ui *ui, const struct place *at,
                             const struct screen *below, struct err *err)
{
    struct rubric_file *x = mem_alloc(sizeof *x);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    path_begin(&x->paths, false, "folder_rubric", NULL);
    x->paths.one = true;
    x->paths.ending = ".yaml";
    s->data = x;
    return true;
}

static void rubric_file_close(struct screen *s)
{
    struct rubric_file *x = s->data;

    path_end(&x->paths);
    free(x->taken);
    free(x);
}

const char *rubric_file_chosen(const struct screen *s)
{
    return s->table == &rubric_file_screen ? ((const struct rubric_file *)s->data)->taken : NULL;
}

static where_set rubric_file_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool rubric_file_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct rubric_file *x = s->data;

    (void)ui;
    return path_runs(&x->paths, action);
}

static struct effect rubric_file_act(struct screen *s, struct ui *ui, struct command c)
{
    struct rubric_file *x = s->data;
    struct effect e;

    (void)ui;
    switch (path_act(&x->paths, c, &e)) {
    case PATH_CLOSED:
        return (struct effect){.kind = EFFECT_BACK};
    case PATH_TAKEN:
        free(x->taken);
        x->taken = mem_dup(x->paths.chosen[0]);
        return effect_over(&rubric_screen, (struct place){.question = -1});
    case PATH_GOES_ON:
        break;
    }
    return e;
}

static struct command rubric_file_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct rubric_file *r = s->data;

    (void)ui;
    return picker_click(&r->paths.picker, y, x);
}

static void rubric_file_recalc(struct screen *s, struct ui *ui)
{
    struct rubric_file *x = s->data;
    path_recalc(&x->paths, ui, ui->area, _("Rubric to move to"), NULL);
}

static void rubric_file_draw(const struct screen *s, struct ui *ui)
{
    const struct rubric_file *x = s->data;
    path_draw(&x->paths, ui);
}

const struct screen_table rubric_file_screen = {.name = "rubric-file",
                                                .floats = true,
                                                .open = rubric_file_open,
                                                .close = rubric_file_close,
                                                .where = rubric_file_where,
                                                .runs = rubric_file_runs,
                                                .act = rubric_file_act,
                                                .click = rubric_file_click,
                                                .recalc = rubric_file_recalc,
                                                .draw = rubric_file_draw};
