import EngineAPI
import KubeAPI
import Synchronization

/// Pods that answer as tests need it: `cat` gives back its input, `exit N` ends so, port 80 echoes.
struct EchoStreams: PodStreams {
    func log(namespace: String, pod: String, _ query: PodLogQuery) async throws(StatusError) -> ByteStream {
        if query.previous {
            throw .badRequest(
                "previous terminated container \"\(query.container)\" in pod \"\(pod)\" not found"
            )
        }
        let lines = (1...5).map { "line \($0) of \(query.container)\n" }
        return ByteStream(lines.suffix(query.tailLines ?? 5).map { Array($0.utf8) })
    }

    func exec(
        namespace: String,
        pod: String,
        command: [String],
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess {
        switch command.first {
        case "late": throw StatusError(500, "InternalError", "container not found (\"c\")")
        case "cat", "sh": return Self.cat(command)
        case "echo": return Self.say(command.dropFirst().joined(separator: " ") + "\n", .exited(0))
        case "fail": return Self.say("oops\n", .exited(Int(command.last ?? "") ?? 1), isError: true)
        case "size": return Self.size()
        default:
            let text =
                "error executing command in container: exec: \"\(command[0])\": "
                + "executable file not found in $PATH: unknown"
            return PodProcess(output: .init([]), end: { .failed(text) })
        }
    }

    func attach(
        namespace: String,
        pod: String,
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess { Self.cat([]) }

    func portForward(namespace: String, pod: String, port: Int) async throws(StatusError) -> PodConnection {
        guard port == 80 else {
            throw StatusError(
                500,
                "InternalError",
                "dial tcp4 127.0.0.1:\(port): connect: connection refused"
            )
        }
        let pipe = BytePipeForTests()
        return PodConnection(
            input: ByteStream(cancel: { pipe.finish() }) { await pipe.next() },
            send: { bytes in pipe.write(bytes) },
            finish: { pipe.finish() }
        )
    }

    private static func say(_ text: String, _ end: PodProcessEnd, isError: Bool = false) -> PodProcess {
        PodProcess(output: .init([PodOutput(Array(text.utf8), isError: isError)]), end: { end })
    }

    /// Gives back what it is sent; a shell's `exit N` in it is how it ends.
    private static func cat(_ command: [String]) -> PodProcess {
        let pipe = BytePipeForTests()
        let code = Mutex(0)
        return PodProcess(
            output: EngineStream(cancel: { pipe.finish() }) { await pipe.next().map { PodOutput($0) } },
            send: { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                if let found = text.split(separator: "exit ").last, text.contains("exit ") {
                    code.withLock { $0 = Int(found.prefix { $0.isNumber }) ?? 0 }
                    pipe.finish()
                } else {
                    pipe.write(bytes)
                }
            },
            finish: { pipe.finish() },
            end: { .exited(code.withLock { $0 }) }
        )
    }

    /// Says the first size that it is told.
    private static func size() -> PodProcess {
        let pipe = BytePipeForTests()
        return PodProcess(
            output: EngineStream(cancel: { pipe.finish() }) { await pipe.next().map { PodOutput($0) } },
            resize: { size in
                pipe.write(Array("\(size.columns)x\(size.rows)\r\n".utf8))
                pipe.finish()
            },
            end: { .exited(0) }
        )
    }
}

/// Bytes from a task to another, without bounds.
final class BytePipeForTests: Sendable {
    private let stream: AsyncStream<[UInt8]>
    private let source: AsyncStream<[UInt8]>.Continuation

    init() { (stream, source) = AsyncStream.makeStream(of: [UInt8].self) }

    func write(_ bytes: [UInt8]) { source.yield(bytes) }
    func finish() { source.finish() }
    func next() async -> [UInt8]? {
        var iterator = stream.makeAsyncIterator()
        return await iterator.next()
    }
}
