import NIOCore
import Ports
import SystemPackage

/// Compressed copies of the text files that were asked for lately.
actor CompressedAssets {
    private struct Key: Hashable {
        var path: FilePath
        var stamp: FileStamp
    }

    /// How many bytes are kept; beyond that all are forgotten.
    private static let capacity = 16 << 20
    private var copies: [Key: ByteBuffer?] = [:]
    private var size = 0

    /// Returns the compressed bytes; nil where compression doesn't pay.
    func copy(
        of path: FilePath,
        _ stamp: FileStamp,
        read: @Sendable () async -> ByteBuffer?
    ) async -> ByteBuffer? {
        let key = Key(path: path, stamp: stamp)
        if let copy = copies[key] { return copy }
        guard let bytes = await read() else { return nil }
        let copy = await Self.compress(bytes)
        if size > Self.capacity {
            copies = [:]
            size = 0
        }
        copies[key] = .some(copy)
        size += (copy?.readableBytes ?? 0) + 256
        return copy
    }

    @concurrent private static func compress(_ bytes: ByteBuffer) async -> ByteBuffer? {
        Gzip.compress(bytes, level: 6)
    }
}
