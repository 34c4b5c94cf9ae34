import DeckModel
import SourceText
import SystemPackage

/// Lines of code fit the slide.
struct LongCodeLineRule: LintRule {
    let id: Diagnostic.ID = "lint.code.long-line"
    let summary = "a line of code has at most 100 columns"

    static let limit = 100

    func check(_ context: LintContext) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for section in context.deck.sections {
            section.forEachBlock { block, _ in
                switch block {
                case .code(let code): findings += check(code)
                case .preformatted(let text):
                    findings += check(
                        text.text,
                        in: text.location,
                        from: text.location.range.lowerBound.line,
                        context
                    )
                case .markdown(let markdown):
                    markdown.blocks.forEachBlock { part in
                        guard case .code(_, let text, let line) = part else { return }
                        findings += check(text, in: markdown.location, from: line, context)
                    }
                default: break
                }
            }
        }
        return findings
    }

    private func check(_ code: Code) -> [Diagnostic] {
        let long = code.lines.filter { $0.text.isLong }
        guard let first = long.first else { return [] }
        let end = SourceLocation(file: code.filePath, line: first.number, length: 0)
        let note = Diagnostic.Note("the line stands here", at: end)
        return [.codeLineTooLong(id, first.text, count: long.count, note, at: code.command.location)]
    }

    private func check(
        _ text: String,
        in location: SourceLocation,
        from line: Int,
        _ context: LintContext
    ) -> [Diagnostic] {
        let long = text.split(separator: "\n").filter(\.isLong)
        guard let first = long.first else { return [] }
        var locator = TextLocator(context.source, in: location)
        let place = locator.locate(String(first), from: line, asAddress: false)
        return [.codeLineTooLong(id, first, count: long.count, nil, at: place)]
    }
}

extension StringProtocol {
    fileprivate var isLong: Bool { utf8.count > LongCodeLineRule.limit && count > LongCodeLineRule.limit }
}

extension Diagnostic {
    fileprivate static func codeLineTooLong(
        _ id: ID,
        _ text: some StringProtocol,
        count: Int,
        _ note: Note?,
        at location: SourceLocation
    ) -> Self {
        let others = count > 1 ? "; \(count - 1) more line\(count > 2 ? "s are" : " is") too long" : ""
        return Self(
            id,
            .warning,
            at: location,
            "a line of code has at most \(LongCodeLineRule.limit) columns; this one has \(text.count)\(others)",
            notes: (note.map { [$0] } ?? []) + [
                Note("break the line; a slide scrolls sideways or shrinks for it")
            ]
        )
    }
}
