#include <string.h>
#include "forms/load.h"

/* Lists that every question, cap or text looks something up in are kept short. */
enum { LANGUAGES_MOST = 32, SHORT_LIST_MOST = 100 };

#define KIND(what, keys)                                                                           \
    {                                                                                              \
        what, keys, sizeof keys / sizeof *keys                                                     \
    }

/* False after a diag: no list, or one of too many items. */
static bool short_list(struct load *l, const struct node *n, int most)
{
    if (!load_list(l, n))
        return false;
    if (n->n <= most)
        return true;
    FAULT(l, n, _("'%s' has %d items; at most %d are allowed"), n->key->text, n->n, most);
    return false;
}

/* ---- languages: codes like en, az or pt_BR ---- */

static bool is_language(const char *s)
{
    size_t n = 0;
    for (; s[n]; n++) {
        bool letter = (s[n] >= 'a' && s[n] <= 'z') || (n > 1 && s[n] >= 'A' && s[n] <= 'Z');
        bool other = n > 1 && (s[n] == '_' || s[n] == '-' || (s[n] >= '0' && s[n] <= '9'));
        if (!letter && !other)
            return false;
    }
    return n >= 2 && n <= 35;
}

static void load_languages(struct load *l, const struct node *n)
{
    struct rubric *r = l->r;
    struct scope scope = {0};
    size_t before = load_faults(l);
    r->languages = arena_alloc(l->a, sizeof *r->languages * LANGUAGES_MOST);
    r->languages[0] = "en";
    r->nlanguages = 1;
    if (!n)
        return;
    if (load_full_list(l, n) && short_list(l, n, LANGUAGES_MOST)) {
        r->nlanguages = 0;
        for (const struct node *v = n->first; v; v = v->next) {
            if (v->kind == NODE_BAD)
                continue;
            if (v->kind != NODE_SCALAR || !is_language(v->text)) {
                load_expected(l, v, _("the code of a language, like en,"));
                continue;
            }
            r->languages[r->nlanguages++] = arena_dup(l->a, v->text);
            scope_add(l, &scope, v->text, v);
        }
    }
    scope_check(l, &scope, _("the language '%s' stands already on line %d"));
    l->unsure_languages = n->kind == NODE_BAD || load_faults(l) != before;
    if (r->nlanguages == 0)
        r->nlanguages = 1;
}

/* ---- severities, stages, ratings ---- */

static void load_severities(struct load *l, const struct node *n)
{
    static const char *usual[] = {"minor", "major", "critical"};
    struct rubric *r = l->r;
    struct scope scope = {0};
    r->severities = usual;
    r->nseverities = 3;
    if (!n)
        return;
    l->unsure_severities = !load_full_list(l, n) || !short_list(l, n, SHORT_LIST_MOST);
    if (l->unsure_severities)
        return;
    r->severities = arena_alloc(l->a, sizeof *r->severities * (size_t)n->n);
    r->nseverities = 0;
    for (const struct node *v = n->first; v; v = v->next) {
        if (load_id(l, v, &r->severities[r->nseverities]))
            scope_add(l, &scope, r->severities[r->nseverities++], v);
        else
            l->unsure_severities = true;
    }
    scope_check(l, &scope, _("the severity '%s' stands already on line %d"));
}

static void default_stage(struct load *l)
{
    struct stage *s = arena_alloc(l->a, sizeof *s);
    s->id = "visit";
    s->title.in = arena_alloc(l->a, sizeof *s->title.in * (size_t)(l->r->nlanguages + 1));
    s->title.in[0] = s->id;
    s->title.in[l->r->nlanguages] = text_end;
    l->r->stages = s;
    l->r->nstages = 1;
}

static void load_stage(struct load *l, const struct node *n, struct scope *scope)
{
    static const struct key keys[] = {{"id", true, 0}, {"title", true, 0}};
    static const struct map_kind kind = KIND(N_("a stage"), keys);
    struct stage *s = &l->r->stages[l->r->nstages];
    const struct node *id = load_map(l, n, &kind) ? node_get(n, "id") : NULL;
    if (!id || !load_id(l, id, &s->id)) {
        l->unsure_stages = true;
        return;
    }
    load_text_at(l, n, "title", &s->title);
    scope_add(l, scope, s->id, id);
    l->r->nstages++;
}

static void load_stages(struct load *l, const struct node *n)
{
    struct rubric *r = l->r;
    struct scope scope = {0};
    default_stage(l);
    l->unsure_stages = n && !(load_full_list(l, n) && short_list(l, n, SHORT_LIST_MOST));
    if (n && !l->unsure_stages) {
        r->stages = arena_alloc(l->a, sizeof *r->stages * (size_t)n->n);
        r->nstages = 0;
        for (const struct node *v = n->first; v; v = v->next)
            load_stage(l, v, &scope);
    }
    scope_check(l, &scope, _("the stage '%s' stands already on line %d"));
    l->stage_ids = arena_alloc(l->tmp, sizeof *l->stage_ids * (size_t)(r->nstages + 1));
    for (int i = 0; i < r->nstages; i++)
        l->stage_ids[i] = r->stages[i].id;
}

/* The first from 0, strictly rising, none above the scale. `last` is the nearest known one below.
 */
static void check_from(struct load *l, const struct node *from, num x, bool first, num last)
{
    const char *text = num_short(l->tmp, x);
    if (first && num_sign(x) != 0)
        FAULT(l, from, _("the first rating must begin at 0; ratings go from worst to best"));
    else if (!num_is_none(last) && num_cmp(x, last) <= 0)
        FAULT(l, from, _("'from' must rise from rating to rating, but %s does not lie above %s"),
              text, num_short(l->tmp, last));
    else if (num_cmp(x, l->r->scale) > 0)
        FAULT(l, from, _("a rating can't begin at %s, above the scale's %s"), text,
              num_short(l->tmp, l->r->scale));
}

/* *last becomes its `from` where that is known. */
static void load_rating(struct load *l, const struct node *n, struct scope *scope, num *last)
{
    static const struct key keys[] = {{"id", true, 0}, {"from", true, 0}, {"title", true, 0}};
    static const struct map_kind kind = KIND(N_("a rating"), keys);
    struct rating rating = {0};
    bool unsure = l->unsure_ratings;
    l->unsure_ratings = true; /* until its id is known */
    if (!load_map(l, n, &kind))
        return;
    const struct node *id = node_get(n, "id"), *from = node_get(n, "from");
    load_text_at(l, n, "title", &rating.title);
    if (from && load_num(l, from, &rating.from)) {
        check_from(l, from, rating.from, l->r->nratings == 0 && num_is_none(*last), *last);
        *last = rating.from;
    }
    if (!id || !load_id(l, id, &rating.id))
        return;
    if (strcmp(rating.id, "none") == 0)
        FAULT(l, id, _("a rating can't be called 'none': that word stands for no rating"));
    scope_add(l, scope, rating.id, id);
    l->r->ratings[l->r->nratings++] = rating;
    l->unsure_ratings = unsure;
}

static void load_ratings(struct load *l, const struct node *n)
{
    struct rubric *r = l->r;
    struct scope scope = {0};
    num last = NUM_NONE;
    l->unsure_ratings = n && !short_list(l, n, SHORT_LIST_MOST);
    if (n && !l->unsure_ratings) {
        r->ratings = arena_alloc(l->a, sizeof *r->ratings * (size_t)(n->n + 1));
        for (const struct node *v = n->first; v; v = v->next)
            load_rating(l, v, &scope, &last);
    }
    scope_check(l, &scope, _("the rating '%s' stands already on line %d"));
    l->rating_ids = arena_alloc(l->tmp, sizeof *l->rating_ids * (size_t)(r->nratings + 1));
    for (int i = 0; i < r->nratings; i++)
        l->rating_ids[i] = r->ratings[i].id;
}

/* ---- the rubric itself ---- */

/* The index of the word at a key; 0, the default, where the key is not there or wrong. */
static int word_at(struct load *l, const struct node *map, const char *key,
                   const char *const *words, size_t nwords)
{
    const struct node *n = node_get(map, key);
    int i = n ? load_word(l, n, words, nwords) : 0;
    return i < 0 ? 0 : i;
}

static void load_status(struct load *l, const struct node *n)
{
    static const char *const words[] = {"official", "adapted", "reconstruction"};
    if (n && load_word(l, n, words, 3) >= 0)
        load_text(l, n, &l->r->status);
}

static void load_scale(struct load *l, const struct node *root)
{
    const struct node *scale = node_get(root, "scale"), *decimals = node_get(root, "decimals");
    l->r->scale = num_int(100);
    l->r->decimals = 1;
    l->r->weight_services = num_int(100);
    l->r->weight_own = NUM_ZERO;
    if (scale && load_num(l, scale, &l->r->scale) && num_sign(l->r->scale) <= 0) {
        load_expected(l, scale, _("a number above 0"));
        l->r->scale = num_int(100);
    }
    if (decimals)
        load_whole(l, decimals, 0, 4, &l->r->decimals);
}

static void load_head(struct load *l, const struct node *root)
{
    static const char *const rate_on[] = {"rounded", "exact"};
    static const char *const boundary[] = {"lower", "upper"};
    static const char *const na[] = {"exclude", "zero", "full"};
    struct rubric *r = l->r;
    const struct node *id = node_get(root, "rubric"), *version = node_get(root, "version");
    load_languages(l, node_find(root, "languages"));
    if (id)
        load_id(l, id, &r->id);
    if (version)
        load_string(l, version, &r->version);
    load_text_at(l, root, "title", &r->title);
    load_text_at(l, root, "source", &r->source);
    load_text_at(l, root, "licence", &r->licence);
    load_status(l, node_get(root, "status"));
    load_scale(l, root);
    r->rate_exact = word_at(l, root, "rate_on", rate_on, 2) == 1;
    r->boundary_upper = word_at(l, root, "boundary", boundary, 2) == 1;
    r->not_applicable = (enum na_rule)word_at(l, root, "not_applicable", na, 3);
    r->rateable_title.in = arena_alloc(l->a, sizeof(char *) * (size_t)(r->nlanguages + 1));
    r->rateable_title.in[0] = "Rateable";
    r->rateable_title.in[r->nlanguages] = text_end;
    load_text_at(l, root, "rateable_title", &r->rateable_title);
    load_ratings(l, node_find(root, "ratings"));
    load_severities(l, node_find(root, "severities"));
    load_stages(l, node_find(root, "stages"));
}

/* `meant`: an unknown key was taken for one of the two. */
static void load_blocks(struct load *l, const struct node *root, bool meant)
{
    if (!node_find(root, "service") && !node_find(root, "body") && !meant)
        FAULT(l, root, _("the rubric has neither 'service' nor 'body'; expected at least one"));
    const struct node *lists = node_find(root, "lists");
    l->service = node_get(root, "service");
    l->body = node_get(root, "body");
    l->holes[BLOCK_SERVICE] = !l->service && node_find(root, "service");
    l->holes[BLOCK_BODY] = !l->body && node_find(root, "body");
    if (lists)
        load_lists(l, lists);
    if (l->service)
        l->r->service = load_block(l, l->service, BLOCK_SERVICE);
    if (l->body)
        l->r->body = load_block(l, l->body, BLOCK_BODY);
    scope_check(l, &l->ids,
                _("the id '%s' stands already on line %d; no two questions, criteria or lists "
                  "have the same"));
}

static void load_rubric(struct load *l, const struct node *root)
{
    static const struct key keys[] = {
        {"rubric", true, 0},     {"version", true, 0},         {"title", true, 0},
        {"source", false, 0},    {"status", false, 0},         {"licence", false, 0},
        {"languages", false, 0}, {"scale", false, 0},          {"decimals", false, 0},
        {"rate_on", false, 0},   {"boundary", false, 0},       {"not_applicable", false, 0},
        {"ratings", false, 0},   {"rateable_title", false, 0}, {"severities", false, 0},
        {"stages", false, 0},    {"lists", false, 0},          {"service", false, 0},
        {"body", false, 0},      {"replaces", false, 0},       {"examples", false, 0},
    };
    static const struct map_kind kind = KIND(N_("a rubric"), keys);
    if (!load_map(l, root, &kind))
        return;
    bool meant = load_was_meant(l, "service") || load_was_meant(l, "body");
    load_head(l, root);
    load_blocks(l, root, meant);
    const struct node *replaces = node_get(root, "replaces"),
                      *examples = node_get(root, "examples");
    if (l->r->service)
        check_index(l, l->r->service);
    if (l->r->body)
        check_index(l, l->r->body);
    check_expressions(l);
    check_weights(l);
    if (replaces)
        check_replaces(l, replaces);
    if (examples)
        load_examples(l, examples);
}

struct rubric *rubric_from_tree(const struct node *root, const char *bytes, size_t n,
                                struct diags *diags)
{
    size_t before = diags->n + diags->more;
    struct arena *a = arena_new();
    struct rubric *r = arena_alloc(a, sizeof *r);
    r->arena = a;
    struct load l = {.r = r, .a = a, .tmp = arena_new(), .d = diags, .bytes = bytes, .nbytes = n};
    l.pending_tail = &l.pending;
    load_rubric(&l, root);
    arena_free(&l.tmp);
    if (diags->n + diags->more != before)
        rubric_free(&r);
    return r;
}

struct rubric *rubric_load(const char *bytes, size_t n, struct diags *diags)
{
    size_t before = diags->n + diags->more;
    struct arena *tmp = arena_new();
    const struct node *root = yaml_tree(bytes, n, tmp, diags);
    bool whole = diags->n + diags->more == before;
    struct rubric *r = root ? rubric_from_tree(root, bytes, n, diags) : NULL;
    arena_free(&tmp);
    diags_sort(diags);
    /* What could be made of a broken tree was made only to find further faults. */
    if (!whole)
        rubric_free(&r);
    return r;
}
