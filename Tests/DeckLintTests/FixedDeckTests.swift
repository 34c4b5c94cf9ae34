import DeckLint
import DeckSyntax
import Foundation
import SourceText
import SystemPackage
import TestKit
import Testing

/// What `check --fix` makes of a deck, as the real `present` shows it: nothing of it is lost.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present is not installed"))
struct FixedDeckTests {
    private static func slide(_ body: String) -> String { "# T\n\n## A\n\n\(body)\n" }

    /// Decks that fixes have spoiled.
    static let decks = [
        slide("```go\nx := 1\n\n## B\n\ntext\n\n## C\n\n- item"),
        slide("```go\nx := 1\n\n## B\n\n~~~\n\n## C\n\n- item"),
        slide("```\nx := 1\n\n## B\n\n```\ncode\n```\n\n## C\n\ntext"),
        slide("```\nx := 1\n\n## B\n\n```\ny := 1\n\n## C\n\ntext"),
        slide("```go\nx := 1\n\n.caption words\n\n```go\ny := 1\n```\n\ntext"),
        slide("- ```\n  x := 1\n  ```\n\n## B\n\n```\ny := 1\n```\n"),
        slide("> ```\n> x := 1\n> ```\n\n## B\n\n```\ny := 1\n```\n"),
        slide("```\na\n\n## comment\n\nb\n```\n\n## B\n\ntext"),
        slide("```sh\na\n# comment\n\n# another\nb\n```\n\n## B\n\ntext"),
        slide("Run this:\n# install it\n\ntext\n\n## B"),
        slide("<pre>\none\n# two\nthree\n</pre>\n\n## B"),
        slide("> ```\n> one\n# two\n\ntext\n\n## B"),
        slide("- ```\n  one\n# two\n  three\n  ```\n\n## B"),
        slide("text\n.imgae p.png\n\n## B"),
        slide("text\n.image p.png 1\n\n## B"),
        slide("text\n.code missing.go\n\n## B"),
        slide("text\n### part\n\n## B"),
        slide("text\n##### deep\n\n## B"),
        slide("text\n###x\n\n## B"),
        slide("text\n\n# B\n\n.nope\n\n## C"),
        slide("text\n\n# B\n\ntext\n\n## C"),
        slide("   \n.image p.png\n\n   \n: note\n\n   \n## B"),
        slide("#include\n#define\n\n## B"),
        slide("#include\n.image p.png\n\n## B"),
        slide("text\n# one\n: note\n\ntext\n# two\n.image p.png\n\ntext\n# three\n# four\n\n## B"),
        slide("<!--\n.image p.png\n: note\n\n## B"),
        "T\n\n* A\n\n.Image p.png\n\n* B\n\n.imgae p.png\n",
        "T\n\n* A\n\n...and so on\n\n.5 of it\n",
        "T\n\n* A\n\nThings:\n- one\n- two\n- three\n",
        "T\n\n* A\n\nThings:\n- one\n* B\n- two\n**bold** words\n",
        "T\n\n* A\n\nThings:\n*** deep\nmore\n\tcode\n\tcode\nend\n",
        "# T\n\n## Sum[int](xs) and Map[K](m)\n\ntext\n\n## x[[1]] and [ok](v) in `R`\n\ntext\n",
        "\u{FEFF}# T\n\nAnn\n\n## A\n\n* one\n* two\n\n## B\n\ntext\n",
        "\u{FEFF}# comment\nTitle\n\n* A\n\ntext\n",
        "\u{FEFF}# Talk 2024, draft\n\nAnn\n\n* First\n\ntext\n\n## a comment\n\n* Second\n\nmore\n",
        "\n  \n# Title\n\n## A\n\n* item\n\n## B\n",
        "T\n  \nSub\n\n* A\n",
    ]

    @Test(arguments: decks)
    func losesNothing(deck: String) throws {
        try withRealPresent(play: false) { present in
            let loss = try lossOfFixes(Array(deck.utf8), at: "a.slide", MemoryFiles(), present)
            #expect(loss == nil)
        }
    }

    @Test func losesNothingOfGeneratedDecks() throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["DECKS"].flatMap { Int($0) } ?? 360
        let seed = environment["SEED"].flatMap { UInt64($0) } ?? 7
        var losses: [String] = []
        try withRealPresent(play: false) { present in
            for number in 0..<count {
                let deck = DeckGenerator.deck(number, seed: seed)
                for (path, bytes) in deck.files { try present.write(path, bytes) }
                let files = MemoryFiles(deck.files)
                if let loss = try lossOfFixes(deck.bytes, at: deck.path, files, present, withoutCode: true) {
                    losses.append("\(number): \(loss)\n\(String(decoding: deck.bytes, as: UTF8.self))")
                }
            }
        }
        #expect(losses.isEmpty, "\(losses.count): \(losses.prefix(3).joined(separator: "\n"))")
    }

    /// Makes all fixes of a deck and says what is lost by them; nil where all of it is shown.
    private func lossOfFixes(
        _ bytes: [UInt8],
        at path: String,
        _ files: MemoryFiles,
        _ present: RealPresent,
        withoutCode: Bool = false
    ) throws -> String? {
        let fixed = FixApplier.applyAll(to: SourceFile(name: path, bytes: bytes)) { source in
            let parsed = DeckParser(reader: files).parse(source, at: FilePath(path))
            let linter = DeckLinter(files: MemoryAssets(files: files))
            return parsed.diagnostics + linter.lint(parsed.deck, source: source, at: FilePath(path))
        }
        guard fixed.bytes != bytes, let before = try ShownDeck(bytes, at: path, present) else { return nil }
        guard let after = try ShownDeck(fixed.bytes, at: path, present) else {
            return "refused: \(String(decoding: fixed.bytes, as: UTF8.self))"
        }
        return before.loss(in: after, withoutCode: withoutCode)
            .map { "\($0) in: \(String(decoding: fixed.bytes, as: UTF8.self))" }
    }
}

/// What the slides of a deck show, as far as the tree of the real program tells.
private struct ShownDeck {
    private(set) var titles: [String] = []
    private(set) var words: [String: Int] = [:]
    /// Those of the words that are code in a Markdown text.
    private(set) var codeWords: [String: Int] = [:]
    private(set) var commands: [String: Int] = [:]
    private let isMarked: Bool

    /// Nil where the program refuses the deck.
    init?(_ bytes: [UInt8], at path: String, _ present: RealPresent) throws {
        isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        try present.write(path, bytes)
        let answer = try present.fetch("/" + path)
        guard answer.status == 200, let json = RealPresent.value(of: "sections", inPage: answer.body) else {
            return nil
        }
        visit(try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed))
    }

    private mutating func visit(_ value: Any) {
        if let values = value as? [Any] {
            for value in values { visit(value) }
        } else if let object = value as? [String: Any] {
            if let title = object["Title"] as? String {
                titles.append(Self.words(of: title).joined(separator: " "))
            }
            if let command = object["Cmd"] as? String, !command.isEmpty { commands[command, default: 0] += 1 }
            // Classes, styles and parsed addresses say nothing that isn't said elsewhere.
            for key in ["Title", "Elem", "Notes", "Lines", "Bullet", "HTML", "Text", "Label", "Cmd"] {
                if let value = object[key] { visit(value) }
            }
        } else if let text = value as? String {
            for word in Self.words(of: text) { words[word, default: 0] += 1 }
            let code = text.matches(of: /<pre><code[\s\S]*?<\/code><\/pre>/).map { String($0.0) }
            for word in code.flatMap(Self.words) { codeWords[word, default: 0] += 1 }
        }
    }

    /// The words of a text that may be HTML; what is in tags isn't shown, and no tag is where a fix moves it to.
    private static func words(of text: String) -> [String] {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing(/<[^<>]*>|&#?\w+;/, with: " ")
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// What another state of the deck doesn't show.
    ///
    /// Signs that only code shows, such as the number of a list, may go when a fix ends the code.
    func loss(in other: Self, withoutCode: Bool) -> String? {
        let missing = words.filter { word, count in
            other.words[word, default: 0] < count - (withoutCode ? codeWords[word, default: 0] : 0)
        }.keys.sorted()
        if !missing.isEmpty { return "lost words \(missing)" }
        for (command, count) in commands where other.commands[command, default: 0] < count {
            return "lost '\(command)'"
        }
        // With the byte-order mark taken away other lines are titles.
        guard !isMarked else { return nil }
        var rest = other.titles[...]
        for title in titles {
            guard let index = rest.firstIndex(of: title) else { return "lost slide '\(title)'" }
            rest = rest[(index + 1)...]
        }
        return nil
    }
}
