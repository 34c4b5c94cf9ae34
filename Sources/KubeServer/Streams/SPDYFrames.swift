/// A frame of SPDY/3.1.
enum SPDYFrame: Hashable {
    /// A stream begins; its headers are still compressed.
    case begin(stream: UInt32, isLast: Bool, headers: [UInt8])
    case data(stream: UInt32, isLast: Bool, [UInt8])
    case reset(stream: UInt32)
    case ping(UInt32)
    case goAway
    /// Windows, settings and priorities, which nobody here minds.
    case other

    /// The number of a stream, without the bit that is kept free.
    private static let streamBits: UInt32 = 0x7FFF_FFFF

    private static func control(_ type: UInt8, _ flags: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        return [
            0x80, 3, 0, type, flags, UInt8(truncatingIfNeeded: count >> 16),
            UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count),
        ] + payload
    }

    /// The answer to a stream's beginning.
    static func reply(stream: UInt32, headers: [UInt8]) -> [UInt8] {
        control(2, 0, bytes(stream) + headers)
    }

    static func pong(_ id: UInt32) -> [UInt8] { control(6, 0, bytes(id)) }

    static func encodedReset(stream: UInt32, status: UInt32) -> [UInt8] {
        control(3, 0, bytes(stream) + bytes(status))
    }

    static func encodedData(stream: UInt32, isLast: Bool, _ payload: some Collection<UInt8>) -> [UInt8] {
        let count = payload.count
        return bytes(stream & streamBits) + [
            isLast ? 1 : 0, UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8),
            UInt8(truncatingIfNeeded: count),
        ] + payload
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static func number(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// What breaks the rules of SPDY.
struct SPDYViolation: Error, Hashable {
    var problem: String
}

/// Takes bytes apart into frames, however they are cut.
struct SPDYFrameReader {
    /// The longest frame that is taken.
    static let longest = 1 << 20

    private var pending: [UInt8] = []

    /// The frames that are complete with these bytes.
    mutating func read(_ bytes: [UInt8]) throws(SPDYViolation) -> [SPDYFrame] {
        pending += bytes
        var frames: [SPDYFrame] = []
        var start = 0
        while pending.count - start >= 8 {
            let count = pending[start + 5..<start + 8].reduce(0) { $0 << 8 | Int($1) }
            guard count <= Self.longest else { throw SPDYViolation(problem: "a frame is too long") }
            guard pending.count - start - 8 >= count else { break }
            let payload = pending[start + 8..<start + 8 + count]
            frames.append(try Self.frame(pending[start..<start + 8], payload))
            start += 8 + count
        }
        pending.removeFirst(start)
        return frames
    }

    private static func frame(
        _ head: ArraySlice<UInt8>,
        _ payload: ArraySlice<UInt8>
    ) throws(SPDYViolation) -> SPDYFrame {
        let first = SPDYFrame.number(head)
        let flags = head[head.startIndex + 4]
        guard first & 0x8000_0000 != 0 else {
            return .data(stream: first, isLast: flags & 1 != 0, Array(payload))
        }
        guard first >> 16 & 0x7FFF == 3 else { throw SPDYViolation(problem: "it is another version of SPDY") }
        let number = SPDYFrame.number(payload)
        switch first & 0xFFFF {
        case 1:
            guard payload.count >= 10 else {
                throw SPDYViolation(problem: "a stream's beginning is too short")
            }
            return .begin(
                stream: number & 0x7FFF_FFFF,
                isLast: flags & 1 != 0,
                headers: Array(payload.dropFirst(10))
            )
        case 3:
            guard payload.count >= 8 else { throw SPDYViolation(problem: "a reset is too short") }
            return .reset(stream: number & 0x7FFF_FFFF)
        case 6:
            guard payload.count == 4 else { throw SPDYViolation(problem: "a ping is no number") }
            return .ping(number)
        case 7: return .goAway
        default: return .other
        }
    }
}
