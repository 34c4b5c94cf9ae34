import TextMatch

/// Checks are stricter than commands: what a check is about must be known.
extension NameTable {
    /// A name that stands for nothing.
    struct Missing: Error, Hashable {
        var name: String
        /// Whether the lab should have said what it stands for; else the student's commands should have.
        var isOfTheLab: Bool

        init(_ name: String, isOfTheLab: Bool) { (self.name, self.isOfTheLab) = (name, isOfTheLab) }
    }

    /// Fills in all names of a text; values may hold names themselves: `<TAG>` may be `{{variant.tag}}`.
    ///
    /// A strict text must have a value for each `$name` and `<NAME>`; in others they are kept as `$HOME` and `<h1>` are.
    func fill(_ text: String, isStrict: Bool) throws(Missing) -> String {
        try fill(text, isStrict: isStrict, depth: 0)
    }

    private func fill(_ text: String, isStrict: Bool, depth: Int) throws(Missing) -> String {
        var out = ""
        var rest = text[...]
        while let character = rest.first {
            guard let found = try value(at: rest, isStrict: isStrict) else {
                out.append(character)
                rest = rest.dropFirst()
                continue
            }
            // What a student's output gave is text and nothing else. A ring of names ends here.
            out +=
                found.isOfTheLab && depth < 4
                ? try fill(found.value, isStrict: false, depth: depth + 1) : found.value
            rest = rest[found.end...]
        }
        return out
    }

    private typealias Found = (value: String, end: String.Index, isOfTheLab: Bool)

    private func value(at text: Substring, isStrict: Bool) throws(Missing) -> Found? {
        switch text.first {
        case "$": try capture(text, isStrict)
        case "<": try replacement(text, isStrict)
        case "{": try hole(text)
        default: nil
        }
    }

    /// The longest name that something has: `$api-old` may be `$api` and a text.
    private func capture(_ text: Substring, _ isStrict: Bool) throws(Missing) -> Found? {
        let run = text.dropFirst().prefix { "_-.".contains($0) || $0.isASCII && ($0.isLetter || $0.isNumber) }
        var name = run
        while !CaptureReference.isName(name) || captures[String(name)] == nil {
            guard let cut = name.lastIndex(where: { $0 == "-" || $0 == "." }) else {
                let first = run.prefix { $0 != "-" && $0 != "." }
                if isStrict, CaptureReference.isName(first) {
                    throw Missing(String(first), isOfTheLab: false)
                }
                return nil
            }
            name = name[..<cut]
        }
        guard let value = captures[String(name)] else { return nil }
        let rest = text[name.endIndex...]
        if rest.hasPrefix("[:"), let close = rest.firstIndex(of: "]"),
            let length = Int(rest[..<close].dropFirst(2)),
            length > 0
        {
            return (String(value.prefix(length)), text.index(after: close), false)
        }
        return (value, name.endIndex, false)
    }

    private func replacement(_ text: Substring, _ isStrict: Bool) throws(Missing) -> Found? {
        guard let close = text.firstIndex(of: ">") else { return nil }
        let name = String(text[text.index(after: text.startIndex)..<close])
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "<" }) else { return nil }
        guard let value = replacements[name] else {
            if isStrict { throw Missing("<\(name)>", isOfTheLab: true) }
            return nil
        }
        return (value, text.index(after: close), true)
    }

    /// `{{=cid}}`, `{{=variant.port}}`, `{{variant.port}}`.
    private func hole(_ text: Substring) throws(Missing) -> Found? {
        guard text.hasPrefix("{{"), let close = text.firstRange(of: "}}") else { return nil }
        var inside = text[..<close.lowerBound].dropFirst(2)
        let isReference = inside.first == "="
        if isReference { inside = inside.dropFirst() }
        guard isReference || inside.hasPrefix("variant."), let reference = CaptureReference(parsing: inside)
        else { return nil }
        let isOfTheLab = reference.name.hasPrefix("variant.")
        guard let value = reference.value(in: captures) else {
            throw Missing(reference.name, isOfTheLab: isOfTheLab)
        }
        return (value, close.upperBound, isOfTheLab)
    }
}
