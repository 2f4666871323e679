/* All questions that are walked, by criterion, with a mark for how each stands. */
#include "tui/screens/questions.h"
#include "tui/canvas.h"

#define FOOT_ROWS 3 /* a blank line, and how far one is */

enum mark question_mark(const struct questions *q, int question)
{
    const struct qresult *r = &work_subject(q->work)->q[question];
    int severity = work_block(q->work)->questions[question].severity;

    if (r->state != QS_CONFLICT && work_standing(q->work, question)->remarks > 0) {
        return MARK_REMARK;
    }
    switch (r->state) {
    case QS_CONFLICT:
        return MARK_CONFLICT;
    case QS_NA:
        return MARK_NOT_APPLICABLE;
    case QS_CANT_TELL:
        return MARK_CANT_TELL;
    case QS_ANSWERED:
        break;
    default:
        return MARK_OPEN;
    }
    if (!r->deficient || severity == 0) {
        return MARK_DONE;
    }
    return severity == q->tongue.rubric->nseverities - 1 ? MARK_GRAVEST : MARK_GRAVE;
}

static void add(struct outline *o, int criterion, int question, int level)
{
    o->entry[o->list.n++] = (struct outline_entry){criterion, question, level};
}

/* The criteria, from the outermost, that begin with this question and have not been named yet. */
static void add_criteria(const struct questions *q, struct outline *o, int *named, int question)
{
    const struct block *b = work_block(q->work);
    int chain[4], n = 0;

    for (int c = b->questions[question].criterion; c >= 0; c = b->criteria[c].parent) {
        chain[n++] = c;
    }
    while (n > 0) {
        int c = chain[--n];
        if (c > *named) {
            add(o, c, question, b->criteria[c].level);
            *named = c;
        }
    }
}

/* Is it in the outline: walked, or, where one asks for it, not asked as things stand? */
static bool is_listed(const struct questions *q, int question, int *next)
{
    enum qstate state = work_subject(q->work)->q[question].state;
    const struct question *asked = &work_block(q->work)->questions[question];

    if (*next < q->nwalk && q->walk[*next] == question) {
        ++*next;
        return true;
    }
    return q->inactive && (state == QS_INACTIVE || state == QS_UNDECIDED) &&
           answering_of(asked->type->id) != NOT_ASKED && (q->stage < 0 || asked->stage == q->stage);
}

static bool is_asked(const struct questions *q, int question)
{
    enum qstate state = work_subject(q->work)->q[question].state;
    return state != QS_INACTIVE && state != QS_UNDECIDED;
}

void outline_read(struct questions *q)
{
    const struct block *b = work_block(q->work);
    struct outline *o = &q->outline;
    int cur = o->list.cur, named = -1, here = 0, next = 0;

    o->entry = arena_alloc(q->arena, (size_t)(b->nquestions + b->ncriteria + 1) * sizeof *o->entry);
    o->list.n = 0;
    for (int i = 0; i < b->nquestions; i++) {
        if (!is_listed(q, i, &next)) {
            continue;
        }
        add_criteria(q, o, &named, i);
        here = i == q->question ? o->list.n : here;
        add(o, -1, i, b->criteria[b->questions[i].criterion].level + 1);
    }
    /* While one is elsewhere its cursor goes along with the question on show. */
    o->list.cur = q->mode == MODE_OUTLINE ? cur : here;
    list_fit(&o->list, /* within a frame, or blank lines in its place */
             (q->layout.outline.w > 0 ? q->layout.outline.h : q->layout.question.h) - 2 -
                 FOOT_ROWS);
}

/* The cursor stays on its question, or goes to the nearest above that will be listed. */
void outline_keep(struct questions *q, bool inactive)
{
    struct outline *o = &q->outline;
    int question = o->list.n > 0 ? o->entry[o->list.cur].question : -1;

    q->inactive = inactive;
    outline_read(q);
    for (int i = 0; i < o->list.n && question >= 0; i++) {
        if (o->entry[i].criterion < 0 && o->entry[i].question <= question) {
            o->list.cur = i;
        }
    }
}

struct effect outline_go(struct questions *q)
{
    const struct outline *o = &q->outline;
    int question = o->list.n > 0 ? o->entry[o->list.cur].question : -1;

    if (question >= 0 && !is_asked(q, question)) {
        return effect_say(ROLE_TEXT, _("That is not asked as things stand: the answers above it "
                                       "decide whether it is."));
    }
    q->mode = MODE_COMMAND;
    if (question >= 0) {
        walk_to(q, question);
    }
    return effect_none();
}

static void criterion_draw(const struct questions *q, const struct outline_entry *e, int y,
                           struct rect r, bool here)
{
    const struct tongue *t = &q->tongue;
    const struct criterion *c = &work_block(q->work)->criteria[e->criterion];
    const char *range = say_figures(t, &work_subject(q->work)->criteria[e->criterion], "–");
    const char *title = text_in(&c->title, t->language),
               *narrow = text_in(&c->short_title, t->language);
    int w = text_width(range), indent = e->level;
    attr_t attr = role_attr(e->level == 0 ? ROLE_TITLE : ROLE_TEXT);

    if (narrow && text_width(title) > r.w - 2 - indent - w) {
        title = narrow;
    }
    put_cursor(y, r.x, here);
    attr |= here ? A_REVERSE : A_NORMAL;
    put(y, r.x + 1 + indent, r.w - 2 - indent - w, attr,
        cut_end(q->arena, title, r.w - 2 - indent - w));
    put_right(y, r.x, r.w, role_attr(ROLE_DIM), range);
}

static void question_draw(const struct questions *q, const struct outline_entry *e, int y,
                          struct rect r, bool here)
{
    const char *ask = ask_of(q, e->question);
    bool asked = is_asked(q, e->question);
    attr_t attr = role_attr(asked ? ROLE_TEXT : ROLE_DIM);

    put_cursor(y, r.x, here);
    if (asked) {
        put(y, r.x + 1, 1, role_attr(ROLE_TEXT), mark(question_mark(q, e->question)));
    }
    put(y, r.x + 3, r.w - 3, here && q->mode == MODE_OUTLINE ? attr | A_REVERSE : attr,
        cut_end(q->arena, ask, r.w - 3));
}

/* How far one is: of the stage on show and of all, or what could not be told. */
static void foot_draw(const struct questions *q, const struct ui *ui, struct rect r)
{
    struct progress all = progress_of(q->work, -1), here = progress_of(q->work, ui->stage);
    struct arena *a = ui->tongue.arena;
    const char *first, *second = "";

    if (ui->stage >= 0) {
        first = arena_printf(a, _("%d of %d of this stage"), here.answered, here.asked);
        second = arena_printf(a, _("%d of %d of all"), all.answered, all.asked);
    } else {
        first = arena_printf(a, _("%d of %d answered"), all.answered, all.asked);
        if (all.cant_tell > 0) {
            second = arena_printf(a, _("%d can't tell"), all.cant_tell);
        }
        if (all.not_applicable > 0) {
            second =
                arena_printf(a, _("%s%s%d n/a"), second, *second ? " · " : "", all.not_applicable);
        }
    }
    put(r.y + r.h - 2, r.x + 1, r.w - 1, role_attr(ROLE_DIM), cut_end(a, first, r.w - 1));
    put(r.y + r.h - 1, r.x + 1, r.w - 1, role_attr(ROLE_DIM), cut_end(a, second, r.w - 1));
}

void outline_draw(const struct questions *q, const struct ui *ui, struct rect r, int *cursor_y,
                  int *cursor_x)
{
    const struct outline *o = &q->outline;

    for (int i = 0; i < r.h - FOOT_ROWS && o->list.top + i < o->list.n; i++) {
        const struct outline_entry *e = &o->entry[o->list.top + i];
        bool here = o->list.top + i == o->list.cur && (q->mode == MODE_OUTLINE || q->question >= 0);
        if (e->criterion >= 0) {
            criterion_draw(q, e, r.y + i, r, here);
        } else {
            question_draw(q, e, r.y + i, r, here);
        }
    }
    foot_draw(q, ui, r);
    *cursor_y = r.y + o->list.cur - o->list.top;
    *cursor_x = r.x + (o->list.n > 0 && o->entry[o->list.cur].criterion < 0 ? 3 : 1);
}
