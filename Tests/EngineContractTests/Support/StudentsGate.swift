import EngineAPI
import EngineGate
import TarStream

/// What a student does in one line, and hears of it.
struct StudentsGate {
    let gate: EngineGate

    /// Does something with an embedded engine behind the gate of a session.
    static func open(
        at address: String = "127.89.0.1",
        _ body: (StudentsGate) async throws -> Void
    ) async throws {
        try await EmbeddedRun.withGatedEngine(at: address) { try await body(StudentsGate(gate: $0)) }
    }

    func pull(_ image: String) async throws {
        let sides = image.split(separator: ":").map(String.init)
        var options = PullOptions()
        (options.image, options.tag) = (sides[0], sides.count > 1 ? sides[1] : "latest")
        _ = try await gate.pullImage(options).collect()
    }

    /// Builds an image; what is there to be said of it ends with the failure where there is one.
    func build(
        _ tag: String,
        _ dockerfile: String,
        _ files: [(String, String)] = [],
        named name: String = "Dockerfile"
    ) async throws -> String {
        let all = (files + [(name, dockerfile)]).sorted { $0.0 < $1.0 }
        let members = all.map { TarMember(path: $0.0, contents: Array($0.1.utf8)) }
        return try await build(tag, members, named: name)
    }

    func build(_ tag: String, _ members: [TarMember], named name: String) async throws -> String {
        var options = BuildOptions()
        (options.tags, options.dockerfile, options.version) = ([tag], name, "1")
        let context = ByteStream([try TarWriter.archive(members)])
        let messages = try await gate.build(options, context).collect()
        return messages.map { $0.stream ?? $0.error ?? "" }.joined()
    }

    /// Makes and starts a container; returns its id.
    @discardableResult func start(
        _ image: String,
        _ command: Words,
        name: String = "",
        _ change: (inout ContainerCreation) -> Void = { _ in }
    ) async throws -> String {
        let creation = ContainerCreation().with {
            $0.name = name
            ($0.config.image, $0.config.cmd) = (image, command)
            change(&$0)
        }
        let id = try await gate.createContainer(creation).id
        _ = try await gate.startContainer(id)
        return id
    }

    /// What a command prints in a container of an image, with its exit code where that isn't 0.
    func printed(
        _ image: String,
        _ command: Words,
        _ change: (inout ContainerCreation) -> Void = { _ in }
    ) async throws -> String {
        let id = try await start(image, command, change)
        let code = try await gate.waitContainer(id, .notRunning).next()?.statusCode ?? -1
        var query = LogQuery()
        (query.stdout, query.stderr) = (true, true)
        let text = try await Self.text(try await gate.logs(id, query).bytes)
        return code == 0 ? text : text + "code \(code)"
    }

    /// What a further process prints in a container.
    func executed(_ container: String, _ command: [String]) async throws -> String {
        let creation = ExecCreation().with {
            ($0.cmd, $0.attachStdout, $0.attachStderr) = (Words(command), true, true)
        }
        let id = try await gate.createExec(container, creation).id
        return try await Self.text(try await gate.startExec(id, ExecStart()).output)
    }

    /// The words with which something is refused; nil where it isn't.
    func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch { return (error as? EngineError)?.message ?? "\(error)" }
    }

    private static func text(_ stream: ByteStream) async throws -> String {
        var reader = StreamFrameReader()
        var bytes: [UInt8] = []
        for try await piece in stream { bytes += try reader.read(piece).flatMap(\.bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
