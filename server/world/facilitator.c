/* What whoever runs the exercise does to its world. Each act is judged, applied, stored with its number,
 * answered by a ruling, and told to the players; done twice it is harmless. None of them touches the dice. */
#include "server/world/machine_state.h"

#include <string.h>

static void rule(enum ruling ruling, const struct effects *effects)
{
    struct effect effect = {.kind = EFFECT_REPLY, .ruling = ruling};
    effects->emit(effects->user, &effect);
}

/* Like those of messages: no text may replace another, and nobody outside chooses where one goes. */
static struct id reason_text_id(const struct world_machine *machine, uint32_t number)
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

/* Numbers the act and stores it; the reason (NULL or empty: none) goes where it can be erased. */
static void store_act(struct world_machine *machine, const struct command *command, const char *kind,
                      const char *reason, int64_t ms, const struct effects *effects)
{
    struct entry_act act = {.turn = machine->world.turn + 1, .number = ++machine->acts, .ms = ms};
    bool has_reason = reason && reason[0];
    if (has_reason)
        act.text = reason_text_id(machine, act.number);
    char memory[ENTRY_ACT_MAX];
    struct text text = text_over(memory, sizeof memory);
    entry_put_act(&text, kind, &act);
    struct effect store = {
        .kind = EFFECT_STORE,
        .entry_kind = kind,
        .body = text.at,
        .body_size = text.length,
        .remaining_ms = clock_remaining_ms(machine, command->now_ms),
        .text_id = has_reason ? &act.text : NULL,
        .text = has_reason ? reason : NULL,
    };
    effects->emit(effects->user, &store);
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
static enum ruling judge(const struct world_machine *machine)
{
    if (machine->phase == WORLD_LOBBY)
        return RULING_LOBBY;
    return machine->phase == WORLD_ENDED ? RULING_OVER : RULING_DONE;
}

static void on_pause(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    enum ruling ruling = judge(machine);
    if (ruling == RULING_DONE && machine->paused)
        ruling = RULING_ALREADY;
    if (ruling == RULING_DONE) {
        clock_pause(machine, command->now_ms);
        keep_reason(machine, command->act->reason);
        store_act(machine, command, "pause", machine->reason, 0, effects);
    }
    rule(ruling, effects);
    if (ruling == RULING_DONE)
        machine_tell_clock(machine, effects);
}

static void on_resume(struct world_machine *machine, const struct command *command,
                      const struct effects *effects)
{
    enum ruling ruling = judge(machine);
    if (ruling == RULING_DONE && !machine->paused)
        ruling = RULING_ALREADY;
    if (ruling == RULING_DONE) {
        clock_resume(machine, command->now_ms);
        keep_reason(machine, NULL);
        store_act(machine, command, "resume", NULL, 0, effects);
    }
    rule(ruling, effects);
    if (ruling == RULING_DONE)
        machine_tell_clock(machine, effects);
}

static enum ruling judge_extend(const struct world_machine *machine, const struct command *command)
{
    const struct wire_exercise_act *act = command->act;
    enum ruling ruling = judge(machine);
    if (ruling != RULING_DONE)
        return ruling;
    if (act->turn && act->turn != (uint32_t)machine->world.turn + 1)
        return RULING_OTHER_TURN;
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
        rule(ruling, effects);
        return;
    }
    int64_t before = clock_remaining_ms(machine, command->now_ms);
    clock_extend(machine, command->now_ms, command->act->ms);
    int64_t change = clock_remaining_ms(machine, command->now_ms) - before;
    store_act(machine, command, "extend", NULL, change, effects);
    rule(ruling, effects);
    notice_all(machine, change < 0 ? NOTICE_SHORTENED : NOTICE_EXTENDED,
               (uint32_t)(change < 0 ? -change : change), effects);
    machine_tell_clock(machine, effects);
}

static enum ruling judge_resolve(const struct world_machine *machine, const struct wire_exercise_act *act)
{
    enum ruling ruling = judge(machine);
    uint32_t open = (uint32_t)machine->world.turn + 1;
    if (ruling == RULING_LOBBY || !act->turn || (ruling == RULING_DONE && act->turn == open))
        return ruling;
    return act->turn < open ? RULING_ALREADY : ruling == RULING_OVER ? RULING_OVER : RULING_OTHER_TURN;
}

static void on_resolve(struct world_machine *machine, const struct command *command,
                       const struct effects *effects)
{
    enum ruling ruling = judge_resolve(machine, command->act);
    if (ruling == RULING_DONE) {
        machine->resolving = true;
        store_act(machine, command, "resolve", NULL, 0, effects);
    }
    rule(ruling, effects);
    if (ruling == RULING_DONE)
        notice_all(machine, NOTICE_RESOLVED, 0, effects);
}

static void on_close(struct world_machine *machine, const struct command *command,
                     const struct effects *effects)
{
    if (machine->phase == WORLD_ENDED) {
        rule(RULING_ALREADY, effects);
        return;
    }
    machine_close(machine);
    keep_reason(machine, command->act->reason);
    store_act(machine, command, "close", machine->reason, 0, effects);
    turn_close_if_due(machine, command->now_ms, effects); /* the end, before anybody is told */
    rule(RULING_DONE, effects);
    for (int seat = 0; seat < world_seats(machine); seat++) {
        if (!machine->seats[seat].sessions)
            continue;
        machine_tell(seat, TELL_CLOCK, effects);
        machine_tell(seat, TELL_ENDED, effects);
    }
}

void on_act(struct world_machine *machine, const struct command *command, const struct effects *effects)
{
    switch (command->kind) {
    case COMMAND_PAUSE:
        on_pause(machine, command, effects);
        break;
    case COMMAND_RESUME:
        on_resume(machine, command, effects);
        break;
    case COMMAND_EXTEND:
        on_extend(machine, command, effects);
        break;
    case COMMAND_RESOLVE:
        on_resolve(machine, command, effects);
        break;
    default:
        on_close(machine, command, effects);
        break;
    }
}

/* ---- the same from the journal */

static bool recover_pause(struct world_machine *machine, const char *words)
{
    bool fits = machine->phase == WORLD_OPEN && !machine->paused;
    machine->paused = true;
    keep_reason(machine, words);
    return fits;
}

static bool recover_resume(struct world_machine *machine, const char *words)
{
    bool fits = machine->paused;
    machine->paused = false;
    keep_reason(machine, words);
    return fits;
}

/* What was left then is what the journal says of the clock. */
static bool recover_extend(struct world_machine *machine, const char *words)
{
    (void)words;
    return machine->phase == WORLD_OPEN && machine->settings.turn_ms;
}

static bool recover_resolve(struct world_machine *machine, const char *words)
{
    (void)words;
    machine->resolving = true;
    return machine->phase == WORLD_OPEN;
}

static bool recover_close(struct world_machine *machine, const char *words)
{
    machine_close(machine);
    keep_reason(machine, words);
    return true;
}

static const struct {
    const char *kind;
    bool (*recover)(struct world_machine *machine, const char *words);
} acts[] = {
    {"pause", recover_pause},     {"resume", recover_resume}, {"extend", recover_extend},
    {"resolve", recover_resolve}, {"close", recover_close},
};

bool recover_act(struct world_machine *machine, const char *kind, struct slice body, const char *words)
{
    struct entry_act act;
    if (!entry_read_act(kind, body, &act) || machine->phase == WORLD_ENDED ||
        act.turn != machine->world.turn + 1 || act.number != machine->acts + 1)
        return false;
    machine->acts = act.number;
    for (size_t x = 0; x < sizeof acts / sizeof acts[0]; x++)
        if (strcmp(acts[x].kind, kind) == 0)
            return acts[x].recover(machine, words);
    return false;
}
