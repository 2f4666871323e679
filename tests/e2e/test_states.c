/* meyar people and meyar state, as an inspector and a supervisor run them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "tests/help/program.h"
#include "tests/help/small.h"

static void ends(const struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && !strstr(r->out, out)) || (err && !strstr(r->err, err)))
        fail_msg("status %d, expected %d\n-- out, expected '%s'\n%s\n-- err, expected '%s'\n%s",
                 r->status, status, out ? out : "", r->out, err ? err : "", r->err);
}

#define AS(who, ...) meyar(__VA_ARGS__, "--by", who, NULL)

static void make_campaign(void)
{
    write_text("small.yaml", small_rubric);
    write_text("small.csv", small_registry);
    ends(AS("boss", "init", "a.meyar", "--rubric", "small.yaml", "--registry", "small.csv",
            "--campaign", "2019"),
         0, "", "");
}

/* The command's output as JSON; the caller frees it. */
static json_t *json_of(const struct ran *r)
{
    json_error_t why;
    json_t *all = r->status == 0 ? json_loads(r->out, 0, &why) : NULL;
    if (!all)
        fail_msg("no JSON (status %d): %s%s", r->status, r->out, r->err);
    return all;
}

static const char *text_at(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static void people_and_roles(void **state)
{
    (void)state;
    make_campaign();
    ends(meyar("people", "a.meyar", NULL), 0, "supervisor       0  boss", "");
    ends(AS("Inspector A", "people", "a.meyar", "Ayşe", "supervisor"), 1, "",
         "Only a supervisor says who does what here; you are Inspector A, an inspector");
    ends(AS("boss", "people", "a.meyar", "Ayşe", "king"), 2, "", "inspector or supervisor");
    ends(AS("boss", "people", "a.meyar", "Ayşe"), 2, "", "usage: meyar people FILE");
    ends(AS("boss", "people", "a.meyar", "--assign", "X", "--unassign", "beta"), 2, "", "usage");
    ends(AS("boss", "people", "a.meyar", "--assign", "X"), 2, "", "usage");
    ends(AS("boss", "people", "a.meyar", "boss", "inspector"), 1, "", "last supervisor");
    ends(AS("boss", "people", "a.meyar", "Ayşe", "supervisor"), 0, "", "Ayşe is a supervisor now");
    ends(AS("boss", "people", "a.meyar", "Ayşe", "supervisor"), 1, "", "already");
    ends(AS("Ayşe", "people", "a.meyar", "boss", "inspector"), 0, "", "boss is an inspector now");
    ends(AS("boss", "people", "a.meyar", "boss", "supervisor"), 1, "", "Only a supervisor");

    /* All of the bodies, or none. */
    ends(AS("Ayşe", "people", "a.meyar", "--assign", "Nigar", "beta", "gama"), 1, "",
         "no body 'gama'");
    ends(AS("Ayşe", "people", "a.meyar", "--assign", "a\nb", "beta"), 1, "", "one line");
    ends(AS("Ayşe", "people", "a.meyar", "--assign", "Nigar", "beta", "alpha"), 0, "",
         "2 bodies are assigned to Nigar");
    ends(AS("Ayşe", "people", "a.meyar", "--unassign", "alpha"), 0, "",
         "1 body is assigned to nobody now");
    json_t *all = json_of(meyar("people", "a.meyar", "--json", NULL));
    assert_int_equal(json_array_size(all), 4);
    assert_string_equal(text_at(json_array_get(all, 0), "name"), "Ayşe");
    assert_string_equal(text_at(json_array_get(all, 0), "role"), "supervisor");
    assert_string_equal(text_at(json_array_get(all, 2), "name"), "Nigar");
    assert_int_equal(json_integer_value(json_object_get(json_array_get(all, 2), "bodies")), 1);
    assert_true(json_is_false(json_object_get(json_array_get(all, 2), "named")));
    assert_string_equal(text_at(json_array_get(all, 3), "name"), "*");
    json_decref(all);
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: the registry's row of Alpha Office", "");
    ends(AS("Ayşe", "people", "a.meyar", "*", "supervisor"), 0, "", "everybody else");
    ends(meyar("undo", "a.meyar", NULL), 0, "Undone: the role of everybody else", "");
    ends(AS("boss", "people", "a.meyar", "x", "inspector", "--read-only"), 3, "", "--read-only");
    ends(meyar("people", "nothere.meyar", NULL), 3, "", "nothere.meyar");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

static void a_body_is_brought_through(void **state)
{
    (void)state;
    make_campaign();
    ends(meyar("state", "a.meyar", NULL), 0, "alpha  assigned      Inspector A", "");
    ends(meyar("state", "a.meyar", NULL), 0, "beta   not assigned", "");
    ends(AS("Inspector A", "answer", "a.meyar", "alpha/s1", "e_level=half", "e_pay=no"), 0, "", "");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "desk-done"), 0, "", "alpha: desk done");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "desk_done"), 1, "", "It is so already");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "finished"), 2, "",
         "'finished' is no state");
    ends(AS("Inspector A", "state", "a.meyar", "alpa", "visited"), 1, "", "did you mean 'alpha'?");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "accepted"), 1, "", "Only a supervisor");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "visited", "--language", "en"), 2, "",
         "only an opinion is given in a language");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "opinion_given", "--language", "tr"), 1, "",
         "the rubric has no texts in 'tr'; it has them in en");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "opinion_given", "--language", "en"), 0, "",
         "alpha: opinion given (en)");
    ends(AS("Inspector A", "state", "a.meyar", "alpha", "handed_in", "--reason", "no visit yet"), 0,
         "", "alpha: handed in");
    ends(AS("Inspector A", "answer", "a.meyar", "alpha/s1", "e_level=full"), 1, "",
         "alpha is handed in: a supervisor must send it back");
    ends(AS("boss", "state", "a.meyar", "alpha", "reopened", "--reason", "x"), 1, "",
         "Only what is accepted");
    ends(AS("boss", "state", "a.meyar", "alpha", "accepted"), 0, "", "alpha: accepted");
    ends(AS("boss", "answer", "a.meyar", "alpha/s1", "e_level=full"), 1, "", "alpha is accepted");
    ends(AS("boss", "undo", "a.meyar"), 1, "", "to accept alpha: that is not undone");
    ends(AS("boss", "state", "a.meyar", "alpha", "reopened"), 1, "", "needs its reason");
    ends(AS("boss", "state", "a.meyar", "alpha", "visited", "--json"), 1, "", "accepted");
    ends(meyar("state", "a.meyar", "--reason", "x", NULL), 2, "", "usage");

    write_text("more.csv", "body_code,body_name,service_code,service_name\n"
                           "alpha,Alpha Office,s1,First renamed\n");
    ends(AS("boss", "import", "a.meyar", "--registry", "more.csv"), 0, "", "marks them as changed");
    ends(meyar("state", "a.meyar", NULL), 0, "alpha  accepted, changed since", "");
    const struct ran *r = meyar("state", "a.meyar", "alpha", NULL);
    ends(r, 0, "state: accepted, changed since\n", "");
    ends(r, 0, "Inspector A  opinion given  (its text is kept)\n", "");
    ends(r, 0, "Inspector A  handed in\n    reason: no visit yet\n", "");
    ends(r, 0, "boss  s1 the registry's row: First service → First renamed\n", "");
    ends(meyar("state", "a.meyar", "nobody", NULL), 1, "", "no body 'nobody'");

    json_t *all = json_of(meyar("state", "a.meyar", "alpha", "--json", NULL));
    const json_t *way = json_object_get(all, "way"), *changes = json_object_get(all, "changes");
    assert_string_equal(text_at(all, "state"), "accepted");
    assert_true(json_is_true(json_object_get(all, "changed")));
    assert_int_equal(json_array_size(way), 4);
    assert_non_null(strstr(text_at(json_array_get(way, 1), "text"), "No payment"));
    assert_string_equal(text_at(json_array_get(way, 2), "reason"), "no visit yet");
    assert_true(json_is_true(json_object_get(json_array_get(way, 3), "stands")));
    assert_int_equal(json_array_size(changes), 1);
    assert_string_equal(text_at(json_array_get(changes, 0), "service"), "s1");
    json_decref(all);
    all = json_of(meyar("state", "a.meyar", "--json", NULL));
    assert_int_equal(json_array_size(all), 2);
    assert_string_equal(text_at(json_array_get(all, 1), "state"), "unassigned");
    json_decref(all);
    all = json_of(meyar("score", "a.meyar", "--json", NULL));
    const json_t *list = json_object_get(all, "bodies");
    assert_string_equal(text_at(json_array_get(list, 0), "review"), "accepted");
    assert_string_equal(text_at(json_array_get(list, 1), "review"), "unassigned");
    json_decref(all);
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

/* The work of a laptop comes in after the accept; an accept by no supervisor is told as such. */
static void what_came_in_since_is_told(void **state)
{
    (void)state;
    make_campaign();
    char mine[512], theirs[544];
    size_t n;
    snprintf(mine, sizeof mine, "%s", getenv("XDG_STATE_HOME"));
    snprintf(theirs, sizeof theirs, "%s-theirs", mine);
    char *bytes = read_file("a.meyar", &n);
    write_file("b.meyar", bytes, n);
    free(bytes);
    setenv("XDG_STATE_HOME", theirs, 1);
    ends(AS("Inspector A", "answer", "b.meyar", "alpha/s1", "e_level=half", "--note", "seen"), 0,
         "", "");
    ends(AS("boss", "people", "b.meyar", "*", "supervisor"), 0, "", "");
    ends(AS("Ayşe", "state", "b.meyar", "beta", "handed_in", "--reason", "all"), 0, "", "");
    ends(AS("Ayşe", "state", "b.meyar", "beta", "accepted"), 0, "", "");
    ends(meyar("export", "b.meyar", "-o", "b.bundle", NULL), 0, "", "");
    setenv("XDG_STATE_HOME", mine, 1);
    ends(AS("boss", "state", "a.meyar", "alpha", "handed_in", "--reason", "all"), 0, "", "");
    ends(AS("boss", "state", "a.meyar", "alpha", "accepted"), 0, "", "");
    ends(AS("boss", "merge", "a.meyar", "b.bundle"), 0, NULL, NULL);
    const struct ran *r = meyar("state", "a.meyar", "alpha", NULL);
    ends(r, 0, "Inspector A  s1 e_level: nothing → half\n    note: – → seen\n", "");
    ends(meyar("state", "a.meyar", "beta", NULL), 0, "state: accepted\n", "");
    ends(meyar("verify", "a.meyar", NULL), 0, "ok: ", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(people_and_roles, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(a_body_is_brought_through, program_enter, program_leave),
        cmocka_unit_test_setup_teardown(what_came_in_since_is_told, program_enter, program_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
