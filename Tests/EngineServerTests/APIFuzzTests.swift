import EngineAPI
import EngineServer
import EngineSim
import Foundation
import HTTPWire
import SimShell
import SourceText
import SystemPackage
import TestKit
import Testing

/// Requests that nobody would send: each gets an answer in the engine's form, and the engine goes on.
@Suite(.timeLimit(.minutes(2)))
struct APIFuzzTests {
    private static let requests = 2000

    /// `API_FUZZ_SEED` tries another seed than the one that every run tries.
    private static let seed =
        ProcessInfo.processInfo.environment["API_FUZZ_SEED"].flatMap { UInt64($0) } ?? 20_260_101

    @Test func everyAnswerIsWellFormedAndTheEngineGoesOn() async throws {
        let engine = try Self.engine()
        _ = try await engine.createVolume(VolumeCreation().with { $0.name = "fuzz-volume" })
        try await withScratch { scratch in
            let path = scratch.file("fuzz.sock").string
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, signal) = AsyncStream<Void>.makeStream()
                let server = EngineServer(engine, at: .unix(path: path))
                group.addTask { try await server.run { _ in signal.finish() } }
                for await _ in ready {}
                var random = SeededGenerator(seed: Self.seed)
                for number in 1...Self.requests {
                    if number % 50 == 1 { try await renewTarget(engine) }
                    let request = FuzzedRequest(&random)
                    let answer = try await onThread { try Answer(to: request, at: path) }
                    let problem = answer.problem(request)
                    #expect(
                        problem == nil,
                        "seed \(Self.seed), request \(number): \(request.line): \(problem ?? "")"
                    )
                }
                try await expectThatItWorks(engine)
                group.cancelAll()
            }
        }
        await engine.stop()
    }

    /// What the requests are about; they may have ended or removed it.
    private func renewTarget(_ engine: SimulatedEngine) async throws {
        var query = ContainerListQuery()
        query.all = true
        for container in try await engine.listContainers(query) {
            try? await engine.removeContainer(container.id, RemoveOptions(force: true))
        }
        let creation = ContainerCreation().with {
            ($0.name, $0.config.image, $0.config.openStdin) = ("fuzz-target", "busybox", true)
            $0.config.cmd = Words(["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done"])
        }
        var options = PullOptions()
        options.image = "busybox"
        let pull = options
        let id: String
        do { id = try await engine.createContainer(creation).id } catch {
            _ = try await engine.pullImage(pull).collect()
            id = try await engine.createContainer(creation).id
        }
        _ = try await engine.startContainer(id)
    }

    private func expectThatItWorks(_ engine: SimulatedEngine) async throws {
        try await renewTarget(engine)
        let creation = ContainerCreation().with {
            ($0.config.image, $0.config.cmd) = ("busybox", Words(["sh", "-c", "echo still here; exit 3"]))
        }
        let id = try await engine.createContainer(creation).id
        _ = try await engine.startContainer(id)
        #expect(try await engine.waitContainer(id, .notRunning).next()?.statusCode == 3)
    }

    private static func engine() throws -> SimulatedEngine {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Resources/images")
        let bytes = Array(try Data(contentsOf: folder.appending(path: "busybox.yaml")))
        var configuration = EngineConfiguration(
            catalog: ImageCatalog(ImageFile(SourceFile(name: "busybox.yaml", bytes: bytes)).images),
            programs: Coreutils.programs,
            time: EngineTime(ContinuousClock(), from: WallTime(nanoseconds: 1_800_000_000_000_000_000))
        )
        configuration.limits.sessionBytes = 64 << 20
        configuration.limits.containers = 60
        return SimulatedEngine(configuration: configuration)
    }
}

/// What came back: the head, and all of an error.
private struct Answer {
    /// How long an answer may take before it counts as none; what waits for a process's end may take it all.
    private static let patience = 5

    var status: Int?
    var head = ""
    var body: [UInt8] = []

    init(to request: FuzzedRequest, at path: String) throws {
        let socket = try UnixSocket(path: path, timeout: Self.patience)
        defer { socket.close() }
        // A server that refuses early may close before all is sent.
        try? socket.send(request.bytes)
        if request.isCutShort { socket.finishSending() }
        var bytes: [UInt8] = []
        while let more = try? socket.receive(), !more.isEmpty {
            bytes += more
            guard let end = Self.endOfHead(bytes) else { continue }
            head = String(decoding: bytes[..<end], as: UTF8.self)
            status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            body = Array(bytes[(end + 4)...])
            // What isn't an error may go on without end.
            if (status ?? 0) < 400 || body.count >= length { return }
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
    }

    private var length: Int {
        head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    }

    /// What is wrong with it; nil for nothing.
    func problem(_ request: FuzzedRequest) -> String? {
        guard let status else {
            return request.isCutShort || request.operation.mayTakeLong ? nil : "no answer, '\(head)'"
        }
        guard head.hasPrefix("HTTP/1.1 "), head.contains("Server: ") else { return "an odd head: \(head)" }
        guard status >= 400 else {
            return [101, 200, 201, 204, 304].contains(status) ? nil : "an odd status: \(status)"
        }
        if request.bytes.starts(with: "HEAD ".utf8) { return nil }
        if head.contains("text/plain"), status == 400 { return body.isEmpty ? "no text" : nil }
        guard let json = try? JSON(body), let message = json["message"]?.text, !message.isEmpty else {
            return "\(status) without a message: \(String(decoding: body.prefix(300), as: UTF8.self))"
        }
        return message.contains("could not be answered") ? "an error without words: \(message)" : nil
    }
}

extension EngineAPI.Operation {
    /// Whether an answer may come as late as a process ends.
    fileprivate var mayTakeLong: Bool { self == .stopContainer || self == .restartContainer }
}
