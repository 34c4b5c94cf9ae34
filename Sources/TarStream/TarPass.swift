import CArchive
import EngineAPI
import Glibc

/// One pass over an archive, on a thread that may block.
struct TarPass {
    let rules: TarRules
    private let ends: TarEnds
    private var entries = 0
    private var bytes = 0
    private var unfolded = 0

    init(rules: TarRules, input: Handoff, output: Handoff) {
        self.rules = rules
        ends = TarEnds(input: input, output: output, holdsBack: rules.staysOpen)
    }

    mutating func run() throws {
        // Names in archives are UTF-8; without this libarchive would not even hand them out.
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let before = locale.map { uselocale($0) }
        defer {
            if let before { uselocale(before) }
            if let locale { freelocale(locale) }
        }
        guard let reader = archive_read_new(), let writer = archive_write_new() else {
            throw EngineError(.failed, "slidectl: there is no memory to read an archive")
        }
        defer {
            archive_read_free(reader)
            archive_write_free(writer)
        }
        let context = Unmanaged.passUnretained(ends).toOpaque()
        archive_read_support_format_tar(reader)
        archive_read_support_format_empty(reader)
        if rules.allowsCompression {
            archive_read_support_filter_gzip(reader)
            archive_read_support_filter_bzip2(reader)
            archive_read_support_filter_xz(reader)
            archive_read_support_filter_zstd(reader)
        }
        archive_write_set_format_pax_restricted(writer)
        archive_write_add_filter_none(writer)
        archive_write_set_bytes_per_block(writer, 65_536)
        archive_write_set_bytes_in_last_block(writer, 1)
        guard archive_write_open(writer, context, nil, TarEnds.write, nil) == ARCHIVE_OK,
            archive_read_open(reader, context, nil, TarEnds.read, nil) == ARCHIVE_OK
        else { throw failure(reader) }
        // ARCHIVE_EOF is 1.
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(reader, &entry)
            if status == 1 { break }
            guard status >= ARCHIVE_WARN, let entry else { throw failure(reader) }
            try pass(entry, reader, writer)
        }
        guard archive_write_close(writer) == ARCHIVE_OK else { throw failure(writer) }
        try ends.flush()
    }

    private mutating func pass(_ raw: OpaquePointer, _ reader: OpaquePointer, _ writer: OpaquePointer) throws
    {
        entries += 1
        guard entries <= rules.mostEntries else {
            throw EngineError(.tooLarge, "slidectl: the archive has more than \(rules.mostEntries) files")
        }
        let entry = try TarEntry(raw)
        if rules.stripsSetuid { archive_entry_set_perm(raw, archive_entry_perm(raw) & 0o1777) }
        // The root folder itself has no name.
        guard !entry.path.isEmpty else { return }
        archive_entry_set_pathname(raw, entry.kind == .folder ? entry.path + "/" : entry.path)
        archive_entry_sparse_clear(raw)
        switch try rules.decide(entry) {
        case .drop: break
        case .keep: try copy(raw, reader, writer)
        case .take(let limit): rules.captured(entry, try contents(reader, limit, entry))
        case .capture(let limit):
            let contents = try contents(reader, limit, entry)
            rules.captured(entry, contents)
            try write(raw, contents, writer)
        case .rewrite(let limit):
            try write(raw, try rules.rewrite(entry, try contents(reader, limit, entry)), writer)
        }
    }

    private mutating func count(_ more: Int) throws {
        bytes += more
        guard bytes <= rules.mostBytes else {
            throw EngineError(.tooLarge, "slidectl: the archive has more than \(rules.mostBytes >> 20) MiB")
        }
    }

    private mutating func copy(_ raw: OpaquePointer, _ reader: OpaquePointer, _ writer: OpaquePointer) throws
    {
        guard archive_write_header(writer, raw) >= ARCHIVE_WARN else { throw failure(writer) }
        var buffer = [UInt8](repeating: 0, count: 128 * 1024)
        var meter: UnfoldingMeter?
        defer { _ = meter?.finish() }
        var isFirst = true
        while true {
            let count = archive_read_data(reader, &buffer, buffer.count)
            guard count > 0 else {
                guard count == 0 else { throw failure(reader) }
                return try measured(&meter)
            }
            try self.count(count)
            try buffer.withUnsafeBytes { all in
                let piece = UnsafeRawBufferPointer(rebasing: all[..<count])
                if isFirst, let most = rules.mostUnfolded {
                    meter = UnfoldingMeter(start: piece, limit: most - unfolded)
                }
                isFirst = false
                if meter?.add(piece) == false { try measured(&meter) }
            }
            guard archive_write_data(writer, &buffer, count) == count else { throw failure(writer) }
        }
    }

    /// Ends the count of a compressed member.
    private mutating func measured(_ meter: inout UnfoldingMeter?) throws {
        guard let most = rules.mostUnfolded, let ended = meter else { return }
        meter = nil
        unfolded += ended.finish()
        guard unfolded <= most else {
            throw EngineError(
                .tooLarge,
                "slidectl: what is compressed within the archive unfolds to more than \(most >> 20) MiB"
            )
        }
    }

    private mutating func contents(_ reader: OpaquePointer, _ limit: Int, _ entry: TarEntry) throws -> [UInt8]
    {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = archive_read_data(reader, &buffer, buffer.count)
            if count == 0 { return all }
            guard count > 0 else { throw failure(reader) }
            try self.count(count)
            guard all.count + count <= limit else {
                throw EngineError(.tooLarge, "slidectl: '\(entry.path)' has more than \(limit >> 10) KiB")
            }
            all += buffer[..<count]
        }
    }

    private func write(_ raw: OpaquePointer, _ contents: [UInt8], _ writer: OpaquePointer) throws {
        archive_entry_set_size(raw, la_int64_t(contents.count))
        guard archive_write_header(writer, raw) >= ARCHIVE_WARN,
            archive_write_data(writer, contents, contents.count) == contents.count
        else { throw failure(writer) }
    }

    /// Why libarchive stopped: our own failure where there is one, else its text.
    private func failure(_ archive: OpaquePointer) -> any Error {
        if let failure = ends.failure { return failure }
        let text = archive_error_string(archive).map { String(cString: $0) } ?? "unexpected end"
        return EngineError(.badRequest, "slidectl: the archive can't be read: \(text)")
    }
}
