/* Injects: the plan, what is wrong with one, and when its moment has come.
 *
 * Nothing here counts time: an inject is due while its turn, or a later one, is open and the tension is high
 * enough. So a pause postpones nothing and a recovery finds the same ones due. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct desk_inject *desk_inject(const struct desk *desk, uint32_t number)
{
    return number >= 1 && number <= (uint32_t)desk->inject_count ? desk->injects[number - 1] : NULL;
}

struct desk_inject *desk_keep_inject(struct desk *desk, const struct wire_inject *inject, uint64_t worlds,
                                     int by)
{
    struct desk_inject *kept =
        desk->inject_count < WIRE_INJECTS_MAX ? memory_try_zeroed(1, sizeof *kept) : NULL;
    if (!kept)
        return NULL;
    kept->inject = *inject;
    if (inject->trigger != TRIGGER_TENSION)
        kept->inject.tension = 0; /* what was said beside the trigger means nothing */
    if (inject->trigger == TRIGGER_NOW)
        kept->inject.turn = 0;
    kept->worlds = worlds;
    kept->by = by;
    desk->injects[desk->inject_count++] = kept;
    kept->inject.number = (uint32_t)desk->inject_count;
    return kept;
}

/* ---- what is wrong with one */

static const char *fault(const char **item, const char *which, const char *why)
{
    *item = which;
    return why;
}

const char *desk_inject_fault(const struct wire_inject *inject, int worlds, int seats, int max_turns,
                              const char **item)
{
    if (!inject->text[0][0])
        return fault(item, "text_en", "news needs its words in English; Spanish ones may stand beside them");
    if (inject->world >= worlds)
        return fault(item, "inject_world",
                     "this exercise has no such world; name one that it has, or none for each");
    if (inject->seats >> seats)
        return fault(item, "inject_seats",
                     "these worlds have no such state; name states of the scenario, or none for all");
    if (inject->trigger >= TRIGGER_COUNT)
        return fault(item, "trigger", "there is no such condition; choose now, a turn, or a tension");
    if (inject->trigger == TRIGGER_TURN && (inject->turn < 1 || inject->turn > (uint32_t)max_turns))
        return fault(item, "inject_turn",
                     "the worlds never come to that turn; name one from 1 to their last");
    if (inject->trigger == TRIGGER_TENSION && (inject->tension < 1 || inject->tension > 6))
        return fault(item, "tension", "tension is a rung from 1 to 6; name one of these");
    if (inject->trigger == TRIGGER_TENSION && inject->turn > (uint32_t)max_turns)
        return fault(item, "inject_turn",
                     "the worlds never come to that turn; name one from 1 to their last");
    return NULL;
}

/* ---- entries */

static void put_words(const struct wire_inject *inject, struct text *text)
{
    text_put(text, inject->source);
    text_put_char(text, DESK_SEPARATOR);
    text_put(text, inject->text[0]);
    text_put_char(text, DESK_SEPARATOR);
    text_put(text, inject->text[1]);
}

void desk_store_inject(struct exercise *exercise, const struct desk_inject *kept)
{
    const struct wire_inject *inject = &kept->inject;
    struct id text_id = desk_text_id(exercise, "inject", inject->number);
    struct id owner = desk_words_owner(exercise, kept->by);
    char memory[512], words[NAME_SIZE + WIRE_LANGUAGES * WIRE_BULLETIN_SIZE + 2];
    struct text text = text_over(memory, sizeof memory), put = text_over(words, sizeof words);
    entry_put_number(&text, "inject", inject->number);
    entry_put_number(&text, "by", kept->by);
    entry_put_number(&text, "world", inject->world);
    entry_put_number(&text, "worlds", (int64_t)(kept->worlds & UINT32_MAX));
    entry_put_number(&text, "worlds_beyond", (int64_t)(kept->worlds >> 32)); /* from number 32 on */
    entry_put_number(&text, "seats", inject->seats);
    entry_put_number(&text, "misleading", inject->misleading);
    entry_put_number(&text, "trigger", inject->trigger);
    entry_put_number(&text, "turn", inject->turn);
    entry_put_number(&text, "tension", inject->tension);
    entry_put_id(&text, "text", &text_id);
    put_words(inject, &put);
    exercise_append_desk(exercise, "inject", &text, &text_id, &owner, words);
}

/* ---- telling */

static void note_sent(struct exercise *exercise, struct desk_inject *kept, int world)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    kept->sent |= UINT64_C(1) << world;
    entry_put_number(&text, "inject", kept->inject.number);
    entry_put_number(&text, "world", world);
    exercise_append_desk(exercise, "inject_sent", &text, NULL, NULL, NULL);
}

enum ruling desk_send_inject(struct exercise *exercise, struct desk_inject *kept, int world, uint64_t now_ms)
{
    struct command command = {.kind = COMMAND_BULLETIN, .now_ms = now_ms, .inject = &kept->inject};
    struct person author = {.id = desk_words_owner(exercise, kept->by)};
    exercise->acting = &author;
    enum ruling ruling = exercise_rule(exercise, world, &command, NULL);
    exercise->acting = NULL;
    if (ruling == RULING_DONE || ruling == RULING_ALREADY) /* it died between telling and noting */
        note_sent(exercise, kept, world);
    return ruling;
}

static bool is_played(const struct world_machine *machine)
{
    return world_started(machine) && !world_ended(machine);
}

bool inject_waits(const struct exercise *exercise, const struct desk_inject *kept)
{
    for (int world = 0; world < exercise->world_count && !kept->cancelled; world++)
        if ((kept->worlds & ~kept->sent) >> world & 1 && !world_ended(exercise->worlds[world].machine))
            return true;
    return false;
}

static bool is_due(const struct exercise *exercise, const struct desk_inject *kept, int world)
{
    const struct wire_inject *inject = &kept->inject;
    const struct world_machine *machine = exercise->worlds[world].machine;
    if (kept->cancelled || inject->trigger == TRIGGER_NOW || !((kept->worlds & ~kept->sent) >> world & 1))
        return false;
    return desk_open_turn(exercise, world) >= inject->turn &&
           (inject->trigger == TRIGGER_TURN || world_tension(machine) >= (int)inject->tension);
}

void desk_started(struct exercise *exercise)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    if (exercise->desk->started_ms)
        return;
    exercise->desk->started_ms = desk_stamp(exercise);
    entry_put_number(&text, "stamp", exercise->desk->started_ms);
    exercise_append_desk(exercise, "started", &text, NULL, NULL, NULL);
}

bool desk_has_started(const struct exercise *exercise)
{
    return exercise->desk->started_ms != 0;
}

void desk_turns_opened(struct exercise *exercise, uint64_t now_ms)
{
    struct desk *desk = exercise->desk;
    if (!desk->started_ms && exercise_started(exercise)) /* the server died in between */
        desk_started(exercise);
    for (int world = 0; world < exercise->world_count && desk->inject_count; world++) {
        const struct world_machine *machine = exercise->worlds[world].machine;
        if (!is_played(machine) || world_practising(machine))
            continue;
        for (int x = 0; x < desk->inject_count; x++)
            if (is_due(exercise, desk->injects[x], world) &&
                desk_send_inject(exercise, desk->injects[x], world, now_ms) > RULING_ALREADY)
                desk->injects[x]->worlds &= ~(UINT64_C(1) << world); /* it takes no more of them */
    }
}
