#include <string.h>
#include "forms/answer.h"
#include "forms/qtype.h"
#include "forms/text.h"

enum { CHARACTERS_MOST = 4000 };

static const char not_applicable[] = "n/a", cannot_tell[] = "cannot-tell";

static bool is_written(const struct question *q)
{
    return q->type->id == Q_TEXT || q->type->id == Q_URL;
}

/* Whether a text would be taken for n/a or cannot-tell but for the apostrophes before it. */
static bool reads_as_word(const char *s)
{
    s += strspn(s, "'");
    return strcmp(s, not_applicable) == 0 || strcmp(s, cannot_tell) == 0;
}

bool answer_characters(const char *s, struct arena *a, const char **why)
{
    size_t n = strlen(s), characters = 0;
    if (utf8_check(s, n) < n) {
        *why = _("the text is not valid UTF-8");
        return false;
    }
    for (size_t i = 0, len; i < n; i += len, characters++) {
        uint32_t c = utf8_next(s + i, &len);
        if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F) || c > 0x9F)
            continue;
        *why = arena_printf(a, _("the text has the control character U+%04X in it"), (unsigned)c);
        return false;
    }
    if (characters <= CHARACTERS_MOST)
        return true;
    *why = arena_printf(a, _("the text has %zu characters; at most %d are allowed"), characters,
                        (int)CHARACTERS_MOST);
    return false;
}

bool answer_parse(const struct question *q, const char *s, struct arena *a, struct answer *out,
                  const char **why)
{
    *out = (struct answer){.given = GIVEN_NOTHING, .choice = -1};
    if (!*s)
        return true;
    if (q->type->id == Q_CALC)
        return q->type->parse(q, s, a, out, why);
    if (strcmp(s, not_applicable) == 0) {
        out->given = GIVEN_NA;
        if (!q->na)
            *why = arena_printf(a, _("'%s' can't be answered with n/a"), q->id);
        return q->na;
    }
    if (strcmp(s, cannot_tell) == 0) {
        out->given = GIVEN_CANT_TELL;
        return true;
    }
    if (is_written(q) && *s == '\'' && reads_as_word(s))
        s++;
    return q->type->parse(q, s, a, out, why);
}

static const char *set_text(const struct question *q, const uint8_t *set, struct arena *a)
{
    struct buf b = {0};
    for (int i = 0; i < q->nchoices; i++)
        if (set[i])
            buf_printf(&b, b.n ? "|%s" : "%s", q->choices[i].id);
    const char *text = arena_dup(a, b.n ? b.s : "-");
    buf_free(&b);
    return text;
}

static const char *date_text(int32_t days, struct arena *a)
{
    char out[11];
    date_format(days, out);
    return arena_dup(a, out);
}

static const char *value_text(const struct question *q, const struct value *v, struct arena *a)
{
    switch (v->type) {
    case VT_BOOL:
        return v->u.yes ? "yes" : "no";
    case VT_NUM:
        return num_short(a, v->u.n);
    case VT_DATE:
        return date_text(v->u.days, a);
    case VT_SET:
        return set_text(q, v->u.set, a);
    case VT_TEXT:
        if (is_written(q) && reads_as_word(v->u.text))
            return arena_printf(a, "'%s", v->u.text);
        return arena_dup(a, v->u.text);
    case VT_NULL:
        break;
    }
    return "";
}

const char *answer_text(const struct question *q, const struct answer *v, struct arena *a)
{
    switch (v->given) {
    case GIVEN_VALUE:
        return value_text(q, &v->value, a);
    case GIVEN_NA:
        return not_applicable;
    case GIVEN_CANT_TELL:
        return cannot_tell;
    case GIVEN_NOTHING:
    case GIVEN_CONFLICT:
        break;
    }
    return "";
}

static const char *set_shown(const struct question *q, const uint8_t *set, int language,
                             struct arena *a)
{
    struct buf b = {0};
    for (int i = 0; i < q->nchoices; i++)
        if (set[i])
            buf_printf(&b, b.n ? ", %s" : "%s", text_in(&q->choices[i].label, language));
    const char *text = arena_dup(a, b.n ? b.s : _("none of these"));
    buf_free(&b);
    return text;
}

static const char *value_shown(const struct question *q, const struct answer *v, int language,
                               struct arena *a)
{
    const char *unit = text_in(&q->unit, language);
    switch (v->value.type) {
    case VT_BOOL:
        return v->value.u.yes ? _("Yes") : _("No");
    case VT_NUM:
        return arena_printf(a, unit ? "%s %s" : "%s", num_short(a, v->value.u.n), unit);
    case VT_SET:
        return set_shown(q, v->value.u.set, language, a);
    case VT_TEXT:
        if (q->type->id == Q_CHOICE)
            return text_in(&q->choices[v->choice].label, language);
        return arena_dup(a, v->value.u.text);
    case VT_DATE:
        return date_text(v->value.u.days, a);
    case VT_NULL:
        break;
    }
    return "";
}

const char *answer_shown(const struct question *q, const struct answer *v, int language,
                         struct arena *a)
{
    switch (v->given) {
    case GIVEN_VALUE:
        return value_shown(q, v, language, a);
    case GIVEN_NA:
        return _("not applicable");
    case GIVEN_CANT_TELL:
        return _("can't tell");
    case GIVEN_CONFLICT:
        return _("in conflict");
    case GIVEN_NOTHING:
        break;
    }
    return "";
}

/* A number of an earlier campaign; a calc's may be an exact fraction. min and max are not asked. */
static struct value number_fit(const char *text, struct arena *a)
{
    num n;
    if (!num_parse(text, &n))
        n = num_read_fraction(a, text);
    if (num_is_none(n))
        return (struct value){.type = VT_NULL};
    return (struct value){.type = VT_NUM, .u.n = num_keep(a, n)};
}

struct value previous_fit(const struct question *q, const char *family, const char *text,
                          struct arena *a)
{
    struct value null = {.type = VT_NULL};
    struct answer v = {.choice = -1};
    const char *why;
    if (!text || !*text || strcmp(family, q->type->family) != 0 ||
        strcmp(text, not_applicable) == 0 || strcmp(text, cannot_tell) == 0)
        return null;
    if (q->type->value == VT_NUM)
        return number_fit(text, a);
    if (is_written(q)) {
        text += *text == '\'' && reads_as_word(text);
        return (struct value){.type = VT_TEXT, .u.text = arena_dup(a, text)};
    }
    return q->type->parse(q, text, a, &v, &why) ? v.value : null;
}
