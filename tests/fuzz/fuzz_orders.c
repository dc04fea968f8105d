/* Bytes as the orders of whole turns in worlds of the real scenarios: every check answers, mended orders are
 * legal and lead to the same world, canonical text brings them back, and every invariant holds after the
 * turn.
 */
#include "common/base/must.h"
#include "common/rules/canonical.h"
#include "common/rules/view.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/scenes.h"
#include "tests/fuzz/take.h"
#include "tests/property/invariants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORDER_NUMBERS = sizeof(struct orders) / sizeof(int32_t), TURNS = 8 };

enum seat_way { SEAT_ABSENT, SEAT_LEGAL, SEAT_ZERO, SEAT_WAYS };

struct room {
    struct world world, before, mended_world;
    struct order_book book, mended;
    struct event_list events, mended_events;
    struct view view;
};

/* Small ones are written in one byte, since most fields are small. */
static int32_t take_value(struct take *take)
{
    uint8_t first = take_byte(take);
    if (first < 250)
        return (int32_t)first - 4;
    return (int32_t)(uint32_t)take_number(take, 4);
}

/* One byte a seat: how it begins and how many numbers are changed; then place and value of each. */
static void take_orders(struct room *room, struct take *take, int seat)
{
    uint8_t choice = take_byte(take);
    struct orders *orders = &room->book.orders[seat];
    room->book.given[seat] = (choice & 15) % SEAT_WAYS != SEAT_ABSENT;
    if ((choice & 15) % SEAT_WAYS == SEAT_ZERO)
        orders_init(orders);
    for (int changes = choice >> 4; changes > 0; changes--) {
        uint8_t place = take_byte(take);
        ((int32_t *)orders)[place % ORDER_NUMBERS] = take_value(take);
    }
}

static void comes_back(const struct orders *orders, int seat, int n)
{
    char memory[CANONICAL_ORDERS_MAX], reason[256];
    struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
    struct orders again;
    int actor;
    bool given;
    canonical_orders(seat, orders, n, &text);
    must(!text.cut);
    must(canonical_orders_read((struct slice){memory, text.length}, n, &actor, &given, &again, &why));
    must(given && actor == seat);
    /* lists are written as far as there are actors */
    char second[CANONICAL_ORDERS_MAX];
    struct text twice = text_over(second, sizeof second);
    canonical_orders(seat, &again, n, &twice);
    must(twice.length == text.length && memcmp(memory, second, text.length) == 0);
}

/* Does what a server does with a player's orders, for every seat. */
static void mend_all(struct room *room)
{
    int n = room->world.scenario.actor_count;
    room->mended = room->book;
    for (int seat = 0; seat < n; seat++) {
        if (!room->book.given[seat])
            continue;
        struct orders *orders = &room->mended.orders[seat];
        comes_back(orders, seat, n);
        if (!room->world.actors[seat].alive)
            continue;
        view_of(&room->world, seat, &room->view);
        struct verdicts verdicts = orders_check(&room->view, orders);
        for (int part = 0; part < PART_COUNT; part++)
            must(verdicts.of[part] < VERDICT_COUNT);
        orders_mend(&room->view, &verdicts, orders);
        verdicts = orders_check(&room->view, orders);
        must(verdicts_ok(&verdicts));
    }
}

static void run_turn(struct room *room)
{
    char reason[256] = "";
    struct text why = text_over(reason, sizeof reason);
    const struct passage passage = {&room->before, &room->world, &room->events};
    room->before = room->mended_world = room->world;
    mend_all(room);
    turn_resolve(&room->world, &room->book, &room->events);
    if (!invariants_hold(&passage, &why)) {
        fprintf(stderr, "%s; scenario %s, turn %d\n", reason, room->world.scenario.name, room->world.turn);
        must(!"every invariant holds");
    }
    turn_resolve(&room->mended_world, &room->mended, &room->mended_events);
    must(memcmp(&room->world, &room->mended_world, sizeof room->world) == 0);
}

/* scenario, key (2), turns that were played before, then turn by turn a byte or more for each seat */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct take take = {bytes, size};
    struct room *room = calloc(1, sizeof *room);
    must(room != NULL);
    const struct scene *scene = scene_at(take_byte(&take));
    struct siphash_key key = {take_number(&take, 2), 11};
    world_setup(&room->world, &scene->scenario, key);
    scene_play(&room->world, key, take_byte(&take) % 16);
    for (int turn = 0; turn < TURNS && take.left && room->world.end == END_RUNNING; turn++) {
        scene_book(&room->world, key, &room->book);
        for (int seat = 0; seat < scene->scenario.actor_count; seat++)
            take_orders(room, &take, seat);
        run_turn(room);
    }
    free(room);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { TURN_BYTES = 12 * (1 + 3 * 2) };
    if (number >= 2 * (unsigned)scene_count())
        return 0;
    must(room > 4 + TURNS * TURN_BYTES);
    size_t size = 4;
    bytes[0] = (uint8_t)number;
    bytes[1] = (uint8_t)number;
    bytes[2] = 0;
    bytes[3] = (uint8_t)(number % 5);
    for (int turn = 0; turn < 3; turn++)
        for (unsigned seat = 0; seat < ACTORS_MAX; seat++) {
            unsigned changes = (number + seat + (unsigned)turn) % 4;
            bytes[size++] = (uint8_t)(changes << 4 | (seat % 5 ? 1u : 2u));
            for (unsigned x = 0; x < changes; x++) {
                bytes[size++] = (uint8_t)(number * 7 + seat * 13 + x * 5);
                bytes[size++] = (uint8_t)(4 + (number + x + seat) % 9);
            }
        }
    return size;
}
