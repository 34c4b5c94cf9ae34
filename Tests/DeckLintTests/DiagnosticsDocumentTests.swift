import DeckLint
import Foundation
import SourceText
import Testing

/// `docs/diagnostics.md` lists exactly the diagnostics that the sources can give.
struct DiagnosticsDocumentTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func listsEveryIDOnceAndNoOther() throws {
        let listed = try document().matches(of: /(?m)^### `([a-z0-9.-]+)`$/).map { String($0.1) }
        let emitted = try ids(below: root.appending(path: "Sources"))
        #expect(emitted.count > 50)
        #expect(listed.count == Set(listed).count)
        #expect(Set(listed).subtracting(emitted).sorted() == [])
        #expect(emitted.subtracting(listed).sorted() == [])
    }

    @Test func hasATestForEveryID() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let untested = try ids(below: root.appending(path: "Sources")).subtracting(try ids(below: tests))
        // These come from hosts' answers, which the tests name by what they print.
        #expect(untested.subtracting(ExternalLinks.summaries.map(\.id.rawValue)).sorted() == [])
    }

    @Test func saysOfEachSeverityExampleAndWayOut() throws {
        for entry in try document().split(separator: "\n### ").dropFirst() {
            let shape = /(?s)^`[a-z0-9.-]+`\n\n(Error|Warning)(, \*fix\*)?\. .+?\n\n````text\n.+?\n````\n\n.+/
            #expect(entry.prefixMatch(of: shape) != nil, "\(entry.prefix(40))")
        }
    }

    @Test func listsTheRulesOfTheLinter() throws {
        let text = try document()
        for rule in LintRules.all { #expect(text.contains("### `\(rule.id.rawValue)`\n")) }
        for (id, _) in ExternalLinks.summaries { #expect(text.contains("### `\(id.rawValue)`\n")) }
    }

    private func document() throws -> String {
        try String(contentsOf: root.appending(path: "docs/diagnostics.md"), encoding: .utf8)
    }

    /// The ids that stand in string literals of the Swift files below a folder.
    private func ids(below folder: URL) throws -> Set<String> {
        var ids: Set<String> = []
        for entry in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        {
            let isFolder = try entry.resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey])
                .isDirectory
            if isFolder == true {
                ids.formUnion(try self.ids(below: entry.resolvingSymlinksInPath()))
            } else if entry.pathExtension == "swift" {
                for line in try String(contentsOf: entry, encoding: .utf8).split(separator: "\n")
                where !line.drop(while: \.isWhitespace).hasPrefix("//") {
                    ids.formUnion(
                        line.matches(of: /"((?:deck|lint)\.[a-z]+\.[a-z0-9-]+)"/).map { String($0.1) }
                    )
                }
            }
        }
        return ids
    }
}
