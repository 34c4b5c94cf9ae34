extension RedisCommand {
    static let sortedSets: [String: RedisCommand] = [
        "zadd": RedisCommand(-4, writes: true) { call throws(RedisFailure) in try add(&call) },
        "zincrby": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let amount = try RedisNumber.double(call.words[1])
            var items = try call.sortedSet(call.words[0]) ?? RedisMap()
            let score = (items[call.words[2]] ?? 0) + amount
            guard !score.isNaN else { throw RedisFailure("ERR resulting score is not a number (NaN)") }
            items[call.words[2]] = score
            call.update(.sortedSet(items), at: call.words[0])
            return .double(score)
        },
        "zrem": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            guard var items = try call.sortedSet(call.words[0]) else { return .integer(0) }
            let before = items.count
            for member in call.words.dropFirst() { items[member] = nil }
            let removed = before - items.count
            if removed > 0 { call.update(.sortedSet(items), at: call.words[0]) }
            return .integer(removed)
        },
        "zscore": RedisCommand(3) { call throws(RedisFailure) in
            try call.sortedSet(call.words[0])?[call.words[1]].map { .double($0) } ?? .null
        },
        "zmscore": RedisCommand(-3) { call throws(RedisFailure) in
            let items = try call.sortedSet(call.words[0])
            return .array(call.words.dropFirst().map { items?[$0].map { .double($0) } ?? .null })
        },
        "zcard": RedisCommand(2) { call throws(RedisFailure) in
            .integer(try call.sortedSet(call.words[0])?.count ?? 0)
        },
        "zrank": RedisCommand(3) { call throws(RedisFailure) in try rank(&call, reversed: false) },
        "zrevrank": RedisCommand(3) { call throws(RedisFailure) in try rank(&call, reversed: true) },
        "zcount": RedisCommand(4) { call throws(RedisFailure) in
            let bounds = try (bound(call.words[1]), bound(call.words[2]))
            return .integer(
                ordered(try call.sortedSet(call.words[0])).filter { inside($0.score, bounds) }.count
            )
        },
        "zpopmin": RedisCommand(-2, writes: true) { call throws(RedisFailure) in
            try popEnd(&call, highest: false)
        },
        "zpopmax": RedisCommand(-2, writes: true) { call throws(RedisFailure) in
            try popEnd(&call, highest: true)
        },
    ]

    static let sortedSetRanges: [String: RedisCommand] = [
        "zrange": RedisCommand(-4) { call throws(RedisFailure) in try range(&call) },
        "zrevrange": RedisCommand(-4) { call throws(RedisFailure) in
            call.words.append(Array("REV".utf8))
            return try range(&call)
        },
        "zrangebyscore": RedisCommand(-4) { call throws(RedisFailure) in
            call.words.append(Array("BYSCORE".utf8))
            return try range(&call)
        },
        "zrevrangebyscore": RedisCommand(-4) { call throws(RedisFailure) in
            call.words += [Array("BYSCORE".utf8), Array("REV".utf8)]
            return try range(&call)
        },
        "zremrangebyscore": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let bounds = try (bound(call.words[1]), bound(call.words[2]))
            guard let items = try call.sortedSet(call.words[0]) else { return .integer(0) }
            let members = ordered(items).filter { inside($0.score, bounds) }
            return .integer(remove(members.map(\.member), from: items, &call))
        },
        "zremrangebyrank": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let start = try RedisNumber.int(call.words[1])
            let end = try RedisNumber.int(call.words[2])
            guard let items = try call.sortedSet(call.words[0]) else { return .integer(0) }
            let all = ordered(items)
            return .integer(
                remove(all[RedisCall.range(start, end, of: all.count)].map(\.member), from: items, &call)
            )
        },
    ]

    typealias Scored = (member: [UInt8], score: Double)
    typealias Bound = (score: Double, isExclusive: Bool)

    private static func ordered(_ items: RedisMap<Double>?) -> [Scored] {
        (items?.pairs ?? []).map { (member: $0.key, score: $0.value) }
            .sorted {
                $0.score != $1.score ? $0.score < $1.score : $0.member.lexicographicallyPrecedes($1.member)
            }
    }

    private static func remove(
        _ members: [[UInt8]],
        from items: RedisMap<Double>,
        _ call: inout RedisCall
    ) -> Int {
        guard !members.isEmpty else { return 0 }
        var items = items
        for member in members { items[member] = nil }
        call.update(.sortedSet(items), at: call.words[0])
        return members.count
    }

    private static func bound(_ word: [UInt8]) throws(RedisFailure) -> Bound {
        let isExclusive = word.first == UInt8(ascii: "(")
        guard let score = try? RedisNumber.double(isExclusive ? Array(word.dropFirst()) : word) else {
            throw RedisFailure("ERR min or max is not a float")
        }
        return (score, isExclusive)
    }

    private static func inside(_ score: Double, _ bounds: (Bound, Bound)) -> Bool {
        (bounds.0.isExclusive ? score > bounds.0.score : score >= bounds.0.score)
            && (bounds.1.isExclusive ? score < bounds.1.score : score <= bounds.1.score)
    }

    private static func rank(_ call: inout RedisCall, reversed: Bool) throws(RedisFailure) -> RedisReply {
        let all = ordered(try call.sortedSet(call.words[0]))
        guard let place = all.firstIndex(where: { $0.member == call.words[1] }) else { return .null }
        return .integer(reversed ? all.count - 1 - place : place)
    }

    private static func popEnd(_ call: inout RedisCall, highest: Bool) throws(RedisFailure) -> RedisReply {
        guard call.words.count <= 2 else { throw .syntax }
        let count = call.words.count == 2 ? try RedisNumber.int(call.words[1]) : 1
        guard count >= 0 else { throw RedisFailure("ERR value is out of range, must be positive") }
        guard let items = try call.sortedSet(call.words[0]) else { return .array([]) }
        let all = ordered(items)
        let taken = highest ? Array(all.suffix(count).reversed()) : Array(all.prefix(count))
        _ = remove(taken.map(\.member), from: items, &call)
        if call.words.count == 2 { return .scored(taken.map { ($0.member, $0.score) }) }
        return .array(taken.flatMap { [.bulk($0.member), .double($0.score)] })
    }

    private static func add(_ call: inout RedisCall) throws(RedisFailure) -> RedisReply {
        var options: Set<String> = []
        var index = 1
        while index < call.words.count, ["NX", "XX", "GT", "LT", "CH", "INCR"].contains(call.option(index)) {
            options.insert(call.option(index))
            index += 1
        }
        let pairs = call.words[index...]
        guard !pairs.isEmpty, pairs.count.isMultiple(of: 2) else { throw .syntax }
        if options.isSuperset(of: ["NX", "XX"]) {
            throw RedisFailure("ERR XX and NX options at the same time are not compatible")
        }
        if options.isSuperset(of: ["GT", "LT"])
            || (options.contains("NX") && !options.isDisjoint(with: ["GT", "LT"]))
        {
            throw RedisFailure("ERR GT, LT, and/or NX options at the same time are not compatible")
        }
        if options.contains("INCR"), pairs.count > 2 {
            throw RedisFailure("ERR INCR option supports a single increment-element pair")
        }
        var scored: [Scored] = []
        for place in stride(from: index, to: call.words.count, by: 2) {
            scored.append((call.words[place + 1], try RedisNumber.double(call.words[place])))
        }
        var items = try call.sortedSet(call.words[0]) ?? RedisMap()
        var added = 0
        var changed = 0
        var last: Double?
        for (member, amount) in scored {
            let old = items[member]
            var score = amount
            if options.contains("INCR") { score += old ?? 0 }
            guard !score.isNaN else { throw RedisFailure("ERR resulting score is not a number (NaN)") }
            if options.contains("NX"), old != nil { continue }
            if options.contains("XX"), old == nil { continue }
            if let old, options.contains("GT"), score <= old { continue }
            if let old, options.contains("LT"), score >= old { continue }
            if old == nil { added += 1 } else if old != score { changed += 1 }
            items[member] = score
            last = score
        }
        if added + changed > 0 { call.update(.sortedSet(items), at: call.words[0]) }
        if options.contains("INCR") { return last.map { .double($0) } ?? .null }
        return .integer(options.contains("CH") ? added + changed : added)
    }

    private static func range(_ call: inout RedisCall) throws(RedisFailure) -> RedisReply {
        var options: Set<String> = []
        var limit: (Int, Int)?
        var index = 3
        while index < call.words.count {
            let option = call.option(index)
            switch option {
            case "REV", "BYSCORE", "WITHSCORES": options.insert(option)
            case "BYLEX": throw RedisFailure.notModelled("BYLEX")
            case "LIMIT":
                guard index + 2 < call.words.count else { throw .syntax }
                limit = (
                    try RedisNumber.int(call.words[index + 1]), try RedisNumber.int(call.words[index + 2])
                )
                index += 2
            default: throw .syntax
            }
            index += 1
        }
        if limit != nil, !options.contains("BYSCORE") {
            throw RedisFailure(
                "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX"
            )
        }
        let isReversed = options.contains("REV")
        var found: [Scored]
        if options.contains("BYSCORE") {
            var bounds = try (bound(call.words[1]), bound(call.words[2]))
            if isReversed { swap(&bounds.0, &bounds.1) }
            found = ordered(try call.sortedSet(call.words[0])).filter { inside($0.score, bounds) }
            if isReversed { found.reverse() }
            if let (offset, count) = limit {
                guard offset >= 0 else { return .array([]) }
                found = Array(found.dropFirst(offset))
                if count >= 0 { found = Array(found.prefix(count)) }
            }
        } else {
            let start = try RedisNumber.int(call.words[1])
            let end = try RedisNumber.int(call.words[2])
            found = ordered(try call.sortedSet(call.words[0]))
            if isReversed { found.reverse() }
            found = Array(found[RedisCall.range(start, end, of: found.count)])
        }
        guard options.contains("WITHSCORES") else { return .array(found.map { .bulk($0.member) }) }
        return .scored(found.map { ($0.member, $0.score) })
    }
}
