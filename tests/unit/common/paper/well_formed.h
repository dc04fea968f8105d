/* Whether a page is one: every element closed in its place, nothing but text and known tags, nothing fetched
 * and nothing run. */
#ifndef SPIRAL_TESTS_PAPER_WELL_FORMED_H
#define SPIRAL_TESTS_PAPER_WELL_FORMED_H

/* Fails the test with the place. */
void check_well_formed(const char *page);

#endif
