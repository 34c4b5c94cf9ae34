import CArchive
import EngineAPI

/// Writes small archives from memory.
public enum TarWriter {
    /// An archive of files, in order, with its end.
    public static func archive(_ files: [(path: String, contents: [UInt8])]) throws -> [UInt8] {
        var size = files.reduce(4096) { $0 + $1.contents.count + 4096 }
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
            for file in files {
                archive_entry_clear(entry)
                archive_entry_set_pathname(entry, file.path)
                archive_entry_set_filetype(entry, 0o100000)
                archive_entry_set_perm(entry, 0o644)
                archive_entry_set_size(entry, la_int64_t(file.contents.count))
                guard archive_write_header(writer, entry) == ARCHIVE_OK,
                    archive_write_data(writer, file.contents, file.contents.count) == file.contents.count
                else { throw EngineError(.failed, "slidectl: an archive can't be written") }
            }
            archive_write_close(writer)
        }
        size = used
        return Array(bytes[..<size])
    }
}
