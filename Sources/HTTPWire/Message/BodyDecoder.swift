import NIOCore

/// Takes a body out of the bytes of a connection; a state machine without input or output of its own.
struct BodyDecoder: Sendable {
    /// What is known after looking at the bytes that are there.
    enum Step {
        case piece(ByteBuffer)
        case needsMore
        case end
    }

    private enum State {
        case data(Int)
        case untilClose
        case size
        case chunk(Int)
        case chunkEnd
        case trailer
        case end
    }

    private static let longestLine = 256

    private var state: State
    private var buffer = ByteBuffer()

    init(_ framing: BodyFraming) {
        state =
            switch framing {
            case .none: .end
            case .length(let length): length == 0 ? .end : .data(length)
            case .chunked: .size
            case .untilClose: .untilClose
            }
    }

    /// Whether closing the connection ends the body well.
    var endsWithConnection: Bool { if case .untilClose = state { true } else { false } }

    /// Adds bytes of the connection.
    mutating func feed(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            var bytes = bytes
            buffer.writeBuffer(&bytes)
        }
    }

    /// What is left of the connection's bytes after the body's end.
    mutating func takeRest() -> ByteBuffer {
        defer { buffer = ByteBuffer() }
        return buffer
    }

    /// The next piece of the body.
    mutating func step() throws(HTTPWireError) -> Step {
        while true {
            switch state {
            case .end: return .end
            case .untilClose: return piece(of: .max).map { .piece($0) } ?? .needsMore
            case .data(let left):
                guard let piece = piece(of: left) else { return .needsMore }
                state = left == piece.readableBytes ? .end : .data(left - piece.readableBytes)
                return .piece(piece)
            case .chunk(let left):
                guard let piece = piece(of: left) else { return .needsMore }
                state = left == piece.readableBytes ? .chunkEnd : .chunk(left - piece.readableBytes)
                return .piece(piece)
            case .size:
                guard let line = try line() else { return .needsMore }
                let size = try Self.size(line)
                state = size == 0 ? .trailer : .chunk(size)
            case .chunkEnd:
                guard let line = try line() else { return .needsMore }
                guard line.isEmpty else { throw .malformed("a chunk is longer than its size says") }
                state = .size
            case .trailer:
                guard let line = try line() else { return .needsMore }
                guard line.isEmpty else { throw .malformed("fields after a chunked body aren't accepted") }
                state = .end
            }
        }
    }

    private mutating func piece(of length: Int) -> ByteBuffer? {
        guard buffer.readableBytes > 0 else { return nil }
        return buffer.readSlice(length: min(length, buffer.readableBytes))
    }

    private mutating func line() throws(HTTPWireError) -> [UInt8]? {
        let view = buffer.readableBytesView.prefix(Self.longestLine)
        guard let end = view.firstIndex(of: 0x0A) else {
            guard view.count < Self.longestLine else { throw .malformed("the line of a chunk is too long") }
            return nil
        }
        let length = end - view.startIndex
        guard length > 0, let line = buffer.readBytes(length: length + 1), line[length - 1] == 0x0D else {
            throw .malformed("the line of a chunk ends with a bare line feed")
        }
        return Array(line[..<(length - 1)])
    }

    /// Sizes are hexadecimal; extensions, which nobody sends, are refused.
    private static func size(_ line: [UInt8]) throws(HTTPWireError) -> Int {
        let text = String(decoding: line, as: UTF8.self)
        guard (1...8).contains(line.count), text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let size = Int(text, radix: 16)
        else { throw .malformed("the size of a chunk must be a hexadecimal number") }
        return size
    }
}
