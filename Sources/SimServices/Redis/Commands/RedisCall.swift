/// A command that runs: its words, the store, and the moment.
struct RedisCall {
    /// Lower-case.
    var name: String
    /// Without the name.
    var words: [[UInt8]]
    var database: Int
    /// In milliseconds since 1970.
    var now: Int
    var store: RedisStore

    func text(_ index: Int) -> String { index < words.count ? words[index].text : "" }

    /// A word in upper case, as options are read.
    func option(_ index: Int) -> String { text(index).uppercased() }

    mutating func entry(_ key: [UInt8]) -> RedisStore.Entry? { store.entry(key, in: database, now: now) }

    mutating func exists(_ key: [UInt8]) -> Bool { entry(key) != nil }

    mutating func put(_ value: RedisValue?, at key: [UInt8], expires: Int? = nil) {
        store.put(value, expires: expires, at: key, in: database)
    }

    mutating func string(_ key: [UInt8]) throws(RedisFailure) -> [UInt8]? {
        switch entry(key)?.value {
        case .string(let text)?: return text
        case nil: return nil
        default: throw .wrongType
        }
    }

    mutating func list(_ key: [UInt8]) throws(RedisFailure) -> [[UInt8]]? {
        switch entry(key)?.value {
        case .list(let items)?: return items
        case nil: return nil
        default: throw .wrongType
        }
    }

    mutating func set(_ key: [UInt8]) throws(RedisFailure) -> RedisMap<Bool>? {
        switch entry(key)?.value {
        case .set(let items)?: return items
        case nil: return nil
        default: throw .wrongType
        }
    }

    mutating func hash(_ key: [UInt8]) throws(RedisFailure) -> RedisMap<[UInt8]>? {
        switch entry(key)?.value {
        case .hash(let items)?: return items
        case nil: return nil
        default: throw .wrongType
        }
    }

    mutating func sortedSet(_ key: [UInt8]) throws(RedisFailure) -> RedisMap<Double>? {
        switch entry(key)?.value {
        case .sortedSet(let items)?: return items
        case nil: return nil
        default: throw .wrongType
        }
    }

    /// Puts a changed collection back, with the key's time to live as it was.
    mutating func update(_ value: RedisValue, at key: [UInt8]) {
        store.put(value, expires: store.databases[database][key]?.expires, at: key, in: database)
    }

    /// The range that two places name, the last one with it; negative ones count from the end.
    static func range(_ start: Int, _ end: Int, of count: Int) -> Range<Int> {
        let first = max(0, start < 0 ? start &+ count : start)
        let last = min(count - 1, end < 0 ? end &+ count : end)
        return first <= last ? first..<last + 1 : 0..<0
    }
}

/// A command: how many words it takes, and what it does.
struct RedisCommand: Sendable {
    typealias Body = @Sendable (inout RedisCall) throws(RedisFailure) -> RedisReply

    /// With the name; negative: at least so many.
    var arity: Int
    var writes: Bool
    var body: Body

    init(_ arity: Int, writes: Bool = false, _ body: @escaping Body) {
        self.arity = arity
        self.writes = writes
        self.body = body
    }

    func takes(_ count: Int) -> Bool { arity >= 0 ? count == arity : count >= -arity }

    /// Those that work on keys, by name.
    static let table: [String: RedisCommand] = [
        strings, counters, keys, expiry, lists, listEdits, sets, hashes, sortedSets, sortedSetRanges, whole,
    ].reduce(into: [:]) { $0.merge($1) { one, _ in one } }

    /// What the real server knows and this one doesn't.
    static let unmodelled: Set<String> = [
        "eval", "evalsha", "script", "function", "fcall", "cluster", "replicaof", "slaveof", "sync", "psync",
        "xadd",
        "xread", "xrange", "xlen", "xgroup", "xreadgroup", "xack", "xdel", "xinfo", "geoadd", "geosearch",
        "geodist",
        "pfadd", "pfcount", "pfmerge", "setbit", "getbit", "bitcount", "bitop", "bitpos", "bitfield", "sort",
        "dump",
        "restore", "migrate", "object", "debug", "monitor", "latency", "slowlog", "acl", "module", "wait",
        "failover",
        "blpop", "brpop", "blmove", "bzpopmin", "bzpopmax", "brpoplpush", "lmove", "rpoplpush", "copy",
        "memory", "bgrewriteaof",
        "sinterstore", "sunionstore", "sdiffstore", "zunionstore", "zinterstore", "zrangebylex", "zlexcount",
        "sscan",
        "hscan", "zscan", "lpos", "hrandfield", "zrandmember", "srandmember", "getex", "smove", "role",
        "swapdb",
        "lcs", "ssubscribe", "spublish", "reset", "zmpop", "lmpop", "zrangestore", "zdiff", "zinter",
        "zunion",
    ]
}
