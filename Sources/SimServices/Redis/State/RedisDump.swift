/// The keys as a file: the commands that make them, in the server's own protocol, after a line that names the form.
///
/// It isn't the real server's RDB form, and neither reads the other's.
enum RedisDump {
    static let mark = Array("SLIDECTL-REDIS-1\n".utf8)

    static func write(_ store: RedisStore) -> [UInt8] {
        var bytes = mark
        for (index, database) in store.databases.enumerated() where !database.isEmpty {
            bytes += command(["SELECT".bytes, String(index).bytes])
            for (key, entry) in database.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                switch entry.value {
                case .string(let text): bytes += command(["SET".bytes, key, text])
                case .list(let items): bytes += command(["RPUSH".bytes, key] + items)
                case .set(let items): bytes += command(["SADD".bytes, key] + items.keys)
                case .hash(let items):
                    bytes += command(["HSET".bytes, key] + items.pairs.flatMap { [$0.key, $0.value] })
                case .sortedSet(let items):
                    bytes += command(
                        ["ZADD".bytes, key]
                            + items.pairs.flatMap { [RedisNumber.text($0.value).bytes, $0.key] }
                    )
                }
                if let expires = entry.expires {
                    bytes += command(["PEXPIREAT".bytes, key, String(expires).bytes])
                }
            }
        }
        return bytes
    }

    /// A command as it stands in a file and on the wire.
    static func command(_ words: [[UInt8]]) -> [UInt8] {
        RedisReply.array(words.map { .bulk($0) }).wire(version: 2)
    }

    /// Runs the commands of a file on a store.
    ///
    /// - Returns: False where the file isn't of this form.
    static func read(_ bytes: [UInt8], into store: inout RedisStore, now: Int) -> Bool {
        guard bytes.starts(with: mark) else { return false }
        var rest = bytes[mark.count...]
        var database = 0
        func line() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: 0x0D), end + 1 < rest.endIndex else { return nil }
            defer { rest = rest[(end + 2)...] }
            return rest[..<end]
        }
        while !rest.isEmpty {
            guard let head = line(), head.first == UInt8(ascii: "*"), let count = Int(head.dropFirst().text),
                (1...2_000_000).contains(count)
            else { return false }
            var words: [[UInt8]] = []
            for _ in 0..<count {
                guard let size = line(), size.first == UInt8(ascii: "$"),
                    let length = Int(size.dropFirst().text),
                    length >= 0, rest.count >= 2, length <= rest.count - 2
                else { return false }
                words.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length + 2)
            }
            let name = words[0].text.lowercased()
            if name == "select" {
                guard count == 2, let index = Int(words[1].text), store.databases.indices.contains(index)
                else { return false }
                database = index
                continue
            }
            guard let command = RedisCommand.table[name], command.writes, command.takes(count) else {
                return false
            }
            var call = RedisCall(
                name: name,
                words: Array(words.dropFirst()),
                database: database,
                now: now,
                store: store
            )
            store = RedisStore(databases: 1)
            _ = try? command.body(&call)
            store = call.store
        }
        return true
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}
