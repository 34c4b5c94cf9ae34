import CArchive
import Glibc

/// Reads a student's archive: zip, tar, or tar with gzip.
///
/// Nothing is unpacked onto a disk. Files become values in memory, within limits that hold while they are read, so
/// neither what an archive says of sizes nor a link in it can do anything. Links and devices are refused, not left out:
/// a submission that counts otherwise than its student thinks is worse than one that is sent back.
struct SubmittedArchive {
    private let limits: SubmissionLimits
    private var basket: SubmissionBasket
    /// How many bytes may come out of the archive.
    private let most: Int

    private init(_ limits: SubmissionLimits, size: Int) {
        self.limits = limits
        basket = SubmissionBasket(limits)
        most = (1 << 20) + size.multipliedReportingOverflow(by: limits.ratio).partialValue
    }

    /// Reads the files; `asked` are first parts of the paths that labs ask for.
    static func read(
        _ bytes: [UInt8],
        _ limits: SubmissionLimits,
        asked: Set<String>
    ) throws(SubmissionProblem) -> HandedIn {
        // Names in archives are UTF-8; without this libarchive would not even hand them out.
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let before = locale.map { uselocale($0) }
        defer {
            if let before { uselocale(before) }
            if let locale { freelocale(locale) }
        }
        guard let reader = archive_read_new() else {
            throw SubmissionProblem("there is no memory to read it")
        }
        defer { archive_read_free(reader) }
        archive_read_support_format_tar(reader)
        // By its directory at the end: one that was cut off has none, and names stand in one place only.
        archive_read_support_format_zip_seekable(reader)
        archive_read_support_filter_gzip(reader)
        var archive = SubmittedArchive(limits, size: bytes.count)
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(SubmissionProblem) in
                guard archive_read_open_memory(reader, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
                    throw broken(reader)
                }
                // One layer of compression; a gzip in a gzip is only ever a bomb.
                guard archive_filter_count(reader) <= 2 else {
                    throw SubmissionProblem("it is compressed more than once")
                }
                try archive.readEntries(reader)
            }
        }
        try result.get()
        return archive.basket.submission(asked: asked)
    }

    private mutating func readEntries(_ reader: OpaquePointer) throws(SubmissionProblem) {
        // ARCHIVE_EOF is 1.
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(reader, &entry)
            if status == 1 { return }
            guard status >= ARCHIVE_WARN, let entry else { throw Self.broken(reader) }
            try basket.count()
            try read(entry, reader)
        }
    }

    private mutating func read(_ entry: OpaquePointer, _ reader: OpaquePointer) throws(SubmissionProblem) {
        guard
            let name = Self.text(archive_entry_pathname_utf8(entry))
                ?? Self.text(archive_entry_pathname(entry))
        else { throw SubmissionProblem("a file's name isn't UTF-8") }
        let parts = try SubmittedPath.parts(name, limits)
        guard archive_entry_hardlink(entry) == nil, archive_entry_hardlink_utf8(entry) == nil,
            archive_entry_symlink(entry) == nil, archive_entry_symlink_utf8(entry) == nil
        else {
            throw SubmissionProblem("'\(Plainly.shown(name))' is a link; put the file itself in its place")
        }
        guard archive_entry_is_encrypted(entry) == 0 else {
            throw SubmissionProblem("'\(Plainly.shown(name))' is encrypted")
        }
        // The kinds as C has them; Swift doesn't see these macros.
        switch archive_entry_filetype(entry) {
        case 0o040000: return
        case 0o100000: break
        default: throw SubmissionProblem("'\(Plainly.shown(name))' is neither a file nor a folder")
        }
        guard !parts.isEmpty else { throw SubmissionProblem("a file has no name") }
        if archive_entry_size_is_set(entry) != 0, archive_entry_size(entry) > la_int64_t(basket.room) {
            throw basket.excess(parts)
        }
        let bytes = try contents(reader, parts)
        // What systems add by themselves is read, so that it counts, and left out.
        guard !SubmittedPath.isLitter(parts) else { return }
        try basket.add(parts, bytes)
    }

    private func contents(_ reader: OpaquePointer, _ parts: [String]) throws(SubmissionProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = archive_read_data(reader, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw Self.broken(reader) }
            bytes += buffer[..<count]
            guard bytes.count <= basket.room else { throw basket.excess(parts) }
            guard basket.total + bytes.count <= most else {
                throw SubmissionProblem("it unpacks to more than \(limits.ratio) times its size")
            }
        }
    }

    private static func text(_ bytes: UnsafePointer<CChar>?) -> String? {
        bytes.flatMap { String(validatingCString: $0) }
    }

    private static func broken(_ reader: OpaquePointer) -> SubmissionProblem {
        let text = archive_error_string(reader).map { String(cString: $0) } ?? "unexpected end"
        return SubmissionProblem("it can't be read: \(Plainly.shown(text))")
    }
}
