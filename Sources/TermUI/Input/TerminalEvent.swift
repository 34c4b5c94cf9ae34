/// What a terminal tells a program.
public enum TerminalEvent: Hashable, Sendable {
    case key(KeyPress)
    case mouse(MouseEvent)
    /// Text that was pasted, which no key's meaning applies to.
    case paste(String)
    /// The window got or lost the keyboard.
    case focus(Bool)
    /// An answer to a question.
    case reply(TerminalReply)
}

/// Something done with the mouse.
public struct MouseEvent: Hashable, Sendable {
    /// What was done.
    public enum Action: Hashable, Sendable {
        /// A button went down: 0 left, 1 middle, 2 right.
        case press(Int)
        case release(Int)
        case move
        case wheelUp
        case wheelDown
    }

    public var action: Action
    /// The cell under the pointer.
    public var position: CellPosition
    public var modifiers: KeyPress.Modifiers

    public init(_ action: Action, at position: CellPosition, _ modifiers: KeyPress.Modifiers = []) {
        self.action = action
        self.position = position
        self.modifiers = modifiers
    }
}

/// A terminal's answer.
public enum TerminalReply: Hashable, Sendable {
    /// Primary device attributes: what the terminal is like; 4 stands for sixel pictures.
    case attributes([Int])
    /// The terminal's ground.
    case background(RGB)
    /// The size of a cell in pixels.
    case cellPixels(width: Int, height: Int)
    /// The size of the text area in pixels.
    case windowPixels(width: Int, height: Int)
    /// Where the cursor stands.
    case cursor(CellPosition)
    /// The terminal's name and version.
    case version(String)
    /// An answer of the kitty graphics protocol: for which picture, and whether it went well.
    case graphics(id: Int, isGood: Bool)
    /// The kitty keyboard protocol is spoken.
    case keyboard(flags: Int)
    /// A private mode: 1 set, 2 reset, 3 and 4 for ever so, 0 unknown.
    case mode(Int, state: Int)
}
