import CArchive
import Dispatch
public import EngineAPI

/// Reads an archive member by member and writes it anew: what comes out was made by us, whatever went in.
///
/// libarchive reads and writes; it blocks, so each archive has a queue of its own and hands pieces over both ways.
public enum TarFilter {
    /// The archive, written anew by rules.
    ///
    /// - Throws: While the result is read, `EngineError` where the archive is broken, too large, or against the rules.
    public static func apply(_ rules: TarRules, to archive: ByteStream) -> ByteStream {
        let input = Handoff()
        let output = Handoff()
        let pump = Task {
            do {
                while let bytes = try await archive.next() { guard await input.send(bytes) else { break } }
                input.finish()
            } catch { input.finish(throwing: error) }
        }
        DispatchQueue(label: "slidectl.tar").async {
            var pass = TarPass(rules: rules, input: input, output: output)
            do {
                try pass.run()
                output.finish()
            } catch { output.finish(throwing: error) }
            input.abandon()
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
