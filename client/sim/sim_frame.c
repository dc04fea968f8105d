#include "client/sim/sim_frame.h"

#include "common/base/must.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    READ_SIZE = 64 * 1024,
    CHECK_DIGITS = 16,
    CHECK_END = 5 + CHECK_DIGITS, /* bytes of "game " and the check */
};

/* FNV-1a (Fowler, Noll, Vo) over words of 8 bytes, the last filled up with zeros, and with the high half
 * mixed back: against torn and damaged frames, not against people. */
static uint64_t check_of(const char *bytes, size_t count)
{
    uint64_t check = 0xcbf29ce484222325u ^ count;
    for (size_t x = 0; x < count; x += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, bytes + x, count - x < sizeof word ? count - x : sizeof word);
        check = (check ^ word) * 0x100000001b3u;
        check ^= check >> 32;
    }
    return check;
}

static void put_check(uint64_t check, char digits[CHECK_DIGITS])
{
    for (int d = 0; d < CHECK_DIGITS; d++)
        digits[d] = "0123456789abcdef"[check >> (60 - 4 * d) & 15];
}

struct slice sim_frame_make(int64_t number, const struct sim_outcomes *outcomes, char *lines, size_t size)
{
    char memory[SIM_FRAME_HEAD_MAX];
    struct text head = text_over(memory, sizeof memory);
    text_put(&head, "game 0000000000000000 ");
    text_put_int(&head, number);
    text_put_char(&head, ' ');
    text_put_int(&head, (int64_t)size);
    for (int x = 0; x < SIM_OUTCOMES; x++) {
        const struct metric_value *value = &outcomes->of[x];
        text_put_char(&head, ' ');
        text_put_int(&head, value->defined ? value->millionths : 0);
        text_put_char(&head, ':');
        text_put_int(&head, value->defined ? value->cases : -1);
    }
    text_put_char(&head, '\n');
    must(!head.cut);
    char *start = lines - head.length;
    memcpy(start, memory, head.length);
    struct slice whole = {start, head.length + size};
    put_check(check_of(start + CHECK_END, whole.length - CHECK_END), start + 5);
    return whole;
}

struct sim_reader sim_reader_of(int fd)
{
    return (struct sim_reader){.fd = fd, .buffer = buffer_with_cap(SIM_FRAME_MAX + READ_SIZE)};
}

void sim_reader_free(struct sim_reader *reader)
{
    buffer_free(&reader->buffer);
}

/* Reads on; STATUS_CLOSED at the end. */
static enum status fill(struct sim_reader *reader, struct cause *cause)
{
    uint8_t *space = buffer_reserve(&reader->buffer, READ_SIZE);
    if (!space)
        return status_fail(cause, STATUS_CORRUPT, "a game is longer than a frame may be");
    for (;;) {
        if (reader->wait && !reader->wait(reader->user, reader->fd))
            return STATUS_CLOSED;
        ssize_t got = read(reader->fd, space, READ_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return status_fail(cause, STATUS_IO, "cannot read: %s", strerror(errno));
        buffer_commit(&reader->buffer, (size_t)got);
        return got ? STATUS_OK : STATUS_CLOSED;
    }
}

static enum status fill_to(struct sim_reader *reader, size_t count, struct cause *cause)
{
    enum status status = STATUS_OK;
    while (!status && buffer_length(&reader->buffer) < count)
        status = fill(reader, cause);
    return status;
}

enum status sim_reader_skip(struct sim_reader *reader, size_t count, struct cause *cause)
{
    enum status status = fill_to(reader, count, cause);
    if (status)
        return status;
    buffer_consume(&reader->buffer, count);
    reader->offset += (int64_t)count;
    return STATUS_OK;
}

/* The length of the first line with its newline; 0: there is none yet. */
static size_t line_length(const struct sim_reader *reader)
{
    size_t have = buffer_length(&reader->buffer);
    const void *bytes = buffer_bytes(&reader->buffer);
    const char *end =
        have ? memchr(bytes, '\n', have < SIM_FRAME_HEAD_MAX ? have : SIM_FRAME_HEAD_MAX) : NULL;
    return end ? (size_t)(end + 1 - (const char *)bytes) : 0;
}

static bool read_outcome(struct slice word, struct metric_value *value)
{
    struct slice millionths, cases;
    if (!slice_split(word, ':', &millionths, &cases) || !slice_int(cases, -1, INT32_MAX, &value->cases) ||
        !slice_int(millionths, -INT64_MAX / 10, INT64_MAX / 10, &value->millionths))
        return false;
    value->defined = value->cases >= 0;
    return true;
}

static bool read_head(struct slice line, struct sim_frame *frame, int64_t *size)
{
    struct slice word;
    if (!slice_take(&line, ' ', &word) || !slice_is(word, "game") || !slice_take(&line, ' ', &word) ||
        word.length != CHECK_DIGITS || !slice_take(&line, ' ', &word) ||
        !slice_int(word, 0, (int64_t)SIM_CELLS_MAX * SIM_GAMES_MAX, &frame->number) ||
        !slice_take(&line, ' ', &word) || !slice_int(word, 0, SIM_GAME_TEXT_MAX, size))
        return false;
    for (int x = 0; x < SIM_OUTCOMES; x++)
        if (!slice_take(&line, ' ', &word) || !read_outcome(word, &frame->outcomes.of[x]))
            return false;
    return line.length == 0;
}

static enum status torn(struct cause *cause)
{
    return status_fail(cause, STATUS_CORRUPT, "a game is not whole");
}

enum status sim_reader_next(struct sim_reader *reader, struct sim_frame *frame, struct cause *cause)
{
    enum status status = STATUS_OK;
    char digits[CHECK_DIGITS];
    size_t head;
    int64_t size;
    buffer_consume(&reader->buffer, reader->taken);
    reader->taken = 0;
    while (!status && (head = line_length(reader)) == 0 &&
           buffer_length(&reader->buffer) < SIM_FRAME_HEAD_MAX)
        status = fill(reader, cause);
    if (status == STATUS_CLOSED && buffer_length(&reader->buffer))
        return torn(cause);
    if (status)
        return status;
    *frame = (struct sim_frame){0};
    const char *bytes = (const void *)buffer_bytes(&reader->buffer);
    if (!head || !read_head((struct slice){bytes, head - 1}, frame, &size))
        return torn(cause);
    status = fill_to(reader, head + (size_t)size, cause);
    if (status)
        return status == STATUS_CLOSED ? torn(cause) : status;
    bytes = (const void *)buffer_bytes(&reader->buffer);
    reader->taken = head + (size_t)size;
    put_check(check_of(bytes + CHECK_END, reader->taken - CHECK_END), digits);
    if (memcmp(bytes + 5, digits, CHECK_DIGITS) != 0)
        return torn(cause);
    frame->lines = (struct slice){bytes + head, (size_t)size};
    reader->offset += (int64_t)reader->taken;
    return STATUS_OK;
}
