/// Takes a terminal's escape sequences out of a stream of bytes.
///
/// - Note: Source: ECMA-48, 5.4 (control sequences), 5.6 (control strings); xterm's control sequences.
enum EscapeStripper {
    static func strip(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(escape) || bytes.contains(backspace) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case escape: index = end(ofSequenceAt: index, in: bytes)
            case backspace:
                if let last = out.last, last != UInt8(ascii: "\n") { out.removeLast() }
                index += 1
            default:
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    private static let escape: UInt8 = 0x1B
    private static let bell: UInt8 = 0x07
    private static let backspace: UInt8 = 0x08

    /// The index behind a sequence; one that never ends takes its introducer only, so that no text is lost.
    private static func end(ofSequenceAt start: Int, in bytes: [UInt8]) -> Int {
        guard start + 1 < bytes.count else { return start + 1 }
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            var index = start + 2
            while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
            guard index < bytes.count, (0x40...0x7E).contains(bytes[index]) else { return start + 2 }
            return index + 1
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            return endOfString(from: start + 2, in: bytes) ?? start + 2
        case 0x20...0x2F:
            var index = start + 1
            while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        case 0x30...0x7E: return start + 2
        default: return start + 1
        }
    }

    /// The index behind a control string, which a bell or `ESC \` ends; nil where a line or the text ends first.
    private static func endOfString(from start: Int, in bytes: [UInt8]) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case bell: return index + 1
            case escape:
                guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\") else { return nil }
                return index + 2
            case UInt8(ascii: "\n"): return nil
            default: index += 1
            }
        }
        return nil
    }
}
