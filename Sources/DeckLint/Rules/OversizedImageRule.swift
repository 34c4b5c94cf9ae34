import DeckModel
import SourceText

/// Pictures have no more pixels than can be seen.
struct OversizedImageRule: LintRule {
    let id: Diagnostic.ID = "lint.image.oversized"
    let summary = "a picture has at most four times the pixels it is shown with, each way"

    /// How many times the asked size makes sense: a screen of triple density, and some room.
    static let factor = 4
    /// The width from which a picture without a size is too large for any projector.
    static let widest = 3840

    func check(_ context: LintContext) -> [Diagnostic] {
        context.pictures.compactMap { picture in
            // Drawings have no pixels; their size is only a proportion.
            guard let size = picture.size, size.format != .svg else { return nil }
            guard case .image(let asked) = picture.reference.use, asked != MediaSize() else {
                return size.width > Self.widest ? .imageTooWide(id, picture.reference, size) : nil
            }
            let isTooLarge =
                Self.isTooLarge(size.width, asked.width) || Self.isTooLarge(size.height, asked.height)
            return isTooLarge ? .imageOversized(id, picture.reference, size, asked) : nil
        }
    }

    private static func isTooLarge(_ pixels: Int, _ asked: Int) -> Bool {
        // Divided, not multiplied: what a deck asks for may be any number.
        asked > 0 && (pixels - 1) / factor >= asked
    }
}

extension Diagnostic {
    fileprivate static func imageOversized(
        _ id: ID,
        _ reference: PageReference,
        _ size: ImageSize,
        _ asked: MediaSize
    ) -> Self {
        let side = { (pixels: Int) in pixels > 0 ? String(pixels) : "any" }
        return Self(
            id,
            .warning,
            at: reference.location,
            "image '\(reference.url)' has \(size.width) × \(size.height) pixels "
                + "and is shown at \(side(asked.width)) × \(side(asked.height))",
            notes: [Note("scale the file down; twice the size shown is sharp on every screen")]
        )
    }

    fileprivate static func imageTooWide(_ id: ID, _ reference: PageReference, _ size: ImageSize) -> Self {
        Self(
            id,
            .warning,
            at: reference.location,
            "image '\(reference.url)' has \(size.width) × \(size.height) pixels, "
                + "more than a screen of \(OversizedImageRule.widest) shows",
            notes: [Note("scale the file down")]
        )
    }
}
