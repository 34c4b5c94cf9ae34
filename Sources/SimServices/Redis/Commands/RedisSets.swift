extension RedisCommand {
    static let sets: [String: RedisCommand] = [
        "sadd": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            var items = try call.set(call.words[0]) ?? RedisMap()
            call.store.take(call.words[0], in: call.database)
            let before = items.count
            for word in call.words.dropFirst() { items[word] = true }
            let added = items.count - before
            call.update(.set(items), at: call.words[0])
            return .integer(added)
        },
        "srem": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            guard var items = try call.set(call.words[0]) else { return .integer(0) }
            let before = items.count
            for word in call.words.dropFirst() { items[word] = nil }
            let removed = before - items.count
            if removed > 0 { call.update(.set(items), at: call.words[0]) }
            return .integer(removed)
        },
        "smembers": RedisCommand(2) { call throws(RedisFailure) in
            .set(members(try call.set(call.words[0])).map { .bulk($0) })
        },
        "sismember": RedisCommand(3) { call throws(RedisFailure) in
            .flag(try call.set(call.words[0])?[call.words[1]] != nil)
        },
        "smismember": RedisCommand(-3) { call throws(RedisFailure) in
            let items = try call.set(call.words[0])
            return .array(call.words.dropFirst().map { .flag(items?[$0] != nil) })
        },
        "scard": RedisCommand(2) { call throws(RedisFailure) in
            .integer(try call.set(call.words[0])?.count ?? 0)
        },
        "spop": RedisCommand(-2, writes: true) { call throws(RedisFailure) in
            guard call.words.count == 1 else { throw RedisFailure.notModelled("SPOP with a count") }
            guard var items = try call.set(call.words[0]), let one = items.keys.randomElement() else {
                return .null
            }
            items[one] = nil
            call.update(.set(items), at: call.words[0])
            return .bulk(one)
        },
        "sinter": RedisCommand(-2) { call throws(RedisFailure) in
            try combine(&call) { all, next in all.filter { next[$0] != nil } }
        },
        "sdiff": RedisCommand(-2) { call throws(RedisFailure) in
            try combine(&call) { all, next in all.filter { next[$0] == nil } }
        },
        "sunion": RedisCommand(-2) { call throws(RedisFailure) in
            try combine(&call) { all, next in
                var seen = RedisMap<Bool>()
                for one in all + next.keys { seen[one] = true }
                return seen.keys
            }
        },
    ]

    /// Whole numbers in order, as the server keeps a set of nothing else; others as they came.
    private static func members(_ set: RedisMap<Bool>?) -> [[UInt8]] {
        let keys = set?.keys ?? []
        let numbers = keys.compactMap { key in (try? RedisNumber.int(key)).map { (number: $0, key: key) } }
        guard numbers.count == keys.count, keys.count <= 512 else { return keys }
        return numbers.sorted { $0.number < $1.number }.map(\.key)
    }

    private static func combine(
        _ call: inout RedisCall,
        _ step: ([[UInt8]], RedisMap<Bool>) -> [[UInt8]]
    ) throws(RedisFailure) -> RedisReply {
        var sets: [RedisMap<Bool>] = []
        for key in call.words { sets.append(try call.set(key) ?? RedisMap()) }
        var result = members(sets.first)
        for next in sets.dropFirst() { result = step(result, next) }
        var all = RedisMap<Bool>()
        for one in result { all[one] = true }
        return .set(members(all).map { .bulk($0) })
    }

    static let hashes: [String: RedisCommand] = [
        "hset": RedisCommand(-4, writes: true) { call throws(RedisFailure) in .integer(try putFields(&call))
        },
        "hmset": RedisCommand(-4, writes: true) { call throws(RedisFailure) in
            _ = try putFields(&call)
            return .ok
        },
        "hsetnx": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            var items = try call.hash(call.words[0]) ?? RedisMap()
            guard items[call.words[1]] == nil else { return .integer(0) }
            items[call.words[1]] = call.words[2]
            call.update(.hash(items), at: call.words[0])
            return .integer(1)
        },
        "hget": RedisCommand(3) { call throws(RedisFailure) in
            try call.hash(call.words[0])?[call.words[1]].map { .bulk($0) } ?? .null
        },
        "hmget": RedisCommand(-3) { call throws(RedisFailure) in
            let items = try call.hash(call.words[0])
            return .array(call.words.dropFirst().map { items?[$0].map { .bulk($0) } ?? .null })
        },
        "hgetall": RedisCommand(2) { call throws(RedisFailure) in
            .map((try call.hash(call.words[0])?.pairs ?? []).map { (.bulk($0.key), .bulk($0.value)) })
        },
        "hkeys": RedisCommand(2) { call throws(RedisFailure) in
            .array((try call.hash(call.words[0])?.keys ?? []).map { .bulk($0) })
        },
        "hvals": RedisCommand(2) { call throws(RedisFailure) in
            .array((try call.hash(call.words[0])?.pairs ?? []).map { .bulk($0.value) })
        },
        "hlen": RedisCommand(2) { call throws(RedisFailure) in
            .integer(try call.hash(call.words[0])?.count ?? 0)
        },
        "hstrlen": RedisCommand(3) { call throws(RedisFailure) in
            .integer(try call.hash(call.words[0])?[call.words[1]]?.count ?? 0)
        },
        "hexists": RedisCommand(3) { call throws(RedisFailure) in
            .flag(try call.hash(call.words[0])?[call.words[1]] != nil)
        },
        "hdel": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            guard var items = try call.hash(call.words[0]) else { return .integer(0) }
            let before = items.count
            for field in call.words.dropFirst() { items[field] = nil }
            let removed = before - items.count
            if removed > 0 { call.update(.hash(items), at: call.words[0]) }
            return .integer(removed)
        },
        "hincrby": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let amount = try RedisNumber.int(call.words[2])
            var items = try call.hash(call.words[0]) ?? RedisMap()
            var old = 0
            if let text = items[call.words[1]] {
                guard let number = try? RedisNumber.int(text) else {
                    throw RedisFailure("ERR hash value is not an integer")
                }
                old = number
            }
            let (sum, overflows) = old.addingReportingOverflow(amount)
            guard !overflows else { throw .overflow }
            items[call.words[1]] = Array(String(sum).utf8)
            call.update(.hash(items), at: call.words[0])
            return .integer(sum)
        },
    ]

    private static func putFields(_ call: inout RedisCall) throws(RedisFailure) -> Int {
        guard !call.words.count.isMultiple(of: 2) else {
            throw RedisFailure("ERR wrong number of arguments for '\(call.name)' command")
        }
        var items = try call.hash(call.words[0]) ?? RedisMap()
        call.store.take(call.words[0], in: call.database)
        let before = items.count
        for index in stride(from: 1, to: call.words.count, by: 2) {
            items[call.words[index]] = call.words[index + 1]
        }
        let added = items.count - before
        call.update(.hash(items), at: call.words[0])
        return added
    }
}
