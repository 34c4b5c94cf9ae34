extension Coreutils {
    static let linkApplets: [String: any Program] = [
        "cp": Applet("cp") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "aRrdPLHpfilsTtu", applet)
            let isDeep = options.has("R") || options.has("r") || options.has("a")
            let (sources, target, isInside) = try await applet.targets(
                options.rest,
                options,
                "cp [-arPLHpfilsTu] SOURCE DEST"
            )
            var copier = FileCopier(
                isDeep: isDeep,
                keepsLinks: options.has("a") || options.has("d") || options.has("P")
                    || isDeep && !options.has("L"),
                keepsAttributes: options.has("p") || options.has("a")
            )
            var code: ExitCode = 0
            for source in sources {
                try await applet.step()
                let place = isInside ? "\(target)/\(source.lastName)" : target
                if await !copier.copy(source, to: place, &applet) { code = 1 }
            }
            return code
        },
        "mv": Applet("mv") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "fintT", applet)
            let (sources, target, isInside) = try await applet.targets(
                options.rest,
                options,
                "mv [-finT] SOURCE DEST"
            )
            var code: ExitCode = 0
            for source in sources {
                try await applet.step()
                let place = isInside ? "\(target)/\(source.lastName)" : target
                if options.has("n"), applet.files.exists(applet.path(place)) { continue }
                do throws(FileTreeError) {
                    try applet.files.rename(applet.path(source), to: applet.path(place), as: applet.user)
                } catch {
                    if error.code == .otherDevice {
                        // From one mount to another it is copied and removed.
                        var copier = FileCopier(
                            isDeep: true,
                            keepsLinks: true,
                            keepsAttributes: true
                        )
                        guard await copier.copy(source, to: place, &applet),
                            (try? applet.files.removeAll(applet.path(source), as: applet.user)) != nil
                        else {
                            code = 1
                            continue
                        }
                        continue
                    }
                    code = 1
                    await applet.say("can't rename '\(source)': \(error.words)")
                }
            }
            return code
        },
        "ln": Applet("ln") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "sfnbvTS:", applet)
            guard let source = options.rest.first else {
                throw await applet.usage("ln [-sfnbtv] [-S SUF] TARGET... [LINK]|DIR")
            }
            var target = options.rest.count > 1 ? options.rest[options.rest.count - 1] : source.lastName
            let status = try? applet.files.status(applet.path(target), followingLinks: !options.has("n"))
            let sources = options.rest.count > 1 ? Array(options.rest.dropLast()) : [source]
            let folder = status?.kind == .directory ? target : nil
            var code: ExitCode = 0
            for source in sources {
                if let folder { target = "\(folder)/\(source.lastName)" }
                do throws(FileTreeError) {
                    let isHard = !options.has("s")
                    if isHard {
                        guard (try? applet.files.status(applet.path(source), followingLinks: false)) != nil
                        else {
                            throw FileTreeError(.notFound, source)
                        }
                        if applet.files.isSame(
                            applet.path(source),
                            applet.path(target),
                            followingLinks: false
                        ) {
                            if options.has("f") { continue }
                            throw FileTreeError(.exists, target)
                        }
                    }
                    if options.has("f"),
                        (try? applet.files.status(applet.path(target), followingLinks: false)) != nil
                    {
                        try applet.files.remove(applet.path(target), as: applet.user)
                    }
                    if isHard {
                        try applet.files.addName(
                            applet.path(target),
                            to: applet.path(source),
                            as: applet.user
                        )
                        continue
                    }
                    try applet.files.link(
                        source,
                        at: applet.path(target),
                        owner: FileOwner(applet.user),
                        as: applet.user
                    )
                } catch {
                    await applet.say(
                        "\(error.code == .notFound && error.path == source ? source : target): \(error.words)"
                    )
                    code = 1
                }
            }
            return code
        },
        "readlink": Applet("readlink") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "fnevq", applet)
            guard let name = options.rest.first else { throw await applet.usage("readlink [-fnv] FILE") }
            let target: String?
            if options.has("f") {
                target = try? applet.files.resolve(applet.path(name), as: applet.user)
            } else {
                target =
                    (try? applet.files.status(applet.path(name), followingLinks: false, as: applet.user))?
                    .linkTarget
            }
            guard let target else { return 1 }
            try await applet.print(options.has("n") ? target : target + "\n")
            return 0
        },
        "realpath": Applet("realpath") { applet async throws(Applet.Stop) in
            var code: ExitCode = 0
            for name in applet.arguments {
                do throws(FileTreeError) {
                    let path = try applet.files.resolve(applet.path(name), as: applet.user)
                    _ = try applet.files.status(path)
                    try await Self.line(path, &applet)
                } catch {
                    await applet.say("\(name): \(error.words)")
                    code = 1
                }
            }
            return code
        },
    ]

    private static func line(_ text: String, _ applet: inout AppletContext) async throws(FileTreeError) {
        try? await applet.printLine(text)
    }
}

extension String {
    /// The last name of a path.
    var lastName: String { split(separator: "/").last.map(String.init) ?? (hasPrefix("/") ? "/" : self) }
}

extension AppletContext {
    /// What is to be copied or moved, and where to.
    fileprivate func targets(
        _ names: [String],
        _ options: Options,
        _ usage: String
    ) async throws(Applet.Stop)
        -> (sources: [String], target: String, isInside: Bool)
    {
        guard names.count > 1, let target = names.last else { throw await self.usage(usage) }
        let isFolder = !options.has("T") && (try? files.status(path(target)))?.kind == .directory
        // `cp` finds out at the first file that its target is no folder.
        if names.count > 2, name == "cp" { return (Array(names.dropLast()), target, true) }
        guard names.count == 2 || isFolder else { throw await fail("target '\(target)' is not a directory") }
        return (sources: Array(names.dropLast()), target: target, isInside: isFolder)
    }
}

/// Copies files and folders.
struct FileCopier: Sendable {
    let isDeep: Bool
    /// Whether links stay links, and the names of one file become names of one copy.
    let keepsLinks: Bool
    let keepsAttributes: Bool
    /// The first copy of each file that has more than one name.
    private var firstCopies: [Int: (source: String, copy: String)] = [:]

    init(isDeep: Bool, keepsLinks: Bool, keepsAttributes: Bool) {
        self.isDeep = isDeep
        (self.keepsLinks, self.keepsAttributes) = (keepsLinks, keepsAttributes)
    }

    /// Copies; false where something failed, which was said.
    mutating func copy(_ source: String, to target: String, _ applet: inout AppletContext) async -> Bool {
        let files = applet.files
        let from = applet.path(source)
        let to = applet.path(target)
        let status: FileStatus
        do throws(FileTreeError) {
            status = try files.status(from, followingLinks: !keepsLinks, as: applet.user)
        } catch {
            await applet.say("can't stat '\(source)': \(error.words)")
            return false
        }
        await Task.yield()
        if Task.isCancelled { return false }
        let owner =
            keepsAttributes ? FileOwner(user: status.owner, group: status.group) : FileOwner(applet.user)
        do throws(FileTreeError) {
            switch status.kind {
            case .directory:
                guard isDeep else {
                    await applet.say("omitting directory '\(source)'")
                    return false
                }
                if let inner = try? files.resolve(to), inner == from || inner.hasPrefix(from + "/") {
                    await applet.say("recursion detected, omitting directory '\(source)'")
                    return false
                }
                if (try? files.status(to))?.kind != .directory {
                    try files.makeDirectory(to, mode: status.mode, owner: owner, as: applet.user)
                }
                var isWhole = true
                for entry in try files.list(from, as: applet.user) {
                    if await !copy("\(source)/\(entry.name)", to: "\(target)/\(entry.name)", &applet) {
                        isWhole = false
                    }
                }
                if keepsAttributes { try? files.setModified(to, status.modified) }
                return isWhole
            case .link:
                if (try? files.status(to, followingLinks: false)) != nil {
                    try files.remove(to, as: applet.user)
                }
                try files.link(status.linkTarget ?? "", at: to, owner: owner, as: applet.user)
                return true
            case .file, .device:
                if files.isSame(from, to) {
                    await applet.say("'\(source)' and '\(target)' are the same file")
                    return false
                }
                if keepsLinks, let number = status.number {
                    if let first = firstCopies[number], files.isSame(first.source, from) {
                        if (try? files.status(to, followingLinks: false)) != nil {
                            try files.remove(to, as: applet.user)
                        }
                        try files.addName(to, to: first.copy, as: applet.user)
                        return true
                    }
                    firstCopies[number] = (from, to)
                }
                var content = try files.content(from, as: applet.user)
                if case .device = content {
                    let source = try applet.process.openForReading(source)
                    content = .bytes((try? await applet.contents(source)) ?? [])
                }
                if (try? files.status(to))?.kind == .device, case .bytes(let bytes) = content {
                    let sink = try applet.process.openForWriting(target)
                    try? await sink.write(bytes)
                    return true
                }
                try files.write(
                    to,
                    content: content,
                    mode: status.mode & 0o777 & ~(keepsAttributes ? 0 : applet.process.mask),
                    owner: owner,
                    as: applet.user
                )
                if keepsAttributes {
                    try files.setMode(to, status.mode, as: applet.user)
                    try files.setModified(to, status.modified, as: applet.user)
                }
                return true
            }
        } catch {
            await applet.say("can't create '\(target)': \(error.words)")
            return false
        }
    }
}
