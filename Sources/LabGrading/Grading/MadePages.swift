import EngineAPI

/// The pages that grading wrote for students, so that those of students who are gone can be taken away, and nothing else.
public struct MadePages: Sendable {
    private let list: String
    private let files: any DurableFiles

    private static let format = "slidectl-pages/1"
    private static let limit = 64 << 20

    /// The pages of a grading folder, which has their list.
    public init(_ folder: GradeFolder, files: any DurableFiles = DiskFiles()) {
        (list, self.files) = (folder.pages, files)
    }

    /// Notes what was written into a folder of pages, and removes from there what an earlier run wrote and this one didn't.
    ///
    /// A file that isn't byte for byte what was written then is somebody's by now, and stays.
    ///
    /// - Parameters:
    ///   - pages: The digests of the pages, by the names of their files.
    ///   - folder: The folder, absolute.
    /// - Throws: ``FileFailure`` where a page can't be removed or the list can't be written.
    public func keep(_ pages: [String: Digest], in folder: String) throws(FileFailure) {
        var made = try earlier()
        for (name, digest) in made[folder, default: [:]].sorted(by: { $0.key < $1.key })
        where pages[name] == nil && !name.contains("/") {
            let path = folder + "/" + name
            // What can't be read, such as a link, isn't what was written.
            guard let bytes = try? files.read(path, limit: Self.limit), Digest(of: bytes) == digest else {
                continue
            }
            try files.remove(path)
        }
        made[folder] = pages
        try files.replace(list, with: Self.bytes(made))
    }

    /// What earlier runs wrote, by folder and name; a list that can't be read names nothing.
    private func earlier() throws(FileFailure) -> [String: [String: Digest]] {
        guard let bytes = try files.read(list, limit: Self.limit),
            let json = try? JSON(strictly: bytes), json["format"]?.text == Self.format
        else { return [:] }
        var made: [String: [String: Digest]] = [:]
        for folder in json["folders"]?.members ?? [] {
            for page in folder.value.members ?? [] {
                made[folder.name, default: [:]][page.name] = page.value.text.flatMap { Digest(hex: $0) }
            }
        }
        return made
    }

    private static func bytes(_ made: [String: [String: Digest]]) -> [UInt8] {
        let folders = made.sorted { $0.key < $1.key }.map { folder, pages in
            JSON.Member(
                folder,
                .object(pages.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) })
            )
        }
        let list = JSON.object([.init("format", .string(format)), .init("folders", .object(folders))])
        return list.bytes + [UInt8(ascii: "\n")]
    }
}
