/// What a terminal in memory can do, and how it answers.
public struct VirtualTerminalHabits: Sendable {
    /// How wide it shows text.
    public var measure = TextMeasure.standard
    /// Whether it answers questions at all.
    public var answers = true
    /// What it says about itself to DA1; 4 means sixels.
    public var attributes = [62, 22]
    /// Its ground; nil says nothing.
    public var background: RGB?
    /// The size of a cell in pixels; nil says nothing.
    public var cellPixels: (width: Int, height: Int)?
    /// Whether it shows kitty's pictures.
    public var kittyPictures = false
    /// Whether it speaks kitty's keyboard protocol.
    public var kittyKeyboard = false
    /// Its name and version; nil says nothing.
    public var version: String?

    public init() {}
}

/// A picture as it came to a terminal.
public enum PictureCommand: Hashable, Sendable {
    /// A command of kitty's protocol: its keys, its data as they came, and the cell where it shows.
    case kitty(keys: [String: String], payload: [UInt8], at: CellPosition)
    /// A file of iTerm2's protocol: its arguments and its data as they came.
    case iterm(arguments: String, payload: [UInt8], at: CellPosition)
    case sixel([UInt8], at: CellPosition)
}
