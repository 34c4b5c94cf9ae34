// What most languages share: strings, numbers, comments.

extension Cursor {
    /// Goes past a literal, from its opening quote on; a backslash takes the next byte with it.
    ///
    /// An unfinished literal ends with its line, or with the text where it may span lines.
    mutating func skipString(spansLines: Bool = false, escapes: Bool = true) {
        let quote = byte
        advance()
        while !isAtEnd {
            let next = byte
            if next == quote { return advance() }
            if next == "\n", !spansLines { return }
            advance(next == "\\" && escapes ? 2 : 1)
        }
    }

    /// Goes past a literal in three quotes, from the first of them on.
    mutating func skipTripleString(escapes: Bool = true) {
        let quote = byte
        advance(3)
        while !isAtEnd {
            if byte == quote, peek(1) == quote, peek(2) == quote {
                advance(3)
                // A quote before the closing ones is part of the text.
                while byte == quote { advance() }
                return
            }
            advance(byte == "\\" && escapes ? 2 : 1)
        }
    }

    /// Whether three equal quotes start here.
    var isAtTripleQuote: Bool { byte == peek(1) && byte == peek(2) }

    /// Goes past a literal that ends with a quote and as many `#` as it has before its opening quote.
    ///
    /// Where no quote follows the signs, only they are passed.
    mutating func skipHashString() {
        let start = at
        skip { $0 == "#" }
        let signs = at - start
        guard byte == "\"" else { return }
        advance()
        while !isAtEnd {
            advance()
            guard peek(-1) == "\"" else { continue }
            var count = 0
            while count < signs, byte == "#" {
                advance()
                count += 1
            }
            if count == signs { return }
        }
    }

    /// Goes past a number: digits, letters, `_`, a point before a digit, a sign after an exponent's letter.
    mutating func skipNumber(separator: UInt8 = UInt8(ascii: "_")) {
        let isHex = byte == "0" && peek(1).lowercased == "x"
        while !isAtEnd {
            let next = byte
            if next.isDigit || next.isLetter || next == "_" {
                advance()
                let isExponent = isHex ? next.lowercased == "p" : next.lowercased == "e"
                if isExponent, byte == "+" || byte == "-", peek(1).isDigit { advance() }
            } else if next == "." || next == separator, peek(1).isDigit {
                advance()
            } else {
                return
            }
        }
    }

    /// Goes past a comment in `/*` and `*/`, from its start on.
    mutating func skipBlockComment(nests: Bool = false) {
        advance(2)
        var depth = 1
        while !isAtEnd {
            if byte == "*", peek(1) == "/" {
                advance(2)
                depth -= 1
                if depth == 0 { return }
            } else if nests, byte == "/", peek(1) == "*" {
                advance(2)
                depth += 1
            } else {
                advance()
            }
        }
    }

    /// Records a comment up to the end of the line.
    mutating func emitLineComment() {
        let start = at
        skipLine()
        if peek(-1) == "\r" { at -= 1 }
        emit(.comment, from: start)
    }
}
