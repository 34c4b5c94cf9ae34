import LabModel
import SourceText

/// The `key=value` pairs and words of a directive, each taken once; what is left over is a mistake.
struct DirectiveArguments {
    let directive: LabDirective
    private var tokens: [DirectiveToken]
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads a directive's arguments; nil, with a diagnostic, where a quotation mark or a brace isn't closed.
    init(_ directive: LabDirective) {
        self.directive = directive
        do {
            tokens = try DirectiveToken.tokens(of: directive.text)
        } catch {
            tokens = []
            diagnostics.append(.unreadable(directive, "nothing closes '\(error.sign)'", error.range))
        }
    }

    mutating func value(_ key: String) -> String? { token(key)?.value }

    /// Takes a value with its place.
    mutating func token(_ key: String) -> DirectiveToken? {
        guard let index = tokens.firstIndex(where: { $0.key == key }) else { return nil }
        return tokens.remove(at: index)
    }

    /// Takes a value that must be one of some; another one is a mistake.
    mutating func value<Value>(_ key: String, _ read: (String) -> Value?, _ expected: String) -> Value? {
        guard let index = tokens.firstIndex(where: { $0.key == key }) else { return nil }
        let token = tokens.remove(at: index)
        if let value = read(token.value) { return value }
        diagnostics.append(.unreadable(directive, "\(key)= takes \(expected)", token.range))
        return nil
    }

    /// Takes the next word that has no key.
    mutating func word() -> String? {
        guard let index = tokens.firstIndex(where: { $0.key == nil }) else { return nil }
        return tokens.remove(at: index).value
    }

    /// Notes what nobody took.
    mutating func finish() {
        for token in tokens {
            let what = token.key.map { "'\($0)='" } ?? "'\(token.source)'"
            diagnostics.append(
                .unreadable(directive, "\(what) means nothing to '\(directive.verb)'", token.range)
            )
        }
        tokens = []
    }

    // MARK: Kinds of values

    mutating func points(_ key: String = "points") -> Points? {
        value(key, { Points(parsing: $0) }, "a number of points such as 2 or 0.5")
    }

    mutating func seconds(_ key: String = "timeout") -> Int? {
        value(
            key,
            { LabDuration.seconds($0).flatMap { $0 > 0 ? $0 : nil } },
            "a time such as 30s or 2m, of a day at most"
        )
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        value(
            key,
            { Choice(rawValue: $0) },
            "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))"
        )
    }

    mutating func flag(_ key: String) -> Bool {
        value(key, { ["true": true, "false": false][$0] }, "true or false") ?? false
    }
}
