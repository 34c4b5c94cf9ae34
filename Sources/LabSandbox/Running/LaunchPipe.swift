import Glibc

/// A pipe that a program of ours opens by a path in our own process: files in a folder would have to be made and removed for
/// each command.
final class LaunchPipe: Sendable {
    /// Where bytes come out.
    let output: Int32
    /// Where they are put in.
    let input: Int32

    /// Makes a pipe; neither end waits on our side.
    ///
    /// - Throws: ``SandboxError`` where there are no descriptors left.
    init() throws(SandboxError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SandboxError("there are no descriptors left") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (output, input) = (ends[0], ends[1])
    }

    deinit {
        close(output)
        close(input)
    }

    /// Leads to the pipe as long as it is there, for both directions.
    var path: String { "/proc/\(getpid())/fd/\(input)" }
}
