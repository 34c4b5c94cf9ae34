import CArchive
import Dispatch
import EngineAPI
import Synchronization

/// Counts what a compressed member of an archive unfolds to, beside the pass that copies it.
///
/// An engine unpacks layers of images, and archives that a build adds, without asking how large they will be.
final class UnfoldingMeter: Sendable {
    private static let starts: [[UInt8]] = [
        [0x1F, 0x8B], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD],
    ]

    private let input = Handoff()
    private let isDone = DispatchSemaphore(value: 0)
    private let counted = Mutex(0)

    /// Begins to count; nil where a member that starts so isn't compressed as engines know it.
    ///
    /// It stops when more than `limit` bytes have come.
    init?(start: UnsafeRawBufferPointer, limit: Int) {
        guard Self.starts.contains(where: start.starts) else { return nil }
        DispatchQueue(label: "slidectl.tar.meter").async { [self] in
            read(atMost: limit)
            input.abandon()
            isDone.signal()
        }
    }

    /// Takes the member's next bytes; false when no more are needed.
    func add(_ bytes: UnsafeRawBufferPointer) -> Bool { input.put(Array(bytes)) }

    /// What all of it unfolds to, in bytes, as far as it can be read.
    func finish() -> Int {
        input.finish()
        isDone.wait()
        return counted.withLock { $0 }
    }

    private func read(atMost limit: Int) {
        guard let reader = archive_read_new() else { return }
        defer { archive_read_free(reader) }
        archive_read_support_format_raw(reader)
        archive_read_support_filter_gzip(reader)
        archive_read_support_filter_bzip2(reader)
        archive_read_support_filter_xz(reader)
        archive_read_support_filter_zstd(reader)
        let ends = TarEnds(input: input, output: Handoff(), holdsBack: false)
        var entry: OpaquePointer?
        withExtendedLifetime(ends) {
            let context = Unmanaged.passUnretained(ends).toOpaque()
            guard archive_read_open(reader, context, nil, TarEnds.read, nil) == ARCHIVE_OK,
                archive_read_next_header(reader, &entry) >= ARCHIVE_WARN
            else { return }
            var buffer = [UInt8](repeating: 0, count: 128 * 1024)
            while true {
                let count = archive_read_data(reader, &buffer, buffer.count)
                guard count > 0 else { return }
                let all = counted.withLock { counted in
                    counted += count
                    return counted
                }
                guard all <= limit else { return }
            }
        }
    }
}
