import NIOCore

/// Takes a body out of the bytes of a connection; a state machine without input or output of its own.
struct BodyDecoder: Sendable {
    /// What is known after looking at the bytes that are there.
    enum Step {
        case piece([UInt8])
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

    /// All of the body that is in the bytes that are there, however many chunks it came in.
    ///
    /// Engines send chunks of 32 KiB and less; whoever passes a body on pays for each piece.
    mutating func step() throws(HTTPWireError) -> Step {
        var piece: [UInt8] = []
        while try advance(&piece) {}
        if !piece.isEmpty { return .piece(piece) }
        if case .end = state { return .end }
        return .needsMore
    }

    /// Goes on by one state; false where the bytes that are there don't suffice, or the body is over.
    private mutating func advance(_ piece: inout [UInt8]) throws(HTTPWireError) -> Bool {
        switch state {
        case .end: return false
        case .untilClose: return take(.max, into: &piece) > 0
        case .data(let left):
            let taken = take(left, into: &piece)
            state = taken == left ? .end : .data(left - taken)
            return taken > 0
        case .chunk(let left):
            let taken = take(left, into: &piece)
            state = taken == left ? .chunkEnd : .chunk(left - taken)
            return taken > 0
        case .size:
            guard let line = try line() else { return false }
            let size = try Self.size(line)
            state = size == 0 ? .trailer : .chunk(size)
        case .chunkEnd:
            guard let line = try line() else { return false }
            guard line.isEmpty else { throw .malformed("a chunk is longer than its size says") }
            state = .size
        case .trailer:
            guard let line = try line() else { return false }
            guard line.isEmpty else { throw .malformed("fields after a chunked body aren't accepted") }
            state = .end
        }
        return true
    }

    private mutating func take(_ most: Int, into piece: inout [UInt8]) -> Int {
        if piece.isEmpty { piece.reserveCapacity(buffer.readableBytes) }
        guard let slice = buffer.readSlice(length: min(most, buffer.readableBytes)) else { return 0 }
        piece += slice.readableBytesView
        return slice.readableBytes
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
