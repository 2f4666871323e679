/* Where the bodies of the demo's 2019 are on their way: a few of each state, in the second half of
 * the list, so that the first screenful is all work. */
#include "model/demo_states.h"

#include <string.h>
#include "model/change.h"
#include "model/inside.h"
#include "model/people.h"
#include "model/review.h"

#define SUPERVISOR "Kamilə Uzuntalalı"

/* How far; what lies between was passed on the way. */
static const struct {
    const char *body;
    enum review to;
} bodies[] = {
    {"IQT", REVIEW_DESK_DONE},     {"EMD", REVIEW_DESK_DONE}, {"TUR", REVIEW_DESK_DONE},
    {"GNC", REVIEW_VISITED},       {"ARX", REVIEW_HANDED_IN}, {"PAT", REVIEW_SENT_BACK},
    {"MAL", REVIEW_OPINION_GIVEN}, {"SHA", REVIEW_ACCEPTED},  {"ANT", REVIEW_ACCEPTED},
};

/* What was found in the body that is sent back. */
static const struct {
    const char *item;
    bool service; /* about its first service; else about the body as a whole */
    const char *question, *text;
} remarks[] = {
    {"2019000000000000000000000000e001", false, NULL,
     "Yerində baxışın günü və saatı qeydlərdə göstərilməyib; qəbul otağı ilə bağlı cavablar "
     "bunsuz yoxlanıla bilmir. Əlavə edin."},
    {"2019000000000000000000000000e002", true, "e_level",
     "Elektronlaşma səviyyəsini təsdiq edən ekran görüntüsü yoxdur. Xidməti sınaq hesabı ilə "
     "yenidən yoxlayın və sənədi əlavə edin."},
};

struct walk {
    struct change *t;
    struct arena *arena;
    int32_t day;
    int minute; /* of the walk so far */
};

/* From now on it is so many minutes later, and that person who writes. */
static void go_on(struct walk *w, const char *by, int minutes)
{
    char at[21];
    w->minute += minutes;
    time_utc((time_t)w->day * 86400 + 6 * 3600 + (time_t)w->minute * 60, at);
    change_as(w->t, arena_dup(w->arena, by), arena_dup(w->arena, at));
}

static const char *first_service(struct campaign *c, const char *body, struct arena *a)
{
    struct query *q = db_query(
        c->db, "SELECT service FROM subject WHERE camp = 0 AND list = ? AND pos = 0", "t", body);
    const char *code = query_row(q) ? arena_dup(a, query_text(q, 0)) : "";
    query_done(&q);
    return code;
}

static bool write_remarks(struct walk *w, const char *body)
{
    bool done = true;
    for (size_t i = 0; done && i < sizeof remarks / sizeof remarks[0]; i++) {
        const char *service = remarks[i].service ? first_service(w->t->c, body, w->arena) : "";
        struct slot slot = {"remark", body, service, remarks[i].item, ""};
        go_on(w, SUPERVISOR, 3);
        done = change_put(w->t, &slot,
                          json_pack("{s:s?,s:s,s:s,s:n}", "question", remarks[i].question, "text",
                                    remarks[i].text, "state", "open", "answer"));
    }
    return done;
}

/* Through every state before it, to the one it comes to. */
static bool bring(struct walk *w, const char *body, enum review to)
{
    static const enum review way[] = {REVIEW_DESK_DONE, REVIEW_VISITED, REVIEW_OPINION_GIVEN,
                                      REVIEW_HANDED_IN};
    bool reviewed = to == REVIEW_SENT_BACK || to == REVIEW_ACCEPTED, done = true;
    enum review last = reviewed ? REVIEW_HANDED_IN : to;
    struct row row;
    if (!row_get(w->t->c, 0, body, "", -1, &row, w->arena))
        return !db_broken(w->t->c->db);
    for (size_t i = 0; done && i < sizeof way / sizeof way[0] && way[i] <= last; i++) {
        go_on(w, row.inspector ? row.inspector : SUPERVISOR, 7);
        done = review_put(w->t, body, way[i], NULL);
    }
    if (done && to == REVIEW_SENT_BACK)
        done = write_remarks(w, body);
    if (done && reviewed) {
        go_on(w, SUPERVISOR, 5);
        done = review_put(w->t, body, to, NULL);
    }
    return done;
}

bool demo_states(struct change *t, const char *device, int32_t day)
{
    struct arena *a = arena_new();
    struct walk w = {t, a, day, 0};
    struct slot slot = {"person", "", "", SUPERVISOR, ""};
    change_fix_device(t, device);
    go_on(&w, "demo", 0);
    bool done = change_put(t, &slot, json_pack("{s:s}", "role", person_role_id(PERSON_SUPERVISOR)));
    for (size_t i = 0; done && i < sizeof bodies / sizeof bodies[0]; i++)
        done = bring(&w, bodies[i].body, bodies[i].to);
    change_as(t, NULL, NULL);
    arena_free(&a);
    return done;
}
