/* Choosing files to attach, or a folder to write one into. */
#include <stdlib.h>
#include <string.h>
#include "tui/screens/files.h"
#include "tui/screens/pick_path.h"

struct pick_file {
    bool attaches;            /* files are chosen; else a folder to write into */
    struct files_place place; /* of attaching */
    struct evidence file;     /* of writing; its strings in `own` */
    struct arena *own;        /* as long as the screen */
    struct path_picker paths;
};

static struct pick_file *begin(bool attaches)
{
    struct pick_file *p = mem_alloc(sizeof *p);

    p->attaches = attaches;
    p->own = arena_new();
    path_begin(&p->paths, !attaches, attaches ? "folder_attach" : "folder_take_out",
               _("Write it into this folder"));
    return p;
}

static void pick_close(struct screen *s)
{
    struct pick_file *p = s->data;

    path_end(&p->paths);
    arena_free(&p->own);
    free(p);
}

static bool attach_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct pick_file *p = begin(true);

    (void)below;
    s->data = p;
    if (!files_place_of(&p->place, ui, at)) {
        pick_close(s);
        err_set(err, REFUSED, _("No question is on show here."));
        return false;
    }
    return true;
}

static bool take_out_open(struct screen *s, struct ui *ui, const struct place *at,
                          const struct screen *below, struct err *err)
{
    const struct evidence *e = below && below->table == &files_screen ? files_chosen(below) : NULL;

    (void)ui;
    (void)at;
    if (!e) {
        err_set(err, REFUSED, _("No file is chosen."));
        return false;
    }
    struct pick_file *p = begin(false);
    p->file = *e;
    p->file.name = arena_dup(p->own, e->name);
    p->file.sha256 = arena_dup(p->own, e->sha256);
    p->file.by = arena_dup(p->own, e->by);
    p->file.type = p->file.at = "";
    s->data = p;
    return true;
}

static where_set pick_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool pick_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct pick_file *p = s->data;

    (void)ui;
    return path_runs(&p->paths, action);
}

/* ---- jobs ---- */

static bool run_attach(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct pick_file *p = arg;
    struct evidence_place at = files_evidence(&p->place);
    struct attached done;

    if (!evidence_attach(c, &at, p->paths.chosen, p->paths.nchosen, &done, a, err)) {
        return false;
    }
    if (done.stored == 0) {
        *said = _("It is attached already.");
    } else if (p->paths.nchosen == 1 && !done.renamed) {
        *said = arena_printf(a, _("Attached: %s"), evidence_name(a, p->paths.chosen[0]));
    } else if (done.renamed) {
        *said = arena_printf(a, _("Attached; its name holds what can't be shown, and is now %s"),
                             done.renamed);
    } else {
        *said = arena_printf(
            a,
            ngettext("%d file is attached.", "%d files are attached.", (unsigned long)done.stored),
            done.stored);
    }
    return true;
}

static bool run_take_out(void *arg, struct campaign *c, struct arena *a, const char **said,
                         struct err *err)
{
    struct pick_file *p = arg;
    const char *path;

    if (!evidence_take_out(c, &p->file, p->paths.into, a, &path, err)) {
        return false;
    }
    *said = arena_printf(a, _("Written: %s"), path);
    return true;
}

static struct effect pick_act(struct screen *s, struct ui *ui, struct command c)
{
    struct pick_file *p = s->data;
    struct effect e;

    (void)ui;
    switch (path_act(&p->paths, c, &e)) {
    case PATH_CLOSED:
        return (struct effect){.kind = EFFECT_BACK};
    case PATH_TAKEN:
        return (struct effect){.kind = EFFECT_DO,
                               .closes = true,
                               .aside = !p->attaches,
                               .job = {.run = p->attaches ? run_attach : run_take_out, .arg = p}};
    case PATH_GOES_ON:
        break;
    }
    return e;
}

static struct command pick_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct pick_file *p = s->data;

    (void)ui;
    return picker_click(&p->paths.picker, y, x);
}

static void pick_recalc(struct screen *s, struct ui *ui)
{
    struct pick_file *p = s->data;
    int n = p->paths.nmarked;
    const char *marked =
        n == 0
            ? NULL
            : arena_printf(ui->tongue.arena,
                           ngettext("%d is marked; Enter attaches it, also from another folder",
                                    "%d are marked; Enter attaches them, also from other folders",
                                    (unsigned long)n),
                           n);

    path_recalc(&p->paths, ui, ui->area, p->attaches ? _("Attach") : _("Take out"), marked);
}

static void pick_draw(const struct screen *s, struct ui *ui)
{
    const struct pick_file *p = s->data;
    path_draw(&p->paths, ui);
}

#define PICK_TABLE(name_, open_)                                                                   \
    {                                                                                              \
        .name = name_, .floats = true, .open = open_, .close = pick_close, .where = pick_where,    \
        .runs = pick_runs, .act = pick_act, .click = pick_click, .recalc = pick_recalc,            \
        .draw = pick_draw                                                                          \
    }
const struct screen_table attach_screen = PICK_TABLE("attach", attach_open);
const struct screen_table take_out_screen = PICK_TABLE("take-out", take_out_open);
