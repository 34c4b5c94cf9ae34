import CodeTokens
import Testing

/// Code with its tokens in marks, `«k:func» «f:main»()`, and the language to read it as.
struct MarkedCode: Sendable, CustomTestStringConvertible {
    let language: String
    let marked: String

    init(_ language: String, _ marked: String) {
        self.language = language
        self.marked = marked
    }

    var testDescription: String { "\(language): \(code)" }

    /// The code without the marks.
    var code: String {
        marked.replacing(/«.:/, with: "").replacing("»", with: "")
    }

    /// The code with the marks that our lexer gives.
    func lexed() throws -> String {
        let language = try #require(CodeLanguage.named(language))
        let bytes = Array(code.utf8)
        var result = ""
        var end = 0
        for token in language.tokens(in: bytes) {
            result += String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
            let text = String(decoding: bytes[token.range], as: UTF8.self)
            result += "«\(Self.letter(of: token.kind)):\(text)»"
            end = token.range.upperBound
        }
        return result + String(decoding: bytes[end...], as: UTF8.self)
    }

    private static func letter(of kind: TokenKind) -> Character {
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
}
