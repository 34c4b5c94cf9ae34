import EngineAPI
import KubeAPI

/// How objects of a custom type are shown: by the columns that its definition names.
enum CustomTable {
    static func of(_ definition: KubeObject, version: String) -> ObjectTable {
        let versions = definition["spec", "versions"]?.elements ?? []
        let found = versions.first { $0["name"]?.text == version }
        let columns = (found?["additionalPrinterColumns"]?.elements ?? []).compactMap(Column.init)
        guard !columns.isEmpty else { return .plain }
        return ObjectTable([.init("Name")] + columns.map(\.column)) { object, now in
            [.string(object.name)] + columns.map { $0.cell(object, now) }
        }
    }

    private struct Column: Sendable {
        let column: TableColumn
        let path: SimplePath

        init?(_ json: JSON) {
            guard let name = json["name"]?.text, let text = json["jsonPath"]?.text,
                let path = SimplePath(text)
            else { return nil }
            column = TableColumn(
                name,
                TableColumn.Kind(rawValue: json["type"]?.text ?? "") ?? .string,
                wide: json["priority"]?.integer ?? 0 > 0,
                json["description"]?.text ?? ""
            )
            self.path = path
        }

        func cell(_ object: KubeObject, _ now: KubeTime) -> JSON {
            guard let value = path.values(in: object.json).first else { return .null }
            switch (column.kind, value) {
            case (.date, _): return .string(HumanDuration.since(value, now))
            case (.string, .string), (.integer, .number), (.number, .number), (.boolean, .bool): return value
            case (.string, .object), (.string, .array):
                return .string(String(decoding: value.bytes, as: UTF8.self))
            case (.string, .number(let digits)): return .string(digits)
            case (.string, .bool(let value)): return .string(value ? "true" : "false")
            default: return .null
            }
        }
    }
}

/// The paths of printer columns: `.spec.size`, `.status.conditions[?(@.type=="Ready")].status`.
struct SimplePath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case member(String)
        case index(Int)
        case all
        case matching(member: String, value: String)
    }

    private var steps: [Step] = []

    /// Reads a path; nil for what isn't of these forms.
    init?(_ text: String) {
        guard text.utf8.count < 1024 else { return nil }
        var rest = text[...]
        while let first = rest.popFirst() {
            switch first {
            case ".":
                let name = Self.name(&rest)
                guard !name.isEmpty else { return nil }
                steps.append(.member(name))
            case "[":
                guard let end = Self.end(of: rest), let step = Self.step(rest[..<end]) else { return nil }
                steps.append(step)
                rest = rest[rest.index(after: end)...]
            default: return nil
            }
        }
    }

    func values(in json: JSON) -> [JSON] {
        steps.reduce([json]) { values, step in
            values.flatMap { value -> [JSON] in
                switch step {
                case .member(let name): value[name].map { [$0] } ?? []
                case .index(let index):
                    value.elements.flatMap { $0.indices.contains(index) ? [$0[index]] : nil } ?? []
                case .all: value.elements ?? value.members?.map(\.value) ?? []
                case .matching(let member, let wanted):
                    (value.elements ?? []).filter { $0[member]?.numberOrText == wanted }
                }
            }
        }
    }

    /// A name, in which a backslash keeps a dot.
    private static func name(_ rest: inout Substring) -> String {
        var name = ""
        while let next = rest.first, next != ".", next != "[" {
            rest.removeFirst()
            if next == "\\", let kept = rest.popFirst() { name.append(kept) } else { name.append(next) }
        }
        return name
    }

    /// The bracket that closes what was opened, outside of quotes.
    private static func end(of text: Substring) -> Substring.Index? {
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if character == quote {
                quote = nil
            } else if quote == nil {
                if character == "]" { return index }
                if character == "\"" || character == "'" { quote = character }
            }
        }
        return nil
    }

    private static func step(_ text: Substring) -> Step? {
        if text == "*" { return .all }
        if let index = Int(text) { return index >= 0 ? .index(index) : nil }
        if let name = unquoted(text) { return .member(name) }
        guard text.hasPrefix("?(@."), text.hasSuffix(")") else { return nil }
        let inner = text.dropFirst(4).dropLast()
        guard let equals = inner.firstIndex(of: "="), inner[equals...].hasPrefix("==") else { return nil }
        let value = inner[inner.index(equals, offsetBy: 2)...]
        return .matching(
            member: trimmed(inner[..<equals]),
            value: unquoted(Substring(trimmed(value))) ?? trimmed(value)
        )
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first
        else {
            return nil
        }
        return String(text.dropFirst().dropLast())
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
