/* A body's states: what stands of the events, and who may bring it where. */
#include "model/review.h"

#include <string.h>
#include "forms/text.h"
#include "model/handin.h"
#include "model/opinion.h"
#include "model/people.h"
#include "model/review_inside.h"

static const char *const ids[REVIEWS] = {
    [REVIEW_UNASSIGNED] = "unassigned",       [REVIEW_SENT_BACK] = "sent_back",
    [REVIEW_REOPENED] = "reopened",           [REVIEW_ASSIGNED] = "assigned",
    [REVIEW_DESK_DONE] = "desk_done",         [REVIEW_VISITED] = "visited",
    [REVIEW_OPINION_GIVEN] = "opinion_given", [REVIEW_HANDED_IN] = "handed_in",
    [REVIEW_ACCEPTED] = "accepted",
};

const char *review_id(enum review state)
{
    return ids[state];
}

enum review review_of(const char *id)
{
    enum review state = REVIEW_UNASSIGNED;
    while (state < REVIEWS && (!id || strcmp(ids[state], id) != 0))
        state++;
    return state;
}

/* ---- reading ---- */

void review_read(struct campaign *c, int which, const char *body, const char *inspector,
                 struct review_state *s, struct arena *a)
{
    *s = (struct review_state){.state = inspector ? REVIEW_ASSIGNED : REVIEW_UNASSIGNED};
    if (which != 0 || c->version < 3)
        return;
    struct query *q = db_query(c->db,
                               "SELECT state, by, at, reason, rating, score, changed FROM review"
                               " WHERE body = ?",
                               "t", body);
    if (query_row(q) && review_of(query_text(q, 0)) != REVIEWS)
        *s = (struct review_state){.state = review_of(query_text(q, 0)),
                                   .by = query_copy(q, 1, a),
                                   .at = query_copy(q, 2, a),
                                   .reason = query_copy(q, 3, a),
                                   .rating = query_copy(q, 4, a),
                                   .score = query_copy(q, 5, a),
                                   .changed = query_int(q, 6) != 0};
    query_done(&q);
}

bool review_get(struct campaign *c, int which, const char *body, struct review_state *s,
                struct arena *a)
{
    db_pin(c->db);
    struct query *q = db_query(c->db,
                               "SELECT inspector FROM subject WHERE camp = ? AND body = ? AND"
                               " service = '' AND pos >= 0",
                               "it", which, body);
    bool found = query_row(q);
    const char *inspector = found ? query_copy(q, 0, a) : NULL;
    query_done(&q);
    review_read(c, which, body, inspector, s, a);
    db_unpin(c->db);
    return found;
}

/* ---- who may ---- */

/* One look by the body's code: an answer in a body that is at work costs no more. */
static enum review lock_of(struct campaign *c, const char *body)
{
    if (c->version < 3)
        return REVIEW_UNASSIGNED;
    return (enum review)db_number(
        c->db, REVIEW_UNASSIGNED,
        "SELECT CASE state WHEN 'accepted' THEN ?2 WHEN 'handed_in' THEN ?3 ELSE ?4 END"
        " FROM review WHERE body = ?1",
        "tiii", body, REVIEW_ACCEPTED, REVIEW_HANDED_IN, REVIEW_UNASSIGNED);
}

static bool shuts(struct campaign *c, const char *body, enum review lock, struct err *err)
{
    struct arena *a = arena_new();
    const char *shown = text_show(a, body, false);
    bool handed_in = lock == REVIEW_HANDED_IN && !people_supervises(c);
    if (lock == REVIEW_ACCEPTED)
        err_set(err, REFUSED,
                _("%s is accepted: a supervisor must re-open it before anything is changed"),
                shown);
    else if (handed_in)
        err_set(err, REFUSED,
                _("%s is handed in: a supervisor must send it back before you change anything"),
                shown);
    arena_free(&a);
    return lock == REVIEW_ACCEPTED || handed_in;
}

bool review_open_for_work(struct campaign *c, const char *body, struct err *err)
{
    enum review lock = lock_of(c, body);
    return lock == REVIEW_UNASSIGNED || !shuts(c, body, lock, err);
}

bool review_open_for_registry(struct campaign *c, const char *body, struct err *err)
{
    enum review lock = lock_of(c, body);
    return lock == REVIEW_UNASSIGNED || people_supervises(c) || !shuts(c, body, lock, err);
}

/* From where an inspector goes on by himself. */
static bool is_at_work(enum review state)
{
    return state != REVIEW_HANDED_IN && state != REVIEW_ACCEPTED;
}

/* Whose body it is, in the arena, where it is somebody else's than who works here; NULL. */
static const char *whose_else(struct campaign *c, const char *body, struct arena *a)
{
    struct query *q = db_query(c->db,
                               "SELECT inspector FROM subject WHERE camp = 0 AND body = ? AND"
                               " service = '' AND inspector <> ?",
                               "tt", body, c->by);
    const char *name = query_row(q) ? query_copy(q, 0, a) : NULL;
    query_done(&q);
    return name;
}

const char *review_why_not(struct campaign *c, const char *body, enum review to, struct arena *a)
{
    struct review_state s;
    const char *other;
    bool boss = people_supervises(c);
    if (!review_get(c, 0, body, &s, a))
        return arena_printf(a, _("There is no body '%s' in the registry"),
                            text_show(a, body, false));
    if (s.state == to && !(to == REVIEW_ACCEPTED && s.changed))
        return _("It is so already");
    if ((review_is_supervisors(to) || to == REVIEW_ASSIGNED) && !boss)
        return _("Only a supervisor does that");
    switch (to) {
    case REVIEW_ASSIGNED:
    case REVIEW_DESK_DONE:
    case REVIEW_VISITED:
    case REVIEW_OPINION_GIVEN:
    case REVIEW_HANDED_IN:
        if (s.state == REVIEW_ACCEPTED)
            return _("It is accepted: a supervisor must re-open it first");
        if (s.state == REVIEW_HANDED_IN)
            return _("It is handed in: a supervisor accepts it or sends it back");
        other = boss ? NULL : whose_else(c, body, a);
        return other ? arena_printf(a, _("It is for %s to say, whose body it is; you are %s"),
                                    text_show(a, other, false), text_show(a, c->by, false))
                     : NULL;
    case REVIEW_SENT_BACK:
        return s.state == REVIEW_HANDED_IN ? NULL : _("Only what is handed in can be sent back");
    case REVIEW_ACCEPTED:
        return is_at_work(s.state) ? _("Only what is handed in can be accepted") : NULL;
    case REVIEW_REOPENED:
        return s.state == REVIEW_ACCEPTED ? NULL : _("Only what is accepted can be re-opened");
    default:
        return _("No one brings a body there");
    }
}

static bool put(struct change *t, const char *body, enum review to, const char *reason,
                int language)
{
    struct arena *a = arena_new();
    struct slot slot = {.kind = "state", .body = body, .service = "", .item = "", .set = ""};
    json_t *payload = json_object();
    char now[21];
    time_utc(time(NULL), now);
    json_object_set_new(payload, "state", json_string(review_id(to)));
    json_object_set_new(payload, "reason", json_text(text_blank(reason) ? NULL : reason));
    if (to == REVIEW_SENT_BACK || to == REVIEW_REOPENED)
        review_add_heads(t->c, body, payload, a);
    if (to == REVIEW_ACCEPTED)
        review_add_seen(t->c, body, payload, a);
    if (to == REVIEW_OPINION_GIVEN)
        opinion_add(t->c, body, language, t->at ? t->at : now, payload, a);
    bool ok = change_put(t, &slot, payload);
    arena_free(&a);
    return ok;
}

bool review_put(struct change *t, const char *body, enum review to, const char *reason)
{
    return put(t, body, to, reason, 0);
}

static bool set(struct campaign *c, const char *body, enum review to, const char *reason,
                int language, struct err *err)
{
    struct arena *a = arena_new();
    struct change *t = change_begin(c, err);
    bool ok = t && (store_has(c, 0, body, "") || store_unknown_body(c, 0, body, err));
    const char *why = ok ? review_why_not(c, body, to, a) : NULL;
    if (!why && ok && to == REVIEW_REOPENED && text_blank(reason))
        why = _("Re-opening needs its reason");
    if (!why && ok && to == REVIEW_HANDED_IN && text_blank(reason))
        why = handin_wants_reason(c, body, a);
    if (why) {
        err_set(err, REFUSED, "%s: %s", text_show(a, body, false), why);
        ok = false;
    }
    if (ok)
        ok = put(t, body, to, reason, language);
    ok = change_close(&t, ok, err);
    arena_free(&a);
    return ok;
}

bool review_set(struct campaign *c, const char *body, enum review to, const char *reason,
                struct err *err)
{
    return set(c, body, to, reason, 0, err);
}

bool review_give(struct campaign *c, const char *body, const char *reason, int language,
                 struct err *err)
{
    return set(c, body, REVIEW_OPINION_GIVEN, reason, language, err);
}
