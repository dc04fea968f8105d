#include "desk_lesson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct lesson *lesson_open(const char *scenario, int worlds, int turn_seconds, int plan, bool practice)
{
    struct lesson *lesson = calloc(1, sizeof *lesson);
    assert_non_null(lesson);
    lesson->now_ms = 1000;
    lesson->hall = hall_open_worlds(&(struct exercise_settings){.turn_ms = turn_seconds * INT64_C(1000),
                                                                .misses_allowed = TURNS_MAX,
                                                                .team_size = 1,
                                                                .seats_in_order = true,
                                                                .start_by_hand = true,
                                                                .practice = practice,
                                                                .plan_minutes = plan},
                                    scenario, worlds);
    return lesson;
}

void lesson_close(struct lesson *lesson)
{
    hall_close(lesson->hall);
    free(lesson);
}

void come(struct lesson *lesson, int count)
{
    for (int x = 0; x < count; x++)
        exercise_arrive(lesson->hall->exercise, hall_join(lesson->hall, "Ann", (uint8_t)++lesson->persons),
                        lesson, lesson->now_ms);
}

void pass(struct lesson *lesson, int seconds)
{
    for (int x = 0; x < seconds; x++) {
        lesson->now_ms += 1000;
        lesson->hall->wall_ms += 1000;
        exercise_tick(lesson->hall->exercise, lesson->now_ms);
    }
}

void act(struct lesson *lesson, enum exercise_act kind, int world, uint32_t turn)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, kind);
    act.world = world;
    act.turn = turn;
    act.card = 0;
    desk_act(lesson->hall->exercise, DESK_OPERATOR, &act, lesson->now_ms, &lesson->answer);
    if (lesson->answer.refusal.code != REFUSAL_NONE)
        fail_msg("%s", lesson->answer.why);
    exercise_tick(lesson->hall->exercise, lesson->now_ms);
}

int used(struct lesson *lesson)
{
    desk_tell(lesson->hall->exercise, lesson->now_ms, &lesson->room, &lesson->state);
    return (int)lesson->state.used_seconds;
}

int begins(struct lesson *lesson)
{
    return used(lesson) + (int)lesson->state.play_seconds;
}

int turn_of(struct lesson *lesson)
{
    return world_turn(exercise_world(lesson->hall->exercise, 0));
}

struct lesson *lesson_start(const char *scenario, int worlds, int turn_seconds)
{
    struct lesson *lesson = lesson_open(scenario, worlds, turn_seconds, 75, false);
    come(lesson, worlds * 2);
    pass(lesson, BEFORE);
    act(lesson, EXERCISE_START, -1, 0);
    return lesson;
}

void extend(struct lesson *lesson, int seconds)
{
    struct wire_exercise_act more;
    wire_exercise_act_init(&more, EXERCISE_EXTEND);
    more.ms = seconds * 1000;
    desk_act(lesson->hall->exercise, DESK_OPERATOR, &more, lesson->now_ms, &lesson->answer);
    assert_int_equal(lesson->answer.refusal.code, REFUSAL_NONE);
}

void restart(struct lesson *lesson, int away)
{
    struct hall *hall = lesson->hall;
    hall->downtime_ms = away * INT64_C(1000);
    hall->wall_ms += hall->downtime_ms;
    struct exercise *exercise = hall_restart(hall, hall->entry_count, lesson->now_ms);
    exercise_destroy(hall->exercise);
    hall->exercise = exercise;
}
