import Glibc
import Host

/// A pipe that a program of ours opens by a path in our own process: files in a folder would have to be made and removed for
/// each command.
final class LaunchPipe: Sendable {
    private let ends: PipeEnds

    /// Makes a pipe; neither end waits on our side.
    ///
    /// - Throws: ``SandboxError`` where there are no descriptors left.
    init() throws(SandboxError) {
        do { ends = try PipeEnds(waits: false) } catch { throw SandboxError("no pipe can be made: \(error)") }
    }

    deinit { ends.close() }

    /// Where bytes come out.
    var output: Int32 { ends.output }
    /// Where they are put in.
    var input: Int32 { ends.input }

    /// Leads to the pipe as long as it is there, for both directions.
    var path: String { "/proc/\(getpid())/fd/\(input)" }
}
