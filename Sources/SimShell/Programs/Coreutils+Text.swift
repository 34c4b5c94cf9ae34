extension Coreutils {
    static let textApplets: [String: any Program] = [
        "echo": Applet("echo") { applet async throws(Applet.Stop) in
            try await applet.write(EchoCommand.output(applet.arguments))
            return 0
        },
        "printf": Applet("printf") { applet async throws(Applet.Stop) in
            let (output, errors, status) = PrintfCommand.run(applet.arguments)
            for error in errors { await applet.say(error) }
            try await applet.write(output)
            return ExitCode(truncatingIfNeeded: status)
        },
        "test": Applet("test", test), "[": Applet("[", test), "[[": Applet("[[", test),
        "true": Applet("true") { _ async throws(Applet.Stop) in 0 },
        "false": Applet("false") { _ async throws(Applet.Stop) in 1 },
        "yes": Applet("yes") { applet async throws(Applet.Stop) in
            let words = applet.arguments.isEmpty ? ["y"] : applet.arguments
            let line = Array((words.joined(separator: " ") + "\n").utf8)
            let block = Array(repeatElement(line, count: max(1, 4096 / line.count)).joined())
            while true {
                try await applet.write(block)
                await Task.yield()
            }
        },
        "seq": Applet("seq", seq),
        "basename": Applet("basename") { applet async throws(Applet.Stop) in
            let words = applet.arguments
            guard let path = words.first else { throw await applet.usage("basename FILE [SUFFIX]") }
            var name = path.split(separator: "/").last.map(String.init) ?? (path.isEmpty ? "" : "/")
            if words.count > 1, name.hasSuffix(words[1]), name.utf8.count > words[1].utf8.count {
                name.removeLast(words[1].count)
            }
            try await applet.printLine(name)
            return 0
        },
        "dirname": Applet("dirname") { applet async throws(Applet.Stop) in
            guard let path = applet.arguments.first else { throw await applet.usage("dirname FILENAME") }
            let names = path.split(separator: "/")
            let isAbsolute = path.hasPrefix("/")
            var folder = names.dropLast().joined(separator: "/")
            if isAbsolute { folder = "/" + folder }
            try await applet.printLine(folder.isEmpty ? "." : folder)
            return 0
        },
    ]

    private static let test: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let terminals: Set<Int> = applet.process.streams.isTerminal ? [0, 1, 2] : []
        switch TestCommand.run([applet.name] + applet.arguments, in: applet.process, terminals: terminals) {
        case .success(let isTrue): return isTrue ? 0 : 1
        case .failure(let failure): throw await applet.fail(failure.words, 2)
        }
    }

    private static let seq: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        // Numbers may be negative: the first word that is neither an option nor its value ends the options.
        var words = applet.arguments
        var count = 0
        while count < words.count, words[count].hasPrefix("-"), let letter = words[count].dropFirst().first,
            letter == "w" || letter == "s"
        {
            count += words[count] == "-s" || words[count] == "-ws" ? 2 : 1
        }
        words.insert("--", at: min(count, words.count))
        let options = try await Options(words, "ws:", applet)
        words = options.rest
        let separator = options.value("s") ?? "\n"
        let isWide = options.has("w")
        guard (1...3).contains(words.count) else {
            throw await applet.usage("seq [-w] [-s SEP] [FIRST [INC]] LAST")
        }
        for word in words where Double(word)?.isFinite != true {
            throw await applet.fail("invalid number '\(word)'")
        }
        let places =
            words.map { $0.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0 }.max() ?? 0
        let numbers = words.compactMap(Double.init)
        let first = numbers.count > 1 ? numbers[0] : 1
        let step = numbers.count > 2 ? numbers[1] : 1
        let last = numbers[numbers.count - 1]
        guard step != 0, abs(first) < 1e15, abs(last) < 1e15 else {
            throw await applet.fail("invalid increment")
        }
        let width = max(
            PrintfCommand.fixed(first, places).utf8.count,
            PrintfCommand.fixed(last, places).utf8.count
        )
        var turn = 0.0
        while true {
            let value = first + turn * step
            if step > 0 ? value > last + abs(step) * 1e-9 : value < last - abs(step) * 1e-9 { break }
            var text = PrintfCommand.fixed(value, places)
            if isWide, text.utf8.count < width {
                let sign = value < 0 ? "-" : ""
                let digits = value < 0 ? String(text.dropFirst()) : text
                text = sign + String(repeating: "0", count: width - text.utf8.count) + digits
            }
            try await applet.print(turn == 0 ? text : separator + text)
            turn += 1
        }
        if turn > 0 { try await applet.print("\n") }
        return 0
    }
}
