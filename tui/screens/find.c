/* Find: what is typed narrows a list of bodies, services, questions and notes; Enter goes there.
 * Opened again, it has the last text and stands on the next hit, so that Enter goes on from hit to
 * hit; the first letter begins a new text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tui/lines.h"
#include "tui/screens/goto.h"
#include "tui/widgets/picker.h"

struct find {
    struct arena *arena; /* of what was found */
    struct arena *shown; /* of what recalc makes of it */
    struct picker picker;
    struct hits hits;
    char *searched;    /* what the hits are of; NULL: nothing yet */
    struct place from; /* where one was */
    bool fresh;        /* nothing typed yet: the text is that of last time */
};

static bool find_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct find *f = mem_alloc(sizeof *f);

    (void)at;
    (void)err;
    f->arena = arena_new();
    f->shown = arena_new();
    f->from = (struct place){.question = -1};
    if (below->table->place) {
        below->table->place(below, &f->from);
    }
    edit_set(&f->picker.edit, ui->sought.text);
    f->picker.list.cur = ui->sought.next;
    f->fresh = ui->sought.text[0] != '\0';
    s->data = f;
    return true;
}

static void find_close(struct screen *s)
{
    struct find *f = s->data;
    picker_free(&f->picker);
    arena_free(&f->arena);
    arena_free(&f->shown);
    free(f->searched);
    free(f);
}

static where_set find_where(const struct screen *s)
{
    (void)s;
    return IN_PICKER;
}

static bool find_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct find *f = s->data;
    (void)ui;
    return action != ACT_PICK || f->hits.n > 0;
}

/* ---- going there ---- */

/* The body that one is at; where that is none, the first. */
static const char *body_here(const struct find *f, struct ui *ui)
{
    struct row *row = arena_alloc(ui->tongue.arena, sizeof *row);

    if (*f->from.body) {
        return f->from.body;
    }
    return rows_window(ui->campaign, 0, NULL, -1, 0, 1, row, ui->tongue.arena) == 1 ? row->body
                                                                                    : "";
}

/* The service that one is at; else the first of the body that something is asked of. */
static const char *service_here(const struct find *f, struct ui *ui, const char *body)
{
    enum { LOOKED_AT = 50 };
    struct arena *a = ui->tongue.arena;

    if (*f->from.service) {
        return f->from.service;
    }
    struct row *rows = arena_alloc(a, LOOKED_AT * sizeof *rows);
    int n = rows_window(ui->campaign, 0, body, -1, 0, LOOKED_AT, rows, a);
    for (int i = 0; i < n; i++) {
        if (rows[i].state != SUBJECT_STOPPED) {
            return rows[i].service;
        }
    }
    return "";
}

static struct effect go_hit(const struct find *f, struct ui *ui, const struct hit *h)
{
    const char *body = h->body, *service = h->service;

    switch (h->kind) {
    case HIT_BODY:
        return go_body(body);
    case HIT_SERVICE:
        return go_service(ui, body, service);
    case HIT_QUESTION:
        body = body_here(f, ui);
        service = h->of_service ? service_here(f, ui, body) : "";
        if (!*body || (h->of_service && !*service)) {
            return effect_say(ROLE_TEXT, _("There is nothing here yet that this is asked of."));
        }
        return go_question(ui, body, service, h->question);
    case HIT_NOTE:
        break;
    }
    return go_question(ui, body, service, h->question);
}

static void remember(const struct find *f, struct ui *ui, int next)
{
    const char *typed = picker_typed(&f->picker);

    if (strlen(typed) < sizeof ui->sought.text) {
        strcpy(ui->sought.text, typed);
        ui->sought.next = next;
    }
}

/* The first letter begins a new text, and erasing erases all of the last one. */
static void begin_anew(struct find *f, enum action action)
{
    if (action == ACT_TYPE || action == ACT_PASTE || action == ACT_EDIT_ERASE) {
        edit_set(&f->picker.edit, NULL);
    }
    f->fresh &= action == ACT_PICK_UP || action == ACT_PICK_DOWN || action == ACT_PICK_PAGE_UP ||
                action == ACT_PICK_PAGE_DOWN;
}

static struct effect find_act(struct screen *s, struct ui *ui, struct command c)
{
    struct find *f = s->data;
    int cur = f->picker.list.cur;

    if (f->fresh) {
        begin_anew(f, c.action);
    }
    if (picker_command(&f->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_PICK && cur < f->hits.n) {
        remember(f, ui, (cur + 1) % f->hits.n);
        return go_hit(f, ui, &f->hits.hit[cur]);
    }
    if (c.action == ACT_CLOSE_PICKER) {
        remember(f, ui, cur);
        return (struct effect){.kind = EFFECT_BACK};
    }
    return effect_none();
}

static struct command find_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct find *f = s->data;

    (void)ui;
    return picker_click(&f->picker, y, x);
}

/* ---- reading ---- */

static const char *in_one_line(struct arena *a, const char *text)
{
    char *line = arena_dup(a, text);
    for (char *at = line; *at; at++) {
        *at = *at == '\n' || *at == '\t' ? ' ' : *at;
    }
    return line;
}

static const char *subject_of(const struct hit *h)
{
    return h->service_name ? h->service_name : h->body_name;
}

static struct picker_item item_of(const struct find *f, const struct hit *h, int right_w)
{
    struct arena *a = f->shown;
    struct picker_item item = {.left = h->text};

    switch (h->kind) {
    case HIT_BODY:
        item.right = _("body");
        break;
    case HIT_SERVICE:
        item.right = cut_middle(a, h->body_name, right_w);
        break;
    case HIT_QUESTION:
        item.right = _("question");
        break;
    case HIT_NOTE:
        item.left = arena_printf(a, "\"%s\"", in_one_line(a, h->text));
        item.right = cut_middle(a, subject_of(h), right_w);
        break;
    }
    return item;
}

/* Where the chosen hit is, in full. */
static const char *place_text(const struct find *f, const struct ui *ui, const struct hit *h)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = h->of_service ? r->service : r->body;
    const char *mark_to = "›";

    switch (h->kind) {
    case HIT_BODY:
        return h->body;
    case HIT_SERVICE:
        return arena_printf(f->shown, "%s %s %s/%s", h->body_name, mark_to, h->body, h->service);
    case HIT_QUESTION:
        return b->questions[h->question].id;
    case HIT_NOTE:
        break;
    }
    return arena_printf(f->shown, "%s %s %s", subject_of(h), mark_to,
                        question_ask(&b->questions[h->question], ui->tongue.language));
}

static const char *foot_of(const struct find *f, const struct ui *ui)
{
    const struct hits *h = &f->hits;
    int cur = f->picker.list.cur;

    if (!*picker_typed(&f->picker)) {
        return _("Type a few letters of a name, a question or a note.");
    }
    if (h->n == 0) {
        return _("Nothing has all of these words.");
    }
    return place_text(f, ui, &h->hit[cur < h->n ? cur : h->n - 1]);
}

static void find_recalc(struct screen *s, struct ui *ui)
{
    struct find *f = s->data;
    const char *typed = picker_typed(&f->picker);
    int right_w = ui->area.w < 60 ? 12 : 24;

    arena_reset(f->shown);
    if (!f->searched || strcmp(f->searched, typed) != 0) {
        free(f->searched);
        f->searched = mem_dup(typed);
        arena_reset(f->arena);
        f->hits = search(ui->campaign, typed, ui->tongue.language, f->arena);
    }
    struct picker_item *items = arena_alloc(f->shown, (size_t)(f->hits.n + 1) * sizeof *items);
    for (int i = 0; i < f->hits.n; i++) {
        items[i] = item_of(f, &f->hits.hit[i], right_w);
    }
    const char *title = _("Find");
    if (f->hits.more) {
        title = arena_printf(f->shown, _("Find: the first %d, type on for others"), f->hits.n);
    }
    picker_read(&f->picker, go_area(ui), title, items, f->hits.n, HITS_MOST,
                ui->moving ? f->picker.foot : foot_of(f, ui));
}

static void find_draw(const struct screen *s, struct ui *ui)
{
    const struct find *f = s->data;
    picker_draw(&f->picker, ui);
}

const struct screen_table find_screen = {
    .name = "find",
    .floats = true,
    .open = find_open,
    .close = find_close,
    .where = find_where,
    .runs = find_runs,
    .act = find_act,
    .click = find_click,
    .recalc = find_recalc,
    .draw = find_draw,
};
