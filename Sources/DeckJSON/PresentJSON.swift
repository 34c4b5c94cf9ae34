public import DeckModel
import HTMLTree
import MarkdownHTML
public import SourceText

/// A deck as JSON, in the form that `present -notes` embeds in its page.
///
/// `sections` and `titleNotes` have `present`'s own names and order; `doc` holds what its page doesn't embed.
///
/// - Note: Source: golang.org/x/tools/present, the types `Section` and `Elem` as `encoding/json` prints them.
public enum PresentJSON {
    /// Returns the JSON of a deck.
    public static func document(_ deck: Deck) -> JSONValue {
        .object([
            "doc": header(deck),
            "titleNotes": list(deck.titleNotes.map { .string($0.string) }),
            "sections": list(deck.sections.map(section)),
        ])
    }

    private static func header(_ deck: Deck) -> JSONValue {
        .object([
            "title": .string(deck.title.string),
            "subtitle": .string(deck.subtitle?.string ?? ""),
            "time": deck.time.map { .string($0.rfc3339) } ?? .null,
            "tags": .array(deck.tags.map { .string($0) }),
            "summary": .string(deck.summary),
            "oldURL": .array(deck.oldURLs.map { .string($0) }),
            "authors": .array(deck.authors.map(author)),
        ])
    }

    private static func author(_ author: Author) -> JSONValue {
        let elements = author.elements.map { element in
            switch element {
            case .text(let text): ElementJSON.text([text.string], pre: false, raw: "")
            case .link(let link): ElementJSON.link(link)
            }
        }
        return .object(["elements": .array(elements)])
    }

    static func section(_ section: Section) -> JSONValue {
        var elements = ElementJSON()
        return .object([
            "Number": .array(section.number.map { .number($0) }),
            "Title": .string(section.title.string),
            "ID": .string(section.id),
            "Elem": list(section.blocks.map { elements.render($0) }),
            "Notes": list(section.notes.map { .string($0.string) }),
            "Classes": list(section.backgrounds.map { _ in "background" }),
            "Styles": list(section.backgrounds.map { .string("background-image: url('\($0.string)')") }),
        ])
    }

    /// Go prints a slice that nothing was ever appended to as null.
    private static func list(_ values: [JSONValue]) -> JSONValue { values.isEmpty ? .null : .array(values) }
}
