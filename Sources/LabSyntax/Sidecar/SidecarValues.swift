import LabModel
import SourceText
import Yams

/// Takes values out of a sidecar's nodes and notes what isn't of the kind that its place asks for.
struct SidecarValues {
    let file: SidecarFile
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SidecarFile) { self.file = file }

    /// Notes what is wrong; who has made so many mistakes isn't helped by more.
    mutating func report(_ diagnostic: Diagnostic) {
        if !isFull { diagnostics.append(diagnostic) }
    }

    private var isFull: Bool { diagnostics.count >= 200 }

    // MARK: Mappings

    /// A key and its value.
    typealias Entry = (key: Node, value: Node)

    /// The entries of a mapping by their names; what isn't known there is a mistake.
    mutating func fields(_ node: Node, _ what: String, known: [String]) -> [String: Entry] {
        var fields: [String: Entry] = [:]
        for (name, entry) in entries(node, what) {
            if known.contains(name) {
                fields[name] = entry
            } else if !isFull {
                report(.unknownSidecarKey(name, in: what, known: known, at: file.location(entry.key)))
            }
        }
        return fields
    }

    /// The entries of a mapping with any names, in order.
    mutating func entries(_ node: Node, _ what: String) -> [(name: String, entry: Entry)] {
        guard let mapping = node.mapping else {
            wrong(node, what, "a list of 'key: value' lines")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.scalar?.string else {
                wrong(key, "a key", "a text")
                return nil
            }
            return (name, (key, value))
        }
    }

    mutating func elements(_ node: Node, _ what: String) -> [Node] {
        if let sequence = node.sequence { return Array(sequence) }
        wrong(node, what, "a list")
        return []
    }

    // MARK: Scalars

    /// A value that must be one of some.
    mutating func value<Value>(
        _ entry: Entry?,
        _ what: String,
        _ rule: String,
        _ read: (String) -> Value?
    ) -> Value? {
        entry.flatMap { value($0.value, what, rule, read) }
    }

    mutating func value<Value>(
        _ node: Node,
        _ what: String,
        _ rule: String,
        _ read: (String) -> Value?
    ) -> Value? {
        if let text = node.scalar?.string, let value = read(text) { return value }
        wrong(node, what, rule)
        return nil
    }

    mutating func text(_ entry: Entry?, _ what: String) -> String? {
        value(entry, what, "a text that isn't empty") { $0.trimmingSpaces.isEmpty ? nil : $0 }
    }

    mutating func points(_ node: Node, _ what: String) -> Points? {
        value(node, what, "a number of points such as 2 or 0.5") { Points(parsing: $0) }
    }

    mutating func count(_ entry: Entry?, _ what: String, _ range: ClosedRange<Int>) -> Int? {
        value(entry, what, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    mutating func bytes(_ entry: Entry?, _ what: String) -> Int? {
        value(entry, what, "a size such as 512MiB") { LabDuration.bytes($0).flatMap { $0 > 0 ? $0 : nil } }
    }

    mutating func seconds(_ entry: Entry?, _ what: String) -> Int? {
        value(entry, what, "a time such as 30s or 2m, of a day at most") {
            LabDuration.seconds($0).flatMap { $0 > 0 ? $0 : nil }
        }
    }

    mutating func flag(_ entry: Entry?, _ what: String) -> Bool? {
        value(entry, what, "true or false") { ["true": true, "false": false][$0] }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node,
        _ what: String,
        _: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        value(node, what, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))") {
            Choice(rawValue: $0)
        }
    }

    mutating func wrong(_ node: Node, _ what: String, _ rule: String) {
        report(.wrongSidecarValue(what, rule, at: file.location(node)))
    }
}
