/* Counting by group: a row of counters for each group of a report, whose figures are columns of a table. */
#pragma once

#include "report/document.h"
#include "report/selectie.h"

/* What a figure is made of: counters of its group, from 1 on. With a `noemer` it is what `teller` is of it: a
 * part of STAGE_COLUMN_PERCENT, an average of STAGE_COLUMN_NUMBER. The figures of a report stand beside its
 * columns, in the same order. */
typedef struct {
    guint teller, noemer;
    guint geheel; /* the figure is a part of this counter, as others with the same one are; 0: of none */
    gboolean los; /* of one group; all together have none */
} StageCijfer;

typedef struct StageGroepen StageGroepen;

/* `n` counters a group, of which number 0 is never told. */
StageGroepen *stage_groepen_new(guint n);
void stage_groepen_free(StageGroepen *groepen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageGroepen, stage_groepen_free)

/* The counters of a group, which begin as zeros; they stay where they are. */
gint64 *stage_groepen_at(StageGroepen *groepen, gint64 key);
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

/* The columns of a table of groups: those of its kind, and then `cijfers`; of a docent the team stands beside
 * the name. Ends with a NULL key; the caller frees it. */
StageColumn *stage_groep_columns(StageBy by, const StageColumn *cijfers);
/* How many columns there are before the figures. */
guint stage_groep_leading(StageBy by);

/* The values of a group, or of all together (NULL), as `n` figures behind its leading columns. With `few`,
 * what is below STAGE_FEW is not told, nor what would give it away: the other parts of the same whole, and of
 * all groups together what one of them lacks. */
typedef struct {
    const StageColumn *columns; /* with the leading ones; ends with a NULL key */
    guint leading;
    const StageCijfer *cijfers;
    gboolean few;
} StageGroepTabel;
void stage_groep_values(StageGroepen *groepen, const StageGroep *groep, const StageGroepTabel *tabel,
                        StageValue *out);
/* How many columns a list that ends with a NULL key has. */
guint stage_columns_count(const StageColumn *columns);
