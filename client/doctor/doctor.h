/* `spiral doctor https://HOST[:PORT]`: what phones, browsers and terminals will find there. */
#ifndef SPIRAL_DOCTOR_DOCTOR_H
#define SPIRAL_DOCTOR_DOCTOR_H

/* Arguments after `doctor`; gives the exit status: 0 all can play, 1 something keeps players out, 2 the
 * command line was not understood. Blocking, each step within five seconds. */
int doctor_main(int count, char **arguments);

#endif
