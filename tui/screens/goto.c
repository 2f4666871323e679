#include "tui/screens/goto.h"

#define ROWS_MOST 24

struct rect go_area(const struct ui *ui)
{
    struct rect area = ui->area;

    if (area.h > ROWS_MOST) {
        area.y += (area.h - ROWS_MOST) / 3;
        area.h = ROWS_MOST;
    }
    return area;
}

struct effect go_body(const char *body)
{
    return (struct effect){.kind = EFFECT_OPEN, .place = place_of(SCREEN_BODY, body, "", -1)};
}

/* Is anything asked of it? */
static bool is_asked(struct ui *ui, const char *body, const char *service)
{
    struct row row;
    const struct rubric *r = ui->tongue.rubric;

    if (!*service) {
        return r->body != NULL;
    }
    return r->service && row_get(ui->campaign, 0, body, service, -1, &row, ui->tongue.arena) &&
           row.state != SUBJECT_STOPPED;
}

struct effect go_service(struct ui *ui, const char *body, const char *service)
{
    enum screen_id screen = is_asked(ui, body, service) ? SCREEN_QUESTIONS : SCREEN_BODY;
    return (struct effect){.kind = EFFECT_OPEN, .place = place_of(screen, body, service, -1)};
}

/* Does the subject, as its answers stand, come to this question? */
static bool comes_to(struct ui *ui, const char *body, const char *service, int question)
{
    struct err err = {0};
    struct work *w = work_open(ui->campaign, 0, body, service, &err);
    bool comes = true;

    if (w) {
        enum qstate state = work_subject(w)->q[question].state;
        comes = state != QS_INACTIVE && state != QS_UNDECIDED &&
                work_block(w)->questions[question].type->id != Q_CALC;
        work_close(&w);
    }
    err_clear(&err);
    return comes;
}

struct effect go_question(struct ui *ui, const char *body, const char *service, int question)
{
    const struct rubric *r = ui->tongue.rubric;
    struct effect e = {.kind = EFFECT_OPEN,
                       .place = place_of(SCREEN_QUESTIONS, body, service, question)};

    if (!is_asked(ui, body, service)) {
        return go_service(ui, body, service);
    }
    int stage = (*service ? r->service : r->body)->questions[question].stage;
    if (ui->stage >= 0 && ui->stage != stage) {
        ui->stage = stage;
    }
    if (!comes_to(ui, body, service, question)) {
        e.message = (struct message){
            ROLE_TEXT, _("That question is not asked here as the answers stand; this is the one "
                         "nearest to it.")};
    }
    return e;
}

struct effect go_answer(struct ui *ui, const char *body, const char *service, int question)
{
    const struct rubric *r = ui->tongue.rubric;
    const struct block *b = *service ? r->service : r->body;

    if (b->questions[question].type->id == Q_CALC && is_asked(ui, body, service)) {
        return effect_over(&why_screen, place_of(SCREEN_QUESTIONS, body, service, question));
    }
    return go_question(ui, body, service, question);
}
