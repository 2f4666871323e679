/* F4: what is typed goes to the user's own editor, and comes back as a draft. */
#include <string.h>
#include "tui/away.h"
#include "tui/screens/questions.h"

/* What an editor left, as this field takes it: no newline at its end, and none at all in a line. */
static const char *as_typed(const struct questions *q, struct arena *a, const char *text)
{
    size_t n = strlen(text);

    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r')) {
        n--;
    }
    char *out = arena_dupn(a, text, n);
    for (char *s = out; q->mode != MODE_NOTE && (s = strchr(s, '\n'));) {
        *s = ' ';
    }
    return out;
}

/* The text is replaced only by one that was read back whole; and it is a draft at once, as nobody
 * would type it a second time. */
static bool run_editor(void *arg, struct campaign *c, struct arena *a, const char **said,
                       struct err *err)
{
    struct questions *q = arg;
    const char *name = q->mode == MODE_NOTE ? "note.txt" : "answer.txt";
    const char *text = away_text(a, name, edit_text(&q->edit), EDIT_MOST, err);

    (void)c;
    if (!text) {
        return false;
    }
    edit_set(&q->edit, as_typed(q, a, text));
    q->typed = q->unkept = true;
    q->fresh = false;
    edit_keep_now(q);
    *said = q->mode == MODE_NOTE ? _("Taken over from the editor; Esc stores it.")
                                 : _("Taken over from the editor; Enter stores it.");
    return true;
}

struct effect edit_elsewhere(struct questions *q)
{
    return (struct effect){.kind = EFFECT_DO, .aside = true, .job = {.run = run_editor, .arg = q}};
}
