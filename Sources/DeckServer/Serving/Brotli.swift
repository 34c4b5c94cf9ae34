import CBrotli
import NIOCore

/// Compresses smaller than ``Gzip`` and far slower: for what is asked for again and again.
enum Brotli {
    /// Compresses bytes as small as can be; nil where the result isn't smaller.
    static func compress(_ bytes: ByteBuffer) -> ByteBuffer? {
        var size = BrotliEncoderMaxCompressedSize(bytes.readableBytes)
        guard size > 0 else { return nil }
        var compressed = ByteBufferAllocator().buffer(capacity: size)
        var isDone = false
        compressed.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { room in
            bytes.withUnsafeReadableBytes { source in
                let written = BrotliEncoderCompress(
                    BROTLI_MAX_QUALITY,
                    BROTLI_MAX_WINDOW_BITS,
                    BROTLI_MODE_TEXT,
                    source.count,
                    source.bindMemory(to: UInt8.self).baseAddress,
                    &size,
                    room.bindMemory(to: UInt8.self).baseAddress
                )
                isDone = written == BROTLI_TRUE
                return isDone ? size : 0
            }
        }
        return isDone && compressed.readableBytes < bytes.readableBytes ? compressed : nil
    }
}
