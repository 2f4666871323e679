#include <stdio.h>
#include <string.h>
#include "forms/expr_node.h"

/* Deeper nesting than any rubric needs is refused before it can exhaust the stack. */
#define DEEPEST 64
#define MOST_NODES 2000

enum token { T_END, T_NUMBER, T_TEXT, T_WORD, T_SIGN, T_BAD };

struct lexer {
    struct parser *p;
    const char *at; /* where the present token starts */
    size_t len;
    enum token token;
    const char *text; /* of T_TEXT: its unescaped value */
    int depth, nodes;
    bool failed;
};

/* Characters before `at`. */
static int column(const struct lexer *l, const char *at)
{
    int n = 0;
    for (const char *s = l->p->source; s < at; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

static void *fail(struct lexer *l, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* One error an expression: what follows the first would only be its echo. */
static void *fail(struct lexer *l, const char *at, const char *format, ...)
{
    if (!l->failed) {
        va_list ap;
        va_start(ap, format);
        struct buf b = {0};
        char text[512];
        vsnprintf(text, sizeof text, format, ap);
        va_end(ap);
        buf_add(&b, text);
        diag_add(l->p->diags, 0, column(l, at), "%s", b.s);
        buf_free(&b);
    }
    l->failed = true;
    l->token = T_END;
    return NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

static void lex_text(struct lexer *l)
{
    struct buf b = {0};
    const char *s = l->at + 1;
    for (; *s && *s != '\''; s++) {
        if (*s == '\\' && (s[1] == '\'' || s[1] == '\\'))
            s++;
        else if (*s == '\\') {
            fail(l, s, _("a \\ in a text stands before ' or \\ only"));
            break;
        }
        buf_addc(&b, *s);
    }
    if (!l->failed && !*s)
        fail(l, l->at, _("this text has no closing '"));
    if (!l->failed) {
        l->token = T_TEXT;
        l->text = arena_dup(l->p->arena, b.s ? b.s : "");
        l->len = (size_t)(s + 1 - l->at);
    }
    buf_free(&b);
}

static void lex_sign(struct lexer *l)
{
    static const char *const two[] = {"==", "!=", "<=", ">="};
    l->token = T_SIGN;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (strncmp(l->at, two[i], 2) == 0) {
            l->len = 2;
            return;
        }
    l->len = 1;
    if (strchr("<>+-*/()[],", *l->at))
        return;
    if (*l->at == '=') {
        fail(l, l->at, _("'=' is no operator here; equality is written '=='"));
    } else if (*l->at == '"') {
        fail(l, l->at, _("a text stands in single quotes: 'text'"));
    } else {
        size_t n;
        utf8_next(l->at, &n);
        fail(l, l->at, _("unexpected '%.*s' in an expression"), (int)n, l->at);
    }
}

/* Steps to the token after the present one. */
static void next(struct lexer *l)
{
    if (l->failed)
        return;
    l->at += l->len;
    l->at += strspn(l->at, " \t\n");
    l->len = 0;
    if (!*l->at) {
        l->token = T_END;
    } else if (is_digit(*l->at)) {
        l->token = T_NUMBER;
        while (is_digit(l->at[l->len]) || l->at[l->len] == '.')
            l->len++;
    } else if (is_word(*l->at)) {
        l->token = T_WORD;
        while (is_word(l->at[l->len]))
            l->len++;
    } else if (*l->at == '\'') {
        lex_text(l);
    } else {
        lex_sign(l);
    }
}

static bool is(const struct lexer *l, const char *what)
{
    return (l->token == T_SIGN || l->token == T_WORD) && strlen(what) == l->len &&
           memcmp(l->at, what, l->len) == 0;
}

static bool take(struct lexer *l, const char *what)
{
    if (!is(l, what))
        return false;
    next(l);
    return true;
}

static const char *found(struct lexer *l)
{
    if (l->token == T_END)
        return _("the end of the expression");
    return arena_printf(l->p->arena, "'%.*s'", (int)l->len, l->at);
}

static bool expect(struct lexer *l, const char *what)
{
    if (take(l, what))
        return true;
    fail(l, l->at, _("expected '%s' but found %s"), what, found(l));
    return false;
}

static struct expr *node(struct lexer *l, enum op op, const char *at)
{
    struct expr *e = arena_alloc(l->p->arena, sizeof *e);
    if (++l->nodes > MOST_NODES)
        fail(l, at, _("this expression is too long"));
    e->op = op;
    e->col = column(l, at);
    e->question = -1;
    e->index = -1;
    return e;
}

static void add_kid(struct lexer *l, struct expr *e, struct expr *kid)
{
    e->kid = arena_more(l->p->arena, e->kid, (size_t)e->nkids, sizeof(struct expr *));
    e->kid[e->nkids++] = kid;
}

static struct expr *binary(struct lexer *l, enum op op, const char *at, struct expr *left,
                           struct expr *right)
{
    if (!left || !right)
        return NULL;
    struct expr *e = node(l, op, at);
    add_kid(l, e, left);
    add_kid(l, e, right);
    return e;
}

static struct expr *parse_or(struct lexer *l);

static struct expr *literal(struct lexer *l)
{
    struct expr *e = node(l, OP_LITERAL, l->at);
    if (l->token == T_NUMBER) {
        const char *text = arena_dupn(l->p->arena, l->at, l->len);
        e->value.type = VT_NUM;
        if (!num_parse(text, &e->value.u.n))
            return fail(l, l->at,
                        _("'%s' is no number: up to 9 digits and, after a point, up to 6"), text);
    } else if (l->token == T_TEXT) {
        e->value.type = VT_TEXT;
        e->value.u.text = l->text;
    } else if (is(l, "true") || is(l, "false")) {
        e->value = value_bool(is(l, "true"));
    } else {
        return fail(l, l->at, _("expected a value but found %s"), found(l));
    }
    e->type = e->value.type;
    next(l);
    return e;
}

static struct expr *list(struct lexer *l)
{
    struct expr *e = node(l, OP_LIST, l->at);
    if (!expect(l, "["))
        return NULL;
    do {
        bool minus = take(l, "-");
        if (minus && l->token != T_NUMBER)
            return fail(l, l->at, _("expected a number after '-' but found %s"), found(l));
        struct expr *kid = literal(l);
        if (!kid)
            return NULL;
        if (minus)
            kid->value.u.n = num_neg(l->p->arena, kid->value.u.n);
        add_kid(l, e, kid);
    } while (take(l, ","));
    return expect(l, "]") ? e : NULL;
}

static struct expr *call(struct lexer *l, const char *at, const char *word)
{
    struct expr *e = node(l, OP_CALL, at);
    e->word = word;
    next(l); /* the parenthesis */
    if (take(l, ")"))
        return e;
    do {
        struct expr *kid = parse_or(l);
        if (!kid)
            return NULL;
        add_kid(l, e, kid);
    } while (take(l, ","));
    return expect(l, ")") ? e : NULL;
}

static struct expr *primary(struct lexer *l)
{
    if (l->token == T_WORD && !is(l, "true") && !is(l, "false")) {
        const char *at = l->at, *word = arena_dupn(l->p->arena, l->at, l->len);
        static const char *const operators[] = {"or", "and", "not", "in"};
        for (size_t i = 0; i < 4; i++)
            if (strcmp(word, operators[i]) == 0)
                return fail(l, at, _("expected a value but found %s"), found(l));
        next(l);
        if (is(l, "("))
            return call(l, at, word);
        struct expr *e = node(l, OP_QUESTION, at);
        e->word = word;
        return e;
    }
    if (take(l, "(")) {
        struct expr *e = parse_or(l);
        return e && expect(l, ")") ? e : NULL;
    }
    return literal(l);
}

static struct expr *prefix(struct lexer *l, enum op op, struct expr *(*parse)(struct lexer *))
{
    const char *at = l->at;
    next(l);
    if (++l->depth > DEEPEST)
        return fail(l, at, _("this expression is nested too deeply (%d levels at most)"), DEEPEST);
    struct expr *kid = parse(l);
    l->depth--;
    if (!kid)
        return NULL;
    struct expr *e = node(l, op, at);
    add_kid(l, e, kid);
    return e;
}

static struct expr *unary(struct lexer *l)
{
    return is(l, "-") ? prefix(l, OP_NEG, unary) : primary(l);
}

struct infix {
    const char *sign;
    enum op op;
};

/* The operator that stands here, of those in the table (ended by NULL); NULL: none. */
static const struct infix *infix_here(const struct lexer *l, const struct infix *table)
{
    for (; table->sign; table++)
        if (is(l, table->sign))
            return table;
    return NULL;
}

static struct expr *left_to_right(struct lexer *l, const struct infix *table,
                                  struct expr *(*operand)(struct lexer *))
{
    struct expr *left = operand(l);
    const struct infix *i;
    while (left && (i = infix_here(l, table))) {
        const char *at = l->at;
        next(l);
        left = binary(l, i->op, at, left, operand(l));
    }
    return left;
}

static struct expr *product(struct lexer *l)
{
    static const struct infix table[] = {{"*", OP_MUL}, {"/", OP_DIV}, {NULL, 0}};
    return left_to_right(l, table, unary);
}

static struct expr *sum(struct lexer *l)
{
    static const struct infix table[] = {{"+", OP_ADD}, {"-", OP_SUB}, {NULL, 0}};
    return left_to_right(l, table, product);
}

static struct expr *comparison(struct lexer *l)
{
    static const struct infix table[] = {{"==", OP_EQ}, {"!=", OP_NE}, {"<", OP_LT},  {"<=", OP_LE},
                                         {">", OP_GT},  {">=", OP_GE}, {"in", OP_IN}, {NULL, 0}};
    struct expr *left = sum(l);
    const struct infix *i = left ? infix_here(l, table) : NULL;
    if (!i)
        return left;
    const char *at = l->at;
    next(l);
    struct expr *e = binary(l, i->op, at, left, i->op == OP_IN ? list(l) : sum(l));
    if (e && infix_here(l, table))
        return fail(l, l->at, _("comparisons can't be chained; join two of them with 'and'"));
    return e;
}

static struct expr *negation(struct lexer *l)
{
    return is(l, "not") ? prefix(l, OP_NOT, negation) : comparison(l);
}

static struct expr *conjunction(struct lexer *l)
{
    static const struct infix table[] = {{"and", OP_AND}, {NULL, 0}};
    return left_to_right(l, table, negation);
}

static struct expr *parse_or(struct lexer *l)
{
    static const struct infix table[] = {{"or", OP_OR}, {NULL, 0}};
    if (++l->depth > DEEPEST)
        return fail(l, l->at, _("this expression is nested too deeply (%d levels at most)"),
                    DEEPEST);
    struct expr *e = left_to_right(l, table, conjunction);
    l->depth--;
    return e;
}

struct expr *expr_parse(struct parser *p)
{
    struct lexer l = {.p = p, .at = p->source};
    next(&l);
    struct expr *e = parse_or(&l);
    if (e && !l.failed && l.token != T_END)
        return fail(&l, l.at, _("expected an operator or the end but found %s"), found(&l));
    return l.failed ? NULL : e;
}
