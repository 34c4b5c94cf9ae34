extension RedisCommand {
    static let strings: [String: RedisCommand] = [
        "set": RedisCommand(-3, writes: true) { call throws(RedisFailure) in try set(&call) },
        "get": RedisCommand(2) { call throws(RedisFailure) in
            try call.string(call.words[0]).map { .bulk($0) } ?? .null
        },
        "getset": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            let old = try call.string(call.words[0])
            call.put(.string(call.words[1]), at: call.words[0])
            return old.map { .bulk($0) } ?? .null
        },
        "getdel": RedisCommand(2, writes: true) { call throws(RedisFailure) in
            guard let old = try call.string(call.words[0]) else { return .null }
            call.put(nil, at: call.words[0])
            return .bulk(old)
        },
        "setnx": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            if call.exists(call.words[0]) { return .integer(0) }
            call.put(.string(call.words[1]), at: call.words[0])
            return .integer(1)
        },
        "setex": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            try setWithExpiry(&call, factor: 1000)
        },
        "psetex": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            try setWithExpiry(&call, factor: 1)
        },
        "append": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            let text = try (call.string(call.words[0]) ?? []) + call.words[1]
            call.update(.string(text), at: call.words[0])
            return .integer(text.count)
        },
        "strlen": RedisCommand(2) { call throws(RedisFailure) in
            .integer(try call.string(call.words[0])?.count ?? 0)
        },
        "getrange": RedisCommand(4) { call throws(RedisFailure) in
            let start = try RedisNumber.int(call.words[1])
            let end = try RedisNumber.int(call.words[2])
            let text = try call.string(call.words[0]) ?? []
            return .bulk(Array(text[RedisCall.range(start, end, of: text.count)]))
        },
        "setrange": RedisCommand(4, writes: true) { call throws(RedisFailure) in
            let offset = try RedisNumber.int(call.words[1])
            guard offset >= 0 else { throw RedisFailure("ERR offset is out of range") }
            guard offset <= RedisRequests.textLimit else {
                throw RedisFailure("ERR string exceeds maximum allowed size (proto-max-bulk-len)")
            }
            var text = try call.string(call.words[0]) ?? []
            let piece = call.words[2]
            if piece.isEmpty { return .integer(text.count) }
            if text.count < offset + piece.count {
                text += Array(repeating: 0, count: offset + piece.count - text.count)
            }
            text.replaceSubrange(offset..<offset + piece.count, with: piece)
            call.update(.string(text), at: call.words[0])
            return .integer(text.count)
        },
        "mset": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            guard call.words.count.isMultiple(of: 2) else {
                throw RedisFailure("ERR wrong number of arguments for 'mset' command")
            }
            for index in stride(from: 0, to: call.words.count, by: 2) {
                call.put(.string(call.words[index + 1]), at: call.words[index])
            }
            return .ok
        },
        "msetnx": RedisCommand(-3, writes: true) { call throws(RedisFailure) in
            guard call.words.count.isMultiple(of: 2) else {
                throw RedisFailure("ERR wrong number of arguments for 'msetnx' command")
            }
            for index in stride(from: 0, to: call.words.count, by: 2) where call.exists(call.words[index]) {
                return .integer(0)
            }
            for index in stride(from: 0, to: call.words.count, by: 2) {
                call.put(.string(call.words[index + 1]), at: call.words[index])
            }
            return .integer(1)
        },
        "mget": RedisCommand(-2) { call throws(RedisFailure) in
            var values: [RedisReply] = []
            for key in call.words {
                if case .string(let text)? = call.entry(key)?.value {
                    values.append(.bulk(text))
                } else {
                    values.append(.null)
                }
            }
            return .array(values)
        },
    ]

    static let counters: [String: RedisCommand] = [
        "incr": RedisCommand(2, writes: true) { call throws(RedisFailure) in try add(1, &call) },
        "decr": RedisCommand(2, writes: true) { call throws(RedisFailure) in try add(-1, &call) },
        "incrby": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            try add(try RedisNumber.int(call.words[1]), &call)
        },
        "decrby": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            let amount = try RedisNumber.int(call.words[1])
            guard amount != Int.min else { throw RedisFailure("ERR decrement would overflow") }
            return try add(-amount, &call)
        },
        "incrbyfloat": RedisCommand(3, writes: true) { call throws(RedisFailure) in
            let amount = try RedisNumber.double(call.words[1])
            let old =
                try call.string(call.words[0]).map { text throws(RedisFailure) in try RedisNumber.double(text)
                } ?? 0
            guard (old + amount).isFinite else {
                throw RedisFailure("ERR increment would produce NaN or Infinity")
            }
            let text = Array(RedisNumber.text(old + amount).utf8)
            call.update(.string(text), at: call.words[0])
            return .bulk(text)
        },
    ]

    private static func add(_ amount: Int, _ call: inout RedisCall) throws(RedisFailure) -> RedisReply {
        let old =
            try call.string(call.words[0]).map { text throws(RedisFailure) in try RedisNumber.int(text) } ?? 0
        let (sum, overflows) = old.addingReportingOverflow(amount)
        guard !overflows else { throw .overflow }
        call.update(.string(Array(String(sum).utf8)), at: call.words[0])
        return .integer(sum)
    }

    private static func setWithExpiry(_ call: inout RedisCall, factor: Int) throws(RedisFailure) -> RedisReply
    {
        let moment = try moment(call.words[1], factor: factor, from: call.now, command: call.name)
        call.put(.string(call.words[2]), at: call.words[0], expires: moment)
        return .ok
    }

    /// When something that lives for so long is over.
    static func moment(
        _ word: [UInt8],
        factor: Int,
        from start: Int,
        command: String
    ) throws(RedisFailure) -> Int {
        let amount = try RedisNumber.int(word)
        let (length, overflows) = amount.multipliedReportingOverflow(by: factor)
        let (moment, overflowsToo) = length.addingReportingOverflow(start)
        guard amount > 0, !overflows, !overflowsToo else {
            throw RedisFailure("ERR invalid expire time in '\(command)' command")
        }
        return moment
    }

    private static func set(_ call: inout RedisCall) throws(RedisFailure) -> RedisReply {
        let key = call.words[0]
        var expires: Int?
        var hasExpiry = false
        var keeps = false
        var wantsOld = false
        var condition: String?
        var index = 2
        while index < call.words.count {
            let option = call.option(index)
            switch option {
            case "NX", "XX":
                guard condition == nil || condition == option else { throw .syntax }
                condition = option
            case "GET": wantsOld = true
            case "KEEPTTL":
                guard !hasExpiry else { throw .syntax }
                keeps = true
            case "EX", "PX", "EXAT", "PXAT":
                guard !hasExpiry, !keeps, index + 1 < call.words.count else { throw .syntax }
                hasExpiry = true
                index += 1
                expires = try moment(
                    call.words[index],
                    factor: option.hasPrefix("EX") ? 1000 : 1,
                    from: option.hasSuffix("AT") ? 0 : call.now,
                    command: "set"
                )
            default: throw .syntax
            }
            index += 1
        }
        let old = wantsOld ? try call.string(key) : nil
        let entry = call.entry(key)
        let answer: RedisReply = wantsOld ? old.map { .bulk($0) } ?? .null : .ok
        if condition == "NX", entry != nil { return wantsOld ? answer : .null }
        if condition == "XX", entry == nil { return .null }
        call.put(.string(call.words[1]), at: key, expires: keeps ? entry?.expires : expires)
        return answer
    }
}
