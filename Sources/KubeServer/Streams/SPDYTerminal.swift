import EngineAPI
import HTTPWire
import KubeAPI
import Synchronization

/// A process's streams over SPDY: the client begins one for each.
final class SPDYTerminal: RemoteTerminal {
    static let version = "v4.channel.k8s.io"

    private struct State {
        var streams: [String: SPDYStream] = [:]
        var waiting: CheckedContinuation<Void, Never>?
        var isOver = false
    }

    private let wanted: Set<String>
    private let state = Mutex(State())
    private let transport: any ByteTransport

    init(_ transport: any ByteTransport, _ options: PodStreamOptions) {
        self.transport = transport
        var wanted: Set<String> = ["error"]
        if options.input { wanted.insert("stdin") }
        if options.output { wanted.insert("stdout") }
        if options.error { wanted.insert("stderr") }
        if options.terminal { wanted.insert("resize") }
        self.wanted = wanted
    }

    /// Connects a process with the client until the client is gone.
    func run(_ process: PodProcess) async throws {
        defer { process.close() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [self] in
                try await readFrames()
                return true
            }
            group.addTask { [self] in
                guard await waitForStreams() else { return true }
                try await ProcessRelay(process: process, terminal: self).run()
                // The client closes when it has read all of this.
                return false
            }
            defer { group.cancelAll() }
            while let isOver = try await group.next() { if isOver { break } }
        }
    }

    private func readFrames() async throws {
        defer { wake(isOver: true) }
        try await SPDYSession(transport: transport).run { stream in
            self.state.withLock { $0.streams[stream.headers["streamtype"] ?? ""] = stream }
            self.wake()
        }
    }

    /// Waits until the client has begun all its streams; false when it is gone before.
    private func waitForStreams() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.isOver || Task.isCancelled || wanted.isSubset(of: state.streams.keys) {
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wake(isOver: true)
        }
        return state.withLock { wanted.isSubset(of: $0.streams.keys) }
    }

    private func wake(isOver: Bool = false) {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if isOver { state.isOver = true }
            guard state.isOver || wanted.isSubset(of: state.streams.keys) else { return nil }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    func relayInput(to process: PodProcess) async -> Bool {
        let (input, size) = state.withLock { ($0.streams["stdin"], $0.streams["resize"]) }
        await withTaskGroup(of: Void.self) { group in
            if let input {
                group.addTask {
                    while let bytes = await input.input.next() { try? await process.send(bytes) }
                    if !Task.isCancelled { try? await process.finishInput() }
                }
            }
            if let size {
                group.addTask {
                    while let bytes = await size.input.next() {
                        if let size = TerminalSizeText.read(bytes) { try? await process.resize(size) }
                    }
                }
            }
        }
        return false
    }

    func write(_ output: PodOutput) async throws {
        let stream = state.withLock { $0.streams[output.isError ? "stderr" : "stdout"] }
        try await stream?.send(output.bytes)
    }

    func end(_ status: JSON) async throws {
        let streams = state.withLock { $0.streams }
        try await streams["stdout"]?.finish()
        try await streams["stderr"]?.finish()
        try await streams["error"]?.send(status.bytes)
        for name in ["error", "stdin", "resize"] { try await streams[name]?.finish() }
        // What the client still sends is for nobody.
        for stream in streams.values { stream.input.finish() }
    }

    /// The client's frames are read elsewhere, until it closes.
    func drain() async {}
}
