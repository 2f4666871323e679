#include <string.h>
#include <unictype.h>
#include "forms/answer.h"
#include "forms/qtype.h"
#include "forms/text.h"

/* What was answered, as it stands in a sentence. */
static const char *brief(struct arena *a, const char *s)
{
    return text_brief(a, s, 40);
}

static void set_value(struct answer *out, struct value v)
{
    out->given = GIVEN_VALUE;
    out->value = v;
}

/* ---- yes_no ---- */

static bool parse_yes_no(const struct question *q, const char *s, struct arena *a,
                         struct answer *out, const char **why)
{
    (void)q;
    bool yes = strcmp(s, "yes") == 0;
    if (!yes && strcmp(s, "no") != 0) {
        *why = arena_printf(a, _("expected yes or no but found '%s'"), brief(a, s));
        return false;
    }
    set_value(out, (struct value){.type = VT_BOOL, .u.yes = yes});
    return true;
}

static num earn_yes_no(const struct question *q, const struct answer *v, struct arena *a)
{
    (void)a;
    return v->value.u.yes ? q->yes_points : q->no_points;
}

/* ---- choice, choices ---- */

/* All the ids in one sentence where they are few. */
static const char *choice_ids(const struct question *q, struct arena *a)
{
    struct buf b = {0};
    for (int i = 0; i < q->nchoices && b.n < 200; i++)
        buf_printf(&b, i ? ", %s" : "%s", q->choices[i].id);
    const char *ids = b.n < 200 ? arena_dup(a, b.s ? b.s : "") : NULL;
    buf_free(&b);
    return ids;
}

static const char *no_choice(const struct question *q, const char *s, struct arena *a)
{
    const char **names = arena_alloc(a, sizeof *names * (size_t)(q->nchoices + 1));
    for (int i = 0; i < q->nchoices; i++)
        names[i] = q->choices[i].id;
    const char *near = nearest(s, names, (size_t)q->nchoices);
    if (near)
        return arena_printf(a, _("'%s' is no choice of '%s'; did you mean '%s'?"), brief(a, s),
                            q->id, near);
    const char *ids = choice_ids(q, a);
    if (ids)
        return arena_printf(a, _("'%s' is no choice of '%s'; expected one of %s"), brief(a, s),
                            q->id, ids);
    return arena_printf(a, _("'%s' is no choice of '%s'"), brief(a, s), q->id);
}

static bool parse_choice(const struct question *q, const char *s, struct arena *a,
                         struct answer *out, const char **why)
{
    out->choice = question_choice(q, s, strlen(s));
    if (out->choice < 0) {
        *why = no_choice(q, s, a);
        return false;
    }
    set_value(out, (struct value){.type = VT_TEXT, .u.text = q->choices[out->choice].id});
    return true;
}

static num earn_choice(const struct question *q, const struct answer *v, struct arena *a)
{
    (void)a;
    return q->choices[v->choice].points;
}

static bool parse_choices(const struct question *q, const char *s, struct arena *a,
                          struct answer *out, const char **why)
{
    uint8_t *set = arena_alloc(a, (size_t)q->nchoices + 1);
    bool none = strcmp(s, "-") == 0;
    while (!none) {
        size_t n = strcspn(s, "|");
        int i = question_choice(q, s, n);
        if (i < 0) {
            *why = no_choice(q, arena_dupn(a, s, n), a);
            return false;
        }
        if (set[i]) {
            *why = arena_printf(a, _("the choice '%s' stands twice"), q->choices[i].id);
            return false;
        }
        set[i] = 1;
        if (!s[n])
            break;
        s += n + 1;
    }
    set_value(out, (struct value){.type = VT_SET, .u.set = set});
    return true;
}

static num earn_choices(const struct question *q, const struct answer *v, struct arena *a)
{
    num sum = NUM_ZERO;
    for (int i = 0; i < q->nchoices; i++)
        if (v->value.u.set[i])
            sum = num_add(a, sum, q->choices[i].points);
    if (num_sign(sum) < 0)
        return NUM_ZERO;
    return num_cmp(sum, q->most) > 0 ? q->most : sum;
}

/* ---- scale, number ---- */

static bool check_range(const struct question *q, num n, const char *s, struct arena *a,
                        const char **why)
{
    bool low = q->has_min && num_cmp(n, q->min) < 0, high = q->has_max && num_cmp(n, q->max) > 0;
    if (!low && !high)
        return true;
    if (q->has_min && q->has_max)
        *why = arena_printf(a, _("%s is not between %s and %s"), s, num_short(a, q->min),
                            num_short(a, q->max));
    else if (low)
        *why = arena_printf(a, _("%s is below %s, the smallest allowed"), s, num_short(a, q->min));
    else
        *why = arena_printf(a, _("%s is above %s, the largest allowed"), s, num_short(a, q->max));
    return false;
}

static bool parse_scale(const struct question *q, const char *s, struct arena *a,
                        struct answer *out, const char **why)
{
    num n;
    if (!num_parse(s, &n) || strchr(s, '.')) {
        *why = arena_printf(a, _("expected a whole number from %s to %s but found '%s'"),
                            num_short(a, q->min), num_short(a, q->max), brief(a, s));
        return false;
    }
    if (!check_range(q, n, s, a, why))
        return false;
    set_value(out, (struct value){.type = VT_NUM, .u.n = n});
    return true;
}

static num earn_scale(const struct question *q, const struct answer *v, struct arena *a)
{
    num part = num_div(a, num_sub(a, v->value.u.n, q->min), num_sub(a, q->max, q->min));
    return num_mul(a, q->scale_points, part);
}

static bool parse_number(const struct question *q, const char *s, struct arena *a,
                         struct answer *out, const char **why)
{
    num n;
    if (!num_parse(s, &n)) {
        *why = arena_printf(a,
                            _("expected a number (at most 9 digits and, after a point, 6) but "
                              "found '%s'"),
                            brief(a, s));
        return false;
    }
    if (!check_range(q, n, s, a, why))
        return false;
    set_value(out, (struct value){.type = VT_NUM, .u.n = n});
    return true;
}

num steps_points(const struct question *q, num value)
{
    num points = NUM_ZERO;
    for (int i = 0; i < q->nsteps; i++)
        if (!q->steps[i].has_from || num_cmp(q->steps[i].from, value) <= 0)
            points = q->steps[i].points;
    return points;
}

static num earn_steps(const struct question *q, const struct answer *v, struct arena *a)
{
    (void)a;
    return steps_points(q, v->value.u.n);
}

/* ---- text, date, url ---- */

static bool parse_text(const struct question *q, const char *s, struct arena *a, struct answer *out,
                       const char **why)
{
    (void)q;
    if (!answer_characters(s, a, why))
        return false;
    set_value(out, (struct value){.type = VT_TEXT, .u.text = arena_dup(a, s)});
    return true;
}

static bool parse_date(const struct question *q, const char *s, struct arena *a, struct answer *out,
                       const char **why)
{
    (void)q;
    int32_t days;
    if (!date_parse(s, &days)) {
        *why = arena_printf(a, _("expected a date as YYYY-MM-DD but found '%s'"), brief(a, s));
        return false;
    }
    set_value(out, (struct value){.type = VT_DATE, .u.days = days});
    return true;
}

/* What follows the scheme; NULL where it is neither http nor https. */
static const char *after_scheme(const char *s)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(schemes[i]), k = 0;
        while (k < n && (s[k] == schemes[i][k] ||
                         (s[k] >= 'A' && s[k] <= 'Z' && s[k] - 'A' + 'a' == schemes[i][k])))
            k++;
        if (k == n)
            return s + n;
    }
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A name, an IPv4 address or an IPv6 one in brackets, and perhaps a port. Letters beyond ASCII
 * stand for themselves (the browser knows how to look them up). A user's name before an @ is no
 * part of a service's address. */
static bool good_host(const char *s, size_t n)
{
    size_t i = 0;
    if (s[0] == '[') {
        for (i = 1; i < n && s[i] != ']'; i++)
            if (!strchr("0123456789abcdefABCDEF:.", s[i]))
                return false;
        if (i++ == n || i == 2)
            return false;
    }
    size_t name = i;
    for (; s[0] != '[' && i < n && s[i] != ':'; i++) {
        bool letter = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z');
        bool dot = s[i] == '.' && i > name && s[i - 1] != '.';
        if (!letter && !dot && !is_digit(s[i]) && s[i] != '-' && !((unsigned char)s[i] & 0x80))
            return false;
    }
    if (i == 0)
        return false;
    if (i == n)
        return true;
    size_t port = i + 1;
    for (i = port; i < n && is_digit(s[i]); i++)
        ;
    return s[port - 1] == ':' && i == n && n > port && n - port <= 5;
}

static bool parse_url(const struct question *q, const char *s, struct arena *a, struct answer *out,
                      const char **why)
{
    (void)q;
    if (!answer_characters(s, a, why))
        return false;
    const char *host = after_scheme(s);
    if (!host || !good_host(host, strcspn(host, "/?#"))) {
        *why = arena_printf(
            a, _("expected an address like https://example.org/page but found '%s'"), brief(a, s));
        return false;
    }
    for (size_t i = 0, len; s[i]; i += len) {
        uint32_t c = utf8_next(s + i, &len);
        bool sign = c < 0x80 && strchr("\"<>\\", (int)c);
        if (!sign && !char_hidden(c) && !uc_is_property_white_space(c))
            continue;
        *why = _("an address has no blanks, quotes, angle brackets, backslashes or invisible "
                 "characters in it");
        return false;
    }
    set_value(out, (struct value){.type = VT_TEXT, .u.text = arena_dup(a, s)});
    return true;
}

/* ---- calc ---- */

static bool parse_calc(const struct question *q, const char *s, struct arena *a, struct answer *out,
                       const char **why)
{
    (void)s;
    (void)out;
    *why = arena_printf(a, _("'%s' is calculated and can't be answered"), q->id);
    return false;
}

/* ---- the table ---- */

const struct qtype qtypes[] = {
    {Q_YES_NO, "yes_no", VT_BOOL, "yes_no", KEY_ASKED | KEY_POINTS, parse_yes_no, earn_yes_no},
    {Q_CHOICE, "choice", VT_TEXT, "text", KEY_ASKED | KEY_CHOICES | KEY_LIMIT, parse_choice,
     earn_choice},
    {Q_CHOICES, "choices", VT_SET, "choices", KEY_ASKED | KEY_CHOICES | KEY_POINTS, parse_choices,
     earn_choices},
    {Q_SCALE, "scale", VT_NUM, "number", KEY_ASKED | KEY_RANGE | KEY_POINTS, parse_scale,
     earn_scale},
    {Q_NUMBER, "number", VT_NUM, "number", KEY_ASKED | KEY_RANGE | KEY_UNIT | KEY_STEPS,
     parse_number, earn_steps},
    {Q_TEXT, "text", VT_TEXT, "text", KEY_ASKED, parse_text, NULL},
    {Q_DATE, "date", VT_DATE, "date", KEY_ASKED, parse_date, NULL},
    {Q_URL, "url", VT_TEXT, "text", KEY_ASKED, parse_url, NULL},
    {Q_CALC, "calc", VT_NUM, "number", KEY_VALUE | KEY_STEPS, parse_calc, earn_steps},
};
const int nqtypes = sizeof qtypes / sizeof *qtypes;

const struct qtype *qtype_find(const char *name)
{
    for (int i = 0; i < nqtypes; i++)
        if (strcmp(qtypes[i].name, name) == 0)
            return &qtypes[i];
    return NULL;
}

static num larger(num a, num b)
{
    return num_cmp(a, b) < 0 ? b : a;
}

static num most_of_choices(const struct question *q, struct arena *a)
{
    bool sum = q->type->id == Q_CHOICES;
    num most = NUM_ZERO;
    if (sum && q->has_points_most)
        return q->points_most;
    for (int i = 0; i < q->nchoices; i++) {
        num points = q->choices[i].points;
        if (!sum)
            most = larger(most, points);
        else if (num_sign(points) > 0)
            most = num_add(a, most, points);
    }
    return most;
}

num question_most(const struct question *q, struct arena *a)
{
    num most = NUM_ZERO;
    switch (q->type->id) {
    case Q_YES_NO:
        return larger(q->yes_points, q->no_points);
    case Q_CHOICE:
    case Q_CHOICES:
        return most_of_choices(q, a);
    case Q_SCALE:
        return q->scale_points;
    case Q_NUMBER:
    case Q_CALC:
        for (int i = 0; i < q->nsteps; i++)
            most = larger(most, q->steps[i].points);
        return most;
    case Q_TEXT:
    case Q_DATE:
    case Q_URL:
        break;
    }
    return most;
}
