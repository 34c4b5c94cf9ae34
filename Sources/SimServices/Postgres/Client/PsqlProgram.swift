import SimShell

/// `psql`: statements from its words, a file or the standard input, and the commands with a backslash that labs use.
struct PsqlProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let options: PsqlOptions
        do throws(Options.Problem) { options = try PsqlOptions(process) } catch {
            switch error {
            case .unknown(let word): await process.complain("psql: unrecognized option '\(word)'")
            case .missingValue(let word):
                await process.complain("psql: option requires an argument -- '\(word.drop { $0 == "-" })'")
            }
            await process.complain("psql: hint: Try \"psql --help\" for more information.")
            return 1
        }
        if options.showsVersion {
            await process.print("psql (PostgreSQL) \(PostgresProgram.version(process))")
            return 0
        }
        do throws(PgClient.Failure) {
            let client = try await PgClient.connect(options.target, process)
            var psql = Psql(process: process, options: options, client: client)
            let code = await psql.run()
            await psql.client.close()
            return code
        } catch {
            await process.complain("psql: error: \(error.words)")
            return 2
        }
    }
}

/// A session of `psql`.
struct Psql {
    let process: ProcessContext
    var options: PsqlOptions
    var client: PgClient
    private var buffer = ""
    private var isOver = false
    private var hasFailed = false
    private var isLost = false
    /// The file and line that are read, for error messages.
    private var place: (file: String, line: Int)?

    init(process: ProcessContext, options: PsqlOptions, client: PgClient) {
        self.process = process
        self.options = options
        self.client = client
    }

    mutating func run() async -> ExitCode {
        if options.lists { return await meta("\\l") ? 0 : 1 }
        if options.actions.isEmpty {
            if process.streams.isTerminal {
                await process.print("psql (\(PostgresProgram.version(process)))\nType \"help\" for help.\n")
            }
            await read(process.streams.input, file: "<stdin>")
            return isLost ? 2 : hasFailed && options.stopsOnErrors ? 3 : 0
        }
        if options.isSingle { _ = await client.query("BEGIN") }
        for action in options.actions {
            switch action {
            case .command(let text):
                hasFailed = false
                if text.hasPrefix("\\") { hasFailed = await !meta(text) } else { await send(text) }
            case .file(let name):
                hasFailed = false
                if name == "-" {
                    await read(process.streams.input, file: "<stdin>")
                } else if let bytes = try? process.files.read(process.path(name), as: process.user) {
                    let pipe = BytePipe(capacity: max(1, bytes.count))
                    if !bytes.isEmpty { _ = try? await pipe.write(bytes) }
                    pipe.closeWriting()
                    await read(pipe, file: name)
                    place = nil
                    if !options.stopsOnErrors { hasFailed = false }
                } else {
                    await process.complain("psql: error: \(name): No such file or directory")
                    return 1
                }
            }
            if isLost { return 2 }
            if hasFailed, options.stopsOnErrors { break }
        }
        if options.isSingle { _ = await client.query(hasFailed ? "ROLLBACK" : "COMMIT") }
        guard hasFailed else { return 0 }
        if case .file? = options.actions.last { return 3 }
        return options.stopsOnErrors && options.actions.count > 1 ? 3 : 1
    }

    // MARK: Reading

    private mutating func read(_ source: any ByteSource, file: String) async {
        var reader = ByteReader(source)
        let isTerminal = process.streams.isTerminal && file == "<stdin>"
        var number = 0
        isOver = false
        while !isOver, !isLost {
            if isTerminal { await process.streams.output.say(prompt) }
            guard case .line(let bytes) = await reader.line(limit: 1 << 22) else { break }
            number += 1
            if file != "<stdin>" { place = (file, number) }
            let line = bytes.text
            if options.echoes { await process.print(line) }
            if buffer.isEmpty, isTerminal, ["quit", "exit"].contains(line.trimmed) { break }
            await take(line)
            if hasFailed, options.stopsOnErrors, !isTerminal { return }
        }
        if !buffer.trimmed.isEmpty {
            let text = buffer
            buffer = ""
            await send(text)
        }
        if isTerminal { await process.print("") }
    }

    private var prompt: String {
        let mark = client.status == "I" ? "" : client.status == "T" ? "*" : "!"
        let sign = client.parameters["is_superuser"] == "on" ? "#" : ">"
        return "\(options.target.database)\(buffer.isEmpty ? "=" : "-")\(mark)\(sign) "
    }

    /// A line: statements end at semicolons outside quotes, commands begin with a backslash outside them.
    private mutating func take(_ line: String) async {
        var text = buffer
        var rest = line[...]
        if !text.isEmpty { text += "\n" }
        while let letter = rest.first {
            let state = Self.quote(text)
            if state == nil, letter == "\\" {
                buffer = text.trimmed.isEmpty ? "" : text
                let command = String(rest)
                if command.hasPrefix("\\g") || command.hasPrefix("\\x ;") {
                    if command.hasPrefix("\\gx") { options.style.isExpanded = true }
                    let statement = buffer
                    buffer = ""
                    await send(statement)
                    if command.hasPrefix("\\gx") { options.style.isExpanded = false }
                } else {
                    hasFailed = await !meta(command) || hasFailed
                }
                return
            }
            rest.removeFirst()
            text.append(letter)
            guard letter == ";", state == nil else { continue }
            buffer = ""
            let statement = text.trimmed
            text = ""
            await send(statement)
            rest = rest.drop { $0 == " " }
            if isLost || (hasFailed && options.stopsOnErrors && place != nil) { return }
        }
        // A comment alone begins no statement.
        buffer = text.trimmed.isEmpty || (text.trimmed.hasPrefix("--") && !text.contains("\n")) ? "" : text
    }

    /// Which quote is open at the end of a text; nil: none.
    private static func quote(_ text: String) -> String? {
        guard text.contains(where: { "'\"$-/".contains($0) }) else { return nil }
        var open: String?
        var rest = text[...]
        while let letter = rest.first {
            if let mark = open {
                let end = mark == "--" ? "\n" : mark == "/*" ? "*/" : mark
                if rest.hasPrefix(end) {
                    rest = rest.dropFirst(end.count)
                    open = nil
                    continue
                }
            } else if rest.hasPrefix("--") {
                open = "--"
            } else if rest.hasPrefix("/*") {
                open = "/*"
            } else if letter == "'" || letter == "\"" {
                open = String(letter)
            } else if letter == "$", let end = rest.dropFirst().firstIndex(of: "$") {
                let tag = rest[...end]
                if tag.dropFirst().dropLast().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
                    tag.dropFirst().first?.isNumber != true
                {
                    open = String(tag)
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            }
            rest.removeFirst()
        }
        return open
    }

    // MARK: Statements

    private mutating func send(_ text: String) async {
        let filled = fill(text)
        let start = process.world.now
        guard let answers = await client.query(filled) else {
            await process.complain(
                "server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request."
            )
            isLost = true
            return
        }
        var hasRows = false
        for answer in answers {
            switch answer {
            case .rows(let fields, let rows):
                hasRows = true
                await process.streams.output.say(PsqlTable(fields: fields, rows: rows).text(options.style))
            case .done(let tag):
                let isSelect = hasRows && (tag.hasPrefix("SELECT") || tag == "SHOW")
                hasRows = false
                if !isSelect, !options.isQuiet { await process.print(tag) }
            case .notice(let notice): await complain(notice, filled)
            case .failure(let error):
                hasFailed = true
                await complain(error, filled)
            }
        }
        if options.timesStatements { await process.print(Self.time(from: start, to: process.world.now)) }
    }

    /// How long a statement took, as `\\timing` has it.
    static func time(from start: WallTime, to end: WallTime) -> String {
        let micros = max(0, end.nanoseconds - start.nanoseconds) / 1000
        let time = "Time: \(micros / 1000).\(Calendar.digits(micros % 1000, 3)) ms"
        guard micros >= 1_000_000 else { return time }
        let millis = (micros + 500) / 1000
        let seconds = millis / 1000 % 60
        return time
            + " (\(Calendar.digits(millis / 60_000, 2)):\(Calendar.digits(seconds, 2)).\(Calendar.digits(millis % 1000, 3)))"
    }

    /// Fills in `:name`, `:'name'` and `:"name"`.
    private func fill(_ text: String) -> String {
        guard text.contains(":"), !options.variables.isEmpty else { return text }
        var result = text
        for (name, value) in options.variables {
            result = result.split(":'\(name)'").joined(separator: PgTranslator.literal(value))
            result = result.split(":\"\(name)\"").joined(separator: PgTranslator.quoted(value))
            result = result.split(":\(name)").joined(separator: value)
        }
        return result
    }

    private func complain(_ error: PgError, _ text: String) async {
        let prefix = place.map { "psql:\($0.file):\($0.line): " } ?? ""
        var words = "\(prefix)\(error.severity):  \(error.message)\n"
        if let position = error.position { words += Self.excerpt(text, position) }
        if let detail = error.detail { words += "DETAIL:  \(detail)\n" }
        if let hint = error.hint { words += "HINT:  \(hint)\n" }
        await process.streams.error.say(words)
    }

    /// The line of the error, with a mark below.
    static func excerpt(_ text: String, _ position: Int) -> String {
        // A character is what the server counts, not what the eye sees.
        let letters = Array(text.unicodeScalars)
        guard position >= 1, position <= letters.count + 1 else { return "" }
        let before = letters[..<(position - 1)]
        let number = before.filter { $0 == "\n" }.count + 1
        let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let line = letters[start...].prefix { $0 != "\n" }.map { $0 == "\t" ? " " : String($0) }
        let column = position - 1 - start
        var (head, tail) = ("", "")
        var range = 0..<line.count
        // A long line is cut to 60 letters, of which ten stand behind the place.
        if line.count > 60 {
            if column + 10 <= 60 {
                range = 0..<60
            } else {
                let end = min(line.count, column + 10)
                range = max(0, end - 60)..<end
            }
            if range.lowerBound > 0 { head = "..." }
            if range.upperBound < line.count { tail = "..." }
        }
        let label = "LINE \(number): \(head)"
        let blanks = String(repeating: " ", count: label.count + max(0, column - range.lowerBound))
        return "\(label)\(line[range].joined())\(tail)\n\(blanks)^\n"
    }

    // MARK: Commands with a backslash

    /// - Returns: Whether it went well.
    private mutating func meta(_ command: String) async -> Bool {
        let words = command.dropFirst().split(separator: " ").map { String($0).trimmed }
        let name = (words.first ?? "").trimmed.filter { $0 != ";" }
        let argument = words.count > 1 ? words[1].filter { $0 != ";" } : nil
        switch name {
        case "q": isOver = true
        case "x":
            options.style.isExpanded = argument.map { $0 == "on" } ?? !options.style.isExpanded
            await note("Expanded display is \(options.style.isExpanded ? "on" : "off").")
        case "t":
            options.style.showsOnlyRows.toggle()
            await note("Tuples only is \(options.style.showsOnlyRows ? "on" : "off").")
        case "a":
            options.style.isAligned.toggle()
            await note("Output format is \(options.style.isAligned ? "aligned" : "unaligned").")
        case "timing":
            options.timesStatements = argument.map { $0 == "on" } ?? !options.timesStatements
            await note("Timing is \(options.timesStatements ? "on" : "off").")
        case "set", "encoding", "r", "unset":
            if name == "set", words.count >= 2 {
                options.variables[words[1]] = words.count > 2 ? words[2].filter { $0 != "'" } : ""
            }
            if options.variables["ON_ERROR_STOP"] != nil {
                options.stopsOnErrors = ["1", "on", "true"].contains(options.variables["ON_ERROR_STOP"] ?? "")
            }
        case "echo":
            await process.print(words.dropFirst().map { $0.filter { $0 != "'" } }.joined(separator: " "))
        case "conninfo":
            let place =
                options.target.host.map { "on host \"\($0)\"" } ?? "via socket in \"/var/run/postgresql\""
            await process.print(
                "You are connected to database \"\(options.target.database)\" as user \"\(options.target.user)\" \(place) at port \"\(options.target.port)\"."
            )
        case "c", "connect": return await reconnect(words)
        case "i":
            guard let argument, let bytes = try? process.files.read(process.path(argument), as: process.user)
            else {
                await process.complain("psql: error: \(argument ?? ""): No such file or directory")
                return false
            }
            let pipe = BytePipe(capacity: max(1, bytes.count))
            if !bytes.isEmpty { _ = try? await pipe.write(bytes) }
            pipe.closeWriting()
            let before = place
            await read(pipe, file: argument)
            place = before
            isOver = false
        case "p": await process.print(buffer)
        case "?", "h", "help":
            await process.print(
                "Only \\q \\c \\l \\d \\dt \\dv \\di \\ds \\dn \\du \\x \\t \\a \\i \\echo \\set \\timing \\conninfo are modelled."
            )
        case let name where PsqlCatalogue.names.contains(name.filter { $0 != "+" }):
            return await PsqlCatalogue.show(
                name.filter { $0 != "+" },
                argument,
                &client,
                process,
                options.style
            )
        default:
            let isKnown = [
                "copy", "watch", "e", "ef", "df", "dT", "dx", "dp", "z", "o", "w", "!", "gset", "if",
                "password", "pset", "du+", "sv", "sf", "g",
            ].contains(name)
            if isKnown { process.world.noteModelled("psql \\\(name)") }
            await process.complain(isKnown ? "\\\(name) is not modelled" : "invalid command \\\(name)")
            return false
        }
        return true
    }

    private func note(_ words: String) async {
        if !options.isQuiet { await process.print(words) }
    }

    private mutating func reconnect(_ words: [String]) async -> Bool {
        var target = options.target
        if words.count > 1, words[1] != "-" { target.database = words[1].filter { $0 != ";" && $0 != "\"" } }
        if words.count > 2, words[2] != "-" { target.user = words[2] }
        do throws(PgClient.Failure) {
            let next = try await PgClient.connect(target, process)
            await client.close()
            client = next
            options.target = target
            if !options.isQuiet {
                await process.print(
                    "You are now connected to database \"\(target.database)\" as user \"\(target.user)\"."
                )
            }
            return true
        } catch {
            await process.complain(
                "\(place == nil ? "" : "psql:\(place?.file ?? ""):\(place?.line ?? 0): ")error: \\connect: \(error.words)"
            )
            if process.streams.isTerminal {
                await process.complain("Previous connection kept")
            } else {
                isLost = true
            }
            return false
        }
    }
}
