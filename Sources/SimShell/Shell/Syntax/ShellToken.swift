/// What the shell's grammar is made of.
enum ShellToken: Hashable, Sendable {
    case end
    case newline
    case word
    case redirection
    case semicolon
    case background
    case and
    case or
    case pipe
    case open
    case close
    case endOfBranch
    case keyword(String)

    /// The words that the grammar knows where a command may begin.
    static let keywords: Set<String> = [
        "!", "case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "then",
        "until", "while",
        "{", "}",
    ]

    /// As messages name it.
    var description: String {
        switch self {
        case .end: "end of file"
        case .newline: "newline"
        case .word: "word"
        case .redirection: "redirection"
        case .semicolon: "\";\""
        case .background: "\"&\""
        case .and: "\"&&\""
        case .or: "\"||\""
        case .pipe: "\"|\""
        case .open: "\"(\""
        case .close: "\")\""
        case .endOfBranch: "\";;\""
        case .keyword(let word): "\"\(word)\""
        }
    }
}
