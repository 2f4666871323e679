#include "tui/report_words.h"

#include "forms/text.h"

static const char *report_title_of(const struct report_id *id, int language)
{
    const char *title = id->title ? text_in(id->title, language) : NULL;
    if (title) {
        return title;
    }
    return id->title ? id->id : _("without a score");
}

const char *report_table_title(int table)
{
    return table ? _("How the services are provided") : _("How electronic the services are");
}

/* ---- rows ---- */

struct telling {
    const struct report *r;
    int language;
    struct arena *a;
    struct report_line *line;
    int n;
};

static struct report_line *add(struct telling *t, int table, enum report_figure figure, int index,
                               const char *title)
{
    struct report_line *l = &t->line[t->n++];
    *l = (struct report_line){.table = table, .figure = figure, .index = index, .title = title};
    l->within = figure == REPORT_RATEABLE || figure == REPORT_UNRATED || figure == REPORT_STOPPED;
    l->share = figure == REPORT_OF_LISTED || figure == REPORT_OF_EVALUATED ||
               figure == REPORT_RATING_SHARE || figure == REPORT_BEST_SHARE;
    return l;
}

static void first_table(struct telling *t)
{
    const struct report *r = t->r;
    const char *rateable = text_in(r->rateable_title, t->language);

    add(t, 0, REPORT_BODIES, 0, _("Bodies evaluated"));
    add(t, 0, REPORT_SERVICES, 0, C_("column", "Services"));
    add(t, 0, REPORT_RATEABLE, 0, rateable);
    for (int i = 0; i < r->nunrated; i++) {
        add(t, 0, REPORT_UNRATED, i, report_title_of(&r->unrated[i], t->language));
    }
    add(t, 0, REPORT_STOPPED, 0, _("Stopped"));
    add(t, 0, REPORT_OF_LISTED, 0, arena_printf(t->a, _("%s, %% of listed"), rateable));
    add(t, 0, REPORT_OF_EVALUATED, 0, arena_printf(t->a, _("%s, %% of evaluated"), rateable));
}

static void second_table(struct telling *t)
{
    const struct report *r = t->r;

    for (int i = 0; i < r->nratings; i++) {
        add(t, 1, REPORT_RATING, i, report_title_of(&r->rating[i], t->language));
    }
    add(t, 1, REPORT_INCOMPLETE, 0, _("Not finished"));
    for (int i = 0; i < r->nratings; i++) {
        add(t, 1, REPORT_RATING_SHARE, i,
            arena_printf(t->a, "%s, %%", report_title_of(&r->rating[i], t->language)));
    }
    if (r->nratings > 2) {
        add(t, 1, REPORT_BEST_SHARE, r->nratings - 1,
            arena_printf(t->a, _("%s or %s, %%"),
                         report_title_of(&r->rating[r->nratings - 2], t->language),
                         report_title_of(&r->rating[r->nratings - 1], t->language)));
    }
}

struct report_line *report_lines(const struct report *r, int language, int *n, struct arena *a)
{
    struct telling t = {.r = r, .language = language, .a = a};
    size_t room = 8 + (size_t)r->nunrated + 2 * (size_t)r->nratings;

    t.line = arena_alloc(a, room * sizeof *t.line);
    first_table(&t);
    second_table(&t);
    *n = t.n;
    return t.line;
}

/* ---- cells ---- */

static const char *share(int64_t part, int64_t whole, struct arena *a)
{
    const char *text = report_share(part, whole, a);
    return text ? text : "–";
}

static int64_t count_of(const struct report_line *l, const struct report_column *col)
{
    switch (l->figure) {
    case REPORT_BODIES:
        return col->bodies;
    case REPORT_SERVICES:
        return col->services;
    case REPORT_RATEABLE:
        return col->rateable;
    case REPORT_UNRATED:
        return col->unrated[l->index];
    case REPORT_STOPPED:
        return col->stopped;
    case REPORT_RATING:
        return col->rating[l->index];
    default:
        return col->incomplete;
    }
}

const char *report_cell(const struct report_line *l, const struct report_column *col,
                        struct arena *a)
{
    switch (l->figure) {
    case REPORT_OF_LISTED:
        return share(col->rateable, col->services, a);
    case REPORT_OF_EVALUATED:
        return share(col->rateable, col->services - col->stopped, a);
    case REPORT_RATING_SHARE:
        return share(col->rating[l->index], col->rateable, a);
    case REPORT_BEST_SHARE:
        return share(col->rating[l->index] + col->rating[l->index - 1], col->rateable, a);
    default:
        return arena_printf(a, "%lld", (long long)count_of(l, col));
    }
}

bool report_unfinished(const struct report_line *l, const struct report_column *col)
{
    return l->share && col->incomplete > 0;
}

/* ---- where they come from ---- */

static void answers_of(const struct report_column *col, struct buf *out)
{
    buf_printf(
        out, ngettext("%s: from %lld answer", "%s: from %lld answers", (unsigned long)col->answers),
        col->campaign, (long long)col->answers);
    if (col->incomplete > 0) {
        buf_printf(out,
                   ngettext("; %lld service is not finished, its shares are as they stand",
                            "; %lld services are not finished, its shares are as they stand",
                            (unsigned long)col->incomplete),
                   (long long)col->incomplete);
    }
    buf_addc(out, '\n');
}

void report_sources(const struct report *r, struct buf *out)
{
    struct buf published = {0};

    for (int i = 0; i < r->ncolumns; i++) {
        const struct report_column *col = &r->column[i];
        if (col->published) {
            buf_printf(&published, "%s%s", published.n ? ", " : "", col->campaign);
        } else {
            answers_of(col, out);
        }
    }
    if (published.s) {
        buf_printf(out, _("%s: published totals\n"), published.s);
    }
    buf_free(&published);
}

/* ---- the campaign as a whole ---- */

const char *say_percent(num share, struct arena *a)
{
    const char *text = num_fixed(a, num_mul(a, share, num_int(100)), 1);
    return text ? text : "–";
}

const char *say_tells(enum tells tells)
{
    static const char *const words[TELLS_WORDS] = {
        [TELLS_APART] = NULL,
        [TELLS_FULL] = N_("full everywhere"),
        [TELLS_EMPTY] = N_("nothing earned anywhere"),
        [TELLS_NA] = N_("mostly not applicable"),
    };
    return words[tells] ? text_translated(words[tells]) : "";
}

struct row national_row(const struct national_body *b)
{
    return (struct row){.body = b->code,
                        .service = "",
                        .name = b->name,
                        .short_name = b->short_name,
                        .state = b->state,
                        .unrated = b->unrated,
                        .score = b->score,
                        .low = b->low,
                        .high = b->high,
                        .rating = b->rating_computed,
                        .final_rating = b->by_hand ? b->rating : -1,
                        .rating_low = b->rating_low,
                        .rating_high = b->rating_high,
                        .held = -1};
}

const char *say_compare_order(const struct compare *x, enum compare_order order, int column,
                              struct arena *a)
{
    switch (order) {
    case COMPARE_WORST:
        return _("Questions, the worst first");
    case COMPARE_DIFFERENT:
        return _("Questions, the largest difference first");
    case COMPARE_COLUMN:
        return arena_printf(a, _("Questions, the worst of %s first"),
                            column >= 0 ? x->body[column].of.code : _("all"));
    default:
        return _("Questions, share of the points earned");
    }
}
