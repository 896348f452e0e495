#include "export/dictionary.h"

#include <string.h>

#include "base/i18n.h"
#include "model/afspraak.h"
#include "model/begeleider.h"
#include "model/begeleidingskeuze.h"
#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/conflict.h"
#include "model/demping.h"
#include "model/docent.h"
#include "model/geheim.h"
#include "model/gesprek.h"
#include "model/herinnering.h"
#include "model/inschatting.h"
#include "model/invoer.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/post.h"
#include "model/reactie.h"
#include "model/signaal.h"
#include "model/student.h"
#include "model/team.h"
#include "model/vakantie.h"
#include "model/verlof.h"
#include "model/vrijstelling.h"
#include "model/zoekvraag.h"

#define PLAIN       STAGE_PRIVACY_PLAIN
#define QUASI       STAGE_PRIVACY_QUASI
#define GROUP       STAGE_PRIVACY_GROUP
#define KEY         STAGE_PRIVACY_KEY
#define IDENTIFYING STAGE_PRIVACY_IDENTIFYING
#define PROSE       STAGE_PRIVACY_PROSE

/* clang-format off */
static const StageExportField team[] = {
    { "naam", KEY, N_("name of the team") },
    { "coordinator", KEY, N_("the docent who watches over the placements of the team") },
    { 0 },
};
static const StageExportField opleiding[] = {
    { "crebo", PLAIN, N_("number of the programme in the national register, 5 digits") },
    { "naam", PLAIN, N_("name of the programme") },
    { "niveau", PLAIN, N_("level of the programme, 1 to 4") },
    { "team", KEY, N_("the team that has the programme") },
    { 0 },
};
static const StageExportField docent[] = {
    { "code", KEY, N_("code by which the school knows the docent") },
    { "roepnaam", IDENTIFYING, N_("first name in use") },
    { "voorvoegsel", IDENTIFYING, N_("what stands before the last name: van, de, van 't") },
    { "achternaam", IDENTIFYING, N_("last name, without what stands before it") },
    { "email", IDENTIFYING, N_("e-mail address") },
    { "telefoon", IDENTIFYING, N_("telephone number") },
    { "team", KEY, N_("the team of the docent") },
    { "werkdagen", QUASI, N_("days of the week on which the docent works") },
    { 0 },
};
static const StageExportField student[] = {
    { "nummer", KEY, N_("number by which the school knows the student; zeros in front matter") },
    { "roepnaam", IDENTIFYING, N_("first name in use") },
    { "voorvoegsel", IDENTIFYING, N_("what stands before the last name: van, de, van 't") },
    { "achternaam", IDENTIFYING, N_("last name, without what stands before it") },
    { "email", IDENTIFYING, N_("e-mail address") },
    { "klas", GROUP, N_("class of the student") },
    { "cohort", QUASI, N_("cohort of the student") },
    { "leerweg", PLAIN, N_("BOL: school with placements; BBL: a job with school") },
    { "opleiding", KEY, N_("the programme of the student") },
    { 0 },
};
static const StageExportField leerbedrijf[] = {
    { "sbb", KEY, N_("leerbedrijf-ID of SBB, 9 digits; it never changes") },
    { "kvk", KEY, N_("number in the trade register, 8 digits") },
    { "vestiging", KEY, N_("number of the branch in the trade register, 12 digits") },
    { "naam", IDENTIFYING, N_("name of the company") },
    { "adres", IDENTIFYING, N_("street and number") },
    { "postcode", QUASI, N_("postcode, Dutch as 1234 AB") },
    { "plaats", IDENTIFYING, N_("town") },
    { "telefoon", IDENTIFYING, N_("telephone number") },
    { "coordinaten", IDENTIFYING, N_("latitude and longitude in degrees (WGS 84), a comma between them") },
    { 0 },
};
static const StageExportField opleider[] = {
    { "leerbedrijf", KEY, N_("the company of the praktijkopleider") },
    { "roepnaam", IDENTIFYING, N_("first name in use") },
    { "voorvoegsel", IDENTIFYING, N_("what stands before the last name: van, de, van 't") },
    { "achternaam", IDENTIFYING, N_("last name, without what stands before it") },
    { "email", IDENTIFYING, N_("e-mail address") },
    { "telefoon", IDENTIFYING, N_("telephone number") },
    { 0 },
};
static const StageExportField plaatsing[] = {
    { "student", KEY, N_("whose placement it is") },
    { "leerbedrijf", KEY, N_("the company at which it is") },
    { "docent", KEY, N_("the docent who guides it from its beginning; who came later is in begeleider") },
    { "opleider", KEY, N_("the praktijkopleider who guides it from its beginning; who came later is in begeleider") },
    { "begin", QUASI, N_("first day") },
    { "einde", QUASI, N_("last day, as agreed") },
    { "einde_werkelijk", QUASI, N_("last day as it came, when it ended otherwise") },
    { "reden", PROSE, N_("why it ended otherwise") },
    { "uren", QUASI, N_("hours in all") },
    { "overeenkomst", KEY, N_("number of the praktijkovereenkomst") },
    { "status", PLAIN, N_("voorlopig: not certain yet; vervallen: it never took place; nothing: certain") },
    { "werkdagen", QUASI, N_("days of the week on which the student is at the company") },
    { "status_sinds", QUASI, N_("day from which the status is what it is") },
    { 0 },
};
static const StageExportField begeleider[] = {
    { "plaatsing", KEY, N_("the placement that is guided") },
    { "rol", PLAIN, N_("for whom: docent, of the school; opleider, of the company") },
    { "docent", KEY, N_("the docent; only of the rol docent") },
    { "opleider", KEY, N_("the praktijkopleider; only of the rol opleider") },
    { "vervangt", PLAIN, N_("true: stands in, and the other comes back; false: took over") },
    { "van", QUASI, N_("first day") },
    { "tot", QUASI, N_("last day; nothing: until further notice") },
    { 0 },
};
static const StageExportField gesprek[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "soort", PLAIN, N_("which contact moment it is") },
    { "vorm", PLAIN, N_("how they met: bezoek is at the company") },
    { "gepland", QUASI, N_("day for which it was planned") },
    { "tijd", QUASI, N_("time of day of the plan, HH:MM, on the clock of Amsterdam") },
    { "gehouden", QUASI, N_("day on which it was held; nothing: it was not, or not yet") },
    { "geannuleerd", QUASI, N_("day on which it was cancelled") },
    { "reden", PROSE, N_("why it was cancelled") },
    { "docent_aanwezig", PLAIN, N_("whether the docent was there; nothing: it was not held") },
    { "student_aanwezig", PLAIN, N_("whether the student was there; nothing: it was not held") },
    { "opleider_aanwezig", PLAIN, N_("whether the praktijkopleider was there; nothing: it was not held") },
    { "docent", KEY, N_("who the docent was on that day") },
    { "opleider", KEY, N_("who the praktijkopleider was on that day") },
    { "anderen", PROSE, N_("who else was there, by role") },
    { "plek", PROSE, N_("where") },
    { "duur", PLAIN, N_("how long, in minutes") },
    { "vervanger", PROSE, N_("who sat in for a praktijkopleider who was absent, by role") },
    { "einde_toen", QUASI, N_("last day of the placement as it was known when the talk was held") },
    { 0 },
};
static const StageExportField notitie[] = {
    { "gesprek", KEY, N_("the talk in which it was taken down") },
    { "sleutel", PLAIN, N_("key of a good talk: 1 learning, 2 chances to learn, 3 judgement, 4 guidance; nothing: "
                           "outside the keys") },
    { "aspect", PLAIN, N_("which part of the key") },
    { "geboden", PLAIN, N_("of a chance to learn: whether the company offers it") },
    { "tekst", PROSE, N_("the note") },
    { "vertrouwelijk", PLAIN, N_("true: its author keeps it to themself") },
    { "volgens", PLAIN, N_("whose words they are") },
    { 0 },
};
static const StageExportField inschatting[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "gesprek", KEY, N_("the talk in which it was given; nothing: apart from a talk") },
    { "opleider", KEY, N_("the praktijkopleider whose it is") },
    { "datum", QUASI, N_("day on which it was given") },
    { "oordeel", PROSE, N_("how the praktijkopleider judges the development") },
    { "voorbeeld", PROSE, N_("the example that shows it") },
    { "verwachting", PROSE, N_("what the company expects of a beginner") },
    { "zienswijze", PROSE, N_("what the student says of it") },
    { "herkend", PLAIN, N_("whether the student recognises it") },
    { "begeleiding", PROSE, N_("how the praktijkopleider guides now") },
    { "bespreken", PROSE, N_("what the coming talk should be about") },
    { 0 },
};
static const StageExportField begeleidingskeuze[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "gesprek", KEY, N_("the talk in which it was told; nothing: apart from a talk") },
    { "datum", QUASI, N_("day on which it was told") },
    { "strategie", PLAIN, N_("how the praktijkopleider guides: shows the work, lets the student take part, or "
                             "entrusts work") },
    { "gebied", PLAIN, N_("of meedoen: in what the student takes part") },
    { "voorbeeld", PROSE, N_("the example that shows it") },
    { "herkend", PLAIN, N_("whether the student recognises it as guidance") },
    { "inschatting", KEY, N_("the judgement that it answers") },
    { 0 },
};
static const StageExportField afspraak[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "gesprek", KEY, N_("the talk in which it was made; nothing: apart from a talk") },
    { "datum", QUASI, N_("day on which it was made") },
    { "wie", PLAIN, N_("who does it") },
    { "wat", PROSE, N_("what is to be done") },
    { "voor", QUASI, N_("day before or on which it is to be done") },
    { "gesloten", QUASI, N_("day on which it was closed; nothing: it is open") },
    { "resultaat", PROSE, N_("what came of it") },
    { 0 },
};
static const StageExportField signaal[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "gesprek", KEY, N_("the talk in which it came up; nothing: apart from a talk") },
    { "datum", QUASI, N_("day on which it came up") },
    { "soort", QUASI, N_("what threatens to go wrong") },
    { "ernst", PLAIN, N_("how serious it is") },
    { "omschrijving", PROSE, N_("what it is; never kept of discriminatie and onveilig") },
    { "verwezen", PROSE, N_("where it was referred to") },
    { "gesloten", QUASI, N_("day on which it was closed; nothing: it is open") },
    { "afloop", PROSE, N_("what was done") },
    { "opvolging", PROSE, N_("what is being done about it") },
    { "voor", QUASI, N_("day before or on which that is looked at again") },
    { "ingelicht", PROSE, N_("who was told, by role") },
    { 0 },
};
static const StageExportField vrijstelling[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "moment", PLAIN, N_("the contact moment that need not be held") },
    { "datum", QUASI, N_("day on which it was handled or decided") },
    { "reden", PROSE, N_("why") },
    { 0 },
};
static const StageExportField vakantie[] = {
    { "van", PLAIN, N_("first day") },
    { "tot", PLAIN, N_("last day") },
    { "naam", PROSE, N_("name of the holiday") },
    { 0 },
};
static const StageExportField demping[] = {
    { "plaatsing", KEY, N_("the placement that it is about") },
    { "regel", PLAIN, N_("the rule that is quiet, or the reminders that are not sent") },
    { "datum", QUASI, N_("first day") },
    { "reden", PROSE, N_("why") },
    { "tot", QUASI, N_("last day; nothing: for good") },
    { 0 },
};
static const StageExportField blokkade[] = {
    { "adres", IDENTIFYING, N_("e-mail address that mail does not go to") },
    { "soort", PLAIN, N_("which mail does not go there") },
    { "oorzaak", PLAIN, N_("why: its owner answered STOP, or mail does not arrive") },
    { "datum", QUASI, N_("first day") },
    { "uitleg", PROSE, N_("more about why") },
    { 0 },
};
static const StageExportField reactie[] = {
    { "gesprek", KEY, N_("the talk whose summary it is about") },
    { "versie", PLAIN, N_("version of the summary") },
    { "rol", PLAIN, N_("who reacts") },
    { "datum", QUASI, N_("day of the reaction") },
    { "soort", PLAIN, N_("akkoord: agrees; bezwaar: does not") },
    { "tekst", PROSE, N_("the reaction") },
    { 0 },
};
static const StageExportField verlof[] = {
    { "docent", KEY, N_("the docent who does not work then") },
    { "van", QUASI, N_("first day") },
    { "tot", QUASI, N_("last day") },
    { 0 },
};

const StageExportTable stage_export_tables[] = {
    { &stage_team, N_("teams of docenten"), team, NULL },
    { &stage_opleiding, N_("programmes of the school"), opleiding, NULL },
    { &stage_docent, N_("docenten who guide placements for the school"), docent, NULL },
    { &stage_student, N_("students"), student, NULL },
    { &stage_leerbedrijf, N_("accredited training companies, a row per branch"), leerbedrijf, NULL },
    { &stage_opleider, N_("praktijkopleiders, who guide placements for the company"), opleider, NULL },
    { &stage_plaatsing, N_("placements: one student at one company for a period"), plaatsing, NULL },
    { &stage_begeleider, N_("who guides a placement later, or stands in for a time"), begeleider, NULL },
    { &stage_gesprek, N_("talks of docent, student and praktijkopleider: planned, held or cancelled, as their days "
                         "say"), gesprek, NULL },
    { &stage_notitie, N_("notes of talks, by key"), notitie, "vertrouwelijk" },
    { &stage_inschatting, N_("how praktijkopleiders judge the development (key 3)"), inschatting, NULL },
    { &stage_begeleidingskeuze, N_("what praktijkopleiders do to guide (key 4)"), begeleidingskeuze, NULL },
    { &stage_afspraak, N_("agreements: who does what before when"), afspraak, NULL },
    { &stage_signaal, N_("concerns: something threatens to go wrong"), signaal, NULL },
    { &stage_vrijstelling, N_("contact moments that need not be held"), vrijstelling, NULL },
    { &stage_vakantie, N_("holidays of the school"), vakantie, NULL },
    { &stage_demping, N_("rules that are quiet about a placement, and reminders of it that are not sent"), demping, NULL },
    { &stage_blokkade, N_("addresses that mail of a kind does not go to"), blokkade, NULL },
    { &stage_reactie, N_("what student and praktijkopleider say of the summary of a talk"), reactie, NULL },
    { &stage_verlof, N_("days on which one docent does not work"), verlof, NULL },
    { 0 },
};
/* clang-format on */

const StageEntity *const stage_export_never[] = { &stage_geheim,      &stage_bericht,
                                                  &stage_herinnering, &stage_post,
                                                  &stage_invoer,      &stage_conflict,
                                                  &stage_zoekvraag,   NULL };

const char *
stage_privacy_word(StagePrivacy privacy)
{
    static const char *const words[] = {
        [STAGE_PRIVACY_UNKNOWN] = "unknown", [STAGE_PRIVACY_PLAIN] = "plain",
        [STAGE_PRIVACY_QUASI] = "quasi",     [STAGE_PRIVACY_GROUP] = "group",
        [STAGE_PRIVACY_KEY] = "key",         [STAGE_PRIVACY_IDENTIFYING] = "identifying",
        [STAGE_PRIVACY_PROSE] = "prose",
    };

    return words[privacy];
}

const StageExportTable *
stage_export_table_named(const char *noun)
{
    for (const StageExportTable *table = stage_export_tables; table->of != NULL; table++)
        if (strcmp(table->of->noun, noun) == 0)
            return table;
    return NULL;
}

const StageExportField *
stage_export_field_named(const StageExportTable *table, const char *name)
{
    for (const StageExportField *field = table->fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}
