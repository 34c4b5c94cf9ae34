import DeckLint
import DeckSyntax
import Foundation
import LabSyntax
import SourceText
import SystemPackage
import TestKit
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
        let tests = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
        let labTests = tests.deletingLastPathComponent().appending(path: "LabSyntaxTests")
        let fileTests = tests.deletingLastPathComponent().appending(path: "FileLintTests")
        let imageTests = tests.deletingLastPathComponent().appending(path: "EngineSimTests")
        let tested = Set(try [tests, labTests, fileTests, imageTests].flatMap { try ids(below: $0) })
        let untested = try ids(below: root.appending(path: "Sources")).subtracting(tested)
        // These come from hosts' answers, which the tests name by what they print.
        // Those of settings are tested with the program, by all that it prints.
        let others = untested.subtracting(ExternalLinks.summaries.map(\.id.rawValue))
        #expect(others.filter { !$0.hasPrefix("settings.") }.sorted() == [])
    }

    @Test func saysOfEachSeverityExampleAndWayOut() throws {
        for entry in try document().split(separator: "\n### ").dropFirst() {
            let shape = /(?s)^`[a-z0-9.-]+`\n\n(Error|Warning)(, \*fix\*)?\. .+?\n\n````text\n.+?\n````\n\n.+/
            #expect(entry.prefixMatch(of: shape) != nil, "\(entry.prefix(40))")
        }
    }

    @Test func showsExamplesThatGiveTheDiagnostic() throws {
        // Their examples are files, or can't be written down.
        let others: Set<String> = [
            "deck.line.too-long", "deck.text.byte-order-mark", "deck.text.invalid-utf8",
            "deck.code.omit-space", "deck.code.line-too-long",
            "lint.image.oversized", "lint.image.heavy", "lint.image.unreadable", "lint.link.dead",
            "lint.link.moved", "lint.link.unanswered", "lint.code.label-unpaired", "lint.slide.overlong",
            "lint.fit.page", "lint.fit.terminal",
        ]
        let code = "package x\n\n// START a OMIT\nf()\n// END a OMIT\n// START b OMIT\ng()\n// END b OMIT\n"
        let files = MemoryFiles(texts: ["x.go": code])
        let pattern = /(?s)### `([a-z0-9.-]+)`\n.+?````text\n(.*?)\n````/
        var shown = 0
        for entry in try document().matches(of: pattern)
        where !others.contains(String(entry.1)) && !entry.1.hasPrefix("file.")
            && !entry.1.hasPrefix("settings.")
        {
            let text = entry.2.replacing("→", with: "\t").replacing("␠", with: " ") + "\n"
            let source = SourceFile(name: "a.slide", text: String(text))
            let deck = DeckParser(reader: files).parse(source, at: "a.slide").deck
            let labs = LabParser.parse(source, deck).diagnostics
            let found =
                parseDiagnostics(source, files) + lint(source, files) + labs + sidecarDiagnostics(source)
            #expect(found.contains { $0.id.rawValue == String(entry.1) }, "\(entry.1)")
            shown += 1
        }
        #expect(shown > 50)
    }

    /// Examples about the private part of labs are sidecars of a lecture that the document shows.
    private func sidecarDiagnostics(_ sidecar: SourceFile) -> [Diagnostic] {
        guard
            let example = try? document().firstMatch(
                of: /(?s)beside a lecture with this lab:\n\n````text\n(.*?)\n````/
            )
        else { return [] }
        let lecture = SourceFile(name: "a.slide", text: example.1 + "\n")
        let deck = DeckParser(reader: MemoryFiles()).parse(lecture, at: "a.slide").deck
        let labs = LabParser.parse(lecture, deck)
        #expect(labs.diagnostics.isEmpty)
        return LabSidecar.read(sidecar, into: labs, lecture: "a.slide", publicFiles: [lecture]).diagnostics
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
                        line.matches(
                            of: /"((?:deck|lint|lab|file)\.[a-z]+\.[a-z0-9-]+|settings\.[a-z0-9-]+)"/
                        ).map {
                            String($0.1)
                        }
                    )
                }
            }
        }
        return ids
    }
}
