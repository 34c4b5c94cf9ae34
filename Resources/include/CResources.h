#ifndef CRESOURCES_H
#define CRESOURCES_H

#include <stddef.h>

// A file that the binary carries inside.
struct slidectl_resource {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

// Finds a file by its path below Resources; NULL where there is none.
const struct slidectl_resource *slidectl_resource_named(const char *name);

// The files in turn, for who looks for all below a folder; NULL behind the last.
const struct slidectl_resource *slidectl_resource_at(size_t index);

#endif
