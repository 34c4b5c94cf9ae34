import CZlib
import NIOCore

/// Compresses what many will ask for.
enum Gzip {
    /// Compresses bytes; nil where zlib fails, or where the result isn't smaller.
    ///
    /// The level goes from 1 (fast) to 9 (small).
    static func compress(_ bytes: ByteBuffer, level: CInt) -> ByteBuffer? {
        var stream = z_stream()
        guard bytes.readableBytes <= Int(UInt32.max), slidectl_gzip_init(&stream, level) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        // Room for the same length is enough: what needs more isn't wanted.
        var compressed = ByteBufferAllocator().buffer(capacity: bytes.readableBytes)
        var isDone = false
        compressed.writeWithUnsafeMutableBytes(minimumWritableBytes: bytes.readableBytes) { room in
            bytes.withUnsafeReadableBytes { source in
                // zlib doesn't write through its input pointer, it merely isn't declared so.
                stream.next_in = UnsafeMutablePointer(
                    mutating: source.bindMemory(to: Bytef.self).baseAddress
                )
                stream.avail_in = UInt32(source.count)
                stream.next_out = room.bindMemory(to: Bytef.self).baseAddress
                stream.avail_out = UInt32(clamping: room.count)
                isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
                return Int(stream.total_out)
            }
        }
        return isDone && compressed.readableBytes < bytes.readableBytes ? compressed : nil
    }
}
