/* Text in lines that fit: how wide it is on a terminal, and where it breaks. */
#pragma once

#include <stdio.h>

#include <glib.h>

/* How many places the widest line of a text takes. */
guint stage_text_width(const char *text);

/* A copy whose lines are broken between words, at most `width` places each; a word that is longer is broken
 * too, but an address on the web is not. Its own newlines remain. The caller frees it. */
char *stage_text_wrap(const char *text, guint width);

/* Prints a text in lines of `width` places at most: the first one behind `first`, and the others below where
 * that one begins. */
void stage_text_print(FILE *out, const char *first, const char *text, guint width);
