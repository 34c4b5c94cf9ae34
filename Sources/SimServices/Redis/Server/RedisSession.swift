import SimShell

/// One client's connection.
struct RedisSession {
    let server: RedisServer
    let outbox = RedisOutbox()
    private var info: RedisClientInfo
    private var isAuthorized = false
    private var queue: [[[UInt8]]]?
    private var isQueueBroken = false
    private var watched: [(database: Int, key: [UInt8], revision: Int)] = []
    private var channels = 0

    init(server: RedisServer, address: String) {
        self.server = server
        info = server.with { state in
            state.lastClient += 1
            state.connections += 1
            let info = RedisClientInfo(id: state.lastClient, address: address)
            state.clients[info.id] = info
            return info
        }
    }

    static func serve(_ connection: any NetworkConnection, _ server: RedisServer) async {
        var session = RedisSession(server: server, address: connection.peer)
        let outbox = session.outbox
        let id = session.info.id
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await outbox.pump(to: connection) }
            var requests = RedisRequests(reader: ByteReader(connection))
            var isOpen = true
            while isOpen, !Task.isCancelled {
                do throws(RedisRequests.Problem) {
                    let words = try await requests.next()
                    // Answers to commands that came together go out together, but for those that may wait.
                    let name = words.first?.text.lowercased() ?? ""
                    outbox.hold(requests.hasNext && !Self.waiting.contains(name))
                    if !words.isEmpty { isOpen = await session.handle(words) }
                } catch {
                    if case .broken(let words) = error { session.send(.error(words)) }
                    isOpen = false
                }
            }
            server.with { state in
                state.clients[id] = nil
                state.subscribers[id] = nil
            }
            outbox.finish()
        }
    }

    /// Commands that may take long to answer.
    private static let waiting: Set = [
        "blpop", "brpop", "blmove", "brpoplpush", "bzpopmin", "bzpopmax", "blmpop", "bzmpop", "xread",
        "xreadgroup", "wait", "debug",
    ]

    private func send(_ reply: RedisReply) { outbox.send(reply.wire(version: info.version)) }

    /// - Returns: Whether the connection stays.
    private mutating func handle(_ words: [[UInt8]]) async -> Bool {
        let name = words[0].text.lowercased()
        if name == "post" || name == "host:" {
            await server.log(
                "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to "
                    + "Redis. This is likely due to an attacker attempting to use Cross Protocol Scripting to "
                    + "compromise your Redis instance. Connection from \(info.address) aborted.",
                level: "#"
            )
            return false
        }
        let password = server.with { $0.options.password }
        if !password.isEmpty, !isAuthorized, !["auth", "hello", "quit"].contains(name) {
            send(.error("NOAUTH Authentication required."))
            return true
        }
        if name == "quit" {
            send(.ok)
            return false
        }
        if let problem = problem(name, words) {
            isQueueBroken = queue != nil
            send(.error(problem))
            return true
        }
        if channels > 0, info.version == 2,
            !["subscribe", "unsubscribe", "psubscribe", "punsubscribe", "ping"].contains(name)
        {
            send(
                .error(
                    "ERR Can't execute '\(name)': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context"
                )
            )
            return true
        }
        if queue != nil, !["multi", "exec", "discard", "watch"].contains(name) {
            guard (queue?.count ?? 0) < 10_000 else {
                isQueueBroken = true
                send(.error("ERR too many queued commands"))
                return true
            }
            queue?.append(words)
            send(.status("QUEUED"))
            return true
        }
        if name == "shutdown" { return await shutDown(words) }
        send(await reply(name, Array(words.dropFirst())))
        server.with { [info] in $0.clients[info.id] = info }
        return true
    }

    private func problem(_ name: String, _ words: [[UInt8]]) -> String? {
        if let command = RedisCommand.table[name] {
            return command.takes(words.count) ? nil : "ERR wrong number of arguments for '\(name)' command"
        }
        if let arity = Self.own[name] {
            let fits = arity >= 0 ? words.count == arity : words.count >= -arity
            return fits ? nil : "ERR wrong number of arguments for '\(name)' command"
        }
        if RedisCommand.unmodelled.contains(name) {
            server.process.world.noteModelled("redis: \(name)")
            return "ERR '\(name)' is not modelled"
        }
        var shown = ""
        for word in words.dropFirst() where shown.utf8.count < 128 { shown += "'\(word.prefix(128).text)' " }
        let called = words[0].prefix(128).text.map { $0 == "\r" || $0 == "\n" ? " " : $0 }
        return "ERR unknown command '\(String(called))', with args beginning with: \(shown)"
    }

    /// Those on the connection or the server, with how many words they take.
    private static let own: [String: Int] = [
        "ping": -1, "echo": 2, "auth": -2, "hello": -1, "select": 2, "multi": 1, "exec": 1, "discard": 1,
        "watch": -2,
        "unwatch": 1, "subscribe": -2, "psubscribe": -2, "unsubscribe": -1, "punsubscribe": -1, "publish": 3,
        "pubsub": -2, "info": -1, "config": -2, "client": -2, "save": 1, "bgsave": -1, "lastsave": 1,
        "time": 1,
        "command": -1, "shutdown": -1,
    ]

    private mutating func reply(_ name: String, _ words: [[UInt8]]) async -> RedisReply {
        if let command = RedisCommand.table[name] {
            return server.run(command, name, words, database: info.database)
        }
        switch name {
        case "ping":
            guard words.count <= 1 else { return .error("ERR wrong number of arguments for 'ping' command") }
            if channels > 0, info.version == 2 { return .array([.text("pong"), .bulk(words.first ?? [])]) }
            return words.first.map { .bulk($0) } ?? .status("PONG")
        case "echo": return .bulk(words[0])
        case "auth": return authorize(words)
        case "hello": return hello(words)
        case "select":
            guard let index = Int(words[0].text) else { return .error(RedisFailure.notInteger.words) }
            guard server.with({ $0.store.databases.indices.contains(index) }) else {
                return .error("ERR DB index is out of range")
            }
            info.database = index
            return .ok
        case "multi":
            guard queue == nil else { return .error("ERR MULTI calls can not be nested") }
            queue = []
            isQueueBroken = false
            return .ok
        case "discard":
            guard queue != nil else { return .error("ERR DISCARD without MULTI") }
            queue = nil
            watched = []
            return .ok
        case "exec": return await execute()
        case "watch":
            guard queue == nil else { return .error("ERR WATCH inside MULTI is not allowed") }
            for key in words { watched.append((info.database, key, revision(of: key, in: info.database))) }
            return .ok
        case "unwatch":
            watched = []
            return .ok
        case "subscribe", "psubscribe", "unsubscribe", "punsubscribe": return subscribe(name, words)
        case "publish": return .integer(server.publish(words[0], words[1]))
        case "pubsub": return pubsub(words)
        case "client": return client(words)
        default: return RedisAdministration(server: server).reply(name, words)
        }
    }

    private func revision(of key: [UInt8], in database: Int) -> Int {
        let now = server.now
        return server.with { $0.store.entry(key, in: database, now: now)?.revision ?? 0 }
    }

    private mutating func execute() async -> RedisReply {
        guard let commands = queue else { return .error("ERR EXEC without MULTI") }
        queue = nil
        let isStale = watched.contains { revision(of: $0.key, in: $0.database) != $0.revision }
        watched = []
        guard !isQueueBroken else {
            return .error("EXECABORT Transaction discarded because of previous errors.")
        }
        if isStale { return .nullArray }
        var replies: [RedisReply] = []
        for words in commands {
            replies.append(await reply(words[0].text.lowercased(), Array(words.dropFirst())))
        }
        return .array(replies)
    }

    private mutating func authorize(_ words: [[UInt8]]) -> RedisReply {
        guard words.count <= 2 else { return .error("ERR syntax error") }
        let password = server.with { $0.options.password }
        if words.count == 1, password.isEmpty {
            return .error(
                "ERR AUTH <password> called without any password configured for the default user. "
                    + "Are you sure your configuration is correct?"
            )
        }
        let user = words.count == 2 ? words[0].text : "default"
        guard user == "default", password.isEmpty || words.last?.text == password else {
            return .error("WRONGPASS invalid username-password pair or user is disabled.")
        }
        isAuthorized = true
        return .ok
    }

    private mutating func hello(_ words: [[UInt8]]) -> RedisReply {
        var version = info.version
        if let word = words.first {
            guard let number = Int(word.text) else {
                return .error("ERR Protocol version is not an integer or out of range")
            }
            guard (2...3).contains(number) else { return .error("NOPROTO unsupported protocol version") }
            version = number
        }
        var index = 1
        while index < words.count {
            switch words[index].text.uppercased() {
            case "AUTH" where index + 2 < words.count:
                let answer = authorize([words[index + 1], words[index + 2]])
                guard answer == .ok else { return answer }
                index += 3
            case "SETNAME" where index + 1 < words.count:
                info.name = words[index + 1].text
                index += 2
            default: return .error("ERR Syntax error in HELLO option '\(words[index].text)'")
            }
        }
        if !server.with({ $0.options.password.isEmpty }), !isAuthorized {
            return .error(
                "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH "
                    + "<user> <pass> option can be used to authenticate the client and select the RESP protocol version "
                    + "at the same time"
            )
        }
        info.version = version
        return .map([
            (.text("server"), .text("redis")), (.text("version"), .text(server.version)),
            (.text("proto"), .integer(version)), (.text("id"), .integer(info.id)),
            (.text("mode"), .text("standalone")),
            (.text("role"), .text("master")), (.text("modules"), .array([])),
        ])
    }

    private mutating func subscribe(_ name: String, _ words: [[UInt8]]) -> RedisReply {
        let isPattern = name.hasPrefix("p")
        let adds = name.hasSuffix("subscribe") && !name.hasSuffix("unsubscribe")
        let path: WritableKeyPath<RedisServer.Subscriber, [[UInt8]]> = isPattern ? \.patterns : \.channels
        let (id, version, outbox) = (info.id, info.version, outbox)
        var targets = words
        if targets.isEmpty { targets = server.with { $0.subscribers[id]?[keyPath: path] ?? [] } }
        var replies: [RedisReply] = []
        for target in targets {
            let (isFull, count) = server.with { state -> (Bool, Int) in
                var subscriber =
                    state.subscribers[id] ?? RedisServer.Subscriber(version: version, outbox: outbox)
                subscriber.version = version
                if adds {
                    guard subscriber.channels.count + subscriber.patterns.count < 1000 else {
                        return (true, 0)
                    }
                    if !subscriber[keyPath: path].contains(target) {
                        subscriber[keyPath: path].append(target)
                    }
                } else {
                    subscriber[keyPath: path].removeAll { $0 == target }
                }
                let count = subscriber.channels.count + subscriber.patterns.count
                state.subscribers[id] = count > 0 ? subscriber : nil
                return (false, count)
            }
            if isFull { return .error("ERR too many subscriptions") }
            channels = count
            replies.append(.push([.text(name), .bulk(target), .integer(count)]))
        }
        if replies.isEmpty { replies = [.push([.text(name), .null, .integer(channels)])] }
        for reply in replies { send(reply) }
        return .none
    }

    private func pubsub(_ words: [[UInt8]]) -> RedisReply {
        let subscribers = server.with { Array($0.subscribers.values.map { ($0.channels, $0.patterns) }) }
        switch words[0].text.uppercased() {
        case "CHANNELS":
            let all = Set(subscribers.flatMap(\.0)).filter {
                words.count < 2 || RedisGlob.matches($0, words[1])
            }
            return .array(all.sorted { $0.lexicographicallyPrecedes($1) }.map { .bulk($0) })
        case "NUMSUB":
            return .array(
                words.dropFirst().flatMap { name in
                    [.bulk(name), .integer(subscribers.filter { $0.0.contains(name) }.count)]
                }
            )
        case "NUMPAT": return .integer(Set(subscribers.flatMap(\.1)).count)
        default: return .error("ERR unknown subcommand '\(words[0].text)'. Try PUBSUB HELP.")
        }
    }

    private mutating func client(_ words: [[UInt8]]) -> RedisReply {
        switch words[0].text.uppercased() {
        case "SETNAME" where words.count == 2:
            let name = words[1].text
            guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                return .error("ERR Client names cannot contain spaces, newlines or special characters.")
            }
            info.name = name
            return .ok
        case "GETNAME": return info.name.isEmpty ? .null : .text(info.name)
        case "ID": return .integer(info.id)
        case "SETINFO", "NO-EVICT", "NO-TOUCH", "REPLY": return .ok
        case "INFO": return .text(Self.describe(info))
        case "LIST":
            let all = server.with { Array($0.clients.values) }.sorted { $0.id < $1.id }
            return .text(all.map(Self.describe).joined())
        default: return .error("ERR unknown subcommand '\(words[0].text)'. Try CLIENT HELP.")
        }
    }

    private static func describe(_ info: RedisClientInfo) -> String {
        "id=\(info.id) addr=\(info.address) name=\(info.name) db=\(info.database) resp=\(info.version)\n"
    }

    private func shutDown(_ words: [[UInt8]]) async -> Bool {
        let option = words.dropFirst().first?.text.uppercased()
        guard option == nil || ["NOSAVE", "SAVE", "NOW", "FORCE"].contains(option ?? "") else {
            send(.error("ERR syntax error"))
            return true
        }
        await server.shutdown.say(option == "NOSAVE" ? "n" : option == "SAVE" ? "s" : "d")
        return false
    }
}
