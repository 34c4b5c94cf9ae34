import SimShell

/// What a `redis-cli` is asked for.
struct RedisCLIOptions: Hashable, Sendable {
    var host = "127.0.0.1"
    var port = 6379
    var password: String?
    var user: String?
    var database = 0
    var isRaw: Bool?
    var repeats = 1
    var interval = 0.0
    var readsLast = false
    var warns = true
    var failsOnErrors = false
    var words: [String] = []

    /// - Returns: Nil where a word isn't understood; `problem` says it.
    init?(_ arguments: [String], _ process: ProcessContext, problem: inout String) {
        password = process.variable("REDISCLI_AUTH")
        warns = false
        var rest = arguments[...]
        while let word = rest.first, word.hasPrefix("-"), word.count > 1 {
            rest.removeFirst()
            func value() -> String? { rest.popFirst() }
            switch word {
            case "-h": host = value() ?? host
            case "-p":
                guard let number = value().flatMap({ Int($0) }), (0...65_535).contains(number) else {
                    problem = "Invalid server port."
                    return nil
                }
                port = number
            case "-a", "--pass":
                password = value()
                warns = true
            case "--user": user = value()
            case "-n": database = value().flatMap { Int($0) } ?? 0
            case "-r": repeats = value().flatMap { Int($0) } ?? 1
            case "-i": interval = value().flatMap { Double($0) } ?? 0
            case "-x": readsLast = true
            case "-e": failsOnErrors = true
            case "--raw": isRaw = true
            case "--no-raw": isRaw = false
            case "--no-auth-warning": silent = true
            case "-2", "-3": break
            case "-u":
                guard read(url: value() ?? "") else {
                    problem = "Invalid URI scheme"
                    return nil
                }
                warns = password != nil
            case "--scan", "--bigkeys", "--stat", "--latency", "--pipe", "--rdb", "--eval", "--tls", "-c",
                "--cluster", "-t", "-s",
                "--memkeys", "--hotkeys", "--csv", "--json":
                process.world.noteModelled("redis-cli \(word)")
                problem = "\(word) is not modelled"
                return nil
            default:
                problem = "Unrecognized option or bad number of args for: '\(word)'"
                return nil
            }
        }
        words = Array(rest)
        if silent { warns = false }
    }

    private var silent = false

    private mutating func read(url: String) -> Bool {
        guard url.hasPrefix("redis://") else { return false }
        var rest = url.dropFirst(8)
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                user = parts[0].isEmpty ? nil : String(parts[0])
                password = String(parts[1])
            } else {
                password = parts.first.map(String.init)
            }
            rest = rest[rest.index(after: at)...]
        }
        if let slash = rest.firstIndex(of: "/") {
            database = Int(rest[rest.index(after: slash)...]) ?? 0
            rest = rest[..<slash]
        }
        let parts = rest.split(separator: ":", maxSplits: 1)
        if let name = parts.first { host = String(name) }
        if parts.count > 1 { port = Int(parts[1]) ?? port }
        return true
    }
}
