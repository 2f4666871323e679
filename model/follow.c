/* What is kept in memory of a file while its rubric changes under it. */
#include <string.h>
#include "model/bodywork.h"

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
