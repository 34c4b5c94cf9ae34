/// What the environment says about the terminal.
public struct TerminalKind: Hashable, Sendable {
    /// The variable TERM.
    public let term: String
    /// The variable TERM_PROGRAM.
    public let program: String
    /// Whether tmux stands between us and the terminal.
    public let isInTmux: Bool
    /// The colours that the terminal has and the user wants.
    public var depth: ColourDepth
    /// Whether the ground is dark, as far as the environment says.
    public let isDark: Bool?

    public init(_ environment: [String: String]) {
        term = environment["TERM"] ?? ""
        program = environment["TERM_PROGRAM"] ?? ""
        isInTmux = environment["TMUX"]?.isEmpty == false
        depth = Self.depth(environment, term: term, program: program)
        isDark = Self.isDark(environment["COLORFGBG"])
    }

    /// Whether the terminal can show screens at all.
    public var showsScreens: Bool { !["", "dumb", "unknown"].contains(term) }

    /// Whether the terminal may show strings it doesn't know as text.
    public var isSimple: Bool { term == "linux" || term.hasPrefix("vt") || term == "ansi" }

    /// What the printer may use.
    public var printerOptions: PrinterOptions {
        var options = PrinterOptions()
        options.depth = depth
        options.links = !isSimple
        options.setsTitle = !isSimple
        options.synchronizes = !isSimple
        // GNU screen erases in the terminal's own colour; tmux calls itself screen, too, and doesn't.
        options.erasesInColour = isInTmux || !term.hasPrefix("screen")
        return options
    }

    private static func depth(_ environment: [String: String], term: String, program: String) -> ColourDepth {
        // By the convention of no-color.org, any value but an empty one means it.
        if environment["NO_COLOR"]?.isEmpty == false { return .none }
        if ["", "dumb", "unknown", "vt100", "vt102", "vt220", "vt320"].contains(term) { return .none }
        if term.hasSuffix("-mono") || term.hasSuffix("-m") { return .none }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"]) { return .full }
        if term.hasSuffix("-direct") || term.hasSuffix("-truecolor") { return .full }
        let capable = ["kitty", "ghostty", "wezterm", "alacritty", "foot", "contour", "rio"]
        if capable.contains(where: term.contains) { return .full }
        if ["iTerm.app", "WezTerm", "ghostty", "vscode", "Hyper", "rio"].contains(program) { return .full }
        if environment["WT_SESSION"] != nil { return .full }
        if term.contains("256") { return .palette }
        return .sixteen
    }

    /// Reads COLORFGBG, `15;0` or `15;default;0`, which rxvt and others set.
    private static func isDark(_ colours: String?) -> Bool? {
        guard let last = colours?.split(separator: ";").last, let index = Int(last) else { return nil }
        return index < 7 || index == 8
    }
}
