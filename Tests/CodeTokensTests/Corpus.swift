import CodeTokens
import Foundation
import Testing

/// A sample of a language in the folder `Corpus`.
struct Sample: Sendable, CustomTestStringConvertible {
    let path: String
    let language: CodeLanguage
    let bytes: [UInt8]

    var testDescription: String { (path as NSString).lastPathComponent }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    /// All samples, by file name.
    static let all: [Sample] = {
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).sorted { $0.path < $1.path }.compactMap { file in
            guard let language = CodeLanguage.forFile(named: file.lastPathComponent),
                let data = try? Data(contentsOf: file)
            else { return nil }
            return Sample(path: file.path, language: language, bytes: Array(data))
        }
    }()
}
