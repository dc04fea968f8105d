#include "client/fork/fork_told.h"

#include "common/base/must.h"

#include <stdlib.h>

const struct fork_row fork_rows[FORK_ROWS] = {
    {"wars", 1, false},   {"tragedy", 2, true},   {"growth", 2, false},
    {"burden", 0, false}, {"mistrust", 0, false}, {"seeker_score", 0, false},
};

static void measure(struct fork_told *told, const struct world_log *log,
                    struct metric_value values[FORK_ROWS])
{
    metric_input_init(&told->input, log, NULL);
    for (int row = 0; row < FORK_ROWS; row++)
        metric_compute(metric_find(slice_of(fork_rows[row].metric)), &told->input, &values[row]);
}

static void add(struct fork_mean mean[FORK_ROWS], const struct metric_value values[FORK_ROWS])
{
    for (int row = 0; row < FORK_ROWS; row++) {
        mean[row].sum += values[row].defined ? values[row].millionths : 0;
        mean[row].cases += values[row].defined;
    }
}

static void throw_again(struct fork_told *told, uint32_t throw_number)
{
    struct metric_value values[FORK_COURSES][FORK_ROWS];
    for (int course = 0; course < FORK_COURSES; course++) {
        fork_play(&told->fork, course, throw_number, &told->scratch[course]);
        measure(told, &told->scratch[course], values[course]);
        add(told->mean[course], values[course]);
    }
    int64_t more = values[FORK_CHANGED][0].millionths - values[FORK_AS_IT_WAS][0].millionths;
    told->fewer += more < 0;
    told->as_many += more == 0;
    told->more += more > 0;
}

struct fork_told *fork_told_create(const struct fork *fork, int throws)
{
    struct fork_told *told = calloc(1, sizeof *told);
    must(told != NULL);
    told->fork = *fork;
    told->throws = throws;
    measure(told, fork->played, told->played);
    for (int course = 0; course < FORK_COURSES; course++) {
        fork_begin(fork, &told->course[course]);
        fork_play(fork, course, 0, &told->course[course]);
        measure(told, &told->course[course], told->of[course]);
        fork_begin(fork, &told->scratch[course]);
    }
    for (int number = 1; number <= throws; number++)
        throw_again(told, (uint32_t)number);
    return told;
}

void fork_told_destroy(struct fork_told *told)
{
    free(told);
}
