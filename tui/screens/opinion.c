/* Opinion: what a body is handed, as it is handed it; given from here, and written to a file. */
#include <stdlib.h>
#include <string.h>
#include "tui/canvas.h"
#include "tui/language.h"
#include "tui/lines.h"
#include "tui/newtext.h"
#include "tui/screens/pick_path.h"
#include "tui/screens/proposals.h"
#include "tui/screens/states.h"
#include "tui/when.h"
#include "tui/widgets/list.h"
#include "tui/widgets/pane.h"

#define TEXT_W 100 /* columns that are read with ease */

struct opinion {
    char body[CODE_ROOM];
    struct arena *arena;
    struct proposals_told told;
    struct row row;
    int chosen; /* language of the rubric; -1: the screen's */
    bool given; /* the text on show is the one that was given */
    const char *text;
    struct pane pane; /* its lines; what is wrapped hangs behind its number or sign */
    int top, h;
    bool writing; /* a folder is chosen for the file */
    struct path_picker paths;
};

static bool opinion_open(struct screen *s, struct ui *ui, const struct place *at,
                         const struct screen *below, struct err *err)
{
    struct row row;

    (void)below;
    if (!row_get(ui->campaign, 0, at->body, "", -1, &row, ui->tongue.arena)) {
        err_set(err, REFUSED, _("there is no body %s in this campaign"), at->body);
        return false;
    }
    struct opinion *o = mem_alloc(sizeof *o);
    o->arena = arena_new();
    o->chosen = -1;
    strcpy(o->body, at->body);
    s->data = o;
    return true;
}

static void stop_writing(struct opinion *o)
{
    if (o->writing) {
        path_end(&o->paths);
    }
    o->writing = false;
}

static void opinion_close(struct screen *s)
{
    struct opinion *o = s->data;

    stop_writing(o);
    told_free(&o->told);
    arena_free(&o->arena);
    free(o);
}

static where_set opinion_where(const struct screen *s)
{
    return ((const struct opinion *)s->data)->writing ? IN_PICKER : IN_OPINION;
}

static int language_of(const struct opinion *o, const struct ui *ui)
{
    int n = ui->tongue.rubric->nlanguages;
    return o->chosen >= 0 && o->chosen < n ? o->chosen : ui->tongue.language;
}

/* ---- what runs ---- */

static const char *opinion_why_not(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct opinion *o = s->data;

    switch (action) {
    case ACT_OPINION_GIVE:
        return states_why_not(ui, o->body, ACT_OPINION_GIVEN);
    case ACT_OPINION_LANGUAGE:
        return o->given                            ? _("It stands as the body has it.")
               : ui->tongue.rubric->nlanguages < 2 ? _("The rubric has no other language.")
                                                   : NULL;
    case ACT_OPINION_WRITE:
        return o->told.fault;
    default:
        return NULL;
    }
}

static bool opinion_runs(const struct screen *s, const struct ui *ui, enum action action)
{
    const struct opinion *o = s->data;

    return o->writing ? path_runs(&o->paths, action) : !opinion_why_not(s, ui, action);
}

/* ---- commands ---- */

static bool run_write(void *arg, struct campaign *c, struct arena *a, const char **said,
                      struct err *err)
{
    struct opinion *o = arg;
    const char *path, *name = o->paths.named;

    (void)c;
    name = name ? name : arena_printf(a, "%s-opinion.txt", o->body);
    if (!newtext_into(o->paths.into, name, o->text, strlen(o->text), a, &path, err)) {
        return false;
    }
    *said = arena_printf(a, _("Written: %s"), text_show(a, path, false));
    stop_writing(o);
    return true;
}

static struct effect writing_act(struct opinion *o, struct command c)
{
    struct effect e;

    switch (path_act(&o->paths, c, &e)) {
    case PATH_CLOSED:
        stop_writing(o);
        return effect_say(ROLE_TEXT, _("No file was written."));
    case PATH_TAKEN:
        return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {run_write, o}};
    case PATH_GOES_ON:
        break;
    }
    return e;
}

/* A text has no rows to choose: moving is scrolling. */
static bool scroll_text(struct opinion *o, enum action action)
{
    int most = o->pane.n > o->h ? o->pane.n - o->h : 0;
    struct list l = {.n = most + 1, .cur = o->top};

    if (!list_command(&l, action, o->h - 1)) {
        return false;
    }
    o->top = l.cur;
    return true;
}

static struct effect opinion_act(struct screen *s, struct ui *ui, struct command c)
{
    struct opinion *o = s->data;

    if (o->writing) {
        return writing_act(o, c);
    }
    if (scroll_text(o, c.action)) {
        return effect_none();
    }
    switch (c.action) {
    case ACT_BACK:
        return (struct effect){.kind = EFFECT_BACK};
    case ACT_OPINION_GIVE:
        return states_give(ui, o->body, language_of(o, ui));
    case ACT_OPINION_LANGUAGE:
        o->chosen = (language_of(o, ui) + 1) % ui->tongue.rubric->nlanguages;
        return effect_none();
    case ACT_OPINION_WRITE:
        path_begin(&o->paths, true, "folder_opinion", _("write it into this folder"));
        o->paths.new_file = true;
        o->writing = true;
        return effect_none();
    default:
        return effect_none();
    }
}

static struct command opinion_click(struct screen *s, struct ui *ui, int y, int x)
{
    struct opinion *o = s->data;

    (void)ui;
    return o->writing ? picker_click(&o->paths.picker, y, x) : (struct command){.action = ACT_NONE};
}

/* ---- reading ---- */

/* From giving it on the body has that text, whatever is changed here, until its way begins anew. */
static bool is_given(const struct opinion *o)
{
    enum review at = review_of(o->row.review);

    return o->told.read.given_text &&
           (at == REVIEW_OPINION_GIVEN || at == REVIEW_HANDED_IN || at == REVIEW_ACCEPTED);
}

/* Bytes of a line up to where its words begin: blanks, and a number or a sign with its blank. */
static size_t lead_of(const char *line)
{
    size_t blanks = strspn(line, " "), sign = strcspn(line + blanks, " \n");

    if (sign == 0 || sign > 4 || line[blanks + sign] != ' ') {
        return blanks;
    }
    return blanks + sign + strspn(line + blanks + sign, " ");
}

static void add_lines(struct opinion *o)
{
    for (const char *line = o->text, *end; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        size_t n = (size_t)(end - line), lead = lead_of(line);
        lead = lead < n ? lead : 0;
        int w = text_width(arena_dupn(o->arena, line, lead));
        size_t words = lead; /* a label is narrower than the place for it */
        while (words > 0 && line[words - 1] == ' ') {
            words--;
        }
        pane_entry(&o->pane, 0, arena_dupn(o->arena, line, words), w, 0,
                   arena_dupn(o->arena, line + lead, n - lead));
    }
}

static void opinion_recalc(struct screen *s, struct ui *ui)
{
    struct opinion *o = s->data;
    int w = ui->area.w - 4 < TEXT_W ? ui->area.w - 4 : TEXT_W;

    arena_reset(o->arena);
    told_read(&o->told, ui, o->body, language_of(o, ui));
    if (!row_get(ui->campaign, 0, o->body, "", -1, &o->row, o->arena)) {
        o->row = (struct row){.body = o->body, .service = "", .name = o->body, .review = ""};
    }
    o->given = is_given(o);
    o->text = o->told.fault ? o->told.fault
              : o->given    ? o->told.read.given_text
                            : opinion_text(o->told.full, &o->told.read, language_of(o, ui),
                                           o->told.day, o->arena);
    pane_begin(&o->pane, o->arena, w);
    add_lines(o);
    o->h = ui->area.h - 2;
    int most = o->pane.n > o->h ? o->pane.n - o->h : 0;
    o->top = o->top > most ? most : o->top;
    if (o->writing) {
        path_recalc(&o->paths, ui, ui->area, _("Write"), NULL);
    }
}

/* ---- drawing ---- */

/* What it is that is read: what would be handed out, or what was. */
static const char *headline(const struct opinion *o, const struct ui *ui)
{
    struct arena *a = ui->tongue.arena;

    if (o->given) {
        return arena_printf(a, _("As it was given on %s"),
                            when_local(a, o->told.read.given_at, "%Y-%m-%d"));
    }
    const struct rubric *r = ui->tongue.rubric;
    const char *as = _("As it would be given today");

    if (r->nlanguages > 1) {
        as = arena_printf(a, "%s (%s)", as, language_name(r->languages[language_of(o, ui)]));
    }
    if (opinion_why_not(&(struct screen){.data = (void *)o}, ui, ACT_OPINION_GIVE)) {
        return as;
    }
    return arena_printf(a, _("%s; %s says that the body has it"), as,
                        action_key(a, ACT_OPINION_GIVE));
}

static void opinion_draw(const struct screen *s, struct ui *ui)
{
    const struct opinion *o = s->data;
    struct rect r = ui->area;
    int below = o->pane.n - o->top - o->h;
    struct pane shown = o->pane;

    put(r.y, r.x + 2, r.w - 3, role_attr(o->given ? ROLE_SAVED : ROLE_DIM),
        cut_end(ui->tongue.arena, headline(o, ui), r.w - 3));
    put_rule(r.y + 1, r.x, r.w);
    shown.lines += o->top;
    shown.n -= o->top;
    pane_draw(&shown, r.y + 2, r.x + 2, below > 0 ? o->h - 1 : o->h);
    if (below > 0) {
        put(r.y + 1 + o->h, r.x + 2, r.w - 3, role_attr(ROLE_DIM),
            arena_printf(ui->tongue.arena, _("%s %d more"), mark_utf8(MARK_DOWN), below + 1));
    }
    ui->cursor_y = r.y + 2;
    ui->cursor_x = r.x + 2;
    if (o->writing) {
        path_draw(&o->paths, ui);
    }
}

static void opinion_place(const struct screen *s, struct place *at)
{
    *at = place_of(SCREEN_BODY, ((const struct opinion *)s->data)->body, "", -1);
}

static int opinion_crumbs(const struct screen *s, const struct ui *ui, const char **parts)
{
    const struct opinion *o = s->data;

    parts[0] = campaign_name(ui->campaign, 0);
    parts[1] = short_name(&o->row);
    parts[2] = _("Opinion");
    return 3;
}

static const char *opinion_note(const struct screen *s, const struct ui *ui)
{
    const struct opinion *o = s->data;

    (void)ui;
    return states_note(review_of(o->row.review), o->row.changed);
}

const struct screen_table opinion_screen = {
    .name = "opinion",
    .whole = true,
    .open = opinion_open,
    .close = opinion_close,
    .where = opinion_where,
    .runs = opinion_runs,
    .why_not = opinion_why_not,
    .act = opinion_act,
    .click = opinion_click,
    .place = opinion_place,
    .recalc = opinion_recalc,
    .draw = opinion_draw,
    .crumbs = opinion_crumbs,
    .note = opinion_note,
};
