/* Conflicts: what several people entered apart and differs, side by side, settled one after the
 * other. */
#include "tui/screens/conflicts.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/conflict_words.h"
#include "tui/screens/goto.h"
#include "tui/widgets/list.h"

#define DRAFT "remark"
#define TOO_SOON 700 /* milliseconds in which nobody has read the next conflict */

/* ---- choices ---- */

static bool is_answer(const struct conflicts *k)
{
    return strcmp(k->x.at.kind, "answer") == 0;
}

int conflicts_choices(const struct conflicts *k)
{
    return !k->read ? 0 : k->x.nsides + is_answer(k) + (*k->x.at.body != '\0');
}

enum conflict_choice conflicts_choice(const struct conflicts *k, int i)
{
    if (i < k->x.nsides) {
        return CHOICE_TAKE;
    }
    return i == k->x.nsides && is_answer(k) ? CHOICE_ANEW : CHOICE_LEAVE;
}

const char *conflicts_number(const struct conflicts *k, int i)
{
    return arena_printf(k->tongue.arena, conflicts_choices(k) > 9 ? "%02d" : "%d", i + 1);
}

/* ---- the list ---- */

static bool same_at(const struct conflict_at *x, const struct conflict_at *y)
{
    return strcmp(x->kind, y->kind) == 0 && strcmp(x->body, y->body) == 0 &&
           strcmp(x->service, y->service) == 0 && strcmp(x->item, y->item) == 0;
}

static int find_at(const struct conflict_at *list, int n, const struct conflict_at *at)
{
    for (int i = 0; i < n; i++) {
        if (same_at(&list[i], at)) {
            return i;
        }
    }
    return -1;
}

/* After it was read anew: to one that was not there before (an undo brought it back), else to the
 * same as before; where that is settled, to the one after it, and after the last to the first. */
static void choose_again(struct conflicts *k, const struct conflict_at *before, int nbefore)
{
    int back = -1;

    for (int i = 0; i < k->n && back < 0 && nbefore >= 0; i++) {
        back = find_at(before, nbefore, &k->at[i]) < 0 ? i : -1;
    }
    k->settled -= back >= 0 && k->settled > 0;
    int same = back < 0 && k->cur < nbefore ? find_at(k->at, k->n, &before[k->cur]) : back;
    k->cur = same >= 0 ? same : k->cur < k->n ? k->cur : 0;
}

static void read_list(struct conflicts *k)
{
    struct arena *a = arena_new(), *before_arena = k->listed;
    struct conflict_at *before = k->at;
    int nbefore = before_arena ? k->n : -1;
    struct err err = {0};

    free(k->fault);
    k->fault = NULL;
    k->stale = false;
    if (!conflicts_list(k->campaign, &k->at, &k->n, a, &err)) {
        k->fault = mem_dup(err_text(&err));
        k->n = 0;
    }
    err_clear(&err);
    k->listed = a;
    choose_again(k, before, nbefore);
    if (before_arena) {
        arena_free(&before_arena);
    }
}

/* ---- opening ---- */

static int pos_of(struct ui *ui, const char *body, const char *service)
{
    struct row row;
    return row_get(ui->campaign, 0, body, service, -1, &row, ui->tongue.arena) ? row.pos : -1;
}

/* How a conflict lies to a place: 0 before it, 1 after it, more the nearer it is. */
static int nearness(struct ui *ui, const struct conflict_at *at, const struct place *from)
{
    if (strcmp(at->body, from->body) != 0) {
        return *at->body && pos_of(ui, at->body, "") > pos_of(ui, from->body, "");
    }
    if (strcmp(at->service, from->service) != 0) {
        return !*from->service ||
                       pos_of(ui, at->body, at->service) > pos_of(ui, from->body, from->service)
                   ? 2
                   : 0;
    }
    return at->question == from->question ? 4 : at->question > from->question ? 3 : 2;
}

/* Begins at the question, the service, the body that was on show, or the first one after it. */
static void begin_at(struct conflicts *k, struct ui *ui, const struct place *from)
{
    int best = 0;

    for (int i = 0; i < k->n && *from->body && best < 4; i++) {
        int near = nearness(ui, &k->at[i], from);
        if (near > best) {
            best = near;
            k->cur = i;
        }
    }
}

static bool conflicts_open(struct screen *s, struct ui *ui, const struct place *at,
                           const struct screen *below, struct err *err)
{
    struct conflicts *k = mem_alloc(sizeof *k);
    struct place from = *at;

    (void)err;
    if (!*from.body && below && below->table->place) {
        below->table->place(below, &from);
    }
    k->campaign = ui->campaign;
    k->arena = arena_new();
    k->tongue = ui->tongue;
    k->tongue.arena = k->arena;
    read_list(k);
    begin_at(k, ui, &from);
    s->data = k;
    return true;
}

/* ---- the remark's draft ---- */

static void keep_draft(struct conflicts *k, const char *text)
{
    const struct conflict_at *at = &k->x.at;

    draft_put(k->campaign, at->body, at->service, at->item, DRAFT, text);
    k->unkept = false;
}

static void conflicts_close(struct screen *s)
{
    struct conflicts *k = s->data;

    if (k->remarking && k->unkept) {
        keep_draft(k, edit_text(&k->edit));
    }
    edit_free(&k->edit);
    arena_free(&k->listed);
    arena_free(&k->arena);
    free(k->fault);
    free(k);
}

static struct effect conflicts_idle(struct screen *s, struct ui *ui)
{
    struct conflicts *k = s->data;

    (void)ui;
    if (k->unkept) {
        keep_draft(k, edit_text(&k->edit));
    }
    return effect_none();
}

static bool conflicts_restless(const struct screen *s)
{
    return ((const struct conflicts *)s->data)->unkept;
}

static where_set conflicts_where(const struct screen *s)
{
    return ((const struct conflicts *)s->data)->remarking ? IN_FIELD : IN_CONFLICTS;
}

/* ---- what can be done ---- */

static const char *conflicts_why_not(const struct screen *s, const struct ui *ui,
                                     enum action action)
{
    const struct conflicts *k = s->data;

    if (k->remarking) {
        return NULL;
    }
    switch (action) {
    case ACT_CONFLICT_CHOOSE:
    case ACT_CONFLICT_TAKE:
        return k->read ? read_only_text(ui) : _("Nothing is in conflict.");
    case ACT_CONFLICT_NEXT:
    case ACT_CONFLICT_PREVIOUS:
        return k->n > 0 ? NULL : _("Nothing is in conflict.");
    case ACT_CONFLICT_GO:
    case ACT_HISTORY:
        if (!k->read) {
            return _("Nothing is in conflict.");
        }
        return *k->x.at.body ? NULL : _("It belongs to no body.");
    default:
        return NULL;
    }
}

static bool conflicts_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct conflicts *k = s->data;

    if (k->remarking) {
        return action != ACT_EDITOR;
    }
    return !conflicts_why_not(s, ui, action);
}

/* ---- settling ---- */

static bool take_side(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct conflicts *k = arg;
    struct tongue t = {k->tongue.rubric, k->tongue.language, a};
    const char *title = text_brief(a, conflict_title(&t, c, &k->x), 50);
    const char *what = text_brief(a, conflict_said(&t, &k->x, k->taken), 40);

    if (!conflict_take(c, &k->x, k->taken, err)) {
        return false;
    }
    k->settled++;
    *said = arena_printf(a, _("Settled with %s: %s (%s takes it back)"), what, title,
                         action_key(a, ACT_UNDO));
    return true;
}

static bool leave(void *arg, struct campaign *c, struct arena *a, const char **said,
                  struct err *err)
{
    struct conflicts *k = arg;

    if (!conflict_leave(c, &k->x, typed_trimmed(a, edit_text(&k->edit)), err)) {
        return false;
    }
    *said = _("It stays in conflict, with the remark.");
    return true;
}

static struct effect begin_remark(struct conflicts *k)
{
    const struct conflict_at *at = &k->x.at;

    k->remarking = true;
    k->unkept = false;
    edit_set(&k->edit,
             draft_get(k->campaign, at->body, at->service, at->item, DRAFT, k->tongue.arena));
    return effect_none();
}

/* To the question, the service or the body. */
static struct effect go_there(struct conflicts *k, struct ui *ui)
{
    const struct conflict_at *at = &k->x.at;
    struct row row;

    if (!row_get(ui->campaign, 0, at->body, at->service, -1, &row, ui->tongue.arena)) {
        return effect_say(ROLE_TEXT, _("It was withdrawn from the registry: it has no screen."));
    }
    if (at->question >= 0) {
        return go_question(ui, at->body, at->service, at->question);
    }
    return *at->service ? go_service(ui, at->body, at->service) : go_body(at->body);
}

/* A key that is held down, or pressed twice, must not settle the next one too. */
static struct effect take(struct conflicts *k, int side)
{
    int64_t now = clock_ms(), before = k->taken_at;

    k->taken_at = now;
    if (before && now - before < TOO_SOON) {
        return effect_say(
            ROLE_WARNING,
            _("That came right after the last one: this conflict was left as it is."));
    }
    k->taken = side;
    return (struct effect){.kind = EFFECT_DO, .job = {take_side, k}};
}

static struct effect do_row(struct conflicts *k, struct ui *ui, int i)
{
    if (i < 0 || i >= conflicts_choices(k)) {
        return effect_none();
    }
    k->choices.cur = i;
    switch (conflicts_choice(k, i)) {
    case CHOICE_TAKE:
        return take(k, i);
    case CHOICE_ANEW:
        return go_there(k, ui);
    default:
        return begin_remark(k);
    }
}

/* From ten rows on a number has two digits. */
static struct effect choose_number(struct conflicts *k, struct ui *ui, uint32_t ch)
{
    int digit = (int)ch - '0', number = digit;

    if (conflicts_choices(k) > 9) {
        if (!k->digit) {
            k->digit = (char)ch;
            return effect_none();
        }
        number = (k->digit - '0') * 10 + digit;
        k->digit = 0;
    }
    return do_row(k, ui, number - 1);
}

static struct effect step(struct conflicts *k, int by)
{
    if (k->cur + by < 0 || k->cur + by >= k->n) {
        return effect_say(ROLE_TEXT, by > 0 ? _("No conflict after this one. N looks back.")
                                            : _("No conflict before this one. n looks on."));
    }
    k->cur += by;
    k->top = k->choices.cur = 0;
    return effect_none();
}

static struct effect act_typing(struct conflicts *k, struct command c)
{
    if (c.action == ACT_LEAVE_FIELD) {
        keep_draft(k, edit_text(&k->edit));
        k->remarking = false;
        return effect_none();
    }
    if (c.action == ACT_STORE) {
        return (struct effect){.kind = EFFECT_DO, .job = {leave, k}};
    }
    k->unkept |= edit_command(&k->edit, c, 0);
    return effect_none();
}

static void scroll_text(struct conflicts *k, enum action action)
{
    int page = k->text_h > 1 ? k->text_h - 1 : 1;

    k->top += action == ACT_PAGE_DOWN ? page : -page;
}

static struct effect conflicts_act(struct screen *s, struct ui *ui, struct command c)
{
    struct conflicts *k = s->data;

    if (k->remarking) {
        return act_typing(k, c);
    }
    if (c.action != ACT_CONFLICT_CHOOSE) {
        k->digit = 0;
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_CONFLICT_CHOOSE:
        return choose_number(k, ui, c.ch);
    case ACT_CONFLICT_TAKE:
        return do_row(k, ui, k->choices.cur);
    case ACT_CONFLICT_NEXT:
        return step(k, 1);
    case ACT_CONFLICT_PREVIOUS:
        return step(k, -1);
    case ACT_CONFLICT_GO:
        return go_there(k, ui);
    case ACT_HISTORY:
        k->stale = true; /* something may be restored there */
        return effect_over(&history_screen, place_of(SCREEN_QUESTIONS, k->x.at.body,
                                                     k->x.at.service, k->x.at.question));
    case ACT_PAGE_UP:
    case ACT_PAGE_DOWN:
        scroll_text(k, c.action);
        return effect_none();
    default:
        list_command(&k->choices, c.action, 1);
        return effect_none();
    }
}

static struct command conflicts_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct conflicts *k = s->data;
    int i = y - k->choices_y + k->choices.top;

    (void)ui;
    (void)x;
    bool row = !k->remarking && y >= k->choices_y && i < k->choices.n;
    bool again = row && list_click(&k->choices, i);
    return (struct command){.action = again ? ACT_CONFLICT_TAKE : ACT_NONE};
}

/* A job ended: its own, or an undo. */
static void conflicts_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct conflicts *k = s->data;

    (void)ui;
    k->stale = true; /* what was refused may be so because it is no longer as it was read */
    if (!stored) {
        return;
    }
    k->top = k->choices.cur = 0;
    if (k->remarking) {
        k->remarking = false;
        keep_draft(k, NULL);
        edit_set(&k->edit, NULL);
    }
}

/* ---- reading ---- */

static void conflicts_recalc(struct screen *s, struct ui *ui)
{
    struct conflicts *k = s->data;
    struct err err = {0};

    arena_reset(k->arena);
    k->tongue.language = ui->tongue.language;
    if (k->stale) {
        read_list(k);
    }
    k->read = k->n > 0 && conflict_read(k->campaign, &k->at[k->cur], &k->x, k->arena, &err);
    if (k->n > 0 && !k->read && !k->fault) {
        k->fault = mem_dup(err_text(&err));
    }
    err_clear(&err);
    k->choices.n = conflicts_choices(k);
    conflicts_lay(k, ui);
}

static int conflicts_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct conflicts *k = s->data;

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = k->n > 0 ? arena_printf(ui->tongue.arena, _("Conflicts  %d of %d"), k->cur + 1, k->n)
                        : _("Conflicts");
    return 2;
}

static const char *conflicts_note(const struct screen *s, const struct ui *ui)
{
    const struct conflicts *k = s->data;
    return k->settled > 0 ? arena_printf(ui->tongue.arena, _("%d settled"), k->settled) : "";
}

/* The numbers that there are. */
static void conflicts_hint(const struct screen *s, const struct ui *ui, enum action action,
                           const char **key, const char **word)
{
    const struct conflicts *k = s->data;
    int n = conflicts_choices(k);

    (void)word;
    if (action == ACT_CONFLICT_CHOOSE && n > 0) {
        *key = arena_printf(ui->tongue.arena, "%s–%s", conflicts_number(k, 0),
                            conflicts_number(k, n - 1));
    }
}

const struct screen_table conflicts_screen = {
    .name = "conflicts",
    .open = conflicts_open,
    .close = conflicts_close,
    .where = conflicts_where,
    .runs = conflicts_runs,
    .why_not = conflicts_why_not,
    .act = conflicts_act,
    .click = conflicts_click,
    .settled = conflicts_settled,
    .idle = conflicts_idle,
    .restless = conflicts_restless,
    .recalc = conflicts_recalc,
    .draw = conflicts_draw,
    .crumbs = conflicts_crumbs,
    .note = conflicts_note,
    .hint = conflicts_hint,
};
