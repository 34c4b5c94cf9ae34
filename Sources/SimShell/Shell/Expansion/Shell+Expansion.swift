extension Shell {
    /// The fields that words expand to: split, and patterns replaced by the files that they match.
    mutating func fields(_ words: [ShellWord]) async throws(ShellUnwind) -> [String] {
        var all: [String] = []
        var size = 0
        for word in dialect == .bash ? try await bracesExpanded(words) : words {
            var builder = FieldBuilder(separators: separators)
            try await expandTilde(word.parts, isAssignment: false, into: &builder)
            for field in builder.finish() {
                let found = options.contains("f") ? nil : await matchingPaths(field)
                for text in found ?? [Self.text(field)] {
                    size += text.utf8.count + 1
                    guard size <= Self.maxExpansion * 2 else { throw await fail("out of memory") }
                    all.append(text)
                }
            }
        }
        return all
    }

    /// What a word expands to where it isn't split: in assignments, redirections and `case`.
    mutating func text(_ word: ShellWord, isAssignment: Bool = false) async throws(ShellUnwind) -> String {
        Self.text(try await segments(word, isAssignment: isAssignment))
    }

    /// A word as a pattern: what was quoted means itself.
    mutating func pattern(_ word: ShellWord) async throws(ShellUnwind) -> ShellPattern {
        ShellPattern(try await segments(word, isAssignment: false))
    }

    mutating func segments(
        _ word: ShellWord,
        isAssignment: Bool
    ) async throws(ShellUnwind)
        -> [Segment]
    {
        var builder = FieldBuilder(separators: [])
        try await expandTilde(word.parts, isAssignment: isAssignment, into: &builder)
        let fields = builder.finish()
        return Array(fields.joined(separator: [Segment(bytes: [32], isQuoted: true)]))
    }

    static func text(_ segments: [Segment]) -> String {
        String(decoding: segments.flatMap(\.bytes), as: UTF8.self)
    }

    private mutating func expandTilde(
        _ parts: [WordPart],
        isAssignment: Bool,
        into builder: inout FieldBuilder
    ) async throws(ShellUnwind) {
        var parts = parts
        if case .plain(let bytes)? = parts.first, bytes.contains(UInt8(ascii: "~")) {
            let isWhole = parts.count == 1
            var pieces: [[UInt8]] = [bytes]
            if isAssignment {
                pieces = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                    .map(Array.init)
            }
            let expanded = pieces.enumerated().map { index, piece in
                tilde(piece, isEnd: isWhole || index + 1 < pieces.count)
            }
            parts.removeFirst()
            builder.add(Array(expanded.joined(separator: [UInt8(ascii: ":")])), isQuoted: false)
        }
        try await expand(parts, into: &builder, isQuoted: false)
    }

    private func tilde(_ piece: [UInt8], isEnd: Bool) -> [UInt8] {
        guard piece.first == UInt8(ascii: "~") else { return piece }
        let name = piece.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        guard isEnd || name.count + 1 < piece.count else { return piece }
        let home: String?
        if name.isEmpty {
            home = value(of: "HOME")
        } else {
            home = Accounts(files).user(named: String(decoding: name, as: UTF8.self))?.home
        }
        guard let home else { return piece }
        return Array(home.utf8) + piece.dropFirst(1 + name.count)
    }

    mutating func expand(
        _ parts: [WordPart],
        into builder: inout FieldBuilder,
        isQuoted: Bool
    )
        async throws(ShellUnwind)
    {
        for part in parts {
            switch part {
            case .plain(let bytes): builder.add(bytes, isQuoted: isQuoted)
            case .quoted(let bytes): builder.add(bytes, isQuoted: true)
            case .double(let inner):
                if inner.count == 1, case .parameter(let use) = inner[0], use.name == "@",
                    case .value = use.operation, positional.isEmpty
                {
                    continue
                }
                builder.add([], isQuoted: true)
                try await expand(inner, into: &builder, isQuoted: true)
            case .parameter(let use): try await expand(use, into: &builder, isQuoted: isQuoted)
            case .substitution(let command):
                let output = try await substitute(command)
                if isQuoted { builder.add(output, isQuoted: true) } else { builder.addSplit(output) }
            case .arithmetic(let inner):
                let value = try await evaluate(inner)
                let digits = Array(String(value).utf8)
                if isQuoted { builder.add(digits, isQuoted: true) } else { builder.addSplit(digits) }
            }
            guard builder.size <= Self.maxExpansion else { throw await fail("out of memory") }
        }
    }

    mutating func evaluate(_ parts: [WordPart]) async throws(ShellUnwind) -> Int {
        var builder = FieldBuilder(separators: [])
        try await expand(parts, into: &builder, isQuoted: true)
        let text = builder.finish().joined().flatMap(\.bytes)
        return try await evaluate(text)
    }

    /// The value of an arithmetic expression.
    mutating func evaluate(_ text: [UInt8]) async throws(ShellUnwind) -> Int {
        let shell = self
        var arithmetic = Arithmetic(text) { shell.value(of: $0) }
        let result: Int
        do throws(Arithmetic.Failure) {
            result = try arithmetic.evaluate()
        } catch .divideByZero {
            if dialect == .bash { throw await fail("division by 0", status: 1) }
            throw await fail("divide by zero")
        } catch {
            if dialect == .bash, text.contains(UInt8(ascii: "[")) {
                await sayNotModelled("arrays")
                throw .failure(2)
            }
            throw await fail("arithmetic syntax error")
        }
        for (name, value) in arithmetic.assignments { try await set(name, String(value)) }
        return result
    }
}
