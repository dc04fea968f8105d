/* `spiral matrix`: strategies against each other in an iterated two-by-two game, many games, with errors. */
#ifndef SPIRAL_MATRIX_COMMAND_H
#define SPIRAL_MATRIX_COMMAND_H

/* The words behind "matrix"; gives the exit status: 2 when they are wrong, 1 when the output failed. */
int matrix_main(int count, char **words);

#endif
