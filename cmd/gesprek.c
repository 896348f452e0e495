#include "model/gesprek.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/gesprek.h"
#include "cmd/nouns.h"
#include "cmd/print.h"

#define AT(member) offsetof(StageGesprekOptions, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_GESPREK, N_("GESPREK"), N_("its number"), AT(args.id), .required = TRUE }
#define STUDENT \
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student), .required = TRUE }
#define HOW \
    { "vorm", 'v', STAGE_ARG_CHOICE, N_("VORM"), N_("how you meet"), AT(given.vorm), .choices = stage_gesprek_vormen }, \
    { "soort", 's', STAGE_ARG_CHOICE, N_("SOORT"), N_("kind of talk"), AT(given.soort), .choices = stage_gesprek_soorten }
#define WHERE \
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"), AT(given.plaatsing) }, \
    { "force", 0, STAGE_ARG_FLAG, NULL, N_("insist on a day that is refused"), AT(force) }
#define PRESENT \
    { "docent", 0, STAGE_ARG_YESNO, N_("ja|nee"), N_("was the docent there"), AT(given.docent_aanwezig) }, \
    { "student", 0, STAGE_ARG_YESNO, N_("ja|nee"), N_("was the student there"), AT(given.student_aanwezig) }, \
    { "opleider", 0, STAGE_ARG_YESNO, N_("ja|nee"), N_("was the praktijkopleider there"), AT(given.opleider_aanwezig) }
#define REPLACED \
    { "leerproces", '1', STAGE_ARG_NOTE, N_("TEXT"), N_("key 1: the student's learning"), AT(replaced[0]) }, \
    { "leerpotentieel", '2', STAGE_ARG_NOTE, N_("TEXT"), N_("key 2: the learning potential of the company"), AT(replaced[1]) }, \
    { "inschatting", '3', STAGE_ARG_NOTE, N_("TEXT"), N_("key 3: the praktijkopleider's judgement"), AT(replaced[2]) }, \
    { "begeleiding", '4', STAGE_ARG_NOTE, N_("TEXT"), N_("key 4: guidance choices"), AT(replaced[3]) }, \
    { "vertrouwelijk", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what you keep to yourself: not in lists, reports or search"), AT(replaced_confidential) }
#define ABOUT \
    { "door", 0, STAGE_ARG_DOCENT, N_("DOCENT"), N_("which docent (default: who guides on that day)"), AT(given.docent) }, \
    { "met", 0, STAGE_ARG_OPLEIDER, N_("OPLEIDER"), N_("which praktijkopleider (default: who guides on that day)"), AT(given.opleider) }, \
    { "vervanger", 0, STAGE_ARG_TEXT, N_("WIE"), N_("who sat in for an absent praktijkopleider, by role"), AT(given.vervanger) }, \
    { "anderen", 0, STAGE_ARG_TEXT, N_("WIE"), N_("who else was there, by role"), AT(given.anderen) }, \
    { "duur", 0, STAGE_ARG_NUMBER, N_("MINUTEN"), N_("how long it took"), AT(given.duur) }
#define PLACE { "plek", 0, STAGE_ARG_TEXT, N_("PLEK"), N_("where you meet"), AT(given.plek) }
#define TIME { "tijd", 't', STAGE_ARG_TIME, N_("TIJD"), N_("time of day, such as 14:30"), AT(given.tijd) }
/* clang-format on */

static const StageOption plan_options[] = {
    STUDENT,
    { NULL, 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day, such as over 2 weken"), AT(given.gepland),
      .required = TRUE, .rest = TRUE, .lean = STAGE_LEAN_NEXT },
    TIME,
    HOW,
    PLACE,
    WHERE,
    { 0 },
};
static const StageOption log_options[] = {
    STUDENT,
    { NULL, 0, STAGE_ARG_DATE, N_("DATUM"), N_("the day it took place, such as gisteren (default: today)"),
      AT(given.gehouden), .rest = TRUE, .lean = STAGE_LEAN_PAST },
    { NULL, 0, STAGE_ARG_CHOICE, N_("VORM"), N_("how you met"), AT(given.vorm),
      .choices = stage_gesprek_vormen, .tail = TRUE },
    HOW,
    PLACE,
    PRESENT,
    ABOUT,
    STAGE_VERSLAG_OPTIONS(verslag),
    { "zonder-notities", 0, STAGE_ARG_FLAG, NULL, N_("log without notes; ask for none"), AT(verslag.none) },
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("the planned one that it fulfils"), AT(args.id) },
    { "nieuw", 0, STAGE_ARG_FLAG, NULL, N_("it fulfils no planned one"), AT(fresh) },
    WHERE,
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), N_("another day: of the plan, or of a talk that was held"),
      AT(datum) },
    TIME,
    HOW,
    PLACE,
    PRESENT,
    ABOUT,
    REPLACED,
    { "force", 0, STAGE_ARG_FLAG, NULL, N_("insist on a day that is refused"), AT(force) },
    { 0 },
};
static const StageOption note_options[] = { WHICH, STAGE_VERSLAG_OPTIONS(verslag), { 0 } };
static const StageOption bulk_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"), N_("a JSON object on each line; - is standard input"), AT(file),
      .required = TRUE },
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("say what would be logged, and log nothing"), AT(dry_run) },
    { "skip-bad", 0, STAGE_ARG_FLAG, NULL, N_("log the lines that are good"), AT(skip_bad) },
    { "force", 0, STAGE_ARG_FLAG, NULL, N_("insist on days that are refused"), AT(force) },
    { 0 },
};
static const StageOption cancel_options[] = {
    WHICH,
    { "reden", 0, STAGE_ARG_TEXT, N_("REDEN"), N_("why (no medical reasons)"), AT(given.reden) },
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(student) },
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of this docent's placements"), AT(docent) },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("only of this placement"),
      AT(given.plaatsing) },
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or after this day"), AT(from) },
    { "until", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or before this day"), AT(until) },
    { "stand", 0, STAGE_ARG_CHOICE, N_("STAND"), N_("only planned, held or cancelled ones"), AT(stand),
      .choices = stage_gesprek_standen },
    { "vertrouwelijk", 0, STAGE_ARG_FLAG, NULL, N_("also what you keep to yourself"), AT(with_confidential) },
    { 0 },
};
static const StageOption show_options[] = { WHICH, { 0 } };

/* Notes are for show and for programs that ask: a list on a screen in a classroom does not spread them, and
 * no list tells what the docent keeps to themself unless they ask for it. */
static const StageColumn columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "tijd", N_("tijd"), STAGE_COLUMN_TEXT },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "vorm", N_("vorm"), STAGE_COLUMN_TEXT },
    { "stand", N_("stand"), STAGE_COLUMN_TEXT },
    { "docent_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { "student_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { "opleider_aanwezig", NULL, STAGE_COLUMN_YESNO },
    { "gezamenlijk", N_("gezamenlijk"), STAGE_COLUMN_YESNO },
    { "reden", NULL, STAGE_COLUMN_TEXT },
    { "sleutel1", NULL, STAGE_COLUMN_TEXT },
    { "sleutel2", NULL, STAGE_COLUMN_TEXT },
    { "sleutel3", NULL, STAGE_COLUMN_TEXT },
    { "sleutel4", NULL, STAGE_COLUMN_TEXT },
    { "vertrouwelijk", NULL, STAGE_COLUMN_TEXT },
    { "opleider", NULL, STAGE_COLUMN_TEXT },
    { "anderen", NULL, STAGE_COLUMN_TEXT },
    { "plek", NULL, STAGE_COLUMN_TEXT },
    { "duur", NULL, STAGE_COLUMN_NUMBER },
    { "vervanger", NULL, STAGE_COLUMN_TEXT },
    { "vraag", NULL, STAGE_COLUMN_TEXT },
    { "verslag_student", NULL, STAGE_COLUMN_TEXT },
    { "verslag_opleider", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    const StageGesprekFilter filter = { .id = id, .confidential = TRUE, .mail = TRUE };

    return stage_gesprek_list(ctx->db, &filter, error);
}

gboolean
stage_gesprek_confirm(StageContext *ctx, gint64 id, GError **error)
{
    if (!stage_is_row_wanted(ctx))
        return TRUE;
    g_autoptr(StageStmt) row = show_row(ctx, id, error);
    return stage_print_one(ctx, row, error);
}

static gboolean
cancel_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;

    if (!stage_gesprek_cancel(ctx->db, o->args.id, ctx->today, o->given.reden, error))
        return FALSE;
    stage_say(ctx, _("gesprek %" PRId64 " cancelled"), o->args.id);
    return stage_gesprek_confirm(ctx, o->args.id, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    const StageGesprekFilter filter = { .student = o->student,
                                        .docent = o->docent,
                                        .plaatsing = o->given.plaatsing,
                                        .from = o->from,
                                        .until = o->until,
                                        .state = o->stand,
                                        .confidential = o->with_confidential };
    g_autoptr(StageStmt) rows = stage_gesprek_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_gesprek, AT(given), 0, show_row };

static const StageCommand plan = {
    .name = "plan",
    .summary = N_("plan a conversation"),
    .details = N_("Without --soort the day tells the kind, by the windows of the placement's norm ('stage "
                  "norm show')."),
    .needs = STAGE_WRITES,
    .again = TRUE,
    .options = plan_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .run = stage_gesprek_plan_run,
};
static const StageCommand log_command = {
    .name = "log",
    .summary = N_("take down a conversation"),
    .details = N_(
        "Everybody counts as present unless you say nee; a talk is gezamenlijk when all three were.\n"
        "It fulfils the planned talk that it belongs to. When no note, agreement or next talk is given,\n"
        "all of it comes from standard input, below headings such as 'aha:' and 'praten:' or as JSON "
        "lines;\n"
        "at a terminal your editor opens with a question for each heading. stage-gesprek(1) has them all."),
    .needs = STAGE_WRITES,
    .again = TRUE,
    .options = log_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .reads_input = stage_gesprek_log_reads,
    .ask = stage_gesprek_log_ask,
    .run = stage_gesprek_log_run,
    .after = stage_gesprek_log_after,
};
static const StageCommand note = {
    .name = "note",
    .summary = N_("add to what was taken down of a conversation"),
    .details = N_("What is added comes from the arguments, standard input or your editor, as for log.\n"
                  "What was taken down before stays as it is."),
    .needs = STAGE_WRITES,
    .again = TRUE,
    .options = note_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .reads_input = stage_gesprek_log_reads,
    .ask = stage_gesprek_note_ask,
    .run = stage_gesprek_note_run,
    .after = stage_gesprek_log_after,
};
static const StageCommand bulk = {
    .name = "bulk",
    .summary = N_("take down many conversations, a JSON object on each line"),
    .details = N_(
        "Such as {\"student\": \"0012\", \"datum\": \"2026-11-22\", \"notities\": [{\"aspect\": \"aha\", "
        "\"tekst\": \"…\"}]}.\n"
        "Says of each bad line what is wrong; then nothing is logged, unless --skip-bad."),
    .needs = STAGE_WRITES,
    .options = bulk_options,
    .options_size = sizeof(StageGesprekOptions),
    .ask = stage_gesprek_bulk_ask,
    .run = stage_gesprek_bulk_run,
};
static const StageCommand edit = {
    .name = "edit",
    .summary = N_("change a conversation or its notes"),
    .clears = TRUE,
    .details = N_("A note takes the place of what stands under its key without an aspect, an empty one takes "
                  "that away;\n"
                  "on key 3 it is the oordeel of the inschatting. 'stage notitie edit' changes one that has "
                  "an aspect."),
    .needs = STAGE_WRITES,
    .again = TRUE,
    .options = edit_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .run = stage_gesprek_edit_run,
};
static const StageCommand cancel = {
    .name = "cancel",
    .summary = N_("cancel a planned conversation"),
    .needs = STAGE_WRITES,
    .again = TRUE,
    .options = cancel_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .run = cancel_run,
};
static const StageCommand list = {
    .name = "list",
    .summary = N_("list conversations, by day"),
    .needs = STAGE_READS,
    .options = list_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .run = list_run,
};
static const StageCommand show = {
    .name = "show",
    .summary = N_("show one conversation with its notes"),
    .needs = STAGE_READS,
    .options = show_options,
    .options_size = sizeof(StageGesprekOptions),
    .columns = columns,
    .run = stage_entity_show_run,
    .extra = &noun,
};

static const StageCommand *const verbs[] = { &plan,   &log_command,        &note, &bulk, &list, &show, &edit,
                                             &cancel, &stage_gesprek_send, NULL };
const StageNoun stage_noun_gesprek = { "gesprek", N_("conversations: plan, log, look back"), verbs, NULL };
