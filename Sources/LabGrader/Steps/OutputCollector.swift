import Synchronization
import TextMatch

/// Keeps what a command prints while it runs.
final class OutputCollector: Sendable {
    private let state = Mutex<(output: [UInt8], error: [UInt8])>(([], []))

    func take(_ stream: RoomStream, _ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            if stream == .output { state.output += bytes } else { state.error += bytes }
        }
    }

    /// The lines so far.
    var lines: (output: [String], error: [String]) {
        let bytes = state.withLock { $0 }
        return (OutputNorms.lines(of: bytes.output), OutputNorms.lines(of: bytes.error))
    }

    /// How many bytes there are so far.
    var count: Int { state.withLock { $0.output.count + $0.error.count } }
}
