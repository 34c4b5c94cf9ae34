import NIOCore
package import Ports
import SystemPackage

/// The pages that were made, and the open pages in browsers that follow them.
///
/// A page is never older than its files were when it was asked for: their stamps are compared each time, and whoever
/// asks while a rendering is under way that may have read the old text waits for the next one. Many that ask at once
/// share one rendering.
package actor DeckStore {
    private let source: any DeckPageSource
    private let folder: any ServedFolder
    private var pages: [PageName: CachedPage] = [:]
    private var clients: ReloadClients
    private var count = 0
    private var isStopped = false

    /// How many pages are kept.
    private static let capacity = 64

    package init(source: any DeckPageSource, folder: any ServedFolder, maximumStreams: Int = 256) {
        self.source = source
        self.folder = folder
        clients = ReloadClients(capacity: maximumStreams, script: source.changeScript)
    }

    /// Returns the page as its files are now.
    func revision(of name: PageName) async -> PageRevision {
        count += 1
        let arrival = count
        while true {
            pages[name, default: CachedPage()].lastUse = count
            if let cached = pages[name], let current = cached.current, cached.isFresh(in: folder) {
                return current
            }
            let flight = pages[name]?.flight ?? launch(name)
            let revision = await flight.task.value
            if flight.number > arrival { return revision }
        }
    }

    /// Makes a page in all its forms before anybody asks for it.
    func prepare(_ name: PageName) async { await revision(of: name).prepareSmallest() }

    private func launch(_ name: PageName) -> CachedPage.Flight {
        count += 1
        let (source, start) = (source, folder.now)
        let task = Task {
            let page =
                switch name {
                case .deck(let path): await source.page(for: path)
                case .listing(let path): await source.listing(of: path)
                }
            return self.land(page, name, renderedFrom: start)
        }
        let flight = CachedPage.Flight(number: count, task: task)
        pages[name, default: CachedPage()].flight = flight
        return flight
    }

    private func land(_ page: DeckPage, _ name: PageName, renderedFrom start: Int) -> PageRevision {
        var cached = pages[name] ?? CachedPage()
        let revision = cached.take(page, renderedFrom: start, folder: folder)
        cached.flight = nil
        pages[name] = cached
        clients.bring(name, to: revision.page) { cached.state(tagged: $0) }
        evict()
        return revision
    }

    private func evict() {
        guard pages.count > Self.capacity else { return }
        let unused = pages.filter { $0.value.flight == nil && !clients.follow($0.key) }
        for (name, _) in unused.sorted(by: { $0.value.lastUse < $1.value.lastUse }).prefix(
            pages.count - Self.capacity
        ) {
            pages[name] = nil
        }
    }

    // MARK: Live reload

    /// Brings every open page up to date with the files.
    package func filesChanged() async {
        for name in clients.names {
            if pages[name]?.isFresh(in: folder) != true { _ = await revision(of: name) }
            for path in pages[name]?.takeChangedAssets(in: folder) ?? [] {
                let names = path.lexicallyNormalized().components.map(\.string)
                clients.tell(name, .asset(RequestPath.address(of: names)))
            }
        }
    }

    /// Lets a browser that shows a state of a page follow it; nil where there are too many followers.
    ///
    /// The stream holds what to send, ready for the wire; `drop` closes the connection of a browser that doesn't read.
    /// A page that has something to put back gets the script at once.
    func follow(
        _ name: PageName,
        showing etag: String,
        needsScript: Bool = false,
        drop: @escaping @Sendable () -> Void
    ) async -> ReloadClients.Stream? {
        guard !isStopped, let stream = clients.add(name, etag: etag, drop: drop) else { return nil }
        if needsScript { clients.sendScript(to: stream.id) }
        let revision = await revision(of: name)
        let cached = pages[name]
        clients.bring(name, to: revision.page) { cached?.state(tagged: $0) }
        return stream
    }

    func unfollow(_ stream: ReloadClients.Stream) { clients.remove(stream.id) }

    /// Sends a sign of life to every follower.
    func heartbeat() { clients.heartbeat() }

    /// Ends all streams and takes no new ones.
    func stop() {
        isStopped = true
        clients.removeAll()
        for page in pages.values { page.flight?.task.cancel() }
    }

    /// How many browsers follow.
    var followerCount: Int { clients.count }
}
