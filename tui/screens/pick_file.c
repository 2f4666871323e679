/* Choosing files to attach, a rubric to move to, or a folder to write a file into. Letters narrow what the folder holds;
 * Enter opens a folder or takes a file; a path can be typed or pasted. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "tui/lines.h"
#include "tui/screens/files.h"
#include "tui/screens/folder.h"
#include "tui/widgets/picker.h"

#define ROWS_MOST 14
#define MARKED_MOST 200

/* What a row stands for. */
enum row_kind { ROW_ENTRY, ROW_ABOVE, ROW_HERE, ROW_PATH };
struct file_row {
    enum row_kind kind;
    int entry;
};

struct pick_file {
    bool attaches;            /* files are chosen; else a folder to write into */
    bool rubric;              /* … one file, a rubric */
    char *taken;              /* its path */
    struct files_place place; /* of attaching */
    struct evidence file;     /* of writing; its strings in `own` */
    struct arena *own;        /* as long as the screen */
    struct picker picker;
    struct folder folder;
    char **marked; /* paths */
    int nmarked;
    const char **chosen; /* what the job takes; in the arena below */
    int nchosen;
    struct arena *arena; /* of what recalc reads */
    struct file_row *row;
    struct picker_item *item;
    int nrows;
    const char *path; /* that was typed; NULL */
};

/* ---- opening ---- */

static const char *folder_key(const struct pick_file *p)
{
    return p->rubric ? "folder_rubric" : p->attaches ? "folder_attach" : "folder_take_out";
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void go_to(struct pick_file *p, const char *path)
{
    folder_read(&p->folder, path);
    edit_set(&p->picker.edit, NULL);
    int folders = 0, above = strcmp(p->folder.path, "/") != 0;
    while (folders < p->folder.n && p->folder.entry[folders].folder) {
        folders++;
    }
    /* Whoever attaches is there for the latest file most often. */
    p->picker.list.cur = !p->attaches ? 0 : folders < p->folder.n ? above + folders : above;
    p->picker.list.top = 0;
}

static struct pick_file *begin(bool attaches, bool rubric)
{
    struct pick_file *p = mem_alloc(sizeof *p);
    const char *home = getenv("HOME");

    p->attaches = attaches;
    p->rubric = rubric;
    p->own = arena_new();
    p->arena = arena_new();
    const char *last = state_get(p->own, folder_key(p));
    last = last && last[0] == '/' && is_folder(last) ? last : home;
    go_to(p, last && last[0] == '/' ? last : "/");
    return p;
}

static void pick_close(struct screen *s)
{
    struct pick_file *p = s->data;

    picker_free(&p->picker);
    folder_free(&p->folder);
    for (int i = 0; i < p->nmarked; i++) {
        free(p->marked[i]);
    }
    free(p->marked);
    free(p->taken);
    arena_free(&p->arena);
    arena_free(&p->own);
    free(p);
}

static bool attach_open(struct screen *s, struct ui *ui, const struct place *at,
                        const struct screen *below, struct err *err)
{
    struct pick_file *p = begin(true, false);

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
    struct pick_file *p = begin(false, false);
    p->file = *e;
    p->file.name = arena_dup(p->own, e->name);
    p->file.sha256 = arena_dup(p->own, e->sha256);
    p->file.by = arena_dup(p->own, e->by);
    p->file.type = p->file.at = "";
    s->data = p;
    return true;
}

static bool rubric_file_open(struct screen *s, struct ui *ui, const struct place *at,
                             const struct screen *below, struct err *err)
{
    (void)ui;
    (void)at;
    (void)below;
    (void)err;
    s->data = begin(true, true);
    return true;
}

const char *rubric_file_chosen(const struct screen *s)
{
    return s->table == &rubric_file_screen ? ((const struct pick_file *)s->data)->taken : NULL;
}

static enum where pick_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool pick_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct pick_file *p = s->data;

    (void)ui;
    return action != ACT_PICK || p->nrows > 0;
}

/* ---- marks ---- */

static const char *entry_path(struct arena *a, const struct pick_file *p, int entry)
{
    const char *folder = p->folder.path;
    return arena_printf(a, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
                        p->folder.entry[entry].name);
}

static int mark_of(const struct pick_file *p, const char *path)
{
    for (int i = 0; i < p->nmarked; i++) {
        if (strcmp(p->marked[i], path) == 0) {
            return i;
        }
    }
    return -1;
}

static struct effect toggle(struct pick_file *p, const char *path)
{
    int i = mark_of(p, path);

    if (i >= 0) {
        free(p->marked[i]);
        p->marked[i] = p->marked[--p->nmarked];
    } else if (p->nmarked == MARKED_MOST) {
        return effect_say(ROLE_WARNING, _("No more files can be marked at once."));
    } else {
        p->marked = mem_grow(p->marked, (size_t)p->nmarked + 1, sizeof *p->marked);
        p->marked[p->nmarked++] = mem_dup(path);
    }
    list_move(&p->picker.list, STEP_DOWN, 1);
    return effect_none();
}

/* ---- jobs ---- */

static bool run_attach(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct pick_file *p = arg;
    struct evidence_place at = files_evidence(&p->place);
    struct attached done;

    if (!evidence_attach(c, &at, p->chosen, p->nchosen, &done, a, err)) {
        return false;
    }
    if (done.stored == 0) {
        *said = _("It is attached already.");
    } else if (p->nchosen == 1 && !done.renamed) {
        *said = arena_printf(a, _("Attached: %s"), evidence_name(a, p->chosen[0]));
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

    if (!evidence_take_out(c, &p->file, p->folder.path, a, &path, err)) {
        return false;
    }
    *said = arena_printf(a, _("Written: %s"), path);
    return true;
}

static struct effect finish(struct pick_file *p)
{
    state_put(folder_key(p), p->folder.path);
    return (struct effect){.kind = EFFECT_DO,
                           .closes = true,
                           .aside = !p->attaches,
                           .job = {.run = p->attaches ? run_attach : run_take_out, .arg = p}};
}

/* ---- commands ---- */

/* Attaches the marked files, else the one named. */
static struct effect take(struct pick_file *p, const char *path)
{
    if (p->rubric) {
        free(p->taken);
        p->taken = mem_dup(path);
        state_put(folder_key(p), p->folder.path);
        return effect_over(&rubric_screen, (struct place){.question = -1});
    }
    p->nchosen = p->nmarked > 0 ? p->nmarked : 1;
    p->chosen = arena_alloc(p->arena, (size_t)p->nchosen * sizeof *p->chosen);
    p->chosen[0] = path;
    for (int i = 0; i < p->nmarked; i++) {
        p->chosen[i] = p->marked[i];
    }
    return finish(p);
}

static struct effect pick(struct pick_file *p)
{
    const struct file_row *row = &p->row[p->picker.list.cur];
    const char *path = row->kind == ROW_ENTRY ? entry_path(p->arena, p, row->entry) : p->path;

    switch (row->kind) {
    case ROW_ABOVE:
        go_to(p, folder_above(p->arena, p->folder.path));
        return effect_none();
    case ROW_HERE:
        return finish(p);
    case ROW_ENTRY:
    case ROW_PATH:
        break;
    }
    if (is_folder(path)) {
        go_to(p, path);
        return effect_none();
    }
    return p->attaches
               ? take(p, path)
               : effect_say(ROLE_WARNING, _("That is no folder; choose one to write into."));
}

/* Space marks, but in a path that is typed it is a letter. */
static bool marks(const struct pick_file *p, struct command c)
{
    return c.action == ACT_TYPE && c.ch == ' ' && p->attaches && !p->rubric && !p->path;
}

static struct effect mark_chosen(struct pick_file *p)
{
    const struct file_row *row = p->nrows > 0 ? &p->row[p->picker.list.cur] : NULL;

    if (!row || row->kind != ROW_ENTRY || p->folder.entry[row->entry].folder) {
        return effect_say(ROLE_TEXT, _("Only files can be marked; Enter opens a folder."));
    }
    return toggle(p, entry_path(p->arena, p, row->entry));
}

static struct effect pick_act(struct screen *s, struct ui *ui, struct command c)
{
    struct pick_file *p = s->data;

    (void)ui;
    if (marks(p, c)) {
        return mark_chosen(p);
    }
    if (picker_command(&p->picker, c)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_EDIT_ERASE: /* nothing is typed that it could erase */
        go_to(p, folder_above(p->arena, p->folder.path));
        return effect_none();
    case ACT_PICK:
        return p->nrows > 0 ? pick(p) : effect_none();
    default:
        return effect_none();
    }
}

static struct command pick_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct pick_file *p = s->data;

    (void)ui;
    return picker_click(&p->picker, y, x);
}

/* ---- what it shows ---- */

static void add_row(struct pick_file *p, enum row_kind kind, int entry, struct picker_item item)
{
    p->row[p->nrows] = (struct file_row){kind, entry};
    p->item[p->nrows++] = item;
}

static void add_entry(struct pick_file *p, int i)
{
    const struct folder_entry *e = &p->folder.entry[i];
    char day[16];
    time_t changed = (time_t)e->changed;
    struct tm tm;

    if (e->folder) {
        add_row(p, ROW_ENTRY, i,
                (struct picker_item){.left = arena_printf(p->arena, "%s/", e->name)});
        return;
    }
    localtime_r(&changed, &tm);
    strftime(day, sizeof day, "%Y-%m-%d", &tm);
    bool marked = p->nmarked > 0 && mark_of(p, entry_path(p->arena, p, i)) >= 0;
    add_row(p, ROW_ENTRY, i,
            (struct picker_item){
                .left = e->name,
                .right = arena_printf(p->arena, "%s %7s", day, say_size(p->arena, e->size)),
                .mark = marked ? MARK_DONE : MARK_NONE});
}

static bool is_rubric(const struct folder_entry *e)
{
    const char *dot = strrchr(e->name, '.');
    return e->folder || (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0));
}

static void rows_read(struct pick_file *p)
{
    const char *typed = picker_typed(&p->picker);
    struct buf b = {0};
    size_t room = (size_t)p->folder.n + 2;

    text_fold(&b, typed);
    p->path = typed_path(p->arena, typed);
    p->row = arena_alloc(p->arena, room * sizeof *p->row);
    p->item = arena_alloc(p->arena, room * sizeof *p->item);
    p->nrows = 0;
    if (p->path) {
        add_row(p, ROW_PATH, 0, (struct picker_item){.left = p->path});
    } else {
        if (!*typed && !p->attaches) {
            add_row(p, ROW_HERE, 0, (struct picker_item){.left = _("Write it into this folder")});
        }
        if (!*typed && strcmp(p->folder.path, "/") != 0) {
            add_row(p, ROW_ABOVE, 0, (struct picker_item){.left = "../"});
        }
        for (int i = 0; i < p->folder.n; i++) {
            const struct folder_entry *e = &p->folder.entry[i];
            if ((p->attaches || e->folder) && (!p->rubric || is_rubric(e)) && text_finds(b.s ? b.s : "", e->folded)) {
                add_entry(p, i);
            }
        }
    }
    buf_free(&b);
}

static const char *foot(const struct pick_file *p)
{
    if (p->folder.unread) {
        return arena_printf(p->arena, _("This folder can't be read: %s"), p->folder.unread);
    }
    if (p->folder.more) {
        return arena_printf(p->arena, _("Only %d of this folder's files are shown; type a path."),
                            FOLDER_MOST);
    }
    if (!p->attaches) {
        return _("Enter opens a folder; a path can be typed");
    }
    if (p->rubric) {
        return _("Enter shows what the version would change; a path can be typed");
    }
    if (p->nmarked > 0) {
        return arena_printf(p->arena,
                            ngettext("%d is marked; Enter attaches it, also from another folder",
                                     "%d are marked; Enter attaches them, also from other folders",
                                     (unsigned long)p->nmarked),
                            p->nmarked);
    }
    return _("Space marks several; Backspace goes up; a path can be typed");
}

static void pick_recalc(struct screen *s, struct ui *ui)
{
    struct pick_file *p = s->data;
    const char *home = getenv("HOME"), *path = p->folder.path;

    arena_reset(p->arena);
    rows_read(p);
    size_t n = home && home[0] == '/' ? strlen(home) : 0;
    if (n > 1 && strncmp(path, home, n) == 0 && (path[n] == '/' || !path[n])) {
        path = arena_printf(p->arena, "~%s", path + n);
    }
    int w = ui->area.w < 76 ? ui->area.w - 8 : 68;
    const char *what = p->rubric     ? _("Rubric to move to")
                       : p->attaches ? _("Attach")
                                     : _("Take out");
    picker_read(&p->picker, ui->area,
                arena_printf(p->arena, "%s: %s", what,
                             cut_middle(p->arena, path, w - text_width(what) - 2)),
                p->item, p->nrows, ROWS_MOST, foot(p));
}

static void pick_draw(const struct screen *s, struct ui *ui)
{
    const struct pick_file *p = s->data;
    picker_draw(&p->picker, ui);
}

#define PICK_TABLE(name_, open_)                                                                   \
    {                                                                                              \
        .name = name_, .floats = true, .open = open_, .close = pick_close, .where = pick_where,    \
        .runs = pick_runs, .act = pick_act, .click = pick_click, .recalc = pick_recalc,            \
        .draw = pick_draw                                                                          \
    }
const struct screen_table attach_screen = PICK_TABLE("attach", attach_open);
const struct screen_table take_out_screen = PICK_TABLE("take-out", take_out_open);
const struct screen_table rubric_file_screen = PICK_TABLE("rubric-file", rubric_file_open);
