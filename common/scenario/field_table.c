#include "common/scenario/sheet_field.h"

#define ROW(name, reader, ...)                                                                               \
    {                                                                                                        \
        .path = (name), .read = (reader), __VA_ARGS__                                                        \
    }
#define AT(type, member)         .offset = offsetof(struct type, member)
#define RANGE(from, to)          .low = (from), .high = (to)
#define LANGUAGE(language, size) .offset = (size_t)(language) * (size), .high = (size)-1
#define REQUIRED                 .required = true
#define OPTIONAL                 .required = false

/* Actors come first: the sizes of the rest and the names in it depend on them. */
const struct sheet_field field_table[] = {
    ROW("actors", field_actors, REQUIRED),
    ROW("actors.name", field_actor_name, REQUIRED, AT(scenario_actor, name), .high = NAME_SIZE - 1),
    ROW("actors.territory", field_integer, OPTIONAL, AT(scenario_actor, territory), RANGE(1, TERRITORY_MAX)),
    ROW("actors.motive", field_choice, OPTIONAL, AT(scenario_actor, motive), .low = MOTIVE_DRAWN,
        .names = &motive_names),
    ROW("actors.rise", field_integer, OPTIONAL, AT(scenario_actor, rise), RANGE(0, RISE_MAX),
        .unit = "points/turn"),

    ROW("scenario", field_scenario_name, REQUIRED),
    ROW("title", field_title, REQUIRED),
    ROW("title.en", field_text, OPTIONAL, LANGUAGE(SCENARIO_EN, SCENARIO_TITLE_SIZE)),
    ROW("title.es", field_text, OPTIONAL, LANGUAGE(SCENARIO_ES, SCENARIO_TITLE_SIZE)),
    ROW("lesson", field_lesson, REQUIRED),
    ROW("lesson.en", field_text, OPTIONAL, LANGUAGE(SCENARIO_EN, SCENARIO_LESSON_SIZE)),
    ROW("lesson.es", field_text, OPTIONAL, LANGUAGE(SCENARIO_ES, SCENARIO_LESSON_SIZE)),
    ROW("players", field_players, REQUIRED, RANGE(1, PLAYERS_MAX)),
    ROW("minutes", field_integer, REQUIRED, AT(scenario_file, texts.minutes), RANGE(1, MINUTES_MAX)),

    ROW("parameters", field_parameters, OPTIONAL),

    ROW("proximity", field_proximity, OPTIONAL),
    ROW("proximity.all", field_reach_all, OPTIONAL, RANGE(0, 100), .unit = "%"),
    ROW("proximity.ring", field_reach_ring, OPTIONAL),
    ROW("proximity.ring.neighbours", field_integer, REQUIRED, AT(ring, neighbours), RANGE(0, 100),
        .unit = "%"),
    ROW("proximity.ring.others", field_integer, REQUIRED, AT(ring, others), RANGE(0, 100), .unit = "%"),
    ROW("proximity.rows", field_reach_rows, OPTIONAL, RANGE(0, 100), .unit = "%"),

    ROW("pacts", field_pacts, OPTIONAL),
    ROW("pacts.between", field_pact_between, REQUIRED),
    ROW("pacts.kind", field_choice, REQUIRED, AT(scenario_pact, kind), .low = PACT_NON_AGGRESSION,
        .names = &pact_names),
    ROW("pacts.secret", field_switch, OPTIONAL, AT(scenario_pact, secret)),

    ROW("assessments", field_assessments, OPTIONAL),
    ROW("assessments.by", field_assessment_by, REQUIRED),
    ROW("assessments.about", field_assessment_about, REQUIRED),
    ROW("assessments.permille", field_integer, REQUIRED, AT(scenario_assessment, permille), RANGE(0, 1000)),
};

const int field_table_count = sizeof field_table / sizeof field_table[0];
