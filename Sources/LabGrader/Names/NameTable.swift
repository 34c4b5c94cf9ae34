public import LabModel
public import TextMatch

/// What names stand for while a lab is run: in commands, expectations and checks.
public struct NameTable: Hashable, Sendable {
    /// What outputs gave: `$cid`, `{{=cid}}`.
    public var captures: Captures
    /// What stands for `<NAME>`.
    public var replacements: [String: String]
    /// A student's own values; in captures they are named `variant.NAME`.
    public let variant: [String: String]
    /// What stands for ids that slides show and nobody bound.
    var shownIDs: [String: String] = [:]

    public init(
        captures: Captures = Captures(),
        replacements: [String: String] = [:],
        variant: [String: String] = [:]
    ) {
        var captures = captures
        for (name, value) in variant { captures["variant.\(name)"] = value }
        (self.captures, self.replacements, self.variant) = (captures, replacements, variant)
    }

    /// The table with the values of a step's placeholders.
    public func with(_ replacements: [Replacement]) -> NameTable {
        var table = self
        for replacement in replacements {
            table.replacements[replacement.name] = filledVariant(replacement.value)
        }
        return table
    }

    /// A text with everything in it that stands for something: `<NAME>`, `{{=name}}`, `{{variant.x}}`, `$name`,
    /// `$name[:12]`.
    ///
    /// What stands for nothing stays as it is written.
    public func filled(_ text: String) -> String { filledDollars(filledHoles(filledPlaceholders(text))) }

    /// The table with other captures over its own.
    func with(_ captures: Captures) -> NameTable {
        var table = self
        table.captures = table.captures.merging(captures)
        return table
    }

    /// A command, in which only `<NAME>` and the slide's ids stand for something, those that are bound and those that a
    /// command before printed in their place: `$name` is the shell's.
    public func command(_ text: String, _ bindings: [LabStep.Binding]) -> String {
        let text = bindings.reduce(filledPlaceholders(text)) { text, binding in
            guard let value = binding.reference.value(in: captures) else { return text }
            return text.replacing(binding.literal, with: value)
        }
        // The long ones first: a short id is the beginning of a long one.
        return shownIDs.sorted { $0.key.count > $1.key.count }.reduce(text) {
            $0.replacing($1.key, with: $1.value)
        }
    }

    /// The captures as assignments of a shell, for setup and teardown commands.
    public var assignments: String {
        captures.names.filter { name in
            // Others aren't names to a shell, and upper case is the environment's.
            name.unicodeScalars.allSatisfy {
                $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0)
            }
        }.map { name in
            "\(name)='\((captures[name] ?? "").replacing("'", with: "'\\''"))'\n"
        }.joined()
    }

    // MARK: Forms

    private func filledPlaceholders(_ text: String) -> String {
        replacements.reduce(text) { $0.replacing("<\($1.key)>", with: $1.value) }
    }

    private func filledVariant(_ text: String) -> String {
        variant.reduce(text) { $0.replacing("{{variant.\($1.key)}}", with: $1.value) }
    }

    private func filledHoles(_ text: String) -> String {
        var out = ""
        var rest = Substring(filledVariant(text))
        while let open = rest.firstRange(of: "{{="), let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            out += rest[..<open.lowerBound]
            let name = rest[open.upperBound..<close.lowerBound]
            out +=
                CaptureReference(parsing: name)?.value(in: captures)
                ?? String(rest[open.lowerBound..<close.upperBound])
            rest = rest[close.upperBound...]
        }
        return out + rest
    }

    private func filledDollars(_ text: String) -> String {
        var out = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            out += rest[..<dollar]
            rest = rest[dollar...]
            let found = reference(rest.dropFirst())
            guard let (reference, end) = found, let value = reference.value(in: captures) else {
                out += "$"
                rest = rest.dropFirst()
                continue
            }
            out += value
            rest = rest[end...]
        }
        return out + rest
    }

    /// The longest reference that a text begins with.
    private func reference(_ text: Substring) -> (CaptureReference, end: Substring.Index)? {
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard CaptureReference.isName(name) else { return nil }
        let rest = text[name.endIndex...]
        if rest.hasPrefix("[:"), let close = rest.firstIndex(of: "]"),
            let reference = CaptureReference(parsing: text[..<text.index(after: close)])
        {
            return (reference, text.index(after: close))
        }
        return (CaptureReference(String(name)), name.endIndex)
    }
}
