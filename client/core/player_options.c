#include "client/core/player_internal.h"

#include "common/base/must.h"
#include "common/base/utf8.h"

#include <string.h>

/* A text option: where it goes and what people call it. */
struct text_option {
    const char *name, *value;
    char *to;
    size_t size;
    bool needed;
};

static enum status take_text(const struct text_option *option, struct cause *cause)
{
    const char *value = option->value ? option->value : "";
    size_t length = strlen(value);
    if (length == 0 && option->needed)
        return status_fail(cause, STATUS_INVALID, "the %s is missing; give one", option->name);
    if (length >= option->size)
        return status_fail(cause, STATUS_INVALID, "the %s is longer than %zu bytes; shorten it", option->name,
                           option->size - 1);
    if (!utf8_printable(value, length, false))
        return status_fail(cause, STATUS_INVALID,
                           "the %s is not plain text; use printable characters in UTF-8", option->name);
    memcpy(option->to, value, length + 1);
    return STATUS_OK;
}

static enum status take_texts(struct player *player, const struct player_options *options,
                              struct cause *cause)
{
    bool nameless = options->watches || (options->guest && options->guest[0]) ||
                    (options->seat_code && options->seat_code[0]);
    const struct text_option texts[] = {
        {"host", options->host, player->host, sizeof player->host, true},
        {"join code", options->code, player->code, sizeof player->code, true},
        {"name", options->name, player->name, sizeof player->name, !nameless},
        {"seat code", options->seat_code, player->seat_code, sizeof player->seat_code, false},
        {"secret of the personal link", options->guest, player->guest, sizeof player->guest, false},
        {"world", options->world, player->world, sizeof player->world, false},
        {"home directory", options->home, player->home, sizeof player->home, true},
        {"language", options->language ? options->language : "en", player->language, sizeof player->language,
         true},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == STATUS_OK; i++)
        status = take_text(&texts[i], cause);
    return status;
}

enum status player_take_options(struct player *player, const struct player_options *options,
                                struct cause *cause)
{
    char server[PIN_SERVER_SIZE];
    enum status status = take_texts(player, options, cause);
    if (status != STATUS_OK)
        return status;
    if (options->port < 1 || options->port > UINT16_MAX)
        return status_fail(cause, STATUS_INVALID, "the port is %d; ports are 1 to %d", options->port,
                           UINT16_MAX);
    player->port = options->port;
    player->has_demanded = options->fingerprint != NULL;
    player->first_use_allowed = !options->no_trust_on_first_use;
    if (options->fingerprint &&
        !slice_hex(slice_of(options->fingerprint), player->demanded.bytes, DIGEST_SIZE))
        return status_fail(cause, STATUS_INVALID, "the fingerprint is not %d hex digits; copy it whole",
                           2 * DIGEST_SIZE);
    must(pin_server_name(player->host, player->port, server));
    player->watches = options->watches;
    player->consent = options->consent;
    player->may_ask_consent = options->asks_consent;
    if (player->watches)
        return STATUS_OK;
    /* somebody who comes with a seat code or a link of their own need not know the name */
    const char *name = player->guest[0] ? player->guest : player->name[0] ? player->name : player->seat_code;
    return token_open(player->home, server, player->code, name, &player->token, cause);
}
