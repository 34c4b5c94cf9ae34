extension Shell {
    /// Runs a command; its status is the shell's then.
    ///
    /// With `isLast`, nothing follows in this process: a program may take its place.
    mutating func run(_ command: ShellCommand, isLast: Bool = false) async throws(ShellUnwind) {
        try await step()
        switch command {
        case .simple(let simple):
            try await runSimple(simple, isLast: isLast)
            try checkStatus()
        case .pipeline(let commands):
            try await runPipeline(commands)
            try checkStatus()
        case .not(let inner):
            tested += 1
            defer { tested -= 1 }
            try await run(inner)
            status = status == 0 ? 1 : 0
        case .chain(let first, let links): try await runChain(first, links, isLast)
        case .sequence(let commands):
            for (index, inner) in commands.enumerated() {
                try await run(inner, isLast: isLast && index + 1 == commands.count)
            }
        case .background(let inner): try await runInBackground(inner)
        case .subshell(let inner):
            try await runSubshell(inner, isLast)
            try checkStatus()
        case .branches(let branches, let otherwise): try await runBranches(branches, otherwise, isLast)
        case .loop(let condition, let body, let isUntil): try await runLoop(condition, body, isUntil)
        case .forEach(let variable, let words, let body): try await runFor(variable, words, body)
        case .choice(let word, let branches): try await runChoice(word, branches, isLast)
        case .arithmetic(let parts):
            try await runArithmetic(parts)
            try checkStatus()
        case .condition(let condition):
            status = try await holds(condition) ? 0 : 1
            try checkStatus()
        case .counted(let loop): try await runCounted(loop)
        case .function(let name, let body):
            functions[name] = body
            guard functions.count <= 1000 else { throw await fail("out of memory") }
            status = 0
        case .redirected(let inner, let redirections):
            guard let saved = try await redirect(redirections) else {
                status = 1
                try checkStatus()
                return
            }
            defer { restore(saved) }
            try await run(inner)
        }
    }

    /// What `set -e` asks for.
    private func checkStatus() throws(ShellUnwind) {
        if status != 0, tested == 0, options.contains("e") { throw .exit(status) }
    }

    private mutating func runTested(_ command: ShellCommand) async throws(ShellUnwind) {
        tested += 1
        defer { tested -= 1 }
        try await run(command)
    }

    private mutating func runChain(
        _ first: ShellCommand,
        _ links: [ChainLink],
        _ isLast: Bool
    )
        async throws(ShellUnwind)
    {
        try await runTested(first)
        for (index, link) in links.enumerated() where link.isAnd == (status == 0) {
            if index + 1 == links.count {
                try await run(link.command, isLast: isLast)
            } else {
                try await runTested(link.command)
            }
        }
    }

    private mutating func runBranches(
        _ branches: [(condition: ShellCommand, body: ShellCommand)],
        _ otherwise: ShellCommand?,
        _ isLast: Bool
    ) async throws(ShellUnwind) {
        for branch in branches {
            try await runTested(branch.condition)
            if status == 0 {
                try await run(branch.body, isLast: isLast)
                return
            }
        }
        status = 0
        if let otherwise { try await run(otherwise, isLast: isLast) }
    }

    private mutating func runLoop(
        _ condition: ShellCommand,
        _ body: ShellCommand,
        _ isUntil: Bool
    )
        async throws(ShellUnwind)
    {
        var last = 0
        loops += 1
        defer { loops -= 1 }
        while true {
            do throws(ShellUnwind) {
                try await runTested(condition)
                guard (status == 0) != isUntil else { break }
                try await run(body)
            } catch {
                if try !goesOn(after: error) { break }
            }
            last = status
        }
        status = last
    }

    private mutating func runFor(
        _ variable: String,
        _ words: [ShellWord]?,
        _ body: ShellCommand
    )
        async throws(ShellUnwind)
    {
        let values: [String]
        if let words { values = try await fields(words) } else { values = positional }
        status = 0
        loops += 1
        defer { loops -= 1 }
        for value in values {
            try await set(variable, value)
            do throws(ShellUnwind) {
                try await run(body)
            } catch {
                if try !goesOn(after: error) { break }
            }
        }
    }

    /// Whether a loop takes its next turn; throws on where an outer loop is meant.
    mutating func goesOn(after unwind: ShellUnwind) throws(ShellUnwind) -> Bool {
        status = 0
        switch unwind {
        case .breakLoop(let count):
            if count > 1, loops > 1 { throw .breakLoop(count - 1) }
            return false
        case .continueLoop(let count):
            if count > 1, loops > 1 { throw .continueLoop(count - 1) }
            return true
        default: throw unwind
        }
    }

    private mutating func runChoice(
        _ word: ShellWord,
        _ branches: [CaseBranch],
        _ isLast: Bool
    )
        async throws(ShellUnwind)
    {
        let subject = Array(try await text(word).utf8)
        for branch in branches {
            for pattern in branch.patterns where try await self.pattern(pattern).matches(subject) {
                status = 0
                try await run(branch.body, isLast: isLast)
                return
            }
        }
        status = 0
    }

    /// Runs a script's text, line by line.
    mutating func run(text: [UInt8], line firstLine: Int, isLast: Bool = false) async throws(ShellUnwind) {
        var parser = ShellParser(text, line: firstLine, dialect: dialect)
        while true {
            let next: ShellParser.Next
            do throws(ShellSyntaxError) {
                next = try parser.next()
            } catch {
                await say(error)
                throw .failure(2)
            }
            guard case .command(let command) = next else {
                if case .end = next { return }
                continue
            }
            if options.contains("n") { continue }
            let rest = text[min(parser.at, text.count)...]
            let isEnd = rest.allSatisfy { $0 == 10 || $0 == 32 || $0 == 9 }
            try await run(command, isLast: isLast && isEnd)
        }
    }
}
