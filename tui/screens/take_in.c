/* Take in: files of other laptops are chosen and checked; what they would change is shown, one can
 * be left out; then they are taken in, and what that changed stays readable. */
#include "tui/screens/take_in.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/widgets/list.h"

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

static where_set take_where(const struct screen *s)
{
    return ((const struct take_in *)s->data)->step == TAKE_FILES ? IN_PICKER : IN_TAKE_IN;
}

/* ---- what can be done ---- */

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
        return t->step == TAKE_DONE && t->report.nconflicts > 0
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
        arena_printf(a, ngettext("%lld new entry", "%lld new entries", (unsigned long)r->fresh),
                     (long long)r->fresh);
    text = arena_printf(
        a,
        ngettext("Taken in from %d file: %s.", "Taken in from %d files: %s.", (unsigned long)files),
        files, text);
    if (r->nconflicts > 0) {
        text = arena_printf(a,
                            ngettext("%s %d question is in conflict now.",
                                     "%s %d questions are in conflict now.",
                                     (unsigned long)r->nconflicts),
                            text, r->nconflicts);
    }
    return r->copy ? arena_printf(a, _("%s The file as it was before is among its copies."), text)
                   : text;
}

static bool store_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct take_in *t = arg;

    if (!merge(t, c, MERGE_LEAVE_OUT, err)) {
        return false;
    }
    copies_keep(c, COPY_MERGED);
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
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_TAKE_IN_LEAVE:
        t->turn = file_here(t);
        return preview(t);
    case ACT_TAKE_IN_STORE:
        return (struct effect){.kind = EFFECT_DO, .job = {store_run, t}};
    case ACT_TAKE_IN_CONFLICTS:
        return (struct effect){.kind = EFFECT_RUN, .action = ACT_CONFLICTS};
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

static void take_recalc(struct screen *s, struct ui *ui)
{
    take_read(s->data, ui);
}

static void take_draw(const struct screen *s, struct ui *ui)
{
    take_show(s->data, ui);
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
    .stays = true,
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
