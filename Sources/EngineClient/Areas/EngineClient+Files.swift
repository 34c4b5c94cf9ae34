public import EngineAPI
import HTTPWire

extension EngineClient {
    private static let statField = "X-Docker-Container-Path-Stat"

    public func statPath(_ name: String, path: String) async throws -> PathStat {
        do {
            let answer = try await call(.statArchive, name, ArchiveTarget(path: path).query)
            _ = try await answer.bytes(atMost: 0)
            return try PathStat(header: answer.head.fields[Self.statField])
        } catch let error as EngineError where error.message.isEmpty {
            // An answer to HEAD has no body that could say it.
            throw EngineError(error.kind, "Could not find the file \(path) in container \(name)")
        }
    }

    public func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream) {
        let (head, stream) = try await bytes(.getArchive, name, ArchiveTarget(path: path).query)
        return (try PathStat(header: head.fields[Self.statField]), stream)
    }

    public func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws {
        try await perform(.putArchive, name, target.query, .archive(archive))
    }

    public func exportContainer(_ name: String) async throws -> ByteStream {
        try await bytes(.exportContainer, name).1
    }
}
