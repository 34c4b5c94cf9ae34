import Ports
import SystemPackage

/// What the store knows of one page.
struct CachedPage {
    /// The state of a file when the page was made from it.
    private struct Known {
        var stamp: FileStamp?
        /// Whether the file changed so shortly before it was read that a further change might not show in its stamp.
        var isYoung: Bool
    }

    /// The page as it is shown now.
    private(set) var current: PageRevision?
    /// Earlier states, for the pages that are still open somewhere; the newest last.
    private(set) var earlier: [DeckPage] = []
    /// The rendering under way.
    var flight: Flight?
    /// When the page was last asked for, in the store's own count.
    var lastUse = 0
    private var dependencies: [FilePath: Known] = [:]
    private var assets: [FilePath: FileStamp?] = [:]

    /// A rendering under way; those that came before it read the files may share it.
    struct Flight {
        var number: Int
        var task: Task<PageRevision, Never>
    }

    /// How many earlier states are kept.
    static let kept = 8
    /// The kernel stamps files by a clock of its own that ticks every few milliseconds.
    private static let clockTick = 20_000_000

    /// Whether the page says what the files say.
    func isFresh(in folder: some ServedFolder) -> Bool {
        current != nil
            && dependencies.allSatisfy { path, known in
                !known.isYoung && folder.stamp(of: path) == known.stamp
            }
    }

    /// The state of the page that a client shows; nil where it is forgotten.
    func state(tagged etag: String) -> DeckPage? {
        if let current, current.page.etag == etag { return current.page }
        return earlier.last { $0.etag == etag }
    }

    /// Takes a page in; rendering started at `start`, on the folder's clock.
    mutating func take(_ page: DeckPage, renderedFrom start: Int, folder: some ServedFolder) -> PageRevision {
        dependencies = [:]
        for path in page.dependencies {
            let stamp = folder.stamp(of: path)
            // A time far ahead is somebody's wrong clock, not a race.
            let isYoung = stamp.map {
                ($0.modified > start - Self.clockTick) && $0.modified < folder.now + 2_000_000_000
            }
            dependencies[path] = Known(stamp: stamp, isYoung: isYoung ?? false)
        }
        let former = assets
        assets = [:]
        // An asset that was named before keeps its stamp, or its change would never be told.
        for path in page.assets { assets[path] = former[path] ?? folder.stamp(of: path) }
        if let current, current.page.etag == page.etag, current.page.isUsable == page.isUsable {
            return current
        }
        if let current {
            earlier.removeAll { $0.etag == current.page.etag }
            earlier = (earlier + [current.page]).suffix(Self.kept)
        }
        let revision = PageRevision(page)
        current = revision
        return revision
    }

    /// Returns the assets that changed since they were last looked at.
    mutating func takeChangedAssets(in folder: some ServedFolder) -> [FilePath] {
        var changed: [FilePath] = []
        for (path, known) in assets {
            let stamp = folder.stamp(of: path)
            guard stamp != known else { continue }
            assets[path] = .some(stamp)
            changed.append(path)
        }
        return changed.sorted { $0.string < $1.string }
    }
}
