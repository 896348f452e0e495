/* Counting by group: a row of counters for each group of a report, whose figures are columns of a table. */
#pragma once

#include "report/document.h"
#include "report/selectie.h"

/* What a figure is made of: counters of its group, from 1 on. With a `noemer` it is what `teller` is of it: a
 * part of STAGE_COLUMN_PERCENT, an average of STAGE_COLUMN_NUMBER. The figures of a report stand beside its
 * columns, in the same order. */
typedef struct {
    guint teller, noemer;
    gboolean los; /* of one group; all together have none */
} StageCijfer;

typedef struct StageGroepen StageGroepen;

/* `n` counters a group, of which number 0 is never told. */
StageGroepen *stage_groepen_new(guint n);
void stage_groepen_free(StageGroepen *groepen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageGroepen, stage_groepen_free)

/* The counters of a group, which begin as zeros; they stay where they are. */
gint64 *stage_groepen_at(StageGroepen *groepen, gint64 key);
/* Adds as many to those of a group. */
void stage_groepen_add(StageGroepen *groepen, gint64 key, const gint64 *tel);
/* Those of a group that is there, or NULL. */
gint64 *stage_groepen_find(const StageGroepen *groepen, gint64 key);
/* The counters of all groups together, for who counts them apart since one thing may be in several groups;
 * else they are the sum. */
gint64 *stage_groepen_total(StageGroepen *groepen);
guint stage_groepen_count(const StageGroepen *groepen);

typedef struct {
    gint64 key;
    const char *naam; /* "": nobody, nothing */
    const char *team; /* of a docent; NULL: none */
    gint64 *tel;
} StageGroep;

/* Gives the groups their names and their order: by name, months by time, what has no name last. */
gboolean stage_groepen_name(StageGroepen *groepen, StageDb *db, StageBy by, GError **error);
/* The same for groups whose keys are places in a list of words, from 1; in the order of the list. */
void stage_groepen_name_words(StageGroepen *groepen, const char *const *words);
const StageGroep *stage_groepen_get(const StageGroepen *groepen, guint i);

/* The first column of a table of groups, by StageBy; ends with a NULL key. */
extern const StageColumn stage_groep_leads[];
/* The columns of a table of groups: those of its kind, and then `cijfers`; of a docent the team stands beside
 * the name. Ends with a NULL key; the caller frees it. */
StageColumn *stage_groep_columns(StageBy by, const StageColumn *cijfers);
/* How many columns there are before the figures. */
guint stage_groep_leading(StageBy by);

/* What is told of counts below STAGE_FEW, which stay inside. The first figure of a table is then the whole
 * that the others are parts of. A row with a small whole tells nothing; one with a small part tells its whole
 * alone, since the other parts and the averages would give it away. */
typedef struct {
    gboolean few;      /* they stay inside; else all is told */
    gboolean no_parts; /* no row tells more than its whole */
    gboolean no_sums;  /* all together tell no more than their whole */
    gboolean no_total; /* nor that */
    gboolean nothing;  /* the table is left out */
} StageGeheim;
/* Sets what two tables of the same things, put together in two ways, may tell beside each other: a small
 * count must not follow from the totals, nor from what the other table adds up to. */
void stage_groepen_keep(StageGroepen *one, StageGroepen *other, const StageCijfer *cijfers, guint n,
                        StageGeheim *out_one, StageGeheim *out_other);

/* The values of a group, or of all together (NULL), as `n` figures behind its leading columns. */
typedef struct {
    const StageColumn *columns; /* with the leading ones; ends with a NULL key */
    guint leading;
    const StageCijfer *cijfers;
    StageGeheim geheim;
} StageGroepTabel;
void stage_groep_values(StageGroepen *groepen, const StageGroep *groep, const StageGroepTabel *tabel,
                        StageValue *out);
