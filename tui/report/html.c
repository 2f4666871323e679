/* A report as one HTML file that needs nothing beside it. */
#include <string.h>
#include "forms/text.h"
#include "model/data.h"
#include "tui/cli.h"
#include "tui/report/render.h"

struct page {
    const struct doc *d;
    struct buf *out;
    int ids; /* of tables and charts, so far */
};

void html_text(struct buf *out, const char *text)
{
    struct buf shown = {0};

    buf_show(&shown, text, true);
    for (const char *s = shown.s ? shown.s : ""; *s; s++) {
        switch (*s) {
        case '&':
            buf_add(out, "&amp;");
            break;
        case '<':
            buf_add(out, "&lt;");
            break;
        case '>':
            buf_add(out, "&gt;");
            break;
        case '"':
            buf_add(out, "&quot;");
            break;
        case '\'':
            buf_add(out, "&#39;");
            break;
        default:
            buf_addc(out, *s);
        }
    }
    buf_free(&shown);
}

int html_step(int place, int n)
{
    return n > 1 ? place * 4 / (n - 1) : 4;
}

/* A code of a language goes into an attribute: letters, digits and - alone. */
static bool is_code(const char *s)
{
    return s && *s &&
           !s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")];
}

/* Does what the rubric says need its language told? */
static bool foreign(const struct doc *d)
{
    return is_code(d->rubric_language) && strcmp(d->rubric_language, d->language) != 0;
}

/* A text in its voice: of others kept apart from what stands around it, of a rubric in its
 * language.
 */
static void say(const struct page *p, enum voice voice, const char *text)
{
    const char *end = "";

    if (voice == VOICE_OTHERS) {
        buf_add(p->out, "<bdi>");
        end = "</bdi>";
    } else if (voice == VOICE_RUBRIC && foreign(p->d)) {
        buf_printf(p->out, "<span lang=\"%s\">", p->d->rubric_language);
        end = "</span>";
    }
    html_text(p->out, text);
    buf_add(p->out, end);
}

static void say_cell(const struct page *p, const struct cell *c)
{
    const char *words = cell_words(c, p->d->arena);

    if (c->kind == CELL_NONE) {
        buf_add(p->out, "–");
    } else if (c->kind == CELL_DATE) {
        buf_add(p->out, "<time>");
        html_text(p->out, words);
        buf_add(p->out, "</time>");
    } else {
        say(p, c->voice, words);
    }
}

/* ---- facts ---- */

static void fact(const struct page *p, const char *name, enum voice voice, const struct cell *value)
{
    buf_add(p->out, "<div><dt>");
    say(p, voice, name);
    buf_add(p->out, "</dt><dd");
    if (value->level > 0) {
        buf_printf(p->out, " class=\"r l%d\"", html_step(value->level - 1, value->levels));
    }
    buf_addc(p->out, '>');
    say_cell(p, value);
    buf_add(p->out, "</dd></div>\n");
}

static void facts(const struct page *p, const struct doc_fact *f)
{
    buf_add(p->out, "<dl>\n");
    for (; f; f = f->next) {
        fact(p, f->name, VOICE_PROGRAM, &f->value);
    }
    buf_add(p->out, "</dl>\n");
}

/* ---- tables ---- */

static const char *class_of(enum column_kind kind)
{
    return kind == COLUMN_NUMBER || kind == COLUMN_RANGE ? " class=\"n\""
           : kind == COLUMN_DATE                         ? " class=\"d\""
                                                         : "";
}

static void table_head(const struct page *p, const struct doc_table *t)
{
    buf_add(p->out, "<thead><tr>");
    for (int i = 0; i < t->ncolumns; i++) {
        buf_printf(p->out, "<th scope=\"col\"%s>", class_of(t->column[i].kind));
        say(p, t->column[i].voice, t->column[i].title);
        buf_add(p->out, "</th>");
    }
    buf_add(p->out, "</tr></thead>\n");
}

static void table_row(const struct page *p, const struct doc_table *t, const struct doc_row *r)
{
    buf_add(p->out, "<tr><th scope=\"row\"");
    if (r->level > 0) {
        buf_printf(p->out, " class=\"in%s\"", r->level > 1 ? "2" : "");
    }
    buf_addc(p->out, '>');
    say_cell(p, &r->cell[0]);
    buf_add(p->out, "</th>");
    for (int i = 1; i < t->ncolumns; i++) {
        const struct cell *c = &r->cell[i];
        if (c->level > 0) {
            buf_printf(p->out, "<td class=\"r l%d\">", html_step(c->level - 1, c->levels));
        } else {
            buf_printf(p->out, "<td%s>", class_of(t->column[i].kind));
        }
        say_cell(p, c);
        buf_add(p->out, "</td>");
    }
    buf_add(p->out, "</tr>\n");
}

/* On a narrow screen it scrolls by itself, by keys too. */
static void table(struct page *p, const struct doc_table *t)
{
    int id = ++p->ids;
    buf_printf(p->out,
               "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"t%d\">\n"
               "<table><caption id=\"t%d\">",
               id, id);
    html_text(p->out, t->title);
    buf_add(p->out, "</caption>\n");
    table_head(p, t);
    buf_add(p->out, "<tbody>\n");
    for (int i = 0; i < t->nrows; i++) {
        table_row(p, t, &t->row[i]);
    }
    buf_add(p->out, "</tbody></table></div>\n");
}

static void entry_text(const struct page *p, const struct doc_column *c, const struct cell *cell)
{
    buf_add(p->out, "<p>");
    if (!c->bare) {
        buf_add(p->out, "<span class=\"of\">");
        say(p, c->voice, c->title);
        buf_add(p->out, ":</span> ");
    }
    say_cell(p, cell);
    buf_add(p->out, "</p>\n");
}

/* Texts by themselves, then short facts one after the other. */
static void entry(const struct page *p, const struct doc_table *t, const struct cell *const *usual,
                  const struct doc_row *r)
{
    int n = 0;
    for (int k = 1; k < t->ncolumns; k++) {
        if (t->column[k].lines && doc_tells(p->d, usual[k], &r->cell[k])) {
            entry_text(p, &t->column[k], &r->cell[k]);
        }
    }
    for (int k = 1; k < t->ncolumns; k++) {
        if (!t->column[k].lines && doc_tells(p->d, usual[k], &r->cell[k])) {
            buf_add(p->out, n++ ? "" : "<dl>\n");
            fact(p, t->column[k].title, t->column[k].voice, &r->cell[k]);
        }
    }
    buf_add(p->out, n ? "</dl>" : "");
}

static void tell_usual(const struct page *p, const struct doc_table *t,
                       const struct cell *const *usual)
{
    int n = 0;
    for (int k = 1; k < t->ncolumns; k++) {
        if (usual[k]) {
            const char *title = t->column[k].title;
            buf_add(p->out, n++ ? "" : "<dl class=\"usual\">\n");
            fact(p, arena_printf(p->d->arena, _("%s, where nothing else is said"), title),
                 t->column[k].voice, usual[k]);
        }
    }
    buf_add(p->out, n ? "</dl>\n" : "");
}

static void entries(const struct page *p, const struct doc_table *t)
{
    const struct cell *const *usual = doc_usual(p->d, t);
    tell_usual(p, t, usual);
    buf_add(p->out, "<ol class=\"entries\">\n");
    for (int i = 0; i < t->nrows; i++) {
        const struct doc_row *r = &t->row[i];
        buf_printf(p->out, "<li><h3>%d. ", i + 1);
        say_cell(p, &r->cell[0]);
        buf_add(p->out, "</h3>\n");
        entry(p, t, usual, r);
        buf_add(p->out, "</li>\n");
    }
    buf_add(p->out, "</ol>\n");
}

/* ---- the page ---- */

static void block(struct page *p, const struct doc_block *b)
{
    switch (b->kind) {
    case DOC_PARAGRAPH:
        buf_add(p->out, "<p>");
        say_cell(p, &b->text);
        buf_add(p->out, "</p>\n");
        break;
    case DOC_FACTS:
        facts(p, b->fact);
        break;
    case DOC_TABLE:
        if (b->table->entries) {
            entries(p, b->table);
        } else {
            table(p, b->table);
        }
        break;
    case DOC_CHART:
        buf_add(p->out, "<figure><figcaption>");
        html_text(p->out, b->chart->title);
        buf_add(p->out, "</figcaption>\n");
        svg_chart(p->d, b->chart, ++p->ids, p->out);
        buf_add(p->out, "</figure>\n");
        break;
    }
}

static void head(const struct page *p)
{
    const struct doc *d = p->d;
    const struct data_file *style = data_find("report/report.css");

    buf_printf(p->out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               /* Whatever slipped into a text: no page that it could fetch from, no script. */
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'; img-src data:\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<meta name=\"generator\" content=\"meyar %s\">\n"
               "<link rel=\"icon\" href=\"data:,\">\n<title>",
               is_code(d->language) ? d->language : "en", MEYAR_VERSION);
    html_text(p->out, d->title);
    if (d->name) {
        buf_add(p->out, " – ");
        html_text(p->out, d->name);
    }
    buf_add(p->out, "</title>\n<style>\n");
    buf_addn(p->out, (const char *)style->bytes, style->size);
    buf_add(p->out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
    html_text(p->out, _("Skip to the content"));
    buf_add(p->out, "</a>\n<header>\n<h1>");
    html_text(p->out, d->title);
    if (d->name) {
        buf_add(p->out, " – ");
        say(p, VOICE_OTHERS, d->name);
    }
    buf_add(p->out, "</h1>\n");
    facts(p, d->about);
    buf_add(p->out, "</header>\n");
}

static void contents(const struct page *p)
{
    int n = 0;

    buf_add(p->out, "<nav aria-label=\"");
    html_text(p->out, _("Contents"));
    buf_add(p->out, "\">\n<ol>\n");
    for (const struct doc_section *s = p->d->first; s; s = s->next) {
        buf_printf(p->out, "<li><a href=\"#s%d\">", ++n);
        html_text(p->out, s->title);
        buf_add(p->out, "</a></li>\n");
    }
    buf_add(p->out, "</ol>\n</nav>\n");
}

void doc_html(const struct doc *d, struct buf *out)
{
    struct page p = {d, out, 0};
    int n = 0;

    head(&p);
    contents(&p);
    buf_add(out, "<main id=\"content\">\n");
    for (const struct doc_section *s = d->first; s; s = s->next) {
        n++;
        buf_printf(out, "<section aria-labelledby=\"s%d\">\n<h2 id=\"s%d\">", n, n);
        html_text(out, s->title);
        buf_add(out, "</h2>\n");
        for (const struct doc_block *b = s->first; b; b = b->next) {
            block(&p, b);
        }
        buf_add(out, "</section>\n");
    }
    buf_add(out, "</main>\n<footer><p>");
    html_text(out, d->foot);
    buf_add(out, "</p></footer>\n</body>\n</html>\n");
}
