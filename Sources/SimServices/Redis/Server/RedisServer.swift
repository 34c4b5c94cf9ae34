import SimShell
import Synchronization

/// What all connections to a server share.
final class RedisServer: Sendable {
    struct State {
        var store: RedisStore
        var options: RedisOptions
        var subscribers: [Int: Subscriber] = [:]
        var clients: [Int: RedisClientInfo] = [:]
        var lastClient = 2
        var commands = 0
        var connections = 0
        var lastSave: Int
    }

    struct Subscriber {
        var channels: [[UInt8]] = []
        var patterns: [[UInt8]] = []
        var version: Int
        let outbox: RedisOutbox
    }

    let process: ProcessContext
    let version: String
    let started: Int
    private let state: Mutex<State>
    /// What a `SHUTDOWN` asks for.
    let shutdown = BytePipe()

    init(process: ProcessContext, version: String, options: RedisOptions, store: RedisStore) {
        self.process = process
        self.version = version
        started = process.world.now.nanoseconds / 1_000_000
        state = Mutex(State(store: store, options: options, lastSave: started / 1000))
    }

    /// In milliseconds since 1970.
    var now: Int { process.world.now.nanoseconds / 1_000_000 }

    func with<Result>(_ body: (inout sending State) throws -> sending Result) rethrows -> sending Result {
        try state.withLock(body)
    }

    /// Runs a command on the keys.
    func run(_ command: RedisCommand, _ name: String, _ words: [[UInt8]], database: Int) -> RedisReply {
        let now = now
        var journal: [UInt8]?
        let reply = state.withLock { state -> RedisReply in
            state.commands &+= 1
            let room = command.writes ? state.store.reserve(words.reduce(0) { $0 + $1.count }) : .enough
            if room == .outOfMemory { process.world.runOutOfMemory() }
            if room != .enough {
                let frees = [
                    "del", "unlink", "flushall", "flushdb", "lpop", "rpop", "spop", "hdel", "srem", "zrem",
                    "expire",
                ]
                guard frees.contains(name) else {
                    return .error("OOM command not allowed when used memory > 'maxmemory'.")
                }
            }
            let before = state.store.dirty
            var call = RedisCall(name: name, words: words, database: database, now: now, store: state.store)
            // The store is moved into the call, so that it isn't copied.
            state.store = RedisStore(databases: 1)
            defer { state.store = call.store }
            do throws(RedisFailure) {
                let reply = try command.body(&call)
                if call.store.dirty != before, state.options.isAppending {
                    journal = RedisDump.command(["SELECT".bytes, String(database).bytes])
                    journal? += RedisDump.command([name.uppercased().bytes] + words)
                }
                return reply
            } catch {
                if error.isUnmodelled { process.world.noteModelled("redis: \(error.words)") }
                return .error(error.words)
            }
        }
        if let journal { append(journal) }
        return reply
    }

    /// Writes a change to the append-only file, in the form of ``RedisDump``.
    private func append(_ bytes: [UInt8]) {
        let path = with { $0.options.journalPath }
        if !process.files.exists(path) {
            let folder = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
            _ = try? process.files.makeDirectory(folder, intermediate: true)
            _ = try? process.files.write(path, RedisDump.mark, mode: 0o644)
        }
        _ = try? process.files.write(path, bytes, append: true)
    }

    /// Writes the keys to the file.
    func save() throws(FileTreeError) {
        let (bytes, path) = with { (RedisDump.write($0.store), $0.options.dumpPath) }
        try process.files.write(path, bytes, mode: 0o600)
        let now = now / 1000
        with {
            $0.store.dirty = 0
            $0.lastSave = now
        }
    }

    /// Sends a message to those who wait for it.
    ///
    /// - Returns: How many they are.
    func publish(_ channel: [UInt8], _ message: [UInt8]) -> Int {
        let targets = with { state in
            state.subscribers.values.flatMap { subscriber -> [(RedisOutbox, [UInt8])] in
                var sent: [(RedisOutbox, [UInt8])] = []
                if subscriber.channels.contains(channel) {
                    let reply = RedisReply.push([.text("message"), .bulk(channel), .bulk(message)])
                    sent.append((subscriber.outbox, reply.wire(version: subscriber.version)))
                }
                for pattern in subscriber.patterns where RedisGlob.matches(channel, pattern) {
                    let reply = RedisReply.push([
                        .text("pmessage"), .bulk(pattern), .bulk(channel), .bulk(message),
                    ])
                    sent.append((subscriber.outbox, reply.wire(version: subscriber.version)))
                }
                return sent
            }
        }
        for (outbox, bytes) in targets { outbox.send(bytes) }
        return targets.count
    }

    /// A line of the log.
    func log(_ words: String, level: Character = "*", role: Character = "M") async {
        await Self.write(Self.line(process, words, level: level, role: role), with { $0.options }, process)
    }

    /// Writes a line to the log: the file that `logfile` names, the standard output where it names none.
    static func write(_ line: String, _ options: RedisOptions, _ process: ProcessContext) async {
        let file = options["logfile"]
        guard !file.isEmpty else { return await process.print(line) }
        _ = try? process.files.write(process.path(file), Array((line + "\n").utf8), append: true)
    }

    static func line(
        _ process: ProcessContext,
        _ words: String,
        level: Character = "*",
        role: Character = "M"
    ) -> String {
        let time = Calendar(process.world.now)
        let stamp =
            "\(Calendar.digits(time.day)) \(time.monthName) \(time.year) \(time.clock).\(Calendar.digits(time.microsecond / 1000, 3))"
        return "\(process.id):\(role) \(stamp) \(level) \(words)"
    }
}

/// Who is connected.
struct RedisClientInfo: Hashable, Sendable {
    var id: Int
    var address: String
    var name = ""
    var database = 0
    var version = 2
}

/// What goes out to a client, in order; a client that doesn't read is dropped.
final class RedisOutbox: Sendable {
    private let stream: AsyncStream<[UInt8]>
    private let continuation: AsyncStream<[UInt8]>.Continuation
    /// What waits for more to go out with; nil while nothing has to.
    private let held = Mutex<[UInt8]?>(nil)

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(20_000)) }

    func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let isHeld = held.withLock { held in
            held?.append(contentsOf: bytes)
            return held != nil
        }
        if !isHeld { yield(bytes) }
    }

    /// Keeps answers back until there are more, or lets go what was kept.
    func hold(_ isHeld: Bool) {
        let kept = held.withLock { held in
            defer { held = isHeld ? held ?? [] : nil }
            return isHeld ? [] : held ?? []
        }
        if !kept.isEmpty { yield(kept) }
    }

    private func yield(_ bytes: [UInt8]) {
        if case .dropped = continuation.yield(bytes) { continuation.finish() }
    }

    func finish() {
        hold(false)
        continuation.finish()
    }

    /// Writes what comes until the end.
    func pump(to connection: any NetworkConnection) async {
        for await bytes in stream {
            do throws(BrokenPipe) { try await connection.write(bytes) } catch { break }
        }
        connection.close()
    }
}
