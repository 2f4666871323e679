/* What the hand-in screen shows. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/screens/files.h"
#include "tui/screens/hand_in.h"

#define PANE_ROWS 6

const char *lack_word(enum handin_kind kind)
{
    static const char *const words[HANDIN_KINDS] = {
        [HANDIN_OPEN] = NC_("questions", "open"),    [HANDIN_CONFLICT] = N_("in conflict"),
        [HANDIN_EVIDENCE] = N_("evidence missing"),  [HANDIN_BYTES] = N_("file not at hand"),
        [HANDIN_CANT_TELL] = N_("can't tell"),       [HANDIN_NA] = N_("n/a, hardly a reason"),
        [HANDIN_REMARK] = N_("remark not answered"),
    };
    return text_translated(words[kind]);
}

const char *lack_counts(struct arena *a, const int counts[HANDIN_KINDS])
{
    const char *text = "";
    for (int kind = 0; kind < HANDIN_KINDS; kind++) {
        if (counts[kind] > 0) {
            text = arena_printf(a, "%s%s%s %d", text, *text ? " · " : "",
                                lack_word((enum handin_kind)kind), counts[kind]);
        }
    }
    return *text ? text : _("Nothing is missing.");
}

/* ---- reading ---- */

/* The bodies anew; ticks stay where they still can be. */
static void read_bodies(struct hand_in *h, struct ui *ui)
{
    struct err err = {0};

    arena_reset(h->kept);
    free(h->row);
    free(h->fault);
    h->fault = NULL;
    h->stale = false;
    h->n = 0;
    if (!handin_bodies(ui->campaign, &h->body, &h->n, h->kept, &err)) {
        h->fault = mem_dup(err_text(&err));
        h->n = 0;
    }
    h->row = mem_grow(NULL, (size_t)h->n + 1, sizeof *h->row);
    memset(h->row, 0, ((size_t)h->n + 1) * sizeof *h->row);
    err_clear(&err);
}

/* Only what is in sight is counted. */
static void count_rows(struct hand_in *h, struct ui *ui)
{
    for (int i = h->list.top; i < h->n && i < h->list.top + h->layout.list.h; i++) {
        if (!h->row[i].counted) {
            h->row[i].counted = handin_count(ui->campaign, h->body[i].code, h->row[i].counts, NULL);
        }
    }
}

static const char *heading(int column)
{
    static const char *const names[HAND_COLUMNS] = {
        [HAND_STATE] = N_("State"),          [HAND_OPEN] = N_("Open"),
        [HAND_EVIDENCE] = N_("No evidence"), [HAND_CANT_TELL] = N_("Can't tell"),
        [HAND_REMARKS] = N_("Remarks"),
    };
    return text_translated(names[column]);
}

static void columns(struct hand_in *h)
{
    static const int give[HAND_COLUMNS] = {
        [HAND_STATE] = 2, [HAND_EVIDENCE] = 1, [HAND_CANT_TELL] = 3, [HAND_REMARKS] = 4};

    for (int i = 0; i < HAND_COLUMNS; i++) {
        h->columns[i] =
            (struct column){.w = i == HAND_STATE ? 13 : head_width(heading(i), 4), .give = give[i]};
    }
    h->name_w = columns_fit(h->columns, HAND_COLUMNS, h->layout.list.x + MARKS_W,
                            h->layout.list.w - MARKS_W, 18, 70);
}

/* Of the chosen body: that it can't be ticked, or that somebody else has it. */
static const char *about_ticking(const struct hand_in *h, const struct ui *ui,
                                 const struct handin_body *b)
{
    struct arena *a = h->arena;
    struct row row;
    const char *me = campaign_by(ui->campaign);
    const char *why = review_why_not(ui->campaign, b->code, REVIEW_HANDED_IN, a);

    if (why) {
        return b->state == REVIEW_HANDED_IN
                   ? _("It is handed in: a supervisor accepts it or sends it back.")
                   : arena_printf(a, "%s.", why);
    }
    return row_get(ui->campaign, 0, b->code, "", -1, &row, a) && row.inspector &&
                   strcmp(row.inspector, me) != 0
               ? arena_printf(a, _("%s has this body, and you are %s."), row.inspector, me)
               : "";
}

static const char *how_to(const struct hand_in *h, struct arena *a)
{
    int n = hand_ticked(h);
    const char *hand = action_key(a, ACT_HAND_IN_MARK), *file = action_key(a, ACT_HAND_IN_WRITE);

    if (n == 0) {
        return arena_printf(a, _("%s ticks a body to be handed in; %s only writes the file."),
                            action_key(a, ACT_HAND_IN_TICK), file);
    }
    return arena_printf(a,
                        ngettext("%s marks %d ticked body as handed in (it is locked for you "
                                 "then), and writes the file; %s only writes the file.",
                                 "%s marks %d ticked bodies as handed in (they are locked for you "
                                 "then), and writes the file; %s only writes the file.",
                                 (unsigned long)n),
                        hand, n, file);
}

static void pane_read(struct hand_in *h, struct ui *ui)
{
    struct arena *a = h->arena;
    struct pane *p = &h->pane;

    pane_begin(p, a, h->layout.pane.w - 2);
    if (h->n > 0) {
        const struct handin_body *b = &h->body[h->list.cur];
        const struct hand_row *row = &h->row[h->list.cur];
        pane_text(p, 0, ROLE_TITLE, 1, b->name);
        pane_text(p, 0, ROLE_TEXT, 2, row->counted ? lack_counts(a, row->counts) : "");
        if (row->ticked && (row->counts[HANDIN_OPEN] || row->counts[HANDIN_CONFLICT] ||
                            row->counts[HANDIN_EVIDENCE])) {
            pane_text(p, 1, ROLE_WARNING, 1, _("Handing it in like this needs a reason."));
        }
        const char *about = about_ticking(h, ui, b);
        if (*about) {
            pane_text(p, 1, ROLE_DIM, 1, about);
        }
        pane_blank(p, 3);
    }
    pane_text(p, 2, ROLE_DIM, 3, how_to(h, a));
    pane_fit(p, h->layout.pane.h, 0);
}

static void file_read(struct hand_in *h, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    const char *size = say_size(a, h->size), *key = action_key(a, ACT_HAND_IN_EVIDENCE), *foot;

    h->paths.here = arena_printf(a, _("Write here: %s"), handin_name(ui->campaign, a));
    if (h->size == 0) {
        foot = _("There is no evidence in this campaign; a path can be typed");
    } else if (h->no_evidence) {
        foot = arena_printf(a, _("Without the evidence; %s: with it (%s)"), key, size);
    } else {
        foot = arena_printf(a, _("With the evidence (%s); %s: without it"), size, key);
    }
    path_recalc(&h->paths, ui, ui->area, _("Hand in"), foot);
}

void hand_read(struct hand_in *h, struct ui *ui)
{
    arena_reset(h->arena);
    if (h->stale) {
        read_bodies(h, ui);
    }
    h->layout = list_layout(ui->area, PANE_ROWS, true);
    columns(h);
    h->list.n = h->n;
    list_fit(&h->list, h->layout.list.h);
    count_rows(h, ui);
    pane_read(h, ui);
    if (h->step == HAND_FILE) {
        file_read(h, ui);
    }
}

/* ---- drawing ---- */

static void cell_draw(const struct hand_in *h, const struct ui *ui, int y, int column, int n,
                      enum role role)
{
    const struct column *c = &h->columns[column];
    if (c->x >= 0 && n > 0) {
        put_right(y, c->x, c->w, role_attr(role), arena_printf(ui->tongue.arena, "%d", n));
    }
}

static void row_draw(const struct hand_in *h, const struct ui *ui, int y, int i)
{
    const struct handin_body *b = &h->body[i];
    const struct hand_row *row = &h->row[i];
    const int *n = row->counts;
    const struct column *state = &h->columns[HAND_STATE];
    struct arena *a = ui->tongue.arena;
    const char *name = b->short_name ? b->short_name : b->name;

    list_row_draw(y, h->layout.list.x, i == h->list.cur, row->ticked ? MARK_CHOSEN : MARK_NONE,
                  n[HANDIN_CONFLICT] ? MARK_CONFLICT
                  : n[HANDIN_REMARK] ? MARK_REMARK
                                     : MARK_NONE,
                  h->name_w, cut_middle(a, name, h->name_w));
    if (state->x >= 0) {
        put(y, state->x, state->w, role_attr(ROLE_DIM),
            cut_end(a, say_review(review_id(b->state)), state->w));
    }
    if (!row->counted) {
        return;
    }
    cell_draw(h, ui, y, HAND_OPEN, n[HANDIN_OPEN] + n[HANDIN_CONFLICT], ROLE_WARNING);
    cell_draw(h, ui, y, HAND_EVIDENCE, n[HANDIN_EVIDENCE] + n[HANDIN_BYTES], ROLE_WARNING);
    cell_draw(h, ui, y, HAND_CANT_TELL, n[HANDIN_CANT_TELL], ROLE_TEXT);
    cell_draw(h, ui, y, HAND_REMARKS, n[HANDIN_REMARK], ROLE_WARNING);
}

static void head_draw(const struct hand_in *h, const struct ui *ui)
{
    attr_t dim = role_attr(ROLE_DIM);

    put(h->layout.head, h->layout.list.x + MARKS_W, h->name_w, dim,
        cut_end(ui->tongue.arena, _("Body"), h->name_w));
    for (int i = 0; i < HAND_COLUMNS; i++) {
        const struct column *c = &h->columns[i];
        const char *name = cut_end(ui->tongue.arena, heading(i), c->w);
        if (c->x >= 0 && i == HAND_STATE) {
            put(h->layout.head, c->x, c->w, dim, name);
        } else if (c->x >= 0) {
            put_right(h->layout.head, c->x, c->w, dim, name);
        }
    }
}

static void reason_draw(const struct hand_in *h, struct ui *ui)
{
    struct arena *a = ui->tongue.arena;
    struct rect in = put_box(box_in(ui->area, 3, 72), _("Something is open: why is it handed in?"));

    prompt_draw(&h->reason, ui, in.y, in.x, in.w, "",
                _("It goes with the bodies that need a reason"));
    put(in.y + 2, in.x, in.w, role_attr(ROLE_DIM),
        cut_end(a, _("Enter hands them in, Esc does not"), in.w));
}

void hand_draw(const struct hand_in *h, struct ui *ui)
{
    const struct list_layout *l = &h->layout;

    head_draw(h, ui);
    for (int y = 0; y < l->list.h && h->list.top + y < h->n; y++) {
        row_draw(h, ui, l->list.y + y, h->list.top + y);
    }
    if (h->n == 0) {
        put(l->list.y, l->list.x + MARKS_W, l->list.w - MARKS_W, role_attr(ROLE_TEXT),
            cut_end(ui->tongue.arena, h->fault ? h->fault : _("This campaign has no bodies yet."),
                    l->list.w - MARKS_W));
    }
    list_parted(l, ui->area);
    pane_draw(&h->pane, l->pane.y, l->pane.x + (l->wall < 0), l->pane.h);
    ui->cursor_y = l->list.y + h->list.cur - h->list.top;
    ui->cursor_x = l->list.x + MARKS_W;
    if (h->step == HAND_REASON) {
        reason_draw(h, ui);
    } else if (h->step == HAND_FILE) {
        path_draw(&h->paths, ui);
    }
}
