import Glibc

/// A process that can't be mistaken for a later one with the same number.
package struct ProcessIdentity: Hashable, Sendable, Codable {
    package let process: Int32
    /// When it began, in ticks since the machine's start.
    package let began: UInt64
    /// The machine's start.
    package let boot: String

    /// The process that runs this.
    package static var current: ProcessIdentity {
        let process = getpid()
        return ProcessIdentity(process: process, began: start(of: process) ?? 0, boot: bootID)
    }

    /// Another process, if it is there.
    package init?(_ process: Int32) {
        guard let began = Self.start(of: process) else { return nil }
        self.init(process: process, began: began, boot: Self.bootID)
    }

    private init(process: Int32, began: UInt64, boot: String) {
        (self.process, self.began, self.boot) = (process, began, boot)
    }

    /// Whether the process still runs.
    package var isAlive: Bool { boot == Self.bootID && Self.start(of: process) == began }

    /// Sends it a signal, if it is still there.
    package func signal(_ number: Int32) { if isAlive { kill(process, number) } }

    private static let bootID = String(
        decoding: SmallFile.read("/proc/sys/kernel/random/boot_id").filter { $0 > 0x20 },
        as: UTF8.self
    )

    private static func start(of process: Int32) -> UInt64? {
        let text = String(decoding: SmallFile.read("/proc/\(process)/stat"), as: UTF8.self)
        // The name stands in parentheses and may hold any of them.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return UInt64(fields[19])
    }
}

/// Files of the kernel's, read at once.
package enum SmallFile {
    /// Reads a file of at most 1 MiB; nothing where it can't be read.
    package static func read(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < 1 << 20 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
