public import EngineAPI
import TarStream

extension EngineGate {
    public func statPath(_ name: String, path: String) async throws -> PathStat {
        try await own(name) { try await engine.statPath($0, path: path) }
    }

    public func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream) {
        try await own(name) { id in
            let (stat, archive) = try await engine.readArchive(id, path: path)
            return (stat, archive)
        }
    }

    public func exportContainer(_ name: String) async throws -> ByteStream {
        try await own(name) { try await engine.exportContainer($0) }
    }

    /// Lays files into a container, while nothing in it can move a link into the way.
    public func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws {
        try disk.check()
        // The engine would unpack a compressed one with programs that it finds in the container.
        let rules = uploadRules { $0.stripsSetuid = true }
        try await own(name) { id in
            let state = try await engine.inspectContainer(id, size: false).state
            let freezes = state.running && !state.paused
            if freezes { try await engine.pauseContainer(id) }
            let result: Result<Void, any Error>
            do {
                try await sending(archive, rules) { try await engine.writeArchive(id, target, $0) }
                result = .success(())
            } catch { result = .failure(error) }
            // Also when the copy was cancelled, the container must go on.
            if freezes { await Task { [engine] in try? await engine.unpauseContainer(id) }.value }
            try result.get()
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
