/* Links the library as Swift would, and calls it: the catalogue of errors comes in one buffer. */
#include <stdio.h>
#include <string.h>

#include "cieFFI.h"

int main(void) {
    RustCallStatus status = {0};
    RustBuffer catalogue = uniffi_cie_api_fn_func_error_catalogue(&status);
    if (status.code != 0 || catalogue.len < 4) return 1;

    /* A list begins with its length, in network order, and each text with its own. */
    unsigned long count = 0;
    for (int byte = 0; byte < 4; byte++) count = count << 8 | catalogue.data[byte];
    const char code[] = "CIE-CORE-010";
    int found = 0;
    for (unsigned long at = 0; at + sizeof code <= catalogue.len; at++)
        found |= memcmp(catalogue.data + at, code, sizeof code - 1) == 0;
    printf("%lu %s\n", count, found ? code : "missing");
    ffi_cie_api_rustbuffer_free(catalogue, &status);
    return status.code != 0;
}
