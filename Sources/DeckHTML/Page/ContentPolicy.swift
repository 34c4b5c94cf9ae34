import Crypto
import SourceText

/// The Content Security Policy of a page: what is in it runs and is shown, and the hosts that the deck names; no more.
///
/// - Note: Source: Content Security Policy Level 3.
struct ContentPolicy {
    private var scripts: [String] = []
    private var styles: [String] = []
    private var handlers: [String] = []
    private var imageHosts: [String] = []
    private var fontHosts: [String] = []
    private var mediaHosts: [String] = []
    private var frameHosts: [String] = []
    private var scriptHosts: [String] = []
    private var styleHosts: [String] = []
    private var objectHosts: [String] = []

    /// What an address is used for.
    enum Use {
        case image, font, media, frame, script, style, object
    }

    /// Allows a script element with exactly this text.
    mutating func allow(script: String) { Self.add(Self.hash(script), to: &scripts) }

    /// Allows a style element with exactly this text.
    mutating func allow(style: String) { Self.add(Self.hash(style), to: &styles) }

    /// Allows an event handler attribute with exactly this text.
    mutating func allow(handler: String) { Self.add(Self.hash(handler), to: &handlers) }

    /// Allows the host of an address; for an address without one, the page's own.
    mutating func allow(address: String, for use: Use) {
        guard let host = Self.source(of: address) else { return }
        switch use {
        case .image: Self.add(host, to: &imageHosts)
        case .font: Self.add(host, to: &fontHosts)
        case .media: Self.add(host, to: &mediaHosts)
        case .frame: Self.add(host, to: &frameHosts)
        case .script: Self.add(host, to: &scriptHosts)
        case .style: Self.add(host, to: &styleHosts)
        case .object: Self.add(host, to: &objectHosts)
        }
    }

    /// The policy's text.
    ///
    /// - Parameter forHeader: Whether it goes into a header, which takes a directive that a `meta` element doesn't.
    /// - Returns: The directives.
    func text(forHeader: Bool) -> String {
        let handlerSources = handlers.isEmpty ? [] : ["'unsafe-hashes'"] + handlers
        var directives = [
            "default-src 'none'",
            directive("script-src", scripts + scriptHosts + handlerSources),
            directive("style-src", styles + styleHosts),
            directive("img-src", files(and: imageHosts)),
            directive("media-src", files(and: mediaHosts)),
            directive("frame-src", files(and: frameHosts)),
            directive("font-src", files(and: fontHosts)),
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
        if !objectHosts.isEmpty { directives.append(directive("object-src", files(and: objectHosts))) }
        if forHeader { directives.append("frame-ancestors 'self'") }
        return directives.joined(separator: "; ")
    }

    private func directive(_ name: String, _ sources: [String]) -> String {
        "\(name) \(sources.isEmpty ? "'none'" : sources.joined(separator: " "))"
    }

    /// What stands beside the page or inside it, and on other hosts.
    private func files(and hosts: [String]) -> [String] {
        ["'self'", "data:"] + hosts.filter { $0 != Self.ownHost }
    }

    private static let ownHost = "'self'"

    private static func add(_ source: String, to list: inout [String]) {
        if !list.contains(source) { list.append(source) }
    }

    private static func hash(_ text: String) -> String {
        "'sha256-\(Base64.encode(Array(SHA256.hash(data: Array(text.utf8)))))'"
    }

    /// The source that an address is allowed by; nil for schemes that aren't.
    private static func source(of address: String) -> String? {
        let start = address.prefix { !":/?#".contains($0) }
        let hasScheme = start.endIndex < address.endIndex && address[start.endIndex] == ":"
        return origin(of: address) ?? (hasScheme || address.hasPrefix("//") ? nil : ownHost)
    }

    /// Scheme and host of an address, or nil where it names none; anything that could end the directive is left out.
    static func origin(of address: String) -> String? {
        // Most addresses are paths of the course; a search for the scheme costs more than this look.
        guard address.utf8.contains(UInt8(ascii: ":")) || address.utf8.starts(with: "//".utf8) else {
            return nil
        }
        var rest = Substring(address)
        var scheme = "https:"
        if let range = rest.firstRange(of: "://") {
            scheme = rest[..<range.lowerBound].lowercased() + ":"
            guard scheme == "https:" || scheme == "http:" else { return nil }
            rest = rest[range.upperBound...]
        } else if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
        } else {
            return nil
        }
        let host = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]_".contains($0)) }
        return host.isEmpty ? nil : "\(scheme)//\(host.lowercased())"
    }
}
