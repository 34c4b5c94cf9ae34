import LabModel
import SourceText
import TextMatch

/// Operands of which it is known what they may be: one that can never hold, or is of another kind, is told where it is
/// written, and not by a check that fails a whole class.
extension PredicateReader {
    /// What a property is measured in.
    enum Measure: Sendable {
        /// `layers <= 6`
        case count
        /// `cpus <= 0.5`
        case number
        /// `size <= 30MB`, as docker prints sizes of images: a `k` is 1000.
        case size
        /// `memory <= 64m`, as docker reads limits: a `k` is 1024.
        case memory

        func condition(_ text: String) -> QuantityCondition? {
            self == .memory
                ? QuantityCondition(parsing: text) { Quantity(limitOfMemory: $0) }
                : QuantityCondition(parsing: text)
        }

        func takes(_ quantity: Quantity) -> Bool {
            guard quantity.value >= 0 else { return false }
            return switch self {
            case .count: quantity.kind == .number && quantity.value.rounded() == quantity.value
            case .number: quantity.kind == .number
            case .size, .memory: quantity.kind != .duration
            }
        }

        var name: String {
            switch self {
            case .count, .number: "a number"
            case .size: "a size"
            case .memory: "a limit of memory"
            }
        }

        var wayOut: String {
            switch self {
            case .count: "this is counted: write a whole number without a unit"
            case .number: "this is a number without a unit: half a processor is 0.5"
            case .size: "write a size: 30MB is 30,000,000 bytes, 30MiB is 31,457,280; a number alone is bytes"
            case .memory:
                "write it as for docker's --memory: 64m, 64MB and 64MiB are 67,108,864 bytes; a number alone is bytes"
            }
        }
    }

    /// Reads what a quantity is compared with.
    static func condition(
        _ sign: String,
        _ value: String,
        _ measure: Measure,
        at range: Range<Int>
    ) throws(CheckError) -> QuantityCondition {
        guard let condition = measure.condition(sign + value), measure.takes(condition.limit) else {
            throw CheckError(
                rule: "lab.check.operand",
                message: "'\(sign) \(value)' is no condition on \(measure.name)",
                range: range,
                note: measure.wayOut
            )
        }
        return condition
    }

    /// Reads the port of a container that is published: `80`, `53/udp`, or what will stand for one.
    static func containerPort(_ operand: DirectiveToken) throws(CheckError) -> String {
        let text = withoutHoles(operand.value)
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let isProtocol = parts.count < 2 || ["tcp", "udp", "sctp"].contains(parts[1])
        if text.hasPrefix("$") || text.hasPrefix("<") || isPort(parts[0]) && isProtocol {
            return operand.value
        }
        let pair = parts[0].split(separator: ":").suffix(2)
        let isPair = pair.count == 2 && pair.allSatisfy(isPort)
        let example = isPair ? "\(pair[pair.endIndex - 1])/tcp -> \(pair[pair.startIndex])" : "80/tcp -> 8080"
        throw CheckError(
            rule: "lab.check.operand",
            message: "'\(operand.source)' is no port of a container",
            range: operand.range,
            note: "the container's port comes first: publishes \(example)"
        )
    }

    static func isPort(_ text: some StringProtocol) -> Bool {
        Int(text).map { (1...65_535).contains($0) } == true
    }

    /// Reads a file's mode.
    static func mode(_ token: DirectiveToken) throws(CheckError) -> String {
        guard let mode = Int(token.value, radix: 8), (0...0o7777).contains(mode) else {
            throw CheckError(
                rule: "lab.check.operand",
                message: "'\(token.value)' is no file mode",
                range: token.range,
                note: "write it in octal digits: mode=0644 is rw-r--r--"
            )
        }
        return token.value
    }

    /// Reads a text that a property is compared with: what the property can't be is a mistake.
    func operand(_ word: String, _ value: String, at range: Range<Int>) throws(CheckError) -> String {
        let text = Self.withoutHoles(value)
        if text.contains("$") || text.contains("<") { return value }
        if word == "ready" {
            // All of so many, as people mean it.
            if text.wholeMatch(of: /[0-9]+/) != nil { return "\(value)/\(value)" }
            guard text.wholeMatch(of: /[0-9]+\/[0-9]+/) != nil else {
                throw CheckError(
                    rule: "lab.check.operand",
                    message: "'\(value)' doesn't say how many are ready",
                    range: range,
                    note: "write ready=3/3; a condition is asked by 'condition Ready=True'"
                )
            }
            return value
        }
        guard let words = words(of: word) else { return value }
        return try Self.operand(value, of: words, what: word, at: range)
    }

    /// Reads a word of those that there are.
    static func operand(
        _ value: String,
        of words: [String],
        what: String,
        at range: Range<Int>
    ) throws(CheckError) -> String {
        let text = withoutHoles(value)
        if text != value || text.contains("$") || text.contains("<") || words.contains(text) { return value }
        throw CheckError(
            rule: "lab.check.operand",
            message: "no \(what) is called '\(value)'",
            range: range,
            note: "there are \(words.joined(separator: ", "))"
        )
    }

    /// The statuses of a condition.
    static let statuses = ["True", "False", "Unknown"]

    /// The types of events.
    static let eventTypes = ["Normal", "Warning"]

    /// What a property of the subject can be, where the cluster knows some words and no others.
    private func words(of property: String) -> [String]? {
        switch (property, subject.objectKind) {
        case ("phase", "pod"): ["Pending", "Running", "Succeeded", "Failed", "Unknown"]
        case ("type", "service"): ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]
        default: nil
        }
    }
}

extension CheckSubject {
    /// The kind of an object of the cluster by its usual name, whichever of kubectl's names is written; nil for others.
    var objectKind: String? {
        switch self {
        case .pods: "pod"
        case .object(let kind, _):
            switch kind.split(separator: "/").last {
            case "po", "pod", "pods": "pod"
            case "svc", "service", "services": "service"
            case "deploy", "deployment", "deployments": "deployment"
            case let other: other.map(String.init)
            }
        case .container, .image, .volume, .network, .compose, .tcp, .http, .file, .events: nil
        }
    }
}
