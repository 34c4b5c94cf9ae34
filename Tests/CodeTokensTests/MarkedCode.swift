import CodeTokens

/// Code with its tokens in marks: `«k:func» «f:main»()`.
enum MarkedCode {
    static func letter(of kind: TokenKind) -> Character {
        switch kind {
        case .keyword: "k"
        case .comment: "c"
        case .string: "s"
        case .number: "n"
        case .function: "f"
        case .type: "t"
        case .prompt: "p"
        case .output: "o"
        case .inserted: "i"
        case .deleted: "d"
        case .meta: "m"
        }
    }

    /// The code without the marks.
    static func code(of marked: String) -> String {
        marked.replacing(/«.:/, with: "").replacing("»", with: "")
    }

    /// Puts the marks in.
    static func mark(_ code: String, as language: CodeLanguage) -> String {
        let bytes = Array(code.utf8)
        var result = ""
        var end = 0
        for token in language.tokens(in: bytes) {
            result += String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
            let text = String(decoding: bytes[token.range], as: UTF8.self)
            result += "«\(letter(of: token.kind)):\(text)»"
            end = token.range.upperBound
        }
        return result + String(decoding: bytes[end...], as: UTF8.self)
    }
}
