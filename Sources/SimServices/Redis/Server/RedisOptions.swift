/// The settings of a server, by name, as `CONFIG GET` shows them.
struct RedisOptions: Hashable, Sendable {
    /// A line that isn't understood.
    struct Problem: Error, Hashable {
        var line: Int
        var text: String
        var words: String
        /// Whether the real one would have started.
        var isUnmodelled = false
    }

    private(set) var values: [String: String] = [
        "port": "6379", "bind": "* -::*", "requirepass": "", "appendonly": "no",
        "save": "3600 1 300 100 60 10000",
        "dir": "/data", "dbfilename": "dump.rdb", "databases": "16", "maxmemory": "0",
        "maxmemory-policy": "noeviction", "loglevel": "notice", "protected-mode": "no", "timeout": "0",
        "tcp-keepalive": "300", "maxclients": "10000", "appendfilename": "appendonly.aof",
        "appenddirname": "appendonlydir", "appendfsync": "everysec", "daemonize": "no",
        "notify-keyspace-events": "",
        "logfile": "", "lazyfree-lazy-expire": "no", "hz": "10", "pidfile": "",
        "stop-writes-on-bgsave-error": "yes",
        "rdbcompression": "yes", "rdbchecksum": "yes", "tcp-backlog": "511",
        "slowlog-log-slower-than": "10000",
        "always-show-logo": "no", "set-proc-title": "yes",
        "proc-title-template": "{title} {listen-addr} {server-mode}",
        "lua-time-limit": "5000", "activerehashing": "yes", "list-max-listpack-size": "-2",
    ]

    private static let unmodelled: Set<String> = [
        "replicaof", "slaveof", "cluster-enabled", "tls-port", "tls-cert-file", "tls-key-file",
        "tls-ca-cert-file", "aclfile", "user",
        "masterauth", "loadmodule", "include", "unixsocket", "rename-command", "io-threads", "sentinel",
    ]

    subscript(name: String) -> String { values[name] ?? "" }

    var port: Int { Int(self["port"]) ?? 6379 }
    var password: String { self["requirepass"] }
    var isDaemon: Bool { self["daemonize"] == "yes" }
    /// Where the process's number is kept; nil where it isn't.
    var pidPath: String? {
        let path = self["pidfile"]
        return path.isEmpty ? isDaemon ? "/var/run/redis.pid" : nil : path
    }
    var isAppending: Bool { self["appendonly"] == "yes" }
    var dumpPath: String { "\(self["dir"])/\(self["dbfilename"])" }
    var journalPath: String { "\(self["dir"])/\(self["appenddirname"])/\(self["appendfilename"])" }

    /// After how many seconds and changes the keys are saved.
    var savePoints: [(seconds: Int, changes: Int)] {
        let numbers = self["save"].split(separator: " ").compactMap { Int($0) }
        return stride(from: 0, to: numbers.count - numbers.count % 2, by: 2).map {
            (numbers[$0], numbers[$0 + 1])
        }
    }

    /// Sets one; false where there is none of that name or the value isn't one.
    mutating func set(_ name: String, to value: String) -> Bool {
        guard values[name] != nil else { return false }
        switch name {
        case "port": guard let port = Int(value), (0...65_535).contains(port) else { return false }
        case "databases": guard let count = Int(value), (1...1024).contains(count) else { return false }
        case "appendonly", "protected-mode", "daemonize":
            guard ["yes", "no"].contains(value) else { return false }
        case "timeout", "tcp-keepalive", "maxclients", "hz": guard Int(value) != nil else { return false }
        case "maxmemory":
            guard let bytes = Self.bytes(value) else { return false }
            values[name] = String(bytes)
            return true
        default: break
        }
        values[name] = value
        return true
    }

    /// `100`, `8mb` of 1024 kilobytes, `8m` of 1000.
    private static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isNumber }
        let units = [
            "": 1, "b": 1, "k": 1000, "kb": 1 << 10, "m": 1_000_000, "mb": 1 << 20, "g": 1_000_000_000,
            "gb": 1 << 30,
        ]
        guard let number = Int(digits), let unit = units[text.dropFirst(digits.count).lowercased()],
            number < 1 << 32
        else { return nil }
        return number * unit
    }

    /// Reads the lines of a configuration file.
    mutating func read(_ text: String) throws(Problem) {
        var saves: [String] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let plain = line.trimmed
            guard !plain.isEmpty, !plain.hasPrefix("#") else { continue }
            guard let words = RedisWords.split(Array(plain.utf8))?.map(\.text), let first = words.first else {
                throw Problem(line: number, text: plain, words: "Unbalanced quotes in configuration line")
            }
            let name = first.lowercased()
            if Self.unmodelled.contains(name) {
                throw Problem(line: number, text: plain, words: "not modelled", isUnmodelled: true)
            }
            if name == "save" {
                saves += words.dropFirst()
                values["save"] = saves.filter { !$0.isEmpty }.joined(separator: " ")
                continue
            }
            let value = words.dropFirst().joined(separator: " ")
            guard words.count >= 2, set(name, to: value) else {
                throw Problem(line: number, text: plain, words: "Bad directive or wrong number of arguments")
            }
        }
    }

    /// The words of a command line as lines of a configuration: `--port 6380 --save ""`.
    static func lines(of words: [String]) -> String {
        var lines: [String] = []
        var line = ""
        for word in words {
            if word.hasPrefix("--") {
                if !line.isEmpty { lines.append(line) }
                line = String(word.dropFirst(2))
            } else {
                line += " " + (word.isEmpty || word.contains(" ") ? "\"\(word)\"" : word)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines.joined(separator: "\n")
    }
}
