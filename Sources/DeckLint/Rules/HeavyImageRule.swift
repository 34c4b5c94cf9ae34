import SourceText

/// Picture files are small enough to load at once.
struct HeavyImageRule: LintRule {
    let id: Diagnostic.ID = "lint.image.heavy"
    let summary = "a picture's file has at most 2 MiB"

    static let limit = 2 * 1_048_576

    func check(_ context: LintContext) -> [Diagnostic] {
        context.pictures.compactMap { $0.bytes > Self.limit ? .imageHeavy(id, $0) : nil }
    }
}

extension Diagnostic {
    fileprivate static func imageHeavy(_ id: ID, _ picture: Picture) -> Self {
        let tenths = (picture.bytes * 10 + 524_288) / 1_048_576
        return Self(
            id,
            .warning,
            at: picture.reference.location,
            "image '\(picture.reference.url)' has \(tenths / 10).\(tenths % 10) MiB; a slide shows late with it",
            notes: [Note("scale it down, or save photographs as JPEG or WebP and drawings as SVG or PNG")]
        )
    }
}
