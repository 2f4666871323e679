/* Registry rows: a new body or service, another name, stopping: a box with a field or three. Undo
 * takes all of it back. What was typed and not stored is kept as drafts. */
#include "tui/screens/row_edit.h"

#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/widgets/edit.h"

#define BOX_W 72

enum deed { NEW_BODY, NEW_SERVICE, RENAME, STOP, DEEDS };
enum { CODE, NAME, SHORT, REASON, FIELDS };

/* The fields of a deed, in their order. */
static const bool asks[DEEDS][FIELDS] = {
    [NEW_BODY] = {[CODE] = true, [NAME] = true, [SHORT] = true},
    [NEW_SERVICE] = {[CODE] = true, [NAME] = true, [SHORT] = true},
    [RENAME] = {[NAME] = true, [SHORT] = true},
    [STOP] = {[REASON] = true},
};
static const char *const labels[FIELDS] = {NC_("field", "Code"), NC_("field", "Name"),
                                           NC_("field", "Short name"), NC_("field", "Reason")};
static const char *const draft_names[DEEDS][FIELDS] = {
    [NEW_BODY] = {"body-code", "body-name", "body-short", ""},
    [NEW_SERVICE] = {"service-code", "service-name", "service-short", ""},
    [RENAME] = {"", "rename", "rename-short", ""},
    [STOP] = {"", "", "", "stop"},
};

struct row_edit {
    enum deed deed;
    struct campaign *campaign;
    struct screen below;
    char body[CODE_ROOM], service[CODE_ROOM];
    char *title, *fault;
    const char *stored[FIELDS]; /* what stands, in `own` */
    struct arena *own;
    struct edit field[FIELDS];
    int at; /* the field that is typed in */
    bool done;
    struct rect box;
};

/* ---- opening and closing ---- */

static void read_stored(struct row_edit *e, const struct ui *ui)
{
    struct row row;

    if (e->deed == RENAME && row_get(ui->campaign, 0, e->body, e->service, -1, &row, e->own)) {
        e->stored[NAME] = row.name;
        e->stored[SHORT] = row.short_name;
    }
}

static const char *title_of(const struct row_edit *e, struct arena *a)
{
    const char *name = registry_name(e->campaign, e->body, e->service, a);

    switch (e->deed) {
    case NEW_BODY:
        return _("A new body");
    case NEW_SERVICE:
        return arena_printf(a, _("A new service of %s"), name);
    case RENAME:
        return arena_printf(a, _("Rename %s"), name);
    default:
        return arena_printf(a, _("Stop %s: why?"), name);
    }
}

static int step_from(const struct row_edit *e, int at, int by)
{
    for (at += by; at >= 0 && at < FIELDS; at += by) {
        if (asks[e->deed][at]) {
            return at;
        }
    }
    return -1;
}

static bool open_for(struct screen *s, struct ui *ui, const struct place *at,
                     const struct screen *below, enum deed deed)
{
    struct row_edit *e = mem_alloc(sizeof *e);

    e->deed = deed;
    e->campaign = ui->campaign;
    e->below = *below;
    e->own = arena_new();
    strcpy(e->body, deed == NEW_BODY ? "" : at->body);
    strcpy(e->service, deed == NEW_SERVICE ? "" : at->service);
    read_stored(e, ui);
    e->title = mem_dup(title_of(e, ui->tongue.arena));
    for (int i = 0; i < FIELDS; i++) {
        const char *draft = asks[deed][i] ? draft_get(ui->campaign, e->body, e->service, "",
                                                      draft_names[deed][i], ui->tongue.arena)
                                          : NULL;
        edit_set(&e->field[i], draft ? draft : e->stored[i]);
    }
    e->at = step_from(e, -1, 1);
    s->data = e;
    return true;
}

static void keep_drafts(const struct row_edit *e)
{
    for (int i = 0; i < FIELDS; i++) {
        const char *typed = edit_text(&e->field[i]), *stored = e->stored[i] ? e->stored[i] : "";
        if (asks[e->deed][i]) {
            draft_put(e->campaign, e->body, e->service, "", draft_names[e->deed][i],
                      e->done || strcmp(typed, stored) == 0 ? NULL : typed);
        }
    }
}

static void row_edit_close(struct screen *s)
{
    struct row_edit *e = s->data;

    keep_drafts(e);
    for (int i = 0; i < FIELDS; i++) {
        edit_free(&e->field[i]);
    }
    free(e->title);
    free(e->fault);
    arena_free(&e->own);
    free(e);
}

#define OPENS(name, deed)                                                                          \
    static bool name##_open(struct screen *s, struct ui *ui, const struct place *at,               \
                            const struct screen *below, struct err *err)                           \
    {                                                                                              \
        (void)err;                                                                                 \
        return open_for(s, ui, at, below, deed);                                                   \
    }
OPENS(new_body, NEW_BODY)
OPENS(new_service, NEW_SERVICE)
OPENS(rename, RENAME)
OPENS(stop, STOP)

static where_set row_edit_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool row_edit_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct row_edit *e = s->data;

    (void)ui;
    switch (action) {
    case ACT_PICK_UP:
        return step_from(e, e->at, -1) >= 0;
    case ACT_PICK_DOWN:
        return step_from(e, e->at, 1) >= 0;
    case ACT_PICK_PAGE_UP:
    case ACT_PICK_PAGE_DOWN:
        return false;
    case ACT_EDIT_CLEAR:
        return *edit_text(&e->field[e->at]);
    default:
        return true;
    }
}

/* ---- storing ---- */

static bool store(void *arg, struct campaign *c, struct arena *a, const char **said,
                  struct err *err)
{
    struct row_edit *e = arg;
    const char *code = typed_trimmed(a, edit_text(&e->field[CODE]));
    const char *name = edit_text(&e->field[NAME]), *shorter = edit_text(&e->field[SHORT]);
    bool ok = false;

    switch (e->deed) {
    case NEW_BODY:
        ok = registry_add(c, code, NULL, name, shorter, err);
        break;
    case NEW_SERVICE:
        ok = registry_add(c, e->body, code, name, shorter, err);
        break;
    case RENAME:
        ok = registry_rename(c, e->body, e->service, name, shorter, err);
        break;
    default:
        ok = registry_stop(c, e->body, e->service, edit_text(&e->field[REASON]), err);
    }
    e->done = ok;
    if (!ok) { /* said beside the field, too */
        free(e->fault);
        e->fault = mem_dup(err_text(err));
        return false;
    }
    *said = arena_printf(a, _("%s; %s takes it back."),
                         e->deed == RENAME ? _("Renamed")
                         : e->deed == STOP ? _("Stopped")
                                           : _("Added behind the others"),
                         action_key(a, ACT_UNDO));
    return true;
}

/* The cursor of the list goes to what is new. */
static void row_edit_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct row_edit *e = s->data;
    const char *code = typed_trimmed(ui->tongue.arena, edit_text(&e->field[CODE]));
    bool body = e->deed == NEW_BODY;

    if (stored && (body || e->deed == NEW_SERVICE) && e->below.table->go) {
        struct place at =
            body ? place_of(SCREEN_BODIES, code, "", -1) : place_of(SCREEN_BODY, e->body, code, -1);
        e->below.table->go(&e->below, ui, &at);
    }
}

static struct effect row_edit_act(struct screen *s, struct ui *ui, struct command c)
{
    struct row_edit *e = s->data;
    int next = step_from(e, e->at, 1);

    (void)ui;
    switch (c.action) {
    case ACT_CLOSE_PICKER:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_PICK_UP:
        next = step_from(e, e->at, -1);
        e->at = next >= 0 ? next : e->at;
        return effect_none();
    case ACT_PICK_DOWN:
        e->at = next >= 0 ? next : e->at;
        return effect_none();
    case ACT_PICK:
        if (next >= 0) {
            e->at = next;
            return effect_none();
        }
        return (struct effect){.kind = EFFECT_DO, .job = {store, e}, .closes = true};
    default:
        if (edit_command(&e->field[e->at], c, 0)) {
            free(e->fault);
            e->fault = NULL;
        }
        return effect_none();
    }
}

/* ---- showing ---- */

static int rows_of(const struct row_edit *e)
{
    int n = 0;
    for (int i = 0; i < FIELDS; i++) {
        n += asks[e->deed][i];
    }
    return n;
}

/* The row of the box that a field stands in. */
static int row_of_field(const struct row_edit *e, int field)
{
    int n = 0;
    for (int i = 0; i < field; i++) {
        n += asks[e->deed][i];
    }
    return n;
}

static struct command row_edit_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct row_edit *e = s->data;

    (void)ui;
    for (int i = 0; i < FIELDS; i++) {
        if (asks[e->deed][i] && rect_has(e->box, y, x) && y == e->box.y + 1 + row_of_field(e, i)) {
            e->at = i;
        }
    }
    return (struct command){.action = ACT_NONE}; /* what is typed is not dropped by a click */
}

static void row_edit_recalc(struct screen *s, struct ui *ui)
{
    struct row_edit *e = s->data;
    e->box = box_in(ui->area, rows_of(e) + 2, BOX_W);
}

static const char *hint_text(const struct row_edit *e)
{
    if (e->at == CODE) {
        return _("1 to 64 letters, digits, '.', '_' or '-'; it never changes");
    }
    return e->at == SHORT ? _("for narrow places; may stay empty") : "";
}

static void row_edit_draw(const struct screen *s, struct ui *ui)
{
    const struct row_edit *e = s->data;
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(e->box, cut_middle(a, e->title, e->box.w - 6));
    int label_w = 0, least = in.w / 2;

    for (int i = 0; i < FIELDS; i++) {
        int w = asks[e->deed][i] ? text_width(text_translated(labels[i])) : 0;
        label_w = w > label_w ? w : label_w;
    }
    label_w = label_w > least ? least : label_w;
    for (int i = 0; i < FIELDS; i++) {
        int y = in.y + row_of_field(e, i), w = in.w - label_w - 2;
        if (!asks[e->deed][i]) {
            continue;
        }
        put(y, in.x, label_w, role_attr(i == e->at ? ROLE_ACCENT : ROLE_DIM),
            cut_end(a, text_translated(labels[i]), label_w));
        int x = edit_draw_line(&e->field[i], y, in.x + label_w + 2, w,
                               role_attr(ROLE_TEXT) | A_UNDERLINE);
        if (i == e->at) {
            ui->cursor_y = y;
            ui->cursor_x = x;
        }
    }
    struct span *lines;
    const char *below = e->fault ? text_show(a, e->fault, false) : hint_text(e);
    int n = wrap(a, below, in.w, &lines), y = in.y + rows_of(e);
    for (int i = 0; i < n && y + i < in.y + in.h; i++) {
        const char *line = span_text(a, below, lines[i]);
        bool last = y + i == in.y + in.h - 1 && i + 1 < n;
        put(y + i, in.x, in.w, role_attr(e->fault ? ROLE_ERROR : ROLE_DIM),
            last ? cut_end(a, arena_printf(a, "%s …", line), in.w) : line);
    }
}

static void row_edit_hint(const struct screen *s, const struct ui *ui, enum action action,
                          const char **key, const char **word)
{
    const struct row_edit *e = s->data;

    (void)ui;
    (void)key;
    if (action == ACT_PICK) {
        *word = step_from(e, e->at, 1) >= 0 ? _("next field") : _("store");
    } else if (action == ACT_CLOSE_PICKER) {
        *word = _("leave, draft kept");
    }
}

#define TABLE(name_, open_)                                                                        \
    {                                                                                              \
        .name = name_, .floats = true, .open = open_, .close = row_edit_close,                     \
        .where = row_edit_where, .runs = row_edit_runs, .act = row_edit_act,                       \
        .click = row_edit_click, .settled = row_edit_settled, .recalc = row_edit_recalc,           \
        .draw = row_edit_draw, .hint = row_edit_hint                                               \
    }
const struct screen_table new_body_screen = TABLE("new-body", new_body_open);
const struct screen_table new_service_screen = TABLE("new-service", new_service_open);
const struct screen_table rename_screen = TABLE("rename", rename_open);
const struct screen_table stop_screen = TABLE("stop", stop_open);
