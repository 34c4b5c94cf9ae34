import EngineAPI
import EngineSim
import Foundation
import SimShell
import SourceText
import TestKit
import Testing

/// An engine with the images of the project and the programs of the tests.
struct TestEngine {
    let engine: SimulatedEngine
    let time = ManualTime()

    init(_ change: (inout EngineConfiguration) -> Void = { _ in }) throws {
        let catalog = Self.catalog
        let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
        var configuration = EngineConfiguration(
            catalog: catalog,
            programs: TestPrograms.table,
            time: EngineTime(time, from: start)
        )
        configuration.seed = 1
        change(&configuration)
        engine = SimulatedEngine(configuration: configuration)
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Resources/images")

    static func files() throws -> [SourceFile] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
            .map { SourceFile(name: $0.lastPathComponent, bytes: Array(try Data(contentsOf: $0))) }
    }

    /// Read once: there are many tests.
    private static let catalog = ImageCatalog((try? images()) ?? [])

    static func images() throws -> [ImageModel] { try files().flatMap { ImageFile($0).images } }

    /// Fetches an image.
    func pull(_ names: String...) async throws {
        for name in names {
            var options = PullOptions()
            options.image = name
            _ = try await engine.pullImage(options).collect()
        }
    }

    /// Makes a container.
    func create(
        _ image: String = "busybox",
        _ words: [String],
        name: String = "",
        _ change: (inout ContainerCreation) -> Void = { _ in }
    ) async throws -> String {
        try await engine.createContainer(
            ContainerCreation().with {
                $0.name = name
                $0.config.image = image
                $0.config.cmd = Words(words)
                change(&$0)
            }
        ).id
    }

    /// Makes a container that runs a script of the tests' own language, and starts it.
    @discardableResult func run(
        _ script: String,
        name: String = "",
        _ change: (inout ContainerCreation) -> Void = { _ in }
    ) async throws -> String {
        let id = try await create("busybox", ["sh", "-c", script], name: name, change)
        _ = try await engine.startContainer(id)
        return id
    }

    /// Waits, in the real time, for a container's end.
    func end(of id: String) async throws -> Int? {
        try await engine.waitContainer(id, .notRunning).next()?.statusCode
    }

    /// The whole log, frames taken apart.
    func logs(_ id: String, _ change: (inout LogQuery) -> Void = { _ in }) async throws -> String {
        var query = LogQuery()
        (query.stdout, query.stderr) = (true, true)
        change(&query)
        let output = try await engine.logs(id, query)
        return try await Self.text(output.bytes, isTTY: output.isTTY)
    }

    static func text(_ stream: ByteStream, isTTY: Bool = false) async throws -> String {
        var reader = StreamFrameReader()
        var bytes: [UInt8] = []
        for try await piece in stream {
            if isTTY { bytes += piece } else { bytes += try reader.read(piece).flatMap(\.bytes) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func state(_ id: String) async throws -> ContainerState {
        try await engine.inspectContainer(id, size: false).state
    }
}

/// The message of the engine's refusal.
func refusal(_ body: () async throws -> Void) async -> EngineError? {
    do {
        try await body()
        return nil
    } catch { return error as? EngineError }
}
