extension TerminalStyle {
    /// The parameters of the sequence that gives text exactly this style: those of `ESC [ … m`, a reset first.
    public func codes(_ depth: ColourDepth) -> String {
        var codes = "0"
        let named: [(Attributes, String)] = [
            (.bold, ";1"), (.faint, ";2"), (.italic, ";3"), (.underline, ";4"), (.reverse, ";7"),
            (.strikethrough, ";9"),
        ]
        for (attribute, code) in named where attributes.contains(attribute) { codes += code }
        codes += Self.codes(depth.reduce(foreground), base: 30)
        codes += Self.codes(depth.reduce(background), base: 40)
        return codes
    }

    private static func codes(_ colour: TerminalColour, base: Int) -> String {
        switch colour {
        case .standard: ""
        case .palette(let index) where index < 8: ";\(base + Int(index))"
        case .palette(let index) where index < 16: ";\(base + 52 + Int(index))"
        case .palette(let index): ";\(base + 8);5;\(index)"
        case .rgb(let rgb): ";\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
        }
    }
}
