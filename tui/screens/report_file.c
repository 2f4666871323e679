/* A report as a file: of the campaign, of a body, of what Compare or Trends show; the format is
 * chosen, then the folder. */
#include <stdlib.h>
#include <string.h>
#include "tui/newtext.h"
#include "tui/report/lib.h"
#include "tui/screens/compare.h"
#include "tui/screens/pick_path.h"
#include "tui/screens/report.h"
#include "tui/screens/trends.h"
#include "tui/trends_words.h"
#include "tui/ui.h"

#define KEY "report_format" /* the last one, in the state folder */

struct report_file {
    struct arena *kept; /* of: */
    struct report_view view;
    int which; /* the campaign: that of the year chosen in the report, else at work */
    struct arena *arena;
    struct picker picker; /* of the formats */
    bool placed;          /* the cursor was put on the last one */
    enum report_format format;
    bool writing; /* a folder is chosen */
    struct path_picker paths;
    int language;
};

static struct report_view view_of(const struct place *at, const struct screen *below,
                                  struct arena *a)
{
    if (below && below->table == &compare_screen) {
        return compare_file(below, a);
    }
    if (below && below->table == &trends_screen) {
        return trends_file(below, a);
    }
    return (struct report_view){.body = at->body[0] ? arena_dup(a, at->body) : NULL};
}

static bool report_file_open(struct screen *s, struct ui *ui, const struct place *at,
                             const struct screen *below, struct err *err)
{
    const struct report_column *year =
        below && below->table == &report_screen ? report_year(below->data) : NULL;

    if (year && year->published) {
        err_set(err, REFUSED, "%s", report_published(ui->tongue.arena, year));
        return false;
    }
    struct report_file *r = mem_alloc(sizeof *r);

    r->kept = arena_new();
    r->arena = arena_new();
    r->view = view_of(at, below, r->kept);
    r->which = year ? year->which : 0;
    r->picker.silent = true;
    s->data = r;
    return true;
}

static void stop_writing(struct report_file *r)
{
    if (r->writing) {
        path_end(&r->paths);
    }
    r->writing = false;
}

static void report_file_close(struct screen *s)
{
    struct report_file *r = s->data;

    stop_writing(r);
    picker_free(&r->picker);
    arena_free(&r->arena);
    arena_free(&r->kept);
    free(r);
}

static where_set report_file_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool report_file_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct report_file *r = s->data;

    (void)ui;
    return r->writing ? path_runs(&r->paths, action) : action != ACT_EDIT_CLEAR;
}

/* ---- commands ---- */

static bool run_write(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct report_file *r = arg;
    const char *name = r->paths.named, *path;
    struct buf out = {0};

    name = name ? name : report_name(c, r->which, &r->view, r->format, a);
    bool ok = report_write(c, r->which, &r->view, r->format, r->language, &out, err) &&
              newtext_into(r->paths.into, name, out.s ? out.s : "", out.n, a, &path, err);
    buf_free(&out);
    if (ok) {
        *said = arena_printf(a, _("Written: %s"), text_show(a, path, false));
    }
    return ok;
}

static struct effect writing_act(struct report_file *r, struct command c)
{
    struct effect e;

    switch (path_act(&r->paths, c, &e)) {
    case PATH_CLOSED:
        stop_writing(r);
        return effect_none();
    case PATH_TAKEN:
        return (struct effect){
            .kind = EFFECT_DO, .aside = true, .closes = true, .job = {run_write, r}};
    case PATH_GOES_ON:
        break;
    }
    return e;
}

static struct effect choose(struct report_file *r, int i)
{
    r->format = (enum report_format)i;
    r->picker.list.cur = i;
    state_put(KEY, report_kinds[i].name);
    path_begin(&r->paths, true, "folder_report", _("write it into this folder"));
    r->paths.new_file = true;
    r->writing = true;
    return effect_none();
}

static struct effect report_file_act(struct screen *s, struct ui *ui, struct command c)
{
    struct report_file *r = s->data;

    r->language = language_in(&ui->tongue, campaign_rubric(ui->campaign, r->which));
    if (r->writing) {
        return writing_act(r, c);
    }
    if (c.action == ACT_TYPE && c.ch > '0' && c.ch <= '0' + REPORT_FORMATS) {
        return choose(r, (int)c.ch - '1');
    }
    if (picker_command(&r->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_PICK) {
        return choose(r, r->picker.list.cur);
    }
    return (struct effect){.kind = c.action == ACT_CLOSE_PICKER ? EFFECT_BACK : EFFECT_NONE};
}

static struct command report_file_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct report_file *r = s->data;

    (void)ui;
    return picker_click(r->writing ? &r->paths.picker : &r->picker, y, x);
}

/* ---- what it shows ---- */

static void last_format(struct report_file *r)
{
    const char *kept = state_get(r->arena, KEY);
    enum report_format last = kept ? report_format_of(kept) : REPORT_FORMATS;

    r->picker.list.cur = last < REPORT_FORMATS ? (int)last : (int)REPORT_HTML;
    r->placed = true;
}

static const char *title_of(const struct report_file *r, const struct ui *ui)
{
    struct arena *a = r->arena;

    if (r->view.kind == VIEW_COMPARE) {
        return _("Bodies side by side");
    }
    if (r->view.kind == VIEW_TRENDS) {
        return r->view.body     ? arena_printf(a, _("Trends of %s"), r->view.body)
               : r->view.shares ? _("Trends of the campaign")
                                : _("Trends of all bodies");
    }
    return r->view.body ? arena_printf(a, _("Report of %s"), r->view.body)
                        : arena_printf(a, _("Report of the campaign %s"),
                                       campaign_name(ui->campaign, r->which));
}

static void report_file_recalc(struct screen *s, struct ui *ui)
{
    struct report_file *r = s->data;

    arena_reset(r->arena);
    const char *what = title_of(r, ui); /* keys that do nothing draw it once more */
    if (r->writing) {
        path_recalc(&r->paths, ui, ui->area, what, NULL);
        return;
    }
    struct picker_item *items = arena_alloc(r->arena, REPORT_FORMATS * sizeof *items);
    for (int i = 0; i < REPORT_FORMATS; i++) {
        items[i] = (struct picker_item){
            .left = arena_printf(r->arena, "%d  %s", i + 1, _(report_kinds[i].words)),
            .right = report_kinds[i].name};
    }
    if (!r->placed) {
        last_format(r);
    }
    picker_read(&r->picker, ui->area, what, items, REPORT_FORMATS, REPORT_FORMATS,
                _("A digit or Enter chooses the format."));
}

static void report_file_draw(const struct screen *s, struct ui *ui)
{
    const struct report_file *r = s->data;

    if (r->writing) {
        path_draw(&r->paths, ui);
    } else {
        picker_draw(&r->picker, ui);
    }
}

const struct screen_table report_file_screen = {
    .name = "report_file",
    .floats = true,
    .open = report_file_open,
    .close = report_file_close,
    .where = report_file_where,
    .runs = report_file_runs,
    .act = report_file_act,
    .click = report_file_click,
    .recalc = report_file_recalc,
    .draw = report_file_draw,
};
