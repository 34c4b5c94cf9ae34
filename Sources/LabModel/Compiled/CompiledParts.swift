import SourceText

extension StudentFile {
    var compiled: JSONValue {
        .object(["path": .string(path), "from": .string(origin.rawValue), "max": .number(limit)])
    }
}

extension Replacement {
    var compiled: JSONValue { .array([.string(name), .string(value)]) }
}

extension LabVariant {
    var compiled: JSONValue {
        .object(["name": .string(name), "kind": .string(kind.text), "for": literal.map { .string($0) }])
    }
}

extension LabVariant.Kind {
    /// The kind as a sidecar describes it.
    public var text: String {
        switch self {
        case .port(let range): "port \(range.lowerBound)..\(range.upperBound)"
        case .word: "word"
        case .name: "name"
        case .template(let pieces):
            pieces.map { piece in
                switch piece {
                case .literal(let text): text
                case .hex(let count): "{{hex\(count)}}"
                case .word: "{{word}}"
                case .number(let range): "{{int \(range.lowerBound)..\(range.upperBound)}}"
                }
            }.joined()
        }
    }
}

extension LabLimits {
    var compiled: JSONValue {
        .object([
            "milliCPUs": milliCPUs.map { .number($0) }, "memory": memory.map { .number($0) },
            "disk": disk.map { .number($0) }, "pids": pids.map { .number($0) },
            "containers": containers.map { .number($0) }, "images": images.map { .number($0) },
            "output": output.map { .number($0) }, "step": stepSeconds.map { .number($0) },
            "egress": egress.map { .string($0.rawValue) },
        ])
    }
}

extension LabPolicy {
    var compiled: JSONValue {
        .object([
            "attempts": scoring.attempts.map { .array([.number($0.free), .number($0.percent)]) },
            "late": scoring.late.map {
                .object([
                    "percent": .number($0.percent), "each": .string($0.unit.rawValue),
                    "most": .number($0.most),
                    "until": $0.cutOff.map { .number($0) }, "grace": .number($0.grace),
                ])
            },
            "bonus": .array(scoring.bonus.sorted().map { .string($0) }),
            // The moment counts, not how it is written.
            "deadline": deadline.map { .number($0.seconds) },
        ])
    }
}

extension Points {
    var compiled: JSONValue { .number(thousandths) }
}
