import DeckModel
import SourceText
import SystemPackage

/// Labels in shown files have a partner.
struct UnpairedLabelRule: LintRule {
    let id: Diagnostic.ID = "lint.code.label-unpaired"
    let summary = "a label START x OMIT in a shown file has an END x OMIT below it, and the other way round"

    func check(_ context: LintContext) -> [Diagnostic] {
        let listings = context.listings
        var seen: Set<FilePath> = []
        return listings.filter { seen.insert($0.path).inserted }.flatMap { listing in
            let bytes = context.files.head(listing.path, count: 1_048_576)
            let file = SourceFile(name: listing.code.filePath, bytes: bytes)
            let addresses = listings.filter { $0.path == listing.path }.map(\.address)
            return Self.unpaired(file).filter { found in
                // An address may well begin or end elsewhere, at a function or at the end of the file.
                let word = found.label.name.isEmpty ? found.label.kind.rawValue : found.label.name
                return !addresses.contains { $0.contains(word) }
            }.map { found in
                Diagnostic.unpairedLabel(id, found.label, at: file.location(line: found.line), listing)
            }
        }
    }

    /// The labels of a file that have no partner: an `END` or `STOP` without a name ends any stretch.
    private static func unpaired(_ file: SourceFile) -> [(label: OmitLabel, line: Int)] {
        var open: [(label: OmitLabel, line: Int)] = []
        var unpaired: [(label: OmitLabel, line: Int)] = []
        var names: Set<String> = []
        for number in file.lines.indices.map({ $0 + 1 }) {
            guard let label = OmitLabel(line: file.line(number)) else { continue }
            if label.kind == .start {
                names.insert(label.name)
                open.append((label, number))
            } else if label.name.isEmpty, !open.isEmpty {
                open.removeLast()
            } else if names.contains(label.name) {
                open.removeAll { $0.label.name == label.name }
            } else {
                unpaired.append((label, number))
            }
        }
        // Without any START the word ends nothing: a program may have to do with the end of something else.
        if names.isEmpty { unpaired.removeAll { $0.label.name.isEmpty } }
        return (unpaired + open).sorted { $0.line < $1.line }
    }
}

extension Diagnostic {
    fileprivate static func unpairedLabel(
        _ id: ID,
        _ label: OmitLabel,
        at location: SourceLocation,
        _ listing: ShownListing
    ) -> Self {
        let partner = label.kind == .start ? "END" : "START"
        let name = label.name.isEmpty ? "" : " \(label.name)"
        let place = label.kind == .start ? "below" : "above"
        return Self(
            id,
            .warning,
            at: location,
            "label '\(label.kind.rawValue)\(name) OMIT' has no '\(partner)\(name) OMIT' \(place) it",
            notes: [Note("shown from here", at: listing.code.command.location)]
        )
    }
}
