/// A key of the keyboard.
public enum Key: Hashable, Sendable {
    /// A key that writes; with Shift, what it then writes.
    case character(Character)
    case enter
    case escape
    case tab
    case backspace
    case insert
    case delete
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// F1 is 1.
    case function(Int)
}

/// A key with what was held while it was pressed.
public struct KeyPress: Hashable, Sendable {
    /// What changes the meaning of a key.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Never set for a key that writes: what it writes says it.
        public static let shift = Self(rawValue: 1)
        public static let alt = Self(rawValue: 2)
        public static let control = Self(rawValue: 4)
        public static let command = Self(rawValue: 8)
    }

    public var key: Key
    public var modifiers: Modifiers

    public init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A key that writes.
    public init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }
}
