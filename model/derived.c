#include "model/derived.h"

#include <stddef.h>
#include "model/db.h"

const struct derived derived_tables[] = {
    {"campaign",
     "SELECT quote(camp), quote(id) || quote(name) || quote(rubric) FROM campaign ORDER BY 1"},
    {"rubric", "SELECT quote(sha), quote(text) FROM rubric ORDER BY 1"},
    {"subject",
     "SELECT " KEY("camp", "body", "service") ", quote(list) || quote(pos) || ' ' || withdrawn || "
                                              "' ' || place || quote(name) || quote(short) ||"
                                              " quote(inspector) || stopped || quote(reason) || "
                                              "quote(previous) || quote(attrs)"
                                              " FROM subject ORDER BY 1"},
    {"head", "SELECT " KEY("camp", "body", "service") " || ' ' || " KEY(
                 "kind", "item", "id") ", quote(value) || quote(note) || quote(was) || quote(by) "
                                       "|| quote(at) FROM head ORDER BY 1"},
    {"replaced",
     "SELECT " KEY("id", "body", "service") " || ' ' || quote(kind) || ' ' || quote(item), ''"
                                            " FROM replaced ORDER BY 1"},
    {"counted", "SELECT " KEY("camp", "body",
                              "service") " || ' ' || quote(item), quote(family) || quote(value)"
                                         " FROM counted ORDER BY 1"},
    {"figures",
     "SELECT " KEY(
         "f.camp", "f.body",
         "f.service") ", quote(f.rubric) || concat_numbers || quote(stages) || quote(text)"
                      " FROM (SELECT *, engine || ' ' || state || ' ' || unrated || ' ' || "
                      "quote(score) || ' ' ||"
                      " quote(so_far) || ' ' || quote(low) || ' ' || quote(high) || ' ' || rating "
                      "|| ' ' || computed ||"
                      " ' ' || rating_low || ' ' || rating_high || ' ' || held || ' ' || asked || "
                      "' ' || answered ||"
                      " ' ' || deficiencies || ' ' || worst || ' ' || cant_tell || ' ' || "
                      "not_applicable || ' ' ||"
                      " conflicts || ' ' || notes || ' ' || open || ' ' || open_all AS "
                      "concat_numbers FROM figures) f"
                      " ORDER BY 1"},
    {"review",
     "SELECT quote(body), quote(state) || quote(id) || quote(by) || quote(at) || quote(reason) ||"
     " quote(rating) || quote(score) || quote(rubric) || quote(seen) || changed"
     " FROM review ORDER BY 1"},
    {NULL, NULL},
};

bool derived_there(struct db *db, const struct derived *t)
{
    return db_number(db, 0, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", "t",
                     t->table) != 0;
}
