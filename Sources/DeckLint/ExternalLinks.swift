public import DeckModel
public import SourceText

/// Asks other hosts whether a page is there.
public protocol LinkChecker: Sendable {
    /// Asks for a page, with a time limit of its own.
    func check(_ url: String) async -> LinkStatus
}

/// What another host answers.
public enum LinkStatus: Hashable, Sendable {
    /// The page is there.
    case alive
    /// The page moved for good to another address.
    case moved(to: String)
    /// The host says that there is no such page; with the status code of HTTP.
    case dead(status: Int)
    /// No answer was to be had: no such host, no network, too slow.
    case unanswered(String)
}

/// A link to another host.
public struct ExternalLink: Hashable, Sendable {
    public let url: String
    public let location: SourceLocation
}

/// The links of a deck to other hosts; they are asked for only where the user wants it.
public enum ExternalLinks {
    /// What the findings say, by id.
    public static let summaries: [(id: Diagnostic.ID, summary: String)] = [
        ("lint.link.dead", "a page on another host is there"),
        ("lint.link.moved", "a link has the address where the page is now"),
        ("lint.link.unanswered", "another host answers"),
    ]

    /// Finds the links, pictures, films and frames of other hosts, and the authors' links.
    public static func collect(_ deck: Deck, source: SourceFile) -> [ExternalLink] {
        let authors = deck.authors.flatMap(\.elements).compactMap { element -> ExternalLink? in
            guard case .link(let link) = element else { return nil }
            return ExternalLink(url: link.url.text, location: link.command.location)
        }
        let others = PageReference.collect(deck, source).map {
            ExternalLink(url: $0.url, location: $0.location)
        }
        return (authors + others).filter { link in
            let start = link.url.prefix(8).lowercased()
            return start.hasPrefix("http://") || start.hasPrefix("https://")
        }
    }

    /// Asks for each address once, and tells what is wrong with the links.
    ///
    /// - Parameters:
    ///   - links: The links, as ``collect(_:source:)`` finds them.
    ///   - checker: Asks the hosts.
    ///   - width: How many are asked at a time.
    /// - Returns: The findings by place.
    public static func check(
        _ links: [ExternalLink],
        with checker: any LinkChecker,
        width: Int = 8
    ) async -> [Diagnostic] {
        var waiting = Set(links.map { withoutFragment($0.url) }).sorted()[...]
        var answers: [String: LinkStatus] = [:]
        await withTaskGroup(of: (String, LinkStatus).self) { group in
            func askNext() {
                guard let url = waiting.popFirst() else { return }
                group.addTask { (url, await checker.check(url)) }
            }
            for _ in 0..<max(width, 1) { askNext() }
            while let (url, status) = await group.next() {
                answers[url] = status
                if !Task.isCancelled { askNext() }
            }
        }
        return links.compactMap { link in
            answers[withoutFragment(link.url)].flatMap { Diagnostic.link(link, $0) }
        }.sortedByPlace()
    }

    private static func withoutFragment(_ url: String) -> String { String(url.prefix { $0 != "#" }) }
}

extension Diagnostic {
    fileprivate static func link(_ link: ExternalLink, _ status: LinkStatus) -> Self? {
        switch status {
        case .alive: nil
        case .moved(let url):
            Self("lint.link.moved", .warning, at: link.location, "'\(link.url)' moved for good to '\(url)'")
        case .dead(let status):
            Self("lint.link.dead", .warning, at: link.location, "'\(link.url)' isn't there: status \(status)")
        case .unanswered(let reason):
            Self(
                "lint.link.unanswered",
                .warning,
                at: link.location,
                "'\(link.url)' gives no answer: \(reason)",
                notes: [Note("try again; the host may be busy, or the network closed")]
            )
        }
    }
}
