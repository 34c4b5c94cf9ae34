import Foundation
import SourceText
import TestKit
import Testing

/// Decks that people wrote, against the real `present`.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present is not installed"))
struct CorpusDifferentialTests {
    static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let testdata = URL(filePath: "/usr/share/gocode/src/golang.org/x/tools/present/testdata")
    static let olderLecture = checkout.appending(path: "../shared/lecture").standardizedFileURL

    @Test(.enabled(if: isFolder(testdata), "golang-golang-x-tools-dev is not installed"))
    func readsTheTestdataOfPresentAsPresentDoes() throws {
        let count = try compareFolder(Self.testdata, as: "testdata", decksIn: "") { name, text in
            guard name.hasSuffix(".p") || name.hasSuffix(".md") else { return nil }
            // Behind the line stands the HTML that present's own test expects.
            return text.firstRange(of: "\n---\n").map { String(text[...$0.lowerBound]) } ?? text
        }
        #expect(count == 10)
    }

    @Test func readsOurLecturesAsPresentDoes() throws {
        let lectures = Self.checkout.appending(path: "lectures")
        let count = try compareFolder(lectures, as: "lectures", decksIn: "lectures/", beside: ["assets"]) {
            name,
            text in
            name.hasSuffix(".slide") || name.hasSuffix(".article") ? text : nil
        }
        #expect(count >= 3)
    }

    @Test(.enabled(if: isFolder(olderLecture), "../shared/lecture is not at hand"))
    func readsTheLectureThatOursBeganWithAsPresentDoes() throws {
        let count = try compareFolder(Self.olderLecture, as: "older", decksIn: "older/") { name, text in
            name.hasSuffix(".slide") ? text : nil
        }
        #expect(count >= 1)
    }

    static func isFolder(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }

    /// Compares the decks of a folder, which is served as it stands, with copies of its decks as slides in some place.
    private func compareFolder(
        _ folder: URL,
        as name: String,
        decksIn place: String,
        beside neighbours: [String] = [],
        deck: (String, String) -> String?
    ) throws -> Int {
        let files = FileManager.default
        return try withRealPresent { present in
            let root = URL(filePath: present.folder)
            let served = root.appending(path: name)
            try files.createDirectory(at: served, withIntermediateDirectories: true)
            for neighbour in neighbours {
                let target = folder.deletingLastPathComponent().appending(path: neighbour)
                try files.createSymbolicLink(at: root.appending(path: neighbour), withDestinationURL: target)
            }
            var decks: [(path: String, bytes: [UInt8])] = []
            for entry in try files.contentsOfDirectory(atPath: folder.path()).sorted() {
                let url = folder.appending(path: entry)
                try files.createSymbolicLink(at: served.appending(path: entry), withDestinationURL: url)
                guard !Self.isFolder(url), let text = try? String(contentsOf: url, encoding: .utf8),
                    let deck = deck(entry, text)
                else { continue }
                let path = "\(place)\(entry).copy.slide"
                try present.write(path, Array(deck.utf8))
                decks.append((path, Array(deck.utf8)))
            }
            for deck in decks {
                let comparison = try DeckComparison(
                    deck.path,
                    deck.bytes,
                    reader: FolderFiles(folder: root),
                    present: present
                )
                #expect(
                    comparison.answer.status == 200,
                    "\(deck.path): \(comparison.answer.text.prefix(300))"
                )
                #expect(comparison.differences.isEmpty, "\(comparison.report(deck.path, []))")
            }
            print("\(name): \(decks.count) decks compared: \(decks.map(\.path).joined(separator: ", "))")
            return decks.count
        }
    }
}
