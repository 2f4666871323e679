/* Why: the sum of a figure as a person would write it on paper, part by part, down to the answers.
 */
#include <stdlib.h>
#include <string.h>
#include "tui/screens/why.h"
#include "tui/widgets/list.h"

int why_chosen(const struct why_screen *w)
{
    return w->list.cur >= 0 && w->list.cur < w->nshown ? w->shown[w->list.cur] : 0;
}

static const struct why_row *row_at(const struct why_screen *w, int row)
{
    return &w->text.why->row[row];
}

static bool has_parts(const struct why_screen *w, int row)
{
    return row > 0 && row_at(w, row)->end > row + 1;
}

/* ---- which rows are on show ---- */

static void list_shown(struct why_screen *w)
{
    const struct why *y = w->text.why;

    free(w->shown);
    w->shown = mem_grow(NULL, (size_t)y->n, sizeof *w->shown);
    w->nshown = 0;
    for (int i = 0; i < y->n; i = w->folded[i] ? y->row[i].end : i + 1) {
        w->shown[w->nshown++] = i;
    }
    w->list.n = w->nshown;
}

/* Puts the cursor on a row, with all that it is a part of unfolded. */
static void choose(struct why_screen *w, int row)
{
    for (int i = row_at(w, row)->parent; i >= 0; i = row_at(w, i)->parent) {
        w->folded[i] = false;
    }
    list_shown(w);
    for (int i = 0; i < w->nshown; i++) {
        w->list.cur = w->shown[i] == row ? i : w->list.cur;
    }
}

/* At first criteria are folded: the top sum is seen whole. */
static void fold_all(struct why_screen *w)
{
    const struct why *y = w->text.why;

    free(w->folded);
    w->nfolded = y->n;
    w->folded = mem_alloc((size_t)y->n * sizeof *w->folded);
    for (int i = 0; i < y->n; i++) {
        enum why_kind kind = y->row[i].kind;
        w->folded[i] = kind == WHY_CRITERION || kind == WHY_SERVICE_CRITERIA;
    }
}

/* ---- opening ---- */

/* Reads it as it stands now; what was on show stays so while the rows are the same. */
static bool read_why(struct why_screen *w, const struct ui *ui, struct err *err)
{
    struct arena *a = arena_new();
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, a};

    if (!why_read(&w->text, ui->campaign, 0, w->body, w->service, t, err)) {
        arena_free(&a);
        return false;
    }
    arena_free(&w->arena);
    w->arena = a;
    if (w->nfolded != w->text.why->n) {
        fold_all(w);
        choose(w, 0);
    }
    return true;
}

/* Where to begin: at the question that was on show, the body's own part that was chosen, or the
 * criterion of a scorecard. */
static int first_row(const struct why_screen *w, const struct place *at)
{
    int row = -1;

    if (at->screen ==
        SCREEN_SCORECARD) { /* a criterion: of the services, or from -2 down its own */
        bool own = at->question < -1;
        row = why_find(w->text.why, own ? WHY_CRITERION : WHY_SERVICE_CRITERION,
                       own ? -2 - at->question : at->question);
    } else if (at->question >= 0) {
        row = why_find(w->text.why, WHY_QUESTION, at->question);
    } else if (!*at->service && at->screen != SCREEN_BODIES) {
        row = why_find(w->text.why, WHY_OWN, 0);
    }
    return row < 0 ? 0 : row;
}

static void why_close(struct screen *s)
{
    struct why_screen *w = s->data;

    why_free(&w->text);
    arena_free(&w->arena);
    arena_free(&w->laid);
    free(w->folded);
    free(w->shown);
    free(w);
}

static bool why_open(struct screen *s, struct ui *ui, const struct place *at,
                     const struct screen *below, struct err *err)
{
    struct why_screen *w = mem_alloc(sizeof *w);

    (void)below;
    w->laid = arena_new();
    strcpy(w->body, at->body);
    strcpy(w->service, at->service);
    s->data = w;
    if (!read_why(w, ui, err)) {
        why_close(s);
        return false;
    }
    choose(w, first_row(w, at));
    return true;
}

static where_set why_where(const struct screen *s)
{
    return ((const struct why_screen *)s->data)->reading ? IN_READER : IN_WHY;
}

static bool why_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct why_screen *w = s->data;
    int row = why_chosen(w);

    (void)ui;
    switch (action) {
    case ACT_WHY_FOLD:
        return row > 0;
    case ACT_WHY_UNFOLD:
        return has_parts(w, row);
    case ACT_WHY_GO:
        return row > 0;
    default:
        return true;
    }
}

/* ---- commands ---- */

/* Folds the row; one that is folded, or has no parts, gives the cursor to what it is a part of. */
static void fold(struct why_screen *w, int row)
{
    if (has_parts(w, row) && !w->folded[row]) {
        w->folded[row] = true;
        choose(w, row);
    } else if (row_at(w, row)->parent >= 0) {
        choose(w, row_at(w, row)->parent);
    }
}

/* Unfolds the row; of one that is unfolded to its first part. */
static void unfold(struct why_screen *w, int row)
{
    if (!has_parts(w, row)) {
        return;
    }
    if (w->folded[row]) {
        w->folded[row] = false;
        choose(w, row);
    } else {
        choose(w, row + 1);
    }
}

/* Why the question can't be gone to; NULL: it can. */
static const char *not_asked(const struct why_screen *w, const struct question *q)
{
    enum qstate state = w->text.why->subject->q[q->index].state;

    if (w->text.why->state == SUBJECT_STOPPED) {
        return _("A stopped service is not evaluated: nothing is asked.");
    }
    if (q->type->id == Q_CALC) {
        return _("This is computed from other questions, and never asked.");
    }
    return state == QS_INACTIVE || state == QS_UNDECIDED
               ? _("This question is not asked as things stand: its rule stands below the rows.")
               : NULL;
}

/* The stage on show becomes that of the question, where it is another. */
static struct effect go_question(const struct why_screen *w, struct ui *ui, int question)
{
    const struct question *q = &w->text.why->block->questions[question];
    const char *no = not_asked(w, q);

    if (no) {
        return effect_say(ROLE_TEXT, no);
    }
    struct effect e = {.kind = EFFECT_OPEN,
                       .place = place_of(SCREEN_QUESTIONS, w->body, w->service, question)};
    if (ui->stage >= 0 && ui->stage != q->stage) {
        ui->stage = q->stage;
        e.message =
            (struct message){ROLE_TEXT, _("The stage on show is now that of the question.")};
    }
    return e;
}

static struct effect go(struct why_screen *w, struct ui *ui)
{
    int row = why_chosen(w);
    const struct why_row *part = row_at(w, row);

    switch (part->kind) {
    case WHY_QUESTION:
        return go_question(w, ui, part->index);
    case WHY_SERVICE:
        return effect_over(&why_screen, place_of(SCREEN_BODIES, w->body,
                                                 w->text.full->services[part->index].code, -1));
    default:
        if (has_parts(w, row)) {
            w->folded[row] = !w->folded[row];
            choose(w, row);
        }
        return effect_none();
    }
}

static struct effect act_reader(struct why_screen *w, struct command c)
{
    if (!reader_command(&w->reader, c.action)) {
        w->reading = false;
    }
    return effect_none();
}

static struct effect why_act(struct screen *s, struct ui *ui, struct command c)
{
    struct why_screen *w = s->data;

    if (w->reading) {
        return act_reader(w, c);
    }
    if (list_command(&w->list, c.action, w->layout.list.h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_WHY_GO:
        return go(w, ui);
    case ACT_WHY_FOLD:
        fold(w, why_chosen(w));
        break;
    case ACT_WHY_UNFOLD:
        unfold(w, why_chosen(w));
        break;
    case ACT_WHY_MORE:
        w->reading = true;
        w->reader.top = 0;
        break;
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    default:
        break;
    }
    return effect_none();
}

static struct command why_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct why_screen *w = s->data;
    struct rect r = w->layout.list;

    (void)ui;
    if (w->reading) {
        return reader_click(&w->reader, y, x);
    }
    bool again = rect_has(r, y, x) && list_click(&w->list, w->list.top + y - r.y);
    return (struct command){.action = again ? ACT_WHY_GO : ACT_NONE};
}

static void why_recalc(struct screen *s, struct ui *ui)
{
    struct why_screen *w = s->data;
    struct err err = {0};

    /* Something may have been stored, or taken back, since; a moving cursor stores nothing. */
    if (!ui->moving) {
        read_why(w, ui, &err);
        err_clear(&err);
    }
    why_lay(w, ui);
}

static int why_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct why_screen *w = s->data;
    const struct row *body = w->text.work ? work_body_row(w->text.work) : &w->text.row;
    int n = 0;

    parts[n++] = campaign_name(ui->campaign, 0);
    parts[n++] = short_name(body);
    if (*w->service) {
        parts[n++] = short_name(&w->text.row);
    }
    parts[n++] = _("Why");
    return n;
}

static void why_hint(const struct screen *s, const struct ui *ui, enum action action,
                     const char **key, const char **word)
{
    const struct why_screen *w = s->data;
    int row = why_chosen(w);
    enum why_kind kind = row_at(w, row)->kind;

    (void)ui;
    if (action == ACT_WHY_GO && kind == WHY_QUESTION) {
        *word = _("go to the question");
    } else if (action == ACT_WHY_GO && kind == WHY_SERVICE) {
        *word = _("its why");
    } else if (action == ACT_WHY_GO) {
        *word = w->folded[row] ? _("unfold") : _("fold");
    } else if (action == ACT_WHY_FOLD) {
        *key = "← →";
    }
}

const struct screen_table why_screen = {
    .name = "why",
    .open = why_open,
    .close = why_close,
    .where = why_where,
    .runs = why_runs,
    .act = why_act,
    .click = why_click,
    .recalc = why_recalc,
    .draw = why_draw,
    .crumbs = why_crumbs,
    .hint = why_hint,
};
