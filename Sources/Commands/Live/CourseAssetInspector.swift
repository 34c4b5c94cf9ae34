import DeckLint
import Host
import Ports
import SystemPackage

/// Looks at the files of a course as its pages have them: what a link leads to outside its root isn't there.
struct CourseAssetInspector: AssetInspector {
    private let folder: RootedFolder

    init(_ course: Course) { folder = RootedFolder(course.reader.root) }

    func info(_ path: FilePath) -> AssetInfo? {
        do throws(FileError) {
            return .file(size: try folder.open(path).stamp.size)
        } catch {
            return switch error {
            case .isDirectory: .folder
            case .outsideRoot: .outside
            case .notFound: nil
            case .unreadable(_, let reason): .unreadable(reason)
            case .tooLarge: .unreadable("too large")
            }
        }
    }

    func head(_ path: FilePath, count: Int) -> [UInt8] {
        guard let file = try? folder.open(path) else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(count, file.stamp.size))
        var filled = 0
        while filled < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                try? file.read(at: filled, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            }
            guard let got, got > 0 else { break }
            filled += got
        }
        return Array(bytes.prefix(filled))
    }
}
