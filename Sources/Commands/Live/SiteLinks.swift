import DeckHTML
import SystemPackage
import Synchronization

/// The addresses in one page of a site: links to lectures lead to their pages, and all is relative, so that the site
/// works below any address and from disk.
final class SiteLinks: AssetLinks {
    private let pages: SitePages
    /// The lecture's folder, from the root.
    private let folder: FilePath
    private let course: Course
    private let linked = Mutex<[FilePath]>([])
    private let linkedFolders = Mutex<[FilePath]>([])
    private let elsewhere = Mutex<[FilePath]>([])

    init(pages: SitePages, folder: FilePath, course: Course) {
        self.pages = pages
        self.folder = folder
        self.course = course
    }

    /// The files of the course that the page links to.
    var files: [FilePath] { linked.withLock { $0 } }

    /// The folders of the course that the page links to, which have no page of their own in a site.
    var folders: [FilePath] { linkedFolders.withLock { $0 } }

    /// The lectures of the course that the page links to and that the site doesn't have.
    var lecturesElsewhere: [FilePath] { elsewhere.withLock { $0 } }

    func address(for address: String) -> String {
        guard let path = LocalAddress.path(address, from: folder) else { return address }
        // What shows a lecture shows its page.
        if pages.contains(path) { return relative(pages.page(of: path)) + LocalAddress.ending(address) }
        return address.hasPrefix("/") ? relative(path) + LocalAddress.ending(address) : address
    }

    func target(of address: String) -> String {
        guard let path = LocalAddress.path(address, from: folder) else { return address }
        if pages.contains(path) { return self.address(for: address) }
        // The course itself has its index.
        if path.isEmpty { return relative("index.html") + LocalAddress.ending(address) }
        if LectureFinder.isFolder(course.root.pushing(path)) {
            linkedFolders.withLock { if !$0.contains(path) { $0.append(path) } }
        }
        guard course.holdsFile(path) else { return address }
        if LectureFile.isLecture(path) {
            elsewhere.withLock { if !$0.contains(path) { $0.append(path) } }
            return address
        }
        linked.withLock { if !$0.contains(path) { $0.append(path) } }
        return self.address(for: address)
    }

    func text(at address: String) -> String? { nil }

    /// The way from the page's folder to a file of the site, as an address.
    private func relative(_ path: FilePath) -> String {
        var (from, to) = (Array(folder.components), Array(path.components))
        while let first = from.first, first == to.first, to.count > 1 {
            from.removeFirst()
            to.removeFirst()
        }
        let way = Array(repeating: "..", count: from.count) + to.map { $0.string.percentEncodedForPath }
        // A colon in the first part would read as a scheme.
        return (way.first?.contains(":") == true ? "./" : "") + way.joined(separator: "/")
    }
}
