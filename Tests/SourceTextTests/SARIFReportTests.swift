import Foundation
import SourceText
import Testing

struct SARIFReportTests {
    private let source = SourceFile(name: "sub dir/å%.slide", text: "# T\n\nä😀x.png\n")

    private func diagnostic() -> Diagnostic {
        let place = source.location(line: 3, columns: 7..<12)
        return Diagnostic(
            "lint.test.one",
            .warning,
            at: place,
            "summary \"quoted\"",
            notes: [
                .init("a remark"),
                .init("see here", at: SourceLocation(file: "/abs/x.go", line: 2, length: 3)),
            ],
            fixes: [
                .init(
                    "do it",
                    edits: [.init(place, "y.png"), .init(source.location(line: 1, columns: 1..<1), "\n")]
                )
            ]
        )
    }

    private func run(_ report: SARIFReport, _ diagnostics: [Diagnostic]) throws -> [String: Any] {
        let data = Data(report.json(diagnostics).text().utf8)
        let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        #expect((log["$schema"] as? String)?.hasSuffix("/sarif-schema-2.1.0.json") == true)
        let runs = try #require(log["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    private func json(_ value: Any?) throws -> String {
        let value = try #require(value)
        let data = try JSONSerialization.data(
            withJSONObject: value,
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
        return String(decoding: data, as: UTF8.self)
    }

    @Test func saysWhereInTheUnitsOfEditors() throws {
        let report = SARIFReport(toolVersion: "1.2", sources: [source])
        let run = try run(report, [diagnostic()])
        #expect(run["columnKind"] as? String == "utf16CodeUnits")
        let results = try #require(run["results"] as? [[String: Any]])
        let result = try #require(results.first)
        #expect(result["ruleId"] as? String == "lint.test.one")
        #expect(result["level"] as? String == "warning")
        #expect(
            try json(result["message"]) == #"{"text":"summary \"quoted\"\na remark"}"#
        )
        // ä is one unit, 😀 two: the seventh byte is the fourth unit.
        #expect(
            try json(result["locations"])
                == #"[{"physicalLocation":{"artifactLocation":{"uri":"sub%20dir/%C3%A5%25.slide","uriBaseId":"%SRCROOT%"},"#
                + #""region":{"endColumn":9,"endLine":3,"startColumn":4,"startLine":3}}}]"#
        )
    }

    @Test func keepsNotesWithPlacesAndFixes() throws {
        let run = try run(SARIFReport(toolVersion: "1.2", sources: [source]), [diagnostic()])
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(
            try json(result["relatedLocations"])
                == #"[{"message":{"text":"see here"},"physicalLocation":"#
                + #"{"artifactLocation":{"uri":"file:///abs/x.go"},"region":{"endLine":2,"startLine":2}}}]"#
        )
        #expect(
            try json(result["fixes"])
                == #"[{"artifactChanges":[{"artifactLocation":{"uri":"sub%20dir/%C3%A5%25.slide","uriBaseId":"%SRCROOT%"},"#
                + #""replacements":[{"deletedRegion":{"endColumn":9,"endLine":3,"startColumn":4,"startLine":3},"#
                + #""insertedContent":{"text":"y.png"}},"#
                + #"{"deletedRegion":{"endColumn":1,"endLine":1,"startColumn":1,"startLine":1},"insertedContent":{"text":"\n"}}]}],"#
                + #""description":{"text":"do it"}}]"#
        )
    }

    @Test func listsTheRulesThatResultsName() throws {
        let report = SARIFReport(toolVersion: "1.2", rules: [.init("lint.zoo.rule", "a zoo has animals")])
        let run = try run(report, [diagnostic()])
        #expect(
            try json(run["tool"])
                == #"{"driver":{"name":"slidectl","rules":[{"id":"lint.test.one"},"#
                + #"{"id":"lint.zoo.rule","shortDescription":{"text":"a zoo has animals"}}],"version":"1.2"}}"#
        )
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["ruleIndex"] as? Int == 0)
    }

    @Test func listsNoResultsWhereThereAreNone() throws {
        let run = try run(SARIFReport(toolVersion: "1.2", informationURI: "https://example.org/"), [])
        #expect((run["results"] as? [Any])?.isEmpty == true)
    }

    @Test func takesPlacesBehindTheEndOfALineAndTornText() throws {
        let torn = SourceFile(name: "a.slide", bytes: [0xFF, 0xFE, 0x61])
        let finding = Diagnostic("lint.test.two", .error, at: torn.location(line: 1, columns: 3..<9), "x")
        let run = try run(SARIFReport(toolVersion: "1", sources: [torn]), [finding])
        let text = try json(run["results"])
        #expect(text.contains(#""region":{"endColumn":9,"endLine":1,"startColumn":3,"startLine":1}"#))
    }
}
