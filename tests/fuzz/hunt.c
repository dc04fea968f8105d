/* What a libFuzzer program does besides hunting: with --write FOLDER it makes the seeds. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/inputs.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    if (*count == 3 && strcmp((*arguments)[1], "--write") == 0)
        exit(inputs_write_seeds((*arguments)[2]));
    return 0;
}
