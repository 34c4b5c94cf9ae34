import DeckModel
import SourceText

/// Texts for pictures, frames and films have something that takes them.
struct UnusedAnnotationRule: LintRule {
    let id: Diagnostic.ID = "lint.annotation.unused"
    let summary = "an alt: or title: line stands above what it is for"

    func check(_ context: LintContext) -> [Diagnostic] {
        let used = usedLines(context.deck)
        let annotations = Annotation.all(context).filter { $0.isExact && $0.key != .lang }
        // The line of the next annotation of each kind, seen from below.
        var next: [Annotation.Key: Int] = [:]
        return annotations.reversed().compactMap { annotation in
            let following = next.updateValue(annotation.line, forKey: annotation.key)
            if used.contains(annotation.line) { return nil }
            // A command that couldn't be read took the text all the same.
            if let command = annotation.commandBehind(context), annotation.takers.contains(command.name),
                command.line < following ?? .max
            {
                return nil
            }
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
    fileprivate static func unusedAnnotation(
        _ id: ID,
        _ annotation: Annotation,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "nothing takes this '\(annotation.key.rawValue):'; "
                + "it belongs above \(annotation.takers.joined(separator: " or "))",
            notes: [Note("of several such lines above one command the last counts")]
        )
    }
}
