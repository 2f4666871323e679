#include "tui/pace_words.h"

#include "forms/text.h"
#include "tui/words.h"

const char *say_day(struct arena *a, int32_t day)
{
    static const char *const names[] = {
        NC_("weekday", "Mon"), NC_("weekday", "Tue"), NC_("weekday", "Wed"), NC_("weekday", "Thu"),
        NC_("weekday", "Fri"), NC_("weekday", "Sat"), NC_("weekday", "Sun")};
    char date[11];

    date_format(day, date);
    return arena_printf(a, "%s %s", text_translated(names[weekday_of(day)]), date);
}

const char *say_rate(struct arena *a, num rate)
{
    const char *text = num_fixed(a, rate, 1);
    return text ? text : "–";
}

const char *say_inspector(const struct pace_person *it)
{
    return it->name ? it->name : _("(nobody)");
}

enum mark verdict_mark(enum pace_verdict v)
{
    static const enum mark marks[] = {
        [PACE_NO_BODY] = MARK_NONE, [PACE_DONE] = MARK_ACCEPTED,     [PACE_IN_TIME] = MARK_DONE,
        [PACE_OPEN] = MARK_OPEN,    [PACE_UNKNOWN] = MARK_CANT_TELL, [PACE_LATE] = MARK_GRAVE,
        [PACE_OVER] = MARK_GRAVEST,
    };
    return marks[v];
}

const char *say_verdict_short(struct arena *a, const struct pace_person *it)
{
    switch (it->verdict) {
    case PACE_NO_BODY:
        return _("inspects no body");
    case PACE_DONE:
        return _("nothing left");
    case PACE_IN_TIME:
        return _("in time");
    case PACE_OPEN:
        return it->finish == NO_DAY ? C_("pace", "can't be told")
                                    : arena_printf(a, _("by %s"), say_day(a, it->finish));
    case PACE_UNKNOWN:
        return C_("pace", "can't be told");
    case PACE_LATE:
        return it->late < 0
                   ? _("too late")
                   : arena_printf(a,
                                  ngettext("%d day late", "%d days late", (unsigned long)it->late),
                                  it->late);
    default:
        return _("end has passed");
    }
}

const char *say_finish(struct arena *a, const struct pace_person *it)
{
    return it->finish == NO_DAY || it->verdict == PACE_OPEN ? "" : say_day(a, it->finish);
}

static const char *late_text(struct arena *a, const struct pace *p, const struct pace_person *it)
{
    const char *end = say_day(a, p->end);

    if (it->late < 0 || it->finish == NO_DAY) {
        return it->name || it->body
                   ? arena_printf(a, _("As things go this takes years: %s will be missed."), end)
                   : arena_printf(a, _("As things go %s will be missed."), end);
    }
    return arena_printf(
        a,
        ngettext("As things go it will be finished on %s: %s will be missed by %d working day.",
                 "As things go it will be finished on %s: %s will be missed by %d working days.",
                 (unsigned long)it->late),
        say_day(a, it->finish), end, it->late);
}

/* Who answered nothing yet may inspect bodies that others answer at. */
static const char *unknown_text(struct arena *a, const struct pace *p, const struct pace_person *it)
{
    const char *end = say_day(a, p->end);

    if (it == &p->total && it->given > 0) {
        return arena_printf(a, _("Of some it can't be told: nobody knows whether %s is met."), end);
    }
    return it->answered > 0
               ? arena_printf(a, _("Others answered here: nobody can tell whether %s is met."), end)
               : arena_printf(a, _("Nothing was answered yet: nobody can tell whether %s is met."),
                              end);
}

const char *say_forecast(struct arena *a, const struct pace *p, const struct pace_person *it)
{
    switch (it->verdict) {
    case PACE_NO_BODY:
        return _("Inspects no body: these answers were given at bodies of others.");
    case PACE_DONE:
        return _("Nothing is left: all is answered, or handed in.");
    case PACE_IN_TIME:
        return arena_printf(a, _("As things go it will be finished on %s; the end is %s."),
                            say_day(a, it->finish), say_day(a, p->end));
    case PACE_OPEN:
        return it->finish == NO_DAY
                   ? _("No end is set, and nobody can tell when it will be finished.")
                   : arena_printf(a, _("As things go it will be finished on %s; no end is set."),
                                  say_day(a, it->finish));
    case PACE_UNKNOWN:
        return unknown_text(a, p, it);
    case PACE_LATE:
        return late_text(a, p, it);
    default:
        return arena_printf(a,
                            ngettext("The end was %s, and %lld question is left.",
                                     "The end was %s, and %lld questions are left.",
                                     (unsigned long)it->left),
                            say_day(a, p->end), (long long)it->left);
    }
}

const char *say_pace(struct arena *a, const struct pace_person *it)
{
    const char *given = arena_printf(
        a, ngettext("%lld answer given", "%lld answers given", (unsigned long)it->given),
        (long long)it->given);
    const char *days = arena_printf(
        a, ngettext("on %d working day", "on %d working days", (unsigned long)it->days), it->days);
    const char *text = num_is_none(it->rate) ? given
                                             : arena_printf(a, _("%s %s: %s a day"), given, days,
                                                            say_rate(a, it->rate));
    if (num_is_none(it->needed)) {
        return text;
    }
    return arena_printf(a,
                        ngettext("%s; needed %s, %d day left", "%s; needed %s, %d days left",
                                 (unsigned long)it->days_left),
                        text, say_rate(a, it->needed), it->days_left);
}

const char *say_states(struct arena *a, const struct pace_person *it)
{
    const char *text = "";

    for (int i = 0; i < REVIEWS; i++) {
        if (it->states[i] > 0) {
            text = arena_printf(a, "%s%s%s %d", text, *text ? " · " : "",
                                say_review(review_id((enum review)i)), it->states[i]);
        }
    }
    return text;
}

const char *say_working_days(struct arena *a, const struct workdays *w)
{
    unsigned long n = (unsigned long)w->named;

    if (w->named == 0) {
        return _("Days: Monday to Friday, no days off set; by the laptops' clocks.");
    }
    if (w->weekend == 0) {
        return arena_printf(
            a,
            ngettext("Days: Monday to Friday without %d day off; by the laptops' clocks.",
                     "Days: Monday to Friday without %d days off; by the laptops' clocks.", n),
            w->named);
    }
    return arena_printf(
        a,
        ngettext("Days: Monday to Friday without %d day off (%d at weekends); laptops' clocks.",
                 "Days: Monday to Friday without %d days off (%d at weekends); laptops' clocks.",
                 n),
        w->named, w->weekend);
}
