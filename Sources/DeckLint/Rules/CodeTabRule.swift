import DeckModel
import GoText
import SourceText

/// Markdown code has no tabs behind the indentation.
///
/// Tabs at the start of a line become four spaces, and so do all tabs of shown files; only these stay.
struct CodeTabRule: LintRule {
    let id: Diagnostic.ID = "lint.code.tab"
    let summary = "code in a Markdown fence has no tabs but at the start of a line"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard context.deck.syntax == .markdown else { return [] }
        var findings: [Diagnostic] = []
        for section in context.deck.sections {
            section.forEachBlock { block, _ in
                guard case .markdown(let markdown) = block else { return }
                markdown.blocks.forEachBlock { part in
                    guard case .code(_, let text, let line) = part else { return }
                    let last = markdown.location.range.upperBound.line
                    if let finding = check(text, lines: line...max(line, last), context) {
                        findings.append(finding)
                    }
                }
            }
        }
        return findings
    }

    /// Looks for the lines of a code block in the deck, one after the other; comment lines between them vanish.
    private func check(_ text: String, lines: ClosedRange<Int>, _ context: LintContext) -> Diagnostic? {
        var number = lines.lowerBound
        var edits: [Diagnostic.Fix.Edit] = []
        for shown in text.utf8.split(separator: UInt8(ascii: "\n")) where shown.contains(UInt8(ascii: "\t")) {
            let wanted = Array(shown)
            while number <= lines.upperBound, !Self.collected(context.source.line(number)).ends(with: wanted)
            {
                number += 1
            }
            guard number <= lines.upperBound else { break }
            edits += self.edits(context.source.line(number), line: number, context)
            number += 1
        }
        return edits.first.map { .tabInCode(id, at: $0.location, edits) }
    }

    /// A line as the Markdown parser gets it.
    private static func collected(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let rest = line.drop { $0 == UInt8(ascii: "\t") }
        return [UInt8](repeating: UInt8(ascii: " "), count: 4 * (line.count - rest.count)) + rest
    }

    private func edits(
        _ line: ArraySlice<UInt8>,
        line number: Int,
        _ context: LintContext
    ) -> [Diagnostic.Fix.Edit] {
        var edits: [Diagnostic.Fix.Edit] = []
        var column = 0
        var isIndent = true
        for (index, byte) in zip(line.indices, line) {
            guard byte == UInt8(ascii: "\t") else {
                isIndent = false
                // Continuation bytes of UTF-8 take no column.
                if byte & 0xC0 != 0x80 { column += 1 }
                continue
            }
            let width = isIndent ? 4 : 4 - column % 4
            column += width
            guard !isIndent else { continue }
            let location = context.location(line[index...index], line: number)
            edits.append(.init(location, String(repeating: " ", count: width)))
        }
        return edits
    }
}

extension [UInt8] {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}

extension Diagnostic {
    fileprivate static func tabInCode(_ id: ID, at location: SourceLocation, _ edits: [Fix.Edit]) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "a tab behind the indentation is shown as wide as the browser likes; "
                + (edits.count == 1 ? "the block has one" : "the block has \(edits.count)"),
            fixes: [Fix("write spaces, up to the next fourth column", edits: edits)]
        )
    }
}
