import DeckModel
import DeckTerm
import Foundation
import TermUI
import TestKit
import Testing

/// Text in equals text out: no word of a deck is lost on the way to the screen, and none is made up.
struct TextFidelityTests {
    static let sizes = [(80, 24), (100, 30), (120, 40), (160, 50), (40, 12), (20, 8)]

    @Test(
        .enabled(if: RealPresent.isAvailable, "the real present is not installed"),
        arguments: TestDecks.lectures
    )
    func saysWhatPresentSays(_ lecture: TestDecks.Lecture) throws {
        let page = try withRealPresent(play: false) { present in
            let root = URL(filePath: present.folder)
            for folder in [
                lecture.folder, lecture.folder.deletingLastPathComponent().appending(path: "assets"),
            ] {
                guard FileManager.default.fileExists(atPath: folder.path()) else { continue }
                try FileManager.default.createSymbolicLink(
                    at: root.appending(path: folder.lastPathComponent),
                    withDestinationURL: folder
                )
            }
            return try present.fetch("/\(lecture.folder.lastPathComponent)/\(lecture.name)").text
        }
        let slides = TalkSlides(lecture.deck)
        let expected = PresentText.slides(ofPage: page)
        #expect(expected.count == slides.count)
        // Its cover leaves out what follows an author's first link.
        for (index, text) in expected.enumerated().dropFirst() {
            #expect(Said.bySlide(slides.content(index)).packed == text.packed, "slide \(index + 1)")
        }
        #expect(expected[0].packed.isSubsequence(of: Said.bySlide(slides.content(0)).packed))
    }

    @Test(.enabled(if: RealPresent.isAvailable, "the real present is not installed"))
    func losesNoWordOfGeneratedDecksThatPresentSays() throws {
        var compared = 0
        try withRealPresent(play: false) { present in
            for number in 0..<150 {
                let generated = DeckGenerator.deck(number, seed: 5)
                for (path, bytes) in generated.files { try present.write(path, bytes) }
                try present.write(generated.path, generated.bytes)
                let answer = try present.fetch("/" + generated.path)
                guard answer.status == 200 else { continue }
                let deck = TestDecks.deck(generated)
                let slides = TalkSlides(deck)
                let expected = PresentText.slides(ofPage: answer.text)
                #expect(expected.count == slides.count, "deck \(number)")
                for (index, text) in expected.prefix(slides.count).enumerated() {
                    // A comment that never ends hides what follows, in a browser as here.
                    if text.contains("<!--") { continue }
                    let said = slides.content(index).text.packed
                    #expect(
                        text.packed.isSubsequence(of: said),
                        "deck \(number) slide \(index + 1): \(text.packed) | \(said)"
                    )
                    compared += 1
                }
            }
        }
        #expect(compared > 100)
    }

    @Test(arguments: TestDecks.lectures)
    func showsAllTextOfLecturesAtEverySize(_ lecture: TestDecks.Lecture) {
        let slides = TalkSlides(lecture.deck)
        for size in Self.sizes { expectWhole(slides, size) }
    }

    @Test func showsAllTextOfGeneratedDecksAtEverySize() {
        for number in 0..<200 {
            let generated = DeckGenerator.deck(number, seed: 7)
            let deck = TestDecks.deck(generated.bytes, files: MemoryFiles(generated.files))
            for size in [(80, 24), (31, 9)] {
                expectWhole(TalkSlides(deck), size, "deck \(number)")
            }
        }
    }

    /// Compares what the screens show with what the operations say.
    private func expectWhole(_ slides: TalkSlides, _ size: (Int, Int), _ name: String = "") {
        let format = ScreenFormat(columns: size.0, rows: size.1)
        for index in 0..<slides.count {
            let content = slides.content(index)
            let layout = SlideLayout(content, format)
            let shown = (0..<layout.count).flatMap(layout.contentRows).joined().packedWords
            let wanted = Said.byScreen(content).packedWords
            // The words of a table's cells stand side by side, and where they don't, headings are said again.
            let hasTable = content.operations.contains {
                if case .table = $0.operation { true } else { false }
            }
            let isSame = hasTable ? shown.holdsAll(of: wanted) : shown == wanted
            #expect(isSame, "\(name) slide \(index + 1) at \(size): \(shown) != \(wanted)")
        }
    }
}

/// What slides say, by different tellers.
enum Said {
    /// What the deck says, without what only we add: words for pictures, films and frames.
    static func bySlide(_ content: SlideContent) -> String {
        let texts = content.operations.map { placed -> String in
            switch placed.operation {
            case .picture: ""
            case .text(let spans):
                spans.contains { $0.role.contains(.mark) }
                    ? "" : spans.filter { !$0.isInlinePicture }.text
            default: placed.operation.text
            }
        }
        return ([content.title] + texts).joined(separator: "\n")
    }

    /// What a screen has to show: all of it, with the marks of lists.
    static func byScreen(_ content: SlideContent) -> String {
        let texts = content.operations.map { placed -> String in
            let numbers = placed.margins.compactMap(\.marker).joined()
            guard case .code(let lines) = placed.operation else { return numbers + placed.operation.text }
            return numbers
                + lines.map { ($0.number.map(String.init) ?? "") + $0.spans.text }.joined(
                    separator: "\n"
                )
        }
        return ([content.title] + texts).joined(separator: "\n")
    }
}

extension Span {
    /// Whether it is the alternative text of a picture in a line.
    fileprivate var isInlinePicture: Bool {
        role.contains(.emphasis) && text.hasPrefix("[") && text.hasSuffix("]")
    }
}

extension SlideLayout {
    /// The rows that one of the screens shows of the slide, without its footer and a repeated title.
    fileprivate func contentRows(_ index: Int) -> [String] {
        let painter = ScreenPainter(theme: TermTheme(isDark: nil))
        let frame = ScreenFrame(deck: "", number: 1, total: 1)
        let grid = painter.screen(index, of: self, frame: frame).grid
        let hasFooter = format.rows >= 5
        let rows = grid.rowsOfText.dropLast(hasFooter ? 1 : 0)
        guard index > 0, !content.title.isEmpty else { return Array(rows) }
        return Array(rows.drop { !$0.contains("(\(index + 1)/\(count))") }.dropFirst())
    }
}

extension String {
    /// The text without white space and without what is drawn around it.
    fileprivate var packedWords: String {
        String(
            unicodeScalars.filter {
                !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
                    && !Self.drawn.contains($0)
            }
        )
    }

    private static let drawn = Set("•◦▪–▎▌│─┌┬┐├┼┤└┴┘↪▤▶▣▾·…\u{AD}\u{200B}\u{FFFD}".unicodeScalars)

    /// Whether every character of another text is here as often, in any order.
    fileprivate func holdsAll(of other: String) -> Bool {
        var counts: [Character: Int] = [:]
        for character in self { counts[character, default: 0] += 1 }
        for character in other { counts[character, default: 0] -= 1 }
        return counts.values.allSatisfy { $0 >= 0 }
    }

    fileprivate func isSubsequence(of other: String) -> Bool {
        var rest = other[...]
        for character in self {
            guard let index = rest.firstIndex(of: character) else { return false }
            rest = rest[index...].dropFirst()
        }
        return true
    }
}
