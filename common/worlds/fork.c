#include "common/worlds/fork.h"

#include "common/aids/believed.h"
#include "common/base/must.h"

#include <string.h>

static const struct world *world_before(const struct fork *fork)
{
    return &fork->played->worlds[fork->turn - 1];
}

void fork_init(struct fork *fork, const struct record_opening *opening, const struct world_log *played,
               int turn, int seat)
{
    must(turn >= 1 && turn <= played->turns);
    const struct world *before = &played->worlds[turn - 1];
    const struct order_book *book = &played->turn[turn].book;
    struct view view;
    must(seat >= 0 && seat < before->scenario.actor_count && before->actors[seat].alive);
    *fork = (struct fork){.opening = opening, .played = played, .turn = turn, .seat = seat};
    orders_init(&fork->as_it_was);
    if (book->given[seat])
        fork->as_it_was = book->orders[seat];
    view_of(before, seat, &view);
    struct verdicts verdicts = orders_check(&view, &fork->as_it_was);
    orders_mend(&view, &verdicts, &fork->as_it_was);
    fork->instead = fork->as_it_was;
}

struct verdicts fork_take(struct fork *fork, const struct orders *orders)
{
    struct orders taken = *orders;
    struct view view;
    view_of(world_before(fork), fork->seat, &view);
    orders_fill(&view, &taken);
    struct verdicts verdicts = orders_check(&view, &taken);
    if (verdicts_ok(&verdicts))
        fork->instead = taken;
    return verdicts;
}

void fork_ask_bot(const struct fork *fork, const struct bot *bot, struct orders *orders)
{
    const struct world *before = world_before(fork);
    struct view view;
    view_of(before, fork->seat, &view);
    (bot ? bot : bot_for_motive(before->actors[fork->seat].motive))
        ->play(&view, record_bot_key(fork->opening->key), orders);
}

void fork_begin(const struct fork *fork, struct world_log *log)
{
    const struct world_log *played = fork->played;
    int turns = fork->turn - 1;
    int events = played->turn[turns].first_event + played->turn[turns].event_count;
    log->turns = turns;
    memcpy(log->worlds, played->worlds, (size_t)(turns + 1) * sizeof log->worlds[0]);
    memcpy(log->turn, played->turn, (size_t)(turns + 1) * sizeof log->turn[0]);
    memcpy(log->events, played->events, (size_t)events * sizeof log->events[0]);
}

void fork_play(const struct fork *fork, enum fork_course course, uint32_t throw_number, struct world_log *log)
{
    const struct record_opening *opening = fork->opening;
    struct order_book book = fork->played->turn[fork->turn].book;
    struct event_list events;
    struct headless game;
    log_back(log, fork->turn - 1);
    struct world world = *log_end(log);
    headless_again(&game, opening, fork->turns, fork->informed);
    game.line_up = fork->line_up;
    if (throw_number > 0) {
        world.key = record_dice_key(opening->key, opening->branch + throw_number);
        /* bots draw too; no world has so many branches that its dice could be theirs */
        game.bot_key = record_dice_key(opening->key, UINT32_MAX - throw_number);
    }
    if (course == FORK_CHANGED) {
        book.given[fork->seat] = true;
        book.orders[fork->seat] = fork->instead;
    }
    turn_resolve(&world, &book, &events);
    log_turn(log, &book, &events, &world);
    headless_go_on(&game, log);
}
