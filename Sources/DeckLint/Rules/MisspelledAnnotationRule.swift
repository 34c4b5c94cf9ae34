import DeckModel
import SourceText

/// Annotations are written to the letter, else they are comments.
struct MisspelledAnnotationRule: LintRule {
    let id: Diagnostic.ID = "lint.annotation.misspelled"
    let summary = "alt:, title: and lang: follow the comment mark at once, in lower case"

    func check(_ context: LintContext) -> [Diagnostic] {
        Annotation.all(context).compactMap { annotation in
            guard !annotation.isExact, isMeant(annotation, context) else { return nil }
            let location = context.location(annotation.prefix, line: annotation.line)
            return .misspelledAnnotation(
                id,
                "\(context.commentMark)\(annotation.key.rawValue):",
                at: location
            )
        }
    }

    /// Whether the line is no ordinary comment that happens to begin with such a word.
    private func isMeant(_ annotation: Annotation, _ context: LintContext) -> Bool {
        if annotation.key == .lang { return context.deck.language == nil }
        return annotation.commandBehind(context).map { annotation.takers.contains($0.name) } == true
    }
}

extension Diagnostic {
    fileprivate static func misspelledAnnotation(
        _ id: ID,
        _ right: String,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "this is a mere comment; it is written '\(right)'",
            fixes: [Fix("write '\(right)'", edits: [.init(location, right)])]
        )
    }
}
