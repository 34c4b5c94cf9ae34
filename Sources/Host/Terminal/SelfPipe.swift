import Glibc
import Ports
import SystemPackage

/// A pipe into which a signal handler or another thread writes, so that one who polls looks up.
struct SelfPipe: ~Copyable, Sendable {
    private let ends: PipeEnds

    init() throws(TerminalError) {
        do { ends = try PipeEnds(waits: false) } catch { throw .failed("\(error)") }
    }

    deinit { ends.close() }

    var input: CInt { ends.input }
    var output: CInt { ends.output }

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
