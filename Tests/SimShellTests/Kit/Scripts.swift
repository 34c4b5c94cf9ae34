import Foundation

/// The scripts of the corpus.
enum Scripts {
    static let all = read("scripts.txt")
    /// Those that bash alone understands.
    static let bash = read("bash.txt")

    private static func read(_ name: String) -> [String] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/\(name)")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n---\n").map { $0.trimmingCharacters(in: .newlines) }
    }
}
