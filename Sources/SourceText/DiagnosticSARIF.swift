/// Diagnostics as SARIF 2.1.0, which code hosts and editors read.
///
/// Columns are counted in UTF-16 code units, as editors do, and the run says so; the end of a region is exclusive.
///
/// - Note: Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0.
public struct SARIFReport: Sendable {
    /// A rule that diagnostics name.
    public struct Rule: Hashable, Sendable {
        public var id: Diagnostic.ID
        /// What the rule asks for, in one line.
        public var summary: String

        public init(_ id: Diagnostic.ID, _ summary: String) {
            self.id = id
            self.summary = summary
        }
    }

    private let toolVersion: String
    private let informationURI: String?
    private let rules: [Rule]
    private let sources: [String: SourceFile]

    /// Makes a report's frame.
    ///
    /// - Parameters:
    ///   - toolVersion: The version of slidectl.
    ///   - informationURI: Where the tool is described.
    ///   - rules: The rules to describe; those that only diagnostics name are listed without a description.
    ///   - sources: The files that diagnostics point into. Where one is missing, its regions have lines only.
    public init(
        toolVersion: String,
        informationURI: String? = nil,
        rules: [Rule] = [],
        sources: [SourceFile] = []
    ) {
        self.toolVersion = toolVersion
        self.informationURI = informationURI
        self.rules = rules
        self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns the report.
    public func json(_ diagnostics: [Diagnostic]) -> JSONValue {
        let described = Set(rules.map(\.id))
        let others = Set(diagnostics.map(\.id)).subtracting(described).map { Rule($0, "") }
        let all = (rules + others).sorted { $0.id.rawValue < $1.id.rawValue }
        let indices = Dictionary(
            all.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let run = JSONValue.object([
            "tool": .object([
                "driver": .object([
                    "name": "slidectl",
                    "version": .string(toolVersion),
                    "informationUri": informationURI.map { .string($0) },
                    "rules": .array(all.map(\.sarif)),
                ])
            ]),
            "columnKind": "utf16CodeUnits",
            "results": .array(diagnostics.map { result($0, ruleIndex: indices[$0.id]) }),
        ])
        return .object([
            "$schema":
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        ])
    }

    private func result(_ diagnostic: Diagnostic, ruleIndex: Int?) -> JSONValue {
        let placeless = diagnostic.notes.filter { $0.location == nil }.map(\.text)
        let related = diagnostic.notes.compactMap { note in note.location.map { (note.text, $0) } }
        return .object([
            "ruleId": .string(diagnostic.id.rawValue),
            "ruleIndex": ruleIndex.map { .number($0) },
            "level": .string(diagnostic.severity.rawValue),
            "message": Self.message(([diagnostic.summary] + placeless).joined(separator: "\n")),
            "locations": [.object(["physicalLocation": physicalLocation(diagnostic.location)])],
            "relatedLocations": related.isEmpty ? nil : .array(related.map { relatedLocation($0, $1) }),
            "fixes": diagnostic.fixes.isEmpty ? nil : .array(diagnostic.fixes.map(fix)),
        ])
    }

    private func relatedLocation(_ text: String, _ location: SourceLocation) -> JSONValue {
        .object(["physicalLocation": physicalLocation(location), "message": Self.message(text)])
    }

    private func physicalLocation(_ location: SourceLocation) -> JSONValue {
        .object(["artifactLocation": Self.artifact(location.file), "region": region(location)])
    }

    private func fix(_ fix: Diagnostic.Fix) -> JSONValue {
        var files: [String] = []
        for edit in fix.edits where !files.contains(edit.location.file) { files.append(edit.location.file) }
        let changes = files.map { file in
            let replacements = fix.edits.filter { $0.location.file == file }.map { edit in
                JSONValue.object([
                    "deletedRegion": region(edit.location),
                    "insertedContent": .object(["text": .string(edit.replacement)]),
                ])
            }
            return JSONValue.object([
                "artifactLocation": Self.artifact(file), "replacements": .array(replacements),
            ])
        }
        return .object(["description": Self.message(fix.title), "artifactChanges": .array(changes)])
    }

    private func region(_ location: SourceLocation) -> JSONValue {
        let (start, end) = (location.range.lowerBound, location.range.upperBound)
        guard let source = sources[location.file] else {
            return .object(["startLine": .number(start.line), "endLine": .number(end.line)])
        }
        return .object([
            "startLine": .number(start.line),
            "startColumn": .number(source.utf16Column(of: start)),
            "endLine": .number(end.line),
            "endColumn": .number(source.utf16Column(of: end)),
        ])
    }

    private static func message(_ text: String) -> JSONValue { .object(["text": .string(text)]) }

    private static func artifact(_ file: String) -> JSONValue {
        let path = file.hasPrefix("./") ? String(file.dropFirst(2)) : file
        guard !path.hasPrefix("/") else { return .object(["uri": .string("file://" + path.encodedForURI)]) }
        return .object(["uri": .string(path.encodedForURI), "uriBaseId": "%SRCROOT%"])
    }
}

extension SARIFReport.Rule {
    fileprivate var sarif: JSONValue {
        .object([
            "id": .string(id.rawValue),
            "shortDescription": summary.isEmpty ? nil : .object(["text": .string(summary)]),
        ])
    }
}

extension SourceFile {
    /// The column of a position in UTF-16 code units, from 1; a byte that belongs to no character counts as one.
    fileprivate func utf16Column(of position: SourcePosition) -> Int {
        let bytes = line(position.line).prefix(max(position.column - 1, 0))
        // What lies behind the end of the line has no bytes to count.
        let beyond = max(position.column - 1 - bytes.count, 0)
        return String(decoding: bytes, as: UTF8.self).utf16.count + beyond + 1
    }
}

extension String {
    /// The path with all bytes but those that a relative address may hold as `%XX`.
    fileprivate var encodedForURI: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                out.append(byte)
            case _ where "-._~/!$&'()*+,;=@".utf8.contains(byte): out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
