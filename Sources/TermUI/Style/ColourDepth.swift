/// How many colours a terminal has.
public enum ColourDepth: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// No colours: bold, underline and reverse only.
    case none
    /// The 16 of the palette, whose looks the user chose.
    case sixteen
    /// The palette's 256.
    case palette
    /// Red, green and blue, 8 bits each.
    case full

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// Returns the nearest colour that a terminal of this depth has.
    public func reduce(_ colour: TerminalColour) -> TerminalColour {
        switch (self, colour) {
        case (.none, _), (_, .standard): .standard
        case (.full, _): colour
        case (.palette, .palette): colour
        case (.palette, .rgb(let rgb)): .palette(Palette.nearest(rgb, in: 16...255))
        case (.sixteen, .palette(let index)) where index < 16: colour
        case (.sixteen, .palette(let index)): .palette(Palette.nearest(Palette.colour(index), in: 0...15))
        case (.sixteen, .rgb(let rgb)): .palette(Palette.nearest(rgb, in: 0...15))
        }
    }
}

/// The palette of xterm, which other terminals follow but for its first 16 entries.
enum Palette {
    private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    private static let first: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    static func colour(_ index: UInt8) -> RGB {
        let index = Int(index)
        if index < 16 { return RGB(first[index]) }
        if index >= 232 {
            let grey = UInt8(8 + 10 * (index - 232))
            return RGB(grey, grey, grey)
        }
        let cube = index - 16
        return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    }

    static func nearest(_ wanted: RGB, in range: ClosedRange<UInt8>) -> UInt8 {
        var best = range.lowerBound
        var least = Int.max
        for index in range {
            let distance = distance(wanted, colour(index))
            if distance < least { (best, least) = (index, distance) }
        }
        return best
    }

    /// How different two colours look, weighed as eyes do: the "redmean" approximation.
    private static func distance(_ one: RGB, _ other: RGB) -> Int {
        let mean = (Int(one.red) + Int(other.red)) / 2
        let red = Int(one.red) - Int(other.red)
        let green = Int(one.green) - Int(other.green)
        let blue = Int(one.blue) - Int(other.blue)
        return (((512 + mean) * red * red) >> 8) + 4 * green * green + (((767 - mean) * blue * blue) >> 8)
    }
}
