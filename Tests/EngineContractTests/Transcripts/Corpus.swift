import Foundation

/// A script of the corpus: commands for a shell, or statements of Python that use Docker's library or testcontainers.
///
/// Comments at its beginning say how it is run: `# every engine` on each in the daily run, else on the newest alone;
/// `# embedded gate` there on the embedded engine, too, as those for every engine are;
/// `# compose: new` with the compose of Debian's next release; `# not behind the gate:` with the reason, where the gate's
/// own rules change what is printed, so that only the embedded engine is compared.
struct TranscriptScript: Sendable, CustomStringConvertible {
    let name: String
    let contents: String

    var description: String { name }
    var isPython: Bool { name.hasSuffix(".py") }
    var isForEveryEngine: Bool { head.contains("# every engine") }
    /// Whether the daily run compares the embedded engine behind the gate with the bare one by it.
    var isForEmbeddedGate: Bool { head.contains("# embedded gate") }
    /// Whether only `make test-all` runs it.
    var isLong: Bool { head.contains("# long") }
    var isForTheGate: Bool { !head.contains { $0.hasPrefix("# not behind the gate:") } }
    var plugins: String { head.contains("# compose: new") ? "cli-plugins-new" : "cli-plugins" }

    /// Compose's name for what a script makes: scripts run beside each other.
    var project: String { "t-" + name.prefix { $0 != "." } }

    /// How many steps it has.
    var steps: Int { lines.count { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix(" ") } }

    private var head: [Substring] { lines.prefix { $0.hasPrefix("#") }.map(\.self) }
    private var lines: [Substring] { contents.split(separator: "\n") }
}

/// The scripts, and the files that stand beside them when they run.
enum Corpus {
    struct File: Sendable {
        let name: String
        let contents: String
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The project's folder, where Python's packages for tests are.
    static let project = root.deletingLastPathComponent().deletingLastPathComponent().path(
        percentEncoded: false
    )

    /// The scripts, or those whose names hold one of the words that `SLIDECTL_TEST_SCRIPTS` lists with commas.
    static func scripts() throws -> [TranscriptScript] {
        try read("Scripts").map { TranscriptScript(name: $0.name, contents: $0.contents) }.filter { script in
            wanted.isEmpty || wanted.contains { script.name.contains($0) }
        }
    }

    static func files() throws -> [File] { try read("Files") }

    /// Whether all scripts are asked for.
    static var isWhole: Bool { wanted.isEmpty }

    private static let wanted = (ProcessInfo.processInfo.environment["SLIDECTL_TEST_SCRIPTS"] ?? "")
        .split(separator: ",")

    private static func read(_ folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path(percentEncoded: false)).sorted()
            .compactMap {
                let url = base.appending(path: $0)
                guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                    return nil
                }
                return File(name: $0, contents: try String(contentsOf: url, encoding: .utf8))
            }
    }
}
