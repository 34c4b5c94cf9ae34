/// A part of a line that may vary: `{{…}}`.
public struct Hole: Hashable, Sendable {
    /// What fits into the hole.
    public enum Content: Hashable, Sendable {
        /// `{{any}}`: any characters, as few as can be.
        case any
        /// `{{ws}}`: blanks, at least one.
        case whiteSpace
        /// `{{word}}`: no blank, at least one character.
        case word
        /// `{{int}}`: a whole number.
        case integer
        /// `{{hex64}}`, `{{cid:hex64}}`: one of the known shapes.
        case shape(HoleShape)
        /// `{{a|b|c}}`: one of these texts.
        case alternatives([String])
        /// `{{re:…}}`: a regular expression of RE2.
        case regularExpression(String)
        /// `{{n in 1..5}}`, `{{size <= 30MB}}`: a quantity that meets a condition.
        case quantity(QuantityCondition)
        /// `{{=cid}}`, `{{=cid[:12]}}`: what was captured before.
        case earlier(CaptureReference)
    }

    public var content: Content
    /// The name under which what fits is kept.
    public var name: String?

    public init(_ content: Content, name: String? = nil) {
        self.content = content
        self.name = name
    }

    /// Whether every text fits, as far as that is plain to see: `{{any}}`, `{{re:.*}}`, `{{re:^(.*)$}}`.
    var takesAnything: Bool {
        guard case .regularExpression(let expression) = content else { return content == .any }
        var text = Substring(expression)
        var before: Substring
        repeat {
            before = text
            if text.hasPrefix("^") { text = text.dropFirst() }
            if text.hasSuffix("$") { text = text.dropLast() }
            if text.hasPrefix("(?s)") {
                text = text.dropFirst(4)
            } else if text.hasSuffix(")"), let open = ["(?s:", "(?:", "("].first(where: text.hasPrefix) {
                text = text.dropFirst(open.count).dropLast()
            }
        } while text != before
        return [".*", ".*?", ".{0,}", "[\\s\\S]*", "[\\S\\s]*"].contains(text)
    }
}

/// Names something that was captured, or the first so many characters of it: `cid`, `cid[:12]`.
public struct CaptureReference: Hashable, Sendable {
    public var name: String
    /// How many characters from the start count; nil for all.
    public var length: Int?

    public init(_ name: String, length: Int? = nil) {
        self.name = name
        self.length = length
    }

    /// Reads `name` or `name[:length]`; nil for anything else.
    public init?(parsing text: some StringProtocol) {
        var name = text[...]
        var length: Int?
        if name.hasSuffix("]"), let open = name.firstRange(of: "[:") {
            guard let count = Int(name[open.upperBound...].dropLast()), count > 0 else { return nil }
            length = count
            name = name[..<open.lowerBound]
        }
        guard Self.isName(name) else { return nil }
        self.init(String(name), length: length)
    }

    /// Whether a text can be a capture's name: letters, digits, `_`, `-` and points inside; no digit first.
    public static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.isASCIILetter else { return false }
        return text.last != "."
            && text.unicodeScalars.allSatisfy {
                $0 == "_" || $0 == "." || $0 == "-" || $0.isASCIILetter || ("0"..."9").contains($0)
            }
    }

    /// Returns what the reference stands for, nil where nothing was captured under the name.
    public func value(in captures: Captures) -> String? {
        guard let value = captures[name] else { return nil }
        return length.map { String(value.prefix($0)) } ?? value
    }
}

extension CaptureReference: CustomStringConvertible {
    public var description: String { length.map { "\(name)[:\($0)]" } ?? name }
}

extension Unicode.Scalar {
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
