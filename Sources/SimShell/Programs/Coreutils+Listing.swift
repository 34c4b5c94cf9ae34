extension Coreutils {
    static let searchApplets: [String: any Program] = [
        "ls": Applet("ls", ListCommand.run),
        "find": Applet("find", FindCommand.run),
        "grep": Applet("grep", GrepCommand.run), "egrep": Applet("grep", GrepCommand.run),
        "fgrep": Applet("grep", GrepCommand.run),
        "stat": Applet("stat") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "c:tLf", applet)
            guard !options.rest.isEmpty else { throw await applet.usage("stat [-ltf] FILE...") }
            let accounts = Accounts(applet.files)
            var code: ExitCode = 0
            for name in options.rest {
                do throws(FileTreeError) {
                    let status = try applet.files.status(
                        applet.path(name),
                        followingLinks: options.has("L"),
                        as: applet.user
                    )
                    let number = try applet.files.number(
                        of: applet.path(name),
                        followingLinks: options.has("L")
                    )
                    let text = StatCommand.text(name, status, number, options.value("c"), accounts)
                    try? await applet.printLine(text)
                } catch {
                    await applet.say("can't stat '\(name)': \(error.words)")
                    code = 1
                }
            }
            return code
        },
        "du": Applet("du") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "aHLdsmhkcx", applet)
            var code: ExitCode = 0
            for name in options.rest.isEmpty ? ["."] : options.rest {
                var lines: [(Int, String)] = []
                var seen: Set<Int> = []
                do throws(FileTreeError) {
                    let total = try measure(applet, name, options.has("a"), &seen, &lines)
                    if options.has("s") { lines = [(total, name)] }
                    if !options.has("s"), lines.isEmpty { lines = [(total, name)] }
                } catch {
                    await applet.say("\(name): \(error.words)")
                    code = 1
                }
                for (size, path) in lines {
                    let text =
                        options.has("h")
                        ? Sizes.human(size * 1024) : options.has("m") ? String(size / 1024) : String(size)
                    try await applet.printLine("\(text)\t\(path)")
                }
            }
            return code
        },
        "df": Applet("df") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "Pkmh", applet)
            func amount(_ kilobytes: Int) -> String {
                let text = options.has("h") ? Sizes.human(kilobytes * 1024) : String(kilobytes)
                return String(repeating: " ", count: max(1, 10 - text.count)) + text
            }
            try await applet.printLine(
                "Filesystem           \(options.has("h") ? "     Size" : "1K-blocks")      Used Available Use% Mounted on"
            )
            let table = applet.files.mountTable
            // What takes no room is shown to those only who ask for it.
            var lines = table.filter(\.hasRoom)
            if !options.rest.isEmpty {
                lines = []
                for name in options.rest {
                    let path = applet.path(name)
                    guard applet.files.exists(path) else {
                        throw await applet.fail("\(name): can't find mount point")
                    }
                    let line = table.last {
                        path == $0.path || path.hasPrefix($0.path == "/" ? "/" : $0.path + "/")
                    }
                    lines.append(line ?? table[0])
                }
            }
            for line in lines {
                let room = line.hasRoom ? applet.files.room(at: line.path) : (used: 0, bytes: 0)
                let size = room.bytes / 1024
                let used = min(size, room.used / 1024)
                let share = String(size == 0 ? 0 : used * 100 / size)
                try await applet.printLine(
                    line.device + String(repeating: " ", count: 20 - line.device.count) + amount(size)
                        + amount(used) + amount(size - used) + String(repeating: " ", count: 4 - share.count)
                        + share + "% " + line.path
                )
            }
            return 0
        },
    ]

    /// The kilobytes of a file with all below it; folders are noted after what is in them.
    private static func measure(
        _ applet: AppletContext,
        _ name: String,
        _ all: Bool,
        _ seen: inout Set<Int>,
        _ lines: inout [(Int, String)]
    ) throws(FileTreeError) -> Int {
        let status = try applet.files.status(applet.path(name), followingLinks: false, as: applet.user)
        // A file counts once, however many names it has.
        if let number = status.number, !seen.insert(number).inserted { return 0 }
        var total = status.kind == .link ? 0 : (min(status.size, 1 << 40) + 4095) / 4096 * 4
        if status.kind == .directory {
            for entry in try applet.files.list(applet.path(name), as: applet.user) {
                total += try measure(
                    applet,
                    name == "/" ? "/\(entry.name)" : "\(name)/\(entry.name)",
                    all,
                    &seen,
                    &lines
                )
            }
        }
        if all || status.kind == .directory { lines.append((total, name)) }
        return total
    }
}

/// `stat`.
enum StatCommand {
    static func text(
        _ name: String,
        _ status: FileStatus,
        _ number: Int,
        _ format: String?,
        _ accounts: Accounts
    ) -> String {
        let links = status.kind == .directory ? 2 : status.names
        func left(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return text + String(repeating: " ", count: max(0, width - text.count))
        }
        let octal = String(status.mode, radix: 8)
        let kind: String
        switch status.kind {
        case .directory: kind = "directory"
        case .link: kind = "symbolic link"
        case .device: kind = "character special file"
        case .file: kind = status.size == 0 ? "regular empty file" : "regular file"
        }
        let owner = accounts.userName(status.owner) ?? "UNKNOWN"
        let group = accounts.groupName(status.group) ?? "UNKNOWN"
        let seconds = status.modified.seconds
        let time = CalendarDate(seconds: seconds).formatted(
            "%Y-%m-%d %H:%M:%S.%N +0000",
            seconds: seconds,
            nanoseconds: status.modified.nanoseconds % 1_000_000_000
        )
        guard let format else {
            let arrow = status.linkTarget.map { " -> \($0)" } ?? ""
            return """
                  File: \(name)\(arrow)
                  Size: \(status.size)\tBlocks: \((status.size + 511) / 512)\tIO Block: 4096   \(kind)
                Device: 29h/41d	Inode: \(left(number, 10))  Links: \(links)
                Access: (0\(octal)/\(FileMode.text(status)))  Uid: (\(status.owner)/\(owner))   Gid: (\(status.group)/\(group))
                Modify: \(time)
                """
        }
        var out = ""
        var letters = format.makeIterator()
        while let letter = letters.next() {
            guard letter == "%", let kindLetter = letters.next() else {
                out.append(letter)
                continue
            }
            switch kindLetter {
            case "n": out += name
            case "N": out += status.linkTarget.map { "'\(name)' -> '\($0)'" } ?? "'\(name)'"
            case "s": out += String(status.size)
            case "a": out += octal
            case "A": out += FileMode.text(status)
            case "u": out += String(status.owner)
            case "U": out += owner
            case "g": out += String(status.group)
            case "G": out += group
            case "F": out += kind
            case "h": out += String(links)
            case "i": out += String(number)
            case "Y", "X", "Z": out += String(seconds)
            case "y", "x", "z": out += time
            case "%": out += "%"
            default: out += "?"
            }
        }
        return out
    }
}
