#include "common/rules/attack_game.h"

#include "common/rules/arithmetic.h"

struct attack_game attack_game_of(const struct parameters *p, const struct attack_sides *sides)
{
    int64_t mine = sides->my_offence * sides->my_proximity;
    int64_t theirs = sides->their_offence * sides->their_proximity;
    int64_t my_wall = sides->my_defence + p->referee_force,
            their_wall = sides->their_defence + p->referee_force;
    int64_t i_succeed = contest(sides->my_balance * floor_div(mine, 100), 100 * their_wall);
    int64_t they_succeed = contest(sides->their_balance * floor_div(theirs, 100), 100 * my_wall);
    int64_t i_win_meeting = contest(mine, theirs);
    int64_t prize = floor_div(sides->gain * p->home_value * stake_of(sides->their_territory, p->stake), 100);
    int64_t home = p->home_value * stake_of(sides->my_territory, p->stake);
    int64_t cost = p->war_cost + p->referee_fine;
    return (struct attack_game){
        .i_succeed = i_succeed,
        .they_succeed = they_succeed,
        .attack_wait = floor_div(i_succeed * prize - (1000 - i_succeed) * p->fail_cost, 1000) - cost,
        .attack_attack = floor_div(i_win_meeting * prize - (1000 - i_win_meeting) * home, 1000) - cost,
        .wait_attack = -floor_div(they_succeed * home, 1000) - p->war_cost,
    };
}

int64_t attack_threshold(const struct attack_game *game)
{
    int64_t risked = -game->attack_wait, saved = game->attack_attack - game->wait_attack;
    if (risked <= 0)
        return 0;
    return saved > 0 ? floor_div(1000 * risked, risked + saved) : -1;
}

int64_t greed_threshold(const struct parameters *p, int64_t gain, int64_t victim_territory, int64_t margin)
{
    int64_t prize = floor_div(gain * p->home_value * stake_of(victim_territory, p->stake), 100);
    /* where conquest is worth nothing and failure costs nothing no chance is tempting */
    return floor_div(1000 * (p->war_cost + p->fail_cost + margin), max_of(1, prize + p->fail_cost));
}
