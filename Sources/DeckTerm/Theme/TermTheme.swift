public import TermUI

/// How roles look in a terminal.
///
/// Colours are taken as they are meant; the printer reduces them to what the terminal has. Nothing rests on colour
/// alone: marked code has a bar, links are underlined, headings are bold.
public struct TermTheme: Hashable, Sendable {
    /// The ground, and the text on it.
    public let ground: TerminalStyle
    private let colours: ThemeColours
    private let hasColours: Bool

    /// Makes a theme.
    ///
    /// - Parameters:
    ///   - isDark: Whether the ground is dark; nil where nobody knows: then the terminal's own 16 colours are used, which
    ///     their user can read.
    ///   - paintsGround: Whether the ground is ours, or stays the terminal's.
    ///   - depth: The colours that the terminal has.
    ///   - accent: The course's colour; nil for ours.
    public init(isDark: Bool?, paintsGround: Bool = false, depth: ColourDepth = .full, accent: RGB? = nil) {
        hasColours = depth != .none
        switch isDark {
        case let isDark? where depth > .sixteen:
            colours = isDark ? .dark(accent) : .light(accent)
            ground =
                paintsGround
                ? TerminalStyle(foreground: colours.ink, background: colours.paper) : .plain
        case let isDark? where depth == .sixteen && paintsGround:
            colours = .palette
            ground = TerminalStyle(
                foreground: .palette(isDark ? 15 : 0),
                background: .palette(isDark ? 0 : 15)
            )
        default:
            colours = .palette
            ground = .plain
        }
    }

    /// The style of a role on the ground.
    public func style(_ role: TextRole) -> TerminalStyle {
        var style = ground
        if role.contains(.strong) || !role.isDisjoint(with: [.title, .heading, .keyword, .prompt]) {
            style.attributes.insert(.bold)
        }
        if !role.isDisjoint(with: [.emphasis, .quote, .comment]) { style.attributes.insert(.italic) }
        if role.contains(.struck) { style.attributes.insert(.strikethrough) }
        if !role.isDisjoint(with: [.link, .underlined]) { style.attributes.insert(.underline) }
        if role.contains(.found) { style.attributes.insert(.reverse) }
        if role.contains(.marked), !role.contains(.panel) { style.attributes.insert(.reverse) }
        guard hasColours else { return style }
        if let panel = colours.panel, !role.isDisjoint(with: [.panel, .code]) { style.background = panel }
        if role.contains(.marked) {
            if let tint = colours.tint {
                style.background = tint
                style.attributes.remove(.reverse)
            } else if role.contains(.panel) {
                style.attributes.insert(.bold)
            }
        }
        if let colour = colours.foreground(role) {
            style.foreground = colour
        } else if role.contains(.soft) || !role.isDisjoint(with: [.comment, .output]) {
            style.attributes.insert(.faint)
        }
        return style
    }
}

/// The colours of a theme; where one is nil, the terminal has none that is sure to be legible.
struct ThemeColours: Hashable, Sendable {
    var ink: TerminalColour
    var paper: TerminalColour
    var soft: TerminalColour?
    var accent: TerminalColour
    /// The text of titles.
    var heading: TerminalColour?
    var link: TerminalColour?
    var panel: TerminalColour?
    /// The ground of marked lines.
    var tint: TerminalColour?
    var warning: TerminalColour
    var keyword: TerminalColour
    var string: TerminalColour
    var number: TerminalColour
    var function: TerminalColour
    var type: TerminalColour

    /// The colour of a role's text; nil for that of the ground.
    func foreground(_ role: TextRole) -> TerminalColour? {
        if role.contains(.keyword) || role.contains(.meta) { return keyword }
        if role.contains(.comment) || role.contains(.output) { return soft }
        if role.contains(.string) || role.contains(.inserted) { return string }
        if role.contains(.number) { return number }
        if role.contains(.function) { return function }
        if role.contains(.type) { return type }
        if role.contains(.prompt) { return accent }
        if role.contains(.deleted) || role.contains(.warning) { return warning }
        if role.contains(.link) { return link }
        if role.contains(.accent) { return accent }
        if !role.isDisjoint(with: [.title, .heading]) { return heading }
        if role.contains(.code), panel == nil { return type }
        if role.contains(.soft) || role.contains(.quote) { return soft }
        return nil
    }

    static func light(_ accent: RGB?) -> Self {
        let accent = TerminalColour.rgb(accent?.darkened ?? RGB(0x0B6068))
        return Self(
            ink: .rgb(0x1A2024),
            paper: .rgb(0xFAFCFC),
            soft: .rgb(0x5A646B),
            accent: accent,
            heading: accent,
            link: accent,
            panel: .rgb(0xEDF1F1),
            tint: .rgb(0xCFE5E3),
            warning: .rgb(0xA3202B),
            keyword: .rgb(0x7B1FA2),
            string: .rgb(0x1C6128),
            number: .rgb(0x8F3C00),
            function: .rgb(0x0A4F98),
            type: .rgb(0x0B6068)
        )
    }

    static func dark(_ accent: RGB?) -> Self {
        let accent = TerminalColour.rgb(accent?.lightened ?? RGB(0x83D5D2))
        return Self(
            ink: .rgb(0xECEFF1),
            paper: .rgb(0x121719),
            soft: .rgb(0xA3ADB2),
            accent: accent,
            heading: accent,
            link: accent,
            panel: .rgb(0x1F2629),
            tint: .rgb(0x1A4040),
            warning: .rgb(0xFFB0AE),
            keyword: .rgb(0xD9A8F5),
            string: .rgb(0xA5D8A0),
            number: .rgb(0xF4B883),
            function: .rgb(0x96C8FF),
            type: .rgb(0x83D5D2)
        )
    }

    /// The 16 colours of the terminal; panels would hardly be legible in them.
    ///
    /// Blue is hardly seen on the black of many terminals, and cyan on the white of some: what must be read is in neither.
    static let palette = Self(
        ink: .standard,
        paper: .standard,
        soft: nil,
        accent: .palette(6),
        heading: nil,
        link: nil,
        panel: nil,
        tint: nil,
        warning: .palette(1),
        keyword: .palette(5),
        string: .palette(2),
        number: .palette(1),
        function: .palette(6),
        type: .palette(6)
    )
}

extension RGB {
    /// The colour dark enough for text on a light ground.
    fileprivate var darkened: RGB { mixed(with: 0, until: { $0.luminance <= 0.15 }) }

    /// The colour light enough for text on a dark ground.
    fileprivate var lightened: RGB { mixed(with: 255, until: { $0.luminance >= 0.36 }) }

    /// How much light the colour gives, 0…1; near enough to WCAG's measure to keep text legible by it.
    private var luminance: Double {
        let parts = [red, green, blue].map { Double($0) / 255 }
        return 0.2126 * parts[0] * parts[0] + 0.7152 * parts[1] * parts[1] + 0.0722 * parts[2] * parts[2]
    }

    private func mixed(with other: Int, until isEnough: (RGB) -> Bool) -> RGB {
        var colour = self
        for step in 1...10 where !isEnough(colour) {
            func mix(_ part: UInt8) -> UInt8 { UInt8((Int(part) * (10 - step) + other * step) / 10) }
            colour = RGB(mix(red), mix(green), mix(blue))
        }
        return colour
    }
}
