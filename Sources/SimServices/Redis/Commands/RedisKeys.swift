extension RedisCommand {
    static let keys: [String: RedisCommand] = [
        "del": RedisCommand(-2, writes: true) { call throws(RedisFailure) in delete(&call) },
        "unlink": RedisCommand(-2, writes: true) { call throws(RedisFailure) in delete(&call) },
        "exists": RedisCommand(-2) { call throws(RedisFailure) in
            var count = 0
            for key in call.words where call.exists(key) { count += 1 }
            return .integer(count)
        },
        "touch": RedisCommand(-2) { call throws(RedisFailure) in
            var count = 0
            for key in call.words where call.exists(key) { count += 1 }
            return .integer(count)
        },
        "type": RedisCommand(2) { call throws(RedisFailure) in
            .status(call.entry(call.words[0])?.value.type ?? "none")
        },
        "keys": RedisCommand(2) { call throws(RedisFailure) in
            call.store.sweep(call.database, now: call.now)
            let pattern = call.words[0]
            return .array(
                call.store.databases[call.database].keys.filter { RedisGlob.matches($0, pattern) }
                    .sorted { $0.lexicographicallyPrecedes($1) }.map { .bulk($0) }
            )
        },
        "scan": RedisCommand(-2) { call throws(RedisFailure) in try scan(&call) },
        "randomkey": RedisCommand(1) { call throws(RedisFailure) in
            call.store.sweep(call.database, now: call.now)
            return call.store.databases[call.database].keys.randomElement().map { .bulk($0) } ?? .null
        },
        "rename": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            guard let entry = call.entry(call.words[0]) else { throw .noKey }
            call.put(nil, at: call.words[0])
            call.put(entry.value, at: call.words[1], expires: entry.expires)
            return .ok
        },
        "renamenx": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            guard let entry = call.entry(call.words[0]) else { throw .noKey }
            if call.exists(call.words[1]) { return .integer(0) }
            call.put(nil, at: call.words[0])
            call.put(entry.value, at: call.words[1], expires: entry.expires)
            return .integer(1)
        },
        "move": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            let target = try RedisNumber.int(call.words[1])
            guard call.store.databases.indices.contains(target) else {
                throw RedisFailure("ERR DB index is out of range")
            }
            guard target != call.database else {
                throw RedisFailure("ERR source and destination objects are the same")
            }
            guard let entry = call.entry(call.words[0]),
                call.store.entry(call.words[0], in: target, now: call.now) == nil
            else {
                return .integer(0)
            }
            call.put(nil, at: call.words[0])
            call.store.put(entry.value, expires: entry.expires, at: call.words[0], in: target)
            return .integer(1)
        },
    ]

    static let expiry: [String: RedisCommand] = [
        "expire": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try expire(&call, factor: 1000, absolute: false)
        },
        "pexpire": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try expire(&call, factor: 1, absolute: false)
        },
        "expireat": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try expire(&call, factor: 1000, absolute: true)
        },
        "pexpireat": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try expire(&call, factor: 1, absolute: true)
        },
        "ttl": RedisCommand(2) { call throws(RedisFailure) in
            guard let entry = call.entry(call.words[0]) else { return .integer(-2) }
            return .integer(entry.expires.map { ($0 - call.now + 500) / 1000 } ?? -1)
        },
        "pttl": RedisCommand(2) { call throws(RedisFailure) in
            guard let entry = call.entry(call.words[0]) else { return .integer(-2) }
            return .integer(entry.expires.map { $0 - call.now } ?? -1)
        },
        "expiretime": RedisCommand(2) { call throws(RedisFailure) in
            guard let entry = call.entry(call.words[0]) else { return .integer(-2) }
            return .integer(entry.expires.map { ($0 + 500) / 1000 } ?? -1)
        },
        "persist": RedisCommand(2, writes: true) { call throws(RedisFailure) in
            guard call.entry(call.words[0])?.expires != nil else { return .integer(0) }
            call.store.expire(call.words[0], at: nil, in: call.database)
            return .integer(1)
        },
    ]

    /// Those on a whole database.
    static let whole: [String: RedisCommand] = [
        "dbsize": RedisCommand(1) { call throws(RedisFailure) in
            call.store.sweep(call.database, now: call.now)
            return .integer(call.store.databases[call.database].count)
        },
        "flushdb": RedisCommand(-1, writes: true) { call throws(RedisFailure) in
            try checkFlush(call)
            call.store.clear(call.database)
            return .ok
        },
        "flushall": RedisCommand(-1, writes: true) { call throws(RedisFailure) in
            try checkFlush(call)
            for index in call.store.databases.indices { call.store.clear(index) }
            return .ok
        },
    ]

    private static func checkFlush(_ call: RedisCall) throws(RedisFailure) {
        guard call.words.isEmpty || (call.words.count == 1 && ["SYNC", "ASYNC"].contains(call.option(0)))
        else { throw .syntax }
    }

    private static func delete(_ call: inout RedisCall) -> RedisReply {
        var count = 0
        for key in call.words where call.exists(key) {
            call.put(nil, at: key)
            count += 1
        }
        return .integer(count)
    }

    private static func expire(
        _ call: inout RedisCall,
        factor: Int,
        absolute: Bool
    ) throws(RedisFailure) -> RedisReply {
        let amount = try RedisNumber.int(call.words[1])
        var conditions: Set<String> = []
        for index in 2..<max(2, call.words.count) {
            guard ["NX", "XX", "GT", "LT"].contains(call.option(index)) else {
                throw RedisFailure("ERR Unsupported option \(call.text(index))")
            }
            conditions.insert(call.option(index))
        }
        if conditions.contains("NX"), conditions.count > 1 {
            throw RedisFailure("ERR NX and XX, GT or LT options at the same time are not compatible")
        }
        if conditions.contains("GT"), conditions.contains("LT") {
            throw RedisFailure("ERR GT and LT options at the same time are not compatible")
        }
        let (length, overflows) = amount.multipliedReportingOverflow(by: factor)
        let (moment, overflowsToo) = length.addingReportingOverflow(absolute ? 0 : call.now)
        guard !overflows, !overflowsToo else {
            throw RedisFailure("ERR invalid expire time in '\(call.name)' command")
        }
        guard let entry = call.entry(call.words[0]) else { return .integer(0) }
        if conditions.contains("NX"), entry.expires != nil { return .integer(0) }
        if conditions.contains("XX"), entry.expires == nil { return .integer(0) }
        if conditions.contains("GT"), moment <= (entry.expires ?? Int.max) { return .integer(0) }
        if conditions.contains("LT"), moment >= (entry.expires ?? Int.max) { return .integer(0) }
        if moment <= call.now {
            call.put(nil, at: call.words[0])
        } else {
            call.store.expire(call.words[0], at: moment, in: call.database)
        }
        return .integer(1)
    }

    /// Keys in the order of a hash, so that those that stay are all seen, whatever comes and goes meanwhile.
    private static func scan(_ call: inout RedisCall) throws(RedisFailure) -> RedisReply {
        guard let cursor = UInt32(call.text(0)) else { throw RedisFailure("ERR invalid cursor") }
        var pattern: [UInt8]?
        var count = 10
        var type: String?
        var index = 1
        while index < call.words.count {
            guard index + 1 < call.words.count else { throw .syntax }
            switch call.option(index) {
            case "MATCH": pattern = call.words[index + 1]
            case "COUNT":
                count = try RedisNumber.int(call.words[index + 1])
                guard count > 0 else { throw .syntax }
            case "TYPE": type = call.text(index + 1).lowercased()
            default: throw .syntax
            }
            index += 2
        }
        call.store.sweep(call.database, now: call.now)
        let all = call.store.databases[call.database].map {
            (hash: hash($0.key), key: $0.key, type: $0.value.value.type)
        }
        .filter { $0.hash >= cursor }
        .sorted { $0.hash != $1.hash ? $0.hash < $1.hash : $0.key.lexicographicallyPrecedes($1.key) }
        var end = min(count, all.count)
        while end > 0, end < all.count, all[end].hash == all[end - 1].hash { end += 1 }
        let next = end < all.count ? all[end].hash : 0
        let found = all[..<end].filter { item in
            (pattern.map { RedisGlob.matches(item.key, $0) } ?? true)
                && (type.map { $0 == item.type } ?? true)
        }
        return .array([.text(String(next)), .array(found.map { .bulk($0.key) })])
    }

    /// FNV-1a, without 0, which is the cursor's start and end.
    private static func hash(_ key: [UInt8]) -> UInt32 {
        max(1, key.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 })
    }
}
