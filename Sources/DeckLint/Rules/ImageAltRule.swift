import DeckModel
import HTMLTree
import SourceText

/// Pictures have an alternative text.
struct ImageAltRule: LintRule {
    let id: Diagnostic.ID = "lint.image.alt-missing"
    let summary = "a picture has an alternative text for those who don't see it"

    func check(_ context: LintContext) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for section in context.deck.sections {
            section.forEachBlock { block, next in
                switch block {
                case .image(let image):
                    guard image.alt == nil else { return }
                    if case .caption(let caption)? = next, !caption.text.isEmpty { return }
                    findings.append(.imageWithoutAlt(id, image, context))
                case .markdown(let markdown): findings += check(markdown, context)
                case .html(let html):
                    // The tree holds the file's text, not its lines.
                    findings += OwnTags.all(in: html.html).filter { $0.isPicture && !$0.saysWhatItShows }.map
                    {
                        .ownImageWithoutAlt(id, $0, at: block.location)
                    }
                default: return
                }
            }
        }
        return findings
    }

    private func check(_ markdown: Markdown, _ context: LintContext) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var locator = TextLocator(context.source, in: markdown.location)
        markdown.blocks.forEachInline { inline, line in
            guard case .image(let url, _, let alt) = inline else { return }
            // Each picture is located, so that the second of two with one address isn't taken for the first.
            let location = locator.locate(url, from: line, asAddress: true)
            if alt.plainText.allSatisfy(\.isWhitespace) {
                findings.append(.markdownImageWithoutAlt(id, url, at: location))
            }
        }
        for (tag, line) in OwnTags.all(in: markdown) where tag.isPicture {
            let location = locator.locate("<\(tag.name)", from: line, asAddress: false)
            if !tag.saysWhatItShows { findings.append(.ownImageWithoutAlt(id, tag, at: location)) }
        }
        return findings
    }
}

extension HTMLTag {
    fileprivate var isPicture: Bool { name.lowercased() == "img" }

    /// Whether something says what it shows, or that it is decoration.
    fileprivate var saysWhatItShows: Bool {
        let tellers = ["alt", "aria-label", "aria-labelledby", "aria-hidden", "role"]
        return attributes.contains { tellers.contains($0.name.lowercased()) }
    }
}

extension Diagnostic {
    fileprivate static func ownImageWithoutAlt(_ id: ID, _ tag: HTMLTag, at location: SourceLocation) -> Self
    {
        Self(
            id,
            .warning,
            at: location,
            "image '\(tag.value(of: "src") ?? "")' has no alternative text; screen readers may read its address",
            notes: [
                Note("write it into the tag: alt=\"What the picture shows\""),
                Note("alt=\"\" says that the picture is decoration"),
            ]
        )
    }

    fileprivate static func imageWithoutAlt(_ id: ID, _ image: Image, _ context: LintContext) -> Self {
        let line = image.command.location.range.lowerBound.line
        let mark = context.commentMark
        return Self(
            id,
            .warning,
            at: context.source.location(field: 1, line: line),
            "image '\(image.url)' has no alternative text; screen readers pass it over as decoration",
            notes: [
                Note(
                    "write '\(mark)alt: What the picture shows' on a line above .image, or a .caption right below it"
                ),
                Note("'\(mark)alt:' with nothing behind it says that the picture is decoration"),
            ]
        )
    }

    fileprivate static func markdownImageWithoutAlt(
        _ id: ID,
        _ url: String,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "image '\(url)' has no alternative text; screen readers pass it over as decoration",
            notes: [
                Note("write it between the brackets: ![What the picture shows](\(url))"),
                Note("for decoration use .image with '//alt:' and nothing behind it on the line above"),
            ]
        )
    }
}
