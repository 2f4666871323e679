/* Remarks: written, answered, settled. */
#include "model/remark.h"

#include <string.h>
#include "model/change.h"

static bool text_fits(const char *text, struct err *err)
{
    const char *why = NULL;
    struct arena *a = arena_new();
    bool fits = text && text[strspn(text, " \t\n")] != '\0';
    if (!fits)
        err_set(err, REFUSED, _("A remark needs a text"));
    else if (!answer_characters(text, a, &why))
        err_set(err, REFUSED, _("The remark: %s"), why);
    arena_free(&a);
    return fits && !why;
}

/* Is there such a body, service and question? *id gets the question's present id. */
static bool place_there(struct campaign *c, const char *body, const char *service,
                        const char *question, const char **id, struct err *err)
{
    const struct catalogue *k = c->eras[0].catalogue;
    enum block_kind kind = service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    *id = question ? rubric_current_id(k->rubric, question) : NULL;
    if (!store_has(c, 0, body, ""))
        return store_unknown_body(c, 0, body, err);
    if (service[0] && !store_has(c, 0, body, service))
        return store_unknown_service(c, 0, body, service, err);
    if (question && !catalogue_question(k, kind, *id))
        return store_unknown_question(c, service[0] != '\0', question, err);
    return true;
}

static json_t *text_or_null(const char *s)
{
    return s ? json_string(s) : json_null();
}

bool remark_write(struct campaign *c, const char *body, const char *service, const char *question,
                  const char *text, struct err *err)
{
    char item[RANDOM_SIZE];
    const char *id;
    struct change *t = change_begin(c, err);
    bool ok = t && text_fits(text, err) && place_there(c, body, service, question, &id, err);
    if (ok) {
        random_hex(item);
        struct slot slot = {"remark", body, service, item, ""};
        json_t *payload = json_object();
        json_object_set_new(payload, "question", text_or_null(id));
        json_object_set_new(payload, "text", json_string(text));
        json_object_set_new(payload, "state", json_string("open"));
        json_object_set_new(payload, "answer", json_null());
        ok = change_put(t, &slot, payload);
    }
    return (t ? change_end(&t, ok, err) : false) && ok;
}
