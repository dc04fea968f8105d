/* Acts of whoever runs the exercise, in one line each; see table.h. */
#ifndef SPIRAL_TESTS_WORLD_ACTS_H
#define SPIRAL_TESTS_WORLD_ACTS_H

#include "tests/unit/server/world/table.h"

enum { TURN_MS = 60000 };

struct wire_clock clock_of(const struct table *table);

/* The last command came to this; see table_story. */
void assert_story(const struct table *table, const char *story);

enum ruling pause_for(struct table *table, const char *reason);
enum ruling resume(struct table *table);
enum ruling extend_by(struct table *table, int32_t ms, uint32_t turn);
enum ruling resolve_turn(struct table *table, uint32_t turn);
enum ruling close_for(struct table *table, const char *reason);

enum ruling roll_back_to(struct table *table, uint32_t turn);

#endif
