/* The index of a write-ahead log, as SQLite 3 keeps it in `-shm`: two copies of a header, then how much was
 * moved. Its integers have the byte order of the machine. */
#include "common/store/wal_check.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    INDEX_VERSION = 3007000,
    INDEX_HEADER = 48, /* bytes of one copy */
    INDEX_SUMMED = 40, /* of these, under its sum */
};

struct index_header {
    uint32_t version, unused, change;
    uint8_t is_begun, is_big_endian;
    uint16_t page_size;
    uint32_t frames, pages;
    uint32_t frame_sum[2];
    uint8_t salts[8];
    uint32_t sum[2];
};

static_assert(sizeof(struct index_header) == INDEX_HEADER, "the header is laid out as SQLite does it");

static uint32_t word_at(const uint8_t *bytes, bool big_endian)
{
    if (big_endian)
        return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

struct wal_sum wal_sum_add(struct wal_sum sum, bool big_endian, const uint8_t *bytes, int64_t count)
{
    for (const uint8_t *end = bytes + count; bytes < end; bytes += 8) {
        sum.first += word_at(bytes, big_endian) + sum.second;
        sum.second += word_at(bytes + 4, big_endian) + sum.first;
    }
    return sum;
}

struct wal_index wal_index_read(const char *path)
{
    const struct wal_index unknown = {.known = false};
    const uint16_t one = 1;
    const bool big_endian = *(const uint8_t *)&one == 0;
    uint8_t bytes[2 * INDEX_HEADER + 4];
    struct index_header header;
    struct wal_index index = {.known = true};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return unknown;
    ssize_t got = pread(descriptor, bytes, sizeof bytes, 0);
    close(descriptor);
    if (got != (ssize_t)sizeof bytes || memcmp(bytes, bytes + INDEX_HEADER, INDEX_HEADER) != 0)
        return unknown;
    memcpy(&header, bytes, sizeof header);
    struct wal_sum sum = wal_sum_add((struct wal_sum){0, 0}, big_endian, bytes, INDEX_SUMMED);
    if (header.version != INDEX_VERSION || !header.is_begun || header.sum[0] != sum.first ||
        header.sum[1] != sum.second)
        return unknown;
    index.frames = header.frames;
    memcpy(&index.moved, bytes + 2 * INDEX_HEADER, sizeof index.moved);
    memcpy(index.salts, header.salts, sizeof index.salts);
    return index;
}
