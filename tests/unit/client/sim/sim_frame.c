#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_frame.h"
#include "tests/unit/client/sim/sim_given.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Lines of a frame with free space before them. */
struct made {
    char memory[SIM_FRAME_HEAD_MAX + 4096];
};

static struct slice make(struct made *made, int64_t number, const char *lines)
{
    struct sim_outcomes outcomes = {0};
    for (int x = 0; x < SIM_OUTCOMES; x++)
        outcomes.of[x] =
            (struct metric_value){.defined = x % 2, .millionths = x * -1500000 - number, .cases = x};
    size_t size = strlen(lines);
    assert_true(size <= 4096);
    memcpy(made->memory + SIM_FRAME_HEAD_MAX, lines, size);
    return sim_frame_make(number, &outcomes, made->memory + SIM_FRAME_HEAD_MAX, size);
}

static int file_of(void *state, const char *bytes, size_t size)
{
    int fd = open(given_path(state, "frames"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void frames_come_back(void **state)
{
    static const char *const lines[] = {"a,b\n", "", "1,2\n3,4\n"};
    struct made made;
    char all[4096];
    size_t size = 0;
    for (int x = 0; x < 3; x++) {
        struct slice one = make(&made, 7 + x, lines[x]);
        memcpy(all + size, one.at, one.length);
        size += one.length;
    }
    int fd = file_of(*state, all, size);
    struct sim_reader reader = sim_reader_of(fd);
    struct sim_frame frame;
    struct cause cause;
    for (int x = 0; x < 3; x++) {
        assert_int_equal(sim_reader_next(&reader, &frame, &cause), STATUS_OK);
        assert_int_equal(frame.number, 7 + x);
        assert_true(slice_is(frame.lines, lines[x]));
        for (int y = 0; y < SIM_OUTCOMES; y++) {
            const struct metric_value *value = &frame.outcomes.of[y];
            assert_int_equal(value->defined, y % 2);
            if (value->defined) {
                assert_int_equal(value->millionths, y * -1500000 - (7 + x));
                assert_int_equal(value->cases, y);
            }
        }
    }
    assert_int_equal(sim_reader_next(&reader, &frame, &cause), STATUS_CLOSED);
    assert_int_equal(reader.offset, size);
    sim_reader_free(&reader);
    close(fd);
}

/* Frames of which one is cut at `size` or has a bit changed: how many are whole, and where they end. */
static int count_whole(void *state, const char *bytes, size_t size, int64_t *offset, enum status *last)
{
    int fd = file_of(state, bytes, size), whole = 0;
    struct sim_reader reader = sim_reader_of(fd);
    struct sim_frame frame;
    struct cause cause;
    while ((*last = sim_reader_next(&reader, &frame, &cause)) == STATUS_OK)
        assert_int_equal(frame.number, whole++);
    *offset = reader.offset;
    sim_reader_free(&reader);
    close(fd);
    return whole;
}

static void what_is_not_whole_is_found(void **state)
{
    struct made made;
    char all[4096];
    size_t ends[3] = {0}, size = 0;
    enum status last;
    int64_t offset;
    for (int x = 0; x < 2; x++) {
        struct slice one = make(&made, x, "11,22,33\n44,55,66\n");
        memcpy(all + size, one.at, one.length);
        ends[x + 1] = size += one.length;
    }
    for (size_t cut = 0; cut <= size; cut++) {
        int whole = count_whole(*state, all, cut, &offset, &last);
        assert_int_equal(whole, (cut >= ends[1]) + (cut >= ends[2]));
        assert_int_equal(offset, ends[whole]);
        assert_int_equal(last, cut == ends[whole] ? STATUS_CLOSED : STATUS_CORRUPT);
    }
    for (size_t at = 0; at < size; at++) {
        for (int bit = 0; bit < 8; bit++) {
            all[at] = (char)(all[at] ^ 1 << bit);
            assert_int_equal(count_whole(*state, all, size, &offset, &last), at < ends[1] ? 0 : 1);
            assert_int_equal(last, STATUS_CORRUPT);
            all[at] = (char)(all[at] ^ 1 << bit);
        }
    }
}

static bool never(void *user, int fd)
{
    (void)fd;
    ++*(int *)user;
    return false;
}

static void a_reader_can_be_stopped(void **state)
{
    struct made made;
    struct slice one = make(&made, 0, "x\n");
    int fd = file_of(*state, one.at, one.length), asked = 0;
    struct sim_reader reader = sim_reader_of(fd);
    struct sim_frame frame;
    struct cause cause;
    reader.wait = never;
    reader.user = &asked;
    assert_int_equal(sim_reader_next(&reader, &frame, &cause), STATUS_CLOSED);
    assert_int_equal(asked, 1);
    sim_reader_free(&reader);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        GIVEN_TEST(frames_come_back),
        GIVEN_TEST(what_is_not_whole_is_found),
        GIVEN_TEST(a_reader_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
