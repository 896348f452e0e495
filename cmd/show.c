/* The story of a placement. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/document.h"
#include "cmd/norms.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"
#include "report/verhaal.h"

typedef struct {
    gint64 student;
    gint64 plaatsing;
    StageDay on;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(student),
      .required = TRUE },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"),
      AT(plaatsing) },
    { "on", 0, STAGE_ARG_DATE, N_("DATUM"), N_("as it was known on this day (default: today)"), AT(on) },
    { 0 },
};

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageDay on = stage_day_is_set(o->on) ? o->on : ctx->today;
    const StageWhich which = {
        .plaatsing = o->plaatsing, .student = o->student, .force = TRUE, .insist = ""
    };
    const StageDocumentLook look = { .paper = FALSE };
    StagePlaatsing p = { 0 };
    g_autoptr(StageNorms) norms = stage_norms_load(ctx, error);
    gboolean found = norms != NULL && stage_find_placement(ctx, &which, on, &p, error);
    const StageVerhaalQuery query = { .norms = norms, .plaatsing = p.id, .on = on };
    g_autoptr(StageDocument) document = found ? stage_report_verhaal(ctx->db, &query, error) : NULL;

    stage_entity_clear(&stage_plaatsing, &p);
    return document != NULL && stage_document_print(ctx, document, &look, error);
}

static const StageCommand show = {
    .summary = N_("the story of a placement: judgement and guidance through time, learning, agreements"),
    .details = N_(
        "How judgement and guidance followed each other, how trust grew, learning moments, and "
        "agreements kept.\n"
        "No signaal and nothing confidential stands in it. --format html makes one file, to be read "
        "or printed."),
    .needs = STAGE_READS,
    .options = options,
    .options_size = sizeof(Options),
    .output = stage_document_options,
    .run = run,
};
const StageNoun stage_noun_show = { "show", N_("the story of a student's placement"), NULL, &show };
