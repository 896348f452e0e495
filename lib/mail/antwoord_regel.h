/* What one line of a mail is, or a few of them: a greeting, the head of a quotation, a signature. Part of
 * antwoord.c; `lines` end with NULL. */
#pragma once

#include <glib.h>

/* How many marks of quotation a line begins with, and what stands behind them. */
guint stage_regel_depth(const char *line, const char **out_rest);

gboolean stage_regel_empty(const char *line);

/* The question that a line says it answers ("2. …", "vraag 2: …", "2) …"), and what stands behind the number;
 * 0 when it says none. */
guint stage_regel_nummer(const char *line, const char **out_rest);

/* Whether a line begins with the bare number ("2 Een voorbeeld"), and what stands behind it. */
guint stage_regel_kaal_nummer(const char *line, const char **out_rest);

/* How many lines from the first on tell who wrote what is quoted below ("Op 1 dec. schreef X:", or the
 * headers Van, Verzonden, Aan, Onderwerp, or "-----Oorspronkelijk bericht-----"); 0 when they do not. */
guint stage_regel_kop(char *const *lines);

/* "Beste Kees," and nothing else. */
gboolean stage_regel_aanhef(const char *line);

/* "Met vriendelijke groet," with at most a name behind it, or the two dashes before a signature. */
gboolean stage_regel_afsluiting(const char *line);

/* What a program adds by itself: "Verstuurd vanaf mijn iPhone", a picture's name, a rule. */
gboolean stage_regel_ruis(const char *line);

/* A warning that a mail server puts above mail from outside. */
gboolean stage_regel_waarschuwing(const char *line);

/* A sentence of a disclaimer; below a signature fewer words are enough. */
gboolean stage_regel_disclaimer(const char *line, gboolean below);

/* Whether a line below a closing may be of the signature: a name, a function, an address, a number. After an
 * empty line (`apart`) a line must look more like it. What may be an answer is not. */
gboolean stage_regel_ondertekening(const char *line, gboolean apart);

/* Whether all words of a text say that somebody agrees. */
gboolean stage_regel_akkoord(const char *text);
