import Glibc

/// A terminal that a command reads from and on which nobody types: a client that wants one for `-it` takes it, while what
/// it prints still goes to pipes.
final class BareTerminal: Sendable {
    /// The command's end.
    let input: Int32
    private let keyboard: Int32

    /// Linux's questions to `/dev/ptmx`: unlock the other end, and its number.
    private static let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init() throws(SandboxError) {
        keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, place): (CInt, CInt) = (0, -1)
        guard keyboard >= 0, ioctl(keyboard, Self.unlock, &lock) == 0,
            ioctl(keyboard, Self.number, &place) == 0
        else { throw SandboxError("there is no terminal to be had: \(String(cString: strerror(errno)))") }
        input = open("/dev/pts/\(place)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard input >= 0 else {
            close(keyboard)
            throw SandboxError("a terminal can't be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(input)
        close(keyboard)
    }

    /// Says that no more is typed, again and again: who begins to read later has not seen it.
    func endInput() async throws {
        let endOfTransmission: [UInt8] = [4]
        while true {
            try await Task.sleep(for: .seconds(2))
            write(keyboard, endOfTransmission, 1)
        }
    }
}
