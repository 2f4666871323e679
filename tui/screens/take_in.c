/* Take in: files of other laptops are chosen and checked; what they would change is shown, one can
 * be left out; then they are taken in, and what that changed stays readable. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/merge_words.h"
#include "tui/screens/pick_path.h"
#include "tui/widgets/list.h"

enum take_step { TAKE_FILES, TAKE_SHOW, TAKE_DONE };

struct take_in {
    enum take_step step;
    struct path_picker paths; /* of TAKE_FILES */
    struct arena *own;        /* of the paths that were chosen, as long as the screen */
    const char **path;
    bool *out; /* parallel: left out by the user */
    int n;
    struct arena *told; /* of the report */
    struct merge_report report;
    int *which;      /* parallel to the report's sources: the path of each */
    bool has_report; /* else all files are left out */
    struct list list;
    struct rect rows;
    struct merge_line *line; /* in `shown` */
    struct arena *shown;     /* of what recalc makes */
    int turn;                /* the path whose leaving out is being tried; -1: none */
    bool other_rubric;       /* another rubric is in force since */
};

static bool take_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct take_in *t = mem_alloc(sizeof *t);

    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    t->own = arena_new();
    t->told = arena_new();
    t->shown = arena_new();
    t->turn = -1;
    path_begin(&t->paths, false, "folder_take_in", "");
    s->data = t;
    return true;
}

static void take_close(struct screen *s)
{
    struct take_in *t = s->data;

    if (t->step == TAKE_FILES) {
        path_end(&t->paths);
    }
    arena_free(&t->own);
    arena_free(&t->told);
    arena_free(&t->shown);
    free(t);
}

static enum where take_where(const struct screen *s)
{
    return ((const struct take_in *)s->data)->step == TAKE_FILES ? IN_PICKER : IN_TAKE_IN;
}

/* ---- what can be done ---- */

/* Going through conflicts is a screen's own affair; it is known by the name of its action. */
static enum action conflicts_action(void)
{
    for (int i = 0; i < ACTIONS; i++) {
        if (action_name((enum action)i) && strcmp(action_name((enum action)i), "conflicts") == 0) {
            return (enum action)i;
        }
    }
    return ACT_NONE;
}

/* The file of the line that the cursor is on; -1: none. */
static int file_here(const struct take_in *t)
{
    return t->step == TAKE_SHOW && t->list.cur < t->list.n ? t->line[t->list.cur].source : -1;
}

static const char *take_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct take_in *t = s->data;

    (void)ui;
    switch (action) {
    case ACT_TAKE_IN_STORE:
        if (t->step == TAKE_DONE) {
            return _("It is taken in already.");
        }
        return t->has_report && t->report.fresh > 0 ? NULL : _("There is nothing new to take in.");
    case ACT_TAKE_IN_LEAVE:
        if (t->step == TAKE_DONE) {
            return _("It is taken in already.");
        }
        return file_here(t) >= 0 ? NULL : _("Only a file can be left out: go to its line.");
    case ACT_TAKE_IN_CONFLICTS:
        return t->step == TAKE_DONE && t->report.nconflicts > 0 && conflicts_action() != ACT_NONE
                   ? NULL
                   : _("There are no new conflicts to go through.");
    default:
        return NULL;
    }
}

static bool take_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct take_in *t = s->data;
    return t->step == TAKE_FILES ? path_runs(&t->paths, action) : !take_why_not(s, ui, action);
}

/* ---- merging ---- */

/* The files that are not left out, `turned` (-1: none) the other way round; *which of each. */
static int taken_paths(const struct take_in *t, const char **paths, int *which)
{
    int n = 0;
    for (int i = 0; i < t->n; i++) {
        if (t->out[i] == (i == t->turn)) {
            which[n] = i;
            paths[n++] = t->path[i];
        }
    }
    return n;
}

/* Where it fails or is broken off the report of before stands. */
static bool merge(struct take_in *t, struct campaign *c, unsigned flags, struct err *err)
{
    struct merge_report report = {0};
    struct arena *a = arena_new();
    size_t room = (size_t)t->n + 1;
    const char **paths = arena_alloc(a, room * sizeof *paths);
    int *which = arena_alloc(a, room * sizeof *which);
    int n = taken_paths(t, paths, which);

    if (n > 0 && !campaign_merge(c, paths, n, flags, &report, a, err)) {
        arena_free(&a);
        return false;
    }
    arena_free(&t->told);
    t->told = a;
    t->report = report;
    t->which = which;
    t->has_report = n > 0;
    return true;
}

static bool preview_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                        struct err *err)
{
    struct take_in *t = arg;

    (void)a;
    (void)said;
    bool ok = merge(t, c, MERGE_DRY_RUN | MERGE_LEAVE_OUT, err);
    if (ok && t->turn >= 0) {
        t->out[t->turn] = !t->out[t->turn];
    }
    if (ok && t->step == TAKE_FILES) {
        path_end(&t->paths);
        t->step = TAKE_SHOW;
    }
    t->turn = -1;
    return ok;
}

static const char *taken_text(struct arena *a, const struct merge_report *r)
{
    int files = 0;
    for (int i = 0; i < r->nsources; i++) {
        files += !r->sources[i].refused;
    }
    const char *text =
        arena_printf(a,
                     ngettext("Taken in from %d file: %lld new events.",
                              "Taken in from %d files: %lld new events.", (unsigned long)files),
                     files, (long long)r->fresh);
    if (r->nconflicts > 0) {
        text = arena_printf(a,
                            ngettext("%s %d question is in conflict now.",
                                     "%s %d questions are in conflict now.",
                                     (unsigned long)r->nconflicts),
                            text, r->nconflicts);
    }
    return r->copy ? arena_printf(a, _("%s The file as it was before is kept as %s"), text,
                                  text_show(a, r->copy, false))
                   : text;
}

static bool store_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct take_in *t = arg;
    char sha[65];

    snprintf(sha, sizeof sha, "%s", campaign_rubric_sha256(c, 0));
    if (!merge(t, c, MERGE_LEAVE_OUT, err)) {
        return false;
    }
    t->other_rubric = strcmp(sha, campaign_rubric_sha256(c, 0)) != 0;
    t->step = TAKE_DONE;
    t->list = (struct list){0};
    *said = taken_text(a, &t->report);
    return true;
}

/* ---- commands ---- */

static struct effect preview(struct take_in *t)
{
    return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {preview_run, t}};
}

static struct effect files_act(struct take_in *t, struct command c)
{
    struct effect e;

    switch (path_act(&t->paths, c, &e)) {
    case PATH_CLOSED:
        return (struct effect){.kind = EFFECT_BACK};
    case PATH_TAKEN:
        t->n = t->paths.nchosen;
        t->path = arena_alloc(t->own, (size_t)t->n * sizeof *t->path);
        t->out = arena_alloc(t->own, (size_t)t->n * sizeof *t->out);
        for (int i = 0; i < t->n; i++) {
            t->path[i] = arena_dup(t->own, t->paths.chosen[i]);
            t->out[i] = false;
        }
        return preview(t);
    case PATH_GOES_ON:
        break;
    }
    return e;
}

/* Where another rubric is in force nothing that lies below is as it was: to the list of bodies. */
static struct effect leave(const struct take_in *t)
{
    if (t->other_rubric) {
        return (struct effect){.kind = EFFECT_OPEN, .place = place_of(SCREEN_BODIES, "", "", -1)};
    }
    return (struct effect){.kind = EFFECT_BACK};
}

static struct effect take_act(struct screen *s, struct ui *ui, struct command c)
{
    struct take_in *t = s->data;
    struct arena *a = ui->tongue.arena;

    if (t->step == TAKE_FILES) {
        return files_act(t, c);
    }
    if (list_command(&t->list, c.action, t->rows.h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return leave(t);
    case ACT_TAKE_IN_LEAVE:
        t->turn = file_here(t);
        return preview(t);
    case ACT_TAKE_IN_STORE:
        return (struct effect){.kind = EFFECT_DO, .job = {store_run, t}};
    case ACT_TAKE_IN_CONFLICTS:
        return (struct effect){.kind = EFFECT_RUN, .action = conflicts_action()};
    case ACT_TAKE_IN_WAIT:
        if (t->step == TAKE_DONE) {
            return effect_none();
        }
        return effect_say(
            ROLE_TEXT, arena_printf(a, _("Nothing is taken in yet: %s takes it in, %s goes back."),
                                    action_key(a, ACT_TAKE_IN_STORE), action_key(a, ACT_BACK)));
    default:
        return effect_none();
    }
}

static struct command take_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct take_in *t = s->data;

    (void)ui;
    if (t->step == TAKE_FILES) {
        return picker_click(&t->paths.picker, y, x);
    }
    if (rect_has(t->rows, y, x)) {
        list_click(&t->list, t->list.top + y - t->rows.y);
    }
    return (struct command){.action = ACT_NONE};
}

/* ---- what it shows ---- */

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

/* What the report says, and, before it, what the user left out. */
static void lines_read(struct take_in *t, struct ui *ui)
{
    struct tongue tongue = {ui->tongue.rubric, ui->tongue.language, t->shown};
    int n = 0, w = t->rows.w - 3 > 12 ? t->rows.w - 3 : 12;
    struct merge_line *l = t->has_report ? merge_lines(&tongue, &t->report, false, &n) : NULL;

    /* A row more for each: what follows the first is set in by one more step. */
    t->line =
        arena_alloc(t->shown, (size_t)(rows_of(t, l, n, w - 2) + t->n + n + 1) * sizeof *t->line);
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
}

static void take_recalc(struct screen *s, struct ui *ui)
{
    struct take_in *t = s->data;
    int n = t->paths.nmarked;

    if (t->other_rubric) {
        ui->tongue.rubric = campaign_rubric(ui->campaign, 0);
        ui->tongue.language =
            ui->tongue.language < ui->tongue.rubric->nlanguages ? ui->tongue.language : 0;
        ui->stage = ui->stage < ui->tongue.rubric->nstages ? ui->stage : -1;
    }
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

static void take_draw(const struct screen *s, struct ui *ui)
{
    const struct take_in *t = s->data;

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

static int take_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    (void)s;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Take in");
    return 2;
}

const struct screen_table take_in_screen = {
    .name = "take-in",
    .open = take_open,
    .close = take_close,
    .where = take_where,
    .runs = take_runs,
    .why_not = take_why_not,
    .act = take_act,
    .click = take_click,
    .recalc = take_recalc,
    .draw = take_draw,
    .crumbs = take_crumbs,
};
