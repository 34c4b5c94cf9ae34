import EngineAPI
import LabModel
import TextMatch
import Yams

/// Brings a document that is expected up to the documents that two runs printed: what still matches stays, the rest is
/// what was seen, and what isn't there any more goes.
struct DocumentMerge {
    let format: LabStep.DocumentFormat
    let line: RecordedLine

    /// The new expectation's lines.
    ///
    /// - Parameters:
    ///   - expectation: The document as it is expected.
    ///   - one: What the first run printed.
    ///   - other: What the second printed.
    /// - Returns: Nil where a document can't be read, or nothing that is expected is there.
    func lines(updating expectation: String, _ one: [String], _ other: [String]) -> [String]? {
        let texts = (one: one.joined(separator: "\n"), other: other.joined(separator: "\n"))
        guard let expected = read(expectation), var first = read(texts.one), var second = read(texts.other)
        else { return nil }
        // One document where several are printed: it is about one of them.
        if case .object = expected {
            if let element = first.elements?.first { first = element }
            if let element = second.elements?.first { second = element }
        }
        guard let merged = merged(expected, first, second), !merged.isEmpty else { return nil }
        let lines = text(merged).split(separator: "\n").map(String.init)
        let test = DocumentTest(format, lines.joined(separator: "\n"))
        let holds =
            test.match(texts.one, line.captures.one).isMatch
            && test.match(texts.other, line.captures.other).isMatch
        return holds ? lines : nil
    }

    private func read(_ text: String) -> JSON? { try? DocumentReader.read(text, format).get() }

    // MARK: Values

    private func merged(_ expected: JSON, _ one: JSON, _ other: JSON) -> JSON? {
        if holds(expected, one, other) { return expected }
        switch (expected, one, other) {
        case (.object(let members), .object, .object):
            let kept = members.compactMap { member -> JSON.Member? in
                guard let first = one[member.name], let second = other[member.name],
                    let value = merged(member.value, first, second)
                else { return nil }
                return JSON.Member(member.name, value)
            }
            return kept.isEmpty ? nil : .object(kept)
        case (.array(let wanted), .array(let first), .array(let second)):
            return merged(wanted, first, second)
        default: return recorded(one, other)
        }
    }

    /// Elements that are found stay, in their order; the others are what stands at their place.
    private func merged(_ wanted: [JSON], _ one: [JSON], _ other: [JSON]) -> JSON? {
        var free = Array(zip(one, other))
        var places: [Int?] = []
        for value in wanted {
            let place = free.firstIndex { holds(value, $0.0, $0.1) }
            places.append(place)
            if let place { free.remove(at: place) }
        }
        var elements: [JSON] = []
        for (value, place) in zip(wanted, places) {
            if place != nil {
                elements.append(value)
            } else if !free.isEmpty {
                let (first, second) = free.removeFirst()
                if let new = merged(value, first, second) { elements.append(new) }
            }
        }
        return elements.isEmpty ? nil : .array(elements)
    }

    /// What both runs have in common of a value.
    private func recorded(_ one: JSON, _ other: JSON) -> JSON? {
        guard let first = scalar(one), let second = scalar(other) else { return one == other ? one : nil }
        if one == other, one.text == nil { return one }
        return line.source(first, second).map { .string($0) }
    }

    private func holds(_ expected: JSON, _ one: JSON, _ other: JSON) -> Bool {
        let test = DocumentTest(.json, String(decoding: expected.bytes, as: UTF8.self))
        return test.match(String(decoding: one.bytes, as: UTF8.self), line.captures.one).isMatch
            && test.match(String(decoding: other.bytes, as: UTF8.self), line.captures.other).isMatch
    }

    private func scalar(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .number(let digits): digits
        case .bool, .null, .array, .object: nil
        }
    }

    // MARK: Text

    private func text(_ value: JSON) -> String {
        switch format {
        case .json: DocumentText.json(value, "")
        case .yaml: (try? serialize(node: DocumentText.yaml(value))) ?? ""
        }
    }
}

/// Writes documents as people do: a member a line.
private enum DocumentText {
    static func json(_ value: JSON, _ indentation: String) -> String {
        let inner = indentation + "  "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                "\(inner)\(plain(.string(member.name))): \(json(member.value, inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + json($0, inner) }.joined(separator: ",\n")
                + "\n\(indentation)]"
        default: return plain(value)
        }
    }

    static func yaml(_ value: JSON) -> Node {
        switch value {
        case .object(let members): Node(members.map { (yaml(.string($0.name)), yaml($0.value)) })
        case .array(let elements): Node(elements.map(yaml))
        case .string(let text):
            Node(text, Tag(.str), isPlain(text) ? .plain : .doubleQuoted)
        case .number, .bool, .null: Node(plain(value), Tag.implicit, .plain)
        }
    }

    /// Whether a text is read as itself without quotes.
    private static func isPlain(_ text: String) -> Bool {
        let others: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        return text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.\/-]*/) != nil && !others.contains(text.lowercased())
    }

    private static func plain(_ value: JSON) -> String { String(decoding: value.bytes, as: UTF8.self) }
}

extension JSON {
    fileprivate var isEmpty: Bool { elements?.isEmpty ?? members?.isEmpty ?? false }
}
