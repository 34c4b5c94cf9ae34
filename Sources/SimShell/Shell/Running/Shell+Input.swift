extension Shell {
    /// Runs what comes on the standard input, command by command; with prompts where it is interactive.
    mutating func runInput() async throws(ShellUnwind) {
        // ^C and SIGTERM don't end a shell that somebody talks to.
        if isInteractive { process.signals.ask(for: [.interrupt, .terminate, .quit]) }
        var waiting: [UInt8] = []
        var isOver = false
        var isContinued = false
        var lines = 1
        while true {
            if waiting.isEmpty || isContinued {
                if isOver, waiting.isEmpty { break }
                if isInteractive { try await prompt(isContinued ? "PS2" : "PS1") }
                switch try await readInput() {
                case .piece(let piece): waiting += piece
                case .interrupted:
                    waiting = []
                    isContinued = false
                    status = 130
                    try await write("\n", to: 2)
                    continue
                case .end: isOver = true
                }
            }
            guard waiting.count <= Self.maxExpansion else { throw await fail("line too long") }
            isContinued = false
            var parser = ShellParser(waiting, line: lines, dialect: dialect)
            let next: ShellParser.Next
            do throws(ShellSyntaxError) {
                next = try parser.next()
            } catch {
                if error.isIncomplete, !isOver {
                    isContinued = true
                    continue
                }
                await say(error)
                status = 2
                if !isInteractive { throw .failure(2) }
                waiting = []
                continue
            }
            if case .end = next {
                waiting = []
                continue
            }
            // A line that isn't over yet may go on.
            if parser.at >= waiting.count, waiting.last != 10, !isOver {
                isContinued = true
                continue
            }
            waiting.removeFirst(min(parser.at, waiting.count))
            lines = parser.line
            if case .command(let command) = next { try await runForgiving(command) }
        }
        if isInteractive { try await write("\n", to: 2) }
    }

    /// Somebody who types may err and go on.
    private mutating func runForgiving(_ command: ShellCommand) async throws(ShellUnwind) {
        guard isInteractive else {
            try await run(command)
            return
        }
        do throws(ShellUnwind) {
            try await run(command)
        } catch {
            switch error {
            case .exit: throw error
            case .failure(let code), .returnFunction(let code): status = code
            case .breakLoop, .continueLoop: break
            }
        }
    }

    private enum Input {
        case piece([UInt8])
        case interrupted
        case end
    }

    private func readInput() async throws(ShellUnwind) -> Input {
        guard let source = descriptors[0]?.source else { return .end }
        guard isInteractive else { return await source.read(atMost: 4096).map { .piece($0) } ?? .end }
        enum Event {
            case piece([UInt8]?)
            case signal(Signal?)
        }
        let signals = process.signals
        let events = await withTaskGroup(of: Event.self) { group in
            group.addTask { .piece(await source.read(atMost: 4096)) }
            group.addTask { .signal(await signals.next()) }
            var events: [Event] = []
            if let first = await group.next() { events.append(first) }
            group.cancelAll()
            if let second = await group.next() { events.append(second) }
            return events
        }
        if Task.isCancelled { throw .exit(137) }
        // A ^C right behind a line was meant for its command.
        for case .signal(.interrupt) in events { return .interrupted }
        for case .piece(let piece?) in events { return .piece(piece) }
        for case .signal(_?) in events { return .piece([]) }
        return .end
    }

    private func prompt(_ name: String) async throws(ShellUnwind) {
        var text = ""
        var letters = (value(of: name) ?? "").makeIterator()
        while let letter = letters.next() {
            guard letter == "\\", let kind = letters.next() else {
                text.append(letter)
                continue
            }
            let home = value(of: "HOME") ?? ""
            switch kind {
            case "w":
                let isHome = home.utf8.count > 1 && workingDirectory.hasPrefix(home)
                text += isHome ? "~" + workingDirectory.dropFirst(home.count) : workingDirectory
            case "W": text += workingDirectory.split(separator: "/").last ?? "/"
            case "$": text += user.id == 0 ? "#" : "$"
            case "u": text += Accounts(files).userName(user.id) ?? String(user.id)
            case "h": text += process.world.hostName.prefix { $0 != "." }
            case "H": text += process.world.hostName
            case "s": text += self.name.split(separator: "/").last ?? "sh"
            case "v" where dialect == .bash: text += Self.shortBashVersion
            case "n": text += "\n"
            default: text += String(kind)
            }
        }
        try await write(text, to: 2)
    }
}
