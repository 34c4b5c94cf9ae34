import SimShell

/// The commands on the server itself.
struct RedisAdministration {
    let server: RedisServer

    func reply(_ name: String, _ words: [[UInt8]]) -> RedisReply {
        switch name {
        case "config": return config(words)
        case "info": return .text(info(words.first?.text.lowercased() ?? "default"))
        case "lastsave": return .integer(server.with { $0.lastSave })
        case "time":
            let micros = server.process.world.now.nanoseconds / 1000
            return .array([.text(String(micros / 1_000_000)), .text(String(micros % 1_000_000))])
        case "save", "bgsave":
            do throws(FileTreeError) { try server.save() } catch { return .error("ERR \(error.words)") }
            return name == "save" ? .ok : .status("Background saving started")
        case "command":
            switch words.first?.text.uppercased() {
            case "COUNT"?: return .integer(RedisCommand.table.count)
            case "DOCS"?: return .map([])
            default: return .array([])
            }
        default:
            server.process.world.noteModelled("redis: \(name)")
            return .error("ERR '\(name)' is not modelled")
        }
    }

    private func config(_ words: [[UInt8]]) -> RedisReply {
        switch words[0].text.uppercased() {
        case "GET":
            guard words.count >= 2 else {
                return .error("ERR wrong number of arguments for 'config|get' command")
            }
            let values = server.with { $0.options.values }
            let names = values.keys.filter { name in
                words.dropFirst().contains {
                    RedisGlob.matches(Array(name.utf8), Array($0.text.lowercased().utf8))
                }
            }
            return .map(names.sorted().map { (.text($0), .text(values[$0] ?? "")) })
        case "SET":
            guard words.count >= 3, !words.count.isMultiple(of: 2) else {
                return .error("ERR wrong number of arguments for 'config|set' command")
            }
            for index in stride(from: 1, to: words.count, by: 2) {
                let name = words[index].text.lowercased()
                guard server.with({ $0.options.values[name] != nil }) else {
                    return .error(
                        "ERR Unknown option or number of arguments for CONFIG SET - '\(words[index].text)'"
                    )
                }
                guard !["port", "databases", "daemonize"].contains(name) else {
                    return .error(
                        "ERR CONFIG SET failed (possibly related to argument '\(name)') - can't set immutable config"
                    )
                }
                let value = words[index + 1].text
                guard server.with({ $0.options.set(name, to: value) }) else {
                    let wanted = ["yes", "no"].contains(server.with { $0.options[name] })
                    return .error(
                        "ERR CONFIG SET failed (possibly related to argument '\(name)') - argument "
                            + (wanted ? "must be 'yes' or 'no'" : "couldn't be parsed into an integer")
                    )
                }
            }
            return .ok
        case "RESETSTAT", "REWRITE": return .ok
        default: return .error("ERR unknown subcommand '\(words[0].text)'. Try CONFIG HELP.")
        }
    }

    private func info(_ section: String) -> String {
        let now = server.now
        let (databases, clients, commands, connections, dirty, lastSave, appends) = server.with { state in
            for index in state.store.databases.indices { state.store.sweep(index, now: now) }
            let counts = state.store.databases.map {
                ($0.count, $0.values.filter { $0.expires != nil }.count)
            }
            return (
                counts, state.clients.count, state.commands, state.connections, state.store.dirty,
                state.lastSave,
                state.options.isAppending
            )
        }
        let port = server.with { $0.options.port }
        var keyspace: [String] = []
        for (index, count) in databases.enumerated() where count.0 > 0 {
            keyspace.append("db\(index):keys=\(count.0),expires=\(count.1),avg_ttl=0")
        }
        let sections: [(String, [String])] = [
            (
                "Server",
                [
                    "redis_version:\(server.version)", "redis_mode:standalone", "os:slidectl embedded",
                    "arch_bits:64",
                    "process_id:\(server.process.id)", "tcp_port:\(port)",
                    "uptime_in_seconds:\((now - server.started) / 1000)",
                ]
            ),
            ("Clients", ["connected_clients:\(clients)", "blocked_clients:0"]),
            (
                "Persistence",
                [
                    "loading:0", "rdb_changes_since_last_save:\(dirty)", "rdb_bgsave_in_progress:0",
                    "rdb_last_save_time:\(lastSave)", "rdb_last_bgsave_status:ok",
                    "aof_enabled:\(appends ? 1 : 0)",
                ]
            ),
            ("Stats", ["total_connections_received:\(connections)", "total_commands_processed:\(commands)"]),
            ("Replication", ["role:master", "connected_slaves:0"]),
            ("Cluster", ["cluster_enabled:0"]),
            ("Keyspace", keyspace),
        ]
        return sections.filter {
            ["default", "all", "everything"].contains(section) || $0.0.lowercased() == section
        }
        .map { "# \($0.0)\r\n" + $0.1.map { "\($0)\r\n" }.joined() }.joined(separator: "\r\n")
    }
}
