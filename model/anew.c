#include "model/anew.h"

#include "model/bodywork.h"
#include "model/figures.h"
#include "model/project.h"

bool anew_derive(struct campaign *c, int64_t *waiting, struct err *err)
{
    bodywork_free(&c->at_work);
    return db_script(c->db, "DELETE FROM figures; DELETE FROM counted; DELETE FROM subject;"
                            "DELETE FROM head; DELETE FROM replaced; DELETE FROM campaign;"
                            "DELETE FROM rubric; DELETE FROM found; DELETE FROM review;"
                            "INSERT INTO name_word (name_word) VALUES ('delete-all');"
                            "INSERT INTO note_word (note_word) VALUES ('delete-all')") &&
           project_all(c, waiting, err) && figures_bring_up(c, err);
}

bool anew_read(struct campaign *c, struct err *err)
{
    bodywork_free(&c->at_work);
    c->changes++;
    device_close(&c->device);
    c->device = (struct device){.fd = -1};
    bool ok = campaign_read_eras(c, err) && catalogue_of(c, 0, err) != NULL;
    device_find(c);
    return ok;
}
