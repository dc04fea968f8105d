/* Structured log lines on a stream: `2026-11-21T19:30:29.120Z level event key=value ...`.
 *
 * Values are quoted when they hold anything but plain printable characters, so that a line is one record
 * whatever a peer sent. No orders, tokens, keys or names of people may be passed to it. One line is one
 * write; any thread. */
#ifndef SPIRAL_BASE_LOG_H
#define SPIRAL_BASE_LOG_H

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Lines below the level are dropped; default LOG_INFO. Set before threads start. */
void log_set_level(enum log_level level);

/* `pairs` are alternating names and values, ended by NULL. */
void log_event(enum log_level level, const char *event, ...) __attribute__((sentinel));

#endif
