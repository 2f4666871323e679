#include "tui/screens/pick_path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "forms/text.h"
#include "tui/lines.h"
#include "tui/screens/files.h"

#define ROWS_MOST 14
#define MARKED_MOST 200

/* What a row stands for. */
enum row_kind { ROW_ENTRY, ROW_ABOVE, ROW_HERE, ROW_PATH };
struct path_row {
    enum row_kind kind;
    int entry;
};

/* ---- opening ---- */

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void go_to(struct path_picker *p, const char *path)
{
    folder_read(&p->folder, path);
    edit_set(&p->picker.edit, NULL);
    int folders = 0, above = strcmp(p->folder.path, "/") != 0;
    while (folders < p->folder.n && p->folder.entry[folders].folder) {
        folders++;
    }
    /* Whoever attaches is there for the latest file most often. */
    p->picker.list.cur = p->folders ? 0 : folders < p->folder.n ? above + folders : above;
    p->picker.list.top = 0;
}

void path_begin(struct path_picker *p, bool folders, const char *key, const char *here)
{
    const char *home = getenv("HOME");

    *p = (struct path_picker){.folders = folders, .key = key, .here = here, .arena = arena_new()};
    const char *last = state_get(p->arena, key);
    last = last && last[0] == '/' && is_folder(last) ? last : home;
    go_to(p, last && last[0] == '/' ? last : "/");
}

void path_end(struct path_picker *p)
{
    picker_free(&p->picker);
    folder_free(&p->folder);
    for (int i = 0; i < p->nmarked; i++) {
        free(p->marked[i]);
    }
    free(p->marked);
    p->marked = NULL;
    p->nmarked = 0;
    arena_free(&p->arena);
}

bool path_runs(const struct path_picker *p, enum action action)
{
    return action != ACT_PICK || p->nrows > 0;
}

/* ---- marks ---- */

static const char *entry_path(struct arena *a, const struct path_picker *p, int entry)
{
    const char *folder = p->folder.path;
    return arena_printf(a, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
                        p->folder.entry[entry].name);
}

static int mark_of(const struct path_picker *p, const char *path)
{
    for (int i = 0; i < p->nmarked; i++) {
        if (strcmp(p->marked[i], path) == 0) {
            return i;
        }
    }
    return -1;
}

static struct effect toggle(struct path_picker *p, const char *path)
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

/* ---- taking ---- */

static enum path_done take_folder(struct path_picker *p, const char *folder, const char *name)
{
    p->into = folder;
    p->named = name;
    state_put(p->key, folder);
    return PATH_TAKEN;
}

/* The marked files, else the one named. */
static enum path_done take_files(struct path_picker *p, const char *path)
{
    p->nchosen = p->nmarked > 0 ? p->nmarked : 1;
    p->chosen = arena_alloc(p->arena, (size_t)p->nchosen * sizeof *p->chosen);
    p->chosen[0] = path;
    for (int i = 0; i < p->nmarked; i++) {
        p->chosen[i] = p->marked[i];
    }
    state_put(p->key, p->folder.path);
    return PATH_TAKEN;
}

/* A path that is no folder: a file to take, or the name of a new one. */
static enum path_done take_path(struct path_picker *p, const char *path, struct effect *e)
{
    const char *folder = folder_above(p->arena, path), *name = strrchr(path, '/') + 1;

    if (!p->folders) {
        return take_files(p, path);
    }
    if (p->new_file && *name && is_folder(folder)) {
        return take_folder(p, folder, name);
    }
    *e = effect_say(ROLE_WARNING, _("That is no folder; choose one to write into."));
    return PATH_GOES_ON;
}

static enum path_done pick(struct path_picker *p, struct effect *e)
{
    const struct path_row *row = &p->row[p->picker.list.cur];
    const char *path = row->kind == ROW_ENTRY ? entry_path(p->arena, p, row->entry) : p->path;

    switch (row->kind) {
    case ROW_ABOVE:
        go_to(p, folder_above(p->arena, p->folder.path));
        return PATH_GOES_ON;
    case ROW_HERE:
        return take_folder(p, p->folder.path, NULL);
    case ROW_ENTRY:
    case ROW_PATH:
        break;
    }
    if (is_folder(path)) {
        go_to(p, path);
        return PATH_GOES_ON;
    }
    return take_path(p, path, e);
}

/* Space marks, but in a path that is typed it is a letter. */
static bool marks(const struct path_picker *p, struct command c)
{
    return c.action == ACT_TYPE && c.ch == ' ' && !p->folders && !p->one && !p->path;
}

static struct effect mark_chosen(struct path_picker *p)
{
    const struct path_row *row = p->nrows > 0 ? &p->row[p->picker.list.cur] : NULL;

    if (!row || row->kind != ROW_ENTRY || p->folder.entry[row->entry].folder) {
        return effect_say(ROLE_TEXT, _("Only files can be marked; Enter opens a folder."));
    }
    return toggle(p, entry_path(p->arena, p, row->entry));
}

enum path_done path_act(struct path_picker *p, struct command c, struct effect *e)
{
    *e = effect_none();
    if (marks(p, c)) {
        *e = mark_chosen(p);
    } else if (!picker_command(&p->picker, c)) {
        switch (c.action) {
        case ACT_CLOSE_PICKER:
            return PATH_CLOSED;
        case ACT_EDIT_ERASE: /* nothing is typed that it could erase */
            go_to(p, folder_above(p->arena, p->folder.path));
            break;
        case ACT_PICK:
            return p->nrows > 0 ? pick(p, e) : PATH_GOES_ON;
        default:
            break;
        }
    }
    return PATH_GOES_ON;
}

/* ---- what it shows ---- */

static void add_row(struct path_picker *p, enum row_kind kind, int entry, struct picker_item item)
{
    p->row[p->nrows] = (struct path_row){kind, entry};
    p->item[p->nrows++] = item;
}

static void add_entry(struct path_picker *p, int i)
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

static bool is_listed(const struct path_picker *p, const struct folder_entry *e)
{
    size_t n = strlen(e->name), end = p->ending ? strlen(p->ending) : 0;

    return e->folder ||
           (!p->folders && n >= end && (end == 0 || strcmp(e->name + n - end, p->ending) == 0));
}

static void rows_read(struct path_picker *p)
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
        if (!*typed && p->folders) {
            add_row(p, ROW_HERE, 0, (struct picker_item){.left = p->here});
        }
        if (!*typed && strcmp(p->folder.path, "/") != 0) {
            add_row(p, ROW_ABOVE, 0, (struct picker_item){.left = "../"});
        }
        for (int i = 0; i < p->folder.n; i++) {
            const struct folder_entry *e = &p->folder.entry[i];
            if (is_listed(p, e) && text_finds(b.s ? b.s : "", e->folded)) {
                add_entry(p, i);
            }
        }
    }
    buf_free(&b);
}

static const char *foot(const struct path_picker *p, const char *marked)
{
    if (p->folder.unread) {
        return arena_printf(p->arena, _("This folder can't be read: %s"), p->folder.unread);
    }
    if (p->folder.more) {
        return arena_printf(p->arena, _("Only %d of this folder's files are shown; type a path."),
                            FOLDER_MOST);
    }
    if (marked) {
        return marked;
    }
    if (p->one) {
        return _("Enter takes a file; Backspace goes up; a path can be typed");
    }
    return p->folders ? _("Enter opens a folder; a path can be typed")
                      : _("Space marks several; Backspace goes up; a path can be typed");
}

void path_recalc(struct path_picker *p, struct ui *ui, struct rect area, const char *what,
                 const char *marked)
{
    const char *home = getenv("HOME"), *path = p->folder.path;

    arena_reset(p->arena);
    p->chosen = NULL;
    p->into = p->named = NULL;
    rows_read(p);
    size_t n = home && home[0] == '/' ? strlen(home) : 0;
    if (n > 1 && strncmp(path, home, n) == 0 && (path[n] == '/' || !path[n])) {
        path = arena_printf(p->arena, "~%s", path + n);
    }
    int w = ui->area.w < 76 ? ui->area.w - 8 : 68;
    picker_read(&p->picker, area,
                arena_printf(p->arena, "%s: %s", what,
                             cut_middle(p->arena, path, w - text_width(what) - 2)),
                p->item, p->nrows, ROWS_MOST, foot(p, marked));
}

void path_draw(const struct path_picker *p, struct ui *ui)
{
    picker_draw(&p->picker, ui);
}
