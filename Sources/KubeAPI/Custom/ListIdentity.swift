import EngineAPI

/// By what the elements of a custom type's list are told apart: those of a set by themselves, those of a map by keys.
struct ListIdentity {
    private let type: String?
    private let names: [String]

    init(_ schema: JSON) {
        type = schema["x-kubernetes-list-type"]?.text
        names = (schema["x-kubernetes-list-map-keys"]?.elements ?? []).compactMap(\.text)
    }

    /// The key of an element of a map; nil in other lists, whose elements have no identity over time.
    func key(of element: JSON) -> JSON? {
        type == "map" ? .array(names.map { element[$0] ?? .null }) : nil
    }

    /// The elements of a map by their keys, the first of several.
    func byKey(_ elements: [JSON]) -> [JSON: JSON] {
        Dictionary(elements.compactMap { element in key(of: element).map { ($0, element) } }) { first, _ in
            first
        }
    }

    /// Where elements stand that were there before them.
    func repeats(_ elements: [JSON]) -> [Int] {
        var seen: Set<JSON> = []
        return elements.indices.filter { index in
            guard let identity = type == "set" ? elements[index] : key(of: elements[index]) else {
                return false
            }
            return !seen.insert(identity).inserted
        }
    }
}
