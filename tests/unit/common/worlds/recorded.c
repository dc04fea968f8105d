#include "tests/unit/common/worlds/recorded.h"

#include "common/base/must.h"
#include "common/bots/bot.h"

#include <stdlib.h>
#include <string.h>

static void play_turn(struct recorded *recorded, struct world *world, const struct bot *bot,
                      struct digest *hash, struct text *text)
{
    struct record_turn turn;
    struct event_list events;
    memset(&turn, 0, sizeof turn);
    turn.turn = world->turn + 1;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct view view;
        turn.source[i] = world->actors[i].alive ? SOURCE_BOT : SOURCE_NONE;
        if (!world->actors[i].alive)
            continue;
        view_of(world, i, &view);
        turn.book.given[i] = true;
        (bot ? bot : bot_for_motive(world->actors[i].motive))
            ->play(&view, record_bot_key(recorded->opening.key), &turn.book.orders[i]);
    }
    *hash = turn.hash = record_resolve(world, &turn, hash, &events);
    log_turn(&recorded->log, &turn.book, &events, world);
    record_put_turn(&turn, world->scenario.actor_count, text);
}

struct recorded *recorded_play(const struct scenario *scenario, struct recording recording)
{
    struct recorded *recorded = calloc(1, sizeof *recorded);
    struct world *world = calloc(1, sizeof *world);
    must(recorded != NULL && world != NULL);
    const struct bot *bot = recording.doctrine ? bot_find(slice_of(recording.doctrine)) : NULL;
    must(!recording.doctrine || bot);
    recorded->opening.scenario = *scenario;
    memset(recorded->opening.world.bytes, 0x3c, ID_SIZE);
    record_seed_key(recording.seed, 0, recorded->opening.key);
    recorded->opening.commitment = record_commitment(&recorded->opening);
    record_begin(&recorded->opening, world);
    log_begin(&recorded->log, world);
    struct text text = text_over(recorded->text, sizeof recorded->text);
    record_put_opening(&recorded->opening, &text);
    struct digest hash = record_opening_hash(&recorded->opening);
    bool stops = recording.turns > 0 || recording.end == RECORD_CLOSED;
    while (!world->end && !(stops && world->turn >= recording.turns))
        play_turn(recorded, world, bot, &hash, &text);
    text_put(&text, "end=");
    text_put_int(&text, world->end ? world->end : recording.end);
    text_put_char(&text, '\n');
    must(!text.cut);
    recorded->size = text.length;
    free(world);
    return recorded;
}
