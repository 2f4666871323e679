#include "tui/frame.h"

#include <string.h>
#include "forms/text.h"
#include "tui/canvas.h"
#include "tui/lines.h"

#define ROOMY 60       /* columns from which the program's name and the stage are said */
#define CRUMBS_ROOM 24 /* columns in which there is room for two of them */

/* What is said about storing. */
static const char *saved_text(struct arena *a, const struct top_line *t, int w)
{
    if (t->not_saved) {
        return cut_end(a, arena_printf(a, _("not saved: %s"), t->not_saved), w * 2 / 3);
    }
    if (t->read_only) {
        return _("read only");
    }
    return *t->saved && !t->brief ? arena_printf(a, _("saved %s"), t->saved) : t->saved;
}

const char *top_right(struct arena *a, const struct top_line *t, int w, int left)
{
    const char *saved = saved_text(a, t, w), *right = "";

    if (w < ROOMY) {
        return saved;
    }
    if (t->note && *t->note) {
        right = arena_printf(a, "%s   ", t->note);
    }
    if (*t->stage) {
        int room = w - left - text_width(right) - text_width(saved) - 7;
        const char *stage = cut_end(a, t->stage, room > w / 5 ? room : w / 5);
        right = arena_printf(a, "%s%s%s", right, stage, *saved ? "   " : "");
    }
    return arena_printf(a, "%s%s", right, saved);
}

void top_draw(struct arena *a, const struct top_line *t, int w)
{
    const char *crumbs = crumbs_line(a, t->crumbs, t->ncrumbs, 1000);
    int x = 1;

    if (w >= ROOMY) {
        x += put(0, x, w - x, role_attr(ROLE_DIM), "meyar") + 2;
    }
    struct top_line fits = *t;
    const char *right = top_right(a, &fits, w, x + text_width(crumbs));
    if (w >= ROOMY && text_width(crumbs) > CRUMBS_ROOM &&
        w - x - text_width(right) - 3 < CRUMBS_ROOM) {
        fits.brief = true; /* whose page it is comes before the word in front of the time */
        right = top_right(a, &fits, w, x + text_width(crumbs));
    }
    int right_w = text_width(right), room = w - x - right_w - 3;
    put(0, x, room, role_attr(ROLE_TITLE), crumbs_line(a, t->crumbs, t->ncrumbs, room));
    put_right(0, w - right_w - 1, right_w, role_attr(ROLE_TEXT), right);
    enum role role = t->not_saved ? ROLE_ERROR : t->read_only ? ROLE_WARNING : ROLE_SAVED;
    const char *saved = saved_text(a, &fits, w);
    put(0, w - text_width(saved) - 1, text_width(saved), role_attr(role), saved);
}

#define MESSAGE_ROWS 4

void message_draw(struct arena *a, const struct message *m, int y, int w)
{
    struct span *lines;

    if (!m->text) {
        return;
    }
    const char *text = text_show(a, m->text, true);
    int n = wrap(a, text, w - 2, &lines);
    n = n < MESSAGE_ROWS ? n : MESSAGE_ROWS;
    for (int i = 0; i < n; i++) {
        int at = y - n + 1 + i;
        const char *line =
            i == n - 1 ? cut_end(a, text + lines[i].start, w - 2) : span_text(a, text, lines[i]);
        put_blank((struct rect){at, 0, 1, w});
        put(at, 1, w - 2, role_attr(m->role), line);
    }
}

struct hint {
    enum action action;
    const char *key, *word;
};

static struct hint hint_of(const struct screen *s, const struct ui *ui, enum action action)
{
    struct hint h = {action, action_key(ui->tongue.arena, action), action_word(action)};
    if (s->table->hint) {
        s->table->hint(s, ui, action, &h.key, &h.word);
    }
    return h;
}

static int hint_width(struct hint h)
{
    return text_width(h.key) + 1 + text_width(h.word);
}

/* The hints that fit into w columns; help last, and always. */
static int hints(const struct screen *s, const struct ui *ui, int w, struct hint *list)
{
    where_set where = s->table->where(s);
    struct hint help = {ACT_NONE, NULL, NULL};
    int n = 0, left = w;

    for (enum action i = ACT_HELP; i <= ACT_HELP_TYPING; i++) {
        if (action_in(i, where)) {
            help = hint_of(s, ui, i);
            left -= hint_width(help);
        }
    }
    for (enum action i = ACT_FOREIGN + 1; i < ACT_HELP; i++) {
        if (!action_in(i, where) || !*action_word(i) || !*action_key_names(i) ||
            !action_runs(s, ui, i)) {
            continue;
        }
        struct hint h = hint_of(s, ui, i);
        if (!*h.key) {
            continue; /* only the palette has it */
        }
        if (hint_width(h) + 2 > left) {
            break;
        }
        left -= hint_width(h) + 2;
        list[n++] = h;
    }
    if (help.key) {
        list[n++] = help;
    }
    return n;
}

void keys_draw(const struct screen *s, const struct ui *ui, int y, int w)
{
    struct hint list[ACTIONS];
    int n = hints(s, ui, w - 2, list), x = 1;

    for (int i = 0; i < n; i++) {
        x += put(y, x, w - x, role_attr(ROLE_TEXT), list[i].key) + 1;
        x += put(y, x, w - x, role_attr(ROLE_KEYS), list[i].word) + 2;
    }
}

enum action keys_at(const struct screen *s, const struct ui *ui, int w, int x)
{
    struct hint list[ACTIONS];
    int n = hints(s, ui, w - 2, list), from = 1;

    for (int i = 0; i < n; i++) {
        int end = from + hint_width(list[i]);
        if (x >= from && x < end) {
            return list[i].action;
        }
        from = end + 2;
    }
    return ACT_NONE;
}
