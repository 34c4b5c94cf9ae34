import DeckModel
import GoText
import SourceText

/// Reads `.background URL`.
enum BackgroundDirective: Directive {
    static let name = ".background"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        guard line.fields.count > 1 else {
            context.report(.backgroundMissing(line))
            return
        }
        if line.fields.count > 2 { context.report(.backgroundSurplus(line)) }
        if level > 1 { context.report(.backgroundHidden(line)) }
        section.backgrounds.append(Text(GoText.decode(line.fields[1]), at: line.text.location))
    }
}

extension Diagnostic {
    static func backgroundMissing(_ line: DirectiveLine) -> Self {
        Self(
            "deck.command.arguments",
            .error,
            at: line.text.location,
            ".background takes exactly one address; found none",
            notes: [.present(".background expects exactly one argument")]
        )
    }

    static func backgroundSurplus(_ line: DirectiveLine) -> Self {
        Self(
            "deck.background.surplus",
            .warning,
            at: line.location(line.fields[2]),
            ".background takes exactly one address; what follows it is ignored",
            notes: [Note("newer versions of present refuse the deck")]
        )
    }

    static func backgroundHidden(_ line: DirectiveLine) -> Self {
        Self(
            "deck.background.hidden",
            .warning,
            at: line.text.location,
            "a background is shown for whole slides only, not for a part",
            notes: [Note("move the line above the slide's first part")]
        )
    }
}
