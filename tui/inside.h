/* What app.c and effects.c share: the application itself. */
#ifndef TUI_INSIDE_H
#define TUI_INSIDE_H

#include "tui/app.h"
#include "tui/ui.h"

#define DEPTH_MOST 48 /* screens over one another; then the oldest way back is forgotten */

struct app {
    struct ui ui;
    struct screen stack[DEPTH_MOST];
    int depth;
    struct sight sight; /* what was on show when the command came, or the last screen opened */
    bool over;
    bool unfolded;  /* something was stored since the file was last made whole by itself */
    bool uncopied;  /* something was stored since it was last seen whether a copy is due */
    int copy_tries; /* copies that a key broke off */
    char *restore;  /* the copy that is to be put in the file's place once all is closed; NULL */
    char *message;  /* in the message line until the next key; NULL: none */
    enum role message_role;
    char *not_saved;  /* why the last answer could not be stored; NULL: it was */
    char *place_key;  /* where the state folder keeps the place; NULL: nowhere */
    char *place_kept; /* what stands there */
    struct {
        int y, x;
        int64_t at;
        bool opened; /* another screen, or closed one */
    } pressed;       /* the mouse, last */
};

bool app_too_small(void);
void app_say(struct app *app, enum role role, const char *text);
struct screen *app_top(struct app *app); /* NULL once all are closed */
/* Before a key, a press or pasted text is looked at: what was said for the one before goes. */
void app_begin_input(struct app *app);
/* mouse.c: a press as it came, at a time in milliseconds: the second of a double click is dropped
 * where the first has opened another screen. */
void app_take_press(struct app *app, const struct input *in, int64_t at);
void app_recalc(struct app *app);
/* What of the lists is on show. */
struct sight app_sight(const struct app *app);
/* Closes the screen on top; what was on show before it is so again. */
void app_close_top(struct app *app);
/* … and leaves on show what is. */
void app_drop_top(struct app *app);
bool app_push(struct app *app, const struct screen_table *table, const struct place *at,
              struct err *err);
/* Shows a place on the screens of the daily work that lie on top: they stay where they can go
 * there, and are opened anew where they can't. Whatever else lies on top is opened over, and led
 * back to. A place in the list of bodies without a body is home: all that lies over that closes.
 * False: it can't be shown, and it was said why. */
bool app_show(struct app *app, const struct place *at);
/* What one comes back to shows the place that was left where that lies further down its own way: a
 * question is not left for its body. Where a page has gone on to another body, that is come back
 * to. */
void app_lead_back(struct app *app, const struct place *left, bool went_on);
void app_carry(struct app *app, const struct effect *e);
/* Carries a command out on the screen on top. */
void app_command(struct app *app, struct command c);
/* common.c: what an action does that means the same on every screen. False: it is the screen's. */
bool common_command(struct app *app, struct command c);
/* Screens that one can come back to by their names in the state folder; SCREENS: none. */
enum screen_id screen_named(const char *name);
const char *screen_name(enum screen_id screen);

/* language.c: rubric and program speak the language of that code, as far as they know it; the next
 * start too. Whatever was read in another is read anew by the recalc that follows. */
void app_language(struct app *app, const char *code);
/* The same for the language chosen last; without one, the environment's. */
void app_language_kept(struct app *app);

/* rubric_follow.c: where another rubric has come into force, screens are opened anew for it. The
 * campaign is pinned. */
void app_follow_rubric(struct app *app);

/* Writes where the user is to the state folder, where that has changed. */
void app_keep_place(struct app *app);
/* Where the user was last; also puts that time's stage on show. */
struct place app_kept_place(struct app *app);

#endif
