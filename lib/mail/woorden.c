#include "mail/woorden.h"

#include <string.h>

typedef struct {
    const char *code, *woord;
} Word;

typedef struct {
    const char *taal;
    const char *dagen[7]; /* Monday first */
    const char *maanden[12];
    const char *uur; /* behind a time */
    char in_time;    /* between hours and minutes */
    const char *and; /* before the last of a list */
    const char *partijen[STAGE_PARTIJEN];
    Word momenten[5], vormen[5], soorten[8], woorden[24]; /* each ends with a NULL code */
} Words;

static const Words words[] = {
    { .taal = "nl",
      .dagen = { "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag" },
      .maanden = { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
                   "oktober", "november", "december" },
      .uur = " uur",
      .in_time = '.',
      .and = " en ",
      .partijen = { "docent", "student", "praktijkopleider" },
      .momenten = { { "start", "startgesprek" },
                    { "tussen", "tussengesprek" },
                    { "eind", "eindgesprek" },
                    { "extra", "extra gesprek" } },
      .vormen = { { "bezoek", "een bezoek" },
                  { "online", "online" },
                  { "telefoon", "telefonisch" },
                  { "op-school", "op school" } },
      .soorten = { { "herinnering", "herinneringen" },
                   { "coordinator", "overzichten" },
                   { "vraag", "vragen vooraf" },
                   { "verslag-opleider", "verslagen" },
                   { "verslag-student", "verslagen" },
                   { "verslag", "verslagen" },
                   { "alles", "berichten" } },
      .woorden = { { "praten", "over het werk praten" },
                   { "meekijken", "meekijken" },
                   { "uitvoeren-begeleid", "uitvoeren met begeleiding" },
                   { "uitvoeren-zelfstandig", "zelfstandig uitvoeren" },
                   { "werkveld", "uit het vak" },
                   { "ja", "kan" },
                   { "nee", "kan niet" },
                   { "voorbeeld", "voorbeeld" },
                   { "verwachting", "wat het bedrijf verwacht" },
                   { "zienswijze", "wat de student ervan vindt" },
                   { "laten-zien", "laten zien" },
                   { "meedoen", "mee laten doen" },
                   { "toevertrouwen", "toevertrouwen" },
                   { "werk", "in het werk" },
                   { "team", "in het team" },
                   { "beroepsgroep", "in de beroepsgroep" },
                   { "student", "student" },
                   { "opleider", "praktijkopleider" },
                   { "docent", "docent" },
                   { "anders", "iemand anders" },
                   { "voor", "voor" } } },
    { .taal = "en",
      .dagen = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
      .maanden = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
                   "October", "November", "December" },
      .uur = "",
      .in_time = ':',
      .and = " and ",
      .partijen = { "teacher", "student", "praktijkopleider" },
      .momenten = { { "start", "first talk" },
                    { "tussen", "halfway talk" },
                    { "eind", "final talk" },
                    { "extra", "extra talk" } },
      .vormen = { { "bezoek", "a visit" },
                  { "online", "online" },
                  { "telefoon", "by telephone" },
                  { "op-school", "at school" } },
      .soorten = { { "herinnering", "reminders" },
                   { "coordinator", "overviews" },
                   { "vraag", "questions before a talk" },
                   { "verslag-opleider", "summaries" },
                   { "verslag-student", "summaries" },
                   { "verslag", "summaries" },
                   { "alles", "messages" } },
      .woorden = { { "praten", "talking about the work" },
                   { "meekijken", "watching others" },
                   { "uitvoeren-begeleid", "doing with guidance" },
                   { "uitvoeren-zelfstandig", "doing alone" },
                   { "werkveld", "from the field" },
                   { "ja", "possible" },
                   { "nee", "not possible" },
                   { "voorbeeld", "example" },
                   { "verwachting", "what the company expects" },
                   { "zienswijze", "what the student says of it" },
                   { "laten-zien", "showing" },
                   { "meedoen", "taking part" },
                   { "toevertrouwen", "entrusting" },
                   { "werk", "in the work" },
                   { "team", "in the team" },
                   { "beroepsgroep", "in the profession" },
                   { "student", "student" },
                   { "opleider", "praktijkopleider" },
                   { "docent", "teacher" },
                   { "anders", "somebody else" },
                   { "voor", "before" } } },
};

const char *const stage_mail_talen[] = { "nl", "en", NULL };

static const Words *
words_of(const char *taal)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(words[i].taal, taal) == 0)
            return &words[i];
    return &words[0];
}

static const char *
word_of(const Word *list, const char *code)
{
    while (list->code != NULL && g_strcmp0(list->code, code) != 0)
        list++;
    return list->woord;
}

/* "1 december 2026", without its year when that is not asked for. */
static char *
day_and_month(const Words *w, StageDay dag, gboolean year)
{
    guint64 month = g_ascii_strtoull(dag.text + strlen("2026-"), NULL, 10);
    guint64 day = g_ascii_strtoull(dag.text + strlen("2026-12-"), NULL, 10);

    return g_strdup_printf("%u %s%s%.4s", (guint)day, w->maanden[month - 1], year ? " " : "",
                           year ? dag.text : "");
}

char *
stage_mail_dag(const char *taal, StageDay dag)
{
    const Words *w = words_of(taal);

    if (!stage_day_is_set(dag))
        return NULL;
    g_autofree char *date = day_and_month(w, dag, TRUE);
    return g_strdup_printf("%s %s", w->dagen[stage_day_weekday(dag) - 1], date);
}

char *
stage_mail_dag_kort(const char *taal, StageDay dag)
{
    return stage_day_is_set(dag) ? day_and_month(words_of(taal), dag, FALSE) : NULL;
}

char *
stage_mail_tijd(const char *taal, const char *tijd)
{
    const Words *w = words_of(taal);

    if (tijd == NULL || *tijd == '\0')
        return NULL;
    return g_strdelimit(g_strconcat(tijd, w->uur, NULL), ":", w->in_time);
}

const char *
stage_mail_moment(const char *taal, const char *moment)
{
    return word_of(words_of(taal)->momenten, moment);
}

const char *
stage_mail_vorm(const char *taal, const char *vorm)
{
    return word_of(words_of(taal)->vormen, vorm);
}

const char *
stage_mail_soort(const char *taal, const char *sjabloon)
{
    return word_of(words_of(taal)->soorten, sjabloon);
}

const char *
stage_mail_woord(const char *taal, const char *code)
{
    const char *word = word_of(words_of(taal)->woorden, code);

    return word == NULL ? code : word;
}

char *
stage_mail_aanwezig(const char *taal, const gboolean aanwezig[STAGE_PARTIJEN])
{
    const Words *w = words_of(taal);
    GString *out = g_string_new(NULL);
    guint left = 0;

    for (guint p = 0; p < STAGE_PARTIJEN; p++)
        left += aanwezig[p] ? 1 : 0;
    for (guint p = 0; p < STAGE_PARTIJEN; p++)
        if (aanwezig[p]) {
            left--;
            g_string_append_printf(out, "%s%s", w->partijen[p], left > 1 ? ", " : left == 1 ? w->and : "");
        }
    return g_string_free(out, out->len == 0);
}
