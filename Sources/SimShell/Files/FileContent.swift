/// What is in a file.
public enum FileContent: Hashable, Sendable {
    case bytes([UInt8])
    /// An executable that ``ProgramTable`` knows by this name; it takes up `size` bytes on paper, none in memory.
    case program(name: String, size: Int)
    /// So many zeros, none of them in memory: the body of a library that nothing here reads.
    case sparse(size: Int)
    case device(FileDevice)

    /// A file with a text.
    public static func text(_ text: String) -> FileContent { .bytes(Array(text.utf8)) }

    /// In bytes.
    public var size: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .program(_, let size), .sparse(let size): max(0, size)
        case .device: 0
        }
    }

    /// What it takes of the memory, in bytes.
    var weight: Int {
        if case .bytes(let bytes) = self { return bytes.count }
        return 0
    }

    /// At most `limit` bytes from an offset on; empty at the end.
    func piece(from offset: Int, atMost limit: Int) -> [UInt8] {
        let start = min(max(0, offset), size)
        let count = min(max(0, limit), size - start)
        switch self {
        case .bytes(let bytes): return Array(bytes[start..<start + count])
        case .program:
            let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]
            return (start..<start + count).map { $0 < magic.count ? magic[$0] : 0 }
        case .sparse: return Array(repeating: 0, count: count)
        case .device: return []
        }
    }
}

/// A device file.
public enum FileDevice: Hashable, Sendable {
    case null
    case zero
    case full
    case random
    /// The terminal of whoever opens it.
    case terminal
    /// The opener's own stream: 0, 1 or 2.
    case stream(Int)
}
