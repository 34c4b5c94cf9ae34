import Glibc
package import SystemPackage

/// The two ends of a pipe, which no started program inherits unless it is handed one.
///
/// Whoever makes it closes them.
package struct PipeEnds: Sendable {
    /// Where bytes come out.
    package let output: CInt
    /// Where they are put in.
    package let input: CInt

    /// Makes a pipe; unless it waits, reading from an empty one and writing into a full one fail with `EAGAIN`.
    ///
    /// - Throws: What the system says, such as `EMFILE` where there are no descriptors left.
    package init(waits: Bool = true) throws(Errno) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            if !waits { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        }
        (output, input) = (ends[0], ends[1])
    }

    /// Makes two pipes, or none.
    package static func two() throws(Errno) -> (PipeEnds, PipeEnds) {
        let first = try PipeEnds()
        do { return (first, try PipeEnds()) } catch {
            first.close()
            throw error
        }
    }

    package func close() {
        Glibc.close(output)
        Glibc.close(input)
    }
}
