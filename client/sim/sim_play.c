#include "client/sim/sim_play.h"

#include "client/sim/sim_record.h"
#include "common/base/must.h"

#include <stdlib.h>

struct sim_player {
    const struct sim_plan *plan;
    bool with_lines;
    struct sim_cell cell;
    struct headless game;
    struct sim_recorder *recorder; /* NULL: no records */
    struct world_log log, informed;
    struct metric_input input;
    struct metric_value metrics[METRICS_MAX];
    char frame[SIM_FRAME_MAX];
};

struct sim_player *sim_player_create(const struct sim_plan *plan, bool with_lines)
{
    struct sim_player *player = calloc(1, sizeof *player);
    must(player != NULL);
    player->plan = plan;
    player->with_lines = with_lines;
    player->cell.index = -1;
    if (plan->records)
        player->recorder = sim_recorder_create(plan);
    return player;
}

void sim_player_destroy(struct sim_player *player)
{
    sim_recorder_destroy(player->recorder);
    free(player);
}

static void play_and_log(struct sim_player *player, int64_t number)
{
    const struct sim_plan *plan = player->plan;
    headless_init(&player->game, &player->cell.scenario, plan->seed, (uint64_t)number);
    sim_line_up_seat(&plan->line_up, &player->game);
    headless_log(&player->game, &player->log);
    if (plan->informed) {
        struct headless informed = player->game;
        informed.informed = true;
        headless_log(&informed, &player->informed);
    }
    metric_input_init(&player->input, &player->log, plan->informed ? &player->informed : NULL);
}

static void take_outcomes(const struct sim_player *player, struct sim_outcomes *outcomes)
{
    for (int x = 0; x < SIM_OUTCOMES; x++)
        metric_compute(sim_outcome_metric(x), &player->input, &outcomes->of[x]);
}

static size_t put_lines(struct sim_player *player, int64_t number)
{
    struct text lines = text_over(player->frame + SIM_FRAME_HEAD_MAX, SIM_GAME_TEXT_MAX);
    struct sim_row row = {
        .plan = player->plan,
        .cell = &player->cell,
        .game = &player->game,
        .log = &player->log,
        .metrics = player->metrics,
        .number = number,
    };
    if (!player->with_lines)
        return 0;
    for (int m = 0; m < metric_count() && player->plan->rows == SIM_ROWS_GAMES; m++)
        metric_compute(metric_at(m), &player->input, &player->metrics[m]);
    sim_put_game(&row, &lines);
    return lines.length;
}

enum status sim_player_play(struct sim_player *player, int64_t number, struct slice *frame,
                            struct cause *cause)
{
    int cell = (int)(number / player->plan->games);
    int64_t in_cell = number % player->plan->games;
    struct sim_outcomes outcomes;
    enum status status = STATUS_OK;
    if (cell != player->cell.index)
        sim_plan_cell(player->plan, cell, &player->cell);
    play_and_log(player, in_cell);
    if (player->recorder)
        status = sim_recorder_write(player->recorder, &player->cell, &player->game, in_cell, cause);
    take_outcomes(player, &outcomes);
    size_t size = put_lines(player, in_cell);
    *frame = sim_frame_make(number, &outcomes, player->frame + SIM_FRAME_HEAD_MAX, size);
    return status;
}
