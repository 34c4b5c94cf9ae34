import Foundation

/// The scripts of the corpus.
enum Scripts {
    static let all: [String] = {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/scripts.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n---\n").map { $0.trimmingCharacters(in: .newlines) }
    }()
}
