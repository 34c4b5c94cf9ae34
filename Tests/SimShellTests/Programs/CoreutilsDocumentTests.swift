import Foundation
import SimShell
import Testing

struct CoreutilsDocumentTests {
    @Test func namesEveryCommandInTheDocument() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/embedded-shell.md"), encoding: .utf8)
        let start = try #require(page.range(of: "## The commands"))
        let end = try #require(page.range(of: "Some are parts of"))
        let named = page[start.upperBound..<end.lowerBound].split(separator: "`").enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        #expect(named.sorted() == Coreutils.names)
    }
}
