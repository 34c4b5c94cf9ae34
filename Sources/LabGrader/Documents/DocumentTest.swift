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
        var found = captures
        var search = DocumentSearch()
        if search.holds(expected, document, "$", &found) { return .match(found) }
        // One document where several were printed: any of them will do.
        if case .object = expected, let elements = document.elements {
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

/// Looks for an expectation in a document, and notes what isn't there.
private struct DocumentSearch {
    struct Miss {
        var path: String
        var expected: String
        var seen: String
    }

    var misses: [Miss] = []

    mutating func holds(_ expected: JSON, _ seen: JSON, _ path: String, _ captures: inout Captures) -> Bool {
        switch (expected, seen) {
        case (.object(let members), .object):
            var isMet = true
            for member in members {
                let place = "\(path).\(member.name)"
                guard let value = seen[member.name] else {
                    misses.append(Miss(path: place, expected: short(member.value), seen: "missing"))
                    isMet = false
                    continue
                }
                if !holds(member.value, value, place, &captures) { isMet = false }
            }
            return isMet
        case (.array(let wanted), .array(let elements)):
            return holds(wanted, elements, path, &captures)
        case (.string(let pattern), _):
            if let text = scalar(seen), fits(pattern, text, &captures) { return true }
        case (.number(let wanted), .number(let digits)):
            if wanted == digits || Double(wanted) == Double(digits) { return true }
        default:
            if expected == seen { return true }
        }
        misses.append(Miss(path: path, expected: short(expected), seen: short(seen)))
        return false
    }

    /// Each element that is wanted has a partner of its own; the first that fits is taken.
    private mutating func holds(
        _ wanted: [JSON],
        _ elements: [JSON],
        _ path: String,
        _ captures: inout Captures
    ) -> Bool {
        var free = Array(elements.indices)
        var isMet = true
        for value in wanted {
            var hasPartner = false
            for (place, index) in free.enumerated() {
                var quiet = DocumentSearch()
                var found = captures
                guard quiet.holds(value, elements[index], "\(path)[\(index)]", &found) else { continue }
                captures = found
                free.remove(at: place)
                hasPartner = true
                break
            }
            if !hasPartner {
                misses.append(
                    Miss(path: "\(path)[*]", expected: short(value), seen: "\(elements.count) others")
                )
                isMet = false
            }
        }
        return isMet
    }

    private func fits(_ pattern: String, _ text: String, _ captures: inout Captures) -> Bool {
        guard let line = try? LinePattern(parsing: pattern),
            case .match(let found) = BlockPattern([line]).match([text], captures: captures)
        else { return pattern == text }
        captures = found
        return true
    }

    private func scalar(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let value): "\(value)"
        case .null: "null"
        case .array, .object: nil
        }
    }

    private func short(_ value: JSON) -> String {
        let text = String(decoding: value.bytes, as: UTF8.self)
        return text.count > 100 ? text.prefix(99) + "…" : text
    }
}
