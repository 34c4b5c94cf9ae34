import SimShell

/// Lines and counted pieces out of a stream, for one reader.
struct ByteReader {
    /// What a reader got.
    enum Line: Hashable {
        /// Without its line end.
        case line([UInt8])
        /// Longer than the limit.
        case tooLong
        case end
    }

    private let source: any ByteSource
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ source: any ByteSource) { self.source = source }

    /// What has come and not been read yet.
    var waiting: Int { buffer.count - start }

    /// Those bytes.
    var pending: ArraySlice<UInt8> { buffer[start...] }

    /// The next line, without its line end, which a last line needs not have.
    mutating func line(limit: Int) async -> Line {
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) {
                guard end - start <= limit else { return .tooLong }
                let last = end > start && buffer[end - 1] == 0x0D ? end - 1 : end
                let line = Array(buffer[start..<last])
                start = end + 1
                return .line(line)
            }
            guard waiting <= limit else { return .tooLong }
            let known = waiting
            guard await more() else {
                guard waiting > 0 else { return .end }
                return .line(rest())
            }
            scanned = start + known
        }
    }

    /// Exactly so many bytes; nil where the stream ends before.
    mutating func exactly(_ count: Int) async -> [UInt8]? {
        guard count >= 0 else { return nil }
        while waiting < count {
            guard await more() else { return nil }
        }
        let piece = Array(buffer[start..<start + count])
        start += count
        return piece
    }

    /// What there is, at least one byte and at most `limit`; nil at the end.
    mutating func some(atMost limit: Int) async -> [UInt8]? {
        if waiting == 0 {
            guard await more() else { return nil }
        }
        let piece = Array(buffer[start..<start + min(limit, waiting)])
        start += piece.count
        return piece
    }

    /// All to the end, or to a bound.
    mutating func toEnd(limit: Int) async -> [UInt8] {
        while waiting < limit {
            guard await more() else { break }
        }
        return rest()
    }

    private mutating func rest() -> [UInt8] {
        defer { start = buffer.count }
        return Array(buffer[start...])
    }

    private mutating func more() async -> Bool {
        guard let piece = await source.read(atMost: 65_536), !piece.isEmpty else { return false }
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer += piece
        return true
    }
}
