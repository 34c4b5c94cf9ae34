import DeckHTML
import DeckServer
import Host
import Ports
import SourceText
import SystemPackage
import Synchronization

/// Puts the files that a deck names into the page itself, as `data:` addresses.
final class InlinedAssets: AssetLinks {
    private let course: Course
    /// The deck's folder, from the root.
    private let folder: FilePath
    private let problems = Mutex<[String]>([])

    init(course: Course, folder: FilePath) {
        self.course = course
        self.folder = folder
    }

    /// Addresses that couldn't be put in, with the reason.
    var missing: [String] { problems.withLock { $0 } }

    func address(for address: String) -> String {
        if address.hasPrefix("data:") { return address }
        guard let path = LocalAddress.path(address, from: folder) else {
            note("\(address) isn't a file of the course; the page loads it from elsewhere")
            return address
        }
        guard !LectureFile.isLecture(path) else {
            note(
                "'\(path)' is a lecture, whose page isn't a part of this one: write a site of both with --to site"
            )
            return address
        }
        guard let bytes = read(path) else { return address }
        if NamedFiles.isPage(path) { noteLoss(of: NamedFiles.addresses(in: bytes, of: path).loaded, path) }
        let fragment = address.firstIndex(of: "#").map { address[$0...] } ?? ""
        return "data:\(Self.mediaType(path));base64,\(Base64.encode(bytes))\(fragment)"
    }

    /// Notes that a page which is put in can't reach the files that it needs.
    private func noteLoss(of addresses: [String], _ page: FilePath) {
        let lost = addresses.filter { LocalAddress.path($0, from: page.removingLastComponent()) != nil }
        guard let first = lost.first else { return }
        let others = Set(lost).count - 1
        note(
            "'\(page)' goes into the page without '\(first)'"
                + (others == 0 ? "" : " and \(others) other file\(others == 1 ? "" : "s")")
                + " that it loads: put them into it, or write a site with --to site"
        )
    }

    func target(of address: String) -> String { address }

    func text(at address: String) -> String? {
        LocalAddress.path(address, from: folder).flatMap(read).map { String(decoding: $0, as: UTF8.self) }
    }

    private func read(_ path: FilePath) -> [UInt8]? {
        do throws(FileError) {
            return try course.reader.read(course.root.pushing(path))
        } catch {
            note(error.reason)
            return nil
        }
    }

    private static func mediaType(_ path: FilePath) -> String {
        let type = ContentType.ofFile(named: path.string) ?? "application/octet-stream"
        return type.replacing(" ", with: "")
    }

    private func note(_ problem: String) {
        problems.withLock { if !$0.contains(problem) { $0.append(problem) } }
    }
}
