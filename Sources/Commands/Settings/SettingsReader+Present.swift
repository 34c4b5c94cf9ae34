import DeckTerm
import SourceText
import Yams

extension SettingsReader {
    /// Reads `present:`, how lectures are shown in the terminal.
    mutating func present(_ node: Node) {
        read(
            node,
            "present",
            keys: [
                "minutes": { reader, node in
                    guard let minutes = node.int, (1...1440).contains(minutes) else {
                        return reader.report(
                            .wrongKind(
                                "present.minutes",
                                "a number from 1 to 1440",
                                at: reader.place(of: node)
                            )
                        )
                    }
                    reader.settings.present.minutes = minutes
                },
                "keys": { $0.keys($1) },
            ]
        )
    }

    /// Reads `keys:`, a key or a list of keys for each command.
    private mutating func keys(_ node: Node) {
        var readings: [String: Reading] = [:]
        for command in TalkCommand.allCases {
            readings[command.rawValue] = { reader, node in
                let nodes = node.sequence.map(Array.init) ?? [node]
                let names = nodes.compactMap { $0.scalar?.string }
                guard names.count == nodes.count else {
                    return reader.report(
                        .wrongKind("present.keys", "a key or a list of keys", at: reader.place(of: node))
                    )
                }
                for name in reader.settings.present.keys.remap(command, to: names) {
                    reader.report(.unknownKeyName(name, at: reader.place(of: node)))
                }
            }
        }
        read(node, "present.keys", keys: readings)
    }
}

extension Diagnostic {
    fileprivate static func unknownKeyName(_ name: String, at location: SourceLocation) -> Self {
        Self(
            "settings.unknown-key-name",
            .warning,
            at: location,
            "'\(name)' names no key",
            notes: [
                Note(
                    "keys are x, space, enter, escape, tab, up, pagedown, f5; before them ctrl-, alt- and shift-"
                )
            ]
        )
    }
}
