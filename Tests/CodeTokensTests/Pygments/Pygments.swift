import CodeTokens
import Foundation

/// A token that Pygments found.
struct PygmentsToken: Decodable, Sendable {
    let range: Range<Int>
    /// Such as `Literal.String.Doc`.
    let type: String

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        range = try values.decode(Int.self)..<values.decode(Int.self)
        type = try values.decode(String.self)
    }
}

/// Runs Pygments over files.
enum Pygments {
    private struct Line: Decodable {
        let file: String
        let tokens: [PygmentsToken]
    }

    struct Failure: Error {
        let status: Int32
    }

    static let isInstalled =
        (try? run(["-c", "import sys\ntry: import pygments\nexcept ImportError: sys.exit(1)"])) != nil

    /// The tokens of each file, by its path; the samples are read in one process.
    static func tokens(of samples: [Sample]) throws -> [String: [PygmentsToken]] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "pygments_tokens.py")
        let arguments = samples.map { "\(lexer(for: $0))=\($0.path)" }
        let output = try run([script.path] + arguments)
        let lines = try output.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: Data($0))
        }
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.file, $0.tokens) })
    }

    /// Pygments' own name for a language where ours is none of its aliases.
    private static func lexer(for sample: Sample) -> String {
        sample.language.name == "sh-session" ? "console" : sample.language.name
    }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return data
    }
}
