/// Cuts a stream of bytes into sequences; the stream may be split anywhere.
package struct SequenceScanner: Sendable {
    private enum State: Hashable {
        case ground
        /// Inside a character of several bytes: the bytes to come, and the bits so far.
        case character(left: Int, value: UInt32, least: UInt32)
        case escape
        case csi
        case string(TerminalSequence.StringKind)
        /// An ESC inside a string, which ends it.
        case stringEnd(TerminalSequence.StringKind)
    }

    private var state = State.ground
    private var buffer: [UInt8] = []
    /// How long a string may be; what is longer is dropped.
    private let limit: Int
    private var isTooLong = false

    package init(limit: Int = 65_536) { self.limit = limit }

    /// Whether a sequence has begun that isn't whole.
    var isInside: Bool { state != .ground }
    /// Whether all there is so far is an ESC, which may be the key.
    var isAfterEscape: Bool { state == .escape && buffer.isEmpty }

    /// Forgets what isn't whole.
    mutating func reset() {
        state = .ground
        buffer = []
        isTooLong = false
    }

    /// Takes a byte; calls back with each sequence that is whole now.
    package mutating func feed(_ byte: UInt8, _ emit: (TerminalSequence) -> Void) {
        switch state {
        case .ground: ground(byte, emit)
        case .character(let left, let value, let least): character(byte, left, value, least, emit)
        case .escape: escape(byte, emit)
        case .csi: csi(byte, emit)
        case .string(let kind): string(byte, kind, emit)
        case .stringEnd(.dcs) where byte == 0x1B && TmuxPassthrough.isHead(buffer):
            // What tmux hands on has every ESC twice.
            buffer.append(byte)
            state = .string(.dcs)
        case .stringEnd(let kind):
            end(kind, emit)
            // ESC \ ends a string; ESC and anything else ends it, too, and begins something.
            if byte != UInt8(ascii: "\\") {
                state = .escape
                escape(byte, emit)
            }
        }
    }

    private mutating func ground(_ byte: UInt8, _ emit: (TerminalSequence) -> Void) {
        switch byte {
        case 0x1B:
            state = .escape
            buffer = []
        case 0x00..<0x20, 0x7F: emit(.control(byte))
        case 0x20..<0x7F: emit(.scalar(Unicode.Scalar(byte)))
        case 0xC2...0xDF: state = .character(left: 1, value: UInt32(byte & 0x1F), least: 0x80)
        case 0xE0...0xEF: state = .character(left: 2, value: UInt32(byte & 0x0F), least: 0x800)
        case 0xF0...0xF4: state = .character(left: 3, value: UInt32(byte & 0x07), least: 0x10000)
        default: emit(.scalar("\u{FFFD}"))
        }
    }

    private mutating func character(
        _ byte: UInt8,
        _ left: Int,
        _ value: UInt32,
        _ least: UInt32,
        _ emit: (TerminalSequence) -> Void
    ) {
        guard byte & 0xC0 == 0x80 else {
            state = .ground
            emit(.scalar("\u{FFFD}"))
            return ground(byte, emit)
        }
        let value = value << 6 | UInt32(byte & 0x3F)
        if left > 1 {
            state = .character(left: left - 1, value: value, least: least)
            return
        }
        state = .ground
        emit(.scalar(value >= least ? Unicode.Scalar(value) ?? "\u{FFFD}" : "\u{FFFD}"))
    }

    private mutating func escape(_ byte: UInt8, _ emit: (TerminalSequence) -> Void) {
        if buffer.isEmpty {
            switch byte {
            case UInt8(ascii: "["): return state = .csi
            case UInt8(ascii: "]"): return state = .string(.osc)
            case UInt8(ascii: "P"): return state = .string(.dcs)
            case UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): return state = .string(.apc)
            default: break
            }
        }
        switch byte {
        case 0x20..<0x30:
            buffer.append(byte)
            if buffer.count > 8 { reset() }
        case 0x1B:
            emit(.control(0x1B))
            buffer = []
        case 0x80...:
            // Alt with a letter beyond ASCII: the letter counts.
            reset()
            ground(byte, emit)
        default:
            let intermediates = buffer
            reset()
            emit(.escape(intermediates: intermediates, final: byte))
        }
    }

    private mutating func csi(_ byte: UInt8, _ emit: (TerminalSequence) -> Void) {
        switch byte {
        case 0x20..<0x40:
            buffer.append(byte)
            if buffer.count > 256 { reset() }
        case 0x40..<0x7F:
            let body = buffer
            reset()
            emit(.csi(ControlSequence(body, final: byte)))
        case 0x1B:
            state = .escape
            buffer = []
        case 0x18, 0x1A: reset()
        case 0x00..<0x20: emit(.control(byte))
        default: reset()
        }
    }

    private mutating func string(
        _ byte: UInt8,
        _ kind: TerminalSequence.StringKind,
        _ emit: (TerminalSequence) -> Void
    ) {
        switch byte {
        case 0x1B: state = .stringEnd(kind)
        case 0x07 where kind == .osc: end(kind, emit)
        case 0x18, 0x1A: reset()
        default:
            if buffer.count < limit { buffer.append(byte) } else { isTooLong = true }
        }
    }

    private mutating func end(_ kind: TerminalSequence.StringKind, _ emit: (TerminalSequence) -> Void) {
        let body = buffer
        let isWhole = !isTooLong
        reset()
        if isWhole { emit(.string(kind, body)) }
    }
}
