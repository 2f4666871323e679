/* Writing a remark, or an answer to one; as a note is written. */
#include <stdlib.h>
#include <string.h>
#include "tui/away.h"
#include "tui/screens/remarks.h"

static const char *draft_field(const struct remarks *m, struct arena *a)
{
    return *m->to ? arena_printf(a, "answer-%s", m->to) : "remark";
}

static void draft_store(const struct remarks *m, const struct ui *ui, const char *text)
{
    draft_put(ui->campaign, m->from.body, m->from.service, m->question ? m->question : "",
              draft_field(m, ui->tongue.arena), text);
}

void remarks_keep_draft(struct remarks *m, const struct ui *ui)
{
    if (m->unkept) {
        draft_store(m, ui, edit_text(&m->edit));
    }
    m->unkept = false;
}

static void set_fault(struct remarks *m, const char *why)
{
    free(m->fault);
    m->fault = why ? mem_dup(why) : NULL;
}

struct effect remarks_begin(struct remarks *m, const struct ui *ui, const struct remark *to)
{
    struct arena *a = ui->tongue.arena;

    m->to[0] = '\0';
    if (to) {
        strncpy(m->to, to->item, sizeof m->to - 1);
    }
    m->mode = REMARKS_WRITING;
    m->unkept = false;
    set_fault(m, NULL);
    edit_set(&m->edit, draft_get(ui->campaign, m->from.body, m->from.service,
                                 m->question ? m->question : "", draft_field(m, a), a));
    return effect_none();
}

/* ---- storing ---- */

static const struct remark *answered(const struct remarks *m)
{
    for (int i = 0; i < m->n; i++) {
        if (strncmp(m->remark[i].item, m->to, 32) == 0) {
            return &m->remark[i];
        }
    }
    return NULL;
}

static bool run_store(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct remarks *m = arg;
    const char *text = typed_trimmed(a, edit_text(&m->edit));
    const struct remark *to = answered(m);
    bool stored;

    if (!*m->to) {
        const char *service = m->from.screen == SCREEN_BODIES ? "" : m->from.service;
        stored = remark_write(c, m->from.body, service, m->question, text, err);
    } else if (to) {
        stored = remark_reply(c, to, text, err);
    } else {
        err_set(err, REFUSED, _("The remark that this answers is not there any more."));
        stored = false;
    }
    if (stored) {
        *said = *m->to ? _("Answered.") : _("The remark is stored.");
    } else if (err->status == REFUSED) {
        set_fault(m, err_text(err));
    }
    return stored;
}

void remarks_stored(struct remarks *m, const struct ui *ui)
{
    draft_store(m, ui, NULL);
    m->mode = REMARKS_LISTED;
    m->unkept = false;
    set_fault(m, NULL);
    strcpy(m->chosen, m->to); /* a new one is the last */
}

static struct effect store(struct remarks *m, const struct ui *ui)
{
    if (!*typed_trimmed(ui->tongue.arena, edit_text(&m->edit))) {
        draft_store(m, ui, NULL);
        m->mode = REMARKS_LISTED;
        m->unkept = false;
        return effect_say(ROLE_TEXT, _("Nothing was written, so nothing is stored."));
    }
    return (struct effect){.kind = EFFECT_DO, .job = {run_store, m}};
}

/* ---- in an editor of the user's own ---- */

struct elsewhere {
    struct remarks *m;
    const struct ui *ui;
};

static bool run_editor(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct elsewhere *x = arg;
    const char *text = away_text(a, "remark.txt", edit_text(&x->m->edit), EDIT_MOST, err);

    (void)c;
    if (!text) {
        return false;
    }
    edit_set(&x->m->edit, typed_trimmed(a, text));
    x->m->unkept = true;
    remarks_keep_draft(x->m, x->ui);
    *said = _("Taken over from the editor; Esc stores it.");
    return true;
}

static struct effect elsewhere(struct remarks *m, const struct ui *ui)
{
    struct elsewhere *x = arena_alloc(ui->tongue.arena, sizeof *x);

    *x = (struct elsewhere){m, ui};
    return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {run_editor, x}};
}

int remarks_edit_width(const struct remarks *m)
{
    return m->box.w - 4;
}

struct effect remarks_typing(struct remarks *m, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE_NOTE:
        return store(m, ui);
    case ACT_EDITOR:
        return elsewhere(m, ui);
    default:
        break;
    }
    if (edit_command(&m->edit, c, remarks_edit_width(m))) {
        m->unkept = true;
        set_fault(m, NULL);
    }
    return effect_none();
}
