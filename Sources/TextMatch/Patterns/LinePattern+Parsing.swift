extension LinePattern {
    /// Reads a line of an expectation.
    ///
    /// What stands at its end in parentheses says how to read it: ` (lit)` no holes, ` (esc)` `\xHH` and `\t` mean bytes,
    /// ` (?)`, ` (*)` and ` (+)` how often it may match. All that stands before ` (lit)` is the text itself.
    ///
    /// - Throws: ``PatternError`` with what is wrong with a hole.
    public init(parsing source: String) throws(PatternError) {
        var text = Substring(source)
        var quantifier = Quantifier.once
        var isEscaped = false
        var isLiteral = false
        if text.trimmingBlanks == "..." {
            self.init(.anyLines, source: source)
            return
        }
        while !isLiteral, let (mark, rest) = Self.mark(endOf: text) {
            switch mark {
            case "?": quantifier = .optional
            case "*": quantifier = .anyNumber
            case "+": quantifier = .atLeastOnce
            case "esc": isEscaped = true
            default: isLiteral = true
            }
            text = rest
        }
        // Outputs are compared without white space at the end.
        while text.last == " " || text.last == "\t" { text.removeLast() }
        let pieces: [Piece] =
            isLiteral ? [.literal(String(text))] : try HoleScanner(text, in: source).pieces()
        self.init(
            .line(isEscaped ? pieces.map(Self.unescaped) : pieces, quantifier),
            source: source
        )
    }

    private static func mark(endOf text: Substring) -> (mark: Substring, rest: Substring)? {
        for mark in ["?", "*", "+", "esc", "lit"] where text.hasSuffix(" (\(mark))") {
            return (mark[...], text.dropLast(mark.count + 3))
        }
        return nil
    }

    private static func unescaped(_ piece: Piece) -> Piece {
        guard case .literal(let text) = piece else { return piece }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                out.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "t"): out.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "\\"): out.append(byte)
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else {
                    out.append(byte)
                    continue
                }
                // Bytes that are no UTF-8 stand escaped in the output's lines, too.
                if value < 0x80 { out.append(value) } else { out += "\\x\(digits.lowercased())".utf8 }
                rest = rest.dropFirst(2)
            default:
                out.append(byte)
                continue
            }
            rest = rest.dropFirst()
        }
        return .literal(String(decoding: out, as: UTF8.self))
    }
}

/// Finds the holes of a line.
private struct HoleScanner {
    private let text: Substring
    private let source: String

    init(_ text: Substring, in source: String) {
        self.text = text
        self.source = source
    }

    func pieces() throws(PatternError) -> [LinePattern.Piece] {
        var pieces: [LinePattern.Piece] = []
        var rest = text
        while let open = rest.firstRange(of: "{{") {
            guard let end = Self.closing(rest[open.upperBound...]) else {
                throw PatternError(
                    "a hole ends with '}}'; for the text '{{' put ' (lit)' at the end of the line",
                    at: range(open.lowerBound, text.endIndex)
                )
            }
            if open.lowerBound > rest.startIndex {
                pieces.append(.literal(String(rest[..<open.lowerBound])))
            }
            let body = rest[open.upperBound..<end]
            let behind = rest.index(end, offsetBy: 2)
            do {
                pieces.append(.hole(try Hole(parsing: body)))
            } catch {
                throw PatternError(error.message, at: range(open.lowerBound, behind))
            }
            rest = rest[behind...]
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(.literal(String(rest))) }
        return pieces
    }

    /// The first `}}` that no further brace follows: an expression may end in one.
    private static func closing(_ text: Substring) -> String.Index? {
        var from = text.startIndex
        while let found = text[from...].firstRange(of: "}}") {
            guard text[found.upperBound...].first == "}" else { return found.lowerBound }
            from = text.index(after: found.lowerBound)
        }
        return nil
    }

    private func range(_ start: String.Index, _ end: String.Index) -> Range<Int> {
        source.utf8.distance(
            from: source.startIndex,
            to: start
        )..<source.utf8.distance(from: source.startIndex, to: end)
    }
}

extension Hole {
    /// Reads what stands between the braces.
    fileprivate init(parsing body: Substring) throws(PatternError) {
        let text = body.trimmingBlanks
        func refuse(_ message: String) -> PatternError { PatternError(message, at: 0..<0) }

        if text.hasPrefix("=") {
            guard let reference = CaptureReference(parsing: text.dropFirst().trimmingBlanks) else {
                throw refuse("'=' is followed by a captured name, such as {{=cid}} or {{=cid[:12]}}")
            }
            self.init(.earlier(reference))
        } else if text.hasPrefix("re:") {
            let expression = String(body.firstRange(of: "re:").map { body[$0.upperBound...] } ?? body)
            if let problem = LineExpression.problem(with: expression) {
                throw refuse("the regular expression can't be read: \(problem)")
            }
            self.init(.regularExpression(expression))
        } else if let simple = Self.simple(text) {
            self.init(simple)
        } else if let colon = text.firstIndex(of: ":"), CaptureReference.isName(text[..<colon]) {
            let type = text[text.index(after: colon)...]
            guard let content = Self.simple(type) else { throw refuse(Self.unknown(String(type))) }
            self.init(content, name: String(text[..<colon]))
        } else if text.contains("|") {
            self.init(
                .alternatives(text.split(separator: "|", omittingEmptySubsequences: false).map(String.init))
            )
        } else if let (name, condition) = Self.condition(text) {
            self.init(.quantity(condition), name: name)
        } else {
            throw refuse(Self.unknown(String(text)))
        }
    }

    private static func simple(_ word: Substring) -> Content? {
        switch word {
        case "any": .any
        case "ws": .whiteSpace
        case "word": .word
        case "int": .integer
        default: HoleShape(rawValue: String(word)).map(Content.shape)
        }
    }

    private static func condition(_ text: Substring) -> (name: String, QuantityCondition)? {
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard CaptureReference.isName(name) else { return nil }
        return QuantityCondition(parsing: text[name.endIndex...]).map { (String(name), $0) }
    }

    private static func unknown(_ word: String) -> String {
        let shapes = HoleShape.allCases.map(\.rawValue).joined(separator: ", ")
        return
            "'\(word)' is no hole; there are any, ws, word, int, NAME:SHAPE with the shapes \(shapes), {{=NAME}}, "
            + "{{a|b}}, {{re:…}} and conditions such as {{n in 1..5}}; for the text itself put ' (lit)' at the line's end"
    }
}
