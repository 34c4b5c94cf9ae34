extension ShellParser {
    /// Reads the next token; words are keywords only where a command may begin.
    mutating func readToken(keywords: Bool, skippingNewlines: Bool = false) throws(ShellSyntaxError) {
        repeat {
            if isPushedBack {
                isPushedBack = false
            } else {
                try scanToken()
            }
        } while skippingNewlines && token == .newline
        guard keywords, token == .word, case .plain(let bytes)? = word.parts.first, word.parts.count == 1
        else {
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if ShellToken.keywords.contains(text) || (text == "[[" && dialect == .bash) { token = .keyword(text) }
    }

    private mutating func scanToken() throws(ShellSyntaxError) {
        skipBlanks()
        guard let byte = peek else {
            if !pending.isEmpty { try readDocuments() }
            token = .end
            return
        }
        switch byte {
        case UInt8(ascii: "\n"):
            at += 1
            line += 1
            if !pending.isEmpty { try readDocuments() }
            token = .newline
        case UInt8(ascii: ";"):
            at += 1
            token = skip(UInt8(ascii: ";")) ? .endOfBranch : .semicolon
        case UInt8(ascii: "&"):
            at += 1
            if peek == UInt8(ascii: ">") {
                try scanRedirection(of: nil, takesErrors: true)
                return
            }
            token = skip(UInt8(ascii: "&")) ? .and : .background
        case UInt8(ascii: "|"):
            at += 1
            token = skip(UInt8(ascii: "|")) ? .or : .pipe
            pipesErrors = token == .pipe && dialect == .bash && skip(UInt8(ascii: "&"))
        case UInt8(ascii: "("):
            at += 1
            token = .open
        case UInt8(ascii: ")"):
            at += 1
            token = .close
        case UInt8(ascii: "<"), UInt8(ascii: ">"): try scanRedirection(of: nil)
        default:
            if byte.isDigit, let sign = peek(1), sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">") {
                at += 1
                try scanRedirection(of: Int(byte - UInt8(ascii: "0")))
                return
            }
            word = ShellWord(parts: try parts(.word))
            token = .word
        }
    }

    private mutating func skipBlanks() {
        while let byte = peek {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                at += 1
            } else if byte == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "\n") {
                at += 2
                line += 1
            } else if byte == UInt8(ascii: "#") {
                while let next = peek, next != UInt8(ascii: "\n") {
                    _ = next
                    at += 1
                }
            } else {
                return
            }
        }
    }

    private mutating func scanRedirection(
        of number: Int?,
        takesErrors: Bool = false
    ) throws(ShellSyntaxError) {
        let isInput = peek == UInt8(ascii: "<")
        at += 1
        var kind = isInput ? ShellRedirection.Kind.read : .write
        var stripsTabs = false
        switch peek {
        case UInt8(ascii: "<")? where isInput:
            at += 1
            if dialect == .bash, skip(UInt8(ascii: "<")) {
                kind = .hereString
            } else {
                kind = .hereDocument
                stripsTabs = skip(UInt8(ascii: "-"))
            }
        case UInt8(ascii: "(")? where dialect == .bash: throw notModelled("process substitution")
        case UInt8(ascii: ">")? where isInput:
            at += 1
            kind = .readWrite
        case UInt8(ascii: ">")?:
            at += 1
            kind = .append
        case UInt8(ascii: "|")? where !isInput:
            at += 1
            kind = .clobber
        case UInt8(ascii: "&")?:
            at += 1
            kind = .duplicate
        default: break
        }
        var target = ShellRedirection(
            descriptor: number ?? (isInput ? 0 : 1),
            kind: kind,
            word: ShellWord(),
            takesErrors: takesErrors
        )
        skipBlanks()
        guard let byte = peek, !Self.endsWord(byte) else {
            try scanToken()
            throw unexpected()
        }
        if kind == .hereDocument {
            target.word = try hereDocument(stripsTabs)
        } else {
            target.word = ShellWord(parts: try parts(.word))
        }
        // `>& file` is an old form of `&> file`.
        if kind == .duplicate, !isInput, number == nil, let text = target.word.plainText, text != "-",
            Int(text) == nil
        {
            target.kind = .write
            target.takesErrors = true
        }
        redirection = target
        token = .redirection
    }

    private mutating func hereDocument(_ stripsTabs: Bool) throws(ShellSyntaxError) -> ShellWord {
        let marker = ShellWord(parts: try parts(.word))
        var isQuoted = false
        var text: [UInt8] = []
        for part in marker.parts {
            switch part {
            case .plain(let bytes): text += bytes
            case .quoted(let bytes):
                text += bytes
                isQuoted = true
            case .double(let inner):
                isQuoted = true
                for case .plain(let bytes) in inner { text += bytes }
                for case .quoted(let bytes) in inner { text += bytes }
            default: throw failure("bad here-document delimiter")
            }
        }
        guard pending.count < 100 else { throw failure("too many here-documents") }
        lastDocument += 1
        pending.append(
            HereDocument(number: lastDocument, marker: text, isQuoted: isQuoted, stripsTabs: stripsTabs)
        )
        return .document(lastDocument)
    }

    static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    /// Whether a name may begin with it.
    var isNameStart: Bool {
        (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z"))
            || (self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")) || self == UInt8(ascii: "_")
    }
    var isNamePart: Bool { isNameStart || isDigit }
}
