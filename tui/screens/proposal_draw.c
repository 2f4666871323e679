#include <string.h>
#include "tui/canvas.h"
#include "tui/lines.h"
#include "tui/proposal_words.h"
#include "tui/remark_words.h"
#include "tui/screens/proposal.h"

#define BOX_W 74
#define ABOUT_ROWS 7
#define LABEL_LEAST 8

/* ---- where things stand ---- */

static int label_width(const struct proposal_form *f)
{
    int w = LABEL_LEAST;

    for (int i = 0; i < f->list.n; i++) {
        int one = text_width(form_label(f, f->field[i]));
        w = one > w ? one : w;
    }
    return w < 16 ? w : 16;
}

struct rect form_rows(const struct proposal_form *f)
{
    struct rect in = {f->box.y + 1, f->box.x + 2, f->box.h - 2, f->box.w - 4};

    if (f->mode != FORM_CHOOSING) {
        in.h = f->list.n < in.h - 1 ? f->list.n : in.h - 1;
    } else if (f->fault || !*f->key) {
        in.h--; /* a line that says what it is about */
    }
    return in;
}

/* ---- about the chosen field ---- */

/* As many to a line as fit, none of them cut in two. */
static void add_choices(struct proposal_form *f)
{
    const char *line = "";

    for (int i = 0; i < f->nchoices && f->nchoices <= 9; i++) {
        const char *one = arena_printf(f->arena, "%d %s", i + 1, f->choice[i].word);
        const char *more = *line ? arena_printf(f->arena, "%s  %s", line, one) : one;
        if (*line && text_width(more) > f->about.w) {
            pane_text(&f->about, 0, ROLE_DIM, 1, line);
            more = one;
        }
        line = more;
    }
    if (*line) {
        pane_text(&f->about, 0, ROLE_DIM, 1, line);
    }
}

static void add_due(struct proposal_form *f)
{
    const struct proposal_item *x = f->item;

    if (x->due_days < 0) {
        pane_text(&f->about, 0, ROLE_DIM, 0, _("A date as 2019-12-31; empty: none."));
    } else {
        pane_text(&f->about, 0, ROLE_DIM, 0,
                  arena_printf(f->arena,
                               ngettext("A date as 2019-12-31; empty: %d day after the opinion is "
                                        "given, as the rubric says.",
                                        "A date as 2019-12-31; empty: %d days after the opinion is "
                                        "given, as the rubric says.",
                                        (unsigned long)x->due_days),
                               x->due_days));
    }
}

/* The words in full, and the rubric's where they are others. */
static void add_words(struct proposal_form *f, const struct ui *ui, enum form_field field)
{
    const char *now = form_value(f, ui, field), *rubric = form_rubric(f, field);
    const struct proposal_item *x = f->item;

    if (*now) {
        pane_text(&f->about, 0, ROLE_TEXT, 0, now);
    }
    if (rubric && form_by_hand(f, field)) {
        pane_entry(&f->about, 1, _("The rubric"), 13, 0, rubric);
    } else if (rubric && x->ntexts > 1) {
        pane_text(&f->about, 1, ROLE_DIM, 0,
                  arena_printf(f->arena,
                               ngettext("The rubric has %d wording, by the answer; one that is "
                                        "written by hand stands for all services.",
                                        "The rubric has %d wordings, by the answer; one that is "
                                        "written by hand stands for all services.",
                                        (unsigned long)x->ntexts),
                               x->ntexts));
    }
    bool said = field == FORM_REPLY && x && x->state_by && x->state_at;
    bool written = (field == FORM_DEFICIENCY || field == FORM_PROPOSAL) && x && x->text_by;
    if (said || (written && x->text_at)) {
        pane_text(&f->about, 2, ROLE_DIM, 1,
                  said ? say_who_when(f->arena, x->state_by, x->state_at)
                       : say_who_when(f->arena, x->text_by, x->text_at));
    }
}

static void about_read(struct proposal_form *f, const struct ui *ui)
{
    enum form_field field = form_chosen(f);

    pane_begin(&f->about, f->arena, f->box.w - 4);
    if (*f->key && !f->item) {
        pane_text(&f->about, 0, ROLE_WARNING, 0, _("That proposal is not there any more."));
        return;
    }
    if (f->fault) {
        pane_text(&f->about, 0, ROLE_ERROR, 0, f->fault);
    }
    switch (field) {
    case FORM_KIND:
    case FORM_ABOUT:
    case FORM_SEVERITY:
    case FORM_STATE:
        add_choices(f);
        break;
    case FORM_DUE:
        add_due(f);
        break;
    case FORM_WITHDRAW:
        pane_text(&f->about, 0, ROLE_DIM, 0,
                  arena_printf(f->arena, _("It goes from the opinion; %s brings it back."),
                               action_key(f->arena, ACT_UNDO)));
        break;
    default:
        add_words(f, ui, field);
    }
}

void form_lay(struct proposal_form *f, const struct ui *ui)
{
    f->box = box_in(ui->area, f->list.n + 1 + ABOUT_ROWS, BOX_W);
    about_read(f, ui);
    list_fit(&f->list, f->mode == FORM_CHOOSING ? 0 : form_rows(f).h);
    list_fit(&f->choices, f->mode == FORM_CHOOSING ? form_rows(f).h : 0);
}

/* ---- drawing ---- */

static const char *title_of(const struct proposal_form *f, const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;

    if (f->mode == FORM_TEXT || f->mode == FORM_CHOOSING) {
        enum form_field field = f->wanted != PROPOSAL_STATES ? FORM_REPLY : form_chosen(f);
        return *f->key ? form_label(f, field)
                       : arena_printf(a, "%s: %s", _("Own finding"), form_label(f, field));
    }
    if (f->earlier) {
        return arena_printf(a, _("Of %s: what became of it"), campaign_name(ui->campaign, 1));
    }
    return form_kind(f) == PROPOSAL_RAISED ? _("Proposal") : _("Own finding");
}

static void field_draw(const struct proposal_form *f, struct ui *ui, struct rect in, int y, int i)
{
    enum form_field field = f->field[i];
    struct arena *a = ui->tongue.arena;
    int label_w = label_width(f), x = in.x + 2 + label_w + 2, w = in.w - label_w - 4;
    bool here = i == f->list.cur;
    const char *now = form_value(f, ui, field);
    attr_t text = role_attr(ROLE_TEXT);

    if (field == FORM_DUE && !*now && f->item) {
        now = say_proposal_due(a, f->item);
    } else if (field == FORM_WITHDRAW) {
        now = _("take this finding back");
    }
    put_cursor(y, in.x, here);
    put(y, in.x + 2, label_w, role_attr(here ? ROLE_ACCENT : ROLE_DIM),
        cut_end(a, form_label(f, field), label_w));
    if (here && f->mode == FORM_LINE) {
        ui->cursor_x = edit_draw_line(&f->edit, y, x, w, text | A_UNDERLINE);
    } else {
        put(y, x, w, here ? text | A_REVERSE : text,
            cut_end(a, *now ? say_in_line(a, now) : "–", w));
        ui->cursor_x = here ? x : ui->cursor_x;
    }
    ui->cursor_y = here ? y : ui->cursor_y;
}

static void listed_draw(const struct proposal_form *f, struct ui *ui, struct rect in)
{
    struct rect rows = form_rows(f);
    int below = in.h - rows.h - 1;

    for (int i = 0; i < rows.h && f->list.top + i < f->list.n; i++) {
        field_draw(f, ui, in, rows.y + i, f->list.top + i);
    }
    if (below > 0) {
        put_rule(rows.y + rows.h, in.x, in.w);
    }
    pane_draw(&f->about, rows.y + rows.h + (below > 0), in.x, below > 0 ? below : 1);
}

static void choosing_draw(const struct proposal_form *f, struct ui *ui)
{
    struct rect rows = form_rows(f);
    struct arena *a = ui->tongue.arena;
    attr_t text = role_attr(ROLE_TEXT);

    for (int i = 0; i < rows.h && f->choices.top + i < f->nchoices; i++) {
        int at = f->choices.top + i, y = rows.y + i;
        bool here = at == f->choices.cur;
        put_cursor(y, rows.x, here);
        if (f->nchoices <= 9) {
            put(y, rows.x + 2, 1, text, arena_printf(a, "%d", at + 1));
        }
        put(y, rows.x + 5, rows.w - 5, here ? text | A_REVERSE : text,
            cut_middle(a, f->choice[at].word, rows.w - 5));
        if (here) {
            ui->cursor_y = y;
            ui->cursor_x = rows.x + 5;
        }
    }
    if (!*f->key) {
        put(rows.y + rows.h, rows.x, rows.w, role_attr(ROLE_DIM),
            cut_end(a, _("Nothing is stored before the finding has its words."), rows.w));
    }
}

/* The rubric's words stay in sight, above. */
static struct rect rubric_draw(const struct proposal_form *f, struct ui *ui, struct rect in)
{
    const char *rubric = f->wanted == PROPOSAL_STATES ? form_rubric(f, form_chosen(f)) : NULL;
    struct pane p;
    int most = in.h / 2 - 1;

    if (!rubric || most < 1) {
        return in;
    }
    pane_begin(&p, ui->tongue.arena, in.w);
    pane_entry(&p, 0, _("The rubric"), 13, most, rubric);
    pane_draw(&p, in.y, in.x, most);
    int used = p.n < most ? p.n : most;
    put_rule(in.y + used, in.x, in.w);
    in.y += used + 1;
    in.h -= used + 1;
    return in;
}

static void text_draw(const struct proposal_form *f, struct ui *ui, struct rect in)
{
    in = rubric_draw(f, ui, in);
    if (f->fault) {
        in.h--;
        put(in.y + in.h, in.x, in.w, role_attr(ROLE_ERROR),
            cut_end(ui->tongue.arena, text_show(ui->tongue.arena, f->fault, false), in.w));
    } else if (!*edit_text(&f->edit) && in.h > 2) {
        put(in.y + in.h - 1, in.x, in.w, role_attr(ROLE_DIM),
            cut_end(ui->tongue.arena,
                    form_rubric(f, form_chosen(f))
                        ? _("Esc stores it; left empty, the rubric's words stand.")
                        : _("Esc stores it; left empty, nothing is stored."),
                    in.w));
    }
    edit_draw_lines(&f->edit, in, &ui->cursor_y, &ui->cursor_x);
}

void form_draw(const struct screen *s, struct ui *ui)
{
    const struct proposal_form *f = s->data;
    struct rect in = put_box(f->box, title_of(f, ui));

    ui->cursor_y = in.y;
    ui->cursor_x = in.x;
    switch (f->mode) {
    case FORM_TEXT:
        text_draw(f, ui, in);
        break;
    case FORM_CHOOSING:
        choosing_draw(f, ui);
        break;
    default:
        listed_draw(f, ui, in);
    }
}
