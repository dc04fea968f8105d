/* What an operation that can fail reports: a status, and the cause in words.
 *
 * Three kinds of error are never mixed: a programmer's mistake (must.h), a failed operation (here), and an
 * order that a player may not give (rules/verdict.h). Values only; any thread. */
#ifndef SPIRAL_BASE_STATUS_H
#define SPIRAL_BASE_STATUS_H

#define MUST_USE __attribute__((warn_unused_result))

enum status {
    STATUS_OK = 0,
    STATUS_INVALID,   /* the input is wrong; the cause names the item, the reason and the remedy */
    STATUS_NOT_FOUND, /* no such file, stream, person ... */
    STATUS_LOCKED,    /* another process owns it */
    STATUS_VERSION,   /* made by a version that this one cannot read */
    STATUS_CORRUPT,   /* contents contradict themselves */
    STATUS_FENCED,    /* somebody else owns the stream now, or its sequence is not the expected one */
    STATUS_FULL,      /* no space: disk, queue or table; worth trying again later */
    STATUS_IO,        /* the system refused; never retried after a failed sync */
    STATUS_CLOSED,    /* the peer or the object is gone */
    STATUS_MEMORY,    /* the machine has none left for it; what it was for is refused (memory.h) */
};

enum { CAUSE_LENGTH_MAX = 320 };

/* One sentence for people, UTF-8, always NUL-terminated; empty when nothing failed. */
struct cause {
    char text[CAUSE_LENGTH_MAX];
};

/* Sets the text (cut when too long) and returns the status, so that a failure is one statement. */
enum status status_fail(struct cause *cause, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "context: " before what the cause says already. */
enum status status_wrap(struct cause *cause, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The name in lower case, for logs. */
const char *status_name(enum status status);

#endif
