import DeckModel
import SourceText

/// The two ends of an address name one label.
struct LabelMismatchRule: LintRule {
    let id: Diagnostic.ID = "lint.code.label-mismatch"
    let summary = "an address /START x OMIT/,/END x OMIT/ has one label at both ends"

    func check(_ context: LintContext) -> [Diagnostic] {
        context.listings.compactMap { listing in
            let labels = listing.patterns.compactMap { OmitLabel(pattern: $0) }
            guard let start = labels.first(where: { $0.kind == .start }), let end = labels.last,
                end.kind != .start, !start.name.isEmpty, !end.name.isEmpty, start.name != end.name
            else { return nil }
            return .labelMismatch(id, start.name, end, at: listing.addressLocation)
        }
    }
}

extension Diagnostic {
    fileprivate static func labelMismatch(
        _ id: ID,
        _ start: String,
        _ end: OmitLabel,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "the listing starts at label '\(start)' and ends at label '\(end.name)'",
            notes: [
                Note(
                    "write one label at both ends: "
                        + "/START \(start) OMIT/,/\(end.kind.rawValue) \(start) OMIT/"
                )
            ]
        )
    }
}
