import CodeTokens

/// Code as lines of spans, coloured by what its tokens are.
enum CodeSpans {
    /// The spans of each line; line feeds and white space at the very end make no lines.
    static func lines(_ text: String, language: CodeLanguage?) -> [[Span]] {
        var text = text
        var tokens: [Token] = []
        if let language { tokens = text.withUTF8 { language.tokens(in: $0) } }
        var lines: [[Span]] = [[]]
        var position = 0
        let bytes = Array(text.utf8)
        func add(_ range: Range<Int>, _ role: TextRole) {
            guard !range.isEmpty else { return }
            let pieces = bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() {
                if index > 0 { lines.append([]) }
                if !piece.isEmpty {
                    lines[lines.count - 1].append(Span(String(decoding: piece, as: UTF8.self), role))
                }
            }
        }
        for token in tokens {
            add(position..<max(token.range.lowerBound, position), [])
            add(max(token.range.lowerBound, position)..<token.range.upperBound, role(of: token.kind))
            position = max(position, token.range.upperBound)
        }
        add(position..<bytes.count, [])
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func role(of kind: TokenKind) -> TextRole {
        switch kind {
        case .keyword: .keyword
        case .comment: .comment
        case .string: .string
        case .number: .number
        case .function: .function
        case .type: .type
        case .prompt: .prompt
        case .output: .output
        case .inserted: .inserted
        case .deleted: .deleted
        case .meta: .meta
        }
    }
}
