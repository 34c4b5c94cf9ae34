/// Frames of WebSocket, as RFC 6455 has them.
enum WebSocketFrame {
    enum Opcode: UInt8 {
        case continuation = 0
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10
    }

    /// A whole frame of a server's, which is never masked.
    static func encoded(_ opcode: Opcode, _ payload: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x80 | opcode.rawValue]
        switch payload.count {
        case 0..<126: out.append(UInt8(payload.count))
        case 126..<65_536: out += [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            out.append(127)
            out += (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        return out + payload
    }
}

/// Takes a client's bytes apart into messages.
struct WebSocketReader {
    /// What a client sent.
    enum Message: Hashable {
        case data([UInt8])
        case ping([UInt8])
        case close
    }

    /// What breaks the rules; the number is that of the close frame to answer with.
    struct Violation: Error, Hashable {
        var code: UInt16
    }

    /// The longest message that is taken.
    static let longest = 4 << 20

    private var pending: [UInt8] = []
    private var message: [UInt8]?

    /// The messages that are complete with these bytes.
    mutating func read(_ bytes: [UInt8]) throws(Violation) -> [Message] {
        pending += bytes
        var messages: [Message] = []
        var start = 0
        while let (frame, end) = try frame(at: start) {
            start = end
            if let message = try take(frame) { messages.append(message) }
        }
        pending.removeFirst(start)
        return messages
    }

    private struct Frame {
        var isLast: Bool
        var opcode: WebSocketFrame.Opcode
        var payload: [UInt8]
    }

    /// The frame that begins at an index, and where it ends; nil while it isn't complete.
    private func frame(at start: Int) throws(Violation) -> (Frame, Int)? {
        guard pending.count - start >= 2 else { return nil }
        let first = pending[start]
        guard first & 0x70 == 0, let opcode = WebSocketFrame.Opcode(rawValue: first & 0x0F),
            pending[start + 1] & 0x80 != 0
        else { throw Violation(code: 1002) }
        var place = start + 2
        var count = Int(pending[start + 1] & 0x7F)
        let width = count == 126 ? 2 : count == 127 ? 8 : 0
        if width > 0 {
            guard pending.count - place >= width else { return nil }
            let wide = pending[place..<place + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard wide <= UInt64(Self.longest) else { throw Violation(code: 1009) }
            count = Int(wide)
            place += width
        }
        let isControl = opcode.rawValue >= 8
        guard !isControl || count < 126 && first & 0x80 != 0 else { throw Violation(code: 1002) }
        guard pending.count - place >= 4 + count else { return nil }
        var payload = Array(pending[place + 4..<place + 4 + count])
        for index in payload.indices { payload[index] ^= pending[place + (index & 3)] }
        return (Frame(isLast: first & 0x80 != 0, opcode: opcode, payload: payload), place + 4 + count)
    }

    private mutating func take(_ frame: Frame) throws(Violation) -> Message? {
        switch frame.opcode {
        case .close: return .close
        case .ping: return .ping(frame.payload)
        case .pong: return nil
        case .continuation:
            guard let begun = message else { throw Violation(code: 1002) }
            message = begun + frame.payload
        case .text, .binary:
            guard message == nil else { throw Violation(code: 1002) }
            message = frame.payload
        }
        guard let whole = message else { return nil }
        guard whole.count <= Self.longest else { throw Violation(code: 1009) }
        guard frame.isLast else { return nil }
        message = nil
        return .data(whole)
    }
}
