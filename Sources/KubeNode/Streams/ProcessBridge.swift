import EngineAPI
import KubeAPI
import Synchronization

/// Turns an engine's connection to a process into a pod's.
struct ProcessBridge: Sendable {
    private let connection: ProcessConnection

    init(_ connection: ProcessConnection) { self.connection = connection }

    private struct State {
        var ready: [PodOutput] = []
        /// What the engine said instead of starting the process; empty where it started.
        var failure = ""
        var isFirst = true
    }

    /// The process.
    ///
    /// - Parameters:
    ///   - resize: Sets the size of its terminal.
    ///   - code: Its exit code, once its output has ended.
    /// - Returns: The process; a program that couldn't be started is one that has failed.
    func process(
        resize: @escaping @Sendable (KubeAPI.TerminalSize) async throws -> Void,
        code: @escaping @Sendable () async -> Int?
    ) -> PodProcess {
        let state = Mutex(State())
        let shared = Shared(state)
        let connection = connection
        let frames = FrameBox()
        let output = EngineStream<PodOutput>(cancel: { connection.close() }) {
            while true {
                if let next = shared.next() { return next }
                guard let piece = try await connection.output.next() else { return nil }
                let pieces =
                    connection.isTTY
                    ? [PodOutput(piece)]
                    : try frames.frames(piece).filter { !$0.bytes.isEmpty }.map {
                        PodOutput($0.bytes, isError: $0.channel == .error)
                    }
                shared.add(pieces)
            }
        }
        return PodProcess(
            output: output,
            send: { try await connection.send($0) },
            finish: { try await connection.finishInput() },
            resize: resize,
            end: {
                let failure = shared.failure
                if !failure.isEmpty { return .failed(failure) }
                return await code().map { .exited($0) } ?? .failed("the process's end isn't known")
            }
        )
    }

    /// The state, shared by the stream and by who asks for the end.
    private final class Shared: Sendable {
        private let state: Mutex<State>

        init(_ state: consuming Mutex<State>) { self.state = state }

        func next() -> PodOutput? {
            state.withLock { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
        }

        var failure: String { state.withLock { $0.failure } }

        /// Takes output in; an engine tells of a program that isn't there by its first output.
        func add(_ pieces: [PodOutput]) {
            state.withLock { state in
                for piece in pieces {
                    if state.isFirst {
                        state.isFirst = false
                        let text = String(decoding: piece.bytes.prefix(4096), as: UTF8.self)
                        if text.hasPrefix("OCI runtime exec failed: ") {
                            state.failure = ProcessBridge.failure(text)
                            continue
                        }
                    }
                    state.ready.append(piece)
                }
            }
        }
    }

    /// An engine's failure to run a program in a container, as a kubelet hands it on.
    private static func failure(_ text: String) -> String {
        let start = "OCI runtime exec failed: exec failed: "
        var rest = text[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        if rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
        let why = rest.hasSuffix(": unknown") ? String(rest) : rest + ": unknown"
        return
            "Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: "
            + "OCI runtime exec failed: exec failed: \(why)"
    }
}
