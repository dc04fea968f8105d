/* Messages with lists of their own while there is no memory: each is refused as a whole, and nothing is left
 * behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

static int left = -1; /* so many more are given; below 0: all */

static bool gives(void)
{
    return left < 0 || left-- > 0;
}

void *__wrap_malloc(size_t size)
{
    return gives() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return gives() ? __real_calloc(count, size) : NULL;
}

struct stage {
    struct sample_room room;
    struct to_client to_client[2];
    struct to_admin to_admin[2];
    struct from_admin from_admin[2];
    struct buffer buffer;
};

static struct stage *stage_of(void)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage->buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    return stage;
}

static void finish(struct stage *stage)
{
    buffer_free(&stage->buffer);
    free(stage);
}

typedef enum status step(struct stage *stage, struct cause *cause);

/* With 0, 1, 2 ... pieces of memory, until it is enough; how many it takes. */
static int starve(struct stage *stage, step *try)
{
    enum { ENOUGH = 100000 };
    for (int pieces = 0; pieces < ENOUGH; pieces++) {
        struct cause cause = {""};
        left = pieces;
        enum status status = try(stage, &cause);
        left = -1;
        if (status == STATUS_OK)
            return pieces;
        assert_int_equal(status, STATUS_MEMORY);
    }
    fail();
    return 0;
}

static enum status read_client(struct stage *stage, struct cause *cause)
{
    enum status status = wire_read_to_client(buffer_bytes(&stage->buffer), buffer_length(&stage->buffer),
                                             &stage->to_client[1], cause);
    to_client_free(&stage->to_client[1]);
    return status;
}

static enum status read_to_admin(struct stage *stage, struct cause *cause)
{
    enum status status = wire_read_to_admin(buffer_bytes(&stage->buffer), buffer_length(&stage->buffer),
                                            &stage->to_admin[1], cause);
    to_admin_free(&stage->to_admin[1]);
    return status;
}

static enum status read_from_admin(struct stage *stage, struct cause *cause)
{
    enum status status = wire_read_from_admin(buffer_bytes(&stage->buffer), buffer_length(&stage->buffer),
                                              &stage->from_admin[1], cause);
    from_admin_free(&stage->from_admin[1]);
    return status;
}

/* Several, so that every list holds something in one of them. */
enum { SAMPLES = 6 };

static struct chance sample_number(int number)
{
    return (struct chance){.state = 29 + (uint64_t)number};
}

static void readers_to_a_client(void **state)
{
    (void)state;
    static const enum to_client_kind kinds[] = {TO_CLIENT_EXERCISE_STATE, TO_CLIENT_DEBRIEF_STEP,
                                                TO_CLIENT_EXERCISE_INFO};
    for (size_t x = 0; x < SAMPLES * (sizeof kinds / sizeof kinds[0]); x++) {
        struct stage *stage = stage_of();
        struct chance chance = sample_number((int)x / 3);
        sample_to_client(&chance, kinds[x % 3], false, &stage->room, &stage->to_client[0]);
        assert_int_equal(wire_write_to_client(&stage->to_client[0], &stage->buffer), STATUS_OK);
        assert_in_range(starve(stage, read_client), 2, 10000);
        finish(stage);
    }
}

static void readers_of_the_admin_socket(void **state)
{
    (void)state;
    for (int x = 0; x < SAMPLES * (FROM_ADMIN_KIND_COUNT - 1); x++) {
        struct stage *stage = stage_of();
        struct chance chance = sample_number(x);
        sample_from_admin(&chance, (enum from_admin_kind)(1 + x % (FROM_ADMIN_KIND_COUNT - 1)), false,
                          &stage->room, &stage->from_admin[0]);
        assert_int_equal(wire_write_from_admin(&stage->from_admin[0], &stage->buffer), STATUS_OK);
        assert_in_range(starve(stage, read_from_admin), 2, 10000);
        finish(stage);
    }
    for (int x = 0; x < SAMPLES; x++) {
        struct stage *stage = stage_of();
        struct chance chance = sample_number(x);
        sample_to_admin(&chance, TO_ADMIN_EXERCISE_NEW, false, &stage->room, &stage->to_admin[0]);
        assert_int_equal(wire_write_to_admin(&stage->to_admin[0], &stage->buffer), STATUS_OK);
        assert_in_range(starve(stage, read_to_admin), 2, 10000);
        finish(stage);
    }
}

/* The buffer has room already; what it takes is the frame. */
static enum status write_client(struct stage *stage, struct cause *cause)
{
    (void)cause;
    buffer_consume(&stage->buffer, buffer_length(&stage->buffer));
    return wire_write_to_client(&stage->to_client[0], &stage->buffer);
}

static enum status write_from_admin(struct stage *stage, struct cause *cause)
{
    (void)cause;
    buffer_consume(&stage->buffer, buffer_length(&stage->buffer));
    return wire_write_from_admin(&stage->from_admin[0], &stage->buffer);
}

static void writers_of_long_messages(void **state)
{
    (void)state;
    struct stage *stage = stage_of();
    struct chance chance = sample_number(0);
    sample_to_client(&chance, TO_CLIENT_EXERCISE_STATE, false, &stage->room, &stage->to_client[0]);
    assert_non_null(buffer_reserve(&stage->buffer, WIRE_TO_CLIENT_MAX / 2));
    assert_int_equal(starve(stage, write_client), 1);
    static const enum from_admin_kind kinds[] = {FROM_ADMIN_EXERCISE_STATE, FROM_ADMIN_EXERCISE_ROLE_ROWS};
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++) {
        sample_from_admin(&chance, kinds[x], false, &stage->room, &stage->from_admin[0]);
        assert_int_equal(starve(stage, write_from_admin), 1);
    }
    finish(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_to_a_client),
        cmocka_unit_test(readers_of_the_admin_socket),
        cmocka_unit_test(writers_of_long_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
