/* Canonical text: a scenario, a world of it, and lines of orders. What was read, written and read again is
 * the same; a world that was read can be played on, whatever its numbers are.
 *
 * An input is text. Its first line says which of the three the rest is: "scenario", "world" or "orders". */
#include "common/base/must.h"
#include "common/rules/canonical.h"
#include "common/rules/turn.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/scenes.h"

#include <stdlib.h>
#include <string.h>

enum { ACTORS = 4 }; /* of orders */

/* Too much for a stack. */
struct room {
    struct scenario scenario, scenario_again;
    struct world world, world_again;
    struct order_book book;
    struct event_list events;
    struct view view;
    char text[CANONICAL_WORLD_MAX];
};

static void run_scenario(struct room *room, struct slice text)
{
    char reason[256] = "";
    struct text why = text_over(reason, sizeof reason);
    if (!canonical_scenario_read(text, &room->scenario, &why)) {
        must(reason[0]);
        return;
    }
    must(scenario_check(&room->scenario, &why));
    struct text again = text_over(room->text, CANONICAL_SCENARIO_MAX);
    canonical_scenario(&room->scenario, &again);
    must(!again.cut);
    must(canonical_scenario_read((struct slice){room->text, again.length}, &room->scenario_again, &why));
    must(memcmp(&room->scenario, &room->scenario_again, sizeof room->scenario) == 0);
    world_setup(&room->world, &room->scenario, (struct siphash_key){1, 2});
    turn_resolve(&room->world, &room->book, &room->events);
    must(room->world.turn == 1);
}

/* "scenario=NAME" of the text says of which it is. */
static void run_world(struct room *room, struct slice text)
{
    const struct scene *scene = scene_of_text(text);
    char reason[256] = "";
    struct text why = text_over(reason, sizeof reason);
    if (!canonical_world_read(text, &scene->scenario, (struct siphash_key){1, 2}, &room->world, &why)) {
        must(reason[0]);
        return;
    }
    struct text again = text_over(room->text, sizeof room->text);
    canonical_world(&room->world, &again);
    must(!again.cut);
    must(canonical_world_read((struct slice){room->text, again.length}, &scene->scenario,
                              (struct siphash_key){1, 2}, &room->world_again, &why));
    must(memcmp(&room->world, &room->world_again, sizeof room->world) == 0);
    for (int seat = 0; seat < scene->scenario.actor_count; seat++)
        view_of(&room->world, seat, &room->view);
    int before = room->world.turn;
    bool ended = room->world.end != END_RUNNING;
    turn_resolve(&room->world, &room->book, &room->events);
    must(room->world.turn == before + !ended);
}

static void run_orders(struct room *room, struct slice text)
{
    struct slice line;
    struct orders orders, orders_again;
    int actor, actor_again;
    bool given, given_again;
    while (slice_take(&text, '\n', &line)) {
        char reason[256] = "";
        struct text why = text_over(reason, sizeof reason);
        if (!canonical_orders_read(line, ACTORS, &actor, &given, &orders, &why)) {
            must(reason[0]);
            continue;
        }
        struct text again = text_over(room->text, CANONICAL_ORDERS_MAX);
        canonical_orders(actor, given ? &orders : NULL, ACTORS, &again);
        must(!again.cut);
        must(canonical_orders_read((struct slice){room->text, again.length}, ACTORS, &actor_again,
                                   &given_again, &orders_again, &why));
        must(actor == actor_again && given == given_again);
        must(memcmp(&orders, &orders_again, sizeof orders) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice text = {(const char *)bytes, size}, kind;
    if (!slice_take(&text, '\n', &kind))
        return 0;
    struct room *room = calloc(1, sizeof *room);
    must(room != NULL);
    if (slice_is(kind, "scenario"))
        run_scenario(room, text);
    else if (slice_is(kind, "world"))
        run_world(room, text);
    else if (slice_is(kind, "orders"))
        run_orders(room, text);
    free(room);
    return 0;
}

static void put_orders(struct world *world, struct siphash_key key, struct text *text)
{
    struct order_book book;
    scene_book(world, key, &book);
    text_put(text, "orders\n");
    for (int i = 0; i < ACTORS; i++) {
        canonical_orders(i, book.given[i] ? &book.orders[i] : NULL, ACTORS, text);
        text_put_char(text, '\n');
    }
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    if (number / 3 >= (unsigned)scene_count())
        return 0;
    const struct scene *scene = scene_at((int)number / 3);
    struct text text = text_over((char *)bytes, room);
    struct siphash_key key = {number, 7};
    struct world *world = malloc(sizeof *world);
    must(world != NULL);
    world_setup(world, &scene->scenario, key);
    scene_play(world, key, (int)number % 7);
    if (number % 3 == 0) {
        text_put(&text, "scenario\n");
        canonical_scenario(&scene->scenario, &text);
    } else if (number % 3 == 1) {
        text_put(&text, "world\n");
        canonical_world(world, &text);
    } else {
        put_orders(world, key, &text);
    }
    free(world);
    must(!text.cut);
    return text.length;
}
