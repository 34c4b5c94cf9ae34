import SourceText

/// Links to slides lead to slides that are there.
struct SlideLinkRule: LintRule {
    let id: Diagnostic.ID = "lint.link.no-slide"
    let summary = "a link '#12' leads to a slide of the deck"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard !context.isArticle else { return [] }
        return context.references.compactMap { reference in
            guard reference.use == .link, let name = reference.anchor, name.isSlideNumber else { return nil }
            let isThere = Int(name).map { (1...context.slideCount).contains($0) } ?? false
            return isThere ? nil : .noSuchSlide(id, reference, last: context.slideCount)
        }
    }
}

extension PageReference {
    /// What follows the `#` of an address that is nothing else.
    var anchor: String? { url.utf8.first == UInt8(ascii: "#") ? String(url.dropFirst()) : nil }
}

extension String {
    var isSlideNumber: Bool {
        !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension Diagnostic {
    fileprivate static func noSuchSlide(_ id: ID, _ reference: PageReference, last: Int) -> Self {
        Self(
            id,
            .warning,
            at: reference.location,
            "the deck has no slide '\(reference.url)'; the last one is #\(last)",
            notes: [Note("the cover is #1, the first section #2")]
        )
    }
}
