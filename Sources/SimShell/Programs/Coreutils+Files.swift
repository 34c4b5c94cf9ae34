extension Coreutils {
    static let fileApplets: [String: any Program] = [
        "mkdir": Applet("mkdir") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "pm:v", applet)
            guard !options.rest.isEmpty else { throw await applet.usage("mkdir [-m MODE] [-p] DIRECTORY...") }
            var mode = 0o777 & ~applet.process.mask
            if let text = options.value("m") {
                guard let parsed = FileMode(text)?.applied(to: 0o777, isFolder: true) else {
                    throw await applet.fail("invalid mode '\(text)'")
                }
                mode = parsed
            }
            return await applet.forEach(options.rest) { applet, name throws(FileTreeError) in
                try applet.files.makeDirectory(
                    applet.path(name),
                    mode: mode,
                    owner: FileOwner(applet.user),
                    intermediate: options.has("p"),
                    as: applet.user
                )
            } words: {
                "can't create directory '\($0)': \($1.words)"
            }
        },
        "rmdir": Applet("rmdir") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "p", applet)
            guard !options.rest.isEmpty else { throw await applet.usage("rmdir [-p] DIRECTORY...") }
            return await applet.forEach(options.rest) { applet, name throws(FileTreeError) in
                guard try applet.files.status(applet.path(name), followingLinks: false).kind == .directory
                else {
                    throw FileTreeError(.notADirectory, name)
                }
                try applet.files.remove(applet.path(name), as: applet.user)
            } words: {
                "'\($0)': \($1.words)"
            }
        },
        "rm": Applet("rm") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "fiRr", applet)
            let isForced = options.has("f")
            if options.rest.isEmpty {
                if isForced { return 0 }
                throw await applet.usage("rm [-irf] FILE...")
            }
            let isDeep = options.has("r") || options.has("R")
            return await applet.forEach(options.rest) { applet, name throws(FileTreeError) in
                let last = name.split(separator: "/").last
                if last == "." || last == ".." { throw FileTreeError(.invalid, name) }
                let status: FileStatus
                do throws(FileTreeError) {
                    status = try applet.files.status(
                        applet.path(name),
                        followingLinks: false,
                        as: applet.user
                    )
                } catch {
                    if isForced, error.code == .notFound || error.code == .notADirectory { return }
                    throw error
                }
                if status.kind == .directory, !isDeep { throw FileTreeError(.isADirectory, name) }
                if isDeep {
                    try applet.files.removeAll(applet.path(name), as: applet.user)
                } else {
                    try applet.files.remove(applet.path(name), as: applet.user)
                }
            } words: { name, error in
                switch error.code {
                case .isADirectory: "'\(name)' is a directory"
                case .invalid: "can't remove '.' or '..'"
                default: "can't remove '\(name)': \(error.words)"
                }
            }
        },
        "touch": Applet("touch") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "cd:t:r:ahm", applet)
            guard !options.rest.isEmpty else { throw await applet.usage("touch [-c] FILE...") }
            var time = applet.process.world.now
            if let text = options.value("d") ?? options.value("t") {
                guard let parsed = CalendarDate.parse(text, now: time.seconds) else {
                    throw await applet.fail("invalid date '\(text)'")
                }
                time = WallTime(nanoseconds: parsed &* 1_000_000_000)
            }
            if let other = options.value("r") {
                guard let status = try? applet.files.status(applet.path(other)) else {
                    throw await applet.fail("\(other): No such file or directory")
                }
                time = status.modified
            }
            return await applet.forEach(options.rest) { applet, name throws(FileTreeError) in
                let path = applet.path(name)
                if !applet.files.exists(path) {
                    if options.has("c") { return }
                    try applet.files.write(
                        path,
                        [],
                        mode: 0o666 & ~applet.process.mask,
                        owner: FileOwner(applet.user),
                        as: applet.user
                    )
                }
                try applet.files.setModified(path, time, as: applet.user)
            } words: {
                "\($0): \($1.words)"
            }
        },
        "chmod": Applet("chmod") { applet async throws(Applet.Stop) in
            var words = applet.arguments
            let isDeep = words.first == "-R"
            if isDeep { words.removeFirst() }
            guard words.count > 1 else { throw await applet.usage("chmod [-R] MODE[,MODE]... FILE...") }
            let text = words.removeFirst()
            guard let mode = FileMode(text) else { throw await applet.fail("invalid mode '\(text)'") }
            return await applet.forEach(words) { applet, name throws(FileTreeError) in
                try applet.walk(applet.path(name), isDeep: isDeep) {
                    applet,
                    path,
                    status throws(FileTreeError) in
                    let new = mode.applied(to: status.mode, isFolder: status.kind == .directory)
                    try applet.files.setMode(path, new, as: applet.user)
                }
            } words: {
                "\($0): \($1.words)"
            }
        },
        "chown": Applet("chown", chown), "chgrp": Applet("chgrp", chown),
        "truncate": Applet("truncate") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "cs:", applet)
            guard let text = options.value("s"), let size = Sizes.parse(text), !options.rest.isEmpty else {
                throw await applet.usage("truncate [-c] -s SIZE FILE...")
            }
            return await applet.forEach(options.rest) { applet, name throws(FileTreeError) in
                let path = applet.path(name)
                var bytes = applet.files.exists(path) ? try applet.files.read(path, as: applet.user) : []
                guard size <= 64 << 20 else { throw FileTreeError(.tooLarge, name) }
                bytes = Array(bytes.prefix(size)) + Array(repeating: 0, count: max(0, size - bytes.count))
                try applet.files.write(path, bytes, owner: FileOwner(applet.user), as: applet.user)
            } words: {
                "\($0): \($1.words)"
            }
        },
        "mktemp": Applet("mktemp") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "dqup:t", applet)
            let folder = options.value("p") ?? applet.process.environment["TMPDIR"] ?? "/tmp"
            let name = options.rest.first ?? "tmp.XXXXXX"
            guard name.hasSuffix("XXXXXX") else { throw await applet.fail("Invalid argument") }
            let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
            let ending = String((0..<6).map { _ in letters[Int.random(in: 0..<letters.count)] })
            let filled = name.dropLast(6) + ending
            let path =
                options.rest.isEmpty || options.has("p") || options.has("t")
                ? "\(folder)/\(filled)" : String(filled)
            do throws(FileTreeError) {
                if options.has("d") {
                    try applet.files.makeDirectory(
                        applet.path(path),
                        mode: 0o700,
                        owner: FileOwner(applet.user),
                        as: applet.user
                    )
                } else if !options.has("u") {
                    try applet.files.write(
                        applet.path(path),
                        [],
                        mode: 0o600,
                        owner: FileOwner(applet.user),
                        as: applet.user
                    )
                }
            } catch {
                throw await applet.fail("\(path): \(error.words)")
            }
            try await applet.printLine(path)
            return 0
        },
    ]

    private static let chown: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "Rhv", applet)
        guard options.rest.count > 1 else {
            throw await applet.usage("\(applet.name) [-Rh] USER[:[GROUP]] FILE...")
        }
        let accounts = Accounts(applet.files)
        let text = applet.name == "chgrp" ? ":" + options.rest[0] : options.rest[0]
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        var owner: Int?
        var group: Int?
        if !parts[0].isEmpty {
            guard let id = Int(parts[0]) ?? accounts.user(named: parts[0])?.id else {
                throw await applet.fail("unknown user \(parts[0])")
            }
            owner = id
        }
        if parts.count > 1, !parts[1].isEmpty {
            guard let id = Int(parts[1]) ?? accounts.group(named: parts[1]) else {
                throw await applet.fail("unknown group \(parts[1])")
            }
            group = id
        }
        let isDeep = options.has("R")
        return await applet.forEach(Array(options.rest.dropFirst())) { applet, name throws(FileTreeError) in
            try applet.walk(applet.path(name), isDeep: isDeep) { applet, path, status throws(FileTreeError) in
                guard applet.process.world.allowance.changesOwners else {
                    throw FileTreeError(.notPermitted, path)
                }
                let new = FileOwner(user: owner ?? status.owner, group: group ?? status.group)
                try applet.files.setOwner(path, new, followingLinks: !options.has("h"), as: applet.user)
            }
        } words: {
            "\($0): \($1.words)"
        }
    }
}

extension AppletContext {
    /// Does something with each file; what fails is said, and the others go on.
    func forEach(
        _ names: [String],
        _ body: (AppletContext, String) throws(FileTreeError) -> Void,
        words: (String, FileTreeError) -> String
    ) async -> ExitCode {
        var code: ExitCode = 0
        for name in names {
            if Task.isCancelled { return 137 }
            await Task.yield()
            do throws(FileTreeError) {
                try body(self, name)
            } catch {
                await say(words(name, error))
                code = 1
            }
        }
        return code
    }

    /// Visits a file, and all below it where so asked, the outer first.
    func walk(
        _ path: String,
        isDeep: Bool,
        _ visit: (AppletContext, String, FileStatus) throws(FileTreeError) -> Void
    ) throws(FileTreeError) {
        let status = try files.status(path, followingLinks: !isDeep, as: user)
        if isDeep, status.kind == .link { return }
        try visit(self, path, status)
        guard isDeep, status.kind == .directory else { return }
        for entry in try files.list(path, as: user) {
            try walk(path == "/" ? "/\(entry.name)" : "\(path)/\(entry.name)", isDeep: true, visit)
        }
    }
}
