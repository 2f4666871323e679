/* A rating set by hand in place of the computed one: which, by its number; then why. Or it is taken
 * back. */
#include "tui/screens/final_rating.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/widgets/picker.h"
#include "tui/widgets/prompt.h"

#define REASON_W 68

struct final_box {
    struct arena *arena; /* of what recalc reads */
    char body[CODE_ROOM], service[CODE_ROOM];
    struct picker picker;
    struct picker_item *item; /* the ratings, worst first; then to take it back */
    struct row row;
    struct final_rating now;
    bool begun;
    bool typing; /* why */
    int rating;  /* that was chosen; -1: it is to be taken back */
    struct prompt prompt;
    const char *reason; /* what is to be stored */
    struct rect box;    /* of the reason */
};

const char *final_rating_why_not(const struct ui *ui, struct place here)
{
    const char *why = *here.body ? read_only_text(ui) : _("There is no body here.");

    if (why) {
        return why;
    }
    why = final_why_not(ui->campaign, here.body, here.service, ui->tongue.arena);
    return why ? arena_printf(ui->tongue.arena, "%s.", why) : NULL;
}

static bool final_open(struct screen *s, struct ui *ui, const struct place *at,
                       const struct screen *below, struct err *err)
{
    struct final_box *b = mem_alloc(sizeof *b);

    (void)ui;
    (void)below;
    (void)err;
    b->arena = arena_new();
    strcpy(b->body, at->body);
    strcpy(b->service, at->service);
    b->picker.silent = true;
    s->data = b;
    return true;
}

static void final_close(struct screen *s)
{
    struct final_box *b = s->data;
    picker_free(&b->picker);
    prompt_free(&b->prompt);
    arena_free(&b->arena);
    free(b);
}

static where_set final_where(const struct screen *s)
{
    return ((const struct final_box *)s->data)->typing ? IN_FIELD : IN_PICKER;
}

static bool final_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    (void)s;
    (void)ui;
    return action != ACT_EDITOR && action != ACT_EDIT_CLEAR;
}

/* ---- commands ---- */

static bool store_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct final_box *b = arg;
    const struct rubric *r = campaign_rubric(c, 0);
    const char *rating = b->rating >= 0 ? r->ratings[b->rating].id : NULL;

    if (!final_set(c, b->body, b->service, rating, rating ? b->reason : NULL, err)) {
        return false;
    }
    const char *name = short_name(&b->row);
    *said = rating ? arena_printf(a, _("%s: the final rating is set by hand."), name)
                   : arena_printf(a, _("%s: the computed rating counts again."), name);
    return true;
}

static struct effect store(struct final_box *b)
{
    return (struct effect){.kind = EFFECT_DO, .job = {store_run, b}, .closes = true};
}

static struct effect typed(struct final_box *b)
{
    b->reason = prompt_typed(&b->prompt, b->arena);
    if (!*b->reason) {
        prompt_fault(&b->prompt,
                     _("A reason is needed: it stands beside the rating wherever it is read."));
        return effect_none();
    }
    return store(b);
}

static struct effect typing_act(struct final_box *b, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
        return typed(b);
    case ACT_LEAVE_FIELD:
        b->typing = false;
        return effect_none();
    default:
        prompt_command(&b->prompt, c);
        return effect_none();
    }
}

/* How many can be chosen: only what is rated can be given one. */
static int nratings(const struct final_box *b, const struct rubric *r)
{
    return b->row.state == SUBJECT_RATED && b->row.rating >= 0 ? r->nratings : 0;
}

static struct effect choose(struct final_box *b, const struct rubric *r, int i)
{
    if (i < 0 || i >= nratings(b, r) + (b->now.by != NULL)) {
        return effect_none();
    }
    b->rating = i < nratings(b, r) ? i : -1;
    if (b->rating < 0) {
        return store(b);
    }
    b->typing = true;
    prompt_begin(&b->prompt, b->rating == b->now.rating ? b->now.reason : NULL);
    return effect_none();
}

static struct effect final_act(struct screen *s, struct ui *ui, struct command c)
{
    struct final_box *b = s->data;

    if (b->typing) {
        return typing_act(b, c);
    }
    if (picker_command(&b->picker, c)) {
        return effect_none();
    }
    if (c.action == ACT_CLOSE_PICKER || (c.action == ACT_TYPE && c.ch == 'q')) {
        return (struct effect){.kind = EFFECT_BACK};
    }
    if (c.action == ACT_TYPE && c.ch >= '1' && c.ch <= '9') {
        b->picker.list.cur =
            (int)(c.ch - '1') < b->picker.nitems ? (int)(c.ch - '1') : b->picker.list.cur;
        return choose(b, ui->tongue.rubric, (int)(c.ch - '1'));
    }
    return c.action == ACT_PICK ? choose(b, ui->tongue.rubric, b->picker.list.cur) : effect_none();
}

static struct command final_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct final_box *b = s->data;

    (void)ui;
    if (!b->typing) {
        return picker_click(&b->picker, y, x);
    }
    bool away = !rect_has(b->box, y, x) && !*edit_text(&b->prompt.edit);
    return (struct command){.action = away ? ACT_LEAVE_FIELD : ACT_NONE};
}

/* ---- what it says ---- */

/* What stands now; "" where nothing was set by hand. */
static const char *standing(const struct final_box *b, const struct tongue *t)
{
    if (!b->now.by) {
        return "";
    }
    if (b->now.rating < 0) {
        return _("Several people set different ones apart: none counts until one is chosen.");
    }
    return arena_printf(b->arena, _("%s, by %s: %s"), say_rating(t, b->now.rating), b->now.by,
                        b->now.reason ? b->now.reason : "");
}

/* "1  Unsatisfactory": the first nine by a digit. */
static const char *numbered(const struct final_box *b, int i, const char *text)
{
    return i < 9 ? arena_printf(b->arena, "%d  %s", i + 1, text)
                 : arena_printf(b->arena, "   %s", text);
}

static int fill(struct final_box *b, const struct tongue *t)
{
    int n = nratings(b, t->rubric);

    b->item = arena_alloc(b->arena, ((size_t)n + 2) * sizeof *b->item);
    for (int i = 0; i < n; i++) {
        b->item[i] = (struct picker_item){
            .left = numbered(b, i, say_rating(t, i)),
            .right = i == b->row.rating ? _("computed") : NULL,
            .mark = i == b->now.rating ? MARK_CHOSEN : MARK_NOT_CHOSEN,
        };
    }
    if (b->now.by) {
        b->item[n] = (struct picker_item){
            .left = numbered(b, n, _("Take it back: the computed rating counts")),
            .mark = MARK_NOT_CHOSEN,
        };
    }
    return n + (b->now.by != NULL);
}

static void final_recalc(struct screen *s, struct ui *ui)
{
    struct final_box *b = s->data;
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, b->arena};

    arena_reset(b->arena);
    b->row = (struct row){.name = b->body, .rating = -1};
    row_get(ui->campaign, 0, b->body, b->service, -1, &b->row, b->arena);
    final_read(ui->campaign, 0, b->body, b->service, &b->now, b->arena);
    int n = fill(b, &t);
    if (!b->begun) {
        b->picker.list.cur = b->now.rating >= 0 ? b->now.rating : b->row.rating;
        b->begun = true;
    }
    int w = ui->area.w < REASON_W + 8 ? ui->area.w - 8 : REASON_W;
    const char *title = arena_printf(b->arena, _("Final rating: %s"),
                                     cut_middle(b->arena, short_name(&b->row), w - 16));
    picker_read(&b->picker, ui->area, title, b->item, n, n, standing(b, &t));
    b->box = box_in(ui->area, 5, w);
}

static void final_draw(const struct screen *s, struct ui *ui)
{
    const struct final_box *b = s->data;
    const struct tongue *t = &ui->tongue;
    struct arena *a = t->arena;

    if (!b->typing) {
        picker_draw(&b->picker, ui);
        return;
    }
    struct rect in = put_box(b->box, b->picker.title);
    put(in.y, in.x, in.w, role_attr(ROLE_TITLE),
        cut_end(a, say_by_hand(t, b->rating, b->row.rating), in.w));
    prompt_draw(&b->prompt, ui, in.y + 2, in.x, in.w, _("Why  "),
                arena_printf(a, _("%s sets it, %s goes back"), action_key(a, ACT_STORE),
                             action_key(a, ACT_LEAVE_FIELD)));
}

static void final_hint(const struct screen *s, const struct ui *ui, enum action action,
                       const char **key, const char **word)
{
    const struct final_box *b = s->data;

    (void)ui;
    if (action == ACT_STORE) {
        *word = _("set it");
    } else if (action == ACT_LEAVE_FIELD) {
        *word = _("back");
    } else if (action == ACT_PICK && b->picker.nitems > 1) {
        *key = arena_printf(b->arena, "1–%d", b->picker.nitems < 9 ? b->picker.nitems : 9);
    }
}

const struct screen_table final_rating_screen = {
    .name = "final-rating",
    .floats = true,
    .open = final_open,
    .close = final_close,
    .where = final_where,
    .runs = final_runs,
    .act = final_act,
    .click = final_click,
    .recalc = final_recalc,
    .draw = final_draw,
    .hint = final_hint,
};
