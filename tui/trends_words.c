#include "tui/trends_words.h"

#include <string.h>

int language_in(const struct tongue *t, const struct rubric *r)
{
    return r == t->rubric ? t->language : rubric_language(r, t->rubric->languages[t->language]);
}

const char *say_series(const struct tongue *t, const struct series *s, bool bodies)
{
    const char *title = s->title && s->rubric ? text_in(s->title, language_in(t, s->rubric)) : NULL;
    const char *rateable = text_in(&t->rubric->rateable_title, t->language);

    title = title ? title : s->id;
    switch (s->kind) {
    case SERIES_SCORE:
        return bodies ? s->name : _("Score");
    case SERIES_OF_LISTED:
        return arena_printf(t->arena, _("%s, %% of listed"), rateable);
    case SERIES_OF_EVALUATED:
        return arena_printf(t->arena, _("%s, %% of evaluated"), rateable);
    case SERIES_RATING:
        return arena_printf(t->arena, "%s, %%", title);
    default:
        return title;
    }
}

/* Of a body that is not finished what is certain of it. */
static enum mark block_of(const struct trend_point *p, struct arena *a)
{
    if (p->state == POINT_NONE) {
        return MARK_DOT;
    }
    num shown = num_is_none(p->value) ? p->low : p->value;
    int64_t level = num_floor(num_mul(a, shown, num_int(8)));
    return (enum mark)(MARK_BLOCK_1 + (level > 7 ? 7 : level));
}

const char *trend_blocks(const struct trends *t, const struct series *s, struct arena *a)
{
    struct buf b = {0};

    for (int i = 0; i < t->ncolumns; i++) {
        if (t->column[i].broken) {
            buf_add(&b, mark(MARK_BREAK));
        }
        buf_add(&b, mark(block_of(&s->point[i], a)));
    }
    const char *blocks = arena_dup(a, b.s ? b.s : "");
    buf_free(&b);
    return blocks;
}

int trend_blocks_width(const struct trends *t)
{
    int w = t->ncolumns;
    for (int i = 0; i < t->ncolumns; i++) {
        w += t->column[i].broken;
    }
    return w;
}

const char *say_change(struct arena *a, const struct trend_point *p)
{
    if (!p->change_text) {
        return "";
    }
    int sign = num_sign(p->change);
    return sign == 0 ? p->change_text
                     : arena_printf(a, "%s %s", mark(sign > 0 ? MARK_BETTER : MARK_WORSE),
                                    p->change_text);
}

const char *say_break(struct arena *a, const struct trend_column *col)
{
    const char *what = arena_printf(a, _("rubric %s → %s"), col->was, col->now);
    return arena_printf(a, "%s: %s", what,
                        col->comparable ? _("scores stay comparable")
                                        : _("scores can't be compared"));
}

const char *say_break_full(struct arena *a, const struct trends *t, int column)
{
    const struct trend_column *col = &t->column[column];
    return arena_printf(a, "%s → %s: %s", col[-1].campaign, col->campaign, say_break(a, col));
}

const char *say_campaign(struct arena *a, const struct trend_column *col)
{
    return col->published ? arena_printf(a, "%s*", col->campaign) : col->campaign;
}

static bool is_open(const struct trends *t)
{
    for (int s = 0; s < t->nseries; s++) {
        for (int i = 0; i < t->ncolumns; i++) {
            if (t->series[s].point[i].range) {
                return true;
            }
        }
    }
    return false;
}

const char *say_signs(struct arena *a, const struct trends *t)
{
    const char *published =
        t->ncolumns > 0 && t->column[0].published ? _("* from published totals") : "";
    const char *open = is_open(t) ? _("… not finished: as it stands") : "";

    return arena_printf(a, "%s%s%s", published, *published && *open ? " · " : "", open);
}

const char *say_point_rating(const struct tongue *t, const struct trend_column *col,
                             const struct trend_point *p)
{
    const struct rubric *r = col->rubric;
    const struct tongue then = {r, r ? language_in(t, r) : -1, t->arena};

    return r ? say_by_hand(&then, p->final_rating, p->rating) : "";
}
