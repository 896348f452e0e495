#include "mail/antwoord_woorden.h"

#include <string.h>

/* clang-format off */
const StageKopWoord stage_kop_woorden[] = {
    { "van", STAGE_KOP_VAN }, { "from", STAGE_KOP_VAN }, { "von", STAGE_KOP_VAN }, { "de", STAGE_KOP_VAN },
    { "afzender", STAGE_KOP_VAN },
    { "verzonden", STAGE_KOP_DATUM }, { "datum", STAGE_KOP_DATUM }, { "verstuurd", STAGE_KOP_DATUM },
    { "sent", STAGE_KOP_DATUM }, { "date", STAGE_KOP_DATUM }, { "gesendet", STAGE_KOP_DATUM },
    { "envoye", STAGE_KOP_DATUM }, { "verzonden op", STAGE_KOP_DATUM },
    { "aan", STAGE_KOP_AAN }, { "to", STAGE_KOP_AAN }, { "an", STAGE_KOP_AAN }, { "a", STAGE_KOP_AAN },
    { "onderwerp", STAGE_KOP_ONDERWERP }, { "subject", STAGE_KOP_ONDERWERP },
    { "betreff", STAGE_KOP_ONDERWERP }, { "objet", STAGE_KOP_ONDERWERP }, { "betreft", STAGE_KOP_ONDERWERP },
    { "cc", STAGE_KOP_ANDER }, { "bcc", STAGE_KOP_ANDER }, { "bijlagen", STAGE_KOP_ANDER },
    { "attachments", STAGE_KOP_ANDER }, { "urgentie", STAGE_KOP_ANDER }, { "importance", STAGE_KOP_ANDER },
    { "antwoord aan", STAGE_KOP_ANDER }, { "reply to", STAGE_KOP_ANDER },
    { NULL, 0 },
};

const char *const stage_schreef_begin[] = { "op", "on", "am", "le", "den", "il", NULL };
const char *const stage_schreef_midden[] = { "schreef op", "schreef", "wrote on", NULL };
const char *const stage_schreef[] = {
    "schreef", "wrote", "heeft geschreven", "het volgende geschreven", "geschreven", "schrieb", "a ecrit", NULL,
};
const char *const stage_scheiding[] = {
    "oorspronkelijk bericht", "oorspronkelijk bericht verzonden", "origineel bericht", "original message",
    "original appointment", "ursprungliche nachricht", "doorgestuurd bericht", "doorgestuurde bericht",
    "forwarded message", "begin doorgestuurd bericht", "begin forwarded message", "message d origine",
    "oorspronkelijke bericht", "reply message", NULL,
};
const char *const stage_aanhef[] = {
    "beste", "hallo", "hoi", "hi", "hey", "hee", "dag", "geachte", "goedemorgen", "goedemiddag", "goedenavond",
    "goedendag", "goeiemorgen", "goeiemiddag", "goede morgen", "goede middag", "goede dag", "dear", "hello",
    "good morning", "good afternoon", "ls", "l s", "lieve", "guten tag", "hallo allemaal", NULL,
};
const char *const stage_afsluiting[] = {
    "met vriendelijke groet", "met vriendelijke groeten", "met vriendelijk groet", "vriendelijke groet",
    "vriendelijke groeten", "met hartelijke groet", "hartelijke groet", "hartelijke groeten", "warme groet",
    "met groet", "met groeten", "met vr groet", "vr groet", "vr gr", "m vr gr", "met vr gr", "mvg", "m v g",
    "mvrgr", "groet", "groeten", "groetjes", "groetjes van", "groeten van", "groet van", "gr", "grt", "grtz",
    "hoogachtend", "fijne dag", "fijne dag verder", "een fijne dag", "nog een fijne dag", "fijn weekend",
    "prettig weekend", "fijne avond", "prettige dag", "met de beste groeten", "de groeten", "lieve groet", "sportieve groet", "namens het team",
    "kind regards", "best regards", "regards", "warm regards", "with kind regards", "yours sincerely",
    "sincerely", "yours faithfully", "cheers", "mit freundlichen grussen", "mit freundlichem gruss",
    "viele grusse", "cordialement", NULL,
};
const char *const stage_naam_woorden[] = {
    "de", "den", "der", "van", "het", "t", "ten", "ter", "te", "von", "el", "al", "bin", "ben", "la", "le",
    "d", "s", "heer", "mevrouw", "mevr", "mw", "mv", "dhr", "hr", "meneer", "mijnheer", "team", "collega",
    "allen", "allemaal", "lezer", "sir", "madam", "mr", "mrs", "ms", "all", "b", "v", "bv", "nv", "namens",
    "docent", "relatie", "", NULL,
};
const char *const stage_geen_naam[] = {
    "nee", "niet", "geen", "niets", "stop", "hij", "zij", "ze", "ik", "wij", "we", "gaat", "gaan", "is", "zijn",
    "heeft", "hebben", "doet", "doen", "moet", "moeten", "kan", "kunnen", "wil", "willen", "graag", "leert",
    "werkt", "werken", "wordt", "was", "zou", "mag", "maar", "soms", "nog", "erg", "heel", "zeer", "slecht",
    "matig", "redelijk", "voldoende", "onvoldoende", "alles", "no", "not", "yes", "she", "he", "they", "it",
    "works", "has", "bezig", "laten", "toevertrouwen", "meedoen", "oneens", "bezwaar", "bedankt", "dank",
    "vraag", "antwoord", "zie", "goede", "leuk", "leuke", NULL,
};
const char *const stage_verstuurd[] = {
    "verstuurd vanaf", "verstuurd vanuit", "verstuurd van", "verstuurd met", "verstuurd via", "verzonden vanaf",
    "verzonden vanuit", "verzonden van", "verzonden met", "verzonden via", "verzonden door", "sent from",
    "sent with", "sent via", "sent by", "get outlook", "download outlook", "outlook voor", "outlook for",
    "gesendet von", "van mijn", "gestuurd vanaf", "gestuurd met", "haal outlook", "downloaden outlook", NULL,
};
const char *const stage_toestel[] = {
    "iphone", "ipad", "android", "outlook", "samsung", "galaxy", "huawei", "xiaomi", "oneplus", "nokia",
    "blackberry", "smartphone", "telefoon", "mobiel", "mobiele", "tablet", "proton", "protonmail", "yahoo",
    "gmail", "mail", "windows", "k 9", "fairemail", "thunderbird", "aqua", "bluemail", "ziggo", "kpn", "mac",
    "phone", "mobile", "device", "apparaat", "hotmail", "tutanota", "tuta", "spark", "toestel", NULL,
};
const char *const stage_contact[] = {
    "tel", "telefoon", "t", "m", "e", "f", "w", "i", "mob", "mobiel", "fax", "email", "e mail", "mail", "web",
    "website", "adres", "postbus", "postadres", "bezoekadres", "kvk", "btw", "iban", "bank", "phone", "mobile",
    "werkdagen", "aanwezig", "bereikbaar", "volg ons", "linkedin", NULL,
};
const char *const stage_waarschuwing[] = {
    "externe afzender", "buiten de organisatie", "buiten uw organisatie", "buiten onze organisatie",
    "extern bericht", "externe e mail", "externe mail", "external sender", "external email", "external e mail",
    "outside of the organization", "outside the organization", "outside your organization",
    "you don t often get email from", "you dont often get email from", "u ontvangt niet vaak e mail van",
    "u krijgt niet vaak e mail van", "learn why this is important", "meer informatie over waarom dit belangrijk is",
    NULL,
};
const char *const stage_disclaimer_begin[] = {
    "disclaimer", "de informatie verzonden met", "de informatie in dit e mailbericht", "de informatie in deze e mail",
    "dit e mailbericht is uitsluitend", "dit bericht is uitsluitend bestemd", "deze e mail is uitsluitend",
    "dit bericht kan informatie bevatten die niet", "de inhoud van dit bericht is", "deze e mail en eventuele",
    "this e mail and any", "this email and any", "this message and any", "this message is intended",
    "the information contained in this", "the information in this", "denk aan het milieu", "please consider the environment",
    "think before you print", "op al onze", "op al onze aanbiedingen", "aan dit bericht kunnen geen rechten",
    "de inhoud van deze e mail", "dit e mailbericht en eventuele", NULL,
};
const char *const stage_disclaimer[] = {
    "vertrouwelijk", "geadresseerde", "confidential", "intended recipient", "aansprakelijk", "aansprakelijkheid",
    "algemene voorwaarden", "handelsregister", "het milieu", "the environment", "virussen", "niet bestemd",
    "ten onrechte ontvangen", "onbedoeld ontvangen", "geen rechten worden ontleend", "bijlagen", "kamer van koophandel",
    "privacyverklaring", "verspreiding", "terms and conditions", "unauthorized", "unauthorised", NULL,
};
const char *const stage_akkoord_woorden[] = {
    "akkoord", "eens", "klopt", "prima", "ok", "oke", "okay", "okee", "ja", "jazeker", "uitstekend", "top",
    "perfect", "accoord", "goed", "correct", "agreed", "agree", "yes", "fine", "approved", "good", "goedgekeurd",
    "zeker", "absoluut", "inderdaad", "indeed", "great", "yep", "jep", "ja", "duidelijk", "instemming", NULL,
};
const char *const stage_vul_woorden[] = {
    "helemaal", "volledig", "geheel", "hier", "hiermee", "daarmee", "ermee", "mee", "er", "ik", "wij", "we", "ben",
    "zijn", "ga", "gaan", "het", "dit", "dat", "alles", "zo", "hoor", "wat", "mij", "mijn", "kant", "ons", "betreft",
    "bedankt", "dank", "dankjewel", "dankuwel", "je", "jou", "u", "wel", "voor", "de", "samenvatting", "verslag",
    "verslagje", "met", "nogmaals", "hartelijk", "alvast", "van", "is", "ziet", "uit", "en", "heel", "erg", "dus",
    "snelle", "duidelijke", "mooi", "mooie", "fijn", "fijne", "inhoud", "thanks", "thank", "you", "i", "with",
    "this", "that", "all", "it", "looks", "the", "summary", "me", "by", "to", "a", "many", "very", "fully",
    "completely", "much", "lezen", "gelezen", "moeite", "toesturen", "sturen", "in", "orde", "m", "s", "tekst",
    "weergave", "goede", "dag", "weekend", "hierbij", "namens", "mij", "groet", "groeten", "groetjes", "mvg", NULL,
};
const char *const stage_akkoord_zinnen[] = {
    "geen opmerkingen", "geen aanmerkingen", "geen bezwaar", "geen aanvullingen", "niets toe te voegen",
    "ik heb geen opmerkingen", "ik heb geen aanvullingen", "ik heb niets toe te voegen", "no comments",
    "no objections", "nothing to add", "geen verdere opmerkingen", "akkoord geen opmerkingen",
    "akkoord geen aanvullingen", "akkoord niets toe te voegen", "in orde", "is in orde", NULL,
};
/* clang-format on */

gboolean
stage_woorden_is(const char *const *list, const char *folded)
{
    return g_strv_contains(list, folded);
}

gboolean
stage_woorden_in(const char *const *list, const char *folded)
{
    for (; *list != NULL; list++) {
        gsize length = strlen(*list);
        for (const char *at = folded; (at = strstr(at, *list)) != NULL; at++)
            if ((at == folded || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
                return TRUE;
    }
    return FALSE;
}

const char *
stage_woorden_prefix(const char *const *list, const char *folded)
{
    const char *best = NULL;

    for (; *list != NULL; list++) {
        gsize length = strlen(*list);
        if (g_str_has_prefix(folded, *list) && (folded[length] == ' ' || folded[length] == '\0') &&
            (best == NULL || length > strlen(best)))
            best = *list;
    }
    return best;
}

gboolean
stage_woorden_any_prefix(const char *const *list, const char *folded)
{
    return stage_woorden_prefix(list, folded) != NULL;
}

gboolean
stage_woorden_word(const char *const *list, const char *folded)
{
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    for (char **word = words; *word != NULL; word++)
        if (g_strv_contains(list, *word))
            return TRUE;
    return FALSE;
}
