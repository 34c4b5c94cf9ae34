import Foundation
import Testing

/// What pages carry is made from the style sheets and scripts that people read.
struct WebFileTests {
    @Test func carriesWhatTheSourcesSay() throws {
        let check = Process()
        check.executableURL = URL(filePath: "/usr/bin/sha256sum")
        check.arguments = ["--check", "--quiet", "small/sums"]
        check.currentDirectoryURL = Repository.root.appending(path: "Resources/web")
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0, "run make web")
    }
}
