public import EngineAPI

/// Which objects are meant, by their labels: all of some requirements.
public struct LabelSelector: Hashable, Sendable {
    /// How a label's value is judged.
    public enum Operator: String, Hashable, Sendable {
        case isIn = "In"
        case isNotIn = "NotIn"
        case exists = "Exists"
        case doesNotExist = "DoesNotExist"
        case isGreater = "Gt"
        case isLess = "Lt"
    }

    /// What one label must be.
    public struct Requirement: Hashable, Sendable {
        public var key: String
        public var `operator`: Operator
        public var values: [String]

        public init(_ key: String, _ operator: Operator, _ values: [String] = []) {
            self.key = key
            self.operator = `operator`
            self.values = values
        }

        /// Whether a label's value satisfies it; nil for an object without the label.
        public func matches(_ value: String?) -> Bool {
            switch self.operator {
            case .isIn: value.map(values.contains) ?? false
            case .isNotIn: value.map { !values.contains($0) } ?? true
            case .exists: value != nil
            case .doesNotExist: value == nil
            case .isGreater: compares(value) { $0 > $1 }
            case .isLess: compares(value) { $0 < $1 }
            }
        }

        private func compares(_ value: String?, _ compare: (Int, Int) -> Bool) -> Bool {
            guard let value, let number = Int(value), let bound = values.first.flatMap({ Int($0) }) else {
                return false
            }
            return compare(number, bound)
        }
    }

    public var requirements: [Requirement]

    /// A selector of the given requirements; none: every object.
    public init(_ requirements: [Requirement] = []) { self.requirements = requirements }

    /// The selector in a field of an object: `{matchLabels, matchExpressions}`; nil where it can't be read.
    ///
    /// An empty one selects every object.
    public init?(json: JSON) {
        guard case .object = json else { return nil }
        requirements = []
        for member in json["matchLabels"]?.members ?? [] {
            guard let value = member.value.text else { return nil }
            requirements.append(Requirement(member.name, .isIn, [value]))
        }
        for expression in json["matchExpressions"]?.elements ?? [] {
            guard let key = expression["key"]?.text,
                let kind = expression["operator"]?.text.flatMap(Operator.init(rawValue:))
            else { return nil }
            let values = expression["values"]?.elements?.compactMap(\.text) ?? []
            requirements.append(Requirement(key, kind, values))
        }
    }

    /// The selector of a plain map of labels, as services and replication controllers have it.
    public init(labels: [String: String]) {
        requirements = labels.sorted { $0.key < $1.key }.map { Requirement($0.key, .isIn, [$0.value]) }
    }

    public var isEmpty: Bool { requirements.isEmpty }

    public func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { $0.matches(labels[$0.key]) }
    }

    /// Whether an object's labels satisfy all requirements.
    public func matches(_ object: KubeObject) -> Bool {
        guard !requirements.isEmpty else { return true }
        let labels = object.json["metadata"]?["labels"]
        return requirements.allSatisfy { $0.matches(labels?[$0.key]?.text) }
    }

    /// As a request writes it, sorted by key: `app=web,tier in (a,b)`.
    public var text: String {
        requirements.sorted { $0.key < $1.key }.map(\.text).joined(separator: ",")
    }
}

extension LabelSelector.Requirement {
    /// As a request writes it.
    public var text: String {
        switch self.operator {
        case .isIn where values.count == 1: "\(key)=\(values[0])"
        case .isNotIn where values.count == 1: "\(key)!=\(values[0])"
        case .isIn: "\(key) in (\(values.sorted().joined(separator: ",")))"
        case .isNotIn: "\(key) notin (\(values.sorted().joined(separator: ",")))"
        case .exists: key
        case .doesNotExist: "!\(key)"
        case .isGreater: "\(key)>\(values.first ?? "")"
        case .isLess: "\(key)<\(values.first ?? "")"
        }
    }
}
