#include "client/sim/sim_columns.h"

#include <string.h>

const struct sim_column_list *sim_columns_of(enum sim_rows rows)
{
    static const struct sim_column_list *const lists[SIM_ROWS_COUNT] = {
        [SIM_ROWS_GAMES] = &sim_columns_game,
        [SIM_ROWS_TURNS] = &sim_columns_turn,
        [SIM_ROWS_DYADS] = &sim_columns_dyad,
    };
    return lists[rows];
}

void sim_put_field(const char *word, struct text *text)
{
    if (!strpbrk(word, ",\"\r\n")) {
        text_put(text, word);
        return;
    }
    text_put_char(text, '"');
    for (; *word; word++) {
        if (*word == '"')
            text_put_char(text, '"');
        text_put_char(text, *word);
    }
    text_put_char(text, '"');
}

const char *sim_doctrine(const struct sim_row *row, int i)
{
    const struct bot *bot = row->game->line_up.bots[i];
    return (bot ? bot : bot_for_motive(log_start(row->log)->actors[i].motive))->name;
}

SIM_NUMBER(rules, row ? RULES_VERSION : 0)
SIM_NUMBER(metrics, row ? METRICS_VERSION : 0)
SIM_NUMBER(seed, (int64_t)row->plan->seed)
SIM_NUMBER(game, row->number)

static void scenario(const struct sim_row *row, struct text *text)
{
    text_put(text, row->cell->scenario.name);
}

static void scenario_hash(const struct sim_row *row, struct text *text)
{
    text_put_span(text, row->cell->hash, SIM_HASH_SIZE - 1);
}

static const struct sim_column columns[] = {
    {"rules", "version", "version of the rules", rules, NULL},
    {"metrics", "version", "version of the metrics", metrics, NULL},
    {"scenario", "name", "file of the scenario, without .yaml", NULL, scenario},
    {"scenario_hash", "hex",
     "first 16 digits of the SHA-256 of the scenario's canonical text, swept values in it", NULL,
     scenario_hash},
    {"seed", "1", "of the run", seed, NULL},
    {"game", "1", "number in its cell, from 0; the same seed and number have the same dice in every cell",
     game, NULL},
};

const struct sim_column_list sim_columns_identity = {columns, sizeof columns / sizeof columns[0]};
