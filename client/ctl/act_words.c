#include "client/ctl/act_words.h"

#include "client/ctl/names.h"
#include "client/ctl/orders_words.h"
#include "client/ctl/wording.h"
#include "common/base/utf8.h"

#include <string.h>

enum { PERCENT_LEAST = 100, MS_PER_S = 1000 };

static const struct act_fault well = {.key = NULL};

static const char *const rights_names[RIGHTS_COUNT] = {"none", "observe", "assist", "run", "lead"};

/* ---- what an act needs */

enum {
    NEEDS_WORLD = 1,
    NEEDS_SEAT = 2,
    NEEDS_PERSON = 4,
    NEEDS_NUMBER = 8,
    NEEDS_TEXT = 16,
    NEEDS_FACILITATOR = 32,
};

static unsigned needs_of(enum exercise_act kind)
{
    switch (kind) {
    case EXERCISE_ROLL_BACK:
        return NEEDS_WORLD;
    case EXERCISE_BOT_IN:
    case EXERCISE_BOT_OUT:
    case EXERCISE_ORDERS:
    case EXERCISE_MULTIPLY:
    case EXERCISE_NUDGE:
    case EXERCISE_LOOK:
        return NEEDS_WORLD | NEEDS_SEAT;
    case EXERCISE_MOVE_PERSON:
        return NEEDS_WORLD | NEEDS_SEAT | NEEDS_PERSON;
    case EXERCISE_REMOVE_PERSON:
    case EXERCISE_CONSENT:
        return NEEDS_PERSON;
    case EXERCISE_INJECT:
        return NEEDS_TEXT;
    case EXERCISE_INJECT_SEND:
    case EXERCISE_INJECT_CANCEL:
    case EXERCISE_INJECT_POSTPONE:
        return NEEDS_NUMBER;
    case EXERCISE_ANSWER:
        return NEEDS_NUMBER | NEEDS_TEXT;
    case EXERCISE_OWN:
        return NEEDS_WORLD;
    case EXERCISE_FACILITATOR_RIGHTS:
        return NEEDS_FACILITATOR;
    default:
        return 0;
    }
}

static struct act_fault needed(const char *option)
{
    return (struct act_fault){.key = "options.needed", .option = option};
}

static struct act_fault none_of(const char *option, const char *word, const char *value)
{
    return (struct act_fault){.key = "options.no_choice", .option = option, .word = word, .value = value};
}

/* A text that is one line that prints, of at most so many bytes with the NUL, or is not given. */
static struct act_fault fault_of_text(const char *option, const char *text, int size)
{
    if (!text || (strlen(text) < (size_t)size && utf8_printable(text, strlen(text), false)))
        return well;
    return (struct act_fault){.key = "options.long_line", .option = option, .most = size - 1};
}

static struct act_fault fault_of_texts(enum exercise_act kind, const struct act_words *words)
{
    int text_size = kind == EXERCISE_ANSWER ? WIRE_REASON_SIZE : WIRE_BULLETIN_SIZE;
    const struct act_fault faults[] = {
        fault_of_text("--reason", words->reason, WIRE_REASON_SIZE),
        fault_of_text("--text", words->text, text_size),
        fault_of_text("--text-es", words->text_es, WIRE_BULLETIN_SIZE),
        fault_of_text("--source", words->source, NAME_SIZE),
        fault_of_text("--name", words->name, WIRE_PERSON_NAME_SIZE),
    };
    for (size_t x = 0; x < sizeof faults / sizeof faults[0]; x++)
        if (faults[x].key)
            return faults[x];
    return well;
}

static int rights_of(const char *name)
{
    for (int x = 0; name && x < RIGHTS_COUNT; x++)
        if (wording_same(slice_of(name), rights_names[x]))
            return x;
    return -1;
}

/* 0 for "D0" or "0"; -1: it is no card. */
static int card_of(const char *name)
{
    struct slice card = slice_of(name ? name : "");
    int64_t number;
    if (card.length == 2 && (card.at[0] == 'D' || card.at[0] == 'd'))
        card = (struct slice){card.at + 1, 1};
    return slice_int(card, 0, 8, &number) ? (int)number : -1;
}

static struct act_fault fault_of_rights(const char *rights, int least)
{
    if (!rights)
        return needed("--rights RIGHTS");
    return rights_of(rights) >= least
               ? well
               : none_of("--rights", rights,
                         least ? "observe|assist|run|lead" : "observe|assist|run|lead|none");
}

static struct act_fault fault_of_kind(enum exercise_act kind, const struct act_words *words)
{
    if (words->practice && words->turn)
        return (struct act_fault){.key = "options.one_turn"};
    switch (kind) {
    case EXERCISE_EXTEND:
        return words->seconds ? well : needed("--seconds N");
    case EXERCISE_ROLL_BACK:
        return words->turn ? well : needed("--turn N");
    case EXERCISE_MULTIPLY:
        return words->percent ? well : needed("--percent N");
    case EXERCISE_ORDERS:
        return words->orders ? well : needed("--orders WORDS|--file FILE");
    case EXERCISE_INJECT_POSTPONE:
        return words->turns ? well : needed("--turns N");
    case EXERCISE_FACILITATOR_ADD:
        return words->name ? fault_of_rights(words->rights, RIGHTS_OBSERVE) : needed("--name NAME");
    case EXERCISE_FACILITATOR_RIGHTS:
        return fault_of_rights(words->rights, RIGHTS_NONE);
    case EXERCISE_DEBRIEF:
        return !words->card               ? needed("--card D0")
               : card_of(words->card) < 0 ? none_of("--card", words->card, "D0 ... D8")
                                          : well;
    case EXERCISE_REPLAY:
        return (words->days != 0) + words->over + words->release == 1 ? well
                                                                      : needed("--days N|--over|--release");
    case EXERCISE_OWN:
        return words->release || words->facilitator ? well : needed("--facilitator NAME|--release");
    default:
        return well;
    }
}

struct act_fault act_fault(enum exercise_act kind, const struct act_words *words)
{
    unsigned needs = needs_of(kind);
    struct act_fault fault = fault_of_texts(kind, words);
    if (fault.key)
        return fault;
    if (needs & NEEDS_PERSON && !words->person)
        return needed("--person NAME");
    if (needs & NEEDS_SEAT && !words->seat)
        return needed("--state NAME");
    if (needs & NEEDS_NUMBER && !words->number)
        return needed(kind == EXERCISE_ANSWER ? "--question N" : "--inject N");
    if (needs & NEEDS_TEXT && (!words->text || !words->text[0]))
        return needed("--text TEXT");
    if (needs & NEEDS_FACILITATOR && !words->facilitator)
        return needed("--facilitator NAME");
    return fault_of_kind(kind, words);
}

void act_put_fault(const struct act_fault *fault, const struct language *language, struct text *text)
{
    sentence_put(language, fault->key,
                 SLOTS(str("option", fault->option ? fault->option : ""),
                       str("word", fault->word ? fault->word : ""),
                       str("value", fault->value ? fault->value : ""), num("most", fault->most)),
                 text);
}

bool act_needs_state(enum exercise_act kind, const struct act_words *words)
{
    return kind == EXERCISE_UNDO || needs_of(kind) & (NEEDS_WORLD | NEEDS_SEAT | NEEDS_PERSON) ||
           words->world || words->seat || words->person || words->to || words->facilitator;
}

/* ---- from words to values */

static void copy(const char *from, char *to, size_t size)
{
    if (from)
        (void)slice_copy(slice_of(from), to, size); /* act_fault has seen that it fits */
}

/* The only world needs no name. */
static enum status resolve_world(enum exercise_act kind, const struct act_words *words,
                                 const struct wire_exercise_state *state, struct wire_exercise_act *act,
                                 struct cause *cause)
{
    if (words->world)
        return name_world(state, words->world, words->language, &act->world, cause);
    if (!(needs_of(kind) & NEEDS_WORLD) && !words->seat)
        return STATUS_OK;
    if (state->world_count != 1)
        return wording_fail(cause, words->language, "options.which_world",
                            SLOTS(num("worlds", state->world_count)));
    act->world = 0;
    return STATUS_OK;
}

static enum status resolve_states(const char *names, const struct wire_exercise_state *state, int world,
                                  const struct language *language, uint16_t *mask, struct cause *cause)
{
    struct slice rest = slice_of(names), name;
    int seat;
    while (wording_next(&rest, &name)) {
        enum status status = name_seat(state, world, name, language, &seat, cause);
        if (status)
            return status;
        *mask = (uint16_t)(*mask | 1u << seat);
    }
    return STATUS_OK;
}

static enum status resolve_inject(const struct act_words *words, const struct wire_exercise_state *state,
                                  struct wire_exercise_act *act, struct cause *cause)
{
    struct wire_inject *inject = &act->inject;
    act->has_inject = true;
    *inject = (struct wire_inject){.world = act->world, .misleading = words->misleading};
    act->world = -1;
    copy(words->source, inject->source, sizeof inject->source);
    copy(words->text, inject->text[0], sizeof inject->text[0]);
    copy(words->text_es, inject->text[1], sizeof inject->text[1]);
    inject->turn = (uint32_t)words->turn;
    inject->tension = (uint32_t)words->tension;
    inject->trigger = words->tension ? TRIGGER_TENSION : words->turn ? TRIGGER_TURN : TRIGGER_NOW;
    if (words->tension && !words->turn)
        inject->turn = 1;
    act->turn = 0;
    return words->to ? resolve_states(words->to, state, inject->world, words->language, &inject->seats, cause)
                     : STATUS_OK;
}

static void take_values(enum exercise_act kind, const struct act_words *words, struct wire_exercise_act *act)
{
    act->ms = words->seconds * MS_PER_S;
    act->turn = (uint32_t)(kind == EXERCISE_INJECT_POSTPONE ? words->turns : words->turn);
    if (words->practice)
        act->turn = 1; /* as every server understands it */
    act->percent = (uint32_t)words->percent;
    act->everyone = words->everyone;
    act->release = words->release;
    act->practice = words->practice;
    act->part = (uint32_t)words->part;
    if (kind == EXERCISE_REPLAY)
        act->number = (uint32_t)words->days;
    if (words->number)
        act->number = (uint32_t)words->number;
    if (words->card)
        act->card = (uint32_t)card_of(words->card);
    if (words->rights)
        act->rights = (enum rights)rights_of(words->rights);
    copy(kind == EXERCISE_ANSWER ? words->text : words->reason, act->reason, sizeof act->reason);
    copy(words->name, act->name, sizeof act->name);
}

/* A yes is taken back also by who is out of the exercise, and holds no seat that would name them: the server
 * knows them. */
static enum status resolve_person(enum exercise_act kind, const struct act_words *words,
                                  const struct wire_exercise_state *state, struct wire_exercise_act *act,
                                  struct cause *cause)
{
    if (kind == EXERCISE_CONSENT && name_is_of_nobody(state, words->person) &&
        slice_copy(slice_of(words->person), act->name, sizeof act->name) && act->name[0])
        return STATUS_OK;
    return name_person(state, words->person, words->language, &act->person, cause);
}

enum status act_resolve(enum exercise_act kind, const struct act_words *words,
                        const struct wire_exercise_state *state, struct wire_exercise_act *act,
                        struct cause *cause)
{
    enum status status = STATUS_OK;
    wire_exercise_act_init(act, kind);
    take_values(kind, words, act);
    if (state)
        status = resolve_world(kind, words, state, act, cause);
    if (state && kind == EXERCISE_UNDO)
        act->number = state->undo; /* what is told of is what is taken back, whatever is done meanwhile */
    if (!status && words->seat)
        status = name_seat(state, act->world, slice_of(words->seat), words->language, &act->seat, cause);
    if (!status && words->person)
        status = resolve_person(kind, words, state, act, cause);
    if (!status && words->facilitator)
        status = name_facilitator(state, words->facilitator, words->language, &act->number, cause);
    if (!status && kind == EXERCISE_INJECT)
        status = resolve_inject(words, state, act, cause);
    if (!status && kind == EXERCISE_ORDERS) {
        /* the points of the budget are typed whole: nobody but the seat knows its income */
        struct states_named states = states_of(state, act->world);
        act->has_orders = true;
        orders_init(&act->orders);
        status = orders_read_words(&states, words->orders, words->language, &act->orders, cause);
    }
    return status;
}
