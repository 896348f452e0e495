/* Holidays from an iCalendar (RFC 5545), by libical: part of the module agenda. */
#include <libical/ical.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/vakantie.h"

/* StageHolidayRead (model/vakantie.h). */
gboolean stage_agenda_holidays(const char *text, StageHolidayAdd add, void *data, GError **error);

static void
write_day(icaltimetype day, char out[11])
{
    g_snprintf(out, 11, "%04u-%02u-%02u", (guint)day.year % 10000, (guint)day.month % 100,
               (guint)day.day % 100);
}

/* The end of an event of whole days is the day after the last (RFC 5545, 3.6.1). */
static gboolean
add_event(icalcomponent *event, StageHolidayAdd add, void *data, GError **error)
{
    icaltimetype from = icalcomponent_get_dtstart(event), until = icalcomponent_get_dtend(event);
    const char *name = icalcomponent_get_summary(event);
    char first[11], last[11];

    if (icaltime_is_null_time(from) || !icaltime_is_valid_time(from))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("an event of the calendar has no first day"));
    if (icaltime_is_null_time(until))
        until = from;
    else if (until.is_date && icaltime_compare(until, from) > 0)
        icaltime_adjust(&until, -1, 0, 0, 0);
    write_day(from, first);
    write_day(until, last);
    return add(first, last, name == NULL || *name == '\0' ? _("vakantie") : name, data, error);
}

gboolean
stage_agenda_holidays(const char *text, StageHolidayAdd add, void *data, GError **error)
{
    icalcomponent *calendar = icalparser_parse_string(text);
    gboolean done = calendar != NULL;

    if (calendar == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("this is no calendar that can be read"));
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         done && event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        done = add_event(event, add, data, error);
    icalcomponent_free(calendar);
    return done;
}
