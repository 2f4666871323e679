/* The answers behind the chosen cell: of the body's services, or of all. */
#include "forms/text.h"
#include "tui/screens/behind.h"
#include "tui/screens/compare.h"

/* What stands there, as a person reads it. */
static const char *answer_words(const struct tongue *t, const struct question *q,
                                const struct compare_answer *it)
{
    const char *value = it->value ? say_value(t, q, it->value) : NULL;

    switch (it->state) {
    case QS_NA:
        return _("not applicable");
    case QS_CANT_TELL:
        return _("can't tell");
    case QS_CONFLICT:
        return _("in conflict");
    default:
        return value ? value : it->state == QS_ANSWERED ? _("computed") : _("not answered");
    }
}

static void add(struct behind_list *l, const struct tongue *t, const struct question *q,
                const struct compare_answer *it)
{
    struct behind_item *item = behind_add(l, it->body, it->service, it->body_name, it->name);
    const char *answer = text_show(l->arena, answer_words(t, q, it), false);
    const char *points = "";

    if (it->counts) {
        points = arena_printf(l->arena, _("%s of %s"), num_short(l->arena, it->earned),
                              num_short(l->arena, it->most));
    }
    item->question = q->index;
    if (*it->service) {
        item->left = it->name;
    }
    item->right = *points ? points : text_brief(l->arena, answer, 20);
    item->about = arena_printf(l->arena, "%s › %s%s%s", it->body_name, answer,
                               *it->service ? " · " : "", *it->service ? it->name : "");
    item->named = arena_printf(l->arena, "%s %s", item->named, answer);
}

bool compare_behind(const struct screen *compare, struct ui *ui, struct behind_list *l,
                    struct err *err)
{
    const struct compare_screen *s = compare->data;
    const struct compare_line *line = compare_chosen(s);
    struct tongue t = ui->tongue;
    struct compare_answer *list;
    int column = compare_column(s), n;

    if (!line || line->kind != COMPARE_QUESTION) {
        return true; /* read anew, and there is no such question any more */
    }
    struct compare_row row = {line->own, line->index};
    const struct block *b = line->own ? s->x.rubric->body : s->x.rubric->service;
    t.arena = l->arena;
    l->title = arena_printf(l->arena, "%s: %s", column < 0 ? _("All") : s->x.body[column].of.code,
                            line->title);
    if (!compare_answers(ui->campaign, 0, column < 0 ? NULL : s->x.body[column].of.code, &row,
                         &list, &n, l->arena, err)) {
        return false;
    }
    for (int i = 0; i < n; i++) {
        add(l, &t, &b->questions[row.question], &list[i]);
        if (column < 0 && *list[i].service) {
            struct behind_item *item = &l->item[l->n - 1];
            item->left = arena_printf(l->arena, "%s › %s", list[i].body, list[i].name);
        }
    }
    return true;
}
