/* Between players and whoever runs the exercise: questions, news, how it felt. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/must.h"

enum status wire_ask_control_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                 struct buffer *buffer)
{
    Spiral__V1__AskControl wire;
    spiral__v1__ask_control__init(&wire);
    wire.command_id = wire_bytes(message->ask_control.command.bytes, ID_SIZE);
    wire.text = wire_string(message->ask_control.text);
    envelope->ask_control = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_ask_control_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                 struct to_server *message)
{
    const Spiral__V1__AskControl *wire = envelope->ask_control;
    struct wire_ask_control *ask = &message->ask_control;
    enum status status = wire_id_get(cause, "command_id", &wire->command_id, &ask->command);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text", wire->text, ask->text, sizeof ask->text,
                                 WIRE_FILLED | WIRE_LINES | WIRE_WRITTEN);
    return status;
}

enum status wire_control_answer_put(Spiral__V1__ToClient *envelope, const struct wire_control_answer *answer,
                                    struct buffer *buffer)
{
    Spiral__V1__ControlAnswer wire;
    spiral__v1__control_answer__init(&wire);
    wire.number = answer->number;
    wire.question = wire_string(answer->question);
    wire.answer = wire_string(answer->answer);
    wire.everyone = answer->everyone;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_CONTROL_ANSWER;
    envelope->control_answer = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_control_answer_get(struct cause *cause, const Spiral__V1__ControlAnswer *wire,
                                    struct wire_control_answer *answer)
{
    answer->number = wire->number;
    answer->everyone = wire->everyone;
    enum status status = wire_string_get(cause, "question", wire->question, answer->question,
                                         sizeof answer->question, WIRE_LINES);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "answer", wire->answer, answer->answer, sizeof answer->answer, WIRE_LINES);
    return status;
}

enum status wire_bulletin_put(Spiral__V1__ToClient *envelope, const struct wire_bulletin *bulletin,
                              struct buffer *buffer)
{
    Spiral__V1__Bulletin wire;
    spiral__v1__bulletin__init(&wire);
    wire.world = wire_bytes(bulletin->world.bytes, ID_SIZE);
    wire.turn = bulletin->turn;
    wire.number = bulletin->number;
    wire.source = wire_string(bulletin->source);
    wire.text_en = wire_string(bulletin->text[0]);
    wire.text_es = wire_string(bulletin->text[1]);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_BULLETIN;
    envelope->bulletin = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_bulletin_get(struct cause *cause, const Spiral__V1__Bulletin *wire,
                              struct wire_bulletin *bulletin)
{
    bulletin->turn = wire->turn;
    bulletin->number = wire->number;
    enum status status = wire_id_get(cause, "world", &wire->world, &bulletin->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "source", wire->source, bulletin->source, sizeof bulletin->source,
                                 WIRE_ANY);
    /* both may be empty: the words were erased */
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text_en", wire->text_en, bulletin->text[0], sizeof bulletin->text[0],
                                 WIRE_LINES);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text_es", wire->text_es, bulletin->text[1], sizeof bulletin->text[1],
                                 WIRE_LINES);
    return status;
}

enum status wire_state_feelings_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                    struct buffer *buffer)
{
    const struct wire_state_feelings *state = &message->state_feelings;
    Spiral__V1__StateFeelings wire;
    spiral__v1__state_feelings__init(&wire);
    struct belief_frame greedy;
    char *words[WIRE_FEELINGS];
    must(state->word_count >= 0 && state->word_count <= WIRE_FEELINGS);
    for (int x = 0; x < state->word_count; x++)
        words[x] = wire_string(state->words[x]);
    enum status status = wire_beliefs_put(state->greedy, &greedy);
    if (status != STATUS_OK)
        return status;
    wire.command_id = wire_bytes(state->command.bytes, ID_SIZE);
    wire.words = words;
    wire.n_words = (size_t)state->word_count;
    wire.greedy = greedy.list;
    wire.n_greedy = greedy.count;
    envelope->state_feelings = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_state_feelings_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                    struct to_server *message)
{
    const Spiral__V1__StateFeelings *wire = envelope->state_feelings;
    struct wire_state_feelings *state = &message->state_feelings;
    enum status status = wire_id_get(cause, "command_id", &wire->command_id, &state->command);
    if (status == STATUS_OK)
        status = wire_range(cause, "words", (int64_t)wire->n_words, 1, WIRE_FEELINGS);
    for (size_t x = 0; x < wire->n_words && status == STATUS_OK; x++)
        status = wire_string_get(cause, "words", wire->words[x], state->words[state->word_count++],
                                 WIRE_FEELING_SIZE, WIRE_FILLED | WIRE_WRITTEN | WIRE_NAME);
    if (status == STATUS_OK)
        status = wire_beliefs_get(cause, "greedy", wire->greedy, wire->n_greedy, state->greedy);
    return status;
}
