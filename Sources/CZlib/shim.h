// zlib's streaming compressor, for gzip bodies.
#pragma once
#include <zlib.h>

/// `deflateInit2` is a macro, which Swift can't call; 31 asks for a window of 32 KiB and a gzip wrapper.
static inline int slidectl_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
}
