/* What the nouns share that belong to a placement and have a day: inschatting, begeleidingskeuze, afspraak
 * and signaal, which may come from a gesprek, vrijstelling and demping, which do not. */
#pragma once

#include "cmd/entity.h"
#include "model/query.h"
#include "model/sluiting.h"

/* The first member, `of`, of such a noun's Options, whose member `given` is the entity's struct. */
typedef struct {
    StageEntityArgs args;
    gint64 student;
    gint64 docent;
    StageDay closed;
    gboolean open;
    char *only; /* of a list: one kind */
} StageOfArgs;

/* What a command's .extra points to. */
typedef struct {
    StageEntityNoun noun;            /* its .fill is stage_of_fill(), or calls it */
    gsize plaatsing, gesprek, datum; /* where the entity's struct has them; gesprek 0: it has none */
    StageStmt *(*list)(StageDb *db, const StageOfPlaatsing *filter, GError **error);
    const StageSluiting *sluiting; /* of one that can be closed */
} StageOfNoun;

/* The placement of what is added is the one that was named, else that of its gesprek, else the student's on
 * the day; the day is the one that was given, else that of its gesprek, else today. A day lies in the
 * placement, unless that was named, and none is to come. */
gboolean stage_of_fill(StageContext *ctx, const void *options, void *given, GError **error);

StageStmt *stage_of_show(StageContext *ctx, gint64 id, GError **error);
gboolean stage_of_list_run(StageContext *ctx, const void *options, GError **error);

/* Whether the one that was named can be closed on the day that was given, or today. */
gboolean stage_of_close_check(StageContext *ctx, const void *options, GError **error);
gboolean stage_of_close_run(StageContext *ctx, const void *options, GError **error);

#define STAGE_OF_NOUN(Type, entity_, fill_, ...)                                                             \
    STAGE_OF_NOUN_APART(Type, entity_, fill_, __VA_ARGS__), .gesprek = offsetof(Type, gesprek)
/* The same of one that does not come from a gesprek. */
#define STAGE_OF_NOUN_APART(Type, entity_, fill_, ...)                                                       \
    .noun = { .entity = &(entity_),                                                                          \
              .given = AT(given),                                                                            \
              .show = stage_of_show,                                                                         \
              .fill = (fill_),                                                                               \
              __VA_ARGS__ },                                                                                 \
    .plaatsing = offsetof(Type, plaatsing), .datum = offsetof(Type, datum)

/* clang-format off */
#define STAGE_OF_STUDENT \
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("number or part of the name"), AT(of.student), .required = TRUE }
#define STAGE_OF_WHEN \
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), N_("its day (default: that of the gesprek, or today)"), AT(given.datum), .lean = STAGE_LEAN_PAST }, \
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("the talk that it comes from"), AT(given.gesprek) }, \
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement (default: the one that the day falls in)"), AT(given.plaatsing) }
#define STAGE_OF_LIST \
    STAGE_OF_LIST_APART, \
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("only of this talk"), AT(given.gesprek) }
#define STAGE_OF_LIST_APART \
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only of this student"), AT(of.student) }, \
    { "docent", 'd', STAGE_ARG_DOCENT, N_("DOCENT"), N_("only of placements that this docent guides today"), AT(of.docent) }, \
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("only of this placement"), AT(given.plaatsing) }
#define STAGE_OF_COLUMNS_APART \
    { "id", N_("id"), STAGE_COLUMN_NUMBER }, \
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER }, \
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT }, \
    { "student", N_("student"), STAGE_COLUMN_TEXT }, \
    { "datum", N_("datum"), STAGE_COLUMN_DAY }
#define STAGE_OF_COLUMNS \
    { "id", N_("id"), STAGE_COLUMN_NUMBER }, \
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER }, \
    { "gesprek", NULL, STAGE_COLUMN_NUMBER }, \
    { "nummer", NULL, STAGE_COLUMN_TEXT }, \
    { "student", N_("student"), STAGE_COLUMN_TEXT }, \
    { "datum", N_("datum"), STAGE_COLUMN_DAY }
/* clang-format on */
