/* The fields of a scenario file: one table says what may stand where, of which type and in which bounds, and
 * which function reads it.
 *
 * To add a field, add a row to field_table.c, where its place in the table is the time of its reading.
 * Internal to this folder. */
#ifndef SPIRAL_SCENARIO_SHEET_FIELD_H
#define SPIRAL_SCENARIO_SHEET_FIELD_H

#include "common/rules/names.h"
#include "common/scenario/scenario_file.h"
#include "common/scenario/sheet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PLAYERS_MAX = 4 * ACTORS_MAX, /* up to four persons share a seat */
    MINUTES_MAX = 1440,
};

/* One file on its way from nodes to a scenario. */
struct reading {
    struct sheet sheet;
    struct scenario_file *file;
    const char *name_expected; /* the name that the file must give itself; NULL: any */
};

/* proximity.ring as it is written. */
struct ring {
    int32_t neighbours, others;
};

struct sheet_field;

/* Reads `node` into what lies at `target`; a failure is reported at its place. */
typedef enum status field_reader(struct reading *reading, const struct sheet_field *field,
                                 const yaml_node_t *node, void *target);

struct sheet_field {
    const char *path; /* "actors.motive": all before the last dot is the scope */
    field_reader *read;
    size_t offset;                 /* of the value in what the scope fills */
    int32_t low, high;             /* of a number; of text the most bytes; of a choice the first */
    const char *unit;              /* of a number, or NULL */
    const struct name_list *names; /* of a choice */
    bool required;
};

extern const struct sheet_field field_table[];
extern const int field_table_count;

/* Reads a mapping by the rows of its scope ("" is the file itself) into the struct at `target`. */
MUST_USE enum status field_mapping(struct reading *reading, const char *scope, const yaml_node_t *node,
                                   void *target);

/* Keys of a mapping are words and stand once. */
MUST_USE enum status field_keys(struct reading *reading, const char *path, const yaml_node_t *node);

/* `node` is a list of low..high entries; their number goes to `count`. */
MUST_USE enum status field_list(struct reading *reading, const struct sheet_field *field,
                                const yaml_node_t *node, int low, int high, int *count);

/* Whole numbers without quotes, in low..high, to an int32_t. */
field_reader field_integer;
/* One of `names` from index `low` on, to an int32_t; -1 is called "draw" and allowed where low is -1. */
field_reader field_choice;
/* true or false, to an int32_t. */
field_reader field_switch;
/* One paragraph of printable text, to a char array of high + 1 bytes. */
field_reader field_text;

/* Reads with a name that the file must give itself, or NULL; see scenario_file_parse. */
MUST_USE enum status scenario_file_read(const char *path, const char *text, size_t size,
                                        const char *name_expected, struct scenario_file *file,
                                        struct cause *cause);

/* Texts, recommended numbers and the name: texts.c. */
field_reader field_scenario_name, field_title, field_lesson, field_players;
/* Parameters and proximity: conditions.c. */
field_reader field_parameters, field_proximity, field_reach_all, field_reach_ring, field_reach_rows;
/* Actors and what holds between two of them: actors.c. */
field_reader field_actors, field_actor_name, field_pacts, field_pact_between;
field_reader field_assessments, field_assessment_by, field_assessment_about;

#endif
