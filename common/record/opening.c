#include "common/record/record.h"

#include "common/base/must.h"

#include <string.h>

/* The motives that a scenario and a key give, blank-separated; they are also what the commitment hides. */
static void put_motives(const struct record_opening *opening, struct text *text)
{
    struct world world;
    record_begin(opening, &world);
    text_put(text, "motives=");
    for (int i = 0; i < opening->scenario.actor_count; i++) {
        if (i)
            text_put_char(text, ' ');
        text_put_int(text, world.actors[i].motive);
    }
    text_put_char(text, '\n');
}

static void put_hex_line(struct text *text, const char *name, const uint8_t *bytes, size_t count)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_hex(text, bytes, count);
    text_put_char(text, '\n');
}

struct digest record_commitment(const struct record_opening *opening)
{
    char memory[RECORD_OPENING_MAX];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "spiral commitment 1\n");
    put_hex_line(&text, "world", opening->world.bytes, ID_SIZE);
    put_hex_line(&text, "salt", opening->salt, sizeof opening->salt);
    put_hex_line(&text, "key", opening->key, sizeof opening->key);
    put_motives(opening, &text);
    canonical_scenario(&opening->scenario, &text);
    must(!text.cut);
    return digest_of(memory, text.length);
}

/* SHA-256 of a purpose, the master key and a number, cut to a dice key. */
static struct siphash_key derived_key(const char *purpose, const uint8_t key[DICE_KEY_SIZE], uint32_t number)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, purpose);
    text_put_char(&text, ' ');
    text_put_hex(&text, key, DICE_KEY_SIZE);
    text_put_char(&text, ' ');
    text_put_int(&text, number);
    struct digest digest = digest_of(memory, text.length);
    return siphash_key_of(digest.bytes);
}

struct siphash_key record_dice_key(const uint8_t key[DICE_KEY_SIZE], uint32_t branch)
{
    return branch == 0 ? siphash_key_of(key) : derived_key("spiral branch", key, branch);
}

void record_seed_key(uint64_t seed, uint64_t game, uint8_t key[DICE_KEY_SIZE])
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, "spiral seed ");
    text_put_int(&text, (int64_t)seed);
    if (game) {
        text_put(&text, " game ");
        text_put_int(&text, (int64_t)game);
    }
    struct digest digest = digest_of(memory, text.length);
    memcpy(key, digest.bytes, DICE_KEY_SIZE);
}

struct siphash_key record_bot_key(const uint8_t key[DICE_KEY_SIZE])
{
    return derived_key("spiral bots", key, 0);
}

void record_begin(const struct record_opening *opening, struct world *world)
{
    /* motives, empathy and the hidden balance come from the master key on every branch: a branch replays
     * turns, not the deal */
    world_setup(world, &opening->scenario, siphash_key_of(opening->key));
    world->key = record_dice_key(opening->key, opening->branch);
}

void record_put_opening(const struct record_opening *opening, struct text *text)
{
    text_put(text, "record=1\nrules=1\n");
    put_hex_line(text, "world", opening->world.bytes, ID_SIZE);
    text_put(text, "branch=");
    text_put_int(text, opening->branch);
    text_put_char(text, '\n');
    put_hex_line(text, "key", opening->key, sizeof opening->key);
    put_hex_line(text, "salt", opening->salt, sizeof opening->salt);
    put_hex_line(text, "commitment", opening->commitment.bytes, DIGEST_SIZE);
    put_motives(opening, text);
    text_put(text, "scenario-begin\n");
    canonical_scenario(&opening->scenario, text);
    text_put(text, "scenario-end\n");
}

struct digest record_opening_hash(const struct record_opening *opening)
{
    char memory[RECORD_OPENING_MAX];
    struct text text = text_over(memory, sizeof memory);
    record_put_opening(opening, &text);
    must(!text.cut);
    return digest_of(memory, text.length);
}

static enum status misfit(const struct record_opening *opening, struct cause *cause, const char *what)
{
    char world[ID_HEX_SIZE];
    return status_fail(cause, STATUS_CORRUPT, "world %s turn 0: the opening does not fit: %s",
                       id_hex(&opening->world, world), what);
}

static bool take_hex(struct slice *rest, const char *name, uint8_t *bytes, size_t count)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_hex(value, bytes, count);
}

/* The lines between scenario-begin and scenario-end, which must be the last one. */
static bool take_scenario(struct slice *rest, struct slice *lines)
{
    static const char end[] = "scenario-end\n";
    struct slice line;
    size_t size = sizeof end - 1;
    if (!slice_take(rest, '\n', &line) || !slice_is(line, "scenario-begin") || rest->length < size ||
        memcmp(rest->at + rest->length - size, end, size) != 0)
        return false;
    *lines = (struct slice){rest->at, rest->length - size};
    return true;
}

/* There is one way to write an opening: what reads the same but is spelt otherwise was changed. */
static bool is_canonical(const struct record_opening *opening, struct slice text)
{
    char memory[RECORD_OPENING_MAX];
    struct text again = text_over(memory, sizeof memory);
    record_put_opening(opening, &again);
    return again.length == text.length && memcmp(memory, text.at, text.length) == 0;
}

enum status record_read_opening(struct slice text, struct record_opening *opening, struct cause *cause)
{
    struct slice rest = text, value, motives, scenario;
    int64_t branch;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    memset(opening, 0, sizeof *opening);
    if (!slice_take_value(&rest, "record", &value) || !slice_is(value, "1"))
        return status_fail(cause, STATUS_VERSION,
                           "a record begins with record=1; this one needs another version");
    if (!slice_take_value(&rest, "rules", &value) || !slice_is(value, "1"))
        return status_fail(cause, STATUS_VERSION, "the record was made under other rules than version %d",
                           RULES_VERSION);
    if (!take_hex(&rest, "world", opening->world.bytes, ID_SIZE))
        return status_fail(cause, STATUS_CORRUPT, "turn 0: the record does not name its world");
    if (!slice_take_value(&rest, "branch", &value) || !slice_int(value, 0, UINT32_MAX, &branch))
        return misfit(opening, cause, "branch");
    opening->branch = (uint32_t)branch;
    if (!take_hex(&rest, "key", opening->key, sizeof opening->key))
        return misfit(opening, cause, "key");
    if (!take_hex(&rest, "salt", opening->salt, sizeof opening->salt))
        return misfit(opening, cause, "salt");
    if (!take_hex(&rest, "commitment", opening->commitment.bytes, DIGEST_SIZE))
        return misfit(opening, cause, "commitment");
    motives = rest;
    if (!slice_take_value(&rest, "motives", &value))
        return misfit(opening, cause, "motives");
    motives.length = (size_t)(rest.at - motives.at);
    if (!take_scenario(&rest, &scenario) || !canonical_scenario_read(scenario, &opening->scenario, &why))
        return misfit(opening, cause, why.length ? memory : "scenario");
    struct text drawn = text_over(memory, sizeof memory);
    put_motives(opening, &drawn);
    if (motives.length != drawn.length || memcmp(motives.at, drawn.at, drawn.length) != 0)
        return misfit(opening, cause, "the motives are not those that key and scenario give");
    struct digest commitment = record_commitment(opening);
    if (!digest_equal(&commitment, &opening->commitment))
        return misfit(opening, cause, "the commitment is not to this key, salt, scenario and these motives");
    return is_canonical(opening, text) ? STATUS_OK : misfit(opening, cause, "its spelling");
}
