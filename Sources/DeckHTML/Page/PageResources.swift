import HTMLTree

/// Where the addresses in a deck lead in the page that is made.
public protocol AssetLinks: Sendable {
    /// Returns the address to put into the page, such as a `data:` address with the file's content.
    ///
    /// - Parameter address: The address as the deck has it, relative to the deck or not.
    /// - Returns: The address to put in its place.
    func address(for address: String) -> String

    /// Returns the address that a link in the page leads to.
    func target(of address: String) -> String

    /// Returns the text of a script or a style sheet that goes into the page itself; nil where the page loads it.
    func text(at address: String) -> String?
}

/// Leaves every address as the deck has it.
public struct UnchangedLinks: AssetLinks {
    public init() {}
    public func address(for address: String) -> String { address }
    public func target(of address: String) -> String { address }
    public func text(at address: String) -> String? { nil }
}

/// What the elements of one page ask of the page: style rules, permissions, files.
struct PageResources {
    let links: any AssetLinks
    private(set) var policy = ContentPolicy()
    private(set) var rules: [String] = []
    /// Addresses of pictures, films, frames, and what style sheets load, as the deck has them.
    private(set) var assets: [String] = []
    private var knownAssets: Set<String> = []
    private var classes: [String: String] = [:]
    private(set) var requests = Requests()

    /// What a part of the page asked for: enough to ask for it again without making the part.
    struct Requests {
        var uses: [Use] = []
        /// Whether it asked for something whose answer depends on what other parts asked.
        var isEntangled = false

        struct Use {
            var address: String
            var use: ContentPolicy.Use
        }
    }

    init(links: any AssetLinks) { self.links = links }

    /// Notes that the page shows what is at an address, and returns the address to put into the page.
    mutating func use(_ address: String, for use: ContentPolicy.Use) -> String {
        note(Requests.Use(address: address, use: use))
        return links.address(for: address)
    }

    private mutating func note(_ use: Requests.Use) {
        policy.allow(address: use.address, for: use.use)
        if knownAssets.insert(use.address).inserted { assets.append(use.address) }
        requests.uses.append(use)
    }

    /// Notes what a style sheet loads.
    ///
    /// - Parameters:
    ///   - css: The sheet, or the declarations of an element.
    ///   - address: Where the sheet was taken from, which its addresses are relative to; empty for the page's own.
    /// - Returns: The sheet with the addresses to put into the page.
    mutating func style(_ css: String, from address: String = "") -> String { style(css, from: [address]) }

    /// The same for a sheet that others import, by the way to it.
    private mutating func style(_ css: String, from way: [String]) -> String {
        StyleText.rewrite(css) { reference in
            let address = reference.address.relative(to: way.last ?? "")
            switch reference.use {
            case .image: return .address(use(address, for: .image))
            case .font: return .address(use(address, for: .font))
            case .sheet:
                // Sheets may import each other in a circle.
                guard !way.contains(address) else { return .sheet("") }
                guard let text = links.text(at: address) else { return .address(use(address, for: .style)) }
                return .sheet(style(text, from: way + [address]))
            }
        }
    }

    /// Allows a script element with exactly this text.
    mutating func allow(script: String) {
        requests.isEntangled = true
        policy.allow(script: script.withPageLines)
    }

    /// Allows a style element with exactly this text.
    mutating func allow(style: String) {
        requests.isEntangled = true
        policy.allow(style: style.withPageLines)
    }

    /// Allows an event handler attribute with exactly this text.
    mutating func allow(handler: String) {
        requests.isEntangled = true
        policy.allow(handler: handler)
    }

    /// Begins to note requests anew.
    mutating func resetRequests() { requests = Requests() }

    /// Asks again for what a part of an earlier page asked for.
    mutating func repeatRequests(_ earlier: Requests) {
        for use in earlier.uses { note(use) }
    }

    /// Returns a class with the given declarations; the same declarations give the same class.
    ///
    /// The letter tells deck.js which elements have a size that it leaves to them.
    mutating func styleClass(_ declarations: String) -> String {
        requests.isEntangled = true
        if let name = classes[declarations] { return name }
        let name = "\(declarations.giveSize ? "z" : "s")\(classes.count + 1)"
        classes[declarations] = name
        // A brace would end the rule; nothing that an attribute may hold has one.
        if !declarations.contains("{"), !declarations.contains("}"), !declarations.contains("</") {
            rules.append(".\(name){\(declarations)}")
        }
        return name
    }
}

extension String {
    /// The address in a file as the page has it, which has the file by another address.
    fileprivate func relative(to file: String) -> String {
        let start = prefix { !":/?#".contains($0) }
        let isWhole = start.endIndex < endIndex && self[start.endIndex] == ":"
        let path = file.prefix { $0 != "?" && $0 != "#" }
        guard !isWhole, !hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return self }
        return path[...slash] + self
    }

    /// Whether the text, as the declarations of a style, sets a width or a height.
    fileprivate var giveSize: Bool {
        split(separator: ";").contains { declaration in
            let name = declaration.prefix { $0 != ":" }.filter { !$0.isWhitespace }.lowercased()
            return ["width", "height", "inline-size", "block-size"].contains(name)
        }
    }

    /// The text as a browser has it behind reading the page, where all lines end in a line feed.
    fileprivate var withPageLines: String {
        utf8.contains(0x0D) ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
    }
}
