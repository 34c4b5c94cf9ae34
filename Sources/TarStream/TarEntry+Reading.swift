import CArchive
import EngineAPI

extension TarEntry {
    // The kinds of a member, as C has them; Swift doesn't see these macros.
    private static let fileKind: UInt32 = 0o100000
    private static let folderKind: UInt32 = 0o040000
    private static let linkKind: UInt32 = 0o120000

    /// Reads a member's head; a path that leaves the archive's root is refused.
    init(_ raw: OpaquePointer) throws {
        guard let name = Self.text(archive_entry_pathname_utf8(raw)) ?? Self.text(archive_entry_pathname(raw))
        else {
            throw EngineError(.badRequest, "slidectl: the archive has a file whose name isn't UTF-8")
        }
        path = try Self.clean(name)
        size = archive_entry_size_is_set(raw) != 0 ? Int(archive_entry_size(raw)) : 0
        permissions = Int(archive_entry_perm(raw))
        user = Int(archive_entry_uid(raw))
        group = Int(archive_entry_gid(raw))
        modified = Int(archive_entry_mtime(raw))
        if let target = Self.text(archive_entry_hardlink_utf8(raw)) ?? Self.text(archive_entry_hardlink(raw))
        {
            kind = .hardLink(try Self.clean(target))
            archive_entry_set_hardlink(raw, try Self.clean(target))
            return
        }
        switch archive_entry_filetype(raw) {
        case Self.fileKind: kind = .file
        case Self.folderKind: kind = .folder
        case Self.linkKind:
            kind = .symbolicLink(
                Self.text(archive_entry_symlink_utf8(raw)) ?? Self.text(archive_entry_symlink(raw)) ?? ""
            )
        default: kind = .special
        }
    }

    private static func text(_ bytes: UnsafePointer<CChar>?) -> String? {
        bytes.flatMap { String(validatingCString: $0) }
    }

    private static func clean(_ path: String) throws -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.contains("..") else {
            throw EngineError(
                .badRequest,
                "slidectl: the archive has the path '\(path)', which leaves its root"
            )
        }
        return parts.joined(separator: "/")
    }
}
