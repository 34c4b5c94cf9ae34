/// The style and link in which a terminal writes now.
struct Pen: Sendable {
    private var style = TerminalStyle.plain
    private var link: String?

    /// Changes to a style and a link by as little as possible.
    mutating func take(
        _ wanted: TerminalStyle,
        _ wantedLink: String?,
        _ output: inout TerminalOutput,
        _ options: PrinterOptions
    ) {
        let wantedLink = options.links ? wantedLink : nil
        if link != wantedLink {
            output.link(wantedLink)
            link = wantedLink
        }
        var wanted = wanted
        wanted.foreground = options.depth.reduce(wanted.foreground)
        wanted.background = options.depth.reduce(wanted.background)
        guard wanted != style else { return }
        output.text("\u{1B}[\(Self.change(from: style, to: wanted))m")
        style = wanted
    }

    /// Goes back to the terminal's own style, so that nothing else that prints is coloured.
    mutating func leave(_ output: inout TerminalOutput, _ options: PrinterOptions) {
        take(.plain, nil, &output, options)
    }

    static func change(from old: TerminalStyle, to new: TerminalStyle) -> String {
        if new == .plain { return "" }
        var codes: [String] = []
        var old = old
        if !old.attributes.isSubset(of: new.attributes) {
            codes.append("0")
            old = .plain
        }
        let names: [(TerminalStyle.Attributes, String)] = [
            (.bold, "1"), (.faint, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
            (.strikethrough, "9"),
        ]
        let added = new.attributes.subtracting(old.attributes)
        codes += names.filter { added.contains($0.0) }.map(\.1)
        if new.foreground != old.foreground { codes.append(code(of: new.foreground, base: 30)) }
        if new.background != old.background { codes.append(code(of: new.background, base: 40)) }
        return codes.joined(separator: ";")
    }

    private static func code(of colour: TerminalColour, base: Int) -> String {
        switch colour {
        case .standard: "\(base + 9)"
        case .palette(let index) where index < 8: "\(base + Int(index))"
        case .palette(let index) where index < 16: "\(base + 52 + Int(index))"
        case .palette(let index): "\(base + 8);5;\(index)"
        case .rgb(let rgb): "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
        }
    }
}
