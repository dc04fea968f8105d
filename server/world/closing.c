/* Closing a turn: the order book is made from what was saved, what bots play and what the absent get by
 * default; the turn is resolved, stored, and only then told. */
#include "server/world/machine_state.h"

#include "common/bots/bot.h"

#include <string.h>

/* By the doctrine of the motive, but with the answers to allies' calls that its person saved last: nobody's
 * word to an ally is worth less because the link was lost. */
static void play_bot(const struct world_machine *machine, int index, struct orders *orders)
{
    const struct seat *seat = &machine->seats[index];
    struct view view;
    view_of(&machine->world, index, &view);
    bot_for_motive(view.own.motive)->play(&view, machine->bot_key, orders);
    const int32_t *answers = seat->has_orders    ? seat->orders.answer
                             : seat->has_answers ? seat->answers
                                                 : NULL;
    for (int j = 0; answers && j < view.n; j++)
        if (j != index && view.alive[j])
            orders->answer[j] = answers[j];
}

struct digest turn_resolve_here(struct world_machine *machine, const struct record_turn *turn)
{
    struct world before = machine->world;
    struct digest hash = record_resolve(&machine->world, turn, &machine->hash, &machine->events);
    signs_turn(&machine->signs, &before, &machine->world, &machine->events);
    return hash;
}

static void book_seat(const struct world_machine *machine, int x, struct record_turn *turn)
{
    const struct seat *seat = &machine->seats[x];
    turn->source[x] = SOURCE_NONE;
    turn->book.given[x] = false;
    if (!seat_is_alive(machine, x))
        return;
    bool bot = seat->bot && !(seat->has_orders && seat->behalf);
    turn->source[x] = bot ? SOURCE_BOT : seat->has_orders ? SOURCE_PERSON : SOURCE_DEFAULT;
    turn->book.given[x] = bot || seat->has_orders;
    if (bot)
        play_bot(machine, x, &turn->book.orders[x]);
    else if (seat->has_orders)
        turn->book.orders[x] = seat->orders;
}

void turn_closed(struct world_machine *machine, const struct record_turn *turn)
{
    machine->hash = turn->hash;
    memcpy(machine->source, turn->source, sizeof machine->source);
    public_history_turn(&machine->history, &machine->world, &machine->events);
    steering_closed(machine);
    seats_next_turn(machine);
    machine->resolving = false;
    if (!machine->world.end || practice_is_due(machine))
        return;
    machine->phase = WORLD_ENDED;
    machine->paused = false;
    machine->reason[0] = '\0';
}

static void store_end(struct world_machine *machine, uint64_t now_ms, const struct effects *effects)
{
    char memory[16];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "end=");
    text_put_int(&text, world_end(machine));
    text_put_char(&text, '\n');
    machine->end_stored = true;
    machine_store(machine, now_ms, "end", &text, effects);
}

static void store_turn(struct world_machine *machine, uint64_t now_ms, const struct record_turn *turn,
                       const struct effects *effects)
{
    char memory[RECORD_TURN_MAX];
    struct text text = text_over(memory, sizeof memory);
    record_put_turn(turn, world_seats(machine), &text);
    machine_record_turn(machine, (struct slice){text.at, text.length});
    machine_store(machine, now_ms, "turn", &text, effects);
    if (machine->phase == WORLD_ENDED)
        store_end(machine, now_ms, effects);
}

static void tell_turn(struct world_machine *machine, const bool was_bot[ACTORS_MAX],
                      const struct effects *effects)
{
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (!seat->sessions)
            continue;
        machine_tell(x, TELL_REPORT, effects);
        if (seat->bot != was_bot[x])
            machine_notice_bot(machine, x, effects);
        if (practice_is_due(machine))
            continue; /* the next turn never opens: what comes instead is told in a moment */
        machine_tell(x, TELL_SITUATION, effects);
        machine_tell(x, TELL_CLOCK, effects);
        if (machine->phase == WORLD_ENDED)
            machine_tell(x, TELL_ENDED, effects);
    }
}

static void close_turn(struct world_machine *machine, uint64_t now_ms, const struct effects *effects)
{
    struct record_turn turn = {.turn = machine->world.turn + 1};
    bool was_bot[ACTORS_MAX];
    for (int x = 0; x < world_seats(machine); x++) {
        book_seat(machine, x, &turn);
        was_bot[x] = machine->seats[x].bot;
    }
    turn.hash = turn_resolve_here(machine, &turn);
    turn_closed(machine, &turn);
    if (machine->phase == WORLD_ENDED)
        clock_stop(machine);
    else
        clock_open_turn(machine, now_ms, clock_turn_ms(machine));
    store_turn(machine, now_ms, &turn, effects);
    tell_turn(machine, was_bot, effects);
    if (practice_is_due(machine))
        practice_end(machine, now_ms, effects);
}

void turn_close_if_due(struct world_machine *machine, uint64_t now_ms, const struct effects *effects)
{
    if (machine->phase == WORLD_ENDED && !machine->end_stored) /* the process died between the two entries */
        store_end(machine, now_ms, effects);
    if (machine->phase != WORLD_OPEN)
        return;
    bool late = (machine->deadline_ms != UINT64_MAX && now_ms >= machine->deadline_ms) ||
                now_ms >= seats_wait_until(machine);
    bool due = !machine->paused && (late || seats_all_ready(machine));
    if (due || machine->resolving)
        close_turn(machine, now_ms, effects); /* one turn a command: the caller comes back with a tick */
}
