#include "model/demo_proposals.h"

#include <string.h>
#include "model/change.h"
#include "model/inside.h"
#include "model/proposals_inside.h"
#include "model/review.h"

#define LAST_YEAR "2018000000000000000000000000ca3e "

/* value and note as table head has them (proposals_inside.h). */
static const struct {
    enum demo_phase phase;
    const char *body;
    enum head_kind kind;
    const char *key, *value, *note;
} edits[] = {
    {DEMO_2018, "NYN", HEAD_OWNER, "e_level", "Elektron xidmətlər şöbəsi", NULL},
    {DEMO_2018, "NYN", HEAD_DUE, "e_level", "2018-12-31", NULL},
    {DEMO_2018, "NYN", HEAD_STATE, "e_level", "accepted", NULL},
    {DEMO_2018, "NYN", HEAD_OWNER, "backup", "İnformasiya texnologiyaları şöbəsi", NULL},
    {DEMO_2018, "NYN", HEAD_DUE, "backup", "2018-06-01", NULL},
    {DEMO_2018, "NYN", HEAD_STATE, "backup", "accepted", NULL},
    {DEMO_2018, "NYN", HEAD_OWNER, "load_seconds", "İnformasiya texnologiyaları şöbəsi", NULL},
    {DEMO_2018, "NYN", HEAD_DUE, "load_seconds", "2019-12-31", NULL},
    {DEMO_2018, "NYN", HEAD_STATE, "staff_share", "disputed",
     "İmza vasitələri bütün əməkdaşlara deyil, yalnız qərar verənlərə lazımdır."},

    {DEMO_DRAFT, "NYN", HEAD_TEXT, "e_level",
     "Qeydiyyat və texniki baxış xidmətlərinin bütün addımlarını, ödəniş və nəticənin verilməsi "
     "daxil olmaqla, elektron həyata keçirin.",
     NULL},
    {DEMO_DRAFT, "NYN", HEAD_OWNER, "e_level", "Elektron xidmətlər şöbəsi", NULL},
    {DEMO_DRAFT, "NYN", HEAD_DUE, "e_level", "2019-12-31", NULL},
    {DEMO_DRAFT, "NYN", HEAD_OWNER, "load_seconds", "İnformasiya texnologiyaları şöbəsi", NULL},
    {DEMO_DRAFT, "NYN", HEAD_OWNER, "info_items", "Mətbuat xidməti", NULL},
    {DEMO_DRAFT, "NYN", HEAD_ORDER, "site_works", "1", NULL},
    {DEMO_DRAFT, "NYN", HEAD_STATE, LAST_YEAR "e_level", "not_done",
     "Sistemin alınması üzrə tender uzandı; iş 2019-cu ilin sonunadək başa çatdırılacaq."},
    {DEMO_DRAFT, "MAL", HEAD_OWNER, "staff_share", "Kadrlar şöbəsi", NULL},
    {DEMO_DRAFT, "MAL", HEAD_OWNER, "proposals_share", "Aparat rəhbəri", NULL},
    {DEMO_DRAFT, "MAL", HEAD_OWNER, "e_level", "Elektron xidmətlər şöbəsi", NULL},
    {DEMO_DRAFT, "MAL", HEAD_DUE, "e_level", "2019-12-31", NULL},
    {DEMO_DRAFT, "MAL", HEAD_STATE, LAST_YEAR "staff_share", "not_done", NULL},

    {DEMO_GIVEN, "MAL", HEAD_STATE, "proposals_share", "accepted", NULL},
    {DEMO_GIVEN, "MAL", HEAD_STATE, "e_level", "accepted", NULL},
    {DEMO_GIVEN, "MAL", HEAD_STATE, "staff_share", "disputed",
     "Qalan əməkdaşlar sənəd imzalamır; onlara imza vasitəsi verilməsi nəzərdə tutulmayıb."},
    {DEMO_GIVEN, "MAL", HEAD_STATE, "complaints_kept", "done",
     "Şikayətlərin siyahısı may ayından xidmətlər üzrə aparılır."},
};

/* What was found beside the answers. */
static const struct {
    enum demo_phase phase;
    const char *body;
    bool service; /* about its first service; else about the body as a whole */
    const char *item, *kind, *deficiency, *proposal, *basis, *severity;
} findings[] = {
    {DEMO_DRAFT, "NYN", false, "f0010000000000000000000000002019", "deficiency",
     "Qəbul otağının əməkdaşları müraciət edənlərə elektron xidmətlər barədə məlumat verə bilmir.",
     "Qəbul otağının əməkdaşlarına elektron xidmətlər üzrə təlim keçin.", NULL, "minor"},
    {DEMO_DRAFT, "NYN", false, "f0020000000000000000000000002019", "observation",
     "Nazirliyin yeni binaya köçməsi ilə əlaqədar qəbul otağı iyunun sonunadək müvəqqəti ünvanda "
     "işləyir.",
     NULL, NULL, NULL},
    {DEMO_DRAFT, "NYN", true, "f0030000000000000000000000002019", "good_practice",
     "Müraciətin hər mərhələsi barədə istifadəçiyə SMS göndərilir; bu təcrübə digər xidmətlərdə də "
     "tətbiq oluna bilər.",
     NULL, NULL, NULL},
    {DEMO_DRAFT, "MAL", false, "f0040000000000000000000000002019", "good_practice",
     "Xidmətlərin göstəriciləri hər ay nazirliyin saytında açıqlanır.", NULL, NULL, NULL},
};

struct writing {
    struct change *t;
    struct arena *arena;
    int32_t day;
    int minute;
};

/* Two minutes later, the body's inspector. */
static bool go_on(struct writing *w, const char *body)
{
    char at[21];
    struct row row;
    if (!row_get(w->t->c, 0, body, "", -1, &row, w->arena))
        return false;
    w->minute += 2;
    time_utc((time_t)w->day * 86400 + 11 * 3600 + (time_t)w->minute * 60, at);
    change_as(w->t, row.inspector, arena_dup(w->arena, at));
    return true;
}

static json_t *payload_of(enum head_kind kind, const char *value, const char *note)
{
    switch (kind) {
    case HEAD_DUE:
        return json_pack("{s:s?}", "date", value);
    case HEAD_ORDER:
        return json_pack("{s:s?}", "place", value);
    case HEAD_OWNER:
        return json_pack("{s:s?}", "owner", value);
    case HEAD_STATE:
        return json_pack("{s:s?,s:s?}", "reply", note, "state", value);
    default:
        return json_pack("{s:s?,s:s?}", "deficiency", note, "proposal", value);
    }
}

static bool write_edits(struct writing *w, enum demo_phase phase)
{
    bool done = true;
    for (size_t i = 0; done && i < sizeof edits / sizeof edits[0]; i++) {
        struct slot slot = {head_kinds[edits[i].kind], edits[i].body, "", edits[i].key, ""};
        if (edits[i].phase == phase)
            done =
                go_on(w, edits[i].body) &&
                change_put(w->t, &slot, payload_of(edits[i].kind, edits[i].value, edits[i].note));
    }
    return done;
}

static const char *first_service(struct writing *w, const char *body)
{
    struct row row;
    return rows_window(w->t->c, 0, body, -1, 0, 1, &row, w->arena) == 1 ? row.service : "";
}

static bool write_findings(struct writing *w, enum demo_phase phase)
{
    bool done = true;
    for (size_t i = 0; done && i < sizeof findings / sizeof findings[0]; i++) {
        if (findings[i].phase != phase)
            continue;
        const char *body = findings[i].body;
        const char *service = findings[i].service ? first_service(w, body) : "";
        struct slot slot = {"finding", body, service, findings[i].item, ""};
        done =
            go_on(w, body) &&
            change_put(w->t, &slot,
                       json_pack("{s:s,s:s,s:s?,s:s?,s:s?}", "kind", findings[i].kind, "deficiency",
                                 findings[i].deficiency, "proposal", findings[i].proposal, "basis",
                                 findings[i].basis, "severity", findings[i].severity));
    }
    return done;
}

bool demo_proposals(struct change *t, enum demo_phase phase, const char *device, int32_t day)
{
    struct arena *a = arena_new();
    struct writing w = {t, a, day, 0};
    change_fix_device(t, device);
    bool done = write_edits(&w, phase) && write_findings(&w, phase);
    if (done && phase == DEMO_2018)
        done = go_on(&w, "MAL") && review_put(t, "MAL", REVIEW_OPINION_GIVEN, NULL);
    change_as(t, NULL, NULL);
    arena_free(&a);
    return done && !db_broken(t->c->db);
}
