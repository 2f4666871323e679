#include "tui/neighbour.h"

#include <string.h>

/* The body's place in the list; where it is not in it -1 - that of the one after it. False: there
 * is no such body. */
static bool place_in_list(const struct ui *ui, const char *body, int *place)
{
    struct row row;

    if (!row_get(ui->campaign, 0, body, "", ui->stage, &row, ui->tongue.arena)) {
        return false;
    }
    *place = view_place(ui->campaign, 0, NULL, ui->stage, &ui->bodies, row.pos);
    return true;
}

bool neighbour_body(const struct ui *ui, const char *body, int direction, char to[CODE_ROOM])
{
    struct row row;
    int place;

    if (!place_in_list(ui, body, &place)) {
        return false;
    }
    if (place >= 0) {
        place += direction;
    } else {
        place = direction > 0 ? -1 - place : -2 - place;
    }
    if (place < 0 || view_window(ui->campaign, 0, NULL, ui->stage, &ui->bodies, place, 1, &row,
                                 ui->tongue.arena) != 1) {
        return false;
    }
    snprintf(to, CODE_ROOM, "%s", row.body);
    return true;
}

int neighbour_place(const struct ui *ui, const char *body, int *n)
{
    int place = -1;

    *n = view_count(ui->campaign, 0, NULL, ui->stage, &ui->bodies);
    return place_in_list(ui, body, &place) && place >= 0 ? place + 1 : 0;
}

const char *neighbour_why_not(const struct ui *ui, const char *body, int direction)
{
    char to[CODE_ROOM];

    if (neighbour_body(ui, body, direction, to)) {
        return NULL;
    }
    return direction > 0 ? _("It is the last body of the list, as it is filtered and sorted.")
                         : _("It is the first body of the list, as it is filtered and sorted.");
}
