#include "common/worlds/headless.h"

void headless_init(struct headless *game, const struct scenario *scenario, uint64_t seed, uint64_t number)
{
    uint8_t key[DICE_KEY_SIZE];
    record_seed_key(seed, number, key);
    *game = (struct headless){
        .scenario = scenario,
        .dice_key = record_dice_key(key, 0),
        .bot_key = record_bot_key(key),
    };
}

void headless_again(struct headless *game, const struct record_opening *opening, int turns, bool informed)
{
    *game = (struct headless){
        .scenario = &opening->scenario,
        .dice_key = record_dice_key(opening->key, opening->branch),
        .bot_key = record_bot_key(opening->key),
        .informed = informed,
        .turns = turns,
    };
}

/* What nobody can know in play: the assessments are replaced by the truth. */
static void inform(const struct world *world, struct view *view)
{
    for (int j = 0; j < view->n; j++)
        if (j != view->me)
            view->assessment[j] = motive_expands(world->actors[j].motive) ? 990 : 10;
}

/* The seats' views are kept from turn to turn: most of a view does not change. */
struct table {
    bool begun; /* the views are of the turn before */
    struct view views[ACTORS_MAX];
    struct event_list events;
    struct order_book book;
};

static void collect_orders(const struct headless *game, const struct world *world, struct table *table)
{
    const struct view *fresh = NULL;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct view *view = &table->views[i];
        table->book.given[i] = world->actors[i].alive != 0;
        if (!table->book.given[i])
            continue;
        if (!table->begun)
            view_of(world, i, view);
        else
            view_again(world, fresh, view);
        fresh = view;
        if (game->informed)
            inform(world, view);
        const struct bot *bot = game->line_up.bots[i];
        (bot ? bot : bot_for_motive(world->actors[i].motive))
            ->play(view, game->bot_key, &table->book.orders[i]);
    }
    table->begun = true;
}

static void play_on(const struct headless *game, struct world *world, headless_turn_seen *seen, void *user)
{
    struct table table;
    table.begun = false;
    while (!world->end && !(game->turns && world->turn >= game->turns)) {
        collect_orders(game, world, &table);
        turn_resolve(world, &table.book, &table.events);
        if (seen)
            seen(user, &table.book, &table.events, world);
    }
}

void headless_play(const struct headless *game, struct world *world, headless_turn_seen *seen, void *user)
{
    world_setup(world, game->scenario, game->dice_key);
    play_on(game, world, seen, user);
}

static void log_one(void *user, const struct order_book *book, const struct event_list *events,
                    const struct world *world)
{
    log_turn(user, book, events, world);
}

void headless_log(const struct headless *game, struct world_log *log)
{
    struct world world;
    world_setup(&world, game->scenario, game->dice_key);
    log_begin(log, &world);
    play_on(game, &world, log_one, log);
}

void headless_go_on(const struct headless *game, struct world_log *log)
{
    struct world world = *log_end(log);
    play_on(game, &world, log_one, log);
}
