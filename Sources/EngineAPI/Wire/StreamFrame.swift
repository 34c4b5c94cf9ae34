/// A piece of output as Docker multiplexes it: eight bytes of head, then the text.
public struct StreamFrame: Hashable, Sendable {
    /// Which stream a piece belongs to.
    public enum Channel: UInt8, Hashable, Sendable {
        case input = 0
        case output = 1
        case error = 2
        /// The rest of the frame is a failure of the engine's own.
        case system = 3
    }

    public var channel: Channel
    public var bytes: [UInt8]

    public init(_ channel: Channel, _ bytes: [UInt8]) {
        self.channel = channel
        self.bytes = bytes
    }

    /// The frame as it stands on the wire.
    public var encoded: [UInt8] {
        let size = UInt32(clamping: bytes.count)
        let head: [UInt8] =
            [channel.rawValue, 0, 0, 0] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) }
        return head + bytes
    }
}

/// Takes a stream of multiplexed output apart, however its pieces are cut.
public struct StreamFrameReader: Sendable {
    /// The longest frame that is accepted.
    public static let longest = 16 << 20

    private var pending: [UInt8] = []

    public init() {}

    /// The frames that are complete with these bytes.
    public mutating func read(_ bytes: [UInt8]) throws(EngineError) -> [StreamFrame] {
        pending += bytes
        var frames: [StreamFrame] = []
        var start = 0
        while pending.count - start >= 8 {
            let size = pending[start + 4..<start + 8].reduce(0) { $0 << 8 | Int($1) }
            guard let channel = StreamFrame.Channel(rawValue: pending[start]), size <= Self.longest else {
                throw EngineError(.failed, "the engine's output isn't made of frames")
            }
            guard pending.count - start - 8 >= size else { break }
            frames.append(StreamFrame(channel, Array(pending[start + 8..<start + 8 + size])))
            start += 8 + size
        }
        pending.removeFirst(start)
        return frames
    }

    /// Whether the last frame is complete.
    public var isAtEnd: Bool { pending.isEmpty }
}
