#include "common/base/id.h"

#include "common/base/text.h"

const char *id_hex(const struct id *id, char hex[ID_HEX_SIZE])
{
    struct text text = text_over(hex, ID_HEX_SIZE);
    text_put_hex(&text, id->bytes, ID_SIZE);
    return hex;
}
