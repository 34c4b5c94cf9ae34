/// A colour by its red, green and blue.
public struct RGB: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Takes a colour as style sheets write it: `0x1A2B3C`.
    public init(_ hex: UInt32) {
        self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
    }

    /// How light the colour looks, 0…1.
    public var lightness: Double {
        (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }
}

/// The colour of a cell's text or ground.
///
/// Whoever draws takes the colours that are meant; the printer reduces them to what the terminal has.
public enum TerminalColour: Hashable, Sendable {
    /// The terminal's own.
    case standard
    /// An entry of the terminal's palette: 0…7, 8…15 bright, 16…231 a cube, 232…255 greys.
    case palette(UInt8)
    case rgb(RGB)

    /// Takes a colour as style sheets write it: `0x1A2B3C`.
    public static func rgb(_ hex: UInt32) -> Self { .rgb(RGB(hex)) }
}
