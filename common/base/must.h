/* must(x): what cannot be false unless a programmer erred. Always on, in release too: it prints the place and
 * aborts; the journal restores the worlds. Never for input of any kind. Any thread. */
#ifndef SPIRAL_BASE_MUST_H
#define SPIRAL_BASE_MUST_H

#define must(condition) ((condition) ? (void)0 : must_failed(#condition, __FILE__, __LINE__))

_Noreturn void must_failed(const char *condition, const char *file, int line);

#endif
