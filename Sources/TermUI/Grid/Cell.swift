/// One cell of a grid.
public struct Cell: Hashable, Sendable {
    /// The grapheme cluster that begins here; empty in the cells that a wide one covers further.
    public var text: String
    /// How many cells the cluster covers; 0 in those that it covers further.
    public var width: Int
    public var style: TerminalStyle
    /// Where a click leads.
    public var link: String?

    public init(_ text: String, width: Int, style: TerminalStyle = .plain, link: String? = nil) {
        self.text = text
        self.width = width
        self.style = style
        self.link = link
    }

    /// A space.
    public static let blank = Cell(" ", width: 1)

    /// A space with a ground.
    public static func blank(_ style: TerminalStyle) -> Cell { Cell(" ", width: 1, style: style) }
}
