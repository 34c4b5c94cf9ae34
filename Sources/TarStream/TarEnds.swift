import CArchive
import EngineAPI

/// Where libarchive gets bytes from and where it puts them; used by one thread.
final class TarEnds {
    private let input: Handoff
    private let output: Handoff
    private let holdsBack: Bool
    private var pending: [UInt8] = []
    private(set) var failure: (any Error)?

    /// The end of an archive: two empty blocks.
    private static let endSize = 1024
    private static let pieceSize = 64 * 1024

    init(input: Handoff, output: Handoff, holdsBack: Bool) {
        self.input = input
        self.output = output
        self.holdsBack = holdsBack
    }

    /// Hands out what is left, without the end of the archive if more is to follow.
    func flush() throws {
        if holdsBack { pending.removeLast(min(Self.endSize, pending.count)) }
        if !pending.isEmpty { _ = output.put(pending) }
        pending = []
    }

    static let read:
        @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?) ->
            Int = {
                archive,
                context,
                buffer in
                guard let context else { return -1 }
                return Unmanaged<TarEnds>.fromOpaque(context).takeUnretainedValue().read(buffer, archive)
            }

    static let write:
        @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Int = {
            archive,
            context,
            bytes,
            count in
            guard let context, let bytes else { return -1 }
            return Unmanaged<TarEnds>.fromOpaque(context).takeUnretainedValue().write(bytes, count, archive)
        }

    private func read(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>?, _ archive: OpaquePointer?) -> Int {
        var piece: [UInt8]
        do { piece = try input.take() ?? [] } catch {
            failure = error
            slidectl_archive_fail(archive)
            return -1
        }
        if piece.isEmpty { piece = missingPadding() }
        guard !piece.isEmpty else { return 0 }
        if length == 0 { isPlain = piece.dropFirst(257).starts(with: Array("ustar".utf8)) }
        length += piece.count
        // libarchive keeps the pointer until it asks again.
        if piece.count > kept.count {
            kept.deallocate()
            kept = .allocate(capacity: piece.count)
        }
        _ = kept.update(fromContentsOf: piece)
        buffer?.pointee = UnsafeRawPointer(kept.baseAddress)
        return piece.count
    }

    /// The rest of the last block.
    ///
    /// `docker build -f -` leaves it out: its client closes the pipe before it has written all of an archive's end.
    private func missingPadding() -> [UInt8] {
        let excess = length % 512
        guard isPlain, excess > 0 else { return [] }
        return [UInt8](repeating: 0, count: 512 - excess)
    }

    private var length = 0
    private var isPlain = false
    private var kept = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

    deinit { kept.deallocate() }

    private func write(_ bytes: UnsafeRawPointer, _ count: Int, _ archive: OpaquePointer?) -> Int {
        pending += UnsafeRawBufferPointer(start: bytes, count: count)
        let kept = holdsBack ? Self.endSize : 0
        if pending.count >= Self.pieceSize + kept {
            let rest = Array(pending.suffix(kept))
            pending.removeLast(kept)
            let piece = pending
            pending = rest
            guard output.put(piece) else {
                failure = CancellationError()
                slidectl_archive_fail(archive)
                return -1
            }
        }
        return count
    }
}
