#include "common/store/backend.h"

#include "common/base/must.h"

#include <string.h>

static void add_integer(struct digest_stream *stream, int64_t value)
{
    uint8_t bytes[8];
    uint64_t rest = (uint64_t)value;
    for (size_t i = 0; i < sizeof bytes; i++, rest >>= 8)
        bytes[i] = (uint8_t)rest;
    digest_add(stream, bytes, sizeof bytes);
}

struct digest store_chain(const struct digest *before, const struct id *stream,
                          const struct store_record *record)
{
    struct digest_stream *sum = digest_begin();
    digest_add(sum, before->bytes, sizeof before->bytes);
    digest_add(sum, stream->bytes, sizeof stream->bytes);
    add_integer(sum, record->seq);
    add_integer(sum, record->stamp_ms);
    add_integer(sum, record->remaining_ms);
    digest_add(sum, record->kind, strlen(record->kind) + 1);
    if (record->body_size)
        digest_add(sum, record->body, record->body_size);
    return digest_end(sum);
}

bool chain_walk_step(struct chain_walk *walk, const struct id *stream, const struct store_record *record)
{
    if (record->seq != walk->seq + 1)
        return false;
    struct digest chain = store_chain(&walk->chain, stream, record);
    if (memcmp(chain.bytes, record->chain.bytes, sizeof chain.bytes) != 0)
        return false;
    walk->seq = record->seq;
    walk->chain = chain;
    return true;
}

bool chain_walk_ends(const struct chain_walk *walk, const struct stream_head *head)
{
    return walk->seq == head->seq &&
           memcmp(walk->chain.bytes, head->chain.bytes, sizeof walk->chain.bytes) == 0;
}

struct store_record stream_head_append(struct stream_head *head, const struct store_change *change)
{
    must(change->kind == STORE_APPEND);
    struct store_record record = change->record;
    record.seq = head->seq + 1;
    record.chain = store_chain(&head->chain, &change->stream, &record);
    head->known = true;
    head->epoch = change->epoch;
    head->seq = record.seq;
    if (!change->quiet || record.seq == 1) {
        head->remaining_ms = record.remaining_ms;
        head->stamp_ms = record.stamp_ms;
    }
    head->chain = record.chain;
    return record;
}

bool store_change_fenced(const struct store_change *change, const struct stream_head *head)
{
    if (head->known && change->epoch != head->epoch)
        return true;
    switch (change->kind) {
    case STORE_APPEND:
        return change->expected_seq != head->seq;
    case STORE_CLOCK:
        return !head->known;
    case STORE_TEXT:
    case STORE_ERASE:
        break;
    }
    return false;
}
