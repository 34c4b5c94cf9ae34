import Glibc
import Ports
import SystemPackage

/// A pipe into which a signal handler or another thread writes, so that one who polls looks up.
struct SelfPipe: ~Copyable, Sendable {
    let input: CInt
    let output: CInt

    init() throws(TerminalError) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .failed("\(Errno(rawValue: errno))") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (output, input) = (ends[0], ends[1])
    }

    deinit {
        close(input)
        close(output)
    }

    func tell() {
        var byte: UInt8 = 0
        // A full pipe holds the news already.
        _ = write(input, &byte, 1)
    }

    func take() -> [UInt8] {
        var taken: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { return taken }
            taken += buffer[..<count]
        }
    }
}
