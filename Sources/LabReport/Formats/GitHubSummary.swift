import LabModel

/// The report as Markdown, for the summary of a GitHub job.
public struct GitHubSummary: LabReportRenderer {
    public init() {}

    public func text(of report: Report, for audience: Audience) -> String {
        let told = Teller(audience: audience).told(report)
        var lines = ["## Labs of \(Self.escaped(told.lecture))", ""]
        lines += Self.table(told)
        for lab in told.labs { lines += Self.section(lab) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ report: ToldReport) -> [String] {
        let isStaff = report.audience == .staff
        var lines = ["| lab | verdict | public |" + (isStaff ? " hidden |" : "")]
        lines.append("|---|---|---:|" + (isStaff ? "---:|" : ""))
        for lab in report.labs {
            let name = "\(escaped(lab.id)) \(escaped(lab.title))"
            lines.append("| \(name) | \(LabLines.word(lab.verdict).0) |" + cells(lab.points))
        }
        lines.append("| **total** | \(LabLines.word(report.verdict).0) |" + cells(report.points))
        return lines
    }

    private static func cells(_ points: ToldPoints) -> String {
        " \(cell(points.visible)) |" + (points.hidden.map { " \(cell($0)) |" } ?? "")
    }

    private static func cell(_ total: LabScore.Total) -> String {
        "\(total.earned)/\(total.possible)" + (total.pending > .zero ? " (\(total.pending) pending)" : "")
    }

    private static func section(_ lab: ToldLab) -> [String] {
        var lines = ["", "### \(escaped(lab.id))", ""]
        for step in lab.steps {
            let (word, _) = StepLines.word(step.state)
            let place = "\(step.file):\(step.line)"
            let points = "\(step.points.visible.earned)/\(step.points.visible.possible)"
            var item = "- \(word) **\(escaped(step.id))** \(points) (\(escaped(Plain(place))))"
            if step.state == .notAnswered { item += ": not answered" }
            if let reason = step.reason { item += ": \(escaped(reason))" }
            lines.append(item)
            lines += fenced(StepDetails(step, TextStyle()).lines)
        }
        lines += fenced(
            LabLines(lab, TextStyle()).remarks().map { String($0.drop { $0 == " " }) },
            indent: ""
        )
        return lines
    }

    /// Lines as a code block, by its indent of a list's item, in a fence that none of them can end.
    private static func fenced(_ lines: [String], indent: String = "  ") -> [String] {
        guard !lines.isEmpty else { return [] }
        let ticks = lines.reduce(2) { max($0, longestRun(of: "`", in: $1)) }
        let fence = String(repeating: "`", count: ticks + 1)
        return ["", indent + fence + "text"] + lines.map { indent + $0 } + [indent + fence, ""]
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for one in text {
            run = one == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// Text in which no character means anything to Markdown; every punctuation mark may be escaped.
    static func escaped(_ plain: Plain) -> String {
        var out = ""
        for scalar in plain.text.unicodeScalars {
            if scalar.isASCII, scalar.properties.isPunctuation { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out
    }
}

extension Unicode.Scalar.Properties {
    /// Whether Markdown knows it as an ASCII punctuation mark, which includes signs.
    fileprivate var isPunctuation: Bool {
        switch generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        default: false
        }
    }
}
