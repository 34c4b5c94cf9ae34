import Dockerfile
import EngineAPI
import SimShell
import TarStream

extension BuildWalk {
    /// `COPY` and `ADD`.
    mutating func copy(
        _ transfer: Instruction.Transfer,
        _ instruction: Instruction,
        keyword: String
    ) async throws {
        let source = try await source(of: transfer, keyword)
        var found: [Source] = []
        for pattern in transfer.sources {
            let text = try expand(pattern)
            if let document = instruction.heredocs.first(where: { text.hasHeredocName($0.name) }) {
                found.append(.document(document.name, try contents(document)))
            } else if keyword == "ADD", text.firstMatch(of: /^(https?|ftp|git):\/\/|^git@/) != nil {
                throw address(text)
            } else {
                found += try matches(text, in: source, keyword, isContext: transfer.from == nil)
            }
        }
        guard !found.isEmpty else {
            throw EngineError(.badRequest, "\(keyword) failed: no source files were specified")
        }
        let destination = try expand(transfer.destination)
        let place = ConfigChanges.folder(destination, below: current.config.workingDir)
        let isFolder = destination.hasSuffix("/") || destination == "." || destination.hasSuffix("/.")
        guard found.count == 1 || isFolder else {
            throw EngineError(
                .badRequest,
                "When using \(keyword) with more than one source file, the destination must be a directory and end with a /"
            )
        }
        let digest = ContentHash.hex(found.map { $0.digest(in: source) }.joined(separator: "\n").utf8)
        let owner = transfer.owner.map { " --chown=\($0)" } ?? ""
        let kind = found.count > 1 ? "multi" : found[0].isFolder(in: source) ? "dir" : "file"
        let createdBy = "/bin/sh -c #(nop) \(keyword)\(owner) \(kind):\(digest) in \(destination) "
        if try await takeCached(createdBy) { return }
        let tree = makeTree()
        try await lay(found, from: source, into: tree, place, isFolder, transfer, extracts: keyword == "ADD")
        try await finish(createdBy, layer: tree.layer(), key: createdBy)
    }

    /// A thing to copy.
    enum Source {
        case path(String)
        case document(String, [UInt8])

        func digest(in tree: FileTree) -> String {
            switch self {
            case .path(let path): TreeCopy.digest(path, in: tree)
            case .document(let name, let bytes): name + ContentHash.hex(bytes)
            }
        }

        func isFolder(in tree: FileTree) -> Bool {
            if case .path(let path) = self { (try? tree.status(path))?.kind == .directory } else { false }
        }

        /// The last part of the path.
        var name: String {
            switch self {
            case .path(let path): path.split(separator: "/").last.map(String.init) ?? ""
            case .document(let name, _): name
            }
        }
    }

    /// The files that are copied from: the context, an earlier stage, or another image.
    private mutating func source(
        of transfer: Instruction.Transfer,
        _ keyword: String
    ) async throws -> FileTree {
        guard let from = transfer.from else { return build.context.files }
        let name = try expand(from)
        let image: StoredImage
        if let stage = build.stages.last(where: { $0.name == name.lowercased() && $0.index < finished.count })
        {
            image = finished[stage.index]
        } else if let number = Int(name) {
            guard finished.indices.contains(number) else {
                throw EngineError(
                    .badRequest,
                    "invalid from flag value \(name): invalid stage index: \(name)"
                )
            }
            image = finished[number]
        } else {
            image = try await build.engine.base(name, pulling: false, platform: "", build.feed)
        }
        current.modelled.formUnion(image.modelled)
        return FileTree(image.files, limits: build.configuration.limits.files)
    }

    private func matches(
        _ pattern: String,
        in tree: FileTree,
        _ keyword: String,
        isContext: Bool
    ) throws(EngineError) -> [Source] {
        let parts = pattern.split(separator: "/").filter { $0 != "." }
        if isContext, parts.first == ".." {
            throw EngineError(
                .badRequest,
                "\(keyword) failed: forbidden path outside the build context: \(pattern) ()"
            )
        }
        let path = ConfigChanges.folder(pattern, below: "/")
        if pattern.contains(where: { "*?[".contains($0) }) {
            let found = Self.glob(path, in: tree)
            guard !found.isEmpty else {
                throw EngineError(.badRequest, "\(keyword) failed: no source files were specified")
            }
            return found.map { .path($0) }
        }
        guard (try? tree.status(path)) != nil else {
            let bare = path.dropFirst()
            throw EngineError(
                .badRequest,
                isContext
                    ? "\(keyword) failed: file not found in build context or excluded by .dockerignore: stat \(bare): file does not exist"
                    : "\(keyword) failed: stat \(bare): file does not exist"
            )
        }
        return [.path(path)]
    }

    /// The paths that a pattern fits, part by part.
    static func glob(_ pattern: String, in tree: FileTree) -> [String] {
        var found = [""]
        for part in pattern.split(separator: "/") {
            var next: [String] = []
            for folder in found.prefix(10_000) {
                if part.contains(where: { "*?[\\".contains($0) }) {
                    let entries = (try? tree.list(folder.isEmpty ? "/" : folder)) ?? []
                    for entry in entries where Glob.fits(String(part), entry.name) {
                        next.append("\(folder)/\(entry.name)")
                    }
                } else if tree.exists("\(folder)/\(part)") {
                    next.append("\(folder)/\(part)")
                }
            }
            found = next
        }
        return found.filter { !$0.isEmpty }
    }

    private func address(_ text: String) -> EngineError {
        let host = text.split(separator: "/").dropFirst().first.map(String.init) ?? text
        return EngineError(
            .failed,
            "ADD failed: failed to GET \(text): Get \"\(text)\": dial tcp: lookup \(host) on 127.0.0.11:53: no such host"
        )
    }

    private func contents(_ document: Heredoc) throws(EngineError) -> [UInt8] {
        let plain =
            document.stripsTabs
            ? document.content.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.drop { $0 == "\t" } }.joined(separator: "\n") : document.content
        return Array((document.expands ? try expandDocument(plain) : plain).utf8)
    }

    /// In a document quotes stay; only variables are replaced.
    private func expandDocument(_ text: String) throws(EngineError) -> String {
        var out = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\$(\{[^}]*\}|[A-Za-z_][A-Za-z0-9_]*)/) {
            out += rest[..<match.range.lowerBound]
            out += try expand(String(match.0))
            rest = rest[match.range.upperBound...]
        }
        return out + rest
    }

    private func lay(
        _ sources: [Source],
        from tree: FileTree,
        into target: FileTree,
        _ place: String,
        _ isFolder: Bool,
        _ transfer: Instruction.Transfer,
        extracts: Bool
    ) async throws {
        var copy = TreeCopy(from: tree, to: target)
        if let text = transfer.owner {
            let user = try UserLookup(target).find(try expand(text)).0
            copy.owner = FileOwner(user)
            // `--chown=55` makes the group 55, too.
            if !text.contains(":"), Int(text) == user.id { copy.owner.group = user.id }
        }
        if let text = transfer.mode {
            guard let mode = Int(try expand(text), radix: 8), (0...0o7777).contains(mode) else {
                throw EngineError(
                    .badRequest,
                    "invalid chmod parameter: '\(text)'. it should be octal string and between 0 and 07777"
                )
            }
            copy.mode = mode
        }
        let isThere = (try? target.status(place))?.kind == .directory
        for source in sources {
            let goesInside = isFolder || isThere || sources.count > 1
            let to = goesInside ? (place == "/" ? "/\(source.name)" : "\(place)/\(source.name)") : place
            do {
                switch source {
                case .document(_, let bytes):
                    let folder = to.split(separator: "/").dropLast().map { "/\($0)" }.joined()
                    if !folder.isEmpty {
                        try target.makeDirectory(folder, owner: copy.owner, intermediate: true)
                    }
                    try target.write(to, bytes, mode: copy.mode ?? 0o644, owner: copy.owner)
                case .path(let path):
                    if source.isFolder(in: tree) {
                        try copy.copy(path, to: place)
                    } else if extracts, let members = await Self.archive(path, in: tree) {
                        try extract(members, into: target, place, copy.owner)
                    } else {
                        try copy.copy(path, to: to)
                    }
                }
            } catch let error as FileTreeError {
                throw EngineError(
                    .failed,
                    "\(extracts ? "ADD" : "COPY") failed: \(error.path): \(error.words.lowercased())"
                )
            }
        }
    }

    /// The members of an archive, where a file of the context is one: `ADD` unpacks it.
    private static func archive(_ path: String, in tree: FileTree) async -> [TarMember]? {
        guard let bytes = try? tree.read(path), bytes.count > 100 else { return nil }
        let magics: [[UInt8]] = [[0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A]]
        let isTar = bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8)
        guard isTar || magics.contains(where: bytes.starts(with:)) else { return nil }
        return try? await TarReader.members(of: EngineStream([bytes]), limit: 64 << 20)
    }

    private func extract(
        _ members: [TarMember],
        into target: FileTree,
        _ place: String,
        _ owner: FileOwner
    ) throws {
        let archive = FileTree(
            FileImage(layers: [FileLayer(members)]),
            limits: build.configuration.limits.files
        )
        var copy = TreeCopy(from: archive, to: target)
        copy.owner = owner
        try copy.copy("/", to: place)
    }
}

extension String {
    /// Whether the text opens the document of a name: `<<EOF`, `<<-"EOF"`.
    fileprivate func hasHeredocName(_ name: String) -> Bool {
        hasPrefix("<<") && drop { "<-\"'".contains($0) }.prefix { !"\"'".contains($0) } == name
    }
}
