/* The address that is typed: "https://game.uni.example", "https://[2001:db8::7]:4470/", "localhost:4470".
 *
 * Pure; any thread. */
#ifndef SPIRAL_DOCTOR_ADDRESS_H
#define SPIRAL_DOCTOR_ADDRESS_H

#include "client/doctor/stream.h"

enum address_fault {
    ADDRESS_TAKEN,
    ADDRESS_PLAIN, /* http */
    ADDRESS_NO_HOST,
    ADDRESS_NO_PORT,
};

enum address_fault address_read(const char *typed, struct stream_place *place);

/* An address in digits with which every machine means itself. */
bool address_is_loopback(const char *digits);

#endif
