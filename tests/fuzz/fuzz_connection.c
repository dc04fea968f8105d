/* Whole connections behind TLS: bytes to a server that runs an exercise, on links of every kind; see talk.h.
 */
#include "common/base/must.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 28, SCRIPT_MAX = 2048 };

/* The input as frames instead of what was spoken. */
struct writing {
    uint8_t *bytes;
    size_t size, room;
};

static void run(const uint8_t *bytes, size_t size, struct writing *writing);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    run(bytes, size, NULL);
    return 0;
}

static void put(struct writing *writing, const uint8_t *bytes, size_t count)
{
    must(writing->room - writing->size >= count);
    memcpy(writing->bytes + writing->size, bytes, count);
    writing->size += count;
}

static void put_step(struct writing *writing, int slot, enum talk_step step)
{
    uint8_t byte = (uint8_t)(step << 3 | slot);
    put(writing, &byte, 1);
}

static void on_spoken(void *user, int slot, const uint8_t *bytes, size_t count)
{
    uint8_t size[2] = {(uint8_t)count, (uint8_t)(count >> 8)};
    put_step(user, slot, STEP_FRAME);
    put(user, size, sizeof size);
    put(user, bytes, count);
}

static void run(const uint8_t *bytes, size_t size, struct writing *writing)
{
    struct take take = {bytes, size};
    uint8_t scenario = take_byte(&take), settings = take_byte(&take);
    struct talk *talk = talk_begin(scenario, settings);
    if (writing) {
        talk->spoken = on_spoken;
        talk->user = writing;
        put(writing, (const uint8_t[]){scenario, settings}, 2);
    }
    for (;;) {
        const uint8_t *at = take.at;
        bool spoken = take.left && (*at >> 3) % STEP_COUNT == STEP_SPEAK;
        if (!talk_step(talk, &take))
            break;
        if (writing && !spoken)
            put(writing, at, (size_t)(take.at - at));
    }
    if (getenv("FUZZ_DEPTH"))
        fprintf(stderr, "%d steps, %d orders accepted, %d turns\n", talk->steps, talk->accepted, talk->turns);
    talk_end(talk);
}

/* ---- seeds: games of two persons, with everything else that may happen around them */

static void put_byte(struct writing *writing, unsigned byte)
{
    put(writing, &(const uint8_t){(uint8_t)byte}, 1);
}

/* `message`: its kind, then what talk_speak.c takes for it. */
static void speak(struct writing *writing, int slot, const uint8_t *message, size_t size)
{
    put_step(writing, slot, STEP_SPEAK);
    put_byte(writing, message[0] - 1u);
    put(writing, message + 1, size - 1);
}

#define SPEAK(slot, ...)                                                                                     \
    speak(writing, slot, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void put_turn(struct writing *writing, unsigned number, unsigned turn, int slot)
{
    uint8_t command = (uint8_t)(turn * 16 + (unsigned)slot * 4);
    uint8_t place = (uint8_t)(5 + (number + turn) % 8), value = (uint8_t)(2 + (number + turn) % 3);
    if (turn % 2)
        SPEAK(slot, TO_SERVER_SAVE_ORDERS, command, 0, 0, 0, 1, place, value);
    else
        SPEAK(slot, TO_SERVER_SAVE_ORDERS, command, 0, 0, 0, 0);
    if (turn % 2 == 0)
        SPEAK(slot, TO_SERVER_SEND_PRESS, (uint8_t)(command + 1), 0, (uint8_t)(turn % 4 ? 2 : 0), 5, 'p', 'e',
              'a', 'c', 'e');
    if (turn % 3 == 1)
        SPEAK(slot, TO_SERVER_STATE_BELIEFS, (uint8_t)(command + 2), 0, 0, 1, 90);
    if (number % 3 != 2)
        SPEAK(slot, TO_SERVER_SET_READY, (uint8_t)(command + 3), 0, 0, 0);
}

/* An act in the only world and to its second seat, held by Bob, as talk_speak.c takes it; each kind in turn.
 */
static void put_facilitator(struct writing *writing, unsigned turn)
{
    enum { NO_REASON = 128, WORLD_AND_SEAT = 1 + 2 * 4, SIZE = 4 };
    uint8_t kind = (uint8_t)(turn % (EXERCISE_ACT_COUNT - 1)), command = (uint8_t)(turn + 1);
    SPEAK(SLOT_GREETED, TO_SERVER_FACILITATE, 0);
    SPEAK(SLOT_GREETED, TO_SERVER_EXERCISE_ACT, kind, (uint8_t)(turn % 4), NO_REASON, WORLD_AND_SEAT,
          SLOT_BOB, 1, 200, RIGHTS_RUN, 0, 0, command, SIZE, 0, 0, 0, SIZE, 'n', 'e', 'w', 's');
    SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_ROLES, 1);
}

static void happen(struct writing *writing, unsigned number, unsigned turn)
{
    switch ((number + turn) % 11) {
    case 8:
        for (unsigned x = 0; x < 4; x++)
            put_facilitator(writing, number * 4 + turn + 6 * x);
        break;
    case 9:
        SPEAK(SLOT_ANN, TO_SERVER_ASK_CONTROL, (uint8_t)turn, 3, 'w', 'h', 'y');
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_ACT, EXERCISE_ANSWER - 1, 0, 128, 64, 0, 1, 0, 0, 0, 0, 0, 2, 'n',
              'o');
        SPEAK(SLOT_ANN, TO_SERVER_STATE_FEELINGS, (uint8_t)turn, 1, 3, 's', 'a', 'd', 0, 0);
        SPEAK(SLOT_NEW, TO_SERVER_HELLO, 0, 0);
        SPEAK(SLOT_NEW, TO_SERVER_ASK_EXERCISE);
        break;
    case 0:
        SPEAK(SLOT_SPECTATOR, TO_SERVER_ASK_TURN, 0, 0, (uint8_t)turn);
        break;
    case 1:
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_ACT, (uint8_t)(turn % 5), 0, 132, 'l', 'a', 't', 'e');
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_SHOW);
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_ACT, 1, 0, 128); /* it goes on */
        break;
    case 2:
        put_step(writing, SLOT_BOB, STEP_CLOSE);
        SPEAK(SLOT_BOB, TO_SERVER_HELLO, 0, 0);
        SPEAK(SLOT_BOB, TO_SERVER_RESUME, SLOT_BOB);
        break;
    case 3:
        SPEAK(SLOT_GREETED, TO_SERVER_JOIN, 0, 7, 3, 'E', 'v', 'e');
        break;
    case 4:
        put_step(writing, 0, STEP_SLOW);
        break;
    case 5:
        put_step(writing, 0, STEP_RESTART);
        for (int slot = 0; slot < SLOTS; slot += SLOT_BOB) {
            SPEAK(slot, TO_SERVER_HELLO, 0, 0);
            SPEAK(slot, TO_SERVER_RESUME, (uint8_t)slot);
        }
        break;
    case 6:
        SPEAK(SLOT_NEW, TO_SERVER_HELLO, 0, 0);
        SPEAK(SLOT_NEW, TO_SERVER_MOVE, SLOT_ANN);
        break;
    case 7:
        put_step(writing, 0, STEP_REFUSE);
        SPEAK(SLOT_ANN, TO_SERVER_SET_READY, 200, 0, 0, 3);
        put_step(writing, 0, STEP_REFUSE);
        break;
    default:
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_NEW, 1, 1, 30);
        SPEAK(SLOT_ADMIN, TO_ADMIN_EXERCISE_LIST);
        break;
    }
}

static void script(struct writing *writing, unsigned number)
{
    unsigned turns = 2 + number % 4;
    put_byte(writing, number);
    put_byte(writing, number * 5);
    if (number % 7 == 6)
        turns = 14; /* to the end, and its record */
    for (unsigned turn = 0; turn < turns; turn++) {
        put_turn(writing, number, turn, SLOT_ANN);
        put_turn(writing, number, turn, SLOT_BOB);
        happen(writing, number, turn);
        if (number % 3 == 2 || turn % 3 == 2) {
            put_step(writing, 0, STEP_WAIT);
            put(writing, (const uint8_t[]){0x80, 0x17}, 2); /* a minute */
        }
    }
    if (number % 5 == 4)
        put_step(writing, 0, STEP_FENCE);
    SPEAK(SLOT_ANN, TO_SERVER_ASK_RECORD, 0, 0, 0, 0);
    SPEAK(SLOT_SPECTATOR, TO_SERVER_ASK_RECORD, 0, 0, 0, 0);
    SPEAK(SLOT_ANN, TO_SERVER_LEAVE, 250, 0);
    SPEAK(SLOT_NEW, TO_SERVER_PING);
}

/* Every other seed says the same in frames. */
size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    uint8_t memory[SCRIPT_MAX];
    struct writing spoken = {memory, 0, sizeof memory}, framed = {bytes, 0, room};
    if (number >= SEEDS)
        return 0;
    script(&spoken, number);
    if (number % 2) {
        run(memory, spoken.size, &framed);
        return framed.size;
    }
    must(spoken.size <= room);
    memcpy(bytes, memory, spoken.size);
    return spoken.size;
}
