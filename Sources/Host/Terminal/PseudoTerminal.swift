import CTerm
import Glibc
package import Ports
import Synchronization
package import SystemPackage

/// A program on a pseudo terminal of its own, which controls its session.
///
/// Reading and writing block; the descriptor may be given to a loop that polls. ``close()`` ends the terminal, which
/// hangs up the program.
package final class PseudoTerminal: Sendable {
    /// Our end of the terminal.
    package let descriptor: FileDescriptor
    /// The program's process, which leads its session and group.
    package let process: Int32
    private let isOpen = Mutex(true)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: Its path; PATH isn't searched.
    ///   - arguments: Its arguments, its own name first.
    ///   - environment: All of its environment, as `NAME=value`.
    ///   - folder: Where it runs; nil for here.
    ///   - size: The size of its window.
    /// - Throws: ``TerminalError/failed(_:)`` with the system's reason.
    package init(
        _ program: FilePath,
        arguments: [String],
        environment: [String],
        folder: FilePath? = nil,
        size: WindowSize
    ) throws(TerminalError) {
        var primary: CInt = -1
        let process = Self.withStrings(arguments) { arguments in
            Self.withStrings(environment) { environment in
                cterm_spawn(
                    program.string,
                    arguments,
                    environment,
                    folder?.string,
                    UInt16(clamping: size.columns),
                    UInt16(clamping: size.rows),
                    UInt16(clamping: size.pixelWidth),
                    UInt16(clamping: size.pixelHeight),
                    &primary
                )
            }
        }
        guard process > 0 else { throw .failed("\(program): \(Errno(rawValue: errno))") }
        self.process = process
        descriptor = FileDescriptor(rawValue: primary)
    }

    deinit { close() }

    /// The modes of the line while the terminal is open.
    package var lineModes: LineModes? { LineModes(of: descriptor.rawValue) }

    /// Changes the window's size, of which the program is told.
    package func resize(to size: WindowSize) {
        _ = cterm_set_size(
            descriptor.rawValue,
            UInt16(clamping: size.columns),
            UInt16(clamping: size.rows),
            UInt16(clamping: size.pixelWidth),
            UInt16(clamping: size.pixelHeight)
        )
    }

    /// Reads what the program printed, within a time.
    ///
    /// - Returns: Nothing where the time passed; nil where the program's end of the terminal is closed.
    package func read(within limit: Duration, upTo most: Int = 65_536) -> [UInt8]? {
        var waiting = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        let left = limit.components
        let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
        guard poll(&waiting, 1, CInt(clamping: milliseconds)) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: most)
        let count = Glibc.read(descriptor.rawValue, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        // Linux says EIO where others say end of file.
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
    }

    /// Writes bytes as if they were typed.
    package func write(_ bytes: some Sequence<UInt8>) throws(TerminalError) {
        do { try descriptor.writeAll(bytes) } catch { throw .failed("\(error)") }
    }

    /// Waits until the program has ended.
    ///
    /// - Returns: Its exit code; 128 and the signal's number where a signal ended it.
    package func waitForExit() -> Int {
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 255 }
        }
        let signal = status & 0x7F
        return Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
    }

    /// Closes our end, which hangs up the program.
    package func close() {
        isOpen.withLock { isOpen in
            if isOpen { try? descriptor.close() }
            isOpen = false
        }
    }

    private static func withStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
