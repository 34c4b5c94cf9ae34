import DeckLint
import DeckModel
import DeckTerm
import Host
import Ports
import SystemPackage

/// What the files of a course say to those who show its slides in a terminal.
struct CourseAssets: SlideAssets {
    let course: Course
    /// The lecture's folder, from the root.
    let folder: FilePath

    /// Reads a file of the course by its address in the lecture.
    func bytes(_ url: String) -> [UInt8]? {
        LocalAddress.path(url, from: folder).flatMap { try? course.reader.read(course.root.pushing($0)) }
    }

    func picture(_ url: String) -> PictureInfo? {
        guard let path = LocalAddress.path(url, from: folder),
            let bytes = try? course.reader.read(course.root.pushing(path)), let size = ImageSize.read(bytes)
        else { return nil }
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
