#include "given.h"

#include "common/rules/arithmetic.h"
#include "common/scenario/scenario_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PAGE_MAX = 16 * 1024 * 1024 };

static void give_role(struct given *given, const struct scenario *scenario, int world, int seat)
{
    struct wire_role *role = &given->role_list[given->roles.role_count];
    *role = (struct wire_role){.world = (uint32_t)world,
                               .seat = (uint32_t)seat,
                               .motive = (uint32_t)(given->roles.role_count % MOTIVE_COUNT),
                               .territory = scenario->actors[seat].territory,
                               .income = scenario->actors[seat].territory};
    snprintf(role->state, sizeof role->state, "%s", scenario->actors[seat].name);
    snprintf(role->seat_code, sizeof role->seat_code, "7KQM-%02dX4-WT", given->roles.role_count);
    given->roles.role_count++;
}

static void give_world(struct given *given, const struct scenario_file *file, int world)
{
    struct wire_role_world *told = &given->role_worlds[world];
    told->scenario = file->scenario;
    snprintf(told->name, sizeof told->name, "%c", 'A' + world);
    for (int seat = 0; seat < file->scenario.actor_count; seat++) {
        told->scenario.actors[seat].motive = MOTIVE_DRAWN;
        give_role(given, &file->scenario, world, seat);
    }
    snprintf(given->worlds[world].name, sizeof given->worlds[world].name, "%c", 'A' + world);
    given->worlds[world].owner = -1;
    given->worlds[world].seat_count = file->scenario.actor_count;
}

struct given *given_of(const char *name, int worlds)
{
    static struct scenario_file file;
    struct cause cause;
    char path[SCENARIO_PATH_SIZE];
    struct given *given = calloc(1, sizeof *given);
    assert_non_null(given);
    snprintf(path, sizeof path, "%s/config/scenarios", getenv("SPIRAL_TREE"));
    if (scenario_file_load(path, name, &file, &cause))
        fail_msg("%s", cause.text);
    struct wire_exercise_state *state = &given->state;
    *state = (struct wire_exercise_state){.code = "K7QX2M",
                                          .turn_seconds = 240,
                                          .plan_seconds = 75 * 60,
                                          .link = "https://game.uni.example/join/K7QX2M",
                                          .worlds = given->worlds,
                                          .world_count = worlds,
                                          .places = (uint32_t)(worlds * file.scenario.actor_count),
                                          .practises = true,
                                          .card = -1};
    snprintf(state->scenario, sizeof state->scenario, "%s", name);
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        snprintf(state->texts[x].language, sizeof state->texts[x].language, "%s", languages[x]->code);
        snprintf(state->texts[x].title, sizeof state->texts[x].title, "%s", file.texts.title[x]);
        snprintf(state->texts[x].lesson, sizeof state->texts[x].lesson, "%s", file.texts.lesson[x]);
    }
    given->roles = (struct wire_exercise_role_rows){
        .code = "K7QX2M", .worlds = given->role_worlds, .roles = given->role_list, .world_count = worlds};
    for (int world = 0; world < worlds; world++)
        give_world(given, &file, world);
    given->handout = (struct handout){.state = state,
                                      .roles = &given->roles,
                                      .languages = {languages[LANGUAGE_ENGLISH]},
                                      .language_count = 1,
                                      .levels = HANDOUT_BOTH};
    return given;
}

void given_free(struct given *given)
{
    free(given->memory);
    free(given);
}

const char *given_page(struct given *given, const char *sheet)
{
    unsigned sheets = 0;
    for (int x = 0; x < HANDOUT_SHEETS; x++)
        sheets |= !sheet || strcmp(sheet, handout_sheets[x].name) == 0 ? 1u << x : 0;
    assert_int_not_equal(sheets, 0);
    free(given->memory);
    given->memory = malloc(PAGE_MAX);
    assert_non_null(given->memory);
    given->page = text_over(given->memory, PAGE_MAX);
    handout_put(&given->handout, sheets, &given->page);
    assert_false(given->page.cut);
    return given->memory;
}

static const struct {
    const char *entity;
    char c;
} entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&#39;", '\''}};

char *given_text(const char *page)
{
    char *memory = malloc(strlen(page) + 1), *to = memory;
    const char *body = strstr(page, "<body");
    assert_non_null(memory);
    for (const char *at = body ? body : page; *at; at++) {
        if (*at == '<') {
            at = strchr(at, '>');
            assert_non_null(at);
            *to++ = ' ';
            continue;
        }
        *to = *at;
        for (size_t x = 0; x < sizeof entities / sizeof entities[0]; x++)
            if (strncmp(at, entities[x].entity, strlen(entities[x].entity)) == 0) {
                *to = entities[x].c;
                at += strlen(entities[x].entity) - 1;
                break;
            }
        to++;
    }
    *to = '\0';
    return memory;
}

int given_words(const char *text)
{
    int words = 0;
    bool inside = false;
    for (const char *at = text; *at; at++) {
        bool blank = strchr(" \n\t", *at) != NULL;
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}
