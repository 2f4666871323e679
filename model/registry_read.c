/* The registry CSV (cli.md): columns, codes, what belongs to a body and what to a service. */
#include <stdlib.h>
#include <string.h>
#include "model/csv.h"
#include "model/registry_inside.h"

/* The columns that have a meaning of their own; every other one is an attribute. */
static const char *const known_columns[COLUMNS] = {
    [BODY_CODE] = "body_code",         [BODY_NAME] = "body_name",
    [SERVICE_CODE] = "service_code",   [SERVICE_NAME] = "service_name",
    [BODY_SHORT] = "body_short",       [SERVICE_SHORT] = "service_short",
    [SERVICE_STATE] = "service_state", [STATE_REASON] = "state_reason",
    [INSPECTOR] = "inspector",         [PREVIOUS_CODE] = "previous_code",
};

bool registry_code(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              c == '.' || c == '_' || c == '-'))
            return false;
    }
    return n >= 1 && n <= 64;
}

struct sheet {
    struct csv *t;
    struct registry *r;
    struct arena *a;
    bool attribute[CSV_MOST_COLUMNS];
};

static const char *cell(const struct sheet *d, const struct csv_row *row, enum column column)
{
    int i = d->r->column[column];
    return i < 0 ? "" : row->cell[i];
}

static const char *cell_or_null(const struct sheet *d, const struct csv_row *row,
                                enum column column)
{
    const char *s = cell(d, row, column);
    return s[0] ? s : NULL;
}

static bool find_columns(struct sheet *d)
{
    static const enum column required[] = {BODY_CODE, BODY_NAME, SERVICE_CODE, SERVICE_NAME};
    bool ok = true;
    for (int i = 0; i < COLUMNS; i++)
        d->r->column[i] = csv_column(d->t, known_columns[i]);
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++) {
        if (d->r->column[required[i]] < 0) {
            csv_error(d->t, 1, _("the column '%s' is missing"), known_columns[required[i]]);
            ok = false;
        }
    }
    for (int i = 0; i < d->t->ncolumns; i++) {
        d->attribute[i] = true;
        for (int k = 0; k < COLUMNS; k++)
            if (d->r->column[k] == i)
                d->attribute[i] = false;
    }
    return ok;
}

static json_t *attributes(const struct sheet *d, const struct csv_row *row)
{
    json_t *attrs = json_object();
    for (int i = 0; i < d->t->ncolumns; i++)
        if (d->attribute[i])
            json_object_set_new(attrs, d->t->column[i], json_string(row->cell[i]));
    return attrs;
}

/* ---- look-ups while reading: codes are known by a hash ---- */

static size_t hash_of(const char *body, const char *service)
{
    size_t h = 14695981039346656037u;
    for (const char *s = body; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    h = (h ^ '/') * 1099511628211u;
    for (const char *s = service; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return h;
}

/* The entry of a code, in the order in which codes first appear; *made where it is new. */
static struct entry *entry_of(struct sheet *d, const char *body, const char *service, bool *made)
{
    struct registry *r = d->r;
    if (r->nentries * 2 >= r->room) {
        size_t room = r->room ? r->room * 2 : 256;
        struct entry **table = arena_alloc(d->a, room * sizeof *table);
        for (struct entry *e = r->first; e; e = e->next) {
            size_t at = hash_of(e->body, e->service) & (room - 1);
            while (table[at])
                at = (at + 1) & (room - 1);
            table[at] = e;
        }
        r->table = table;
        r->room = room;
    }
    size_t at = hash_of(body, service) & (r->room - 1);
    for (; r->table[at]; at = (at + 1) & (r->room - 1)) {
        struct entry *e = r->table[at];
        if (strcmp(e->body, body) == 0 && strcmp(e->service, service) == 0) {
            *made = false;
            return e;
        }
    }
    struct entry *e = arena_alloc(d->a, sizeof *e);
    *e = (struct entry){.body = body, .service = service};
    r->table[at] = e;
    *(r->last ? &r->last->next : &r->first) = e;
    r->last = e;
    r->nentries++;
    *made = true;
    return e;
}

/* ---- rows ---- */

static void check_code(struct sheet *d, const struct csv_row *row, enum column column)
{
    const char *s = cell(d, row, column);
    if (!registry_code(s, strlen(s)))
        csv_error(d->t, row->line,
                  _("%s '%s' is not a code: 1 to 64 letters, digits, '.', '_' or '-' are"),
                  known_columns[column], s);
}

static void check_previous(struct sheet *d, const struct csv_row *row, bool service)
{
    const char *s = cell(d, row, PREVIOUS_CODE);
    const char *slash = strchr(s, '/');
    bool ok = !s[0] || (slash ? service && registry_code(s, (size_t)(slash - s)) &&
                                    registry_code(slash + 1, strlen(slash + 1))
                              : registry_code(s, strlen(s)));
    if (!ok)
        csv_error(d->t, row->line,
                  service ? _("previous_code '%s' is neither a code nor BODY/SERVICE")
                          : _("previous_code '%s' is not a body's code"),
                  s);
}

static void check_state(struct sheet *d, const struct csv_row *row, bool service)
{
    const char *state = cell(d, row, SERVICE_STATE), *reason = cell(d, row, STATE_REASON);
    bool stopped = strcmp(state, "stopped") == 0;
    if (state[0] && !stopped && strcmp(state, "active") != 0)
        csv_error(d->t, row->line, _("service_state '%s' is neither 'active' nor 'stopped'"),
                  state);
    if (stopped && !service)
        csv_error(d->t, row->line, _("only a service can be stopped: this row describes a body"));
    else if (stopped && !reason[0])
        csv_error(d->t, row->line,
                  _("a stopped service needs its reason in the column 'state_reason'"));
}

/* The body that a row belongs to: what its own row says goes first, else the first of its services'
 * that says it. */
static void read_body(struct sheet *d, const struct csv_row *row, bool own)
{
    bool made;
    struct entry *b = entry_of(d, cell(d, row, BODY_CODE), "", &made);
    if (made)
        b->line = row->line;
    if (own && b->own_row) {
        csv_error(d->t, row->line, _("the body '%s' is described twice: on line %d and here"),
                  b->body, b->own_row);
        return;
    }
    const char **const texts[] = {&b->name, &b->short_name, &b->inspector};
    static const enum column columns[] = {BODY_NAME, BODY_SHORT, INSPECTOR};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *s = cell_or_null(d, row, columns[i]);
        if (s && (own || !*texts[i]))
            *texts[i] = s;
    }
    if (own) {
        b->own_row = row->line;
        b->previous = cell_or_null(d, row, PREVIOUS_CODE);
        b->attrs = attributes(d, row);
        json_array_append_new(d->r->owned, b->attrs);
    }
}

static void read_service(struct sheet *d, const struct csv_row *row)
{
    bool made;
    struct entry *s = entry_of(d, cell(d, row, BODY_CODE), cell(d, row, SERVICE_CODE), &made);
    if (!made) {
        csv_error(d->t, row->line,
                  _("the service '%s' of '%s' is there twice: on line %d and here"), s->service,
                  s->body, s->line);
        return;
    }
    s->line = row->line;
    s->name = cell_or_null(d, row, SERVICE_NAME);
    s->short_name = cell_or_null(d, row, SERVICE_SHORT);
    s->stopped = strcmp(cell(d, row, SERVICE_STATE), "stopped") == 0;
    s->reason = cell_or_null(d, row, STATE_REASON);
    s->previous = cell_or_null(d, row, PREVIOUS_CODE);
    s->attrs = attributes(d, row);
    json_array_append_new(d->r->owned, s->attrs);
    if (!s->name)
        csv_error(d->t, row->line, _("the service '%s' has no name"), s->service);
}

static void check_lengths(struct sheet *d, const struct csv_row *row)
{
    for (int i = 0; i < d->t->ncolumns; i++)
        if (strlen(row->cell[i]) > REGISTRY_TEXT_MOST)
            csv_error(d->t, row->line,
                      _("the text in column '%s' has %zu bytes; at most %d are allowed"),
                      d->t->column[i], strlen(row->cell[i]), REGISTRY_TEXT_MOST);
}

static void read_row(struct sheet *d, const struct csv_row *row)
{
    check_lengths(d, row);
    bool service = cell(d, row, SERVICE_CODE)[0] != '\0';
    check_code(d, row, BODY_CODE);
    if (service)
        check_code(d, row, SERVICE_CODE);
    check_previous(d, row, service);
    check_state(d, row, service);
    read_body(d, row, !service);
    if (service)
        read_service(d, row);
}

static void check_names(struct sheet *d)
{
    for (struct entry *e = d->r->first; e; e = e->next)
        if (!e->service[0] && !e->name)
            csv_error(d->t, e->line, _("the body '%s' has no name"), e->body);
}

static void release(void *json)
{
    json_decref(json);
}

struct registry *registry_read(const char *file, const char *bytes, size_t n, struct arena *a,
                               struct err *err)
{
    struct sheet *d = arena_alloc(a, sizeof *d);
    d->a = a;
    d->t = csv_read(file, bytes, n, a);
    d->r = arena_alloc(a, sizeof *d->r);
    d->r->owned = json_array();
    arena_on_free(a, release, d->r->owned);
    if (find_columns(d)) {
        for (int i = 0; i < d->t->nrows; i++)
            read_row(d, &d->t->row[i]);
        check_names(d);
        if (d->t->nrows == 0 && d->t->nerrors == 0)
            csv_error(d->t, 0, _("there is no body in it"));
    }
    bool ok = d->t->nerrors == 0;
    if (!ok)
        err_set(err, REFUSED, "%s", csv_errors(d->t));
    buf_free(&d->t->errors);
    return ok ? d->r : NULL;
}
