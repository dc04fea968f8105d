/* Whole games of random commands, good and bad, with pauses and other acts of whoever runs them, with
 * sessions that come and go, doubled ids, jumps of time and kills. After every effect the machine is compared
 * with one that was made of the journal alone: so nothing is told before it is stored, and a recovery loses
 * nothing. */
#include "tests/unit/server/world/random_acts.h"
#include "tests/unit/server/world/same.h"
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "common/record/entry.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 160, SENT_KEPT = 40 };

/* A command as a client keeps it, to be sent again. */
struct sent {
    struct command command;
    union {
        struct wire_save_orders save_orders;
        struct wire_set_ready set_ready;
        struct wire_state_beliefs state_beliefs;
        struct wire_send_press send_press;
    } as;
    bool is_accepted;
    struct wire_accepted accepted;
};

struct game {
    struct table *table;
    uint32_t seed;
    struct noise noise;
    int step;
    int sessions[ACTORS_MAX];
    struct world_machine *shadow; /* from what is stored so far */
    int sent_next, sent_count;
    struct sent sent[SENT_KEPT];
    int64_t cut_remaining_ms;
    int cut; /* the process dies behind this entry, though the command went on; 0: it does not */
    uint32_t branch;
    int rebuilt, kills, doubled, gone_back;
    struct random_tally acts;
};

static void check(struct game *game, bool good, const char *what)
{
    if (!good)
        fail_msg("seed %u, scenario %s, step %d, turn %d: %s", game->seed, game->table->opening.scenario.name,
                 game->step, world_turn(game->table->machine), what);
}

static bool chance(struct game *game, int one_in)
{
    return noise_below(&game->noise, one_in) == 0;
}

/* Who goes back forgets what was sent since: it is judged anew. */
static void forget_if_gone_back(struct game *game)
{
    uint32_t branch = world_branch(game->table->machine);
    if (branch == game->branch)
        return;
    game->branch = branch;
    game->gone_back++;
    for (int x = 0; x < SENT_KEPT; x++)
        game->sent[x].is_accepted = false;
}

static void compare(struct game *game)
{
    char memory[256] = "";
    struct text why = text_over(memory, sizeof memory);
    check(game, machines_same(game->table->machine, game->shadow, game->table->now_ms, &why), memory);
}

static void on_effect(struct table *table, const struct effect *effect)
{
    struct game *game = table->watcher;
    if (effect->kind == EFFECT_STORE) {
        world_destroy(game->shadow);
        game->shadow = table_rebuild(table, table->entry_count);
        game->rebuilt++;
        bool lacks_end = strcmp(effect->entry_kind, "end") != 0 && world_ended(game->shadow);
        if (!game->cut && !lacks_end && chance(game, 25)) {
            game->cut = table->entry_count;
            game->cut_remaining_ms = table->remaining_ms;
        }
    }
    /* told are only things that the journal knows as well; a message stands in the journal a moment earlier
     */
    if (table_stored(table, "press") == 0 || effect->kind == EFFECT_TELL)
        compare(game);
}

static void apply_command(struct game *game, struct command command)
{
    table_apply(game->table, command);
    if (!game->cut)
        compare(game);
}

static bool same_answer(const struct wire_accepted *a, const struct wire_accepted *b)
{
    return id_equal(&a->command, &b->command) && a->turn == b->turn && a->revision == b->revision &&
           a->has_digest == b->has_digest && a->ready == b->ready &&
           digest_equal(&a->orders_digest, &b->orders_digest);
}

static struct sent *remember(struct game *game)
{
    struct sent *sent = &game->sent[game->sent_next];
    game->sent_next = (game->sent_next + 1) % SENT_KEPT;
    if (game->sent_count < SENT_KEPT)
        game->sent_count++;
    memset(sent, 0, sizeof *sent);
    return sent;
}

struct first_effect {
    int count;
    bool same;
    const struct sent *sent;
};

static void on_first_effect(void *user, const struct effect *effect)
{
    struct first_effect *first = user;
    if (first->count++ == 0)
        first->same = effect->kind == EFFECT_REPLY && effect->accepted &&
                      same_answer(effect->accepted, &first->sent->accepted);
}

/* A machine from the journal knows every answer that was given. */
static void check_answers(struct game *game)
{
    struct table *table = game->table;
    struct world_machine *machine = table_rebuild(table, table->entry_count);
    for (int x = 0; x < game->sent_count; x++) {
        struct first_effect first = {.sent = &game->sent[x]};
        struct effects effects = {on_first_effect, &first};
        struct command command = first.sent->command;
        if (!first.sent->is_accepted)
            continue;
        if (world_branch(machine) != game->branch)
            break; /* the time that passed undid the practice turn */
        command.now_ms = table->now_ms;
        world_apply(machine, &command, &effects);
        check(game, first.same, "an answer is forgotten");
    }
    world_destroy(machine);
}

/* The process dies: at once, or at the entry where it was to die within the last command. */
static void die(struct game *game)
{
    struct table *table = game->table;
    if (!game->cut) {
        check_answers(game);
    } else {
        while (table->entry_count > game->cut) {
            struct kept_entry *entry = &table->entries[--table->entry_count];
            free(entry->body);
            free(entry->text);
        }
        table->remaining_ms = game->cut_remaining_ms;
    }
    table_kill(table, (uint64_t)noise_below(&game->noise, 100000));
    world_destroy(game->shadow);
    game->shadow = table_rebuild(table, table->entry_count);
    memset(game->sessions, 0, sizeof game->sessions);
    game->cut = 0;
    game->kills++;
    forget_if_gone_back(game);
}

static void apply(struct game *game, struct command command)
{
    apply_command(game, command);
    if (game->cut)
        die(game);
    forget_if_gone_back(game);
}

/* What was accepted and is not forgotten gets the same answer, and nothing is stored but what time brings. */
static void send_again(struct game *game, const struct sent *sent)
{
    const char *what = "a doubled command";
    uint32_t branch = game->branch;
    apply_command(game, sent->command);
    const struct heard *reply = table_reply(game->table);
    check(game, reply != NULL, what);
    if (sent->is_accepted && world_branch(game->table->machine) == branch) {
        check(game, reply->is_accepted && same_answer(&reply->accepted, &sent->accepted), what);
        check(game, game->table->heard[0].kind == EFFECT_REPLY, "a doubled command is stored");
        game->doubled++;
    }
    if (game->cut)
        die(game);
    forget_if_gone_back(game);
}

/* The client does not know whether a command got through before the kill: it sends it again. */
static void apply_sent(struct game *game, struct sent *sent)
{
    int before = game->table->entry_count;
    apply_command(game, sent->command);
    const struct heard *reply = table_reply(game->table);
    check(game, reply != NULL, "no answer");
    sent->is_accepted = reply->is_accepted;
    if (reply->is_accepted)
        sent->accepted = reply->accepted;
    if (!game->cut) {
        forget_if_gone_back(game);
        return;
    }
    /* its own entry is the first one, unless the end of practice had to be stored before it */
    bool stored = sent->is_accepted && game->cut > before && table_stored(game->table, "practice_over") == 0;
    die(game);
    if (stored)
        send_again(game, sent);
}

static void random_orders(struct game *game, int seat, struct orders *orders)
{
    struct wire_situation situation = table_situation(game->table, seat);
    struct siphash_key key = {game->seed, (uint64_t)game->step};
    orders_init(orders);
    if (situation.view.alive[seat])
        bot_find(slice_of("random_legal"))->play(&situation.view, key, orders);
    if (chance(game, 5))
        ((int32_t *)orders)[noise_below(&game->noise, sizeof *orders / sizeof(int32_t))] =
            (int32_t)noise_below(&game->noise, 3000) - 10;
    /* what lies beyond the states of the world is never sent */
    for (int j = world_seats(game->table->machine); j < ACTORS_MAX; j++) {
        struct orders nothing;
        orders_init(&nothing);
        orders->pact[j] = nothing.pact[j];
        orders->secret[j] = nothing.secret[j];
        orders->answer[j] = nothing.answer[j];
        orders->belief[j] = nothing.belief[j];
    }
}

static void random_beliefs(struct game *game, int seat, struct stated_beliefs *stated)
{
    stated_beliefs_init(stated);
    for (int j = 0; j < world_seats(game->table->machine); j++) {
        if (j == seat && !chance(game, 20))
            continue;
        stated->attack_next[j] = (int32_t)noise_below(&game->noise, 1002) - 1;
        stated->sees_me[j] = (int32_t)noise_below(&game->noise, chance(game, 20) ? 5000 : 1001);
    }
    if (chance(game, 2))
        stated->perceived_balance = (int32_t)noise_below(&game->noise, 450);
}

/* A command of a player, mostly for the open turn. */
static void act(struct game *game, int seat)
{
    struct table *table = game->table;
    struct sent *sent = remember(game);
    struct id world = table->opening.world, id = table_id(table);
    uint32_t turn = (uint32_t)world_turn(table->machine) + 1;
    if (chance(game, 15))
        turn += (uint32_t)noise_below(&game->noise, 3) - 1;
    if (chance(game, 20))
        world.bytes[5] ^= 1;
    switch (noise_below(&game->noise, 7)) {
    case 0:
    case 1:
        sent->as.save_orders = (struct wire_save_orders){.command = id, .world = world, .turn = turn};
        sent->as.save_orders.revision = table_situation(table, seat).revision + (chance(game, 10) ? 1 : 0);
        random_orders(game, seat, &sent->as.save_orders.orders);
        sent->command = (struct command){.kind = COMMAND_SAVE_ORDERS, .save_orders = &sent->as.save_orders};
        break;
    case 2:
    case 3:
        sent->as.set_ready =
            (struct wire_set_ready){.command = id, .world = world, .turn = turn, .ready = !chance(game, 4)};
        sent->command = (struct command){.kind = COMMAND_SET_READY, .set_ready = &sent->as.set_ready};
        break;
    case 4:
        sent->as.state_beliefs = (struct wire_state_beliefs){.command = id, .world = world, .turn = turn};
        random_beliefs(game, seat, &sent->as.state_beliefs.stated);
        sent->command =
            (struct command){.kind = COMMAND_STATE_BELIEFS, .state_beliefs = &sent->as.state_beliefs};
        break;
    default:
        sent->as.send_press = (struct wire_send_press){.command = id, .world = world, .text = "a word"};
        sent->as.send_press.everyone = chance(game, 2);
        if (!sent->as.send_press.everyone || chance(game, 10))
            sent->as.send_press.to = (uint16_t)noise_below(&game->noise, 1 << world_seats(table->machine));
        sent->command = (struct command){.kind = COMMAND_SEND_PRESS, .send_press = &sent->as.send_press};
        break;
    }
    sent->command.seat = seat;
    apply_sent(game, sent);
}

static void come_or_go(struct game *game, int seat)
{
    bool taken = world_seat_taken(game->table->machine, seat);
    bool connected = game->sessions[seat] > 0;
    if (!taken) {
        apply(game, (struct command){.kind = COMMAND_TAKE, .seat = seat});
    } else if (connected && chance(game, 3)) {
        struct wire_leave leave = {.command = table_id(game->table)};
        apply(game, (struct command){
                        .kind = COMMAND_LEAVE, .seat = seat, .leave = chance(game, 2) ? &leave : NULL});
    } else if (connected && chance(game, 2)) {
        game->sessions[seat]--;
        apply(game, (struct command){.kind = COMMAND_DEPART, .seat = seat});
    } else if (game->sessions[seat] < 4) {
        game->sessions[seat]++;
        apply(game, (struct command){.kind = COMMAND_ARRIVE, .seat = seat});
    }
}

/* Whoever runs the exercise; where the process dies within an act the next life goes on with it or without.
 */
static void steer(struct game *game)
{
    struct random_act drawn;
    random_act_draw(&drawn, &game->noise, game->table);
    apply_command(game, random_act_command(&drawn));
    const struct heard *reply = table_reply(game->table);
    check(game, reply && reply->ruling, "no ruling");
    random_tally_add(&game->acts, drawn.kind, reply->ruling);
    if (game->cut)
        die(game);
    forget_if_gone_back(game);
}

static void step(struct game *game)
{
    static const int64_t jumps[] = {20, 300, 2500, 20000};
    int seat = (int)noise_below(&game->noise, world_seats(game->table->machine));
    game->table->now_ms += (uint64_t)noise_below(&game->noise, 40);
    switch (noise_below(&game->noise, 13)) {
    case 11:
    case 12:
        steer(game);
        break;
    case 0:
        come_or_go(game, seat);
        break;
    case 1:
        game->table->now_ms += (uint64_t)noise_below(&game->noise, jumps[noise_below(&game->noise, 4)]);
        apply(game, (struct command){.kind = COMMAND_TICK});
        break;
    case 2:
        if (game->sent_count)
            send_again(game, &game->sent[noise_below(&game->noise, game->sent_count)]);
        break;
    case 3:
        if (chance(game, 4))
            die(game);
        break;
    default:
        if (world_seat_taken(game->table->machine, seat))
            act(game, seat);
        break;
    }
}

/* Everybody leaves, and bots play on to the end; or it is closed, whatever state it is in. */
static void finish(struct game *game)
{
    struct wire_exercise_act act = {.reason = "the bell has rung"};
    int before = world_end(game->table->machine);
    if (game->seed % 3 == 1) {
        apply(game, (struct command){.kind = COMMAND_CLOSE, .act = &act});
        apply(game, (struct command){.kind = COMMAND_TICK});
        check(game, world_end(game->table->machine) == (before ? before : RECORD_CLOSED), "it is not closed");
    }
    apply(game, (struct command){.kind = COMMAND_RESUME, .act = &act});
    for (int seat = 0; seat < world_seats(game->table->machine); seat++)
        apply(game, (struct command){.kind = COMMAND_LEAVE, .seat = seat});
    for (int tick = 0; tick < 4 * TURNS_MAX && !world_ended(game->table->machine); tick++) {
        game->table->now_ms += 100000;
        apply(game, (struct command){.kind = COMMAND_TICK});
    }
    check(game, world_ended(game->table->machine), "the world does not end");
}

static void check_record_and_journal(struct game *game)
{
    struct record_summary summary;
    struct world world;
    struct cause cause;
    size_t size;
    const char *record = world_record(game->table->machine, &size);
    check(game, record != NULL, "no record");
    if (record_verify((struct slice){record, size}, &summary, &world, &cause))
        check(game, false, cause.text);
    struct journal_check *journal = malloc(sizeof *journal);
    assert_non_null(journal);
    journal_check_init(journal);
    for (int x = 0; x < game->table->entry_count; x++) {
        const struct kept_entry *entry = &game->table->entries[x];
        bool is_orders;
        if (journal_check_entry(journal, entry->kind, (struct slice){entry->body, entry->size}, NULL,
                                &is_orders, &cause))
            check(game, false, cause.text);
    }
    check(game, journal->ended, "the journal has no end");
    free(journal);
}

static void play(struct game *game, const struct scenario *scenario, uint32_t seed, int64_t turn_ms)
{
    memset(game, 0, sizeof *game);
    game->seed = seed;
    game->noise = noise_of(seed);
    struct scenario shorter = *scenario;
    if (shorter.parameters.max_turns > 8)
        shorter.parameters.max_turns = 8;
    struct world_settings settings = {
        .turn_ms = turn_ms,
        .misses_allowed = 1 + (int)(seed % 3),
        .practice_turns = seed % 2,
        .beliefs = seed % 4 == 0 ? BELIEFS_RANDOM_HALF : BELIEFS_NONE,
        .bots = (enum bot_disclosure)(seed / 100 % BOT_DISCLOSURE_COUNT),
    };
    game->table = table_open_as(&shorter, &settings);
    game->shadow = table_rebuild(game->table, game->table->entry_count);
    game->table->watch = on_effect;
    game->table->watcher = game;
    for (int x = 0; x < 2 * world_seats(game->table->machine); x++)
        come_or_go(game, (int)noise_below(&game->noise, world_seats(game->table->machine)));
    apply(game, (struct command){.kind = COMMAND_START});
    for (game->step = 1; game->step <= STEPS && !world_ended(game->table->machine); game->step++)
        step(game);
    check_answers(game);
    for (int x = 0; x < game->sent_count; x++)
        send_again(game, &game->sent[x]);
    finish(game);
    check_record_and_journal(game);
    world_destroy(game->shadow);
    table_close(game->table);
}

static void a_recovery_loses_nothing(void **state)
{
    static const char *const names[] = {"duel", "buck-pass", "seminar", "ring-6", "moles", "grand-12"};
    struct committed *committed = malloc(sizeof *committed);
    struct game *game = malloc(sizeof *game);
    int games = 0, rebuilt = 0, kills = 0, doubled = 0, gone_back = 0;
    struct random_tally acts = {0};
    (void)state;
    assert_non_null(committed);
    assert_non_null(game);
    committed_load(committed);
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++) {
        for (int s = 0; s < committed->count; s++) {
            if (strcmp(committed->scenarios[s].name, names[x]) != 0)
                continue;
            for (uint32_t round = 0; round < 3; round++) {
                play(game, &committed->scenarios[s], 100 * (uint32_t)x + round, round == 2 ? 0 : 3000);
                games++;
                rebuilt += game->rebuilt;
                kills += game->kills;
                doubled += game->doubled;
                gone_back += game->gone_back;
                random_tally_merge(&acts, &game->acts);
            }
        }
    }
    print_message("%d games, %d machines from their journals, %d kills, %d doubled commands, %d times back\n",
                  games, rebuilt, kills, doubled, gone_back);
    assert_int_equal(games, 3 * sizeof names / sizeof names[0]);
    assert_true(rebuilt > 500 && kills > 50 && doubled > 50 && gone_back > 30);
    random_tally_assert(&acts);
    free(game);
    free(committed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recovery_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
