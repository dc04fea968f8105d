/* The rows of the order sheet: one a row of the screen. Const table; loop thread. */
#ifndef SPIRAL_SCREEN_ORDERS_ROWS_H
#define SPIRAL_SCREEN_ORDERS_ROWS_H

#include "client/screen/ui.h"

struct order_row {
    const char *name; /* says "row.attack", and is explained by "help.attack" */
    bool rest;        /* only where the rest is unfolded, or in use */
    int line;         /* of the budget, -1: none */
    int module;       /* index of the parameter that switches it on, -1: always there */
    bool (*used)(const struct orders *orders); /* NULL: always */
    void (*put)(const struct ui *ui, struct text *text);
    void (*step)(struct ui *ui, int by); /* Left and Right; NULL: nothing */
    const char *begin;                   /* Enter begins this command; NULL: Enter is the same as Right */
};

/* The rows that are shown now, in order; gives how many. */
enum { ORDER_ROWS_MAX = 24 };
int order_rows(const struct ui *ui, const struct order_row *rows[ORDER_ROWS_MAX]);

#endif
