import SimShell

/// `redis-cli`: commands from its words, or from its standard input.
struct RedisCLIProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let arguments = Array(process.arguments.dropFirst())
        if arguments.first == "--version" || arguments.first == "-v" {
            await process.print("redis-cli \(process.variable("REDIS_VERSION") ?? "7.4.7")")
            return 0
        }
        var problem = ""
        guard let options = RedisCLIOptions(arguments, process, problem: &problem) else {
            await process.complain(problem)
            return 1
        }
        if options.warns, options.password != nil {
            await process.complain(
                "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe."
            )
        }
        return await RedisCLI(options: options, process: process).run()
    }
}

/// A session of `redis-cli`.
struct RedisCLI {
    let options: RedisCLIOptions
    let process: ProcessContext
    private var connection: (any NetworkConnection)?
    private var replies: RedisReplies?
    private var database: Int

    init(options: RedisCLIOptions, process: ProcessContext) {
        self.options = options
        self.process = process
        database = options.database
    }

    private var isRaw: Bool { options.isRaw ?? !process.streams.isTerminal }

    consuming func run() async -> ExitCode {
        let isConnected = await connect()
        defer { connection?.close() }
        if options.words.isEmpty { return await interact() }
        guard isConnected else { return 1 }
        var words = options.words.map { Array($0.utf8) }
        if options.readsLast {
            var reader = ByteReader(process.streams.input)
            words.append(await reader.toEnd(limit: RedisRequests.textLimit))
        }
        var turn = 0
        while options.repeats < 0 || turn < options.repeats {
            guard await send(words) else { return 1 }
            turn += 1
            let pause = options.interval.isFinite ? min(max(options.interval, 0), 1e6) : 0
            if pause > 0, (try? await process.world.sleep(for: .milliseconds(Int(pause * 1000)))) == nil {
                return 137
            }
            await Task.yield()
        }
        return lastFailed && options.failsOnErrors ? 1 : 0
    }

    private var lastFailed = false

    private mutating func connect() async -> Bool {
        let place = "\(options.host):\(options.port)"
        do throws(NetworkError) {
            let connection = try await process.world.network.connect(to: options.host, port: options.port)
            self.connection = connection
            replies = RedisReplies(reader: ByteReader(connection))
        } catch {
            let words: String
            switch error {
            case .unknownHost: words = "Name or service not known"
            case .timedOut: words = "Connection timed out"
            case .unreachable: words = "No route to host"
            default: words = "Connection refused"
            }
            await process.complain("Could not connect to Redis at \(place): \(words)")
            return false
        }
        if let password = options.password {
            let words = ["AUTH"] + (options.user.map { [$0] } ?? []) + [password]
            if case .error(let text)? = await ask(words.map { Array($0.utf8) }) {
                await process.complain("AUTH failed: \(text)")
            }
        }
        if database != 0, case .error(let text)? = await ask(["SELECT".bytes, String(database).bytes]) {
            await process.complain("SELECT \(database) failed: \(text)")
        }
        return true
    }

    private mutating func ask(_ words: [[UInt8]]) async -> RedisReply? {
        guard let connection, (try? await connection.write(RedisDump.command(words))) != nil else {
            return nil
        }
        return await replies?.next()
    }

    /// - Returns: Whether the connection still stands.
    private mutating func send(_ words: [[UInt8]]) async -> Bool {
        guard let reply = await ask(words) else {
            let name = words[0].text.lowercased()
            connection?.close()
            connection = nil
            if name == "shutdown" || name == "quit" { return true }
            await process.complain("Error: Server closed the connection")
            return false
        }
        await show(reply)
        let name = words[0].text.lowercased()
        if name == "select", reply == .ok, words.count == 2 { database = Int(words[1].text) ?? database }
        guard ["subscribe", "psubscribe", "monitor"].contains(name), !isError(reply) else { return true }
        for _ in 0..<max(0, words.count - 2) {
            guard let more = await replies?.next() else { return true }
            await show(more)
        }
        while let message = await replies?.next() { await show(message) }
        return true
    }

    private func isError(_ reply: RedisReply) -> Bool {
        if case .error = reply { return true }
        return false
    }

    private mutating func show(_ reply: RedisReply) async {
        lastFailed = isError(reply)
        if isRaw {
            let bytes = RedisReplies.raw(reply) + [0x0A]
            if lastFailed, options.failsOnErrors {
                await process.streams.error.say(Array(bytes.dropLast()))
            } else {
                await process.streams.output.say(bytes)
            }
        } else {
            await process.streams.output.say(RedisReplies.formatted(reply))
        }
    }

    /// Reads commands until the end of the input.
    private mutating func interact() async -> ExitCode {
        var reader = ByteReader(process.streams.input)
        while true {
            if process.streams.isTerminal {
                let place = "\(options.host):\(options.port)" + (database == 0 ? "" : "[\(database)]")
                await process.streams.output.say(connection == nil ? "not connected> " : "\(place)> ")
            }
            guard case .line(let line) = await reader.line(limit: 1 << 20) else { return 0 }
            guard let words = RedisWords.split(line) else {
                await process.print("Invalid argument(s)")
                continue
            }
            guard let first = words.first else { continue }
            let name = first.text.lowercased()
            if name == "quit" || name == "exit" { return 0 }
            if name == "clear" { continue }
            if connection == nil {
                guard await connect() else {
                    if !process.streams.isTerminal { return 1 }
                    continue
                }
            }
            var turns = 1
            var command = words
            if let count = Int(name), count > 0, words.count > 1 {
                turns = min(count, 1_000_000)
                command = Array(words.dropFirst())
            }
            for _ in 0..<turns {
                guard await send(command) else { break }
            }
        }
    }
}
