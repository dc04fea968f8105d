#include "client/ctl/made.h"

#include "client/ctl/qr.h"
#include "common/cards/json.h"

#include <stdio.h>
#include <string.h>

enum { LINK_SIZE = WIRE_LINK_SIZE + 16, GUEST_LINK_SIZE = LINK_SIZE + WIRE_GUEST_SECRET_SIZE + 16 };

void made_link(const char *link, const char *page, char to[LINK_SIZE])
{
    static const char join[] = "/join/";
    const char *at = strstr(link, join);
    struct text text = text_over(to, LINK_SIZE);
    if (!at)
        return;
    text_put_span(&text, link, (size_t)(at - link));
    text_put(&text, page);
    text_put(&text, at + sizeof join - 1);
}

/* What stands behind # never leaves the guest's browser with the page. */
static const char *guest_link(const struct made *made, int index, char to[GUEST_LINK_SIZE])
{
    struct text text = text_over(to, GUEST_LINK_SIZE);
    text_put(&text, made->created->link);
    text_put(&text, "#guest=");
    text_put(&text, made->created->guests[index].secret);
    return to;
}

static const char *conditions_of(const struct made *made, int world)
{
    return made->state && world < made->state->world_count ? made->state->worlds[world].conditions : "";
}

static void world_name(const struct made *made, int world, char to[WIRE_WORLD_NAME_SIZE])
{
    int first = world / 26;
    if (made->state && world < made->state->world_count)
        memcpy(to, made->state->worlds[world].name, WIRE_WORLD_NAME_SIZE);
    else if (first)
        snprintf(to, WIRE_WORLD_NAME_SIZE, "%c%c", 'A' + (first - 1) % 26, 'A' + world % 26);
    else
        snprintf(to, WIRE_WORLD_NAME_SIZE, "%c", 'A' + world % 26);
}

static void put_worlds(const struct made *made, struct json *json)
{
    char hex[ID_HEX_SIZE], name[WIRE_WORLD_NAME_SIZE];
    json_list(json, "worlds");
    for (int x = 0; x < made->created->world_count; x++) {
        json_object(json, NULL);
        world_name(made, x, name);
        json_string(json, "name", name);
        json_string(json, "world", id_hex(&made->created->worlds[x], hex));
        json_string(json, "conditions", conditions_of(made, x));
        json_close(json);
    }
    json_close(json);
}

static void put_guests(const struct made *made, struct json *json)
{
    char link[GUEST_LINK_SIZE];
    json_list(json, "guests");
    for (int x = 0; x < made->created->guest_count; x++) {
        json_object(json, NULL);
        json_string(json, "name", made->created->guests[x].name);
        json_string(json, "link", guest_link(made, x, link));
        json_close(json);
    }
    json_close(json);
}

void made_put_json(const struct made *made, struct text *text)
{
    const struct wire_exercise_created *created = made->created;
    char hex[ID_HEX_SIZE], link[LINK_SIZE];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_string(&json, "code", created->code);
    json_string(&json, "exercise", id_hex(&created->exercise, hex));
    json_string(&json, "world", id_hex(&created->worlds[0], hex));
    json_number(&json, "seats", created->seats);
    json_string(&json, "link", created->link);
    made_link(created->link, "/facilitate/", link);
    json_string(&json, "facilitate", link);
    made_link(created->link, "/project/", link);
    json_string(&json, "project", link);
    json_string(&json, "facilitator_key", created->facilitator_key);
    put_worlds(made, &json);
    if (made->guests_file)
        json_string(&json, "guests_file", made->guests_file);
    else
        put_guests(made, &json);
    json_close(&json);
}

static void put_line(const char *word, const char *value, struct text *text)
{
    if (!value[0])
        return;
    text_put(text, word);
    text_put_char(text, ' ');
    harmless_put(value, text);
    text_put_char(text, '\n');
}

static void put_links(const struct made *made, struct text *text)
{
    const char *link = made->created->link;
    char page[LINK_SIZE];
    put_line("join", link, text);
    made_link(link, "/facilitate/", page);
    put_line("facilitate", page, text);
    made_link(link, "/project/", page);
    put_line("project", page, text);
    put_line("key", made->created->facilitator_key, text);
}

static void put_sentence(const struct made *made, const char *key, const struct slot *slots,
                         struct text *text)
{
    sentence_put(made->language, key, slots, text);
    text_put_char(text, '\n');
}

static void put_told(const struct made *made, struct text *text)
{
    char name[WIRE_WORLD_NAME_SIZE], link[GUEST_LINK_SIZE];
    if (made->created->facilitator_key[0])
        put_sentence(made, "facilitator.made.key", NULL, text);
    for (int x = 0; x < made->created->world_count; x++) {
        const char *conditions = conditions_of(made, x);
        world_name(made, x, name);
        if (conditions[0])
            put_sentence(made, "facilitator.made.world",
                         SLOTS(str("world", name), str("conditions", conditions)), text);
        else if (made->created->world_count > 1)
            put_sentence(made, "facilitator.made.world_plain", SLOTS(str("world", name)), text);
    }
    if (made->created->guest_count && made->guests_file)
        put_sentence(made, "facilitator.made.guests_file",
                     SLOTS(num("count", made->created->guest_count), str("file", made->guests_file)), text);
    for (int x = 0; x < made->created->guest_count && !made->guests_file; x++)
        put_sentence(
            made, "facilitator.made.guest",
            SLOTS(str("name", made->created->guests[x].name), str("link", guest_link(made, x, link))), text);
}

void made_put_lines(const struct made *made, struct text *text)
{
    const struct wire_exercise_created *created = made->created;
    char hex[ID_HEX_SIZE], number[16];
    put_line("code", created->code, text);
    put_line("world", id_hex(&created->worlds[0], hex), text);
    snprintf(number, sizeof number, "%u", created->seats);
    put_line("seats", number, text);
    put_links(made, text);
    put_told(made, text);
    if (created->link[0] && qr_is_shown())
        qr_put(created->link, text);
}

/* A cell of CSV, in quotes. */
static void put_cell(const char *cell, struct text *text)
{
    text_put_char(text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            text_put_char(text, '"');
        text_put_char(text, *cell);
    }
    text_put_char(text, '"');
}

void made_put_guests(const struct made *made, struct text *text)
{
    char link[GUEST_LINK_SIZE];
    text_put(text, "name,link\r\n");
    for (int x = 0; x < made->created->guest_count; x++) {
        put_cell(made->created->guests[x].name, text);
        text_put_char(text, ',');
        put_cell(guest_link(made, x, link), text);
        text_put(text, "\r\n");
    }
}
