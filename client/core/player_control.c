#include "client/core/player_internal.h"

#include "common/base/log.h"
#include "common/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- what whoever runs the exercise tells */

void control_on_bulletin(struct player *player, const struct to_client *message)
{
    const struct wire_bulletin *bulletin = &message->bulletin;
    if (!id_equal(&bulletin->world, &player->model.joined.world))
        return;
    const struct wire_bulletin *kept = model_take_bulletin(&player->model, bulletin);
    if (!kept)
        return;
    player->text[0] = '\0';
    const struct player_news news = {.event = PLAYER_BULLETIN, .text = player->text, .bulletin = kept};
    player->listener(player->user, player, &news);
}

/* The place of an answer by its number, made where there is none; the lowest number makes room. */
static struct wire_control_answer *place_of(struct model *model, uint32_t number, bool *is_new)
{
    int at = 0;
    while (at < model->answer_count && model->answers[at].number < number)
        at++;
    *is_new = at == model->answer_count || model->answers[at].number != number;
    if (!*is_new)
        return &model->answers[at];
    if (model->answer_count == MODEL_ANSWERS_MAX) {
        if (at == 0)
            return NULL;
        memmove(&model->answers[0], &model->answers[1], (size_t)(at - 1) * sizeof model->answers[0]);
        at--;
    } else {
        memmove(&model->answers[at + 1], &model->answers[at],
                (size_t)(model->answer_count - at) * sizeof model->answers[0]);
        model->answer_count++;
    }
    return &model->answers[at];
}

void control_on_answer(struct player *player, const struct to_client *message)
{
    const struct wire_control_answer *answer = &message->control_answer;
    bool is_new;
    struct wire_control_answer *kept = place_of(&player->model, answer->number, &is_new);
    if (!kept || (!is_new && strcmp(kept->answer, answer->answer) == 0 &&
                  strcmp(kept->question, answer->question) == 0 && kept->everyone == answer->everyone))
        return;
    *kept = *answer;
    player->text[0] = '\0';
    const struct player_news news = {.event = PLAYER_ANSWER, .text = player->text, .answer = kept};
    player->listener(player->user, player, &news);
}

/* Takes what the message owns: player_on_message lets it. */
void control_on_step(struct player *player, const struct to_client *message)
{
    free(player->step_owned);
    player->step_owned = message->debrief_step.owned;
    player->model.step = message->debrief_step;
    if (player->model.step.card != WIRE_CARD_REVEAL)
        player->model.step.part = 0; /* the wall turns its pieces; who reads here has the card whole */
    player->model.has_step = true;
    player_tell(player, PLAYER_STEP, NULL);
}

/* ---- another seat */

void control_on_moved(struct player *player)
{
    bool has_commitment = player->token.has_commitment; /* the world may be the same */
    player_begin_anew(player);
    player->token.has_commitment = has_commitment;
    player->situation_seen = false;
    player->moved = true;
}

void control_on_new_seat(struct player *player, const struct wire_briefing *briefing)
{
    struct cause cause;
    player->moved = false;
    player->model.joined.seat = briefing->seat;
    if (id_equal(&player->model.joined.world, &briefing->world))
        return;
    player->model.joined.world = briefing->world;
    player->token.world = briefing->world;
    player->token.has_commitment = false;
    if (token_save(&player->token, &cause) != STATUS_OK)
        log_event(LOG_WARN, "seat_not_kept", "cause", cause.text, NULL);
}

/* ---- what is said to them */

enum status player_ask_control(struct player *player, const char *text, struct cause *cause)
{
    size_t length = strlen(text);
    if (length == 0 || length >= WIRE_QUESTION_SIZE)
        return status_fail(cause, STATUS_INVALID, "the question has %zu bytes; write 1 to %d", length,
                           WIRE_QUESTION_SIZE - 1);
    if (!utf8_tame(text, length, true))
        return status_fail(cause, STATUS_INVALID,
                           "the question is not plain text; use printable characters in UTF-8");
    if (!commands_idle(player, SLOT_ASK))
        return status_fail(cause, STATUS_FULL,
                           "another question waits to be sent; try again when it has gone");
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL};
    memcpy(message.ask_control.text, text, length + 1);
    commands_queue(player, SLOT_ASK, &message);
    return STATUS_OK;
}

void player_state_feelings(struct player *player, const struct wire_state_feelings *feelings)
{
    commands_queue(player, SLOT_FEELINGS,
                   &(struct to_server){.kind = TO_SERVER_STATE_FEELINGS, .state_feelings = *feelings});
}
