import DeckModel

/// The first slide: subtitle, date and authors; the title is the slide's own.
enum CoverOperations {
    static func operations(_ deck: Deck, _ assets: any SlideAssets) -> [PlacedOperation] {
        var builder = OperationBuilder()
        if let subtitle = deck.subtitle?.string, !subtitle.isEmpty { builder.text([Span(subtitle)]) }
        if let time = deck.time, !time.isZero { builder.text([Span(time.dayMonthYear, .soft)]) }
        for author in deck.authors {
            let lines = author.elements.compactMap { element -> [Span]? in
                switch element {
                case .text(let text):
                    text.string.isEmpty ? nil : InlineSpans.styled(text.string, assets)
                case .link(let link): SlideOperations.link(link, assets)
                }
            }
            let before = builder.tighten()
            for (index, line) in lines.enumerated() {
                // A name isn't parted from what stands below it.
                builder.text(index == 0 ? line.adding(.strong) : line, keepsWithNext: index < lines.count - 1)
            }
            builder.loosen(before)
        }
        return builder.operations
    }
}

extension [Span] {
    /// The spans with one more role each.
    func adding(_ role: TextRole) -> [Span] { map { Span($0.text, $0.role.union(role), link: $0.link) } }
}
