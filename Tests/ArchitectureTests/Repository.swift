import Foundation

/// The files of this repository.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A file with its text.
    struct File: CustomStringConvertible, Sendable {
        /// From the repository's root.
        let path: String
        let lines: [Substring]

        var description: String { path }
    }

    /// The Swift files below a folder, in order.
    static func swiftFiles(below folder: String) throws -> [File] {
        try folder == "Sources" ? sources.get() : read(below: folder)
    }

    private static let sources = Result { try read(below: "Sources") }

    private static func read(below folder: String) throws -> [File] {
        try paths(below: folder).filter { $0.hasSuffix(".swift") }.map { path in
            File(path: path, lines: try text(path).split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// The paths of all files below a folder, in order.
    static func paths(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(
            atPath: root.appending(path: folder).path(percentEncoded: false)
        )
        .map { "\(folder)/\($0)" }.filter { !isFolder($0) }.sorted()
    }

    /// The names of the folders in a folder.
    static func folders(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: folder).path(percentEncoded: false)
        )
        .filter { isFolder("\(folder)/\($0)") }.sorted()
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: root.appending(path: path).path(percentEncoded: false)
        )
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}

extension Repository.File {
    /// The lines without comments and without the insides of strings, so that words can be looked for.
    ///
    /// Good enough for this house's style: no block comments, and raw or multi-line strings stand in lines of their own.
    var code: [String] {
        var isInText = false
        return lines.map { line in
            let marks = line.ranges(of: "\"\"\"").count
            defer { if marks % 2 == 1 { isInText.toggle() } }
            if isInText || marks > 0 { return "" }
            // Most lines have neither; regular expressions are slow in debug builds.
            let quotes = line.utf8.contains(UInt8(ascii: "\""))
            let text = quotes ? String(line).replacing(/"(\\.|[^"\\])*"/, with: "\"\"") : String(line)
            guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
            return text.firstRange(of: "//").map { String(text[..<$0.lowerBound]) } ?? text
        }
    }
}
