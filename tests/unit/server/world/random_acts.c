#include "tests/unit/server/world/random_acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"

#include <string.h>

static bool chance(struct noise *noise, int one_in)
{
    return noise_below(noise, one_in) == 0;
}

static void draw_orders(struct wire_exercise_act *act, struct noise *noise, const struct table *table)
{
    struct siphash_key key = {(uint64_t)noise_below(noise, 1 << 20), 0};
    act->has_orders = !chance(noise, 20);
    orders_init(&act->orders);
    if (act->seat < 0 || act->seat >= world_seats(table->machine))
        return;
    struct wire_situation situation = table_situation(table, act->seat);
    if (situation.view.alive[act->seat])
        bot_find(slice_of("random_legal"))->play(&situation.view, key, &act->orders);
    if (chance(noise, 8))
        act->orders.budget[LINE_CIVIL] += 100000;
}

static void draw_inject(struct wire_inject *inject, struct noise *noise, const struct table *table)
{
    *inject = (struct wire_inject){
        .number = 1 + (uint32_t)noise_below(noise, 40),
        .world = -1,
        .seats = (uint16_t)noise_below(noise, 1 << (world_seats(table->machine) + 1)),
        .source = "a source",
        .text = {"news", "noticias"},
        .misleading = chance(noise, 3),
    };
    if (chance(noise, 3))
        inject->seats = 0;
    if (chance(noise, 2))
        inject->text[1][0] = '\0';
}

static void draw_turn(struct random_act *drawn, struct noise *noise, const struct table *table)
{
    int turn = world_turn(table->machine);
    if (drawn->kind == COMMAND_ROLL_BACK) /* mostly one that there was */
        drawn->act.turn = (uint32_t)noise_below(noise, turn + 3);
    else if (chance(noise, drawn->kind == COMMAND_ORDERS ? 10 : 3))
        drawn->act.turn = (uint32_t)(turn + noise_below(noise, 3));
}

void random_act_draw(struct random_act *drawn, struct noise *noise, const struct table *table)
{
    static const enum command_kind kinds[] = {
        COMMAND_PAUSE,     COMMAND_RESUME,    COMMAND_RESUME,   COMMAND_EXTEND,  COMMAND_RESOLVE,
        COMMAND_ROLL_BACK, COMMAND_ROLL_BACK, COMMAND_BOT_IN,   COMMAND_BOT_OUT, COMMAND_BOT_OUT,
        COMMAND_ORDERS,    COMMAND_ORDERS,    COMMAND_MULTIPLY, COMMAND_NUDGE,   COMMAND_BULLETIN,
    };
    memset(drawn, 0, sizeof *drawn);
    do
        drawn->kind = kinds[noise_below(noise, sizeof kinds / sizeof kinds[0])];
    while (drawn->kind == COMMAND_RESOLVE && !chance(noise, 3));
    drawn->act.ms = chance(noise, 6) ? WIRE_EXTEND_MS_MAX : (int32_t)noise_below(noise, 6000) - 3000;
    drawn->act.seat = (int)noise_below(noise, world_seats(table->machine) + chance(noise, 10));
    drawn->act.percent = 100 + 50 * (uint32_t)noise_below(noise, 8);
    if (chance(noise, 2))
        memcpy(drawn->act.reason, "fire drill", sizeof "fire drill");
    draw_turn(drawn, noise, table);
    if (drawn->kind == COMMAND_ORDERS)
        draw_orders(&drawn->act, noise, table);
    if (drawn->kind == COMMAND_BULLETIN)
        draw_inject(&drawn->inject, noise, table);
}

struct command random_act_command(const struct random_act *drawn)
{
    struct command command = {.kind = drawn->kind};
    if (drawn->kind == COMMAND_BULLETIN)
        command.inject = &drawn->inject;
    else
        command.act = &drawn->act;
    return command;
}

void random_tally_add(struct random_tally *tally, enum command_kind kind, enum ruling ruling)
{
    tally->ruled[ruling]++;
    tally->done[kind] += ruling == RULING_DONE;
}

void random_tally_merge(struct random_tally *tally, const struct random_tally *other)
{
    for (int r = 0; r <= RULING_ILLEGAL; r++)
        tally->ruled[r] += other->ruled[r];
    for (int k = 0; k <= COMMAND_BULLETIN; k++)
        tally->done[k] += other->done[k];
}

void random_tally_assert(const struct random_tally *tally)
{
    static const int least[RULING_ILLEGAL + 1] = {
        [RULING_DONE] = 200,   [RULING_ALREADY] = 10, [RULING_OTHER_TURN] = 5,   [RULING_NO_LIMIT] = 5,
        [RULING_TOO_LONG] = 1, [RULING_ILLEGAL] = 2,  [RULING_NO_SUCH_TURN] = 2, [RULING_NO_SUCH_SEAT] = 2,
    };
    for (int r = 0; r <= RULING_ILLEGAL; r++)
        if (tally->ruled[r] < least[r])
            fail_msg("ruling %d was given %d times only", r, tally->ruled[r]);
    for (int k = COMMAND_PAUSE; k <= COMMAND_BULLETIN; k++)
        if (tally->done[k] < 5 && k != COMMAND_CLOSE)
            fail_msg("act %d was done %d times only", k, tally->done[k]);
}
