/* The templates of mail as this school and team have them: found, read, checked. */
#pragma once

#include "cmd/command.h"
#include "mail/sjabloon.h"

/* "vraag.nl.txt". The caller frees it. */
char *stage_template_file(const StageSjabloonSoort *soort, const char *taal);

/* The text that counts for a team (NULL: for none), and in *out_path (may be NULL) the file it comes from.
 * CONFIG when it cannot be read. The caller frees both. */
char *stage_template_text(const StageContext *ctx, const StageSjabloonSoort *soort, const char *taal,
                          const char *team, char **out_path, GError **error);

/* The same, ready to be filled; CONFIG, with the file and the line, when anything in it is wrong: no mail is
 * made from such a template. */
StageSjabloon *stage_template_load(const StageContext *ctx, const StageSjabloonSoort *soort, const char *taal,
                                   const char *team, GError **error);

/* The same for a run that makes many mails: each is read and checked once. They live as long as the table,
 * which the caller makes and destroys. */
GHashTable *stage_template_table(void);
const StageSjabloon *stage_template_from(GHashTable *table, const StageContext *ctx, const char *naam,
                                         const char *taal, const char *team, GError **error);

/* What is wrong with a text, as lines "NAME:LINE: what" that are added to `out` (NULL: only counted); returns
 * how many there are. */
guint stage_template_faults(const StageSjabloonSoort *soort, const char *text, const char *name,
                            GString *out);

/* A mail as it would be, with an invented placement. The caller frees it. */
char *stage_template_example(const StageSjabloon *s, const StageSjabloonSoort *soort, const char *taal,
                             StageDay today);

/* The options that the verbs share. */
typedef struct {
    char *naam;
    char *language;
    char *team;
    gboolean raw;
} StageTemplateOptions;

/* Of the options: the kind, and the language. */
const StageSjabloonSoort *stage_template_soort(const StageTemplateOptions *o);
const char *stage_template_language(const StageContext *ctx, const StageTemplateOptions *o);

extern const StageCommand stage_template_edit;
