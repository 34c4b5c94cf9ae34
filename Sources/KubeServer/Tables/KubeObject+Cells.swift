import EngineAPI
import KubeAPI

/// What cells are made of.
extension KubeObject {
    /// How long ago the object was made.
    func age(_ now: KubeTime) -> JSON {
        .string(HumanDuration.since(self["metadata", "creationTimestamp"], now))
    }

    /// The text at a path, or what stands for none.
    func text(_ path: String..., or missing: String = "<none>") -> JSON {
        .string(json.value(at: path[...])?.text.flatMap { $0.isEmpty ? nil : $0 } ?? missing)
    }

    /// The number at a path; 0 for none.
    func number(_ path: String...) -> Int { json.value(at: path[...])?.integer ?? 0 }

    /// The names and the images of a list of containers, each joined with commas.
    func containers(_ path: String...) -> (names: JSON, images: JSON) {
        let all = json.value(at: path[...])?.elements ?? []
        return (
            .string(all.compactMap { $0["name"]?.text }.joined(separator: ",")),
            .string(all.compactMap { $0["image"]?.text }.joined(separator: ","))
        )
    }
}

extension JSON {
    static func int(_ value: Int) -> JSON { .number(String(value)) }

    /// A number or a string, as fields such as `maxUnavailable` have it.
    var numberOrText: String? {
        switch self {
        case .number(let digits): digits
        case .string(let text): text
        default: nil
        }
    }

    /// A map of labels as a selector: `a=b,c=d`, `<none>` when empty.
    var labelText: String {
        let pairs = (members ?? []).map { "\($0.name)=\($0.value.text ?? "")" }.sorted()
        return pairs.isEmpty ? "<none>" : pairs.joined(separator: ",")
    }

    /// A `{matchLabels, matchExpressions}` as text, `<none>` when empty.
    var selectorText: String {
        guard let selector = LabelSelector(json: self), !selector.isEmpty else { return "<none>" }
        return selector.text
    }
}

/// Lists of which the first few are shown.
enum ShortList {
    static func text(_ all: [String], atMost limit: Int = 3, none: String = "<none>") -> String {
        guard !all.isEmpty else { return none }
        let shown = all.prefix(limit).joined(separator: ",")
        return all.count > limit ? "\(shown) + \(all.count - limit) more..." : shown
    }
}
