/* HTML as a reader would see it, as lines of text. Pure and linear in its input: no tree is built, so nothing
 * can nest too deep. Written here because what Debian has is worse at being sent anything: libxml2's parser
 * takes seconds for a tag of many attributes or tags that close nothing (quadratic, 3 s for 256 KiB) and
 * links ICU; gumbo frees its tree by recursion. */
#pragma once

#include <glib.h>

/* The text of HTML; both are valid UTF-8. Quoted blocks (blockquote, but not one that only indents) have "> "
 * before each line for each level, lists their "- " or number, a rule is a line of underscores, and so is the
 * border above the headers that Outlook puts over a message that it answers: what stands below that is not
 * marked as quoted, since people type between its lines. Scripts, styles, comments and what is hidden are
 * left out. At most one empty line stands between others. The caller frees it. */
char *stage_html_text(const char *html);
