/* The frames in proto/README.md are those that are sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/file.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_MAX = 1024 * 1024, FRAME_MAX = 1024, LENGTH_SIZE = 4 };

/* The bytes between "```hex NAME" and "```". */
static size_t read_example(const char *name, uint8_t bytes[FRAME_MAX])
{
    char path[4096], *page, digits[2 * FRAME_MAX];
    size_t size, count = 0;
    struct cause cause;
    struct slice rest, line;
    bool inside = false;
    snprintf(path, sizeof path, "%s/proto/README.md", getenv("SPIRAL_TREE"));
    if (file_read(path, PAGE_MAX, &page, &size, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    rest = (struct slice){page, size};
    while (slice_take(&rest, '\n', &line)) {
        if (inside && slice_starts(line, "```"))
            break;
        for (size_t x = 0; inside && x < line.length; x++)
            if (line.at[x] != ' ' && count < sizeof digits)
                digits[count++] = line.at[x];
        struct slice before, after;
        if (slice_split(line, ' ', &before, &after) && slice_is(before, "```hex") && slice_is(after, name))
            inside = true;
    }
    assert_true(inside && count % 2 == 0 && count > 0);
    assert_true(slice_hex((struct slice){digits, count}, bytes, count / 2));
    free(page);
    return count / 2;
}

static void expect_frame(const char *name, const struct buffer *envelope)
{
    uint8_t bytes[FRAME_MAX];
    size_t count = read_example(name, bytes), length = buffer_length(envelope);
    const uint8_t header[LENGTH_SIZE] = {0, 0, (uint8_t)(length >> 8), (uint8_t)length};
    assert_memory_equal(bytes, header, LENGTH_SIZE);
    assert_int_equal(count, LENGTH_SIZE + length);
    assert_memory_equal(bytes + LENGTH_SIZE, buffer_bytes(envelope), length);
}

static void hello(void **state)
{
    (void)state;
    struct to_server message = {.request = 1, .kind = TO_SERVER_HELLO};
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message.hello.version = WIRE_VERSION;
    strcpy(message.hello.client, "example 1.0");
    strcpy(message.hello.language, "en");
    assert_int_equal(wire_write_to_server(&message, &buffer), STATUS_OK);
    expect_frame("hello", &buffer);
    buffer_free(&buffer);
}

static void welcome(void **state)
{
    (void)state;
    struct to_client message = {.request = 1, .kind = TO_CLIENT_WELCOME};
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    message.welcome.version = WIRE_VERSION;
    strcpy(message.welcome.server, "spirald 0.1.0");
    message.welcome.orders_max_bytes = WIRE_TO_SERVER_MAX;
    message.welcome.press_max_bytes = WIRE_PRESS_SIZE - 1;
    assert_int_equal(wire_write_to_client(&message, &buffer), STATUS_OK);
    expect_frame("welcome", &buffer);
    buffer_free(&buffer);
}

static void save_orders(void **state)
{
    (void)state;
    struct to_server message = {.request = 4, .kind = TO_SERVER_SAVE_ORDERS};
    struct wire_save_orders *save = &message.save_orders;
    struct orders *orders = &save->orders;
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    for (int x = 0; x < ID_SIZE; x++) {
        save->command.bytes[x] = (uint8_t)(0xc0 + x);
        save->world.bytes[x] = (uint8_t)(0xa0 + x);
    }
    save->turn = 3;
    save->revision = 1;
    orders_init(orders);
    memcpy(orders->budget, (const int32_t[LINE_COUNT]){4, 3, 2, 0, 1}, sizeof orders->budget);
    orders->attack = orders->declare_to = 0;
    orders->open_books = 1 << 2;
    orders->declare = DECLARE_WARN;
    orders->pact[2] = PACT_DEFENSIVE;
    orders->secret[2] = 1;
    orders->answer[2] = ANSWER_HONOUR;
    orders->belief[0] = 800;
    assert_int_equal(wire_write_to_server(&message, &buffer), STATUS_OK);
    expect_frame("save_orders", &buffer);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hello),
        cmocka_unit_test(welcome),
        cmocka_unit_test(save_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
