/* What whoever runs the exercise does to its world. Each act is judged, applied, stored with its number,
 * answered by a ruling, and told to the players; done twice it is harmless. None of them touches the dice. */
#include "server/world/machine_state.h"

#include "common/base/must.h"

#include <string.h>

/* Instead of a reason beside the entry of a pause: no words from outside hold it. */
static const char nobody_sits_there[] = "\x1e";

void act_rule(enum ruling ruling, const struct effects *effects)
{
    struct effect effect = {.kind = EFFECT_REPLY, .ruling = ruling};
    effects->emit(effects->user, &effect);
}

/* Where the words of an act are kept. Like those of messages: no text may replace another, and nobody outside
 * chooses where one goes. */
static struct id words_id(const struct world_machine *machine, uint32_t number)
{
    char memory[ID_HEX_SIZE + 32];
    struct text text = text_over(memory, sizeof memory);
    struct id id;
    text_put(&text, machine->id_hex);
    text_put(&text, " act ");
    text_put_int(&text, number);
    struct digest digest = digest_of(memory, text.length);
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

void act_store(struct world_machine *machine, uint64_t now_ms, const char *kind, struct entry_act act,
               const char *words, uint16_t only_for, const struct effects *effects)
{
    bool has_words = words && words[0];
    if (!act.turn)
        act.turn = machine->world.turn + 1;
    act.number = ++machine->acts;
    if (has_words)
        act.text = act_is_remembered(kind) ? act_command_place(act.number) : words_id(machine, act.number);
    char memory[ENTRY_ACT_MAX];
    struct text text = text_over(memory, sizeof memory);
    entry_put_act(&text, kind, &act);
    must(!text.cut);
    struct effect store = {
        .kind = EFFECT_STORE,
        .entry_kind = kind,
        .body = text.at,
        .body_size = text.length,
        .remaining_ms = clock_remaining_ms(machine, now_ms),
        .only_for = only_for,
        .text_id = has_words ? &act.text : NULL,
        .text = has_words ? words : NULL,
    };
    effects->emit(effects->user, &store);
}

void act_store_once(struct world_machine *machine, const struct command *command, const char *kind,
                    struct entry_act act, const struct effects *effects)
{
    char hex[ID_HEX_SIZE];
    const struct id *id = &command->act->command;
    act.turn = act.turn ? act.turn : machine->world.turn + 1;
    act_remember(machine, id, (uint32_t)act.turn, act.ms);
    act_store(machine, command->now_ms, kind, act, id_hex(id, hex), 0, effects);
}

static void keep_reason(struct world_machine *machine, const char *reason)
{
    if (!reason || !slice_copy(slice_of(reason), machine->reason, sizeof machine->reason))
        machine->reason[0] = '\0'; /* erased, or longer than any that was taken */
}

static void notice_all(const struct world_machine *machine, enum notice_kind kind, uint32_t ms,
                       const struct effects *effects)
{
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (machine->seats[seat].sessions)
            machine_notice(seat, kind, ms, effects);
}

/* RULING_DONE when a turn is open that may be acted on. */
enum ruling act_judge(const struct world_machine *machine)
{
    if (machine->phase == WORLD_LOBBY)
        return RULING_LOBBY;
    return machine->phase == WORLD_ENDED ? RULING_OVER : RULING_DONE;
}

static void on_pause(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    enum ruling ruling = act_judge(machine);
    if (ruling == RULING_DONE && machine->paused && machine->deserted == command->deserted)
        ruling = RULING_ALREADY;
    if (ruling == RULING_DONE) {
        clock_pause(machine, command->now_ms);
        machine->deserted = command->deserted;
        keep_reason(machine, command->deserted ? NULL : command->act->reason);
        act_store(machine, command->now_ms, "pause", (struct entry_act){0},
                  command->deserted ? nobody_sits_there : machine->reason, 0, effects);
    }
    act_rule(ruling, effects);
    if (ruling == RULING_DONE)
        machine_tell_clock(machine, effects);
}

static void on_resume(struct world_machine *machine, const struct command *command,
                      const struct effects *effects)
{
    enum ruling ruling = act_judge(machine);
    if (ruling == RULING_DONE && !machine->paused)
        ruling = RULING_ALREADY;
    if (ruling == RULING_DONE) {
        clock_resume(machine, command->now_ms);
        keep_reason(machine, NULL);
        act_store(machine, command->now_ms, "resume", (struct entry_act){0}, NULL, 0, effects);
    }
    act_rule(ruling, effects);
    if (ruling == RULING_DONE)
        machine_tell_clock(machine, effects);
}

/* By its number, and by whether it counts: the first turn that does has the number of that of practice. */
static bool names_open_turn(const struct world_machine *machine, const struct wire_exercise_act *act)
{
    return (!act->turn || act->turn == (uint32_t)machine->world.turn + 1) &&
           act->practice == world_practising(machine);
}

static bool names_turn(const struct wire_exercise_act *act)
{
    return act->turn || act->practice;
}

static enum ruling judge_extend(const struct world_machine *machine, const struct command *command)
{
    const struct wire_exercise_act *act = command->act;
    enum ruling ruling = act_judge(machine);
    if (ruling != RULING_DONE)
        return ruling;
    if (names_turn(act) && !names_open_turn(machine, act))
        return world_practising(machine) && !act->practice ? RULING_PRACTISES : RULING_OTHER_TURN;
    if (machine->settings.turn_ms == 0)
        return RULING_NO_LIMIT;
    if (clock_remaining_ms(machine, command->now_ms) + act->ms > WORLD_TURN_MS_MAX)
        return RULING_TOO_LONG;
    return RULING_DONE;
}

static void on_extend(struct world_machine *machine, const struct command *command,
                      const struct effects *effects)
{
    enum ruling ruling = judge_extend(machine, command);
    if (ruling != RULING_DONE) {
        act_rule(ruling, effects);
        return;
    }
    int64_t before = clock_remaining_ms(machine, command->now_ms);
    clock_extend(machine, command->now_ms, command->act->ms);
    int64_t change = clock_remaining_ms(machine, command->now_ms) - before;
    act_store_once(machine, command, "extend", (struct entry_act){.ms = change}, effects);
    act_rule(ruling, effects);
    notice_all(machine, change < 0 ? NOTICE_SHORTENED : NOTICE_EXTENDED,
               (uint32_t)(change < 0 ? -change : change), effects);
    machine_tell_clock(machine, effects);
}

static enum ruling judge_resolve(const struct world_machine *machine, const struct wire_exercise_act *act)
{
    enum ruling ruling = act_judge(machine);
    uint32_t open = (uint32_t)machine->world.turn + 1;
    if (ruling == RULING_LOBBY || !names_turn(act) ||
        (ruling == RULING_DONE && names_open_turn(machine, act)))
        return ruling;
    if (act->practice && machine->course.practised)
        return RULING_ALREADY;
    if (world_practising(machine) && !act->practice)
        return RULING_PRACTISES;
    return act->turn && act->turn < open ? RULING_ALREADY
           : ruling == RULING_OVER       ? RULING_OVER
                                         : RULING_OTHER_TURN;
}

static void on_resolve(struct world_machine *machine, const struct command *command,
                       const struct effects *effects)
{
    enum ruling ruling = judge_resolve(machine, command->act);
    if (ruling == RULING_DONE) {
        machine->resolving = true;
        act_store_once(machine, command, "resolve", (struct entry_act){0}, effects);
    }
    act_rule(ruling, effects);
    if (ruling == RULING_DONE)
        notice_all(machine, NOTICE_RESOLVED, 0, effects);
}

static void on_close(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    if (machine->phase == WORLD_ENDED) {
        act_rule(RULING_ALREADY, effects);
        return;
    }
    machine_close(machine);
    keep_reason(machine, command->act->reason);
    act_store(machine, command->now_ms, "close", (struct entry_act){0}, machine->reason, 0, effects);
    turn_close_if_due(machine, command->now_ms, effects); /* the end, before anybody is told */
    act_rule(RULING_DONE, effects);
    for (int seat = 0; seat < world_seats(machine); seat++) {
        if (!machine->seats[seat].sessions)
            continue;
        machine_tell(seat, TELL_CLOCK, effects);
        machine_tell(seat, TELL_ENDED, effects);
    }
}

void on_act(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    static void (*const on[])(struct world_machine * machine, const struct command *command,
                              const struct effects *effects) = {
        [COMMAND_PAUSE] = on_pause,     [COMMAND_RESUME] = on_resume,     [COMMAND_EXTEND] = on_extend,
        [COMMAND_RESOLVE] = on_resolve, [COMMAND_CLOSE] = on_close,       [COMMAND_BOT_IN] = on_bot_in,
        [COMMAND_BOT_OUT] = on_bot_out, [COMMAND_ORDERS] = on_behalf,     [COMMAND_MULTIPLY] = on_multiply,
        [COMMAND_NUDGE] = on_nudge,     [COMMAND_BULLETIN] = on_bulletin, [COMMAND_ROLL_BACK] = on_roll_back,
    };
    on[command->kind](machine, command, effects);
}

/* ---- the same from the journal */

static bool recover_pause(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)act;
    bool deserted = words && strcmp(words, nobody_sits_there) == 0;
    bool fits = machine->phase == WORLD_OPEN && !(machine->paused && machine->deserted == deserted);
    machine->paused = true;
    machine->deserted = deserted;
    keep_reason(machine, machine->deserted ? NULL : words);
    return fits;
}

static bool recover_resume(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)act;
    bool fits = machine->paused;
    machine->paused = false;
    keep_reason(machine, words);
    return fits;
}

/* What was left then is what the journal says of the clock. */
static bool recover_extend(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)act;
    (void)words;
    return machine->phase == WORLD_OPEN && machine->settings.turn_ms;
}

static bool recover_resolve(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)act;
    (void)words;
    machine->resolving = true;
    return machine->phase == WORLD_OPEN;
}

static bool recover_close(struct world_machine *machine, const struct entry_act *act, const char *words)
{
    (void)act;
    machine_close(machine);
    keep_reason(machine, words);
    return true;
}

static const struct {
    const char *kind;
    bool (*recover)(struct world_machine *machine, const struct entry_act *act, const char *words);
} acts[] = {
    {"pause", recover_pause},       {"resume", recover_resume},      {"extend", recover_extend},
    {"resolve", recover_resolve},   {"close", recover_close},        {"bot_in", recover_bot_in},
    {"bot_out", recover_bot_out},   {"behalf", recover_behalf},      {"time", recover_multiply},
    {"bulletin", recover_bulletin}, {"rollback", recover_roll_back},
};

bool recover_act(struct world_machine *machine, const char *kind, struct slice body, const char *words)
{
    struct entry_act act;
    if (!entry_read_act(kind, body, &act) || machine->phase == WORLD_ENDED ||
        act.turn != machine->world.turn + 1 || act.number != machine->acts + 1)
        return false;
    machine->acts = act.number;
    if (act_is_remembered(kind))
        act_recover_command(machine, words, (uint32_t)act.turn, act.ms);
    for (size_t x = 0; x < sizeof acts / sizeof acts[0]; x++)
        if (strcmp(acts[x].kind, kind) == 0)
            return acts[x].recover(machine, &act, words);
    return false;
}
