import DeckLint
import DeckModel
import DeckTerm
import Host
import Ports
import Synchronization
import SystemPackage

/// What the files of a course say to those who show its slides in a terminal.
///
/// Pictures are read once; whoever wants them as they are now makes new assets.
struct CourseAssets: SlideAssets {
    let course: Course
    /// The lecture's folder, from the root.
    let folder: FilePath
    private let memory = PictureMemory()

    init(course: Course, folder: FilePath) {
        self.course = course
        self.folder = folder
    }

    /// Reads a file of the course by its address in the lecture.
    func bytes(_ url: String) -> [UInt8]? {
        LocalAddress.path(url, from: folder).flatMap { try? course.reader.read(course.root.pushing($0)) }
    }

    func picture(_ url: String) -> PictureInfo? { memory.picture(url, reading: read) }

    private func read(_ url: String) -> PictureInfo? {
        guard let bytes = bytes(url), let size = ImageSize.read(bytes) else { return nil }
        return PictureInfo(
            size: MediaSize(height: size.height, width: size.width),
            labels: size.format == .svg ? DrawingLabels.labels(of: bytes) : []
        )
    }

    func address(_ url: String) -> String? {
        guard let path = LocalAddress.path(url, from: folder) else { return nil }
        let parts = course.root.pushing(path).components.map { $0.string.percentEncodedForPath }
        return "file:///" + parts.joined(separator: "/") + LocalAddress.ending(url)
    }
}

/// What is known about pictures that were read.
private final class PictureMemory: Sendable {
    private let known = Mutex<[String: PictureInfo?]>([:])

    func picture(_ url: String, reading read: (String) -> PictureInfo?) -> PictureInfo? {
        if let picture = known.withLock({ $0[url] }) { return picture }
        let picture = read(url)
        known.withLock { $0[url] = .some(picture) }
        return picture
    }
}
