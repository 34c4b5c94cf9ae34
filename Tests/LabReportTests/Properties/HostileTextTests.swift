import Foundation
import LabModel
import TestKit
import Testing

@testable import LabReport

/// Texts that try to steer terminals, end elements, begin commands and formulas: in every place of a report.
@Suite struct HostileTextTests {
    private static let pieces = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{0}", "\u{8}", "\u{7F}", "\u{85}", "\r", "\n",
        "\r\n",
        "\u{202E}", "\u{2066}", "\u{200F}", "\u{061C}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}",
        "\u{FFFF}",
        "\u{E0041}", "]]>", "<![CDATA[", "<!--", "-->", "</pre>", "<script>alert(1)</script>", "&amp;",
        "&#0;",
        "\"", "'", "\n::error::", "\r::set-output name=x::y", "%0A::warning::", "::stop-commands::x",
        "##[error]",
        " # SKIP", "# TO\u{44}O", "\\#", "\nok 1", "\nBail out!", "\n1..0", "\n  ---\n", "=1+1", "+1", "-1",
        "@SUM(A1)",
        "\t=1", ",", ";", "|", "`", "```", "~~~", "[a](javascript:x)", "![](http://x)", "**", "{{x}}", "é",
        "日本", "🙂",
    ]

    private static func hostile(_ place: String, _ isHidden: Bool, _ random: inout SeededGenerator) -> String
    {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick(pieces) }.joined()
    }

    private static func reports(seed: UInt64) -> GeneratedReports {
        GeneratedReports(seed: seed, text: hostile)
    }

    @Test func leavesNoControlCharacterInAnyFormat() {
        var reports = Self.reports(seed: 21)
        for round in 0..<100 {
            let report = reports.report()
            for (name, text) in SecrecyTests.everything(report, .staff) {
                // CR LF ends lines of comma-separated values.
                let body = name == "csv" ? text.replacing("\r\n", with: "\n") : text
                let found = body.unicodeScalars.first { $0 != "\n" && Plain.isUnsafe($0) }
                #expect(
                    found == nil,
                    "\(name), round \(round): \(found.map { String($0.value, radix: 16) } ?? "")"
                )
            }
        }
    }

    /// Goldens for the tests in Python, which hold them against schemas that others wrote.
    @Test(arguments: Audience.allCases)
    func keepsToTheSchemas(audience: Audience) throws {
        var reports = Self.reports(seed: 28)
        var report = reports.report()
        while report.entries.count < 3 { report = reports.report() }
        let name = ["hostile", audience.rawValue].joined(separator: ".")
        try expectGolden(JSONReport().text(of: report, for: audience), name + ".json")
        try expectGolden(JUnitReport().text(of: report, for: audience), name + ".xml")
        try expectGolden(StudentPage().text(of: report, for: audience), name + ".html")
    }

    @Test func neutralisesWhatItMust() {
        #expect(Plain("a\u{1B}[2J\u{202E}b\u{9B}\n").text == "a\\x1b[2J\\u{202e}b\\x9b\\x0a")
        #expect(Plain("tab\tstays, é and 🙂👩‍💻 too").text == "tab\tstays, é and 🙂👩‍💻 too")
        #expect(Plain.lines("a\r\nb\u{2028}c\n").map(\.text) == ["a", "b", "c"])
        #expect(Plain.lines("").map(\.text) == [""])
    }

    @Test func isReadBackFromJSON() throws {
        var reports = Self.reports(seed: 22)
        for _ in 0..<100 {
            let report = reports.report()
            let text = JSONReport().text(of: report, for: .staff)
            let value = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            )
            #expect(value["student"] as? String == Plain(report.head.student ?? "").text)
            let labs = try #require(value["labs"] as? [[String: Any]])
            #expect(labs.map { $0["title"] as? String } == report.entries.map { Plain($0.lab.title).text })
            for renderer: any GradebookRenderer in [GradebookJSON()] {
                let book = Gradebook(title: "x", reports: [report])
                _ = try JSONSerialization.jsonObject(with: Data(renderer.text(of: book, for: .staff).utf8))
            }
            _ = try JSONSerialization.jsonObject(
                with: Data(GradescopeReport().text(of: report, for: .staff).utf8)
            )
        }
    }

    @Test func isReadBackFromXML() throws {
        var reports = Self.reports(seed: 23)
        for _ in 0..<100 {
            let report = reports.report()
            let elements = try XMLReading.elements(JUnitReport().text(of: report, for: .staff))
            let suites = elements.filter { $0.name == "testsuite" }
            #expect(suites.map { $0.attributes["name"] } == report.entries.map { Plain($0.lab.id).text })
            for (suite, entry) in zip(suites, report.entries) {
                let cases = suite.children.filter { $0.name == "testcase" }
                let steps = cases.filter { $0.attributes["classname"] == suite.attributes["name"] }
                #expect(steps.map { $0.attributes["name"] } == entry.lab.steps.map { Plain($0.id).text })
                for (attribute, result) in [
                    ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
                ] {
                    let count = cases.count { $0.children.contains { $0.name == result } }
                    #expect(suite.attributes[attribute] == "\(count)")
                }
                #expect(suite.attributes["tests"] == "\(cases.count)")
            }
        }
    }

    @Test func isReadBackFromCommaSeparatedValues() {
        var reports = Self.reports(seed: 24)
        for _ in 0..<100 {
            let report = reports.report()
            let text = GradebookCSV().text(of: Gradebook(title: "x", reports: [report]), for: .staff)
            let rows = CSVReading.rows(text)
            #expect(rows.allSatisfy { $0.count == rows[0].count })
            for row in rows.dropFirst() {
                for cell in row.prefix(6) {
                    #expect(!["=", "+", "-", "@", "\t"].contains { cell.hasPrefix($0) }, "\(cell)")
                }
                let student = Plain(report.head.student ?? "").text
                #expect(row[0] == student || row[0] == "'" + student)
            }
        }
    }

    @Test func beginsNoCommandOfGitHubButItsOwn() throws {
        var reports = Self.reports(seed: 25)
        for _ in 0..<100 {
            let report = reports.report()
            let told = Teller(audience: .staff).told(report)
            let text = GitHubAnnotations().text(of: report, for: .staff)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let wanted = told.labs.reduce(0) { sum, lab in
                let open = lab.steps.count { [.failed, .notAnswered, .unknown].contains($0.state) }
                return sum + open + (lab.problem.isEmpty ? 1 : 2)
            }
            #expect(lines.count == wanted)
            for line in lines {
                // As GitHub's runner reads it: a name, properties between commas, a message behind two colons.
                let match = try #require(
                    line.wholeMatch(
                        of: /::(error|warning|notice) file=([^,:]*),line=\d+,title=([^,:]*)::(.*)/
                    ),
                    "\(line)"
                )
                #expect(!match.4.unicodeScalars.contains("\r"))
            }
        }
    }

    @Test func keepsTheStructureOfTAP() {
        var reports = Self.reports(seed: 26)
        for _ in 0..<100 {
            let report = reports.report()
            let told = Teller(audience: .staff).told(report)
            let lines = TAPReport().text(of: report, for: .staff).split(separator: "\n")
            #expect(lines[0] == "TAP version 14" && lines[1] == "1..\(report.entries.count)")
            let tests = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
            #expect(tests.count == report.entries.count)
            #expect(
                tests.map { $0.hasPrefix("ok ") } == told.labs.map { [.pass, .skipped].contains($0.verdict) }
            )
            let steps = lines.filter { $0.hasPrefix("    ok ") || $0.hasPrefix("    not ok ") }
            let states = told.labs.flatMap(\.steps).map(\.state)
            #expect(steps.count == states.count)
            for (line, state) in zip(steps, states) {
                // A number sign without a backslash before it begins a directive.
                let isSkipped = line.contains(/(?:[^\\]|^)(?:\\\\)*#/)
                #expect(isSkipped == (state == .skipped || state == .notReached), "\(line)")
            }
            #expect(!lines.contains { $0.hasPrefix("Bail") })
        }
    }

    @Test func addsNoElementToPages() {
        var reports = Self.reports(seed: 27)
        for _ in 0..<60 {
            let report = reports.report()
            let page = StudentPage().text(of: report, for: .staff)
            let book = ClassPage().text(of: Gradebook(title: "<b>", reports: [report]), for: .staff)
            for text in [page, book] {
                let tags = Set(text.matches(of: /<([a-zA-Z!\/][a-zA-Z0-9!]*)/).map { String($0.1) })
                #expect(tags.isSubset(of: Self.tags), "\(tags.subtracting(Self.tags))")
            }
        }
    }

    private static let tags: Set<String> = {
        let names = """
            html head meta title style body main h1 h2 h3 h4 p dl dt dd div table caption thead tbody tfoot tr th td span \
            strong code pre ins del ul li
            """.split(separator: " ").map(String.init)
        return Set(names + names.map { "/" + $0 } + ["!DOCTYPE"])
    }()
}
