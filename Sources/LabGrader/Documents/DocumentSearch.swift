import EngineAPI
import TextMatch

/// Looks for an expectation in a document, and notes what isn't there.
///
/// Each pair of an expected element and a seen one is compared at most once for each way of finding partners.
struct DocumentSearch {
    /// How elements of arrays find partners of their own.
    enum Partners: CaseIterable {
        /// The first that fits is taken; what an element captures, those behind it can refer to.
        case first
        /// Others are moved to make room, so that as many as can be have one.
        case assigned
    }

    struct Miss {
        var path: String
        var expected: String
        var seen: String
    }

    var misses: [Miss] = []
    private let partners: Partners

    init(_ partners: Partners = .first) { self.partners = partners }

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
            return partners == .first
                ? takesFirst(wanted, elements, path, &captures) : assigns(wanted, elements, path, &captures)
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

    private mutating func takesFirst(
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
                miss(value, of: elements.count, path)
                isMet = false
            }
        }
        return isMet
    }

    private mutating func assigns(
        _ wanted: [JSON],
        _ elements: [JSON],
        _ path: String,
        _ captures: inout Captures
    ) -> Bool {
        let initial = captures
        var known: [Pair: Captures?] = [:]
        func fit(_ pair: Pair) -> Captures? {
            if let found = known[pair] { return found }
            var quiet = DocumentSearch(.assigned)
            var captured = initial
            let isMet = quiet.holds(wanted[pair.wanted], elements[pair.element], path, &captured)
            let found = isMet ? captured : nil
            known.updateValue(found, forKey: pair)
            return found
        }
        var assignment = Assignment(askers: wanted.count, places: elements.count)
        for index in wanted.indices {
            assignment.find(for: index) { fit(Pair(wanted: $0, element: $1)) != nil }
        }
        for (index, place) in assignment.places.enumerated() {
            guard let place, let found = fit(Pair(wanted: index, element: place)) else {
                miss(wanted[index], of: elements.count, path)
                continue
            }
            for name in found.names where found[name] != initial[name] { captures[name] = found[name] }
        }
        return !assignment.places.contains(nil)
    }

    /// An expected element of an array, and one that was seen.
    private struct Pair: Hashable {
        var wanted: Int
        var element: Int
    }

    private mutating func miss(_ value: JSON, of count: Int, _ path: String) {
        misses.append(Miss(path: "\(path)[*]", expected: short(value), seen: "\(count) others"))
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
