public import SourceText
public import Testing

/// Text with marks, which say where a finding is expected.
///
/// A mark written once stands for a place, the same mark written twice for the stretch between:
/// `"* A\n\n1️⃣.nope1️⃣\n"`.
public struct MarkedSource: Sendable {
    /// The marks that may be used.
    public static let marks: [Character] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]

    /// The text without marks.
    public let source: SourceFile
    /// The place of each mark.
    public let locations: [Character: SourceText.SourceLocation]

    public init(name: String, _ marked: String) {
        var bytes: [UInt8] = []
        var offsets: [Character: [Int]] = [:]
        for character in marked {
            if Self.marks.contains(character) {
                offsets[character, default: []].append(bytes.count)
            } else {
                bytes += String(character).utf8
            }
        }
        let source = SourceFile(name: name, bytes: bytes)
        self.source = source
        locations = offsets.mapValues { places in
            let start = source.position(of: places[0])
            let end = source.position(of: places[places.count - 1])
            return SourceText.SourceLocation(file: name, range: start..<end)
        }
    }
}

/// A finding that a test expects: what and how bad; the place is the mark's.
public struct ExpectedFinding: Hashable, Sendable {
    public let id: Diagnostic.ID
    public let severity: Diagnostic.Severity

    public static func error(_ id: Diagnostic.ID) -> Self { Self(id: id, severity: .error) }
    public static func warning(_ id: Diagnostic.ID) -> Self { Self(id: id, severity: .warning) }
}

/// Checks that a marked deck has exactly the findings expected, each at its mark.
///
/// - Parameters:
///   - deck: The deck's marked text; its name is `a.slide`.
///   - files: Marked texts of other files, by path. Marks are those of one set, whatever file they stand in.
///   - expected: The findings by their marks; a mark may stand for several.
///   - fixed: The deck's text when all fixes are made, where there are any.
///   - sourceLocation: Where the test stands.
///   - find: Finds what is wrong with the deck, given the files without marks.
public func expectFindings(
    _ deck: String,
    files: [String: String] = [:],
    _ expected: KeyValuePairs<Character, ExpectedFinding>,
    fixed: String? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation,
    find: (SourceFile, MemoryFiles) -> [Diagnostic]
) {
    let marked = MarkedSource(name: "a.slide", deck)
    let others = files.map { MarkedSource(name: $0.key, $0.value) }
    let memory = MemoryFiles(
        Dictionary(uniqueKeysWithValues: others.map { ($0.source.name, $0.source.bytes) })
    )
    let locations = ([marked] + others).reduce(into: [:]) { $0.merge($1.locations) { first, _ in first } }

    let wanted = expected.map { mark, finding in
        line(finding.id, finding.severity, locations[mark].map(stretch) ?? "no mark \(mark)")
    }
    let findings = find(marked.source, memory)
    let found = findings.map { line($0.id, $0.severity, stretch($0.location)) }
    #expect(found.sorted() == wanted.sorted(), sourceLocation: sourceLocation)
    for finding in findings {
        #expect(
            finding.summary.last != "." && !finding.summary.contains("\n"),
            sourceLocation: sourceLocation
        )
    }
    guard let fixed else { return }
    let result = FixApplier.applyAll(to: marked.source) { find($0, memory) }
    #expect(String(decoding: result.bytes, as: UTF8.self) == fixed, sourceLocation: sourceLocation)
    let fixable = Set(findings.filter { !$0.fixes.isEmpty }.map(\.id))
    let left = find(SourceFile(name: "a.slide", bytes: result.bytes), memory).filter {
        fixable.contains($0.id)
    }
    #expect(left.isEmpty, sourceLocation: sourceLocation)
}

private func line(_ id: Diagnostic.ID, _ severity: Diagnostic.Severity, _ place: String) -> String {
    "\(place) \(severity.rawValue) \(id.rawValue)"
}

private func stretch(_ location: SourceText.SourceLocation) -> String {
    "\(location.file):\(location.range.lowerBound)-\(location.range.upperBound)"
}
