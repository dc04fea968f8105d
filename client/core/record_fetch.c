#include "client/core/player_internal.h"

#include "common/base/must.h"
#include "common/record/record.h"

#include <stdlib.h>
#include <string.h>

static void ask(struct player *player)
{
    struct to_server message = {.kind = TO_SERVER_ASK_RECORD};
    message.ask_record.world = player->model.joined.world;
    message.ask_record.offset = (uint32_t)player->fetch.size;
    must(player_send(player, &message));
    player->fetch.request = message.request;
}

void record_fetch_pump(struct player *player)
{
    struct record_fetch *fetch = &player->fetch;
    if (player->stage != STAGE_PLAYING || player->commands.held || !fetch->wanted || fetch->request != 0)
        return;
    free(fetch->text);
    fetch->text = NULL;
    fetch->size = fetch->total = 0;
    fetch->complete = false;
    ask(player);
}

void player_fetch_record(struct player *player)
{
    player->fetch.wanted = true;
    record_fetch_pump(player);
}

const char *player_record(const struct player *player, size_t *size)
{
    *size = player->fetch.complete ? player->fetch.size : 0;
    return player->fetch.complete ? player->fetch.text : NULL;
}

static void conclude(struct player *player, bool agrees, const char *why)
{
    player->fetch.wanted = false;
    player->fetch.request = 0;
    struct text copy = text_over(player->text, sizeof player->text);
    text_put(&copy, why);
    const struct player_news news = {.event = PLAYER_RECORD, .text = player->text, .record_agrees = agrees};
    player->listener(player->user, player, &news);
}

/* So often the world was rolled back, as far as this client was told. What was abandoned has no part in the
 * last hash: only whoever was there knows that it belongs into the record. */
static uint32_t branch_told(const struct player *player)
{
    return player->model.has_clock ? player->model.clock.branch : player->watched.clock.branch;
}

/* NULL: the record is that of our world, computes to what it says, and opens the commitment that was kept. */
static const char *find_fault(const struct player *player, struct cause *cause)
{
    const struct model *model = &player->model;
    struct record_summary summary;
    struct world world;
    const struct slice text = {player->fetch.text, player->fetch.size};
    if (record_verify(text, &summary, &world, cause) != STATUS_OK)
        return cause->text;
    if (!id_equal(&summary.world, &model->joined.world))
        return "the record is that of another world";
    if (!player->token.has_commitment)
        return "no commitment was kept that the record could be held against";
    if (!digest_equal(&summary.commitment, &player->token.commitment))
        return "the record does not open the commitment that was published at the start";
    if (model->has_ended && !digest_equal(&model->ended.commitment, &player->token.commitment))
        return "the server closed the world with another commitment than it was opened with";
    if (model->has_ended &&
        ((uint32_t)summary.turns != model->ended.turns || (uint32_t)summary.end != model->ended.end))
        return "the record does not end where and as the server said that the world ended";
    if (branch_told(player) != (uint32_t)summary.roll_backs + summary.practised)
        return "the record does not show each time that the server said that the world was rolled back";
    return NULL;
}

static void check(struct player *player)
{
    struct cause cause;
    player->fetch.complete = true;
    const char *fault = find_fault(player, &cause);
    conclude(player, fault == NULL,
             fault ? fault : "the record agrees with the commitment that was published at the start");
}

void record_fetch_on_part(struct player *player, const struct to_client *message)
{
    struct record_fetch *fetch = &player->fetch;
    const struct wire_record_part *part = &message->record_part;
    if (fetch->request == 0 || message->request != fetch->request)
        return;
    if (fetch->size == 0 && !fetch->text && part->total > 0 && part->total <= RECORD_MAX) {
        fetch->total = part->total;
        fetch->text = malloc(fetch->total + 1);
        must(fetch->text != NULL);
    }
    if (part->offset != fetch->size || part->total != fetch->total || part->text_size == 0 ||
        part->text_size > fetch->total - fetch->size) {
        conclude(player, false, "the server sends a record in parts that do not fit together");
        return;
    }
    memcpy(fetch->text + fetch->size, part->text, part->text_size);
    fetch->size += part->text_size;
    fetch->text[fetch->size] = '\0';
    if (fetch->size < fetch->total)
        ask(player);
    else
        check(player);
}

bool record_fetch_on_refused(struct player *player, uint64_t request, const struct refusal *refusal)
{
    struct record_fetch *fetch = &player->fetch;
    if (fetch->request == 0 || fetch->request != request)
        return false;
    fetch->request = 0;
    if (refusal->code == REFUSAL_BUSY) {
        commands_hold(player, refusal->retry_after_ms);
        return true;
    }
    fetch->wanted = false;
    player->text[0] = '\0';
    const struct player_news news = {
        .event = PLAYER_REFUSED, .text = player->text, .refusal = refusal, .command = TO_SERVER_ASK_RECORD};
    player->listener(player->user, player, &news);
    return true;
}
