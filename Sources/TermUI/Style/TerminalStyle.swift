/// How a cell looks.
public struct TerminalStyle: Hashable, Sendable {
    /// What a terminal can do to text beside colouring it.
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let bold = Self(rawValue: 1)
        public static let faint = Self(rawValue: 2)
        public static let italic = Self(rawValue: 4)
        public static let underline = Self(rawValue: 8)
        public static let reverse = Self(rawValue: 16)
        public static let strikethrough = Self(rawValue: 32)
    }

    public var foreground: TerminalColour
    public var background: TerminalColour
    public var attributes: Attributes

    public init(
        foreground: TerminalColour = .standard,
        background: TerminalColour = .standard,
        attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own text on its own ground.
    public static let plain = TerminalStyle()

    /// The style with attributes added.
    public func adding(_ more: Attributes) -> Self {
        var style = self
        style.attributes.formUnion(more)
        return style
    }

    /// The style with another colour of text.
    public func with(foreground: TerminalColour) -> Self {
        var style = self
        style.foreground = foreground
        return style
    }

    /// The style with another ground.
    public func with(background: TerminalColour) -> Self {
        var style = self
        style.background = background
        return style
    }
}
