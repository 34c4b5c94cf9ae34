// Brotli's encoder, for pages that are asked for often.
#pragma once
#include <brotli/encode.h>
