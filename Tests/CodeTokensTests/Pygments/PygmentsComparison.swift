import CodeTokens

/// What Pygments and we agree or disagree on in a sample.
struct PygmentsComparison {
    /// A stretch of one of Pygments' tokens that we see otherwise.
    struct Difference {
        let type: String
        let text: String
        let ours: TokenKind?
        let line: Int
        let byteCount: Int
    }

    private(set) var differences: [Difference] = []
    private(set) var byteCount = 0

    /// The share of the bytes that aren't space on which both agree.
    var agreement: Double {
        1 - Double(differences.reduce(0) { $0 + $1.byteCount }) / Double(max(byteCount, 1))
    }

    init(_ sample: Sample, _ theirs: [PygmentsToken]) {
        let tokens = sample.language.tokens(in: sample.bytes)
        var ours = [TokenKind?](repeating: nil, count: sample.bytes.count)
        for token in tokens {
            for index in token.range { ours[index] = token.kind }
        }
        let literals = Self.wholeLiterals(tokens, theirs, count: sample.bytes.count)
        for token in theirs {
            let text = String(decoding: sample.bytes[token.range], as: UTF8.self)
            let expected = CodeClass(token.type, text, in: sample.language)
            var run: [Int] = []
            for index in token.range where sample.bytes[index] > 0x20 {
                byteCount += 1
                let isSame = expected.includes(ours[index]) || (literals[index] && expected != .comment)
                if let last = run.last, isSame || ours[last] != ours[index] || last + 1 != index {
                    add(run, of: token, in: sample, ours: ours[last])
                    run = []
                }
                if !isSame { run.append(index) }
            }
            if let last = run.last { add(run, of: token, in: sample, ours: ours[last]) }
        }
    }

    /// Tells which bytes stand in a literal whose first and last byte are a string to Pygments as well.
    ///
    /// It tells the expressions inside from the text, to us a literal is one token.
    private static func wholeLiterals(_ tokens: [Token], _ theirs: [PygmentsToken], count: Int) -> [Bool] {
        var isString = [Bool](repeating: false, count: count)
        for token in theirs where token.type.hasPrefix("Literal.String") || token.type == "Error" {
            for index in token.range { isString[index] = true }
        }
        var result = [Bool](repeating: false, count: count)
        for token in tokens where token.kind == .string {
            let isWhole = isString[token.range.lowerBound] && isString[token.range.upperBound - 1]
            for index in token.range where isWhole { result[index] = true }
        }
        return result
    }

    private mutating func add(_ run: [Int], of token: PygmentsToken, in sample: Sample, ours: TokenKind?) {
        guard let first = run.first, let last = run.last else { return }
        differences.append(
            Difference(
                type: token.type,
                text: String(decoding: sample.bytes[first...last], as: UTF8.self),
                ours: ours,
                line: sample.bytes[..<first].count { $0 == UInt8(ascii: "\n") } + 1,
                byteCount: run.count
            )
        )
    }
}

/// What a token of Pygments is to us.
enum CodeClass {
    case plain, string, comment, keyword, constant, number, key, prompt, output, inserted, deleted, meta

    private static let common: [(type: String, kind: CodeClass)] = [
        ("Literal.String", .string), ("Literal.Number", .number), ("Literal.Date", .number),
        ("Comment.Preproc", .meta), ("Comment", .comment),
        ("Keyword.Constant", .constant), ("Keyword", .keyword), ("Operator.Word", .keyword),
        ("Generic.Prompt", .prompt), ("Generic.Output", .output), ("Generic.Inserted", .inserted),
        ("Generic.Deleted", .deleted), ("Generic", .meta),
    ]

    init(_ type: String, _ text: String, in language: CodeLanguage) {
        if let reading = PygmentsReading.all.first(where: { $0.applies(to: type, text, in: language) }) {
            self = reading.kind
        } else {
            self = Self.common.first { type.hasPrefix($0.type) }?.kind ?? .plain
        }
    }

    /// Whether one of our tokens is of this class; a name may be coloured or not.
    func includes(_ kind: TokenKind?) -> Bool {
        switch self {
        case .plain: kind == nil || kind == .function || kind == .type || kind == .meta
        case .string: kind == .string
        case .comment: kind == .comment
        case .keyword: kind == .keyword || kind == .type
        case .constant: kind == .number || kind == .keyword
        case .number: kind == .number
        case .key: kind == .type
        case .prompt: kind == .prompt
        case .output: kind == .output
        case .inserted: kind == .inserted
        case .deleted: kind == .deleted
        case .meta: kind == .meta
        }
    }
}
