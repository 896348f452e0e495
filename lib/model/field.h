/* What all entities share: a table that says of each field what it is, from which checking, binding, reading,
 * comparing and freeing follow. The entity's struct and its SQL stand in the entity's own file. */
#pragma once

#include "base/day.h"
#include "db/db.h"

typedef enum {
    STAGE_FIELD_LINE,      /* char *: one line of text */
    STAGE_FIELD_NOTE,      /* char *: text of more lines, at most STAGE_NOTE_MAX bytes (base/text.h) */
    STAGE_FIELD_WEEKDAYS,  /* char *: "ma,di,do", in the order of the week */
    STAGE_FIELD_EMAIL,     /* char *: a@b.nl */
    STAGE_FIELD_POSTCODE,  /* char *: 1234 AB; a foreign one as it is */
    STAGE_FIELD_DIGITS,    /* char *: exactly .size digits, leading zeros kept */
    STAGE_FIELD_CHOICE,    /* char *: one of .choices */
    STAGE_FIELD_NUMBER,    /* gint64: 1 … .size; 0 when not known */
    STAGE_FIELD_DAY,       /* StageDay: unset when not known */
    STAGE_FIELD_YESNO,     /* gint64: STAGE_YES, STAGE_NO, 0 when not known; 1, 0 and NULL in the database */
    STAGE_FIELD_REFERENCE, /* gint64: an id; 0 for none */
    STAGE_FIELD_DERIVED,   /* char *: made by the model from other fields, never given */
    STAGE_FIELD_KEPT,      /* char *: as it came or was made, of any length: never typed */
} StageFieldKind;

enum { STAGE_NO = 1, STAGE_YES = 2 };
enum { STAGE_FIELD_MANY = 1000000000 }; /* .size of a number that knows no bound of its own */

struct StageEntity;

typedef struct {
    const char *name; /* the column's name and the user's word */
    StageFieldKind kind;
    gsize at; /* offsetof() in the entity's struct */
    guint size;
    const char *const *choices; /* NULL-terminated */
    gboolean required;
    gboolean prose;                   /* a line of somebody's own words, in which no BSN may stand */
    const struct StageEntity *refers; /* of a reference: to which entity */
} StageField;

typedef struct {
    const StageField *fields;
    guint n;
} StageFields;

/* The fields of an entity, in the order of its statements: the id is $1, the first field $2. */
#define STAGE_FIELDS(table)                                                                                  \
    {                                                                                                        \
        (table), G_N_ELEMENTS(table)                                                                         \
    }
enum { STAGE_FIELDS_MAX = 24 };

/* In `given`, an unset member leaves the field as it is; empty text, the number -1 and the day "-" take its
 * value away. Afterwards `entity` holds the outcome. */
void stage_fields_overlay(StageFields of, void *entity, const void *given);

/* Whether `given` has anything that the overlay would lay over. */
gboolean stage_fields_any(StageFields of, const void *given);

/* A copy to the letter: empty text and the values that take one away stay what they are. `to` must be zero.
 */
void stage_fields_copy(StageFields of, void *to, const void *from);

/* Tidies white space and the writing of postcodes and choices, and refuses what may not be kept. */
gboolean stage_fields_check(StageFields of, void *entity, GError **error);

/* The same for one field. */
gboolean stage_field_check(const StageField *field, void *entity, GError **error);

/* The arguments of an INSERT ($1 is NULL, taken by the id) or UPDATE: id, then every field. */
guint stage_fields_bind(StageFields of, gint64 id, const void *entity, StageValue args[STAGE_FIELDS_MAX + 1]);

/* Reads the fields from a row, the first one from `column`. */
void stage_fields_read(StageFields of, void *entity, StageStmt *row, guint column);

/* The value of one field; its text is the entity's. */
StageValue stage_field_value(const StageField *field, const void *entity);

/* Whether the value of a field is text in the database. */
gboolean stage_field_is_text(const StageField *field);
/* Puts a value from the database into its member; FALSE for a day that is none. */
gboolean stage_field_set(const StageField *field, void *entity, StageValue value);

/* Whether the two differ in a field. */
gboolean stage_field_differs(const StageField *field, const void *one, const void *other);

/* Frees the text of an entity and makes all of it zero. */
void stage_fields_clear(StageFields of, void *entity, gsize size);

/* "1234ab" becomes "1234 AB"; what has not that form is left as it is. */
void stage_tidy_postcode(char **text);

/* Takes the place of a text member. */
void stage_set_text(char **member, const char *text);
