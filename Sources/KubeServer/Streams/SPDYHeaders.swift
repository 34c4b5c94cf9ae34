import CZlib

/// Reads the compressed headers of one side of a connection, whose compression goes on from frame to frame.
final class SPDYHeaderReader {
    /// The most bytes that a frame's headers may have.
    static let longest = 64 << 10

    private var stream = z_stream()
    private var isReady: Bool

    init() {
        isReady =
            inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit { inflateEnd(&stream) }

    /// The names and values of a frame's headers.
    func read(_ compressed: [UInt8]) throws(SPDYViolation) -> [String: String] {
        try Self.headers(try inflated(compressed))
    }

    private func inflated(_ compressed: [UInt8]) throws(SPDYViolation) -> [UInt8] {
        guard isReady else { throw SPDYViolation(problem: "the headers can't be read any more") }
        var input = compressed
        var out = [UInt8](repeating: 0, count: Self.longest)
        let (isGood, count) = input.withUnsafeMutableBufferPointer { input in
            out.withUnsafeMutableBufferPointer { out in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = out.baseAddress
                stream.avail_out = UInt32(clamping: out.count)
                var result = inflate(&stream, Z_SYNC_FLUSH)
                if result == Z_NEED_DICT {
                    result = SPDYDictionary.bytes.withUnsafeBufferPointer {
                        inflateSetDictionary(&stream, $0.baseAddress, UInt32(clamping: $0.count))
                    }
                    if result == Z_OK { result = inflate(&stream, Z_SYNC_FLUSH) }
                }
                let isGood = [Z_OK, Z_BUF_ERROR, Z_STREAM_END].contains(result) && stream.avail_in == 0
                return (isGood, out.count - Int(stream.avail_out))
            }
        }
        isReady = isGood
        guard isGood, count < Self.longest else {
            throw SPDYViolation(problem: "the headers can't be unpacked")
        }
        return Array(out[..<count])
    }

    /// Pairs of texts with their lengths before them.
    static func headers(_ bytes: [UInt8]) throws(SPDYViolation) -> [String: String] {
        var rest = bytes[...]
        func number() throws(SPDYViolation) -> Int {
            guard rest.count >= 4 else { throw SPDYViolation(problem: "the headers end too early") }
            defer { rest = rest.dropFirst(4) }
            return Int(SPDYFrame.number(rest))
        }
        func text() throws(SPDYViolation) -> String {
            let count = try number()
            guard count <= rest.count, let text = String(validating: rest.prefix(count), as: UTF8.self) else {
                throw SPDYViolation(problem: "a header isn't text")
            }
            rest = rest.dropFirst(count)
            return text
        }
        let count = try number()
        guard count <= 256 else { throw SPDYViolation(problem: "there are too many headers") }
        var headers: [String: String] = [:]
        for _ in 0..<count {
            let name = try text()
            headers[name.lowercased()] = try text()
        }
        return headers
    }
}

/// Writes compressed headers; answers here have none, but their compression must be kept up.
final class SPDYHeaderWriter {
    private var stream = z_stream()
    private var isReady: Bool

    init() {
        isReady =
            deflateInit_(&stream, Z_BEST_COMPRESSION, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            == Z_OK
        guard isReady else { return }
        isReady =
            SPDYDictionary.bytes.withUnsafeBufferPointer {
                deflateSetDictionary(&stream, $0.baseAddress, UInt32(clamping: $0.count))
            } == Z_OK
    }

    deinit { deflateEnd(&stream) }

    /// The compressed form of no headers.
    func none() throws(SPDYViolation) -> [UInt8] {
        var input: [UInt8] = [0, 0, 0, 0]
        var out = [UInt8](repeating: 0, count: 256)
        let count = input.withUnsafeMutableBufferPointer { input in
            out.withUnsafeMutableBufferPointer { out -> Int? in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = out.baseAddress
                stream.avail_out = UInt32(out.count)
                guard isReady, deflate(&stream, Z_SYNC_FLUSH) == Z_OK, stream.avail_in == 0 else {
                    return nil
                }
                return out.count - Int(stream.avail_out)
            }
        }
        guard let count else { throw SPDYViolation(problem: "the headers can't be packed") }
        return Array(out[..<count])
    }
}
