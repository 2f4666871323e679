/* Hand in: what the bodies lack; they are marked as handed in, and all work is written as a file
 * for the supervisor. */
#include "tui/screens/hand_in.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/screens/files.h"

static bool hand_open(struct screen *s, struct ui *ui, const struct place *at,
                      const struct screen *below, struct err *err)
{
    struct hand_in *h = mem_alloc(sizeof *h);
    struct place from = {.question = -1};

    (void)at;
    (void)err;
    h->kept = arena_new();
    h->arena = arena_new();
    h->stale = true;
    s->data = h;
    hand_read(h, ui);
    if (below && below->table->place) {
        below->table->place(below, &from);
    }
    for (int i = 0; i < h->n; i++) {
        if (strcmp(h->body[i].code, from.body) == 0) {
            h->list.cur = i; /* where one comes from */
        }
    }
    return true;
}

static void hand_close(struct screen *s)
{
    struct hand_in *h = s->data;

    if (h->step == HAND_FILE) {
        path_end(&h->paths);
    }
    prompt_free(&h->reason);
    arena_free(&h->arena);
    arena_free(&h->kept);
    free(h->row);
    free(h->fault);
    free(h);
}

static where_set hand_where(const struct screen *s)
{
    static const where_set wheres[] = {[HAND_LIST] = IN_HAND_IN,
                                       [HAND_REASON] = IN_FIELD,
                                       [HAND_FILE] = IN_PICKER | IN_HAND_IN_FILE};
    return wheres[((const struct hand_in *)s->data)->step];
}

int hand_ticked(const struct hand_in *h)
{
    int n = 0;
    for (int i = 0; i < h->n; i++) {
        n += h->row[i].ticked;
    }
    return n;
}

/* ---- what can be done ---- */

static const char *tick_why_not(const struct hand_in *h, const struct ui *ui)
{
    const char *why = read_only_text(ui);
    if (why || h->row[h->list.cur].ticked) {
        return why;
    }
    why =
        review_why_not(ui->campaign, h->body[h->list.cur].code, REVIEW_HANDED_IN, ui->tongue.arena);
    return why ? arena_printf(ui->tongue.arena, "%s.", why) : NULL;
}

static const char *hand_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct hand_in *h = s->data;
    struct arena *a = ui->tongue.arena;

    switch (action) {
    case ACT_HAND_IN_LIST:
        return h->n > 0 ? NULL : _("There is no body here.");
    case ACT_HAND_IN_TICK:
        return h->n > 0 ? tick_why_not(h, ui) : _("There is no body here.");
    case ACT_HAND_IN_MARK:
        if (read_only_text(ui)) {
            return read_only_text(ui);
        }
        return hand_ticked(h) > 0
                   ? NULL
                   : arena_printf(a, _("Tick the bodies first, with %s; %s only writes the file."),
                                  action_key(a, ACT_HAND_IN_TICK),
                                  action_key(a, ACT_HAND_IN_WRITE));
    default:
        return NULL;
    }
}

static bool hand_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct hand_in *h = s->data;

    if (h->step == HAND_FILE) {
        return path_runs(&h->paths, action) &&
               (action != ACT_HAND_IN_EVIDENCE || h->size > 0 || h->no_evidence);
    }
    return action != ACT_EDITOR && !hand_why_not(s, ui, action);
}

/* ---- marking ---- */

static bool mark_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                     struct err *err)
{
    struct hand_in *h = arg;
    int done;

    h->marked = true;
    const char *reason = prompt_typed(&h->reason, a);
    if (!handin_mark(c, h->ticked, h->nticked, *reason ? reason : NULL, &done, err)) {
        return false;
    }
    *said = arena_printf(a,
                         ngettext("%d body is handed in. Now write the file for the supervisor.",
                                  "%d bodies are handed in. Now write the file for the supervisor.",
                                  (unsigned long)done),
                         done);
    return true;
}

static struct effect do_mark(struct hand_in *h)
{
    h->step = HAND_LIST;
    return (struct effect){.kind = EFFECT_DO, .job = {mark_run, h}};
}

/* A reason is asked once, where any of them needs one. */
static struct effect begin_mark(struct hand_in *h, struct ui *ui)
{
    bool wants = false;

    h->ticked = arena_alloc(h->kept, ((size_t)h->n + 1) * sizeof *h->ticked);
    h->nticked = 0;
    for (int i = 0; i < h->n; i++) {
        if (h->row[i].ticked) {
            h->ticked[h->nticked++] = h->body[i].code;
            wants = wants || handin_wants_reason(ui->campaign, h->body[i].code, ui->tongue.arena);
        }
    }
    prompt_begin(&h->reason, NULL);
    if (!wants) {
        return do_mark(h);
    }
    h->step = HAND_REASON;
    return effect_none();
}

static struct effect reason_act(struct hand_in *h, struct ui *ui, struct command c)
{
    switch (c.action) {
    case ACT_STORE:
        if (!*prompt_typed(&h->reason, ui->tongue.arena)) {
            prompt_fault(&h->reason, _("A reason is needed, to be judged by later."));
            return effect_none();
        }
        return do_mark(h);
    case ACT_LEAVE_FIELD:
        h->step = HAND_LIST;
        return effect_say(ROLE_TEXT, _("Nothing was handed in."));
    default:
        prompt_command(&h->reason, c);
        return effect_none();
    }
}

/* ---- the file ---- */

static void begin_file(struct hand_in *h, struct ui *ui)
{
    path_begin(&h->paths, true, "folder_hand_in", "");
    h->paths.new_file = true;
    h->size = handin_evidence_size(ui->campaign);
    h->step = HAND_FILE;
    h->alone = false;
}

static void end_file(struct hand_in *h)
{
    path_end(&h->paths);
    h->step = HAND_LIST;
}

static bool write_run(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct hand_in *h = arg;
    const char *path, *name = h->paths.named ? h->paths.named : handin_name(c, a);
    int64_t events;

    if (!handin_write(c, h->no_evidence ? BUNDLE_NO_EVIDENCE : 0, h->paths.into, name, a, &path,
                      &events, err)) {
        return false;
    }
    copies_keep(c, COPY_HANDED);
    *said =
        arena_printf(a,
                     people_supervises(c)
                         ? _("Written: %s. Give this file to your inspectors, who take it in.")
                         : _("Written: %s. Give this file to your supervisor, who takes it in."),
                     text_show(a, path, false));
    end_file(h);
    return true;
}

static struct effect file_act(struct hand_in *h, struct ui *ui, struct command c)
{
    struct effect e;

    if (c.action == ACT_HAND_IN_EVIDENCE) {
        h->no_evidence = !h->no_evidence;
        return effect_none();
    }
    switch (path_act(&h->paths, c, &e)) {
    case PATH_CLOSED:
        end_file(h);
        return h->nticked > 0 && !h->alone
                   ? effect_say(ROLE_WARNING,
                                arena_printf(ui->tongue.arena,
                                             _("No file was written. What is handed in reaches the "
                                               "supervisor with a file: %s writes it."),
                                             action_key(ui->tongue.arena, ACT_HAND_IN_WRITE)))
                   : effect_say(ROLE_TEXT, _("No file was written."));
    case PATH_TAKEN:
        return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {write_run, h}};
    case PATH_GOES_ON:
        break;
    }
    return e;
}

/* ---- commands ---- */

static struct effect list_act(struct hand_in *h, struct ui *ui, struct command c)
{
    if (list_command(&h->list, c.action, h->layout.list.h - 1)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_HAND_IN_LIST:
        return effect_over(&lacks_screen,
                           place_of(SCREEN_LACKS, h->body[h->list.cur].code, "", -1));
    case ACT_HAND_IN_TICK:
        h->row[h->list.cur].ticked = !h->row[h->list.cur].ticked;
        list_move(&h->list, STEP_DOWN, 1);
        return effect_none();
    case ACT_HAND_IN_MARK:
        return begin_mark(h, ui);
    case ACT_HAND_IN_WRITE:
        begin_file(h, ui);
        h->alone = true;
        return effect_none();
    default:
        return effect_none();
    }
}

static struct effect hand_act(struct screen *s, struct ui *ui, struct command c)
{
    struct hand_in *h = s->data;

    h->marked = false;
    return h->step == HAND_REASON ? reason_act(h, ui, c)
           : h->step == HAND_FILE ? file_act(h, ui, c)
                                  : list_act(h, ui, c);
}

static struct command hand_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct hand_in *h = s->data;
    struct rect r = h->layout.list;

    (void)ui;
    if (h->step == HAND_FILE) {
        return picker_click(&h->paths.picker, y, x);
    }
    bool again =
        h->step == HAND_LIST && rect_has(r, y, x) && list_click(&h->list, h->list.top + y - r.y);
    return (struct command){.action = again ? ACT_HAND_IN_LIST : ACT_NONE};
}

/* What was marked goes into the file. */
static void hand_settled(struct screen *s, struct ui *ui, bool stored)
{
    struct hand_in *h = s->data;

    h->stale = true;
    if (stored && h->marked) {
        begin_file(h, ui);
    }
}

static void hand_recalc(struct screen *s, struct ui *ui)
{
    hand_read(s->data, ui);
}

static void hand_draw_all(const struct screen *s, struct ui *ui)
{
    hand_draw(s->data, ui);
}

static int hand_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    (void)s;
    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = _("Hand in");
    return 2;
}

static const char *hand_note(const struct screen *s, const struct ui *ui)
{
    const struct hand_in *h = s->data;
    int n = hand_ticked(h);
    return n > 0 ? arena_printf(ui->tongue.arena, _("ticked %d"), n) : "";
}

const struct screen_table hand_in_screen = {
    .name = "hand-in",
    .open = hand_open,
    .close = hand_close,
    .where = hand_where,
    .runs = hand_runs,
    .why_not = hand_why_not,
    .act = hand_act,
    .click = hand_click,
    .settled = hand_settled,
    .recalc = hand_recalc,
    .draw = hand_draw_all,
    .crumbs = hand_crumbs,
    .note = hand_note,
};
