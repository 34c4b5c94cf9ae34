import CArchive
import Dispatch
public import EngineAPI
import Synchronization

/// Reads an archive member by member and writes it anew: what comes out was made by us, whatever went in.
///
/// libarchive reads and writes; it blocks, so each archive has a queue of its own and hands pieces over both ways.
public enum TarFilter {
    /// How much may stand behind an archive's end; clients fill up the last block.
    private static let mostPadding = 256 << 10

    /// The archive, written anew by rules; it ends when what was given has been read to its own end.
    ///
    /// - Throws: While the result is read, `EngineError` where the archive is broken, too large, or against the rules.
    public static func apply(_ rules: TarRules, to archive: ByteStream) -> ByteStream {
        let input = Handoff()
        let output = Handoff()
        let isDone = DoneFlag()
        let pump = Task {
            do {
                var left = mostPadding
                while let bytes = try await archive.next() {
                    if await input.send(bytes) { continue }
                    // Whoever sends must get rid of what stands behind the end, or never reads the answer.
                    left -= bytes.count
                    guard isDone.isSet, left > 0 else { break }
                }
                input.finish()
            } catch { input.finish(throwing: error) }
        }
        DispatchQueue(label: "slidectl.tar").async {
            var pass = TarPass(rules: rules, input: input, output: output)
            do {
                try pass.run()
                isDone.set()
                input.abandon()
                Task {
                    await pump.value
                    output.finish()
                }
            } catch {
                output.finish(throwing: error)
                input.abandon()
                // It may wait for bytes that nobody wants now.
                pump.cancel()
            }
        }
        return ByteStream(
            cancel: {
                pump.cancel()
                input.abandon()
                output.abandon()
                archive.cancel()
            },
            next: { try await output.next() }
        )
    }
}

/// Whether an archive was read to its end without a failure.
private final class DoneFlag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}
