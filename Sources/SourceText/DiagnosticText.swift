/// Prints diagnostics for people: place, severity, summary, the source line and a caret under the stretch.
public struct DiagnosticText: Sendable {
    /// Whether severities and carets are coloured with ANSI codes.
    public var colour: Bool
    /// The text of a file's line, for the excerpt; nil where the file isn't at hand.
    private let sourceLine: @Sendable (_ file: String, _ line: Int) -> String?

    public init(
        colour: Bool = false,
        sourceLine: @escaping @Sendable (_ file: String, _ line: Int) -> String? = { _, _ in nil }
    ) {
        self.colour = colour
        self.sourceLine = sourceLine
    }

    /// Returns the text of one diagnostic, ending in a line feed.
    public func text(_ diagnostic: Diagnostic) -> String {
        var out = heading(diagnostic.location, diagnostic.severity, diagnostic.summary)
        out += " [\(diagnostic.id.rawValue)]\n"
        if let excerpt = excerpt(diagnostic.location) { out += excerpt }
        for note in diagnostic.notes {
            if let location = note.location {
                out += heading(location, .note, note.text) + "\n"
            } else {
                out += "  note: \(note.text.neutralised)\n"
            }
        }
        for fix in diagnostic.fixes { out += "  fix: \(fix.title.neutralised)\n" }
        return out
    }

    /// Returns the source line of a location and a line of carets under the stretch, or nil without a source.
    public func excerpt(_ location: SourceLocation) -> String? {
        let start = location.range.lowerBound
        guard let line = sourceLine(location.file, start.line), !line.isEmpty else { return nil }
        let bytes = Array(line.utf8)
        let before = String(decoding: bytes.prefix(start.column - 1), as: UTF8.self)
        let sameLine = location.range.upperBound.line == start.line
        let end = sameLine ? min(location.range.upperBound.column - 1, bytes.count) : bytes.count
        let marked = String(decoding: bytes.prefix(max(end, 0)).dropFirst(start.column - 1), as: UTF8.self)
        // Tabs stay tabs in the padding, so that the caret stands right whatever a tab's width is.
        let padding = String(before.map { $0 == "\t" ? "\t" : " " as Character })
        let carets = String(repeating: "^", count: max(marked.count, 1))
        return "  \(shortened(line.neutralised))\n  \(shortened(padding + paint(carets, "32")))\n"
    }

    private func heading(
        _ location: SourceLocation,
        _ severity: Diagnostic.Severity,
        _ text: String
    ) -> String {
        let code = severity == .error ? "31;1" : severity == .warning ? "33;1" : "36;1"
        return "\(location.description.neutralised): \(paint(severity.rawValue, code)): \(text.neutralised)"
    }

    private func paint(_ text: String, _ code: String) -> String {
        colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func shortened(_ text: String) -> String {
        text.count > 200 ? text.prefix(199) + "…" : text
    }
}

extension String {
    /// The text with control characters other than tab shown as `\xHH`, so that it can't steer a terminal.
    var neutralised: String {
        guard unicodeScalars.contains(where: { Self.isControl($0) }) else { return self }
        var out = ""
        for scalar in unicodeScalars {
            guard Self.isControl(scalar) else {
                out.unicodeScalars.append(scalar)
                continue
            }
            let hex = String(scalar.value, radix: 16)
            out += "\\x" + (hex.count < 2 ? "0" + hex : hex)
        }
        return out
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }
}
