/// `ls`.
enum ListCommand {
    private struct Row {
        let name: String
        let status: FileStatus
        var number = 0

        func numbered(at path: String, _ applet: AppletContext) -> Row {
            Row(
                name: name,
                status: status,
                number: (try? applet.files.number(of: applet.path(path))) ?? 0
            )
        }
    }

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let words = applet.arguments.filter { !$0.hasPrefix("--color") && !$0.hasPrefix("--group") }
        let options = try await Options(words, "1AaCxdLHRFplinshrtSXkeTw", applet)
        var code: ExitCode = 0
        var single: [Row] = []
        var folders: [String] = []
        for name in options.rest.isEmpty ? ["."] : options.rest {
            do throws(FileTreeError) {
                let asLink = options.has("l") || options.has("d")
                var status = try applet.files.status(
                    applet.path(name),
                    followingLinks: false,
                    as: applet.user
                )
                if status.kind == .link, !asLink || options.has("L"),
                    let target = try? applet.files.status(applet.path(name), as: applet.user)
                {
                    status = target
                }
                if status.kind == .directory, !options.has("d") {
                    folders.append(name)
                } else {
                    single.append(Row(name: name, status: status).numbered(at: name, applet))
                }
            } catch {
                await applet.say("\(name): \(error.words)")
                code = 1
            }
        }
        try await show(sorted(single, options), options, &applet)
        let hasHeads = options.rest.count > 1 || options.has("R")
        var isFirst = single.isEmpty
        var waiting = sorted(
            folders.compactMap { name in
                (try? applet.files.status(applet.path(name))).map { Row(name: name, status: $0) }
            },
            options
        ).map(\.name)
        while !waiting.isEmpty {
            let folder = waiting.removeFirst()
            try await applet.step()
            let rows: [Row]
            do throws(FileTreeError) {
                rows = try list(folder, options, applet)
            } catch {
                await applet.say("can't open '\(folder)': \(error.words)")
                code = 1
                continue
            }
            if hasHeads { try await applet.print((isFirst ? "" : "\n") + folder + ":\n") }
            isFirst = false
            if options.has("l") || options.has("s") {
                let blocks = rows.reduce(0) {
                    $0 + ($1.status.kind == .link ? 0 : (min($1.status.size, 1 << 40) + 4095) / 4096 * 4)
                }
                try await applet.printLine("total \(blocks)")
            }
            try await show(sorted(rows, options), options, &applet)
            if options.has("R") {
                let deeper = sorted(rows, options).filter {
                    $0.status.kind == .directory && $0.name != "." && $0.name != ".."
                }
                waiting =
                    deeper.map { folder.hasSuffix("/") ? folder + $0.name : "\(folder)/\($0.name)" } + waiting
            }
        }
        return code
    }

    private static func list(
        _ folder: String,
        _ options: Options,
        _ applet: AppletContext
    ) throws(FileTreeError) -> [Row] {
        var rows = try applet.files.list(applet.path(folder), as: applet.user)
            .filter { options.has("a") || options.has("A") || !$0.name.hasPrefix(".") }
            .map { Row(name: $0.name, status: $0.status).numbered(at: "\(folder)/\($0.name)", applet) }
        if options.has("a") {
            for name in [".", ".."] {
                rows.append(
                    Row(name: name, status: try applet.files.status(applet.path("\(folder)/\(name)")))
                )
            }
        }
        return rows
    }

    private static func sorted(_ rows: [Row], _ options: Options) -> [Row] {
        let sorted = rows.sorted { one, other in
            if options.has("t"), one.status.modified != other.status.modified {
                return one.status.modified > other.status.modified
            }
            if options.has("S"), one.status.size != other.status.size {
                return one.status.size > other.status.size
            }
            return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }
        return options.has("r") ? sorted.reversed() : sorted
    }

    private static func show(
        _ rows: [Row],
        _ options: Options,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        if options.has("l") || options.has("n") {
            try await showLong(rows, options, &applet)
            return
        }
        let names = rows.map { number($0, options) + $0.name + mark($0.status, options) }
        guard applet.process.streams.isTerminal, !options.has("1"), !names.isEmpty else {
            for name in names { try await applet.printLine(name) }
            return
        }
        let width = (names.map(\.count).max() ?? 0) + 2
        let columns = max(1, 80 / width)
        let lines = (names.count + columns - 1) / columns
        for line in 0..<lines {
            var text = ""
            for column in 0..<columns where column * lines + line < names.count {
                let name = names[column * lines + line]
                let isLast = (column + 1) * lines + line >= names.count
                text += name + (isLast ? "" : String(repeating: " ", count: width - name.count))
            }
            try await applet.printLine(text)
        }
    }

    private static func mark(_ status: FileStatus, _ options: Options) -> String {
        if status.kind == .directory { return options.has("F") || options.has("p") ? "/" : "" }
        guard options.has("F") else { return "" }
        return status.kind == .link ? "@" : status.kind == .file && status.mode & 0o111 != 0 ? "*" : ""
    }

    /// What `-i` puts in front.
    private static func number(_ row: Row, _ options: Options) -> String {
        guard options.has("i") else { return "" }
        let number = String(row.number)
        return String(repeating: " ", count: max(0, 7 - number.count)) + number + " "
    }

    private static func showLong(
        _ rows: [Row],
        _ options: Options,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        let accounts = Accounts(applet.files)
        let now = applet.process.world.now.seconds
        func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        for row in rows {
            let status = row.status
            let owner = options.has("n") ? nil : accounts.userName(status.owner)
            let group = options.has("n") ? nil : accounts.groupName(status.group)
            let size = options.has("h") ? Sizes.human(status.size) : String(status.size)
            let seconds = status.modified.seconds
            let isRecent = now - seconds < 15_552_000 && seconds <= now + 900
            let date = CalendarDate(seconds: seconds)
            let time = date.formatted(isRecent ? "%b %e %H:%M" : "%b %e  %Y", seconds: seconds)
            let links = status.kind == .directory ? "2" : String(status.names)
            let arrow = status.linkTarget.map { " -> \($0)" } ?? ""
            try await applet.printLine(
                "\(number(row, options))\(FileMode.text(status)) \(right(links, 4)) \(left(owner ?? String(status.owner), 8)) "
                    + "\(left(group ?? String(status.group), 8)) \(right(size, 9)) \(time) \(row.name)"
                    + mark(status, options) + arrow
            )
        }
    }
}
