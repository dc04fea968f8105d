/* Facilitators: keys, rights, and what is derived for them. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

struct desk *desk_create(void)
{
    struct desk *desk = memory_try_zeroed(1, sizeof *desk);
    if (!desk)
        return NULL;
    desk->card = desk->opened_card = desk->projected = desk->told_feeling_count = -1;
    return desk;
}

void desk_destroy(struct desk *desk)
{
    for (int x = 0; x < desk->inject_count; x++)
        free(desk->injects[x]);
    for (int x = 0; x < desk->question_count; x++)
        free(desk->questions[x]);
    for (int x = 0; x < desk->feelings_count; x++)
        free(desk->feelings[x]);
    free(desk->told_feelings);
    free(desk->told_outcomes);
    free(desk->told_words);
    free(desk->outcomes);
    free(desk);
}

/* ---- small things that all of the desk needs */

void desk_news(struct exercise *exercise, enum exercise_news news, struct person *person, uint32_t number)
{
    exercise->host.news(exercise->host.user, exercise, news, person, number);
}

int64_t desk_stamp(const struct exercise *exercise)
{
    int64_t stamp_ms = exercise->host.stamp_ms(exercise->host.user);
    return stamp_ms > 0 ? stamp_ms : 1; /* 0 is "never", and a clock that was never set may say 1960 */
}

uint64_t desk_all_worlds(const struct exercise *exercise)
{
    return exercise->world_count == 64 ? UINT64_MAX : (UINT64_C(1) << exercise->world_count) - 1;
}

uint32_t desk_open_turn(const struct exercise *exercise, int world)
{
    return (uint32_t)world_turn(exercise->worlds[world].machine) + 1;
}

int desk_max_turns(const struct exercise *exercise, int world)
{
    struct scenario scenario;
    world_copy_scenario(exercise->worlds[world].machine, &scenario);
    return scenario.parameters.max_turns;
}

static struct id derived_id(const struct exercise *exercise, const char *kind, int64_t number)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    text_put_hex(&text, exercise->stream.id.bytes, ID_SIZE);
    text_put(&text, kind);
    text_put_int(&text, number);
    must(!text.cut);
    struct digest digest = digest_of(memory, text.length);
    struct id id;
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

struct id desk_words_owner(const struct exercise *exercise, int facilitator)
{
    return derived_id(exercise, "facilitator", facilitator);
}

struct id desk_text_id(const struct exercise *exercise, const char *kind, uint32_t number)
{
    char name[32];
    struct text text = text_over(name, sizeof name);
    text_put(&text, "text of ");
    text_put(&text, kind);
    return derived_id(exercise, name, number);
}

/* ---- keys. Case and hyphens do not matter to people; the exercise is part of the hash. */

static struct digest key_digest(const struct exercise *exercise, const char *key)
{
    char memory[ID_HEX_SIZE + 8 + WIRE_FACILITATOR_KEY_SIZE];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "key ");
    text_put_hex(&text, exercise->stream.id.bytes, ID_SIZE);
    for (const char *c = key; *c; c++)
        if (*c != '-' && *c != ' ')
            text_put_char(&text, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    return digest_of(memory, text.length);
}

int desk_find_key(const struct exercise *exercise, const char *key)
{
    const struct desk *desk = exercise->desk;
    struct digest digest = key_digest(exercise, key);
    int found = DESK_NOBODY;
    for (int x = 0; x < desk->facilitator_count; x++) /* all are looked at, whichever it is */
        if (digest_equal(&desk->facilitators[x].key, &digest) && desk->facilitators[x].rights != RIGHTS_NONE)
            found = x + 1;
    return found;
}

static void store_facilitator(struct exercise *exercise, int number)
{
    const struct facilitator *one = desk_facilitator(exercise->desk, number);
    struct id text_id = desk_text_id(exercise, "facilitator", (uint32_t)number);
    struct id owner = desk_words_owner(exercise, number);
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    entry_put_number(&text, "facilitator", number);
    entry_put_number(&text, "rights", one->rights);
    text_put(&text, "key=");
    text_put_hex(&text, one->key.bytes, DIGEST_SIZE);
    text_put_char(&text, '\n');
    entry_put_id(&text, "text", &text_id);
    exercise_append_desk(exercise, "facilitator", &text, &text_id, &owner, one->name);
}

bool desk_add_facilitator(struct exercise *exercise, const char *name, enum rights rights,
                          char key[WIRE_FACILITATOR_KEY_SIZE])
{
    struct desk *desk = exercise->desk;
    if (desk->facilitator_count == WIRE_FACILITATORS_MAX)
        return false;
    struct facilitator *one = &desk->facilitators[desk->facilitator_count++];
    memset(one, 0, sizeof *one);
    struct text text = text_over(one->name, sizeof one->name);
    text_put(&text, name);
    one->rights = rights;
    exercise_random_key(&exercise->host, DESK_KEY_GROUPS, key, WIRE_FACILITATOR_KEY_SIZE);
    one->key = key_digest(exercise, key);
    store_facilitator(exercise, desk->facilitator_count);
    return true;
}

void desk_recover_facilitator(struct exercise *exercise, int number, const char *name, enum rights rights,
                              const struct digest *key)
{
    struct desk *desk = exercise->desk;
    struct facilitator *one = &desk->facilitators[number - 1];
    *one = (struct facilitator){.rights = rights, .key = *key};
    struct text text = text_over(one->name, sizeof one->name);
    text_put(&text, name);
    desk->facilitator_count = number;
}

/* ---- who may do what */

struct facilitator *desk_facilitator(struct desk *desk, int number)
{
    if (number < 1 || number > desk->facilitator_count)
        return NULL;
    return &desk->facilitators[number - 1];
}

bool desk_may(const struct exercise *exercise, int facilitator, enum rights rights)
{
    if (facilitator == DESK_OPERATOR)
        return true;
    const struct facilitator *one = desk_facilitator(exercise->desk, facilitator);
    return one && one->rights >= rights;
}

bool desk_may_act_on(const struct exercise *exercise, int facilitator, int world)
{
    int owner = exercise->worlds[world].owner;
    return desk_may(exercise, facilitator, RIGHTS_LEAD) || owner == -1 || owner == facilitator;
}

void desk_arrive(struct exercise *exercise, int facilitator)
{
    struct facilitator *one = desk_facilitator(exercise->desk, facilitator);
    must(one != NULL);
    one->here++;
    desk_news(exercise, NEWS_DESK, NULL, 0);
}

void desk_depart(struct exercise *exercise, int facilitator)
{
    struct facilitator *one = desk_facilitator(exercise->desk, facilitator);
    must(one != NULL && one->here > 0);
    one->here--;
    desk_news(exercise, NEWS_DESK, NULL, 0);
}

bool desk_is_watched(const struct exercise *exercise)
{
    for (int x = 0; x < exercise->desk->facilitator_count; x++)
        if (exercise->desk->facilitators[x].here)
            return true;
    return false;
}

int desk_others_away(const struct exercise *exercise, int facilitator)
{
    const struct desk *desk = exercise->desk;
    int count = 0;
    for (int x = 0; x < desk->facilitator_count; x++) {
        const struct facilitator *other = &desk->facilitators[x];
        count += x + 1 != facilitator && other->rights != RIGHTS_NONE && !other->here;
    }
    return count;
}

void desk_tell_facilitating(const struct exercise *exercise, int facilitator, struct wire_facilitating *told)
{
    const struct facilitator *one = desk_facilitator(exercise->desk, facilitator);
    must(one != NULL);
    *told = (struct wire_facilitating){
        .exercise = exercise->stream.id, .facilitator = (uint32_t)facilitator, .rights = one->rights};
    memcpy(told->name, one->name, sizeof told->name);
}
