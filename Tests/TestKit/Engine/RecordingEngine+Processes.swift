public import EngineAPI

extension RecordingEngine {
    public func attach(_ name: String, _ options: AttachOptions) async throws -> ProcessConnection {
        note("attach", name, options.query.json)
        return echo()
    }

    public func resizeContainer(_ name: String, _ size: TerminalSize) async throws {
        note("resizeContainer", name, size.query.json)
    }

    public func createExec(_ name: String, _ creation: ExecCreation) async throws -> CreatedID {
        note("createExec", name, creation.json)
        let id = String(repeating: "e", count: 64)
        change {
            $0.execs[id] = ExecDetails().with {
                $0.id = id; $0.containerID = name
            }
        }
        return CreatedID(id)
    }

    public func startExec(_ id: String, _ start: ExecStart) async throws -> ProcessConnection {
        note("startExec", id, start.json)
        return echo()
    }

    public func startDetachedExec(_ id: String, _ start: ExecStart) async throws {
        note("startDetachedExec", id, start.json)
    }

    public func resizeExec(_ id: String, _ size: TerminalSize) async throws {
        note("resizeExec", id, size.query.json)
    }

    public func inspectExec(_ id: String) async throws -> ExecDetails {
        note("inspectExec", id)
        guard let found = contents.execs[id] else {
            throw EngineError(.notFound, "No such exec instance: \(id)")
        }
        return found
    }

    public func statPath(_ name: String, path: String) async throws -> PathStat {
        note("statPath", name, .string(path))
        try await suffer("statPath")
        guard let paths = contents.paths else { return PathStat() }
        guard let found = paths[path] else {
            throw EngineError(.notFound, "Could not find the file \(path) in container \(name)")
        }
        return found
    }

    public func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream) {
        note("readArchive", name, .string(path))
        return (PathStat(), EngineStream([]))
    }

    public func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws {
        note("writeArchive", name, target.query.json)
        try await receive(archive)
    }

    public func exportContainer(_ name: String) async throws -> ByteStream {
        note("exportContainer", name)
        return EngineStream([])
    }

    /// Keeps the bytes of an upload for the test.
    func receive(_ archive: ByteStream) async throws {
        let bytes = try await archive.bytes(atMost: 64 << 20)
        change { $0.uploads.append(bytes) }
    }

    /// A process that writes what it reads, and ends with its input.
    private func echo() -> ProcessConnection {
        let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingOldest(64))
        let pieces = Pieces(stream)
        return ProcessConnection(
            isTTY: true,
            output: ByteStream(cancel: { continuation.finish() }) { await pieces.next() },
            send: { continuation.yield($0) },
            finish: { continuation.finish() }
        )
    }
}

/// The reader of a stream, which only one task may use at a time.
private actor Pieces {
    private let stream: AsyncStream<[UInt8]>

    init(_ stream: AsyncStream<[UInt8]>) { self.stream = stream }

    func next() async -> [UInt8]? {
        for await piece in stream { return piece }
        return nil
    }
}
