import EngineAPI
import TestKit
import Testing

/// What every `ContainerEngine` does, whatever stands behind it.
///
/// Each part makes what it needs and takes it away again. `image` is one that has a shell; the engine may pull it.
struct EngineContract {
    let engine: any ContainerEngine
    let image: String

    /// All parts, by name.
    static let parts: [String: @Sendable (EngineContract) async throws -> Void] = [
        "life of a container": { try await $0.life() },
        "exit codes and waiting": { try await $0.exitCodes() },
        "attach with input": { try await $0.attach() },
        "exec": { try await $0.exec() },
        "logs": { try await $0.logs() },
        "files": { try await $0.files() },
        "names and conflicts": { try await $0.names() },
        "labels and filters": { try await $0.filters() },
        "networks": { try await $0.networks() },
        "volumes": { try await $0.volumes() },
        "images": { try await $0.images() },
        "imports": { try await $0.imports() },
        "build": { try await $0.build() },
        "events": { try await $0.events() },
        "limits and updates": { try await $0.limits() },
        "missing things": { try await $0.missing() },
        "reports": { try await $0.reports() },
    ]

    /// Makes sure that the image is there.
    func prepare() async throws {
        guard (try? await engine.inspectImage(image)) == nil else { return }
        var options = PullOptions()
        options.image = image
        options.tag = "latest"
        let progress = try await engine.pullImage(options)
        while let message = try await progress.next() {
            if let problem = message.error { throw EngineError(.failed, problem) }
        }
    }

    /// Makes a container, lets the body use it, and removes it.
    func withContainer(
        _ command: [String],
        name: String = "contract-\(UInt32.random(in: 0 ... .max))",
        starts: Bool = true,
        _ change: (inout ContainerCreation) -> Void = { _ in },
        _ body: (String) async throws -> Void
    ) async throws {
        let creation = ContainerCreation().with {
            $0.name = name
            $0.config.image = image
            $0.config.cmd = Words(command)
            change(&$0)
        }
        let id = try await engine.createContainer(creation).id
        do {
            if starts { _ = try await engine.startContainer(id) }
            try await body(id)
        } catch {
            try? await engine.removeContainer(id, RemoveOptions(force: true, volumes: true))
            throw error
        }
        do { try await engine.removeContainer(id, RemoveOptions(force: true, volumes: true)) } catch let error
            as EngineError
            where error.kind == .notFound
        {}
    }

    /// The text of a process's output, both streams.
    func text(_ isTTY: Bool, _ stream: ByteStream) async throws -> String {
        var reader = StreamFrameReader()
        var all: [UInt8] = []
        while let bytes = try await stream.next() {
            if isTTY { all += bytes } else { all += try reader.read(bytes).flatMap(\.bytes) }
        }
        return String(decoding: all, as: UTF8.self)
    }

    func failure(_ body: () async throws -> Void) async -> EngineError.Kind? {
        do {
            try await body()
            return nil
        } catch { return (error as? EngineError)?.kind }
    }
}
