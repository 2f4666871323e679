/* All answers as the answers CSV, or as JSON: what `import` reads. */
#include <string.h>
#include "model/csv.h"
#include "model/inside.h"
#include "model/put_json.h"
#include "model/store.h"

struct writing {
    struct campaign *c;
    unsigned flags;
    struct buf *out, left_out;
    const struct listed *subject;
    struct err *err;
    bool ok;
    int64_t done, of; /* subjects */
};

static void leave_out(struct writing *w, const struct stored_answer *s)
{
    const struct listed *at = w->subject;
    if (w->left_out.n > 0)
        buf_addc(&w->left_out, '\n');
    const char *slash = at->service[0] ? "/" : "";
    if (s->conflict)
        buf_printf(&w->left_out, _("%s%s%s %s: left out, two different answers stand"), at->body,
                   slash, at->service, s->question->id);
    else
        buf_printf(&w->left_out, _("%s%s%s %s: left out, the rubric takes this answer no longer"),
                   at->body, slash, at->service, s->question->id);
}

/* Only texts are guarded: a number that a spreadsheet reads as one stays a number. */
static bool is_text(const struct question *q, const char *value)
{
    enum qtype_id type = q->type->id;
    num ignored;
    return !((type == Q_NUMBER || type == Q_SCALE) && num_parse(value, &ignored));
}

static void csv_row(struct writing *w, const struct stored_answer *s)
{
    bool guard = (w->flags & ANSWERS_SPREADSHEET) != 0;
    const char *value = s->value ? s->value : "";
    const char *cells[] = {w->subject->body,       w->subject->service, s->question->id,   value,
                           s->note ? s->note : "", s->by ? s->by : "",  s->at ? s->at : ""};
    int n = w->flags & ANSWERS_WHO ? 7 : 5;
    for (int i = 0; i < n; i++) {
        if (i > 0)
            buf_addc(w->out, ',');
        csv_cell(w->out, cells[i], guard && (i != 3 || is_text(s->question, value)));
    }
    buf_addc(w->out, '\n');
}

static void json_row(struct writing *w, const struct stored_answer *s)
{
    struct buf *b = w->out;
    put_open(b, '{');
    put_text(b, "body", w->subject->body);
    put_text(b, "service", w->subject->service[0] ? w->subject->service : NULL);
    put_text(b, "question", s->question->id);
    put_text(b, "value", s->value);
    put_text(b, "note", s->note);
    if (w->flags & ANSWERS_WHO) {
        put_text(b, "by", s->by);
        put_text(b, "at", s->at);
    }
    put_close(b, '}');
}

static bool one_answer(void *arg, const struct stored_answer *s)
{
    struct writing *w = arg;
    if (s->conflict || s->unfit)
        leave_out(w, s);
    else if ((s->value || s->note) && (w->flags & ANSWERS_JSON))
        json_row(w, s);
    else if (s->value || s->note)
        csv_row(w, s);
    return true;
}

static bool one_subject(void *arg, const struct listed *subject)
{
    struct writing *w = arg;
    w->subject = subject;
    if (!progress_step(_("Writing answers"), w->done++, w->of, w->err)) {
        w->ok = false;
        return false;
    }
    w->ok = store_each_answer(w->c, 0, subject->body, subject->service, one_answer, w, w->err);
    return w->ok;
}

bool answers_write(struct campaign *c, const char *body, const char *service, unsigned flags,
                   struct buf *out, char **left_out, struct err *err)
{
    struct writing w = {.c = c, .flags = flags, .out = out, .err = err, .ok = true};
    if (!body)
        w.of = store_subjects(c, 0, NULL);
    *left_out = NULL;
    if (body && !store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (body && service && service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    if (flags & ANSWERS_JSON)
        put_open(out, '[');
    else
        buf_printf(out, "body,service,question,value,note%s\n",
                   flags & ANSWERS_WHO ? ",by,at" : "");
    bool ok = store_each_subject(c, 0, body, service, one_subject, &w, err) && w.ok;
    if (ok && (flags & ANSWERS_JSON)) {
        put_close(out, ']');
        buf_addc(out, '\n');
    }
    if (ok)
        *left_out = w.left_out.s;
    else
        buf_free(&w.left_out);
    return ok;
}
