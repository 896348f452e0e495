/* The files of data/page and the library that draws, which stand in the program (data/page/embed.sh): a page
 * cannot lack them, nor have those of another version. */
#pragma once

extern const char stage_inline_page_css[], stage_inline_figures_css[];
extern const char stage_inline_begin_js[], stage_inline_chart_min_js[], stage_inline_table_js[],
    stage_inline_picture_js[];
