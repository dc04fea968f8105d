/* The desk from its entries. What an entry says is checked as if somebody else had written it. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"

#include <string.h>

static const char erased[] = "(erased)";

/* ---- facilitators and worlds */

static bool recover_facilitator(struct exercise *exercise, struct slice rest, const char *words)
{
    int64_t number, rights, next = exercise->desk->facilitator_count + 1;
    struct digest key;
    struct id text_id;
    if (next > WIRE_FACILITATORS_MAX || !entry_take_number(&rest, "facilitator", next, next, &number) ||
        !entry_take_number(&rest, "rights", RIGHTS_NONE, RIGHTS_COUNT - 1, &rights) ||
        !entry_take_bytes(&rest, "key", key.bytes, DIGEST_SIZE) ||
        !entry_take_bytes(&rest, "text", text_id.bytes, ID_SIZE) || rest.length)
        return false;
    desk_recover_facilitator(exercise, (int)number, words ? words : erased, (enum rights)rights, &key);
    return true;
}

static bool recover_rights(struct exercise *exercise, struct slice rest, const char *words)
{
    int64_t number, rights;
    (void)words;
    if (!entry_take_number(&rest, "facilitator", 1, exercise->desk->facilitator_count, &number) ||
        !entry_take_number(&rest, "rights", RIGHTS_NONE, RIGHTS_COUNT - 1, &rights) || rest.length)
        return false;
    desk_facilitator(exercise->desk, (int)number)->rights = (enum rights)rights;
    return true;
}

static bool recover_own(struct exercise *exercise, struct slice rest, const char *words)
{
    int64_t world, owner;
    (void)words;
    if (!entry_take_number(&rest, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(&rest, "owner", -1, exercise->desk->facilitator_count, &owner) || owner == 0 ||
        rest.length)
        return false;
    exercise->worlds[world].owner = (int)owner;
    return true;
}

static bool recover_started(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    return entry_take_number(&rest, "stamp", 1, INT64_MAX / 1000, &exercise->desk->started_ms) &&
           !rest.length;
}

static bool recover_reserved(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    return exercise_recover_reserved(exercise, rest);
}

static bool recover_replay(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    return desk_recover_replay(exercise, rest);
}

static bool recover_withdrawn(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    return desk_recover_withdrawn(exercise, rest);
}

static bool recover_deed(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    return desk_recover_deed(exercise, rest);
}

/* ---- injects */

static void take_part(struct slice *rest, char *to, size_t capacity)
{
    struct slice part = {0};
    if (slice_take(rest, DESK_SEPARATOR, &part))
        (void)slice_copy(part, to, capacity);
}

static void take_words(const char *words, struct wire_inject *inject)
{
    struct slice rest = slice_of(words ? words : "");
    take_part(&rest, inject->source, sizeof inject->source);
    take_part(&rest, inject->text[0], sizeof inject->text[0]);
    take_part(&rest, inject->text[1], sizeof inject->text[1]);
    if (!words)
        memcpy(inject->text[0], erased, sizeof erased);
}

static bool recover_inject(struct exercise *exercise, struct slice rest, const char *words)
{
    struct wire_inject inject = {.number = 0};
    struct id text_id;
    int64_t number, by, world, low, high, seats, misleading, trigger, turn, tension;
    int64_t next = exercise->desk->inject_count + 1;
    if (next > WIRE_INJECTS_MAX || !entry_take_number(&rest, "inject", next, next, &number) ||
        !entry_take_number(&rest, "by", DESK_OPERATOR, exercise->desk->facilitator_count, &by) ||
        !entry_take_number(&rest, "world", -1, exercise->world_count - 1, &world) ||
        !entry_take_number(&rest, "worlds", 0, UINT32_MAX, &low) ||
        !entry_take_number(&rest, "worlds_beyond", 0, UINT32_MAX, &high) ||
        !entry_take_number(&rest, "seats", 0, UINT16_MAX, &seats) ||
        !entry_take_number(&rest, "misleading", 0, 1, &misleading) ||
        !entry_take_number(&rest, "trigger", 0, TRIGGER_COUNT - 1, &trigger) ||
        !entry_take_number(&rest, "turn", 0, UINT8_MAX, &turn) ||
        !entry_take_number(&rest, "tension", 0, 6, &tension) ||
        !entry_take_bytes(&rest, "text", text_id.bytes, ID_SIZE) || rest.length)
        return false;
    inject.world = (int)world;
    inject.seats = (uint16_t)seats;
    inject.misleading = misleading != 0;
    inject.trigger = (enum inject_trigger)trigger;
    inject.turn = (uint32_t)turn;
    inject.tension = (uint32_t)tension;
    take_words(words, &inject);
    uint64_t worlds = ((uint64_t)high << 32 | (uint64_t)low) & desk_all_worlds(exercise);
    memory_had(desk_keep_inject(exercise->desk, &inject, worlds, (int)by) != NULL);
    return true;
}

static struct desk_inject *take_inject(struct exercise *exercise, struct slice *rest)
{
    int64_t number;
    if (!entry_take_number(rest, "inject", 1, exercise->desk->inject_count, &number))
        return NULL;
    return desk_inject(exercise->desk, (uint32_t)number);
}

static bool recover_inject_sent(struct exercise *exercise, struct slice rest, const char *words)
{
    struct desk_inject *kept = take_inject(exercise, &rest);
    int64_t world;
    (void)words;
    if (!kept || !entry_take_number(&rest, "world", 0, exercise->world_count - 1, &world) || rest.length)
        return false;
    kept->sent |= UINT64_C(1) << world;
    return true;
}

static bool recover_inject_cancelled(struct exercise *exercise, struct slice rest, const char *words)
{
    struct desk_inject *kept = take_inject(exercise, &rest);
    int64_t cancelled;
    (void)words;
    if (!kept || !entry_take_number(&rest, "cancelled", 0, 1, &cancelled) || rest.length)
        return false;
    kept->cancelled = cancelled != 0;
    return true;
}

static bool recover_postponed(struct exercise *exercise, struct slice rest, const char *words)
{
    (void)words;
    while (rest.length) {
        struct desk_inject *kept = take_inject(exercise, &rest);
        int64_t turn;
        if (!kept || !entry_take_number(&rest, "turn", 0, UINT8_MAX, &turn))
            return false;
        kept->inject.turn = (uint32_t)turn;
    }
    return true;
}

/* ---- questions */

static bool recover_question(struct exercise *exercise, struct slice rest, const char *words)
{
    struct desk *desk = exercise->desk;
    struct id person, command, text_id;
    int64_t number, world, seat, stamp;
    if (!entry_take_number(&rest, "question", desk->question_number + INT64_C(1), UINT32_MAX, &number) ||
        !entry_take_bytes(&rest, "person", person.bytes, ID_SIZE) ||
        !entry_take_number(&rest, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(&rest, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !entry_take_bytes(&rest, "command", command.bytes, ID_SIZE) ||
        !entry_take_number(&rest, "stamp", 0, INT64_MAX / 1000, &stamp) ||
        !entry_take_bytes(&rest, "text", text_id.bytes, ID_SIZE) || rest.length)
        return false;
    struct desk_question *kept = desk_keep_question(desk, (uint32_t)number);
    memory_had(kept || desk->question_count == WIRE_QUESTIONS_MAX);
    if (!kept)
        return false;
    kept->person = person;
    kept->command = command;
    kept->world = (int)world;
    kept->seat = (int)seat;
    kept->stamp_ms = stamp;
    desk_number_question(exercise, kept);
    struct text text = text_over(kept->text, sizeof kept->text);
    text_put(&text, words ? words : erased);
    return true;
}

/* An answer that nobody asked for has a number of its own. */
static bool recover_answer(struct exercise *exercise, struct slice rest, const char *words)
{
    struct desk *desk = exercise->desk;
    struct id text_id;
    int64_t number, by, everyone, stamp;
    if (!entry_take_number(&rest, "question", 1, desk->question_number + INT64_C(1), &number) ||
        !entry_take_number(&rest, "by", DESK_OPERATOR, desk->facilitator_count, &by) ||
        !entry_take_number(&rest, "everyone", 0, 1, &everyone) ||
        !entry_take_number(&rest, "stamp", 0, INT64_MAX / 1000, &stamp) ||
        !entry_take_bytes(&rest, "text", text_id.bytes, ID_SIZE) || rest.length)
        return false;
    struct desk_question *kept = desk_question(desk, (uint32_t)number);
    if (!kept && number == desk->question_number + INT64_C(1)) {
        kept = desk_keep_question(desk, (uint32_t)number);
        memory_had(kept || desk->question_count == WIRE_QUESTIONS_MAX);
        if (kept)
            kept->stamp_ms = stamp;
    }
    if (!kept)
        return false;
    kept->answered = true;
    kept->everyone = everyone != 0;
    desk_number_question(exercise, kept);
    memset(kept->answer, 0, sizeof kept->answer);
    struct text text = text_over(kept->answer, sizeof kept->answer);
    text_put(&text, words ? words : erased);
    return true;
}

/* ---- feelings and debrief */

static bool recover_feelings(struct exercise *exercise, struct slice rest, const char *words)
{
    struct wire_state_feelings said = {.word_count = 0};
    struct id person, text_id;
    bool read = entry_take_bytes(&rest, "person", person.bytes, ID_SIZE) &&
                entry_take_bytes(&rest, "command", said.command.bytes, ID_SIZE);
    for (int x = 0; x < ACTORS_MAX && read; x++) {
        int64_t greedy;
        read = entry_take_number(&rest, "greedy", -1, 1000, &greedy);
        said.greedy[x] = read ? (int32_t)greedy : -1;
    }
    if (!read || !entry_take_bytes(&rest, "text", text_id.bytes, ID_SIZE) || rest.length ||
        !exercise_find_person(exercise, &person))
        return false;
    struct slice left = slice_of(words ? words : ""), word;
    while (said.word_count < WIRE_FEELINGS && slice_take(&left, DESK_SEPARATOR, &word))
        if (slice_copy(word, said.words[said.word_count], sizeof said.words[0]))
            said.word_count++;
    struct desk_feelings *kept = desk_feelings_of(exercise->desk, &person);
    memory_had(kept != NULL);
    kept->command = said.command;
    kept->said = said;
    kept->times++;
    return true;
}

static bool recover_debrief(struct exercise *exercise, struct slice rest, const char *words)
{
    int64_t by, card, part, world;
    (void)words;
    if (!entry_take_number(&rest, "by", DESK_OPERATOR, exercise->desk->facilitator_count, &by) ||
        !entry_take_number(&rest, "card", 0, DESK_LAST_CARD, &card) ||
        !entry_take_number(&rest, "part", 0, WIRE_CARD_PARTS_MAX, &part) ||
        !entry_take_number(&rest, "world", 0, exercise->world_count - 1, &world) || rest.length)
        return false;
    desk_recover_step(exercise, (int)card, (uint32_t)part, (int)world);
    return true;
}

/* ---- all of them */

static const struct {
    const char *kind, *what;
    bool (*recover)(struct exercise *exercise, struct slice rest, const char *words);
    bool has_text;
} kinds[] = {
    {"facilitator", "a facilitator", recover_facilitator, true},
    {"rights", "a facilitator's rights", recover_rights, false},
    {"own", "who answers for a world", recover_own, false},
    {"reserved", "a seat with a card", recover_reserved, false},
    {"started", "when it began", recover_started, false},
    {"withdrawn", "who took a yes back", recover_withdrawn, false},
    {"deed", "what was done", recover_deed, false},
    {"inject", "news from outside", recover_inject, true},
    {"inject_sent", "news that was told", recover_inject_sent, false},
    {"cancelled", "news that was cancelled", recover_inject_cancelled, false},
    {"postponed", "news that was postponed", recover_postponed, false},
    {"question", "a question", recover_question, true},
    {"answer", "an answer", recover_answer, true},
    {"feelings", "somebody's feelings", recover_feelings, true},
    {"debrief", "where the debrief is", recover_debrief, false},
    {"replay", "how long it can be looked at", recover_replay, false},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static int find_kind(const char *kind)
{
    for (int x = 0; x < KINDS; x++)
        if (strcmp(kinds[x].kind, kind) == 0)
            return x;
    return -1;
}

bool desk_is_entry(const char *kind)
{
    return find_kind(kind) >= 0;
}

/* The text's id stands last. */
bool desk_entry_text_id(const char *kind, struct slice body, struct id *text_id)
{
    int which = find_kind(kind);
    struct slice line, name, value;
    bool found = false;
    while (which >= 0 && kinds[which].has_text && slice_take(&body, '\n', &line))
        if (slice_split(line, '=', &name, &value) && slice_is(name, "text"))
            found = slice_hex(value, text_id->bytes, ID_SIZE);
    return found;
}

enum status desk_recover(struct exercise *exercise, const char *kind, struct slice body, const char *words,
                         struct cause *cause)
{
    char hex[ID_HEX_SIZE];
    int which = find_kind(kind);
    if (which >= 0 && kinds[which].recover(exercise, body, words))
        return STATUS_OK;
    return status_fail(cause, STATUS_CORRUPT, "exercise %s: %s cannot be read",
                       id_hex(&exercise->stream.id, hex), which < 0 ? "an entry" : kinds[which].what);
}

/* ---- the worlds are there, too */

struct marking {
    struct exercise *exercise;
    int world;
};

/* The server may have died between telling news and noting that. */
static void mark_told(void *user, const struct world_bulletin *bulletin)
{
    const struct marking *marking = user;
    struct desk_inject *kept = desk_inject(marking->exercise->desk, bulletin->number);
    if (kept)
        kept->sent |= UINT64_C(1) << marking->world;
}

void desk_recovered(struct exercise *exercise, uint64_t now_ms)
{
    const struct desk *desk = exercise->desk;
    (void)now_ms;
    for (int world = 0; world < exercise->world_count; world++) {
        struct marking marking = {exercise, world};
        const struct world_machine *machine = exercise->worlds[world].machine;
        for (int seat = 0; seat < world_seats(machine); seat++)
            world_each_bulletin(machine, seat, mark_told, &marking);
    }
    if (desk->card >= 0)
        desk_set_step(exercise, desk->card, desk->part, desk->projected);
}
