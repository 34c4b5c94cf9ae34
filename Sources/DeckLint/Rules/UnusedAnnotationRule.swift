import DeckModel
import SourceText

/// Texts for pictures, frames and films have something that takes them.
struct UnusedAnnotationRule: LintRule {
    let id: Diagnostic.ID = "lint.annotation.unused"
    let summary = "an alt: or title: line stands above what it is for"

    func check(_ context: LintContext) -> [Diagnostic] {
        let used = usedLines(context.deck)
        return Annotation.all(context).compactMap { annotation in
            guard annotation.isExact, annotation.key != .lang, !used.contains(annotation.line) else { return nil }
            // A command that couldn't be read took the text all the same.
            if let command = annotation.commandBehind(context), annotation.takers.contains(command) { return nil }
            return .unusedAnnotation(id, annotation, at: context.source.location(line: annotation.line))
        }
    }

    private func usedLines(_ deck: Deck) -> Set<Int> {
        var lines: Set<Int> = []
        for section in deck.sections {
            section.forEachBlock { block, _ in
                let text: Text? =
                    switch block {
                    case .image(let image): image.alt
                    case .iframe(let iframe): iframe.title
                    case .video(let video): video.title
                    default: nil
                    }
                if let text { lines.insert(text.location.range.lowerBound.line) }
            }
        }
        return lines
    }
}

extension Diagnostic {
    fileprivate static func unusedAnnotation(_ id: ID, _ annotation: Annotation, at location: SourceLocation) -> Self {
        Self(
            id, .warning, at: location,
            "nothing takes this '\(annotation.key.rawValue):'; "
                + "it belongs above \(annotation.takers.joined(separator: " or "))",
            notes: [Note("of several such lines above one command the last counts")])
    }
}
