import CArchive
public import EngineAPI
import Glibc
import Synchronization

/// A member of an archive with all that is written of it.
public struct TarMember: Hashable, Sendable {
    /// From the archive's root, parts joined by slashes.
    public var path: String
    public var kind: TarEntry.Kind
    public var contents: [UInt8]
    public var permissions: Int
    public var user: Int
    public var group: Int
    /// In seconds since 1970.
    public var modified: Int

    /// A member; of what is no file the contents don't count.
    public init(
        path: String,
        kind: TarEntry.Kind = .file,
        contents: [UInt8] = [],
        permissions: Int = 0o644,
        user: Int = 0,
        group: Int = 0,
        modified: Int = 0
    ) {
        (self.path, self.kind, self.contents) = (path, kind, contents)
        (self.permissions, self.user, self.group, self.modified) = (permissions, user, group, modified)
    }
}

extension TarWriter {
    /// An archive of members of any kind but special ones, in order, with its end.
    ///
    /// - Throws: `EngineError` where libarchive can't write a member, such as one with a path that is too long.
    public static func archive(_ members: [TarMember]) throws -> [UInt8] {
        // Names in archives are UTF-8; without this libarchive would not even take them.
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let before = locale.map { uselocale($0) }
        defer {
            if let before { uselocale(before) }
            if let locale { freelocale(locale) }
        }
        let size = members.reduce(8192) { $0 + $1.contents.count + 3 * $1.path.utf8.count + 4096 }
        var bytes = [UInt8](repeating: 0, count: size)
        guard let writer = archive_write_new(), let entry = archive_entry_new() else {
            throw EngineError(.failed, "slidectl: there is no memory to write an archive")
        }
        defer {
            archive_entry_free(entry)
            archive_write_free(writer)
        }
        archive_write_set_format_pax_restricted(writer)
        archive_write_set_bytes_per_block(writer, 0)
        var used = 0
        try bytes.withUnsafeMutableBytes { buffer in
            guard archive_write_open_memory(writer, buffer.baseAddress, size, &used) == ARCHIVE_OK else {
                throw EngineError(.failed, "slidectl: an archive can't be written")
            }
            for member in members {
                archive_entry_clear(entry)
                describe(member, in: entry)
                guard archive_write_header(writer, entry) >= ARCHIVE_WARN else {
                    throw EngineError(.failed, "slidectl: '\(member.path)' can't be written into an archive")
                }
                if member.kind == .file, !member.contents.isEmpty {
                    guard
                        archive_write_data(writer, member.contents, member.contents.count)
                            == member.contents.count
                    else { throw EngineError(.failed, "slidectl: an archive can't be written") }
                }
            }
            archive_write_close(writer)
        }
        return Array(bytes[..<used])
    }

    private static func describe(_ member: TarMember, in entry: OpaquePointer) {
        archive_entry_set_pathname(entry, member.kind == .folder ? member.path + "/" : member.path)
        archive_entry_set_perm(entry, mode_t(truncatingIfNeeded: member.permissions & 0o7777))
        archive_entry_set_uid(entry, la_int64_t(member.user))
        archive_entry_set_gid(entry, la_int64_t(member.group))
        archive_entry_set_mtime(entry, time_t(member.modified), 0)
        archive_entry_set_size(entry, 0)
        switch member.kind {
        case .folder: archive_entry_set_filetype(entry, 0o040000)
        case .symbolicLink(let target):
            archive_entry_set_filetype(entry, 0o120000)
            archive_entry_set_symlink(entry, target)
        case .hardLink(let target):
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_hardlink(entry, target)
        case .file, .special:
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_size(entry, la_int64_t(member.contents.count))
        }
    }
}

/// Reads whole archives into memory.
public enum TarReader {
    /// The members, in order.
    ///
    /// `limit` is for the bytes of all contents.
    ///
    /// - Throws: `EngineError` where the archive is broken, too large, or has paths that leave it.
    public static func members(
        of archive: ByteStream,
        limit: Int,
        allowsCompression: Bool = true
    ) async throws -> [TarMember] {
        // What follows the archive's end, or a mistake in it, is nobody's business.
        defer { archive.cancel() }
        let found = Mutex<[TarMember]>([])
        var rules = TarRules()
        rules.allowsCompression = allowsCompression
        rules.mostBytes = limit
        rules.mostEntries = 50_000
        rules.decide = { entry in
            if entry.kind == .file { return .take(limit: limit) }
            found.withLock { $0.append(TarMember(entry)) }
            return .drop
        }
        rules.captured = { entry, contents in
            var member = TarMember(entry)
            member.contents = contents
            found.withLock { $0.append(member) }
        }
        let rest = TarFilter.apply(rules, to: archive)
        while try await rest.next() != nil {}
        return found.withLock { $0 }
    }
}

extension TarMember {
    fileprivate init(_ entry: TarEntry) {
        self.init(
            path: entry.path,
            kind: entry.kind,
            permissions: entry.permissions,
            user: entry.user,
            group: entry.group,
            modified: entry.modified
        )
    }
}
