import Foundation
import Glibc

/// The real `present` program, serving a scratch folder with presenter notes on.
///
/// With notes its pages hold the whole parse tree, which makes it the reference for ours.
///
///     try withRealPresent { present in
///         try present.write("a.slide", Array("Title\n\n* Slide\n".utf8))
///         let tree = try present.sections("/a.slide")
///     }
public struct RealPresent: Sendable {
    /// What the program answered; no status where it crashed and cut the connection.
    public struct Answer: Sendable {
        public let status: Int?
        public let body: [UInt8]

        /// The body; bytes that aren't UTF-8 are repaired.
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Why a tree couldn't be had.
    public struct Refusal: Error, CustomStringConvertible {
        public let answer: Answer
        public var description: String { "\(answer.status.map(String.init) ?? "crash"): \(answer.text)" }
    }

    /// Where Debian's package puts the program.
    public static let program = "/usr/bin/present"

    /// Whether the program is installed.
    public static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// The folder that is served, as the program names it in its messages.
    public let folder: String
    /// The loopback port.
    public let port: UInt16

    /// Writes a file below the folder, with the folders that it needs.
    public func write(_ path: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: folder).appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    /// Asks for the page at a percent-encoded path.
    public func fetch(_ path: String) throws -> Answer {
        let socket = try LoopbackSocket(port: port)
        defer { socket.close() }
        // HTTP/1.0, so that the end of the connection is the end of the body.
        try socket.send(Array("GET \(path) HTTP/1.0\r\nHost: 127.0.0.1:\(port)\r\n\r\n".utf8))
        let bytes = try socket.receiveAll()
        let separator = Array("\r\n\r\n".utf8)
        guard let end = bytes.firstRange(of: separator) else { return Answer(status: nil, body: bytes) }
        let statusLine = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let status = statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Answer(status: status, body: Array(bytes[end.upperBound...]))
    }

    /// The tree of a deck as JSON text: the sections that its slide page embeds.
    ///
    /// - Throws: ``Refusal`` where the program refuses the deck.
    public func sections(_ path: String) throws -> String { try embedded("sections", path) }

    /// The notes of a deck's title as JSON text.
    ///
    /// - Throws: ``Refusal`` where the program refuses the deck.
    public func titleNotes(_ path: String) throws -> String { try embedded("titleNotes", path) }

    private func embedded(_ variable: String, _ path: String) throws -> String {
        let answer = try fetch(path)
        guard answer.status == 200, let value = Self.value(of: variable, inPage: answer.body) else {
            throw Refusal(answer: answer)
        }
        return value
    }

    /// Returns the JSON text of a variable in a page.
    public static func value(of variable: String, inPage page: [UInt8]) -> String? {
        let mark = Array("var \(variable) = ".utf8)
        guard let start = page.firstRange(of: mark)?.upperBound else { return nil }
        var line = page[start...].prefix { $0 != UInt8(ascii: "\n") }
        while line.last == UInt8(ascii: " ") { line.removeLast() }
        // present ends the one statement with a semicolon, the other not.
        if line.last == UInt8(ascii: ";") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}

/// Runs the real `present` over a folder of its own while `body` runs, then ends it and removes the folder.
///
/// With `play` programs can be run, which puts the hidden parts of their files into the pages.
public func withRealPresent<Result>(
    play: Bool = true,
    _ body: (RealPresent) throws -> Result
) throws -> Result {
    let root = FileManager.default.temporaryDirectory.appending(path: "slidectl-present-\(UUID().uuidString)")
    let content = root.appending(path: "content")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    // To a file: a pipe that nobody reads would stop the program once it is full.
    let log = root.appending(path: "log")
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    defer { try? handle.close() }

    let process = Process()
    process.executableURL = URL(filePath: RealPresent.program)
    process.arguments = ["-notes", "-http", "127.0.0.1:0", "-content", content.path(), "-play=\(play)"]
    process.currentDirectoryURL = root
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    defer {
        process.terminate()
        process.waitUntilExit()
    }
    let port = try announcedPort(log, of: process)
    return try body(RealPresent(folder: content.path(), port: port))
}

/// The program chose no port within the time it gets.
private struct NoPort: Error {
    let log: String
}

private func announcedPort(_ log: URL, of process: Process) throws -> UInt16 {
    let limit = ContinuousClock.now + .seconds(20)
    var text = ""
    while ContinuousClock.now < limit, process.isRunning {
        text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        if let match = text.firstMatch(of: /visit http:\/\/127\.0\.0\.1:([0-9]+)\s/),
            let port = UInt16(match.1)
        {
            return port
        }
        usleep(5_000)
    }
    throw NoPort(log: text)
}
