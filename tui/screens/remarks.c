/* The remarks of an answer, a service or a body in a box. */
#include "tui/screens/remarks.h"

#include <stdlib.h>
#include <string.h>
#include "tui/screens/goto.h"
#include "tui/widgets/list.h"

static bool remarks_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = *at->service ? r->service : r->body;

    (void)below;
    if (!*at->body) {
        err_set(err, REFUSED, _("There is no body here that a remark could be about."));
        return false;
    }
    struct remarks *m = mem_alloc(sizeof *m);
    m->arena = arena_new();
    m->from = *at;
    if (at->screen == SCREEN_QUESTIONS && b && at->question >= 0 && at->question < b->nquestions) {
        m->question = b->questions[at->question].id;
    }
    s->data = m;
    return true;
}

static void remarks_close(struct screen *s)
{
    struct remarks *m = s->data;
    arena_free(&m->arena);
    edit_free(&m->edit);
    free(m->fault);
    free(m);
}

static where_set remarks_where(const struct screen *s)
{
    static const where_set wheres[] = {
        [REMARKS_LISTED] = IN_REMARKS, [REMARKS_WRITING] = IN_NOTE, [REMARKS_READING] = IN_READER};
    return wheres[((const struct remarks *)s->data)->mode];
}

const struct remark *remarks_chosen(const struct remarks *m)
{
    return m->n > 0 ? &m->remark[m->list.cur] : NULL;
}

/* ---- what runs ---- */

static bool writes(enum action action)
{
    return action == ACT_REMARK_REPLY || action == ACT_REMARK_FIRST || action == ACT_REMARK_WRITE ||
           action == ACT_REMARK_SETTLE || action == ACT_REMARK_REOPEN;
}

/* The same key settles and opens again: its sentence is that of what it would do. */
static const char *settling(const struct ui *ui, const struct remark *r)
{
    bool settled = !r->waits && r->state == REMARK_SETTLED;
    return remark_why_not(ui->campaign, r, settled ? REMARK_OPEN : REMARK_SETTLED);
}

static const char *remarks_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct remarks *m = s->data;
    const struct remark *r = remarks_chosen(m);
    const char *locked = writes(action) ? read_only_text(ui) : NULL;

    if (m->mode != REMARKS_LISTED || locked) {
        return locked;
    }
    switch (action) {
    case ACT_REMARK_REPLY:
        return r ? remark_why_not(ui->campaign, r, REMARK_ANSWERED) : _("No remark is chosen.");
    case ACT_REMARK_FIRST:
        return r ? arena_printf(ui->tongue.arena,
                                _("It is not the first remark here: %s writes another."),
                                action_key(ui->tongue.arena, ACT_REMARK_WRITE))
                 : NULL;
    case ACT_REMARK_SETTLE:
    case ACT_REMARK_REOPEN:
        return r ? settling(ui, r) : _("No remark is chosen.");
    case ACT_REMARK_GO:
        return !r            ? _("No remark is chosen.")
               : m->question ? _("It is about the question on show.")
                             : NULL;
    case ACT_REMARK_MORE:
        return r ? NULL : _("No remark is chosen.");
    default:
        return NULL;
    }
}

static bool remarks_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct remarks *m = s->data;
    const struct remark *r = remarks_chosen(m);
    bool settled = r && !r->waits && r->state == REMARK_SETTLED;

    if (m->mode == REMARKS_LISTED && (action == ACT_REMARK_SETTLE || action == ACT_REMARK_REOPEN) &&
        settled != (action == ACT_REMARK_REOPEN)) {
        return false;
    }
    return !remarks_why_not(s, ui, action);
}

/* ---- commands ---- */

static bool run_settle(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    (void)a;
    if (!remark_settle(c, arg, err)) {
        return false;
    }
    *said = _("Settled: it is kept, and waits no more.");
    return true;
}

static bool run_reopen(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    (void)a;
    if (!remark_reopen(c, arg, err)) {
        return false;
    }
    *said = _("Opened again.");
    return true;
}

static struct effect go_there(const struct remarks *m, struct ui *ui)
{
    const struct remark *r = remarks_chosen(m);

    if (r->index >= 0) {
        return go_question(ui, r->body, r->service, r->index);
    }
    if (*r->service || m->from.screen != SCREEN_BODIES) {
        return go_service(ui, r->body, r->service);
    }
    return go_body(r->body);
}

static struct effect act_listed(struct remarks *m, struct ui *ui, struct command c)
{
    struct remark *r = m->n > 0 ? &m->remark[m->list.cur] : NULL;

    if (list_command(&m->list, c.action, m->rows - 1)) {
        strcpy(m->chosen, "");
        if (m->n > 0) {
            strncpy(m->chosen, m->remark[m->list.cur].item, sizeof m->chosen - 1);
        }
        return effect_none();
    }
    switch (c.action) {
    case ACT_CLOSE_REMARKS:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_REMARK_FIRST:
    case ACT_REMARK_WRITE:
        return remarks_begin(m, ui, NULL);
    default:
        break;
    }
    if (!r) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_REMARK_REPLY:
        return remarks_begin(m, ui, r);
    case ACT_REMARK_GO:
        return go_there(m, ui);
    case ACT_REMARK_SETTLE:
        return (struct effect){.kind = EFFECT_DO, .job = {run_settle, r}};
    case ACT_REMARK_REOPEN:
        return (struct effect){.kind = EFFECT_DO, .job = {run_reopen, r}};
    case ACT_REMARK_MORE:
        m->mode = REMARKS_READING;
        m->reader.top = 0;
        return effect_none();
    default:
        return effect_none();
    }
}

static struct effect remarks_act(struct screen *s, struct ui *ui, struct command c)
{
    struct remarks *m = s->data;

    switch (m->mode) {
    case REMARKS_WRITING:
        return remarks_typing(m, ui, c);
    case REMARKS_READING:
        if (!reader_command(&m->reader, c.action)) {
            m->mode = REMARKS_LISTED;
        }
        return effect_none();
    default:
        return act_listed(m, ui, c);
    }
}

static struct command remarks_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct remarks *m = s->data;
    struct rect r = remarks_rows(m);

    (void)ui;
    if (m->mode == REMARKS_READING) {
        return reader_click(&m->reader, y, x);
    }
    if (m->mode == REMARKS_WRITING) {
        return (struct command){.action = ACT_NONE};
    }
    if (!rect_has(m->box, y, x)) {
        return (struct command){.action = ACT_CLOSE_REMARKS};
    }
    bool again = rect_has(r, y, x) && list_click(&m->list, m->list.top + y - r.y);
    if (m->n > 0) {
        strncpy(m->chosen, m->remark[m->list.cur].item, sizeof m->chosen - 1);
    }
    return (struct command){.action = !again        ? ACT_NONE
                                      : m->question ? ACT_REMARK_MORE
                                                    : ACT_REMARK_GO};
}

static void remarks_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct remarks *m = s->data;

    if (stored && m->mode == REMARKS_WRITING) {
        remarks_stored(m, ui);
    }
}

static struct effect remarks_idle(struct screen *s, struct ui *ui)
{
    remarks_keep_draft(s->data, ui);
    return effect_none();
}

static bool remarks_restless(const struct screen *s)
{
    return ((const struct remarks *)s->data)->unkept;
}

/* ---- reading ---- */

/* One looks first at the last one that waits. */
static int looks_first(const struct remarks *m)
{
    int at = m->n - 1;

    while (at > 0 && !m->remark[at].waits) {
        at--;
    }
    return m->n > 0 && m->remark[at].waits ? at : m->n - 1;
}

/* The cursor stays on its remark, wherever a merge has put others. */
static void keep_cursor(struct remarks *m)
{
    if (!m->begun) {
        m->list.cur = looks_first(m);
        m->begun = true;
    } else {
        m->list.cur = *m->chosen ? m->list.cur : m->n - 1;
        for (int i = 0; i < m->n && *m->chosen; i++) {
            m->list.cur = strncmp(m->remark[i].item, m->chosen, 32) == 0 ? i : m->list.cur;
        }
    }
    m->list.n = m->n;
    list_fit(&m->list, 0);
    if (m->n > 0) {
        strncpy(m->chosen, m->remark[m->list.cur].item, sizeof m->chosen - 1);
    }
}

static void remarks_recalc(struct screen *s, struct ui *ui)
{
    struct remarks *m = s->data;
    const char *service = m->from.screen == SCREEN_BODIES ? NULL : m->from.service;

    arena_reset(m->arena);
    /* Where it can't be read the list is empty; the application tells why. */
    if (!remarks_list(ui->campaign, m->from.body, service, m->question, REMARKS_ALL, &m->remark,
                      &m->n, m->arena, NULL)) {
        m->n = 0;
    }
    keep_cursor(m);
    remarks_show(m, ui);
}

const struct screen_table remarks_screen = {
    .name = "remarks",
    .floats = true,
    .open = remarks_open,
    .close = remarks_close,
    .where = remarks_where,
    .runs = remarks_runs,
    .why_not = remarks_why_not,
    .act = remarks_act,
    .click = remarks_click,
    .settled = remarks_settled,
    .idle = remarks_idle,
    .restless = remarks_restless,
    .recalc = remarks_recalc,
    .draw = remarks_draw,
};
