extension Diagnostic {
    /// The diagnostic for machines: the stable form of `--format json`.
    public var json: JSONValue {
        .object([
            "id": .string(id.rawValue),
            "severity": .string(severity.rawValue),
            "file": .string(location.file),
            "range": location.range.json,
            "summary": .string(summary),
            "notes": notes.isEmpty ? nil : .array(notes.map(\.json)),
            "fixes": fixes.isEmpty ? nil : .array(fixes.map(\.json)),
        ])
    }
}

extension Diagnostic.Note {
    fileprivate var json: JSONValue {
        .object([
            "text": .string(text), "file": location.map { .string($0.file) }, "range": location?.range.json,
        ])
    }
}

extension Diagnostic.Fix {
    fileprivate var json: JSONValue {
        let edits = edits.map { edit in
            JSONValue.object([
                "file": .string(edit.location.file),
                "range": edit.location.range.json,
                "replacement": .string(edit.replacement),
            ])
        }
        return .object(["title": .string(title), "edits": .array(edits)])
    }
}

extension Range<SourcePosition> {
    /// The range as `{"start": {"line": …, "column": …}, "end": …}`.
    public var json: JSONValue {
        .object(["start": lowerBound.json, "end": upperBound.json])
    }
}

extension SourcePosition {
    fileprivate var json: JSONValue { .object(["line": .number(line), "column": .number(column)]) }
}
