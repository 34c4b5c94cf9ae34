import DeckModel

/// A talk as one text to be read from top to bottom, by a screen reader or in a pager: no columns, no drawing, and in
/// words what slides say by looks.
public struct LinearText {
    private let slides: TalkSlides
    private var lines: [String] = []

    /// The text of a whole talk.
    public static func text(of slides: TalkSlides) -> String {
        var text = LinearText(slides: slides)
        for index in 0..<slides.count { text.add(index) }
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(slides: TalkSlides) { self.slides = slides }

    private mutating func add(_ index: Int) {
        let content = slides.content(index)
        if index > 0 { lines.append("") }
        let title = content.title.isEmpty ? "" : ": \(plain(content.title))"
        lines += ["Slide \(index + 1) of \(slides.count)\(title)"]
        for placed in content.operations { add(placed) }
        guard !content.notes.isEmpty else { return }
        lines += ["", "Notes:"] + content.notes.map(plain)
    }

    private mutating func add(_ placed: PlacedOperation) {
        if placed.hasGap { lines.append("") }
        let indent = String(repeating: "  ", count: max(placed.margins.count - 1, 0))
        let marker = placed.margins.compactMap(\.marker).last.map { reading($0) } ?? ""
        let quote = placed.margins.contains(where: \.isBar) ? "Quote: " : ""
        let lead = indent + marker + quote
        switch placed.operation {
        case .text(let spans): lines += reading(spans).map { lead + $0 }
        case .code(let code):
            let count = code.count == 1 ? "1 line" : "\(code.count) lines"
            lines.append("\(lead)Code, \(count):")
            for line in code {
                let number = line.number.map { "\($0): " } ?? ""
                lines.append((line.isMarked ? "Marked: " : "") + number + plain(line.spans.text))
            }
            lines.append("End of code.")
        case .picture(let picture):
            lines.append("\(lead)Picture: \(plain(picture.alt))")
            if !picture.labels.isEmpty {
                lines.append("\(lead)Words in it: \(plain(picture.labels.joined(separator: "; ")))")
            }
        case .table(let table): add(table)
        case .rule: break
        }
    }

    private mutating func add(_ table: TextTable) {
        let rows = table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
        lines.append("Table, \(rows):")
        for row in table.rows {
            let cells = row.map { reading($0).filter { !$0.isEmpty }.joined(separator: " ") }
            lines.append(cells.joined(separator: "; "))
        }
        lines.append("End of table.")
    }

    /// Bullets are said by a dash, which readers know.
    private func reading(_ marker: String) -> String {
        marker.contains(where: \.isNumber) ? marker.drop { $0 == " " } + "" : "- "
    }

    /// Text with the addresses of its links, in lines where the author broke them.
    private func reading(_ spans: [Span]) -> [String] {
        var text = ""
        for (index, span) in spans.enumerated() where !span.role.contains(.mark) {
            text += span.text
            guard let link = span.link, index + 1 == spans.count || spans[index + 1].link != link else {
                continue
            }
            // An address that is its own words is said once.
            let label = spans.filter { $0.link == link }.text
            if !link.hasSuffix(label) || label.isEmpty { text += " (\(link))" }
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            plain($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Text without what would steer a terminal.
    private func plain(_ text: some StringProtocol) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
                }
            )
        )
    }
}
