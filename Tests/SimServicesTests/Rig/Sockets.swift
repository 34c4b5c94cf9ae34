import Foundation
import Glibc
import SimShell
import Synchronization

/// Plain sockets on loopback, for the real programs that the model is held against.
enum Sockets {
    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let socket = try listen(port: 0)
        defer { close(socket.descriptor) }
        return socket.port
    }

    static func listen(port: Int) throws -> (descriptor: Int32, port: Int) {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, 16) }
        }
        guard bound == 0, Glibc.listen(descriptor, 64) == 0 else { throw RigError.system("bind: \(errno)") }
        var length = socklen_t(16)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    static func connect(port: Int) throws -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, 16) }
        }
        guard result == 0 else {
            close(descriptor)
            throw RigError.system("connect: \(errno)")
        }
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    static func read(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var count = Glibc.read(descriptor, &buffer, buffer.count)
        while count < 0, errno == EINTR { count = Glibc.read(descriptor, &buffer, buffer.count) }
        return count > 0 ? Array(buffer[..<count]) : []
    }

    /// Sends bytes, and reads until the other side closes.
    static func exchange(port: Int, _ bytes: [UInt8]) async throws -> [UInt8] {
        try await onThread {
            let descriptor = try connect(port: port)
            defer { close(descriptor) }
            _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            var all: [UInt8] = []
            while true {
                let piece = read(descriptor)
                if piece.isEmpty { return all }
                all += piece
            }
        }
    }
}

/// Does something that blocks on a thread of its own.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// A loopback port whose callers reach a container's port: the way for a real client.
final class Bridge: Sendable {
    let port: Int
    private let descriptor: Int32

    init(to container: Container, from caller: Container, port target: Int) throws {
        let socket = try Sockets.listen(port: 0)
        port = socket.port
        descriptor = socket.descriptor
        let listener = descriptor
        let name = container.host.name
        let host = caller.host
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                Task {
                    guard let connection = try? await host.connect(to: name, port: target) else {
                        shutdown(client, Int32(SHUT_RDWR))
                        close(client)
                        return
                    }
                    Thread.detachNewThread {
                        while true {
                            let piece = Sockets.read(client)
                            let done = DispatchSemaphore(value: 0)
                            Task {
                                if piece.isEmpty {
                                    connection.closeWriting()
                                } else {
                                    _ = try? await connection.write(piece)
                                }
                                done.signal()
                            }
                            done.wait()
                            if piece.isEmpty { return }
                        }
                    }
                    while let piece = await connection.read(atMost: 65_536) {
                        _ = piece.withUnsafeBytes {
                            send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                        }
                    }
                    shutdown(client, Int32(SHUT_RDWR))
                    connection.close()
                    close(client)
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

/// A real program.
struct RealProgram: Sendable {
    /// Where it is, or nil.
    static func find(_ name: String, in folders: [String] = ["/usr/bin", "/usr/sbin", "/bin"]) -> String? {
        folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs one to its end.
    static func run(
        _ words: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) async throws -> Rig.Outcome {
        // A program that doesn't read its input must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        return try await onThread {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: words[0])
            process.arguments = Array(words.dropFirst())
            process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"].merging(environment) {
                $1
            }
            let pipes = (Pipe(), Pipe(), Pipe())
            process.standardInput = pipes.0
            process.standardOutput = pipes.1
            process.standardError = pipes.2
            try process.run()
            let errors = Mutex(Data())
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                let data = pipes.2.fileHandleForReading.readDataToEndOfFile()
                errors.withLock { $0 = data }
                done.signal()
            }
            Thread.detachNewThread {
                try? pipes.0.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                try? pipes.0.fileHandleForWriting.close()
            }
            let output = pipes.1.fileHandleForReading.readDataToEndOfFile()
            done.wait()
            process.waitUntilExit()
            return Rig.Outcome(
                output: String(decoding: output, as: UTF8.self),
                error: String(decoding: errors.withLock { $0 }, as: UTF8.self),
                code: ExitCode(truncatingIfNeeded: process.terminationStatus)
            )
        }
    }
}

/// A real server in a scratch folder, for as long as a body runs.
func withRealServer<Value: Sendable>(
    _ words: @Sendable (_ folder: String) throws -> [String],
    port: Int,
    _ body: @Sendable (_ folder: String) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "services-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arguments = try words(folder)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: arguments[0])
    process.arguments = Array(arguments.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
        // A child has this process's blocked signals, SIGTERM may be among them.
        kill(process.processIdentifier, SIGKILL)
    }
    for _ in 0..<1000 {
        if let descriptor = try? Sockets.connect(port: port) {
            close(descriptor)
            return try await body(folder)
        }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw RigError.timeout("\(arguments[0]) on \(port)")
}
