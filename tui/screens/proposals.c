/* Proposals: what a body's deficiencies come to, in the order of the opinion, and what became of
 * those of the campaign before. */
#include "tui/screens/proposals.h"

#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/neighbour.h"
#include "tui/screens/states.h"
#include "tui/widgets/list.h"

/* ---- opening ---- */

/* The proposal of the question that one comes from is the chosen one, or the one at a row. */
static void choose_question(struct proposals_screen *p, const struct ui *ui, const struct place *at)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = *at->service ? r->service : r->body;

    if (at->question <= PROPOSAL_ROW(0)) {
        p->cur = PROPOSAL_ROW(at->question);
    } else if (b && at->question >= 0 && at->question < b->nquestions) {
        snprintf(p->chosen, sizeof p->chosen, "%s", b->questions[at->question].id);
    }
}

static bool proposals_open(struct screen *s, struct ui *ui, const struct place *at,
                           const struct screen *below, struct err *err)
{
    struct row row;

    (void)below;
    if (!row_get(ui->campaign, 0, at->body, "", -1, &row, ui->tongue.arena)) {
        err_set(err, REFUSED, _("there is no body %s in this campaign"), at->body);
        return false;
    }
    struct proposals_screen *p = mem_alloc(sizeof *p);
    strcpy(p->body, at->body);
    strcpy(p->from, at->body);
    p->arena = arena_new();
    p->shown = arena_new();
    choose_question(p, ui, at);
    proposals_take(p, ui);
    s->data = p;
    return true;
}

static void proposals_close(struct screen *s)
{
    struct proposals_screen *p = s->data;

    told_free(&p->told);
    arena_free(&p->arena);
    arena_free(&p->shown);
    free(p);
}

static where_set proposals_where(const struct screen *s)
{
    return ((const struct proposals_screen *)s->data)->reading ? IN_READER : IN_PROPOSALS;
}

/* ---- what runs ---- */

static const char *move_why_not(const struct proposals_screen *p, const struct ui *ui, int by)
{
    const char *locked = states_locked(ui, p->body);
    int to = p->cur + by;

    if (locked) {
        return locked;
    }
    if (proposals_is_earlier(p)) {
        return _("Those of the campaign before have no place in this opinion.");
    }
    if (to < 0) {
        return _("It is the first already.");
    }
    return to >= p->told.read.n ? _("It is the last already.") : NULL;
}

/* The next that is overdue, after the chosen one and then from the first on; -1: none. */
static int next_overdue(const struct proposals_screen *p)
{
    int n = told_count(&p->told);

    for (int i = 1; i <= n; i++) {
        int at = (p->cur + i) % n;
        if (told_item(&p->told, at)->overdue) {
            return at;
        }
    }
    return -1;
}

static const char *screen_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct proposals_screen *p = s->data;
    const struct proposal_item *item = proposals_chosen(p);

    if (proposals_has(action)) {
        return proposals_why_not(ui, p->body, action);
    }
    switch (action) {
    case ACT_PREVIOUS_BODY:
    case ACT_NEXT_BODY:
        return neighbour_why_not(ui, p->body, action == ACT_NEXT_BODY ? 1 : -1);
    case ACT_NEXT_OVERDUE:
        return next_overdue(p) < 0 ? _("No proposal of this body is overdue.") : NULL;
    case ACT_PROPOSAL_EDIT:
    case ACT_PROPOSAL_MORE:
    case ACT_PROPOSAL_GO:
    case ACT_PROPOSAL_MOVE:
    case ACT_PROPOSAL_RAISE:
        break;
    default:
        return NULL;
    }
    if (!item) {
        return p->told.fault ? p->told.fault : _("There is no proposal here yet.");
    }
    switch (action) {
    case ACT_PROPOSAL_GO:
        return proposals_go_why_not(p, ui);
    case ACT_PROPOSAL_MOVE:
    case ACT_PROPOSAL_RAISE:
        return move_why_not(p, ui, action == ACT_PROPOSAL_MOVE ? 1 : -1);
    default:
        return NULL;
    }
}

static bool proposals_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    return ((const struct proposals_screen *)s->data)->reading || !screen_why_not(s, ui, action);
}

/* ---- commands ---- */

struct move_job {
    const char *body, *key;
    int place;
};

static bool run_move(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    const struct move_job *m = arg;

    if (!proposal_move(c, m->body, m->key, m->place, err)) {
        return false;
    }
    *said = arena_printf(a, _("It stands at place %d of the opinion now."), m->place + 1);
    return true;
}

static struct effect move_by(const struct proposals_screen *p, struct ui *ui, int by)
{
    struct move_job *m = arena_alloc(ui->tongue.arena, sizeof *m);

    *m = (struct move_job){p->body, p->chosen, p->cur + by};
    return (struct effect){.kind = EFFECT_DO, .job = {run_move, m}};
}

static struct effect go_to_body(struct proposals_screen *p, struct ui *ui, int direction)
{
    char to[CODE_ROOM];

    if (neighbour_body(ui, p->body, direction, to)) {
        strcpy(p->body, to);
        p->chosen[0] = '\0';
        p->cur = p->now.list.top = p->before.list.top = 0;
        ui->moving = false;
    }
    return effect_none();
}

static struct effect act_reading(struct proposals_screen *p, struct command c)
{
    p->reading = reader_command(&p->reader, c.action);
    return effect_none();
}

static struct effect act_on_chosen(struct proposals_screen *p, struct ui *ui, enum action action)
{
    switch (action) {
    case ACT_PROPOSAL_EDIT:
        return effect_over(&proposal_screen, place_of(SCREEN_PROPOSALS, p->body, "", -1));
    case ACT_PROPOSAL_GO:
        return proposals_go(p, ui);
    case ACT_PROPOSAL_MOVE:
        return move_by(p, ui, 1);
    case ACT_PROPOSAL_RAISE:
        return move_by(p, ui, -1);
    default:
        p->reading = true;
        p->reader.top = 0;
        return effect_none();
    }
}

static struct effect proposals_command(struct screen *s, struct ui *ui, struct command c)
{
    struct proposals_screen *p = s->data;
    struct list all = {.n = told_count(&p->told), .cur = p->cur};

    if (p->reading) {
        return act_reading(p, c);
    }
    if (list_command(&all, c.action, p->now.h - 1)) {
        proposals_choose(p, all.cur);
        return effect_none();
    }
    if (proposals_has(c.action)) {
        return proposals_act(c.action, p->body, "", -1);
    }
    switch (c.action) {
    case ACT_PREVIOUS_BODY:
    case ACT_NEXT_BODY:
        return go_to_body(p, ui, c.action == ACT_NEXT_BODY ? 1 : -1);
    case ACT_NEXT_OVERDUE:
        proposals_choose(p, next_overdue(p));
        return effect_none();
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK, .went_on = strcmp(p->body, p->from) != 0};
    case ACT_PROPOSAL_EDIT:
    case ACT_PROPOSAL_GO:
    case ACT_PROPOSAL_MOVE:
    case ACT_PROPOSAL_RAISE:
    case ACT_PROPOSAL_MORE:
        return act_on_chosen(p, ui, c.action);
    default:
        return effect_none();
    }
}

static struct command proposals_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct proposals_screen *p = s->data;
    int row = proposals_row_at(p, y, x);

    (void)ui;
    if (p->reading) {
        return reader_click(&p->reader, y, x);
    }
    bool again = row >= 0 && row == p->cur;
    if (row >= 0) {
        proposals_choose(p, row);
    }
    return (struct command){.action = again ? ACT_PROPOSAL_EDIT : ACT_NONE};
}

/* ---- showing ---- */

/* Whoever runs through the rows changes nothing of them. */
static void proposals_recalc(struct screen *s, struct ui *ui)
{
    struct proposals_screen *p = s->data;

    if (!ui->moving) {
        proposals_take(p, ui);
    }
    proposals_lay(p, ui);
    if (!ui->moving) {
        proposals_pane_read(p, ui);
    }
    const struct proposal_item *item = proposals_chosen(p);
    p->reading = p->reading && item;
    if (p->reading) {
        reader_begin(&p->reader, p->arena, ui->area, _("The proposal in full"));
        proposals_about(p, ui, item, &p->reader.pane, true);
        reader_end(&p->reader, ui->area);
    }
}

static void proposals_draw(const struct screen *s, struct ui *ui)
{
    const struct proposals_screen *p = s->data;
    const struct list_layout *l = &p->layout;

    proposals_rows_draw(p, ui);
    list_parted(l, ui->area);
    pane_draw(&p->pane, l->pane.y, l->pane.x + (l->wall < 0), l->pane.h);
    if (p->reading) {
        reader_draw(&p->reader, ui);
    }
}

static void proposals_place(const struct screen *s, struct place *at)
{
    *at = place_of(SCREEN_BODY, ((const struct proposals_screen *)s->data)->body, "", -1);
}

static int proposals_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct proposals_screen *p = s->data;

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = short_name(&p->row);
    parts[2] = _("Proposals");
    return 3;
}

/* "12 + 1 own · 2 of 2018" */
static const char *proposals_note(const struct screen *s, const struct ui *ui)
{
    const struct proposals_screen *p = s->data;
    struct arena *a = ui->tongue.arena;

    const struct proposals *all = &p->told.read;
    int own = 0;
    for (int i = 0; i < all->n; i++) {
        own += all->list[i].kind != PROPOSAL_RAISED;
    }
    const char *n = own          ? arena_printf(a, _("%d + %d own"), all->n - own, own)
                    : all->n > 0 ? arena_printf(a, "%d", all->n)
                                 : "";
    return all->nearlier == 0 ? n
                              : arena_printf(a, _("%s · %d of %s"), *n ? n : "0", all->nearlier,
                                             campaign_name(ui->campaign, 1));
}

static void proposals_hint(const struct screen *s, const struct ui *ui, enum action action,
                           const char **key, const char **word)
{
    const struct proposals_screen *p = s->data;
    struct arena *a = ui->tongue.arena;

    if (action == ACT_PROPOSAL_EDIT && proposals_is_earlier(p)) {
        *word = _("what became of it");
    } else if (action == ACT_PROPOSAL_MOVE) {
        *key = arena_printf(a, "%s %s", *key, action_key(a, ACT_PROPOSAL_RAISE));
    } else if (action == ACT_PREVIOUS_BODY) {
        *key = arena_printf(a, "%s %s", *key, action_key(a, ACT_NEXT_BODY));
    }
}

const struct screen_table proposals_screen = {
    .name = "proposals",
    .whole = true,
    .open = proposals_open,
    .close = proposals_close,
    .where = proposals_where,
    .runs = proposals_runs,
    .why_not = screen_why_not,
    .act = proposals_command,
    .click = proposals_click,
    .place = proposals_place,
    .recalc = proposals_recalc,
    .draw = proposals_draw,
    .crumbs = proposals_crumbs,
    .note = proposals_note,
    .hint = proposals_hint,
};
