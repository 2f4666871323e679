/* Finding: names and notes in the index, questions in memory. */
#include "model/search.h"

#include <stdlib.h>
#include <string.h>
#include "model/index.h"
#include "model/inside.h"
#include "model/schema.h"

#define WORDS_MOST 32 /* that are looked for; what is typed beyond them is not */
#define WORD_ROOM 256
#define NAMES_MOST 100
#define QUESTIONS_MOST 50
#define NOTES_MOST 50
#define READY 3 /* letters of words whose rows the index has ready (`prefix` in schema.c) */
#define MISSED_MOST 2000 /* rows with these letters that go on otherwise than the word typed */

struct finder {
    struct db *own;   /* the index of a file that has none; NULL: the file's own is used */
    unsigned changes; /* c->changes when own was made */
    const struct rubric *rubric;
    int language;
    char **asked[2]; /* per kind of block: the words of its questions, a blank before each */
};

struct lookup {
    struct campaign *c;
    struct db *index;
    int language;
    struct arena *a;
    const char *typed; /* folded words, a blank between each two */
    const char *match; /* … as the index is asked for them */
    const char *begun; /* … for no more of each than it has ready; NULL: that is no less */
    struct hits hits;
};

/* ---- what is kept ---- */

static void free_asked(struct finder *f)
{
    for (int kind = 0; kind < 2; kind++) {
        for (int i = 0; f->asked[kind] && f->asked[kind][i]; i++)
            free(f->asked[kind][i]);
        free(f->asked[kind]);
        f->asked[kind] = NULL;
    }
}

void search_free(struct campaign *c)
{
    if (!c->finder)
        return;
    free_asked(c->finder);
    db_close(&c->finder->own);
    free(c->finder);
    c->finder = NULL;
}

static void read_asked(struct finder *f, const struct rubric *r, int language)
{
    if (f->rubric == r && f->language == language)
        return;
    free_asked(f);
    f->rubric = r;
    f->language = language;
    for (int kind = 0; kind < 2; kind++) {
        const struct block *b = rubric_block(r, kind == BLOCK_SERVICE);
        int n = b ? b->nquestions : 0;
        f->asked[kind] = mem_alloc(((size_t)n + 1) * sizeof(char *));
        for (int i = 0; i < n; i++) {
            struct buf words = {0};
            buf_addc(&words, ' ');
            text_words(&words, question_ask(&b->questions[i], language));
            text_words(&words, b->questions[i].id);
            f->asked[kind][i] = words.s;
        }
    }
}

/* The database with the index; NULL where it can't be read. A file of before there was one that may
 * not be written gets its own, in memory. */
static struct db *index_of(struct campaign *c, struct finder *f)
{
    if (db_number(c->db, 0, "PRAGMA user_version", "") >= 2)
        return c->db;
    if (f->own && f->changes == c->changes)
        return f->own;
    struct err err = {0};
    db_close(&f->own);
    f->changes = c->changes;
    f->own = db_open("", c->path, DB_SCRATCH, &err);
    if (f->own && db_begin(f->own, &err)) {
        schema_make_index(f->own);
        index_fill(c->db, f->own);
        if (!db_end(f->own, true, &err))
            db_close(&f->own);
    }
    if (!f->own)
        db_break(c->db, err.status, err_text(&err));
    err_clear(&err);
    return f->own;
}

/* ---- what is typed ---- */

/* Is there another word that begins with the n bytes at `at`? Then these ask for nothing more. */
static bool is_asked(const char *typed, const char *at, size_t n)
{
    for (const char *word = typed; *word;) {
        size_t length = strcspn(word, " ");
        bool longer = length > n || (length == n && word < at);
        if (longer && strncmp(word, at, n) == 0)
            return true;
        word += length + (word[length] == ' ');
    }
    return false;
}

/* The bytes of the first `most` letters of a word of n bytes. */
static size_t letters(const char *word, size_t n, int most)
{
    size_t at = 0;
    for (size_t len; most > 0 && at < n; most--, at += len)
        utf8_next(word + at, &len);
    return at;
}

/* "\"one\"* \"two\"*": letters and digits between quotes, so no text is an operator. Each word up
 * to `most` of its letters; *cut says whether any has more. */
static const char *match_of(const char *typed, int most, bool *cut, struct arena *a)
{
    struct buf match = {0};
    int words = 0;
    *cut = false;
    for (const char *at = typed; *at && words < WORDS_MOST;) {
        size_t n = strcspn(at, " ");
        if (!is_asked(typed, at, n)) {
            size_t some = letters(at, n, most);
            *cut |= some < n;
            buf_printf(&match, "%s\"%.*s\"*", words ? " " : "", (int)some, at);
            words++;
        }
        at += n + (at[n] == ' ');
    }
    *cut = *cut && words < WORDS_MOST; /* else what is_hit asks for is more than this */
    const char *copy = match.s ? arena_dup(a, match.s) : NULL;
    buf_free(&match);
    return copy;
}

static bool has_words(const char *typed, const char *words)
{
    char word[WORD_ROOM] = " ";
    for (const char *at = typed; *at;) {
        size_t n = strcspn(at, " ");
        if (n + 2 > sizeof word)
            return false;
        memcpy(word + 1, at, n);
        word[n + 1] = '\0';
        if (!strstr(words, word))
            return false;
        at += n + (at[n] == ' ');
    }
    return true;
}

static bool starts(const struct lookup *f, const char *text)
{
    struct buf words = {0};
    text_words(&words, text ? text : "");
    bool yes = words.s && strncmp(words.s, f->typed, strlen(f->typed)) == 0;
    buf_free(&words);
    return yes;
}

/* ---- rows with the words ---- */

/* The rows of the index that have the words, in their order. For a word of more letters than it has
 * ready, the index puts all rows with a word that begins so together before it gives the first,
 * however many they are. So at first those are gone through whose words begin like the typed ones,
 * which are at hand one by one; where too many of them are no hits, the typed words are rare. */
struct matches {
    bool notes, begun;
    struct query *q; /* body, service, item, text, number */
    int missed;
};

static struct query *ask_index(struct lookup *f, bool notes, const char *match, int64_t after)
{
    if (notes)
        return db_query(f->index,
                        "SELECT f.body, f.service, f.item, f.text, f.n FROM note_word w JOIN found"
                        " f ON f.n = w.rowid WHERE note_word MATCH ? AND w.rowid > ?"
                        " ORDER BY w.rowid",
                        "tl", match, after);
    return db_query(f->index,
                    "SELECT f.body, f.service, f.item, f.text, f.n FROM name_word w JOIN found f ON"
                    " f.n = w.rowid WHERE name_word MATCH ? AND w.rowid > ? ORDER BY w.rowid",
                    "tl", match, after);
}

static struct matches matches_of(struct lookup *f, bool notes)
{
    bool begun = f->begun != NULL;
    return (struct matches){notes, begun, ask_index(f, notes, begun ? f->begun : f->match, 0), 0};
}

static bool is_hit(const struct lookup *f, const char *text)
{
    struct buf words = {0};
    buf_addc(&words, ' ');
    buf_add(&words, text);
    bool yes = has_words(f->typed, words.s);
    buf_free(&words);
    return yes;
}

static bool next_match(struct lookup *f, struct matches *m)
{
    while (query_row(m->q)) {
        if (!m->begun || is_hit(f, query_text(m->q, 3)))
            return true;
        if (++m->missed == MISSED_MOST) {
            int64_t last = query_int(m->q, 4);
            query_done(&m->q);
            m->begun = false;
            m->q = ask_index(f, m->notes, f->match, last);
        }
    }
    return false;
}

/* ---- names ---- */

/* A name that was found, and how well. */
struct named {
    struct hit hit;
    bool starts;
};

static const char *copied(struct query *q, int column, struct arena *a)
{
    const char *s = query_text(q, column);
    return s && s[0] ? arena_dup(a, s) : NULL;
}

/* Fills what a hit shows of its subject; false where that, or its body, is withdrawn. */
static bool read_subject(struct lookup *f, const char *body, const char *service, struct hit *h,
                         bool *begins)
{
    struct query *q = db_query(
        f->c->db,
        "SELECT s.name, s.short, b.name, b.short FROM subject s JOIN subject b ON b.camp = 0 AND"
        " b.body = s.body AND b.service = '' WHERE s.camp = 0 AND s.body = ? AND s.service = ?"
        " AND s.pos >= 0 AND b.pos >= 0",
        "tt", body, service);
    bool there = query_row(q);
    if (there) {
        const char *name = copied(q, 0, f->a), *short_name = copied(q, 1, f->a);
        const char *its_body = copied(q, 3, f->a);
        *h = (struct hit){.kind = service[0] ? HIT_SERVICE : HIT_BODY,
                          .body = arena_dup(f->a, body),
                          .service = arena_dup(f->a, service),
                          .question = -1,
                          .text = name ? name : "",
                          .body_name = its_body ? its_body : copied(q, 2, f->a)};
        h->service_name = service[0] ? (short_name ? short_name : h->text) : NULL;
        *begins =
            starts(f, name) || starts(f, short_name) || starts(f, service[0] ? service : body);
    }
    query_done(&q);
    return there;
}

static bool is_known(const struct named *list, int n, const char *body, const char *service)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].hit.service, service) == 0 && strcmp(list[i].hit.body, body) == 0)
            return true;
    return false;
}

/* Takes in the subject at hand where it is not known yet; gives how many there are now. */
static int take_name(struct lookup *f, struct query *q, struct named *list, int n)
{
    const char *body = query_text(q, 0), *service = query_text(q, 1);
    if (is_known(list, n, body, service))
        return n;
    return n + read_subject(f, body, service, &list[n].hit, &list[n].starts);
}

static int by_rank(const struct named *x, const struct named *y)
{
    if (x->starts != y->starts)
        return x->starts ? -1 : 1;
    return (x->hit.kind > y->hit.kind) - (x->hit.kind < y->hit.kind);
}

/* As found: sorting must keep the order of equals. */
static void sort_names(struct named *list, int n)
{
    for (int i = 1; i < n; i++) {
        struct named one = list[i];
        int k = i;
        for (; k > 0 && by_rank(&one, &list[k - 1]) < 0; k--)
            list[k] = list[k - 1];
        list[k] = one;
    }
}

static void find_names(struct lookup *f)
{
    struct named *list = arena_alloc(f->a, (NAMES_MOST + 1) * sizeof *list);
    const char *beyond = arena_printf(f->a, "%s\xf4\x8f\xbf\xbf", f->typed);
    int n = 0;
    for (int kind = FOUND_BODY; kind <= FOUND_SERVICE; kind++) {
        struct query *q = db_query(f->index,
                                   "SELECT body, service FROM found WHERE kind = ? AND kind < 2"
                                   " AND text >= ? AND text < ? ORDER BY text",
                                   "itt", kind, f->typed, beyond);
        while (n <= NAMES_MOST && query_row(q))
            n = take_name(f, q, list, n);
        query_done(&q);
    }
    struct matches m = matches_of(f, false);
    while (n <= NAMES_MOST && next_match(f, &m))
        n = take_name(f, m.q, list, n);
    query_done(&m.q);
    sort_names(list, n);
    f->hits.more |= n > NAMES_MOST;
    for (int i = 0; i < n && i < NAMES_MOST; i++)
        f->hits.hit[f->hits.n++] = list[i].hit;
}

/* ---- questions and notes ---- */

static void find_questions(struct lookup *f)
{
    const struct rubric *r = f->c->eras[0].catalogue->rubric;
    int found = 0;
    for (int kind = 0; kind < 2; kind++) {
        const struct block *b = rubric_block(r, kind == BLOCK_SERVICE);
        for (int i = 0; b && i < b->nquestions; i++) {
            if (!has_words(f->typed, f->c->finder->asked[kind][i]))
                continue;
            if (found++ == QUESTIONS_MOST) {
                f->hits.more = true;
                return;
            }
            f->hits.hit[f->hits.n++] =
                (struct hit){.kind = HIT_QUESTION,
                             .body = "",
                             .service = "",
                             .question = i,
                             .of_service = kind == BLOCK_SERVICE,
                             .text = question_ask(&b->questions[i], f->language)};
        }
    }
}

/* The note as it stands; of several the one that has the words. */
static const char *note_of(struct lookup *f, const char *body, const char *service,
                           const char *item)
{
    const char *note = NULL;
    struct query *q = db_query(f->c->db,
                               "SELECT note FROM head WHERE camp = 0 AND body = ? AND service = ?"
                               " AND kind = 'answer' AND item = ? AND note <> '' ORDER BY id",
                               "ttt", body, service, item);
    bool has = false;
    while (!has && query_row(q)) {
        struct buf words = {0};
        buf_addc(&words, ' ');
        text_words(&words, query_text(q, 0));
        has = has_words(f->typed, words.s);
        note = has || !note ? arena_dup(f->a, query_text(q, 0)) : note;
        buf_free(&words);
    }
    query_done(&q);
    return note;
}

static bool read_note(struct lookup *f, const char *body, const char *service, const char *item,
                      struct hit *h)
{
    enum block_kind kind = service[0] ? BLOCK_SERVICE : BLOCK_BODY;
    const struct question *q = catalogue_question(f->c->eras[0].catalogue, kind, item);
    bool begins;
    if (!q || !read_subject(f, body, service, h, &begins))
        return false;
    h->kind = HIT_NOTE;
    h->question = q->index;
    h->of_service = kind == BLOCK_SERVICE;
    h->text = note_of(f, body, service, item);
    return h->text != NULL;
}

static void find_notes(struct lookup *f)
{
    struct matches m = matches_of(f, true);
    int found = 0;
    while (found <= NOTES_MOST && next_match(f, &m)) {
        struct hit h;
        if (!read_note(f, query_text(m.q, 0), query_text(m.q, 1), query_text(m.q, 2), &h))
            continue;
        if (found++ == NOTES_MOST)
            f->hits.more = true;
        else
            f->hits.hit[f->hits.n++] = h;
    }
    query_done(&m.q);
}

struct hits search(struct campaign *c, const char *typed, int language, struct arena *a)
{
    struct lookup f = {.c = c, .language = language, .a = a};
    struct buf words = {0};
    text_words(&words, typed);
    if (words.n == 0 || !catalogue_of(c, 0, NULL)) {
        buf_free(&words);
        return f.hits;
    }
    f.typed = arena_dup(a, words.s);
    bool cut;
    f.match = match_of(f.typed, INT32_MAX, &cut, a);
    f.begun = match_of(f.typed, READY, &cut, a);
    f.begun = cut && strlen(f.typed) < WORD_ROOM - 2 ? f.begun : NULL;
    buf_free(&words);
    f.hits.hit = arena_alloc(a, HITS_MOST * sizeof *f.hits.hit);
    if (!c->finder)
        c->finder = mem_alloc(sizeof *c->finder);
    db_pin(c->db);
    read_asked(c->finder, c->eras[0].catalogue->rubric, language);
    f.index = index_of(c, c->finder);
    if (f.index) {
        find_names(&f);
        find_questions(&f);
        find_notes(&f);
        if (f.index != c->db && db_failed(f.index, NULL))
            search_free(c);
    }
    db_unpin(c->db);
    db_failed(c->db, NULL);
    return f.hits;
}
