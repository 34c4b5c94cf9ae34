import DeckLint
import Testing

@testable import Commands

/// What is read from the words of curl.
struct CurlLinkCheckerTests {
    @Test func readsStatuses() {
        #expect(CurlLinkChecker.status(of: "200 0 ", exitCode: 0) == .alive)
        #expect(CurlLinkChecker.status(of: "403 0 ", exitCode: 0) == .alive)
        #expect(CurlLinkChecker.status(of: "404 0 ", exitCode: 0) == .dead(status: 404))
        #expect(
            CurlLinkChecker.status(of: "301 0 https://go.dev/x", exitCode: 0)
                == .moved(to: "https://go.dev/x")
        )
        #expect(CurlLinkChecker.status(of: "302 0 https://go.dev/x", exitCode: 0) == .alive)
        #expect(CurlLinkChecker.status(of: "000 6 ", exitCode: 6) == .unanswered("curl ended with code 6"))
        #expect(CurlLinkChecker.status(of: "", exitCode: 127) == .unanswered("the curl program is missing"))
    }
}
