/* What the process gives up before it does anything else. */
#ifndef SPIRAL_SERVER_PROCESS_H
#define SPIRAL_SERVER_PROCESS_H

/* For this process and all it may ever start: files only for their owner, no memory image on the disk when it
 * dies (it would hold keys and hidden intentions), no more rights by running other programs. Called once,
 * before any thread. */
void process_confine(void);

/* A server that runs as the superuser is warned of, loudly, and not refused: in a container that is often all
 * there is. */
void process_check_user(void);

#endif
