/* One copy: what differs from the file as it is, whether to put it back, where to write it. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/canvas.h"
#include "tui/copies_words.h"
#include "tui/lines.h"
#include "tui/screens/copies.h"
#include "tui/screens/folder.h"

/* ---- what differs ---- */

struct effect copies_show(struct copies *k, struct ui *ui, bool ask)
{
    struct err err = {0};

    free(k->fault);
    k->fault = NULL;
    arena_reset(k->shown);
    busy_begin(false);
    if (!copies_differ(ui->campaign, copies_chosen(k)->path, &k->differ, k->shown, &err)) {
        k->fault = mem_dup(err_text(&err));
    }
    busy_end();
    err_clear(&err);
    if (k->fault) {
        return effect_say(ROLE_ERROR, k->fault);
    }
    k->reader.top = 0;
    k->step = ask ? COPIES_ASK : COPIES_DIFFER;
    return effect_none();
}

/* The newest of what the copy lacks, each in a line. */
static void changes_read(const struct copies *k, struct pane *p)
{
    struct arena *a = p->arena;

    if (k->differ.nchanges > 0) {
        pane_blank(p, 0);
        pane_text(p, 0, ROLE_DIM, 0, _("The newest of them:"));
    }
    for (int i = 0; i < k->differ.nchanges; i++) {
        const struct copy_change *c = &k->differ.changes[i];
        const char *text = arena_printf(a, "%s  %s", c->by, say_copy_change(a, c));
        pane_entry(p, 0, say_moment(a, c->at), 18, 1, text);
    }
}

static void text_read(struct copies *k, const struct ui *ui)
{
    const struct copy *c = copies_chosen(k);
    struct arena *a = k->lines;
    struct reader *r = &k->reader;
    bool ask = k->step == COPIES_ASK;
    arena_reset(a);
    const char *title = arena_printf(a, _("The copy of %s"), say_moment(a, c->at));

    reader_begin(r, a, ui->area, title);
    if (ask) {
        pane_text(&r->pane, 0, ROLE_TEXT, 0,
                  arena_printf(a,
                               _("Put it in the place of the file? %s does it; %s leaves all as it "
                                 "is. A copy of the file as it is now is made first."),
                               action_key(a, ACT_ASK_YES), action_key(a, ACT_ASK_NO)));
        pane_blank(&r->pane, 0);
    }
    pane_text(&r->pane, 0, ROLE_TEXT, 0, say_difference(a, &k->differ));
    changes_read(k, &r->pane);
    reader_end(r, ui->area);
}

/* ---- written elsewhere ---- */

struct effect copies_out(struct copies *k, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    const struct copy *c = copies_chosen(k);
    const char *slash = strrchr(c->path, '/'), *home = getenv("HOME");

    prompt_begin(&k->to, arena_printf(a, "%s%s", home ? home : "", slash ? slash : c->path));
    k->step = COPIES_OUT;
    return effect_none();
}

static bool run_write(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct copies *k = arg;
    const char *to = typed_path(a, edit_text(&k->to.edit));

    (void)c;
    if (!copies_write(copies_chosen(k)->path, to, err)) {
        prompt_fault(&k->to, err_text(err));
        return false;
    }
    k->step = COPIES_LIST;
    *said = arena_printf(a, _("Written: %s"), to);
    return true;
}

static struct effect write_it(struct copies *k, struct ui *ui)
{
    prompt_fault(&k->to, NULL);
    if (!typed_path(ui->tongue.arena, edit_text(&k->to.edit))) {
        prompt_fault(&k->to, _("Type a path that begins with / or ~/."));
        return effect_none();
    }
    return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {.run = run_write, .arg = k}};
}

static void out_draw(const struct copies *k, struct ui *ui)
{
    struct rect in = put_box(box_in(ui->area, 2, 76), _("Write this copy to"));

    prompt_draw(&k->to, ui, in.y, in.x, in.w, "", _("A new file; nothing is overwritten."));
}

/* ---- commands ---- */

struct effect copies_show_act(struct copies *k, struct ui *ui, struct command c)
{
    if (k->step != COPIES_OUT && reader_command(&k->reader, c.action)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_CLOSE_READER:
    case ACT_ASK_NO:
    case ACT_LEAVE_FIELD:
        k->step = COPIES_LIST;
        return effect_none();
    case ACT_ASK_WAIT:
        return effect_wait(ui);
    case ACT_ASK_YES:
        return (struct effect){.kind = EFFECT_RESTORE, .text = copies_chosen(k)->path};
    case ACT_STORE:
        return write_it(k, ui);
    default:
        if (k->step == COPIES_OUT) {
            prompt_command(&k->to, c);
        }
        return effect_none();
    }
}

void copies_show_read(struct copies *k, const struct ui *ui)
{
    if (k->step != COPIES_OUT) {
        text_read(k, ui);
    }
}

void copies_show_draw(const struct copies *k, struct ui *ui)
{
    if (k->step == COPIES_OUT) {
        out_draw(k, ui);
    } else {
        reader_draw(&k->reader, ui);
    }
}
