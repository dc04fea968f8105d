/* A game on its way from a worker to the output: what it reports for the summary, and its lines, in a frame
 * that shows whether it is whole.
 *
 * "game CHECK NUMBER SIZE OUTCOMES...\n" and then SIZE bytes of lines. CHECK is over all that follows it. Any
 * thread; a reader belongs to one. */
#ifndef SPIRAL_SIM_SIM_FRAME_H
#define SPIRAL_SIM_SIM_FRAME_H

#include "client/sim/sim_summary.h"
#include "client/sim/sim_table.h"
#include "common/base/buffer.h"

enum {
    SIM_FRAME_HEAD_MAX = 512,
    SIM_FRAME_MAX = SIM_FRAME_HEAD_MAX + SIM_GAME_TEXT_MAX,
};

struct sim_frame {
    int64_t number; /* of the game in the sequence of all games */
    struct sim_outcomes outcomes;
    struct slice lines; /* borrowed from the reader until its next call */
};

/* Makes a frame of `size` bytes of lines that stand at `lines`, with SIM_FRAME_HEAD_MAX free bytes before
 * them where the head goes. Gives the whole, borrowed from there. */
struct slice sim_frame_make(int64_t number, const struct sim_outcomes *outcomes, char *lines, size_t size);

/* Reads frames from a file or a pipe. `wait`, if set, is called before each read; false: stop. */
struct sim_reader {
    int fd; /* borrowed */
    struct buffer buffer;
    size_t taken;   /* bytes of the frame handed out last */
    int64_t offset; /* in the stream, behind the last whole frame */
    bool (*wait)(void *user, int fd);
    void *user;
};

struct sim_reader sim_reader_of(int fd);
void sim_reader_free(struct sim_reader *reader);

/* Skips the first `count` bytes, which are no frame. */
MUST_USE enum status sim_reader_skip(struct sim_reader *reader, size_t count, struct cause *cause);

/* STATUS_CLOSED at the end, also when `wait` said so; STATUS_CORRUPT when what stands there is no whole
 * frame; STATUS_IO. */
MUST_USE enum status sim_reader_next(struct sim_reader *reader, struct sim_frame *frame, struct cause *cause);

#endif
