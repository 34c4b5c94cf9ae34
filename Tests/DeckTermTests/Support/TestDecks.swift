import DeckModel
import DeckSyntax
import DeckTerm
import Foundation
import Ports
import SourceText
import SystemPackage
import TermUI
import TestKit

/// Decks to show.
enum TestDecks {
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A lecture on disk, in a folder whose neighbours it may name.
    struct Lecture: CustomStringConvertible, Sendable {
        let folder: URL
        let name: String
        var description: String { name }

        var deck: Deck {
            let bytes = (try? Data(contentsOf: folder.appending(path: name))).map(Array.init) ?? []
            return TestDecks.deck(bytes, files: FolderFiles(folder: folder))
        }
    }

    /// The lectures that we ship, and the one that ours began with where it is at hand.
    static let lectures: [Lecture] = [
        checkout.appending(path: "lectures"),
        checkout.appending(path: "../shared/lecture").standardizedFileURL,
    ].flatMap { folder in
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
            .filter { $0.hasSuffix(".slide") }.map { Lecture(folder: folder, name: $0) }
    }

    /// Parses a deck.
    static func deck(_ bytes: [UInt8], files: any FileReader = MemoryFiles()) -> Deck {
        DeckParser(reader: files).parse(SourceFile(name: "a.slide", bytes: bytes), at: FilePath("a.slide"))
            .deck
    }

    /// Parses a deck that was made up, at its place among its files.
    static func deck(_ generated: GeneratedDeck) -> Deck {
        DeckParser(reader: MemoryFiles(generated.files))
            .parse(SourceFile(name: generated.path, bytes: generated.bytes), at: FilePath(generated.path))
            .deck
    }

    /// The deck of a text that begins with its first slide.
    static func deck(_ slides: String, files: [String: String] = [:]) -> Deck {
        deck(Array("# Deck\n\n\(slides)".utf8), files: MemoryFiles(texts: files))
    }

    /// The first slide behind the cover.
    static func slide(_ text: String, files: [String: String] = [:]) -> SlideContent {
        TalkSlides(deck(text, files: files)).content(1)
    }
}

/// The files of a folder, and of its neighbours.
struct FolderFiles: FileReader {
    let folder: URL

    func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        guard let data = try? Data(contentsOf: folder.appending(path: path.string)) else {
            throw .notFound(path)
        }
        return Array(data)
    }
}

extension SlideLayout {
    /// The text of all of the slide's screens as they are painted, row by row, without what is around the content.
    var paintedRows: [String] {
        let painter = ScreenPainter(theme: TermTheme(isDark: nil))
        let frame = ScreenFrame(deck: "", number: 1, total: 1)
        return (0..<count).flatMap { painter.screen($0, of: self, frame: frame).grid.rowsOfText }
    }
}
