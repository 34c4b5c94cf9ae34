import SimShell

/// `redis-server`: RESP2 and RESP3 on port 6379, keys in memory and in `/data`.
///
/// `REDIS_VERSION` in the environment is the version that it says it is.
struct RedisServerProgram: Program {
    private static let signals: Set<Signal> = [.terminate, .interrupt]

    func run(_ process: ProcessContext) async -> ExitCode {
        let version = process.variable("REDIS_VERSION") ?? "7.4.7"
        var words = Array(process.arguments.dropFirst())
        if words.first == "--version" || words.first == "-v" {
            await process.print("Redis server v=\(version) sha=00000000:0 malloc=none bits=64 build=0")
            return 0
        }
        var options = RedisOptions()
        var text = ""
        let file = words.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
        if let file {
            words.removeFirst()
            guard let bytes = try? process.files.read(process.path(file), as: process.user) else {
                await process.complain(
                    "Fatal error, can't open config file '\(process.path(file))': No such file or directory"
                )
                return 1
            }
            text = bytes.text
        }
        text += "\n" + RedisOptions.lines(of: words)
        if file == nil, process.files.exists("/data") == false {
            _ = options.set("dir", to: process.workingDirectory)
        }
        do throws(RedisOptions.Problem) {
            try options.read(file == nil ? String(text.dropFirst()) : text)
        } catch {
            if error.isUnmodelled { process.world.noteModelled("redis: \(error.text)") }
            await process.complain(
                "\n*** FATAL CONFIG FILE ERROR (Redis \(version)) ***\nReading the configuration file, at line \(error.line)\n"
                    + ">>> '\(error.text)'\n\(error.words)"
            )
            return 1
        }
        let isConfigured = file != nil || !words.isEmpty
        guard options.isDaemon else {
            await announce(process, version, options, isConfigured: isConfigured)
            return await serve(options, version, process)
        }
        let chosen = options
        // Who asked for it is gone before it is known whether it could start.
        _ = await Daemon.start(for: process, streams: .none) { process, ready in
            await announce(process, version, chosen, isConfigured: isConfigured)
            return await serve(chosen, version, process, ready: ready)
        }
        return 0
    }

    private func announce(
        _ process: ProcessContext,
        _ version: String,
        _ options: RedisOptions,
        isConfigured: Bool
    ) async {
        func say(_ words: String, _ level: Character = "*") async {
            let line = RedisServer.line(process, words, level: level, role: "C")
            await RedisServer.write(line, options, process)
        }
        await say("oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo")
        await say(
            "Redis version=\(version), bits=64, commit=00000000, modified=0, pid=\(process.id), just started"
        )
        if isConfigured {
            await say("Configuration loaded")
        } else {
            await say(
                "Warning: no config file specified, using the default config. In order to specify a config file use "
                    + "redis-server /path/to/redis.conf",
                "#"
            )
        }
    }

    private func serve(
        _ options: RedisOptions,
        _ version: String,
        _ process: ProcessContext,
        ready: Daemon.Ready? = nil
    ) async -> ExitCode {
        var store = RedisStore(databases: Int(options["databases"]) ?? 16)
        store.memory = MemoryShare(process.world.heap)
        let path = options.isAppending ? options.journalPath : options.dumpPath
        let now = process.world.now.nanoseconds / 1_000_000
        var keys: Int?
        if let bytes = try? process.files.read(path) {
            guard RedisDump.read(bytes, into: &store, now: now) else {
                process.world.noteModelled("redis: the real server's RDB")
                await process.print(
                    RedisServer.line(
                        process,
                        "Fatal error loading the DB, check server logs: the real server's RDB is not modelled. Exiting.",
                        level: "#"
                    )
                )
                return 1
            }
            keys = store.databases.reduce(0) { $0 + $1.count }
            store.dirty = 0
        }
        let server = RedisServer(process: process, version: version, options: options, store: store)
        await server.log("monotonic clock: POSIX clock_gettime")
        let listener: any NetworkListener
        do throws(NetworkError) {
            listener = try process.world.network.listen(on: options.port)
        } catch {
            await server.log(
                "Warning: Could not create server TCP listening socket *:\(options.port): bind: Address already in use",
                level: "#"
            )
            await server.log("Failed listening on port \(options.port) (tcp), aborting.", level: "#")
            return 1
        }
        await server.log("Running mode=standalone, port=\(options.port).")
        await server.log("Server initialized")
        if let keys {
            await server.log("Loading RDB produced by version \(version)")
            await server.log("Done loading RDB, keys loaded: \(keys), keys expired: 0.")
            await server.log("DB loaded from disk: 0.000 seconds")
        }
        await server.log("Ready to accept connections tcp")
        if let path = options.pidPath {
            _ = try? process.files.write(process.path(path), Array("\(process.id)\n".utf8))
        }
        defer { if let path = options.pidPath { _ = try? process.files.remove(process.path(path)) } }
        process.signals.ask(for: Self.signals)
        await ready?()
        let serving = Serving(
            process: process,
            ports: [.init(listener: listener, serve: { await RedisSession.serve($0, server) })]
        )
        let asked = Asked()
        let signal = await serving.run(until: Self.signals) {
            await Self.keepHouse(server, asked)
        }
        guard signal != nil || asked.word.value > 0 else { return 137 }
        if let signal {
            await RedisServer.write(
                "\(process.id):signal-handler (\(process.world.now.seconds)) Received SIG\(signal.name) scheduling shutdown...",
                options,
                process
            )
        }
        return await end(server, skipsSave: asked.word.value == 1, mustSave: asked.word.value == 2)
    }

    /// What a `SHUTDOWN` asked for: 1 for NOSAVE, 2 for SAVE, 3 for neither.
    private struct Asked: Sendable {
        let word = Count()
    }

    /// Saves by the clock, and waits for a `SHUTDOWN`.
    private static func keepHouse(_ server: RedisServer, _ asked: Asked) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                guard let word = await server.shutdown.read(atMost: 1)?.first else { return false }
                let code = word == UInt8(ascii: "n") ? 1 : word == UInt8(ascii: "s") ? 2 : 3
                for _ in 0..<code { _ = asked.word.enter(limit: 3) }
                return true
            }
            group.addTask {
                while (try? await server.process.world.sleep(for: .seconds(60))) != nil {
                    let now = server.now / 1000
                    let (points, dirty, last) = server.with {
                        ($0.options.savePoints, $0.store.dirty, $0.lastSave)
                    }
                    guard let point = points.first(where: { dirty >= $0.changes && now - last >= $0.seconds })
                    else { continue }
                    await server.log("\(point.changes) changes in \(point.seconds) seconds. Saving...")
                    if (try? server.save()) != nil {
                        await server.log("Background saving terminated with success")
                    }
                }
                return false
            }
            defer { group.cancelAll() }
            for await ends in group where ends { return true }
            return false
        }
    }

    private func end(_ server: RedisServer, skipsSave: Bool, mustSave: Bool) async -> ExitCode {
        await server.log("User requested shutdown...")
        if !skipsSave, mustSave || server.with({ !$0.options.savePoints.isEmpty }) {
            await server.log("Saving the final RDB snapshot before exiting.")
            do throws(FileTreeError) {
                try server.save()
                await server.log("DB saved on disk")
            } catch {
                await server.log("Error trying to save the DB, can't exit: \(error.words)", level: "#")
                return 1
            }
        }
        await server.log("Redis is now ready to exit, bye bye...", level: "#")
        return 0
    }
}

/// The `docker-entrypoint.sh` of redis' image.
struct RedisEntrypoint: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        if let first = words.first, first.hasPrefix("-") || first.hasSuffix(".conf") {
            words.insert("redis-server", at: 0)
        }
        return await Handover.run(words, for: process)
    }
}
