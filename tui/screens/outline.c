/* All questions that are walked, by criterion, with a mark for how each stands. */
#include "tui/screens/questions.h"
#include "tui/canvas.h"

enum mark question_mark(const struct questions *q, int question)
{
    const struct qresult *r = &work_subject(q->work)->q[question];
    int severity = work_block(q->work)->questions[question].severity;

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

void outline_read(struct questions *q)
{
    const struct block *b = work_block(q->work);
    struct outline *o = &q->outline;
    int cur = o->list.cur, named = -1, here = 0;

    o->entry = arena_alloc(q->arena, (size_t)(q->nwalk + b->ncriteria + 1) * sizeof *o->entry);
    o->list.n = 0;
    for (int i = 0; i < q->nwalk; i++) {
        add_criteria(q, o, &named, q->walk[i]);
        here = q->walk[i] == q->question ? o->list.n : here;
        add(o, -1, q->walk[i], b->criteria[b->questions[q->walk[i]].criterion].level + 1);
    }
    /* While one is elsewhere its cursor goes along with the question on show. */
    o->list.cur = q->mode == MODE_OUTLINE ? cur : here;
    list_fit(&o->list,
             q->layout.outline.w > 0 ? q->layout.outline.h - 4 : q->layout.question.h - 4);
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
    attr_t attr = role_attr(ROLE_TEXT);

    put_cursor(y, r.x, here);
    put(y, r.x + 1, 1, role_attr(ROLE_TEXT), mark(question_mark(q, e->question)));
    put(y, r.x + 3, r.w - 3, here && q->mode == MODE_OUTLINE ? attr | A_REVERSE : attr,
        cut_end(q->arena, ask, r.w - 3));
}

void outline_draw(const struct questions *q, const struct ui *ui, struct rect r, int *cursor_y,
                  int *cursor_x)
{
    const struct outline *o = &q->outline;
    struct progress done = progress_of(q->work, ui->stage);
    struct arena *a = ui->tongue.arena;

    for (int i = 0; i < r.h - 2 && o->list.top + i < o->list.n; i++) {
        const struct outline_entry *e = &o->entry[o->list.top + i];
        bool here = o->list.top + i == o->list.cur && (q->mode == MODE_OUTLINE || q->question >= 0);
        if (e->criterion >= 0) {
            criterion_draw(q, e, r.y + i, r, here);
        } else {
            question_draw(q, e, r.y + i, r, here);
        }
    }
    put(r.y + r.h - 1, r.x + 1, r.w - 1, role_attr(ROLE_DIM),
        arena_printf(a, _("%d of %d answered"), done.answered, done.asked));
    *cursor_y = r.y + o->list.cur - o->list.top;
    *cursor_x = r.x + (o->list.n > 0 && o->entry[o->list.cur].criterion < 0 ? 3 : 1);
}
