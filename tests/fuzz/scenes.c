#include "tests/fuzz/scenes.h"

#include "common/base/file.h"
#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/scenario/scenario_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCENES_MAX = 64 };

struct shelf {
    char folder[SCENARIO_PATH_SIZE];
    int count;
    struct scene of[SCENES_MAX];
};

static struct shelf shelf;

const char *scene_tree(void)
{
    if (!getenv("SPIRAL_TREE"))
        must(setenv("SPIRAL_TREE", SPIRAL_FUZZ_TREE, 1) == 0);
    return getenv("SPIRAL_TREE");
}

static void load_one(void *user, const char *name)
{
    char path[SCENARIO_PATH_SIZE + 64];
    struct scenario_file file;
    struct cause cause;
    (void)user;
    must(shelf.count < SCENES_MAX);
    struct scene *scene = &shelf.of[shelf.count++];
    snprintf(path, sizeof path, "%s/%s.yaml", shelf.folder, name);
    must(file_read(path, SCENARIO_FILE_MAX, &scene->yaml, &scene->yaml_size, &cause) == STATUS_OK);
    must(scenario_file_parse(path, scene->yaml, scene->yaml_size, &file, &cause) == STATUS_OK);
    scene->scenario = file.scenario;
}

static void forget(void)
{
    for (int x = 0; x < shelf.count; x++)
        free(shelf.of[x].yaml);
    shelf.count = 0;
}

int scene_count(void)
{
    struct cause cause;
    if (shelf.count)
        return shelf.count;
    snprintf(shelf.folder, sizeof shelf.folder, "%s/config/scenarios", scene_tree());
    if (scenario_file_list(shelf.folder, load_one, NULL, &cause) != STATUS_OK)
        fprintf(stderr, "%s\n", cause.text);
    must(shelf.count > 0 && atexit(forget) == 0);
    return shelf.count;
}

const struct scene *scene_at(int number)
{
    return &shelf.of[number % scene_count()];
}

const struct scene *scene_of_text(struct slice text)
{
    struct slice line, name, value;
    while (slice_take(&text, '\n', &line)) {
        if (!slice_split(line, '=', &name, &value) || !slice_is(name, "scenario"))
            continue;
        for (int x = 0; x < scene_count(); x++)
            if (slice_is(value, shelf.of[x].scenario.name))
                return &shelf.of[x];
    }
    return scene_at(0);
}

void scene_book(const struct world *world, struct siphash_key key, struct order_book *book)
{
    const struct bot *bot = bot_find(slice_of("random_legal"));
    memset(book, 0, sizeof *book);
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct view view;
        if (!world->actors[i].alive)
            continue;
        view_of(world, i, &view);
        book->given[i] = true;
        bot->play(&view, key, &book->orders[i]);
    }
}

void scene_play(struct world *world, struct siphash_key key, int turns)
{
    struct order_book book;
    struct event_list events;
    for (int x = 0; x < turns && world->end == END_RUNNING; x++) {
        scene_book(world, key, &book);
        turn_resolve(world, &book, &events);
    }
}
