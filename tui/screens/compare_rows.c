/* Which bodies are compared, and the rows of their table. */
#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "tui/busy.h"
#include "tui/screens/compare.h"

/* ---- which bodies ---- */

static bool has(const char *const *codes, int n, const char *code)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static bool add(struct ui *ui, const char **codes, int *n, const char *code, struct arena *a)
{
    struct row row;

    if (*code && !has(codes, *n, code) && row_get(ui->campaign, 0, code, "", -1, &row, a)) {
        codes[(*n)++] = arena_dup(a, code);
        return true;
    }
    return false;
}

/* The bodies with the most services that are begun; without those, the largest. */
static void add_largest(const struct national *all, const char **codes, int *n, int most,
                        struct arena *a)
{
    while (*n < most && *n < all->nbodies) {
        const struct national_body *best = NULL;
        for (int i = 0; i < all->nbodies; i++) {
            const struct national_body *b = &all->bodies[i];
            bool better =
                !best || (b->answered > 0) > (best->answered > 0) ||
                ((b->answered > 0) == (best->answered > 0) && b->nservices > best->nservices);
            if (better && !has(codes, *n, b->code)) {
                best = b;
            }
        }
        if (!best) {
            break;
        }
        codes[(*n)++] = arena_dup(a, best->code);
    }
}

int compare_codes(const struct compare_screen *s, struct ui *ui, const char ***codes,
                  struct arena *a)
{
    const struct marked *marked = &ui->bodies_marked;
    int n = 0;

    *codes = arena_alloc(a, COMPARE_MOST * sizeof **codes);
    for (int i = 0; i < marked->n && n < COMPARE_MOST; i++) {
        add(ui, *codes, &n, marked->code[i], a);
    }
    if (n == 0) {
        add(ui, *codes, &n, s->from, a);
        add_largest(&s->all, *codes, &n, COMPARE_CHOSEN, a);
    }
    return n;
}

void compare_read_all(struct compare_screen *s, struct ui *ui)
{
    struct err err = {0};
    const char **codes;

    arena_reset(s->kept);
    free(s->fault);
    s->fault = NULL;
    s->changes = campaign_changes(ui->campaign);
    busy_begin(false);
    s->read = national_read(ui->campaign, 0, &s->all, s->kept, &err);
    if (s->read) {
        int n = compare_codes(s, ui, &codes, s->kept);
        s->read = compare_read(ui->campaign, 0, codes, n, &s->x, s->kept, &err);
    }
    bool off = progress_broken_off(NULL);
    busy_end();
    if (!s->read) {
        s->x.n = 0;
        s->fault = mem_dup(off ? _("Counting was broken off: opening Compare again begins anew.")
                               : err_text(&err));
    }
    s->column = s->column > s->x.n ? s->x.n : s->column;
    s->order_column = s->order_column > s->x.n ? s->x.n : s->order_column;
    err_clear(&err);
}

/* ---- rows ---- */

static struct compare_line *add_line(struct compare_screen *s, enum compare_kind kind, int index,
                                     const char *title)
{
    struct compare_line *line = &s->line[s->list.n++];
    *line = (struct compare_line){.kind = kind, .index = index, .title = title};
    return line;
}

static void add_criteria(struct compare_screen *s, const struct block *b, bool own)
{
    for (int i = 0; b && i < b->ncriteria; i++) {
        const struct criterion *c = &b->criteria[i];
        if (c->parent < 0) {
            add_line(s, COMPARE_CRITERION, i, text_in(&c->title, s->tongue.language))->own = own;
        }
    }
}

static void add_services(struct compare_screen *s)
{
    const struct rubric *r = s->x.rubric;

    add_line(s, COMPARE_BLANK, 0, "");
    add_line(s, COMPARE_HEAD, 0, C_("column", "Services"));
    for (int i = r->nratings - 1; i >= 0; i--) {
        add_line(s, COMPARE_AT_RATING, i, say_rating(&s->tongue, i));
    }
    for (int i = 0; r->service && i < r->service->nunrated; i++) {
        add_line(s, COMPARE_UNRATED, i,
                 say_unrated(&s->tongue, r->service, r->service->unrated[i].id));
    }
    add_line(s, COMPARE_UNFINISHED, 0, _("Not finished"));
    add_line(s, COMPARE_STOPPED, 0, _("Stopped"));
}

static void add_questions(struct compare_screen *s)
{
    struct compare_row *row;
    int column = s->order_column < s->x.n ? s->order_column : -1;
    int n = compare_rows(&s->x, &s->all, s->order, column, &row, s->arena);

    add_line(s, COMPARE_BLANK, 0, "");
    add_line(s, COMPARE_HEAD, 0, say_compare_order(&s->x, s->order, column, s->arena));
    for (int i = 0; i < n; i++) {
        const struct block *b = row[i].own ? s->x.rubric->body : s->x.rubric->service;
        if (!b) {
            continue;
        }
        const struct question *q = &b->questions[row[i].question];
        add_line(s, COMPARE_QUESTION, q->index, question_ask(q, s->tongue.language))->own =
            row[i].own;
    }
}

void compare_lines_make(struct compare_screen *s)
{
    const struct rubric *r = s->x.rubric;
    size_t room = 16;

    s->list.n = 0;
    if (!s->read) {
        return;
    }
    room += (size_t)r->nratings;
    for (int own = 0; own < 2; own++) {
        const struct block *b = own ? r->body : r->service;
        room += b ? (size_t)(b->nquestions + b->ncriteria + b->nunrated) : 0;
    }
    s->line = arena_alloc(s->arena, room * sizeof *s->line);
    add_line(s, COMPARE_RATING, 0, _("Rating"));
    add_line(s, COMPARE_PROPOSALS, 0, _("Proposals"));
    add_criteria(s, r->service, false);
    add_criteria(s, r->body, true);
    add_services(s);
    add_questions(s);
}
