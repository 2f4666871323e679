/* Own findings: what somebody notes beside the answers. */
#include <string.h>
#include "model/change.h"
#include "model/proposals_inside.h"
#include "model/store.h"

static bool part_fits(const char *what, const char *text, struct arena *a, struct err *err)
{
    const char *why = NULL;
    bool fits = !text || answer_characters(text, a, &why);
    if (!fits)
        err_set(err, REFUSED, "%s: %s", what, why);
    return fits;
}

static bool finding_fits(const struct finding *f, struct arena *a, struct err *err)
{
    if (f->kind == PROPOSAL_RAISED || f->kind >= PROPOSAL_KINDS) {
        err_set(err, REFUSED, _("A finding is a deficiency, an observation or a good practice"));
        return false;
    }
    if (text_blank(f->deficiency)) {
        err_set(err, REFUSED, _("A finding needs a text: what was found"));
        return false;
    }
    return part_fits(_("The finding"), f->deficiency, a, err) &&
           part_fits(_("The proposal"), f->proposal, a, err) &&
           part_fits(_("The basis"), f->basis, a, err);
}

static const char *or_null(const char *text)
{
    return text_blank(text) ? NULL : text;
}

static json_t *payload_of(const struct rubric *r, const struct finding *f)
{
    bool graded =
        f->kind == PROPOSAL_DEFICIENCY && f->severity >= 0 && f->severity < r->nseverities;
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string(proposal_kind_id(f->kind)));
    json_object_set_new(o, "deficiency", json_text(f->deficiency));
    json_object_set_new(o, "proposal", json_text(or_null(f->proposal)));
    json_object_set_new(o, "basis", json_text(or_null(f->basis)));
    json_object_set_new(o, "severity", json_text(graded ? r->severities[f->severity] : NULL));
    return o;
}

static bool put(struct proposal_change *w, const char *service, const char *key, json_t *payload)
{
    struct slot slot = {"finding", w->b->code, service, key, ""};
    return change_put(w->t, &slot, payload);
}

struct finding finding_of(const struct proposal_change *w)
{
    const struct proposal_item *x = w->x;
    return (struct finding){.kind = x->kind,
                            .service = x->nservices > 0 ? w->b->services[x->services[0]].code : "",
                            .deficiency = x->deficiency,
                            .proposal = x->proposal,
                            .basis = x->basis,
                            .severity = x->severity};
}

static bool finding_put(struct proposal_change *w, const char *key, const struct finding *f,
                        struct err *err)
{
    const struct rubric *r = w->b->rubric;
    return finding_fits(f, w->a, err) && put(w, f->service, key, payload_of(r, f));
}

bool finding_add(struct campaign *c, const char *body, const struct finding *f, char *key,
                 struct err *err)
{
    struct proposal_change w;
    char item[RANDOM_SIZE];
    bool ok = proposal_change_begin(&w, c, body, NULL, true, err) &&
              (!f->service[0] || store_has(c, 0, body, f->service) ||
               store_unknown_service(c, 0, body, f->service, err));
    random_hex(item);
    ok = proposal_change_end(&w, ok && finding_put(&w, item, f, err), err);
    snprintf(key, RANDOM_SIZE, "%s", ok ? item : "");
    return ok;
}

/* Is the item a finding? */
static bool begin(struct proposal_change *w, struct campaign *c, const char *body, const char *key,
                  struct err *err)
{
    if (!proposal_change_begin(w, c, body, key, true, err))
        return false;
    bool is = w->x->kind != PROPOSAL_RAISED;
    if (!is)
        err_set(err, REFUSED,
                _("%s is raised by answers, it is no finding: it goes with the answer"), w->x->key);
    return is;
}

enum written finding_change_to(struct proposal_change *w, const struct finding *f, struct err *err)
{
    struct finding now = finding_of(w), then = *f;
    then.service = now.service;
    json_t *a = payload_of(w->b->rubric, &now), *b = payload_of(w->b->rubric, &then);
    bool same = json_equal(a, b) != 0;
    json_decref(a);
    json_decref(b);
    if (same)
        return WRITE_SAME;
    return finding_put(w, w->x->key, &then, err) ? WRITE_DONE : WRITE_REFUSED;
}

bool finding_change(struct campaign *c, const char *body, const char *key, const struct finding *f,
                    struct err *err)
{
    struct proposal_change w;
    enum written done =
        begin(&w, c, body, key, err) ? finding_change_to(&w, f, err) : WRITE_REFUSED;
    if (done == WRITE_SAME)
        err_set(err, REFUSED, _("It stands so already"));
    return proposal_change_end(&w, done == WRITE_DONE, err);
}

bool finding_withdraw(struct campaign *c, const char *body, const char *key, struct err *err)
{
    struct proposal_change w;
    bool ok = begin(&w, c, body, key, err);
    if (ok) {
        struct finding f = finding_of(&w);
        json_t *payload = payload_of(w.b->rubric, &f);
        json_object_set_new(payload, "withdrawn", json_true());
        ok = put(&w, f.service, w.x->key, payload);
    }
    return proposal_change_end(&w, ok, err);
}
