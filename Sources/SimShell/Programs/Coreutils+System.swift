extension Coreutils {
    static let systemApplets: [String: any Program] = systemFacts.merging(processApplets) { one, _ in one }
        .merging(["ip": Applet("ip", IPCommand.run)]) { one, _ in one }

    private static let systemFacts: [String: any Program] = [
        "pwd": Applet("pwd") { applet async throws(Applet.Stop) in
            try await applet.printLine(applet.process.workingDirectory)
            return 0
        },
        "whoami": Applet("whoami") { applet async throws(Applet.Stop) in
            guard
                let name = Accounts(applet.files).userName(applet.user.id)
                    ?? (applet.user.id == 0 ? "root" : nil)
            else {
                throw await applet.fail("unknown uid \(applet.user.id)")
            }
            try await applet.printLine(name)
            return 0
        },
        "id": Applet("id") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "ugGnr", applet)
            let accounts = Accounts(applet.files)
            var user = applet.user
            if let name = options.rest.first {
                guard let found = accounts.user(named: name) else {
                    throw await applet.fail("unknown user \(name)")
                }
                user = ProcessUser(id: found.id, group: found.group)
            }
            func named(_ id: Int, _ name: String?) -> String { name.map { "\(id)(\($0))" } ?? String(id) }
            let groups = [user.group] + user.groups.filter { $0 != user.group }
            if options.has("u") {
                try await applet.printLine(
                    options.has("n") ? accounts.userName(user.id) ?? String(user.id) : String(user.id)
                )
            } else if options.has("g") {
                try await applet.printLine(
                    options.has("n")
                        ? accounts.groupName(user.group) ?? String(user.group) : String(user.group)
                )
            } else if options.has("G") {
                try await applet.printLine(
                    groups.map { options.has("n") ? accounts.groupName($0) ?? String($0) : String($0) }
                        .joined(separator: " ")
                )
            } else {
                try await applet.printLine(
                    "uid=\(named(user.id, accounts.userName(user.id))) gid=\(named(user.group, accounts.groupName(user.group)))"
                        + " groups=" + groups.map { named($0, accounts.groupName($0)) }.joined(separator: ",")
                )
            }
            return 0
        },
        "hostname": Applet("hostname", HostNameCommand.run),
        "uname": Applet("uname") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "asnrvmpio", applet)
            let fields: [(Character, String)] = [
                ("s", "Linux"), ("n", applet.process.world.hostName), ("r", "6.1.0-slidectl"),
                ("v", "#1 SMP PREEMPT_DYNAMIC"),
                ("m", "x86_64"), ("o", "GNU/Linux"),
            ]
            let wanted = fields.filter { options.has("a") || options.has($0.0) }
            try await applet.printLine(
                (wanted.isEmpty ? [fields[0]] : wanted).map(\.1).joined(separator: " ")
            )
            return 0
        },
        "date": Applet("date") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "ud:r:Rs:I", applet)
            let now = applet.process.world.now
            var seconds = now.seconds
            if let text = options.value("d") {
                guard let parsed = CalendarDate.parse(text, now: seconds) else {
                    throw await applet.fail("invalid date '\(text)'")
                }
                seconds = parsed
            }
            if let name = options.value("r") {
                guard let status = try? applet.files.status(applet.path(name)) else {
                    throw await applet.fail("can't stat '\(name)': No such file or directory")
                }
                seconds = status.modified.seconds
            }
            if options.has("s") { throw await applet.fail("can't set date: Operation not permitted") }
            var format = "%a %b %e %H:%M:%S UTC %Y"
            if options.has("R") { format = "%a, %d %b %Y %H:%M:%S +0000" }
            if options.has("I") { format = "%Y-%m-%d" }
            if let text = options.rest.first {
                guard text.hasPrefix("+") else { throw await applet.fail("invalid date '\(text)'") }
                format = String(text.dropFirst())
            }
            try await applet.printLine(
                CalendarDate(seconds: seconds).formatted(
                    format,
                    seconds: seconds,
                    nanoseconds: now.nanoseconds % 1_000_000_000
                )
            )
            return 0
        },
        "nproc": Applet("nproc") { applet async throws(Applet.Stop) in
            try await applet.printLine("2")
            return 0
        },
        "free": Applet("free") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "bkmgh", applet)
            // Of several units the smallest is taken; halves are rounded up.
            let unit = options.has("b") ? 1 : options.has("k") ? 1024 : options.has("m") ? 1 << 20 : 1 << 30
            let divisor = ["b", "k", "m", "g"].contains(where: options.has) ? unit : 1024
            func column(_ kilobytes: Int) -> String {
                let digits =
                    options.has("h")
                    ? Sizes.human(kilobytes * 1024) : String((kilobytes * 1024 + divisor / 2) / divisor)
                return String(repeating: " ", count: max(1, 12 - digits.count)) + digits
            }
            try await applet.printLine(
                "              total        used        free      shared  buff/cache   available"
            )
            try await applet.printLine(
                "Mem:    " + [2_097_152, 524_288, 1_048_576, 1024, 523_264, 1_572_864].map(column).joined()
            )
            try await applet.printLine("Swap:   " + [0, 0, 0].map(column).joined())
            return 0
        },
        "uptime": Applet("uptime") { applet async throws(Applet.Stop) in
            let now = applet.process.world.now
            let start = applet.process.world.processes().map(\.started).min() ?? now
            let minutes = max(0, now.seconds - start.seconds) / 60
            let length =
                minutes < 60
                ? "\(minutes) min" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
            let clock = CalendarDate(seconds: now.seconds).formatted("%T", seconds: now.seconds)
            try await applet.printLine(" \(clock) up \(length),  0 users,  load average: 0.00, 0.00, 0.00")
            return 0
        },
        "which": Applet("which") { applet async throws(Applet.Stop) in
            var code: ExitCode = 0
            for name in applet.arguments where !name.hasPrefix("-") {
                let launch = ProcessLaunch(
                    arguments: [name],
                    environment: applet.process.environment,
                    workingDirectory: applet.process.workingDirectory,
                    user: applet.user,
                    streams: applet.process.streams
                )
                if let path = try? ProgramLoader.find(name, launch, in: applet.files) {
                    try await applet.printLine(name.contains("/") ? name : path)
                } else {
                    code = 1
                }
            }
            return code
        },
        "printenv": Applet("printenv") { applet async throws(Applet.Stop) in
            let environment = applet.process.environment
            if applet.arguments.isEmpty {
                for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
                    try await applet.printLine("\(name)=\(value)")
                }
                return 0
            }
            var code: ExitCode = 0
            for name in applet.arguments {
                if let value = environment[name] { try await applet.printLine(value) } else { code = 1 }
            }
            return code
        },
        "tty": Applet("tty") { applet async throws(Applet.Stop) in
            let isTerminal = applet.process.streams.isTerminal
            try await applet.printLine(isTerminal ? "/dev/pts/0" : "not a tty")
            return isTerminal ? 0 : 1
        },
        "stty": Applet("stty") { applet async throws(Applet.Stop) in
            guard let terminal = SimTerminal.behind(applet.process.streams) else {
                throw await applet.fail("standard input: Not a tty")
            }
            guard applet.arguments == ["size"] else { throw await applet.notModelled("stty") }
            try await applet.printLine("\(terminal.size.rows) \(terminal.size.columns)")
            return 0
        },
        "clear": Applet("clear") { applet async throws(Applet.Stop) in
            try await applet.print("\u{1B}[H\u{1B}[J")
            return 0
        },
        "sync": Applet("sync") { _ async throws(Applet.Stop) in 0 },
        "mount": Applet("mount") { applet async throws(Applet.Stop) in
            guard applet.arguments.isEmpty else {
                throw await applet.fail("permission denied (are you root?)")
            }
            for line in applet.files.mountTable {
                try await applet.printLine(
                    "\(line.device) on \(line.path) type \(line.type) (\(line.options))"
                )
            }
            return 0
        },
        "vi": unmodelled("vi"), "top": unmodelled("top"), "less": unmodelled("less"),
        "more": unmodelled("more"),
        "gzip": unmodelled("gzip"), "gunzip": unmodelled("gunzip"),
        "diff": unmodelled("diff"), "su": unmodelled("su"), "ifconfig": unmodelled("ifconfig"),
        "telnet": unmodelled("telnet"),
    ]

    /// A command that is there, but says that the engine doesn't carry it out.
    private static func unmodelled(_ name: String) -> any Program {
        Applet(name) { applet async throws(Applet.Stop) in
            applet.process.world.noteModelled(name)
            await applet.say("not modelled by the embedded engine")
            return 1
        }
    }
}
