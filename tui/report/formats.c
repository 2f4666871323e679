#include <string.h>
#include "forms/text.h"
#include "model/scorecard_json.h"
#include "tui/report/build.h"
#include "tui/report/render.h"

const struct report_kind report_kinds[REPORT_FORMATS] = {
    [REPORT_TEXT] = {"text", ".txt", N_("plain text"), false},
    [REPORT_CSV] = {"csv", ".csv", N_("a table for spreadsheets"), false},
    [REPORT_JSON] = {"json", ".json", N_("all figures, for programs"), false},
    [REPORT_HTML] = {"html", ".html", N_("a page to read and print"), false},
    [REPORT_XLSX] = {"xlsx", ".xlsx", N_("a workbook of tables"), true},
};

enum report_format report_format_of(const char *name)
{
    int i = 0;
    while (i < REPORT_FORMATS && strcmp(report_kinds[i].name, name) != 0) {
        i++;
    }
    return (enum report_format)i;
}

const char *report_name(struct campaign *c, int which, const struct report_view *view,
                        enum report_format format, struct arena *a)
{
    static const char *const kinds[] = {"", "-compare", "-trends"};
    const char *body = view->body, *kind = kinds[view->kind];
    char *whole =
        arena_printf(a, "%s%s%s", campaign_name(c, which), body ? "-" : "", body ? body : "");

    for (char *s = whole; *s; s++) {
        *s = (unsigned char)*s < ' ' || *s == 0x7f || *s == '/' || (*s == '.' && s == whole) ? '_'
                                                                                             : *s;
    }
    size_t n = 0; /* a file's name has at most 255 bytes */
    while (n < 200 && whole[n]) {
        n = next_grapheme(whole, n);
    }
    return arena_printf(a, "%.*s%s%s", (int)(n < 220 ? n : 200), whole, kind,
                        report_kinds[format].ending);
}

/* ---- writing ---- */

static bool render(const struct building *b, enum report_format format, struct buf *out)
{
    if (format == REPORT_HTML) {
        doc_html(b->d, out);
    } else if (format == REPORT_XLSX) {
        return doc_xlsx(b->d, out, b->err);
    } else {
        doc_text(b->d, out);
    }
    return true;
}

static bool write_compare(struct building *b, const struct report_view *view,
                          enum report_format format, struct buf *out)
{
    struct compared x;

    if (!compared_read(b, view, &x)) {
        return false;
    }
    if (format == REPORT_JSON) {
        compare_json(&x.x, view->questions ? &x.all : NULL, out);
        return true;
    }
    if (format == REPORT_CSV) {
        compared_csv(b, &x, out);
        return true;
    }
    build_compared(b, &x);
    return render(b, format, out);
}

static bool write_trends(struct building *b, const struct report_view *view,
                         enum report_format format, struct buf *out)
{
    struct followed x;

    if (!followed_read(b, view, &x)) {
        return false;
    }
    if (format == REPORT_JSON) {
        followed_json(b, &x, out);
        return true;
    }
    followed_sort(&x);
    if (format == REPORT_CSV) {
        followed_csv(b, &x, out);
        return true;
    }
    build_followed(b, &x);
    return render(b, format, out);
}

static bool write_campaign(struct building *b, enum report_format format, struct buf *out)
{
    struct report r;

    if (format != REPORT_CSV && format != REPORT_JSON) {
        return build_campaign(b) && render(b, format, out);
    }
    if (!report_read(b->c, b->which, &r, b->t.arena, b->err)) {
        return false;
    }
    if (format == REPORT_CSV) {
        report_csv(&r, out);
    } else {
        report_json(&r, out, b->t.arena);
    }
    return true;
}

static bool write_body(struct building *b, const char *body, enum report_format format,
                       struct buf *out)
{
    bool ok = true;

    b->as_of = report_as_of(b->c, b->which, body, b->t.arena);
    if (format == REPORT_JSON) { /* texts in the default language, as in score --json */
        b->t.language = 0;
    }
    if (!scorecard_read(b->c, b->which, body, b->t.language, b->as_of ? b->as_of : "1970-01-01",
                        &b->body, b->t.arena, b->err)) {
        return false;
    }
    if (format == REPORT_CSV) {
        build_csv(b, out);
    } else if (format == REPORT_JSON) {
        scorecard_json(b->c, b->which, &b->body, b->as_of, out);
    } else {
        build_body(b);
        ok = render(b, format, out);
    }
    scorecard_free(&b->body);
    return ok;
}

static bool write_view(struct building *b, const struct report_view *view,
                       enum report_format format, struct buf *out)
{
    switch (view->kind) {
    case VIEW_COMPARE:
        return write_compare(b, view, format, out);
    case VIEW_TRENDS:
        return write_trends(b, view, format, out);
    default:
        return view->body ? write_body(b, view->body, format, out) : write_campaign(b, format, out);
    }
}

bool report_write(struct campaign *c, int which, const struct report_view *view,
                  enum report_format format, int language, struct buf *out, struct err *err)
{
    struct arena *a = arena_new();
    struct building b = {
        .c = c,
        .which = which,
        .t = {.rubric = campaign_rubric(c, which), .language = language, .arena = a},
        .err = err,
    };
    bool ok = b.t.rubric != NULL;

    campaign_pin(c);
    if (ok) {
        ok = write_view(&b, view, format, out);
    } else {
        err_set(err, DAMAGED, _("%s: the rubric of the campaign can't be read"), campaign_path(c));
    }
    campaign_unpin(c);
    arena_free(&a);
    return ok;
}
