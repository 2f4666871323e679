/* The evidence of an answer: its files, opened, taken out, taken away; others attached. */
#include "tui/screens/files.h"
#include "tui/screens/states.h"

#include <stdlib.h>
#include <string.h>
#include "tui/away.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/widgets/list.h"

#define FILES_W 72
#define FILES_MOST 12 /* rows that the box grows to */
#define ABOUT 2

bool files_place_of(struct files_place *out, const struct ui *ui, const struct place *at)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = at->service[0] ? r->service : r->body;

    if (!b || at->question < 0 || at->question >= b->nquestions) {
        return false;
    }
    memcpy(out->body, at->body, sizeof out->body);
    memcpy(out->service, at->service, sizeof out->service);
    strncpy(out->question, b->questions[at->question].id, sizeof out->question - 1);
    return true;
}

struct evidence_place files_evidence(const struct files_place *p)
{
    return (struct evidence_place){p->body, p->service, p->question};
}

const char *say_size(struct arena *a, int64_t bytes)
{
    if (bytes < 1000) {
        return arena_printf(a, _("%lld B"), (long long)bytes);
    }
    if (bytes < 1000 * 1000) {
        return arena_printf(a, _("%lld kB"), (long long)((bytes + 500) / 1000));
    }
    return arena_printf(a, _("%lld.%lld MB"), (long long)(bytes / 1000000),
                        (long long)(bytes % 1000000 / 100000));
}

static bool files_open(struct screen *s, struct ui *ui, const struct place *at,
                       const struct screen *below, struct err *err)
{
    struct files *f = mem_alloc(sizeof *f);

    (void)below;
    if (!files_place_of(&f->place, ui, at)) {
        free(f);
        err_set(err, REFUSED, _("No question is on show here."));
        return false;
    }
    f->arena = arena_new();
    s->data = f;
    return true;
}

static void files_close(struct screen *s)
{
    struct files *f = s->data;
    arena_free(&f->arena);
    free(f);
}

static where_set files_where(const struct screen *s)
{
    (void)s;
    return IN_FILES;
}

const struct evidence *files_chosen(const struct screen *s)
{
    const struct files *f = s->data;
    return f->nfiles > 0 ? &f->file[f->list.cur] : NULL;
}

static const char *files_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct files *f = s->data;
    bool writes = action == ACT_ATTACH || action == ACT_TAKE_AWAY;
    const char *locked = writes ? states_locked(ui, f->place.body) : NULL;

    if (locked) {
        return locked;
    }
    switch (action) {
    case ACT_VIEW_FILE:
    case ACT_TAKE_OUT:
    case ACT_TAKE_AWAY:
        return files_chosen(s) ? NULL : _("No file is chosen.");
    default:
        return NULL;
    }
}

static bool files_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return !files_why_not(s, ui, action);
}

/* ---- jobs ---- */

static bool run_viewer(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    const char *path;

    if (!evidence_copy(c, arg, a, &path, err)) {
        return false;
    }
    const char *why = away_run(a, viewer_command(), path);
    if (why) {
        err_set(err, REFUSED, _("%s: take the file out instead, or set $MEYAR_VIEWER"), why);
        return false;
    }
    *said = _("Opened in the viewer; its copy is removed when meyar ends.");
    return true;
}

static bool run_take_away(void *arg, struct campaign *c, struct arena *a, const char **said,
                          struct err *err)
{
    struct files *f = arg;
    struct evidence_place at = files_evidence(&f->place);
    const struct evidence *file = &f->file[f->list.cur];

    if (!evidence_take_away(c, &at, file->sha256, err)) {
        return false;
    }
    *said = arena_printf(a, _("Taken away: %s. Undo brings it back."), file->name);
    return true;
}

/* ---- commands ---- */

static struct effect attach(const struct files *f, const struct ui *ui)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = f->place.service[0] ? r->service : r->body;

    return effect_over(&attach_screen, place_of(SCREEN_QUESTIONS, f->place.body, f->place.service,
                                                block_question(b, f->place.question)->index));
}

static struct effect files_act(struct screen *s, struct ui *ui, struct command c)
{
    struct files *f = s->data;

    if (list_command(&f->list, c.action, f->box.h - 3 - ABOUT)) {
        return effect_none();
    }
    if (c.action == ACT_CLOSE_FILES) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    if (c.action == ACT_ATTACH) {
        return attach(f, ui);
    }
    if (!files_chosen(s)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_VIEW_FILE:
        return (struct effect){.kind = EFFECT_DO,
                               .aside = true,
                               .job = {.run = run_viewer, .arg = &f->file[f->list.cur]}};
    case ACT_TAKE_OUT:
        return effect_over(&take_out_screen, (struct place){.question = -1});
    case ACT_TAKE_AWAY:
        return (struct effect){.kind = EFFECT_DO, .job = {.run = run_take_away, .arg = f}};
    default:
        return effect_none();
    }
}

static struct rect rows_rect(const struct files *f)
{
    return (struct rect){f->box.y + 1, f->box.x + 2, f->box.h - 3 - ABOUT, f->box.w - 4};
}

static struct command files_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct files *f = s->data;
    struct rect r = rows_rect(f);

    (void)ui;
    if (!rect_has(f->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_FILES};
    }
    bool again = rect_has(r, y, x) && list_click(&f->list, f->list.top + y - r.y);
    return (struct command){.action = again ? ACT_VIEW_FILE : ACT_NONE};
}

/* ---- what it shows ---- */

static void about_read(struct files *f, const struct evidence *e)
{
    const char *type = *e->type ? e->type : "application/octet-stream";

    f->about[0] = arena_printf(f->arena, _("%.10s %.5s by %s, %s"), e->at,
                               strlen(e->at) > 16 ? e->at + 11 : "", e->by, type);
    f->about[1] =
        e->at_hand
            ? arena_printf(f->arena, "SHA-256 %s", e->sha256)
            : arena_printf(f->arena, _("Its content is not in this file: ask %s for it."), e->by);
}

static void files_recalc(struct screen *s, struct ui *ui)
{
    struct files *f = s->data;
    struct evidence_place at = files_evidence(&f->place);

    arena_reset(f->arena);
    f->about[0] = f->about[1] = NULL;
    /* Where it can't be read the list is empty; the application tells why. */
    if (!evidence_list(ui->campaign, &at, &f->file, &f->nfiles, f->arena, NULL)) {
        f->nfiles = 0;
    }
    int rows = f->nfiles > FILES_MOST ? FILES_MOST : f->nfiles < 3 ? 3 : f->nfiles;
    f->box = box_in(ui->area, rows + 1 + ABOUT, FILES_W);
    f->list.n = f->nfiles;
    list_fit(&f->list, f->box.h - 3 - ABOUT);
    if (f->nfiles > 0) {
        about_read(f, &f->file[f->list.cur]);
    }
}

/* Cursor, name, who attached it where there is room, size. */
static void row_draw(const struct files *f, struct arena *a, struct rect in, int y, int i)
{
    const struct evidence *e = &f->file[i];
    int by_w = in.w >= 60 ? 18 : 0, size_w = 10, name_w = in.w - 2 - size_w - by_w;
    attr_t attr = role_attr(e->at_hand ? ROLE_TEXT : ROLE_DIM);

    put_cursor(y, in.x, i == f->list.cur);
    put(y, in.x + 2, name_w, i == f->list.cur ? attr | A_REVERSE : attr,
        cut_middle(a, e->name, name_w));
    if (by_w > 0) {
        put(y, in.x + 4 + name_w, by_w - 3, role_attr(ROLE_DIM), cut_end(a, e->by, by_w - 3));
    }
    put_right(y, in.x + in.w - size_w, size_w, role_attr(ROLE_TEXT), say_size(a, e->size));
}

static void files_draw(const struct screen *s, struct ui *ui)
{
    const struct files *f = s->data;
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(f->box, _("Evidence"));
    int rows = in.h - 1 - ABOUT;

    for (int i = 0; i < rows && f->list.top + i < f->nfiles; i++) {
        row_draw(f, a, in, in.y + i, f->list.top + i);
    }
    ui->cursor_y = in.y + f->list.cur - f->list.top;
    ui->cursor_x = in.x + 2;
    if (f->nfiles == 0) {
        put(in.y, in.x, in.w, role_attr(ROLE_TEXT),
            arena_printf(a, _("No file is attached. %s attaches some."),
                         action_key(a, ACT_ATTACH)));
        ui->cursor_y = in.y;
        ui->cursor_x = in.x;
    }
    for (int i = 0; i < ABOUT; i++) {
        if (f->about[i]) {
            put(in.y + in.h - ABOUT + i, in.x, in.w, role_attr(ROLE_DIM),
                cut_end(a, f->about[i], in.w));
        }
    }
}

const struct screen_table files_screen = {
    .name = "files",
    .floats = true,
    .open = files_open,
    .close = files_close,
    .where = files_where,
    .runs = files_runs,
    .why_not = files_why_not,
    .act = files_act,
    .click = files_click,
    .recalc = files_recalc,
    .draw = files_draw,
};
