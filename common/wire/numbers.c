#include "common/wire/numbers.h"

#include "common/wire/value.h"

#include <string.h>

static int32_t number_get(const void *structure, size_t offset)
{
    int32_t value;
    memcpy(&value, (const char *)structure + offset, sizeof value);
    return value;
}

static bool flag_get(const void *structure, size_t offset)
{
    bool flag;
    memcpy(&flag, (const char *)structure + offset, sizeof flag);
    return flag;
}

static void number_set(void *structure, size_t offset, int32_t value)
{
    memcpy((char *)structure + offset, &value, sizeof value);
}

static void flag_set(void *structure, size_t offset, bool flag)
{
    memcpy((char *)structure + offset, &flag, sizeof flag);
}

void wire_numbers_put(const struct number *numbers, size_t count, const void *plain, size_t index, void *wire)
{
    for (size_t x = 0; x < count; x++) {
        const struct number *number = &numbers[x];
        number_set(wire, number->wire,
                   number->is_flag ? flag_get(plain, number->plain)
                                   : number_get(plain, number->plain + index * sizeof(int32_t)));
    }
}

enum status wire_numbers_get(struct cause *cause, const struct number *numbers, size_t count,
                             const void *wire, size_t index, void *plain)
{
    for (size_t x = 0; x < count; x++) {
        const struct number *number = &numbers[x];
        int32_t value = number_get(wire, number->wire);
        enum status status =
            number->is_flag ? STATUS_OK : wire_range(cause, number->name, value, number->low, number->high);
        if (status != STATUS_OK)
            return status;
        if (number->is_flag)
            flag_set(plain, number->plain, value != 0);
        else
            number_set(plain, number->plain + index * sizeof(int32_t), value);
    }
    return STATUS_OK;
}
