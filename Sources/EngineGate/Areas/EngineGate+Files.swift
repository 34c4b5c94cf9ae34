public import EngineAPI
import TarStream

extension EngineGate {
    public func statPath(_ name: String, path: String) async throws -> PathStat {
        try await looking(name) { [engine] in try await engine.statPath($0, path: path) }
    }

    public func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream) {
        try await lookingOn(name) { [engine] in try await engine.readArchive($0, path: path) }
    }

    public func exportContainer(_ name: String) async throws -> ByteStream {
        try await own(name) { try await engine.exportContainer($0) }
    }

    /// Lays files into a container.
    public func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws {
        try disk.check()
        // The engine would unpack a compressed one with programs that it finds in the container.
        let rules = uploadRules { $0.stripsSetuid = true }
        try await looking(name, writes: true) { [self] id in
            try await sending(archive, rules) { try await engine.writeArchive(id, target, $0) }
        }
    }

    /// Hands an archive to the engine, written anew by rules.
    func sending<Result>(
        _ archive: ByteStream,
        _ rules: TarRules,
        _ body: (ByteStream) async throws -> Result
    ) async throws -> Result {
        let files = TarFilter.apply(rules, to: archive)
        do { return try await body(files) } catch {
            // The engine may refuse before it has read anything, and would leave us waiting to be read.
            files.cancel()
            throw error
        }
    }

    /// What holds for every archive that a student sends.
    func uploadRules(_ change: (inout TarRules) -> Void = { _ in }) -> TarRules {
        var rules = TarRules()
        rules.mostBytes = settings.quotas.upload
        rules.mostEntries = settings.quotas.uploadEntries
        rules.decide = { try Self.refuseSpecial($0) }
        change(&rules)
        return rules
    }

    /// Refuses devices and pipes.
    @discardableResult
    static func refuseSpecial(_ entry: TarEntry) throws -> TarAction {
        guard entry.kind != .special else {
            throw EngineError.denied(
                "the archive has the device or pipe '\(entry.path)'; only files, folders and links"
            )
        }
        return .keep
    }
}
