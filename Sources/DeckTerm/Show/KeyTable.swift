public import TermUI

/// Which keys do what.
public struct KeyTable: Hashable, Sendable {
    private var commands: [KeyPress: TalkCommand] = [:]

    /// The table that is meant for everybody.
    public static let standard = KeyTable([
        .next: ["right", "space", "down", "pagedown", "l", "j", "enter"],
        .previous: ["left", "up", "pageup", "backspace", "h", "k"],
        .nextSlide: ["J", ">"], .previousSlide: ["K", "<"],
        .first: ["home", "g"], .last: ["end", "G"], .back: ["'", "`", "ctrl-o"],
        .overview: ["o", "tab"], .search: ["/"], .nextFound: ["n"], .previousFound: ["N"],
        .blank: ["b", "."], .help: ["?", "f1"], .redraw: ["ctrl-l"], .suspend: ["ctrl-z"],
        .notesDown: ["]"], .notesUp: ["["], .restartClock: ["T"], .quit: ["q", "ctrl-c"],
    ])

    /// Makes a table of keys by their names; names that mean no key are left out.
    public init(_ keys: [TalkCommand: [String]]) {
        for (command, names) in keys { bind(names, to: command) }
    }

    /// The command of a key; nil for keys that do nothing.
    public subscript(_ key: KeyPress) -> TalkCommand? { commands[key] }

    /// Gives a command other keys than it had; keys that had another command lose it.
    ///
    /// - Returns: The names that mean no key.
    @discardableResult
    public mutating func remap(_ command: TalkCommand, to names: [String]) -> [String] {
        commands = commands.filter { $0.value != command }
        return bind(names, to: command)
    }

    /// The names of a command's keys, in order.
    public func names(of command: TalkCommand) -> [String] {
        commands.filter { $0.value == command }.keys.map(\.name)
            .sorted { ($0.count, $0) > ($1.count, $1) }
    }

    @discardableResult
    private mutating func bind(_ names: [String], to command: TalkCommand) -> [String] {
        var unknown: [String] = []
        for name in names {
            if let key = KeyPress(name: name) { commands[key] = command } else { unknown.append(name) }
        }
        return unknown
    }
}

extension KeyPress {
    private static let names: [(String, Key)] = [
        ("space", .character(" ")), ("enter", .enter), ("escape", .escape), ("tab", .tab),
        ("backspace", .backspace), ("insert", .insert), ("delete", .delete), ("up", .up), ("down", .down),
        ("left", .left), ("right", .right), ("home", .home), ("end", .end), ("pageup", .pageUp),
        ("pagedown", .pageDown),
    ]
    private static let modifierNames: [(String, Modifiers)] = [
        ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]

    /// Reads a key's name: `x`, `space`, `pagedown`, `f5`, `ctrl-n`, `alt-left`.
    public init?(name: String) {
        var rest = name[...]
        var modifiers: Modifiers = []
        while let (mark, modifier) = Self.modifierNames.first(where: {
            rest.count > $0.0.count && rest.hasPrefix($0.0)
        }) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(mark.count)
        }
        let word = rest.lowercased()
        if let (_, key) = Self.names.first(where: { $0.0 == word }) {
            self.init(key, modifiers)
        } else if let character = rest.first, rest.count == 1, !character.isWhitespace {
            // With Shift, a key that writes is what it then writes.
            self.init(.character(character), modifiers.subtracting(.shift))
        } else if word.first == "f", let number = Int(word.dropFirst()), (1...24).contains(number) {
            self.init(.function(number), modifiers)
        } else {
            return nil
        }
    }

    /// The key's name, as ``init(name:)`` reads it.
    public var name: String {
        let lead = Self.modifierNames.filter { modifiers.contains($0.1) }.map(\.0).joined()
        switch key {
        case .character(" "): return lead + "space"
        case .character(let character): return lead + String(character)
        case .function(let number): return lead + "f\(number)"
        default: return lead + (Self.names.first { $0.1 == key }?.0 ?? "")
        }
    }
}
