import DeckServer
import Foundation
import Glibc
import Host
import Ports
import SystemPackage

/// A scratch folder with a server on it.
struct TestSite: Sendable {
    let root: FilePath
    let port: Int
    let pages: PlainDecks

    func client(seconds: Int = 10, receiveBuffer: CInt? = nil) throws -> RawClient {
        try RawClient(port: port, seconds: seconds, receiveBuffer: receiveBuffer)
    }

    /// Asks on a connection of its own.
    func get(
        _ path: String,
        method: String = "GET",
        host: String = "localhost",
        _ fields: [String: String] = [:]
    ) async throws -> RawClient.Answer {
        try await offPool {
            let client = try client()
            try client.ask(path, method: method, host: host, fields)
            return try client.answer(hasBody: method != "HEAD")
        }
    }

    /// The tag of a deck's page, as its address for events holds it.
    func tag(_ path: String) async throws -> String {
        String(try await get(path).fields["etag", default: ""].filter { $0 != "\"" })
    }

    /// Opens the stream of a deck's changes, and waits until it flows.
    func follow(
        _ deck: String,
        showing tag: String,
        _ fields: [String: String] = [:]
    ) async throws -> RawClient {
        try await offPool {
            let client = try client()
            try client.ask("/.slidectl/events?deck=\(deck)&etag=\(tag)", fields)
            _ = try client.read(until: "retry: 500\n:\n\n")
            return client
        }
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    func write(_ path: String, _ bytes: [UInt8]) throws { try Scratch.write(root.appending(path), bytes) }

    /// Saves as careful editors do: to another name, then renamed into place.
    func replace(_ path: String, _ text: String) throws {
        let temporary = root.appending(path + ".new")
        try Scratch.write(temporary, Array(text.utf8))
        rename(temporary.string, root.appending(path).string)
    }
}

/// Scratch folders.
enum Scratch {
    struct Failure: Error {}

    static func write(_ path: FilePath, _ bytes: [UInt8]) throws {
        mkdirs(path.removingLastComponent())
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead]
        )
        try file.closeAfter { _ = try file.writeAll(bytes) }
    }

    /// Writes a file that is known to stay the same: one that has just been written may change unnoticed.
    static func writeLongAgo(_ path: FilePath, _ text: String) throws {
        try write(path, Array(text.utf8))
        let time = timeval(tv_sec: 1_000_000_000, tv_usec: 0)
        utimes(path.string, [time, time])
    }

    static func mkdirs(_ path: FilePath) {
        if path.components.count > 1 { mkdirs(path.removingLastComponent()) }
        mkdir(path.string, 0o755)
    }

    static func make() throws -> FilePath {
        var template = Array("/tmp/slidectl-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { FilePath(platformString: $0) }
        }
        guard let made else { throw Failure() }
        return made
    }

    static func remove(_ path: FilePath) {
        try? FileManager.default.removeItem(atPath: path.string)
    }
}

/// Serves files from a scratch folder for as long as the body runs.
func withSite(
    _ files: [String: String] = ["a.slide": "* One\n* Two\n* Three\n"],
    start: StartPage = .listing,
    limits: ServerLimits = ServerLimits(),
    watches: Bool = true,
    _ body: @escaping @Sendable (TestSite) async throws -> Void
) async throws {
    let scratch = try Scratch.make()
    defer { Scratch.remove(scratch) }
    let folder = scratch.appending("course")
    Scratch.mkdirs(folder)
    for (path, text) in files { try Scratch.writeLongAgo(folder.appending(path), text) }
    let root = try RootFolder(folder)
    let pages = PlainDecks(root: folder, reader: RootedFileReader(root: root))
    let server = DeckServer(
        .init(port: 0, start: start, limits: limits, stopsOnSignals: false),
        root: folder,
        folder: RootedFolder(root),
        pages: pages,
        watcher: watches ? InotifyWatcher() : nil
    )
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { continuation.finish() }
            try await server.run { continuation.yield($0) }
        }
        for await port in ports {
            try await body(TestSite(root: folder, port: port, pages: pages))
            break
        }
        group.cancelAll()
        try await group.waitForAll()
    }
}
