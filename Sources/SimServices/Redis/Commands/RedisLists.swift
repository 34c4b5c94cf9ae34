extension RedisCommand {
    static let lists: [String: RedisCommand] = [
        "lpush": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try push(&call, left: true, creates: true)
        },
        "rpush": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try push(&call, left: false, creates: true)
        },
        "lpushx": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try push(&call, left: true, creates: false)
        },
        "rpushx": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            try push(&call, left: false, creates: false)
        },
        "lpop": RedisCommand(-2, writes: true) { call throws(RedisFailure) in try pop(&call, left: true) },
        "rpop": RedisCommand(-2, writes: true) { call throws(RedisFailure) in try pop(&call, left: false) },
        "llen": RedisCommand(2) { call throws(RedisFailure) in
            .integer(try call.list(call.words[0])?.count ?? 0)
        },
        "lrange": RedisCommand(4) { call throws(RedisFailure) in
            let start = try RedisNumber.int(call.words[1])
            let end = try RedisNumber.int(call.words[2])
            let items = try call.list(call.words[0]) ?? []
            return .array(items[RedisCall.range(start, end, of: items.count)].map { .bulk($0) })
        },
        "lindex": RedisCommand(3) { call throws(RedisFailure) in
            let items = try call.list(call.words[0])
            let index = try RedisNumber.int(call.words[1])
            guard let items else { return .null }
            let place = index < 0 ? index &+ items.count : index
            return items.indices.contains(place) ? .bulk(items[place]) : .null
        },
    ]

    static let listEdits: [String: RedisCommand] = [
        "lset": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            guard var items = try call.list(call.words[0]) else { throw .noKey }
            let index = try RedisNumber.int(call.words[1])
            let place = index < 0 ? index &+ items.count : index
            guard items.indices.contains(place) else { throw .outOfRange }
            items[place] = call.words[2]
            call.update(.list(items), at: call.words[0])
            return .ok
        },
        "ltrim": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let start = try RedisNumber.int(call.words[1])
            let end = try RedisNumber.int(call.words[2])
            guard let items = try call.list(call.words[0]) else { return .ok }
            call.update(.list(Array(items[RedisCall.range(start, end, of: items.count)])), at: call.words[0])
            return .ok
        },
        "lrem": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let count = try RedisNumber.int(call.words[1])
            guard var items = try call.list(call.words[0]) else { return .integer(0) }
            var left = count == 0 ? Int.max : Int(clamping: count.magnitude)
            var removed: Set<Int> = []
            for index in count < 0 ? Array(items.indices.reversed()) : Array(items.indices)
            where left > 0 && items[index] == call.words[2] {
                removed.insert(index)
                left -= 1
            }
            guard !removed.isEmpty else { return .integer(0) }
            items = items.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
            call.update(.list(items), at: call.words[0])
            return .integer(removed.count)
        },
        "linsert": RedisCommand(5, writes: true) { call throws(RedisFailure) in
            guard ["BEFORE", "AFTER"].contains(call.option(1)) else { throw .syntax }
            guard var items = try call.list(call.words[0]) else { return .integer(0) }
            guard let place = items.firstIndex(of: call.words[2]) else { return .integer(-1) }
            items.insert(call.words[3], at: call.option(1) == "BEFORE" ? place : place + 1)
            call.update(.list(items), at: call.words[0])
            return .integer(items.count)
        },
    ]

    private static func push(
        _ call: inout RedisCall,
        left: Bool,
        creates: Bool
    ) throws(RedisFailure) -> RedisReply {
        let key = call.words[0]
        guard var items = try call.list(key) ?? (creates ? [] : nil) else { return .integer(0) }
        call.store.take(key, in: call.database)
        if left {
            items.insert(contentsOf: call.words.dropFirst().reversed(), at: 0)
        } else {
            items += call.words.dropFirst()
        }
        let count = items.count
        call.update(.list(items), at: key)
        return .integer(count)
    }

    private static func pop(_ call: inout RedisCall, left: Bool) throws(RedisFailure) -> RedisReply {
        guard call.words.count <= 2 else {
            throw RedisFailure("ERR wrong number of arguments for '\(call.name)' command")
        }
        var limit: Int?
        if call.words.count == 2 {
            guard let count = try? RedisNumber.int(call.words[1]), count >= 0 else {
                throw RedisFailure("ERR value is out of range, must be positive")
            }
            limit = count
        }
        guard var items = try call.list(call.words[0]) else { return limit == nil ? .null : .nullArray }
        call.store.take(call.words[0], in: call.database)
        let count = min(limit ?? 1, items.count)
        let taken = left ? Array(items.prefix(count)) : Array(items.suffix(count).reversed())
        if left { items.removeFirst(count) } else { items.removeLast(count) }
        call.update(.list(items), at: call.words[0])
        guard limit != nil else { return taken.first.map { .bulk($0) } ?? .null }
        return .array(taken.map { .bulk($0) })
    }
}
