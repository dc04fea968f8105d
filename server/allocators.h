/* What spirald's libraries get their memory from.
 *
 * While it starts, a library that finds none ends the process: OpenSSL 3.0 makes its first tables without
 * looking whether there was memory for them, and a start has nothing to lose. Once it serves, a library is
 * told, and a link or a message is refused for it. libuv aborts when a table of its loop cannot grow: that
 * ends the process at any time, but with the line and the status that say why. */
#ifndef SPIRAL_SERVER_ALLOCATORS_H
#define SPIRAL_SERVER_ALLOCATORS_H

/* Before any library is used; the loop's thread. */
void allocators_begin(void);
void allocators_serve(void);

#endif
