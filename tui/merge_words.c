#include "tui/merge_words.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/when.h"

struct lines {
    const struct tongue *t;
    struct merge_line *list;
    int n;
    size_t room;
};

static void add(struct lines *l, int indent, enum role role, const char *text)
{
    if (!l->list || (size_t)l->n == l->room) {
        l->list = mem_grow(l->list, l->room = 2 * l->room + 64, sizeof *l->list);
    }
    l->list[l->n++] =
        (struct merge_line){.text = text, .role = role, .indent = indent, .source = -1};
}

static void add_blank(struct lines *l)
{
    if (l->n > 0) {
        add(l, 0, ROLE_TEXT, "");
    }
}

/* "one, two": adds what there is any of. */
static const char *joined(struct arena *a, const char *so_far, const char *more)
{
    return *so_far ? arena_printf(a, "%s, %s", so_far, more) : more;
}

/* ---- files ---- */

static const char *period(struct arena *a, const struct merge_source *s)
{
    const char *from = when_local(a, s->from, "%Y-%m-%d %H:%M");
    const char *to = when_local(a, s->to, "%Y-%m-%d %H:%M");
    return strcmp(from, to) == 0 ? from : arena_printf(a, "%s – %s", from, to);
}

static const char *names(struct arena *a, const struct merge_source *s)
{
    const char *all = "";
    for (int i = 0; i < s->nby; i++) {
        all = joined(a, all, s->by[i]);
    }
    return all;
}

static void add_source(struct lines *l, const struct merge_source *s, int i, bool whole_path)
{
    struct arena *a = l->t->arena;
    const char *slash = strrchr(s->path, '/');
    const char *name = whole_path || !slash ? s->path : slash + 1;

    if (s->refused) {
        add(l, 0, ROLE_WARNING, arena_printf(a, C_("file", "%s: left out"), name));
        l->list[l->n - 1].source = i;
        add(l, 1, ROLE_WARNING, s->refused);
        return;
    }
    add(l, 0, ROLE_TEXT,
        arena_printf(a, _("%s: %lld events, %lld of them new; new stored files: %d"), name,
                     (long long)s->events, (long long)s->fresh, s->files));
    l->list[l->n - 1].source = i;
    if (s->fresh > 0 && s->from && s->to) {
        add(l, 1, ROLE_DIM, arena_printf(a, "%s · %s", names(a, s), period(a, s)));
    }
}

/* ---- people ---- */

static const char *work_of(const struct lines *l, const struct merge_person *p)
{
    struct arena *a = l->t->arena;
    const struct {
        int64_t n;
        const char *words;
    } parts[] = {
        {p->answers, ngettext("%lld answer", "%lld answers", (unsigned long)p->answers)},
        {p->files, ngettext("%lld file", "%lld files", (unsigned long)p->files)},
        {p->proposals, ngettext("%lld entry about proposals", "%lld entries about proposals",
                                (unsigned long)p->proposals)},
        {p->remarks, ngettext("%lld remark", "%lld remarks", (unsigned long)p->remarks)},
        {p->states, ngettext("%lld state", "%lld states", (unsigned long)p->states)},
    };
    const char *all = "";

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].n > 0) {
            all = joined(a, all, arena_printf(a, parts[i].words, (long long)parts[i].n));
        }
    }
    return all;
}

static void add_people(struct lines *l, const struct merge_report *r)
{
    struct arena *a = l->t->arena;

    add_blank(l);
    for (int i = 0; i < r->npeople; i++) {
        const struct merge_person *p = &r->people[i];
        if (i == 0 || strcmp(p->by, r->people[i - 1].by) != 0) {
            int64_t answers = 0;
            for (int k = i; k < r->npeople && strcmp(p->by, r->people[k].by) == 0; k++) {
                answers += r->people[k].answers;
            }
            add(l, 0, ROLE_TEXT,
                arena_printf(
                    a,
                    ngettext("%s: %lld new answer", "%s: %lld new answers", (unsigned long)answers),
                    p->by, (long long)answers));
        }
        add(l, 1, ROLE_TEXT,
            arena_printf(a, "%s  %s: %s", p->body, p->name ? p->name : _("not in the registry"),
                         work_of(l, p)));
    }
}

/* ---- conflicts, figures ---- */

static const char *place_text(const struct lines *l, const char *body, const char *service)
{
    return arena_printf(l->t->arena, "%s%s%s", body, service[0] ? "/" : "", service);
}

static const char *ask_text(const struct lines *l, const char *service, const char *question)
{
    const struct rubric *r = l->t->rubric;
    const struct block *b = service[0] ? r->service : r->body;
    const struct question *q = b ? block_question(b, rubric_current_id(r, question)) : NULL;
    return q ? question_ask(q, l->t->language) : question;
}

static int conflicts_of(const struct merge_report *r, int i)
{
    int n = 0;
    while (i + n < r->nconflicts && strcmp(r->conflicts[i].body, r->conflicts[i + n].body) == 0) {
        n++;
    }
    return n;
}

static void add_conflicts(struct lines *l, const struct merge_report *r)
{
    struct arena *a = l->t->arena;

    add_blank(l);
    add(l, 0, ROLE_WARNING, arena_printf(a, _("New conflicts: %d"), r->nconflicts));
    for (int i = 0, until = 0; i < r->nconflicts; i++) {
        const struct merge_conflict *c = &r->conflicts[i];
        if (i == until) {
            int n = conflicts_of(r, i);
            until = i + n;
            add(l, 1, ROLE_TEXT, arena_printf(a, "%s: %d", c->body, n));
        }
        add(l, 2, ROLE_TEXT,
            arena_printf(a, "%s  %s  %s", place_text(l, c->body, c->service),
                         c->name ? c->name : "", ask_text(l, c->service, c->question)));
    }
}

static void add_accepted(struct lines *l, const struct merge_report *r)
{
    struct arena *a = l->t->arena;

    add_blank(l);
    add(l, 0, ROLE_WARNING, _("Accepted already, and something of it is another now:"));
    for (int i = 0; i < r->naccepted; i++) {
        add(l, 1, ROLE_TEXT, arena_printf(a, "%s  %s", r->accepted[i].body, r->accepted[i].name));
    }
}

static const char *figure(const struct lines *l, int64_t score, int64_t low, int64_t high,
                          int rating)
{
    const struct tongue *t = l->t;
    const char *text = score != UNITS_NONE ? say_units(t, score) : say_range(t, low, high, "–");

    text = *text ? text : "–";
    /* The rubric may be another after the merge, with fewer ratings. */
    return rating >= 0 && rating < t->rubric->nratings
               ? arena_printf(t->arena, "%s %s", text, say_rating(t, rating))
               : text;
}

static void add_moved(struct lines *l, const struct merge_moved *m)
{
    struct arena *a = l->t->arena;
    const char *before =
        m->added ? _("new")
                 : figure(l, m->score_before, m->low_before, m->high_before, m->rating_before);
    const char *text =
        arena_printf(a, "%s  %s  %s → %s", place_text(l, m->body, m->service), m->name, before,
                     figure(l, m->score, m->low, m->high, m->rating));

    if (m->conflicts != m->conflicts_before) {
        text = arena_printf(a, _("%s, conflicts %d → %d"), text, m->conflicts_before, m->conflicts);
    }
    /* A rating that moves is what a supervisor looks for. */
    add(l, m->service[0] ? 2 : 1,
        !m->added && m->rating != m->rating_before ? ROLE_ACCENT : ROLE_TEXT, text);
}

/* ---- remarks and states ---- */

static const char *remark_state(const char *state)
{
    return strcmp(state, "open") == 0       ? _("remark")
           : strcmp(state, "answered") == 0 ? _("remark answered")
           : strcmp(state, "settled") == 0  ? _("remark settled")
                                            : state;
}

static void add_note(struct lines *l, const struct merge_note *m)
{
    struct arena *a = l->t->arena;
    bool known = m->remark || review_of(m->state) != REVIEWS;
    const char *what = m->remark ? remark_state(m->state) : known ? say_review(m->state) : m->state;
    bool opinion = !m->remark && review_of(m->state) == REVIEW_OPINION_GIVEN;
    const char *said = m->text && *m->text && !opinion
                           ? arena_printf(a, "\"%s\"", text_brief(a, m->text, 200))
                           : NULL;
    /* What is quoted is the remark, not its answer: it stands before who answered or settled it. */
    bool before = said && m->remark && strcmp(m->state, "open") != 0;
    const char *text = arena_printf(a, "%s  %s%s%s · %s · %s", place_text(l, m->body, m->service),
                                    what, before ? ": " : "", before ? said : "", m->by,
                                    when_local(a, m->at, "%m-%d %H:%M"));

    if (m->question) {
        text = arena_printf(a, "%s · %s", text, ask_text(l, m->service, m->question));
    }
    if (said && !before) {
        text = arena_printf(a, "%s: %s", text, said);
    }
    add(l, 1, ROLE_TEXT, text);
}

/* ---- what waits ---- */

static const char *lack_text(const struct lines *l, const struct merge_lack *m)
{
    struct arena *a = l->t->arena;
    if (m->rubric) {
        return arena_printf(a,
                            _("the rubric %.8s… that %s worked with (%lld events): take in the "
                              "file of whoever changed the rubric"),
                            m->rubric, m->by, (long long)m->waiting);
    }
    if (m->from == m->to) {
        return arena_printf(a,
                            _("event %lld of the laptop of %s (%lld after it): take in a newer "
                              "file from there"),
                            (long long)m->from, m->by, (long long)m->waiting);
    }
    return arena_printf(a,
                        _("the events %lld to %lld of the laptop of %s (%lld after them): take in "
                          "a newer file from there"),
                        (long long)m->from, (long long)m->to, m->by, (long long)m->waiting);
}

static void add_waiting(struct lines *l, const struct merge_report *r)
{
    add_blank(l);
    add(l, 0, ROLE_WARNING,
        arena_printf(l->t->arena,
                     ngettext("%lld event counts nowhere until what it rests on comes",
                              "%lld events count nowhere until what they rest on comes",
                              (unsigned long)r->waiting),
                     (long long)r->waiting));
    for (int i = 0; i < r->nlacks; i++) {
        add(l, 1, ROLE_TEXT,
            arena_printf(l->t->arena, _("missing: %s"), lack_text(l, &r->lacks[i])));
    }
}

/* The list came from the heap while it grew; it is the arena's from now on. */
static void free_list(void *list)
{
    free(list);
}

struct merge_line *merge_lines(const struct tongue *t, const struct merge_report *r,
                               bool whole_paths, int *n)
{
    struct lines l = {.t = t};

    for (int i = 0; i < r->nsources; i++) {
        add_source(&l, &r->sources[i], i, whole_paths);
    }
    if (r->npeople > 0) {
        add_people(&l, r);
    }
    if (r->nconflicts > 0) {
        add_conflicts(&l, r);
    }
    if (r->naccepted > 0) {
        add_accepted(&l, r);
    }
    if (r->nmoved > 0) {
        add_blank(&l);
        add(&l, 0, ROLE_TEXT, _("What changes:"));
    }
    for (int i = 0; i < r->nmoved; i++) {
        add_moved(&l, &r->moved[i]);
    }
    if (r->nnotes > 0) {
        add_blank(&l);
        add(&l, 0, ROLE_TEXT, _("New remarks and states:"));
    }
    for (int i = 0; i < r->nnotes; i++) {
        add_note(&l, &r->notes[i]);
    }
    if (r->waiting > 0) {
        add_waiting(&l, r);
    }
    arena_on_free(t->arena, free_list, l.list);
    *n = l.n;
    return l.list;
}
