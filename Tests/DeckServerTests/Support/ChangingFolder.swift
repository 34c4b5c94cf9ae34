import DeckServer
import Ports
import Synchronization
import SystemPackage

/// A folder in which one file changes when it is told to.
final class ChangingFolder: ServedFolder {
    private let version = Mutex(0)

    /// The clock runs far ahead of the file, so that no change is too young to be trusted.
    let now = 4_000_000_000_000_000_000

    var count: Int { version.withLock { $0 } }
    func change() { version.withLock { $0 += 1 } }

    func stamp(of path: FilePath) -> FileStamp? { FileStamp(size: 1, modified: count, inode: 1) }
    func contains(_ path: FilePath) -> Bool { true }
    func open(_ path: FilePath) throws(FileError) -> any ServedFile { throw .notFound(path) }
}

/// Pages that say how often the folder changed.
struct LongPages: DeckPageSource {
    let folder: ChangingFolder
    var changeScript = ""

    @concurrent func page(for deck: FilePath) async -> DeckPage {
        let count = folder.count
        return DeckPage(
            html: [],
            contentSecurityPolicy: "",
            etag: "\(count)",
            title: "",
            slides: ["<section id=1>\(count)"],
            dependencies: [deck]
        )
    }

    @concurrent func listing(of folder: FilePath) async -> DeckPage { await page(for: folder) }
}
