/// The codes of `CSI … m`.
enum StyleCodes {
    static func apply(_ csi: ControlSequence, to style: TerminalStyle) -> TerminalStyle {
        var style = style
        if csi.parameters.isEmpty { return .plain }
        var index = 0
        while index < csi.parameters.count {
            let code = csi.parameter(index)
            switch code {
            case 0: style = .plain
            case 22: style.attributes.subtract([.bold, .faint])
            case 23: style.attributes.remove(.italic)
            case 24: style.attributes.remove(.underline)
            case 27: style.attributes.remove(.reverse)
            case 29: style.attributes.remove(.strikethrough)
            case 38, 48:
                let colour = colour(csi, &index)
                if code == 38 {
                    style.foreground = colour ?? style.foreground
                } else {
                    style.background = colour ?? style.background
                }
            case 30...39, 90...97: style.foreground = simple(code, base: 30)
            case 40...49, 100...107: style.background = simple(code, base: 40)
            default: if let attribute = attributes[code] { style.attributes.insert(attribute) }
            }
            index += 1
        }
        return style
    }

    private static let attributes: [Int: TerminalStyle.Attributes] = [
        1: .bold, 2: .faint, 3: .italic, 4: .underline, 7: .reverse, 9: .strikethrough,
    ]

    private static func simple(_ code: Int, base: Int) -> TerminalColour {
        switch code - base {
        case 0..<8: .palette(UInt8(code - base))
        case 60..<68: .palette(UInt8(code - base - 52))
        default: .standard
        }
    }

    /// Reads `38;2;r;g;b`, `38:2::r:g:b`, `38;5;n` or `38:5:n`, and steps to its last parameter.
    private static func colour(_ csi: ControlSequence, _ index: inout Int) -> TerminalColour? {
        func byte(_ number: Int) -> UInt8 { UInt8(clamping: number) }
        let own = csi.parameters[index].map { $0 ?? 0 }
        if own.count > 1 {
            if own[1] == 5, own.count > 2 { return .palette(byte(own[2])) }
            guard own[1] == 2, own.count >= 5 else { return nil }
            let rgb = own.suffix(3).map(byte)
            return .rgb(RGB(rgb[0], rgb[1], rgb[2]))
        }
        switch csi.parameter(index + 1) {
        case 5:
            index += 2
            return .palette(byte(csi.parameter(index)))
        case 2:
            index += 4
            return .rgb(
                RGB(
                    byte(csi.parameter(index - 2)),
                    byte(csi.parameter(index - 1)),
                    byte(csi.parameter(index))
                )
            )
        default: return nil
        }
    }
}
