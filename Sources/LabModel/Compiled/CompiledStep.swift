import SourceText
import TextMatch

extension LabStep {
    /// What is run.
    ///
    /// How long it runs depends on what is expected where that ends it.
    var compiledWork: JSONValue {
        .object([
            "id": .string(id), "command": .string(command.text), "mode": .string(mode.rawValue),
            "timeout": timeout.map { .number($0) }, "typed": .array(typed.map { .string($0) }),
            "let": .array(replacements.map(\.compiled)),
            "bind": .array(
                bindings.map { .array([.string($0.literal), .string("\($0.reference)")]) }
            ),
            "needs": .array(needs.map { .string($0) }),
            "until": [.foreground, .follow, .terminal].contains(mode) ? compiledEnd : nil,
        ])
    }

    private var compiledEnd: JSONValue {
        mode == .foreground ? .array(checks.map(\.compiled)) : output?.compiled ?? .null
    }

    /// What is expected, asked and given.
    var compiledJudgement: JSONValue {
        .object([
            "id": .string(id), "exit": .number(exit), "out": output?.compiled,
            "shown": isOutputShown ? .bool(true) : nil, "err": errorOutput?.compiled,
            "checks": .array(checks.map(\.compiled)), "points": points?.compiled, "gate": .bool(isGate),
            "award": .string(award.rawValue),
            "penalties": .array(hints.map(\.penalty.compiled)),
        ])
    }
}

extension LabStep.Output {
    fileprivate var compiled: JSONValue {
        switch self {
        case .block(let block): block.compiled
        case .table(let table):
            .object([
                "rows": .array(
                    table.rows.map { row in
                        .object(
                            row.cells.sorted { $0.key < $1.key }.map {
                                JSONValue.Member($0.key, .string($0.value.source))
                            }
                        )
                    }
                ),
                "whole": .bool(table.isWhole),
            ])
        case .document(let format, let text):
            .object(["format": .string(format.rawValue), "text": .string(text)])
        case .anything: "anything"
        }
    }
}

extension BlockPattern {
    fileprivate var compiled: JSONValue {
        .object(["lines": .array(lines.map { .string($0.source) }), "mode": .string(mode.rawValue)])
    }
}

extension LabCheck {
    var compiled: JSONValue {
        .object([
            "id": .string(id), "check": .string(source), "when": .string(timing.compiled),
            "points": points?.compiled, "gate": .bool(isGate), "hidden": .bool(isHidden),
        ])
    }
}

extension LabCheck.Timing {
    fileprivate var compiled: String {
        switch self {
        case .now: "now"
        case .within(let time): "within \(time)"
        case .always(let time): "always \(time)"
        case .never(let time): "never \(time)"
        }
    }
}
