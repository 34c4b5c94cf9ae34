import EngineAPI
import Synchronization

/// Takes frames apart, for streams that are pulled from any task.
final class FrameBox: Sendable {
    private let reader = Mutex(StreamFrameReader())

    /// The bytes of the frames that are complete with a piece, whichever stream they are of.
    func read(_ piece: [UInt8]) throws -> [UInt8] { try frames(piece).flatMap(\.bytes) }

    func frames(_ piece: [UInt8]) throws -> [StreamFrame] {
        try reader.withLock { reader throws(EngineError) in try reader.read(piece) }
    }
}

/// A container's output as the text that it is.
enum LogText {
    /// The text without frames, at most so many bytes where there is a bound.
    static func plain(_ output: ContainerOutput, atMost limit: Int? = nil) -> ByteStream {
        let frames = FrameBox()
        let left = Mutex(limit ?? .max)
        return ByteStream(cancel: { output.bytes.cancel() }) {
            while left.withLock({ $0 }) > 0, let piece = try await output.bytes.next() {
                let bytes = output.isTTY ? piece : try frames.read(piece)
                let taken = left.withLock { left in
                    let taken = bytes.prefix(left)
                    left -= taken.count
                    return taken
                }
                if !taken.isEmpty { return Array(taken) }
            }
            output.bytes.cancel()
            return nil
        }
    }

    /// All of it that can be had, at most so many bytes.
    static func all(of output: ContainerOutput, atMost limit: Int) async -> [UInt8] {
        let text = plain(output, atMost: limit)
        var bytes: [UInt8] = []
        while let piece = try? await text.next() { bytes += piece }
        return bytes
    }
}
