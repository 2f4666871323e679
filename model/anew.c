/* Everything derived made anew in its own file: after a merge, after another rubric. */
#include <string.h>
#include "model/bodywork.h"
#include "model/project.h"


bool project_anew(struct campaign *c, int64_t *uncounted, struct err *err)
{
    bodywork_free(&c->at_work);
    return db_script(c->db, "DELETE FROM figures; DELETE FROM counted; DELETE FROM subject;"
                            "DELETE FROM head; DELETE FROM replaced; DELETE FROM campaign;"
                            "DELETE FROM rubric; DELETE FROM found; DELETE FROM review;"
                            "INSERT INTO name_word (name_word) VALUES ('delete-all');"
                            "INSERT INTO note_word (note_word) VALUES ('delete-all')") &&
           project_all(c, uncounted, err) && figures_bring_up(c, err);
}

bool campaign_reread(struct campaign *c, struct err *err)
{
    bodywork_free(&c->at_work);
    c->changes++;
    return campaign_read_eras(c, err) && catalogue_of(c, 0, err) != NULL;
}

bool campaign_follow(struct campaign *c)
{
    struct query *q = db_query(c->db, "SELECT rubric FROM campaign WHERE camp = 0", "");
    bool other = query_row(q) && query_text(q, 0) && strcmp(query_text(q, 0), c->eras[0].sha) != 0;
    query_done(&q);
    return other && campaign_reread(c, NULL);
}
