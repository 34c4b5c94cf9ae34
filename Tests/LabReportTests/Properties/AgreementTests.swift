import Foundation
import LabModel
import TestKit
import Testing

@testable import LabReport

#if canImport(FoundationXML)
import FoundationXML
#endif

/// All formats say the same points; they are read back out of each.
@Suite struct AgreementTests {
    @Test(arguments: [(Audience.staff, 1_000), (.student, 200)])
    func printsTheSameTotalsInAllFormats(audience: Audience, rounds: Int) throws {
        var reports = GeneratedReports(seed: 11)
        for round in 0..<rounds {
            let report = reports.report()
            let wanted = report.entries.map { entry in
                Totals(
                    open: entry.score.visible,
                    hidden: audience == .staff ? entry.score.hidden : LabScore.Total()
                )
            }
            let found = try Self.totals(report, audience)
            for (name, totals) in found {
                #expect(totals == wanted, "\(name), round \(round)")
                guard totals == wanted else { return }
            }
            let sum = wanted.reduce(0) { $0 + $1.earned }
            #expect(try Gradescope.sums(report, audience) == [sum, sum], "round \(round)")
        }
    }

    /// Earned, possible and pending thousandths, of the public and of the hidden part.
    struct Totals: Equatable {
        var numbers: [Int]
        var earned: Int { numbers[0] + numbers[3] }

        init(numbers: [Int]) { self.numbers = numbers }

        init(open: LabScore.Total, hidden: LabScore.Total) {
            numbers = [open, hidden].flatMap { [$0.earned, $0.possible, $0.pending].map(\.thousandths) }
        }

        init(_ texts: [String]) {
            numbers = texts.map(Self.thousandths) + Array(repeating: 0, count: 6 - texts.count)
        }

        static func thousandths(_ text: String) -> Int {
            let sign = text.hasPrefix("-") ? -1 : 1
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            return sign * (Points(parsing: digits)?.thousandths ?? -1)
        }
    }

    private static func totals(_ report: Report, _ audience: Audience) throws -> [(String, [Totals])] {
        func text(_ renderer: any LabReportRenderer) -> String { renderer.text(of: report, for: audience) }
        let book = Gradebook(title: "class", reports: [report])
        return [
            ("json", try json(text(JSONReport()))), ("junit", try junit(text(JUnitReport()))),
            ("tap", try tap(text(TAPReport()))),
            ("csv", csv(GradebookCSV().text(of: book, for: audience), audience)),
            ("gradebook", try gradebook(GradebookJSON().text(of: book, for: audience))),
            ("summary", markdown(text(GitHubSummary()), report)),
            ("text", lines(text(TextReport()), report, audience)),
            ("page", page(text(StudentPage()), report)),
        ]
    }

    private static func points(_ value: Any?) -> [String] {
        let parts = value as? [String: Any] ?? [:]
        return ["public", "hidden"].compactMap { parts[$0] as? [String: String] }.flatMap { part in
            ["earned", "possible", "pending"].map { part[$0] ?? "?" }
        }
    }

    private static func json(_ text: String) throws -> [Totals] {
        let labs = try object(text)["labs"] as? [[String: Any]] ?? []
        return labs.map { lab in
            let steps = lab["steps"] as? [[String: Any]] ?? []
            let total = Totals(points(lab["points"]))
            // The total is the sum of the parts that are printed with it.
            let parts = steps.map { Totals(points($0["points"])).earned }
            let adjustments = (lab["adjustments"] as? [[String: Any]] ?? []).map {
                $0["points"] as? String ?? "?"
            }
            let sum = (parts + adjustments.map(Totals.thousandths)).reduce(0, +)
            return sum == total.earned ? total : Totals(numbers: [sum])
        }
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func junit(_ text: String) throws -> [Totals] {
        let tree = try XMLReading.elements(text)
        return tree.filter { $0.name == "testsuite" }.map { suite in
            let values = Dictionary(
                suite.children.first { $0.name == "properties" }?.children.map {
                    ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "")
                } ?? [],
                uniquingKeysWith: { first, _ in first }
            )
            return Totals(
                ["public", "hidden"].flatMap { part in
                    ["earned", "possible", "pending"].compactMap { values["points.\(part).\($0)"] }
                }
            )
        }
    }

    private static func tap(_ text: String) throws -> [Totals] {
        try text.split(separator: "\n").filter { $0.hasPrefix("  points: ") }.map { line in
            Totals(points(try object(String(line.dropFirst("  points: ".count)))))
        }
    }

    private static func csv(_ text: String, _ audience: Audience) -> [Totals] {
        let rows = CSVReading.rows(text)
        let count = audience == .staff ? 6 : 3
        var sums: [Int] = []
        return rows.dropFirst().compactMap { row in
            let numbers = row[6..<(6 + count)].map(Totals.thousandths)
            guard row[3] == "total" else {
                sums = sums.isEmpty ? numbers : zip(sums, numbers).map { $0 + $1 }
                return nil
            }
            defer { sums = [] }
            let earned = [0, 3].filter { $0 < count }
            guard earned.allSatisfy({ sums[$0] == numbers[$0] }) else { return Totals(numbers: sums) }
            return Totals(Array(row[6..<(6 + count)]))
        }
    }

    private static func gradebook(_ text: String) throws -> [Totals] {
        let students = try object(text)["students"] as? [[String: Any]] ?? []
        let rows = students.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
        return rows.filter { $0["row"] as? String == "total" }.map { Totals(points($0["points"])) }
    }

    /// `1.5/3 (2 pending)` as earned, possible and pending.
    private static func cell(_ text: Substring) -> [String] {
        guard let match = text.firstMatch(of: /(-?[0-9.]+)\/([0-9.]+)(?: \(([0-9.]+) pending\))?/) else {
            return ["?"]
        }
        return [String(match.1), String(match.2), match.3.map(String.init) ?? "0"]
    }

    private static func markdown(_ text: String, _ report: Report) -> [Totals] {
        text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().prefix(report.entries.count).map
        { line in
            Totals(line.split(separator: "|").dropFirst(2).filter { $0.contains("/") }.flatMap(cell))
        }
    }

    private static func page(_ text: String, _ report: Report) -> [Totals] {
        let table = text.split(separator: "<tbody>").dropFirst().first ?? ""
        let rows = table.split(separator: "</tbody>").first?.split(separator: "<tr>") ?? []
        return rows.map { row in
            Totals(row.matches(of: /<td class="number">([^<]*)<\/td>/).flatMap { cell($0.1) })
        }
    }

    /// The text has the sum in its heading, and both parts in a remark where there is a hidden one.
    private static func lines(_ text: String, _ report: Report, _ audience: Audience) -> [Totals] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let headings = lines.indices.filter { index in
            index > 1 && lines[index - 1].isEmpty && !lines[index].hasPrefix(" ") && !lines[index].isEmpty
        }
        return zip(headings, report.entries).map { start, entry in
            let block = lines[start...].prefix { !$0.isEmpty }
            let heading = lines[start].matches(of: #/(-?[0-9.]+)/([0-9.]+) /#).last
            let parts = block.compactMap {
                $0.firstMatch(of: /^  (-?[0-9.]+)\/([0-9.]+) public(?:, (-?[0-9.]+)\/([0-9.]+) hidden$)?/)
            }.last
            let (earned, possible) = (heading.map { "\($0.1)" } ?? "?", heading.map { "\($0.2)" } ?? "?")
            // The text gives what is pending as a sum: it is compared with both parts' sum.
            let pending =
                block.compactMap { $0.firstMatch(of: /^  ([0-9.]+) pending: nobody/)?.1 }.first ?? "0"
            let told = audience == .staff ? entry.score.total : entry.score.visible
            guard Totals.thousandths(earned) == told.earned.thousandths,
                Totals.thousandths(possible) == told.possible.thousandths,
                Totals.thousandths(String(pending)) == told.pending.thousandths
            else { return Totals(numbers: []) }
            let hidden = audience == .staff ? entry.score.hidden : LabScore.Total()
            guard let parts else { return Totals(open: entry.score.visible, hidden: hidden) }
            return Totals([
                "\(parts.1)", "\(parts.2)", "\(entry.score.visible.pending)", "\(parts.3 ?? "0")",
                "\(parts.4 ?? "0")", "\(hidden.pending)",
            ])
        }
    }
}

private enum Gradescope {
    /// The score of the file, and the sum of its tests' scores, in thousandths.
    static func sums(_ report: Report, _ audience: Audience) throws -> [Int] {
        let text = GradescopeReport().text(of: report, for: audience)
        // Decimals are read as they are written: no binary fraction may come between.
        let numbers = text.matches(of: /"score": (-?[0-9.]+)/).map {
            AgreementTests.Totals.thousandths("\($0.1)")
        }
        return [numbers[0], numbers.dropFirst().reduce(0, +)]
    }
}
