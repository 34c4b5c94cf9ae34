/// `ps`: the container's processes, in BusyBox's columns or those that are asked for.
enum ProcessList {
    /// The columns by the name that `-o` gives them: their title, and their width, which grows with what is in them.
    private static let columns: [String: (title: String, width: Int)] = [
        "pid": ("PID", 5), "ppid": ("PPID", 5), "user": ("USER", 8), "group": ("GROUP", 8),
        "comm": ("COMMAND", 16),
        "args": ("COMMAND", 0), "time": ("TIME", 5), "etime": ("ELAPSED", 7), "tty": ("TT", 6),
        "stat": ("STAT", 4),
    ]

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let asked = try await asked(applet)
        for name in asked where columns[name] == nil {
            throw await applet.fail(
                "bad -o argument '\(name)', supported arguments: \(columns.keys.sorted().joined(separator: ","))"
            )
        }
        let accounts = Accounts(applet.files)
        let rows = applet.process.world.processes().map { process in
            asked.map { cell($0, process, accounts, now: applet.process.world.now) }
        }
        for row in [asked.map { columns[$0]?.title ?? "" }] + rows {
            var line = ""
            for (index, text) in row.enumerated() {
                let name = asked[index]
                let isNumber = ["pid", "ppid", "time"].contains(name) && text.first?.isNumber == true
                let room = String(repeating: " ", count: max(0, (columns[name]?.width ?? 0) - text.count))
                line += isNumber ? room + text : index == row.count - 1 ? text : text + room
                if index < row.count - 1 { line += " " }
            }
            try await applet.printLine(line)
        }
        return 0
    }

    /// The columns that are asked for; BusyBox takes no other notice of options.
    private static func asked(_ applet: AppletContext) async throws(Applet.Stop) -> [String] {
        var names: [String] = []
        var words = applet.arguments[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), let place = word.firstIndex(of: "o") else { continue }
            let behind = word[word.index(after: place)...]
            let list = behind.isEmpty ? words.popFirst() ?? "" : String(behind)
            names += list.split(separator: ",").map(String.init)
        }
        return names.isEmpty ? ["pid", "user", "time", "args"] : names
    }

    private static func cell(
        _ column: String,
        _ process: ProcessSummary,
        _ accounts: Accounts,
        now: WallTime
    ) -> String {
        switch column {
        case "pid": return String(process.id)
        case "ppid": return String(process.parent)
        case "user":
            return accounts.userName(process.user.id)
                ?? (process.user.id == 0 ? "root" : String(process.user.id))
        case "group": return accounts.groupName(process.user.group) ?? String(process.user.group)
        case "comm": return String((process.arguments.first ?? "").lastName.prefix(15))
        case "args": return process.shown.split(separator: "\n").joined(separator: " ")
        case "etime":
            let seconds = max(0, now.seconds - process.started.seconds)
            return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        case "stat": return "S"
        case "tty": return "?"
        default: return "0:00"
        }
    }
}
