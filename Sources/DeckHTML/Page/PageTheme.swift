/// What a course may change of the look of its pages.
public struct PageTheme: Hashable, Sendable {
    /// The accent colour as CSS has it, such as `#0b6e6e`.
    public var accent: String?
    /// The address of a picture for the cover.
    public var logo: String?
    /// Font stacks as CSS has them.
    public var textFont: String?
    public var codeFont: String?
    /// A style sheet of the course, put behind ours; its addresses are relative to the page, and what it imports is
    /// in it.
    public var styleSheet = ""

    public init() {}

    /// The theme as CSS; notes what its sheet loads.
    func css(_ resources: inout PageResources) -> String {
        let variables = [
            ("--accent", accent), ("--font", textFont), ("--head", textFont), ("--mono", codeFont),
        ]
        .compactMap { name, value in value.map { "\(name):\($0)" } }
        return (variables.isEmpty ? "" : ":root{\(variables.joined(separator: ";"))}")
            + (logo == nil ? "" : Self.logoRule) + resources.style(styleSheet)
    }

    /// How a logo looks, which pages without one needn't know.
    ///
    /// The script gives pictures a width, so that has to be outdone.
    private static let logoRule = """
        .cover .logo{display:block;margin-bottom:1em;height:2.8em;width:auto!important;padding:.4em;background:#fff;\
        border-radius:.3em}
        """
}
