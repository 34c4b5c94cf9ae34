// The archive is linked, not the shared library: libcmark's SONAME changes with every version.
#include <cmark.h>
