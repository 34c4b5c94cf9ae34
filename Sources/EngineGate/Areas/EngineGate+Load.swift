public import EngineAPI
import TarStream

extension EngineGate {
    private static let largestManifest = 4 << 20

    /// Images as an archive, under the student's names.
    public func saveImages(_ names: [String]) async throws -> ByteStream {
        guard !names.isEmpty else { throw EngineError.malformed("invalid reference format") }
        var engineNames: [String] = []
        for name in names {
            do { engineNames.append(try await engineImage(name)) } catch let error as EngineError
                where error.kind == .notFound
            {
                throw EngineError(.notFound, "reference does not exist")
            }
        }
        let asked = engineNames
        let archive = try await asking { try await engine.saveImages(asked) }
        var rules = TarRules()
        rules.mostBytes = 64 << 30
        rules.mostEntries = 1 << 20
        rules.decide = { ImageArchive.isList($0.path) ? .rewrite(limit: Self.largestManifest) : .keep }
        rules.rewrite = { [self] in try ImageArchive.list($0.path, $1, renamed: { self.names.viewImage($0) })
        }
        return TarFilter.apply(rules, to: archive)
    }

    /// Takes in images; the names in the archive become the session's own.
    public func loadImages(quiet: Bool, _ archive: ByteStream) async throws -> ProgressStream {
        try await checkImageRoom()
        let rules = uploadRules { rules in
            rules.allowsCompression = true
            rules.mostUnfolded = settings.quotas.disk
            rules.decide = { entry in
                try Self.refuseSpecial(entry)
                return ImageArchive.isList(entry.path) ? .rewrite(limit: Self.largestManifest) : .keep
            }
            rules.rewrite = { [names] entry, bytes in
                try ImageArchive.list(entry.path, bytes) { name in
                    guard let reference = ImageReference(name), reference.domain != SessionNames.imageDomain
                    else {
                        return nil
                    }
                    return names.engineImage(reference)
                }
            }
        }
        let stream = try await asking {
            do {
                return try await sending(archive, rules) { try await engine.loadImages(quiet: quiet, $0) }
            } catch let error as EngineError where error.message.contains("Truncated tar archive") {
                let isNew = try await engine.ping().apiVersion >= APIVersion(1, 42)
                let start = isNew ? "" : "Error processing tar file(exit status 1): "
                return ProgressStream([ProgressMessage(error: start + "unexpected EOF")])
            }
        }
        return told(stream)
    }

    /// Makes an image of an archive of files.
    public func importImage(_ options: ImportOptions, _ archive: ByteStream) async throws -> ProgressStream {
        guard options.source == "-" else {
            throw EngineError.denied("an image can be imported from a file or from standard input only")
        }
        var judged = options
        judged.changes = try await LabelChanges.judge(options.changes, session, engine.ping().apiVersion)
        if !options.repo.isEmpty {
            let target = names.engineImage(try Self.reference(repo: options.repo, tag: options.tag))
            // In one piece, as the command sends it: Podman overlooks a tag that stands alone.
            judged.repo = target.description
            judged.tag = ""
        }
        try await checkImageRoom()
        let upstream = judged
        let rules = uploadRules { $0.allowsCompression = true }
        return told(
            try await asking {
                try await sending(archive, rules) { try await engine.importImage(upstream, $0) }
            }
        )
    }

    /// Messages in the student's names.
    func told(_ stream: ProgressStream) -> ProgressStream {
        stream.compactMap { [self] in told($0) }.mapError { [self] error in
            (error as? EngineError).map { told($0) } ?? error
        }
    }

    /// A message in the student's names.
    func told(_ message: ProgressMessage) -> ProgressMessage {
        message.with {
            $0.stream = message.stream.map(names.text)
            $0.status = message.status.map(names.text)
            $0.error = message.error.map(names.text)
            if let text = message.errorDetail?.message { $0.errorDetail?.message = names.text(text) }
        }
    }
}
