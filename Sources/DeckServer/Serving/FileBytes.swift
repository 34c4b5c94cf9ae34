import Hummingbird
import NIOCore
import Ports

/// Moves a file's bytes into answers.
enum FileBytes {
    /// A file that became shorter while it was read: the answer that promised more is broken off.
    struct Truncated: Error {}

    private static let chunk = 128 << 10

    /// Reads a stretch that is known to be small.
    static func read(_ file: any ServedFile, _ part: Range<Int>) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: part.count)
        var place = part.lowerBound
        while place < part.upperBound {
            let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: part.upperBound - place)
            {
                try file.read(
                    at: place,
                    into: UnsafeMutableRawBufferPointer(rebasing: $0[..<(part.upperBound - place)])
                )
            }
            guard count > 0 else { throw Truncated() }
            place += count
        }
        return buffer
    }

    /// Writes a stretch piece by piece, as fast as the client reads.
    @concurrent
    static func stream(
        _ file: any ServedFile,
        _ part: Range<Int>,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        var place = part.lowerBound
        while place < part.upperBound {
            let end = min(place + chunk, part.upperBound)
            try await writer.write(try read(file, place..<end))
            place = end
        }
    }
}
