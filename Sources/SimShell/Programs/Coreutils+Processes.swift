extension Coreutils {
    static let processApplets: [String: any Program] = [
        "sleep": Applet("sleep") { applet async throws(Applet.Stop) in
            guard !applet.arguments.isEmpty else { throw await applet.usage("sleep [N]...") }
            var total = 0.0
            for word in applet.arguments {
                guard let seconds = seconds(word) else { throw await applet.fail("invalid number '\(word)'") }
                total += seconds
            }
            do {
                try await applet.process.world.sleep(for: .milliseconds(Int64(min(total, 1e12) * 1000)))
            } catch {
                throw .exit(137)
            }
            return 0
        },
        "kill": Applet("kill") { applet async throws(Applet.Stop) in
            let (output, errors, status) = KillCommand.run(
                ["kill"] + applet.arguments,
                in: applet.process.world
            )
            try await applet.print(output)
            for error in errors { await applet.say(error) }
            return ExitCode(truncatingIfNeeded: status)
        },
        "killall": Applet("killall", killall), "pkill": Applet("pkill", killall),
        "pidof": Applet("pidof", pidof), "pgrep": Applet("pgrep", pidof),
        "ps": Applet("ps", ProcessList.run),
        "env": Applet("env") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "+iu:0", applet)
            var environment = options.has("i") ? [:] : applet.process.environment
            for name in options.values["u"] ?? [] { environment[name] = nil }
            var words = options.rest[...]
            while let word = words.first, let equals = word.firstIndex(of: "="), equals != word.startIndex {
                environment[String(word[..<equals])] = String(word[word.index(after: equals)...])
                words = words.dropFirst()
            }
            if words.isEmpty {
                for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
                    try await applet.printLine("\(name)=\(value)")
                }
                return 0
            }
            return try await applet.runCommand(Array(words), environment: environment)
        },
        "xargs": Applet("xargs", xargs),
        "nohup": Applet("nohup") { applet async throws(Applet.Stop) in
            try await applet.runCommand(applet.arguments)
        },
        "nice": Applet("nice") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "+n:", applet)
            return try await applet.runCommand(options.rest)
        },
        "time": Applet("time") { applet async throws(Applet.Stop) in
            let start = applet.process.world.now
            let options = try await Options(applet.arguments, "+pv", applet)
            let code = try await applet.runCommand(options.rest)
            let hundredths = (applet.process.world.now.nanoseconds - start.nanoseconds) / 10_000_000
            let part = hundredths % 6000
            let real = "\(hundredths / 6000)m \(part / 100).\(part % 100 < 10 ? "0" : "")\(part % 100)s"
            try? await applet.process.streams.error.write(
                Array(
                    (options.has("p")
                        ? "real \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)\nuser 0.00\nsys 0.00\n"
                        : "real\t\(real)\nuser\t0m 0.00s\nsys\t0m 0.00s\n").utf8
                )
            )
            return code
        },
        "timeout": Applet("timeout") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "+s:k:", applet)
            guard options.rest.count > 1, let limit = seconds(options.rest[0]) else {
                throw await applet.usage("timeout [-s SIG] SECS PROG ARGS")
            }
            let signal = options.value("s").flatMap { Signal($0) } ?? .terminate
            let words = Array(options.rest.dropFirst())
            guard let child = try await applet.start(words) else { return applet.failedCode }
            let world = applet.process.world
            let result = await withTaskGroup(of: ExitCode?.self) { group in
                group.addTask { await child.wait() }
                group.addTask {
                    do { try await world.sleep(for: .milliseconds(Int64(min(limit, 1e12) * 1000))) } catch {
                        return nil
                    }
                    _ = world.signal(signal, to: child.id)
                    return nil
                }
                var code: ExitCode?
                while let ended = await group.next() {
                    guard let ended else { continue }
                    code = ended
                    group.cancelAll()
                }
                return code
            }
            if Task.isCancelled { throw .exit(137) }
            // What the signal ended looks so from outside, too.
            if let result, Int(result) == 128 + signal.number {
                _ = world.signal(signal, to: applet.process.id)
            }
            return result ?? 143
        },
    ]

    /// `2`, `0.5`, `1m`, `1h`, `1d`.
    static func seconds(_ text: String) -> Double? {
        let factors: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        var number = text
        var factor = 1.0
        if let last = text.last, let known = factors[last] {
            factor = known
            number.removeLast()
        }
        if number == "inf" || number == "infinity" { return 1e12 }
        guard let value = Double(number), value >= 0, value.isFinite else { return nil }
        return value * factor
    }

    private static func named(_ name: String, _ applet: AppletContext) -> [Int] {
        applet.process.world.processes()
            .filter { $0.id != applet.process.id && $0.arguments.first?.lastName == name }.map(\.id)
    }

    private static let killall: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        var words = applet.arguments
        var signal = Signal.terminate
        if let first = words.first, first.hasPrefix("-"), let known = Signal(String(first.dropFirst())) {
            signal = known
            words.removeFirst()
        }
        var code: ExitCode = 0
        for name in words {
            let ids = named(name, applet)
            for id in ids { _ = applet.process.world.signal(signal, to: id) }
            if ids.isEmpty {
                code = 1
                if applet.name == "killall" { await applet.say("\(name): no process killed") }
            }
        }
        return code
    }

    private static let pidof: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let ids = applet.arguments.filter { !$0.hasPrefix("-") }.flatMap { named($0, applet) }.map(
            String.init
        )
        guard !ids.isEmpty else { return 1 }
        try await applet.printLine(ids.joined(separator: applet.name == "pgrep" ? "\n" : " "))
        return 0
    }

    private static let xargs: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "+0n:I:rtP:L:d:", applet)
        let command = options.rest.isEmpty ? ["echo"] : options.rest
        let bytes = try await applet.contents(applet.process.streams.input)
        var items: [String] = []
        if options.has("0") {
            items = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        } else if options.has("I") {
            items = bytes.split(separator: 10).map {
                String(decoding: $0.drop { $0 == 32 || $0 == 9 }, as: UTF8.self)
            }
        } else {
            items = words(bytes)
        }
        func run(_ words: [String], _ applet: inout AppletContext) async throws(Applet.Stop) -> ExitCode {
            if options.has("t") {
                try? await applet.process.streams.error.write(
                    Array((words.joined(separator: " ") + "\n").utf8)
                )
            }
            let code = try await applet.runCommand(words, input: EmptySource())
            if code == 126 || code == 127 { throw .exit(code) }
            return code == 0 ? 0 : 123
        }
        var code: ExitCode = 0
        if let mark = options.value("I") {
            for item in items {
                let filled = command.map {
                    $0.split(separator: mark, omittingEmptySubsequences: false).joined(separator: item)
                }
                code = max(code, try await run(filled, &applet))
            }
            return code
        }
        if items.isEmpty { return options.has("r") ? 0 : try await run(command, &applet) }
        let count = max(1, (options.value("n") ?? options.value("L")).flatMap(Int.init) ?? 5000)
        for start in stride(from: 0, to: items.count, by: count) {
            let batch = items[start..<min(items.count, start + count)]
            code = max(code, try await run(command + batch, &applet))
        }
        return code
    }

    /// Words as xargs takes them apart: by blanks, but for quotes and backslashes.
    private static func words(_ bytes: [UInt8]) -> [String] {
        var words: [String] = []
        var word: [UInt8]?
        var quote: UInt8?
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                word = (word ?? []) + [byte]
                isEscaped = false
            } else if let open = quote {
                if byte == open { quote = nil } else { word = (word ?? []) + [byte] }
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == 34 || byte == 39 {
                quote = byte
                word = word ?? []
            } else if byte == 32 || (9...13).contains(byte) {
                if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
                word = nil
            } else {
                word = (word ?? []) + [byte]
            }
        }
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        return words
    }
}
