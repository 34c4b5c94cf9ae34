import DeckModel
import DeckJSON
import DeckSyntax
import Ports
import SourceText
import SystemPackage
import TestKit

/// One deck as the real `present` and as we read it.
struct DeckComparison {
    let answer: RealPresent.Answer
    let parsed: ParsedDeck
    /// What differs, in words; empty where all is equal.
    private(set) var differences: [String] = []

    /// Compares a deck that stands in the program's folder.
    ///
    /// The comparesPage: whether to compare what each slide shows, too. Broken HTML of an author's may hide where
    ///   a slide ends.
    init(
        _ path: String,
        _ bytes: [UInt8],
        reader: any FileReader,
        present: RealPresent,
        comparesPage: Bool = true
    ) throws {
        answer = try present.fetch("/" + path)
        let source = SourceFile(name: path, bytes: bytes)
        parsed = DeckParser(reader: reader).parse(source, at: FilePath(path))
        guard answer.status == 200 else {
            compareRefusal(folder: present.folder)
            return
        }
        if parsed.isRefused {
            let errors = parsed.diagnostics.filter { $0.severity == .error }.map {
                "\($0.location): \($0.summary)"
            }
            differences.append("taken by present, refused by us: \(errors.joined(separator: "; "))")
            return
        }
        try compareTrees()
        if comparesPage { comparePages() }
    }

    private mutating func compareRefusal(folder: String) {
        guard parsed.isRefused else {
            differences.append("refused by present, taken by us: \(answer.text)")
            return
        }
        guard answer.status != nil else { return }
        let root = folder.hasSuffix("/") ? folder : folder + "/"
        let message = answer.text.replacing(root, with: "")
        let told = parsed.diagnostics.filter { $0.severity == .error }.flatMap(\.notes).map(\.text)
        let said = "present says: "
        guard told.contains(where: { $0.hasPrefix(said) && message.contains($0.dropFirst(said.count)) })
        else {
            differences.append("present's message isn't told: \(message) -- told: \(told)")
            return
        }
    }

    private mutating func compareTrees() throws {
        let document = PresentJSON.document(parsed.deck)
        for name in ["sections", "titleNotes"] {
            guard let text = Self.value(of: name, in: answer.body) else {
                differences.append("no \(name) in present's page")
                continue
            }
            // Through text, as a reader of our output gets it.
            let ours = try JSONReader.value(of: document[name].text())
            compare(ours, try JSONReader.value(of: text), at: name)
        }
    }

    /// The JSON text of a variable in a page; the second has no semicolon behind it.
    private static func value(of variable: String, in page: [UInt8]) -> String? {
        guard let start = page.firstRange(of: Array("var \(variable) = ".utf8))?.upperBound else {
            return nil
        }
        let line = page[start...].prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line.last == UInt8(ascii: ";") ? line.dropLast() : line, as: UTF8.self)
    }

    private mutating func compare(_ ours: JSONValue, _ theirs: JSONValue, at place: String) {
        switch (ours, theirs) {
        case (.array(let ours), .array(let theirs)) where ours.count == theirs.count:
            for (index, pair) in zip(ours, theirs).enumerated() {
                compare(pair.0, pair.1, at: "\(place)[\(index)]")
            }
        case (.object(let mine), .object(let other)) where mine.map(\.name) == other.map(\.name):
            let isMarkdown = mine.map(\.name) == ["Cmd", "HTML"] && mine.first?.value == .string("")
            for (mine, other) in zip(mine, other) {
                if isMarkdown, case .string(let ours) = mine.value, case .string(let theirs) = other.value {
                    if HTMLTokens.of(ours) != HTMLTokens.of(theirs) {
                        differences.append(
                            "\(place).\(mine.name): ours \(ours.debugDescription), theirs \(theirs.debugDescription)"
                        )
                    }
                } else {
                    compare(mine.value, other.value, at: "\(place).\(mine.name)")
                }
            }
        default:
            if ours != theirs { differences.append("\(place): ours \(ours.text()), theirs \(theirs.text())") }
        }
    }

    private mutating func comparePages() {
        let theirs = Self.articles(in: HTMLTokens.of(answer.text))
        let ours = PresentPage.articles(of: parsed.deck).map { HTMLTokens.of($0) }
        // An open comment of the author's hides the rest of the page, in both alike.
        if ours.joined().contains(where: \.isOpenComment) { return }
        guard ours.count == theirs.count else {
            differences.append("page: \(ours.count) slides of ours, \(theirs.count) of theirs")
            return
        }
        for (index, pair) in zip(ours, theirs).enumerated() where pair.0 != pair.1 {
            let shorter = min(pair.0.count, pair.1.count)
            let place = (0..<shorter).first { pair.0[$0] != pair.1[$0] } ?? shorter
            let mine = pair.0.dropFirst(place).prefix(2), other = pair.1.dropFirst(place).prefix(2)
            differences.append("page, slide \(index + 1): ours \(Array(mine)), theirs \(Array(other))")
        }
    }

    /// The content of each `article`, without the white space beside its tags.
    private static func articles(in tokens: [HTMLToken]) -> [[HTMLToken]] {
        var articles: [[HTMLToken]] = []
        var current: [HTMLToken]?
        for token in tokens {
            if case .open("article", _) = token {
                current = []
            } else if case .close("article") = token {
                if let current { articles.append(current) }
                current = nil
            } else {
                current?.append(token)
            }
        }
        return articles
    }
}

extension DeckComparison {
    /// All differences under the deck's name, with its text.
    func report(_ name: String, _ bytes: [UInt8]) -> String {
        "\(name)\n  " + differences.joined(separator: "\n  ") + "\n--- deck\n"
            + String(decoding: bytes.prefix(3000), as: UTF8.self)
    }
}

extension JSONValue {
    /// The member of an object; null where there is none.
    subscript(name: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members.first { $0.name == name }?.value ?? .null
    }
}
