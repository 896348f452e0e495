/* GOption underneath: a place for what it reads of each option, as text. */
#pragma once

#include "cmd/command.h"

enum { STAGE_SLOTS_MAX = 64 };

typedef struct {
    const StageOption *option;
    void *values;
    char **texts; /* as often as it was given */
    gboolean flag;
} StageSlot;

typedef struct {
    StageSlot slots[STAGE_SLOTS_MAX];
    GOptionEntry entries[STAGE_SLOTS_MAX + 1];
    guint n;
} StageSlots;

/* Adds the named options of a list, whose values go into `values`. */
void stage_slots_add(StageSlots *slots, const StageOption *options, void *values);

/* Whether no flag among the words has a value: GOption would take any for yes. */
gboolean stage_slots_check_flags(const StageSlots *slots, char *const *words, GError **error);

/* What GOption's error means, in our words. Always FALSE. */
gboolean stage_slots_explain(const StageSlots *slots, const GError *failed, GError **error);
