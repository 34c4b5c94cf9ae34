import Glibc
import Synchronization
import SystemPackage

/// Standard output or standard error, written whole.
final class StandardStream: Sendable {
    static let output = StandardStream(descriptor: STDOUT_FILENO)
    static let error = StandardStream(descriptor: STDERR_FILENO)

    private let descriptor: Int32
    private let failure = Mutex<Errno?>(nil)

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Why something that was written got lost, such as a full disk; nil where nothing was.
    ///
    /// The command goes on meanwhile, so that it takes away what it made; its end says that its output isn't whole.
    var loss: Errno? { failure.withLock { $0 } }

    /// Whether people see colours there: a terminal, and no word against it.
    func takesColour(_ environment: [String: String]) -> Bool {
        isatty(descriptor) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes bytes; what can't be written any more, because the reader is gone, is lost.
    func write(_ bytes: [UInt8]) {
        // Behind a gap nothing is of use.
        guard loss == nil else { return }
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                    rest.count
                )
                guard count < 0 else {
                    rest = rest.dropFirst(count)
                    continue
                }
                let reason = Errno(rawValue: errno)
                switch reason {
                case .interrupted: continue
                // A pipe that another program made so; it is slow, not gone.
                case .resourceTemporarilyUnavailable: awaitRoom()
                case .brokenPipe: return
                default: return failure.withLock { $0 = reason }
                }
            }
        }
    }

    private func awaitRoom() {
        var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&place, 1, -1)
    }
}
