import Foundation
import SourceText
import TestKit
import Testing

/// Markdown in slides, against the examples of the CommonMark specification as the real `present` renders them.
@Suite struct CommonMarkTests {
    /// Where Debian's goldmark package puts the examples.
    static let examples = "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"

    static var isComparable: Bool {
        RealPresent.isAvailable && FileManager.default.isReadableFile(atPath: examples)
    }

    struct Example: Decodable {
        let markdown: String
        let example: Int
        let section: String
    }

    @Test(.enabled(if: isComparable, "present and golang-github-yuin-goldmark-dev are not installed"))
    func rendersTheExamplesOfTheSpecificationAsPresentDoes() throws {
        let data = try Data(contentsOf: URL(filePath: Self.examples))
        let examples = try JSONDecoder().decode([Example].self, from: data)
        #expect(examples.count > 600)
        var differing: [String] = []
        var refused = 0
        try withRealPresent { present in
            for example in examples {
                let deck = Array("# T\n\n## S\n\n\(example.markdown)".utf8)
                let path = "e\(example.example).slide"
                try present.write(path, deck)
                let comparison = try DeckComparison(
                    path,
                    deck,
                    reader: MemoryFiles(),
                    present: present,
                    comparesPage: false
                )
                if comparison.answer.status != 200 { refused += 1 }
                if !comparison.differences.isEmpty {
                    differing.append(comparison.report("\(example.example) \(example.section)", deck))
                }
            }
        }
        print("CommonMark: \(examples.count) examples, \(refused) refused by both, \(differing.count) differ")
        #expect(differing.isEmpty, "\(differing.joined(separator: "\n"))")
    }
}
