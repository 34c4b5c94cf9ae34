import EngineAPI
import LabModel
import TextMatch

/// Compares a document by what it holds: everything that is expected must be in it, more may be.
///
/// An object has at least the members; an array has at least the elements, in any order; a text may have holes, which
/// take numbers, too. Where a command prints one document a line, all of them are one array.
struct DocumentTest {
    private let format: LabStep.DocumentFormat
    private let expectation: String

    init(_ format: LabStep.DocumentFormat, _ expectation: String) {
        (self.format, self.expectation) = (format, expectation)
    }

    func match(_ text: String, _ captures: Captures) -> MatchResult {
        let expected: JSON
        switch DocumentReader.read(expectation, format) {
        case .success(let value): expected = value
        case .failure(let error):
            return mismatch(
                [.expected("a \(format.rawValue) document that can be read: \(error.problem)")],
                captures
            )
        }
        let document: JSON
        switch DocumentReader.read(text, format) {
        case .success(let value): document = value
        case .failure(let error):
            return mismatch(
                [.expected("\(format.rawValue)"), .seen("no \(format.rawValue): \(error.problem)")],
                captures
            )
        }
        return compare(expected, document, captures)
    }

    private func compare(_ expected: JSON, _ document: JSON, _ captures: Captures) -> MatchResult {
        var found = captures
        var search = DocumentSearch()
        for partners in DocumentSearch.Partners.allCases {
            (found, search) = (captures, DocumentSearch(partners))
            if search.holds(expected, document, "$", &found) { return .match(found) }
            // One document where several were printed: any of them will do.
            guard case .object = expected, let elements = document.elements else { continue }
            for element in elements {
                var found = captures
                if search.holds(expected, element, "$[*]", &found) { return .match(found) }
            }
        }
        let entries = search.misses.prefix(LineDiff.mostEntries / 2).flatMap { miss -> [LineDiff.Entry] in
            [.expected("\(miss.path) = \(miss.expected)"), .seen("\(miss.path) = \(miss.seen)")]
        }
        return mismatch(Array(entries), found)
    }

    private func mismatch(_ entries: [LineDiff.Entry], _ captures: Captures) -> MatchResult {
        .mismatch(LineDiff(entries: entries, tentative: captures))
    }
}
