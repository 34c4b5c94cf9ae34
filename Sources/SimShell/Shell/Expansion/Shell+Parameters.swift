extension Shell {
    mutating func expand(
        _ use: ParameterUse,
        into builder: inout FieldBuilder,
        isQuoted: Bool
    )
        async throws(ShellUnwind)
    {
        let value = value(of: use.name)
        switch use.operation {
        case .value:
            if use.name == "@" || use.name == "*" {
                addPositional(use.name, into: &builder, isQuoted: isQuoted)
            } else {
                try await checkSet(use.name, value)
                add(value ?? "", into: &builder, isQuoted: isQuoted)
            }
        case .length:
            if use.name == "@" || use.name == "*" {
                let length = positional.joined(separator: " ").utf8.count
                add(String(length), into: &builder, isQuoted: isQuoted)
                return
            }
            try await checkSet(use.name, value)
            add(String(value?.utf8.count ?? 0), into: &builder, isQuoted: isQuoted)
        case .test(let sign, let orEmpty, let word):
            let isThere = value != nil && !(orEmpty && value == "")
            try await test(use.name, sign, orEmpty, isThere, word, into: &builder, isQuoted)
        case .removePrefix(let word, let longest):
            let pattern = try await pattern(word)
            let bytes = Array((value ?? "").utf8)
            try await checkSet(use.name, value)
            let cut = try await cut(bytes, longest ? (0...bytes.count).reversed() : Array(0...bytes.count)) {
                pattern.matches(bytes[..<$0])
            }
            add(String(decoding: bytes[(cut ?? 0)...], as: UTF8.self), into: &builder, isQuoted: isQuoted)
        case .removeSuffix(let word, let longest):
            let pattern = try await pattern(word)
            let bytes = Array((value ?? "").utf8)
            try await checkSet(use.name, value)
            let cut = try await cut(bytes, longest ? Array(0...bytes.count) : (0...bytes.count).reversed()) {
                pattern.matches(bytes[$0...])
            }
            add(
                String(decoding: bytes[..<(cut ?? bytes.count)], as: UTF8.self),
                into: &builder,
                isQuoted: isQuoted
            )
        case .changeCase(let isUpper, let all):
            try await checkSet(use.name, value)
            let changed = Self.changingCase(value ?? "", isUpper: isUpper, all: all)
            add(changed, into: &builder, isQuoted: isQuoted)
        case .indirect:
            guard let target = value, target.isShellName || Int(target) != nil else {
                throw await fail("\(use.name): invalid indirect expansion", status: 1)
            }
            try await expand(
                ParameterUse(name: target, operation: .value),
                into: &builder,
                isQuoted: isQuoted
            )
        case .substring(let offset, let length):
            let part = try await substring(Array((value ?? "").utf8), offset, length)
            add(part, into: &builder, isQuoted: isQuoted)
        case .replace(let word, let with, let all):
            let pattern = try await pattern(word)
            let replacement = Array(try await text(with).utf8)
            let result = try await replaced(Array((value ?? "").utf8), pattern, replacement, all)
            add(String(decoding: result, as: UTF8.self), into: &builder, isQuoted: isQuoted)
        }
    }

    /// The first place that fits; a long value with many places costs steps.
    private mutating func cut(
        _ bytes: [UInt8],
        _ places: [Int],
        where fits: (Int) -> Bool
    )
        async throws(ShellUnwind) -> Int?
    {
        for place in places {
            if place & 63 == 0 { try await step() }
            if fits(place) { return place }
        }
        return nil
    }

    private func add(_ value: String, into builder: inout FieldBuilder, isQuoted: Bool) {
        if isQuoted {
            builder.add(Array(value.utf8), isQuoted: true)
        } else {
            builder.addSplit(Array(value.utf8))
        }
    }

    private func checkSet(_ name: String, _ value: String?) async throws(ShellUnwind) {
        guard value == nil, options.contains("u") else { return }
        if dialect == .bash { throw await fail("\(name): unbound variable", status: 1) }
        throw await fail("\(name): parameter not set")
    }

    private func addPositional(_ name: String, into builder: inout FieldBuilder, isQuoted: Bool) {
        if isQuoted, name == "*" {
            let separator = variables["IFS"]?.value.map { String($0.prefix(1)) } ?? " "
            builder.add(Array(positional.joined(separator: separator).utf8), isQuoted: true)
            return
        }
        for (index, value) in positional.enumerated() {
            if isQuoted {
                if index > 0 { builder.breakQuoted() }
                builder.add(Array(value.utf8), isQuoted: true)
            } else {
                if index > 0 { builder.breakPlain() }
                builder.addSplit(Array(value.utf8))
            }
        }
    }

    private mutating func test(
        _ name: String,
        _ sign: UInt8,
        _ orEmpty: Bool,
        _ isThere: Bool,
        _ word: ShellWord,
        into builder: inout FieldBuilder,
        _ isQuoted: Bool
    ) async throws(ShellUnwind) {
        let isAll = name == "@" || name == "*"
        switch sign {
        case UInt8(ascii: "+"):
            if isThere { try await expand(word.parts, into: &builder, isQuoted: isQuoted) }
            return
        case UInt8(ascii: "-"):
            if !isThere {
                try await expand(word.parts, into: &builder, isQuoted: isQuoted)
                return
            }
        case UInt8(ascii: "="):
            if !isThere {
                guard name.isShellName else { throw await fail("\(name): bad variable name") }
                let value = try await text(word)
                try await set(name, value)
                add(value, into: &builder, isQuoted: isQuoted)
                return
            }
        default:
            if !isThere {
                var message = try await text(word)
                if message.isEmpty { message = "parameter not set" + (orEmpty ? " or null" : "") }
                throw await fail("\(name): \(message)")
            }
        }
        if isAll {
            addPositional(name, into: &builder, isQuoted: isQuoted)
        } else {
            add(value(of: name) ?? "", into: &builder, isQuoted: isQuoted)
        }
    }

    private mutating func substring(
        _ bytes: [UInt8],
        _ offset: ShellWord,
        _ length: ShellWord?
    )
        async throws(ShellUnwind) -> String
    {
        var start = try await evaluate(Array(text(offset).utf8))
        if start < 0 { start = max(0, bytes.count &+ start) }
        start = min(start, bytes.count)
        var end = bytes.count
        if let length {
            let count = try await evaluate(Array(text(length).utf8))
            end =
                count < 0
                ? max(start, bytes.count &+ count) : min(bytes.count, start &+ min(count, bytes.count))
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func replaced(
        _ bytes: [UInt8],
        _ pattern: ShellPattern,
        _ replacement: [UInt8],
        _ all: Bool
    ) async throws(ShellUnwind) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let places = Array((at + 1...bytes.count).reversed())
            guard let end = try await cut(bytes, places, where: { pattern.matches(bytes[at..<$0]) }) else {
                out.append(bytes[at])
                at += 1
                continue
            }
            out += replacement
            at = end
            guard out.count <= Self.maxExpansion else { throw await fail("out of memory") }
            if !all { break }
        }
        return out + bytes[at...]
    }
}
